/* jz-import: what every import from a spreadsheet has in common.
 *
 * One operation for the whole sheet: cancelled without trace, undone as one. A row that can't be taken is
 * handed back with its reasons and stops nobody else; the mapping that was used is remembered by its headings.
 * A domain declares the columns that it looks for, and takes row after row.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-sheet-mapping.h"
#include "jz-store.h"

G_BEGIN_DECLS

typedef struct
{
  guint row;     /* as Excel numbers it */
  char *field;   /* id of the field, "" for the row as a whole */
  char *value;   /* as it stands in the file */
  char *reason;  /* in words */
  char *remedy;  /* a value that would do, or NULL */
} JzRowFault;

void jz_row_fault_free (JzRowFault *self);

typedef struct
{
  guint      read;     /* rows of data */
  guint      added;    /* rows that brought something new */
  guint      updated;  /* rows that changed something that was there */
  guint      merged;   /* rows that added to something that was there */
  guint      skipped;  /* rows that were taken before */
  guint      rejected; /* rows that could not be taken */
  guint      assets;   /* cards that were made */
  guint      places;   /* places that were made */
  GPtrArray *rejects;  /* of JzRowFault */
  GPtrArray *warnings; /* of JzRowFault: taken all the same */
  gint64     operation;
} JzImportResult;

void jz_import_result_clear (JzImportResult *self);

/* @done: rows so far. Called on the thread that writes. */
typedef void (*JzImportProgress) (guint done, gpointer data);

/* @row: one that holds anything, from the first of data on, in their order; @marked: it has faults or warnings. Called on
 * the thread that writes. */
typedef void (*JzImportSeen) (const JzSheetRow *row, JzSheetRowKind kind, gboolean marked, gpointer data);

/* A cell that a person corrected for this import, without changing the file: the key of JzImport's overrides.
 * @field: its id. Returns: (transfer full) */
char *jz_import_override_key (guint row, const char *field);

/* What is imported, and how. All of it stays the caller's. */
typedef struct
{
  JzSheetFile     *file;
  guint            sheet;
  JzSheetMapping  *mapping;  /* of the domain's fields */
  gboolean         dry_run;  /* everything is judged and nothing kept: counts and faults are exact */
  GHashTable      *overrides; /* key → text that is read instead of the cell; NULL: none */
  const char      *rejects;  /* file that the rejected rows are written to, NULL: none; none is made for no rows */
  gpointer         options;  /* the domain's own */
  JzImportProgress progress;
  JzImportSeen     seen;     /* NULL: nobody looks on */
  gpointer         data;     /* of @progress and @seen */
} JzImport;

typedef struct _JzImporting JzImporting;

/* A row of data on its way into the file: its cells, with what a person corrected, and what is wrong with it. Lives until
 * the next one is taken; what it gives out lives as long. */
typedef struct _JzImportLine JzImportLine;

typedef struct
{
  const char         *name;   /* "ledger" */
  const JzAction     *action;
  const JzSheetField *fields;
  guint               n_fields;
  gboolean            bulk;   /* what is added is recorded as ranges */
  gsize               record_size; /* of what read() makes of a line */
  /* Makes what the rows need; NULL: nothing. */
  gboolean          (*begin) (JzImporting *importing, gpointer *state, GError **error);
  /* Reads into the line's record what its cells say, on a thread that runs ahead of take(): may look only at what
   * begin() made and take() leaves as it is. NULL: take() reads for itself. */
  void              (*read)  (gconstpointer state, JzImportLine *line);
  /* Takes a line without faults, counting it in the result; a fault goes to jz_import_line_fault(). FALSE ends the import. */
  gboolean          (*take)  (JzImporting *importing, gpointer state, JzImportLine *line, GError **error);
  /* After the last row; NULL: nothing. */
  gboolean          (*end)   (JzImporting *importing, gpointer state, GError **error);
  GDestroyNotify      free_state;
} JzImportSpec;

/* Blocks: for a worker thread or the command line. @result: (out): to be cleared, also on FALSE. Errors: those of the
 * file, JZ_ERROR_INVALID when a needed column is missing, G_IO_ERROR_CANCELLED. */
gboolean        jz_import_run (JzStore *store, const JzActor *actor, const JzImportSpec *spec, const JzImport *import, JzImportResult *result,
                               GCancellable *cancellable, GError **error);

/* The mapping that was used for such headings before, put into @mapping; FALSE when there was none. */
gboolean        jz_import_recall (JzConnection *connection, const JzImportSpec *spec, JzSheetMapping *mapping);

/* For the domains. */
const JzImport *jz_importing_import    (JzImporting *self);
JzOperation    *jz_importing_operation (JzImporting *self);
JzConnection   *jz_importing_connection (JzImporting *self);
JzImportResult *jz_importing_result    (JzImporting *self);

/* The cell of a field, and its text tidied. */
const JzSheetCell *jz_import_line_cell (JzImportLine *self, guint field);
const char        *jz_import_line_text (JzImportLine *self, guint field);
/* A copy of @text that lives as long as the line. */
const char        *jz_import_line_keep (JzImportLine *self, const char *text);

/* record_size bytes, zero at first. */
gpointer           jz_import_line_record (JzImportLine *self);

/* The row can't be taken. @field: index of the field, or -1 for the row as a whole; @remedy may be NULL. */
void               jz_import_line_fault   (JzImportLine *self, int field, const char *reason, const char *remedy);
gboolean           jz_import_line_is_faulty (JzImportLine *self);
/* The row is taken all the same. @remedy may be NULL. */
void               jz_import_line_warning (JzImportLine *self, int field, const char *reason, const char *remedy);

G_END_DECLS
