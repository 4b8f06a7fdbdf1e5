/* jz-compat-files: choosing files and folders, as the desktop does it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef void (*JzCompatPathFunc) (const char *path, gpointer data);

/* Lets a person choose an existing file whose name ends as one of @patterns says ("*.xlsx", NULL-terminated); @kind is what those
 * files are called. @func is not called when nothing is chosen; @data is kept until then and freed with @destroy in any case. */
void jz_compat_choose_path   (GtkWindow *parent, const char *title, const char *kind, const char *const *patterns, JzCompatPathFunc func,
                              gpointer data, GDestroyNotify destroy);

/* The same for a folder. */
void jz_compat_choose_folder (GtkWindow *parent, const char *title, JzCompatPathFunc func, gpointer data, GDestroyNotify destroy);

G_END_DECLS
