/* package: what leaves the school is whole, signed and names nobody; what comes back changed is found.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "support/package-fixture.h"

typedef struct
{
  char        *folder, *zip, *key_path;
  JzStore     *store;
  JzKey       *key;
  JzPublicKey  public_key;
} Fixture;

static char *
in_folder (Fixture *f, const char *name)
{
  return g_build_filename (f->folder, name, NULL);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->folder = g_dir_make_tmp ("jz-package-XXXXXX", NULL);
  f->zip = in_folder (f, "good.zip");
  f->key_path = in_folder (f, "package.key");
  f->store = package_school ();
  jz_key_make (f->key_path, NULL, FALSE, &f->public_key, &error);
  g_assert_no_error (error);
  f->key = jz_key_load (f->key_path, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_object_unref (f->store);
  jz_key_free (f->key);
  g_free (f->folder);
  g_free (f->zip);
  g_free (f->key_path);
}

/* Runs a program that must succeed; its standard output. */
static char *
run (const char *const *argv)
{
  g_autoptr (GError) error = NULL;
  char *out = NULL;
  int   status;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, NULL, &status, &error);
  g_assert_no_error (error);
  if (status != 0)
    g_error ("%s failed", argv[0]);
  return out;
}

/* What verifying says: "ok", "fault KIND WHERE", or "refused". */
static char *
verdict (const char *path, const JzPublicKey *trusted, gboolean apart)
{
  g_autoptr (GPtrArray)     faults = NULL;
  g_autoptr (JzPackageInfo) info = NULL;
  g_autoptr (GError)        error = NULL;
  JzFault                  *first;

  if (!(apart ? jz_package_verify_apart : jz_package_verify) (path, trusted, NULL, NULL, NULL, &faults, &info, &error))
    {
      g_assert_error (error, JZ_ERROR, JZ_ERROR_REFUSED);
      return g_strdup ("refused");
    }
  if (faults->len == 0)
    return g_strdup ("ok");
  first = g_ptr_array_index (faults, 0);
  g_test_message ("%s: %s: %s: %s", path, first->kind, first->where, first->what);
  return g_strdup_printf ("fault %s %s", first->kind, first->where);
}

static void
assert_verdict (const char *path, const JzPublicKey *trusted, const char *wanted)
{
  g_autofree char *here = verdict (path, trusted, FALSE), *apart = verdict (path, trusted, TRUE);

  if (!g_str_has_prefix (here, wanted))
    g_error ("%s: wanted %s, got %s", path, wanted, here);
  g_assert_cmpstr (here, ==, apart);
}

