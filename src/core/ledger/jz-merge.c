/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-ledger"
#include "config.h"

#include "jz-merge.h"

#include <glib/gi18n-lib.h>

#include "jz-merge-private.h"
#include "jz-source.h"

const JzAction jz_action_merge_items = { "item.merge", "item" };
const JzAction jz_action_merge_places = { "place.merge", "place" };

gboolean
jz_merged_into (JzConnection *connection, const char *kind, gint64 id, gint64 *kept, GError **error)
{
  return jz_connection_number (connection, kept, id, error, "SELECT kept FROM merged WHERE kind = ? AND gone = ?", "sl",
                               kind, id);
}

/* What they share. */

static const char *
state_of (const char *state)
{
  return g_str_equal (state, "use") ? "use" : g_str_equal (state, "loan") ? "loan" : "stock";
}

/* item, asset, place, state, holder, quantity, amount, due */
static GArray *
read_moves (JzConnection *connection, const char *sql, gint64 id, GError **error)
{
  g_autoptr (GArray) moves = g_array_new (FALSE, FALSE, sizeof (JzCarried));
  JzStatement *row = jz_connection_query (connection, error, sql, "l", id);

  while (jz_statement_next (row))
    {
      const char *due = jz_statement_text (row, 7);
      JzCarried   carried = { { jz_statement_int64 (row, 0),
                                jz_statement_int64 (row, 1),
                                { jz_statement_int64 (row, 2), state_of (jz_statement_text (row, 3)),
                                  jz_statement_int64 (row, 4) },
                                JZ_OUTSIDE,
                                jz_statement_int64 (row, 5),
                                jz_statement_int64 (row, 6) },
                              due != NULL ? jz_date_from_iso (due) : JZ_DATE_NONE };

      g_array_append_val (moves, carried);
    }
  return jz_statement_finish (row, error) ? g_steal_pointer (&moves) : NULL;
}

/* What lies in one spot may have been lent in several loans: each takes its part of the amount along, and the last what
 * is left by the others. */
#define LOTS_OF(which)                                                                                                 \
  "SELECT balance.item, 0, place, state, holder, quantity, amount, NULL FROM balance JOIN item ON item.id = "          \
  "balance.item WHERE tracking <> 'card' AND quantity > 0 AND state <> 'loan' AND " which                              \
  " UNION ALL SELECT item, 0, place, 'loan', holder, quantity, worth * upto / whole - worth * (upto - quantity) / "    \
  "whole, (SELECT due FROM loan_out WHERE loan_out.id = voucher AND person = holder) FROM (SELECT o.*, "               \
  "balance.amount AS worth, balance.quantity AS whole, sum (o.quantity) OVER (PARTITION BY o.item, o.place, o.holder " \
  "ORDER BY o.voucher ROWS UNBOUNDED PRECEDING) AS upto FROM open_loan o JOIN balance ON balance.item = o.item AND "   \
  "balance.place = o.place AND balance.holder = o.holder AND balance.state = 'loan' WHERE o.asset IS NULL AND " which ")"
#define CARDS_OF                                                                                                       \
  "SELECT asset.item, asset.id, place, state, holder, 1, price, iif (state = 'loan', (SELECT due FROM loan_out WHERE " \
  "loan_out.id = position.voucher AND person = holder), NULL) FROM asset JOIN position ON position.asset = asset.id "  \
  "WHERE "

GArray *
jz_moves_out_of_item (JzConnection *connection, gint64 item, GError **error)
{
  return read_moves (connection,
                     LOTS_OF ("balance.item = ?1") " UNION ALL " CARDS_OF "asset.item = ?1 ORDER BY 3, 4, 5, 2", item,
                     error);
}

GArray *
jz_moves_out_of_place (JzConnection *connection, gint64 place, GError **error)
{
  return read_moves (connection,
                     LOTS_OF ("balance.place = ?1") " UNION ALL " CARDS_OF "position.place = ?1 ORDER BY 1, 4, 5, 2",
                     place, error);
}

