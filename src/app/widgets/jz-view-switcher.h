/* jz-view-switcher: the views of a page as a row of buttons; those there is no room for stand in a menu at its end.
 *
 * It asks for all the room that there is, since a header bar leaves what is asked in its middle only, and is content with
 * that of the menu, so that views never push a window wider than its screen. The menu's button bears the name of the view in front when that is one of its own.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define JZ_TYPE_VIEW_SWITCHER (jz_view_switcher_get_type ())
G_DECLARE_FINAL_TYPE (JzViewSwitcher, jz_view_switcher, JZ, VIEW_SWITCHER, GtkWidget)

/* @stack NULL: no views. The menu calls "win.view-number" with the number of the view, from 1. */
void jz_view_switcher_set_stack (JzViewSwitcher *self, GtkStack *stack);

G_END_DECLS
