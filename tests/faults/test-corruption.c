/* corruption: bits flip, pages go, files are cut, and the wrong -wal lies beside the right file. Each is found, by
 * opening, check or check --deep, or does no harm; nothing crashes or hangs; a file that is refused stays as it is;
 * salvage gets the rest out.
 *
 * What nobody can see: a changed value in a row of an ordinary table (item.note, person.name where the search index does
 * not hold it, code.name, calendar_day.note …) that keeps the row's form, its CHECKs and its keys: SQLite keeps no
 * checksums, and only what is posted is under the journal's digests. Such flips are counted, and must not touch the
 * journal, a voucher or an entry. Nor can a damaged end of a -wal be told from a power cut: what stood there is lost,
 * and the state before it is whole.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "jz-salvage.h"
#include "support/cut-vfs.h"
#include "workload.h"

#define PAGE 4096

typedef enum { REFUSED, FOUND, HARMLESS, UNSEEN, N_VERDICTS } Verdict;

typedef struct
{
  Workload *work;    /* closed, with a week's work in it */
  guint8   *content; /* of its file */
  gsize     size;
  char     *dump;    /* of all rows, and of the posted ones */
  char     *posted;
  char     *folder;  /* for the damaged one */
  char     *path;
  guint     verdicts[N_VERDICTS];
  guint     salvaged, unsalvageable;
} Matrix;

static void
matrix_make (Matrix *self)
{
  g_autoptr (GError) error = NULL;

  *self = (Matrix){ .work = workload_new (), .folder = workload_make_folder () };
  self->path = g_build_filename (self->folder, "school.jiaozhuang", NULL);
  workload_run (self->work);
  self->dump = workload_dump (self->work->store, FALSE, &error);
  self->posted = workload_dump (self->work->store, TRUE, &error);
  g_assert_no_error (error);
  workload_close (self->work);
  g_assert_true (g_file_get_contents (self->work->path, (char **) &self->content, &self->size, NULL));
}

static void
matrix_clear (Matrix *self)
{
  g_test_message ("%u refused, %u found by check, %u harmless, %u unseen; %u salvaged, %u not", self->verdicts[REFUSED], self->verdicts[FOUND],
                  self->verdicts[HARMLESS], self->verdicts[UNSEEN], self->salvaged, self->unsalvageable);
  workload_free (self->work);
  workload_remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->path);
  g_free (self->content);
  g_free (self->dump);
  g_free (self->posted);
}

