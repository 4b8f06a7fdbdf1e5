/* lab book, conflicts, free, approve, cancel, move, swap, missed: rooms and the lessons in them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jiaozhuang-cli"
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cli.h"
#include "jz-experiment.h"
#include "jz-free-slot.h"
#include "jz-lab-check.h"
#include "jz-lab-notice.h"
#include "jz-lesson-series.h"

static int run_book (Cli *cli, int argc, char **argv, GError **error);
static int run_conflicts (Cli *cli, int argc, char **argv, GError **error);
static int run_free (Cli *cli, int argc, char **argv, GError **error);
static int run_list (Cli *cli, int argc, char **argv, GError **error);
static int run_approve (Cli *cli, int argc, char **argv, GError **error);
static int run_cancel (Cli *cli, int argc, char **argv, GError **error);
static int run_missed (Cli *cli, int argc, char **argv, GError **error);
static int run_move (Cli *cli, int argc, char **argv, GError **error);
static int run_swap (Cli *cli, int argc, char **argv, GError **error);

enum { BOOK, CONFLICTS, FREE, LIST, APPROVE, CANCEL, MISSED, MOVE, SWAP };

#define SLOT "--term T --week W[-W,…] --day 1-7 --period P --room R "

const CliCommand cli_lesson_commands[] = {
  [BOOK] = { "lab book", SLOT "--class C --teacher P [--experiment E] [--parity odd|even] [--dry-run | --skip-conflicts | --wait-list]",
             N_("Book a room for lessons"), run_book },
  [CONFLICTS] = { "lab conflicts", SLOT "[--class C] [--teacher P] [--experiment E]", N_("What is in the way of a lesson"),
                  run_conflicts },
  [FREE] = { "lab free", "--date D --room R [--class C] [--teacher P] [--days N]", N_("Where a lesson could go"),
             run_free },
  [LIST] = { "lab lessons", "[--from D] [--to D]", N_("What is booked, asked for and waited for"), run_list },
  [APPROVE] = { "lab approve", "LESSON", N_("Approve a lesson that was asked for"), run_approve },
  [CANCEL] = { "lab cancel", "LESSON --reason TEXT", N_("Cancel a lesson; whoever waits is next"), run_cancel },
  [MISSED] = { "lab missed", "LESSON --reason TEXT", N_("A lesson was not held"), run_missed },
  [MOVE] = { "lab move", "LESSON --date D --period P [--room R]", N_("Move a lesson"), run_move },
  [SWAP] = { "lab swap", "LESSON LESSON", N_("Two lessons change places"), run_swap },
  { NULL, NULL, NULL, NULL },
};

/* What is asked for. */

typedef struct
{
  char    *term, *week, *room, *class_name, *teacher, *technician, *parity, *purpose, *subject, *kind, *experiment,
    *date, *reason;
  int      day, period, pupils, days;
  gboolean dry_run, skip, wait;
  JzSeriesWish  wish;
  JzSeriesPlan *plan;
  GPtrArray    *slots;
  gint64        lesson, other;
} Ask;

static gboolean
find_all (JzConnection *connection, Ask *ask, GError **error)
{
  JzLessonWish *wish = &ask->wish.wish;

  if (ask->experiment != NULL && ask->purpose == NULL)
    ask->purpose = ask->experiment;
  wish->period = ask->period;
  wish->kind = ask->kind != NULL ? ask->kind : ask->experiment != NULL ? "experiment" : "class";
  wish->subject = ask->subject;
  wish->purpose = ask->purpose;
  wish->pupils = ask->pupils;
  return cli_find_place (connection, ask->room, &wish->room, error) &&
         cli_find_class (connection, ask->class_name, &wish->class_, error) &&
         cli_find_person (connection, ask->teacher, &wish->teacher, error) &&
         cli_find_person (connection, ask->technician, &wish->technician, error);
}

