/* jz-ledger-import: taking in the ledger that a school has kept in a spreadsheet for years.
 *
 * One operation for the whole sheet: it can be cancelled without trace and undone as one. A row that can't be
 * taken is handed back with its reasons; it never stops the others. The same file taken twice adds nothing.
 *
 * What comes in is the opening of the books: things acquired before this year are dated the last day of last
 * year, so that this year's ledger opens with them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-ledger-fields.h"
#include "jz-store.h"

G_BEGIN_DECLS

extern const JzAction jz_action_import_ledger;

/* Which pieces get a card of their own: those with an asset number always. */
typedef enum
{
  JZ_CARDS_BY_PRICE, /* from the price on that makes a fixed asset (meta 'asset.threshold', fen; 1,000 yuan unless said) */
  JZ_CARDS_ALL,
  JZ_CARDS_NONE,
} JzCards;

typedef struct
{
  guint  row;    /* as Excel numbers it */
  char  *field;  /* id of the field, "" for the row as a whole */
  char  *value;  /* as it stands in the file */
  char  *reason; /* in words */
  char  *remedy; /* a value that would do, or NULL */
} JzRowFault;

typedef struct
{
  guint      read;     /* rows of data */
  guint      added;    /* rows that brought a new item or asset */
  guint      updated;  /* rows that changed an asset that was there */
  guint      merged;   /* rows that added to an item that was there */
  guint      skipped;  /* rows that were taken before */
  guint      rejected; /* rows that could not be taken */
  guint      assets;   /* cards that were made */
  guint      places;   /* places that were made */
  GPtrArray *rejects;  /* of JzRowFault */
  GPtrArray *warnings; /* of JzRowFault: taken all the same */
  gint64     operation;
} JzImportResult;

void     jz_import_result_clear (JzImportResult *self);
void     jz_row_fault_free      (JzRowFault *self);

/* @done: rows so far. Called on the thread that imports. */
typedef void (*JzImportProgress) (guint done, gpointer data);

typedef struct
{
  JzSheetFile     *file;
  guint            sheet;
  JzSheetMapping  *mapping;  /* of jz_ledger_fields */
  JzCards          cards;
  gboolean         dry_run;  /* everything is done and then rolled back: counts and faults are exact */
  const char      *rejects;  /* file that the rejected rows are written to, NULL: none; none is made for no rows */
  JzImportProgress progress;
  gpointer         data;
} JzLedgerImport;

/* Blocks: for a worker thread or the command line. @import and what it refers to stay the caller's.
 * @result: (out): to be cleared, also on FALSE. Errors: those of the file, JZ_ERROR_INVALID when a needed
 * column is missing, G_IO_ERROR_CANCELLED. */
gboolean jz_ledger_import_run (JzStore *store, const JzActor *actor, const JzLedgerImport *import, JzImportResult *result,
                               GCancellable *cancellable, GError **error);

/* The mapping that was used for such headings before, put into @mapping; FALSE when there was none. */
gboolean jz_ledger_import_recall (JzConnection *connection, JzSheetMapping *mapping);

G_END_DECLS
