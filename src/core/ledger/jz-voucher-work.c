/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-ledger"
#include "config.h"

#include "jz-voucher-work.h"

#include <glib/gi18n-lib.h>

#include "jz-quantity.h"
#include "jz-source.h"

void
jz_work_init (JzWork *work, JzOperation *operation, JzDone *done)
{
  work->operation = operation;
  work->connection = jz_operation_get_connection (operation);
  work->moves = g_array_new (FALSE, TRUE, sizeof (JzMove));
  work->done = done;
  jz_date_to_iso (jz_source_today (work->connection), work->today);
  *done = (JzDone){ .assets = g_array_new (FALSE, FALSE, sizeof (gint64)) };
}

void
jz_work_clear (JzWork *work)
{
  g_array_unref (work->moves);
}

void
jz_work_add_move (JzWork *work, const JzLine *line, JzSpot from, JzSpot to, gint64 quantity, gint64 amount)
{
  JzMove move = { line->item, line->asset, from, to, quantity, amount };

  g_array_append_val (work->moves, move);
}

/* NULL without @error where there is no such item. */
char *
jz_work_item_text (JzWork *work, gint64 item, const char *column, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM item WHERE id = ? AND voided IS NULL", column);

  return jz_connection_text (work->connection, error, sql, "l", item);
}

gboolean
jz_work_refuse (GError **error, const char *message)
{
  g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID, message);
  return FALSE;
}

/* Completes a line: an asset names its item, and there is one of it. */
gboolean
jz_work_complete (JzWork *work, const JzLine *given, JzLine *line, char **tracking, GError **error)
{
  g_autoptr (GError) failure = NULL;

  *line = *given;
  if (line->asset != 0)
    {
      line->quantity = 1;
      if (!jz_connection_number (work->connection, &line->item, 0, error,
                                 "SELECT item FROM asset WHERE id = ? AND voided IS NULL", "l", line->asset))
        return FALSE;
    }
  *tracking = jz_work_item_text (work, line->item, "tracking", &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (*tracking == NULL)
    return jz_work_refuse (error, _("There is no such item"));
  if (line->quantity <= 0)
    return jz_work_refuse (error, _("A quantity must be more than nothing"));
  return TRUE;
}

/* Where the asset is. */
gboolean
jz_work_spot_of_asset (JzWork *work, gint64 asset, JzSpot *spot, GError **error)
{
  static const char *const states[] = { "stock", "use", "loan" };
  g_autofree char *state =
    jz_connection_text (work->connection, error, "SELECT state FROM position WHERE asset = ?", "l", asset);

  if (state == NULL)
    {
      g_autofree char *number =
        jz_connection_text (work->connection, NULL, "SELECT number FROM asset WHERE id = ?", "l", asset);

      if (error != NULL && *error == NULL)
        g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, _("%s: the asset is not there"), number != NULL ? number : "?");
      return FALSE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_str_equal (states[i], state))
      spot->state = states[i];
  return jz_connection_number (work->connection, &spot->place, 0, error, "SELECT place FROM position WHERE asset = ?",
                               "l", asset) &&
         jz_connection_number (work->connection, &spot->holder, 0, error, "SELECT holder FROM position WHERE asset = ?",
                               "l", asset);
}

/* What is nowhere in stock may be in use at one spot alone: then that is meant. */
static gboolean
only_used_spot (JzWork *work, const JzLine *line, JzSpot *spot, gboolean *found, GError **error)
{
  JzStatement *row = jz_connection_query (
    work->connection, error,
    "SELECT min (place), min (holder) FROM balance WHERE item = ?1 AND state = 'use' AND quantity > 0 AND (?2 = 0 OR place = ?2) "
    "AND NOT EXISTS (SELECT 1 FROM balance WHERE item = ?1 AND state = 'stock' AND quantity > 0 AND (?2 = 0 OR place = ?2)) HAVING count (*) = 1",
    "ll", line->item, line->place);

  *found = jz_statement_next (row);
  if (*found)
    *spot = (JzSpot){ jz_statement_int64 (row, 0), "use", jz_statement_int64 (row, 1) };
  return jz_statement_finish (row, error);
}

/* Where a quantity is taken from: the place that was named, or the only one that has it in that state. */
static gboolean
spot_of_quantity (JzWork *work, const JzLine *line, JzSpot *spot, GError **error)
{
  gboolean    found = FALSE, used = g_strcmp0 (line->state, "use") == 0;
  const char *state = used ? "use" : "stock";
  gint64      n, place = line->place, holder = used ? line->holder : 0;

  if (work->takes_used && line->state == NULL && !only_used_spot (work, line, spot, &found, error))
    return FALSE;
  if (found)
    return TRUE;
  if (place == 0)
    {
      if (!jz_connection_number (work->connection, &n, 0, error,
                                 "SELECT count(*) FROM balance WHERE item = ? AND state = ? AND holder = ? AND quantity > 0",
                                 "lsl", line->item, state, holder))
        return FALSE;
      if (n != 1)
        {
          g_autofree char *name = jz_work_item_text (work, line->item, "name", NULL);

          g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID,
                       used   ? _("%s: say where it is in use, and who has it") :
                       n == 0 ? _("%s: none in stock") :
                                _("%s: in stock at several places; say which"),
                       name);
          return FALSE;
        }
      if (!jz_connection_number (work->connection, &place, 0, error,
                                 "SELECT place FROM balance WHERE item = ? AND state = ? AND holder = ? AND quantity > 0",
                                 "lsl", line->item, state, holder))
        return FALSE;
    }
  *spot = (JzSpot){ place, state, holder };
  return TRUE;
}

