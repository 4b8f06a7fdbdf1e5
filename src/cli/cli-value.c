/* value depreciation, value summary.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jiaozhuang-cli"
#include "config.h"

#include <glib/gi18n.h>

#include "cli-report.h"
#include "cli.h"
#include "jz-date.h"
#include "jz-depreciation.h"
#include "jz-money.h"

static int run_depreciation (Cli *cli, int argc, char **argv, GError **error);
static int run_summary (Cli *cli, int argc, char **argv, GError **error);

enum { DEPRECIATION, SUMMARY };

const CliCommand cli_value_commands[] = {
  [DEPRECIATION] = { "value depreciation", "[--date DATE] [-o FILE]", N_("What each thing has been written off by"),
                     run_depreciation },
  [SUMMARY] = { "value summary",
                "[--date DATE] [--by class|fund|place|subject|year] [--year YEAR] [--forecast YEARS] [-o FILE]",
                N_("What the things are worth, by class and otherwise"), run_summary },
  { NULL, NULL, NULL, NULL },
};

#define FORECAST_MOST 50

typedef struct
{
  char     *date, *by_text, *path;
  int       year, years; /* of a register, 0: none; of the forecast */
  JzWorthBy by;
  int       month;
  GPtrArray *rows;
  JzWorth    total;
  JzWorthYear year_total;
  gint64      forecast[FORECAST_MOST];
} Value;

static void
value_clear (Value *self)
{
  g_clear_pointer (&self->rows, g_ptr_array_unref);
}

static void
json_money (JsonBuilder *json, const char *name, gint64 fen)
{
  g_autofree char *text = jz_money_to_plain (fen);

  cli_json_text (json, name, text);
}

static gboolean
take_date (Value *self, GError **error)
{
  char   iso[JZ_DATE_LENGTH];
  JzDate date = self->date != NULL ? jz_date_parse (self->date) : jz_date_today ();

  if (date == JZ_DATE_NONE)
    return cli_usage_error (error, _("%s: there is no such day"), self->date);
  self->month = jz_wear_month (jz_date_to_iso (date, iso));
  return TRUE;
}

static void
json_month (JsonBuilder *json, int month)
{
  g_autofree char *text = g_strdup_printf ("%04d-%02d", month / 12, month % 12 + 1);

  cli_json_text (json, "month", text);
}

/* depreciation */

static gboolean
rows_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Value *self = data;

  if (self->path != NULL && !cli_export_report (jz_worth_form_new (connection, self->month, error), self->path, error))
    return FALSE;
  self->rows = jz_worth_rows (connection, self->month, error);
  return self->rows != NULL;
}

static void
row_json (JsonBuilder *json, const JzWorthRow *row)
{
  json_builder_begin_object (json);
  cli_json_text (json, "number", row->asset != 0 ? row->number : NULL);
  cli_json_text (json, "code", row->code);
  cli_json_text (json, "name", row->name);
  cli_json_text (json, "spec", row->spec);
  cli_json_text (json, "class", row->class_name);
  cli_json_text (json, "place", row->place);
  cli_json_text (json, "fund", row->fund);
  cli_json_text (json, "acquired", row->acquired);
  json_money (json, "price", row->price);
  cli_json_number (json, "months", row->months);
  json_money (json, "monthly", row->monthly);
  json_money (json, "accumulated", row->accumulated);
  json_money (json, "net", row->net);
  cli_json_number (json, "left", row->left);
  cli_json_text (json, "reason", row->why[0] != '\0' ? row->why : NULL);
  json_builder_end_object (json);
}

