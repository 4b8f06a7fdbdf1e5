/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-ledger"
#include "config.h"

#include <glib/gi18n-lib.h>

#include "jz-posting.h"
#include "jz-source.h"
#include "jz-stocktake-private.h"

/* The differences as they have to be posted, in two vouchers: what stood elsewhere, and what there is more or less of. */
typedef struct
{
  JzConnection *connection;
  GArray       *transfers, *adjustments; /* of JzMove */
  GPtrArray    *states;                  /* texts that the moves point to */
} Differences;

static gboolean G_GNUC_PRINTF (3, 4)
refuse (const char *thing, GError **error, const char *format, ...)
{
  g_autofree char *why = NULL;
  va_list          args;

  va_start (args, format);
  why = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, "%s: %s", thing, why);
  return FALSE;
}

/* A line with a difference: id 0, item 1, asset 2, place 3, state 4, holder 5, expected 6, counted 7, found_place 8, verdict 9, cause 10,
 * thing 11; where the card is now: place 12, state 13, holder 14. */
static const char *const differences_sql =
  "SELECT l.id, l.item, ifnull (l.asset, 0), l.place, l.state, l.holder, l.expected, ifnull (l.counted, 0), ifnull (l.found_place, 0), "
  JZ_STOCKTAKE_VERDICT " AS verdict, l.cause, item.name || ifnull (' ' || asset.number, ''), p.place, p.state, p.holder"
  " FROM stocktake s JOIN stocktake_line l ON l.stocktake = s.id JOIN item ON item.id = l.item LEFT JOIN asset ON asset.id = l.asset"
  " LEFT JOIN position p ON p.asset = l.asset WHERE s.id = ?1 AND verdict NOT IN ('open', 'agree') ORDER BY l.id";

static const char *
keep_text (Differences *self, const char *text)
{
  char *copy = g_strdup (text);

  g_ptr_array_add (self->states, copy);
  return copy;
}

static JzSpot
book_spot (Differences *self, JzStatement *row)
{
  return (JzSpot){ jz_statement_int64 (row, 3), keep_text (self, jz_statement_text (row, 4)),
                   jz_statement_int64 (row, 5) };
}

/* Where a card is now, by its newest entry. */
static JzSpot
spot_now (Differences *self, JzStatement *row)
{
  if (jz_statement_is_null (row, 12))
    return JZ_OUTSIDE;
  return (JzSpot){ jz_statement_int64 (row, 12), keep_text (self, jz_statement_text (row, 13)),
                   jz_statement_int64 (row, 14) };
}

static gboolean
has_moved (JzStatement *row)
{
  return jz_statement_is_null (row, 12) || jz_statement_int64 (row, 12) != jz_statement_int64 (row, 3) ||
         g_strcmp0 (jz_statement_text (row, 13), jz_statement_text (row, 4)) != 0 ||
         jz_statement_int64 (row, 14) != jz_statement_int64 (row, 5);
}

static void
add_transfer (Differences *self, gint64 item, gint64 asset, JzSpot from, gint64 place)
{
  JzMove move = { item, asset, from, { place, from.state, from.holder }, 1, JZ_AMOUNT_AVERAGE };

  if (g_strcmp0 (from.state, "loan") == 0) /* nobody has it any more */
    move.to = (JzSpot){ place, "stock", 0 };

  g_array_append_val (self->transfers, move);
}

/* What a surplus is worth: as much as the others of its kind, on average. */
static gboolean
average (Differences *self, gint64 item, gint64 quantity, gint64 *amount, GError **error)
{
  gint64 all = 0, value = 0;

  if (!jz_connection_number (self->connection, &all, 0, error, "SELECT sum (quantity) FROM balance WHERE item = ?", "l", item) ||
      !jz_connection_number (self->connection, &value, 0, error, "SELECT sum (amount) FROM balance WHERE item = ?", "l", item))
    return FALSE;
  *amount = all > 0 ? (gint64) ((__int128) value * quantity / all) : 0;
  return TRUE;
}

