/* overdue list, charge list|pay|waive, lending register|fold.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jiaozhuang-cli"
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cli.h"
#include "jz-charge.h"
#include "jz-lending-form.h"
#include "jz-lending-month.h"
#include "jz-lending-read.h"
#include "jz-loan-rule.h"
#include "jz-money.h"

static int run_overdue (Cli *cli, int argc, char **argv, GError **error);
static int run_charges (Cli *cli, int argc, char **argv, GError **error);
static int run_pay (Cli *cli, int argc, char **argv, GError **error);
static int run_waive (Cli *cli, int argc, char **argv, GError **error);
static int run_register (Cli *cli, int argc, char **argv, GError **error);
static int run_fold (Cli *cli, int argc, char **argv, GError **error);

enum { OVERDUE, CHARGES, PAY, WAIVE, REGISTER, FOLD };

const CliCommand cli_lending_commands[] = {
  [OVERDUE] = { "overdue list", "[--class CLASS] [--pdf FILE]",
                N_("Books that should be back, or slips for each class"), run_overdue },
  [CHARGES] = { "charge list", "[--all]", N_("What readers owe"), run_charges },
  [PAY] = { "charge pay", "ID [--note TEXT]", N_("It was paid"), run_pay },
  [WAIVE] = { "charge waive", "ID --note TEXT", N_("It need not be paid"), run_waive },
  [REGISTER] = { "lending register", "-o FILE [--from D] [--to D] [--class CLASS]",
                 N_("All that was lent in a term, as pages"), run_register },
  [FOLD] = { "lending fold", "", N_("Make loans that are old enough into figures by month"), run_fold },
  { NULL, NULL, NULL, NULL },
};

/* Papers. */

typedef struct
{
  char      *class_name, *from, *to;
  gboolean   paper;
  GPtrArray *found; /* books, or reports */
  JzReport  *report;
} Papers;

static gboolean
overdue_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Papers         *papers = data;
  JzBooksOutQuery query = { .overdue = TRUE };

  if (!cli_find_class (connection, papers->class_name, &query.class_, error))
    return FALSE;
  papers->found =
    papers->paper ? jz_overdue_slips_new (connection, query.class_, error) : jz_books_out (connection, &query, error);
  return papers->found != NULL;
}

static int
write_slips (Cli *cli, GPtrArray *slips, const char *path, GError **error)
{
  g_autoptr (JzReportSet) set = jz_report_set_new (slips, error);
  JsonBuilder            *json;
  JzPdf                   pdf;

  if (set == NULL)
    return -1;
  pdf = jz_report_set_pdf (set);
  if (!jz_pdf_write (&pdf, path, NULL, NULL, NULL, error))
    return -1;
  json = json_builder_new ();
  json_builder_begin_object (json);
  cli_json_text (json, "path", path);
  cli_json_number (json, "pages", pdf.n_pages);
  json_builder_end_object (json);
  cli_say (cli, g_dngettext (NULL, "%u page in %s", "%u pages in %s", pdf.n_pages), pdf.n_pages, path);
  cli_end_json (cli, json);
  return 0;
}

static void
say_overdue (Cli *cli, GPtrArray *books)
{
  JsonBuilder *json = json_builder_new ();

  json_builder_begin_object (json);
  json_builder_set_member_name (json, "rows");
  json_builder_begin_array (json);
  for (guint i = 0; i < books->len; i++)
    {
      const JzBookOut *book = g_ptr_array_index (books, i);

      json_builder_begin_object (json);
      cli_json_text (json, "copy", book->code);
      cli_json_text (json, "title", book->title_text);
      cli_json_text (json, "reader", book->card);
      cli_json_text (json, "name", book->who);
      cli_json_text (json, "class", book->class_name);
      cli_json_text (json, "lent", book->lent);
      cli_json_text (json, "due", book->due);
      cli_json_number (json, "late", book->late);
      json_builder_end_object (json);
      cli_say (cli, "%s\t%s\t%s\t%s\t%s\t%d", book->class_name, book->who, book->code, book->title_text, book->due,
               book->late);
    }
  json_builder_end_array (json);
  json_builder_end_object (json);
  cli_end_json (cli, json);
}

static int
run_overdue (Cli *cli, int argc, char **argv, GError **error)
{
  Papers papers = { 0 };
  char  *pdf = NULL;
  const GOptionEntry entries[] = {
    { "class", 0, 0, G_OPTION_ARG_STRING, &papers.class_name, N_("Of this class only"), N_("CLASS") },
    { "pdf", 0, 0, G_OPTION_ARG_FILENAME, &pdf, N_("A slip for each class"), N_("FILE") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_lending_commands[OVERDUE], entries, &argc, &argv, 0, 0, error))
    return -1;
  papers.paper = pdf != NULL;
  if (!cli_open (cli, error) || !jz_store_read_sync (cli->store, overdue_cb, &papers, NULL, error))
    return -1;
  if (pdf != NULL)
    return write_slips (cli, papers.found, pdf, error);
  say_overdue (cli, papers.found);
  g_ptr_array_unref (papers.found);
  return 0;
}

