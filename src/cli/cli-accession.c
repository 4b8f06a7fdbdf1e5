/* accession start|update|list|show|finish|reopen, class name|import.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jiaozhuang-cli"
#include "config.h"

#include <glib/gi18n.h>

#include "cli.h"
#include "jz-accession.h"
#include "jz-clc.h"
#include "jz-money.h"
#include "jz-supplier.h"

static int run_start (Cli *cli, int argc, char **argv, GError **error);
static int run_update (Cli *cli, int argc, char **argv, GError **error);
static int run_list (Cli *cli, int argc, char **argv, GError **error);
static int run_show (Cli *cli, int argc, char **argv, GError **error);
static int run_finish (Cli *cli, int argc, char **argv, GError **error);
static int run_reopen (Cli *cli, int argc, char **argv, GError **error);
static int run_name (Cli *cli, int argc, char **argv, GError **error);
static int run_import (Cli *cli, int argc, char **argv, GError **error);

enum { START, UPDATE, LIST, SHOW, FINISH, REOPEN, NAME, IMPORT };

#define SAID                                                                                                           \
  "[--date D] [--supplier S] [--source S] [--invoice I] [--fund F] [--discount 0.78] [--location PLACE] "              \
  "[--titles N] "                                                                                                      \
  "[--copies N] [--amount YUAN] [--expected D] [--note TEXT]"
#define UNSAID G_MININT64 /* of an option that is a number */

const CliCommand cli_accession_commands[] = {
  [START] = { "accession start", "[NUMBER] " SAID, N_("Begin a delivery of books"), run_start },
  [UPDATE] = { "accession update", "NUMBER " SAID,
               N_("Say otherwise what came with a delivery; what is not said stays"), run_update },
  [LIST] = { "accession list", "", N_("Deliveries of books"), run_list },
  [SHOW] = { "accession show", "[NUMBER]", N_("What has come with a delivery, and what lacks"), run_show },
  [FINISH] = { "accession finish", "[NUMBER]", N_("A delivery is catalogued"), run_finish },
  [REOPEN] = { "accession reopen", "NUMBER", N_("Go on with a delivery"), run_reopen },
  [NAME] = { "class name", "CLASS NAME", N_("The school's name of a class number; \"\" removes it"), run_name },
  [IMPORT] = { "class import", "[FILE]", N_("Take in names of classes; those that ship unless said"), run_import },
  { NULL, NULL, NULL, NULL },
};

typedef struct
{
  JzAccessionData  data;
  const char      *number;
  gint64           id;
  JzAccessionState state;
  /* As they were typed, NULL: not said. */
  char            *date, *supplier, *source, *invoice, *fund, *discount, *place, *amount, *expected, *note;
  gint64           titles, copies;
} Asked;

/* accession start, accession update */

/* "0.78", as hundredths and hundredths of hundredths of the price. */
static gboolean
parse_discount (const char *text, gint64 *discount, GError **error)
{
  char  *end = NULL;
  double value = text != NULL ? g_ascii_strtod (text, &end) : 0;

  if (text == NULL)
    return TRUE;
  if (end == text || *end != '\0' || !(value > 0 && value <= 2))
    return cli_usage_error (error, _("%s: a discount is written as 0.78"), text);
  *discount = (gint64) (value * JZ_DISCOUNT_WHOLE + 0.5);
  return TRUE;
}

