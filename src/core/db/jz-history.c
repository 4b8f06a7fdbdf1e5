/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-db"
#define SQLITE_ENABLE_SESSION 1
#define SQLITE_ENABLE_PREUPDATE_HOOK 1
#include "jz-history.h"

#include "jz-operation-private.h"

void
jz_history_row_free (JzHistoryRow *self)
{
  g_free (self->at);
  g_free (self->who);
  g_free (self->second);
  g_free (self->kind);
  g_free (self->words);
  g_free (self);
}

void
jz_history_value_free (JzHistoryValue *self)
{
  g_free (self->column);
  g_free (self->before);
  g_free (self->after);
  g_free (self);
}

/* Undone: an odd number of undos stands on it, one on the other. */
#define COLUMNS                                                                                                                            \
  "SELECT o.id, o.at, o.account, ifnull (a.name, ''), b.name, o.kind, o.words, o.rows, ifnull (o.undoes, 0), "                             \
  "(WITH RECURSIVE later (id, depth) AS (SELECT o.id, 0 UNION ALL SELECT (SELECT max (u.id) FROM operation u WHERE u.undoes = later.id), " \
  "depth + 1 FROM later WHERE later.id IS NOT NULL AND depth < 1000) SELECT max (depth) % 2 FROM later WHERE id IS NOT NULL) "             \
  "FROM operation o LEFT JOIN account a ON a.id = o.account LEFT JOIN account b ON b.id = o.second "

GPtrArray *
jz_history_read (JzConnection *connection, const char *table, gint64 row, guint limit, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_history_row_free);
  JzStatement *rows;

  if (table == NULL)
    rows = jz_connection_query (connection, error, COLUMNS "ORDER BY o.id DESC LIMIT ?", "l", (gint64) limit);
  else
    rows = jz_connection_query (
      connection, error,
      COLUMNS
      "WHERE o.id IN (SELECT operation FROM operation_row WHERE tbl = ?1 AND row = ?2 "
      "UNION SELECT operation FROM operation_range WHERE tbl = ?1 AND ?2 BETWEEN first AND last "
      /* What was posted of a thing belongs to its history too. */
      "UNION SELECT v.operation FROM entry e JOIN voucher v ON v.id = e.voucher WHERE ?1 = 'item' AND e.item = ?2 "
      "UNION SELECT v.operation FROM entry e JOIN voucher v ON v.id = e.voucher WHERE ?1 = 'asset' AND e.asset = ?2) "
      "ORDER BY o.id DESC LIMIT ?3",
      "sll", table, row, (gint64) limit);
  while (jz_statement_next (rows))
    {
      JzHistoryRow *one = g_new0 (JzHistoryRow, 1);

      one->operation = jz_statement_int64 (rows, 0);
      one->at = jz_statement_dup (rows, 1);
      one->account = jz_statement_int64 (rows, 2);
      one->who = jz_statement_dup (rows, 3);
      one->second = jz_statement_dup (rows, 4);
      one->kind = jz_statement_dup (rows, 5);
      one->words = jz_statement_dup (rows, 6);
      one->rows = jz_statement_int64 (rows, 7);
      one->undoes = jz_statement_int64 (rows, 8);
      one->undone = jz_statement_int64 (rows, 9) != 0;
      g_ptr_array_add (found, one);
    }
  return jz_statement_finish (rows, error) ? g_steal_pointer (&found) : NULL;
}

static char *
text_of (sqlite3_value *value)
{
  return value != NULL ? g_strdup ((const char *) sqlite3_value_text (value)) : NULL;
}

static GPtrArray *
column_names (JzConnection *connection, const char *table)
{
  GPtrArray   *names = g_ptr_array_new_with_free_func (g_free);
  JzStatement *rows = jz_connection_query (connection, NULL, "SELECT name FROM pragma_table_info (?)", "s", table);

  while (jz_statement_next (rows))
    g_ptr_array_add (names, jz_statement_dup (rows, 0));
  return names;
}

static void
take_values (sqlite3_changeset_iter *iter, int n_columns, int kind, GPtrArray *names, GPtrArray *values)
{
  for (int i = 0; i < n_columns && i < (int) names->len; i++)
    {
      sqlite3_value  *before = NULL, *after = NULL;
      JzHistoryValue *value;

      if (kind != SQLITE_INSERT)
        sqlite3changeset_old (iter, i, &before);
      if (kind != SQLITE_DELETE)
        sqlite3changeset_new (iter, i, &after);
      /* In an update a column without a new value is as it was. */
      if ((kind == SQLITE_UPDATE && after == NULL) || g_str_equal (g_ptr_array_index (names, i), "changed"))
        continue;
      value = g_new0 (JzHistoryValue, 1);
      value->column = g_strdup (g_ptr_array_index (names, i));
      value->before = text_of (before);
      value->after = text_of (after);
      g_ptr_array_add (values, value);
    }
}

GPtrArray *
jz_history_values (JzConnection *connection, gint64 operation, const char *table, gint64 row, GError **error)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_history_value_free);
  g_autoptr (GPtrArray) names = column_names (connection, table);
  g_autoptr (GBytes) changes = jz_operation_read_changes (connection, operation, error);
  sqlite3_changeset_iter *iter = NULL;

  if (changes == NULL)
    return NULL;
  if (g_bytes_get_size (changes) > 0)
    sqlite3changeset_start (&iter, (int) g_bytes_get_size (changes), (gpointer) g_bytes_get_data (changes, NULL));
  while (iter != NULL && sqlite3changeset_next (iter) == SQLITE_ROW)
    {
      const char    *of;
      int            n_columns, kind, indirect;
      sqlite3_value *id = NULL;

      sqlite3changeset_op (iter, &of, &n_columns, &kind, &indirect);
      if (kind == SQLITE_INSERT)
        sqlite3changeset_new (iter, 0, &id);
      else
        sqlite3changeset_old (iter, 0, &id);
      if (g_str_equal (of, table) && id != NULL && sqlite3_value_int64 (id) == row)
        take_values (iter, n_columns, kind, names, values);
    }
  if (iter != NULL)
    sqlite3changeset_finalize (iter);
  return g_steal_pointer (&values);
}
