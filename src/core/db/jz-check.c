/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-db"
#include "config.h"

#include "jz-check.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "jz-guard.h"
#include "jz-operation.h"

void
jz_fault_free (JzFault *self)
{
  g_free (self->kind);
  g_free (self->where);
  g_free (self->what);
  g_free (self);
}

static void
add_fault (GPtrArray *faults, const char *kind, const char *where, const char *what)
{
  JzFault *fault = g_new0 (JzFault, 1);

  fault->kind = g_strdup (kind);
  fault->where = g_strdup (where != NULL ? where : "");
  fault->what = g_strdup (what != NULL ? what : "");
  g_ptr_array_add (faults, fault);
}

/* A page that the disk would not give is no damage. SQLite's check tells it among the damages, as "unable to get the
 * page. error code=266" or "failed to get page 105". */
static int
disk_fault_in (const char *answer)
{
  const char *code = strstr (answer, "error code=");
  int         number = code != NULL ? atoi (code + strlen ("error code=")) : SQLITE_OK;

  if ((number & 0xff) == SQLITE_IOERR || (number & 0xff) == SQLITE_FULL)
    return number;
  return strstr (answer, "failed to get page") != NULL ? SQLITE_IOERR : SQLITE_OK;
}

static gboolean
answers_ok (JzConnection *connection, const char *sql, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autofree char   *answer = jz_connection_text (connection, &failure, sql, "");
  g_autofree char   *name = g_path_get_basename (jz_connection_get_path (connection));

  if (failure == NULL && g_strcmp0 (answer, "ok") == 0)
    return TRUE;
  if (failure != NULL && !g_error_matches (failure, JZ_ERROR, JZ_ERROR_FAILED))
    g_propagate_error (error, g_steal_pointer (&failure));
  else if (answer != NULL && disk_fault_in (answer) != SQLITE_OK)
    jz_connection_take_error (connection, disk_fault_in (answer), NULL, error);
  else
    g_set_error (error, JZ_ERROR, JZ_ERROR_DAMAGED, _("%s: the file is damaged (%s)"), name,
                 failure != NULL ? failure->message : answer);
  return FALSE;
}

gboolean
jz_check_quick (JzConnection *connection, GError **error)
{
  gboolean ok = answers_ok (connection, "PRAGMA quick_check(1)", error);

  /* It has read the whole file; none of that is what comes next. */
  sqlite3_db_release_memory (jz_connection_get_handle (connection));
  return ok;
}

gboolean
jz_check_integrity (JzConnection *connection, GError **error)
{
  return answers_ok (connection, "PRAGMA integrity_check(1)", error) &&
         answers_ok (
           connection,
           "SELECT ifnull ((SELECT 'rows of ' || \"table\" || ' refer to nothing' FROM pragma_foreign_key_check LIMIT 1), 'ok')",
           error);
}

