/* The journal read back, and its proof.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
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

/* Hashing. Numbers go in as eight bytes, everything else with its length before it, so that no
 * two different rows give the same bytes. They are gathered first: most are so short that to hand over each alone would
 * take longer than to hash it. */
typedef struct
{
  crypto_generichash_state state;
  gsize                    n;
  guint8                   bytes[4096];
} Hasher;

static void
hasher_init (Hasher *self)
{
  crypto_generichash_init (&self->state, NULL, 0, JZ_JOURNAL_HASH_SIZE);
  self->n = 0;
}

static void
hasher_flush (Hasher *self)
{
  crypto_generichash_update (&self->state, self->bytes, self->n);
  self->n = 0;
}

static void
hasher_add (Hasher *self, const void *data, gsize size)
{
  if (size > sizeof self->bytes - self->n)
    hasher_flush (self);
  if (size > sizeof self->bytes)
    {
      crypto_generichash_update (&self->state, data, size);
      return;
    }
  if (size > 0)
    memcpy (self->bytes + self->n, data, size);
  self->n += size;
}

static void
hasher_final (Hasher *self, guint8 hash[JZ_JOURNAL_HASH_SIZE])
{
  hasher_flush (self);
  crypto_generichash_final (&self->state, hash, JZ_JOURNAL_HASH_SIZE);
}

static void
hash_number (Hasher *hasher, gint64 number)
{
  gint64 big = GINT64_TO_BE (number);

  hasher_add (hasher, &big, sizeof big);
}

static void
hash_data (Hasher *hasher, const void *data, gsize size)
{
  hash_number (hasher, (gint64) size);
  hasher_add (hasher, data, size);
}

static void
hash_column (Hasher *hasher, sqlite3_stmt *stmt, int i)
{
  int type = sqlite3_column_type (stmt, i);

  hash_number (hasher, type);
  if (type == SQLITE_INTEGER)
    hash_number (hasher, sqlite3_column_int64 (stmt, i));
  else if (type != SQLITE_NULL)
    hash_data (hasher, sqlite3_column_blob (stmt, i), (gsize) sqlite3_column_bytes (stmt, i));
}

gboolean
jz_journal_digest (JzConnection *connection, const char *table, gint64 first, gint64 last,
                   guint8 digest[JZ_JOURNAL_HASH_SIZE], GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM \"%s\" WHERE id BETWEEN ? AND ? ORDER BY id", table);
  JzStatement     *rows = jz_connection_query (connection, error, sql, "ll", first, last);
  Hasher           hasher;

  hasher_init (&hasher);
  while (jz_statement_next (rows))
    for (int i = 0; i < jz_statement_n_columns (rows); i++)
      hash_column (&hasher, jz_statement_get_handle (rows), i);
  hasher_final (&hasher, digest);
  return jz_statement_finish (rows, error);
}

gboolean
jz_journal_hash (JzConnection *connection, gint64 id, const guint8 *previous, gsize previous_size,
                 guint8 hash[JZ_JOURNAL_HASH_SIZE], GError **error)
{
  JzStatement *row;
  Hasher       hasher;

  hasher_init (&hasher);
  hash_data (&hasher, previous, previous_size);
  row = jz_connection_query (connection, error,
                             "SELECT id, at, account, second, kind, words, undoes, changes FROM operation WHERE id = ?",
                             "l", id);
  while (jz_statement_next (row))
    for (int i = 0; i < 8; i++)
      hash_column (&hasher, jz_statement_get_handle (row), i);
  if (!jz_statement_finish (row, error))
    return FALSE;
  row = jz_connection_query (connection, error,
                             "SELECT tbl, first, last, digest FROM operation_range WHERE operation = ? ORDER BY tbl",
                             "l", id);
  while (jz_statement_next (row))
    for (int i = 0; i < 4; i++)
      hash_column (&hasher, jz_statement_get_handle (row), i);
  hasher_final (&hasher, hash);
  return jz_statement_finish (row, error);
}

gboolean
jz_journal_changed_row (sqlite3_changeset_iter *iter, const char **table, gint64 *row)
{
  int            n_columns, kind, indirect;
  sqlite3_value *id = NULL;
  unsigned char *key;

  sqlite3changeset_op (iter, table, &n_columns, &kind, &indirect);
  sqlite3changeset_pk (iter, &key, NULL);
  if (kind == SQLITE_INSERT)
    sqlite3changeset_new (iter, 0, &id);
  else
    sqlite3changeset_old (iter, 0, &id);
  if (!key[0] || id == NULL || sqlite3_value_type (id) != SQLITE_INTEGER)
    return FALSE;
  *row = sqlite3_value_int64 (id);
  return TRUE;
}

/* Reading back. */

static gboolean
stored_hash_is_right (JzConnection *connection, gint64 id, GError **error)
{
  g_autoptr (GBytes) previous = NULL, stored = NULL;
  guint8             hash[JZ_JOURNAL_HASH_SIZE];
  JzStatement       *row;

  row = jz_connection_query (
    connection, error, "SELECT o.hash, p.hash FROM operation o LEFT JOIN operation p ON p.id = o.id - 1 WHERE o.id = ?",
    "l", id);
  if (!jz_statement_next (row))
    {
      if (jz_statement_finish (row, error))
        g_set_error (error, JZ_ERROR, JZ_ERROR_DAMAGED, _("operation %" PRId64 " is missing from the journal"), id);
      return FALSE;
    }
  stored = jz_statement_bytes (row, 0);
  previous = jz_statement_bytes (row, 1);
  jz_statement_reset (row);
  if (!jz_journal_hash (connection, id, g_bytes_get_data (previous, NULL), g_bytes_get_size (previous), hash, error))
    return FALSE;
  if (g_bytes_get_size (stored) == JZ_JOURNAL_HASH_SIZE &&
      memcmp (g_bytes_get_data (stored, NULL), hash, JZ_JOURNAL_HASH_SIZE) == 0)
    return TRUE;
  g_set_error (error, JZ_ERROR, JZ_ERROR_DAMAGED, _("operation %" PRId64 " was changed after it was written"), id);
  return FALSE;
}