/* The experiment, of the catalogue of the term's year. Its name is what the lesson is for. */
static gboolean
find_experiment (JzConnection *connection, Ask *ask, GError **error)
{
  JzLessonWish *wish = &ask->wish.wish;
  gint64        year;

  return ask->experiment == NULL ||
         (jz_connection_number (connection, &year, 0, error, "SELECT school_year FROM term WHERE id = ?", "l", ask->wish.rule.term) &&
          jz_experiment_find (connection, (int) year, ask->experiment, &wish->experiment, error));
}

static gboolean
understand (JzConnection *connection, Ask *ask, GError **error)
{
  ask->wish.weeks = ask->week;
  ask->wish.rule.weekday = ask->day;
  ask->wish.rule.parity = ask->parity;
  return jz_term_meant (connection, ask->term, &ask->wish.rule.term, error) && find_all (connection, ask, error) &&
         find_experiment (connection, ask, error);
}

static const char *const kinds[] = { "experiment", "class", "activity", "maintenance", NULL };

/* @extra: options of the command, may be NULL. */
static gboolean
parse_ask (Cli *cli, int command, Ask *ask, int argc, char **argv, GError **error)
{
  const GOptionEntry entries[] = {
    { "term", 0, 0, G_OPTION_ARG_STRING, &ask->term, N_("Of this term, 2026-1; the present one unless said"),
      N_("TERM") },
    { "week", 0, 0, G_OPTION_ARG_STRING, &ask->week, N_("Weeks of the term: 3 or 1-8,10"), N_("WEEKS") },
    { "day", 0, 0, G_OPTION_ARG_INT, &ask->day, N_("Weekday: 1 is Monday"), N_("DAY") },
    { "period", 0, 0, G_OPTION_ARG_INT, &ask->period, N_("Period of the day"), N_("PERIOD") },
    { "room", 0, 0, G_OPTION_ARG_STRING, &ask->room, N_("The room"), N_("ROOM") },
    { "class", 0, 0, G_OPTION_ARG_STRING, &ask->class_name, N_("The class"), N_("CLASS") },
    { "teacher", 0, 0, G_OPTION_ARG_STRING, &ask->teacher, N_("Who teaches"), N_("PERSON") },
    { "technician", 0, 0, G_OPTION_ARG_STRING, &ask->technician, N_("Who prepares and helps"), N_("PERSON") },
    { "parity", 0, 0, G_OPTION_ARG_STRING, &ask->parity, N_("Only in odd or in even weeks"), "odd|even" },
    { "experiment", 0, 0, G_OPTION_ARG_STRING, &ask->experiment, N_("The experiment"), N_("EXPERIMENT") },
    { "kind", 0, 0, G_OPTION_ARG_STRING, &ask->kind, N_("What it is"), "experiment|class|activity|maintenance" },
    { "subject", 0, 0, G_OPTION_ARG_STRING, &ask->subject, N_("The subject"), N_("SUBJECT") },
    { "purpose", 0, 0, G_OPTION_ARG_STRING, &ask->purpose, N_("What it is for"), N_("TEXT") },
    { "pupils", 0, 0, G_OPTION_ARG_INT, &ask->pupils, N_("How many come; those of the class unless said"), N_("N") },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &ask->dry_run, N_("Only say what would be booked"), NULL },
    { "skip-conflicts", 0, 0, G_OPTION_ARG_NONE, &ask->skip, N_("Book what can be, and leave out the rest"), NULL },
    { "wait-list", 0, 0, G_OPTION_ARG_NONE, &ask->wait, N_("Wait for what is taken"), NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_lesson_commands[command], entries, &argc, &argv, 0, 0, error))
    return FALSE;
  if (ask->week == NULL || ask->day < 1 || ask->day > 7 || ask->period < 1 || ask->room == NULL || ask->pupils < 0 ||
      (ask->parity != NULL && !g_str_equal (ask->parity, "odd") && !g_str_equal (ask->parity, "even")) ||
      (ask->kind != NULL && !g_strv_contains (kinds, ask->kind)))
    return cli_usage_error (error, _("usage: jiaozhuang-cli %s"), "lab book|conflicts " SLOT "…");
  return TRUE;
}

