/* jz-compat-file: choosing a file to open or to save.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-compat.h"

G_BEGIN_DECLS

typedef struct
{
  const char        *title;
  gboolean           save;
  const char        *name;     /* to be saved under at first, or NULL */
  const char        *kind;     /* "Spreadsheets", or NULL: all files alone */
  const char *const *patterns; /* of that kind, NULL-terminated */
} JzCompatFileChoice;

/* @func is not called when nothing is chosen. */
void jz_compat_choose_file (GtkWindow *parent, const JzCompatFileChoice *choice, JzCompatFileFunc func, gpointer data);

G_END_DECLS
