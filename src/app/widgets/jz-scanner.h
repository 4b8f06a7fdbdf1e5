/* jz-scanner: scan anywhere: takes what a barcode scanner types out of the keys of a window.
 *
 * Whatever has the focus, a scan is taken as a scan and leaves nothing in that field: the first two keys,
 * which could still have been a person's, are taken out again. Keys reach the field and its input method
 * untouched unless they come faster than a person types; while an input method composes, no key is ever
 * held back. See jz-scan-burst.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _JzScanner JzScanner;

typedef void (*JzScannerFunc) (const char *code, gpointer data);

/* Belongs to @window and goes with it. @func gets each code. */
JzScanner *jz_scanner_attach (GtkWindow *window, JzScannerFunc func, gpointer data);

G_END_DECLS
