/* jz-ledger: the ledgers that rules and inspectors ask for, derived from the entries.
 *
 *   general     总账        durable things, one line per code, as the subjects have them
 *   subsidiary  分类明细账   every item
 *   room        专用账      what stands at one place, and below it
 *   consumables 低值易耗品账
 *   teacher     教师账       what a person answers for: what stands at the places that the person keeps, and what was issued or
 *                           lent to the person elsewhere; each thing once
 *
 * opening + in − out = closing, always, since all are sums over the same entries. In a room ledger in and out count what arrived from
 * and left for other places too; in a teacher's, what the person got and gave back. Which places somebody keeps is what is so today.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-check.h"
#include "jz-connection.h"

G_BEGIN_DECLS

typedef enum
{
  JZ_LEDGER_GENERAL,
  JZ_LEDGER_SUBSIDIARY,
  JZ_LEDGER_ROOM,
  JZ_LEDGER_CONSUMABLES,
  JZ_LEDGER_TEACHER,
} JzLedgerKind;

#define JZ_N_LEDGERS 5

typedef struct
{
  gint64 item;   /* 0 in the general ledger, where a line may be several items */
  char  *code, *name, *spec, *unit, *subject;
  const char *duty; /* of a teacher's ledger: "keeps" or "holds"; else NULL */
  int    decimals;
  gint64 opening, in, out, closing; /* in the smallest unit */
  gint64 value;                     /* of what is left, fen */
} JzLedgerRow;

typedef struct
{
  int           year;   /* calendar year; 0: this one */
  gint64        place;  /* 0: all; needed for a room ledger */
  const char   *code;   /* beginning of the code, NULL: all */
  gint64        person; /* needed for a teacher's ledger */
} JzLedgerQuery;

void         jz_ledger_row_free (JzLedgerRow *self);

/* Returns: (transfer full) (element-type JzLedgerRow), in code order; the general ledger by subject; a teacher's keeps before holds */
GPtrArray   *jz_ledger_read (JzConnection *connection, JzLedgerKind kind, const JzLedgerQuery *query, GError **error);

/* What `check` proves of the ledger. Ends with a NULL kind. */
extern const JzInvariant jz_ledger_invariants[];

G_END_DECLS
