/* lab catalogue, starter, roll, experiment, export-catalogue, plan, lead, reasons: what is to be done, and when.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jiaozhuang-cli"
#include "config.h"

#include <glib/gi18n.h>

#include "cli.h"
#include "jz-calendar.h"
#include "jz-experiment.h"
#include "jz-lab-import.h"
#include "jz-lab-notice.h"
#include "jz-lab-plan.h"
#include "jz-source.h"
#include "jz-term-days.h"

#define UNSAID G_MININT /* a number of the command line that was not given */

static int run_catalogue (Cli *cli, int argc, char **argv, GError **error);
static int run_starter (Cli *cli, int argc, char **argv, GError **error);
static int run_roll (Cli *cli, int argc, char **argv, GError **error);
static int run_experiment (Cli *cli, int argc, char **argv, GError **error);
static int run_export (Cli *cli, int argc, char **argv, GError **error);
static int run_plan (Cli *cli, int argc, char **argv, GError **error);
static int run_lead (Cli *cli, int argc, char **argv, GError **error);
static int run_reasons (Cli *cli, int argc, char **argv, GError **error);

enum { CATALOGUE, STARTER, ROLL, EXPERIMENT, EXPORT, PLAN, LEAD, REASONS };

const CliCommand cli_lab_commands[] = {
  [CATALOGUE] = { "lab catalogue", "[--year YEAR]", N_("The experiments of a school year"), run_catalogue },
  [STARTER] = { "lab starter", "[--year YEAR]", N_("Take the list that ships into the catalogue"), run_starter },
  [ROLL] = { "lab roll", "--from YEAR --to YEAR", N_("Begin a catalogue as a copy of another year's"), run_roll },
  [EXPERIMENT] = { "lab experiment",
                   "E [--year YEAR] [--grade N] [--in-term 1|2] [--verified | --unverified] [--apparatus TEXT] "
                   "[--chemicals TEXT] "
                   "[--remove]",
                   N_("Change an experiment of the catalogue"), run_experiment },
  [EXPORT] = { "lab export-catalogue", "FILE.xlsx|.csv [--year YEAR]", N_("Write a catalogue as a spreadsheet"),
               run_export },
  [PLAN] = { "lab plan", "[--term T] [--make | --class C --experiment E (--week W | --drop)]",
             N_("The plan of a term: show it, make it, move what it has"), run_plan },
  [LEAD] = { "lab lead", "[KIND DAYS]", N_("How many days before a lesson its notice is given"), run_lead },
  [REASONS] = { "lab reasons", "[--add TEXT | --drop TEXT]", N_("Why experiments are not done"), run_reasons },
  { NULL, NULL, NULL, NULL },
};

typedef struct
{
  char    *term, *class_name, *experiment, *apparatus, *chemicals, *add, *drop_text;
  char    *path;
  int      year, from, to, grade, in_term, week, days;
  gboolean make, drop, verified, unverified, remove;
  gint64   term_id;
} Ask;

static gboolean
settle_year (JzConnection *connection, Ask *ask)
{
  if (ask->year == 0)
    ask->year = jz_school_year (jz_source_today (connection));
  return TRUE;
}

/* The catalogue. */

static gboolean
year_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return settle_year (connection, data);
}

static int
run_catalogue (Cli *cli, int argc, char **argv, GError **error)
{
  Ask                ask = { 0 };
  g_autofree char   *year = NULL;
  const GOptionEntry entries[] = {
    { "year", 0, 0, G_OPTION_ARG_INT, &ask.year, N_("School year; the present one unless said"), N_("YEAR") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_lab_commands[CATALOGUE], entries, &argc, &argv, 0, 0, error) || !cli_open (cli, error) ||
      !jz_store_read_sync (cli->store, year_cb, &ask, NULL, error))
    return -1;
  year = g_strdup_printf ("%d", ask.year);
  return cli_say_rows_of (cli,
                          "SELECT id, stage, subject, edition, book, grade, term, chapter, number, name, kind, "
                          "required AS 'yes:required', periods, group_size, safety, source, verified AS "
                          "'yes:verified', (SELECT count (*) FROM experiment_item WHERE experiment = e.id) AS "
                          "apparatus, (SELECT count (*) FROM experiment_chemical WHERE experiment = e.id) AS chemicals "
                          "FROM experiment e WHERE year = CAST (? AS INTEGER) AND voided IS NULL ORDER BY stage DESC, "
                          "subject, grade, term, id",
                          year, error);
}

