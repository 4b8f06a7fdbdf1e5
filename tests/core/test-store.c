/* store: operations, the journal, undo, who may what, backups and the way back.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <string.h>

#include "jz-backup.h"
#include "jz-check.h"
#include "jz-history.h"
#include "jz-lock.h"
#include "jz-migrate.h"
#include "jz-salvage.h"
#include "jz-store.h"

static const JzAction write_action = { "test.write", "test" };
static const JzActor  nobody = { 0 };

static char *
fresh_path (void)
{
  g_autofree char *dir = g_dir_make_tmp ("jz-store-XXXXXX", NULL);

  return g_build_filename (dir, "学校 1.jiaozhuang", NULL);
}

static JzStore *
fresh_store (void)
{
  g_autofree char *path = fresh_path ();
  g_autoptr (GError) error = NULL;
  JzStore *store = jz_store_open (path, JZ_STORE_CREATE, 0, &error);

  g_assert_no_error (error);
  return store;
}

static gboolean
run_sql_cb (JzOperation *operation, gpointer sql, GError **error)
{
  return jz_connection_exec (jz_operation_get_connection (operation), sql, error);
}

static gint64
write_sql (JzStore *store, const char *sql, int expected_error)
{
  g_autoptr (GError) error = NULL;
  gint64 operation = 0;

  if (jz_store_write_sync (store, &write_action, &nobody, run_sql_cb, (gpointer) sql, &operation, NULL, NULL, &error))
    g_assert_cmpint (expected_error, ==, -1);
  else if (expected_error < 0)
    g_error ("%s: %s", sql, error->message);
  else
    g_assert_error (error, JZ_ERROR, expected_error);
  return operation;
}

typedef struct
{
  const char *sql;
  gint64      number;
} Ask;

static gboolean
ask_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Ask *ask = data;

  return jz_connection_number (connection, &ask->number, -1, error, ask->sql, "");
}

static gint64
ask (JzStore *store, const char *sql)
{
  g_autoptr (GError) error = NULL;
  Ask question = { sql, 0 };

  jz_store_read_sync (store, ask_cb, &question, NULL, &error);
  g_assert_no_error (error);
  return question.number;
}

#define ADD_PLACE(n) \
  "INSERT INTO place (uuid, kind, code, name, path, sort_key, changed) VALUES ('u" n "', 'room', 'R" n "', '室" n "', '室" n "', 'k', jz_operation())"

static void
undo (JzStore *store, gint64 operation, int expected_error)
{
  g_autoptr (GError) error = NULL;

  jz_store_undo_sync (store, operation, &nobody, NULL, NULL, &error);
  if (expected_error < 0)
    g_assert_no_error (error);
  else
    g_assert_error (error, JZ_ERROR, expected_error);
}

static void
test_undo (void)
{
  g_autoptr (JzStore) store = fresh_store ();
  gint64 first = write_sql (store, ADD_PLACE ("1"), -1);
  gint64 second = write_sql (store, "UPDATE place SET name = '改', path = '改', changed = jz_operation() WHERE code = 'R1'", -1);
  gint64 undone;

  g_assert_cmpint (first, ==, 1);
  undo (store, first, JZ_ERROR_CONFLICT); /* the second stands on it */
  undo (store, second, -1);
  g_assert_cmpint (ask (store, "SELECT count(*) FROM place WHERE name = '室1'"), ==, 1);
  undo (store, second, JZ_ERROR_CONFLICT); /* undone already */
  undone = ask (store, "SELECT max(id) FROM operation");
  undo (store, undone, -1); /* taken back: changed again */
  g_assert_cmpint (ask (store, "SELECT count(*) FROM place WHERE name = '改'"), ==, 1);
  undo (store, second, -1);
  g_assert_cmpint (ask (store, "SELECT count(*) FROM place WHERE name = '室1'"), ==, 1);
  g_assert_cmpint (ask (store, "SELECT count(*) FROM place_search WHERE place_search MATCH '改'"), ==, 0);
  undo (store, 99, JZ_ERROR_NOT_FOUND);
  jz_store_close (store);
}

