/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-value-told.h"

#include <glib/gi18n-lib.h>

#include "jz-budget.h"
#include "jz-date.h"
#include "jz-depreciation.h"
#include "jz-money.h"
#include "jz-value-form.h"

#define YEARS_MOST 20

static JzStatement *
one_row (JzConnection *connection, gint64 id, GError **error, const char *sql)
{
  JzStatement *row = jz_connection_query (connection, error, sql, "l", id);

  return jz_statement_first (row, _("This row has been deleted"), error) ? row : NULL;
}

static int
this_month (void)
{
  char today[JZ_DATE_LENGTH];

  return jz_wear_month (jz_date_to_iso (jz_date_today (), today));
}

static GVariant *
target (gint64 id)
{
  return g_variant_new_int64 (id);
}

static void
add_money (JzTold *told, const char *label, gint64 fen)
{
  g_autofree char *money = jz_money_format (fen);

  jz_told_add_fact (told, label, money);
}

static JzTold *
finish (JzTold *told, JzConnection *connection, const char *table, gint64 id, GError **error)
{
  if (jz_told_add_history (told, connection, table, id, error))
    return told;
  jz_told_free (told);
  return NULL;
}

/* Net value, for the inspectors of cards and items. */

static char *
net_words (gint64 price, gint64 accumulated, gint64 depreciable)
{
  g_autofree char *net = jz_money_format (price - accumulated);

  return depreciable > 0 && price > 0 ? g_strdup_printf (_("%s (%d %% written off)"), net,
                                                         (int) (accumulated * 100 / price)) : NULL;
}

char *
jz_value_net_of_asset (JzConnection *connection, gint64 asset)
{
  JzPiece piece;

  if (!jz_worth_of_asset (connection, asset, this_month (), &piece, NULL) || piece.why[0] != '\0' ||
      !jz_wear_is_there (&piece.wear, this_month ()))
    return NULL;
  return net_words (piece.price, jz_wear_by (&piece.wear, this_month ()), piece.price);
}

char *
jz_value_net_of_item (JzConnection *connection, gint64 item)
{
  JzWorth worth;

  return jz_worth_of_item (connection, item, this_month (), &worth, NULL) ?
         net_words (worth.price, worth.accumulated, worth.depreciable) : NULL;
}

/* A card. */

static void
tell_years (JzTold *told, const JzPiece *piece)
{
  int first = piece->wear.first / 12, last = (piece->wear.first + piece->wear.months - 1) / 12;

  jz_told_add_group (told, _("Year by year"), NULL);
  for (int year = first; year <= last && year < first + YEARS_MOST; year++)
    {
      gint64           by = jz_wear_by (&piece->wear, year * 12 + 11),
                            amount = by - jz_wear_by (&piece->wear, year * 12 - 1);
      g_autofree char *label = g_strdup_printf ("%d", year), *taken = jz_money_format (amount),
                               *net = jz_money_format (piece->price - by);
      g_autofree char *words = g_strdup_printf (_("net value at its end %s"), net);

      jz_told_add_entry (told, label, taken, words);
    }
}

static void
tell_piece (JzTold *told, const JzPiece *piece)
{
  int              month = this_month ();
  g_autofree char *since = g_strdup_printf ("%04d-%02d", piece->wear.first / 12, piece->wear.first % 12 + 1),
                           *life = NULL, *left = NULL;

  jz_told_add_group (told, _("Today"), NULL);
  add_money (told, _("Original value"), piece->price);
  jz_told_add_fact (told, _("Since"), since);
  if (piece->why[0] != '\0')
    {
      jz_told_add_fact (told, _("Not depreciated"), jz_worth_why_words (piece->why));
      return;
    }
  life = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d month", "%d months", (gulong) piece->wear.months),
                          piece->wear.months);
  left = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d month", "%d months",
                                       (gulong) jz_wear_left (&piece->wear, month)),
                          jz_wear_left (&piece->wear, month));
  jz_told_add_fact (told, _("Life"), life);
  jz_told_add_fact (told, _("Months left"), left);
  add_money (told, _("This month"), jz_wear_in (&piece->wear, month));
  add_money (told, _("Accumulated"), jz_wear_by (&piece->wear, month));
  add_money (told, _("Net value"), piece->price - jz_wear_by (&piece->wear, month));
  tell_years (told, piece);
}