static gboolean
starter_cb (JzOperation *operation, gpointer data, GError **error)
{
  Ask  *ask = data;
  guint n;

  return settle_year (jz_operation_get_connection (operation), ask) &&
         jz_experiment_take_starter (operation, ask->year, &n, error);
}

static int
run_starter (Cli *cli, int argc, char **argv, GError **error)
{
  Ask                ask = { 0 };
  const GOptionEntry entries[] = {
    { "year", 0, 0, G_OPTION_ARG_INT, &ask.year, N_("School year; the present one unless said"), N_("YEAR") },
    G_OPTION_ENTRY_NULL
  };

  return cli_parse (cli, &cli_lab_commands[STARTER], entries, &argc, &argv, 0, 0, error) ?
           cli_write_and_say (cli, &jz_action_experiment, starter_cb, &ask, error) : -1;
}

static gboolean
roll_cb (JzOperation *operation, gpointer data, GError **error)
{
  Ask  *ask = data;
  guint n;

  return jz_experiment_roll (operation, ask->from, ask->to, &n, error);
}

static int
run_roll (Cli *cli, int argc, char **argv, GError **error)
{
  Ask                ask = { 0 };
  const GOptionEntry entries[] = {
    { "from", 0, 0, G_OPTION_ARG_INT, &ask.from, N_("The catalogue that is copied"), N_("YEAR") },
    { "to", 0, 0, G_OPTION_ARG_INT, &ask.to, N_("The one that begins"), N_("YEAR") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_lab_commands[ROLL], entries, &argc, &argv, 0, 0, error))
    return -1;
  if (ask.from == 0 || ask.to == 0)
    return cli_usage_error (error, _("usage: jiaozhuang-cli %s"), "lab roll --from YEAR --to YEAR"), -1;
  return cli_write_and_say (cli, &jz_action_experiment, roll_cb, &ask, error);
}

/* What is not said stays. */
static gboolean
place (JzOperation *operation, gint64 id, const Ask *ask, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);
  gint64        grade, term;

  if (ask->grade == UNSAID && ask->in_term == UNSAID)
    return TRUE;
  return jz_connection_number (connection, &grade, 0, error, "SELECT grade FROM experiment WHERE id = ?", "l", id) &&
         jz_connection_number (connection, &term, 0, error, "SELECT term FROM experiment WHERE id = ?", "l", id) &&
         jz_experiment_place (operation, id, ask->grade != UNSAID ? ask->grade : (int) grade,
                              ask->in_term != UNSAID ? ask->in_term : (int) term, error);
}

static gboolean
experiment_cb (JzOperation *operation, gpointer data, GError **error)
{
  Ask          *ask = data;
  JzConnection *connection = jz_operation_get_connection (operation);
  gint64        id;

  if (!settle_year (connection, ask) || !jz_experiment_find (connection, ask->year, ask->experiment, &id, error))
    return FALSE;
  if (ask->remove)
    return jz_experiment_remove (operation, id, error);
  if (ask->apparatus != NULL || ask->chemicals != NULL)
    jz_operation_describe (operation, _("Changed what the experiment %s takes"), ask->experiment);
  return jz_experiment_set_needs (operation, id, ask->apparatus, ask->chemicals, error) &&
         place (operation, id, ask, error) &&
         (!(ask->verified || ask->unverified) || jz_experiment_verify (operation, id, ask->verified, error));
}

