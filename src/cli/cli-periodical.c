/* periodical add|subscribe|cancel|list|issues|receive|missing|claim|bind|frequencies|frequency.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jiaozhuang-cli"
#include "config.h"

#include <glib/gi18n.h>

#include "cli.h"
#include "jz-accession.h"
#include "jz-money.h"
#include "jz-periodical.h"

static int run_add (Cli *cli, int argc, char **argv, GError **error);
static int run_subscribe (Cli *cli, int argc, char **argv, GError **error);
static int run_cancel (Cli *cli, int argc, char **argv, GError **error);
static int run_list (Cli *cli, int argc, char **argv, GError **error);
static int run_issues (Cli *cli, int argc, char **argv, GError **error);
static int run_receive (Cli *cli, int argc, char **argv, GError **error);
static int run_missing (Cli *cli, int argc, char **argv, GError **error);
static int run_claim (Cli *cli, int argc, char **argv, GError **error);
static int run_bind (Cli *cli, int argc, char **argv, GError **error);
static int run_frequencies (Cli *cli, int argc, char **argv, GError **error);
static int run_frequency (Cli *cli, int argc, char **argv, GError **error);

enum { ADD, SUBSCRIBE, CANCEL, LIST, ISSUES, RECEIVE, MISSING, CLAIM, BIND, FREQUENCIES, FREQUENCY };

const CliCommand cli_periodical_commands[] = {
  [ADD] = { "periodical add", "NAME [--issn N] [--publisher P] [--class C]", N_("Catalogue a periodical"), run_add },
  [SUBSCRIBE] = { "periodical subscribe",
                  "PERIODICAL --year Y --frequency F [--copies N] [--price YUAN] [--post-code C] [--note TEXT]",
                  N_("Subscribe to a periodical for a year"), run_subscribe },
  [CANCEL] = { "periodical cancel", "PERIODICAL --year Y", N_("Take a subscription back of which nothing came"),
               run_cancel },
  [LIST] = { "periodical list", "[--year Y]", N_("What is subscribed to"), run_list },
  [ISSUES] = { "periodical issues", "PERIODICAL", N_("Issues that should come, and what became of them"), run_issues },
  [RECEIVE] = { "periodical receive", "PERIODICAL ISSUE[-ISSUE] --year Y [--copies N]", N_("Issues came"),
                run_receive },
  [MISSING] = { "periodical missing", "", N_("Issues that should be there"), run_missing },
  [CLAIM] = { "periodical claim", "[PERIODICAL --year Y]", N_("Ask for issues that are missing"), run_claim },
  [BIND] = { "periodical bind",
             "PERIODICAL ISSUE-ISSUE --year Y [--location PLACE] [--batch B] [--number N] [--call CALL]",
             N_("Issues become a volume with an accession number"), run_bind },
  [FREQUENCIES] = { "periodical frequencies", "", N_("How often periodicals come out"), run_frequencies },
  [FREQUENCY] = { "periodical frequency", "NAME {--issues N --grace DAYS | --remove}",
                  N_("How many issues come in a year, and how long to wait for one"), run_frequency },
  { NULL, NULL, NULL, NULL },
};

typedef struct
{
  const char    *periodical;
  char          *issn, *publisher, *class_, *frequency, *price, *place, *batch, *number, *call;
  int            year, from, to, copies, issues, grace;
  gboolean       remove;
  JzSubscription data;
} Asked;

/* The subscription that was meant. */
static gboolean
find (JzConnection *connection, Asked *asked, gint64 *id, GError **error)
{
  return jz_periodical_find (connection, asked->periodical, &asked->data.title, error) &&
         jz_subscription_find (connection, asked->data.title, asked->year, id, error);
}

static gboolean
says_year (const Asked *asked, GError **error)
{
  return asked->year != 0 || cli_usage_error (error, _("Say with --year which year"));
}

static gboolean
parse_issues (const char *text, Asked *asked, GError **error)
{
  return jz_issues_parse (text, &asked->from, &asked->to) ||
         cli_usage_error (error, _("%s: issues are written as 3 or 3-5"), text);
}

static gboolean
add_cb (JzOperation *operation, gpointer data, GError **error)
{
  const Asked *asked = data;
  gint64       title;

  return jz_periodical_add (operation, asked->periodical, asked->issn, asked->publisher, asked->class_, &title, error);
}

