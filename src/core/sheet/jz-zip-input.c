/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-zip-input.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "jz-error.h"

static const JzZipLimits default_limits = {
  .max_entries = 10000,
  .max_entry_bytes = G_GUINT64_CONSTANT (1) << 30,
  .max_total_bytes = G_GUINT64_CONSTANT (2) << 30,
  .max_ratio = 200,
  .ratio_from = 64 * 1024 * 1024,
};

struct _JzZipInput
{
  char         *name; /* of the file, without folders, for messages */
  JzZipLimits   limits;
  GCancellable *cancellable;
  int           fd;
  guint64       file_size;
  GPtrArray    *names;
  GHashTable   *index; /* small letters → the name as it stands */
};

/* One walk over the archive. All share the file descriptor and read it with pread(), so that what was
 * checked and what is read is the same file. */
typedef struct
{
  JzZipInput     *zip;
  struct archive *archive;
  gint64          offset;
  guint8          buffer[64 * 1024];
} Walk;

struct _JzZipEntry
{
  Walk   *walk;
  guint64 left;
};

static la_ssize_t
read_cb (struct archive *archive, void *data, const void **buffer)
{
  Walk   *walk = data;
  ssize_t n;

  do
    n = pread (walk->zip->fd, walk->buffer, sizeof walk->buffer, walk->offset);
  while (n < 0 && errno == EINTR);
  if (n < 0)
    archive_set_error (archive, errno, "%s", g_strerror (errno));
  else
    walk->offset += n;
  *buffer = walk->buffer;
  return n;
}

static la_int64_t
seek_cb (struct archive *archive, void *data, la_int64_t offset, int whence)
{
  Walk  *walk = data;
  gint64 base = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? walk->offset : (gint64) walk->zip->file_size;

  if (offset < -base || offset > (gint64) walk->zip->file_size)
    return ARCHIVE_FATAL;
  return walk->offset = base + offset;
}

static la_int64_t
skip_cb (struct archive *archive, void *data, la_int64_t request)
{
  Walk  *walk = data;
  gint64 step = CLAMP (request, 0, MAX ((gint64) walk->zip->file_size - walk->offset, 0));

  walk->offset += step;
  return step;
}

static void
walk_free (Walk *walk)
{
  archive_read_free (walk->archive);
  g_free (walk);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Walk, walk_free)

static gboolean
refuse_damaged (JzZipInput *zip, GError **error)
{
  g_set_error (error, JZ_ERROR, JZ_ERROR_REFUSED, _("%s: the file is cut off or damaged"), zip->name);
  return FALSE;
}

static Walk *
walk_new (JzZipInput *zip, GError **error)
{
  g_autoptr (Walk) walk = g_new0 (Walk, 1);

  walk->zip = zip;
  walk->archive = archive_read_new ();
  /* The central directory is the only truth about a zip: a file without one was cut off. */
  archive_read_support_format_zip_seekable (walk->archive);
  archive_read_set_read_callback (walk->archive, read_cb);
  archive_read_set_seek_callback (walk->archive, seek_cb);
  archive_read_set_skip_callback (walk->archive, skip_cb);
  archive_read_set_callback_data (walk->archive, walk);
  if (archive_read_open1 (walk->archive) != ARCHIVE_OK)
    {
      refuse_damaged (zip, error);
      return NULL;
    }
  return g_steal_pointer (&walk);
}

static gboolean
name_is_safe (const char *name, gboolean ascii)
{
  g_auto (GStrv) parts = NULL;

  if (name[0] == '\0' || name[0] == '/' || strchr (name, '\\') != NULL || !g_utf8_validate (name, -1, NULL) ||
      (g_ascii_isalpha (name[0]) && name[1] == ':'))
    return FALSE;
  for (const char *p = name; *p != '\0'; p++)
    if (g_ascii_iscntrl (*p) || (ascii && (guint8) *p >= 0x80))
      return FALSE;
  parts = g_strsplit (name, "/", -1);
  return !g_strv_contains ((const char *const *) parts, "..");
}

static gboolean
refuse_entry (JzZipInput *zip, const char *name, const char *why, GError **error)
{
  g_autofree char *shown = g_utf8_make_valid (name != NULL ? name : "?", -1);

  g_set_error (error, JZ_ERROR, JZ_ERROR_REFUSED, "%s: %s: %s", zip->name, shown, why);
  return FALSE;
}

static gboolean
refuse_size (JzZipInput *zip, GError **error)
{
  g_set_error (error, JZ_ERROR, JZ_ERROR_REFUSED, _("%s: the file unpacks to more than is accepted"), zip->name);
  return FALSE;
}

static guint64
total_limit (JzZipInput *zip)
{
  guint64 by_ratio = MAX (zip->file_size * zip->limits.max_ratio, zip->limits.ratio_from);

  return MIN (zip->limits.max_total_bytes, by_ratio);
}

static guint64
entry_limit (JzZipInput *zip)
{
  return MIN (zip->limits.max_entry_bytes, total_limit (zip));
}

/* libarchive turns names into the locale's encoding and gives NULL where it can't: in the C locale for every
 * Chinese name. So this thread has a UTF-8 locale meanwhile. */
static int
next_header (Walk *walk, struct archive_entry **entry, const char **name)
{
  locale_t utf8 = newlocale (LC_CTYPE_MASK, "C.UTF-8", (locale_t) 0);
  locale_t before = uselocale (utf8);
  int      result = archive_read_next_header (walk->archive, entry);

  if (result == ARCHIVE_OK || result == ARCHIVE_WARN)
    *name = archive_entry_pathname_utf8 (*entry);
  uselocale (before);
  if (utf8 != (locale_t) 0)
    freelocale (utf8);
  return result;
}