/* Puts what was said into the data, over what stands there. */
static gboolean
take_said (JzOperation *operation, Asked *asked, GError **error)
{
  const struct { const char *said; const char **text; } texts[] = {
    { asked->date, &asked->data.date },       { asked->source, &asked->data.source },
    { asked->invoice, &asked->data.invoice }, { asked->fund, &asked->data.fund },
    { asked->expected, &asked->data.expected }, { asked->note, &asked->data.note },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (texts[i].said != NULL)
      *texts[i].text = texts[i].said;
  if (asked->expected != NULL && asked->expected[0] == '\0')
    asked->data.expected = NULL;
  asked->data.titles = asked->titles != UNSAID ? asked->titles : asked->data.titles;
  asked->data.copies = asked->copies != UNSAID ? asked->copies : asked->data.copies;
  if (asked->amount != NULL)
    jz_money_parse (asked->amount, &asked->data.amount);
  if (asked->supplier != NULL && asked->supplier[0] == '\0')
    asked->data.supplier = 0;
  return parse_discount (asked->discount, &asked->data.discount, error) &&
         (asked->place == NULL || cli_find_place (jz_operation_get_connection (operation), asked->place,
                                                  &asked->data.place, error)) &&
         (asked->supplier == NULL || asked->supplier[0] == '\0' ||
          jz_supplier_ensure (operation, asked->supplier, &asked->data.supplier, error));
}

static gboolean
start_cb (JzOperation *operation, gpointer data, GError **error)
{
  Asked *asked = data;

  return take_said (operation, asked, error) && jz_accession_add (operation, &asked->data, &asked->id, error);
}

static gboolean
update_cb (JzOperation *operation, gpointer data, GError **error)
{
  Asked                        *asked = data;
  JzConnection                 *connection = jz_operation_get_connection (operation);
  g_autoptr (JzAccessionRecord) record = NULL;

  if (!jz_accession_find (connection, asked->number, &asked->id, error))
    return FALSE;
  record = jz_accession_record_read (connection, asked->id, error);
  if (record == NULL)
    return FALSE;
  asked->data = record->data;
  return take_said (operation, asked, error) && jz_accession_update (operation, asked->id, &asked->data, error);
}

static gboolean
parse_said (Cli *cli, int which, Asked *asked, int *argc, char ***argv, GError **error)
{
  gint64             amount;
  const GOptionEntry entries[] = {
    { "date", 0, 0, G_OPTION_ARG_STRING, &asked->date, N_("When it came; today unless said"), N_("DATE") },
    { "supplier", 0, 0, G_OPTION_ARG_STRING, &asked->supplier, N_("Who sold it"), N_("NAME") },
    { "source", 0, 0, G_OPTION_ARG_STRING, &asked->source, N_("Who gave it, where nobody sold it"), N_("TEXT") },
    { "invoice", 0, 0, G_OPTION_ARG_STRING, &asked->invoice, N_("Number of the invoice"), N_("NUMBER") },
    { "fund", 0, 0, G_OPTION_ARG_STRING, &asked->fund, N_("Where the money comes from"), N_("FUND") },
    { "discount", 0, 0, G_OPTION_ARG_STRING, &asked->discount, N_("Of the printed price"), "0.78" },
    { "location", 0, 0, G_OPTION_ARG_STRING, &asked->place, N_("Where its books go"), N_("PLACE") },
    { "titles", 0, 0, G_OPTION_ARG_INT64, &asked->titles, N_("As its paper says"), N_("N") },
    { "copies", 0, 0, G_OPTION_ARG_INT64, &asked->copies, N_("As its paper says"), N_("N") },
    { "amount", 0, 0, G_OPTION_ARG_STRING, &asked->amount, N_("As its paper says"), N_("YUAN") },
    { "expected", 0, 0, G_OPTION_ARG_STRING, &asked->expected, N_("When the rest comes"), N_("DATE") },
    { "note", 0, 0, G_OPTION_ARG_STRING, &asked->note, N_("Remark"), N_("TEXT") },
    G_OPTION_ENTRY_NULL
  };

  asked->titles = asked->copies = UNSAID;
  if (!cli_parse (cli, &cli_accession_commands[which], entries, argc, argv, which == START ? 0 : 1, 1, error))
    return FALSE;
  asked->number = *argc > 0 ? (*argv)[0] : NULL;
  return asked->amount == NULL || jz_money_parse (asked->amount, &amount) ||
         cli_usage_error (error, _("%s: this is no amount of money"), asked->amount);
}

static int
run_start (Cli *cli, int argc, char **argv, GError **error)
{
  Asked asked = { .data.open = TRUE };

  if (!parse_said (cli, START, &asked, &argc, &argv, error))
    return -1;
  asked.data.number = asked.number;
  return cli_write_and_say (cli, &jz_action_accession, start_cb, &asked, error);
}

static int
run_update (Cli *cli, int argc, char **argv, GError **error)
{
  Asked asked = { 0 };

  return parse_said (cli, UPDATE, &asked, &argc, &argv, error) ?
           cli_write_and_say (cli, &jz_action_accession, update_cb, &asked, error) :
           -1;
}

/* accession list, accession show */

static int
run_list (Cli *cli, int argc, char **argv, GError **error)
{
  return cli_parse (cli, &cli_accession_commands[LIST], NULL, &argc, &argv, 0, 0, error)
           ? cli_say_rows (cli,
                           "SELECT number, date, origin, ifnull ((SELECT name FROM supplier WHERE id = a.supplier), "
                           "source) AS supplier, invoice, "
                           "(SELECT count (DISTINCT title) FROM copy WHERE accession = a.id AND voided IS NULL) AS "
                           "titles, "
                           "(SELECT count (*) FROM copy WHERE accession = a.id AND voided IS NULL) AS copies, open AS "
                           "'yes:open' "
                           "FROM accession a WHERE voided IS NULL ORDER BY date, id",
                           error)
           : -1;
}

/* The one that was named, or the one that is worked on. */
static gboolean
find (JzConnection *connection, Asked *asked, GError **error)
{
  if (asked->number != NULL)
    return jz_accession_find (connection, asked->number, &asked->id, error);
  if (!jz_accession_current (connection, &asked->id, error))
    return FALSE;
  if (asked->id == 0)
    g_set_error_literal (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("No delivery is being worked on"));
  return asked->id != 0;
}

static gboolean
show_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Asked *asked = data;

  return find (connection, asked, error) && jz_accession_read (connection, asked->id, &asked->state, error);
}

