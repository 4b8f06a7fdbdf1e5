/* migrations: a file of every schema that ever was becomes one of today's, with a backup first and its data kept,
 * wherever it was interrupted.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "jz-backup.h"
#include "jz-migrate.h"
#include "support/cut-vfs.h"
#include "workload.h"

static char *
fixture_path (int version)
{
  g_autofree char *name = g_strdup_printf ("schema-%04d.jiaozhuang", version);

  return g_test_build_filename (G_TEST_DIST, "fixtures", name, NULL);
}

/* A copy of the fixture in a folder of its own. */
static char *
take_fixture (const char *folder, int version)
{
  g_autofree char *from = fixture_path (version);
  char            *to = g_build_filename (folder, "school.jiaozhuang", NULL);

  workload_copy_file (from, to);
  return to;
}

/* Fixtures are made when a schema is superseded; of the newest there may be one. */
static gboolean
has_fixture (int version)
{
  g_autofree char *path = fixture_path (version);

  if (version < jz_migrate_newest ())
    g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static const struct { int since; const char *sql; gint64 answer; } kept[] = {
  { 1, "SELECT count(*) FROM account JOIN account_role ON account_role.account = account.id WHERE name = '孙建国'", 1 },
  { 1, "SELECT count(*) FROM role_permission WHERE permission IN ('ledger', 'undo')", 2 },
  { 2, "SELECT count(*) FROM school WHERE name = '青溪实验学校'", 1 },
  { 2, "SELECT count(*) FROM place WHERE path = '物理一室'", 1 },
  { 2, "SELECT count(*) FROM person_search WHERE person_search MATCH '王芳'", 1 },
  { 3, "SELECT quantity FROM balance", 5 },
  { 3, "SELECT in_amount FROM turnover", 16665 },
  { 3, "SELECT count(*) FROM item WHERE name = '直流电流表'", 1 },
  { 7, "SELECT count(*) FROM purchase_request_line JOIN item ON item.id = purchase_request_line.item", 1 },
  { 8, "SELECT count(*) FROM repair JOIN damage ON damage.id = repair.damage", 1 },
  { 9, "SELECT count(*) FROM stocktake WHERE several = 'later'", 1 },
  { 10, "SELECT count(*) FROM network_note", 1 },
  { 11, "SELECT sum (amount) FROM spending", 12000 },
  { 11, "SELECT spent FROM budget_row WHERE budgeted", 12000 },
  { 14,
    "SELECT count (*) > 0 AND count (*) = (SELECT count (*) FROM copy) FROM copy JOIN title ON title.id = copy.title "
    "JOIN accession ON accession.id = copy.accession WHERE open = (accession.place IS NOT NULL)", 1 },
  { 16, "SELECT count(*) FROM accession WHERE open", 1 },
  { 15, "SELECT count(*) FROM lending JOIN reader ON reader.id = lending.reader", 2 },
  { 16, "SELECT count(*) FROM catalogue_rule WHERE prefix = 'B'", 1 },
};

static void
prove_kept (JzStore *store, int version)
{
  g_autoptr (GError) error = NULL;
  g_autofree char   *faults = workload_faults (store, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (faults, ==, "");
  g_assert_cmpint (fixture_ask (store, "PRAGMA user_version"), ==, jz_migrate_newest ());
  for (gsize i = 0; i < G_N_ELEMENTS (kept); i++)
    if (kept[i].since <= version)
      g_assert_cmpint (fixture_ask (store, kept[i].sql), ==, kept[i].answer);
}

static char *
schema_of (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JzConnection) connection = jz_connection_open (path, JZ_CONNECTION_READER, &error);
  char *text;

  g_assert_no_error (error);
  text = jz_connection_text (connection, &error, "SELECT group_concat (type || name || tbl_name || ifnull (sql, ''), char (10)) FROM "
                                                 "(SELECT * FROM sqlite_schema WHERE name NOT LIKE 'sqlite_stat%' ORDER BY type, name)", "");
  g_assert_no_error (error);
  return text;
}

static void
test_migrate (void)
{
  for (int version = 1; version <= jz_migrate_newest (); version++)
    {
      g_autofree char *folder = workload_make_folder (), *fresh = g_build_filename (folder, "fresh", NULL), *path = NULL;
      g_autofree char *migrated_schema = NULL, *fresh_schema = NULL;
      g_autoptr (GPtrArray) backups = NULL;
      g_autoptr (GError)    error = NULL;
      g_autoptr (JzStore)   store = NULL, other = NULL;

      if (!has_fixture (version))
        continue;
      path = take_fixture (folder, version);
      store = jz_store_open (path, JZ_STORE_OPEN, 0, &error);
      g_assert_no_error (error);
      prove_kept (store, version);
      jz_store_close (store);
      other = jz_store_open (fresh, JZ_STORE_CREATE, 0, &error);
      g_assert_no_error (error);
      jz_store_close (other);
      migrated_schema = schema_of (path);
      fresh_schema = schema_of (fresh);
      g_assert_cmpstr (migrated_schema, ==, fresh_schema);
      backups = jz_backup_list (path);
      g_assert_cmpuint (backups->len, ==, version < jz_migrate_newest () ? 1 : 0);
      if (backups->len > 0)
        {
          JzBackup *backup = g_ptr_array_index (backups, 0);
          g_autoptr (JzConnection) copy = jz_connection_open (backup->path, JZ_CONNECTION_IMMUTABLE, &error);
          gint64 of = 0;

          g_assert_no_error (error);
          g_assert_cmpstr (backup->why, ==, "migrate");
          g_assert_true (jz_connection_number (copy, &of, 0, &error, "PRAGMA user_version", ""));
          g_assert_cmpint (of, ==, version);
        }
      workload_remove_folder (folder);
    }
}

/* Stopped after any step: the next opening does the rest. */
static void
test_between_steps (void)
{
  for (int stop = 2; stop < jz_migrate_newest (); stop++)
    {
      g_autofree char *folder = workload_make_folder (), *path = take_fixture (folder, 1);
      g_autoptr (GError)       error = NULL;
      g_autoptr (JzConnection) connection = jz_connection_open (path, JZ_CONNECTION_WRITER, &error);
      g_autoptr (JzStore)      store = NULL;

      g_assert_no_error (error);
      g_assert_true (jz_migrate_trust (connection, &error) && jz_connection_begin_writing (connection, &error) && jz_migrate_to (connection, stop, &error));
      g_clear_pointer (&connection, jz_connection_close);
      store = jz_store_open (path, JZ_STORE_OPEN, 0, &error);
      g_assert_no_error (error);
      prove_kept (store, 1);
      jz_store_close (store);
      workload_remove_folder (folder);
    }
}

/* kill -9 in the middle. */
static void
test_killed (void)
{
  guint n = workload_full () ? 100 : 10, late = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *folder = workload_make_folder (), *path = take_fixture (folder, 1), *line = NULL;
      g_autoptr (GSubprocess) child = workload_spawn (NULL, NULL, "open", path);
      g_autoptr (GError)      error = NULL;
      g_autoptr (JzStore)     store = NULL;

      g_usleep ((gulong) g_test_rand_int_range (0, 40000));
      g_subprocess_force_exit (child);
      g_assert_true (g_subprocess_wait (child, NULL, NULL));
      line = workload_read_line (child);
      late += line != NULL;
      store = jz_store_open (path, JZ_STORE_OPEN, 0, &error);
      g_assert_no_error (error);
      prove_kept (store, 1);
      jz_store_close (store);
      workload_remove_folder (folder);
    }
  g_test_message ("%u of %u had ended before they were killed", late, n);
}

