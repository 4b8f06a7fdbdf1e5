/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-ledger"
#include "config.h"

#include "jz-voucher.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-date.h"
#include "jz-money.h"
#include "jz-quantity.h"
#include "jz-source.h"
#include "jz-text.h"

const JzAction jz_action_receive = { "ledger.receive", "ledger" };
const JzAction jz_action_issue = { "ledger.issue", "ledger" };
const JzAction jz_action_loan = { "ledger.loan", "ledger" };
const JzAction jz_action_return = { "ledger.return", "ledger" };
const JzAction jz_action_transfer = { "ledger.transfer", "ledger" };
const JzAction jz_action_write_off = { "ledger.write-off", "ledger" };
const JzAction jz_action_adjust = { "ledger.adjust", "ledger" };

void
jz_done_clear (JzDone *self)
{
  g_clear_pointer (&self->number, g_free);
  g_clear_pointer (&self->assets, g_array_unref);
}

/* Building up the moves of one voucher. */
typedef struct
{
  JzOperation  *operation;
  JzConnection *connection;
  GArray       *moves; /* of JzMove */
  JzDone       *done;
  char          today[JZ_DATE_LENGTH];
} Work;

static void
work_init (Work *work, JzOperation *operation, JzDone *done)
{
  work->operation = operation;
  work->connection = jz_operation_get_connection (operation);
  work->moves = g_array_new (FALSE, TRUE, sizeof (JzMove));
  work->done = done;
  jz_date_to_iso (jz_source_today (work->connection), work->today);
  *done = (JzDone){ .assets = g_array_new (FALSE, FALSE, sizeof (gint64)) };
}

static void
work_clear (Work *work)
{
  g_array_unref (work->moves);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

static void
add_move (Work *work, const JzLine *line, JzSpot from, JzSpot to, gint64 quantity, gint64 amount)
{
  JzMove move = { line->item, line->asset, from, to, quantity, amount };

  g_array_append_val (work->moves, move);
}

/* NULL without @error where there is no such item. */
static char *
item_text (Work *work, gint64 item, const char *column, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM item WHERE id = ? AND voided IS NULL", column);

  return jz_connection_text (work->connection, error, sql, "l", item);
}

static gboolean
fail (GError **error, const char *message)
{
  g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID, message);
  return FALSE;
}

/* Completes a line: an asset names its item, and there is one of it. */
static gboolean
complete (Work *work, const JzLine *given, JzLine *line, char **tracking, GError **error)
{
  g_autoptr (GError) failure = NULL;

  *line = *given;
  if (line->asset != 0)
    {
      line->quantity = 1;
      if (!jz_connection_number (work->connection, &line->item, 0, error, "SELECT item FROM asset WHERE id = ? AND voided IS NULL", "l", line->asset))
        return FALSE;
    }
  *tracking = item_text (work, line->item, "tracking", &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (*tracking == NULL)
    return fail (error, _("There is no such item"));
  if (line->quantity <= 0)
    return fail (error, _("A quantity must be more than nothing"));
  return TRUE;
}

/* Where the asset is. */
static gboolean
spot_of_asset (Work *work, gint64 asset, JzSpot *spot, GError **error)
{
  static const char *const states[] = { "stock", "use", "loan" };
  g_autofree char *state = jz_connection_text (work->connection, error, "SELECT state FROM position WHERE asset = ?", "l", asset);

  if (state == NULL)
    {
      g_autofree char *number = jz_connection_text (work->connection, NULL, "SELECT number FROM asset WHERE id = ?", "l", asset);

      if (error != NULL && *error == NULL)
        g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, _("%s: the asset is not there"), number != NULL ? number : "?");
      return FALSE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_str_equal (states[i], state))
      spot->state = states[i];
  return jz_connection_number (work->connection, &spot->place, 0, error, "SELECT place FROM position WHERE asset = ?", "l", asset) &&
         jz_connection_number (work->connection, &spot->holder, 0, error, "SELECT holder FROM position WHERE asset = ?", "l", asset);
}

