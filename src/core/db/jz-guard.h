/* jz-guard: who may write which table.
 *
 * The journal is written by jz-operation alone, vouchers and entries by the ledger's posting alone,
 * and what is summed from entries by triggers and by it. A statement of anyone else does not even
 * prepare (SQLite's authorizer), so a slip in a query is found by the first test that runs it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-connection.h"

G_BEGIN_DECLS

typedef enum
{
  JZ_SCOPE_ORDINARY, /* everything but the tables below */
  JZ_SCOPE_POSTING,  /* voucher and entry too: src/core/ledger/jz-posting.c */
  JZ_SCOPE_SUMS,     /* balance, turnover and position instead: the same file */
  JZ_SCOPE_JOURNAL,  /* operation and its tables too: jz-operation.c */
  JZ_SCOPE_SCHEMA,   /* everything, tables themselves too: migrations and salvage */
} JzScope;

#define JZ_N_SCOPES 5

/* Changes what may be written from here on. Returns: the scope before, to be put back. */
JzScope  jz_connection_enter (JzConnection *connection, JzScope scope);

/* Installed on every writer: @scope is read whenever a statement is prepared. */
void     jz_guard_install (sqlite3 *db, const JzScope *scope);

/* For questions that a person writes: only reading, no passwords, and interrupted past *@deadline
 * (g_get_monotonic_time()), which must live as long as @db. Call before preparing. */
void     jz_guard_install_for_person (sqlite3 *db, gint64 *deadline);

/* Tables whose rows are written once and never changed. */
gboolean jz_guard_is_append_only (const char *table);

/* Tables that a session must not record: the journal, what is only added to, what is derived. */
gboolean jz_guard_is_recorded (const char *table);

G_END_DECLS
