/* jz-count-files: the memories of handheld scanners are taken into a stock-take: text files with one code a line, one
 * for each counter, tried first and counted as one operation.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "jz-session.h"

G_BEGIN_DECLS

/* Asks over @parent for a file, then who counted and where; more files can be added. */
void jz_count_files_choose (GtkWindow *parent, JzSession *session, gint64 stocktake);

G_END_DECLS
