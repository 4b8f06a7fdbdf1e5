/* jz-table-copy: the chosen rows as text, a line for each row and a tab between columns, into the clipboard.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-lazy-selection.h"

G_BEGIN_DECLS

/* Takes the columns that are shown, in their order. Happens when they are read. */
void jz_table_copy (GtkWidget *widget, JzStore *store, GtkColumnView *view, JzLazySelection *selection);

G_END_DECLS