/* Where a quantity is taken from: the place that was named, or the only one that has it in stock (in use, where
 * none is in stock). */
static gboolean
spot_of_quantity (Work *work, const JzLine *line, JzSpot *spot, GError **error)
{
  gint64 n, place = line->place;

  if (place == 0)
    {
      if (!jz_connection_number (work->connection, &n, 0, error,
                                 "SELECT count(*) FROM balance WHERE item = ? AND state = 'stock' AND quantity > 0", "l", line->item))
        return FALSE;
      if (n != 1)
        {
          g_autofree char *name = item_text (work, line->item, "name", NULL);

          g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, n == 0 ? _("%s: none in stock") : _("%s: in stock at several places; say which"), name);
          return FALSE;
        }
      if (!jz_connection_number (work->connection, &place, 0, error,
                                 "SELECT place FROM balance WHERE item = ? AND state = 'stock' AND quantity > 0", "l", line->item))
        return FALSE;
    }
  *spot = (JzSpot){ place, "stock", 0 };
  return TRUE;
}

static gboolean
spot_from (Work *work, const JzLine *line, const char *tracking, JzSpot *spot, GError **error)
{
  if (line->asset != 0)
    return spot_of_asset (work, line->asset, spot, error);
  if (g_str_equal (tracking, "card"))
    {
      g_autofree char *name = item_text (work, line->item, "name", NULL);

      g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, _("%s: every piece has a card; name the asset"), name);
      return FALSE;
    }
  return spot_of_quantity (work, line, spot, error);
}

/* An item with cards may be asked for by quantity: that many cards are chosen which are in stock (at the place that was
 * named), lowest numbers first. */
static gboolean
spread_cards (Work *work, const JzLine *lines, guint n, GArray *spread, GError **error)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GError) failure = NULL;
      g_autofree char *tracking = lines[i].asset == 0 ? item_text (work, lines[i].item, "tracking", &failure) : NULL;
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
      rows = jz_connection_query (work->connection, error,
                                  "SELECT a.id FROM asset a JOIN position p ON p.asset = a.id WHERE a.item = ?1 AND p.state = 'stock' "
                                  "AND (?2 = 0 OR p.place = ?2) ORDER BY a.number LIMIT ?3", "lll", lines[i].item, lines[i].place, lines[i].quantity);
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
          g_autofree char *name = item_text (work, lines[i].item, "name", NULL);

          g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, _("%s: %d wanted, %d in stock"), name, (int) lines[i].quantity, (int) found);
          return FALSE;
        }
    }
  return TRUE;
}

/* Ending: posts what was built up and says it in words. */
static gboolean
post (Work *work, const char *kind, const JzTerms *terms, gint64 person, GError **error)
{
  JzVoucherHead head = { .kind = kind, .date = terms->date != NULL ? terms->date : work->today, .person = person, .due = terms->due,
                         .supplier = terms->supplier, .invoice = terms->invoice, .fund = terms->fund, .reason = terms->reason };

  if (!jz_posting_post (work->operation, &head, (const JzMove *) (gpointer) work->moves->data, work->moves->len, &work->done->voucher, error))
    return FALSE;
  work->done->number = jz_connection_text (work->connection, error, "SELECT number FROM voucher WHERE id = ?", "l", work->done->voucher);
  return work->done->number != NULL;
}