JzTold *
jz_value_tell_worth (JzConnection *connection, gint64 id, GError **error)
{
  JzStatement *row = one_row (connection, id, error,
                              "SELECT item.name, asset.number, item.spec, item.id FROM asset JOIN item ON item.id = "
                              "asset.item WHERE asset.id = ?");
  JzTold      *told;
  JzPiece      piece;
  gint64       item;

  if (row == NULL)
    return NULL;
  item = jz_statement_int64 (row, 3);
  told = jz_told_new (jz_statement_text (row, 0), jz_statement_text (row, 1), NULL);
  jz_statement_reset (row);
  jz_told_add_action (told, _("Life…"), "value.own-life", target (id));
  jz_told_add_action (told, _("Show the card"), "value.show-asset", target (id));
  jz_told_add_action (told, _("Life of all of them…"), "value.item-life", target (item));
  if (jz_worth_of_asset (connection, id, 2199 * 12, &piece, error))
    {
      tell_piece (told, &piece);
      return told;
    }
  jz_told_free (told);
  return NULL;
}

/* A budget line. */

static gboolean
tell_revisions (JzTold *told, JzConnection *connection, gint64 id, GError **error)
{
  JzStatement *rows =
    jz_connection_query (connection, error,
                         "SELECT date, amount, reason FROM budget_revision WHERE line = ? ORDER BY id DESC", "l", id);
  gboolean     any = FALSE;

  while (jz_statement_next (rows))
    {
      g_autofree char *money = jz_money_format (jz_statement_int64 (rows, 1));

      if (!any)
        jz_told_add_group (told, _("Revisions"), NULL);
      any = TRUE;
      jz_told_add_entry (told, jz_statement_text (rows, 0), money, jz_statement_text (rows, 2));
    }
  return jz_statement_finish (rows, error);
}

JzTold *
jz_value_tell_budget (JzConnection *connection, gint64 id, GError **error)
{
  JzStatement *row = one_row (connection, id, error,
                              "SELECT b.fund, ifnull (purpose.name, ''), b.year, b.planned, b.amount, b.spent, b.note, "
                              "b.budgeted FROM budget_row b LEFT JOIN purpose ON purpose.id = b.purpose WHERE b.id = ?");
  g_autofree char *title = NULL, *bar = NULL;
  gboolean         budgeted;
  JzTold          *told;

  if (row == NULL)
    return NULL;
  budgeted = jz_statement_int64 (row, 7) != 0;
  title = g_strdup_printf (_("%s · %s"), jz_statement_text (row, 0), jz_statement_text (row, 1));
  bar = jz_value_bar (jz_statement_int64 (row, 5), jz_statement_int64 (row, 4));
  told = jz_told_new (title, jz_statement_text (row, 2), budgeted ? NULL : _("! No budget"));
  jz_told_add_action (told, budgeted ? _("Revise…") : _("Plan it…"), budgeted ? "value.revise" : "value.plan-spent",
                      target (id));
  jz_told_add_action (told, _("Show what was spent"), "value.show-spent", target (id));
  if (budgeted)
    jz_told_add_action (told, _("Remove"), "value.remove-line", target (id));
  jz_told_add_group (told, _("Facts"), NULL);
  if (budgeted)
    {
      add_money (told, _("First planned"), jz_statement_int64 (row, 3));
      add_money (told, _("Planned"), jz_statement_int64 (row, 4));
    }
  add_money (told, _("Spent"), jz_statement_int64 (row, 5));
  if (budgeted)
    {
      add_money (told, _("Left"), jz_statement_int64 (row, 4) - jz_statement_int64 (row, 5));
      jz_told_add_fact (told, _("Carried out"), bar);
    }
  jz_told_add_fact (told, _("Note"), jz_statement_text (row, 6));
  jz_statement_reset (row);
  if (!budgeted)
    return told;
  if (tell_revisions (told, connection, id, error))
    return finish (told, connection, "budget_line", id, error);
  jz_told_free (told);
  return NULL;
}

/* A row of spending: even of the ledger, odd noted by hand. */
JzTold *
jz_value_tell_expenditure (JzConnection *connection, gint64 id, GError **error)
{
  JzStatement *row = one_row (connection, id, error,
                              "SELECT e.words, e.date, e.fund, purpose.name, e.supplier, e.subject, e.invoice, "
                              "e.reference, e.amount, e.voucher, e.spends "
                              "FROM expenditure e LEFT JOIN purpose ON purpose.id = e.purpose WHERE e.id = ?");
  JzTold      *told;
  gint64       voucher;

  if (row == NULL)
    return NULL;
  voucher = jz_statement_int64 (row, 9);
  told = jz_told_new (jz_statement_text (row, 0), jz_statement_text (row, 1),
                      jz_statement_int64 (row, 10) != 0 ? NULL : _("⊘ Given, not paid"));
  if (voucher != 0)
    jz_told_add_action (told, _("Show the voucher"), "value.show-voucher", target (voucher));
  else
    {
      jz_told_add_action (told, _("Change…"), "value.change-spending", target (id / 2));
      jz_told_add_action (told, _("Remove"), "value.remove-spending", target (id / 2));
    }
  jz_told_add_group (told, _("Facts"), NULL);
  add_money (told, _("Amount"), jz_statement_int64 (row, 8));
  jz_told_add_fact (told, _("Fund"), jz_statement_text (row, 2));
  jz_told_add_fact (told, _("Purpose"), jz_statement_text (row, 3));
  jz_told_add_fact (told, _("Supplier or payee"), jz_statement_text (row, 4));
  jz_told_add_fact (told, _("Subject"), jz_statement_text (row, 5));
  jz_told_add_fact (told, _("Invoice"), jz_statement_text (row, 6));
  jz_told_add_fact (told, voucher != 0 ? _("Voucher number") : _("Comes from"), jz_statement_text (row, 7));
  jz_statement_reset (row);
  return finish (told, connection, voucher != 0 ? "voucher" : "spending", voucher != 0 ? voucher : id / 2, error);
}

