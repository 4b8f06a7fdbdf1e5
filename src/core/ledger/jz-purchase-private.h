/* jz-purchase-private: what requests, orders and acceptances share.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-operation.h"

G_BEGIN_DECLS

/* Sets JZ_ERROR @code with a sentence. Returns: FALSE */
gboolean jz_purchase_refuse (GError **error, JzError code, const char *format, ...) G_GNUC_PRINTF (3, 4);

/* "CG-2026-0001": the next of @table. (transfer full) */
char    *jz_purchase_next_number (JzConnection *connection, const char *table, const char *prefix, const char *date,
                                  GError **error);

/* @date, or today in @today; NULL with @error for no day. */
const char *jz_purchase_date (JzConnection *connection, const char *date, char today[11], GError **error);

/* @number, @state: (out) (transfer full): of a row of @table. JZ_ERROR_NOT_FOUND. */
gboolean jz_purchase_head (JzConnection *connection, const char *table, gint64 id, char **number, char **state,
                           GError **error);

/* After something was ordered, cancelled or accepted: "approved", "ordered" or "done". */
gboolean jz_purchase_settle (JzConnection *connection, gint64 request, GError **error);
/* The same for all requests that an order has lines of. */
gboolean jz_purchase_settle_order (JzConnection *connection, gint64 order, GError **error);

G_END_DECLS
