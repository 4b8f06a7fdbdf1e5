/* jz-purchase-gap: a request made of what the school lacks against its standards (不足有补充).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-gap.h"
#include "jz-purchase.h"

G_BEGIN_DECLS

/* A draft with one line for each row of @rows (element-type JzGapRow) that lacks something: the item that counts as it where there is
 * one, else what the standard calls it; as much as is short; at the row's price. What other requests ask for already, and has not come
 * yet, is taken off. @date NULL: today. @id: (out). JZ_ERROR_INVALID where nothing is left to ask for. */
gboolean jz_purchase_request_from_gap (JzOperation *operation, GPtrArray *rows, const JzRequestData *data, gint64 *id,
                                       GError **error);

/* The same by the rows' ids (standard_row.id): what they lack is read anew. @ids: of gint64. */
gboolean jz_purchase_request_from_rows (JzOperation *operation, GArray *ids, const JzRequestData *data, gint64 *id,
                                        GError **error);

G_END_DECLS
