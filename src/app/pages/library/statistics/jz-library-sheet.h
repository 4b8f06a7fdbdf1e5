/* jz-library-sheet: the statistics of a library as they stand on the screen: figures with verdicts, the groups and main
 * classes with bars, loans by month, and rankings. What can be followed to its rows is a button with an action of the group
 * "statistics".
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "jz-library-stats.h"

G_BEGIN_DECLS

/* Returns: (transfer floating) */
GtkWidget *jz_library_sheet_new (const JzLibraryStats *stats);

G_END_DECLS