gboolean
jz_work_spot_from (JzWork *work, const JzLine *line, const char *tracking, JzSpot *spot, GError **error)
{
  if (line->asset != 0)
    return jz_work_spot_of_asset (work, line->asset, spot, error);
  if (g_str_equal (tracking, "card"))
    {
      g_autofree char *name = jz_work_item_text (work, line->item, "name", NULL);

      g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, _("%s: every piece has a card; name the asset"), name);
      return FALSE;
    }
  return spot_of_quantity (work, line, spot, error);
}

/* An item with cards may be asked for by quantity: that many cards are chosen which are in stock (at the place that was
 * named), lowest numbers first. */
gboolean
jz_work_spread_cards (JzWork *work, const JzLine *lines, guint n, GArray *spread, GError **error)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GError) failure = NULL;
      g_autofree char *tracking =
        lines[i].asset == 0 ? jz_work_item_text (work, lines[i].item, "tracking", &failure) : NULL;
      JzStatement *rows;
      gint64       found = 0;

      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      if (g_strcmp0 (tracking, "card") != 0)
        {
          g_array_append_val (spread, lines[i]);
          continue;
        }
      rows = jz_connection_query (
        work->connection, error,
        "SELECT a.id FROM asset a JOIN position p ON p.asset = a.id WHERE a.item = ?1 AND p.state = 'stock' "
        "AND (?2 = 0 OR p.place = ?2) ORDER BY a.number LIMIT ?3",
        "lll", lines[i].item, lines[i].place, lines[i].quantity);
      for (; jz_statement_next (rows); found++)
        {
          JzLine one = lines[i];

          one.asset = jz_statement_int64 (rows, 0);
          one.quantity = 1;
          g_array_append_val (spread, one);
        }
      if (!jz_statement_finish (rows, error))
        return FALSE;
      if (found < lines[i].quantity)
        {
          g_autofree char *name = jz_work_item_text (work, lines[i].item, "name", NULL);

          g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, _("%s: %d wanted, %d in stock"), name,
                       (int) lines[i].quantity, (int) found);
          return FALSE;
        }
    }
  return TRUE;
}

/* Ending: posts what was built up and says it in words. */
gboolean
jz_work_post (JzWork *work, const char *kind, const JzTerms *terms, gint64 person, GError **error)
{
  JzVoucherHead head = { .kind = kind,
                         .date = terms->date != NULL ? terms->date : work->today,
                         .person = person,
                         .due = terms->due,
                         .supplier = terms->supplier,
                         .invoice = terms->invoice,
                         .fund = terms->fund,
                         .reason = terms->reason };

  if (!jz_posting_post (work->operation, &head, (const JzMove *) (gpointer) work->moves->data, work->moves->len,
                        &work->done->voucher, error))
    return FALSE;
  work->done->number =
    jz_connection_text (work->connection, error, "SELECT number FROM voucher WHERE id = ?", "l", work->done->voucher);
  return work->done->number != NULL;
}

/* "数字示波器 2 台", or "数字示波器 2 台 and 3 more". */
char *
jz_work_words (JzWork *work, GError **error)
{
  const JzMove    *first = &g_array_index (work->moves, JzMove, 0);
  g_autofree char *name = jz_work_item_text (work, first->item, "name", error);
  g_autofree char *unit = name != NULL ? jz_work_item_text (work, first->item, "unit", error) : NULL;
  g_autofree char *decimals = unit != NULL ? jz_work_item_text (work, first->item, "decimals", error) : NULL,
                  *quantity = NULL;
  gint64           sum = 0;
  guint            others = 0;

  if (decimals == NULL)
    return NULL;

  for (guint i = 0; i < work->moves->len; i++)
    {
      const JzMove *move = &g_array_index (work->moves, JzMove, i);

      if (move->item == first->item)
        sum += work->is_signed && move->to.place == 0 ? -move->quantity : move->quantity;
      else
        others++;
    }
  quantity = jz_quantity_format (sum, decimals[0] - '0');
  if (others == 0)
    return g_strdup_printf ("%s %s %s", name, quantity, unit);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s %s %s and %u more line", "%s %s %s and %u more lines",
                                       others),
                          name, quantity, unit, others);
}

/* "" where there is none; NULL with @error. */
static char *
text_or_empty (JzWork *work, const char *sql, gint64 id, GError **error)
{
  g_autoptr (GError) failure = NULL;
  char *text = jz_connection_text (work->connection, &failure, sql, "l", id);

  if (failure == NULL)
    return text != NULL ? text : g_strdup ("");
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

char *
jz_work_person_name (JzWork *work, gint64 person, GError **error)
{
  return text_or_empty (work, "SELECT name FROM person WHERE id = ?", person, error);
}

char *
jz_work_place_path (JzWork *work, gint64 place, GError **error)
{
  return text_or_empty (work, "SELECT path FROM place WHERE id = ?", place, error);
}
