/* budget list|set|spend|share|fund|year, spend.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jiaozhuang-cli"
#include "config.h"

#include <glib/gi18n.h>

#include "cli-report.h"
#include "cli.h"
#include "jz-budget.h"
#include "jz-date.h"
#include "jz-money.h"

static int run_list (Cli *cli, int argc, char **argv, GError **error);
static int run_set (Cli *cli, int argc, char **argv, GError **error);
static int run_note (Cli *cli, int argc, char **argv, GError **error);
static int run_share (Cli *cli, int argc, char **argv, GError **error);
static int run_fund (Cli *cli, int argc, char **argv, GError **error);
static int run_year (Cli *cli, int argc, char **argv, GError **error);
static int run_spend (Cli *cli, int argc, char **argv, GError **error);

enum { LIST, SET, NOTE, SHARE, FUND, YEAR, SPEND };

const CliCommand cli_budget_commands[] = {
  [LIST] = { "budget list", "[--year YEAR] [-o FILE]", N_("What a year may spend, and spent"), run_list },
  [SET] = { "budget set", "--year YEAR --fund F --purpose P --amount YUAN [--reason WHY]",
            N_("Plan a line of the budget, or revise it"), run_set },
  [NOTE] = { "budget spend",
             "--fund F --purpose P --amount YUAN --for WORDS [--date DATE] [--payee NAME] [--invoice NUMBER] "
             "[--subject S]",
             N_("Note what was spent besides receipts"), run_note },
  [SHARE] = { "budget share", "[--year YEAR]", N_("Equipment in the public expenditure, and per pupil"), run_share },
  [FUND] = { "budget fund", "NAME [--public yes|no] [--paid yes|no] [--note TEXT]", N_("Add or change a fund"),
             run_fund },
  [YEAR] = { "budget year", "YEAR [--expenditure YUAN] [--per-pupil YUAN] [--pupils N]",
             N_("Enter the public expenditure of a year"), run_year },
  [SPEND] = { "spend", "[--by fund|supplier|purpose|subject|year] [--year YEAR] [-o FILE]",
              N_("What was spent, by fund and otherwise"), run_spend },
  { NULL, NULL, NULL, NULL },
};

static void
json_money (JsonBuilder *json, const char *name, gint64 fen)
{
  g_autofree char *text = jz_money_to_plain (fen);

  cli_json_text (json, name, text);
}

static gboolean
take_money (const char *text, gint64 *fen, GError **error)
{
  if (text == NULL || jz_money_parse (text, fen))
    return TRUE;
  return cli_usage_error (error, _("%s: not an amount"), text);
}

static gboolean
is_year (int year, GError **error)
{
  return year == 0 || (year >= 1950 && year <= 2999) || cli_usage_error (error, _("%d: there is no such year"), year);
}

static int
this_year (void)
{
  int year, month, day;

  jz_date_get (jz_date_today (), &year, &month, &day);
  return year;
}

/* What all that write have in common. */
typedef struct
{
  char       *fund, *purpose, *amount_text, *date_text, *payee, *invoice, *subject, *words, *reason, *note;
  char       *public_text, *paid_text, *expenditure_text, *per_pupil_text;
  char        date[JZ_DATE_LENGTH];
  gint64      amount, fund_id, purpose_id, expenditure, per_pupil;
  int         year, pupils;
  const char *name;
} Input;

static gboolean
find_both (JzConnection *connection, Input *self, GError **error)
{
  if (!jz_fund_find (connection, self->fund, &self->fund_id, error) ||
      !jz_purpose_find (connection, self->purpose, &self->purpose_id, error))
    return FALSE;
  if (self->fund_id != 0 && self->purpose_id != 0)
    return TRUE;
  if (self->fund_id == 0)
    g_set_error (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("%s: there is no such fund"), self->fund);
  else
    g_set_error (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("%s: there is no such purpose"), self->purpose);
  return FALSE;
}

/* set */

static gboolean
set_cb (JzOperation *operation, gpointer data, GError **error)
{
  Input      *self = data;
  JzBudgetSet set;

  if (!find_both (jz_operation_get_connection (operation), self, error))
    return FALSE;
  set = (JzBudgetSet){ self->year, self->fund_id, self->purpose_id, self->amount, self->reason, self->note };
  return jz_budget_set (operation, &set, NULL, error);
}

