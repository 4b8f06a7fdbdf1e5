/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-zip-output.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "jz-error.h"

#define BLOCK_SIZE (256 * 1024)
#define QUEUE_MAX  6

/* What the thread is to do: begin the entry @name, or write @bytes; neither: end. */
typedef struct
{
  char   *name;
  GBytes *bytes;
} Step;

struct _JzZipOutput
{
  char           *path, *temporary;
  int             fd;
  struct archive *archive;
  GThread        *thread;
  GByteArray     *block; /* not yet handed to the thread */
  gboolean        finished;

  GMutex          mutex; /* over what follows */
  GCond           cond;
  GQueue          steps;
  int             fault; /* errno of the first failure */

  /* The thread's until it is joined: */
  GChecksum      *sum;
  gint64          written;
};

static void
step_free (Step *step)
{
  g_free (step->name);
  g_clear_pointer (&step->bytes, g_bytes_unref);
  g_free (step);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Step, step_free)

static la_ssize_t
write_cb (struct archive *archive, void *data, const void *buffer, size_t size)
{
  JzZipOutput *self = data;
  ssize_t      n;

  do
    n = write (self->fd, buffer, size);
  while (n < 0 && errno == EINTR);
  if (n < 0)
    {
      archive_set_error (archive, errno, "%s", g_strerror (errno));
      return -1;
    }
  g_checksum_update (self->sum, buffer, n);
  self->written += n;
  return n;
}

static gboolean
begin_entry (JzZipOutput *self, const char *name)
{
  struct archive_entry *entry = archive_entry_new ();
  gboolean              ok;

  archive_entry_set_pathname (entry, name);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  ok = archive_write_header (self->archive, entry) == ARCHIVE_OK;
  archive_entry_free (entry);
  return ok;
}

static gboolean
run_step (JzZipOutput *self, Step *step)
{
  const char *bytes;
  gsize       size;

  if (step->name != NULL)
    return begin_entry (self, step->name);
  bytes = g_bytes_get_data (step->bytes, &size);
  while (size > 0)
    {
      la_ssize_t n = archive_write_data (self->archive, bytes, size);

      if (n <= 0)
        return FALSE;
      bytes += n;
      size -= (gsize) n;
    }
  return TRUE;
}

static Step *
next_step (JzZipOutput *self)
{
  Step *step;

  g_mutex_lock (&self->mutex);
  while (g_queue_is_empty (&self->steps))
    g_cond_wait (&self->cond, &self->mutex);
  step = g_queue_pop_head (&self->steps);
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
  return step;
}

static void
note_fault (JzZipOutput *self)
{
  int fault = archive_errno (self->archive);

  g_mutex_lock (&self->mutex);
  if (self->fault == 0)
    self->fault = fault > 0 ? fault : EIO;
  g_mutex_unlock (&self->mutex);
}

/* After a fault it goes on taking steps, so that nobody waits for room in the queue. */
static gpointer
thread_main (gpointer data)
{
  JzZipOutput *self = data;
  gboolean     ok = TRUE;

  for (;;)
    {
      g_autoptr (Step) step = next_step (self);

      if (step->name == NULL && step->bytes == NULL)
        break;
      if (ok && !(ok = run_step (self, step)))
        note_fault (self);
    }
  if (ok && archive_write_close (self->archive) != ARCHIVE_OK)
    note_fault (self);
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

static gboolean
push (JzZipOutput *self, char *name, GBytes *bytes, GError **error)
{
  Step *step = g_new (Step, 1);
  int   fault;

  *step = (Step){ name, bytes };
  g_mutex_lock (&self->mutex);
  while (self->steps.length >= QUEUE_MAX)
    g_cond_wait (&self->cond, &self->mutex);
  g_queue_push_tail (&self->steps, step);
  g_cond_broadcast (&self->cond);
  fault = self->fault;
  g_mutex_unlock (&self->mutex);
  return fault == 0 || take_fault (self, fault, error);
}

static gboolean
push_block (JzZipOutput *self, GError **error)
{
  GByteArray *block = self->block;

  if (block->len == 0)
    return TRUE;
  self->block = g_byte_array_sized_new (BLOCK_SIZE);
  return push (self, NULL, g_byte_array_free_to_bytes (block), error);
}

static struct archive *
archive_for (JzZipOutput *self)
{
  struct archive *archive = archive_write_new ();

  archive_write_set_format_zip (archive);
  /* Every school's computer can read it without; and no length in it is unknown to a reader. */
  archive_write_set_format_option (archive, "zip", "zip64", NULL);
  archive_write_set_format_option (archive, "zip", "compression", "deflate");
  archive_write_set_bytes_per_block (archive, BLOCK_SIZE);
  archive_write_set_bytes_in_last_block (archive, 1);
  if (archive_write_open (archive, self, NULL, write_cb, NULL) == ARCHIVE_OK)
    return archive;
  archive_write_free (archive);
  return NULL;
}

JzZipOutput *
jz_zip_output_new (const char *path, GError **error)
{
  g_autoptr (JzZipOutput) self = g_new0 (JzZipOutput, 1);

  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  self->path = g_strdup (path);
  self->temporary = g_strconcat (path, ".XXXXXX", NULL);
  self->sum = g_checksum_new (G_CHECKSUM_SHA256);
  self->block = g_byte_array_sized_new (BLOCK_SIZE);
  self->fd = g_mkstemp_full (self->temporary, O_RDWR | O_CLOEXEC, 0644);
  if (self->fd < 0)
    {
      take_fault (self, errno, error);
      g_clear_pointer (&self->temporary, g_free);
      return NULL;
    }
  if ((self->archive = archive_for (self)) == NULL)
    {
      take_fault (self, ENOMEM, error);
      return NULL;
    }
  self->thread = g_thread_new ("jz-zip", thread_main, self);
  return g_steal_pointer (&self);
}

static void
join (JzZipOutput *self)
{
  if (self->thread == NULL)
    return;
  push (self, NULL, NULL, NULL);
  g_clear_pointer (&self->thread, g_thread_join);
}

void
jz_zip_output_free (JzZipOutput *self)
{
  if (self == NULL)
    return;
  join (self);
  if (self->archive != NULL)
    archive_write_free (self->archive);
  if (self->fd >= 0)
    close (self->fd);
  if (self->temporary != NULL)
    g_unlink (self->temporary);
  g_byte_array_unref (self->block);
  g_checksum_free (self->sum);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_free (self->temporary);
  g_free (self->path);
  g_free (self);
}

gboolean
jz_zip_output_begin (JzZipOutput *self, const char *name, GError **error)
{
  return push_block (self, error) && push (self, g_strdup (name), NULL, error);
}

gboolean
jz_zip_output_write (JzZipOutput *self, const void *bytes, gsize size, GError **error)
{
  g_byte_array_append (self->block, bytes, (guint) size);
  return self->block->len < BLOCK_SIZE || push_block (self, error);
}

gboolean
jz_zip_output_finish (JzZipOutput *self, char **sha256, gint64 *bytes, GError **error)
{
  gboolean ok = push_block (self, error);

  join (self);
  if (!ok)
    return FALSE;
  if (self->fault != 0)
    return take_fault (self, self->fault, error);
  if (fsync (self->fd) != 0)
    return take_fault (self, errno, error);
  *sha256 = g_strdup (g_checksum_get_string (self->sum));
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
