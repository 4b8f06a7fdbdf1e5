/* jz-shelf-window: counting the books of a shelf: the books that should be seen, and a scanner.
 *
 * A scan counts the book, the code of a place says where the counter stands from there on; what came of the last scan
 * stands there in one big line. Scans are saved one by one in the order they came, each as one operation, also those
 * that still wait when the window is closed; opened again, it goes on.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-scan-window.h"

G_BEGIN_DECLS

#define JZ_TYPE_SHELF_WINDOW (jz_shelf_window_get_type ())
G_DECLARE_FINAL_TYPE (JzShelfWindow, jz_shelf_window, JZ, SHELF_WINDOW, JzScanWindow)

/* For the count @id. */
void jz_shelf_window_present (GtkWindow *parent, JzSession *session, gint64 id);

G_END_DECLS
