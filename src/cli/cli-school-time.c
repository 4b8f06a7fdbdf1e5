/* calendar show, set, parity, bells; lab export-ics: the school's time.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jiaozhuang-cli"
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cli.h"
#include "jz-calendar.h"
#include "jz-lesson-ics.h"
#include "jz-parity.h"
#include "jz-source.h"
#include "jz-term-days.h"

static int run_show (Cli *cli, int argc, char **argv, GError **error);
static int run_set (Cli *cli, int argc, char **argv, GError **error);
static int run_parity (Cli *cli, int argc, char **argv, GError **error);
static int run_bells (Cli *cli, int argc, char **argv, GError **error);
static int run_ics (Cli *cli, int argc, char **argv, GError **error);

enum { SHOW, SET, PARITY, BELLS, ICS };

const CliCommand cli_school_time_commands[] = {
  [SHOW] = { "calendar show", "[--term T]", N_("Each day of a term: its week, odd or even, and whose lessons are held"), run_show },
  [SET] = { "calendar set", "DATE --kind school|weekend|holiday|make-up [--follows 1-7] [--note TEXT]",
            N_("Say what kind of day a date is"), run_set },
  [PARITY] = { "calendar parity", "--week W --parity odd|even [--term T] [--dry-run]",
               N_("Count odd and even weeks anew from a week on; lessons bound to them move"), run_parity },
  [BELLS] = { "calendar bells", "[--date D]", N_("When the periods of a day begin and end"), run_bells },
  [ICS] = { "lab export-ics", "-o FILE [--term T] [--room R] [--class C] [--teacher P] [--technician P]",
            N_("Write lessons as a calendar file"), run_ics },
  { NULL, NULL, NULL, NULL },
};

typedef struct
{
  char      *term, *date, *kind, *note, *parity, *room, *class_name, *teacher, *technician;
  int        follows, week;
  gint64     term_id;
  GPtrArray *moves;
  GArray    *bells;
  char      *ics;
  guint      n;
} Ask;

/* The calendar. */

static gboolean
term_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Ask *ask = data;

  return jz_term_meant (connection, ask->term, &ask->term_id, error);
}

static int
run_show (Cli *cli, int argc, char **argv, GError **error)
{
  Ask              ask = { 0 };
  g_autofree char *id = NULL;
  const GOptionEntry entries[] = {
    { "term", 0, 0, G_OPTION_ARG_STRING, &ask.term, N_("Of this term, 2026-1; the present one unless said"),
      N_("TERM") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_school_time_commands[SHOW], entries, &argc, &argv, 0, 0, error) || !cli_open (cli, error) ||
      !jz_store_read_sync (cli->store, term_cb, &ask, NULL, error))
    return -1;
  id = g_strdup_printf ("%" G_GINT64_FORMAT, ask.term_id);
  return cli_say_rows_of (cli,
                          "SELECT date, week, kind, follows, parity, note, ifnull (bookable, follows IS NOT NULL) AS 'yes:open', (SELECT count (*) "
                          "FROM lesson l WHERE l.date = d.date AND l.voided IS NULL AND l.state IN ('approved', 'done')) AS lessons FROM "
                          "calendar_day d WHERE term = CAST (? AS INTEGER) ORDER BY date",
                          id, error);
}

static gboolean
set_cb (JzOperation *operation, gpointer data, GError **error)
{
  const Ask *ask = data;

  return jz_calendar_set (operation, jz_date_from_iso (ask->date), ask->kind, ask->follows, NULL, ask->note, error);
}

static int
run_set (Cli *cli, int argc, char **argv, GError **error)
{
  static const char *const kinds[] = { "school", "weekend", "holiday", "make-up", NULL };
  Ask ask = { 0 };
  const GOptionEntry entries[] = {
    { "kind", 0, 0, G_OPTION_ARG_STRING, &ask.kind, N_("What kind of day it is"), "school|weekend|holiday|make-up" },
    { "follows", 0, 0, G_OPTION_ARG_INT, &ask.follows, N_("Whose lessons are held: 1 is Monday"), N_("DAY") },
    { "note", 0, 0, G_OPTION_ARG_STRING, &ask.note, N_("What day it is"), N_("TEXT") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_school_time_commands[SET], entries, &argc, &argv, 1, 1, error))
    return -1;
  ask.date = argv[0];
  if (jz_date_from_iso (ask.date) == JZ_DATE_NONE || ask.kind == NULL || !g_strv_contains (kinds, ask.kind))
    return cli_usage_error (error, _("usage: jiaozhuang-cli %s"),
                            "calendar set DATE --kind school|weekend|holiday|make-up …"), -1;
  return cli_write_and_say (cli, &jz_action_calendar, set_cb, &ask, error);
}

