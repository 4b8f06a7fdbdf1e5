/* jz-compat-save: asking for the name of a file to be written; see jz-compat.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-compat.h"

G_BEGIN_DECLS

/* Proposes @name; @kind is what such files are called and @pattern their ending ("*.pdf"). @func is not called when
 * nothing is chosen. @data is alive as long as @destroy (or NULL) has not been called for it. */
void jz_compat_save_file (GtkWindow *parent, const char *title, const char *name, const char *kind, const char *pattern, JzCompatFileFunc func,
                          gpointer data, GDestroyNotify destroy);

G_END_DECLS
