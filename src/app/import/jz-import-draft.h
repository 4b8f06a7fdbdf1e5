/* jz-import-draft: an import that is being prepared: the file, its sheet, which column is what, what was corrected.
 *
 * All reading and checking happens on worker threads, one job at a time; a job that is overtaken is cancelled.
 * The check is a dry run of the import, so that its counts and faults are exact.
 *
 * Signals:
 * "opened" (): the sheets are known
 * "mapped" (): the headings and first rows of the chosen sheet are known; a check is on its way
 * "checked" (): the rows and faults are those of the present columns and corrections
 * "progress" (gint64 done, gint64 total): rows
 * "imported" (): the result is that of the import
 * "failed" (GError *): what was asked for last could not be done
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "jz-import-row.h"
#include "jz-ledger-import.h"
#include "jz-session.h"

G_BEGIN_DECLS

#define JZ_IMPORT_ROWS_LISTED 2000 /* the first ones of the sheet; faulty rows are listed wherever they are */

#define JZ_TYPE_IMPORT_DRAFT (jz_import_draft_get_type ())
G_DECLARE_FINAL_TYPE (JzImportDraft, jz_import_draft, JZ, IMPORT_DRAFT, GObject)

typedef struct
{
  char    *name;
  gboolean hidden;
  guint    rows;   /* that hold anything; 0 until it is checked: to count them takes as long as to read the sheet */
  guint    fields; /* that its headings name */
} JzImportSheet;

JzImportDraft *jz_import_draft_new        (JzSession *session, const char *path);
void           jz_import_draft_open       (JzImportDraft *self);
void           jz_import_draft_cancel     (JzImportDraft *self);
gboolean       jz_import_draft_is_busy    (JzImportDraft *self);
/* Of the job under way, or NULL. */
GCancellable  *jz_import_draft_get_cancellable (JzImportDraft *self);
const char    *jz_import_draft_get_path   (JzImportDraft *self);

/* (element-type JzImportSheet) */
GPtrArray     *jz_import_draft_get_sheets (JzImportDraft *self);
/* The one that fits best, then the one chosen. */
guint          jz_import_draft_get_sheet  (JzImportDraft *self);
void           jz_import_draft_choose_sheet (JzImportDraft *self, guint sheet);

/* The first rows of the sheet, and which of them begins the headings (its number); another may be said. */
guint          jz_import_draft_n_heads    (JzImportDraft *self);
const JzSheetRow *jz_import_draft_get_head (JzImportDraft *self, guint i);
guint          jz_import_draft_get_heading_row (JzImportDraft *self);
void           jz_import_draft_set_heading_row (JzImportDraft *self, guint row);

/* Columns of the sheet. A field is an index of jz_ledger_fields, -1: not imported. */
int            jz_import_draft_n_columns  (JzImportDraft *self);
const char    *jz_import_draft_get_heading (JzImportDraft *self, int column);
int            jz_import_draft_get_field  (JzImportDraft *self, int column);
void           jz_import_draft_set_field  (JzImportDraft *self, int column, int field);
/* The first field that no import can do without and that has no column, or NULL. */
const JzSheetField *jz_import_draft_get_missing (JzImportDraft *self);
gboolean       jz_import_draft_is_recalled (JzImportDraft *self); /* the columns are those of the last import of such a file */

/* Which column is what, as text. load() is FALSE when the sheet has not those headings. */
char          *jz_import_draft_save       (JzImportDraft *self);
gboolean       jz_import_draft_load       (JzImportDraft *self, const char *name, const char *text, GError **error);
/* As the program recognises them by itself. */
void           jz_import_draft_reset      (JzImportDraft *self);

JzCards        jz_import_draft_get_cards  (JzImportDraft *self);
void           jz_import_draft_set_cards  (JzImportDraft *self, JzCards cards);

/* @text stands instead of that cell, in this import alone. Checked again soon after the last one. */
void           jz_import_draft_correct    (JzImportDraft *self, guint row, int field, const char *text);
guint          jz_import_draft_n_corrected (JzImportDraft *self);

/* (element-type JzImportRow) and (element-type JzImportFault) */
GListModel    *jz_import_draft_get_rows   (JzImportDraft *self);
GListModel    *jz_import_draft_get_faults (JzImportDraft *self);
const JzImportResult *jz_import_draft_get_result (JzImportDraft *self);

/* @rejects: whether rows that can't be taken are written to a file beside the one they came from. */
void           jz_import_draft_import     (JzImportDraft *self, gboolean rejects);
/* Where they were written; NULL: there were none. */
const char    *jz_import_draft_get_rejects (JzImportDraft *self);

G_END_DECLS