static int
run_add (Cli *cli, int argc, char **argv, GError **error)
{
  Asked              asked = { 0 };
  const GOptionEntry entries[] = {
    { "issn", 0, 0, G_OPTION_ARG_STRING, &asked.issn, N_("Its number"), "ISSN" },
    { "publisher", 0, 0, G_OPTION_ARG_STRING, &asked.publisher, N_("Who publishes it"), N_("NAME") },
    { "class", 0, 0, G_OPTION_ARG_STRING, &asked.class_, N_("Class number"), N_("CLASS") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_periodical_commands[ADD], entries, &argc, &argv, 1, 1, error))
    return -1;
  asked.periodical = argv[0];
  return cli_write_and_say (cli, &jz_action_periodical, add_cb, &asked, error);
}

static gboolean
find_frequency (JzConnection *connection, const char *name, gint64 *id, GError **error)
{
  if (!jz_connection_number (connection, id, 0, error, "SELECT id FROM periodical_frequency WHERE name = ?", "s", name))
    return FALSE;
  if (*id == 0)
    g_set_error (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("%s: no periodical comes out so"), name);
  return *id != 0;
}

static gboolean
subscribe_cb (JzOperation *operation, gpointer data, GError **error)
{
  Asked        *asked = data;
  JzConnection *connection = jz_operation_get_connection (operation);
  gint64        id;

  return jz_periodical_find (connection, asked->periodical, &asked->data.title, error) &&
         find_frequency (connection, asked->frequency, &asked->data.frequency, error) &&
         jz_subscription_add (operation, &asked->data, &id, error);
}

static int
run_subscribe (Cli *cli, int argc, char **argv, GError **error)
{
  Asked              asked = { .data.price = -1, .copies = 1 };
  char              *post_code = NULL, *note = NULL;
  const GOptionEntry entries[] = {
    { "year", 0, 0, G_OPTION_ARG_INT, &asked.year, N_("For which year"), N_("YEAR") },
    { "frequency", 0, 0, G_OPTION_ARG_STRING, &asked.frequency, N_("How often it comes out"), N_("NAME") },
    { "copies", 0, 0, G_OPTION_ARG_INT, &asked.copies, N_("Of each issue"), "N" },
    { "price", 0, 0, G_OPTION_ARG_STRING, &asked.price, N_("Of one copy for the year"), N_("YUAN") },
    { "post-code", 0, 0, G_OPTION_ARG_STRING, &post_code, N_("Under which the post has it"), N_("TEXT") },
    { "note", 0, 0, G_OPTION_ARG_STRING, &note, N_("Remark"), N_("TEXT") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_periodical_commands[SUBSCRIBE], entries, &argc, &argv, 1, 1, error) ||
      !says_year (&asked, error))
    return -1;
  if (asked.frequency == NULL)
    return cli_usage_error (error, _("Say with --frequency how often it comes out")), -1;
  if (asked.price != NULL && !jz_money_parse (asked.price, &asked.data.price))
    return cli_usage_error (error, _("%s: this is no amount of money"), asked.price), -1;
  asked.periodical = argv[0];
  asked.data.year = asked.year;
  asked.data.copies = (guint) MAX (asked.copies, 0);
  asked.data.post_code = post_code;
  asked.data.note = note;
  return cli_write_and_say (cli, &jz_action_periodical, subscribe_cb, &asked, error);
}

static gboolean
cancel_cb (JzOperation *operation, gpointer data, GError **error)
{
  gint64 id;

  return find (jz_operation_get_connection (operation), data, &id, error) &&
         jz_subscription_void (operation, id, error);
}

static int
run_cancel (Cli *cli, int argc, char **argv, GError **error)
{
  Asked              asked = { 0 };
  const GOptionEntry entries[] = {
    { "year", 0, 0, G_OPTION_ARG_INT, &asked.year, N_("For which year"), N_("YEAR") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_periodical_commands[CANCEL], entries, &argc, &argv, 1, 1, error) ||
      !says_year (&asked, error))
    return -1;
  asked.periodical = argv[0];
  return cli_write_and_say (cli, &jz_action_periodical, cancel_cb, &asked, error);
}

