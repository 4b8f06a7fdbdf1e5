/* jz-stack: pages of a GtkStack that are not shown leave the accessibility tree, which in GTK 4.8 tells of all.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* From now on, whichever page is shown; to be called when all pages are there, or again after adding one. */
void jz_stack_hide_others (GtkStack *stack);

G_END_DECLS
