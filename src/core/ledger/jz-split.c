/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-ledger"
#include "config.h"

#include "jz-split.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-item.h"
#include "jz-merge-private.h"
#include "jz-numbering.h"
#include "jz-text.h"

const JzAction jz_action_split = { "item.split", "ledger" };

#define MOST_CARDS 10000

typedef struct
{
  JzOperation   *operation;
  JzConnection  *connection;
  const JzSplit *split;
  GArray        *out;      /* of JzCarried: what leaves the lot */
  GArray        *moves;    /* of JzCarried: that, and the cards */
  gint64         quantity; /* of @out */
  gboolean       all;      /* nothing of the lot is left */
  gint64         into;
  char          *name;
  JzAssetData    card; /* what is known of all of them */
  char          *acquired, *supplier, *fund;
} Split;

static gboolean
refuse (GError **error, const char *thing, const char *why)
{
  g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, "%s: %s", thing, why);
  return FALSE;
}

static gboolean
is_lot (Split *self, GError **error)
{
  gint64 fits;

  self->name = jz_connection_text (self->connection, error, "SELECT name FROM item WHERE id = ? AND voided IS NULL",
                                   "l", self->split->item);
  if (self->name == NULL)
    {
      if (error != NULL && *error == NULL)
        g_set_error_literal (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("There is no such item"));
      return FALSE;
    }
  if (!jz_connection_number (self->connection, &fits, 0, error,
                             "SELECT tracking = 'lot' AND decimals = 0 FROM item WHERE id = ?", "l", self->split->item))
    return FALSE;
  return fits ? jz_must_not_be_counted (self->connection, "item", self->split->item, error) :
                refuse (error, self->name, _("only what is kept by whole pieces can get cards"));
}

/* Stock before what is in use, and that before what is lent. */
static int
stock_first (gconstpointer a, gconstpointer b)
{
  const JzMove *one = &((const JzCarried *) a)->move, *other = &((const JzCarried *) b)->move;
  const char   *order = "sul";
  int           difference = (int) (strchr (order, one->from.state[0]) - strchr (order, other->from.state[0]));

  return difference != 0 ? difference : one->from.place < other->from.place ? -1 : one->from.place > other->from.place;
}

/* What leaves the lot: whole spots, and of the last one the part that is still wanted. */
static gboolean
choose (Split *self, GError **error)
{
  g_autoptr (GArray) there = jz_moves_out_of_item (self->connection, self->split->item, error);
  gint64 wanted = self->split->quantity, all = 0;

  if (there == NULL)
    return FALSE;
  g_array_sort (there, stock_first);
  for (guint i = 0; i < there->len; i++)
    {
      JzCarried carried = g_array_index (there, JzCarried, i);
      JzMove   *move = &carried.move;

      all += move->quantity;
      if ((self->split->place != 0 && move->from.place != self->split->place) ||
          (wanted != 0 && self->quantity == wanted))
        continue;
      if (wanted != 0 && self->quantity + move->quantity > wanted)
        {
          gint64 part = wanted - self->quantity;

          move->amount = (gint64) (((__int128) move->amount * part + move->quantity / 2) / move->quantity);
          move->quantity = part;
        }
      self->quantity += move->quantity;
      g_array_append_val (self->out, carried);
    }
  self->all = self->quantity == all;
  if (self->quantity == 0 || self->quantity < wanted)
    return refuse (error, self->name, _("there is not that much of it"));
  return self->quantity <= MOST_CARDS || refuse (error, self->name, _("at most 10,000 cards can be made at once"));
}

/* Where it all came with one paper, that paper says when and from whom. */
static gboolean
know_origin (Split *self, GError **error)
{
  JzStatement *row =
      jz_connection_query (self->connection, error,
                           "SELECT min (date), min (supplier), min (fund) FROM voucher WHERE id IN "
                           "(SELECT voucher FROM entry WHERE item = ? AND flow = 'in') HAVING count (*) = 1",
                           "l", self->split->item);

  if (jz_statement_next (row))
    {
      self->acquired = jz_statement_dup (row, 0);
      self->supplier = jz_statement_dup (row, 1);
      self->fund = jz_statement_dup (row, 2);
    }
  self->card = (JzAssetData){ .acquired = self->acquired, .supplier = self->supplier, .fund = self->fund };
  return jz_statement_finish (row, error);
}

static gboolean
take_lot_out (Split *self, GError **error)
{
  g_autofree char *reason = g_strdup_printf (_("Split into cards: %s"), self->name);

  self->moves = g_array_new (FALSE, FALSE, sizeof (JzCarried));
  g_array_append_vals (self->moves, self->out->data, self->out->len);
  return jz_moves_post (self->operation, self->moves, "adjustment", reason, error) &&
         (!self->all ||
          jz_connection_run (self->connection, error,
                             "UPDATE item SET voided = jz_operation (), changed = jz_operation () WHERE id = ?", "l",
                             self->split->item));
}

