/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-ledger"
#include "config.h"

#include "jz-voucher.h"

#include <glib/gi18n-lib.h>

#include "jz-disposal.h"
#include "jz-money.h"
#include "jz-numbering.h"
#include "jz-text.h"
#include "jz-voucher-work.h"

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

/* Receiving. */

static gboolean
receive_cards (JzWork *work, const JzTerms *terms, const JzLine *line, JzNumbering *numbering, GError **error)
{
  const char *acquired = terms->date != NULL ? terms->date : work->today;
  JzSpot      to = { line->place, "stock", 0 };

  guint       n_serials = line->serials != NULL ? g_strv_length ((GStrv) line->serials) : 0;

  if (line->quantity > 10000)
    return jz_work_refuse (error, _("At most 10,000 cards can be made at once"));
  if (n_serials > line->quantity)
    return jz_work_refuse (error, _("There are more serial numbers than pieces"));
  for (gint64 i = 0; i < line->quantity; i++)
    {
      g_autofree char *number = NULL;
      JzAssetData data = { .serial = line->serials == NULL ? line->serial : i < n_serials ? line->serials[i] : NULL,
                           .price = line->price,
                           .acquired = acquired,
                           .origin = terms->origin,
                           .fund = terms->fund,
                           .supplier = terms->supplier,
                           .maker = line->maker,
                           .warranty = line->warranty };
      JzLine           one = *line;

      if (line->number != NULL && line->quantity == 1)
        number = g_strdup (line->number);
      else
        number = jz_numbering_next (numbering, &(JzNumberFor){ .item = line->item, .place = line->place, .acquired = acquired }, error);
      data.number = number;
      if (number == NULL || !jz_asset_add (work->operation, line->item, &data, &one.asset, error) ||
          (line->licence != NULL && !jz_licence_set (work->operation, one.asset, line->licence, error)))
        return FALSE;
      g_array_append_val (work->done->assets, one.asset);
      jz_work_add_move (work, &one, JZ_OUTSIDE, to, 1, line->price);
    }
  return TRUE;
}

gboolean
jz_voucher_receive (JzOperation *operation, const JzTerms *terms, const JzLine *lines, guint n, JzDone *done,
                    GError **error)
{
  g_auto (JzWork)  work = { 0 };
  g_autofree char *words = NULL;
  g_autoptr (JzNumbering) numbering = jz_numbering_new (jz_operation_get_connection (operation), error);

  jz_work_init (&work, operation, done);
  if (numbering == NULL)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *tracking = NULL;
      JzLine           line;
      gint64           decimals, unit = 1;

      if (!jz_work_complete (&work, &lines[i], &line, &tracking, error))
        return FALSE;
      if (line.place == 0)
        return jz_work_refuse (error, _("Say where it is put"));
      if (line.price < 0 || line.price > JZ_MONEY_MAX)
        return jz_work_refuse (error, _("A price can't be less than nothing"));
      if (g_str_equal (tracking, "card"))
        {
          if (!receive_cards (&work, terms, &line, numbering, error))
            return FALSE;
          continue;
        }
      if (!jz_connection_number (work.connection, &decimals, 0, error, "SELECT decimals FROM item WHERE id = ?", "l",
                                 line.item))
        return FALSE;
      for (gint64 d = 0; d < decimals; d++)
        unit *= 10;
      jz_work_add_move (&work, &line, JZ_OUTSIDE, (JzSpot){ line.place, "stock", 0 }, line.quantity,
                        (gint64) (((__int128) line.price * line.quantity + unit / 2) / unit));
    }
  if (!jz_work_post (&work, "receipt", terms, terms->person, error))
    return FALSE;
  words = jz_work_words (&work, error);
  if (words == NULL)
    return FALSE;
  jz_operation_describe (operation, _("Received %s"), words);
  return TRUE;
}

/* What all that take from a spot have in common. */
typedef gboolean (*TakeFunc) (JzWork *work, const JzTerms *terms, const JzLine *line, const char *tracking, JzSpot from,
                              GError **error);

