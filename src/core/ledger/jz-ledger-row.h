/* jz-ledger-row: one row of a school's ledger, read and proved, before anything is written.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-ledger-import.h"

G_BEGIN_DECLS

/* Texts belong to the line. */
typedef struct
{
  const char *code, *name, *spec, *unit, *place, *keeper, *user, *number, *serial, *maker, *supplier, *fund, *origin,
    *subject, *kind, *note;
  const char *item;     /* code, name, specification and unit in one: what rows of the same item share */
  gint64      quantity;
  int         decimals;
  gint64      price;    /* fen, of one */
  gint64      amount;   /* fen, of all */
  char        date[JZ_DATE_LENGTH]; /* "" when not said */
} JzLedgerRowIn;

/* Reads the line's cells; no date is after @today. What is wrong with it is told to the line. */
void     jz_ledger_row_read (JzImportLine *line, JzDate today, gboolean date_1904, JzLedgerRowIn *in);

#define JZ_FINGERPRINT_SIZE 16

/* The bytes that make it this row and no other: BLAKE2b-128 over its values and @nth. */
void     jz_ledger_row_fingerprint (const JzLedgerRowIn *in, guint nth, guint8 fingerprint[JZ_FINGERPRINT_SIZE]);

G_END_DECLS
