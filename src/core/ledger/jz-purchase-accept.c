/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-ledger"
#include "config.h"

#include "jz-purchase-accept.h"

#include <glib/gi18n-lib.h>

#include "jz-purchase-private.h"
#include "jz-quantity.h"
#include "jz-source.h"
#include "jz-text.h"

const JzAction jz_action_purchase_accept = { "purchase.accept", "ledger" };

void
jz_accepted_clear (JzAccepted *self)
{
  g_clear_pointer (&self->number, g_free);
  jz_done_clear (&self->receipt);
}

/* A line of the order, and what it still awaits. */
typedef struct
{
  gint64 line, item, left, price;
  char  *code, *name, *spec, *unit, *subject, *tracking;
  int    decimals;
} Ordered;

static void
ordered_clear (Ordered *self)
{
  char **const texts[] = { &self->code, &self->name, &self->spec, &self->unit, &self->subject, &self->tracking };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (*texts[i]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Ordered, ordered_clear)

static gboolean
read_ordered (JzConnection *connection, gint64 order, gint64 line, Ordered *ordered, GError **error)
{
  JzStatement *row = jz_connection_query (
    connection, error,
    "SELECT ifnull (l.item, (SELECT ifnull ((SELECT kept FROM merged WHERE kind = 'item' AND gone = a.item), a.item) "
    "FROM purchase_acceptance_line a JOIN purchase_order_line before ON before.id = a.order_line "
    "WHERE before.request_line = l.id LIMIT 1)), o.quantity - ifnull ((SELECT sum (accepted) FROM "
    "purchase_acceptance_line WHERE order_line = o.id), 0), "
    "o.price, l.code, l.name, l.spec, l.unit, l.subject, l.tracking, l.decimals FROM purchase_order_line o "
    "JOIN purchase_request_line l ON l.id = o.request_line WHERE o.id = ? AND o.purchase_order = ?", "ll", line, order);

  if (!jz_statement_first (row, _("That line of the order is not there"), error))
    return FALSE;
  *ordered = (Ordered){ line, jz_statement_int64 (row, 0), jz_statement_int64 (row, 1), jz_statement_int64 (row, 2),
                        jz_statement_dup (row, 3),
                        jz_statement_dup (row, 4), jz_statement_dup (row, 5), jz_statement_dup (row, 6),
                        jz_statement_dup (row, 7),
                        jz_statement_dup (row, 8), (int) jz_statement_int64 (row, 9) };
  jz_statement_reset (row);
  return TRUE;
}

/* What is accepted is entered as an item that the school has from then on. */
static gboolean
find_item (JzOperation *operation, const JzAcceptLine *line, const Ordered *ordered, gint64 *item, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);
  JzItemData    data = { .code = ordered->code, .name = ordered->name, .spec = ordered->spec, .unit = ordered->unit,
                         .tracking = ordered->tracking, .subject = ordered->subject, .decimals = ordered->decimals,
                                     .least = -1 };
  gint64        decimals;

  *item = line->item != 0 ? line->item : ordered->item;
  if (*item == 0 && !jz_item_ensure (operation, &data, item, NULL, error))
    return FALSE;
  if (!jz_connection_number (connection, &decimals, -1, error, "SELECT decimals FROM item WHERE id = ?", "l", *item))
    return FALSE;
  return decimals == ordered->decimals ||
         jz_purchase_refuse (error, JZ_ERROR_INVALID,
                             _("%s: it was ordered in another measure than that item is counted in"), ordered->name);
}

static gboolean
check_line (const JzAcceptLine *line, const Ordered *ordered, GError **error)
{
  g_autofree char *left = jz_quantity_format (MAX (ordered->left, 0), ordered->decimals);

  if (line->accepted < 0 || line->rejected < 0 || line->accepted > JZ_QUANTITY_MAX || line->rejected > JZ_QUANTITY_MAX)
    return jz_purchase_refuse (error, JZ_ERROR_INVALID, _("%s: a quantity can't be less than nothing"), ordered->name);
  if (line->accepted > ordered->left)
    return jz_purchase_refuse (error, JZ_ERROR_INVALID, _("%s: only %s %s are still to come"), ordered->name, left,
                               ordered->unit);
  if (line->rejected > 0 && jz_text_is_blank (line->fault))
    return jz_purchase_refuse (error, JZ_ERROR_INVALID, _("%s: say what is wrong with what is sent back"),
                               ordered->name);
  if (line->accepted > 0 && line->place == 0)
    return jz_purchase_refuse (error, JZ_ERROR_INVALID, _("%s: say where it is put"), ordered->name);
  return TRUE;
}

/* The paper itself. */
typedef struct
{
  JzOperation  *operation;
  JzConnection *connection;
  const char   *kind, *date, *paper, *giver, *note;
  gint64        order, voucher;
  gint64        id;
  char         *number;
} Paper;