/* What came of it. */

static void
add_date (JsonBuilder *json, JzDate date, int period)
{
  char iso[JZ_DATE_LENGTH];

  cli_json_text (json, "date", jz_date_to_iso (date, iso));
  cli_json_number (json, "period", period);
}

static void
add_booking (Cli *cli, JsonBuilder *json, const Ask *ask, const JzSeriesDate *date)
{
  char iso[JZ_DATE_LENGTH];

  json_builder_begin_object (json);
  add_date (json, date->day->date, ask->period);
  cli_json_number (json, "week", date->day->week);
  cli_json_text (json, "room", ask->room);
  cli_json_text (json, "state", date->booking.state);
  if (date->booking.lesson != 0)
    cli_json_number (json, "lesson", date->booking.lesson);
  json_builder_end_object (json);
  cli_say (cli, "✓ %s\t%d\t%s", jz_date_to_iso (date->day->date, iso), ask->period, date->day->note);
}

static void
add_clash (Cli *cli, JsonBuilder *json, const JzClash *clash)
{
  char iso[JZ_DATE_LENGTH];

  json_builder_begin_object (json);
  add_date (json, clash->date, clash->period);
  cli_json_text (json, "kind", clash->kind);
  cli_json_bool (json, "hard", clash->hard);
  json_builder_set_member_name (json, "with");
  if (clash->with != 0)
    json_builder_add_int_value (json, clash->with);
  else
    json_builder_add_null_value (json);
  cli_json_text (json, "what", clash->what);
  json_builder_end_object (json);
  cli_say (cli, "%s %s\t%d\t%s", clash->hard ? "✗" : "!", jz_date_to_iso (clash->date, iso), clash->period,
           clash->what);
}

/* Returns: as CliRun */
static int
say_plan (Cli *cli, const Ask *ask)
{
  JsonBuilder *json = json_builder_new ();

  json_builder_begin_object (json);
  json_builder_set_member_name (json, "bookings");
  json_builder_begin_array (json);
  for (guint i = 0; i < ask->plan->dates->len; i++)
    {
      const JzSeriesDate *date = g_ptr_array_index (ask->plan->dates, i);

      if (date->booking.lesson != 0 || (ask->dry_run && !jz_clashes_are_hard (date->booking.clashes)))
        add_booking (cli, json, ask, date);
    }
  json_builder_end_array (json);
  json_builder_set_member_name (json, "conflicts");
  json_builder_begin_array (json);
  for (guint i = 0; i < ask->plan->dates->len; i++)
    {
      const JzSeriesDate *date = g_ptr_array_index (ask->plan->dates, i);

      for (guint k = 0; k < date->booking.clashes->len; k++)
        add_clash (cli, json, g_ptr_array_index (date->booking.clashes, k));
    }
  json_builder_end_array (json);
  json_builder_end_object (json);
  cli_end_json (cli, json);
  return ask->plan->n_hard > 0;
}

static gboolean
plan_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Ask *ask = data;

  if (!understand (connection, ask, error))
    return FALSE;
  ask->plan = jz_series_plan (connection, &ask->wish, jz_lab_checkers, error);
  return ask->plan != NULL;
}

/* Every date on its own, those that are taken on the waiting list. */
static gboolean
wait_for_all (JzOperation *operation, Ask *ask, GError **error)
{
  for (guint i = 0; i < ask->plan->dates->len; i++)
    {
      JzSeriesDate *date = g_ptr_array_index (ask->plan->dates, i);
      JzLessonWish  wish = ask->wish.wish;

      wish.date = date->day->date;
      jz_booking_clear (&date->booking);
      if (!jz_lesson_book (operation, &wish, 0, jz_lab_checkers, TRUE, &date->booking, error))
        return FALSE;
    }
  return TRUE;
}