static void
print_rows (Cli *cli, const Value *self)
{
  JsonBuilder *json;
  gint64       price = 0, monthly = 0, accumulated = 0;

  for (guint i = 0; i < self->rows->len; i++)
    {
      const JzWorthRow *row = g_ptr_array_index (self->rows, i);
      g_autofree char  *cost = jz_money_format (row->price), *written = jz_money_format (row->accumulated),
                               *net = jz_money_format (row->net);

      price += row->price;
      monthly += row->monthly;
      accumulated += row->accumulated;
      cli_say (cli, "%s\t%s\t%s\t%s\t%s", row->asset != 0 ? row->number : row->code, row->name, cost, written, net);
    }
  if (!cli->json)
    return;
  json = json_builder_new ();
  json_builder_begin_object (json);
  json_month (json, self->month);
  json_builder_set_member_name (json, "rows");
  json_builder_begin_array (json);
  for (guint i = 0; i < self->rows->len; i++)
    row_json (json, g_ptr_array_index (self->rows, i));
  json_builder_end_array (json);
  json_builder_set_member_name (json, "total");
  json_builder_begin_object (json);
  json_money (json, "price", price);
  json_money (json, "monthly", monthly);
  json_money (json, "accumulated", accumulated);
  json_money (json, "net", price - accumulated);
  json_builder_end_object (json);
  json_builder_end_object (json);
  cli_print_json (json);
}

static int
run_depreciation (Cli *cli, int argc, char **argv, GError **error)
{
  Value self = { 0 };
  const GOptionEntry entries[] = {
    { "date", 0, 0, G_OPTION_ARG_STRING, &self.date, N_("At the end of that day's month; today unless said"),
      N_("DATE") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &self.path, N_("Writes the paper form too: .pdf or .xlsx"), N_("FILE") },
    G_OPTION_ENTRY_NULL
  };
  int status = -1;

  if (cli_parse (cli, &cli_value_commands[DEPRECIATION], entries, &argc, &argv, 0, 0, error) && take_date (&self, error) &&
      cli_open (cli, error) &&
      jz_store_read_sync (cli->store, rows_cb, &self, NULL, error))
    {
      print_rows (cli, &self);
      status = 0;
    }
  value_clear (&self);
  return status;
}

/* summary */

static gboolean
summary_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Value *self = data;
  g_autoptr (JzPieces) pieces = jz_pieces_read (connection, self->by, self->month, error);

  if (pieces == NULL ||
      (self->path != NULL && !cli_export_report (jz_register_form_new (connection, self->month / 12, error), self->path,
                                                 error)))
    return FALSE;
  self->rows = self->year != 0 ? jz_worth_register (pieces, self->year, &self->year_total) :
               jz_worth_sum (pieces, self->month, &self->total);
  jz_worth_forecast (pieces, self->month / 12 + 1, self->forecast, (guint) self->years);
  return TRUE;
}

static void
worth_json (JsonBuilder *json, const JzWorth *row)
{
  json_builder_begin_object (json);
  if (row->key != NULL)
    cli_json_text (json, "key", row->key);
  cli_json_number (json, "cards", row->cards);
  json_money (json, "price", row->price);
  json_money (json, "depreciable", row->depreciable);
  json_money (json, "monthly", row->monthly);
  json_money (json, "accumulated", row->accumulated);
  json_money (json, "net", row->net);
  cli_json_number (json, "unknown", row->unknown);
  json_builder_end_object (json);
}

static void
year_json (JsonBuilder *json, const JzWorthYear *row)
{
  json_builder_begin_object (json);
  if (row->key != NULL)
    cli_json_text (json, "key", row->key);
  json_money (json, "opening", row->opening);
  json_money (json, "added", row->added);
  json_money (json, "removed", row->removed);
  json_money (json, "closing", row->closing);
  json_money (json, "worn_opening", row->worn_opening);
  json_money (json, "worn_year", row->worn_year);
  json_money (json, "worn_removed", row->worn_removed);
  json_money (json, "worn_closing", row->worn_closing);
  json_builder_end_object (json);
}