static gboolean
begin_paper (Paper *self, GError **error)
{
  g_autofree char *uuid = jz_source_uuid (self->connection);
  g_autofree char *paper = jz_text_tidy (self->paper), *giver = jz_text_tidy (self->giver),
                           *note = jz_text_tidy (self->note);

  self->number = jz_purchase_next_number (self->connection, "purchase_acceptance", self->order != 0 ? "YS" : "DR",
                                          self->date, error);
  if (self->number == NULL ||
      !jz_connection_run (self->connection, error,
                          "INSERT INTO purchase_acceptance (uuid, number, kind, date, purchase_order, paper, giver, "
                          "account, voucher, note, changed) "
                          "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, jz_operation ())",
                          "ssssrsslrs", uuid, self->number, self->kind, self->date, self->order, paper, giver,
                          jz_operation_get_actor (self->operation)->account, self->voucher, note))
    return FALSE;
  self->id = jz_connection_last_id (self->connection);
  return TRUE;
}

static gboolean
add_paper_line (Paper *self, guint position, gint64 order_line, gint64 item, gint64 accepted, gint64 rejected,
                const char *fault, gint64 price,
                gint64 place, GError **error)
{
  g_autofree char *tidy = jz_text_tidy (fault);

  return jz_connection_run (self->connection, error,
                            "INSERT INTO purchase_acceptance_line (acceptance, position, order_line, item, accepted, "
                            "rejected, fault, price, place, changed) "
                            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, jz_operation ())",
                            "lirlllslr", self->id, (int) position, order_line, item, accepted, rejected, tidy, price,
                            place);
}

/* Deliveries. */

typedef struct
{
  GArray *items, *prices; /* of gint64, one for each line */
  GArray *good;           /* of JzLine: what is received */
} Checked;

static gboolean
check_lines (JzOperation *operation, gint64 order, const JzAcceptLine *lines, guint n, Checked *checked, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);

  for (guint i = 0; i < n; i++)
    {
      g_auto (Ordered) ordered = { 0 };
      gint64           item = 0;
      JzLine           good;

      if (!read_ordered (connection, order, lines[i].order_line, &ordered, error) ||
          !check_line (&lines[i], &ordered, error) ||
          !find_item (operation, &lines[i], &ordered, &item, error))
        return FALSE;
      for (guint before = 0; before < i; before++)
        if (lines[before].order_line == lines[i].order_line)
          return jz_purchase_refuse (error, JZ_ERROR_INVALID, _("%s stands there twice"), ordered.name);
      g_array_append_val (checked->items, item);
      g_array_append_val (checked->prices, ordered.price);
      good = (JzLine){ .item = item, .quantity = lines[i].accepted, .price = ordered.price, .place = lines[i].place,
                       .number = lines[i].number,
                       .serial = lines[i].serial, .serials = lines[i].serials, .licence = lines[i].licence,
                       .maker = lines[i].maker, .warranty = lines[i].warranty };
      if (lines[i].accepted > 0)
        g_array_append_val (checked->good, good);
    }
  return TRUE;
}

static gboolean
receive (JzOperation *operation, gint64 order, const JzAcceptData *data, const char *date, const Checked *checked,
         JzDone *receipt, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  JzStatement     *row;
  g_autofree char *supplier = NULL, *fund = NULL, *reason = NULL, *invoice = jz_text_tidy (data->invoice);
  JzTerms          terms;

  if (checked->good->len == 0)
    return TRUE;
  row = jz_connection_query (connection, error,
                             "SELECT supplier.name, o.fund, o.number FROM purchase_order o JOIN supplier ON "
                             "supplier.id = o.supplier WHERE o.id = ?", "l", order);
  if (!jz_statement_first (row, _("That paper is not there"), error))
    return FALSE;
  supplier = jz_statement_dup (row, 0);
  fund = jz_statement_dup (row, 1);
  reason = g_strdup_printf (_("Order %s"), jz_statement_text (row, 2));
  jz_statement_reset (row);
  terms = (JzTerms){ .date = date, .supplier = supplier, .invoice = invoice, .fund = fund, .origin = "购置",
                     .reason = reason };
  return jz_voucher_receive (operation, &terms, (const JzLine *) (gpointer) checked->good->data, checked->good->len,
                             receipt, error);
}

