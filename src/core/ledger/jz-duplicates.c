/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-ledger"
#include "config.h"

#include "jz-duplicates.h"

#include <string.h>

#include "jz-text.h"

/* 0 … 10; -1: no numeral. */
static int
numeral (gunichar c)
{
  static const gunichar numerals[] = { 0x3007, 0x4e00, 0x4e8c, 0x4e09, 0x56db, 0x4e94,
                                       0x516d, 0x4e03, 0x516b, 0x4e5d, 0x5341 }; /* 〇 … 十 */

  for (int i = 0; i < (int) G_N_ELEMENTS (numerals); i++)
    if (numerals[i] == c)
      return i;
  return -1;
}

/* Reads a run of numerals: 十二 is 12, 二十 20, 一〇二 102. */
static const char *
append_numerals (GString *key, const char *at)
{
  const char *next = g_utf8_next_char (at);
  int         first = numeral (g_utf8_get_char (at)), second = numeral (g_utf8_get_char (next));

  if (first == 10) /* 十, 十二 */
    {
      g_string_append_printf (key, "%d", 10 + MAX (second, 0) % 10);
      return second > 0 && second < 10 ? g_utf8_next_char (next) : next;
    }
  g_string_append_printf (key, "%d", first);
  if (second != 10)
    return next;
  next = g_utf8_next_char (next); /* 二十, 二十三 */
  second = numeral (g_utf8_get_char (next));
  g_string_append_printf (key, "%d", second > 0 && second < 10 ? second : 0);
  return second > 0 && second < 10 ? g_utf8_next_char (next) : next;
}

char *
jz_alike_key (const char *text)
{
  g_autofree char *folded = jz_text_fold (text);
  GString         *key = g_string_new (NULL);
  const char      *at = folded;

  while (*at != '\0')
    {
      gunichar c = g_utf8_get_char (at);

      if (numeral (c) >= 0)
        {
          at = append_numerals (key, at);
          continue;
        }
      if (g_unichar_isalnum (c))
        g_string_append_unichar (key, c);
      at = g_utf8_next_char (at);
    }
  return g_string_free (key, FALSE);
}

static void
row_free (gpointer data)
{
  JzDuplicateRow *self = data;

  g_free (self->code);
  g_free (self->title);
  g_free (self->detail);
  g_free (self);
}

static void
group_free (gpointer data)
{
  JzDuplicateGroup *self = data;

  g_ptr_array_unref (self->rows);
  g_free (self);
}

/* id, code, title, detail, entries, what else must agree, text that must look alike, text that makes them the same. */
static const char *const sql[] = {
  [JZ_DUPLICATE_ITEMS] = "SELECT id, code, name, spec, (SELECT count(*) FROM entry WHERE entry.item = item.id), '', "
                         "name, spec || char (10) || unit "
                         "FROM item WHERE voided IS NULL",
  [JZ_DUPLICATE_ASSETS] =
      "SELECT asset.id, number, name, serial, 0, item, serial, '' FROM asset JOIN item ON item.id = asset.item "
      "WHERE serial <> '' AND asset.voided IS NULL",
  [JZ_DUPLICATE_PLACES] =
      "SELECT id, code, path, purpose, (SELECT count (DISTINCT item) FROM balance WHERE place = place.id AND quantity "
      "> "
      "0) + "
      "(SELECT count (*) FROM place inside WHERE inside.parent = place.id AND inside.voided IS NULL), kind, path, '' "
      "FROM place WHERE voided IS NULL",
  [JZ_DUPLICATE_PEOPLE] = "SELECT person.id, ifnull (person.number, ''), person.name, ifnull (class.name, post), "
                          "(SELECT count (*) FROM entry WHERE holder = person.id AND holder <> 0) + "
                          "(SELECT count (*) FROM voucher WHERE person = person.id) + "
                          "(SELECT count (*) FROM account WHERE person = person.id), "
                          "kind || '/' || ifnull (class, 0), person.name, '' "
                          "FROM person LEFT JOIN class ON class.id = person.class WHERE voided IS NULL",
};

static JzDuplicateRow *
take_row (JzStatement *rows)
{
  JzDuplicateRow *row = g_new0 (JzDuplicateRow, 1);

  *row = (JzDuplicateRow){ jz_statement_int64 (rows, 0), jz_statement_dup (rows, 1), jz_statement_dup (rows, 2),
                           jz_statement_dup (rows, 3), jz_statement_int64 (rows, 4) };
  return row;
}

