/* disk-full: a real disk without room, at each place where the program writes. The message says that the disk is full;
 * nothing is lost; with room again the work goes on.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "jz-backup.h"
#include "jz-sheet-writer.h"
#include "support/own-mounts.h"
#include "workload.h"

/* A disk of 3 MB with a school file on it. */
typedef struct
{
  char     *folder;
  char     *filler;
  Workload *work;
} Disk;

static gboolean
skip (void)
{
  if (own_mounts_missing () != NULL)
    g_test_skip (own_mounts_missing ());
  return own_mounts_missing () != NULL;
}

static void
disk_make (Disk *disk)
{
  g_autoptr (Workload) base = workload_new ();
  g_autofree char     *path = NULL;

  disk->folder = workload_make_folder ();
  own_mounts_small_disk (disk->folder, 8192);
  disk->filler = g_build_filename (disk->folder, "filler", NULL);
  path = g_build_filename (disk->folder, "school.jiaozhuang", NULL);
  workload_copy_file (base->path, path);
  disk->work = workload_adopt (path);
}

static void
disk_clear (Disk *disk)
{
  workload_free (disk->work);
  own_mounts_remove (disk->folder);
  workload_remove_folder (disk->folder);
  g_free (disk->folder);
  g_free (disk->filler);
}

/* Leaves @pages × 4 KB of room. */
static void
disk_fill (Disk *disk, guint pages)
{
  static const char page[4096];
  int    file = open (disk->filler, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  gint64 size = 0;

  g_assert_cmpint (file, >=, 0);
  while (write (file, page, sizeof page) == sizeof page)
    size += sizeof page;
  g_assert_cmpint (ftruncate (file, MAX (0, size - (gint64) pages * 4096)), ==, 0);
  close (file);
}

static void
disk_empty (Disk *disk)
{
  g_unlink (disk->filler);
}

static void
says_full (const GError *error)
{
  g_assert_error (error, JZ_ERROR, JZ_ERROR_DISK_FULL);
  g_assert_nonnull (strstr (error->message, "the disk is full"));
}

/* Every step until the end: how many met the full disk. */
static guint
work_on (Workload *work)
{
  guint full = 0;

  for (guint i = 0; i < workload_n_steps (); i++)
    {
      g_autoptr (GError) error = NULL;

      if (workload_run_step (work, i, &error) || g_error_matches (error, JZ_ERROR, JZ_ERROR_INVALID) ||
          g_error_matches (error, JZ_ERROR, JZ_ERROR_CONFLICT) || g_error_matches (error, JZ_ERROR, JZ_ERROR_NOT_FOUND))
        continue;
      says_full (error);
      full++;
    }
  return full;
}

static void
prove (Workload *work)
{
  g_autofree char *said = NULL;

  workload_close (work);
  said = workload_prove (work, work->path, work->newest, 0);
  g_assert_cmpstr (said, ==, NULL);
}

static void
test_work (void)
{
  if (skip ())
    return;
  for (guint pages = 0; pages < 60; pages += workload_full () ? 1 : 7)
    {
      Disk  disk;
      guint full;

      disk_make (&disk);
      disk_fill (&disk, pages);
      full = work_on (disk.work);
      g_test_message ("%u pages of room: %u steps met a full disk", pages, full);
      g_assert_cmpuint (full, >, 0);
      disk_empty (&disk);
      g_assert_cmpuint (work_on (disk.work), ==, 0);
      prove (disk.work);
      disk_clear (&disk);
    }
}

static void
test_create (void)
{
  if (skip ())
    return;
  for (guint pages = 0; pages < 100; pages += workload_full () ? 1 : 9)
    {
      Disk disk;
      g_autofree char    *path = NULL;
      g_autoptr (GError)  error = NULL;
      g_autoptr (JzStore) store = NULL;

      disk_make (&disk);
      path = g_build_filename (disk.folder, "new.jiaozhuang", NULL);
      disk_fill (&disk, pages);
      g_assert_null (jz_store_open (path, JZ_STORE_CREATE, 0, &error));
      says_full (error);
      g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS)); /* a file that could not be made is not there */
      disk_empty (&disk);
      g_clear_error (&error);
      store = jz_store_open (path, JZ_STORE_CREATE, 0, &error);
      g_assert_no_error (error);
      jz_store_close (store);
      disk_clear (&disk);
    }
}

static gboolean
backup_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return jz_backup_make (connection, data, "asked", NULL, error);
}