static void
put (Matrix *self, const char *suffix, const guint8 *content, gsize size)
{
  g_autofree char *path = g_strconcat (self->path, suffix, NULL);

  g_assert_true (g_file_set_contents_full (path, (const char *) content, (gssize) size, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

static void
clean (Matrix *self)
{
  workload_remove_folder (self->folder);
  g_mkdir (self->folder, 0700);
}

/* What a person would do with it next must not end badly either. */
static void
use (JzStore *store)
{
  jz_store_undo_sync (store, 0, &fixture_actor, NULL, NULL, NULL);
  jz_store_undo_sync (store, 4, &fixture_actor, NULL, NULL, NULL);
}

/* The line in which it begins, where the test's whole dump would be too much. */
static const char *
first_difference (const char *a, const char *b)
{
  g_auto (GStrv) lines = g_strsplit (a, "\n", -1);
  g_auto (GStrv) others = g_strsplit (b, "\n", -1);
  guint i = 0;

  while (lines[i] != NULL && others[i] != NULL && strcmp (lines[i], others[i]) == 0)
    i++;
  return g_intern_string (lines[i] != NULL ? lines[i] : "the end");
}

static Verdict
judge_open (Matrix *self, JzStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autofree char   *faults = workload_faults (store, &error), *dump = NULL, *posted = NULL;

  if (faults == NULL || faults[0] != '\0')
    return FOUND;
  dump = workload_dump (store, FALSE, &error);
  posted = workload_dump (store, TRUE, &error);
  g_assert_no_error (error);
  if (strcmp (dump, self->dump) == 0)
    return HARMLESS;
  if (strcmp (posted, self->posted) != 0)
    g_error ("what was posted has changed, and nothing saw it: %s", first_difference (posted, self->posted));
  return UNSEEN;
}

/* Opens the damaged file that was put; a hang ends the test. */
static Verdict
judge (Matrix *self)
{
  g_autoptr (GError)  error = NULL;
  g_autofree char    *before = NULL, *after = NULL;
  g_autoptr (JzStore) store = NULL;
  gsize   before_size, after_size;
  Verdict verdict = REFUSED;

  alarm (60);
  g_assert_true (g_file_get_contents (self->path, &before, &before_size, NULL));
  store = jz_store_open (self->path, JZ_STORE_OPEN, 0, &error);
  if (store != NULL)
    {
      jz_store_set_undo_hook (store, jz_posting_undo);
      verdict = judge_open (self, store);
      use (store);
      jz_store_close (store);
    }
  else
    {
      if (!jz_error_is_file (error))
        g_error ("refused with %s %d: %s", g_quark_to_string (error->domain), error->code, error->message);
      g_assert_true (g_file_get_contents (self->path, &after, &after_size, NULL));
      g_assert_cmpmem (before, before_size, after, after_size);
    }
  self->verdicts[verdict]++;
  alarm (0);
  return verdict;
}

/* Of a file with one bad page most rows come out, and what comes out is a school file. */
static void
salvage (Matrix *self)
{
  g_autofree char      *saved = g_strconcat (self->path, ".saved", NULL);
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (JzStore)   store = NULL;
  g_autoptr (GError)    error = NULL;
  gint64 copied = 0;

  alarm (60);
  results = jz_salvage_run (self->path, saved, &error);
  alarm (0);
  if (results == NULL)
    {
      g_assert_true (error->domain == JZ_ERROR);
      g_assert_false (g_file_test (saved, G_FILE_TEST_EXISTS));
      self->unsalvageable++;
      return;
    }
  for (guint i = 0; i < results->len; i++)
    copied += ((JzSalvaged *) g_ptr_array_index (results, i))->copied;
  store = jz_store_open (saved, JZ_STORE_OPEN, 0, &error);
  g_assert_no_error (error);
  jz_store_close (store);
  g_assert_cmpint (copied, >, 300);
  self->salvaged++;
}

/* Most of a page of a small file is empty: mostly what is not. */
static gsize
busy_byte (Matrix *self, gsize page)
{
  gsize at = 0;

  for (guint try = 0; try < 50; try++)
    {
      at = page * PAGE + (gsize) g_test_rand_int_range (0, PAGE);
      if (self->content[at] != 0)
        break;
    }
  return at;
}

static void
test_bits (void)
{
  Matrix self;
  guint  rounds = workload_full () ? 20 : 1;
  gsize  step = workload_full () ? 1 : 3;

  matrix_make (&self);
  for (gsize page = (gsize) g_test_rand_int_range (0, (gint32) step); page < self.size / PAGE; page += step)
    for (guint i = 0; i < rounds; i++)
      {
        gsize  at = busy_byte (&self, page);
        guint8 bit = (guint8) (1 << g_test_rand_int_range (0, 8));

        self.content[at] ^= bit;
        put (&self, "", self.content, self.size);
        judge (&self);
        self.content[at] ^= bit;
        clean (&self);
      }
  g_assert_cmpuint (self.verdicts[REFUSED] + self.verdicts[FOUND], >, 0);
  matrix_clear (&self);
}

typedef void (*SpoilFunc) (guint8 *content, gsize size, gsize page);

static void
spoil_zero (guint8 *content, gsize size, gsize page)
{
  memset (content + page * PAGE, 0, PAGE);
}

static void
spoil_garbage (guint8 *content, gsize size, gsize page)
{
  for (gsize i = 0; i < PAGE; i++)
    content[page * PAGE + i] = (guint8) g_test_rand_int ();
}

static void
spoil_swap (guint8 *content, gsize size, gsize page)
{
  guint8 kept[PAGE];
  gsize  other = (gsize) g_test_rand_int_range (0, (gint32) (size / PAGE));

  memcpy (kept, content + page * PAGE, PAGE);
  memcpy (content + page * PAGE, content + other * PAGE, PAGE);
  memcpy (content + other * PAGE, kept, PAGE);
}

static void
spoil_sector (guint8 *content, gsize size, gsize page)
{
  memset (content + page * PAGE + 512 * (gsize) g_test_rand_int_range (0, PAGE / 512), 0xff, 512);
}

static void
test_pages (void)
{
  static const SpoilFunc spoils[] = { spoil_zero, spoil_garbage, spoil_swap, spoil_sector };
  Matrix self;
  guint  n = 0;

  matrix_make (&self);
  for (gsize page = 0; page < self.size / PAGE; page++)
    for (gsize i = 0; i < G_N_ELEMENTS (spoils); i++)
      {
        g_autofree guint8 *content = g_memdup2 (self.content, self.size);
        Verdict            verdict;

        if (!workload_full () && (page + i) % 7 != 0)
          continue;
        spoils[i] (content, self.size, page);
        put (&self, "", content, self.size);
        verdict = judge (&self);
        if ((verdict == FOUND || verdict == REFUSED) && (workload_full () || n++ % 3 == 0))
          {
            clean (&self);
            put (&self, "", content, self.size);
            salvage (&self);
          }
        clean (&self);
      }
  /* What hits the schema itself is lost, and in so small a file that is a good part of it. */
  g_assert_cmpuint (self.salvaged, >, 2 * self.unsalvageable);
  matrix_clear (&self);
}

static void
test_truncation (void)
{
  Matrix self;

  matrix_make (&self);
  for (gsize size = 0; size < self.size; size += workload_full () ? PAGE / 2 : 13 * PAGE / 2)
    {
      put (&self, "", self.content, size);
      g_assert_cmpint (judge (&self), !=, UNSEEN);
      clean (&self);
    }
  g_assert_cmpuint (self.verdicts[HARMLESS], ==, 0);
  matrix_clear (&self);
}

static void
test_header (void)
{
  Matrix self;

  matrix_make (&self);
  for (gsize at = 0; at < 100; at++)
    for (guint bit = workload_full () ? 0 : at % 8; bit < 8; bit += workload_full () ? 1 : 8)
      {
        g_autofree guint8 *content = g_memdup2 (self.content, self.size);

        content[at] ^= (guint8) (1 << bit);
        put (&self, "", content, self.size);
        g_assert_cmpint (judge (&self), !=, UNSEEN);
        clean (&self);
      }
  matrix_clear (&self);
}

/* The file and its -wal as a process that died leaves them. */
static void
take_alive (Workload *work, guint step, guint8 **file, gsize *file_size, guint8 **wal, gsize *wal_size)
{
  g_autofree char   *wal_path = g_strconcat (work->path, "-wal", NULL);
  g_autoptr (GError) error = NULL;

  if (work->store == NULL)
    workload_open (work, &error);
  workload_run_step (work, step, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (work->path, (char **) file, file_size, NULL));
  g_assert_true (g_file_get_contents (wal_path, (char **) wal, wal_size, NULL));
  g_assert_cmpuint (*wal_size, >, PAGE);
}

/* The -wal of another school, of the same school at another time, and no -wal at all. */
static void
test_wrong_wal (void)
{
  Matrix self;
  g_autoptr (Workload) other = NULL;
  g_autofree guint8   *later = NULL, *later_file = NULL, *foreign = NULL, *foreign_file = NULL;
  gsize later_size, later_file_size, foreign_size, foreign_file_size;
  const char *const garbage = "这不是日志";

  matrix_make (&self);
  other = workload_new ();
  take_alive (other, 1, &foreign_file, &foreign_file_size, &foreign, &foreign_size);
  put (&self, "", self.content, self.size);
  put (&self, "-wal", foreign, foreign_size);
  g_assert_cmpint (judge (&self), !=, UNSEEN);
  clean (&self);
  /* A session later than the file: the file was put back from a copy and the -wal stayed. */
  g_assert_true (workload_open (self.work, NULL));
  for (guint step = 1; step < 8; step++)
    workload_run_step (self.work, step, NULL);
  workload_close (self.work);
  take_alive (self.work, 7, &later_file, &later_file_size, &later, &later_size);
  put (&self, "", self.content, self.size);
  put (&self, "-wal", later, later_size);
  g_assert_true (judge (&self) <= FOUND);
  clean (&self);
  put (&self, "", self.content, self.size);
  put (&self, "-wal", (const guint8 *) garbage, strlen (garbage));
  g_assert_cmpint (judge (&self), ==, HARMLESS);
  clean (&self);
  put (&self, "", self.content, self.size);
  put (&self, "-wal", (const guint8 *) "", 0);
  put (&self, "-shm", (const guint8 *) garbage, strlen (garbage));
  g_assert_cmpint (judge (&self), ==, HARMLESS);
  clean (&self);
  matrix_clear (&self);
}

/* Its own -wal, with damage: the state up to the damage, whole; with a broken -shm: all of it. */
static void
test_own_wal (void)
{
  Matrix self;
  g_autofree guint8 *file = NULL, *wal = NULL, *shm = g_malloc (32768);
  g_autofree char   *all = NULL;
  gsize file_size, wal_size;
  guint whole = 0;

  matrix_make (&self);
  g_assert_true (workload_open (self.work, NULL));
  for (guint step = 1; step < 8; step++)
    workload_run_step (self.work, step, NULL);
  take_alive (self.work, 7, &file, &file_size, &wal, &wal_size);
  all = workload_dump (self.work->store, TRUE, NULL);
  for (guint i = 0; i < (workload_full () ? 400 : 30); i++)
    {
      g_autofree guint8  *bad = g_memdup2 (wal, wal_size);
      g_autofree char    *dump = NULL, *faults = NULL;
      g_autoptr (JzStore) store = NULL;
      g_autoptr (GError)  error = NULL;
      gsize               at = (gsize) g_test_rand_int_range (0, (gint32) wal_size);

      alarm (60);
      bad[at] ^= 0x10;
      for (gsize b = 0; b < 32768; b++)
        shm[b] = (guint8) g_test_rand_int ();
      put (&self, "", file, file_size);
      put (&self, "-wal", i == 0 ? wal : bad, i % 3 == 2 ? at : wal_size);
      put (&self, "-shm", shm, 32768);
      store = jz_store_open (self.path, JZ_STORE_OPEN, 0, &error);
      g_assert_no_error (error);
      faults = workload_faults (store, &error);
      g_assert_cmpstr (faults, ==, "");
      dump = workload_dump (store, TRUE, &error);
      whole += strcmp (dump, all) == 0;
      if (i == 0)
        g_assert_cmpstr (dump, ==, all);
      jz_store_close (store);
      clean (&self);
      alarm (0);
    }
  g_test_message ("%u whole", whole);
  matrix_clear (&self);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  cut_vfs_register (); /* spares the disk: the power stays on here */
  g_test_add_func ("/corruption/bits", test_bits);
  g_test_add_func ("/corruption/pages", test_pages);
  g_test_add_func ("/corruption/truncation", test_truncation);
  g_test_add_func ("/corruption/header", test_header);
  g_test_add_func ("/corruption/wrong-wal", test_wrong_wal);
  g_test_add_func ("/corruption/own-wal", test_own_wal);
  return g_test_run ();
}
