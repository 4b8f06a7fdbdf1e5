/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-ledger"
#include "config.h"

#include "jz-reconcile.h"

#include "jz-stocktake-private.h"

static void
difference_free (JzLedgerDifference *self)
{
  g_free (self->code);
  g_free (self->name);
  g_free (self);
}

void
jz_reconcile_clear (JzReconcile *self)
{
  g_clear_pointer (&self->stocktakes, g_free);
  g_clear_pointer (&self->differences, g_ptr_array_unref);
  g_clear_pointer (&self->stale, g_ptr_array_unref);
}

/* A line of the books counts once, as the newest finished stock-take that had it found it. */
static const char *const goods_sql =
  "WITH judged AS (SELECT l.*, s.number, " JZ_STOCKTAKE_VERDICT " AS verdict, row_number () OVER ("
  "  PARTITION BY l.item, ifnull (l.asset, 0), iif (l.asset IS NULL, l.place, 0), iif (l.asset IS NULL, l.state, ''), iif (l.asset IS NULL, l.holder, 0)"
  "  ORDER BY s.counted_on DESC, s.id DESC) AS age"
  " FROM stocktake s JOIN stocktake_line l ON l.stocktake = s.id"
  " WHERE s.state IN ('counted', 'posted') AND l.expected > 0 AND (?1 IS NULL OR s.date >= ?1)),"
  " newest AS (SELECT judged.*, CASE item.decimals WHEN 0 THEN 1 WHEN 1 THEN 10 WHEN 2 THEN 100 ELSE 1000 END AS unit"
  "  FROM judged JOIN item ON item.id = judged.item WHERE age = 1)"
  " SELECT (SELECT ifnull (group_concat (number, ' '), '') FROM (SELECT DISTINCT number FROM newest ORDER BY number DESC)), count(*),"
  " ifnull (sum (verdict = 'agree'), 0), ifnull (sum (expected / unit), 0),"
  " ifnull (sum (iif (verdict = 'elsewhere', 0, min (ifnull (counted, 0), expected)) / unit), 0), ifnull (sum (amount), 0),"
  " ifnull (sum (iif (verdict = 'elsewhere', 0, amount * min (ifnull (counted, 0), expected) / expected)), 0) FROM newest";

static gboolean
read_goods (JzConnection *connection, const char *since, JzReconcile *result, GError **error)
{
  JzStatement *row;
  gint64       book_lines;

  if (!jz_connection_number (connection, &book_lines, 0, error,
                             "SELECT (SELECT count(*) FROM position) + (SELECT count(*) FROM balance JOIN item ON item.id = balance.item "
                             "WHERE item.tracking <> 'card' AND balance.quantity > 0)", ""))
    return FALSE;
  row = jz_connection_query (connection, error, goods_sql, "s", since);
  if (!jz_statement_first (row, goods_sql, error)) /* sums always give a row */
    return FALSE;
  result->book_lines = (guint) book_lines;
  result->stocktakes = jz_statement_dup (row, 0);
  result->lines = (guint) jz_statement_int64 (row, 1);
  result->agree = (guint) jz_statement_int64 (row, 2);
  result->pieces = jz_statement_int64 (row, 3);
  result->pieces_agree = jz_statement_int64 (row, 4);
  result->value = jz_statement_int64 (row, 5);
  result->value_agree = jz_statement_int64 (row, 6);
  jz_statement_reset (row);
  return TRUE;
}

/* The general ledger from what came and went in all years, the rooms from what stands in each: two sums that are kept apart. */
static const char *const ledgers_sql =
  "WITH sides AS (SELECT item, sum (in_quantity - out_quantity) AS general, 0 AS rooms FROM turnover GROUP BY item"
  " UNION ALL SELECT item, 0, sum (quantity) FROM balance GROUP BY item)"
  " SELECT code, min (name), sum (general), sum (rooms), sum (general) <> sum (rooms) FROM sides JOIN item ON item.id = sides.item"
  " WHERE item.tracking <> 'consumable' GROUP BY scheme, code";

static gboolean
read_ledgers (JzConnection *connection, JzReconcile *result, GError **error)
{
  JzStatement *row = jz_connection_query (connection, error, ledgers_sql, "");

  result->differences = g_ptr_array_new_with_free_func ((GDestroyNotify) difference_free);
  while (jz_statement_next (row))
    {
      result->codes++;
      if (jz_statement_int64 (row, 4))
        {
          JzLedgerDifference *difference = g_new0 (JzLedgerDifference, 1);

          *difference = (JzLedgerDifference){ jz_statement_dup (row, 0), jz_statement_dup (row, 1), jz_statement_int64 (row, 2), jz_statement_int64 (row, 3) };
          g_ptr_array_add (result->differences, difference);
        }
    }
  return jz_statement_finish (row, error);
}

gboolean
jz_reconcile_read (JzConnection *connection, const char *since, JzReconcile *result, GError **error)
{
  *result = (JzReconcile){ 0 };
  if (!read_goods (connection, since, result, error) || !read_ledgers (connection, result, error))
    return FALSE;
  result->stale = jz_shelf_card_stale (connection, &result->shelves, error);
  return result->stale != NULL;
}
