/* jz-row-menu: the menu of the rows of a list, by the right button or the menu key.
 *
 * The row under the pointer is chosen first. Below what the page offers stands what every list can do.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _JzRowMenu JzRowMenu;

/* Hangs the menu over @over, the widget with "table.copy" and "table.select-all" that @view (a GtkColumnView) stands in; to be freed before
 * either goes. */
JzRowMenu *jz_row_menu_new  (GtkWidget *over, GtkWidget *view);
void       jz_row_menu_free (JzRowMenu *self);

/* What the page offers; NULL: nothing. Before the menu is first shown. */
void       jz_row_menu_set  (JzRowMenu *self, GMenuModel *menu);

G_END_DECLS
