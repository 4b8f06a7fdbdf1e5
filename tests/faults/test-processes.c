/* processes: who else has the file, where it lies, and what the clock says.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "jz-backup.h"
#include "jz-history.h"
#include "workload.h"

/* A child that has the file open. */
static GSubprocess *
hold (Workload *work)
{
  GSubprocess     *child = workload_spawn (NULL, NULL, "hold", work->path);
  g_autofree char *line = workload_read_line (child);

  g_assert_cmpstr (line, ==, "open");
  return child;
}

static void
test_second_is_refused (void)
{
  g_autoptr (Workload)    work = workload_new ();
  g_autoptr (GSubprocess) child = hold (work);
  g_autofree char        *who = g_strdup_printf ("%s@%s %s", g_get_user_name (), g_get_host_name (), g_subprocess_get_identifier (child));
  g_autoptr (GError)      error = NULL;

  g_assert_null (jz_store_open (work->path, JZ_STORE_OPEN, 0, &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_LOCKED);
  g_assert_nonnull (strstr (error->message, who));
  g_clear_error (&error);
  g_assert_null (jz_store_open (work->path, JZ_STORE_OPEN, 0.3, &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_LOCKED);
  g_output_stream_close (g_subprocess_get_stdin_pipe (child), NULL, NULL);
  g_assert_true (g_subprocess_wait (child, NULL, NULL));
  g_clear_error (&error);
  g_assert_true (workload_open (work, &error));
}

static gpointer
let_go (gpointer child)
{
  g_usleep (300000);
  g_output_stream_close (g_subprocess_get_stdin_pipe (child), NULL, NULL);
  return NULL;
}

static void
test_waits (void)
{
  g_autoptr (Workload)    work = workload_new ();
  g_autoptr (GSubprocess) child = hold (work);
  g_autoptr (GError)      error = NULL;
  GThread                *thread = g_thread_new ("let-go", let_go, child);

  work->store = jz_store_open (work->path, JZ_STORE_OPEN, 30, &error);
  g_assert_no_error (error);
  g_thread_join (thread);
  g_assert_true (g_subprocess_wait (child, NULL, NULL));
}

/* A lock file that somebody left: killed, another computer, a person's text. */
static void
test_left_lock (void)
{
  static const char *const lines[] = { "wang@office 999999\n", "", "wang@elsewhere 1\n", "\xff\xfe\x00", "别删这个文件" };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (Workload) work = workload_new ();
      g_autofree char     *lock = g_strconcat (work->path, ".lock", NULL);
      g_autoptr (GError)   error = NULL;

      g_assert_true (g_file_set_contents (lock, lines[i], -1, NULL));
      workload_open (work, &error);
      g_assert_no_error (error);
    }
}

/* Two that make the same new file: one makes it, the other is told that it is there. */
static gpointer
create (gpointer path)
{
  g_autoptr (GError)  error = NULL;
  g_autoptr (JzStore) store = jz_store_open (path, JZ_STORE_CREATE, 20, &error);

  if (store != NULL)
    jz_store_close (store);
  else
    g_assert_error (error, JZ_ERROR, JZ_ERROR_CONFLICT);
  return GINT_TO_POINTER (store != NULL);
}

static void
test_two_makers (void)
{
  for (guint i = 0; i < 10; i++)
    {
      g_autofree char *folder = workload_make_folder (), *path = g_build_filename (folder, "new.jiaozhuang", NULL);
      GThread         *threads[3];
      int              made = 0;

      for (gsize t = 0; t < G_N_ELEMENTS (threads); t++)
        threads[t] = g_thread_new ("maker", create, path);
      for (gsize t = 0; t < G_N_ELEMENTS (threads); t++)
        made += GPOINTER_TO_INT (g_thread_join (threads[t]));
      g_assert_cmpint (made, ==, 1);
      workload_remove_folder (folder);
    }
}

/* The file is removed while a second waits for it: there is nothing to open then. */
static void
test_gone_while_waiting (void)
{
  g_autoptr (Workload)    work = workload_new ();
  g_autoptr (GSubprocess) child = hold (work);
  g_autoptr (GError)      error = NULL;
  GThread                *thread = g_thread_new ("let-go", let_go, child);

  g_usleep (50000);
  g_unlink (work->path);
  g_assert_null (jz_store_open (work->path, JZ_STORE_OPEN, 30, &error));
  g_assert_true (g_error_matches (error, JZ_ERROR, JZ_ERROR_NO_FILE) || g_error_matches (error, JZ_ERROR, JZ_ERROR_LOCKED));
  g_thread_join (thread);
  g_assert_true (g_subprocess_wait (child, NULL, NULL));
}

/* The clock. */

static gboolean
history_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  *(GPtrArray **) data = jz_history_read (connection, NULL, 0, 100, error);
  return *(GPtrArray **) data != NULL;
}

static gboolean
backup_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return jz_backup_make (connection, NULL, "asked", data, error);
}

static void
run (Workload *work, guint step)
{
  g_autoptr (GError) error = NULL;

  workload_run_step (work, step, &error);
  g_assert_no_error (error);
}

