/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-ledger"
#include "config.h"

#include "jz-posting.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "jz-date.h"
#include "jz-guard.h"
#include "jz-money.h"
#include "jz-posting-private.h"
#include "jz-quantity.h"
#include "jz-source.h"
#include "jz-year.h"

static const struct { const char *kind, *prefix; } kinds[] = {
  { "opening", "QC" }, { "receipt", "RK" }, { "issue", "LY" }, { "loan", "JC" }, { "return", "GH" },
  { "transfer", "DB" }, { "write-off", "BF" }, { "adjustment", "TZ" }, { "reversal", "CX" },
};

char *
jz_posting_next_number (JzConnection *connection, const char *kind, int year, GError **error)
{
  g_autofree char *from = NULL, *to = NULL;
  const char      *prefix = NULL;
  gint64           last;

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].kind, kind))
      prefix = kinds[i].prefix;
  g_return_val_if_fail (prefix != NULL, NULL);
  from = g_strdup_printf ("%s-%d-", prefix, year);
  to = g_strdup_printf ("%s-%d.", prefix, year); /* the character after - */
  if (!jz_connection_number (connection, &last, 0, error,
                             "SELECT max (CAST (substr (number, 9) AS INTEGER)) FROM voucher WHERE number >= ? AND number < ?", "ss", from, to))
    return NULL;
  return g_strdup_printf ("%s%04" G_GINT64_FORMAT, from, last + 1);
}

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

gboolean
jz_posting_begin (JzOperation *operation, const JzVoucherHead *head, gint64 *voucher, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  JzScope          scope;
  g_autofree char *uuid = jz_source_uuid (connection), *number = NULL;
  gboolean         ok;
  int              closed;

  if (jz_date_from_iso (head->date) == JZ_DATE_NONE || (head->due != NULL && jz_date_from_iso (head->due) == JZ_DATE_NONE))
    {
      g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID, _("There is no such day"));
      return FALSE;
    }
  if (head->due != NULL && strcmp (head->due, head->date) < 0)
    {
      g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID, _("It can't be due before it is lent"));
      return FALSE;
    }
  if (!jz_year_closed (connection, &closed, error))
    return FALSE;
  if (atoi (head->date) <= closed)
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_CONFLICT, _("The books of %d are closed; date it later"), closed);
      return FALSE;
    }
  number = jz_posting_next_number (connection, head->kind, atoi (head->date), error);
  if (number == NULL)
    return FALSE;
  scope = jz_connection_enter (connection, JZ_SCOPE_POSTING);
  ok = jz_connection_run (connection, error,
                          "INSERT INTO voucher (uuid, operation, kind, number, date, person, due, supplier, invoice, fund, reason, reverses) "
                          "VALUES (?, jz_operation(), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", "ssssrsssssr", uuid, head->kind, number, head->date, head->person,
                          head->due, or_empty (head->supplier), or_empty (head->invoice), or_empty (head->fund), or_empty (head->reason), head->reverses);
  jz_connection_enter (connection, scope);
  if (voucher != NULL)
    *voucher = jz_connection_last_id (connection);
  return ok;
}

static gboolean
insert_entry (JzConnection *connection, gint64 voucher, int year, guint line, const JzMove *move, const JzSpot *spot, gboolean arrives, gint64 amount,
              const char *flow, GError **error)
{
  return jz_connection_run (connection, error, JZ_INSERT_ENTRY " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", JZ_ENTRY_TYPES, voucher, (int) line, move->item,
                            move->asset, spot->place, spot->state, spot->holder, arrives ? move->quantity : -move->quantity,
                            arrives ? amount : -amount, flow, year);
}

/* In words: how much of what was wanted where, and how much there is. */
static void
set_short (JzConnection *connection, const JzMove *move, gint64 there, GError **error)
{
  g_autofree char *name = jz_connection_text (connection, NULL, "SELECT name FROM item WHERE id = ?", "l", move->item);
  g_autofree char *unit = jz_connection_text (connection, NULL, "SELECT unit FROM item WHERE id = ?", "l", move->item);
  g_autofree char *path = jz_connection_text (connection, NULL, "SELECT path FROM place WHERE id = ?", "l", move->from.place);
  g_autofree char *have = NULL, *want = NULL;
  gint64           decimals = 0;

  jz_connection_number (connection, &decimals, 0, NULL, "SELECT decimals FROM item WHERE id = ?", "l", move->item);
  have = jz_quantity_format (there, (int) decimals);
  want = jz_quantity_format (move->quantity, (int) decimals);
  g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, _("%s: %s %s wanted from %s, %s there"), or_empty (name), want, or_empty (unit), or_empty (path), have);
}

