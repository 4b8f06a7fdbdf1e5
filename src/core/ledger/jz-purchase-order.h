/* jz-purchase-order: what the school orders from a supplier (采购订单), out of approved requests or parts of them.
 *
 * Never more than was approved. What was ordered is outstanding until it was accepted (jz-purchase-accept.h); an order is done when
 * all of it was, or when the rest is cancelled with a reason, and then what didn't come can be ordered anew.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-purchase.h"

G_BEGIN_DECLS

extern const JzAction jz_action_purchase_order;

typedef struct
{
  gint64 request_line; /* of an approved request */
  gint64 quantity;     /* in its smallest unit */
  gint64 price;        /* of one, fen */
} JzOrderLine;

typedef struct
{
  const char *date;     /* ISO; NULL: today */
  gint64      supplier; /* supplier.id; 0: that of @name, made when there is none */
  const char *name;
  gint64      contract; /* 0: none */
  const char *fund;     /* or NULL */
  const char *expected; /* ISO, or NULL */
  const char *note;     /* or NULL */
} JzOrderData;

/* @id: (out). JZ_ERROR_INVALID says which line is wrong, JZ_ERROR_CONFLICT where it is not approved. */
gboolean jz_purchase_order_write  (JzOperation *operation, const JzOrderData *data, const JzOrderLine *lines, guint n,
                                   gint64 *id,
                                   GError **error);
/* What has not come is not awaited any more. JZ_ERROR_INVALID without a reason, JZ_ERROR_CONFLICT when it is closed. */
gboolean jz_purchase_order_cancel (JzOperation *operation, gint64 id, const char *reason, GError **error);

G_END_DECLS