/* "数字示波器 2 台", or "数字示波器 2 台 and 3 more". */
static char *
words_for (Work *work, GError **error)
{
  const JzMove    *first = &g_array_index (work->moves, JzMove, 0);
  g_autofree char *name = item_text (work, first->item, "name", error);
  g_autofree char *unit = name != NULL ? item_text (work, first->item, "unit", error) : NULL;
  g_autofree char *decimals = unit != NULL ? item_text (work, first->item, "decimals", error) : NULL, *quantity = NULL;
  gint64           sum = 0;
  guint            others = 0;

  if (decimals == NULL)
    return NULL;

  for (guint i = 0; i < work->moves->len; i++)
    {
      const JzMove *move = &g_array_index (work->moves, JzMove, i);

      if (move->item == first->item)
        sum += move->quantity;
      else
        others++;
    }
  quantity = jz_quantity_format (sum, decimals[0] - '0');
  if (others == 0)
    return g_strdup_printf ("%s %s %s", name, quantity, unit);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s %s %s and %u more line", "%s %s %s and %u more lines", others), name, quantity, unit, others);
}

/* "" where there is none; NULL with @error. */
static char *
text_or_empty (Work *work, const char *sql, gint64 id, GError **error)
{
  g_autoptr (GError) failure = NULL;
  char *text = jz_connection_text (work->connection, &failure, sql, "l", id);

  if (failure == NULL)
    return text != NULL ? text : g_strdup ("");
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

static char *
person_name (Work *work, gint64 person, GError **error)
{
  return text_or_empty (work, "SELECT name FROM person WHERE id = ?", person, error);
}

static char *
place_path (Work *work, gint64 place, GError **error)
{
  return text_or_empty (work, "SELECT path FROM place WHERE id = ?", place, error);
}

/* Receiving. */

static gboolean
receive_cards (Work *work, const JzTerms *terms, const JzLine *line, gint64 *serial, GError **error)
{
  JzSpot to = { line->place, "stock", 0 };

  if (line->quantity > 10000)
    return fail (error, _("At most 10,000 cards can be made at once"));
  for (gint64 i = 0; i < line->quantity; i++)
    {
      g_autofree char *number = NULL;
      JzAssetData      data = { .serial = line->serial, .price = line->price, .acquired = terms->date != NULL ? terms->date : work->today,
                                .origin = terms->origin, .fund = terms->fund, .supplier = terms->supplier,
                                .maker = line->maker, .warranty = line->warranty };
      JzLine           one = *line;

      if (line->number != NULL && line->quantity == 1)
        number = g_strdup (line->number);
      else if (*serial == 0 && !jz_asset_next_serial (work->connection, serial, error))
        return FALSE;
      else
        number = jz_asset_number (work->connection, (*serial)++, error);
      data.number = number;
      if (number == NULL || !jz_asset_add (work->operation, line->item, &data, &one.asset, error))
        return FALSE;
      g_array_append_val (work->done->assets, one.asset);
      add_move (work, &one, JZ_OUTSIDE, to, 1, line->price);
    }
  return TRUE;
}

gboolean
jz_voucher_receive (JzOperation *operation, const JzTerms *terms, const JzLine *lines, guint n, JzDone *done, GError **error)
{
  g_auto (Work)    work = { 0 };
  g_autofree char *words = NULL;
  gint64           serial = 0;

  work_init (&work, operation, done);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *tracking = NULL;
      JzLine           line;
      gint64           decimals, unit = 1;

      if (!complete (&work, &lines[i], &line, &tracking, error))
        return FALSE;
      if (line.place == 0)
        return fail (error, _("Say where it is put"));
      if (line.price < 0 || line.price > JZ_MONEY_MAX)
        return fail (error, _("A price can't be less than nothing"));
      if (g_str_equal (tracking, "card"))
        {
          if (!receive_cards (&work, terms, &line, &serial, error))
            return FALSE;
          continue;
        }
      if (!jz_connection_number (work.connection, &decimals, 0, error, "SELECT decimals FROM item WHERE id = ?", "l", line.item))
        return FALSE;
      for (gint64 d = 0; d < decimals; d++)
        unit *= 10;
      add_move (&work, &line, JZ_OUTSIDE, (JzSpot){ line.place, "stock", 0 }, line.quantity, (gint64) (((__int128) line.price * line.quantity + unit / 2) / unit));
    }
  if (!post (&work, "receipt", terms, terms->person, error))
    return FALSE;
  words = words_for (&work, error);
  if (words == NULL)
    return FALSE;
  jz_operation_describe (operation, _("Received %s"), words);
  return TRUE;
}

