/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-db"
#define SQLITE_ENABLE_SESSION 1
#define SQLITE_ENABLE_PREUPDATE_HOOK 1
#include "config.h"

#include "jz-operation.h"
#include "jz-operation-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-guard.h"
#include "jz-source.h"

struct _JzOperation
{
  JzConnection    *connection;
  const JzAction  *action;
  JzActor          actor;
  gint64           id;
  gint64           undoes;
  char            *words;
  sqlite3_session *session;
  GHashTable      *highest; /* table → its highest row id when this began */
  gboolean         bulk;    /* whether it ever was */
  GError          *failure; /* what could not be told when it happened; told by the commit */
};

gboolean
jz_operation_may (JzConnection *connection, const JzActor *actor, const char *permission, GError **error)
{
  gint64 allowed = 0;

  if (actor->account == 0)
    return TRUE;
  if (!jz_connection_number (connection, &allowed, 0, error,
                             "SELECT 1 FROM account JOIN account_role ON account_role.account = account.id "
                             "JOIN role_permission ON role_permission.role = account_role.role "
                             "WHERE account.id = ? AND account.disabled = 0 AND role_permission.permission = ?",
                             "ls", actor->account, permission))
    return FALSE;
  if (allowed)
    return TRUE;
  g_set_error (error, JZ_ERROR, JZ_ERROR_NOT_ALLOWED, _("%s: this account may not do that"), permission);
  return FALSE;
}

/* Beginning. */

static int
record_table_cb (void *data, const char *table)
{
  return jz_guard_is_recorded (table);
}

static gboolean
start_session (JzOperation *self, GError **error)
{
  int code = sqlite3session_create (jz_connection_get_handle (self->connection), "main", &self->session);

  if (code == SQLITE_OK)
    {
      sqlite3session_table_filter (self->session, record_table_cb, NULL);
      code = sqlite3session_attach (self->session, NULL);
    }
  if (code != SQLITE_OK)
    jz_connection_take_error (self->connection, code, NULL, error);
  return code == SQLITE_OK;
}

/* What is only added to is known by where it ended before. */
static gboolean
remember_highest (JzOperation *self, const char *table, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT max(id) FROM \"%s\"", table);
  gint64          *highest = g_new0 (gint64, 1);

  g_hash_table_insert (self->highest, g_strdup (table), highest);
  return jz_connection_number (self->connection, highest, 0, error, sql, "");
}

static gboolean
is_ranged (JzOperation *self, const char *table)
{
  return jz_guard_is_append_only (table) || (self->bulk && jz_guard_is_recorded (table));
}

static gboolean
has_row_ids (JzConnection *connection, const char *table, GError **error)
{
  gint64 has = 0;

  return jz_connection_number (connection, &has, 0, error,
                               "SELECT 1 FROM pragma_table_info(?) WHERE name = 'id' AND type = 'INTEGER' AND pk = 1",
                               "s", table) &&
         has != 0;
}

