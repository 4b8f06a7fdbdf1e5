/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-library-order.h"

#include <string.h>

#include "jz-statement.h"

/* Where @key goes in @ends, the last ones of the best runs of each length so far: behind all that are not greater. */
static guint
place_in (const char *const *keys, const guint *ends, guint n, const char *key)
{
  guint low = 0, high = n;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (strcmp (keys[ends[middle]], key) <= 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

void
jz_library_order_judge (const char *const *keys, guint n, gboolean *wrong)
{
  g_autofree guint *ends = g_new (guint, MAX (n, 1)), *before = g_new (guint, MAX (n, 1));
  guint             length = 0;

  for (guint i = 0; i < n; i++)
    {
      guint at = place_in (keys, ends, length, keys[i]);

      before[i] = at > 0 ? ends[at - 1] : i;
      ends[at] = i;
      length = MAX (length, at + 1);
      wrong[i] = TRUE;
    }
  for (guint i = length > 0 ? ends[length - 1] : 0, left = length; left > 0; left--, i = before[i])
    wrong[i] = FALSE;
}

/* A row as it is put together. */
typedef struct
{
  GArray     *lines; /* of gint64 */
  GPtrArray  *keys, *calls;
  GHashTable *found;
} Row;

static void
end_row (Row *self)
{
  g_autofree gboolean *wrong = g_new (gboolean, MAX (self->keys->len, 1));

  jz_library_order_judge ((const char *const *) self->keys->pdata, self->keys->len, wrong);
  for (guint i = 0; i < self->keys->len; i++)
    if (wrong[i])
      g_hash_table_insert (self->found, g_memdup2 (&g_array_index (self->lines, gint64, i), sizeof (gint64)),
                           g_strdup (i > 0 ? g_ptr_array_index (self->calls, i - 1) : ""));
  g_array_set_size (self->lines, 0);
  g_ptr_array_set_size (self->keys, 0);
  g_ptr_array_set_size (self->calls, 0);
}

static void
add_to_row (Row *self, JzStatement *scan)
{
  gint64 line = jz_statement_int64 (scan, 3);

  g_array_append_val (self->lines, line);
  g_ptr_array_add (self->keys, jz_statement_dup (scan, 4));
  g_ptr_array_add (self->calls, jz_statement_dup (scan, 5));
}

static gboolean
read_rows (Row *self, JzConnection *connection, gint64 count, GError **error)
{
  JzStatement *scan = jz_connection_query (
    connection, error,
    "SELECT s.counter, ifnull (s.place, 0), s.verdict = 'place', l.id, c.call_key, c.call FROM library_count_scan s "
    "LEFT JOIN library_count_line l ON l.id = s.line AND l.found_place IS NULL AND s.verdict IN ('found', 'back', "
    "'lent') "
    "LEFT JOIN copy c ON c.id = l.copy WHERE s.count = ? ORDER BY s.counter, s.id",
    "l", count);
  g_autofree char *counter = NULL;
  gint64           place = 0;

  while (jz_statement_next (scan))
    {
      gboolean other = counter == NULL || !g_str_equal (counter, jz_statement_text (scan, 0)) ||
                       place != jz_statement_int64 (scan, 1);

      if (other || jz_statement_int64 (scan, 2))
        end_row (self);
      if (other)
        {
          g_free (counter);
          counter = jz_statement_dup (scan, 0);
          place = jz_statement_int64 (scan, 1);
        }
      if (!jz_statement_is_null (scan, 3) && jz_statement_text (scan, 4)[0] != '\0')
        add_to_row (self, scan);
    }
  end_row (self);
  return jz_statement_finish (scan, error);
}

GHashTable *
jz_library_order_read (JzConnection *connection, gint64 count, GError **error)
{
  g_autoptr (GHashTable) found = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autoptr (GArray)     lines = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free), calls = g_ptr_array_new_with_free_func (g_free);
  Row                    row = { lines, keys, calls, found };

  return read_rows (&row, connection, count, error) ? g_steal_pointer (&found) : NULL;
}
