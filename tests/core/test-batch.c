/* batch: operations that come into a file together or not at all, with a time and uuids of their own.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "jz-source.h"
#include "support/school-fixture.h"

static const JzAction write_action = { "test.write", "test" };

static JzStore *
empty_file (void)
{
  g_autofree char *dir = g_dir_make_tmp ("jz-batch-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (dir, "s.jiaozhuang", NULL);
  g_autoptr (GError) error = NULL;
  JzStore *store = jz_store_open (path, JZ_STORE_CREATE, 0, &error);

  g_assert_no_error (error);
  return store;
}

static gboolean
write_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_connection_exec (jz_operation_get_connection (operation), "INSERT INTO meta VALUES ('four', '4')", error);
}

typedef struct
{
  gboolean  keep;
  JzSource *source;
} Batch;

static gboolean
one_of_batch (JzConnection *connection, const char *sql, gint64 *id)
{
  g_autoptr (JzOperation) operation = jz_operation_begin (connection, &write_action, &fixture_actor, NULL);

  return operation != NULL && jz_connection_exec (connection, sql, NULL) && jz_operation_commit (g_steal_pointer (&operation), id, NULL);
}

static gboolean
batch_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Batch *batch = data;
  gint64 first, third;

  jz_connection_set_source (connection, batch->source);
  g_assert_true (jz_batch_begin (connection, error));
  g_assert_true (one_of_batch (connection, "INSERT INTO meta VALUES ('one', '1')", &first));
  /* What fails inside goes alone, and takes no number. */
  g_assert_false (one_of_batch (connection, "INSERT INTO meta VALUES ('two', '2'); INSERT INTO meta VALUES ('one', 'again')", NULL));
  g_assert_true (one_of_batch (connection, "INSERT INTO meta VALUES ('three', '3')", &third));
  g_assert_cmpint (third, ==, first + 1);
  if (batch->keep)
    g_assert_true (jz_batch_commit (connection, error));
  else
    jz_batch_rollback (connection);
  jz_connection_set_source (connection, NULL);
  return TRUE;
}

static void
test_batch (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  JzSource source = { .today = jz_date_new (2020, 9, 1), .now = "2020-09-01T01:02:03Z", .random = random };
  g_autoptr (JzStore) store = empty_file ();
  Batch    lost = { FALSE, &source }, kept = { TRUE, &source };

  g_assert_true (jz_store_work_sync (store, batch_cb, &lost, NULL, NULL));
  g_assert_cmpint (fixture_ask (store, "SELECT count(*) FROM meta WHERE key IN ('one', 'two', 'three')"), ==, 0);
  g_assert_cmpint (fixture_ask (store, "SELECT count(*) FROM operation"), ==, 0);
  g_assert_true (jz_store_work_sync (store, batch_cb, &kept, NULL, NULL));
  g_assert_cmpint (fixture_ask (store, "SELECT count(*) FROM meta WHERE key IN ('one', 'two', 'three')"), ==, 2);
  g_assert_cmpint (fixture_ask (store, "SELECT count(*) FROM operation WHERE at = '2020-09-01T01:02:03Z'"), ==, 2);
  /* The store goes on as before, by the clock. */
  fixture_write (store, &write_action, write_cb, NULL);
  g_assert_cmpint (fixture_ask (store, "SELECT count(*) FROM operation WHERE at > '2021'"), ==, 1);
  jz_store_close (store);
}

static gboolean
source_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  JzSource         source = { .today = jz_date_new (2020, 9, 1), .random = g_rand_new_with_seed (5) };
  g_autofree char *free_one = jz_source_uuid (connection), *one = NULL, *two = NULL, *again = NULL;

  jz_connection_set_source (connection, &source);
  one = jz_source_uuid (connection);
  two = jz_source_uuid (connection);
  g_rand_set_seed (source.random, 5);
  again = jz_source_uuid (connection);
  g_assert_true (g_uuid_string_is_valid (free_one));
  g_assert_true (g_uuid_string_is_valid (one));
  g_assert_cmpint (one[14], ==, '4');
  g_assert_cmpstr (one, !=, two);
  g_assert_cmpstr (one, ==, again);
  g_assert_cmpint (jz_source_today (connection), ==, jz_date_new (2020, 9, 1));
  jz_connection_set_source (connection, NULL);
  g_assert_cmpint (jz_source_today (connection), ==, jz_date_today ());
  g_rand_free (source.random);
  return TRUE;
}

static void
test_source (void)
{
  g_autoptr (JzStore) store = empty_file ();

  g_assert_true (jz_store_work_sync (store, source_cb, NULL, NULL, NULL));
  jz_store_close (store);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/batch/together", test_batch);
  g_test_add_func ("/batch/source", test_source);
  return g_test_run ();
}