static void
test_good (Fixture *f, gconstpointer data)
{
  g_autoptr (JzPackageMade) made = package_export (f->store, f->zip, f->key);
  g_autoptr (GPtrArray)     faults = NULL;
  g_autoptr (JzPackageInfo) info = NULL;
  g_autoptr (GError)        error = NULL;
  g_autofree char          *bytes = NULL, *sum = NULL, *aside = NULL;
  gsize                     size;
  guint64                   rows = 0;

  g_assert_cmpint (made->seq, ==, 1);
  g_assert_cmpstr (made->kind, ==, "full");
  g_file_get_contents (f->zip, &bytes, &size, &error);
  g_assert_no_error (error);
  sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guint8 *) bytes, size);
  g_assert_cmpstr (sum, ==, made->sha256);
  g_assert_cmpint (size, ==, made->bytes);
  assert_verdict (f->zip, &f->public_key, "ok");
  assert_verdict (f->zip, NULL, "ok");

  jz_package_verify_apart (f->zip, &f->public_key, NULL, NULL, NULL, &faults, &info, &error);
  g_assert_no_error (error);
  g_assert_cmpint (info->signature, ==, JZ_SIGNATURE_TRUSTED);
  g_assert_cmpstr (info->school_name, ==, "青溪实验学校");
  g_assert_cmpstr (info->school_code, ==, "3301001234");
  g_assert_cmpstr (info->term, ==, "2026-1");
  g_assert_cmpstr (info->uuid, ==, made->uuid);
  g_assert_cmpuint (info->parts->len, ==, made->parts->len);
  for (guint i = 0; i < info->parts->len; i++)
    {
      JzPackagePart *a = g_ptr_array_index (info->parts, i), *b = g_ptr_array_index (made->parts, i);

      g_assert_cmpstr (a->name, ==, b->name);
      g_assert_cmpstr (a->sha256, ==, b->sha256);
      g_assert_cmpuint (a->rows, ==, b->rows);
      rows += a->rows;
    }
  g_assert_cmpuint (rows, ==, made->rows);
  /* What it holds is what the books say. */
  g_assert_cmpint (fixture_ask (f->store, "SELECT count(*) FROM asset"), ==, 3);
  g_assert_cmpint (((JzPackagePart *) g_ptr_array_index (made->parts, 3))->rows, ==, 3);
  /* It was written down, and the temporary name is gone. */
  g_assert_cmpint (fixture_ask (f->store, "SELECT count(*) FROM package WHERE seq = 1 AND rows > 20 AND verdict IS NULL"), ==, 1);
  g_assert_cmpint (fixture_ask (f->store, "SELECT count(*) FROM operation WHERE kind = 'package.export'"), ==, 1);
  {
    const char *argv[] = { "ls", "-A", f->folder, NULL };

    aside = run (argv);
    g_assert_cmpstr (aside, ==, "good.zip\npackage.key\npackage.pub\n");
  }
  fixture_check (f->store);
}

/* The same school gives the same payload; only what names the package differs. */
static void
test_same_bytes (Fixture *f, gconstpointer data)
{
  g_autoptr (JzPackageMade) one = package_export (f->store, f->zip, f->key);
  g_autoptr (JzPackageMade) two = package_export (f->store, f->zip, f->key);

  g_assert_cmpint (two->seq, ==, 2);
  g_assert_cmpstr (one->uuid, !=, two->uuid);
  g_assert_cmpuint (one->parts->len, ==, two->parts->len);
  for (guint i = 0; i < one->parts->len; i++)
    g_assert_cmpstr (((JzPackagePart *) g_ptr_array_index (one->parts, i))->sha256, ==, ((JzPackagePart *) g_ptr_array_index (two->parts, i))->sha256);
  assert_verdict (f->zip, &f->public_key, "ok");
}

/* Nobody's name or number is in any byte of it. */
static void
test_canaries (Fixture *f, gconstpointer data)
{
  g_autoptr (JzPackageMade) made G_GNUC_UNUSED = package_export (f->store, f->zip, f->key);
  const char               *argv[] = { "sh", "-c", "unzip -p \"$1\" && unzip -Z1 \"$1\" && cat \"$1\"", "sh", f->zip, NULL };
  g_autoptr (GBytes)        all = NULL;
  g_autoptr (GSubprocess)   process = NULL;
  g_autoptr (GError)        error = NULL;
  const char               *bytes;
  gsize                     size;

  process = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  g_subprocess_communicate (process, NULL, NULL, &all, NULL, &error);
  g_assert_no_error (error);
  bytes = g_bytes_get_data (all, &size);
  /* They were planted, and the search finds what is there. */
  g_assert_cmpint (fixture_ask (f->store, "SELECT count(*) FROM person WHERE name IN ('欧阳金丝雀', '司徒百灵', '慕容杜鹃')"), ==, 3);
  g_assert_cmpint (fixture_ask (f->store, "SELECT count(*) FROM asset WHERE note = '诸葛喜鹊'"), ==, 3);
  g_assert_nonnull (memmem (bytes, size, "直流电流表", strlen ("直流电流表")));
  g_assert_nonnull (memmem (bytes, size, "pupils=\"43\"", strlen ("pupils=\"43\"")));
  g_assert_nonnull (memmem (bytes, size, "title=\"活着\"", strlen ("title=\"活着\"")));
  g_assert_nonnull (memmem (bytes, size, "lent=\"4\"", strlen ("lent=\"4\"")));
  g_assert_nonnull (memmem (bytes, size, "lessons=\"2\" others=\"0\" missed=\"0\" people=\"42\"", strlen ("lessons=\"2\" others=\"0\" missed=\"0\" people=\"42\"")));
  g_assert_nonnull (memmem (bytes, size, "name=\"测量密度\"", strlen ("name=\"测量密度\"")));
  g_assert_cmpint (fixture_ask (f->store, "SELECT count (*) FROM lending JOIN reader ON reader.id = reader WHERE card = 'PU20269981'"), ==, 3);
  for (guint i = 0; package_canaries[i] != NULL; i++)
    if (memmem (bytes, size, package_canaries[i], strlen (package_canaries[i])) != NULL)
      g_error ("%s left the school", package_canaries[i]);
  for (guint i = 0; package_canaries[i] != NULL; i++)
    {
      g_autofree char *pinyin = jz_text_pinyin (package_canaries[i]);

      g_assert_null (memmem (bytes, size, pinyin, strlen (pinyin)));
    }
}

