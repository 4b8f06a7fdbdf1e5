/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-value-form.h"

#include <glib/gi18n-lib.h>

#include "jz-date.h"
#include "jz-money.h"

#define BAR 10

char *
jz_value_bar (gint64 part, gint64 whole)
{
  GString *bar;
  gint64   percent;

  if (whole <= 0)
    return g_strdup ("");
  bar = g_string_new (NULL);
  percent = part * 100 / whole;
  for (int i = 0; i < BAR; i++)
    g_string_append (bar, percent * BAR >= (i + 1) * 100 ? "█" : "░");
  g_string_append_printf (bar, "%s %" G_GINT64_FORMAT " %%", part > whole ? " !" : "", percent);
  return g_string_free (bar, FALSE);
}

char *
jz_share_words (const JzShare *share)
{
  g_autofree char *part = jz_money_format (share->numerator), *whole = jz_money_format (share->denominator);
  int              rate = jz_share_rate (share);

  if (rate < 0)
    return g_strdup_printf (_("Equipment in the public expenditure of %d: no data, the public expenditure is not "
                              "entered (%s yuan spent)"), share->year,
                            part);
  return g_strdup_printf (_("Equipment in the public expenditure of %d: %s ÷ %s yuan = %d.%02d %%, asked for at least "
                            "%d %%: %s"), share->year, part,
                          whole, rate / 100, rate % 100, share->target,
                          rate >= share->target * 100 ? _("✓ reached") : _("✗ not reached"));
}

const char *
jz_spend_by_title (JzSpendBy by)
{
  static const char *const titles[] = { N_("Fund"), N_("Supplier"), N_("Purpose"), N_("Subject"), N_("Year") };

  return g_dgettext (GETTEXT_PACKAGE, titles[by]);
}

const char *
jz_worth_why_words (const char *why)
{
  static const struct { const char *why, *words;
  } all[] = {
    { "consumable", N_("consumable") },          { "class", N_("never depreciated") },
    { "own", N_("set not to be depreciated") },
    { "nominal", N_("price in name only") },      { "small", N_("below the threshold") },
    { "unknown", N_("! no class fits") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    if (g_str_equal (all[i].why, why))
      return g_dgettext (GETTEXT_PACKAGE, all[i].words);
  return "";
}

static JzReport *
report_new (JzConnection *connection, const char *title)
{
  g_autofree char *school = jz_connection_text (connection, NULL, "SELECT name FROM school", "");
  char             today[JZ_DATE_LENGTH];

  return jz_report_new (school, title, jz_date_to_iso (jz_date_today (), today));
}

static void
add_text (JzReport *report, const char *title, double weight)
{
  jz_report_add_column (report, title, 0, weight, JZ_ALIGN_LEFT, JZ_SUM_NONE);
}

static void
add_number (JzReport *report, const char *title)
{
  jz_report_add_column (report, title, 0, 0, JZ_ALIGN_RIGHT, JZ_SUM_NONE);
}

static void
add_money (JzReport *report, const char *title)
{
  jz_report_add_column (report, title, 0, 0, JZ_ALIGN_RIGHT, JZ_SUM_MONEY);
}

static void
sign (JzReport *report)
{
  jz_report_add_signature (report, _("Prepared by"));
  jz_report_add_signature (report, _("Checked by"));
  jz_report_add_signature (report, _("Person in charge"));
}

/* A row or the totals under construction. */

static GPtrArray *
cells_new (void)
{
  return g_ptr_array_new_with_free_func (g_free);
}

static void
put (GPtrArray *cells, const char *text)
{
  g_ptr_array_add (cells, g_strdup (text != NULL ? text : ""));
}

static void
put_money (GPtrArray *cells, gint64 fen)
{
  g_ptr_array_add (cells, jz_money_format (fen));
}

static void
put_number (GPtrArray *cells, gint64 number)
{
  g_ptr_array_add (cells, g_strdup_printf ("%" G_GINT64_FORMAT, number));
}

static void
end_row (JzReport *report, GPtrArray *cells)
{
  jz_report_add_row (report, (const char *const *) cells->pdata);
}

static void
end_totals (JzReport *report, GPtrArray *cells)
{
  jz_report_set_totals (report, (const char *const *) cells->pdata);
}

/* Each thing. */

static void
add_worth_row (JzReport *report, const JzWorthRow *row)
{
  g_autoptr (GPtrArray) cells = cells_new ();

  put (cells, row->asset != 0 ? row->number : row->code);
  put (cells, row->name);
  put (cells, row->spec);
  put (cells, row->class_name);
  put (cells, row->acquired);
  put_money (cells, row->price);
  put_number (cells, row->months);
  put_money (cells, row->monthly);
  put_money (cells, row->accumulated);
  put_money (cells, row->net);
  put_number (cells, row->left);
  end_row (report, cells);
}

static void
add_worth_totals (JzReport *report, GPtrArray *rows)
{
  g_autoptr (GPtrArray) cells = cells_new ();
  gint64 price = 0, monthly = 0, accumulated = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      const JzWorthRow *row = g_ptr_array_index (rows, i);

      if (row->why[0] != '\0')
        continue;
      price += row->price;
      monthly += row->monthly;
      accumulated += row->accumulated;
    }
  put (cells, _("Total"));
  for (int i = 0; i < 4; i++)
    put (cells, "");
  put_money (cells, price);
  put (cells, "");
  put_money (cells, monthly);
  put_money (cells, accumulated);
  put_money (cells, price - accumulated);
  put (cells, "");
  end_totals (report, cells);
}

/* What stands in the books and is not in the table, by reason. */
static void
add_left_out (JzReport *report, GPtrArray *rows)
{
  static const char *const whys[] = { "small", "nominal", "class", "own", "unknown" };

  for (gsize w = 0; w < G_N_ELEMENTS (whys); w++)
    {
      g_autofree char *money = NULL, *line = NULL;
      gint64           price = 0;
      guint            n = 0;

      for (guint i = 0; i < rows->len; i++)
        if (g_str_equal (((JzWorthRow *) g_ptr_array_index (rows, i))->why, whys[w]))
          {
            n++;
            price += ((JzWorthRow *) g_ptr_array_index (rows, i))->price;
          }
      if (n == 0)
        continue;
      money = jz_money_format (price);
      line = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Not depreciated (%s): %u row, %s yuan",
                                           "Not depreciated (%s): %u rows, %s yuan", n),
                              jz_worth_why_words (whys[w]), n, money);
      jz_report_add_footer (report, line);
    }
}