/* Parity. */

static gboolean
plan_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Ask *ask = data;

  if (!jz_term_meant (connection, ask->term, &ask->term_id, error))
    return FALSE;
  ask->moves = jz_parity_plan (connection, ask->term_id, ask->week, ask->parity, error);
  return ask->moves != NULL;
}

static gboolean
parity_cb (JzOperation *operation, gpointer data, GError **error)
{
  Ask *ask = data;

  return plan_cb (jz_operation_get_connection (operation), ask, NULL, error) &&
         jz_parity_set (operation, ask->term_id, ask->week, ask->parity, NULL, error);
}

static void
say_moves (Cli *cli, GPtrArray *moves)
{
  JsonBuilder *json = json_builder_new ();

  json_builder_begin_object (json);
  json_builder_set_member_name (json, "moves");
  json_builder_begin_array (json);
  for (guint i = 0; i < moves->len; i++)
    {
      const JzParityMove *move = g_ptr_array_index (moves, i);
      char                from[JZ_DATE_LENGTH], to[JZ_DATE_LENGTH];

      json_builder_begin_object (json);
      cli_json_number (json, "lesson", move->lesson);
      cli_json_text (json, "what", move->words);
      cli_json_text (json, "from", jz_date_to_iso (move->from, from));
      cli_json_text (json, "to", move->to != JZ_DATE_NONE ? jz_date_to_iso (move->to, to) : NULL);
      cli_json_number (json, "period", move->period);
      cli_json_text (json, "conflict", move->clash);
      json_builder_end_object (json);
      cli_say (cli, "%s %s → %s\t%d\t%s\t%s", move->clash != NULL ? "✗" : "✓", from,
               move->to != JZ_DATE_NONE ? to : "—", move->period,
               move->words, move->clash != NULL ? move->clash : "");
    }
  json_builder_end_array (json);
  json_builder_end_object (json);
  cli_end_json (cli, json);
}

static int
run_parity (Cli *cli, int argc, char **argv, GError **error)
{
  Ask      ask = { 0 };
  gboolean dry_run = FALSE, ok;
  const GOptionEntry entries[] = {
    { "term", 0, 0, G_OPTION_ARG_STRING, &ask.term, N_("Of this term, 2026-1; the present one unless said"),
      N_("TERM") },
    { "week", 0, 0, G_OPTION_ARG_INT, &ask.week, N_("From this week on"), N_("WEEK") },
    { "parity", 0, 0, G_OPTION_ARG_STRING, &ask.parity, N_("What that week is"), "odd|even" },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &dry_run, N_("Only say what would move"), NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_school_time_commands[PARITY], entries, &argc, &argv, 0, 0, error))
    return -1;
  if (ask.week < 1 || ask.parity == NULL)
    return cli_usage_error (error, _("usage: jiaozhuang-cli %s"),
                            "calendar parity --week W --parity odd|even [--term T] [--dry-run]"), -1;
  ok = dry_run ? cli_open (cli, error) && jz_store_read_sync (cli->store, plan_cb, &ask, NULL, error) :
                 cli_write (cli, &jz_action_parity, parity_cb, &ask, NULL, NULL, error);
  if (ok)
    say_moves (cli, ask.moves);
  g_clear_pointer (&ask.moves, g_ptr_array_unref);
  return ok ? 0 : -1;
}

/* Bells. */

static gboolean
bells_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Ask *ask = data;

  ask->bells = jz_bells_read (connection, ask->date != NULL ? jz_date_from_iso (ask->date) : jz_source_today (connection), NULL, error);
  return ask->bells != NULL;
}