/* Funds, purposes, lives. */

static const char *
yes (JzStatement *row, int column)
{
  return jz_statement_int64 (row, column) != 0 ? _("✓ Yes") : _("○ No");
}

JzTold *
jz_value_tell_fund (JzConnection *connection, gint64 id, GError **error)
{
  JzStatement *row = one_row (connection, id, error,
                              "SELECT name, public, spends, note FROM fund WHERE id = ? AND voided IS NULL");
  JzTold      *told;

  if (row == NULL)
    return NULL;
  told = jz_told_new (jz_statement_text (row, 0), NULL, NULL);
  jz_told_add_action (told, _("Change…"), "value.change-fund", target (id));
  jz_told_add_action (told, _("Remove"), "value.remove-fund", target (id));
  jz_told_add_group (told, _("Facts"), NULL);
  jz_told_add_fact (told, _("Public expenditure"), yes (row, 1));
  jz_told_add_fact (told, _("The school pays"), yes (row, 2));
  jz_told_add_fact (told, _("Note"), jz_statement_text (row, 3));
  jz_statement_reset (row);
  return finish (told, connection, "fund", id, error);
}

JzTold *
jz_value_tell_purpose (JzConnection *connection, gint64 id, GError **error)
{
  JzStatement *row = one_row (connection, id, error,
                              "SELECT name, counts FROM purpose WHERE id = ? AND voided IS NULL");
  JzTold      *told;

  if (row == NULL)
    return NULL;
  told = jz_told_new (jz_statement_text (row, 0), NULL, NULL);
  jz_told_add_action (told, _("Change…"), "value.change-purpose", target (id));
  jz_told_add_action (told, _("Remove"), "value.remove-purpose", target (id));
  jz_told_add_group (told, _("Facts"), NULL);
  jz_told_add_fact (told, _("Counts in the share"), yes (row, 1));
  jz_statement_reset (row);
  return finish (told, connection, "purpose", id, error);
}

JzTold *
jz_value_tell_life (JzConnection *connection, gint64 id, GError **error)
{
  JzStatement *row = one_row (connection, id, error,
                              "SELECT name, class, trim (scheme || ' ' || edition), code, years, special, bulk, "
                              "instrument, source, starter, "
                              "(SELECT count(*) FROM item_life WHERE life = depreciation_life.id) FROM "
                              "depreciation_life WHERE id = ?");
  g_autofree char *years = NULL;
  JzTold          *told;

  if (row == NULL)
    return NULL;
  years = jz_statement_int64 (row, 4) > 0 ? jz_statement_dup (row, 4) : g_strdup (_("never depreciated"));
  told = jz_told_new (jz_statement_text (row, 0), jz_statement_text (row, 1),
                      jz_statement_int64 (row, 9) ? _("! Starter value, unproved") : NULL);
  /* It stands in the settings too, which have actions of their own: those that are not there are not shown. */
  jz_told_add_action (told, _("Change…"), "value.change-life", target (id));
  jz_told_add_action (told, _("Remove"), "value.remove-life", target (id));
  jz_told_add_action (told, _("Change…"), "page.change-life", target (id));
  jz_told_add_action (told, _("Remove"), "page.remove-life", target (id));
  jz_told_add_group (told, _("Facts"), NULL);
  jz_told_add_fact (told, _("Code table"), jz_statement_text (row, 2));
  jz_told_add_fact (told, _("Codes that begin with"), jz_statement_text (row, 3));
  jz_told_add_fact (told, _("Years"), years);
  jz_told_add_fact (told, _("Special equipment"), yes (row, 5));
  jz_told_add_fact (told, _("Whatever it costs"), yes (row, 6));
  jz_told_add_fact (told, _("Teaching instrument"), yes (row, 7));
  jz_told_add_fact (told, _("Source"), jz_statement_text (row, 8));
  jz_told_add_fact (told, _("Items of the school"), jz_statement_text (row, 10));
  jz_statement_reset (row);
  return finish (told, connection, "depreciation_life", id, error);
}