static gboolean
take_all (JzWork *work, const JzTerms *terms, const JzLine *lines, guint n, TakeFunc take, GError **error)
{
  g_autoptr (GArray) spread = g_array_new (FALSE, FALSE, sizeof (JzLine));

  if (!jz_work_spread_cards (work, lines, n, spread, error))
    return FALSE;
  for (guint i = 0; i < spread->len; i++)
    {
      g_autofree char *tracking = NULL;
      JzLine           line;
      JzSpot           from = { 0 };

      if (!jz_work_complete (work, &g_array_index (spread, JzLine, i), &line, &tracking, error) ||
          !jz_work_spot_from (work, &line, tracking, &from, error) || !take (work, terms, &line, tracking, from, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
must_be_free (JzWork *work, const JzLine *line, JzSpot from, GError **error)
{
  g_autofree char *who = NULL, *name = NULL;

  if (!g_str_equal (from.state, "loan"))
    return TRUE;
  who = jz_work_person_name (work, from.holder, NULL);
  name = jz_work_item_text (work, line->item, "name", NULL);
  g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, _("%s: lent to %s; it must come back first"), name, who);
  return FALSE;
}

static gboolean
issue_one (JzWork *work, const JzTerms *terms, const JzLine *line, const char *tracking, JzSpot from, GError **error)
{
  if (!must_be_free (work, line, from, error))
    return FALSE;
  if (g_str_equal (tracking, "consumable"))
    jz_work_add_move (work, line, from, JZ_OUTSIDE, line->quantity, JZ_AMOUNT_AVERAGE);
  else
    jz_work_add_move (work, line, from,
                      (JzSpot){ terms->to_place != 0 ? terms->to_place : from.place, "use", terms->person },
                      line->quantity, JZ_AMOUNT_AVERAGE);
  return TRUE;
}

gboolean
jz_voucher_issue (JzOperation *operation, const JzTerms *terms, const JzLine *lines, guint n, JzDone *done,
                  GError **error)
{
  g_auto (JzWork)  work = { 0 };
  g_autofree char *words = NULL, *who = NULL;

  jz_work_init (&work, operation, done);
  if (terms->person == 0 && terms->to_place == 0)
    return jz_work_refuse (error, _("Say who receives it, or where it goes"));
  if (!take_all (&work, terms, lines, n, issue_one, error) ||
      !jz_work_post (&work, "issue", terms, terms->person, error))
    return FALSE;
  words = jz_work_words (&work, error);
  who = words == NULL      ? NULL :
        terms->person != 0 ? jz_work_person_name (&work, terms->person, error) :
                             jz_work_place_path (&work, terms->to_place, error);
  if (who == NULL)
    return FALSE;
  jz_operation_describe (operation, _("Issued %s to %s"), words, who);
  return TRUE;
}

static gboolean
loan_one (JzWork *work, const JzTerms *terms, const JzLine *line, const char *tracking, JzSpot from, GError **error)
{
  if (g_str_equal (tracking, "consumable"))
    return jz_work_refuse (error, _("Consumables are issued, not lent"));
  if (!must_be_free (work, line, from, error))
    return FALSE;
  jz_work_add_move (work, line, from, (JzSpot){ from.place, "loan", terms->person }, line->quantity, JZ_AMOUNT_AVERAGE);
  return TRUE;
}

gboolean
jz_voucher_loan (JzOperation *operation, const JzTerms *terms, const JzLine *lines, guint n, JzDone *done,
                 GError **error)
{
  g_auto (JzWork)  work = { 0 };
  g_autofree char *words = NULL, *who = NULL;

  jz_work_init (&work, operation, done);
  if (terms->person == 0)
    return jz_work_refuse (error, _("Say who borrows it"));
  if (!take_all (&work, terms, lines, n, loan_one, error) || !jz_work_post (&work, "loan", terms, terms->person, error))
    return FALSE;
  words = jz_work_words (&work, error);
  who = words != NULL ? jz_work_person_name (&work, terms->person, error) : NULL;
  if (who == NULL)
    return FALSE;
  jz_operation_describe (operation, _("Lent %s to %s"), words, who);
  return TRUE;
}

/* Taking back: from whoever has it, to where it was lent from. */

static gboolean
return_asset (JzWork *work, const JzLine *line, JzSpot from, GError **error)
{
  g_autofree char *number = NULL;

  if (!g_str_equal (from.state, "stock"))
    {
      jz_work_add_move (work, line, from, (JzSpot){ line->place != 0 ? line->place : from.place, "stock", 0 }, 1,
                        JZ_AMOUNT_AVERAGE);
      return TRUE;
    }
  number = jz_connection_text (work->connection, NULL, "SELECT number FROM asset WHERE id = ?", "l", line->asset);
  g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, _("%s: it is neither lent nor issued"), number);
  return FALSE;
}

static gboolean
return_quantity (JzWork *work, const JzTerms *terms, const JzLine *line, GError **error)
{
  gint64       left = line->quantity;
  JzStatement *rows = jz_connection_query (
    work->connection, error,
    "SELECT place, state, holder, quantity FROM balance WHERE item = ?1 AND state <> 'stock' AND quantity > 0 "
    "AND (?3 = 0 OR place = ?3) AND (?4 IS NULL OR state = ?4) AND (holder = ?2 OR (?2 = 0 AND ?4 IS NULL)) "
    "ORDER BY state, place, holder",
    "llls", line->item, line->state != NULL ? line->holder : terms->person, line->place, line->state);

  while (left > 0 && jz_statement_next (rows))
    {
      gint64 part = MIN (left, jz_statement_int64 (rows, 3));
      JzSpot from = { jz_statement_int64 (rows, 0), g_str_equal (jz_statement_text (rows, 1), "loan") ? "loan" : "use",
                      jz_statement_int64 (rows, 2) };

      jz_work_add_move (work, line, from, (JzSpot){ from.place, "stock", 0 }, part, JZ_AMOUNT_AVERAGE);
      left -= part;
    }
  if (!jz_statement_finish (rows, error))
    return FALSE;
  if (left > 0)
    {
      g_autofree char *name = jz_work_item_text (work, line->item, "name", NULL);

      g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, _("%s: that much is neither lent nor issued"), name);
      return FALSE;
    }
  return TRUE;
}

gboolean
jz_voucher_return (JzOperation *operation, const JzTerms *terms, const JzLine *lines, guint n, JzDone *done,
                   GError **error)
{
  g_auto (JzWork)  work = { 0 };
  g_autofree char *words = NULL;

  jz_work_init (&work, operation, done);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *tracking = NULL;
      JzLine           line;
      JzSpot           from = { 0 };

      if (!jz_work_complete (&work, &lines[i], &line, &tracking, error))
        return FALSE;
      if (line.asset != 0 ?
            !jz_work_spot_of_asset (&work, line.asset, &from, error) || !return_asset (&work, &line, from, error) :
            !return_quantity (&work, terms, &line, error))
        return FALSE;
    }
  if (!jz_work_post (&work, "return", terms, terms->person, error))
    return FALSE;
  words = jz_work_words (&work, error);
  if (words == NULL)
    return FALSE;
  jz_operation_describe (operation, _("Took back %s"), words);
  return TRUE;
}