static int
run_set (Cli *cli, int argc, char **argv, GError **error)
{
  Input self = { 0 };
  const GOptionEntry entries[] = {
    { "year", 0, 0, G_OPTION_ARG_INT, &self.year, N_("Budget year"), N_("YEAR") },
    { "fund", 0, 0, G_OPTION_ARG_STRING, &self.fund, N_("Where the money comes from"), N_("FUND") },
    { "purpose", 0, 0, G_OPTION_ARG_STRING, &self.purpose, N_("What it is spent for"), N_("PURPOSE") },
    { "amount", 0, 0, G_OPTION_ARG_STRING, &self.amount_text, N_("Yuan"), N_("YUAN") },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &self.reason, N_("Why a line that is there changes"), N_("WHY") },
    { "note", 0, 0, G_OPTION_ARG_STRING, &self.note, N_("Remark"), N_("TEXT") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_budget_commands[SET], entries, &argc, &argv, 0, 0, error))
    return -1;
  if (self.year == 0 || self.fund == NULL || self.purpose == NULL || self.amount_text == NULL)
    return cli_usage_error (error, _("usage: jiaozhuang-cli %s"), cli_budget_commands[SET].usage), -1;
  if (!is_year (self.year, error) || !take_money (self.amount_text, &self.amount, error))
    return -1;
  return cli_write_and_say (cli, &jz_action_fund, set_cb, &self, error);
}

/* budget spend */

static gboolean
note_cb (JzOperation *operation, gpointer data, GError **error)
{
  Input     *self = data;
  JzSpending spending;

  if (!find_both (jz_operation_get_connection (operation), self, error))
    return FALSE;
  spending = (JzSpending){ .date = self->date_text != NULL ? self->date : NULL, .fund = self->fund_id,
                           .purpose = self->purpose_id,
                           .amount = self->amount, .payee = self->payee, .invoice = self->invoice,
                                     .subject = self->subject, .words = self->words };
  return jz_spending_put (operation, &spending, NULL, error);
}

static int
run_note (Cli *cli, int argc, char **argv, GError **error)
{
  Input self = { 0 };
  const GOptionEntry entries[] = {
    { "fund", 0, 0, G_OPTION_ARG_STRING, &self.fund, N_("Where the money comes from"), N_("FUND") },
    { "purpose", 0, 0, G_OPTION_ARG_STRING, &self.purpose, N_("What it is spent for"), N_("PURPOSE") },
    { "amount", 0, 0, G_OPTION_ARG_STRING, &self.amount_text, N_("Yuan"), N_("YUAN") },
    { "for", 0, 0, G_OPTION_ARG_STRING, &self.words, N_("What was paid"), N_("WORDS") },
    { "date", 0, 0, G_OPTION_ARG_STRING, &self.date_text, N_("Day; today unless said"), N_("DATE") },
    { "payee", 0, 0, G_OPTION_ARG_STRING, &self.payee, N_("Who was paid"), N_("NAME") },
    { "invoice", 0, 0, G_OPTION_ARG_STRING, &self.invoice, N_("Number of the invoice"), N_("NUMBER") },
    { "subject", 0, 0, G_OPTION_ARG_STRING, &self.subject, N_("Subject"), N_("SUBJECT") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_budget_commands[NOTE], entries, &argc, &argv, 0, 0, error))
    return -1;
  if (self.fund == NULL || self.purpose == NULL || self.amount_text == NULL || self.words == NULL)
    return cli_usage_error (error, _("usage: jiaozhuang-cli %s"), cli_budget_commands[NOTE].usage), -1;
  if (self.date_text != NULL && jz_date_parse (self.date_text) == JZ_DATE_NONE)
    return cli_usage_error (error, _("%s: there is no such day"), self.date_text), -1;
  if (!take_money (self.amount_text, &self.amount, error))
    return -1;
  if (self.date_text != NULL)
    jz_date_to_iso (jz_date_parse (self.date_text), self.date);
  return cli_write_and_say (cli, &jz_action_spend, note_cb, &self, error);
}

