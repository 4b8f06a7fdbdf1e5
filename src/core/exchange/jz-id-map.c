/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jz-id-map.h"

#include <string.h>

#define FIRST_SIZE 1024

typedef struct
{
  JzId  id;
  guint number; /* JZ_ID_NONE: free */
} Slot;

struct _JzIdMap
{
  Slot   *slots;
  guint   mask;
  guint   n;
  guint64 seed;
};

static Slot *
new_slots (gsize n)
{
  Slot *slots = g_new (Slot, n);

  memset (slots, 0xff, n * sizeof *slots);
  return slots;
}

JzIdMap *
jz_id_map_new (void)
{
  JzIdMap *self = g_new0 (JzIdMap, 1);

  self->slots = new_slots (FIRST_SIZE);
  self->mask = FIRST_SIZE - 1;
  self->seed = ((guint64) g_random_int () << 32) | g_random_int () | 1;
  return self;
}

void
jz_id_map_free (JzIdMap *self)
{
  if (self == NULL)
    return;
  g_free (self->slots);
  g_free (self);
}

static Slot *
slot_for (JzIdMap *self, const JzId *id)
{
  guint64 hash = (id->half[0] ^ self->seed) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  guint   i;

  hash ^= hash >> 32;
  hash = (hash ^ id->half[1]) * (self->seed | 1);
  hash ^= hash >> 29;
  hash *= G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  for (i = (guint) (hash >> 32) & self->mask; self->slots[i].number != JZ_ID_NONE; i = (i + 1) & self->mask)
    if (memcmp (&self->slots[i].id, id, sizeof *id) == 0)
      break;
  return &self->slots[i];
}

static void
grow (JzIdMap *self)
{
  Slot *before = self->slots;
  guint size = self->mask + 1;

  self->slots = new_slots (2 * (gsize) size);
  self->mask = 2 * size - 1;
  for (guint i = 0; i < size; i++)
    if (before[i].number != JZ_ID_NONE)
      *slot_for (self, &before[i].id) = before[i];
  g_free (before);
}

guint
jz_id_map_find (JzIdMap *self, const JzId *id)
{
  return slot_for (self, id)->number;
}

guint
jz_id_map_ensure (JzIdMap *self, const JzId *id, gboolean *is_new)
{
  Slot *slot = slot_for (self, id);

  *is_new = slot->number == JZ_ID_NONE;
  if (!*is_new)
    return slot->number;
  if (self->n >= self->mask / 4 * 3)
    {
      grow (self);
      slot = slot_for (self, id);
    }
  *slot = (Slot){ *id, self->n };
  return self->n++;
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

      if (dash != (text[i] == '-') || (!dash && (g_ascii_isupper (text[i]) || !g_ascii_isxdigit (text[i]))))
        return FALSE;
      if (!dash)
        {
          id->half[n / 16] = id->half[n / 16] << 4 | (guint64) g_ascii_xdigit_value (text[i]);
          n++;
        }
    }
  return TRUE;
}
