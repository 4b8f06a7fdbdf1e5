/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-db"
#include "jz-rows.h"

#include <string.h>

#include "jz-statement-private.h"

#define AT_ONCE 1024 /* fewer, and SQLite keeps more copies of pages, to be able to take back each statement alone */

struct _JzRows
{
  JzConnection *connection;
  sqlite3_stmt *stmt;
  char         *types;
  int           n_columns, n_rows;
  int           at_once;
  JzRows       *first; /* what they refer to; NULL: nothing that may still be missing */
};

/* Always the same statement: the limit cuts off what was not filled. */
static char *
statement_for (const char *insert, const char *types, const char *conflict, int at_once)
{
  g_autoptr (GString) sql = g_string_new (insert);
  g_autofree char    *row = g_strnfill (2 * strlen (types) - 1, ',');

  for (gsize i = 0; types[i] != '\0'; i++)
    row[2 * i] = '?';
  g_string_append (sql, " SELECT * FROM (VALUES ");
  for (int i = 0; i < at_once; i++)
    g_string_append_printf (sql, "%s(%s)", i > 0 ? "," : "", row);
  g_string_append (sql, ") LIMIT ?");
  if (conflict != NULL)
    g_string_append_printf (sql, " %s", conflict);
  return g_string_free (g_steal_pointer (&sql), FALSE);
}

JzRows *
jz_rows_new (JzConnection *connection, const char *insert, const char *types, const char *conflict, GError **error)
{
  return jz_rows_new_few (connection, insert, types, conflict, AT_ONCE, error);
}

JzRows *
jz_rows_new_few (JzConnection *connection, const char *insert, const char *types, const char *conflict, guint most,
                 GError **error)
{
  g_autoptr (JzRows) self = g_new0 (JzRows, 1);
  int                at_once = (int) CLAMP (most, 1, AT_ONCE);
  g_autofree char   *sql = statement_for (insert, types, conflict, at_once);
  int code =
    sqlite3_prepare_v3 (jz_connection_get_handle (connection), sql, -1, SQLITE_PREPARE_PERSISTENT, &self->stmt, NULL);

  self->connection = connection;
  self->types = g_strdup (types);
  self->n_columns = (int) strlen (types);
  self->at_once = at_once;
  if (code == SQLITE_OK)
    return g_steal_pointer (&self);
  jz_connection_take_error (connection, code, NULL, error);
  return NULL;
}

void
jz_rows_free (JzRows *self)
{
  if (self == NULL)
    return;
  sqlite3_finalize (self->stmt);
  g_free (self->types);
  g_free (self);
}

void
jz_rows_follow (JzRows *self, JzRows *first)
{
  self->first = first;
}

gboolean
jz_rows_add (JzRows *self, GError **error, ...)
{
  int     code = SQLITE_OK;
  va_list args;

  va_start (args, error);
  for (int i = 0; i < self->n_columns && code == SQLITE_OK; i++)
    code = jz_statement_bind_one (self->stmt, self->n_rows * self->n_columns + i + 1, self->types[i], &args);
  va_end (args);
  if (code != SQLITE_OK)
    {
      jz_connection_take_error (self->connection, code, NULL, error);
      return FALSE;
    }
  return ++self->n_rows < self->at_once || jz_rows_flush (self, error);
}

gboolean
jz_rows_flush (JzRows *self, GError **error)
{
  int code;

  if (self->n_rows == 0)
    return TRUE;
  if (self->first != NULL && !jz_rows_flush (self->first, error))
    return FALSE;
  sqlite3_bind_int (self->stmt, self->at_once * self->n_columns + 1, self->n_rows);
  self->n_rows = 0;
  code = sqlite3_step (self->stmt);
  if (code != SQLITE_DONE)
    jz_connection_take_error (self->connection, code, NULL, error);
  sqlite3_reset (self->stmt);
  return code == SQLITE_DONE;
}