/* The power goes in the middle. */
static void
test_power_cut (void)
{
  g_autofree char *folder = workload_make_folder (), *path = take_fixture (folder, 1);
  g_autoptr (GError)  error = NULL;
  g_autoptr (JzStore) store = NULL;
  guint n = workload_full () ? 400 : 40, n_events;

  cut_vfs_record (folder, FALSE);
  store = jz_store_open (path, JZ_STORE_OPEN, 0, &error);
  g_assert_no_error (error);
  jz_store_close (store);
  cut_vfs_stop ();
  n_events = cut_vfs_n_events ();
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *place = workload_make_folder (), *cut = g_build_filename (place, "school.jiaozhuang", NULL);
      g_autoptr (JzStore) again = NULL;

      cut_vfs_rebuild (1 + i * n_events / n, i, place);
      again = jz_store_open (cut, JZ_STORE_OPEN, 0, &error);
      g_assert_no_error (error);
      prove_kept (again, 1);
      jz_store_close (again);
      workload_remove_folder (place);
    }
  workload_remove_folder (folder);
}

/* No room for the backup: nothing is begun. */
static void
test_no_backup (void)
{
  g_autofree char *folder = workload_make_folder (), *path = take_fixture (folder, 1), *backups = g_strconcat (path, ".backups", NULL);
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (GError) error = NULL;
  gsize before_size, after_size;

  g_assert_true (g_file_set_contents (backups, "in the way", -1, NULL));
  g_assert_true (g_file_get_contents (path, &before, &before_size, NULL));
  g_assert_null (jz_store_open (path, JZ_STORE_OPEN, 0, &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_READ_ONLY);
  g_assert_true (g_file_get_contents (path, &after, &after_size, NULL));
  g_assert_cmpmem (before, before_size, after, after_size);
  workload_remove_folder (folder);
}

int
main (int argc, char *argv[])
{
  if (workload_is_child (argc, argv))
    return workload_child (argc, argv);
  g_test_init (&argc, &argv, NULL);
  cut_vfs_register ();
  g_setenv ("JIAOZHUANG_TODAY", "2026-11-22", TRUE);
  g_test_add_func ("/migrations/every-schema", test_migrate);
  g_test_add_func ("/migrations/between-steps", test_between_steps);
  g_test_add_func ("/migrations/killed", test_killed);
  g_test_add_func ("/migrations/power-cut", test_power_cut);
  g_test_add_func ("/migrations/no-backup", test_no_backup);
  return g_test_run ();
}