/* The item of the cards. */
static gboolean
make_item (Split *self, GError **error)
{
  JzStatement *row = jz_connection_query (
      self->connection, error,
      "SELECT scheme, code, name, spec, unit, subject, ifnull (least, -1), note FROM item WHERE id = ?", "l",
      self->split->item);
  g_autofree char *code = NULL, *spec = NULL, *unit = NULL, *subject = NULL, *note = NULL, *own = NULL;
  JzItemData       data = { 0 };

  if (!jz_statement_first (row, _("There is no such item"), error))
    return FALSE;
  code = jz_statement_dup (row, 1);
  spec = jz_statement_dup (row, 3);
  unit = jz_statement_dup (row, 4);
  subject = jz_statement_dup (row, 5);
  note = jz_statement_dup (row, 7);
  own = self->split->spec != NULL ? jz_text_tidy (self->split->spec) :
        self->all                 ? g_strdup (spec) :
                                    g_strdup_printf ("%s%s%s", spec, spec[0] != '\0' ? " " : "", _("(with cards)"));
  data = (JzItemData){ .scheme = jz_statement_int64 (row, 0),
                       .code = code,
                       .name = self->name,
                       .spec = own,
                       .unit = unit,
                       .tracking = "card",
                       .subject = subject,
                       .least = jz_statement_int64 (row, 6),
                       .note = note };
  jz_statement_reset (row);
  return jz_item_ensure (self->operation, &data, &self->into, NULL, error);
}

static gboolean
find_item (Split *self, GError **error)
{
  gint64 fits = 0;

  self->into = self->split->into;
  if (self->into == 0 && !make_item (self, error))
    return FALSE;
  if (!jz_connection_number (self->connection, &fits, 0, error,
                             "SELECT tracking = 'card' FROM item WHERE id = ? AND voided IS NULL", "l", self->into))
    return FALSE;
  return fits ||
         refuse (error, self->name, _("there is an item of that name and specification already, and it has no cards"));
}

static gboolean
add_cards (Split *self, const JzCarried *carried, JzNumbering *numbering, GArray *assets, GError **error)
{
  const JzMove *move = &carried->move;
  gint64        each = move->amount / move->quantity, rest = move->amount % move->quantity;

  for (gint64 i = 0; i < move->quantity; i++)
    {
      JzAssetData      data = self->card;
      JzCarried        in = { { self->into, 0, JZ_OUTSIDE, move->from, 1, each + (i < rest) }, carried->due };
      g_autofree char *number =
          jz_numbering_next (numbering, &(JzNumberFor){ .item = self->into, .place = move->from.place, .acquired = self->acquired }, error);

      data.number = number;
      data.price = in.move.amount;
      if (number == NULL || !jz_asset_add (self->operation, self->into, &data, &in.move.asset, error))
        return FALSE;
      g_array_append_val (assets, in.move.asset);
      g_array_append_val (self->moves, in);
    }
  return TRUE;
}

static gboolean
bring_cards_in (Split *self, GArray *assets, GError **error)
{
  g_autoptr (JzNumbering) numbering = jz_numbering_new (self->connection, error);
  g_autofree char *reason = g_strdup_printf (_("Split into cards: %s"), self->name);

  g_array_set_size (self->moves, 0);
  for (guint i = 0; numbering != NULL && i < self->out->len; i++)
    if (!add_cards (self, &g_array_index (self->out, JzCarried, i), numbering, assets, error))
      return FALSE;
  return numbering != NULL && jz_moves_post (self->operation, self->moves, "adjustment", reason, error) &&
         (!self->all || jz_merged_note (self->operation, "item", self->split->item, self->into, error));
}

static void
split_clear (Split *self)
{
  g_array_unref (self->out);
  g_clear_pointer (&self->moves, g_array_unref);
  g_free (self->name);
  g_free (self->acquired);
  g_free (self->supplier);
  g_free (self->fund);
}

gboolean
jz_item_split (JzOperation *operation, const JzSplit *split, GArray **assets, GError **error)
{
  g_autoptr (GArray) made = g_array_new (FALSE, FALSE, sizeof (gint64));
  Split    self = { .operation = operation, .connection = jz_operation_get_connection (operation), .split = split };
  gboolean ok;

  self.out = g_array_new (FALSE, FALSE, sizeof (JzCarried));
  ok = is_lot (&self, error) && choose (&self, error) && know_origin (&self, error) && take_lot_out (&self, error) &&
       find_item (&self, error) && bring_cards_in (&self, made, error);
  if (ok)
    {
      jz_operation_describe (
          operation, g_dngettext (GETTEXT_PACKAGE, "Split %s into %u card", "Split %s into %u cards", made->len),
          self.name, made->len);
      *assets = g_steal_pointer (&made);
    }
  split_clear (&self);
  return ok;
}