static void
test_clock_set_back (void)
{
  g_autoptr (Workload)  work = workload_new ();
  g_autoptr (GPtrArray) rows = NULL, backups = NULL;
  g_autoptr (JzBackup)  first = NULL, second = NULL;
  g_autoptr (GError)    error = NULL;
  g_autofree char      *faults = NULL;
  gint64                now, before;

  g_assert_true (workload_open (work, NULL));
  run (work, 1); /* receive */
  g_assert_true (jz_store_work_sync (work->store, backup_cb, &first, NULL, NULL));
  g_setenv ("JIAOZHUANG_TODAY", "2024-11-20", TRUE);
  before = fixture_ask (work->store, "SELECT count(*) FROM balance WHERE quantity > 0");
  run (work, 3); /* issue */
  run (work, 5); /* undo it */
  now = fixture_ask (work->store, "SELECT count(*) FROM balance WHERE quantity > 0");
  g_assert_cmpint (now, ==, before);
  run (work, 6); /* edit */
  g_assert_true (jz_store_work_sync (work->store, backup_cb, &second, NULL, NULL));
  g_setenv ("JIAOZHUANG_TODAY", "2026-11-22", TRUE);
  run (work, 7);
  g_assert_true (jz_store_read_sync (work->store, history_cb, &rows, NULL, NULL));
  for (guint i = 1; i < rows->len; i++)
    g_assert_cmpint (((JzHistoryRow *) g_ptr_array_index (rows, i - 1))->operation, ==, ((JzHistoryRow *) g_ptr_array_index (rows, i))->operation + 1);
  faults = workload_faults (work->store, &error);
  g_assert_cmpstr (faults, ==, "");
  /* No copy was thinned out for looking old or coming from the future. */
  backups = jz_backup_list (work->path);
  g_assert_cmpuint (backups->len, ==, 2);
}

/* A computer whose battery is empty begins in 1970. */
static void
test_clock_from_nothing (void)
{
  g_autoptr (Workload) work = workload_new ();
  g_autofree char     *faketime = g_find_program_in_path ("faketime"), *answer = NULL, *faults = NULL;
  const char *const    prefix[] = { "faketime", "1970-01-02 08:00:00", NULL };
  g_auto (GStrv)       environment = g_environ_unsetenv (g_get_environ (), "JIAOZHUANG_TODAY");
  g_autoptr (GError)   error = NULL;

  if (faketime == NULL)
    {
      g_test_skip ("faketime is not installed");
      return;
    }
  environment = g_environ_setenv (environment, "ASAN_OPTIONS", "verify_asan_link_order=0", TRUE); /* both want to be loaded first */
  answer = workload_answer (prefix, environment, "open", work->path);
  g_assert_cmpstr (answer, ==, "open");
  workload_open (work, &error);
  g_assert_no_error (error);
  faults = workload_faults (work->store, &error);
  g_assert_cmpstr (faults, ==, "");
}

/* Network shares. */

static guint
n_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
test_network_share (void)
{
  static const struct { const char *name, *magic; gboolean refused; } kinds[] = {
    { "nfs", "6969", TRUE }, { "smb", "517b", TRUE }, { "smb2", "fe534d42", TRUE }, { "cifs", "ff534d42", TRUE }, { "fuse", "65735546", TRUE },
    { "9p", "1021997", TRUE }, { "ext4", "ef53", FALSE }, { "btrfs", "9123683e", FALSE }, { "tmpfs", "1021994", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (Workload) work = workload_new ();
      g_auto (GStrv)       environment = g_get_environ ();
      g_autofree char     *answer = NULL, *before = NULL, *after = NULL;
      gsize                before_size, after_size;

      environment = g_environ_setenv (environment, "LD_PRELOAD", FAKE_SHARE, TRUE);
      environment = g_environ_setenv (environment, "FAKE_SHARE", kinds[i].magic, TRUE);
      environment = g_environ_setenv (environment, "ASAN_OPTIONS", "verify_asan_link_order=0", TRUE);
      g_assert_true (g_file_get_contents (work->path, &before, &before_size, NULL));
      answer = workload_answer (NULL, environment, "open", work->path);
      g_test_message ("%s: %s", kinds[i].name, answer);
      if (kinds[i].refused)
        {
          g_assert_cmpint (atoi (answer), ==, JZ_ERROR_NETWORK_SHARE);
          g_assert_true (g_file_get_contents (work->path, &after, &after_size, NULL));
          g_assert_cmpmem (before, before_size, after, after_size);
          g_assert_cmpuint (n_files (work->folder), ==, 1);
        }
      else
        g_assert_cmpstr (answer, ==, "open");
    }
}

int
main (int argc, char *argv[])
{
  if (workload_is_child (argc, argv))
    return workload_child (argc, argv);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/processes/second-is-refused", test_second_is_refused);
  g_test_add_func ("/processes/waits", test_waits);
  g_test_add_func ("/processes/left-lock", test_left_lock);
  g_test_add_func ("/processes/two-makers", test_two_makers);
  g_test_add_func ("/processes/gone-while-waiting", test_gone_while_waiting);
  g_test_add_func ("/processes/clock-set-back", test_clock_set_back);
  g_test_add_func ("/processes/clock-from-nothing", test_clock_from_nothing);
  g_test_add_func ("/processes/network-share", test_network_share);
  return g_test_run ();
}