static void
test_backup (void)
{
  Disk disk;
  g_autofree char *copy = NULL, *aside = NULL;
  g_autoptr (GPtrArray) backups = NULL;
  g_autoptr (GError)    error = NULL;

  if (skip ())
    return;
  disk_make (&disk);
  g_assert_true (workload_open (disk.work, &error));
  disk_fill (&disk, 30);
  g_assert_false (jz_store_work_sync (disk.work->store, backup_cb, NULL, NULL, &error));
  says_full (error);
  g_clear_error (&error);
  backups = jz_backup_list (disk.work->path);
  g_assert_cmpuint (backups->len, ==, 0);
  /* Restoring onto a full disk leaves the file where it is. */
  disk_empty (&disk);
  copy = g_build_filename (disk.folder, "copy.jiaozhuang", NULL);
  g_assert_true (jz_store_work_sync (disk.work->store, backup_cb, copy, NULL, &error));
  workload_close (disk.work);
  disk_fill (&disk, 20);
  g_assert_false (jz_backup_restore (disk.work->path, copy, &aside, &error));
  says_full (error);
  g_assert_null (aside);
  disk_empty (&disk);
  disk.work->newest = 2;
  prove (disk.work);
  disk_clear (&disk);
}

static void
test_migrate (void)
{
  Disk disk;
  g_autofree char *fixture = g_test_build_filename (G_TEST_DIST, "fixtures", "schema-0001.jiaozhuang", NULL), *path = NULL, *before = NULL, *after = NULL;
  g_autoptr (GError)  error = NULL;
  g_autoptr (JzStore) store = NULL;
  gsize before_size, after_size;

  if (skip ())
    return;
  disk_make (&disk);
  path = g_build_filename (disk.folder, "old.jiaozhuang", NULL);
  workload_copy_file (fixture, path);
  g_assert_true (g_file_get_contents (path, &before, &before_size, NULL));
  /* Without room for the backup nothing is begun; with little more it stops somewhere. */
  for (guint pages = 0; pages < 100 && store == NULL; pages += 10)
    {
      disk_fill (&disk, pages);
      store = jz_store_open (path, JZ_STORE_OPEN, 0, &error);
      if (store == NULL)
        says_full (error);
      g_clear_error (&error);
      disk_empty (&disk);
      if (pages > 30)
        continue;
      g_assert_true (g_file_get_contents (path, &after, &after_size, NULL));
      g_assert_cmpmem (before, before_size, after, after_size);
      g_clear_pointer (&after, g_free);
    }
  if (store != NULL)
    jz_store_close (store);
  g_clear_object (&store);
  store = jz_store_open (path, JZ_STORE_OPEN, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpint (fixture_ask (store, "SELECT count(*) FROM account WHERE name = '孙建国'"), ==, 1);
  jz_store_close (store);
  disk_clear (&disk);
}

static void
test_export (void)
{
  static const JzSheetFormat formats[] = { JZ_SHEET_FORMAT_XLSX, JZ_SHEET_FORMAT_CSV };
  static const JzSheetColumn columns[] = { { "品名", 0 } };
  Disk disk;

  if (skip ())
    return;
  disk_make (&disk);
  disk_fill (&disk, 2);
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char          *path = g_build_filename (disk.folder, i == 0 ? "list.xlsx" : "list.csv", NULL);
      g_autoptr (GError)        error = NULL;
      g_autoptr (JzSheetWriter) writer = jz_sheet_writer_new (path, formats[i], columns, 1, NULL, &error);

      for (guint row = 0; writer != NULL && error == NULL && row < 20000; row++)
        {
          g_autofree char *text = g_strdup_printf ("%u %u", g_test_rand_int (), g_test_rand_int ());

          jz_sheet_writer_text (writer, 0, text);
          jz_sheet_writer_end_row (writer, &error);
        }
      if (error == NULL)
        jz_sheet_writer_finish (writer, &error);
      g_assert_error (error, JZ_ERROR, JZ_ERROR_DISK_FULL);
      g_clear_pointer (&writer, jz_sheet_writer_free);
      g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
    }
  disk_clear (&disk);
}

/* A limit on the size of files, as administrators set it, is a full disk to whoever works. */
static void
test_limit (void)
{
  g_autoptr (Workload) work = workload_new ();
  struct rlimit before, small;
  GStatBuf      info;
  guint         full;

  work->newest = 2;
  signal (SIGXFSZ, SIG_IGN);
  getrlimit (RLIMIT_FSIZE, &before);
  g_assert_cmpint (g_stat (work->path, &info), ==, 0);
  small = before;
  small.rlim_cur = 100 * 1024;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  full = work_on (work);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_cmpuint (full, >, 0);
  g_assert_cmpuint (work_on (work), ==, 0);
  prove (work);
}

int
main (int argc, char *argv[])
{
  own_mounts_enter ();
  g_test_init (&argc, &argv, NULL);
  g_setenv ("JIAOZHUANG_TODAY", "2026-11-22", TRUE);
  g_test_add_func ("/disk-full/work", test_work);
  g_test_add_func ("/disk-full/create", test_create);
  g_test_add_func ("/disk-full/backup", test_backup);
  g_test_add_func ("/disk-full/migrate", test_migrate);
  g_test_add_func ("/disk-full/export", test_export);
  g_test_add_func ("/disk-full/limit", test_limit);
  return g_test_run ();
}
