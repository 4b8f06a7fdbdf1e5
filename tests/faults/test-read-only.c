/* read-only: places that can't be written, by the rights of a file, of its folder, or of the whole disk. The file is refused
 * with the reason and stays as it is; a copy there can still be read.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "support/own-mounts.h"
#include "workload.h"

#define READ_ONLY_CODE "12 " /* JZ_ERROR_READ_ONLY, as a child prints it */

G_STATIC_ASSERT (JZ_ERROR_READ_ONLY == 12);

/* Root may write anywhere: then somebody else has to try. */
static const char *const as_nobody[] = { "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", NULL };

static gboolean
can_be_refused (const char *const **prefix)
{
  g_autofree char *setpriv = g_find_program_in_path ("setpriv");

  *prefix = geteuid () == 0 ? as_nobody : NULL;
  if (geteuid () != 0 || setpriv != NULL)
    return TRUE;
  g_test_skip ("setpriv is not installed, and root may write anywhere");
  return FALSE;
}

static void
expect_refused (const char *const *prefix, const char *path)
{
  g_autofree char *before = NULL, *after = NULL, *answer = NULL;
  gsize before_size, after_size;

  g_assert_true (g_file_get_contents (path, &before, &before_size, NULL));
  answer = workload_answer (prefix, NULL, "open", path);
  g_test_message ("%s", answer);
  g_assert_true (g_str_has_prefix (answer, READ_ONLY_CODE));
  g_assert_true (g_file_get_contents (path, &after, &after_size, NULL));
  g_assert_cmpmem (before, before_size, after, after_size);
}

static void
test_file (void)
{
  g_autoptr (Workload) work = workload_new ();
  const char *const   *prefix;

  if (!can_be_refused (&prefix))
    return;
  g_chmod (work->folder, 0777);
  g_chmod (work->path, 0444);
  expect_refused (prefix, work->path);
}

static void
test_unreadable (void)
{
  g_autoptr (Workload) work = workload_new ();
  const char *const   *prefix;
  g_autofree char     *answer = NULL;

  if (!can_be_refused (&prefix))
    return;
  g_chmod (work->folder, 0777);
  g_chmod (work->path, 0000);
  answer = workload_answer (prefix, NULL, "open", work->path);
  g_assert_true (g_str_has_prefix (answer, READ_ONLY_CODE));
}

static void
test_folder (void)
{
  g_autoptr (Workload) work = workload_new ();
  const char *const   *prefix;
  g_autofree char     *answer = NULL;

  if (!can_be_refused (&prefix))
    return;
  g_chmod (work->path, 0666);
  g_chmod (work->folder, 0555);
  expect_refused (prefix, work->path);
  answer = workload_answer (prefix, NULL, "read", work->path);
  g_assert_cmpstr (answer, ==, "2");
  g_chmod (work->folder, 0700);
}

static void
test_disk (void)
{
  g_autoptr (Workload) work = workload_new ();
  g_autofree char     *disk = NULL, *path = NULL, *fresh = NULL, *answer = NULL;
  g_autoptr (GError)   error = NULL;

  if (own_mounts_missing () != NULL)
    {
      g_test_skip (own_mounts_missing ());
      return;
    }
  disk = workload_make_folder ();
  path = g_build_filename (disk, "school.jiaozhuang", NULL);
  fresh = g_build_filename (disk, "new.jiaozhuang", NULL);
  own_mounts_small_disk (disk, 4096);
  workload_copy_file (work->path, path);
  own_mounts_set_read_only (disk, TRUE);
  expect_refused (NULL, path);
  answer = workload_answer (NULL, NULL, "read", path);
  g_assert_cmpstr (answer, ==, "2");
  g_assert_null (jz_store_open (fresh, JZ_STORE_CREATE, 0, &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_READ_ONLY);
  own_mounts_remove (disk);
  workload_remove_folder (disk);
}

int
main (int argc, char *argv[])
{
  if (workload_is_child (argc, argv))
    return workload_child (argc, argv);
  own_mounts_enter ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/read-only/file", test_file);
  g_test_add_func ("/read-only/unreadable", test_unreadable);
  g_test_add_func ("/read-only/folder", test_folder);
  g_test_add_func ("/read-only/disk", test_disk);
  return g_test_run ();
}
