/* jz-purchase-told: what the inspector tells of a request, an order, an acceptance, a supplier, a contract; each on a reader thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-told.h"

G_BEGIN_DECLS

JzTold  *jz_purchase_tell_request    (JzConnection *connection, gint64 id, GError **error);
JzTold  *jz_purchase_tell_order      (JzConnection *connection, gint64 id, GError **error);
JzTold  *jz_purchase_tell_acceptance (JzConnection *connection, gint64 id, GError **error);
JzTold  *jz_purchase_tell_supplier   (JzConnection *connection, gint64 id, GError **error);
JzTold  *jz_purchase_tell_contract   (JzConnection *connection, gint64 id, GError **error);

/* Adds to what is told of an asset: who sold it, by which papers it came, and its licence. */
gboolean jz_purchase_tell_asset      (JzTold *told, JzConnection *connection, gint64 asset, GError **error);

G_END_DECLS