static int
run_list (Cli *cli, int argc, char **argv, GError **error)
{
  int                year = 0;
  g_autofree char   *asked = NULL;
  const GOptionEntry entries[] = {
    { "year", 0, 0, G_OPTION_ARG_INT, &year, N_("For which year"), N_("YEAR") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_periodical_commands[LIST], entries, &argc, &argv, 0, 0, error))
    return -1;
  asked = year != 0 ? g_strdup_printf ("%d", year) : g_strdup ("");
  return cli_say_rows_of (
    cli,
    "SELECT t.id AS title, t.title AS name, t.number AS issn, s.year, f.name AS frequency, s.copies, "
    "s.price AS 'yuan:price', s.post_code, count (i.id) AS issues, sum (i.copies > 0) AS received, "
    "(SELECT count (*) FROM periodical_missing m WHERE m.subscription = s.id) AS missing, "
    "sum (i.bound IS NOT NULL) AS bound FROM subscription s JOIN title t ON t.id = s.title JOIN periodical_frequency f "
    "ON f.id = s.frequency JOIN periodical_issue i ON i.subscription = s.id WHERE s.voided IS NULL AND "
    "(?1 = '' OR s.year = CAST (?1 AS INTEGER)) GROUP BY s.id ORDER BY s.year DESC, t.sort_key, s.id",
    asked, error);
}

typedef struct
{
  const char *text;
  gint64      title;
} Meant;

static gboolean
meant_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Meant *meant = data;

  return jz_periodical_find (connection, meant->text, &meant->title, error);
}

static int
run_issues (Cli *cli, int argc, char **argv, GError **error)
{
  Meant            meant = { 0 };
  g_autofree char *id = NULL;

  if (!cli_parse (cli, &cli_periodical_commands[ISSUES], NULL, &argc, &argv, 1, 1, error))
    return -1;
  meant.text = argv[0];
  if (!cli_open (cli, error) || !jz_store_read_sync (cli->store, meant_cb, &meant, NULL, error))
    return -1;
  id = g_strdup_printf ("%" G_GINT64_FORMAT, meant.title);
  return cli_say_rows_of (cli,
                          "SELECT s.year, i.number AS issue, i.due, i.copies, i.received, i.claimed, c.number AS bound "
                          "FROM periodical_issue i JOIN subscription s ON s.id = i.subscription LEFT JOIN copy c ON "
                          "c.id = i.bound WHERE s.voided IS NULL AND s.title = CAST (?1 AS INTEGER) "
                          "ORDER BY s.year, i.number",
                          id, error);
}

static gboolean
receive_cb (JzOperation *operation, gpointer data, GError **error)
{
  Asked *asked = data;
  gint64 id;

  return find (jz_operation_get_connection (operation), asked, &id, error) &&
         jz_issues_receive (operation, id, asked->from, asked->to, (guint) MAX (asked->copies, 0), error);
}

static int
run_receive (Cli *cli, int argc, char **argv, GError **error)
{
  Asked              asked = { .copies = 1 };
  const GOptionEntry entries[] = {
    { "year", 0, 0, G_OPTION_ARG_INT, &asked.year, N_("For which year"), N_("YEAR") },
    { "copies", 0, 0, G_OPTION_ARG_INT, &asked.copies, N_("Of each issue"), "N" },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_periodical_commands[RECEIVE], entries, &argc, &argv, 2, 2, error) ||
      !says_year (&asked, error) || !parse_issues (argv[1], &asked, error))
    return -1;
  asked.periodical = argv[0];
  return cli_write_and_say (cli, &jz_action_periodical, receive_cb, &asked, error);
}

static int
run_missing (Cli *cli, int argc, char **argv, GError **error)
{
  if (!cli_parse (cli, &cli_periodical_commands[MISSING], NULL, &argc, &argv, 0, 0, error))
    return -1;
  return cli_say_rows (cli,
                       "SELECT m.title, t.title AS name, m.year, m.number AS issue, m.due, m.lacking, m.claimed "
                       "FROM periodical_missing m JOIN title t ON t.id = m.title ORDER BY m.due, m.issue",
                       error);
}

static gboolean
claim_cb (JzOperation *operation, gpointer data, GError **error)
{
  Asked *asked = data;
  gint64 id = 0;
  guint  n;

  return (asked->periodical == NULL || find (jz_operation_get_connection (operation), asked, &id, error)) &&
         jz_issues_claim (operation, id, &n, error);
}

