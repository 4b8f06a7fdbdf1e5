/* jz-shortcuts: the page that names all keys. Its own window: GtkShortcutsWindow goes away in newer GTK.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void jz_shortcuts_present (GtkWindow *parent);

G_END_DECLS