/* What leaves a spot takes its share of the value with it, and the last takes all that is left, so that
 * nothing is never worth anything. */
static gboolean
value_of (JzConnection *connection, const JzMove *move, gint64 *amount, GError **error)
{
  gint64 quantity, value;

  if (move->asset != 0)
    return jz_connection_number (connection, amount, 0, error, "SELECT price FROM asset WHERE id = ?", "l", move->asset);
  if (!jz_connection_number (connection, &quantity, 0, error, "SELECT quantity FROM balance WHERE item = ? AND place = ? AND state = ? AND holder = ?", "llsl",
                             move->item, move->from.place, move->from.state, move->from.holder) ||
      !jz_connection_number (connection, &value, 0, error, "SELECT amount FROM balance WHERE item = ? AND place = ? AND state = ? AND holder = ?", "llsl",
                             move->item, move->from.place, move->from.state, move->from.holder))
    return FALSE;
  if (quantity < move->quantity)
    {
      set_short (connection, move, quantity, error);
      return FALSE;
    }
  *amount = quantity == move->quantity ? value : (gint64) (((__int128) value * move->quantity + quantity / 2) / quantity);
  return TRUE;
}

static gboolean
explain (JzConnection *connection, const JzMove *move, GError **error)
{
  g_autofree char *number = NULL;

  if (error == NULL || !g_error_matches (*error, JZ_ERROR, JZ_ERROR_INVALID))
    return FALSE;
  if (move->asset != 0 && (strstr ((*error)->message, "not there") || strstr ((*error)->message, "somewhere else")))
    {
      number = jz_connection_text (connection, NULL, "SELECT number FROM asset WHERE id = ?", "l", move->asset);
      g_clear_error (error);
      g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, _("%s: the asset is not there"), or_empty (number));
    }
  else if (strstr ((*error)->message, "CHECK constraint failed: quantity") != NULL)
    {
      g_clear_error (error);
      set_short (connection, move, 0, error);
    }
  return FALSE;
}

gboolean
jz_posting_is_sound (const JzMove *move, gint64 least, GError **error)
{
  if (move->quantity > 0 && move->quantity <= JZ_QUANTITY_MAX && move->amount >= least && move->amount <= JZ_MONEY_MAX)
    return TRUE;
  g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID, _("A quantity must be more than nothing"));
  return FALSE;
}

gboolean
jz_posting_add (JzOperation *operation, gint64 voucher, int year, guint line, const JzMove *move, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);
  gboolean      comes = move->from.place == 0, goes = move->to.place == 0;
  const char   *flow = comes ? "in" : goes ? "out" : move->from.place != move->to.place ? "move" : "hold";
  gint64        amount = move->amount;
  JzScope       scope;
  gboolean      ok;

  g_return_val_if_fail ((!comes || !goes) && !jz_connection_get_derived_later (connection), FALSE);

  if (!jz_posting_is_sound (move, amount == JZ_AMOUNT_AVERAGE ? JZ_AMOUNT_AVERAGE : 0, error))
    return FALSE;
  if (amount == JZ_AMOUNT_AVERAGE && !value_of (connection, move, &amount, error))
    return FALSE;
  scope = jz_connection_enter (connection, JZ_SCOPE_POSTING);
  ok = (comes || insert_entry (connection, voucher, year, line, move, &move->from, FALSE, amount, flow, error)) &&
       (goes || insert_entry (connection, voucher, year, line, move, &move->to, TRUE, amount, flow, error));
  jz_connection_enter (connection, scope);
  return ok || explain (connection, move, error);
}

gboolean
jz_posting_post (JzOperation *operation, const JzVoucherHead *head, const JzMove *moves, guint n_moves, gint64 *voucher, GError **error)
{
  gint64 id;

  if (n_moves == 0)
    {
      g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID, _("A voucher needs at least one line"));
      return FALSE;
    }
  if (!jz_posting_begin (operation, head, &id, error))
    return FALSE;
  for (guint i = 0; i < n_moves; i++)
    if (!jz_posting_add (operation, id, atoi (head->date), i + 1, &moves[i], error))
      return FALSE;
  if (voucher != NULL)
    *voucher = id;
  return TRUE;
}

