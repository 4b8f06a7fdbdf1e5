/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-library-count-read.h"

#include <glib/gi18n-lib.h>

#include "jz-library-order.h"
#include "jz-statement.h"

void
jz_library_count_sum_clear (JzLibraryCountSum *self)
{
  g_clear_pointer (&self->number, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->date, g_free);
  g_clear_pointer (&self->state, g_free);
}

static gboolean
read_head (JzConnection *connection, gint64 id, JzLibraryCountSum *sum, GError **error)
{
  JzStatement *row = jz_connection_query (
    connection, error,
    "SELECT number, name, date, state, (SELECT count (*) FROM library_count_scan WHERE count = n.id AND verdict <> "
    "'place'), "
    "(SELECT count (DISTINCT code) FROM library_count_scan WHERE count = n.id AND verdict = 'unknown') "
    "FROM library_count n WHERE id = ?",
    "l", id);

  if (!jz_statement_first (row, _("There is no such count of books"), error))
    return FALSE;
  sum->number = jz_statement_dup (row, 0);
  sum->name = jz_statement_dup (row, 1);
  sum->date = jz_statement_dup (row, 2);
  sum->state = jz_statement_dup (row, 3);
  sum->scans = (guint) jz_statement_int64 (row, 4);
  sum->unknown = (guint) jz_statement_int64 (row, 5);
  jz_statement_reset (row);
  return TRUE;
}

static void
add_result (JzLibraryCountSum *sum, const char *result, guint n)
{
  const struct { const char *result; guint *n; } sums[] = {
    { "found", &sum->found },         { "back", &sum->back },       { "lent", &sum->lent },
    { "elsewhere", &sum->elsewhere }, { "open", &sum->missing },    { "missing", &sum->missing },
    { "out", &sum->out },             { "away", &sum->away },       { "withdrawn", &sum->withdrawn },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sums); i++)
    if (g_str_equal (sums[i].result, result))
      *sums[i].n += n;
}

gboolean
jz_library_count_sum (JzConnection *connection, gint64 id, JzLibraryCountSum *sum, GError **error)
{
  g_autoptr (GHashTable) disorder = NULL;
  JzStatement           *rows;

  *sum = (JzLibraryCountSum){ 0 };
  if (!read_head (connection, id, sum, error) || (disorder = jz_library_order_read (connection, id, error)) == NULL)
    return FALSE;
  sum->disorder = g_hash_table_size (disorder);
  rows = jz_connection_query (
    connection, error,
    "SELECT " JZ_LIBRARY_COUNT_RESULT ", count (*), sum (l.expected), sum (l.expected AND l.result IN "
    "('found', 'back', 'lent', 'elsewhere', 'withdrawn')) FROM library_count_line l JOIN copy c ON c.id = "
    "l.copy WHERE l.count = ? GROUP BY 1",
    "l", id);
  while (jz_statement_next (rows))
    {
      add_result (sum, jz_statement_text (rows, 0), (guint) jz_statement_int64 (rows, 1));
      sum->lines += (guint) jz_statement_int64 (rows, 2);
      sum->seen += (guint) jz_statement_int64 (rows, 3);
    }
  return jz_statement_finish (rows, error);
}

/* Lines. */

void
jz_library_count_line_free (JzLibraryCountLine *self)
{
  char *const texts[] = { self->code,  self->title,  self->call,    self->place,
                          self->found, self->result, self->counter, self->behind };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
  g_free (self);
}

static JzLibraryCountLine *
take_line (JzStatement *row)
{
  JzLibraryCountLine *line = g_new0 (JzLibraryCountLine, 1);

  line->id = jz_statement_int64 (row, 0);
  line->copy = jz_statement_int64 (row, 1);
  line->code = jz_statement_dup (row, 2);
  line->title = jz_statement_dup (row, 3);
  line->call = jz_statement_dup (row, 4);
  line->place = jz_statement_dup (row, 5);
  line->found = jz_statement_dup (row, 6);
  line->result = jz_statement_dup (row, 7);
  line->counter = jz_statement_dup (row, 8);
  return line;
}

static gboolean
is_wanted (const JzLibraryCountLine *line, const char *only)
{
  static const char *const usual[] = { "open", "found", "out", "away", NULL };

  if (only == NULL)
    return TRUE;
  if (g_str_equal (only, "order"))
    return line->behind != NULL;
  if (g_str_equal (only, "difference"))
    return line->behind != NULL || !g_strv_contains (usual, line->result);
  return g_str_equal (line->result, only);
}

static gboolean
add_lines (JzConnection *connection, gint64 id, const char *only, GHashTable *disorder, GPtrArray *lines,
           GError **error)
{
  JzStatement *rows = jz_connection_query (
    connection, error,
    "SELECT l.id, l.copy, c.barcode, trim (t.title || ' ' || t.volume), c.call, p.path, "
    "f.path, " JZ_LIBRARY_COUNT_RESULT
    ", ifnull ((SELECT counter FROM library_count_scan WHERE line = l.id ORDER BY id LIMIT 1), '') "
    "FROM library_count_line l JOIN copy c ON c.id = l.copy JOIN title t ON t.id = c.title JOIN place p ON p.id = "
    "c.place "
    "LEFT JOIN place f ON f.id = l.found_place WHERE l.count = ? ORDER BY c.call_key, c.barcode",
    "l", id);

  while (jz_statement_next (rows))
    {
      JzLibraryCountLine *line = take_line (rows);

      line->behind = g_strdup (g_hash_table_lookup (disorder, &line->id));
      if (is_wanted (line, only))
        g_ptr_array_add (lines, line);
      else
        jz_library_count_line_free (line);
    }
  return jz_statement_finish (rows, error);
}

static gboolean
add_unknown (JzConnection *connection, gint64 id, GPtrArray *lines, GError **error)
{
  JzStatement *rows = jz_connection_query (
    connection, error,
    "SELECT 0, 0, s.code, '', '', ifnull (p.path, ''), NULL, 'unknown', s.counter FROM library_count_scan s LEFT JOIN "
    "place p ON "
    "p.id = s.place WHERE s.count = ? AND s.verdict = 'unknown' GROUP BY s.code ORDER BY min (s.id)",
    "l", id);

  while (jz_statement_next (rows))
    g_ptr_array_add (lines, take_line (rows));
  return jz_statement_finish (rows, error);
}

GPtrArray *
jz_library_count_lines (JzConnection *connection, gint64 id, const char *only, GError **error)
{
  g_autoptr (GPtrArray)  lines = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_library_count_line_free);
  g_autoptr (GHashTable) disorder = jz_library_order_read (connection, id, error);
  gboolean               unknown = only != NULL && (g_str_equal (only, "unknown") || g_str_equal (only, "difference"));

  if (disorder == NULL || !add_lines (connection, id, only, disorder, lines, error) ||
      (unknown && !add_unknown (connection, id, lines, error)))
    return NULL;
  return g_steal_pointer (&lines);
}