/* One after another, as whoever presses Ctrl+Z again and again; what stays in between still stands in the way. */
static void
test_undo_again (void)
{
  g_autoptr (JzStore) store = fresh_store ();
  gint64 made = write_sql (store, ADD_PLACE ("1"), -1);
  gint64 first = write_sql (store, "UPDATE place SET name = '一', changed = jz_operation() WHERE code = 'R1'", -1);
  gint64 second = write_sql (store, "UPDATE place SET name = '二', changed = jz_operation() WHERE code = 'R1'", -1);
  gint64 third = write_sql (store, "UPDATE place SET purpose = '三', changed = jz_operation() WHERE code = 'R1'", -1);

  undo (store, second, -1); /* what came later left the name alone */
  undo (store, first, -1);
  g_assert_cmpint (ask (store, "SELECT count(*) FROM place WHERE name = '室1' AND purpose = '三'"), ==, 1);
  undo (store, made, JZ_ERROR_CONFLICT); /* the third stands on it */
  undo (store, third, -1);
  undo (store, made, -1);
  g_assert_cmpint (ask (store, "SELECT count(*) FROM place"), ==, 0);
  jz_store_close (store);
}

static void
test_atomic (void)
{
  g_autoptr (JzStore) store = fresh_store ();

  write_sql (store, ADD_PLACE ("1") ";" ADD_PLACE ("1"), JZ_ERROR_INVALID);
  g_assert_cmpint (ask (store, "SELECT count(*) FROM place"), ==, 0);
  g_assert_cmpint (ask (store, "SELECT count(*) FROM operation"), ==, 0);
  g_assert_cmpint (write_sql (store, "SELECT 1", -1), ==, 0); /* nothing done, nothing told */
  write_sql (store, "INSERT INTO place (uuid, parent, kind, code, name, path, sort_key, changed) VALUES ('x', NULL, 'shelf', 'S', 's', 's', 's', 1)",
             JZ_ERROR_INVALID);
  jz_store_close (store);
}

static void
test_guard (void)
{
  g_autoptr (JzStore) store = fresh_store ();
  static const char *const forbidden[] = {
    "INSERT INTO entry (voucher, line, item, place, state, quantity, amount, flow, year) VALUES (1, 1, 1, 1, 'stock', 1, 1, 'in', 2026)",
    "INSERT INTO voucher (uuid, operation, kind, number, date) VALUES ('v', 1, 'receipt', 'n', '2026-01-01')",
    "UPDATE balance SET quantity = 5", "DELETE FROM turnover", "DELETE FROM position",
    "DELETE FROM operation", "UPDATE operation SET words = ''", "INSERT INTO operation_row VALUES ('a', 1, 1)", "ATTACH ':memory:' AS other",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (forbidden); i++)
    write_sql (store, forbidden[i], JZ_ERROR_REFUSED);
  jz_store_close (store);
}

static void
test_permissions (void)
{
  g_autoptr (JzStore) store = fresh_store ();
  g_autoptr (GError) error = NULL;
  JzActor stranger = { .account = 42 }, keeper = { .account = 1 };
  gint64  operation;

  g_assert_false (jz_store_write_sync (store, &write_action, &stranger, run_sql_cb, (gpointer) ADD_PLACE ("1"), NULL, NULL, NULL, &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_NOT_ALLOWED);
  g_clear_error (&error);
  write_sql (store, "INSERT INTO role (name, title, changed) VALUES ('r', 'R', jz_operation());"
                    "INSERT INTO role_permission (role, permission) VALUES (1, 'test'), (1, 'undo');"
                    "INSERT INTO account (uuid, login, name, changed) VALUES ('a', 'sun', '孙', jz_operation());"
                    "INSERT INTO account_role (account, role) VALUES (1, 1)", -1);
  g_assert_true (jz_store_write_sync (store, &write_action, &keeper, run_sql_cb, (gpointer) ADD_PLACE ("2"), &operation, NULL, NULL, &error));
  g_assert_true (jz_store_undo_sync (store, operation, &keeper, NULL, NULL, &error)); /* one's own */
  g_assert_false (jz_store_undo_sync (store, 1, &keeper, NULL, NULL, &error));        /* another's */
  g_assert_error (error, JZ_ERROR, JZ_ERROR_NOT_ALLOWED);
  g_clear_error (&error);
  write_sql (store, "UPDATE account SET disabled = 1, changed = jz_operation()", -1);
  g_assert_false (jz_store_write_sync (store, &write_action, &keeper, run_sql_cb, (gpointer) ADD_PLACE ("3"), NULL, NULL, NULL, &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_NOT_ALLOWED);
  jz_store_close (store);
}

typedef struct
{
  gboolean   deep;
  GPtrArray *faults;
} Checking;

static gboolean
check_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Checking *checking = data;

  checking->faults = jz_check_run (connection, NULL, checking->deep, cancellable, error);
  return checking->faults != NULL;
}

static GPtrArray *
check (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JzStore) store = jz_store_open (path, JZ_STORE_OPEN, 0, &error);
  Checking checking = { TRUE, NULL };

  g_assert_no_error (error);
  jz_store_work_sync (store, check_cb, &checking, NULL, &error);
  g_assert_no_error (error);
  jz_store_close (store);
  return checking.faults;
}