/* Runs @sql, whose rows are (where, what). */
static gboolean
collect (JzConnection *connection, GPtrArray *faults, const char *kind, const char *sql, GError **error)
{
  g_autoptr (GError) failure = NULL;
  JzStatement *rows = jz_connection_query (connection, &failure, sql, "");

  while (jz_statement_next (rows))
    add_fault (faults, kind, jz_statement_text (rows, 0), jz_statement_text (rows, 1));
  if (jz_statement_finish (rows, &failure))
    return TRUE;
  if (g_error_matches (failure, JZ_ERROR, JZ_ERROR_DAMAGED))
    {
      add_fault (faults, kind, "", failure->message);
      return TRUE;
    }
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
check_journal (JzConnection *connection, GPtrArray *faults, gboolean deep, GError **error)
{
  g_autoptr (GError) failure = NULL;

  if (jz_operation_verify_chain (connection, deep, &failure))
    return TRUE;
  if (g_error_matches (failure, JZ_ERROR, JZ_ERROR_DAMAGED))
    {
      add_fault (faults, "journal", "operation", failure->message);
      return TRUE;
    }
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* The same index made anew from the rows must hold the same terms, each in as many rows. */
static gboolean
check_search_of (JzConnection *connection, GPtrArray *faults, const char *table, GError **error)
{
  g_autofree char *spoken = jz_connection_text (
    connection, error, "SELECT ifnull (max (name), 'text') FROM pragma_table_info (? || '_searchable') WHERE name = 'spoken'", "s", table);
  g_autofree char *make = g_strdup_printf (
    "CREATE VIRTUAL TABLE temp.again USING fts5 (text, pinyin, content = '', tokenize = 'jz', columnsize = 0);"
    "INSERT INTO temp.again (rowid, text, pinyin) SELECT id, text, char (1) || %s FROM main.\"%s_searchable\";"
    "CREATE VIRTUAL TABLE temp.again_terms USING fts5vocab (temp, again, col);"
    "CREATE VIRTUAL TABLE temp.there_terms USING fts5vocab (main, '%s_search', col);", spoken, table, table);
  g_autofree char *compare = g_strdup_printf (
    "SELECT '%s_search', 'the index differs at “' || term || '”' FROM ("
    "SELECT term, col, doc, cnt FROM temp.there_terms EXCEPT SELECT term, col, doc, cnt FROM temp.again_terms "
    "UNION ALL SELECT * FROM (SELECT term, col, doc, cnt FROM temp.again_terms EXCEPT SELECT term, col, doc, cnt FROM temp.there_terms)) LIMIT 5",
    table);
  gboolean ok = spoken != NULL && jz_connection_exec (connection, make, error) &&
                collect (connection, faults, "search", compare, error);

  jz_connection_exec (
    connection,
    "DROP TABLE IF EXISTS temp.again_terms; DROP TABLE IF EXISTS temp.there_terms; DROP TABLE IF EXISTS temp.again",
    NULL);
  return ok;
}

static gboolean
check_search (JzConnection *connection, GPtrArray *faults, GError **error)
{
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (g_free);
  JzScope      scope;
  gboolean     ok;
  JzStatement *rows = jz_connection_query (connection, error,
                                           "SELECT substr (name, 1, length (name) - 7) FROM sqlite_schema "
                                           "WHERE type = 'table' AND name LIKE '%\\_search' ESCAPE '\\'", "");

  while (jz_statement_next (rows))
    g_ptr_array_add (tables, jz_statement_dup (rows, 0));
  ok = jz_statement_finish (rows, error);
  scope = jz_connection_enter (connection, JZ_SCOPE_SCHEMA);
  for (guint i = 0; ok && i < tables->len; i++)
    ok = check_search_of (connection, faults, g_ptr_array_index (tables, i), error);
  jz_connection_enter (connection, scope);
  return ok;
}

static gboolean
check_invariants (JzConnection *connection, GPtrArray *faults, const JzInvariant *invariants, gboolean deep, GCancellable *cancellable,
                  GError **error)
{
  for (guint i = 0; invariants[i].kind != NULL; i++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        ((deep || !invariants[i].deep) && !collect (connection, faults, invariants[i].kind, invariants[i].sql, error)))
      return FALSE;
  return TRUE;
}

GPtrArray *
jz_check_run (JzConnection *connection, const JzInvariant *const *invariants, gboolean deep, GCancellable *cancellable,
              GError **error)
{
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_fault_free);

  if (
    !collect (connection, faults, "sqlite",
              "SELECT 'database', integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok' LIMIT 20",
              error) ||
    !collect (
      connection, faults, "keys",
      "SELECT \"table\" || ':' || ifnull (rowid, '?'), 'refers to a row of ' || parent || ' that is not there' FROM pragma_foreign_key_check LIMIT 20",
      error) ||
    !check_journal (connection, faults, deep, error))
    return NULL;
  for (guint i = 0; invariants != NULL && invariants[i] != NULL; i++)
    if (!check_invariants (connection, faults, invariants[i], deep, cancellable, error))
      return NULL;
  if (deep && !check_search (connection, faults, error))
    return NULL;
  return g_steal_pointer (&faults);
}