static int
run_bells (Cli *cli, int argc, char **argv, GError **error)
{
  Ask          ask = { 0 };
  JsonBuilder *json;
  const GOptionEntry entries[] = {
    { "date", 0, 0, G_OPTION_ARG_STRING, &ask.date, N_("Of this day; of today unless said"), N_("DAY") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_school_time_commands[BELLS], entries, &argc, &argv, 0, 0, error))
    return -1;
  if (ask.date != NULL && jz_date_from_iso (ask.date) == JZ_DATE_NONE)
    return cli_usage_error (error, _("usage: jiaozhuang-cli %s"), "calendar bells [--date D]"), -1;
  if (!cli_open (cli, error) || !jz_store_read_sync (cli->store, bells_cb, &ask, NULL, error))
    return -1;
  json = json_builder_new ();
  json_builder_begin_object (json);
  json_builder_set_member_name (json, "rows");
  json_builder_begin_array (json);
  for (guint i = 0; i < ask.bells->len; i++)
    {
      const JzBell *bell = &g_array_index (ask.bells, JzBell, i);

      json_builder_begin_object (json);
      cli_json_number (json, "period", bell->period);
      cli_json_text (json, "begins", bell->begins);
      cli_json_text (json, "ends", bell->ends);
      cli_json_text (json, "part", bell->part);
      json_builder_end_object (json);
      cli_say (cli, "%d\t%s–%s", bell->period, bell->begins, bell->ends);
    }
  json_builder_end_array (json);
  json_builder_end_object (json);
  cli_end_json (cli, json);
  g_array_unref (ask.bells);
  return 0;
}

/* The calendar file. */

static gboolean
ics_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Ask             *ask = data;
  JzWeekFilter     filter = { 0 };
  g_autofree char *first = NULL, *last = NULL;

  if (!jz_term_meant (connection, ask->term, &ask->term_id, error) || !cli_find_place (connection, ask->room,
                                                                                       &filter.room, error) ||
      !cli_find_class (connection, ask->class_name, &filter.class_, error) ||
      !cli_find_person (connection, ask->teacher, &filter.teacher, error) ||
      !cli_find_person (connection, ask->technician, &filter.technician, error))
    return FALSE;
  first = jz_connection_text (connection, error, "SELECT first_day FROM term WHERE id = ?", "l", ask->term_id);
  last = first != NULL ? jz_connection_text (connection, error, "SELECT last_day FROM term WHERE id = ?", "l",
                                             ask->term_id) : NULL;
  if (last == NULL)
    return FALSE;
  ask->ics = jz_lesson_ics (connection, jz_date_from_iso (first), jz_date_from_iso (last), &filter, &ask->n, error);
  return ask->ics != NULL;
}

static int
run_ics (Cli *cli, int argc, char **argv, GError **error)
{
  Ask                ask = { 0 };
  char              *path = NULL;
  JsonBuilder       *json;
  g_autoptr (GFile)  file = NULL;
  g_autofree char   *ics = NULL;
  const GOptionEntry entries[] = {
    { "term", 0, 0, G_OPTION_ARG_STRING, &ask.term, N_("Of this term, 2026-1; the present one unless said"),
      N_("TERM") },
    { "room", 0, 0, G_OPTION_ARG_STRING, &ask.room, N_("The room"), N_("ROOM") },
    { "class", 0, 0, G_OPTION_ARG_STRING, &ask.class_name, N_("The class"), N_("CLASS") },
    { "teacher", 0, 0, G_OPTION_ARG_STRING, &ask.teacher, N_("Who teaches"), N_("PERSON") },
    { "technician", 0, 0, G_OPTION_ARG_STRING, &ask.technician, N_("Who prepares and helps"), N_("PERSON") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &path, N_("The file to write"), N_("FILE") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_school_time_commands[ICS], entries, &argc, &argv, 0, 0, error))
    return -1;
  if (path == NULL)
    return cli_usage_error (error, _("usage: jiaozhuang-cli %s"), "lab export-ics -o FILE …"), -1;
  if (!cli_open (cli, error) || !jz_store_read_sync (cli->store, ics_cb, &ask, NULL, error))
    return -1;
  ics = ask.ics;
  file = g_file_new_for_path (path);
  if (!g_file_replace_contents (file, ics, strlen (ics), NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION, NULL, NULL,
                                error))
    return -1;
  json = json_builder_new ();
  json_builder_begin_object (json);
  cli_json_text (json, "path", path);
  cli_json_number (json, "events", ask.n);
  json_builder_end_object (json);
  cli_say (cli, g_dngettext (NULL, "%u lesson in %s", "%u lessons in %s", ask.n), ask.n, path);
  cli_end_json (cli, json);
  return 0;
}
