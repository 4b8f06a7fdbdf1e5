/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-school"
#include "jz-place-alike.h"

#include <string.h>

#include "jz-place.h"
#include "jz-quantity.h"
#include "jz-text.h"

#define NUMERALS "〇零一二三四五六七八九十百"

struct _JzPlaceAlike
{
  GHashTable *rooms; /* key → name of the first such room */
  GHashTable *names; /* all of them */
};

static void
append_number (GString *key, GString *numerals)
{
  gint64 value;

  if (numerals->len > 0 && jz_chinese_number_parse (numerals->str, &value))
    g_string_append_printf (key, "%" G_GINT64_FORMAT, value);
  else
    g_string_append (key, numerals->str);
  g_string_truncate (numerals, 0);
}

static char *
key_of (const char *room)
{
  g_autofree char    *folded = jz_text_fold (room);
  g_autoptr (GString) key = g_string_new (NULL), numerals = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_utf8_strchr (NUMERALS, -1, c) != NULL)
        g_string_append_unichar (numerals, c);
      else
        append_number (key, numerals);
      if (numerals->len == 0 && c != ' ')
        g_string_append_unichar (key, c);
    }
  append_number (key, numerals);
  return g_string_free (g_steal_pointer (&key), FALSE);
}

static void
add_room (JzPlaceAlike *self, const char *room)
{
  g_autofree char *key = key_of (room);

  if (!g_hash_table_add (self->names, g_strdup (room)) || g_hash_table_contains (self->rooms, key))
    return;
  g_hash_table_insert (self->rooms, g_steal_pointer (&key), g_strdup (room));
}

JzPlaceAlike *
jz_place_alike_new (JzConnection *connection, GError **error)
{
  g_autoptr (JzPlaceAlike) self = g_new0 (JzPlaceAlike, 1);
  JzStatement *rows =
    jz_connection_query (connection, error, "SELECT path FROM place WHERE kind = 'room' AND voided IS NULL ORDER BY id",
                         "");

  self->rooms = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  while (jz_statement_next (rows))
    add_room (self, jz_statement_text (rows, 0));
  return jz_statement_finish (rows, error) ? g_steal_pointer (&self) : NULL;
}

void
jz_place_alike_free (JzPlaceAlike *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->rooms);
  g_hash_table_unref (self->names);
  g_free (self);
}

void
jz_place_alike_add (JzPlaceAlike *self, const char *place)
{
  g_autofree char *room = NULL, *cabinet = NULL, *shelf = NULL;

  jz_place_parse (place, &room, &cabinet, &shelf);
  add_room (self, room);
}

char *
jz_place_alike_find (JzPlaceAlike *self, const char *text)
{
  g_autofree char *narrow = jz_text_narrow (text);
  g_autofree char *room = NULL, *cabinet = NULL, *shelf = NULL, *key = NULL, *path = NULL;
  const char      *there;

  jz_place_parse (narrow, &room, &cabinet, &shelf);
  key = key_of (room);
  there = g_hash_table_contains (self->names, room) ? room : g_hash_table_lookup (self->rooms, key);
  path = there != NULL ? jz_place_path (there, cabinet, shelf) : NULL;
  /* 物理一室3-2 is the same as 物理一室 3-2 to whoever reads places. */
  if (path == NULL || (there == room && g_str_equal (narrow, text)))
    return NULL;
  return g_steal_pointer (&path);
}