/* What all that take from a spot have in common. */
typedef gboolean (*TakeFunc) (Work *work, const JzTerms *terms, const JzLine *line, const char *tracking, JzSpot from, GError **error);

static gboolean
take_all (Work *work, const JzTerms *terms, const JzLine *lines, guint n, TakeFunc take, GError **error)
{
  g_autoptr (GArray) spread = g_array_new (FALSE, FALSE, sizeof (JzLine));

  if (!spread_cards (work, lines, n, spread, error))
    return FALSE;
  for (guint i = 0; i < spread->len; i++)
    {
      g_autofree char *tracking = NULL;
      JzLine           line;
      JzSpot           from = { 0 };

      if (!complete (work, &g_array_index (spread, JzLine, i), &line, &tracking, error) || !spot_from (work, &line, tracking, &from, error) ||
          !take (work, terms, &line, tracking, from, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
must_be_free (Work *work, const JzLine *line, JzSpot from, GError **error)
{
  g_autofree char *who = NULL, *name = NULL;

  if (!g_str_equal (from.state, "loan"))
    return TRUE;
  who = person_name (work, from.holder, NULL);
  name = item_text (work, line->item, "name", NULL);
  g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, _("%s: lent to %s; it must come back first"), name, who);
  return FALSE;
}

static gboolean
issue_one (Work *work, const JzTerms *terms, const JzLine *line, const char *tracking, JzSpot from, GError **error)
{
  if (!must_be_free (work, line, from, error))
    return FALSE;
  if (g_str_equal (tracking, "consumable"))
    add_move (work, line, from, JZ_OUTSIDE, line->quantity, JZ_AMOUNT_AVERAGE);
  else
    add_move (work, line, from, (JzSpot){ terms->to_place != 0 ? terms->to_place : from.place, "use", terms->person }, line->quantity, JZ_AMOUNT_AVERAGE);
  return TRUE;
}

gboolean
jz_voucher_issue (JzOperation *operation, const JzTerms *terms, const JzLine *lines, guint n, JzDone *done, GError **error)
{
  g_auto (Work)    work = { 0 };
  g_autofree char *words = NULL, *who = NULL;

  work_init (&work, operation, done);
  if (terms->person == 0 && terms->to_place == 0)
    return fail (error, _("Say who receives it, or where it goes"));
  if (!take_all (&work, terms, lines, n, issue_one, error) || !post (&work, "issue", terms, terms->person, error))
    return FALSE;
  words = words_for (&work, error);
  who = words == NULL ? NULL : terms->person != 0 ? person_name (&work, terms->person, error) : place_path (&work, terms->to_place, error);
  if (who == NULL)
    return FALSE;
  jz_operation_describe (operation, _("Issued %s to %s"), words, who);
  return TRUE;
}

static gboolean
loan_one (Work *work, const JzTerms *terms, const JzLine *line, const char *tracking, JzSpot from, GError **error)
{
  if (g_str_equal (tracking, "consumable"))
    return fail (error, _("Consumables are issued, not lent"));
  if (!must_be_free (work, line, from, error))
    return FALSE;
  add_move (work, line, from, (JzSpot){ from.place, "loan", terms->person }, line->quantity, JZ_AMOUNT_AVERAGE);
  return TRUE;
}

gboolean
jz_voucher_loan (JzOperation *operation, const JzTerms *terms, const JzLine *lines, guint n, JzDone *done, GError **error)
{
  g_auto (Work)    work = { 0 };
  g_autofree char *words = NULL, *who = NULL;

  work_init (&work, operation, done);
  if (terms->person == 0)
    return fail (error, _("Say who borrows it"));
  if (!take_all (&work, terms, lines, n, loan_one, error) || !post (&work, "loan", terms, terms->person, error))
    return FALSE;
  words = words_for (&work, error);
  who = words != NULL ? person_name (&work, terms->person, error) : NULL;
  if (who == NULL)
    return FALSE;
  jz_operation_describe (operation, _("Lent %s to %s"), words, who);
  return TRUE;
}

/* Taking back: from whoever has it, to where it was lent from. */

static gboolean
return_asset (Work *work, const JzLine *line, JzSpot from, GError **error)
{
  g_autofree char *number = NULL;

  if (!g_str_equal (from.state, "stock"))
    {
      add_move (work, line, from, (JzSpot){ line->place != 0 ? line->place : from.place, "stock", 0 }, 1, JZ_AMOUNT_AVERAGE);
      return TRUE;
    }
  number = jz_connection_text (work->connection, NULL, "SELECT number FROM asset WHERE id = ?", "l", line->asset);
  g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, _("%s: it is neither lent nor issued"), number);
  return FALSE;
}

static gboolean
return_quantity (Work *work, const JzTerms *terms, const JzLine *line, GError **error)
{
  gint64       left = line->quantity;
  JzStatement *rows = jz_connection_query (work->connection, error,
                                           "SELECT place, state, holder, quantity FROM balance WHERE item = ?1 AND state <> 'stock' AND quantity > 0 "
                                           "AND (?2 = 0 OR holder = ?2) AND (?3 = 0 OR place = ?3) ORDER BY state, place, holder", "lll", line->item,
                                           terms->person, line->place);

  while (left > 0 && jz_statement_next (rows))
    {
      gint64 part = MIN (left, jz_statement_int64 (rows, 3));
      JzSpot from = { jz_statement_int64 (rows, 0), g_str_equal (jz_statement_text (rows, 1), "loan") ? "loan" : "use", jz_statement_int64 (rows, 2) };

      add_move (work, line, from, (JzSpot){ from.place, "stock", 0 }, part, JZ_AMOUNT_AVERAGE);
      left -= part;
    }
  if (!jz_statement_finish (rows, error))
    return FALSE;
  if (left > 0)
    {
      g_autofree char *name = item_text (work, line->item, "name", NULL);

      g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, _("%s: that much is neither lent nor issued"), name);
      return FALSE;
    }
  return TRUE;
}

gboolean
jz_voucher_return (JzOperation *operation, const JzTerms *terms, const JzLine *lines, guint n, JzDone *done, GError **error)
{
  g_auto (Work)    work = { 0 };
  g_autofree char *words = NULL;

  work_init (&work, operation, done);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *tracking = NULL;
      JzLine           line;
      JzSpot           from = { 0 };

      if (!complete (&work, &lines[i], &line, &tracking, error))
        return FALSE;
      if (line.asset != 0 ? !spot_of_asset (&work, line.asset, &from, error) || !return_asset (&work, &line, from, error)
                          : !return_quantity (&work, terms, &line, error))
        return FALSE;
    }
  if (!post (&work, "return", terms, terms->person, error))
    return FALSE;
  words = words_for (&work, error);
  if (words == NULL)
    return FALSE;
  jz_operation_describe (operation, _("Took back %s"), words);
  return TRUE;
}