/* Every way of cheating; see tamper-package.py. */
static void
test_tampered (Fixture *f, gconstpointer data)
{
  g_autoptr (JzPackageMade) made G_GNUC_UNUSED = package_export (f->store, f->zip, f->key);
  g_autofree char          *script = g_test_build_filename (G_TEST_DIST, "core", "tamper-package.py", NULL);
  g_autofree char          *out = in_folder (f, "tampered"), *printed = NULL, *other = NULL;
  const char               *argv[] = { "python3", script, f->zip, f->key_path, out, NULL };
  g_autoptr (GDir)          dir = NULL;
  guint                     n = 0;

  printed = run (argv);
  dir = g_dir_open (out, 0, NULL);
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir), n++)
    {
      g_autofree char *path = g_build_filename (out, name, NULL);
      const char      *wanted = g_str_has_prefix (name, "refused-") ? "refused" : g_str_has_prefix (name, "fault-") ? "fault" : "ok";

      if (g_str_has_prefix (name, "bad-"))
        {
          g_autofree char *got = verdict (path, &f->public_key, FALSE);

          g_assert_cmpstr (got, !=, "ok");
          continue;
        }
      /* One who re-signs with a key of his own and names it is known by that key only. */
      if (strcmp (name, "other-key-named.zip") == 0)
        assert_verdict (path, &f->public_key, "fault signature");
      else
        assert_verdict (path, &f->public_key, wanted);
    }
  g_assert_cmpuint (n, >=, 80);
  other = g_build_filename (out, "other-key-named.zip", NULL);
  assert_verdict (other, NULL, "ok");
}