static gboolean
transfer_one (JzWork *work, const JzTerms *terms, const JzLine *line, const char *tracking, JzSpot from, GError **error)
{
  if (!must_be_free (work, line, from, error))
    return FALSE;
  if (from.place == terms->to_place)
    return jz_work_refuse (error, _("It is there already"));
  jz_work_add_move (work, line, from, (JzSpot){ terms->to_place, from.state, from.holder }, line->quantity,
                    JZ_AMOUNT_AVERAGE);
  return TRUE;
}

gboolean
jz_voucher_transfer (JzOperation *operation, const JzTerms *terms, const JzLine *lines, guint n, JzDone *done,
                     GError **error)
{
  g_auto (JzWork)  work = { 0 };
  g_autofree char *words = NULL, *where = NULL;

  jz_work_init (&work, operation, done);
  work.takes_used = TRUE;
  if (terms->to_place == 0)
    return jz_work_refuse (error, _("Say where it goes"));
  if (!take_all (&work, terms, lines, n, transfer_one, error) ||
      !jz_work_post (&work, "transfer", terms, terms->person, error))
    return FALSE;
  words = jz_work_words (&work, error);
  where = words != NULL ? jz_work_place_path (&work, terms->to_place, error) : NULL;
  if (where == NULL)
    return FALSE;
  jz_operation_describe (operation, _("Transferred %s to %s"), words, where);
  return TRUE;
}