/* Rows by what they have in common. @with_rest: all of it must agree. */
static void
put (GHashTable *groups, JzStatement *rows, gboolean with_rest)
{
  g_autofree char *text = jz_alike_key (jz_statement_text (rows, 6)),
                  *rest = jz_alike_key (with_rest ? jz_statement_text (rows, 7) : "");
  g_autofree char *key = g_strjoin ("\n", jz_statement_text (rows, 5), text, rest, NULL);
  GPtrArray       *group = g_hash_table_lookup (groups, key);

  if (text[0] == '\0')
    return;
  if (group == NULL)
    {
      group = g_ptr_array_new_with_free_func (row_free);
      g_hash_table_insert (groups, g_steal_pointer (&key), group);
    }
  g_ptr_array_add (group, take_row (rows));
}

static GHashTable *
gather (JzConnection *connection, JzDuplicateKind kind, gboolean with_rest, GError **error)
{
  g_autoptr (GHashTable) groups =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  JzStatement *rows = jz_connection_query (connection, error, sql[kind], "");

  while (jz_statement_next (rows))
    put (groups, rows, with_rest);
  return jz_statement_finish (rows, error) ? g_steal_pointer (&groups) : NULL;
}

static int
most_entries_first (gconstpointer a, gconstpointer b)
{
  const JzDuplicateRow *one = *(JzDuplicateRow *const *) a, *other = *(JzDuplicateRow *const *) b;

  if (one->entries != other->entries)
    return one->entries > other->entries ? -1 : 1;
  return one->id < other->id ? -1 : 1;
}

static int
by_title (gconstpointer a, gconstpointer b)
{
  const JzDuplicateGroup *one = *(JzDuplicateGroup *const *) a, *other = *(JzDuplicateGroup *const *) b;
  const JzDuplicateRow   *first = g_ptr_array_index (one->rows, 0), *second = g_ptr_array_index (other->rows, 0);
  int                     order = -strcmp (one->reason, other->reason); /* "same" before "alike" */

  if (order == 0)
    order = strcmp (first->title, second->title);
  return order != 0 ? order : first->id < second->id ? -1 : 1;
}

/* @seen: rows that stand in a group that agrees in all: not worth saying again, unless there are more alike. */
static void
take_groups (GPtrArray *found, GHashTable *groups, const char *reason, GHashTable *seen)
{
  GHashTableIter iter;
  gpointer       value;

  g_hash_table_iter_init (&iter, groups);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      GPtrArray        *rows = value;
      JzDuplicateGroup *group;
      gpointer          first = NULL;
      gboolean          is_new = FALSE;

      for (guint i = 0; i < rows->len; i++)
        {
          JzDuplicateRow *row = g_ptr_array_index (rows, i);
          gpointer        its = g_hash_table_lookup (seen, GSIZE_TO_POINTER (row->id));

          is_new |= its == NULL || (i > 0 && its != first);
          first = i == 0 ? its : first;
        }
      if (rows->len < 2 || !is_new)
        continue;
      for (guint i = 0; i < rows->len; i++)
        g_hash_table_insert (seen, GSIZE_TO_POINTER (((JzDuplicateRow *) g_ptr_array_index (rows, i))->id), rows);
      group = g_new0 (JzDuplicateGroup, 1);
      *group = (JzDuplicateGroup){ reason, g_ptr_array_ref (rows) };
      g_ptr_array_sort (group->rows, most_entries_first);
      g_ptr_array_add (found, group);
    }
}

GPtrArray *
jz_duplicates_find (JzConnection *connection, JzDuplicateKind kind, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (group_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_direct_hash, g_direct_equal);
  g_autoptr (GHashTable) same = gather (connection, kind, TRUE, error);
  g_autoptr (GHashTable) alike =
      same != NULL && kind == JZ_DUPLICATE_ITEMS ? gather (connection, kind, FALSE, error) : NULL;

  if (same == NULL || (kind == JZ_DUPLICATE_ITEMS && alike == NULL))
    return NULL;
  take_groups (found, same, "same", seen);
  if (alike != NULL)
    take_groups (found, alike, "alike", seen);
  g_ptr_array_sort (found, by_title);
  return g_steal_pointer (&found);
}