/* Each fault is named where it is. */
static void
test_fault_places (Fixture *f, gconstpointer data)
{
  static const struct { const char *name, *wanted; } cases[] = {
    { "fault-payload-edited", "fault hash data/items-0001.xml" },
    { "fault-manifests-rebuilt", "fault signature signatures/tagmanifest-sha256.txt.minisig" },
    { "fault-no-tagmanifest", "fault layout tagmanifest-sha256.txt" },
    { "fault-extra-tag-file", "fault layout notes.txt" },
    { "fault-trusted-comment", "fault signature" },
    { "fault-rows-wrong", "fault content data/" },
    { "fault-xsd-digits", "fault schema data/items-0001.xml:3" },
    { "fault-item-sum", "fault content data/items-0001.xml:4" },
    { "fault-row-twice", "fault content data/places-0001.xml:4" },
    { "fault-schema-location", "fault schema data/items-0001.xml" },
    { "fault-year-large", "fault content data/" },
    { "fault-id-school-id", "fault schema data/school-0001.xml:" },
    { "fault-id-places-parent", "fault schema data/places-0001.xml:" },
    { "fault-id-items-scheme", "fault schema data/items-0001.xml:" },
    { "fault-id-assets-item", "fault schema data/assets-0001.xml:" },
    { "fault-id-assets-place", "fault schema data/assets-0001.xml:" },
    { "fault-id-stock-item", "fault schema data/stock-0001.xml:" },
    { "fault-id-stock-place", "fault schema data/stock-0001.xml:" },
    { "fault-id-turnover-item", "fault schema data/turnover-0001.xml:" },
    { "fault-id-turnover-place", "fault schema data/turnover-0001.xml:" },
    { "fault-part-too-long", "fault schema data/school-0001.xml" },
  };
  g_autoptr (JzPackageMade) made G_GNUC_UNUSED = package_export (f->store, f->zip, f->key);
  g_autofree char          *script = g_test_build_filename (G_TEST_DIST, "core", "tamper-package.py", NULL);
  g_autofree char          *out = in_folder (f, "tampered"), *printed = NULL;
  const char               *argv[] = { "python3", script, f->zip, f->key_path, out, NULL };

  printed = run (argv);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%s.zip", out, cases[i].name), *got = verdict (path, &f->public_key, FALSE);

      if (!g_str_has_prefix (got, cases[i].wanted))
        g_error ("%s: wanted %s, got %s", cases[i].name, cases[i].wanted, got);
    }
}

/* Cut off anywhere, or with a byte changed anywhere, it is not accepted. */
static void
test_damaged (Fixture *f, gconstpointer data)
{
  g_autoptr (JzPackageMade) made G_GNUC_UNUSED = package_export (f->store, f->zip, f->key);
  g_autofree char          *path = in_folder (f, "damaged.zip"), *bytes = NULL;
  g_autoptr (GError)        error = NULL;
  gsize                     size;

  g_file_get_contents (f->zip, &bytes, &size, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *cut = NULL, *flipped = NULL, *changed = g_memdup2 (bytes, size);
      gsize            length = (gsize) g_test_rand_int_range (0, (gint32) size), at = (gsize) g_test_rand_int_range (0, (gint32) size);

      g_file_set_contents (path, bytes, (gssize) length, &error);
      g_assert_no_error (error);
      cut = verdict (path, &f->public_key, FALSE);
      g_assert_cmpstr (cut, ==, "refused");
      changed[at] ^= (char) (1 << g_test_rand_int_range (0, 8));
      g_file_set_contents (path, changed, (gssize) size, &error);
      g_assert_no_error (error);
      flipped = verdict (path, &f->public_key, FALSE);
      /* Versions, dates and attributes of a zip say nothing: a changed one may stand, if everything else does. */
      if (strcmp (flipped, "ok") == 0)
        g_test_message ("byte %" G_GSIZE_FORMAT " of the zip says nothing", at);
    }
}

