/* jz-ledger-row: one row of a school's ledger, read and proved, before anything is written.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-ledger-import.h"

G_BEGIN_DECLS

typedef struct
{
  char    *code, *name, *spec, *unit, *place, *keeper, *user, *number, *serial, *maker, *supplier, *fund, *origin, *subject, *kind, *note;
  gint64   quantity;
  int      decimals;
  gint64   price;    /* fen, of one */
  gint64   amount;   /* fen, of all */
  char     date[JZ_DATE_LENGTH]; /* "" when not said */
} JzLedgerRowIn;

void     jz_ledger_row_in_clear (JzLedgerRowIn *self);

/* Reads @row; no date is after @today. What is wrong with it is told to @importing; FALSE when it can't be taken. */
gboolean jz_ledger_row_read (JzImporting *importing, const JzSheetRow *row, JzDate today, JzLedgerRowIn *in);

/* The bytes that make it this row and no other: BLAKE2b-128 over its values and @nth. */
void     jz_ledger_row_fingerprint (const JzLedgerRowIn *in, guint nth, guint8 fingerprint[16]);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JzLedgerRowIn, jz_ledger_row_in_clear)

G_END_DECLS
