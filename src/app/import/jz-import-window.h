/* jz-import-window: takes in a school's own ledger in four steps: file, sheet, columns and check, import.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "jz-session.h"

G_BEGIN_DECLS

#define JZ_TYPE_IMPORT_WINDOW (jz_import_window_get_type ())
G_DECLARE_FINAL_TYPE (JzImportWindow, jz_import_window, JZ, IMPORT_WINDOW, AdwWindow)

/* @path: the file, or NULL to ask for it. Presents the window. */
void jz_import_window_present (GtkWindow *parent, JzSession *session, const char *path);

G_END_DECLS