GBytes *
jz_operation_read_changes (JzConnection *connection, gint64 operation, GError **error)
{
  g_autoptr (GBytes) changes = NULL;
  JzStatement       *row;

  if (!stored_hash_is_right (connection, operation, error))
    return NULL;
  row = jz_connection_query (connection, error, "SELECT changes FROM operation WHERE id = ?", "l", operation);
  if (jz_statement_next (row))
    changes = jz_statement_bytes (row, 0);
  return jz_statement_finish (row, error) ? g_steal_pointer (&changes) : NULL;
}

static gboolean
ranges_are_right (JzConnection *connection, GError **error)
{
  gint64       operation = 0;
  gboolean     same = TRUE;
  JzStatement *rows =
    jz_connection_query (connection, error,
                         "SELECT operation, tbl, first, last, digest FROM operation_range WHERE digest IS NOT NULL",
                         "");

  while (same && jz_statement_next (rows))
    {
      g_autoptr (GBytes) stored = jz_statement_bytes (rows, 4);
      guint8             digest[JZ_JOURNAL_HASH_SIZE];

      operation = jz_statement_int64 (rows, 0);
      if (!jz_journal_digest (connection, jz_statement_text (rows, 1), jz_statement_int64 (rows, 2),
                              jz_statement_int64 (rows, 3), digest, error))
        {
          jz_statement_reset (rows);
          return FALSE;
        }
      same = g_bytes_get_size (stored) == JZ_JOURNAL_HASH_SIZE &&
             memcmp (g_bytes_get_data (stored, NULL), digest, JZ_JOURNAL_HASH_SIZE) == 0;
    }
  if (!jz_statement_finish (rows, error))
    return FALSE;
  if (!same)
    g_set_error (error, JZ_ERROR, JZ_ERROR_DAMAGED,
                 _("entries of operation %" PRId64 " were changed after they were posted"), operation);
  return same;
}

/* What the row says besides, which its hash does not hold: how many rows it wrote, and which (for the history of a
 * row). Adds up in @n_noted the rows that must be in operation_row. */
static gboolean
rows_are_right (JzConnection *connection, gint64 id, gint64 *n_noted, GError **error)
{
  g_autoptr (GBytes)      changes = jz_operation_read_changes (connection, id, error);
  g_autoptr (GError)      failure = NULL;
  sqlite3_changeset_iter *iter = NULL;
  gint64                  rows, said, noted = 1;

  if (changes == NULL ||
      !jz_connection_number (connection, &rows, 0, error,
                             "SELECT sum (last - first + 1) FROM operation_range WHERE operation = ?", "l", id) ||
      !jz_connection_number (connection, &said, -1, error, "SELECT rows FROM operation WHERE id = ?", "l", id))
    return FALSE;
  if (g_bytes_get_size (changes) > 0)
    sqlite3changeset_start (&iter, (int) g_bytes_get_size (changes), (gpointer) g_bytes_get_data (changes, NULL));
  while (iter != NULL && failure == NULL && noted && sqlite3changeset_next (iter) == SQLITE_ROW)
    {
      const char *table;
      gint64      row;

      rows++;
      if (!jz_journal_changed_row (iter, &table, &row))
        continue;
      (*n_noted)++;
      jz_connection_number (connection, &noted, 0, &failure,
                            "SELECT 1 FROM operation_row WHERE tbl = ? AND row = ? AND operation = ?", "sll", table,
                            row, id);
    }
  sqlite3changeset_finalize (iter);
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else if (rows != said || !noted)
    g_set_error (error, JZ_ERROR, JZ_ERROR_DAMAGED, _("operation %" PRId64 " was changed after it was written"), id);
  else
    return TRUE;
  return FALSE;
}

static gboolean
all_rows_are_right (JzConnection *connection, gint64 first, gint64 last, GError **error)
{
  gint64 noted = 0, there;

  for (gint64 id = first; id <= last; id++)
    if (!rows_are_right (connection, id, &noted, error))
      return FALSE;
  if (!jz_connection_number (connection, &there, 0, error, "SELECT count(*) FROM operation_row", ""))
    return FALSE;
  if (there == noted)
    return TRUE;
  g_set_error_literal (error, JZ_ERROR, JZ_ERROR_DAMAGED,
                       _("the list of changed rows was changed after it was written"));
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
  return !deep || (ranges_are_right (connection, error) && all_rows_are_right (connection, first, last, error));
}

char *
jz_operation_head (JzConnection *connection, GError **error)
{
  g_autoptr (GError) failure = NULL;
  char *head =
    jz_connection_text (connection, &failure, "SELECT lower(hex(hash)) FROM operation ORDER BY id DESC LIMIT 1", "");

  if (failure == NULL)
    return head != NULL ? head : g_strdup ("");
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}
