/* jz-statement: an SQL statement that a connection has prepared, bound and keeps; its rows one after another.
 *
 *   JzStatement *rows = jz_connection_query (connection, error, "SELECT …", "…", …);
 *
 *   while (jz_statement_next (rows))
 *     …
 *   return jz_statement_finish (rows, error);
 *
 * A statement belongs to its connection and is there once for each SQL text: a loop over its rows must not call what
 * runs the same text. A loop that is left early must reset or finish it, or it goes on holding its place in the file.
 * Columns and parameters count from 0.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-error.h"

#include <sqlite3.h>

G_BEGIN_DECLS

typedef struct _JzStatement JzStatement;

/* TRUE while there is a row. FALSE at the end, on a fault, which jz_statement_finish() tells, and for NULL: a question
 * that could not be asked has no rows. */
gboolean      jz_statement_next   (JzStatement *self);

/* Ends it wherever it stands. FALSE with @error when a step failed, and FALSE for NULL, of which jz_connection_query()
 * has told already. */
gboolean      jz_statement_finish (JzStatement *self, GError **error);

/* Stands on the first row, of which the caller reads before it resets. FALSE with @error, and reset, when there is
 * none: JZ_ERROR_NOT_FOUND with the sentence @missing. FALSE for NULL. */
gboolean      jz_statement_first  (JzStatement *self, const char *missing, GError **error);

/* Ends it wherever it stands, whatever happened. NULL is fine. */
void          jz_statement_reset  (JzStatement *self);

gint64        jz_statement_int64  (JzStatement *self, int column);
double        jz_statement_double (JzStatement *self, int column);
/* Valid until the next step; NULL for NULL. */
const char   *jz_statement_text   (JzStatement *self, int column);
/* Returns: (transfer full) (nullable) */
char         *jz_statement_dup    (JzStatement *self, int column);
/* Returns: (transfer full), empty for NULL. */
GBytes       *jz_statement_bytes  (JzStatement *self, int column);
gboolean      jz_statement_is_null (JzStatement *self, int column);
int           jz_statement_n_columns (JzStatement *self);
sqlite3_stmt *jz_statement_get_handle (JzStatement *self);

/* Binds anew by @types, for loops over one prepared statement; see jz_connection_query(). */
gboolean      jz_statement_bind   (JzStatement *self, GError **error, const char *types, ...);

G_END_DECLS
