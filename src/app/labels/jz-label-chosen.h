/* jz-label-chosen: labels of what is chosen in a list: cards of items, what a voucher brought in, doors of rooms,
 * cards of shelves, copies of titles.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-page.h"

G_BEGIN_DECLS

/* @view: the kind of the list: "item", "asset", "voucher", "place", "title", "copy", "copy-label". @ids: gint64 rows
 * of it. Returns at once; what went wrong, and that nothing of it has a label, is told by a toast on @page. */
void jz_label_chosen_print (JzPage *page, JzSession *session, const char *view, GArray *ids);

G_END_DECLS