gboolean
jz_merge_keep_due (JzConnection *connection, gint64 voucher, const char *due, const char *reason, GError **error)
{
  char today[JZ_DATE_LENGTH];

  return jz_connection_run (connection, error,
                            "INSERT INTO loan_extension (voucher, date, due, reason, changed) VALUES (?, ?, ?, ?, "
                            "jz_operation ())",
                            "lsss", voucher, jz_date_to_iso (jz_source_today (connection), today), due, reason);
}

/* Those that are due on @due, in their order. */
static GArray *
take_due (GArray *carried, JzDate due)
{
  GArray *moves = g_array_new (FALSE, FALSE, sizeof (JzMove));

  for (guint i = 0; i < carried->len; i++)
    if (g_array_index (carried, JzCarried, i).due == due)
      g_array_append_val (moves, g_array_index (carried, JzCarried, i).move);
  return moves;
}

static gboolean
lends (GArray *moves)
{
  for (guint i = 0; i < moves->len; i++)
    if (g_strcmp0 (g_array_index (moves, JzMove, i).to.state, "loan") == 0)
      return TRUE;
  return FALSE;
}

static gboolean
post_due (JzOperation *operation, GArray *carried, JzDate due, const char *kind, const char *reason, GError **error)
{
  JzConnection  *connection = jz_operation_get_connection (operation);
  g_autoptr (GArray) moves = take_due (carried, due);
  char           today[JZ_DATE_LENGTH], day[JZ_DATE_LENGTH];
  JzVoucherHead  head = { .kind = kind, .reason = reason };
  gint64         voucher;

  head.date = jz_date_to_iso (jz_source_today (connection), today);
  return jz_posting_post (operation, &head, (const JzMove *) (gpointer) moves->data, moves->len, &voucher, error) &&
         (due == JZ_DATE_NONE || !lends (moves) ||
          jz_merge_keep_due (connection, voucher, jz_date_to_iso (due, day), reason, error));
}

static int
compare_due (gconstpointer a, gconstpointer b)
{
  const JzDate *one = a, *other = b;

  return (*one > *other) - (*one < *other);
}

gboolean
jz_moves_post (JzOperation *operation, GArray *carried, const char *kind, const char *reason, GError **error)
{
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (JzDate));

  for (guint i = 0; i < carried->len; i++)
    g_array_append_val (days, g_array_index (carried, JzCarried, i).due);
  g_array_sort (days, compare_due);
  for (guint i = 0; i < days->len; i++)
    {
      JzDate due = g_array_index (days, JzDate, i);

      if ((i == 0 || due != g_array_index (days, JzDate, i - 1)) &&
          !post_due (operation, carried, due, kind, reason, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
jz_must_not_be_counted (JzConnection *connection, const char *column, gint64 id, GError **error)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT s.number FROM stocktake s JOIN stocktake_line l ON l.stocktake = s.id "
                       "WHERE s.state IN ('open', 'counted') AND l.%s = ? LIMIT 1",
                       column);
  g_autoptr (GError) failure = NULL;
  g_autofree char *number = jz_connection_text (connection, &failure, sql, "l", id);

  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else if (number == NULL)
    return TRUE;
  else
    g_set_error (error, JZ_ERROR, JZ_ERROR_CONFLICT,
                 g_str_equal (column, "holder") ?
                     _("Stock-take %s counts what they have; post it or give it up first") :
                     _("Stock-take %s counts it; post it or give it up first"),
                 number);
  return FALSE;
}

gboolean
jz_merged_note (JzOperation *operation, const char *kind, gint64 gone, gint64 kept, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);

  return jz_connection_run (connection, error,
                            "UPDATE merged SET kept = ?, changed = jz_operation () WHERE kind = ? AND kept = ?", "lsl",
                            kept, kind, gone) &&
         jz_connection_run (connection, error,
                            "INSERT INTO merged (kind, gone, kept, changed) VALUES (?, ?, ?, jz_operation ())", "sll",
                            kind, gone, kept);
}