/* fund */

static gboolean
take_answer (const char *text, gboolean *answer, GError **error)
{
  if (text == NULL)
    return TRUE;
  *answer = g_str_equal (text, "yes");
  return *answer || g_str_equal (text, "no") || cli_usage_error (error, _("%s: yes or no"), text);
}

static gboolean
fund_cb (JzOperation *operation, gpointer data, GError **error)
{
  Input        *self = data;
  JzConnection *connection = jz_operation_get_connection (operation);
  JzFund        fund = { .name = self->name, .note = self->note, .spends = TRUE };
  g_autofree char *note = NULL;
  gint64        is_public = 0, spends = 1;

  if (!jz_fund_find (connection, self->name, &fund.id, error) ||
      !jz_connection_number (connection, &is_public, 0, error, "SELECT public FROM fund WHERE id = ?", "l", fund.id) ||
      !jz_connection_number (connection, &spends, 1, error, "SELECT spends FROM fund WHERE id = ?", "l", fund.id))
    return FALSE;
  fund.public = is_public != 0;
  fund.spends = spends != 0;
  if (self->note == NULL)
    fund.note = note = jz_connection_text (connection, NULL, "SELECT note FROM fund WHERE id = ?", "l", fund.id);
  return take_answer (self->public_text, &fund.public, error) && take_answer (self->paid_text, &fund.spends, error) &&
         jz_fund_put (operation, &fund, NULL, error);
}

static int
run_fund (Cli *cli, int argc, char **argv, GError **error)
{
  Input self = { 0 };
  const GOptionEntry entries[] = {
    { "public", 0, 0, G_OPTION_ARG_STRING, &self.public_text, N_("Whether it counts as public expenditure"), "yes|no" },
    { "paid", 0, 0, G_OPTION_ARG_STRING, &self.paid_text, N_("Whether the school pays; no: given or allotted"),
      "yes|no" },
    { "note", 0, 0, G_OPTION_ARG_STRING, &self.note, N_("Remark"), N_("TEXT") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_budget_commands[FUND], entries, &argc, &argv, 1, 1, error))
    return -1;
  self.name = argv[0];
  return cli_write_and_say (cli, &jz_action_fund, fund_cb, &self, error);
}

/* year */

static gboolean
year_cb (JzOperation *operation, gpointer data, GError **error)
{
  Input       *self = data;
  JzBudgetYear year = { self->year, self->pupils, self->per_pupil, self->expenditure, self->note };

  return jz_budget_year_put (operation, &year, error);
}

static int
run_year (Cli *cli, int argc, char **argv, GError **error)
{
  Input  self = { 0 };
  gint64 year = 0;
  const GOptionEntry entries[] = {
    { "expenditure", 0, 0, G_OPTION_ARG_STRING, &self.expenditure_text, N_("Public expenditure of the whole year"),
      N_("YUAN") },
    { "per-pupil", 0, 0, G_OPTION_ARG_STRING, &self.per_pupil_text, N_("Public expenditure for a pupil"), N_("YUAN") },
    { "pupils", 0, 0, G_OPTION_ARG_INT, &self.pupils, N_("Pupils of the year"), N_("N") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_budget_commands[YEAR], entries, &argc, &argv, 1, 1, error))
    return -1;
  if (!g_ascii_string_to_signed (argv[0], 10, 1950, 2999, &year, NULL))
    return cli_usage_error (error, _("%s: there is no such year"), argv[0]), -1;
  if (!take_money (self.expenditure_text, &self.expenditure, error) ||
      !take_money (self.per_pupil_text, &self.per_pupil, error))
    return -1;
  self.year = (int) year;
  return cli_write_and_say (cli, &jz_action_fund, year_cb, &self, error);
}

/* list */

typedef struct
{
  int        year;
  char      *by_text, *path;
  JzSpendBy  by;
  GPtrArray *rows;
  JzSpendRow total;
  JzShare    share;
} Reading;

static gboolean
list_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Reading *self = data;

  if (self->path != NULL &&
      !cli_export_report (jz_budget_form_new (connection, self->year != 0 ? self->year : this_year (), error),
                          self->path, error))
    return FALSE;
  self->rows = jz_budget_read (connection, self->year, error);
  return self->rows != NULL;
}

