/* jz-renumber: new numbers for cards, by the school's rule (jz-numbering.h).
 *
 * The old number is kept: a scanned old label and a search for it still lead to the card. Its label is wanting from then on.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-operation.h"

G_BEGIN_DECLS

/* In the order of @ids. JZ_ERROR_NOT_FOUND for what is no card. */
gboolean jz_assets_renumber (JzOperation *operation, const gint64 *ids, guint n, GError **error);

G_END_DECLS
