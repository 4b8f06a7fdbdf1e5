/* kill: a process that is working on the file dies at any moment (kill -9). What it was told is done is there, the lock is
 * gone with it, and the next opening works.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <signal.h>

#include "jz-backup.h"
#include "workload.h"

/* Notes what the dead child had been told. */
static guint
hear (Workload *workload, GSubprocess *child)
{
  guint n = 0;

  for (;;)
    {
      g_autofree char *line = workload_read_line (child);
      g_auto (GStrv)   parts = line != NULL ? g_strsplit (line, " ", 2) : NULL;
      gint64           operation;

      if (parts == NULL)
        return n;
      operation = g_ascii_strtoll (parts[0], NULL, 10);
      g_hash_table_insert (workload->acknowledged, g_memdup2 (&operation, sizeof operation), g_strdup (parts[1]));
      workload->newest = operation;
      n++;
    }
}

static void
backups_are_sound (const char *path)
{
  g_autoptr (GPtrArray) backups = jz_backup_list (path);

  for (guint i = 0; i < backups->len; i++)
    {
      JzBackup *backup = g_ptr_array_index (backups, i);
      g_autofree char   *place = workload_make_folder (), *to = g_build_filename (place, "restored", NULL);
      g_autoptr (GError) error = NULL;

      jz_backup_restore (to, backup->path, NULL, &error);
      g_assert_no_error (error);
      workload_remove_folder (place);
    }
}

static void
test_kill (void)
{
  g_autoptr (Workload) workload = workload_new ();
  guint n = workload_full () ? 300 : 30, told = 0;

  workload->newest = 2;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GSubprocess) child = workload_spawn (NULL, NULL, "work", workload->path);
      g_autofree char *said = NULL;

      g_usleep ((gulong) g_test_rand_int_range (10000, 120000));
      g_subprocess_send_signal (child, SIGKILL);
      g_assert_true (g_subprocess_wait (child, NULL, NULL));
      if (!g_subprocess_get_if_signaled (child))
        {
          for (char *line = workload_read_line (child); line != NULL; line = workload_read_line (child))
            g_test_message ("%s", line);
          g_error ("the child ended by itself");
        }
      told += hear (workload, child);
      said = workload_prove (workload, workload->path, workload->newest, 1);
      if (said != NULL)
        g_error ("kill %u: %s", i, said);
      /* What it did but could not tell any more is as good as told. */
      g_assert_true (workload_open (workload, NULL));
      workload->newest = fixture_ask (workload->store, "SELECT max (id) FROM operation");
      workload_close (workload);
    }
  backups_are_sound (workload->path);
  g_test_message ("%u kills, %u operations acknowledged, %" G_GINT64_FORMAT " in the file", n, told, workload->newest);
  g_assert_cmpuint (told, >, n);
}

int
main (int argc, char *argv[])
{
  if (workload_is_child (argc, argv))
    return workload_child (argc, argv);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kill/work", test_kill);
  return g_test_run ();
}