JzReport *
jz_worth_form_new (JzConnection *connection, int month, GError **error)
{
  g_autoptr (GPtrArray) rows = jz_worth_rows (connection, month, error);
  g_autofree char      *when = NULL;
  JzReport             *report;

  if (rows == NULL)
    return NULL;
  report = report_new (connection, _("Depreciation of fixed assets"));
  when = g_strdup_printf (_("At the end of %04d-%02d"), month / 12, month % 12 + 1);
  jz_report_add_subtitle (report, when, _("Unit: yuan"));
  add_text (report, _("Number"), 0);
  add_text (report, _("Name"), 1);
  add_text (report, _("Specification"), 1);
  add_text (report, _("Asset class"), 0);
  add_text (report, _("Since"), 0);
  add_money (report, _("Original value"));
  add_number (report, _("Life (months)"));
  add_money (report, _("A month"));
  add_money (report, _("Accumulated"));
  add_money (report, _("Net value"));
  add_number (report, _("Months left"));
  report->key_columns = 2;
  for (guint i = 0; i < rows->len; i++)
    if (((JzWorthRow *) g_ptr_array_index (rows, i))->why[0] == '\0')
      add_worth_row (report, g_ptr_array_index (rows, i));
  add_worth_totals (report, rows);
  add_left_out (report, rows);
  jz_report_add_footer (report,
                        _("Straight line by months: the month of addition counts, the month of removal does not; the "
                          "last month takes the rest."));
  sign (report);
  return report;
}

/* A year. */

static void
fill_year (GPtrArray *cells, const char *key, const JzWorthYear *row)
{
  const gint64 amounts[] = { row->opening,      row->added,     row->removed,      row->closing,
                             row->worn_opening, row->worn_year, row->worn_removed, row->worn_closing,
                             row->closing - row->worn_closing };

  put (cells, key);
  for (gsize i = 0; i < G_N_ELEMENTS (amounts); i++)
    put_money (cells, amounts[i]);
}

JzReport *
jz_register_form_new (JzConnection *connection, int year, GError **error)
{
  g_autoptr (JzPieces)  pieces = jz_pieces_read (connection, JZ_WORTH_CLASS, year * 12 + 11, error);
  g_autoptr (GPtrArray) rows = NULL, totals = cells_new ();
  g_autofree char      *when = g_strdup_printf (_("Year %d"), year);
  JzWorthYear           total;
  JzReport             *report;

  if (pieces == NULL)
    return NULL;
  rows = jz_worth_register (pieces, year, &total);
  report = report_new (connection, _("Register of depreciation of a year"));
  jz_report_add_subtitle (report, when, _("Unit: yuan"));
  add_text (report, _("Asset class"), 1);
  add_money (report, _("Original value, opening"));
  add_money (report, _("Added"));
  add_money (report, _("Removed"));
  add_money (report, _("Original value, closing"));
  add_money (report, _("Accumulated, opening"));
  add_money (report, _("Of the year"));
  add_money (report, _("Of what was removed"));
  add_money (report, _("Accumulated, closing"));
  add_money (report, _("Net value"));
  report->key_columns = 1;
  for (guint i = 0; i < rows->len; i++)
    {
      const JzWorthYear    *row = g_ptr_array_index (rows, i);
      g_autoptr (GPtrArray) cells = cells_new ();

      fill_year (cells, row->key[0] != '\0' ? row->key : _("No class fits"), row);
      end_row (report, cells);
    }
  fill_year (totals, _("Total"), &total);
  end_totals (report, totals);
  sign (report);
  return report;
}

