/* jz-import-dialog: takes a spreadsheet in: tried first without writing anything, then, if the person says so, for
 * good.
 *
 * What the trial counted and every row that can't be taken is shown before; the rows that were rejected are written to
 * a file beside the one they came from.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "jz-session.h"
#include "jz-import.h"

G_BEGIN_DECLS

typedef enum
{
  JZ_IMPORT_PEOPLE,
  JZ_IMPORT_CALENDAR,
  JZ_IMPORT_STANDARD,
  JZ_IMPORT_ITEMS,
  JZ_IMPORT_BALANCES,
  JZ_IMPORT_COUNTS, /* of a stock-take: see jz_import_dialog_choose_counts() */
  JZ_IMPORT_MACHINES,
  JZ_IMPORT_READERS,  /* cards, by class and name */
  JZ_IMPORT_BOOKS,
  JZ_IMPORT_EXPERIMENTS, /* of this school year, where rows don't say */
  JZ_IMPORT_TIMETABLE,   /* of the present term */
} JzImportKind;

/* Asks which file, then shows what is in it. */
void jz_import_dialog_choose  (GtkWidget *over, JzSession *session, JzImportKind kind);
/* The same for a count sheet of @stocktake; asks who counted. */
void jz_import_dialog_choose_counts (GtkWidget *over, JzSession *session, gint64 stocktake);
void jz_import_dialog_present (GtkWidget *over, JzSession *session, JzImportKind kind, const char *path);

/* Asks for a code table in the program's own form and takes it in. */
void jz_import_codes_choose   (GtkWidget *over, JzSession *session);

G_END_DECLS
