/* jz-submission-dialogs: making the school's key, and proving a package.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

typedef void (*JzKeyMadeFunc) (gpointer data);

/* Says what the key is and where it is kept, and makes it; @func is called once there is one. */
void jz_key_window_present    (GtkWindow *parent, JzKeyMadeFunc func, gpointer data);

/* Proves the package at @path in a process of its own, and shows what was found. */
void jz_verify_window_present (GtkWindow *parent, const char *path);

G_END_DECLS
