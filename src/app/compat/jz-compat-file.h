/* jz-compat-file: choosing a file to open or to save, or a folder; see jz-compat.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  JZ_CHOOSE_OPEN,
  JZ_CHOOSE_SAVE,
  JZ_CHOOSE_FOLDER,
} JzChooseWhat;

typedef struct
{
  JzChooseWhat       what;
  const char        *title;
  const char        *name;     /* to be saved under at first, or NULL */
  const char        *kind;     /* "Spreadsheets"; not for folders */
  const char *const *patterns; /* of that kind ("*.xlsx"), NULL-terminated; the first is the ending of what is saved */
} JzCompatFileChoice;

/* @path is a local one. */
typedef void (*JzCompatPathFunc) (const char *path, gpointer data);

/* Asks over @parent, modally. @choice is needed only during the call; @func is not called when nothing is chosen. @data
 * is kept until then and freed with @destroy (or NULL) in any case. A name to save under that was typed without the
 * ending gets it. */
void jz_compat_choose_file (GtkWindow *parent, const JzCompatFileChoice *choice, JzCompatPathFunc func, gpointer data,
                            GDestroyNotify destroy);

G_END_DECLS