static void
budget_json (JsonBuilder *json, const JzBudgetRow *row)
{
  json_builder_begin_object (json);
  cli_json_number (json, "year", row->year);
  cli_json_text (json, "fund", row->fund);
  cli_json_text (json, "purpose", row->purpose);
  cli_json_bool (json, "budgeted", row->id != 0);
  json_money (json, "planned", row->planned);
  json_money (json, "amount", row->amount);
  json_money (json, "spent", row->spent);
  json_money (json, "left", row->amount - row->spent);
  cli_json_number (json, "revisions", row->revisions);
  cli_json_text (json, "note", row->note);
  json_builder_end_object (json);
}

static void
print_list (Cli *cli, const Reading *self)
{
  JsonBuilder *json;
  gint64       amount = 0, spent = 0;

  for (guint i = 0; i < self->rows->len; i++)
    {
      const JzBudgetRow *row = g_ptr_array_index (self->rows, i);
      g_autofree char   *has = jz_money_format (row->amount), *gone = jz_money_format (row->spent);

      amount += row->amount;
      spent += row->spent;
      cli_say (cli, "%d\t%s\t%s\t%s\t%s", row->year, row->fund, row->purpose, has, gone);
    }
  if (!cli->json)
    return;
  json = json_builder_new ();
  json_builder_begin_object (json);
  json_builder_set_member_name (json, "rows");
  json_builder_begin_array (json);
  for (guint i = 0; i < self->rows->len; i++)
    budget_json (json, g_ptr_array_index (self->rows, i));
  json_builder_end_array (json);
  json_builder_set_member_name (json, "total");
  json_builder_begin_object (json);
  json_money (json, "amount", amount);
  json_money (json, "spent", spent);
  json_builder_end_object (json);
  json_builder_end_object (json);
  cli_print_json (json);
}

static int
run_list (Cli *cli, int argc, char **argv, GError **error)
{
  Reading self = { 0 };
  const GOptionEntry entries[] = {
    { "year", 0, 0, G_OPTION_ARG_INT, &self.year, N_("Only that year"), N_("YEAR") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &self.path, N_("Writes the paper form too: .pdf or .xlsx"), N_("FILE") },
    G_OPTION_ENTRY_NULL
  };
  int status = -1;

  if (cli_parse (cli, &cli_budget_commands[LIST], entries, &argc, &argv, 0, 0, error) && is_year (self.year, error) &&
      cli_open (cli, error) &&
      jz_store_read_sync (cli->store, list_cb, &self, NULL, error))
    {
      print_list (cli, &self);
      status = 0;
    }
  g_clear_pointer (&self.rows, g_ptr_array_unref);
  return status;
}

/* share */

static gboolean
share_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Reading *self = data;

  return jz_share_read (connection, self->year, &self->share, error);
}

/* NULL where there is nothing to divide by. */
static void
json_ratio (JsonBuilder *json, const char *name, gint64 fen, int pupils)
{
  g_autofree char *text = pupils > 0 ? jz_money_to_plain (fen / pupils) : NULL;

  cli_json_text (json, name, text);
}

static void
print_share (Cli *cli, const JzShare *share)
{
  g_autofree char *part = jz_money_format (share->numerator), *whole = jz_money_format (share->denominator);
  int              rate = jz_share_rate (share);
  JsonBuilder     *json;

  if (!cli->json)
    {
      if (rate < 0)
        cli_say (cli, _("%d: no data: the public expenditure of the year is not entered"), share->year);
      else
        cli_say (cli, _("%d: %s of %s yuan, %d.%02d %%, asked for %d %%"), share->year, part, whole, rate / 100,
                 rate % 100, share->target);
      return;
    }
  json = json_builder_new ();
  json_builder_begin_object (json);
  cli_json_number (json, "year", share->year);
  json_money (json, "numerator", share->numerator);
  json_builder_set_member_name (json, "denominator");
  if (share->denominator > 0)
    json_builder_add_string_value (json, (g_free (whole), whole = jz_money_to_plain (share->denominator)));
  else
    json_builder_add_null_value (json);
  json_builder_set_member_name (json, "rate");
  if (rate >= 0)
    json_builder_add_double_value (json, rate / 100.0);
  else
    json_builder_add_null_value (json);
  cli_json_number (json, "target", share->target);
  json_builder_set_member_name (json, "pupils");
  if (share->pupils > 0)
    json_builder_add_int_value (json, share->pupils);
  else
    json_builder_add_null_value (json);
  json_money (json, "spent", share->spent);
  json_ratio (json, "spent_per_pupil", share->spent, share->pupils);
  json_money (json, "instruments", share->instruments);
  json_ratio (json, "instruments_per_pupil", share->instruments, share->pupils);
  json_builder_end_object (json);
  cli_print_json (json);
}