static gboolean
transfer_one (Work *work, const JzTerms *terms, const JzLine *line, const char *tracking, JzSpot from, GError **error)
{
  if (!must_be_free (work, line, from, error))
    return FALSE;
  if (from.place == terms->to_place)
    return fail (error, _("It is there already"));
  add_move (work, line, from, (JzSpot){ terms->to_place, from.state, from.holder }, line->quantity, JZ_AMOUNT_AVERAGE);
  return TRUE;
}

gboolean
jz_voucher_transfer (JzOperation *operation, const JzTerms *terms, const JzLine *lines, guint n, JzDone *done, GError **error)
{
  g_auto (Work)    work = { 0 };
  g_autofree char *words = NULL, *where = NULL;

  work_init (&work, operation, done);
  if (terms->to_place == 0)
    return fail (error, _("Say where it goes"));
  if (!take_all (&work, terms, lines, n, transfer_one, error) || !post (&work, "transfer", terms, terms->person, error))
    return FALSE;
  words = words_for (&work, error);
  where = words != NULL ? place_path (&work, terms->to_place, error) : NULL;
  if (where == NULL)
    return FALSE;
  jz_operation_describe (operation, _("Transferred %s to %s"), words, where);
  return TRUE;
}

static gboolean
write_off_one (Work *work, const JzTerms *terms, const JzLine *line, const char *tracking, JzSpot from, GError **error)
{
  if (!must_be_free (work, line, from, error))
    return FALSE;
  add_move (work, line, from, JZ_OUTSIDE, line->quantity, JZ_AMOUNT_AVERAGE);
  return TRUE;
}

