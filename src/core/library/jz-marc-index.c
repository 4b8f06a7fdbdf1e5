/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-marc-index.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "jz-bib.h"
#include "jz-marc-reader.h"

#define MAGIC          G_GUINT64_CONSTANT (0x4a7a4d7830303031) /* JzMx0001 */
#define PROGRESS_EVERY 1024

/* The cache: a head, and the entries in their order. */
typedef struct
{
  guint64 magic;
  guint64 size, changed; /* of the file; nanoseconds */
  guint64 n;
} Head;

typedef struct
{
  guint64 isbn; /* thirteen digits */
  guint64 offset;
  guint64 length;
} Entry;

struct _JzMarcIndex
{
  char         *path;
  int           file;    /* stays open: what is read is what was looked at */
  struct stat   status;
  GMappedFile  *cache;   /* NULL: they are in @own */
  GArray       *own;     /* of Entry */
  const Entry  *entries;
  gsize         n;
};

static guint64
changed (const struct stat *status)
{
  return (guint64) status->st_mtim.tv_sec * 1000000000u + (guint64) status->st_mtim.tv_nsec;
}

static gboolean
fail (const JzMarcIndex *self, int code, GError **error)
{
  g_set_error (error, JZ_ERROR, JZ_ERROR_REFUSED, "%s: %s", self->path, g_strerror (code));
  return FALSE;
}

static char *
cache_path (const char *path)
{
  g_autofree char *whole = g_canonicalize_filename (path, NULL);
  g_autofree char *name = g_compute_checksum_for_string (G_CHECKSUM_SHA256, whole, -1);

  return g_build_filename (g_get_user_cache_dir (), "jiaozhuang", "marc-index", name, NULL);
}

/* Offsets are proved when they are followed; here only that this is the index of the file as it is. */
static gboolean
open_cache (JzMarcIndex *self)
{
  g_autofree char        *path = cache_path (self->path);
  g_autoptr (GMappedFile) cache = g_mapped_file_new (path, FALSE, NULL);
  gsize                   length = cache != NULL ? g_mapped_file_get_length (cache) : 0;
  const Head *head = length >= sizeof *head ? (const Head *)(gconstpointer)g_mapped_file_get_contents (cache) : NULL;

  if (head == NULL || head->magic != MAGIC || head->size != (guint64) self->status.st_size ||
      head->changed != changed (&self->status) || head->n != (length - sizeof *head) / sizeof (Entry) ||
      length != sizeof *head + head->n * sizeof (Entry))
    return FALSE;
  self->n = head->n;
  self->entries = (const Entry *) (gconstpointer) (head + 1);
  self->cache = g_steal_pointer (&cache);
  return TRUE;
}

static void
keep_cache (const JzMarcIndex *self)
{
  Head                   head = { MAGIC, (guint64) self->status.st_size, changed (&self->status), self->n };
  g_autofree char       *path = cache_path (self->path), *folder = g_path_get_dirname (path);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GError)     error = NULL;

  g_byte_array_append (bytes, (const guint8 *) &head, sizeof head);
  g_byte_array_append (bytes, (const guint8 *) self->entries, (guint) (self->n * sizeof (Entry)));
  if (g_mkdir_with_parents (folder, 0700) != 0 ||
      !g_file_set_contents_full (path, (const char *)bytes->data, bytes->len, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                                 &error))
    g_info ("%s: the index is not kept: %s", self->path, error != NULL ? error->message : g_strerror (errno));
}

/* Making it. */

#define LOOKS_EVERY (100 * G_TIME_SPAN_MILLISECOND)

/* What is being made by some thread, @path NULL: nothing. */
static struct
{
  GMutex mutex;
  GCond  ended;
  char  *path;
  guint  records;
} making;

static void
note_records (guint records)
{
  g_mutex_lock (&making.mutex);
  making.records = records;
  g_mutex_unlock (&making.mutex);
}

gboolean
jz_marc_index_is_made (const char *path, guint *records)
{
  gboolean is_made;

  g_mutex_lock (&making.mutex);
  is_made = g_strcmp0 (making.path, path) == 0;
  *records = is_made ? making.records : 0;
  g_mutex_unlock (&making.mutex);
  return is_made;
}

/* Until it is this thread's turn to make one. @waited: (out): another thread made one meanwhile */
static gboolean
begin_making (const char *path, gboolean *waited, GCancellable *cancellable)
{
  g_mutex_lock (&making.mutex);
  *waited = making.path != NULL;
  while (making.path != NULL && !g_cancellable_is_cancelled (cancellable))
    g_cond_wait_until (&making.ended, &making.mutex, g_get_monotonic_time () + LOOKS_EVERY);
  if (making.path == NULL)
    {
      making.path = g_strdup (path);
      making.records = 0;
    }
  else
    path = NULL;
  g_mutex_unlock (&making.mutex);
  return path != NULL;
}

static void
end_making (void)
{
  g_mutex_lock (&making.mutex);
  g_clear_pointer (&making.path, g_free);
  g_cond_broadcast (&making.ended);
  g_mutex_unlock (&making.mutex);
}