static int
run_experiment (Cli *cli, int argc, char **argv, GError **error)
{
  Ask                ask = { .grade = UNSAID, .in_term = UNSAID };
  const GOptionEntry entries[] = {
    { "year", 0, 0, G_OPTION_ARG_INT, &ask.year, N_("School year; the present one unless said"), N_("YEAR") },
    { "grade", 0, 0, G_OPTION_ARG_INT, &ask.grade, N_("In which it is done; 0: in none yet"), "N" },
    { "in-term", 0, 0, G_OPTION_ARG_INT, &ask.in_term, N_("Term of the year in which it is done; 0: in none yet"),
      "1|2" },
    { "verified", 0, 0, G_OPTION_ARG_NONE, &ask.verified, N_("Somebody compared it with the list in force"), NULL },
    { "unverified", 0, 0, G_OPTION_ARG_NONE, &ask.unverified, N_("It is to be compared"), NULL },
    { "apparatus", 0, 0, G_OPTION_ARG_STRING, &ask.apparatus, N_("What it takes: NAME×N, /班 for a whole class"),
      N_("TEXT") },
    { "chemicals", 0, 0, G_OPTION_ARG_STRING, &ask.chemicals, N_("What it uses up: NAME×20mL"), N_("TEXT") },
    { "remove", 0, 0, G_OPTION_ARG_NONE, &ask.remove, N_("Take it out of the catalogue"), NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_lab_commands[EXPERIMENT], entries, &argc, &argv, 1, 1, error))
    return -1;
  ask.experiment = argv[0];
  return cli_write_and_say (cli, &jz_action_experiment, experiment_cb, &ask, error);
}

static gboolean
export_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Ask *ask = data;

  return settle_year (connection, ask) && jz_experiment_export (connection, ask->year, ask->path, error);
}

static int
run_export (Cli *cli, int argc, char **argv, GError **error)
{
  Ask                ask = { 0 };
  const GOptionEntry entries[] = {
    { "year", 0, 0, G_OPTION_ARG_INT, &ask.year, N_("School year; the present one unless said"), N_("YEAR") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_lab_commands[EXPORT], entries, &argc, &argv, 1, 1, error))
    return -1;
  ask.path = argv[0];
  if (!cli_open (cli, error) || !jz_store_read_sync (cli->store, export_cb, &ask, NULL, error))
    return -1;
  return cli_say_done (cli, ask.path, 0);
}

/* The plan. */

static gboolean
make_cb (JzOperation *operation, gpointer data, GError **error)
{
  Ask  *ask = data;
  guint added;

  return jz_term_meant (jz_operation_get_connection (operation), ask->term, &ask->term_id, error) &&
         jz_lab_plan_make (operation, ask->term_id, &added, error);
}

static gboolean
move_cb (JzOperation *operation, gpointer data, GError **error)
{
  Ask          *ask = data;
  JzConnection *connection = jz_operation_get_connection (operation);
  gint64        class_, experiment, year;

  return jz_term_meant (connection, ask->term, &ask->term_id, error) &&
         jz_connection_number (connection, &year, 0, error, "SELECT school_year FROM term WHERE id = ?", "l",
                               ask->term_id) &&
         cli_find_class (connection, ask->class_name, &class_, error) &&
         jz_experiment_find (connection, (int) year, ask->experiment, &experiment, error) &&
         (ask->drop ? jz_lab_plan_drop (operation, ask->term_id, class_, experiment, error) :
                      jz_lab_plan_move (operation, ask->term_id, class_, experiment, ask->week, error));
}

static gboolean
term_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Ask *ask = data;

  return jz_term_meant (connection, ask->term, &ask->term_id, error);
}

static int
show_plan (Cli *cli, Ask *ask, GError **error)
{
  g_autofree char *term = NULL;

  if (!cli_open (cli, error) || !jz_store_read_sync (cli->store, term_cb, ask, NULL, error))
    return -1;
  term = g_strdup_printf ("%" G_GINT64_FORMAT, ask->term_id);
  return cli_say_rows_of (cli,
                          "SELECT p.id, p.week, c.name AS class, e.subject, e.id AS experiment, e.name, e.kind, t.name "
                          "AS teacher, p.by_hand AS 'yes:by_hand', (SELECT b.number FROM lab_lesson b JOIN lesson l ON "
                          "l.id = b.lesson WHERE b.plan = p.id AND l.voided IS NULL AND l.state <> 'cancelled' ORDER "
                          "BY l.date LIMIT 1) AS notice FROM lab_plan p JOIN class c ON c.id = p.class JOIN experiment "
                          "e ON e.id = p.experiment LEFT JOIN person t ON t.id = p.teacher WHERE p.term = CAST (? AS "
                          "INTEGER) ORDER BY c.grade, c.number, p.week, e.id",
                          term, error);
}

