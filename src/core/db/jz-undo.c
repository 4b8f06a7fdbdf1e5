/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-db"
#define SQLITE_ENABLE_SESSION 1
#define SQLITE_ENABLE_PREUPDATE_HOOK 1
#include "config.h"

#include "jz-undo.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "jz-operation-private.h"

typedef struct
{
  gint64 operation;
  gint64 undone_by;
  gint64 account;
  char  *words;
} Target;

static void
target_clear (Target *target)
{
  g_free (target->words);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Target, target_clear)

gboolean
jz_undo_newest (JzConnection *connection, gint64 account, gint64 *operation, GError **error)
{
  return jz_connection_number (
    connection, operation, 0, error,
    "SELECT max(id) FROM operation o WHERE undoes IS NULL AND (?1 = 0 OR account = ?1) AND kind NOT LIKE 'file.%' "
    "AND NOT EXISTS (SELECT 1 FROM operation u WHERE u.undoes = o.id AND NOT EXISTS "
    "(SELECT 1 FROM operation r WHERE r.undoes = u.id))",
    "l", account);
}

/* What stands now of @operation: itself, or, where its undo was taken back, that taking back. */
static gboolean
find_standing (JzConnection *connection, gint64 *operation, gint64 *undone_by, GError **error)
{
  gint64 again = 0;

  if (!jz_connection_number (connection, undone_by, 0, error, "SELECT max(id) FROM operation WHERE undoes = ?", "l",
                             *operation) ||
      !jz_connection_number (connection, &again, 0, error, "SELECT max(id) FROM operation WHERE undoes = ?", "l",
                             *undone_by))
    return FALSE;
  if (again == 0)
    return TRUE;
  *operation = again;
  return find_standing (connection, operation, undone_by, error);
}

static gboolean
find_target (JzConnection *connection, gint64 operation, Target *target, GError **error)
{
  JzStatement *row;

  if (operation == 0 && !jz_undo_newest (connection, 0, &operation, error))
    return FALSE;
  if (operation == 0)
    {
      g_set_error_literal (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("There is nothing to undo"));
      return FALSE;
    }
  row = jz_connection_query (connection, error, "SELECT account, words FROM operation WHERE id = ?", "l", operation);
  if (!jz_statement_next (row))
    {
      if (jz_statement_finish (row, error))
        g_set_error (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("there is no operation %" PRId64 " to undo"), operation);
      return FALSE;
    }
  target->account = jz_statement_int64 (row, 0);
  target->words = jz_statement_dup (row, 1);
  jz_statement_reset (row);
  target->operation = operation;
  return find_standing (connection, &target->operation, &target->undone_by, error);
}

/* Applying the inverse. */

typedef struct
{
  GHashTable *columns; /* table → number of its column `changed`; tables without are not there */
  GPtrArray *kept;     /* "table\nid" of rows that could not go, since entries refer to them */
  GPtrArray *gone;     /* the same of rows that are not there: they went with what they belong to, or in later work */
  GPtrArray *waiting; /* the same of rows that can only have their old values back once others have left their places: those that
                         were kept, or one another's */
  gboolean   conflict; /* a row is not as the operation left it */
  gboolean   is_second; /* the pass for those */
} Applying;

static gboolean
is_same (sqlite3_value *a, sqlite3_value *b)
{
  int n = sqlite3_value_bytes (a);

  return sqlite3_value_type (a) == sqlite3_value_type (b) && n == sqlite3_value_bytes (b) &&
         (n == 0 || memcmp (sqlite3_value_blob (a), sqlite3_value_blob (b), (gsize) n) == 0);
}

/* Whether the row differs from what the operation left in nothing but who touched it last: then what was done with it since
 * was taken back. */
static gboolean
is_as_it_was (const Applying *applying, sqlite3_changeset_iter *iter, const char *table, int n_columns)
{
  gpointer changed;

  if (!g_hash_table_lookup_extended (applying->columns, table, NULL, &changed))
    return FALSE;
  for (int i = 0; i < n_columns; i++)
    {
      sqlite3_value *left = NULL, *now = NULL;

      if (i == GPOINTER_TO_INT (changed))
        continue;
      if (sqlite3changeset_old (iter, i, &left) != SQLITE_OK || sqlite3changeset_conflict (iter, i, &now) != SQLITE_OK ||
          (left != NULL && (now == NULL || !is_same (left, now))))
        return FALSE;
    }
  return TRUE;
}

