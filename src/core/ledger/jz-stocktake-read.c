/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-ledger"
#include "config.h"

#include <glib/gi18n-lib.h>

#include "jz-stocktake-private.h"

void
jz_stocktake_sum_clear (JzStocktakeSum *self)
{
  g_free (self->number);
  g_free (self->name);
  g_free (self->date);
  g_free (self->state);
}

/* Pieces are whole units: 3 of 250.0 mL count as 3. */
static const char *const sum_sql =
  "SELECT s.number, s.name, s.date, s.state, sum (expected > 0), sum (expected > 0 AND counted IS NOT NULL),"
  " sum (verdict = 'agree'), sum (verdict = 'elsewhere'), sum (verdict = 'missing'), sum (verdict = 'short'), sum (verdict = 'surplus'),"
  " sum (expected / unit), sum (iif (verdict = 'elsewhere', 0, min (ifnull (counted, 0), expected)) / unit),"
  " sum (amount), sum (iif (verdict = 'agree' OR verdict = 'surplus', amount,"
  "  iif (verdict = 'short', amount * counted / expected, 0))),"
  " (SELECT count(*) FROM stocktake_scan WHERE stocktake = ?1), (SELECT count(*) FROM stocktake_scan WHERE stocktake = ?1 AND verdict = 'unknown')"
  " FROM stocktake s LEFT JOIN (SELECT l.*, " JZ_STOCKTAKE_VERDICT " AS verdict,"
  "  CASE item.decimals WHEN 0 THEN 1 WHEN 1 THEN 10 WHEN 2 THEN 100 ELSE 1000 END AS unit"
  "  FROM stocktake s JOIN stocktake_line l ON l.stocktake = s.id JOIN item ON item.id = l.item WHERE s.id = ?1) ON 1 WHERE s.id = ?1";

gboolean
jz_stocktake_sum (JzConnection *connection, gint64 id, JzStocktakeSum *sum, GError **error)
{
  JzStatement *row = jz_connection_query (connection, error, sum_sql, "l", id);
  guint *const counts[] = { &sum->lines,   &sum->counted,     &sum->agree,  &sum->elsewhere,
                            &sum->missing, &sum->short_lines, &sum->surplus };

  if (!jz_statement_first (row, _("That stock-take is not there"), error))
    return FALSE;
  *sum = (JzStocktakeSum){ jz_statement_dup (row, 0), jz_statement_dup (row, 1), jz_statement_dup (row, 2), jz_statement_dup (row, 3) };
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    *counts[i] = (guint) jz_statement_int64 (row, 4 + (int) i);
  sum->pieces = jz_statement_int64 (row, 11);
  sum->pieces_agree = jz_statement_int64 (row, 12);
  sum->value = jz_statement_int64 (row, 13);
  sum->value_agree = jz_statement_int64 (row, 14);
  sum->scans = (guint) jz_statement_int64 (row, 15);
  sum->unknown = (guint) jz_statement_int64 (row, 16);
  jz_statement_reset (row);
  return TRUE;
}

void
jz_stocktake_line_free (JzStocktakeLine *self)
{
  char *const texts[] = { self->code,  self->name,  self->spec,    self->unit,
                          self->place, self->found, self->verdict, self->cause,
                          self->counters, self->seen };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
  g_free (self);
}

static const char *const lines_sql =
  "SELECT l.id, ifnull (asset.number, item.code), item.name, item.spec, item.unit, item.decimals, place.path, found.path, l.expected,"
  " ifnull (l.counted, -1), l.amount, " JZ_STOCKTAKE_VERDICT " AS verdict, l.cause,"
  " (SELECT group_concat (counter, '、') FROM (SELECT DISTINCT counter FROM stocktake_scan WHERE line = l.id AND counter <> '' ORDER BY id)),"
  " iif (l.asset IS NOT NULL AND l.expected = 1 AND ifnull (l.counted, 0) = 0, (SELECT o.number || ' ' || p.path FROM stocktake_line x"
  "  JOIN stocktake o ON o.id = x.stocktake JOIN place p ON p.id = ifnull (x.found_place, x.place) WHERE x.asset = l.asset AND x.stocktake <> l.stocktake"
  "  AND x.counted > 0 AND o.state <> 'dropped' AND o.date >= s.date ORDER BY o.id DESC LIMIT 1), NULL)"
  " FROM stocktake s JOIN stocktake_line l ON l.stocktake = s.id JOIN item ON item.id = l.item JOIN place ON place.id = l.place"
  " LEFT JOIN asset ON asset.id = l.asset LEFT JOIN place found ON found.id = l.found_place"
  " WHERE s.id = ?1 AND (?2 IS NULL OR verdict = ?2 OR (?2 = 'difference' AND verdict NOT IN ('open', 'agree')))"
  " ORDER BY place.sort_key, item.code, asset.number, l.id";

GPtrArray *
jz_stocktake_lines (JzConnection *connection, gint64 id, const char *verdict, GError **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_stocktake_line_free);
  JzStatement          *row = jz_connection_query (connection, error, lines_sql, "ls", id, verdict);

  while (jz_statement_next (row))
    {
      JzStocktakeLine *line = g_new0 (JzStocktakeLine, 1);

      *line = (JzStocktakeLine){ .id = jz_statement_int64 (row, 0),
                                 .code = jz_statement_dup (row, 1),
                                 .name = jz_statement_dup (row, 2),
                                 .spec = jz_statement_dup (row, 3),
                                 .unit = jz_statement_dup (row, 4),
                                 .decimals = (int) jz_statement_int64 (row, 5),
                                 .place = jz_statement_dup (row, 6),
                                 .found = jz_statement_dup (row, 7),
                                 .expected = jz_statement_int64 (row, 8),
                                 .counted = jz_statement_int64 (row, 9),
                                 .amount = jz_statement_int64 (row, 10),
                                 .verdict = jz_statement_dup (row, 11),
                                 .cause = jz_statement_dup (row, 12),
                                 .counters = jz_statement_dup (row, 13),
                                 .seen = jz_statement_dup (row, 14) };
      g_ptr_array_add (lines, line);
    }
  return jz_statement_finish (row, error) ? g_steal_pointer (&lines) : NULL;
}
