/* jz-check: is the file sound, and does what it says agree with itself?
 *
 * The database's own checks, the journal's chain, the search indices against their rows, and what
 * each domain declares as its invariants. Finds and names; mends nothing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-connection.h"

G_BEGIN_DECLS

/* A rule that no single row can keep: @sql gives one row (where, what) for each breach. */
typedef struct
{
  const char *kind;  /* stable name: "ledger.balance" */
  gboolean    deep;  /* only when asked for everything */
  const char *sql;
} JzInvariant;

typedef struct
{
  char *kind;  /* "sqlite", "keys", "journal", "search", or an invariant's */
  char *where; /* table, row, page */
  char *what;
} JzFault;

void       jz_fault_free (JzFault *self);

/* SQLite's quick check: pages and rows, not every index. JZ_ERROR_DAMAGED. */
gboolean   jz_check_quick (JzConnection *connection, GError **error);

/* SQLite's whole check and the foreign keys. JZ_ERROR_DAMAGED. */
gboolean   jz_check_integrity (JzConnection *connection, GError **error);

/* Everything. @invariants: tables of the domains, NULL behind the last, each ending with a NULL kind; NULL: none. @connection must be the writer's, outside an operation
 * (the search check makes temporary tables). Returns: (transfer full) (element-type JzFault), empty when
 * all is well; NULL with @error when it can't be told. */
GPtrArray *jz_check_run (JzConnection *connection, const JzInvariant *const *invariants, gboolean deep,
                         GCancellable *cancellable, GError **error);

G_END_DECLS