static gboolean
write_off_one (JzWork *work, const JzTerms *terms, const JzLine *line, const char *tracking, JzSpot from,
               GError **error)
{
  if (!must_be_free (work, line, from, error))
    return FALSE;
  jz_work_add_move (work, line, from, JZ_OUTSIDE, line->quantity, JZ_AMOUNT_AVERAGE);
  return TRUE;
}

gboolean
jz_voucher_write_off (JzOperation *operation, const JzTerms *terms, const JzLine *lines, guint n, JzDone *done,
                      GError **error)
{
  return jz_disposal_may_write_off (operation, terms->date, lines, n, error) &&
         jz_voucher_write_off_approved (operation, terms, lines, n, done, error);
}

gboolean
jz_voucher_write_off_approved (JzOperation *operation, const JzTerms *terms, const JzLine *lines, guint n,
                               JzDone *done, GError **error)
{
  g_auto (JzWork)  work = { 0 };
  g_autofree char *words = NULL;

  jz_work_init (&work, operation, done);
  work.takes_used = TRUE;
  if (jz_text_is_blank (terms->reason))
    return jz_work_refuse (error, _("Say why it is written off"));
  if (!take_all (&work, terms, lines, n, write_off_one, error) ||
      !jz_work_post (&work, "write-off", terms, terms->person, error))
    return FALSE;
  words = jz_work_words (&work, error);
  if (words == NULL)
    return FALSE;
  jz_operation_describe (operation, _("Wrote off %s"), words);
  return TRUE;
}

/* What is found beyond the books is worth what the others of its kind are. */
static gboolean
average_price (JzWork *work, gint64 item, gint64 quantity, gint64 *amount, GError **error)
{
  gint64 all, value;

  if (!jz_connection_number (work->connection, &all, 0, error, "SELECT sum (quantity) FROM balance WHERE item = ?", "l",
                             item) ||
      !jz_connection_number (work->connection, &value, 0, error, "SELECT sum (amount) FROM balance WHERE item = ?", "l",
                             item))
    return FALSE;
  *amount = all > 0 ? (gint64) ((__int128) value * quantity / all) : 0;
  return TRUE;
}

static gboolean
adjust_one (JzWork *work, const JzLine *given, GError **error)
{
  g_autofree char *tracking = NULL;
  gboolean         less = given->quantity < 0;
  JzLine           line = *given;
  JzSpot           spot = { 0 };
  gint64           amount = 0;

  line.quantity = ABS (line.quantity);
  if (!jz_work_complete (work, &line, &line, &tracking, error))
    return FALSE;
  if (!less)
    {
      if (line.place == 0)
        return jz_work_refuse (error, _("Say where it was found"));
      if (g_str_equal (tracking, "card"))
        return jz_work_refuse (error, _("What was found and has a card is received, as a surplus"));
      if (!average_price (work, line.item, line.quantity, &amount, error))
        return FALSE;
      spot = (JzSpot){ line.place, "stock", 0 };
      if (g_strcmp0 (line.state, "use") == 0)
        spot = (JzSpot){ line.place, "use", line.holder };
      jz_work_add_move (work, &line, JZ_OUTSIDE, spot, line.quantity, amount);
      return TRUE;
    }
  if (!jz_work_spot_from (work, &line, tracking, &spot, error))
    return FALSE;
  jz_work_add_move (work, &line, spot, JZ_OUTSIDE, line.quantity, JZ_AMOUNT_AVERAGE);
  return TRUE;
}

gboolean
jz_voucher_adjust (JzOperation *operation, const JzTerms *terms, const JzLine *lines, guint n, JzDone *done,
                   GError **error)
{
  g_auto (JzWork)  work = { 0 };
  g_autofree char *words = NULL;

  jz_work_init (&work, operation, done);
  work.is_signed = TRUE;
  if (jz_text_is_blank (terms->reason))
    return jz_work_refuse (error, _("Say why the books are adjusted"));
  for (guint i = 0; i < n; i++)
    if (!adjust_one (&work, &lines[i], error))
      return FALSE;
  if (!jz_work_post (&work, "adjustment", terms, terms->person, error))
    return FALSE;
  words = jz_work_words (&work, error);
  if (words == NULL)
    return FALSE;
  jz_operation_describe (operation, _("Adjusted %s"), words);
  return TRUE;
}