/* Items. */

/* "24001 条形磁铁"; NULL with @error. */
static char *
item_words (JzConnection *connection, gint64 item, GError **error)
{
  g_autoptr (GError) failure = NULL;
  char *words = jz_connection_text (connection, &failure,
                                    "SELECT code || ' ' || name FROM item WHERE id = ? AND voided IS NULL", "l", item);

  if (words == NULL && failure == NULL)
    g_set_error_literal (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("There is no such item"));
  else if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  return words;
}

static gboolean
items_fit (JzConnection *connection, gint64 kept, gint64 gone, GError **error)
{
  g_autofree char *words = item_words (connection, gone, error);
  gint64           fit;

  if (words == NULL ||
      !jz_connection_number (connection, &fit, 0, error,
                             "SELECT count(*) FROM item a JOIN item b ON a.tracking = b.tracking AND a.unit = b.unit "
                             "AND a.decimals = b.decimals WHERE a.id = ? AND b.id = ?",
                             "ll", kept, gone))
    return FALSE;
  if (kept == gone || !fit)
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_CONFLICT,
                   kept == gone ? _("%s: it can't be merged with itself") :
                                  _("%s: it is kept in another way or unit; change that first"),
                   words);
      return FALSE;
    }
  return jz_must_not_be_counted (connection, "item", gone, error);
}

/* Out under one item and in under the other, at the same spot; a card leaves before it comes. */
static gboolean
post_items (JzOperation *operation, gint64 kept, gint64 gone, const char *reason, GError **error)
{
  g_autoptr (GArray) out = jz_moves_out_of_item (jz_operation_get_connection (operation), gone, error);
  g_autoptr (GArray) carried = g_array_new (FALSE, FALSE, sizeof (JzCarried));

  for (guint i = 0; out != NULL && i < out->len; i++)
    {
      JzCarried one = g_array_index (out, JzCarried, i);

      g_array_append_val (carried, one);
      one.move.item = kept;
      one.move.to = one.move.from;
      one.move.from = JZ_OUTSIDE;
      g_array_append_val (carried, one);
    }
  return out != NULL && jz_moves_post (operation, carried, "adjustment", reason, error);
}

static gboolean
merge_item (JzOperation *operation, gint64 kept, gint64 gone, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *into = item_words (connection, kept, error),
                  *words = into != NULL ? item_words (connection, gone, error) : NULL;
  g_autofree char *reason = words != NULL ? g_strdup_printf (_("Merged: %s into %s"), words, into) : NULL;

  if (reason == NULL || !items_fit (connection, kept, gone, error) ||
      !post_items (operation, kept, gone, reason, error) ||
      !jz_connection_run (connection, error, "UPDATE asset SET item = ?, changed = jz_operation () WHERE item = ?",
                          "ll", kept, gone) ||
      !jz_merge_follow (connection, "item", kept, gone, error) ||
      !jz_merged_note (operation, "item", gone, kept, error) ||
      !jz_connection_run (connection, error,
                          "UPDATE item SET voided = jz_operation (), changed = jz_operation () WHERE id = ?", "l",
                          gone))
    return FALSE;
  jz_operation_describe (operation, "%s", reason);
  return TRUE;
}

gboolean
jz_items_merge (JzOperation *operation, gint64 kept, const gint64 *gone, guint n, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *into = NULL;

  if (!jz_must_not_be_counted (connection, "item", kept, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!merge_item (operation, kept, gone[i], error))
      return FALSE;
  if (n == 1)
    return TRUE;
  into = item_words (connection, kept, error);
  if (into == NULL)
    return FALSE;
  jz_operation_describe (
      operation, g_dngettext (GETTEXT_PACKAGE, "Merged %u item into %s", "Merged %u items into %s", n), n, into);
  return TRUE;
}
