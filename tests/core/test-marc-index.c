/* marc-index: the index of a large file is made once, whoever asks meanwhile; who asks no more does not end it for others.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <locale.h>

#include "jz-bib.h"
#include "jz-error.h"
#include "jz-marc-index.h"
#include "jz-marc-iso2709.h"

#define RECORDS 3000
#define ISBN    "9787020002207"

typedef struct
{
  char   *folder, *path;
  GMutex  mutex;
  GCond   cond;
  int     passes; /* how often the file is read */
  gboolean begun, may_go_on;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (JzMarc)     record = jz_marc_new ();

  jz_marc_add (record, "001", "1", -1);
  jz_bib_write (record, JZ_BIB_ISBN, ISBN);
  jz_bib_write (record, JZ_BIB_TITLE, "活着");
  for (int i = 0; i < RECORDS; i++)
    jz_marc_iso2709_write (record, JZ_MARC_ENCODING_UTF_8, bytes, NULL);
  f->folder = g_dir_make_tmp ("jz-index-XXXXXX", NULL);
  f->path = g_build_filename (f->folder, "books.iso", NULL);
  g_file_set_contents (f->path, (const char *) bytes->data, bytes->len, NULL);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_unlink (f->path);
  g_rmdir (f->folder);
  g_free (f->path);
  g_free (f->folder);
}

/* The first thousand are read: stops there until it may go on. */
static void
progress_cb (guint done, gpointer data)
{
  Fixture *f = data;

  g_mutex_lock (&f->mutex);
  f->passes += !f->begun || done < RECORDS / 2;
  f->begun = TRUE;
  g_cond_broadcast (&f->cond);
  while (!f->may_go_on)
    g_cond_wait (&f->cond, &f->mutex);
  g_mutex_unlock (&f->mutex);
}

static gpointer
open_cb (gpointer data)
{
  Fixture               *f = data;
  g_autoptr (GError)     error = NULL;
  g_autoptr (JzMarcIndex) index = jz_marc_index_open (f->path, JZ_MARC_ENCODING_AUTO, progress_cb, f, NULL, &error);

  g_assert_no_error (error);
  return GSIZE_TO_POINTER (jz_marc_index_size (index));
}

static void
test_once (Fixture *f, gconstpointer data)
{
  g_autoptr (GError)       error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GThread                 *first = g_thread_new ("first", open_cb, f), *second;
  guint                    records;

  g_mutex_lock (&f->mutex);
  while (!f->begun)
    g_cond_wait (&f->cond, &f->mutex);
  g_mutex_unlock (&f->mutex);
  second = g_thread_new ("second", open_cb, f);
  g_assert_true (jz_marc_index_is_made (f->path, &records));
  g_assert_cmpuint (records, >, 0);
  g_assert_false (jz_marc_index_is_made ("/another", &records));
  g_cancellable_cancel (cancellable);
  g_assert_null (jz_marc_index_open (f->path, JZ_MARC_ENCODING_AUTO, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_mutex_lock (&f->mutex);
  f->may_go_on = TRUE;
  g_cond_broadcast (&f->cond);
  g_mutex_unlock (&f->mutex);
  g_assert_cmpuint (GPOINTER_TO_SIZE (g_thread_join (first)), ==, RECORDS);
  g_assert_cmpuint (GPOINTER_TO_SIZE (g_thread_join (second)), ==, RECORDS);
  g_assert_cmpint (f->passes, ==, 1);
  g_assert_false (jz_marc_index_is_made (f->path, &records));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/marc-index/once", Fixture, NULL, set_up, test_once, tear_down);
  return g_test_run ();
}