/* Budget. */

static void
fill_budget (GPtrArray *cells, const char *fund, const char *purpose, gint64 planned, gint64 amount, gint64 spent)
{
  put (cells, fund);
  put (cells, purpose);
  put_money (cells, planned);
  put_money (cells, amount);
  put_money (cells, spent);
  put_money (cells, amount - spent);
  g_ptr_array_add (cells, amount > 0 ? jz_value_bar (spent, amount) : g_strdup (spent != 0 ? _("! not budgeted") : ""));
}

static void
add_share (JzReport *report, const JzShare *share)
{
  g_autofree char *words = jz_share_words (share), *pupils = NULL, *spent = NULL, *instruments = NULL;

  jz_report_add_footer (report, words);
  if (share->pupils == 0)
    return;
  spent = jz_money_format (share->spent / share->pupils);
  instruments = jz_money_format (share->instruments / share->pupils);
  pupils = g_strdup_printf (_("For each of %d pupils: spent %s yuan; instruments worth %s yuan"), share->pupils, spent,
                            instruments);
  jz_report_add_footer (report, pupils);
}

JzReport *
jz_budget_form_new (JzConnection *connection, int year, GError **error)
{
  g_autoptr (GPtrArray) rows = jz_budget_read (connection, year, error);
  g_autoptr (GPtrArray) totals = cells_new ();
  g_autofree char      *when = g_strdup_printf (_("Year %d"), year);
  gint64                planned = 0, amount = 0, spent = 0;
  JzShare               share;
  JzReport             *report;

  if (rows == NULL || !jz_share_read (connection, year, &share, error))
    return NULL;
  report = report_new (connection, _("Budget and spending of a year"));
  jz_report_add_subtitle (report, when, _("Unit: yuan"));
  add_text (report, _("Fund"), 1);
  add_text (report, _("Purpose"), 1);
  add_money (report, _("First planned"));
  add_money (report, _("Planned"));
  add_money (report, _("Spent"));
  add_money (report, _("Left"));
  add_text (report, _("Carried out"), 0);
  for (guint i = 0; i < rows->len; i++)
    {
      const JzBudgetRow    *row = g_ptr_array_index (rows, i);
      g_autoptr (GPtrArray) cells = cells_new ();

      planned += row->planned;
      amount += row->amount;
      spent += row->spent;
      fill_budget (cells, row->fund, row->purpose, row->planned, row->amount, row->spent);
      end_row (report, cells);
    }
  fill_budget (totals, _("Total"), "", planned, amount, spent);
  end_totals (report, totals);
  add_share (report, &share);
  sign (report);
  return report;
}

/* Spending. */

static void
fill_spend (GPtrArray *cells, const char *key, const JzSpendRow *row, gint64 all)
{
  put (cells, key);
  put_number (cells, row->rows);
  put_money (cells, row->ledger);
  put_money (cells, row->noted);
  put_money (cells, row->spent);
  g_ptr_array_add (cells, jz_value_bar (row->spent, all));
  put_money (cells, row->given);
}

JzReport *
jz_spend_form_new (JzConnection *connection, JzSpendBy by, int year, GError **error)
{
  JzSpendRow            total;
  g_autoptr (GPtrArray) rows = jz_spend_read (connection, by, year, &total, error);
  g_autoptr (GPtrArray) totals = cells_new ();
  g_autofree char      *when = year != 0 ? g_strdup_printf (_("Year %d"), year) : g_strdup (_("All years"));
  JzReport             *report;

  if (rows == NULL)
    return NULL;
  report = report_new (connection, _("Spending"));
  jz_report_add_subtitle (report, when, _("Unit: yuan"));
  add_text (report, jz_spend_by_title (by), 1);
  add_number (report, _("Rows"));
  add_money (report, _("Receipts"));
  add_money (report, _("Noted by hand"));
  add_money (report, _("Spent"));
  add_text (report, _("Share"), 0);
  add_money (report, _("Given, not paid"));
  for (guint i = 0; i < rows->len; i++)
    {
      const JzSpendRow     *row = g_ptr_array_index (rows, i);
      g_autoptr (GPtrArray) cells = cells_new ();

      fill_spend (cells, row->key[0] != '\0' ? row->key : _("Not said"), row, total.spent);
      end_row (report, cells);
    }
  fill_spend (totals, _("Total"), &total, total.spent);
  end_totals (report, totals);
  sign (report);
  return report;
}