static int
conflict_cb (void *data, int what, sqlite3_changeset_iter *iter)
{
  Applying      *applying = data;
  const char    *table;
  sqlite3_value *id = NULL;
  int            n_columns, kind, indirect;

  if (what == SQLITE_CHANGESET_FOREIGN_KEY)
    {
      applying->conflict = TRUE;
      return SQLITE_CHANGESET_ABORT;
    }
  sqlite3changeset_op (iter, &table, &n_columns, &kind, &indirect);
  if (what == SQLITE_CHANGESET_DATA && is_as_it_was (applying, iter, table, n_columns))
    return SQLITE_CHANGESET_REPLACE;
  /* All but what waited was done in the first pass, and so is not as the operation left it. */
  if (applying->is_second && what != SQLITE_CHANGESET_CONSTRAINT)
    return SQLITE_CHANGESET_OMIT;
  if (!applying->is_second && what == SQLITE_CHANGESET_CONSTRAINT && kind == SQLITE_UPDATE)
    {
      if (sqlite3changeset_old (iter, 0, &id) == SQLITE_OK && id != NULL)
        g_ptr_array_add (applying->waiting, g_strdup_printf ("%s\n%lld", table, sqlite3_value_int64 (id)));
      return SQLITE_CHANGESET_OMIT;
    }
  if ((what == SQLITE_CHANGESET_CONSTRAINT || what == SQLITE_CHANGESET_NOTFOUND) && kind == SQLITE_DELETE &&
      sqlite3changeset_old (iter, 0, &id) == SQLITE_OK && id != NULL)
    {
      g_ptr_array_add (what == SQLITE_CHANGESET_NOTFOUND ? applying->gone : applying->kept,
                       g_strdup_printf ("%s\n%lld", table, sqlite3_value_int64 (id)));
      return SQLITE_CHANGESET_OMIT;
    }
  applying->conflict = TRUE;
  return SQLITE_CHANGESET_ABORT;
}

static GHashTable *
read_changed_columns (JzConnection *connection, GError **error)
{
  g_autoptr (GHashTable) columns = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  JzStatement           *rows = jz_connection_query (
    connection, error,
    "SELECT t.name, c.cid FROM sqlite_schema t, pragma_table_info (t.name) c WHERE t.type = 'table' AND c.name = 'changed'", "");

  while (jz_statement_next (rows))
    g_hash_table_insert (columns, jz_statement_dup (rows, 0), GINT_TO_POINTER ((int) jz_statement_int64 (rows, 1)));
  return jz_statement_finish (rows, error) ? g_steal_pointer (&columns) : NULL;
}

static gboolean
has_column (JzConnection *connection, const char *table, const char *column)
{
  gint64 has = 0;

  jz_connection_number (connection, &has, 0, NULL, "SELECT 1 FROM pragma_table_info(?) WHERE name = ?", "ss", table,
                        column);
  return has != 0;
}

/* Rows that were put back carry this operation's number from now on. */
static gboolean
mark_changed (JzConnection *connection, GBytes *changes, GError **error)
{
  sqlite3_changeset_iter *iter = NULL;
  gboolean                ok = TRUE;

  sqlite3changeset_start (&iter, (int) g_bytes_get_size (changes), (gpointer) g_bytes_get_data (changes, NULL));
  while (ok && sqlite3changeset_next (iter) == SQLITE_ROW)
    {
      const char    *table;
      int            n_columns, kind, indirect;
      sqlite3_value *id = NULL;

      sqlite3changeset_op (iter, &table, &n_columns, &kind, &indirect);
      if (kind == SQLITE_INSERT || !has_column (connection, table, "changed"))
        continue;
      sqlite3changeset_old (iter, 0, &id);
      if (id != NULL && sqlite3_value_type (id) == SQLITE_INTEGER)
        {
          g_autofree char *sql = g_strdup_printf ("UPDATE \"%s\" SET changed = jz_operation() WHERE rowid = ?", table);

          ok = jz_connection_run (connection, error, sql, "l", (gint64) sqlite3_value_int64 (id));
        }
    }
  sqlite3changeset_finalize (iter);
  return ok;
}

/* A row that posted entries refer to stays, marked void: hidden from every list, its number free again. */
static gboolean
void_row (JzConnection *connection, const char *table, gint64 id, GError **error)
{
  g_autofree char *sql =
    g_strdup_printf ("UPDATE \"%s\" SET voided = jz_operation(), changed = jz_operation() WHERE id = ?", table);

  return jz_connection_run (connection, error, sql, "l", id);
}