/* What was booked for an experiment has its notice at once. */
static gboolean
give_notices (JzOperation *operation, const Ask *ask, GError **error)
{
  for (guint i = 0; ask->wish.wish.experiment != 0 && i < ask->plan->dates->len; i++)
    {
      const JzSeriesDate *date = g_ptr_array_index (ask->plan->dates, i);
      JzLabNotice         notice = { .lesson = date->booking.lesson, .experiment = ask->wish.wish.experiment };

      if (notice.lesson != 0 && !jz_lab_notice_give (operation, &notice, NULL, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
book_cb (JzOperation *operation, gpointer data, GError **error)
{
  Ask *ask = data;

  if (!understand (jz_operation_get_connection (operation), ask, error))
    return FALSE;
  if (ask->wait)
    {
      ask->plan = jz_series_plan (jz_operation_get_connection (operation), &ask->wish, jz_lab_checkers, error);
      return ask->plan != NULL && wait_for_all (operation, ask, error) && give_notices (operation, ask, error);
    }
  ask->plan = jz_series_book (operation, &ask->wish, jz_lab_checkers, ask->skip, error);
  return ask->plan != NULL && give_notices (operation, ask, error);
}

static int
end_plan (Cli *cli, Ask *ask)
{
  int status = say_plan (cli, ask);

  jz_series_plan_free (ask->plan);
  return status;
}

static int
run_book (Cli *cli, int argc, char **argv, GError **error)
{
  Ask ask = { 0 };

  if (!parse_ask (cli, BOOK, &ask, argc, argv, error))
    return -1;
  if (ask.dry_run ? !cli_open (cli, error) || !jz_store_read_sync (cli->store, plan_cb, &ask, NULL, error) :
                    !cli_write (cli, &jz_action_lesson_book, book_cb, &ask, NULL, NULL, error))
    {
      g_clear_pointer (&ask.plan, jz_series_plan_free);
      return -1;
    }
  return end_plan (cli, &ask);
}

static int
run_conflicts (Cli *cli, int argc, char **argv, GError **error)
{
  Ask ask = { .dry_run = TRUE };

  if (!parse_ask (cli, CONFLICTS, &ask, argc, argv, error) || !cli_open (cli, error) ||
      !jz_store_read_sync (cli->store, plan_cb, &ask, NULL, error))
    return -1;
  return end_plan (cli, &ask);
}

/* Free slots. */

static gboolean
free_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Ask *ask = data;

  if (!find_all (connection, ask, error))
    return FALSE;
  ask->wish.wish.date = jz_date_from_iso (ask->date);
  ask->slots = jz_free_slots (connection, &ask->wish.wish, ask->days, 50, error);
  return ask->slots != NULL;
}

static void
say_slots (Cli *cli, GPtrArray *slots)
{
  JsonBuilder *json = json_builder_new ();

  json_builder_begin_object (json);
  json_builder_set_member_name (json, "rows");
  json_builder_begin_array (json);
  for (guint i = 0; i < slots->len; i++)
    {
      const JzFreeSlot *slot = g_ptr_array_index (slots, i);
      char              iso[JZ_DATE_LENGTH];

      json_builder_begin_object (json);
      add_date (json, slot->date, slot->period);
      cli_json_text (json, "room", slot->room_name);
      cli_json_number (json, "seats", slot->seats);
      json_builder_end_object (json);
      cli_say (cli, "%s\t%d\t%s", jz_date_to_iso (slot->date, iso), slot->period, slot->room_name);
    }
  json_builder_end_array (json);
  json_builder_end_object (json);
  cli_end_json (cli, json);
}

static int
run_free (Cli *cli, int argc, char **argv, GError **error)
{
  Ask ask = { .days = 6 };
  const GOptionEntry entries[] = {
    { "date", 0, 0, G_OPTION_ARG_STRING, &ask.date, N_("From this day on"), N_("DAY") },
    { "days", 0, 0, G_OPTION_ARG_INT, &ask.days, N_("For so many days more"), N_("N") },
    { "period", 0, 0, G_OPTION_ARG_INT, &ask.period, N_("Period of the day"), N_("PERIOD") },
    { "room", 0, 0, G_OPTION_ARG_STRING, &ask.room, N_("The room, or another of its kind"), N_("ROOM") },
    { "class", 0, 0, G_OPTION_ARG_STRING, &ask.class_name, N_("The class"), N_("CLASS") },
    { "teacher", 0, 0, G_OPTION_ARG_STRING, &ask.teacher, N_("Who teaches"), N_("PERSON") },
    { "pupils", 0, 0, G_OPTION_ARG_INT, &ask.pupils, N_("How many come; those of the class unless said"), N_("N") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_lesson_commands[FREE], entries, &argc, &argv, 0, 0, error))
    return -1;
  if (jz_date_from_iso (ask.date) == JZ_DATE_NONE || ask.room == NULL || ask.days < 0 || ask.days > 200)
    return cli_usage_error (error, _("usage: jiaozhuang-cli %s"), "lab free --date D --room R …"), -1;
  if (!cli_open (cli, error) || !jz_store_read_sync (cli->store, free_cb, &ask, NULL, error))
    return -1;
  say_slots (cli, ask.slots);
  g_ptr_array_unref (ask.slots);
  return 0;
}

static int
run_list (Cli *cli, int argc, char **argv, GError **error)
{
  char       *from = NULL, *to = NULL;
  g_autofree char *range = NULL;
  const GOptionEntry entries[] = {
    { "from", 0, 0, G_OPTION_ARG_STRING, &from, N_("From this day on"), N_("DAY") },
    { "to", 0, 0, G_OPTION_ARG_STRING, &to, N_("Up to this day"), N_("DAY") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_lesson_commands[LIST], entries, &argc, &argv, 0, 0, error))
    return -1;
  if ((from != NULL && jz_date_from_iso (from) == JZ_DATE_NONE) || (to != NULL &&
                                                                    jz_date_from_iso (to) == JZ_DATE_NONE))
    return cli_usage_error (error, _("usage: jiaozhuang-cli %s"), "lab lessons [--from D] [--to D]"), -1;
  range = g_strdup_printf ("%s/%s", from != NULL ? from : "0000-00-00", to != NULL ? to : "9999-99-99");
  return cli_say_rows_of (cli,
                          "SELECT l.id, l.date, l.period, r.path AS room, c.name AS class, t.name AS teacher, h.name AS technician, "
                          "l.kind, l.subject, l.purpose, l.state, l.reason FROM lesson l JOIN place r ON r.id = l.room LEFT JOIN class c "
                          "ON c.id = l.class LEFT JOIN person t ON t.id = l.teacher LEFT JOIN person h ON h.id = l.technician "
                          "WHERE l.voided IS NULL AND l.date BETWEEN substr (?1, 1, 10) AND substr (?1, 12) ORDER BY l.date, l.period, "
                          "r.sort_key, l.id",
                          range, error);
}

/* One lesson. */

static gboolean
read_id (const char *text, gint64 *id)
{
  return g_ascii_string_to_signed (text, 10, 1, G_MAXINT64, id, NULL);
}

static gboolean
approve_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_lesson_approve (operation, ((Ask *) data)->lesson, error);
}

static gboolean
cancel_cb (JzOperation *operation, gpointer data, GError **error)
{
  Ask *ask = data;

  return jz_lesson_cancel (operation, ask->lesson, ask->reason, &ask->other, error);
}

static gboolean
missed_cb (JzOperation *operation, gpointer data, GError **error)
{
  Ask *ask = data;

  return jz_lesson_missed (operation, ask->lesson, ask->reason, error);
}

static gboolean
move_cb (JzOperation *operation, gpointer data, GError **error)
{
  Ask   *ask = data;
  gint64 room;

  return cli_find_place (jz_operation_get_connection (operation), ask->room, &room, error) &&
         jz_lesson_move (operation, ask->lesson, jz_date_from_iso (ask->date), ask->period, room, error);
}

static gboolean
swap_cb (JzOperation *operation, gpointer data, GError **error)
{
  Ask *ask = data;

  return jz_lesson_swap (operation, ask->lesson, ask->other, error);
}

static int
run_approve (Cli *cli, int argc, char **argv, GError **error)
{
  Ask ask = { 0 };

  if (!cli_parse (cli, &cli_lesson_commands[APPROVE], NULL, &argc, &argv, 1, 1, error))
    return -1;
  if (!read_id (argv[0], &ask.lesson))
    return cli_usage_error (error, _("usage: jiaozhuang-cli %s"), "lab approve LESSON"), -1;
  return cli_write_and_say (cli, &jz_action_lesson_approve, approve_cb, &ask, error);
}

/* LESSON --reason TEXT */
static int
end_lesson (Cli *cli, int command, JzWriteFunc func, int argc, char **argv, GError **error)
{
  Ask ask = { 0 };
  const GOptionEntry entries[] = {
    { "reason", 0, 0, G_OPTION_ARG_STRING, &ask.reason, N_("Why"), N_("TEXT") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_lesson_commands[command], entries, &argc, &argv, 1, 1, error))
    return -1;
  if (!read_id (argv[0], &ask.lesson) || ask.reason == NULL)
    return cli_usage_error (error, _("usage: jiaozhuang-cli %s"), "lab cancel|missed LESSON --reason TEXT"), -1;
  return cli_write_and_say (cli, &jz_action_lesson_change, func, &ask, error);
}

static int
run_cancel (Cli *cli, int argc, char **argv, GError **error)
{
  return end_lesson (cli, CANCEL, cancel_cb, argc, argv, error);
}

static int
run_missed (Cli *cli, int argc, char **argv, GError **error)
{
  return end_lesson (cli, MISSED, missed_cb, argc, argv, error);
}

static int
run_move (Cli *cli, int argc, char **argv, GError **error)
{
  Ask ask = { 0 };
  const GOptionEntry entries[] = {
    { "date", 0, 0, G_OPTION_ARG_STRING, &ask.date, N_("To this day"), N_("DAY") },
    { "period", 0, 0, G_OPTION_ARG_INT, &ask.period, N_("Period of the day"), N_("PERIOD") },
    { "room", 0, 0, G_OPTION_ARG_STRING, &ask.room, N_("To this room; the same unless said"), N_("ROOM") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_lesson_commands[MOVE], entries, &argc, &argv, 1, 1, error))
    return -1;
  if (!read_id (argv[0], &ask.lesson) || jz_date_from_iso (ask.date) == JZ_DATE_NONE || ask.period < 1)
    return cli_usage_error (error, _("usage: jiaozhuang-cli %s"), "lab move LESSON --date D --period P [--room R]"), -1;
  return cli_write_and_say (cli, &jz_action_lesson_change, move_cb, &ask, error);
}

static int
run_swap (Cli *cli, int argc, char **argv, GError **error)
{
  Ask ask = { 0 };

  if (!cli_parse (cli, &cli_lesson_commands[SWAP], NULL, &argc, &argv, 2, 2, error))
    return -1;
  if (!read_id (argv[0], &ask.lesson) || !read_id (argv[1], &ask.other))
    return cli_usage_error (error, _("usage: jiaozhuang-cli %s"), "lab swap LESSON LESSON"), -1;
  return cli_write_and_say (cli, &jz_action_lesson_change, swap_cb, &ask, error);
}
