/* The records are those of APPNOTE.TXT 6.3, as in jz-zip-strict.c. libarchive does not take what is already deflated,
 * and libdeflate, which needs the whole of an entry, is more than twice as fast as zlib for a smaller file.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "jz-zip-output.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <libdeflate.h>
#include <string.h>
#include <unistd.h>

#include "jz-error.h"
#include "jz-sha256.h"

#define DEFLATE_LEVEL 5

#define VERSION_NEEDED 20 /* 2.0: deflate */
#define MADE_BY_UNIX   (3 << 8 | VERSION_NEEDED)
#define METHOD_DEFLATE 8
#define DOS_TIME       0  /* midnight, 1 January 1980: the first there is */
#define DOS_DATE       0x21
#define ATTRIBUTES     (0100644U << 16)

typedef struct
{
  char       *name; /* NULL: there are no more */
  GByteArray *bytes;
} Entry;

struct _JzZipOutput
{
  char      *path, *temporary;
  int        fd;
  GThread   *thread;
  Entry     *entry; /* not yet handed to the thread */
  gboolean   finished;

  GMutex     mutex; /* over what follows */
  GCond      cond;
  Entry     *next;  /* handed over */
  int        fault; /* errno of the first failure */

  /* The thread's until it is joined: */
  struct libdeflate_compressor *compressor;
  GByteArray                   *directory;
  guint                         n_entries;
  JzSha256                      sum;
  gint64                        written;
};

static Entry *
entry_new (const char *name)
{
  Entry *entry = g_new (Entry, 1);

  *entry = (Entry){ g_strdup (name), g_byte_array_new () };
  return entry;
}

static void
entry_free (Entry *entry)
{
  g_free (entry->name);
  g_byte_array_unref (entry->bytes);
  g_free (entry);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Entry, entry_free)

/* errno, or 0. */
static int
put (JzZipOutput *self, const void *bytes, gsize size)
{
  const guint8 *p = bytes;

  jz_sha256_update (&self->sum, bytes, size);
  self->written += (gint64) size;
  while (size > 0)
    {
      ssize_t n = write (self->fd, p, size);

      if (n < 0 && errno != EINTR)
        return errno;
      p += MAX (n, 0);
      size -= (gsize) MAX (n, 0);
    }
  return 0;
}

static void
add16 (GByteArray *record, guint value)
{
  guint16 bytes = GUINT16_TO_LE ((guint16) value);

  g_byte_array_append (record, (guint8 *) &bytes, sizeof bytes);
}

static void
add32 (GByteArray *record, gsize value)
{
  guint32 bytes = GUINT32_TO_LE ((guint32) value);

  g_byte_array_append (record, (guint8 *) &bytes, sizeof bytes);
}

/* What the local header and the directory's record of an entry have in common. */
static void
add_description (GByteArray *record, const Entry *entry, gsize deflated)
{
  add16 (record, VERSION_NEEDED);
  add16 (record, 0);
  add16 (record, METHOD_DEFLATE);
  add16 (record, DOS_TIME);
  add16 (record, DOS_DATE);
  add32 (record, libdeflate_crc32 (0, entry->bytes->data, entry->bytes->len));
  add32 (record, deflated);
  add32 (record, entry->bytes->len);
  add16 (record, (guint) strlen (entry->name));
  add16 (record, 0);
}

static void
add_to_directory (JzZipOutput *self, const Entry *entry, const GByteArray *description)
{
  GByteArray *directory = self->directory;

  g_byte_array_append (directory, (const guint8 *) "PK\1\2", 4);
  add16 (directory, MADE_BY_UNIX);
  g_byte_array_append (directory, description->data, description->len);
  add16 (directory, 0); /* comment, disk, internal attributes */
  add16 (directory, 0);
  add16 (directory, 0);
  add32 (directory, ATTRIBUTES);
  add32 (directory, (gsize) self->written);
  g_byte_array_append (directory, (const guint8 *) entry->name, (guint) strlen (entry->name));
  self->n_entries++;
}

static int
put_entry (JzZipOutput *self, const Entry *entry)
{
  gsize                  room = libdeflate_deflate_compress_bound (self->compressor, entry->bytes->len), size;
  g_autofree guint8     *deflated = g_malloc (room);
  g_autoptr (GByteArray) description = g_byte_array_new ();
  int                    fault;

  size = libdeflate_deflate_compress (self->compressor, entry->bytes->data, entry->bytes->len, deflated, room);
  if ((guint64) self->written + size + self->directory->len > G_MAXINT32 || self->n_entries == G_MAXINT16)
    return EFBIG;
  add_description (description, entry, size);
  add_to_directory (self, entry, description);
  if ((fault = put (self, "PK\3\4", 4)) != 0 || (fault = put (self, description->data, description->len)) != 0 ||
      (fault = put (self, entry->name, strlen (entry->name))) != 0)
    return fault;
  return put (self, deflated, size);
}

static int
put_directory (JzZipOutput *self)
{
  GByteArray *directory = self->directory;
  gsize       size = directory->len;

  g_byte_array_append (directory, (const guint8 *) "PK\5\6\0\0\0\0", 8);
  add16 (directory, self->n_entries);
  add16 (directory, self->n_entries);
  add32 (directory, size);
  add32 (directory, (gsize) self->written);
  add16 (directory, 0);
  return put (self, directory->data, directory->len);
}