static gboolean
take_entry (JzZipInput *zip, struct archive_entry *entry, const char *name, guint64 *total, GError **error)
{
  g_autofree char *key = NULL;

  if (name == NULL || !name_is_safe (name, zip->limits.ascii_names))
    return refuse_entry (zip, name, _("this name is not accepted in a zip"), error);
  if (archive_entry_filetype (entry) == AE_IFDIR)
    return TRUE;
  if (archive_entry_filetype (entry) != AE_IFREG || archive_entry_hardlink (entry) != NULL)
    return refuse_entry (zip, name, _("links are not accepted in a zip"), error);
  if (archive_entry_is_encrypted (entry))
    return refuse_entry (zip, name, _("the zip is encrypted; take off its password"), error);
  if (archive_entry_size_is_set (entry) && archive_entry_size (entry) > 0)
    {
      if ((guint64) archive_entry_size (entry) > entry_limit (zip))
        return refuse_size (zip, error);
      *total += (guint64) archive_entry_size (entry);
      if (*total > total_limit (zip))
        return refuse_size (zip, error);
    }
  key = g_ascii_strdown (name, -1);
  if (g_hash_table_contains (zip->index, key))
    return refuse_entry (zip, name, _("the zip has this name twice"), error);
  g_ptr_array_add (zip->names, g_strdup (name));
  g_hash_table_insert (zip->index, g_steal_pointer (&key), g_ptr_array_index (zip->names, zip->names->len - 1));
  return TRUE;
}

static gboolean
read_names (JzZipInput *zip, GError **error)
{
  g_autoptr (Walk)      walk = walk_new (zip, error);
  struct archive_entry *entry;
  const char           *name;
  guint64               total = 0;
  guint                 n = 0;
  int                   result;

  if (walk == NULL)
    return FALSE;
  while ((result = next_header (walk, &entry, &name)) == ARCHIVE_OK || result == ARCHIVE_WARN)
    {
      if (g_cancellable_set_error_if_cancelled (zip->cancellable, error))
        return FALSE;
      if (++n > zip->limits.max_entries)
        {
          g_set_error (error, JZ_ERROR, JZ_ERROR_REFUSED, _("%s: the zip has too many entries"), zip->name);
          return FALSE;
        }
      if (!take_entry (zip, entry, name, &total, error))
        return FALSE;
    }
  if (result != ARCHIVE_EOF)
    return refuse_damaged (zip, error);
  g_ptr_array_add (zip->names, NULL);
  return TRUE;
}

JzZipInput *
jz_zip_input_open (const char *path, const JzZipLimits *limits, GCancellable *cancellable, GError **error)
{
  g_autoptr (JzZipInput) zip = g_new0 (JzZipInput, 1);
  struct stat            info;

  zip->name = g_path_get_basename (path);
  zip->limits = limits != NULL ? *limits : default_limits;
  zip->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  zip->names = g_ptr_array_new_with_free_func (g_free);
  zip->index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  zip->fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);
  if (zip->fd < 0 || fstat (zip->fd, &info) != 0 || !S_ISREG (info.st_mode))
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_REFUSED, "%s: %s", zip->name,
                   zip->fd < 0 ? g_strerror (errno) : _("this is no file"));
      return NULL;
    }
  zip->file_size = (guint64) info.st_size;
  if (!read_names (zip, error))
    return NULL;
  return g_steal_pointer (&zip);
}

void
jz_zip_input_free (JzZipInput *zip)
{
  if (zip == NULL)
    return;
  if (zip->fd >= 0)
    close (zip->fd);
  g_clear_object (&zip->cancellable);
  g_hash_table_unref (zip->index);
  g_ptr_array_unref (zip->names);
  g_free (zip->name);
  g_free (zip);
}

const char *const *
jz_zip_input_names (JzZipInput *zip)
{
  return (const char *const *) zip->names->pdata;
}

const char *
jz_zip_input_find (JzZipInput *zip, const char *name)
{
  g_autofree char *key = g_ascii_strdown (name, -1);

  return g_hash_table_lookup (zip->index, key);
}

JzZipEntry *
jz_zip_input_open_entry (JzZipInput *zip, const char *name, GError **error)
{
  const char           *found = jz_zip_input_find (zip, name);
  g_autoptr (Walk)      walk = found != NULL ? walk_new (zip, error) : NULL;
  struct archive_entry *header;
  const char           *name_there;
  JzZipEntry           *entry;

  if (found == NULL)
    refuse_entry (zip, name, _("this part is missing in the file"), error);
  if (walk == NULL)
    return NULL;
  do
    {
      int result = next_header (walk, &header, &name_there);

      if (result != ARCHIVE_OK && result != ARCHIVE_WARN)
        {
          refuse_damaged (zip, error);
          return NULL;
        }
    }
  while (g_strcmp0 (name_there, found) != 0);

  entry = g_new0 (JzZipEntry, 1);
  entry->walk = g_steal_pointer (&walk);
  entry->left = entry_limit (zip);
  return entry;
}

void
jz_zip_entry_close (JzZipEntry *entry)
{
  if (entry == NULL)
    return;
  walk_free (entry->walk);
  g_free (entry);
}

gssize
jz_zip_entry_read (JzZipEntry *entry, void *buffer, gsize size, GError **error)
{
  JzZipInput *zip = entry->walk->zip;
  gssize      n;

  if (g_cancellable_set_error_if_cancelled (zip->cancellable, error))
    return -1;
  n = archive_read_data (entry->walk->archive, buffer, size);
  if (n < 0)
    {
      refuse_damaged (zip, error);
      return -1;
    }
  if ((guint64) n > entry->left)
    {
      refuse_size (zip, error);
      return -1;
    }
  entry->left -= (guint64) n;
  return n;
}
