/* jz-shelf-views: counts of books, what is proposed for weeding, and the requests for it, as lists with their
 * inspectors.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-list-page.h"

G_BEGIN_DECLS

extern const JzListView jz_shelf_counts_view, jz_weeding_books_view, jz_weedings_view;

G_END_DECLS
