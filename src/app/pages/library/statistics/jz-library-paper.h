/* jz-library-paper: the statistics, books and registers of the library on screen before they are printed, and as spreadsheets.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "jz-session.h"

G_BEGIN_DECLS

/* @which: "statistics" or the name of a book; with ".xlsx" behind it: asks for a file. @key: of the period; a book is that
 * of the year in which it ends. */
void        jz_library_paper_make (GtkWindow *parent, JzSession *session, const char *which, const char *key);

/* All of them, by the action statistics.paper. Returns: (transfer full) */
GMenuModel *jz_library_paper_menu (void);

G_END_DECLS