/* Changes rows behind the program's back; the triggers are put back, so that only the rows can tell. */
static void
tamper (const char *path, const char *sql)
{
  g_autoptr (GString) again = g_string_new (NULL);
  g_autoptr (GString) drop = g_string_new (NULL);
  sqlite3      *db;
  sqlite3_stmt *stmt;
  char         *message = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  sqlite3_prepare_v2 (db, "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'", -1, &stmt, NULL);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    {
      g_string_append_printf (drop, "DROP TRIGGER %s;", sqlite3_column_text (stmt, 0));
      g_string_append_printf (again, "%s;", sqlite3_column_text (stmt, 1));
    }
  sqlite3_finalize (stmt);
  sqlite3_exec (db, drop->str, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  sqlite3_exec (db, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  sqlite3_exec (db, again->str, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  sqlite3_close (db);
}

static gboolean
names_kind (GPtrArray *faults, const char *kind)
{
  for (guint i = 0; i < faults->len; i++)
    if (g_str_equal (((JzFault *) g_ptr_array_index (faults, i))->kind, kind))
      return TRUE;
  return FALSE;
}

static void
test_check (void)
{
  static const struct { const char *sql, *kind; } cases[] = {
    { "UPDATE operation SET words = 'x' WHERE id = 2", "journal" },
    { "UPDATE operation SET account = 1 WHERE id = 1", "journal" },
    { "PRAGMA foreign_keys = OFF; DELETE FROM operation WHERE id = 2", "journal" },
    { "UPDATE operation SET changes = x'00' WHERE id = 3", "journal" },
    { "PRAGMA foreign_keys = OFF; UPDATE person SET class = 7", "keys" },
    { "UPDATE person SET name = '改名' WHERE id = 1", "search" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JzStore) store = fresh_store ();
      g_autofree char *path = g_strdup (jz_store_get_path (store));
      g_autoptr (GPtrArray) clean = NULL, faults = NULL;

      for (guint n = 1; n <= 3; n++)
        {
          g_autofree char *sql = g_strdup_printf ("INSERT INTO person (uuid, kind, name, changed) VALUES ('p%u', 'pupil', '李小明', jz_operation())", n);
          write_sql (store, sql, -1);
        }
      jz_store_close (store);
      clean = check (path);
      g_assert_cmpuint (clean->len, ==, 0);
      tamper (path, cases[i].sql);
      faults = check (path);
      g_assert_cmpuint (faults->len, >, 0);
      g_assert_true (names_kind (faults, cases[i].kind));
    }
}

static void
test_open_refused (void)
{
  g_autofree char *dir = g_dir_make_tmp ("jz-open-XXXXXX", NULL);
  g_autofree char *text = g_build_filename (dir, "text.jiaozhuang", NULL);
  g_autofree char *empty = g_build_filename (dir, "empty.jiaozhuang", NULL);
  g_autofree char *missing = g_build_filename (dir, "missing", NULL);
  g_autofree char *nowhere = g_build_filename (dir, "no", "where", NULL);
  g_autofree char *foreign = g_build_filename (dir, "foreign.db", NULL);
  g_autofree char *newer = g_build_filename (dir, "newer.jiaozhuang", NULL);
  const struct { const char *path; int code; } cases[] = {
    { dir, JZ_ERROR_NO_FILE }, { text, JZ_ERROR_NOT_SCHOOL }, { empty, JZ_ERROR_NOT_SCHOOL }, { missing, JZ_ERROR_NO_FILE },
    { nowhere, JZ_ERROR_NO_FILE }, { foreign, JZ_ERROR_NOT_SCHOOL }, { newer, JZ_ERROR_NEWER },
  };

  g_file_set_contents (text, "这不是学校文件，只是一段文字。这不是学校文件，只是一段文字。这不是学校文件，只是一段文字。", -1, NULL);
  g_file_set_contents (empty, "", 0, NULL);
  tamper (foreign, "CREATE TABLE a (b)");
  tamper (newer, "PRAGMA application_id = 0x4a7a6867; PRAGMA user_version = 9999; CREATE TABLE a (b)");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *before = NULL, *after = NULL;
      gsize before_size = 0, after_size = 0;

      g_file_get_contents (cases[i].path, &before, &before_size, NULL);
      g_assert_null (jz_store_open (cases[i].path, JZ_STORE_OPEN, 0, &error));
      g_assert_error (error, JZ_ERROR, cases[i].code);
      g_file_get_contents (cases[i].path, &after, &after_size, NULL);
      g_assert_cmpmem (before, before_size, after, after_size);
    }
}

static void
test_foreign_trigger (void)
{
  g_autoptr (JzStore) store = fresh_store ();
  g_autofree char *path = g_strdup (jz_store_get_path (store));
  g_autoptr (GError) error = NULL;

  jz_store_close (store);
  tamper (path, "CREATE TABLE extra (a)");
  g_assert_null (jz_store_open (path, JZ_STORE_OPEN, 0, &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_DAMAGED);
}

static void
test_lock (void)
{
  g_autoptr (JzStore) store = fresh_store ();
  g_autofree char *path = g_strdup (jz_store_get_path (store));
  g_autoptr (GError) error = NULL;

  g_assert_null (jz_store_open (path, JZ_STORE_OPEN, 0.1, &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_LOCKED);
  g_assert_nonnull (strstr (error->message, g_get_user_name ()));
  g_clear_error (&error);
  jz_store_close (store);
  g_clear_object (&store);
  store = jz_store_open (path, JZ_STORE_OPEN, 0, &error);
  g_assert_no_error (error);
  jz_store_close (store);
}

static gboolean
backup_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return jz_backup_make (connection, NULL, "asked", data, error);
}

static void
test_backup (void)
{
  g_autoptr (JzStore) store = fresh_store ();
  g_autofree char *path = g_strdup (jz_store_get_path (store));
  g_autoptr (GError) error = NULL;
  g_autoptr (JzBackup) backup = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autofree char *aside = NULL, *kept = NULL;

  write_sql (store, ADD_PLACE ("1"), -1);
  jz_store_work_sync (store, backup_cb, &backup, NULL, &error);
  g_assert_no_error (error);
  write_sql (store, ADD_PLACE ("2"), -1);
  jz_store_close (store);
  g_clear_object (&store);
  list = jz_backup_list (path);
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_true (jz_backup_restore (path, backup->path, &aside, &error));
  g_assert_no_error (error);
  store = jz_store_open (path, JZ_STORE_OPEN, 0, &error);
  g_assert_cmpint (ask (store, "SELECT count(*) FROM place"), ==, 1);
  jz_store_close (store);
  g_clear_object (&store);
  kept = g_build_filename (aside, "学校 1.jiaozhuang", NULL); /* the newer file is still there */
  store = jz_store_open (kept, JZ_STORE_OPEN, 0, &error);
  g_assert_cmpint (ask (store, "SELECT count(*) FROM place"), ==, 2);
  jz_store_close (store);
}

static void
test_backup_damaged (void)
{
  g_autoptr (JzStore) store = fresh_store ();
  g_autofree char *path = g_strdup (jz_store_get_path (store));
  g_autoptr (JzBackup) backup = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;
  gsize size;

  jz_store_work_sync (store, backup_cb, &backup, NULL, &error);
  g_assert_no_error (error);
  jz_store_close (store);
  g_file_get_contents (backup->path, &content, &size, NULL);
  content[size / 2] ^= 1;
  g_file_set_contents (backup->path, content, (gssize) size, NULL);
  g_assert_false (jz_backup_restore (path, backup->path, NULL, &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_DAMAGED);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_rotation (void)
{
  g_autoptr (GPtrArray) backups = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_backup_free);
  g_autoptr (GPtrArray) surplus = NULL;
  guint kept;

  /* Two years, two a day, newest first. */
  for (int day = 0; day < 730; day++)
    for (int half = 0; half < 2; half++)
      {
        JzBackup *backup = g_new0 (JzBackup, 1);
        g_autoptr (GDateTime) end = g_date_time_new_utc (2026, 11, 22, 20, 0, 0);
        g_autoptr (GDateTime) at = g_date_time_add_hours (end, -24 * day - 8 * half);

        backup->path = g_strdup_printf ("%d-%d", day, half);
        backup->at = g_date_time_format (at, "%Y-%m-%dT%H:%M:%SZ");
        g_ptr_array_add (backups, backup);
      }
  surplus = jz_backup_surplus (backups, "2026-11-22T20:00:00Z");
  kept = backups->len - surplus->len;
  /* 4 of two days, 5 more days, up to 3 more weeks, up to 11 more months */
  g_assert_cmpuint (kept, >=, 4 + 5 + 2 + 10);
  g_assert_cmpuint (kept, <=, 4 + 5 + 3 + 11);
}

static void
test_salvage (void)
{
  g_autoptr (JzStore) store = fresh_store ();
  g_autofree char *path = g_strdup (jz_store_get_path (store));
  g_autofree char *saved = g_strconcat (path, ".saved", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) results = NULL;
  g_autofree char *content = NULL;
  gsize  size;
  gint64 lost = 0;
  guint  hit = 0;

  for (guint n = 0; n < 400; n++)
    {
      g_autofree char *sql = g_strdup_printf ("INSERT INTO person (uuid, kind, name, changed) VALUES ('p%u', 'pupil', '%0200u', jz_operation())", n, n);
      write_sql (store, sql, -1);
    }
  jz_store_close (store);
  g_clear_object (&store);
  g_file_get_contents (path, &content, &size, NULL);
  /* Every fifth page with pupils on it. (Without the pages of the schema itself nothing can be read: jz-salvage.h.) */
  for (gsize page = 1; page < size / 4096; page++)
    if (memmem (content + page * 4096, 4096, "pupil0", 6) != NULL && hit++ % 5 == 0)
      memset (content + page * 4096, 0xa5, 4096);
  g_file_set_contents (path, content, (gssize) size, NULL);
  results = jz_salvage_run (path, saved, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < results->len; i++)
    lost += ((JzSalvaged *) g_ptr_array_index (results, i))->lost;
  g_assert_cmpint (lost, >, 0);
  store = jz_store_open (saved, JZ_STORE_OPEN, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpint (ask (store, "SELECT count(*) FROM person"), >, 10);
  jz_store_close (store);
}

/* Without the pages of the schema nothing is read, nothing made, and the file is called damaged. */
static void
test_salvage_no_schema (void)
{
  g_autoptr (JzStore) store = fresh_store ();
  g_autofree char *path = g_strdup (jz_store_get_path (store));
  g_autofree char *saved = g_strconcat (path, ".saved", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;
  gsize size;

  jz_store_close (store);
  g_file_get_contents (path, &content, &size, NULL);
  memset (content + 100, 0xa5, 4096 - 100);
  g_file_set_contents (path, content, (gssize) size, NULL);
  g_assert_null (jz_salvage_run (path, saved, &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_DAMAGED);
  g_assert_nonnull (strstr (error->message, "damaged"));
  g_assert_false (g_file_test (saved, G_FILE_TEST_EXISTS));
}

static void
test_history (void)
{
  g_autoptr (JzStore) store = fresh_store ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL, values = NULL;
  g_autoptr (JzConnection) reader = NULL;
  JzHistoryValue *value;
  gint64 second;

  write_sql (store, ADD_PLACE ("1"), -1);
  second = write_sql (store, "UPDATE place SET name = '改', changed = jz_operation()", -1);
  reader = jz_connection_open (jz_store_get_path (store), JZ_CONNECTION_READER, &error);
  rows = jz_history_read (reader, "place", 1, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 2);
  values = jz_history_values (reader, second, "place", 1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (values->len, ==, 1);
  value = g_ptr_array_index (values, 0);
  g_assert_cmpstr (value->column, ==, "name");
  g_assert_cmpstr (value->before, ==, "室1");
  g_assert_cmpstr (value->after, ==, "改");
  g_clear_pointer (&reader, jz_connection_close);
  jz_store_close (store);
}

static void
count_cb (JzStore *store, gint64 operation, gpointer data)
{
  *(gint64 *) data = operation;
}

static void
test_changed_signal (void)
{
  g_autoptr (JzStore) store = fresh_store ();
  gint64 told = 0;

  g_signal_connect (store, "changed", G_CALLBACK (count_cb), &told);
  write_sql (store, ADD_PLACE ("1"), -1);
  write_sql (store, ADD_PLACE ("2"), -1);
  while (told != 2)
    g_main_context_iteration (NULL, TRUE);
  jz_store_close (store);
}

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  jz_store_read_finish (JZ_STORE (source), result, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  *(gboolean *) data = TRUE;
}

static void
test_answers_after_close (void)
{
  g_autoptr (JzStore) store = fresh_store ();
  gboolean answered = FALSE;

  jz_store_close (store);
  jz_store_read (store, ask_cb, NULL, NULL, NULL, closed_cb, &answered);
  while (!answered)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
slow_cb (JzOperation *operation, gpointer data, GError **error)
{
  g_usleep (50000);
  return run_sql_cb (operation, data, error);
}

/* Nobody waits for the answer, and the store is let go while its own thread still works for it. */
static void
test_dropped (void)
{
  JzStore         *store = fresh_store ();
  g_autofree char *path = g_strdup (jz_store_get_path (store));
  g_autoptr (GError) error = NULL;
  g_autoptr (JzStore) again = NULL;

  jz_store_write (store, &write_action, &nobody, slow_cb, (gpointer) "INSERT INTO meta VALUES ('left', '1')", NULL, NULL, NULL, NULL);
  g_object_add_weak_pointer (G_OBJECT (store), (gpointer *) &store);
  g_object_unref (store);
  while (g_atomic_pointer_get (&store) != NULL)
    g_main_context_iteration (NULL, FALSE);
  again = jz_store_open (path, JZ_STORE_OPEN, 20, &error);
  g_assert_no_error (error);
  g_assert_cmpint (ask (again, "SELECT value FROM meta WHERE key = 'left'"), ==, 1);
  jz_store_close (again);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/atomic", test_atomic);
  g_test_add_func ("/store/undo", test_undo);
  g_test_add_func ("/store/undo-again", test_undo_again);
  g_test_add_func ("/store/guard", test_guard);
  g_test_add_func ("/store/permissions", test_permissions);
  g_test_add_func ("/store/check", test_check);
  g_test_add_func ("/store/open-refused", test_open_refused);
  g_test_add_func ("/store/foreign-trigger", test_foreign_trigger);
  g_test_add_func ("/store/lock", test_lock);
  g_test_add_func ("/store/backup", test_backup);
  g_test_add_func ("/store/backup-damaged", test_backup_damaged);
  g_test_add_func ("/store/rotation", test_rotation);
  g_test_add_func ("/store/salvage", test_salvage);
  g_test_add_func ("/store/salvage-no-schema", test_salvage_no_schema);
  g_test_add_func ("/store/history", test_history);
  g_test_add_func ("/store/changed", test_changed_signal);
  g_test_add_func ("/store/answers-after-close", test_answers_after_close);
  g_test_add_func ("/store/dropped", test_dropped);
  return g_test_run ();
}
