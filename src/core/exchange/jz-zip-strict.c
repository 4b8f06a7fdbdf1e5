/* The records are those of APPNOTE.TXT 6.3: local header 4.3.7, data descriptor 4.3.9, directory header 4.3.12,
 * end of central directory 4.3.16.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "jz-zip-strict.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "jz-error.h"

#define LOCAL_SIZE     30
#define DIRECTORY_SIZE 46
#define END_SIZE       22
#define DIRECTORY_MAX  (256 * 1024)
#define FLAG_ENCRYPTED  (1 | 1 << 6 | 1 << 13)
#define FLAG_DESCRIPTOR (1 << 3)

typedef struct
{
  int     fd;
  guint64 size;
} File;

static guint16
u16 (const guint8 *p)
{
  return (guint16) (p[0] | p[1] << 8);
}

static guint32
u32 (const guint8 *p)
{
  return u16 (p) | (guint32) u16 (p + 2) << 16;
}

static gboolean
read_at (File *file, guint64 offset, void *buffer, gsize size)
{
  gsize done = 0;

  if (offset > file->size || size > file->size - offset)
    return FALSE;
  while (done < size)
    {
      ssize_t n = pread (file->fd, (guint8 *) buffer + done, size - done, (off_t) (offset + done));

      if (n <= 0 && !(n < 0 && errno == EINTR))
        return FALSE;
      done += n > 0 ? (gsize) n : 0;
    }
  return TRUE;
}

/* What the bytes between an entry's data and the next entry must be: nothing, or the data descriptor that its
 * flags announce. */
static gboolean
gap_is_descriptor (File *file, guint64 from, guint64 to, const guint8 *entry)
{
  guint8  descriptor[16];
  guint64 gap = to - from;

  if (!(u16 (entry + 8) & FLAG_DESCRIPTOR))
    return gap == 0;
  if ((gap != 12 && gap != 16) || !read_at (file, from, descriptor, gap))
    return FALSE;
  return (gap == 12 || memcmp (descriptor, "PK\7\10", 4) == 0) && memcmp (descriptor + gap - 12, entry + 16, 12) == 0;
}

/* Times (UT) and owners (ux) at most: another field may give the entry a second name or size. */
static gboolean
extras_are_plain (const guint8 *extra, gsize size)
{
  while (size >= 4)
    {
      gsize step = 4u + u16 (extra + 2);

      if ((memcmp (extra, "UT", 2) != 0 && memcmp (extra, "ux", 2) != 0) || step > size)
        return FALSE;
      extra += step;
      size -= step;
    }
  return size == 0;
}

/* @entry: its record in the directory; the entry must fill what is from @from to @to. */
static gboolean
entry_fills (File *file, guint64 from, guint64 to, const guint8 *entry)
{
  guint16           name_size = u16 (entry + 28);
  g_autofree guint8 *name = g_malloc (name_size + (gsize) G_MAXUINT16 + 1);
  guint8             local[LOCAL_SIZE];
  guint64            data;

  if (u32 (entry + 42) != from || !read_at (file, from, local, sizeof local) || memcmp (local, "PK\3\4", 4) != 0 ||
      u16 (local + 26) != name_size || !read_at (file, from + LOCAL_SIZE, name, name_size) ||
      memcmp (name, entry + DIRECTORY_SIZE, name_size) != 0 || memcmp (local + 6, entry + 8, 4) != 0)
    return FALSE;
  data = from + LOCAL_SIZE + name_size + u16 (local + 28);
  if (!read_at (file, from + LOCAL_SIZE + name_size, name + name_size, u16 (local + 28)) ||
      !extras_are_plain (name + name_size, u16 (local + 28)))
    return FALSE;
  return data + u32 (entry + 20) <= to && gap_is_descriptor (file, data + u32 (entry + 20), to, entry);
}

