/* What a connection does with the statements that it keeps.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-connection.h"

#include <stdarg.h>

G_BEGIN_DECLS

/* Returns: (transfer full), freed before @connection; NULL with @error when @sql can't be prepared. */
JzStatement *jz_statement_new  (JzConnection *connection, const char *sql, GError **error);
void         jz_statement_free (gpointer self);

/* As it was given; the statement's. */
const char  *jz_statement_get_sql (JzStatement *self);

/* Of a statement that is reset; see jz_connection_query() for @types. */
gboolean     jz_statement_bind_valist (JzStatement *self, const char *types, va_list *args, GError **error);

/* Binds the value that is next in @args to parameter @i, counted from 1. Returns: SQLite's code */
int          jz_statement_bind_one (sqlite3_stmt *stmt, int i, char type, va_list *args);

G_END_DECLS