static int
run_share (Cli *cli, int argc, char **argv, GError **error)
{
  Reading self = { .year = this_year () };
  const GOptionEntry entries[] = {
    { "year", 0, 0, G_OPTION_ARG_INT, &self.year, N_("That year; this one unless said"), N_("YEAR") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_budget_commands[SHARE], entries, &argc, &argv, 0, 0, error) || !is_year (self.year, error) ||
      !cli_open (cli, error) ||
      !jz_store_read_sync (cli->store, share_cb, &self, NULL, error))
    return -1;
  print_share (cli, &self.share);
  return 0;
}

/* spend */

static gboolean
spend_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Reading *self = data;

  if (self->path != NULL && !cli_export_report (jz_spend_form_new (connection, self->by, self->year, error), self->path,
                                                error))
    return FALSE;
  self->rows = jz_spend_read (connection, self->by, self->year, &self->total, error);
  return self->rows != NULL;
}

static void
spend_json (JsonBuilder *json, const JzSpendRow *row)
{
  json_builder_begin_object (json);
  if (row->key != NULL)
    cli_json_text (json, "key", row->key);
  cli_json_number (json, "rows", row->rows);
  json_money (json, "ledger", row->ledger);
  json_money (json, "noted", row->noted);
  json_money (json, "spent", row->spent);
  json_money (json, "given", row->given);
  json_builder_end_object (json);
}

static void
print_spend (Cli *cli, const Reading *self)
{
  JsonBuilder *json;

  for (guint i = 0; i < self->rows->len; i++)
    {
      const JzSpendRow *row = g_ptr_array_index (self->rows, i);
      g_autofree char  *spent = jz_money_format (row->spent);

      cli_say (cli, "%s\t%s", row->key, spent);
    }
  if (!cli->json)
    return;
  json = json_builder_new ();
  json_builder_begin_object (json);
  json_builder_set_member_name (json, "rows");
  json_builder_begin_array (json);
  for (guint i = 0; i < self->rows->len; i++)
    spend_json (json, g_ptr_array_index (self->rows, i));
  json_builder_end_array (json);
  json_builder_set_member_name (json, "total");
  spend_json (json, &self->total);
  json_builder_end_object (json);
  cli_print_json (json);
}

static int
run_spend (Cli *cli, int argc, char **argv, GError **error)
{
  Reading self = { 0 };
  const GOptionEntry entries[] = {
    { "by", 0, 0, G_OPTION_ARG_STRING, &self.by_text, N_("fund, supplier, purpose, subject or year"), N_("SIDE") },
    { "year", 0, 0, G_OPTION_ARG_INT, &self.year, N_("Only that year"), N_("YEAR") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &self.path, N_("Writes the paper form too: .pdf or .xlsx"), N_("FILE") },
    G_OPTION_ENTRY_NULL
  };
  int status = -1;

  if (cli_parse (cli, &cli_budget_commands[SPEND], entries, &argc, &argv, 0, 0, error) && is_year (self.year, error))
    {
      if (self.by_text != NULL && !jz_spend_by_parse (self.by_text, &self.by))
        cli_usage_error (error, _("%s: fund, supplier, purpose, subject or year"), self.by_text);
      else if (cli_open (cli, error) && jz_store_read_sync (cli->store, spend_cb, &self, NULL, error))
        {
          print_spend (cli, &self);
          status = 0;
        }
    }
  g_clear_pointer (&self.rows, g_ptr_array_unref);
  return status;
}