/* Undoing: red entries, which take back from the same column that they were written to. They are dated today:
 * what was reported for an earlier year stays as it was. */

static gboolean
reverse_entries (JzConnection *connection, gint64 voucher, gint64 reversal, int year, GError **error)
{
  JzScope  scope = jz_connection_enter (connection, JZ_SCOPE_POSTING);
  gboolean ok = jz_connection_run (connection, error,
                                   "INSERT OR ROLLBACK INTO entry (voucher, line, item, asset, place, state, holder, quantity, amount, flow, year) "
                                   "SELECT ?, line, item, asset, place, state, holder, -quantity, -amount, flow, ? FROM entry WHERE voucher = ? "
                                   "ORDER BY id DESC", "lil", reversal, year, voucher);

  jz_connection_enter (connection, scope);
  return ok;
}

/* What comes back into the hands of who had borrowed it is due when it was: the oldest loan of what was out there is that which had been
 * taken back. Where several come back they are due at the first of their days. */
static gboolean
keep_due (JzConnection *connection, gint64 voucher, gint64 reversal, const char *today, GError **error)
{
#define THERE(b) \
  b ".item = e.item AND " b ".id < e.id AND " b ".asset IS e.asset AND " b ".place = e.place AND " b ".holder = e.holder AND " \
  b ".state = 'loan'"

  return jz_connection_run (
    connection, error,
    "INSERT INTO loan_extension (voucher, date, due, changed) SELECT ?2, ?3, due, jz_operation () FROM ("
    "SELECT min (ifnull ((SELECT due FROM loan_extension x WHERE x.voucher = lent.id ORDER BY x.id DESC LIMIT 1), lent.due)) AS due "
    "FROM entry e JOIN voucher lent ON lent.id = (SELECT voucher FROM ("
    "SELECT b.id, b.voucher, sum (b.quantity) OVER (ORDER BY b.id DESC) - b.quantity AS newer FROM entry b WHERE " THERE ("b")
    " AND b.quantity > 0 AND NOT EXISTS (SELECT 1 FROM voucher r WHERE r.reverses = b.voucher AND r.id < ?2)) "
    "WHERE newer < (SELECT sum (a.quantity) FROM entry a WHERE " THERE ("a") ") ORDER BY id LIMIT 1) "
    "WHERE e.voucher = ?1 AND e.state = 'loan' AND e.quantity < 0) WHERE due IS NOT NULL",
    "lls", voucher, reversal, today);

#undef THERE
}

static gboolean
reverse_voucher (JzOperation *undo, gint64 voucher, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (undo);
  char             today[JZ_DATE_LENGTH];
  g_autofree char *number = jz_connection_text (connection, error, "SELECT number FROM voucher WHERE id = ?", "l", voucher);
  g_autofree char *reason = g_strdup_printf (_("Reverses %s"), or_empty (number));
  JzVoucherHead    head = { .kind = "reversal", .date = jz_date_to_iso (jz_source_today (connection), today), .reason = reason, .reverses = voucher };
  gint64           reversal;

  return number != NULL && jz_posting_begin (undo, &head, &reversal, error) &&
         reverse_entries (connection, voucher, reversal, atoi (today), error) &&
         keep_due (connection, voucher, reversal, today, error);
}

gboolean
jz_posting_undo (JzOperation *undo, gint64 operation, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (undo);
  g_autoptr (GArray) vouchers = g_array_new (FALSE, FALSE, sizeof (gint64));
  JzStatement *rows = jz_connection_query (connection, error, "SELECT id FROM voucher WHERE operation = ? ORDER BY id DESC", "l", operation);
  gboolean     ok;

  while (jz_statement_next (rows))
    g_array_append_vals (vouchers, &(gint64){ jz_statement_int64 (rows, 0) }, 1);
  ok = jz_statement_finish (rows, error);
  for (guint i = 0; ok && i < vouchers->len; i++)
    ok = reverse_voucher (undo, g_array_index (vouchers, gint64, i), error);
  return ok;
}