/* libarchive may read "a\\b" as "a/b"; another program does not. */
static gboolean
name_is_plain (const guint8 *name, gsize size)
{
  for (gsize i = 0; i < size; i++)
    if (name[i] <= ' ' || name[i] >= 0x7f || name[i] == '\\')
      return FALSE;
  return size > 0;
}

static gboolean
entry_is_plain (const guint8 *entry)
{
  guint16 method = u16 (entry + 10);

  return !(u16 (entry + 8) & FLAG_ENCRYPTED) && (method == 0 || method == 8) && u16 (entry + 32) == 0 &&
         u16 (entry + 34) == 0 && name_is_plain (entry + DIRECTORY_SIZE, u16 (entry + 28)) &&
         extras_are_plain (entry + DIRECTORY_SIZE + u16 (entry + 28), u16 (entry + 30)) &&
         u32 (entry + 20) != G_MAXUINT32 && u32 (entry + 24) != G_MAXUINT32 && u32 (entry + 42) != G_MAXUINT32;
}

/* The record at @offset, or NULL when the directory ends within it. */
static const guint8 *
record_at (const guint8 *directory, guint64 size, guint64 offset)
{
  const guint8 *p = directory + offset;

  if (offset > size || size - offset < DIRECTORY_SIZE || memcmp (p, "PK\1\2", 4) != 0 ||
      size - offset - DIRECTORY_SIZE < (guint64) u16 (p + 28) + u16 (p + 30) + u16 (p + 32))
    return NULL;
  return p;
}

static gboolean
entries_fill (File *file, const guint8 *directory, guint64 size, guint64 start, guint n)
{
  guint64 offset = 0;

  for (guint i = 0; i < n; i++)
    {
      const guint8 *entry = record_at (directory, size, offset), *next = NULL;
      guint64       to = start;

      if (entry == NULL || !entry_is_plain (entry))
        return FALSE;
      offset += DIRECTORY_SIZE + (guint64) u16 (entry + 28) + u16 (entry + 30) + u16 (entry + 32);
      if (i + 1 < n)
        {
          if ((next = record_at (directory, size, offset)) == NULL)
            return FALSE;
          to = u32 (next + 42);
        }
      if (to > start || to < u32 (entry + 42) || (i == 0 && u32 (entry + 42) != 0) ||
          !entry_fills (file, u32 (entry + 42), to, entry))
        return FALSE;
    }
  return offset == size;
}

static gboolean
check (File *file)
{
  g_autofree guint8 *directory = NULL;
  guint8             end[END_SIZE];
  guint64            size, start;
  guint              n;

  if (file->size < END_SIZE || file->size > G_MAXUINT32 || !read_at (file, file->size - END_SIZE, end, END_SIZE) ||
      memcmp (end, "PK\5\6\0\0\0\0", 8) != 0 || u16 (end + 8) != u16 (end + 10) || u16 (end + 20) != 0)
    return FALSE;
  n = u16 (end + 10);
  size = u32 (end + 12);
  start = u32 (end + 16);
  if (n == 0 || size > DIRECTORY_MAX || start + size != file->size - END_SIZE)
    return FALSE;
  directory = g_malloc (size + 1);
  return read_at (file, start, directory, size) && entries_fill (file, directory, size, start, n);
}

gboolean
jz_zip_is_strict (const char *path, GError **error)
{
  g_autofree char *name = g_path_get_basename (path);
  struct stat      info;
  File             file = { .fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK) };
  gboolean         ok;

  if (file.fd < 0 || fstat (file.fd, &info) != 0 || !S_ISREG (info.st_mode))
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_NO_FILE, "%s: %s", name,
                   file.fd < 0 ? g_strerror (errno) : _("this is no file"));
      if (file.fd >= 0)
        close (file.fd);
      return FALSE;
    }
  file.size = (guint64) info.st_size;
  ok = check (&file);
  close (file.fd);
  if (!ok)
    g_set_error (error, JZ_ERROR, JZ_ERROR_REFUSED, _("%s: this is no package, or it is damaged or cut off"), name);
  return ok;
}
