/* attachment: files that belong to a row: caps, duplicates by hash, undo, removal, pictures that are shrunk, turned upright, or refused.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <string.h>

#include "jz-attachment.h"
#include "jz-item.h"
#include "jz-picture.h"
#include "support/school-fixture.h"

static const JzAttachmentLimits limits = { 1024 * 1024, 100 };

typedef struct
{
  JzStore *store;
  gint64   item, other;
} Fixture;

static gboolean
fill_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture   *f = data;
  JzItemData item = { .code = "25012", .name = "数字示波器", .unit = "台", .tracking = "card", .least = -1 };
  JzItemData other = { .code = "25013", .name = "电源", .unit = "台", .tracking = "lot", .least = -1 };

  return jz_item_add (operation, &item, &f->item, error) && jz_item_add (operation, &other, &f->other, error);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->store = fixture_school ();
  fixture_write (f->store, &jz_action_init, fill_cb, f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  fixture_check (f->store);
  jz_store_close (f->store);
  g_object_unref (f->store);
}

static JzAttachmentFile *
file_of (const char *name, const void *data, gsize length)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, length);
  g_autoptr (GError) error = NULL;
  JzAttachmentFile  *file = jz_attachment_file_new (name, bytes, &limits, NULL, &error);

  g_assert_no_error (error);
  return file;
}

typedef struct
{
  const char             *table, *kind;
  gint64                  row, id;
  const JzAttachmentFile *file;
} Work;

static gboolean
add_cb (JzOperation *operation, gpointer data, GError **error)
{
  Work *work = data;

  return jz_attachment_add (operation, work->table, work->row, work->kind, work->file, &work->id, error);
}

static gboolean
remove_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_attachment_remove (operation, ((Work *) data)->id, error);
}

static void
refused (Fixture *f, Work *work, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (jz_store_write_sync (f->store, &jz_action_attach, &fixture_actor, add_cb, work, NULL, NULL, NULL,
                                       &error));
  g_assert_error (error, JZ_ERROR, code);
}

typedef struct
{
  gint64  id;
  GBytes *bytes;
} Reading;

static gboolean
read_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Reading *self = data;

  self->bytes = jz_attachment_read (connection, self->id, error);
  return self->bytes != NULL;
}

static GBytes *
read_back (Fixture *f, gint64 id)
{
  Reading reading = { id, NULL };
  g_autoptr (GError) error = NULL;

  jz_store_read_sync (f->store, read_cb, &reading, NULL, &error);
  g_assert_no_error (error);
  return reading.bytes;
}

#define LIVE "SELECT count (*) FROM attachment WHERE voided IS NULL"

/* Larger than a piece; the second time it takes no room. */
static void
test_bytes (Fixture *f, gconstpointer data)
{
  gsize                       length = 600000;
  g_autofree guint8          *random = g_malloc (length);
  g_autoptr (JzAttachmentFile) file = NULL;
  g_autoptr (GBytes)          back = NULL, again = NULL;
  g_autoptr (GRand)           rand = g_rand_new_with_seed (7);
  Work                        first = { "item", "manual", f->item, 0, NULL },
                                      second = { "item", "manual", f->other, 0, NULL };
  g_autoptr (GError)          error = NULL;

  for (gsize i = 0; i < length; i++)
    random[i] = (guint8) g_rand_int (rand);
  file = file_of ("说明/书 1.bin", random, length);
  g_assert_cmpstr (file->name, ==, "书 1.bin");
  first.file = second.file = file;
  fixture_write (f->store, &jz_action_attach, add_cb, &first);
  fixture_write (f->store, &jz_action_attach, add_cb, &second);
  g_assert_cmpint (fixture_ask (f->store, "SELECT count (*) FROM blob"), ==, 1);
  g_assert_cmpint (fixture_ask (f->store, "SELECT count (*) FROM blob_chunk"), ==, 3);
  /* The journal stays small. */
  g_assert_cmpint (fixture_ask (f->store, "SELECT max (length (changes)) FROM operation WHERE kind = 'attachment.add'"),
                   <, 1000);
  back = read_back (f, first.id);
  g_assert_cmpmem (g_bytes_get_data (back, NULL), g_bytes_get_size (back), random, length);
  refused (f, &first, JZ_ERROR_CONFLICT);
  /* Undoing the first leaves the second whole. */
  jz_store_undo_sync (f->store, fixture_ask (f->store, "SELECT min (id) FROM operation WHERE kind = 'attachment.add'"),
                      &fixture_actor, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (fixture_ask (f->store, LIVE), ==, 1);
  again = read_back (f, second.id);
  g_assert_true (g_bytes_equal (back, again));
}

static void
test_removal (Fixture *f, gconstpointer data)
{
  g_autoptr (JzAttachmentFile) file = file_of ("a.txt", "hello", 5);
  g_autoptr (GBytes)           back = NULL;
  Work                         work = { "item", NULL, f->item, 0, file };
  g_autoptr (GError)           error = NULL;
  gint64                       removal;

  fixture_write (f->store, &jz_action_attach, add_cb, &work);
  g_assert_cmpint (fixture_ask (f->store,
                                "SELECT count (*) FROM attachment WHERE kind = 'other' AND media = 'text/plain'"), ==,
                                1);
  removal = fixture_write (f->store, &jz_action_detach, remove_cb, &work);
  g_assert_cmpint (fixture_ask (f->store, LIVE), ==, 0);
  g_assert_false (jz_store_write_sync (f->store, &jz_action_detach, &fixture_actor, remove_cb, &work, NULL, NULL, NULL,
                                       &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_NOT_FOUND);
  g_clear_error (&error);
  jz_store_undo_sync (f->store, removal, &fixture_actor, NULL, NULL, &error);
  g_assert_no_error (error);
  back = read_back (f, work.id);
  g_assert_cmpmem (g_bytes_get_data (back, NULL), g_bytes_get_size (back), "hello", 5);
  /* The item that it belongs to is marked void by an undo, and does not go: its id is not given out again. */
  jz_store_undo_sync (f->store, fixture_ask (f->store, "SELECT max (id) FROM operation WHERE kind = 'file.init'"),
                      &fixture_actor, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (fixture_ask (f->store, "SELECT count (*) FROM item WHERE voided IS NULL"), ==, 0);
  g_assert_cmpint (fixture_ask (f->store, "SELECT count (*) FROM item"), ==, 1);
}

static void
test_refusals (Fixture *f, gconstpointer data)
{
  g_autofree char             *large = g_malloc0 (1024 * 1024 + 1);
  g_autoptr (GBytes)           too_large = g_bytes_new (large, 1024 * 1024 + 1), empty = g_bytes_new (NULL, 0);
  g_autoptr (JzAttachmentFile) file = file_of ("a.txt", "hello", 5);
  Work                         works[] = {
    { "item", NULL, 999999, 0, file },    { "nonsense", NULL, 1, 0, file },
    { "preference", NULL, 1, 0, file },
    { "item\" --", NULL, 1, 0, file },    { "item_search", NULL, f->item, 0, file },
  };
  Work               kind = { "item", "nonsense", f->item, 0, file };
  g_autoptr (GError) error = NULL;

  g_assert_null (jz_attachment_file_new ("a.bin", too_large, &limits, NULL, &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_null (jz_attachment_file_new ("a.bin", empty, &limits, NULL, &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_null (jz_attachment_file_load ("/dev/zero", &limits, NULL, &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_null (jz_attachment_file_load ("/nowhere/at.all", &limits, NULL, &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_NO_FILE);
  for (gsize i = 0; i < G_N_ELEMENTS (works); i++)
    refused (f, &works[i], JZ_ERROR_NOT_FOUND);
  refused (f, &kind, JZ_ERROR_INVALID);
}

/* Pictures. */

static GBytes *
load (const char *name)
{
  g_autofree char   *path = g_test_build_filename (G_TEST_DIST, "core", "pictures", name, NULL);
  g_autoptr (GError) error = NULL;
  char              *data;
  gsize              length;

  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (data, length);
}

static void
expect_pixels (GBytes *bytes, guint side, guint width, guint height, JzPixels *pixels)
{
  g_autoptr (GError) error = NULL;

  jz_picture_pixels (bytes, side, "x", pixels, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (pixels->width, ==, width);
  g_assert_cmpuint (pixels->height, ==, height);
  g_assert_cmpuint (g_bytes_get_size (pixels->pixels), ==, (gsize) width * height * 4);
}

/* photo.jpg: 320 × 160, red on its left half, taken with the camera turned: to be shown a quarter clockwise (EXIF 6).
 * picture.png: 40 × 20 with a clear corner. */
static void
test_pictures (void)
{
  g_autoptr (GBytes) photo = load ("photo.jpg"), picture = load ("picture.png"), shrunk = NULL, same = NULL;
  g_auto (JzPixels)  pixels = { 0 };
  g_auto (JzPixels)  clear = { 0 };
  g_autoptr (GError) error = NULL;
  const guint8      *data;

  g_assert_cmpstr (jz_picture_media (photo), ==, "image/jpeg");
  g_assert_cmpstr (jz_picture_media (picture), ==, "image/png");
  shrunk = jz_picture_shrink (photo, 100, "photo.jpg", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (shrunk), <, g_bytes_get_size (photo));
  g_assert_cmpstr (jz_picture_media (shrunk), ==, "image/jpeg");
  expect_pixels (shrunk, 1000, 50, 100, &pixels);
  data = g_bytes_get_data (pixels.pixels, NULL);
  g_assert_cmpuint (data[(10 * 50 + 25) * 4], >, 180);     /* red above */
  g_assert_cmpuint (data[(10 * 50 + 25) * 4 + 2], <, 80);
  g_assert_cmpuint (data[(90 * 50 + 25) * 4 + 2], >, 180); /* blue below */
  same = jz_picture_shrink (picture, 100, "picture.png", NULL, &error);
  g_assert_true (g_bytes_equal (same, picture));
  expect_pixels (picture, 20, 20, 10, &clear);
  g_assert_cmpuint (((const guint8 *) g_bytes_get_data (clear.pixels, NULL))[3], ==, 0);
}

static void
expect_refusal (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  g_auto (JzPixels)  pixels = { 0 };

  g_assert_null (jz_picture_shrink (bytes, 100, "x.png", NULL, &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_false (jz_picture_pixels (bytes, 100, "x.png", &pixels, NULL, &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_REFUSED);
}

/* bomb.png says that it has 60,000 × 60,000 pixels. */
static void
test_bad_pictures (void)
{
  g_autoptr (GBytes) bomb = load ("bomb.png"), picture = load ("picture.png"), photo = load ("photo.jpg");
  g_autoptr (GBytes) half = g_bytes_new_from_bytes (picture, 0, 40),
  nothing = g_bytes_new ("\xff\xd8\xff\xe0 nonsense", 14);
  g_autoptr (GBytes) text = g_bytes_new ("hello", 5);
  g_autoptr (GRand)  rand = g_rand_new_with_seed (11);

  expect_refusal (bomb);
  expect_refusal (half);
  expect_refusal (nothing);
  expect_refusal (text);
  /* Whatever is done to it, an answer comes. */
  for (int i = 0; i < 40; i++)
    {
      g_autofree guint8 *data = g_memdup2 (g_bytes_get_data (photo, NULL), g_bytes_get_size (photo));
      g_autoptr (GBytes) changed = NULL, made = NULL;
      g_autoptr (GError) error = NULL;

      for (int n = 0; n < 6; n++)
        data[g_rand_int_range (rand, 2, (gint32) g_bytes_get_size (photo))] = (guint8) g_rand_int (rand);
      changed = g_bytes_new (data, g_bytes_get_size (photo));
      made = jz_picture_shrink (changed, 100, "x.jpg", NULL, &error);
      g_assert_true ((made != NULL) == (error == NULL));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/attachment/bytes", Fixture, NULL, set_up, test_bytes, tear_down);
  g_test_add ("/attachment/removal", Fixture, NULL, set_up, test_removal, tear_down);
  g_test_add ("/attachment/refusals", Fixture, NULL, set_up, test_refusals, tear_down);
  g_test_add_func ("/attachment/pictures", test_pictures);
  g_test_add_func ("/attachment/bad-pictures", test_bad_pictures);
  return g_test_run ();
}