static gssize
read_cb (gpointer source, void *buffer, gsize size, GError **error)
{
  const JzMarcIndex *self = source;
  gssize             n;

  do
    n = read (self->file, buffer, size);
  while (n < 0 && errno == EINTR);
  if (n < 0)
    fail (self, errno, error);
  return n;
}

static void
take_record (JzMarcIndex *self, const JzMarc *record, const JzMarcSource *from)
{
  g_autoptr (GPtrArray) isbns = jz_bib_isbns (record);

  for (guint i = 0; i < isbns->len; i++)
    {
      Entry entry = { g_ascii_strtoull (g_ptr_array_index (isbns, i), NULL, 10), from->offset, from->n_bytes };

      g_array_append_val (self->own, entry);
    }
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const Entry *one = a, *two = b;

  if (one->isbn != two->isbn)
    return one->isbn < two->isbn ? -1 : 1;
  return one->offset < two->offset ? -1 : one->offset > two->offset;
}

static gboolean
make (JzMarcIndex *self, JzMarcEncoding encoding, JzImportProgress progress, gpointer data, GError **error)
{
  g_autoptr (JzMarcReader) reader = jz_marc_reader_new (self->path, read_cb, self, encoding);
  g_autoptr (JzMarc)       record = jz_marc_new ();
  JzMarcSource             from;
  int                      status;

  self->own = g_array_new (FALSE, FALSE, sizeof (Entry));
  while ((status = jz_marc_reader_next (reader, record, &from, error)) == 1)
    {
      if (from.refused == NULL && from.bytes == NULL)
        {
          g_set_error (error, JZ_ERROR, JZ_ERROR_REFUSED,
                       _("%s: a source of records is a file in ISO 2709; XML can be imported"), self->path);
          return FALSE;
        }
      if (from.refused == NULL)
        take_record (self, record, &from);
      if (from.number % PROGRESS_EVERY == 0)
        note_records (from.number);
      if (progress != NULL && from.number % PROGRESS_EVERY == 0)
        progress (from.number, data);
    }
  g_array_sort (self->own, compare);
  self->entries = (const Entry *) (gconstpointer) self->own->data;
  self->n = self->own->len;
  return status == 0;
}

static gboolean
make_and_keep (JzMarcIndex *self, JzMarcEncoding encoding, JzImportProgress progress, gpointer data, GError **error)
{
  if (!make (self, encoding, progress, data, error))
    return FALSE;
  keep_cache (self);
  return TRUE;
}

JzMarcIndex *
jz_marc_index_open (const char *path, JzMarcEncoding encoding, JzImportProgress progress, gpointer data,
                    GCancellable *cancellable, GError **error)
{
  g_autoptr (JzMarcIndex) self = g_new0 (JzMarcIndex, 1);
  gboolean                waited, ok;

  self->path = g_strdup (path);
  self->file = open (path, O_RDONLY | O_CLOEXEC);
  if (self->file < 0 || fstat (self->file, &self->status) != 0 || S_ISDIR (self->status.st_mode))
    {
      fail (self, self->file >= 0 && S_ISDIR (self->status.st_mode) ? EISDIR : errno, error);
      return NULL;
    }
  if (open_cache (self))
    return g_steal_pointer (&self);
  if (!begin_making (path, &waited, cancellable))
    {
      g_cancellable_set_error_if_cancelled (cancellable, error);
      return NULL;
    }
  ok = (waited && open_cache (self)) || make_and_keep (self, encoding, progress, data, error);
  end_making ();
  return ok ? g_steal_pointer (&self) : NULL;
}

void
jz_marc_index_close (JzMarcIndex *self)
{
  if (self == NULL)
    return;
  if (self->file >= 0)
    close (self->file);
  g_clear_pointer (&self->cache, g_mapped_file_unref);
  g_clear_pointer (&self->own, g_array_unref);
  g_free (self->path);
  g_free (self);
}

gsize
jz_marc_index_size (const JzMarcIndex *self)
{
  return self->n;
}

static gsize
first_of (const JzMarcIndex *self, guint64 isbn)
{
  gsize low = 0, high = self->n;

  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (self->entries[middle].isbn < isbn)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

GPtrArray *
jz_marc_index_find (JzMarcIndex *self, const char *isbn, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  guint64               number = g_ascii_strtoull (isbn, NULL, 10);

  for (gsize i = first_of (self, number); i < self->n && self->entries[i].isbn == number; i++)
    {
      const Entry     *entry = &self->entries[i];
      g_autofree char *bytes = entry->length <= JZ_MARC_RECORD_MOST ? g_malloc (entry->length + 1) : NULL;
      gssize           n = bytes != NULL ? pread (self->file, bytes, entry->length, (off_t) entry->offset) : 0;

      if (n < 0)
        {
          fail (self, errno, error);
          return NULL;
        }
      if (n > 0)
        g_ptr_array_add (found, g_bytes_new (bytes, (gsize) n));
    }
  return g_steal_pointer (&found);
}
