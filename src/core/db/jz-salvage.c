/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-db"
#include "config.h"

#include "jz-salvage.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-guard.h"
#include "jz-migrate.h"

void
jz_salvaged_free (JzSalvaged *self)
{
  g_free (self->table);
  g_free (self);
}

typedef struct
{
  JzConnection *from;
  JzConnection *to;
  const char   *table;
  char         *columns; /* "a", "b" */
  char         *marks;   /* ?, ? */
  JzSalvaged   *result;
  guint         tries;   /* ranges that were asked for */
} Copy;

/* A damaged page can claim any row id, and halving a range of 2⁶⁰ that can't be read has no end. */
#define TRIES_MOST 100000

/* Tables whose rows come from others by trigger. */
static gboolean
is_derived (const char *table)
{
  return strstr (table, "_search") != NULL || g_str_has_prefix (table, "sqlite_") || g_str_equal (table, "balance") ||
         g_str_equal (table, "turnover") || g_str_equal (table, "position");
}

static void
put_row (Copy *copy, JzStatement *row)
{
  g_autofree char *sql =
    g_strdup_printf ("INSERT INTO \"%s\" (%s) VALUES (%s)", copy->table, copy->columns, copy->marks);
  JzStatement     *insert = jz_connection_prepare (copy->to, NULL, sql);
  sqlite3_stmt    *stmt;
  int              code = SQLITE_ERROR;

  if (insert != NULL)
    {
      stmt = jz_statement_get_handle (insert);
      for (int i = 0; i < jz_statement_n_columns (row); i++)
        sqlite3_bind_value (stmt, i + 1, sqlite3_column_value (jz_statement_get_handle (row), i));
      code = sqlite3_step (stmt);
      sqlite3_reset (stmt);
    }
  if (code == SQLITE_DONE)
    copy->result->copied++;
  else
    copy->result->lost++;
}

/* How far from @first on ids can be read; @last, when all could. A page in the wrong place gives ids that go back:
 * there it ends too, or it would never. */
static gint64
copy_readable (Copy *copy, gint64 first, gint64 last)
{
  g_autofree char *sql =
    g_strdup_printf ("SELECT %s FROM \"%s\" WHERE rowid BETWEEN ? AND ? ORDER BY rowid", copy->columns, copy->table);
  gint64             reached = first - 1;
  JzStatement       *rows = jz_connection_query (copy->from, NULL, sql, "ll", first, last);

  while (jz_statement_next (rows))
    {
      gint64 id = jz_statement_int64 (rows, 0); /* every table's first column is its id */

      if (id <= reached || id > last)
        {
          jz_statement_reset (rows);
          return reached;
        }
      reached = id;
      put_row (copy, rows);
    }
  return jz_statement_finish (rows, NULL) ? last : reached;
}

/* Copies ids from @first to @last; where reading stops, the rest is tried in halves. */
static void
copy_range (Copy *copy, gint64 first, gint64 last)
{
  gint64 reached = copy_readable (copy, first, last);

  if (reached == last)
    return;
  first = reached + 1;
  if (first == last || copy->tries++ > TRIES_MOST)
    copy->result->lost += last - first + 1;
  else
    {
      gint64 middle = first + (last - first) / 2;

      copy_range (copy, first, middle);
      copy_range (copy, middle + 1, last);
    }
}

/* Without row ids there is only one way through. */
static void
copy_whole (Copy *copy)
{
  g_autofree char   *sql = g_strdup_printf ("SELECT %s FROM \"%s\"", copy->columns, copy->table);
  JzStatement       *rows = jz_connection_query (copy->from, NULL, sql, "");

  while (jz_statement_next (rows))
    put_row (copy, rows);
  if (!jz_statement_finish (rows, NULL))
    copy->result->lost++;
}