static int
run_plan (Cli *cli, int argc, char **argv, GError **error)
{
  Ask                ask = { 0 };
  const GOptionEntry entries[] = {
    { "term", 0, 0, G_OPTION_ARG_STRING, &ask.term, N_("Of this term, 2026-1; the present one unless said"),
      N_("TERM") },
    { "make", 0, 0, G_OPTION_ARG_NONE, &ask.make, N_("Make it of the catalogue and the timetable"), NULL },
    { "class", 0, 0, G_OPTION_ARG_STRING, &ask.class_name, N_("The class"), N_("CLASS") },
    { "experiment", 0, 0, G_OPTION_ARG_STRING, &ask.experiment, N_("The experiment"), N_("EXPERIMENT") },
    { "week", 0, 0, G_OPTION_ARG_INT, &ask.week, N_("Moves it to this week"), N_("WEEK") },
    { "drop", 0, 0, G_OPTION_ARG_NONE, &ask.drop, N_("Takes it out of the plan"), NULL },
    G_OPTION_ENTRY_NULL
  };
  gboolean one = FALSE;

  if (!cli_parse (cli, &cli_lab_commands[PLAN], entries, &argc, &argv, 0, 0, error))
    return -1;
  one = ask.class_name != NULL || ask.experiment != NULL || ask.week != 0 || ask.drop;
  if (one && (ask.make || ask.class_name == NULL || ask.experiment == NULL || (ask.week == 0) != ask.drop))
    return cli_usage_error (error, _("usage: jiaozhuang-cli %s"),
                            "lab plan --class C --experiment E (--week W | --drop)"),
           -1;
  return ask.make || one ? cli_write_and_say (cli, &jz_action_lab_plan, one ? move_cb : make_cb, &ask, error) :
                           show_plan (cli, &ask, error);
}

/* What is data. */

static gboolean
lead_cb (JzOperation *operation, gpointer data, GError **error)
{
  Ask *ask = data;

  return jz_lab_lead_set (operation, ask->path, ask->days, error);
}

static int
run_lead (Cli *cli, int argc, char **argv, GError **error)
{
  Ask    ask = { 0 };
  gint64 days = 0;

  if (!cli_parse (cli, &cli_lab_commands[LEAD], NULL, &argc, &argv, 0, 2, error))
    return -1;
  if (argc == 0)
    return cli_say_rows (cli, "SELECT kind, days, starter AS 'yes:starter', note FROM lab_lead ORDER BY id", error);
  if (argc != 2 || !g_ascii_string_to_signed (argv[1], 10, 0, 60, &days, NULL))
    return cli_usage_error (error, _("usage: jiaozhuang-cli %s"),
                            "lab lead demonstration|group|inquiry|practice DAYS"),
           -1;
  ask.path = argv[0];
  ask.days = (int) days;
  return cli_write_and_say (cli, &jz_action_experiment, lead_cb, &ask, error);
}

static gboolean
reason_cb (JzOperation *operation, gpointer data, GError **error)
{
  Ask *ask = data;

  return ask->add != NULL ? jz_lab_reason_add (operation, ask->add, error) :
                            jz_lab_reason_drop (operation, ask->drop_text, error);
}

static int
run_reasons (Cli *cli, int argc, char **argv, GError **error)
{
  Ask                ask = { 0 };
  const GOptionEntry entries[] = {
    { "add", 0, 0, G_OPTION_ARG_STRING, &ask.add, N_("One more"), N_("TEXT") },
    { "drop", 0, 0, G_OPTION_ARG_STRING, &ask.drop_text, N_("Not this any more"), N_("TEXT") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_lab_commands[REASONS], entries, &argc, &argv, 0, 0, error))
    return -1;
  if (ask.add != NULL || ask.drop_text != NULL)
    return cli_write_and_say (cli, &jz_action_experiment, reason_cb, &ask, error);
  return cli_say_rows (
    cli, "SELECT name, starter AS 'yes:starter' FROM lab_reason WHERE voided IS NULL ORDER BY position", error);
}
