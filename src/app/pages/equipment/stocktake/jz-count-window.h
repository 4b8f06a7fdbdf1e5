/* jz-count-window: counting, for a person who walks with a scanner.
 *
 * Whatever has the focus, a scan is a count; a place's code says where the counter stands from now on. What came of
 * the last scan stands there in one big line. Scans are saved one by one in the order they came, each as one
 * operation, also those that still wait when the window is closed; opened again, it goes on.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-scan-window.h"

G_BEGIN_DECLS

#define JZ_TYPE_COUNT_WINDOW (jz_count_window_get_type ())
G_DECLARE_FINAL_TYPE (JzCountWindow, jz_count_window, JZ, COUNT_WINDOW, JzScanWindow)

/* For the stock-take @id. */
void jz_count_window_present (GtkWindow *parent, JzSession *session, gint64 id);

G_END_DECLS