static gboolean
describe (Copy *copy, GError **error)
{
  g_autoptr (GString) columns = g_string_new (NULL);
  g_autoptr (GString) marks = g_string_new (NULL);
  /* Of the new file: it is whole, and a column that only the damaged one has means nothing to it. */
  JzStatement *rows = jz_connection_query (copy->to, error, "SELECT name FROM pragma_table_info (?)", "s", copy->table);

  while (jz_statement_next (rows))
    {
      g_string_append_printf (columns, "%s\"%s\"", columns->len > 0 ? ", " : "", jz_statement_text (rows, 0));
      g_string_append (marks, marks->len > 0 ? ", ?" : "?");
    }
  copy->columns = g_strdup (columns->str);
  copy->marks = g_strdup (marks->str);
  return jz_statement_finish (rows, error);
}

static gboolean
copy_table (JzConnection *from, JzConnection *to, const char *table, GPtrArray *results, GError **error)
{
  Copy   copy = { .from = from, .to = to, .table = table };
  gint64 last = 0;
  g_autofree char *highest = g_strdup_printf ("SELECT max(rowid) FROM \"%s\"", table);
  g_autofree char *empty = g_strdup_printf ("DELETE FROM \"%s\"", table); /* of the rows that a new file begins with */
  g_autoptr (GError) without_ids = NULL;
  gboolean ok;

  copy.result = g_new0 (JzSalvaged, 1);
  copy.result->table = g_strdup (table);
  g_ptr_array_add (results, copy.result);
  ok = jz_connection_exec (to, empty, error) && describe (&copy, error);
  if (ok && jz_connection_number (from, &last, 0, &without_ids, highest, ""))
    copy_range (&copy, 1, last);
  else if (ok)
    copy_whole (&copy);
  g_free (copy.columns);
  g_free (copy.marks);
  return ok;
}

static GPtrArray *
list_tables (JzConnection *connection, GError **error)
{
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (g_free);
  JzStatement *rows =
    jz_connection_query (connection, error, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY rowid", "");

  while (jz_statement_next (rows))
    if (!is_derived (jz_statement_text (rows, 0)))
      g_ptr_array_add (tables, jz_statement_dup (rows, 0));
  return jz_statement_finish (rows, error) ? g_steal_pointer (&tables) : NULL;
}

static GPtrArray *
copy_all (JzConnection *from, JzConnection *to, GError **error)
{
  g_autoptr (GPtrArray) results = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_salvaged_free);
  g_autoptr (GPtrArray) tables = list_tables (to, error);
  JzScope  scope = jz_connection_enter (to, JZ_SCOPE_SCHEMA);
  gboolean ok = tables != NULL && jz_connection_exec (to, "PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE", error);

  for (guint i = 0; ok && i < tables->len; i++)
    ok = copy_table (from, to, g_ptr_array_index (tables, i), results, error);
  ok = ok && jz_connection_exec (to, "COMMIT; PRAGMA foreign_keys = ON", error);
  jz_connection_enter (to, scope);
  return ok ? g_steal_pointer (&results) : NULL;
}

/* Into a new file of the damaged one's schema. */
static GPtrArray *
copy_into (JzConnection *from, const char *path, int version, GError **error)
{
  g_autoptr (JzConnection) to = jz_connection_open (path, JZ_CONNECTION_WRITER, error);

  if (to == NULL || !jz_migrate_trust (to, error) || !jz_connection_begin_writing (to, error) ||
      !jz_migrate_to (to, version, error))
    return NULL;
  return copy_all (from, to, error);
}

GPtrArray *
jz_salvage_run (const char *damaged, const char *path, GError **error)
{
  g_autoptr (JzConnection) from = NULL;
  GPtrArray *results;
  int version = 0;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_CONFLICT, _("%s: there is a file of that name already"), path);
      return NULL;
    }
  from = jz_connection_open (damaged, JZ_CONNECTION_READER, error);
  if (from == NULL || !jz_migrate_version (from, &version, error))
    return NULL;
  if (version == 0)
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_NOT_SCHOOL, _("%s: this is not a school file"), damaged);
      return NULL;
    }
  results = copy_into (from, path, version, error);
  if (results == NULL)
    jz_connection_remove_files (path);
  return results;
}
