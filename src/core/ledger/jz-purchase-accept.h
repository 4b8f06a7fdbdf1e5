/* jz-purchase-accept: goods that came, looked at and taken into the books in one go (验收).
 *
 * Goods, request and invoice are all there, or nothing is entered (实物+申请单+发票，三者缺一不可): a delivery is accepted against an order, which
 * stands on approved requests, with the number of its invoice. What is good is received by a voucher of the same operation; what is not is
 * sent back with its fault in words and stays outstanding. What the county hands over (调入) comes with its document instead of an
 * order and an invoice.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-purchase-order.h"
#include "jz-voucher.h"

G_BEGIN_DECLS

extern const JzAction jz_action_purchase_accept;

typedef struct
{
  gint64      order_line;
  gint64      item;      /* that it is entered as; 0: that of the request, made when the school has none */
  gint64      accepted;  /* in the smallest unit; may be 0 */
  gint64      rejected;  /* sent back */
  const char *fault;     /* why; needed with @rejected */
  gint64      place;     /* where what is good is put */
  const char *number, *serial, *maker, *warranty; /* of cards, see JzLine */
  const char *const *serials;
  const JzLicence   *licence;
} JzAcceptLine;

typedef struct
{
  const char *date;    /* ISO; NULL: today */
  const char *invoice; /* needed */
  const char *note;    /* or NULL */
} JzAcceptData;

/* What was done. */
typedef struct
{
  gint64  id;
  char   *number;  /* of the acceptance */
  JzDone  receipt; /* its voucher is 0 where nothing was good */
} JzAccepted;

void     jz_accepted_clear (JzAccepted *self);

/* @done: (out). JZ_ERROR_INVALID says what is missing; JZ_ERROR_CONFLICT where the order is closed. */
gboolean jz_purchase_accept (JzOperation *operation, gint64 order, const JzAcceptData *data, const JzAcceptLine *lines,
                             guint n,
                             JzAccepted *done, GError **error);

/* What the county gives: @terms->supplier is the unit that gives, @terms->invoice the number of its document, both needed; the origin
 * is 无偿调入. The lines are those of a receipt. @number: (out) (optional) (transfer full): of the acceptance. */
gboolean jz_purchase_take_in (JzOperation *operation, const JzTerms *terms, const JzLine *lines, guint n, JzDone *done,
                              char **number,
                              GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JzAccepted, jz_accepted_clear)

G_END_DECLS