static void
json_yuan (JsonBuilder *json, const char *name, gint64 fen)
{
  g_autofree char *yuan = jz_money_to_plain (fen);

  cli_json_text (json, name, yuan);
}

static void
print_state (Cli *cli, const JzAccessionState *state)
{
  JsonBuilder     *json = json_builder_new ();
  g_autofree char *listed = jz_money_format (state->listed), *paid = jz_money_format (state->paid);

  json_builder_begin_object (json);
  cli_json_text (json, "number", state->number);
  cli_json_text (json, "date", state->date);
  cli_json_text (json, "supplier", state->supplier);
  cli_json_text (json, "invoice", state->invoice);
  cli_json_text (json, "place", state->place);
  cli_json_bool (json, "open", state->open);
  cli_json_number (json, "titles", state->titles);
  cli_json_number (json, "copies", state->copies);
  json_yuan (json, "listed", state->listed);
  json_yuan (json, "paid", state->paid);
  cli_json_number (json, "due_copies", state->due_copies);
  cli_json_number (json, "lacking", MAX (state->due_copies - state->copies, 0));
  cli_json_number (json, "unpriced", state->unpriced);
  cli_json_number (json, "unlabelled", state->unlabelled);
  cli_json_text (json, "first", state->first);
  cli_json_text (json, "last", state->last);
  json_builder_end_object (json);
  cli_say (cli, "%s\t%s\t%s", state->number, state->supplier, state->invoice);
  cli_say (cli,
           g_dngettext (NULL, "%d copy, %s yuan listed, %s yuan paid", "%d copies, %s yuan listed, %s yuan paid",
                        (gulong) state->copies),
           (int) state->copies, listed, paid);
  cli_end_json (cli, json);
}

static int
run_show (Cli *cli, int argc, char **argv, GError **error)
{
  Asked asked = { 0 };
  int   status = -1;

  if (!cli_parse (cli, &cli_accession_commands[SHOW], NULL, &argc, &argv, 0, 1, error))
    return -1;
  asked.number = argc > 0 ? argv[0] : NULL;
  if (cli_open (cli, error) && jz_store_read_sync (cli->store, show_cb, &asked, NULL, error))
    {
      print_state (cli, &asked.state);
      status = 0;
    }
  jz_accession_state_clear (&asked.state);
  return status;
}

/* accession finish, accession reopen */

static gboolean
set_open_cb (JzOperation *operation, gpointer data, GError **error)
{
  Asked *asked = data;

  return find (jz_operation_get_connection (operation), asked, error) &&
         jz_accession_set_open (operation, asked->id, asked->data.open, error);
}

static int
run_set_open (Cli *cli, int which, gboolean open, int argc, char **argv, GError **error)
{
  Asked asked = { .data.open = open };

  if (!cli_parse (cli, &cli_accession_commands[which], NULL, &argc, &argv, open ? 1 : 0, 1, error))
    return -1;
  asked.number = argc > 0 ? argv[0] : NULL;
  return cli_write_and_say (cli, &jz_action_accession, set_open_cb, &asked, error);
}

static int
run_finish (Cli *cli, int argc, char **argv, GError **error)
{
  return run_set_open (cli, FINISH, FALSE, argc, argv, error);
}

static int
run_reopen (Cli *cli, int argc, char **argv, GError **error)
{
  return run_set_open (cli, REOPEN, TRUE, argc, argv, error);
}

/* class … */

static gboolean
name_cb (JzOperation *operation, gpointer data, GError **error)
{
  char **words = data;

  return jz_clc_put (operation, words[0], words[1], error);
}

static int
run_name (Cli *cli, int argc, char **argv, GError **error)
{
  return cli_parse (cli, &cli_accession_commands[NAME], NULL, &argc, &argv, 2, 2, error) ?
             cli_write_and_say (cli, &jz_action_clc, name_cb, argv, error) :
             -1;
}

static gboolean
import_cb (JzOperation *operation, gpointer data, GError **error)
{
  guint n;

  return jz_clc_import (operation, data, &n, error);
}

static int
run_import (Cli *cli, int argc, char **argv, GError **error)
{
  g_autoptr (JzReference) table = NULL;
  g_autoptr (GError)      failure = NULL;
  g_autofree char        *text = NULL;

  if (!cli_parse (cli, &cli_accession_commands[IMPORT], NULL, &argc, &argv, 0, 1, error))
    return -1;
  if (argc > 0 && (!g_file_get_contents (argv[0], &text, NULL, &failure) || !g_utf8_validate (text, -1, NULL)))
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_REFUSED, "%s",
                   failure != NULL ? failure->message : _("The table of classes is not text in UTF-8"));
      return -1;
    }
  table = text != NULL ? jz_reference_parse (text, argv[0], error) : jz_reference_load ("classes-clc.tsv", error);
  return table != NULL ? cli_write_and_say (cli, &jz_action_clc, import_cb, table, error) : -1;
}