static gboolean
write_paper (JzOperation *operation, Paper *paper, const JzAcceptLine *lines, guint n, const Checked *checked,
             GError **error)
{
  if (!begin_paper (paper, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!add_paper_line (paper, i + 1, lines[i].order_line, g_array_index (checked->items, gint64, i),
                         lines[i].accepted, lines[i].rejected,
                         lines[i].fault, g_array_index (checked->prices, gint64, i),
                         lines[i].accepted > 0 ? lines[i].place : 0, error))
      return FALSE;
  return TRUE;
}

/* An order of which all has come awaits nothing any more. */
static gboolean
close_when_done (JzConnection *connection, gint64 order, GError **error)
{
  return jz_connection_run (connection, error,
                            "UPDATE purchase_order SET state = 'done', changed = jz_operation () WHERE id = ?1 AND "
                            "NOT EXISTS ("
                            "SELECT 1 FROM purchase_order_line l WHERE l.purchase_order = ?1 AND l.quantity > "
                            "ifnull ((SELECT sum (accepted) FROM purchase_acceptance_line WHERE order_line = l.id), 0))", "l", order) &&
         jz_purchase_settle_order (connection, order, error);
}

static gboolean
can_accept (JzConnection *connection, gint64 order, const JzAcceptData *data, const JzAcceptLine *lines, guint n,
            char **number, GError **error)
{
  g_autofree char *state = NULL;
  gint64           came = 0;

  if (!jz_purchase_head (connection, "purchase_order", order, number, &state, error))
    return FALSE;
  if (!g_str_equal (state, "open"))
    return jz_purchase_refuse (error, JZ_ERROR_CONFLICT, _("%s is closed already"), *number);
  if (jz_text_is_blank (data->invoice))
    return jz_purchase_refuse (error, JZ_ERROR_INVALID, "%s",
                               _("Without an invoice nothing is entered: give its number"));
  for (guint i = 0; i < n; i++)
    came += lines[i].accepted != 0 || lines[i].rejected != 0;
  return came == n && n > 0 ? TRUE : jz_purchase_refuse (error, JZ_ERROR_INVALID, "%s", _("Say what came"));
}

gboolean
jz_purchase_accept (JzOperation *operation, gint64 order, const JzAcceptData *data, const JzAcceptLine *lines, guint n,
                    JzAccepted *done,
                    GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);
  g_autoptr (GArray) items = g_array_new (FALSE, FALSE, sizeof (gint64)),
  prices = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) good = g_array_new (FALSE, FALSE, sizeof (JzLine));
  Checked          checked = { items, prices, good };
  g_autofree char *number = NULL;
  char             today[JZ_DATE_LENGTH];
  Paper            paper = { .operation = operation, .connection = connection, .kind = "purchase",
                             .paper = data->invoice, .note = data->note,
                             .order = order };

  *done = (JzAccepted){ 0 };
  paper.date = jz_purchase_date (connection, data->date, today, error);
  if (paper.date == NULL || !can_accept (connection, order, data, lines, n, &number, error) ||
      !check_lines (operation, order, lines, n, &checked, error) ||
      !receive (operation, order, data, paper.date, &checked, &done->receipt, error))
    return FALSE;
  paper.voucher = done->receipt.voucher;
  if (!write_paper (operation, &paper, lines, n, &checked, error) || !close_when_done (connection, order, error))
    {
      g_free (paper.number);
      return FALSE;
    }
  done->id = paper.id;
  done->number = paper.number;
  jz_operation_describe (operation, _("Accepted %s of order %s"), done->number, number);
  return TRUE;
}

/* What the county gives. */

static gboolean
add_given_lines (Paper *paper, const JzLine *lines, guint n, GError **error)
{
  for (guint i = 0; i < n; i++)
    if (!add_paper_line (paper, i + 1, 0, lines[i].item, lines[i].quantity, 0, NULL, lines[i].price, lines[i].place,
                         error))
      return FALSE;
  return TRUE;
}

gboolean
jz_purchase_take_in (JzOperation *operation, const JzTerms *terms, const JzLine *lines, guint n, JzDone *done,
                     char **number, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);
  JzTerms       full = *terms;
  char          today[JZ_DATE_LENGTH];
  Paper         paper = { .operation = operation, .connection = connection, .kind = "transfer", .paper = terms->invoice,
                          .giver = terms->supplier };
  gboolean      ok;

  if (jz_text_is_blank (terms->supplier))
    return jz_purchase_refuse (error, JZ_ERROR_INVALID, "%s", _("Say which unit gives it"));
  if (jz_text_is_blank (terms->invoice))
    return jz_purchase_refuse (error, JZ_ERROR_INVALID, "%s",
                               _("Without its document nothing is taken in: give its number"));
  full.origin = "无偿调入";
  paper.date = full.date = jz_purchase_date (connection, terms->date, today, error);
  if (paper.date == NULL || !jz_voucher_receive (operation, &full, lines, n, done, error))
    return FALSE;
  paper.voucher = done->voucher;
  ok = begin_paper (&paper, error) && add_given_lines (&paper, lines, n, error);
  if (ok)
    jz_operation_describe (operation, _("Took in %s from %s"), paper.number, terms->supplier);
  if (ok && number != NULL)
    *number = g_steal_pointer (&paper.number);
  g_free (paper.number);
  return ok;
}