static gboolean
remember_all (JzOperation *self, GError **error)
{
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) failure = NULL;
  JzStatement *rows = jz_connection_query (
    self->connection, error,
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%\\_search%' ESCAPE '\\'", "");

  while (jz_statement_next (rows))
    if (is_ranged (self, jz_statement_text (rows, 0)) &&
        !g_hash_table_contains (self->highest, jz_statement_text (rows, 0)))
      g_ptr_array_add (tables, jz_statement_dup (rows, 0));
  if (!jz_statement_finish (rows, error))
    return FALSE;
  for (guint i = 0; i < tables->len && failure == NULL; i++)
    if (has_row_ids (self->connection, g_ptr_array_index (tables, i), &failure))
      remember_highest (self, g_ptr_array_index (tables, i), &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* A read that fails makes SQLite roll the transaction back by itself. Whatever is written after that, by code that took
 * no notice of it, would be committed statement by statement, without a journal. */
static int
refuse_commit_cb (void *data)
{
  return 1;
}

static gboolean
in_transaction (JzConnection *connection)
{
  return !sqlite3_get_autocommit (jz_connection_get_handle (connection));
}

static gboolean
begin_transaction (JzConnection *connection, GError **error)
{
  if (!jz_connection_is_in_batch (connection))
    return jz_connection_exec (connection, "BEGIN IMMEDIATE", error);
  if (in_transaction (connection))
    return jz_connection_exec (connection, "SAVEPOINT operation", error);
  g_set_error_literal (error, JZ_ERROR, JZ_ERROR_FAILED, "a full disk ended the batch");
  return FALSE;
}

JzOperation *
jz_operation_begin_at (JzConnection *connection, const JzAction *action, const JzActor *actor, const char *origin,
                       GError **error)
{
  g_autoptr (JzOperation) self = NULL;

  g_return_val_if_fail (jz_connection_is_writer (connection), NULL);

  if (jz_connection_get_operation (connection) != 0 ||
      (!jz_connection_is_in_batch (connection) && in_transaction (connection)))
    g_error ("%s: an operation inside another", origin);
  if (!begin_transaction (connection, error))
    return NULL;
  self = g_new0 (JzOperation, 1);
  self->connection = connection;
  self->action = action;
  self->actor = *actor;
  self->words = g_strdup (action->kind);
  self->highest = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (!jz_operation_may (connection, actor, action->permission, error) ||
      !jz_connection_number (connection, &self->id, 0, error, "SELECT max(id) FROM operation", "") ||
      !start_session (self, error) || !remember_all (self, error))
    return NULL;
  self->id++;
  jz_connection_set_operation (connection, self->id);
  sqlite3_commit_hook (jz_connection_get_handle (connection), refuse_commit_cb, NULL);
  g_debug ("%s: operation %" G_GINT64_FORMAT " %s", origin, self->id, action->kind);
  return g_steal_pointer (&self);
}

static void
operation_free (JzOperation *self)
{
  g_clear_pointer (&self->session, sqlite3session_delete);
  g_clear_pointer (&self->highest, g_hash_table_unref);
  jz_connection_set_operation (self->connection, 0);
  jz_connection_set_derived_later (self->connection, FALSE);
  sqlite3_commit_hook (jz_connection_get_handle (self->connection), NULL, NULL);
  jz_connection_enter (self->connection, JZ_SCOPE_ORDINARY);
  g_clear_error (&self->failure);
  g_free (self->words);
  g_free (self);
}

void
jz_operation_rollback (JzOperation *self)
{
  if (self == NULL)
    return;
  /* A full disk may have rolled back already. */
  if (in_transaction (self->connection) && jz_connection_is_in_batch (self->connection))
    {
      jz_connection_set_cancellable (self->connection, NULL);
      jz_connection_exec (self->connection, "ROLLBACK TO operation; RELEASE operation", NULL);
    }
  else if (in_transaction (self->connection))
    {
      JzStatement *rollback = NULL;

      jz_connection_set_cancellable (self->connection, NULL);
      rollback = jz_connection_query (self->connection, NULL, "ROLLBACK", "");
      if (rollback == NULL ||
          (jz_statement_next (rollback), !sqlite3_get_autocommit (jz_connection_get_handle (self->connection))))
        sqlite3_exec (jz_connection_get_handle (self->connection), "ROLLBACK", NULL, NULL, NULL);
    }
  operation_free (self);
}

void
jz_operation_explain (JzOperation *self, GError **error)
{
  if (self->failure == NULL)
    return;
  g_clear_error (error);
  g_propagate_error (error, g_steal_pointer (&self->failure));
}

JzConnection *
jz_operation_get_connection (JzOperation *self)
{
  return self->connection;
}

gint64
jz_operation_get_id (JzOperation *self)
{
  return self->id;
}

const JzActor *
jz_operation_get_actor (JzOperation *self)
{
  return &self->actor;
}

void
jz_operation_describe (JzOperation *self, const char *format, ...)
{
  va_list args;

  g_free (self->words);
  va_start (args, format);
  self->words = g_strdup_vprintf (format, args);
  va_end (args);
}

const char *
jz_operation_get_words (JzOperation *self)
{
  return self->words;
}

void
jz_operation_set_undoes (JzOperation *self, gint64 operation)
{
  self->undoes = operation;
}

void
jz_operation_set_bulk (JzOperation *self, gboolean bulk)
{
  sqlite3session_enable (self->session, !bulk);
  if (bulk && !self->bulk)
    {
      self->bulk = TRUE;
      remember_all (self, self->failure == NULL ? &self->failure : NULL);
    }
}

/* Ending. */

static gboolean
write_ranges (JzOperation *self, gint64 *n_rows, GError **error)
{
  GHashTableIter iter;
  gpointer       key, value;

  g_hash_table_iter_init (&iter, self->highest);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      g_autofree char   *sql = g_strdup_printf ("SELECT max(id) FROM \"%s\"", (const char *) key);
      g_autoptr (GBytes) digest = NULL;
      guint8             hash[JZ_JOURNAL_HASH_SIZE];
      gint64             before = *(gint64 *) value, after;

      if (!jz_connection_number (self->connection, &after, 0, error, sql, ""))
        return FALSE;
      if (after <= before)
        continue;
      if (jz_guard_is_append_only (key))
        {
          if (!jz_journal_digest (self->connection, key, before + 1, after, hash, error))
            return FALSE;
          digest = g_bytes_new (hash, sizeof hash);
        }
      *n_rows += after - before;
      if (
        !jz_connection_run (self->connection, error,
                            "INSERT INTO operation_range (operation, tbl, first, last, digest) VALUES (?, ?, ?, ?, ?)",
                            "lsllb", self->id, key, before + 1, after, digest))
        return FALSE;
    }
  return TRUE;
}

/* Which rows it touched, for the history of a row. */
static gboolean
write_rows (JzOperation *self, GBytes *changes, gint64 *n_rows, GError **error)
{
  sqlite3_changeset_iter *iter = NULL;
  gboolean                ok = TRUE;

  sqlite3changeset_start (&iter, (int) g_bytes_get_size (changes), (gpointer) g_bytes_get_data (changes, NULL));
  while (ok && sqlite3changeset_next (iter) == SQLITE_ROW)
    {
      const char *table;
      gint64      row;

      (*n_rows)++;
      if (jz_journal_changed_row (iter, &table, &row))
        ok = jz_connection_run (self->connection, error,
                                "INSERT OR IGNORE INTO operation_row (tbl, row, operation) VALUES (?, ?, ?)", "sll",
                                table, row, self->id);
    }
  sqlite3changeset_finalize (iter);
  return ok;
}

static gboolean
take_changes (JzOperation *self, GBytes **changes, GError **error)
{
  void *data = NULL;
  int   size = 0;
  int   code = sqlite3session_changeset (self->session, &size, &data);

  if (code != SQLITE_OK)
    {
      jz_connection_take_error (self->connection, code, NULL, error);
      return FALSE;
    }
  *changes = g_bytes_new_with_free_func (data, (gsize) size, sqlite3_free, data);
  return TRUE;
}

/* Empty for the first. */
static GBytes *
hash_before (JzOperation *self, GError **error)
{
  g_autoptr (GBytes) hash = NULL;
  JzStatement *row =
    jz_connection_query (self->connection, error, "SELECT hash FROM operation WHERE id = ?", "l", self->id - 1);

  hash = jz_statement_next (row) ? jz_statement_bytes (row, 0) : g_bytes_new (NULL, 0);
  return jz_statement_finish (row, error) ? g_steal_pointer (&hash) : NULL;
}

static gboolean
write_journal (JzOperation *self, GBytes *changes, gint64 *n_rows, GError **error)
{
  g_autofree char   *now = jz_source_now (self->connection);
  g_autoptr (GBytes) previous = hash_before (self, error), sealed = NULL;
  guint8             hash[JZ_JOURNAL_HASH_SIZE];
  gint64             second = self->actor.second;

  if (previous == NULL)
    return FALSE;
  /* The row stands before its hash does: what is hashed is what is in the file. */
  if (!jz_connection_run (
        self->connection, error,
        "INSERT INTO operation (id, at, account, second, kind, words, undoes, changes) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        "lslrssrb", self->id, now, self->actor.account, second, self->action->kind, self->words, self->undoes,
        g_bytes_get_size (changes) > 0 ? changes : NULL) ||
      !write_ranges (self, n_rows, error) || !write_rows (self, changes, n_rows, error) ||
      !jz_journal_hash (self->connection, self->id, g_bytes_get_data (previous, NULL), g_bytes_get_size (previous),
                        hash, error))
    return FALSE;
  sealed = g_bytes_new (hash, sizeof hash);
  return jz_connection_run (self->connection, error,
                            "UPDATE operation SET rows = ?, hash = ? WHERE id = ? AND hash IS NULL", "lbl", *n_rows,
                            sealed, self->id);
}

static gboolean
is_whole (JzOperation *self, GError **error)
{
  if (self->failure != NULL)
    g_propagate_error (error, g_steal_pointer (&self->failure));
  else if (sqlite3_get_autocommit (jz_connection_get_handle (self->connection)))
    jz_connection_take_error (self->connection, SQLITE_IOERR, NULL, error);
  else if (jz_connection_get_derived_later (self->connection))
    g_set_error_literal (error, JZ_ERROR, JZ_ERROR_FAILED, "a bulk posting was not ended");
  else
    return TRUE;
  return FALSE;
}

gboolean
jz_operation_commit (JzOperation *self, gint64 *id, GError **error)
{
  g_autoptr (JzOperation) owned = self;
  g_autoptr (GBytes) changes = NULL;
  gint64             n_rows = 0, own_id = self->id;

  if (id != NULL)
    *id = 0;
  jz_connection_set_cancellable (self->connection, NULL); /* too late from here on */
  if (!is_whole (self, error) || !take_changes (self, &changes, error))
    return FALSE;
  g_clear_pointer (&self->session, sqlite3session_delete);
  jz_connection_enter (self->connection, JZ_SCOPE_JOURNAL);
  if (!write_journal (self, changes, &n_rows, error))
    return FALSE;
  if (n_rows == 0)
    return TRUE; /* rolled back: nothing was done, so nothing is told */
  sqlite3_commit_hook (jz_connection_get_handle (self->connection), NULL, NULL);
  if (!jz_connection_run (self->connection, error,
                          jz_connection_is_in_batch (self->connection) ? "RELEASE operation" : "COMMIT", ""))
    return FALSE;
  if (id != NULL)
    *id = own_id;
  operation_free (g_steal_pointer (&owned));
  return TRUE;
}

/* Batches. */

gboolean
jz_batch_begin (JzConnection *connection, GError **error)
{
  g_return_val_if_fail (jz_connection_is_writer (connection) && !in_transaction (connection), FALSE);

  if (!jz_connection_exec (connection, "BEGIN IMMEDIATE", error))
    return FALSE;
  jz_connection_set_in_batch (connection, TRUE);
  return TRUE;
}

gboolean
jz_batch_commit (JzConnection *connection, GError **error)
{
  jz_connection_set_cancellable (connection, NULL); /* too late from here on */
  jz_connection_set_in_batch (connection, FALSE);
  if (jz_connection_exec (connection, "COMMIT", error))
    return TRUE;
  jz_batch_rollback (connection);
  return FALSE;
}

void
jz_batch_rollback (JzConnection *connection)
{
  jz_connection_set_cancellable (connection, NULL);
  jz_connection_set_in_batch (connection, FALSE);
  if (in_transaction (connection))
    jz_connection_exec (connection, "ROLLBACK", NULL);
}
