/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-db"
#define SQLITE_ENABLE_SESSION 1
#define SQLITE_ENABLE_PREUPDATE_HOOK 1
#include "config.h"

#include "jz-operation.h"
#include "jz-operation-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <sodium.h>
#include <string.h>

#include "jz-guard.h"
#include "jz-source.h"

#define HASH_SIZE 32

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

/* Hashing. Numbers go in as eight bytes, everything else with its length before it, so that no
 * two different rows give the same bytes. */

static void
hash_number (crypto_generichash_state *state, gint64 number)
{
  gint64 big = GINT64_TO_BE (number);

  crypto_generichash_update (state, (const guint8 *) &big, sizeof big);
}

static void
hash_data (crypto_generichash_state *state, const void *data, gsize size)
{
  hash_number (state, (gint64) size);
  crypto_generichash_update (state, data, size);
}

static void
hash_column (crypto_generichash_state *state, sqlite3_stmt *stmt, int i)
{
  int type = sqlite3_column_type (stmt, i);

  hash_number (state, type);
  if (type == SQLITE_INTEGER)
    hash_number (state, sqlite3_column_int64 (stmt, i));
  else if (type != SQLITE_NULL)
    hash_data (state, sqlite3_column_blob (stmt, i), (gsize) sqlite3_column_bytes (stmt, i));
}