gboolean
jz_voucher_write_off (JzOperation *operation, const JzTerms *terms, const JzLine *lines, guint n, JzDone *done, GError **error)
{
  g_auto (Work)    work = { 0 };
  g_autofree char *words = NULL;

  work_init (&work, operation, done);
  if (jz_text_is_blank (terms->reason))
    return fail (error, _("Say why it is written off"));
  if (!take_all (&work, terms, lines, n, write_off_one, error) || !post (&work, "write-off", terms, terms->person, error))
    return FALSE;
  words = words_for (&work, error);
  if (words == NULL)
    return FALSE;
  jz_operation_describe (operation, _("Wrote off %s"), words);
  return TRUE;
}

/* What is found beyond the books is worth what the others of its kind are. */
static gboolean
average_price (Work *work, gint64 item, gint64 quantity, gint64 *amount, GError **error)
{
  gint64 all, value;

  if (!jz_connection_number (work->connection, &all, 0, error, "SELECT sum (quantity) FROM balance WHERE item = ?", "l", item) ||
      !jz_connection_number (work->connection, &value, 0, error, "SELECT sum (amount) FROM balance WHERE item = ?", "l", item))
    return FALSE;
  *amount = all > 0 ? (gint64) ((__int128) value * quantity / all) : 0;
  return TRUE;
}

static gboolean
adjust_one (Work *work, const JzLine *given, GError **error)
{
  g_autofree char *tracking = NULL;
  gboolean         less = given->quantity < 0;
  JzLine           line = *given;
  JzSpot           spot = { 0 };
  gint64           amount = 0;

  line.quantity = ABS (line.quantity);
  if (!complete (work, &line, &line, &tracking, error))
    return FALSE;
  if (!less)
    {
      if (line.place == 0)
        return fail (error, _("Say where it was found"));
      if (g_str_equal (tracking, "card"))
        return fail (error, _("What was found and has a card is received, as a surplus"));
      if (!average_price (work, line.item, line.quantity, &amount, error))
        return FALSE;
      add_move (work, &line, JZ_OUTSIDE, (JzSpot){ line.place, "stock", 0 }, line.quantity, amount);
      return TRUE;
    }
  if (!spot_from (work, &line, tracking, &spot, error))
    return FALSE;
  add_move (work, &line, spot, JZ_OUTSIDE, line.quantity, JZ_AMOUNT_AVERAGE);
  return TRUE;
}

gboolean
jz_voucher_adjust (JzOperation *operation, const JzTerms *terms, const JzLine *lines, guint n, JzDone *done, GError **error)
{
  g_auto (Work)    work = { 0 };
  g_autofree char *words = NULL;

  work_init (&work, operation, done);
  if (jz_text_is_blank (terms->reason))
    return fail (error, _("Say why the books are adjusted"));
  for (guint i = 0; i < n; i++)
    if (!adjust_one (&work, &lines[i], error))
      return FALSE;
  if (!post (&work, "adjustment", terms, terms->person, error))
    return FALSE;
  words = words_for (&work, error);
  if (words == NULL)
    return FALSE;
  jz_operation_describe (operation, _("Adjusted %s"), words);
  return TRUE;
}
