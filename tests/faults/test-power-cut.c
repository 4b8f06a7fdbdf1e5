/* power-cut: whatever the power does, what was acknowledged is there and nothing is there by halves.
 *
 * A week's work is recorded write by write; the disk is rebuilt at many points of it as it could be then
 * (support/cut-vfs.h), and the file must open, pass its deep check and hold every acknowledged operation. A disk
 * that lies about syncing must be found out by the same proof, else the proof proves nothing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support/cut-vfs.h"
#include "workload.h"

/* Rebuilds at @n_cuts points spread over the record; how many come out wrong. */
static guint
cut_all (Workload *workload, guint n_cuts, gint64 newest_before, char **first_wrong)
{
  guint wrong = 0, n_events = cut_vfs_n_events ();

  for (guint cut = 0; cut < n_cuts; cut++)
    {
      g_autofree char *folder = workload_make_folder ();
      g_autofree char *path = g_build_filename (folder, "school.jiaozhuang", NULL);
      guint            n = (guint) ((guint64) cut * n_events / n_cuts) + 1;
      gint64           newest = MAX (cut_vfs_acknowledged (n), newest_before);
      g_autofree char *said = NULL;

      cut_vfs_rebuild (n, cut * 2654435761u, folder);
      said = workload_prove (workload, path, newest, 1);
      if (said != NULL && wrong++ == 0)
        *first_wrong = g_strdup_printf ("cut %u of %u: %s", n, n_events, said);
      workload_remove_folder (folder);
    }
  return wrong;
}

static void
record (Workload *workload, gboolean lying)
{
  cut_vfs_record (workload->folder, lying);
  for (guint i = 0; i < workload_n_steps (); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 before = workload->newest;

      workload_run_step (workload, i, &error);
      g_assert_no_error (error);
      if (workload->newest != before)
        cut_vfs_acknowledge (workload->newest);
    }
  workload_close (workload);
  cut_vfs_stop ();
}

static void
test_power_cut (void)
{
  g_autoptr (Workload) workload = workload_new ();
  g_autofree char *why = NULL;
  guint n = workload_full () ? 2000 : 90;

  record (workload, FALSE);
  g_test_message ("%u events, %u cuts", cut_vfs_n_events (), n);
  if (cut_all (workload, n, 2, &why) != 0)
    g_error ("%s", why);
}

/* The same proof on a disk whose syncs do nothing. */
static void
test_lying_disk (void)
{
  g_autoptr (Workload) workload = workload_new ();
  g_autofree char *why = NULL;
  guint wrong;

  record (workload, TRUE);
  wrong = cut_all (workload, 30, 2, &why);
  g_test_message ("%u of 30 cuts lost something; %s", wrong, why);
  g_assert_cmpuint (wrong, >, 15);
}

/* From nothing: a file that is being made is refused or whole, and from the first acknowledged operation on it is
 * there. */
static void
test_creation (void)
{
  g_autofree char *folder = workload_make_folder (), *path = g_build_filename (folder, "school.jiaozhuang", NULL);
  g_autoptr (JzStore) store = NULL;
  guint refused = 0, n_cuts = workload_full () ? 400 : 40;
  gint64 operation;

  cut_vfs_record (folder, FALSE);
  store = jz_store_open (path, JZ_STORE_CREATE, 0, NULL);
  g_assert_nonnull (store);
  operation = fixture_write (store, &jz_action_init, fixture_start_cb, NULL);
  cut_vfs_acknowledge (operation);
  for (guint i = 0; i < n_cuts; i++)
    {
      g_autofree char   *place = workload_make_folder (), *cut = g_build_filename (place, "school.jiaozhuang", NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (JzStore) again = NULL;
      guint              n = cut_vfs_n_events () - i * cut_vfs_n_events () / n_cuts;

      cut_vfs_rebuild (n, i, place);
      again = jz_store_open (cut, JZ_STORE_OPEN, 0, &error);
      if (again == NULL)
        {
          refused++;
          g_test_message ("%u: %s", n, error->message);
          g_assert_cmpint (cut_vfs_acknowledged (n), ==, 0);
          g_assert_true (jz_error_is_file (error));
        }
      else
        {
          fixture_check (again);
          jz_store_close (again);
        }
      workload_remove_folder (place);
    }
  g_test_message ("%u of %u refused", refused, n_cuts);
  g_assert_cmpuint (refused, <, n_cuts);
  jz_store_close (store);
  cut_vfs_stop ();
  workload_remove_folder (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_setenv ("JIAOZHUANG_TODAY", "2026-11-22", TRUE);
  cut_vfs_register ();
  g_test_add_func ("/power-cut/work", test_power_cut);
  g_test_add_func ("/power-cut/lying-disk", test_lying_disk);
  g_test_add_func ("/power-cut/creation", test_creation);
  return g_test_run ();
}