/* Without days, the term of today, or the latest. */
static gboolean
register_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Papers          *papers = data;
  g_autofree char *first = g_strdup (papers->from), *last = g_strdup (papers->to);
  gint64           class_;

  if (first == NULL)
    first = jz_connection_text (
      connection, error, "SELECT first_day FROM term WHERE first_day <= jz_today () ORDER BY first_day DESC LIMIT 1",
      "");
  if (last == NULL)
    last = jz_connection_text (
      connection, error, "SELECT last_day FROM term WHERE first_day <= ? ORDER BY first_day DESC LIMIT 1", "s", first);
  if (first == NULL || last == NULL)
    {
      if (error != NULL && *error == NULL)
        g_set_error_literal (error, JZ_ERROR, JZ_ERROR_NOT_FOUND,
                             _("The calendar has no term: say from which day to which"));
      return FALSE;
    }
  papers->report = cli_find_class (connection, papers->class_name, &class_, error) ?
                     jz_lending_register_new (connection, first, last, class_, error) :
                     NULL;
  return papers->report != NULL;
}

static gboolean
read_day (char **text, char iso[JZ_DATE_LENGTH], GError **error)
{
  JzDate date = *text != NULL ? jz_date_parse (*text) : JZ_DATE_NONE;

  if (*text != NULL && date == JZ_DATE_NONE)
    return cli_usage_error (error, _("%s: there is no such day"), *text);
  if (*text != NULL)
    *text = jz_date_to_iso (date, iso);
  return TRUE;
}

static int
run_register (Cli *cli, int argc, char **argv, GError **error)
{
  char              *output = NULL, *from = NULL, *to = NULL, *class_name = NULL, days[2][JZ_DATE_LENGTH];
  Papers             papers = { 0 };
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_("The PDF file to write"), N_("FILE") },
    { "from", 0, 0, G_OPTION_ARG_STRING, &from, N_("First day; that of the term unless said"), N_("D") },
    { "to", 0, 0, G_OPTION_ARG_STRING, &to, N_("Last day"), N_("D") },
    { "class", 0, 0, G_OPTION_ARG_STRING, &class_name, N_("Of this class only"), N_("CLASS") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_lending_commands[REGISTER], entries, &argc, &argv, 0, 0, error))
    return -1;
  if (output == NULL)
    return cli_usage_error (error, _("Say with -o where the pages go")), -1;
  papers = (Papers){ .class_name = class_name, .from = from, .to = to };
  if (!read_day (&papers.from, days[0], error) || !read_day (&papers.to, days[1], error) || !cli_open (cli, error) ||
      !jz_store_read_sync (cli->store, register_cb, &papers, NULL, error))
    return -1;
  return cli_write_report (cli, papers.report, output, error) ? 0 : -1;
}

/* What is owed. */

#define CHARGES_SQL                                                                                                    \
  "SELECT c.id, r.card AS reader, r.name, r.class_name AS class, p.barcode AS copy, t.title, c.kind, c.date, "         \
  "c.amount AS 'yuan:amount', c.why, "                                                                                 \
  "c.state, c.settled, c.note FROM charge c JOIN reader_now r ON r.id = c.reader JOIN copy p ON p.id = c.copy JOIN "   \
  "title t ON t.id = p.title "

static int
run_charges (Cli *cli, int argc, char **argv, GError **error)
{
  gboolean           all = FALSE;
  const GOptionEntry entries[] = {
    { "all", 0, 0, G_OPTION_ARG_NONE, &all, N_("Those that are settled too"), NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_lending_commands[CHARGES], entries, &argc, &argv, 0, 0, error))
    return -1;
  return cli_say_rows (cli, all ? CHARGES_SQL "ORDER BY c.id" : CHARGES_SQL "WHERE c.state = 'due' ORDER BY c.id",
                       error);
}

typedef struct
{
  gint64   id;
  char    *note;
  gboolean waive;
} Settle;

static gboolean
settle_cb (JzOperation *operation, gpointer data, GError **error)
{
  const Settle *settle = data;

  return settle->waive ? jz_charge_waive (operation, settle->id, settle->note, error) :
                         jz_charge_pay (operation, settle->id, settle->note, error);
}

static int
run_settle (Cli *cli, int which, int argc, char **argv, GError **error)
{
  Settle             settle = { .waive = which == WAIVE };
  const GOptionEntry entries[] = {
    { "note", 0, 0, G_OPTION_ARG_STRING, &settle.note, N_("Number of the receipt, or why"), N_("TEXT") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_lending_commands[which], entries, &argc, &argv, 1, 1, error))
    return -1;
  if (!g_ascii_string_to_signed (argv[0], 10, 1, G_MAXINT64, &settle.id, NULL))
    return cli_usage_error (error, _("%s: this is no number of a charge"), argv[0]), -1;
  return cli_write_and_say (cli, &jz_action_charge, settle_cb, &settle, error);
}

static int
run_pay (Cli *cli, int argc, char **argv, GError **error)
{
  return run_settle (cli, PAY, argc, argv, error);
}

static int
run_waive (Cli *cli, int argc, char **argv, GError **error)
{
  return run_settle (cli, WAIVE, argc, argv, error);
}

static gboolean
fold_cb (JzOperation *operation, gpointer data, GError **error)
{
  guint n;

  return jz_lending_fold (operation, &n, error);
}

static int
run_fold (Cli *cli, int argc, char **argv, GError **error)
{
  if (!cli_parse (cli, &cli_lending_commands[FOLD], NULL, &argc, &argv, 0, 0, error))
    return -1;
  return cli_write_and_say (cli, &jz_action_lending_rules, fold_cb, NULL, error);
}