static gboolean
add_card (Differences *self, JzStatement *row, const char *verdict, GError **error)
{
  const char *thing = jz_statement_text (row, 11);
  gint64      item = jz_statement_int64 (row, 1), asset = jz_statement_int64 (row, 2);
  JzMove      gone = { item, asset, JZ_OUTSIDE, JZ_OUTSIDE, 1, JZ_AMOUNT_AVERAGE };
  gboolean    is_new_here = jz_statement_int64 (row, 6) == 0;

  if (g_str_equal (verdict, "surplus"))
    return refuse (thing, error, "%s", _("it was written off; receive it as a surplus, and it can be closed"));
  if (!is_new_here && has_moved (row))
    return refuse (thing, error, "%s", _("it has moved since it was counted; count it again"));
  if (is_new_here)
    add_transfer (self, item, asset, spot_now (self, row), jz_statement_int64 (row, 3));
  else if (g_str_equal (verdict, "elsewhere"))
    add_transfer (self, item, asset, book_spot (self, row), jz_statement_int64 (row, 8));
  else
    {
      gone.from = book_spot (self, row);
      g_array_append_val (self->adjustments, gone);
    }
  return TRUE;
}

static gboolean
add_lot (Differences *self, JzStatement *row, GError **error)
{
  gint64 difference = jz_statement_int64 (row, 7) - jz_statement_int64 (row, 6);
  JzMove move = { jz_statement_int64 (row, 1), 0, JZ_OUTSIDE, JZ_OUTSIDE, ABS (difference), JZ_AMOUNT_AVERAGE };

  if (difference < 0)
    move.from = book_spot (self, row);
  else
    {
      move.to = book_spot (self, row);
      if (!average (self, move.item, move.quantity, &move.amount, error))
        return FALSE;
    }
  g_array_append_val (self->adjustments, move);
  return TRUE;
}

static gboolean
add_difference (Differences *self, JzStatement *row, GError **error)
{
  const char *verdict = jz_statement_text (row, 9);

  if (jz_statement_text (row, 10)[0] == '\0' && !g_str_equal (verdict, "elsewhere"))
    return refuse (jz_statement_text (row, 11), error, "%s", _("say why it differs"));
  return jz_statement_int64 (row, 2) != 0 ? add_card (self, row, verdict, error) : add_lot (self, row, error);
}

static gboolean
read_differences (Differences *self, gint64 id, GError **error)
{
  JzStatement *row = jz_connection_query (self->connection, error, differences_sql, "l", id);

  while (jz_statement_next (row))
    if (!add_difference (self, row, error))
      {
        jz_statement_reset (row);
        return FALSE;
      }
  return jz_statement_finish (row, error);
}

static gboolean
post (JzOperation *operation, GArray *moves, const char *kind, const char *number, GError **error)
{
  char             today[JZ_DATE_LENGTH];
  g_autofree char *reason = g_strdup_printf (_("Stock-take %s"), number);
  JzVoucherHead    head = { .kind = kind, .reason = reason };

  head.date = jz_date_to_iso (jz_source_today (jz_operation_get_connection (operation)), today);
  return moves->len == 0 ||
         jz_posting_post (operation, &head, (const JzMove *)(gpointer)moves->data, moves->len, NULL, error);
}

gboolean
jz_stocktake_post (JzOperation *operation, gint64 id, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autoptr (GArray)    transfers = g_array_new (FALSE, FALSE, sizeof (JzMove));
  g_autoptr (GArray)    adjustments = g_array_new (FALSE, FALSE, sizeof (JzMove));
  g_autoptr (GPtrArray) states = g_ptr_array_new_with_free_func (g_free);
  Differences      differences = { connection, transfers, adjustments, states };
  g_autofree char *number = NULL;

  if (!jz_stocktake_must_be (connection, id, "counted", &number, error) ||
      !read_differences (&differences, id, error) || !post (operation, transfers, "transfer", number, error) ||
      !post (operation, adjustments, "adjustment", number, error) ||
      !jz_connection_run (
        connection, error,
        "UPDATE stocktake SET state = 'posted', approved_by = ?, changed = jz_operation () WHERE id = ?", "ll",
        jz_operation_get_actor (operation)->account, id))
    return FALSE;
  jz_operation_describe (operation, _("Posted the differences of %s"), number);
  return TRUE;
}
