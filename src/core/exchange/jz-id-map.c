/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jz-id-map.h"

#include <string.h>

#define FIRST_SIZE 1024

struct _JzIdMap
{
  GArray  *ids;     /* by number */
  guint32 *numbers; /* by hash; JZ_ID_NONE: free */
  guint    mask;
  guint64  seed;
};

static guint32 *
new_numbers (gsize n)
{
  return memset (g_new (guint32, n), 0xff, n * sizeof (guint32));
}

JzIdMap *
jz_id_map_new (void)
{
  JzIdMap *self = g_new0 (JzIdMap, 1);

  self->ids = g_array_new (FALSE, FALSE, sizeof (JzId));
  self->numbers = new_numbers (FIRST_SIZE);
  self->mask = FIRST_SIZE - 1;
  self->seed = ((guint64) g_random_int () << 32) | g_random_int () | 1;
  return self;
}

void
jz_id_map_free (JzIdMap *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->ids);
  g_free (self->numbers);
  g_free (self);
}

static guint
hash (const JzIdMap *self, const JzId *id)
{
  guint64 hash = (id->half[0] ^ self->seed) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  hash ^= hash >> 32;
  hash = (hash ^ id->half[1]) * (self->seed | 1);
  hash ^= hash >> 29;
  hash *= G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  return (guint) (hash >> 32);
}

/* Where its number stands, or would. */
static guint32 *
slot_for (const JzIdMap *self, const JzId *id)
{
  guint i;

  for (i = hash (self, id) & self->mask; self->numbers[i] != JZ_ID_NONE; i = (i + 1) & self->mask)
    if (memcmp (&g_array_index (self->ids, JzId, self->numbers[i]), id, sizeof *id) == 0)
      break;
  return &self->numbers[i];
}

static void
grow (JzIdMap *self)
{
  gsize size = 2 * ((gsize) self->mask + 1);

  g_free (self->numbers);
  self->numbers = new_numbers (size);
  self->mask = (guint) (size - 1);
  for (guint n = 0; n < self->ids->len; n++)
    *slot_for (self, &g_array_index (self->ids, JzId, n)) = n;
}

guint
jz_id_map_find (JzIdMap *self, const JzId *id)
{
  return *slot_for (self, id);
}

guint
jz_id_map_ensure (JzIdMap *self, const JzId *id, gboolean *is_new)
{
  guint32 *slot = slot_for (self, id);

  *is_new = *slot == JZ_ID_NONE;
  if (!*is_new)
    return *slot;
  if (self->ids->len >= self->mask / 4 * 3)
    {
      grow (self);
      slot = slot_for (self, id);
    }
  *slot = self->ids->len;
  g_array_append_vals (self->ids, id, 1);
  return *slot;
}

/* The value of a lower-case hexadecimal digit; -1 for any other character. */
static inline int
digit_value (char c)
{
  return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

gboolean
jz_id_parse (const char *text, gsize size, JzId *id)
{
  guint n = 0;

  if (size != 36)
    return FALSE;
  *id = (JzId){ { 0, 0 } };
  for (guint i = 0; i < 36; i++)
    {
      gboolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      int      digit = dash ? 0 : digit_value (text[i]);

      if ((dash && text[i] != '-') || digit < 0)
        return FALSE;
      if (!dash)
        {
          id->half[n / 16] = id->half[n / 16] << 4 | (guint64) digit;
          n++;
        }
    }
  return TRUE;
}