/* Over the rows of @table from @first to @last, every column as it stands. */
static gboolean
digest_rows (JzConnection *connection, const char *table, gint64 first, gint64 last, guint8 digest[HASH_SIZE], GError **error)
{
  g_autofree char         *sql = g_strdup_printf ("SELECT * FROM \"%s\" WHERE id BETWEEN ? AND ? ORDER BY id", table);
  g_autoptr (GError)       failure = NULL;
  crypto_generichash_state state;
  JzStatement             *rows = jz_connection_query (connection, &failure, sql, "ll", first, last);

  crypto_generichash_init (&state, NULL, 0, HASH_SIZE);
  while (rows != NULL && jz_statement_step (rows, &failure))
    for (int i = 0; i < jz_statement_n_columns (rows); i++)
      hash_column (&state, jz_statement_get_handle (rows), i);
  crypto_generichash_final (&state, digest, HASH_SIZE);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* The hash of one journal row as it stands in the file: over the hash before, its own columns and
 * its ranges. */
static gboolean
hash_operation (JzConnection *connection, gint64 id, const guint8 *previous, gsize previous_size, guint8 hash[HASH_SIZE], GError **error)
{
  g_autoptr (GError)       failure = NULL;
  crypto_generichash_state state;
  JzStatement             *row;

  crypto_generichash_init (&state, NULL, 0, HASH_SIZE);
  hash_data (&state, previous, previous_size);
  row = jz_connection_query (connection, &failure,
                             "SELECT id, at, account, second, kind, words, undoes, changes FROM operation WHERE id = ?", "l", id);
  while (row != NULL && jz_statement_step (row, &failure))
    for (int i = 0; i < 8; i++)
      hash_column (&state, jz_statement_get_handle (row), i);
  if (failure == NULL)
    row = jz_connection_query (connection, &failure,
                               "SELECT tbl, first, last, digest FROM operation_range WHERE operation = ? ORDER BY tbl", "l", id);
  while (failure == NULL && row != NULL && jz_statement_step (row, &failure))
    for (int i = 0; i < 4; i++)
      hash_column (&state, jz_statement_get_handle (row), i);
  crypto_generichash_final (&state, hash, HASH_SIZE);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

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

  return jz_connection_number (connection, &has, 0, error, "SELECT 1 FROM pragma_table_info(?) WHERE name = 'id' AND type = 'INTEGER' AND pk = 1", "s",
                               table) && has != 0;
}

static gboolean
remember_all (JzOperation *self, GError **error)
{
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) failure = NULL;
  JzStatement *rows = jz_connection_query (self->connection, &failure,
                                           "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%\\_search%' ESCAPE '\\'", "");

  while (rows != NULL && jz_statement_step (rows, &failure))
    if (is_ranged (self, jz_statement_text (rows, 0)) && !g_hash_table_contains (self->highest, jz_statement_text (rows, 0)))
      g_ptr_array_add (tables, jz_statement_dup (rows, 0));
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
jz_operation_begin_at (JzConnection *connection, const JzAction *action, const JzActor *actor, const char *origin, GError **error)
{
  g_autoptr (JzOperation) self = NULL;

  g_return_val_if_fail (jz_connection_is_writer (connection), NULL);

  if (jz_connection_get_operation (connection) != 0 || (!jz_connection_is_in_batch (connection) && in_transaction (connection)))
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
      if (rollback == NULL || (jz_statement_step (rollback, NULL), !sqlite3_get_autocommit (jz_connection_get_handle (self->connection))))
        sqlite3_exec (jz_connection_get_handle (self->connection), "ROLLBACK", NULL, NULL, NULL);
    }
  operation_free (self);
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
      guint8             hash[HASH_SIZE];
      gint64             before = *(gint64 *) value, after;

      if (!jz_connection_number (self->connection, &after, 0, error, sql, ""))
        return FALSE;
      if (after <= before)
        continue;
      if (jz_guard_is_append_only (key))
        {
          if (!digest_rows (self->connection, key, before + 1, after, hash, error))
            return FALSE;
          digest = g_bytes_new (hash, sizeof hash);
        }
      *n_rows += after - before;
      if (!jz_connection_run (self->connection, error,
                              "INSERT INTO operation_range (operation, tbl, first, last, digest) VALUES (?, ?, ?, ?, ?)", "lsllb",
                              self->id, key, before + 1, after, digest))
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
      const char    *table;
      int            n_columns, kind, indirect;
      sqlite3_value *id = NULL;
      unsigned char *key;

      sqlite3changeset_op (iter, &table, &n_columns, &kind, &indirect);
      sqlite3changeset_pk (iter, &key, NULL);
      (*n_rows)++;
      if (kind == SQLITE_INSERT)
        sqlite3changeset_new (iter, 0, &id);
      else
        sqlite3changeset_old (iter, 0, &id);
      if (key[0] && id != NULL && sqlite3_value_type (id) == SQLITE_INTEGER)
        ok = jz_connection_run (self->connection, error,
                                "INSERT OR IGNORE INTO operation_row (tbl, row, operation) VALUES (?, ?, ?)", "sll", table,
                                (gint64) sqlite3_value_int64 (id), self->id);
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
  g_autoptr (GError) failure = NULL;
  g_autoptr (GBytes) hash = NULL;
  JzStatement       *row = jz_connection_query (self->connection, &failure, "SELECT hash FROM operation WHERE id = ?", "l", self->id - 1);

  if (row != NULL && jz_statement_step (row, &failure))
    {
      hash = jz_statement_bytes (row, 0);
      jz_statement_reset (row);
    }
  if (failure == NULL)
    return hash != NULL ? g_steal_pointer (&hash) : g_bytes_new (NULL, 0);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

static gboolean
write_journal (JzOperation *self, GBytes *changes, gint64 *n_rows, GError **error)
{
  g_autofree char   *now = jz_source_now (self->connection);
  g_autoptr (GBytes) previous = hash_before (self, error), sealed = NULL;
  guint8             hash[HASH_SIZE];
  gint64             second = self->actor.second;

  if (previous == NULL)
    return FALSE;
  /* The row stands before its hash does: what is hashed is what is in the file. */
  if (!jz_connection_run (self->connection, error,
                          "INSERT INTO operation (id, at, account, second, kind, words, undoes, changes) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                          "lslrssrb", self->id, now, self->actor.account, second, self->action->kind, self->words, self->undoes,
                          g_bytes_get_size (changes) > 0 ? changes : NULL) ||
      !write_ranges (self, n_rows, error) || !write_rows (self, changes, n_rows, error) ||
      !hash_operation (self->connection, self->id, g_bytes_get_data (previous, NULL), g_bytes_get_size (previous), hash, error))
    return FALSE;
  sealed = g_bytes_new (hash, sizeof hash);
  return jz_connection_run (self->connection, error, "UPDATE operation SET rows = ?, hash = ? WHERE id = ? AND hash IS NULL", "lbl", *n_rows,
                            sealed, self->id);
}

static gboolean
is_whole (JzOperation *self, GError **error)
{
  if (self->failure != NULL)
    g_propagate_error (error, g_steal_pointer (&self->failure));
  else if (sqlite3_get_autocommit (jz_connection_get_handle (self->connection)))
    jz_connection_take_error (self->connection, SQLITE_IOERR, NULL, error);
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
  if (!jz_connection_run (self->connection, error, jz_connection_is_in_batch (self->connection) ? "RELEASE operation" : "COMMIT", ""))
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

/* Reading back. */

static gboolean
stored_hash_is_right (JzConnection *connection, gint64 id, GError **error)
{
  g_autoptr (GBytes) previous = NULL, stored = NULL;
  guint8             hash[HASH_SIZE];
  JzStatement       *row;

  row = jz_connection_query (connection, error,
                             "SELECT o.hash, p.hash FROM operation o LEFT JOIN operation p ON p.id = o.id - 1 WHERE o.id = ?", "l", id);
  if (row == NULL || !jz_statement_step (row, error))
    return FALSE;
  stored = jz_statement_bytes (row, 0);
  previous = jz_statement_bytes (row, 1);
  jz_statement_reset (row);
  if (!hash_operation (connection, id, g_bytes_get_data (previous, NULL), g_bytes_get_size (previous), hash, error))
    return FALSE;
  if (g_bytes_get_size (stored) == HASH_SIZE && memcmp (g_bytes_get_data (stored, NULL), hash, HASH_SIZE) == 0)
    return TRUE;
  g_set_error (error, JZ_ERROR, JZ_ERROR_DAMAGED, _("operation %" PRId64 " was changed after it was written"), id);
  return FALSE;
}

GBytes *
jz_operation_read_changes (JzConnection *connection, gint64 operation, GError **error)
{
  GBytes      *changes;
  JzStatement *row;

  if (!stored_hash_is_right (connection, operation, error))
    return NULL;
  row = jz_connection_query (connection, error, "SELECT changes FROM operation WHERE id = ?", "l", operation);
  if (row == NULL || !jz_statement_step (row, error))
    return NULL;
  changes = jz_statement_bytes (row, 0);
  jz_statement_reset (row);
  return changes;
}

static gboolean
ranges_are_right (JzConnection *connection, GError **error)
{
  g_autoptr (GError) failure = NULL;
  gint64       operation = 0;
  gboolean     same = TRUE;
  JzStatement *rows = jz_connection_query (connection, &failure,
                                           "SELECT operation, tbl, first, last, digest FROM operation_range WHERE digest IS NOT NULL", "");

  while (rows != NULL && same && jz_statement_step (rows, &failure))
    {
      g_autoptr (GBytes) stored = jz_statement_bytes (rows, 4);
      guint8             digest[HASH_SIZE];

      operation = jz_statement_int64 (rows, 0);
      if (!digest_rows (connection, jz_statement_text (rows, 1), jz_statement_int64 (rows, 2), jz_statement_int64 (rows, 3), digest, &failure))
        break;
      same = g_bytes_get_size (stored) == HASH_SIZE && memcmp (g_bytes_get_data (stored, NULL), digest, HASH_SIZE) == 0;
    }
  if (rows != NULL)
    jz_statement_reset (rows);
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else if (!same)
    g_set_error (error, JZ_ERROR, JZ_ERROR_DAMAGED, _("entries of operation %" PRId64 " were changed after they were posted"), operation);
  else
    return TRUE;
  return FALSE;
}

gboolean
jz_operation_verify_chain (JzConnection *connection, gboolean deep, GError **error)
{
  gint64 first, last;

  if (!jz_connection_number (connection, &first, 1, error, "SELECT min(id) FROM operation", "") ||
      !jz_connection_number (connection, &last, 0, error, "SELECT max(id) FROM operation", ""))
    return FALSE;
  if (first > 1)
    {
      g_set_error_literal (error, JZ_ERROR, JZ_ERROR_DAMAGED, _("the beginning of the journal is missing"));
      return FALSE;
    }
  for (gint64 id = first; id <= last; id++)
    {
      gint64 there;

      if (!jz_connection_number (connection, &there, 0, error, "SELECT 1 FROM operation WHERE id = ?", "l", id))
        return FALSE;
      if (!there)
        {
          g_set_error (error, JZ_ERROR, JZ_ERROR_DAMAGED, _("operation %" PRId64 " is missing from the journal"), id);
          return FALSE;
        }
      if (!stored_hash_is_right (connection, id, error))
        return FALSE;
    }
  return !deep || ranges_are_right (connection, error);
}

char *
jz_operation_head (JzConnection *connection, GError **error)
{
  g_autoptr (GError) failure = NULL;
  char *head = jz_connection_text (connection, &failure, "SELECT lower(hex(hash)) FROM operation ORDER BY id DESC LIMIT 1", "");

  if (failure == NULL)
    return head != NULL ? head : g_strdup ("");
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}