static void
test_missing_and_cancelled (Fixture *f, gconstpointer data)
{
  g_autoptr (GCancellable)  cancellable = g_cancellable_new ();
  g_autoptr (JzPackageMade) made G_GNUC_UNUSED = package_export (f->store, f->zip, f->key);
  g_autoptr (GPtrArray)     faults = NULL;
  g_autoptr (JzPackageInfo) info = NULL;
  g_autoptr (GError)        error = NULL;
  JzPackageOrder            order = { .path = f->zip, .key = f->key };

  g_assert_false (jz_package_verify_apart ("/no/such.zip", NULL, NULL, NULL, NULL, &faults, &info, &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_NO_FILE);
  g_clear_error (&error);
  g_cancellable_cancel (cancellable);
  g_assert_false (jz_package_verify (f->zip, NULL, cancellable, NULL, NULL, &faults, &info, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_null (jz_package_export (f->store, &fixture_actor, &order, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  assert_verdict (f->zip, NULL, "ok");
  g_assert_cmpint (fixture_ask (f->store, "SELECT count(*) FROM package"), ==, 1);
}

static gboolean
many_items_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_connection_run (jz_operation_get_connection (operation), error,
                            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 45000) "
                            "INSERT INTO item (uuid, scheme, code, name, unit, tracking, sort_key, changed) "
                            "SELECT printf ('%08x-0000-4000-8000-%012x', i, i), (SELECT min (id) FROM code_scheme), i, 'x' || i, '只', 'lot', '', jz_operation() FROM n", "");
}

typedef struct
{
  GCancellable *cancellable;
  guint         calls;
  guint64       last, total;
} Progress;

static void
progress_cb (guint64 done, guint64 total, gpointer data)
{
  Progress *progress = data;

  progress->calls++;
  g_assert_cmpuint (done, >=, progress->last);
  g_assert_cmpuint (done, <=, total);
  progress->last = done;
  progress->total = total;
  if (progress->cancellable != NULL && progress->calls == 20)
    g_cancellable_cancel (progress->cancellable);
}

static void
test_parts (Fixture *f, gconstpointer data)
{
  g_autoptr (GCancellable)  cancellable = g_cancellable_new ();
  g_autoptr (JzPackageMade) made = NULL, none = NULL;
  g_autoptr (GPtrArray)     faults = NULL;
  g_autoptr (JzPackageInfo) info = NULL;
  g_autoptr (GError)        error = NULL;
  Progress                  progress = { 0 }, stopped = { cancellable };
  JzPackageOrder            order = { .path = f->zip, .key = f->key, .progress = progress_cb, .progress_data = &stopped };

  fixture_write (f->store, &jz_action_item, many_items_cb, NULL);
  none = jz_package_export (f->store, &fixture_actor, &order, cancellable, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (none);
  g_clear_error (&error);
  g_assert_false (g_file_test (f->zip, G_FILE_TEST_EXISTS));
  g_assert_cmpint (fixture_ask (f->store, "SELECT count(*) FROM package"), ==, 0);

  order.progress_data = &progress;
  made = jz_package_export (f->store, &fixture_actor, &order, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (progress.last, ==, progress.total);
  g_assert_cmpuint (progress.calls, >, 40);
  g_assert_cmpuint (((JzPackagePart *) g_ptr_array_index (made->parts, 2))->rows, ==, 20000);
  g_assert_cmpstr (((JzPackagePart *) g_ptr_array_index (made->parts, 4))->name, ==, "data/items-0003.xml");
  progress = (Progress){ 0 };
  jz_package_verify_apart (f->zip, &f->public_key, NULL, progress_cb, &progress, &faults, &info, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (faults->len, ==, 0);
  g_assert_cmpuint (progress.last, ==, made->rows);
}

static gboolean
ugly_cb (JzOperation *operation, gpointer data, GError **error)
{
  g_autofree char *wide = g_strnfill (3000, '&');

  return jz_connection_run (jz_operation_get_connection (operation), error,
                            "UPDATE item SET name = ?, spec = char (1, 8, 65534, 65535, 127, 133, 8232, 13, 10, 9) || ']]>' || char (128640), "
                            "unit = CAST (x'e58faae5ffbf' AS TEXT), changed = jz_operation()", "s", wide);
}

/* Whatever stands in the file, the document is valid. */
static void
test_ugly_text (Fixture *f, gconstpointer data)
{
  g_autoptr (JzPackageMade) made = NULL;

  fixture_write (f->store, &jz_action_item, ugly_cb, NULL);
  made = package_export (f->store, f->zip, f->key);
  g_assert_cmpuint (made->clipped, ==, 3);
  assert_verdict (f->zip, &f->public_key, "ok");
}

static void
test_receipts (Fixture *f, gconstpointer data)
{
  g_autoptr (JzPackageMade) first = NULL, second G_GNUC_UNUSED = NULL;
  g_autoptr (GError)        error = NULL;
  JzPackageOrder            order = { .path = f->zip, .key = f->key, .since_receipt = TRUE };

  g_assert_null (jz_package_export (f->store, &fixture_actor, &order, NULL, &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_NOT_FOUND);
  g_clear_error (&error);
  first = package_export (f->store, f->zip, f->key);
  g_assert_null (jz_package_export (f->store, &fixture_actor, &order, NULL, &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_NOT_FOUND);
}

static gboolean
receipt_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_connection_run (jz_operation_get_connection (operation), error,
                            "UPDATE package SET receipt = 'r', receipt_at = '2026-11-23T00:00:00Z', verdict = 'accepted', changed = jz_operation()", "");
}

static gboolean
rename_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_connection_run (jz_operation_get_connection (operation), error, "UPDATE place SET name = '物理三室', changed = jz_operation() WHERE path = '物理二室'", "");
}

/* After a receipt only what changed since goes out. */
static void
test_incremental (Fixture *f, gconstpointer data)
{
  g_autoptr (JzPackageMade) first G_GNUC_UNUSED = package_export (f->store, f->zip, f->key), second = NULL;
  g_autoptr (GError)        error = NULL;
  JzPackageOrder            order = { .path = f->zip, .key = f->key, .since_receipt = TRUE };

  fixture_write (f->store, &jz_action_package, receipt_cb, NULL);
  fixture_write (f->store, &jz_action_place, rename_cb, NULL);
  second = jz_package_export (f->store, &fixture_actor, &order, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (second->kind, ==, "incremental");
  g_assert_cmpuint (second->rows, ==, 2); /* the place, and what it is as a room */
  assert_verdict (f->zip, &f->public_key, "ok");
}

static gboolean
purchase_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_connection_run (jz_operation_get_connection (operation), error,
                            "UPDATE accession SET date = '2020-02-02', changed = jz_operation ()", "");
}

static gboolean
reprice_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_connection_run (jz_operation_get_connection (operation), error,
                            "UPDATE title SET price = 4321, changed = jz_operation ()", "");
}

static gboolean
counts_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_connection_run (jz_operation_get_connection (operation), error,
                            "UPDATE material SET counts = 'other', changed = jz_operation ()", "");
}

static guint64
rows_since (Fixture *f, JzWriteFunc func)
{
  g_autoptr (JzPackageMade) made = NULL;
  g_autoptr (GError)        error = NULL;
  JzPackageOrder            order = { .path = f->zip, .key = f->key, .since_receipt = TRUE };

  fixture_write (f->store, &jz_action_package, receipt_cb, NULL);
  fixture_write (f->store, &jz_action_place, func, NULL);
  made = jz_package_export (f->store, &fixture_actor, &order, NULL, &error);
  g_assert_no_error (error);
  return made->rows;
}

/* A copy goes out again when what it has from its delivery or its title has changed, a title when its kind has. */
static void
test_incremental_library (Fixture *f, gconstpointer data)
{
  g_autoptr (JzPackageMade) first G_GNUC_UNUSED = package_export (f->store, f->zip, f->key);
  guint64 titles = (guint64) fixture_ask (f->store, "SELECT count (*) FROM title");
  guint64 copies = (guint64) fixture_ask (f->store, "SELECT count (*) FROM copy");

  g_assert_cmpuint (copies, >, 0);
  g_assert_cmpuint (rows_since (f, purchase_cb), ==, copies);
  g_assert_cmpuint (rows_since (f, reprice_cb), ==, titles + copies);
  g_assert_cmpuint (rows_since (f, counts_cb), ==, titles);
}

/* A part of the school's people may export, others may not. */
static void
test_permission (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  JzActor            keeper = { .account = fixture_ask (f->store, "SELECT id FROM account WHERE login = 'canary-login'") };
  JzPackageOrder     order = { .path = f->zip, .key = f->key };

  g_assert_null (jz_package_export (f->store, &keeper, &order, NULL, &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_NOT_ALLOWED);
  g_assert_false (g_file_test (f->zip, G_FILE_TEST_EXISTS));
}

static void
test_bad_places (Fixture *f, gconstpointer data)
{
  g_autoptr (GError)        error = NULL;
  g_autoptr (JzPackageMade) made = NULL;
  JzPackageOrder            order = { .path = "/no/such/folder/x.zip", .key = f->key };

  g_assert_null (jz_package_export (f->store, &fixture_actor, &order, NULL, &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_NO_FILE);
  g_clear_error (&error);
  order.path = f->folder;
  g_assert_null (jz_package_export (f->store, &fixture_actor, &order, NULL, &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_NO_FILE);
  g_assert_cmpint (fixture_ask (f->store, "SELECT count(*) FROM package"), ==, 0);
  made = package_export (f->store, f->zip, f->key);
  g_assert_cmpint (made->seq, ==, 1);
}

/* A disk that fills up: the file system allows no more bytes. */
static void
test_disk_full (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  JzPackageOrder     order = { .path = "/dev/full/x.zip", .key = f->key };
  g_autofree char   *folder = in_folder (f, "small"), *path = NULL, *left = NULL;
  const char        *mount[] = { "mount", "-t", "tmpfs", "-o", "size=8k", "tmpfs", folder, NULL };
  const char        *umount[] = { "umount", folder, NULL }, *list[] = { "ls", "-A", folder, NULL };
  int                status = -1;

  g_mkdir (folder, 0700);
  if (!g_spawn_sync (NULL, (char **) mount, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL, NULL, &status, NULL) || status != 0)
    {
      g_test_skip ("a small file system can't be mounted here (needs root)");
      return;
    }
  path = g_build_filename (folder, "x.zip", NULL);
  order.path = path;
  g_assert_null (jz_package_export (f->store, &fixture_actor, &order, NULL, &error));
  left = run (list);
  g_free (run (umount));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_DISK_FULL);
  g_assert_cmpstr (left, ==, "");
  g_assert_cmpint (fixture_ask (f->store, "SELECT count(*) FROM package"), ==, 0);
}

static void
test_keys (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JzKey)  key = NULL, again = NULL;
  JzPublicKey        one, two, read;
  g_autofree char   *path = in_folder (f, "locked.key"), *text = NULL, *id = NULL, *kept = NULL, *fingerprint = NULL;
  struct stat        info;

  g_assert_true (jz_key_make (path, "秘密 word", FALSE, &one, &error));
  g_assert_cmpint (stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_true (jz_key_is_locked (path));
  g_assert_false (jz_key_is_locked (f->key_path));
  g_assert_null (jz_key_load (path, NULL, &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_NOT_ALLOWED);
  g_clear_error (&error);
  g_assert_null (jz_key_load (path, "wrong", &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_NOT_ALLOWED);
  g_clear_error (&error);
  key = jz_key_load (path, "秘密 word", &error);
  g_assert_no_error (error);
  jz_key_get_public (key, &read);
  g_assert_cmpmem (&read, sizeof read, &one, sizeof one);
  g_assert_true (jz_key_read_public (path, &read, NULL));
  g_assert_cmpmem (&read, sizeof read, &one, sizeof one);
  text = jz_public_key_to_text (&one);
  g_assert_true (jz_public_key_parse (text, &read) && g_str_has_prefix (text, "RW"));
  g_assert_false (jz_public_key_parse ("", &read) || jz_public_key_parse ("RWxx", &read) || jz_public_key_parse ("RWQ=\n", &read));
  fingerprint = jz_public_key_fingerprint (&one);
  g_assert_true (g_regex_match_simple ("^([0-9a-f]{4}-){4}[0-9a-f]{4}$", fingerprint, 0, 0));

  g_assert_false (jz_key_make (path, NULL, FALSE, NULL, &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_true (jz_key_make (path, NULL, TRUE, &two, &error));
  g_assert_no_error (error);
  g_assert_cmpint (memcmp (&one, &two, sizeof one), !=, 0);
  id = jz_public_key_id (&one);
  kept = g_strdup_printf ("%s.%s", path, id);
  again = jz_key_load (kept, "秘密 word", &error);
  g_assert_no_error (error);
  g_assert_null (jz_key_load ("/no/key", NULL, &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_NO_FILE);
  g_clear_error (&error);
  g_assert_null (jz_key_load (f->folder, NULL, &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_REFUSED);
}

/* minisign signs with our keys, we with its. */
static void
test_minisign (Fixture *f, gconstpointer data)
{
  g_autofree char *script = g_strdup (
    "cd \"$1\" && echo data > m && minisign -S -s package.key -m m -x ours.minisig -t c </dev/null && minisign -V -p package.pub -m m -x ours.minisig && "
    "minisign -G -W -p their.pub -s their.key && printf 'pw\\npw\\n' | minisign -G -p locked.pub -s locked.key && "
    "if printf 'wrong\\n' | minisign -S -s mine.key -m m; then exit 1; fi && printf 'pass\\n' | minisign -S -s mine.key -m m -x mine.minisig && "
    "minisign -V -p mine.pub -m m -x mine.minisig");
  const char        *argv[] = { "sh", "-c", script, "sh", f->folder, NULL };
  g_autofree char   *mine = in_folder (f, "mine.key"), *their = in_folder (f, "their.key"), *locked = in_folder (f, "locked.key");
  g_autofree char   *signature_file = in_folder (f, "ours.minisig"), *text = NULL, *comment = NULL, *signed_text = NULL, *other = in_folder (f, "by-us.minisig");
  g_autoptr (GError) error = NULL;
  g_autoptr (JzKey)  key = NULL, locked_key = NULL;
  JzPublicKey        public_key;

  g_assert_true (jz_key_make (mine, "pass", FALSE, NULL, &error));
  g_free (run (argv));
  g_file_get_contents (signature_file, &text, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (jz_signature_check (text, "data\n", 5, &f->public_key, &comment, &error));
  g_assert_cmpstr (comment, ==, "c");
  g_assert_false (jz_signature_check (text, "date\n", 5, &f->public_key, NULL, &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_REFUSED);
  g_clear_error (&error);
  key = jz_key_load (their, NULL, &error);
  g_assert_no_error (error);
  locked_key = jz_key_load (locked, "pw", &error);
  g_assert_no_error (error);
  g_assert_true (jz_key_read_public (locked, &public_key, NULL));
  signed_text = jz_key_sign (locked_key, "data\n", 5, "学校 1");
  g_file_set_contents (other, signed_text, -1, NULL);
  {
    const char *check[] = { "sh", "-c", "cd \"$1\" && minisign -V -p locked.pub -m m -x by-us.minisig", "sh", f->folder, NULL };
    g_autofree char *out = run (check);

    g_assert_nonnull (strstr (out, "学校 1"));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/package/good", test_good);
  ADD ("/package/same-bytes", test_same_bytes);
  ADD ("/package/canaries", test_canaries);
  ADD ("/package/tampered", test_tampered);
  ADD ("/package/fault-places", test_fault_places);
  ADD ("/package/damaged", test_damaged);
  ADD ("/package/missing-and-cancelled", test_missing_and_cancelled);
  ADD ("/package/parts", test_parts);
  ADD ("/package/ugly-text", test_ugly_text);
  ADD ("/package/receipts", test_receipts);
  ADD ("/package/incremental", test_incremental);
  ADD ("/package/incremental-library", test_incremental_library);
  ADD ("/package/permission", test_permission);
  ADD ("/package/bad-places", test_bad_places);
  ADD ("/package/disk-full", test_disk_full);
  ADD ("/key/life", test_keys);
  ADD ("/key/minisign", test_minisign);
#undef ADD
  return g_test_run ();
}
