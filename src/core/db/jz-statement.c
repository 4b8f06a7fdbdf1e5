/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-db"
#include "config.h"

#include "jz-statement-private.h"

#include <string.h>

struct _JzStatement
{
  JzConnection *connection;
  sqlite3_stmt *stmt;
  char         *sql;
  GError       *fault; /* of the last step; NULL: none */
};

JzStatement *
jz_statement_new (JzConnection *connection, const char *sql, GError **error)
{
  sqlite3_stmt *stmt = NULL;
  JzStatement  *self;
  int code =
    sqlite3_prepare_v3 (jz_connection_get_handle (connection), sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL);

  if (code != SQLITE_OK)
    {
      jz_connection_take_error (connection, code, NULL, error);
      return NULL;
    }
  self = g_new0 (JzStatement, 1);
  self->connection = connection;
  self->stmt = stmt;
  self->sql = g_strdup (sql);
  return self;
}

void
jz_statement_free (gpointer data)
{
  JzStatement *self = data;

  sqlite3_finalize (self->stmt);
  g_clear_error (&self->fault);
  g_free (self->sql);
  g_free (self);
}

const char *
jz_statement_get_sql (JzStatement *self)
{
  return self->sql;
}

gboolean
jz_statement_next (JzStatement *self)
{
  int code;

  if (self == NULL || self->fault != NULL)
    return FALSE;
  code = sqlite3_step (self->stmt);
  if (code == SQLITE_ROW)
    return TRUE;
  if (code != SQLITE_DONE)
    jz_connection_take_error (self->connection, code, NULL, &self->fault);
  sqlite3_reset (self->stmt);
  return FALSE;
}

gboolean
jz_statement_finish (JzStatement *self, GError **error)
{
  if (self == NULL)
    return FALSE;
  sqlite3_reset (self->stmt);
  if (self->fault == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&self->fault));
  return FALSE;
}

gboolean
jz_statement_first (JzStatement *self, const char *missing, GError **error)
{
  if (jz_statement_next (self))
    return TRUE;
  if (jz_statement_finish (self, error))
    g_set_error_literal (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, missing);
  return FALSE;
}

void
jz_statement_reset (JzStatement *self)
{
  jz_statement_finish (self, NULL);
}

int
jz_statement_bind_one (sqlite3_stmt *stmt, int i, char type, va_list *args)
{
  const char *text;
  GBytes     *bytes;
  gint64      number;

  switch (type)
    {
    case 'i': return sqlite3_bind_int64 (stmt, i, va_arg (*args, int));
    case 'l': return sqlite3_bind_int64 (stmt, i, va_arg (*args, gint64));
    case 'r':
      number = va_arg (*args, gint64);
      return number != 0 ? sqlite3_bind_int64 (stmt, i, number) : sqlite3_bind_null (stmt, i);
    case 'd': return sqlite3_bind_double (stmt, i, va_arg (*args, double));
    case 's':
      text = va_arg (*args, const char *);
      return sqlite3_bind_text (stmt, i, text, -1, SQLITE_TRANSIENT);
    case 'b':
      bytes = va_arg (*args, GBytes *);
      if (bytes == NULL)
        return sqlite3_bind_null (stmt, i);
      return sqlite3_bind_blob64 (stmt, i, g_bytes_get_data (bytes, NULL) ?: "", g_bytes_get_size (bytes),
                                  SQLITE_TRANSIENT);
    default: g_assert_not_reached ();
    }
}

gboolean
jz_statement_bind_valist (JzStatement *self, const char *types, va_list *args, GError **error)
{
  int code = SQLITE_OK;

  g_assert (sqlite3_bind_parameter_count (self->stmt) == (int) strlen (types));

  for (int i = 0; types[i] != '\0' && code == SQLITE_OK; i++)
    code = jz_statement_bind_one (self->stmt, i + 1, types[i], args);
  if (code != SQLITE_OK)
    jz_connection_take_error (self->connection, code, NULL, error);
  return code == SQLITE_OK;
}

gboolean
jz_statement_bind (JzStatement *self, GError **error, const char *types, ...)
{
  va_list  args;
  gboolean ok;

  jz_statement_reset (self);
  va_start (args, types);
  ok = jz_statement_bind_valist (self, types, &args, error);
  va_end (args);
  return ok;
}

gint64
jz_statement_int64 (JzStatement *self, int column)
{
  return sqlite3_column_int64 (self->stmt, column);
}

double
jz_statement_double (JzStatement *self, int column)
{
  return sqlite3_column_double (self->stmt, column);
}

const char *
jz_statement_text (JzStatement *self, int column)
{
  return (const char *) sqlite3_column_text (self->stmt, column);
}

char *
jz_statement_dup (JzStatement *self, int column)
{
  return g_strdup (jz_statement_text (self, column));
}

GBytes *
jz_statement_bytes (JzStatement *self, int column)
{
  const void *data = sqlite3_column_blob (self->stmt, column);

  return g_bytes_new (data, (gsize) sqlite3_column_bytes (self->stmt, column));
}

gboolean
jz_statement_is_null (JzStatement *self, int column)
{
  return sqlite3_column_type (self->stmt, column) == SQLITE_NULL;
}

int
jz_statement_n_columns (JzStatement *self)
{
  return sqlite3_column_count (self->stmt);
}

sqlite3_stmt *
jz_statement_get_handle (JzStatement *self)
{
  return self->stmt;
}
