/* kill: a process that is working on the file dies at any moment (kill -9). What it was told is done is there, the lock is
 * gone with it, and the next opening works.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <signal.h>
#include <string.h>

#include "jz-backup.h"
#include "workload.h"

/* Notes up to @most of what the child says that it was told; of a dead one all that is left. */
static guint
hear (Workload *workload, GSubprocess *child, guint most)
{
  guint n;

  for (n = 0; n < most; n++)
    {
      g_autofree char *line = workload_read_line (child);
      g_auto (GStrv)   parts = line != NULL ? g_strsplit (line, " ", 2) : NULL;
      gint64           operation;

      if (parts == NULL)
        break;
      operation = g_ascii_strtoll (parts[0], NULL, 10);
      if (strlen (parts[1]) != 64)
        g_error ("the child can't work: %s", line);
      g_hash_table_insert (workload->acknowledged, g_memdup2 (&operation, sizeof operation), g_strdup (parts[1]));
      workload->newest = operation;
    }
  return n;
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

      /* Every fourth dies while it opens the file, the others in the middle of their work. */
      if (i % 4 != 0)
        told += hear (workload, child, (guint) g_test_rand_int_range (1, 12));
      g_usleep ((gulong) g_test_rand_int_range (0, 30000));
      g_subprocess_send_signal (child, SIGKILL);
      g_assert_true (g_subprocess_wait (child, NULL, NULL));
      g_assert_true (g_subprocess_get_if_signaled (child));
      told += hear (workload, child, G_MAXUINT);
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