static Entry *
take_entry (JzZipOutput *self)
{
  Entry *entry;

  g_mutex_lock (&self->mutex);
  while (self->next == NULL)
    g_cond_wait (&self->cond, &self->mutex);
  entry = g_steal_pointer (&self->next);
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
  return entry;
}

/* After a fault it goes on taking entries, so that nobody waits for it. */
static gpointer
thread_main (gpointer data)
{
  JzZipOutput *self = data;
  int          fault = 0;
  gboolean     last;

  do
    {
      g_autoptr (Entry) entry = take_entry (self);

      last = entry->name == NULL;
      if (fault != 0)
        continue;
      fault = last ? put_directory (self) : put_entry (self, entry);
      g_mutex_lock (&self->mutex);
      self->fault = fault;
      g_mutex_unlock (&self->mutex);
    }
  while (!last);
  return NULL;
}

static gboolean
take_fault (JzZipOutput *self, int fault, GError **error)
{
  JzError code = fault == ENOSPC || fault == EDQUOT ? JZ_ERROR_DISK_FULL
                 : fault == EROFS || fault == EACCES || fault == EPERM ? JZ_ERROR_READ_ONLY
                 : fault == ENOENT || fault == ENOTDIR || fault == EISDIR ? JZ_ERROR_NO_FILE : JZ_ERROR_IO;

  g_set_error (error, JZ_ERROR, (int) code, "%s: %s", self->path,
               code == JZ_ERROR_DISK_FULL ? _("the disk is full") : g_strerror (fault));
  return FALSE;
}

/* Waits until the thread has taken the one before: three entries are in memory at most. */
static gboolean
hand_over (JzZipOutput *self, Entry *next, GError **error)
{
  Entry *entry = self->entry;
  int    fault;

  self->entry = next;
  if (entry == NULL)
    return TRUE;
  g_mutex_lock (&self->mutex);
  while (self->next != NULL)
    g_cond_wait (&self->cond, &self->mutex);
  self->next = entry;
  g_cond_signal (&self->cond);
  fault = self->fault;
  g_mutex_unlock (&self->mutex);
  return fault == 0 || take_fault (self, fault, error);
}

JzZipOutput *
jz_zip_output_new (const char *path, GError **error)
{
  g_autoptr (JzZipOutput) self = g_new0 (JzZipOutput, 1);

  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  self->path = g_strdup (path);
  self->temporary = g_strconcat (path, ".XXXXXX", NULL);
  jz_sha256_init (&self->sum);
  self->directory = g_byte_array_new ();
  self->fd = g_mkstemp_full (self->temporary, O_RDWR | O_CLOEXEC, 0644);
  if (self->fd < 0)
    {
      take_fault (self, errno, error);
      g_clear_pointer (&self->temporary, g_free);
      return NULL;
    }
  if ((self->compressor = libdeflate_alloc_compressor (DEFLATE_LEVEL)) == NULL)
    {
      take_fault (self, ENOMEM, error);
      return NULL;
    }
  self->thread = g_thread_new ("jz-zip", thread_main, self);
  return g_steal_pointer (&self);
}

/* An entry that is still at hand is part of the zip. */
static void
join (JzZipOutput *self)
{
  if (self->thread == NULL)
    return;
  hand_over (self, entry_new (NULL), NULL);
  hand_over (self, NULL, NULL);
  g_clear_pointer (&self->thread, g_thread_join);
}

void
jz_zip_output_free (JzZipOutput *self)
{
  if (self == NULL)
    return;
  join (self);
  if (self->fd >= 0)
    close (self->fd);
  if (self->temporary != NULL)
    g_unlink (self->temporary);
  libdeflate_free_compressor (self->compressor);
  g_byte_array_unref (self->directory);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_free (self->temporary);
  g_free (self->path);
  g_free (self);
}

gboolean
jz_zip_output_begin (JzZipOutput *self, const char *name, GError **error)
{
  return hand_over (self, entry_new (name), error);
}

void
jz_zip_output_write (JzZipOutput *self, const void *bytes, gsize size)
{
  g_return_if_fail (self->entry != NULL);

  g_byte_array_append (self->entry->bytes, bytes, (guint) size);
}

gboolean
jz_zip_output_finish (JzZipOutput *self, char **sha256, gint64 *bytes, GError **error)
{
  join (self);
  if (self->fault != 0)
    return take_fault (self, self->fault, error);
  if (fsync (self->fd) != 0)
    return take_fault (self, errno, error);
  *sha256 = jz_sha256_end (&self->sum);
  *bytes = self->written;
  self->finished = TRUE;
  return TRUE;
}

/* Else the name, and with it the file, may be gone after a power cut. */
static void
sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int              fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0)
    return;
  fsync (fd);
  close (fd);
}

gboolean
jz_zip_output_install (JzZipOutput *self, GError **error)
{
  g_return_val_if_fail (self->finished, FALSE);

  if (g_rename (self->temporary, self->path) != 0)
    return take_fault (self, errno, error);
  g_clear_pointer (&self->temporary, g_free);
  sync_folder (self->path);
  return TRUE;
}