static gboolean
void_kept (JzConnection *connection, GPtrArray *kept, GError **error)
{
  for (guint i = 0; i < kept->len; i++)
    {
      g_auto (GStrv) parts = g_strsplit (g_ptr_array_index (kept, i), "\n", 2);

      if (!has_column (connection, parts[0], "voided"))
        {
          g_set_error_literal (error, JZ_ERROR, JZ_ERROR_CONFLICT, _("later work stands on it"));
          return FALSE;
        }
      if (!void_row (connection, parts[0], g_ascii_strtoll (parts[1], NULL, 10), error))
        return FALSE;
    }
  return TRUE;
}

#define STANDS(undo) "NOT EXISTS (SELECT 1 FROM operation again WHERE again.undoes = " undo ".id)"

/* What a later operation removed stands in the journal under its number; what was taken back since counts for nothing. */
static gboolean
prove_gone (JzConnection *connection, GPtrArray *gone, gint64 operation, GError **error)
{
  for (guint i = 0; i < gone->len; i++)
    {
      g_auto (GStrv) parts = g_strsplit (g_ptr_array_index (gone, i), "\n", 2);
      gint64 later;

      if (!jz_connection_number (connection, &later, 0, error,
                                 "SELECT count (*) FROM operation_row r JOIN operation o ON o.id = r.operation WHERE tbl = ?1 AND "
                                 "row = CAST (?2 AS INTEGER) AND o.id > ?3 AND NOT EXISTS (SELECT 1 FROM operation u WHERE "
                                 "u.undoes = o.id AND " STANDS ("u") ") AND NOT (ifnull (o.undoes, 0) > ?3 AND " STANDS ("o") ")",
                                 "ssl", parts[0], parts[1], operation))
        return FALSE;
      if (later > 0)
        {
          g_set_error_literal (error, JZ_ERROR, JZ_ERROR_CONFLICT, _("later work stands on it"));
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
apply_changes (JzConnection *connection, GBytes *changes, Applying *applying, GError **error)
{
  int code = sqlite3changeset_apply_v2 (jz_connection_get_handle (connection), (int) g_bytes_get_size (changes),
                                        (gpointer) g_bytes_get_data (changes, NULL), NULL, conflict_cb, applying, NULL,
                                        NULL, SQLITE_CHANGESETAPPLY_INVERT);

  if (applying->conflict)
    g_set_error_literal (error, JZ_ERROR, JZ_ERROR_CONFLICT, _("later work stands on it"));
  else if (code != SQLITE_OK)
    jz_connection_take_error (connection, code, NULL, error);
  else
    return TRUE;
  return FALSE;
}

/* Rows that wait, and are not void, step aside for the second pass, or come back after it: two may stand in each other's place. */
static gboolean
set_aside (JzConnection *connection, GPtrArray *waiting, gboolean aside, GError **error)
{
  for (guint i = 0; i < waiting->len; i++)
    {
      g_auto (GStrv) parts = g_strsplit (g_ptr_array_index (waiting, i), "\n", 2);
      g_autofree char *sql = g_strdup_printf (aside ? "UPDATE \"%s\" SET voided = jz_operation() WHERE id = ? AND voided IS NULL" :
                                                      "UPDATE \"%s\" SET voided = NULL WHERE id = ? AND voided = jz_operation()",
                                              parts[0]);

      if (has_column (connection, parts[0], "voided") &&
          !jz_connection_run (connection, error, sql, "l", g_ascii_strtoll (parts[1], NULL, 10)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
apply_again (JzConnection *connection, GBytes *changes, GPtrArray *waiting, Applying *second, GError **error)
{
  return set_aside (connection, waiting, TRUE, error) && apply_changes (connection, changes, second, error) &&
         set_aside (connection, waiting, FALSE, error);
}

/* A row that was made void in favour of one that is made void now can't come back before that: such wait for a second pass. */
static gboolean
apply_inverse (JzConnection *connection, gint64 operation, GError **error)
{
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) gone = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) waiting = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GBytes) changes = jz_operation_read_changes (connection, operation, error);
  g_autoptr (GHashTable) columns = changes != NULL ? read_changed_columns (connection, error) : NULL;
  Applying applying = { .columns = columns, .kept = kept, .gone = gone, .waiting = waiting },
           second = { .columns = columns, .kept = kept, .gone = gone, .is_second = TRUE };

  if (columns == NULL)
    return FALSE;
  if (g_bytes_get_size (changes) == 0)
    return TRUE;
  return apply_changes (connection, changes, &applying, error) && prove_gone (connection, gone, operation, error) &&
         void_kept (connection, kept, error) &&
         (waiting->len == 0 || apply_again (connection, changes, waiting, &second, error)) &&
         mark_changed (connection, changes, error);
}

/* What a bulk import inserted: gone, or void where entries refer to it. */
static gboolean
take_back_range (JzConnection *connection, const char *table, gint64 first, gint64 last, GError **error)
{
  g_autofree char *remove = g_strdup_printf ("DELETE FROM \"%s\" WHERE id BETWEEN ? AND ?", table);
  g_autofree char *hide = g_strdup_printf ("UPDATE \"%s\" SET voided = jz_operation(), changed = jz_operation() "
                                           "WHERE id BETWEEN ? AND ? AND voided IS NULL", table);

  if (has_column (connection, table, "voided"))
    return jz_connection_run (connection, error, hide, "ll", first, last);
  return jz_connection_run (connection, error, remove, "ll", first, last);
}

static gboolean
take_back_ranges (JzConnection *connection, gint64 operation, GError **error)
{
  g_autoptr (GPtrArray) ranges = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
  JzStatement *rows =
    jz_connection_query (connection, error,
                         "SELECT tbl, first, last FROM operation_range WHERE operation = ? AND digest IS NULL "
                         "ORDER BY tbl",
                         "l", operation);
  gboolean     ok;

  while (jz_statement_next (rows))
    g_ptr_array_add (ranges,
                     g_variant_ref_sink (g_variant_new ("(sxx)", jz_statement_text (rows, 0),
                                                        jz_statement_int64 (rows, 1), jz_statement_int64 (rows, 2))));
  ok = jz_statement_finish (rows, error);
  for (guint i = 0; ok && i < ranges->len; i++)
    {
      const char *table;
      gint64      first, last;

      g_variant_get (g_ptr_array_index (ranges, i), "(&sxx)", &table, &first, &last);
      ok = take_back_range (connection, table, first, last, error);
    }
  return ok;
}

static gboolean
may_undo (JzConnection *connection, const JzActor *actor, const Target *target, GError **error)
{
  if (target->undone_by != 0)
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_CONFLICT, _("operation %" PRId64 " is undone already"), target->operation);
      return FALSE;
    }
  return actor->account == target->account || jz_operation_may (connection, actor, "undo.any", error);
}

/* Foreign keys that the inverse would break are found at the end, not row by row. */
static gboolean
run_inverse (JzConnection *connection, JzOperation *undo, const Target *target, JzUndoHook hook, GError **error)
{
  return jz_connection_exec (connection, "PRAGMA defer_foreign_keys = ON", error) &&
         (hook == NULL || hook (undo, target->operation, error)) &&
         take_back_ranges (connection, target->operation, error) &&
         apply_inverse (connection, target->operation, error);
}

static void
explain (GError **error, const Target *target)
{
  if (error != NULL && *error != NULL && (*error)->domain == JZ_ERROR && (*error)->code == JZ_ERROR_INVALID)
    {
      g_clear_error (error);
      g_set_error_literal (error, JZ_ERROR, JZ_ERROR_CONFLICT, _("later work stands on it"));
    }
  g_prefix_error (error, _("“%s” can't be undone: "), target->words);
}

gboolean
jz_undo_run (JzConnection *connection, gint64 operation, const JzActor *actor, JzUndoHook hook, gint64 *undo_id,
             char **words, GError **error)
{
  static const JzAction action = { "undo", "undo" };
  g_auto (Target) target = { 0 };
  g_autoptr (JzOperation) undo = jz_operation_begin (connection, &action, actor, error);

  if (undo == NULL || !find_target (connection, operation, &target, error) ||
      !may_undo (connection, actor, &target, error))
    return FALSE;
  jz_operation_set_undoes (undo, target.operation);
  jz_operation_describe (undo, _("Undid: %s"), target.words);
  if (!run_inverse (connection, undo, &target, hook, error) ||
      !jz_operation_commit (g_steal_pointer (&undo), undo_id, error))
    {
      explain (error, &target);
      return FALSE;
    }
  if (words != NULL)
    *words = g_strdup (target.words);
  return TRUE;
}