static void
forecast_json (JsonBuilder *json, const Value *self)
{
  json_builder_set_member_name (json, "forecast");
  json_builder_begin_array (json);
  for (int i = 0; i < self->years; i++)
    {
      json_builder_begin_object (json);
      cli_json_number (json, "year", self->month / 12 + 1 + i);
      json_money (json, "amount", self->forecast[i]);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
summary_json (const Value *self)
{
  JsonBuilder *json = json_builder_new ();

  json_builder_begin_object (json);
  json_month (json, self->month);
  if (self->year != 0)
    cli_json_number (json, "year", self->year);
  json_builder_set_member_name (json, "rows");
  json_builder_begin_array (json);
  for (guint i = 0; i < self->rows->len; i++)
    if (self->year != 0)
      year_json (json, g_ptr_array_index (self->rows, i));
    else
      worth_json (json, g_ptr_array_index (self->rows, i));
  json_builder_end_array (json);
  json_builder_set_member_name (json, "total");
  if (self->year != 0)
    year_json (json, &self->year_total);
  else
    worth_json (json, &self->total);
  if (self->years > 0)
    forecast_json (json, self);
  json_builder_end_object (json);
  cli_print_json (json);
}

static void
say_summary (Cli *cli, const Value *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      const char      *key = *(char **) g_ptr_array_index (self->rows, i); /* stands first in both kinds of row */
      const gint64     price = self->year != 0 ? ((JzWorthYear *) g_ptr_array_index (self->rows, i))->closing :
                                                 ((JzWorth *) g_ptr_array_index (self->rows, i))->price;
      const gint64     written = self->year != 0 ? ((JzWorthYear *) g_ptr_array_index (self->rows, i))->worn_closing :
                                                   ((JzWorth *) g_ptr_array_index (self->rows, i))->accumulated;
      g_autofree char *cost = jz_money_format (price), *worn = jz_money_format (written),
                              *net = jz_money_format (price - written);

      cli_say (cli, "%s\t%s\t%s\t%s", key, cost, worn, net);
    }
  for (int i = 0; i < self->years; i++)
    {
      g_autofree char *amount = jz_money_format (self->forecast[i]);

      cli_say (cli, _("%d writes off %s yuan"), self->month / 12 + 1 + i, amount);
    }
}

static gboolean
take_choices (Value *self, GError **error)
{
  if (self->by_text != NULL && !jz_worth_by_parse (self->by_text, &self->by))
    return cli_usage_error (error, _("%s: class, fund, place, subject or year"), self->by_text);
  if (self->years < 0 || self->years > FORECAST_MOST || (self->year != 0 && (self->year < 1950 || self->year > 2999)))
    return cli_usage_error (error, _("%d: there is no such year"), self->years < 0 ||
                            self->years > FORECAST_MOST ? self->years : self->year);
  if (!take_date (self, error))
    return FALSE;
  if (self->year != 0)
    self->month = self->year * 12 + 11;
  return TRUE;
}

static int
run_summary (Cli *cli, int argc, char **argv, GError **error)
{
  Value self = { 0 };
  const GOptionEntry entries[] = {
    { "date", 0, 0, G_OPTION_ARG_STRING, &self.date, N_("At the end of that day's month; today unless said"),
      N_("DATE") },
    { "by", 0, 0, G_OPTION_ARG_STRING, &self.by_text, N_("class, fund, place, subject or year"), N_("SIDE") },
    { "year", 0, 0, G_OPTION_ARG_INT, &self.year, N_("The register of a year"), N_("YEAR") },
    { "forecast", 0, 0, G_OPTION_ARG_INT, &self.years, N_("What so many years to come will write off"), N_("YEARS") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &self.path, N_("Writes the paper form too: .pdf or .xlsx"), N_("FILE") },
    G_OPTION_ENTRY_NULL
  };
  int status = -1;

  if (cli_parse (cli, &cli_value_commands[SUMMARY], entries, &argc, &argv, 0, 0, error) && take_choices (&self, error) &&
      cli_open (cli, error) &&
      jz_store_read_sync (cli->store, summary_cb, &self, NULL, error))
    {
      if (cli->json)
        summary_json (&self);
      else
        say_summary (cli, &self);
      status = 0;
    }
  value_clear (&self);
  return status;
}
