/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jz-ole.h"

#include <string.h>

#define HEADER_SIZE  512
#define ENTRY_SIZE   128
#define LAST_SECTOR  0xfffffffa /* what is above is no sector */
#define HEADER_FATS  109

typedef struct
{
  const guint8 *bytes;
  gsize         length;
  gsize         sector, small_sector;
  guint32       small_limit;
  GArray       *fat, *small_fat; /* guint32 */
  GByteArray   *directory, *small_stream;
} Ole;

static guint32
u16 (const guint8 *p)
{
  return p[0] | (guint32) p[1] << 8;
}

static guint32
u32 (const guint8 *p)
{
  return u16 (p) | u16 (p + 2) << 16;
}

static const guint8 *
sector_at (const Ole *ole, guint32 index)
{
  guint64 offset = ((guint64) index + 1) * ole->sector;

  return index < LAST_SECTOR && offset + ole->sector <= ole->length ? ole->bytes + offset : NULL;
}

static gboolean
add_fat_sector (Ole *ole, guint32 index)
{
  const guint8 *sector = sector_at (ole, index);

  for (gsize i = 0; sector != NULL && i < ole->sector; i += 4)
    {
      guint32 next = u32 (sector + i);

      g_array_append_val (ole->fat, next);
    }
  return sector != NULL;
}

/* The list of FAT sectors: the first 109 in the header, the others in a chain of sectors. */
static gboolean
read_fat (Ole *ole)
{
  guint32 n = u32 (ole->bytes + 44), more = u32 (ole->bytes + 68);
  guint32 per_sector = (guint32) ole->sector / 4 - 1, done = 0;

  if (n > ole->length / ole->sector)
    return FALSE;
  for (; done < MIN (n, HEADER_FATS); done++)
    if (!add_fat_sector (ole, u32 (ole->bytes + 76 + 4 * done)))
      return FALSE;
  while (done < n)
    {
      const guint8 *sector = sector_at (ole, more);

      if (sector == NULL)
        return FALSE;
      for (guint32 i = 0; i < per_sector && done < n; i++, done++)
        if (!add_fat_sector (ole, u32 (sector + 4 * i)))
          return FALSE;
      more = u32 (sector + 4 * per_sector);
    }
  return TRUE;
}

/* The bytes of a chain. It can't be longer than there are sectors, so a ring ends. */
static GByteArray *
read_chain (const Ole *ole, guint32 first)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  gsize                  left = ole->length / ole->sector + 1;

  for (guint32 at = first; at < LAST_SECTOR; at = g_array_index (ole->fat, guint32, at))
    {
      const guint8 *sector = sector_at (ole, at);

      if (sector == NULL || at >= ole->fat->len || left-- == 0)
        return NULL;
      g_byte_array_append (out, sector, (guint) ole->sector);
    }
  return g_steal_pointer (&out);
}

static GByteArray *
read_small_chain (const Ole *ole, guint32 first)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  gsize                  left = ole->small_stream->len / ole->small_sector + 1;

  for (guint32 at = first; at < LAST_SECTOR; at = g_array_index (ole->small_fat, guint32, at))
    {
      gsize offset = at * ole->small_sector;

      if (at >= ole->small_fat->len || offset + ole->small_sector > ole->small_stream->len || left-- == 0)
        return NULL;
      g_byte_array_append (out, ole->small_stream->data + offset, (guint) ole->small_sector);
    }
  return g_steal_pointer (&out);
}

static gboolean
open_container (Ole *ole)
{
  g_autoptr (GByteArray) small_fat = NULL;

  if (ole->length < HEADER_SIZE || (u16 (ole->bytes + 30) != 9 && u16 (ole->bytes + 30) != 12) ||
      u16 (ole->bytes + 32) != 6)
    return FALSE;
  ole->sector = (gsize) 1 << u16 (ole->bytes + 30);
  ole->small_sector = 64;
  ole->small_limit = u32 (ole->bytes + 56);
  if (!read_fat (ole))
    return FALSE;
  ole->directory = read_chain (ole, u32 (ole->bytes + 48));
  if (ole->directory == NULL || ole->directory->len < ENTRY_SIZE)
    return FALSE;
  /* The first entry is the root; its stream holds the small streams. */
  ole->small_stream = read_chain (ole, u32 (ole->directory->data + 116));
  small_fat = read_chain (ole, u32 (ole->bytes + 60));
  if (ole->small_stream == NULL || small_fat == NULL)
    return FALSE;
  for (guint i = 0; i + 4 <= small_fat->len; i += 4)
    {
      guint32 next = u32 (small_fat->data + i);

      g_array_append_val (ole->small_fat, next);
    }
  return TRUE;
}

static const guint8 *
find_entry (const Ole *ole, const char *name)
{
  gsize length = strlen (name);

  for (guint at = 0; at + ENTRY_SIZE <= ole->directory->len; at += ENTRY_SIZE)
    {
      const guint8 *entry = ole->directory->data + at;
      gboolean      same = entry[66] == 2 && u16 (entry + 64) == 2 * (length + 1);

      for (gsize i = 0; same && i < length; i++)
        same = u16 (entry + 2 * i) == (guint8) name[i];
      if (same)
        return entry;
    }
  return NULL;
}

GBytes *
jz_ole_read_stream (const guint8 *bytes, gsize length, const char *name)
{
  Ole           ole = { bytes, length };
  GByteArray   *stream = NULL;
  const guint8 *entry = NULL;

  ole.fat = g_array_new (FALSE, FALSE, sizeof (guint32));
  ole.small_fat = g_array_new (FALSE, FALSE, sizeof (guint32));
  if (open_container (&ole))
    entry = find_entry (&ole, name);
  if (entry != NULL)
    {
      guint32 size = u32 (entry + 120);

      stream = size < ole.small_limit ? read_small_chain (&ole, u32 (entry + 116))
                                      : read_chain (&ole, u32 (entry + 116));
      if (stream != NULL && stream->len < size)
        g_clear_pointer (&stream, g_byte_array_unref);
      else if (stream != NULL)
        g_byte_array_set_size (stream, size);
    }
  g_array_unref (ole.fat);
  g_array_unref (ole.small_fat);
  g_clear_pointer (&ole.directory, g_byte_array_unref);
  g_clear_pointer (&ole.small_stream, g_byte_array_unref);
  return stream != NULL ? g_byte_array_free_to_bytes (stream) : NULL;
}