static int
run_claim (Cli *cli, int argc, char **argv, GError **error)
{
  Asked              asked = { 0 };
  const GOptionEntry entries[] = {
    { "year", 0, 0, G_OPTION_ARG_INT, &asked.year, N_("For which year"), N_("YEAR") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_periodical_commands[CLAIM], entries, &argc, &argv, 0, 1, error) ||
      (argc > 0 && !says_year (&asked, error)))
    return -1;
  asked.periodical = argc > 0 ? argv[0] : NULL;
  return cli_write_and_say (cli, &jz_action_periodical, claim_cb, &asked, error);
}

static gboolean
bind_cb (JzOperation *operation, gpointer data, GError **error)
{
  Asked        *asked = data;
  JzConnection *connection = jz_operation_get_connection (operation);
  JzCopyRun     run = { .number = asked->number, .call = asked->call };
  gint64        id;

  return find (connection, asked, &id, error) && cli_find_place (connection, asked->place, &run.place, error) &&
         (asked->batch == NULL || jz_accession_find (connection, asked->batch, &run.accession, error)) &&
         jz_issues_bind (operation, id, asked->from, asked->to, &run, NULL, error);
}

static int
run_bind (Cli *cli, int argc, char **argv, GError **error)
{
  Asked              asked = { 0 };
  const GOptionEntry entries[] = {
    { "year", 0, 0, G_OPTION_ARG_INT, &asked.year, N_("For which year"), N_("YEAR") },
    { "location", 0, 0, G_OPTION_ARG_STRING, &asked.place, N_("Where the volume goes"), N_("PLACE") },
    { "batch", 0, 0, G_OPTION_ARG_STRING, &asked.batch, N_("The delivery that it comes with"), N_("NUMBER") },
    { "number", 0, 0, G_OPTION_ARG_STRING, &asked.number, N_("Its accession number; the next unless said"),
      N_("NUMBER") },
    { "call", 0, 0, G_OPTION_ARG_STRING, &asked.call, N_("Its call number"), N_("CALL") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_periodical_commands[BIND], entries, &argc, &argv, 2, 2, error) ||
      !says_year (&asked, error) || !parse_issues (argv[1], &asked, error))
    return -1;
  asked.periodical = argv[0];
  return cli_write_and_say (cli, &jz_action_periodical, bind_cb, &asked, error);
}

static int
run_frequencies (Cli *cli, int argc, char **argv, GError **error)
{
  if (!cli_parse (cli, &cli_periodical_commands[FREQUENCIES], NULL, &argc, &argv, 0, 0, error))
    return -1;
  return cli_say_rows (cli, "SELECT name, issues, grace FROM periodical_frequency ORDER BY issues DESC, id", error);
}

static gboolean
frequency_cb (JzOperation *operation, gpointer data, GError **error)
{
  const Asked *asked = data;
  gint64       id;

  if (!jz_connection_number (jz_operation_get_connection (operation), &id, 0, error,
                             "SELECT id FROM periodical_frequency WHERE name = ?", "s", asked->frequency))
    return FALSE;
  return asked->remove ? jz_frequency_remove (operation, id, error) :
                         jz_frequency_set (operation, id, asked->frequency, asked->issues, asked->grace, error);
}

static int
run_frequency (Cli *cli, int argc, char **argv, GError **error)
{
  Asked              asked = { .issues = -1, .grace = -1 };
  const GOptionEntry entries[] = {
    { "issues", 0, 0, G_OPTION_ARG_INT, &asked.issues, N_("In a year"), "N" },
    { "grace", 0, 0, G_OPTION_ARG_INT, &asked.grace, N_("After which one is missing"), N_("DAYS") },
    { "remove", 0, 0, G_OPTION_ARG_NONE, &asked.remove, N_("None comes out so any more"), NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_periodical_commands[FREQUENCY], entries, &argc, &argv, 1, 1, error))
    return -1;
  if (!asked.remove && (asked.issues < 0 || asked.grace < 0))
    return cli_usage_error (error, _("Say --issues and --grace, or --remove")), -1;
  asked.frequency = argv[0];
  return cli_write_and_say (cli, &jz_action_periodical, frequency_cb, &asked, error);
}
