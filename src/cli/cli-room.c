/* room list, use, check, close, open, coverage, share: function rooms.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jiaozhuang-cli"
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cli.h"
#include "jz-room-norm.h"
#include "jz-room-share.h"
#include "jz-room-use.h"
#include "jz-room.h"
#include "jz-source.h"

static int run_list (Cli *cli, int argc, char **argv, GError **error);
static int run_use (Cli *cli, int argc, char **argv, GError **error);
static int run_check (Cli *cli, int argc, char **argv, GError **error);
static int run_close (Cli *cli, int argc, char **argv, GError **error);
static int run_open (Cli *cli, int argc, char **argv, GError **error);
static int run_coverage (Cli *cli, int argc, char **argv, GError **error);
static int run_share (Cli *cli, int argc, char **argv, GError **error);

enum { LIST, USE, CHECK, CLOSE, OPEN, COVERAGE, SHARE };

const CliCommand cli_room_commands[] = {
  [LIST] = { "room list", "", N_("Rooms with their kind, area, seats and keeper"), run_list },
  [USE] = { "room use", "LESSON | --room R --date D --period P [--class C] [--teacher P] [--purpose TEXT]  --people N [--condition C] [--note TEXT]",
            N_("Note how a room was used"), run_use },
  [CHECK] = { "room check", "ROOM --person P [--date D] [--fault TEXT]", N_("Note a look at a room's safety"),
              run_check },
  [CLOSE] = { "room close", "ROOM|all --from D [--to D] [--periods A-B] --reason TEXT", N_("Close a room for a time"),
              run_close },
  [OPEN] = { "room open", "CLOSURE", N_("Open a room before its time"), run_open },
  [COVERAGE] = { "room coverage", "", N_("Rooms against those that must be there, and who looks after labs"),
                 run_coverage },
  [SHARE] = { "room share", "[--from D] [--to D] [--room R]", N_("How much rooms are used"), run_share },
  { NULL, NULL, NULL, NULL },
};

static int
run_list (Cli *cli, int argc, char **argv, GError **error)
{
  if (!cli_parse (cli, &cli_room_commands[LIST], NULL, &argc, &argv, 0, 0, error))
    return -1;
  return cli_say_rows (cli,
                       "SELECT p.id, p.code, p.path AS room, p.purpose AS kind, ifnull (k.functional, 0) AS 'yes:functional', "
                       "coalesce (r.bookable, k.bookable, 0) AS 'yes:bookable', iif (p.area IS NULL, NULL, printf ('%.2f', p.area / 100.0)) AS "
                       "area, p.seats, q.name AS keeper, (SELECT max (date) FROM room_check c WHERE c.place = p.id AND c.voided IS NULL) AS checked "
                       "FROM place p LEFT JOIN room r ON r.place = p.id LEFT JOIN room_kind k ON k.name = p.purpose LEFT JOIN person q ON q.id = "
                       "p.keeper WHERE p.kind = 'room' AND p.voided IS NULL ORDER BY p.sort_key",
                       error);
}

/* What is asked for. */
typedef struct
{
  char         *room, *class_name, *teacher, *purpose, *date, *to, *person, *reason, *condition, *note;
  int           period, people, first, last;
  gint64        id;
  JzLessonWish  wish;
  JzRoomShares *shares;
  JzRoomCoverage *coverage;
  GPtrArray    *staffing;
  guint         technicians;
} Ask;

/* Uses. */

static gboolean
use_cb (JzOperation *operation, gpointer data, GError **error)
{
  Ask          *ask = data;
  JzConnection *connection = jz_operation_get_connection (operation);
  JzRoomUse     use = { ask->people, ask->condition, ask->note };

  if (ask->id != 0)
    return jz_room_use_note (operation, ask->id, &use, error);
  ask->wish = (JzLessonWish){ .date = jz_date_from_iso (ask->date), .period = ask->period, .purpose = ask->purpose,
                              .kind = "activity",
                              .pupils = ask->people };
  if (ask->class_name != NULL)
    ask->wish.kind = "class";
  return cli_find_place (connection, ask->room, &ask->wish.room, error) &&
         cli_find_class (connection, ask->class_name, &ask->wish.class_, error) &&
         cli_find_person (connection, ask->teacher, &ask->wish.teacher, error) &&
         jz_room_use_add (operation, &ask->wish, &use, NULL, error);
}

static int
run_use (Cli *cli, int argc, char **argv, GError **error)
{
  Ask ask = { .people = -1 };
  const GOptionEntry entries[] = {
    { "room", 0, 0, G_OPTION_ARG_STRING, &ask.room, N_("The room"), N_("ROOM") },
    { "date", 0, 0, G_OPTION_ARG_STRING, &ask.date, N_("The day"), N_("DAY") },
    { "period", 0, 0, G_OPTION_ARG_INT, &ask.period, N_("Period of the day"), N_("PERIOD") },
    { "class", 0, 0, G_OPTION_ARG_STRING, &ask.class_name, N_("The class"), N_("CLASS") },
    { "teacher", 0, 0, G_OPTION_ARG_STRING, &ask.teacher, N_("Who teaches"), N_("PERSON") },
    { "purpose", 0, 0, G_OPTION_ARG_STRING, &ask.purpose, N_("What it is for"), N_("TEXT") },
    { "people", 0, 0, G_OPTION_ARG_INT, &ask.people, N_("How many came"), N_("N") },
    { "condition", 0, 0, G_OPTION_ARG_STRING, &ask.condition, N_("How it was left"), "good|untidy|fault" },
    { "note", 0, 0, G_OPTION_ARG_STRING, &ask.note, N_("What is broken"), N_("TEXT") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_room_commands[USE], entries, &argc, &argv, 0, 1, error))
    return -1;
  if (ask.people < 0 || (argc == 1 && !g_ascii_string_to_signed (argv[0], 10, 1, G_MAXINT64, &ask.id, NULL)) ||
      (argc == 0 && (ask.room == NULL || jz_date_from_iso (ask.date) == JZ_DATE_NONE || ask.period < 1)))
    return cli_usage_error (error, _("usage: jiaozhuang-cli %s"), cli_room_commands[USE].usage), -1;
  return cli_write_and_say (cli, &jz_action_room_use, use_cb, &ask, error);
}

/* Safety. */

static gboolean
check_cb (JzOperation *operation, gpointer data, GError **error)
{
  const Ask    *ask = data;
  JzConnection *connection = jz_operation_get_connection (operation);
  JzDate        date = ask->date != NULL ? jz_date_from_iso (ask->date) : jz_source_today (connection);
  gint64        room, person;

  return cli_find_place (connection, ask->room, &room, error) && cli_find_person (connection, ask->person, &person,
                                                                                  error) &&
         jz_room_check_add (operation, room, date, person, ask->reason == NULL, ask->reason, NULL, error);
}

static int
run_check (Cli *cli, int argc, char **argv, GError **error)
{
  Ask ask = { 0 };
  const GOptionEntry entries[] = {
    { "person", 0, 0, G_OPTION_ARG_STRING, &ask.person, N_("Who looked"), N_("PERSON") },
    { "date", 0, 0, G_OPTION_ARG_STRING, &ask.date, N_("The day; today unless said"), N_("DAY") },
    { "fault", 0, 0, G_OPTION_ARG_STRING, &ask.reason, N_("What is wrong"), N_("TEXT") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_room_commands[CHECK], entries, &argc, &argv, 1, 1, error))
    return -1;
  if (ask.person == NULL || (ask.date != NULL && jz_date_from_iso (ask.date) == JZ_DATE_NONE))
    return cli_usage_error (error, _("usage: jiaozhuang-cli %s"),
                            "room check ROOM --person P [--date D] [--fault TEXT]"), -1;
  ask.room = argv[0];
  return cli_write_and_say (cli, &jz_action_room, check_cb, &ask, error);
}

/* Closing. */

static gboolean
close_cb (JzOperation *operation, gpointer data, GError **error)
{
  const Ask    *ask = data;
  JzRoomClosure closure = { .first_day = jz_date_from_iso (ask->date), .first = ask->first, .last = ask->last,
                            .reason = ask->reason };

  closure.last_day = ask->to != NULL ? jz_date_from_iso (ask->to) : closure.first_day;
  if (!g_str_equal (ask->room, "all") && !cli_find_place (jz_operation_get_connection (operation), ask->room,
                                                          &closure.place, error))
    return FALSE;
  return jz_room_close (operation, &closure, NULL, error);
}

static gboolean
read_periods (const char *text, int *first, int *last)
{
  g_auto (GStrv) ends = text != NULL ? g_strsplit (text, "-", 2) : NULL;
  guint64        from, to;

  if (text == NULL)
    return TRUE;
  if (g_strv_length (ends) != 2 || !g_ascii_string_to_unsigned (ends[0], 10, 1, 20, &from, NULL) ||
      !g_ascii_string_to_unsigned (ends[1], 10, 1, 20, &to, NULL))
    return FALSE;
  *first = (int) from;
  *last = (int) to;
  return TRUE;
}

static int
run_close (Cli *cli, int argc, char **argv, GError **error)
{
  Ask   ask = { .first = 1, .last = 20 };
  char *periods = NULL;
  const GOptionEntry entries[] = {
    { "from", 0, 0, G_OPTION_ARG_STRING, &ask.date, N_("From this day on"), N_("DAY") },
    { "to", 0, 0, G_OPTION_ARG_STRING, &ask.to, N_("Up to this day; the same unless said"), N_("DAY") },
    { "periods", 0, 0, G_OPTION_ARG_STRING, &periods, N_("In these periods: 1-2; in all unless said"), N_("PERIODS") },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &ask.reason, N_("Why"), N_("TEXT") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_room_commands[CLOSE], entries, &argc, &argv, 1, 1, error))
    return -1;
  if (jz_date_from_iso (ask.date) == JZ_DATE_NONE || ask.reason == NULL || !read_periods (periods, &ask.first,
                                                                                          &ask.last))
    return cli_usage_error (error, _("usage: jiaozhuang-cli %s"),
                            "room close ROOM|all --from D [--to D] [--periods A-B] --reason TEXT"), -1;
  ask.room = argv[0];
  return cli_write_and_say (cli, &jz_action_room, close_cb, &ask, error);
}

static gboolean
open_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_room_open (operation, ((const Ask *) data)->id, error);
}

static int
run_open (Cli *cli, int argc, char **argv, GError **error)
{
  Ask ask = { 0 };

  if (!cli_parse (cli, &cli_room_commands[OPEN], NULL, &argc, &argv, 1, 1, error))
    return -1;
  if (!g_ascii_string_to_signed (argv[0], 10, 1, G_MAXINT64, &ask.id, NULL))
    return cli_usage_error (error, _("usage: jiaozhuang-cli %s"), "room open CLOSURE"), -1;
  return cli_write_and_say (cli, &jz_action_room, open_cb, &ask, error);
}

/* Coverage. */

static gboolean
coverage_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Ask *ask = data;

  ask->coverage = jz_room_coverage_read (connection, error);
  ask->staffing = ask->coverage != NULL ? jz_staffing_read (connection, &ask->technicians, error) : NULL;
  return ask->staffing != NULL;
}

static void
add_need (Cli *cli, JsonBuilder *json, const JzRoomNeed *need)
{
  guint short_of = need->due - MIN (need->due, need->good);

  json_builder_begin_object (json);
  cli_json_text (json, "kind", need->kind);
  cli_json_number (json, "due", need->due);
  cli_json_number (json, "rooms", need->rooms);
  cli_json_number (json, "good", need->good);
  cli_json_number (json, "unknown", need->unknown);
  cli_json_number (json, "short", short_of);
  cli_json_text (json, "source", need->source);
  cli_json_bool (json, "starter", need->starter);
  json_builder_end_object (json);
  cli_say (cli, "%s %s\t%u\t%u\t%u", short_of > 0 ? "✗" : "✓", need->kind, need->due, need->rooms, need->good);
}

static void
add_staffing (JsonBuilder *json, const Ask *ask)
{
  json_builder_set_member_name (json, "staffing");
  json_builder_begin_array (json);
  for (guint i = 0; i < ask->staffing->len; i++)
    {
      const JzStaffingNeed *need = g_ptr_array_index (ask->staffing, i);

      json_builder_begin_object (json);
      cli_json_text (json, "stage", need->stage);
      cli_json_number (json, "classes", need->classes);
      cli_json_number (json, "people", need->people);
      cli_json_bool (json, "part_time", need->part_time);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  cli_json_number (json, "technicians", ask->technicians);
}

static int
run_coverage (Cli *cli, int argc, char **argv, GError **error)
{
  Ask          ask = { 0 };
  JsonBuilder *json;

  if (!cli_parse (cli, &cli_room_commands[COVERAGE], NULL, &argc, &argv, 0, 0, error) || !cli_open (cli, error) ||
      !jz_store_read_sync (cli->store, coverage_cb, &ask, NULL, error))
    {
      g_clear_pointer (&ask.coverage, jz_room_coverage_free);
      return -1;
    }
  json = json_builder_new ();
  json_builder_begin_object (json);
  json_builder_set_member_name (json, "rows");
  json_builder_begin_array (json);
  for (guint i = 0; i < ask.coverage->needs->len; i++)
    add_need (cli, json, g_ptr_array_index (ask.coverage->needs, i));
  json_builder_end_array (json);
  cli_json_number (json, "due", ask.coverage->due);
  cli_json_number (json, "covered", ask.coverage->covered);
  cli_json_number (json, "target", ask.coverage->target);
  cli_json_number (json, "unknown", ask.coverage->unknown);
  add_staffing (json, &ask);
  json_builder_end_object (json);
  cli_say (cli, _("%u of %u rooms that are due are up to standard"), ask.coverage->covered, ask.coverage->due);
  cli_end_json (cli, json);
  jz_room_coverage_free (ask.coverage);
  g_ptr_array_unref (ask.staffing);
  return 0;
}

/* Utilisation. */

/* Without days, the present term up to today. */
static gboolean
share_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Ask             *ask = data;
  g_autofree char *first = g_strdup (ask->date);
  gint64           room;

  if (first == NULL && !jz_connection_find_text (connection, &first, error,
                                                 "SELECT first_day FROM term WHERE first_day <= jz_today () ORDER BY first_day DESC LIMIT 1", ""))
    return FALSE;
  if (!cli_find_place (connection, ask->room, &room, error))
    return FALSE;
  ask->shares = jz_room_shares_read (connection, first != NULL ? jz_date_from_iso (first) : jz_source_today (connection),
                                     ask->to != NULL ? jz_date_from_iso (ask->to) : jz_source_today (connection), room,
                                       error);
  return ask->shares != NULL;
}

static void
add_share (Cli *cli, JsonBuilder *json, const JzRoomShare *share)
{
  json_builder_begin_object (json);
  cli_json_text (json, "room", share->name);
  cli_json_text (json, "kind", share->kind);
  cli_json_number (json, "open", share->open);
  cli_json_number (json, "used", share->used);
  cli_json_number (json, "unnoted", share->unnoted);
  cli_json_number (json, "outside", share->outside);
  cli_json_number (json, "people", share->people);
  cli_json_text (json, "last", share->last[0] != '\0' ? share->last : NULL);
  json_builder_end_object (json);
  cli_say (cli, "%s\t%u/%u\t%u", share->name, share->used, share->open, share->outside);
}

static void
add_slots (JsonBuilder *json, const JzRoomShares *shares)
{
  json_builder_set_member_name (json, "slots");
  json_builder_begin_array (json);
  for (int day = 0; day < 7; day++)
    for (int period = 0; period < 20; period++)
      if (shares->slots[day][period] > 0)
        {
          json_builder_begin_object (json);
          cli_json_number (json, "day", day + 1);
          cli_json_number (json, "period", period + 1);
          cli_json_number (json, "used", shares->slots[day][period]);
          json_builder_end_object (json);
        }
  json_builder_end_array (json);
}

static int
run_share (Cli *cli, int argc, char **argv, GError **error)
{
  Ask          ask = { 0 };
  JsonBuilder *json;
  const GOptionEntry entries[] = {
    { "from", 0, 0, G_OPTION_ARG_STRING, &ask.date, N_("From this day on"), N_("DAY") },
    { "to", 0, 0, G_OPTION_ARG_STRING, &ask.to, N_("Up to this day"), N_("DAY") },
    { "room", 0, 0, G_OPTION_ARG_STRING, &ask.room, N_("The room"), N_("ROOM") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_room_commands[SHARE], entries, &argc, &argv, 0, 0, error))
    return -1;
  if ((ask.date != NULL && jz_date_from_iso (ask.date) == JZ_DATE_NONE) || (ask.to != NULL &&
                                                                            jz_date_from_iso (ask.to) == JZ_DATE_NONE))
    return cli_usage_error (error, _("usage: jiaozhuang-cli %s"), "room share [--from D] [--to D] [--room R]"), -1;
  if (!cli_open (cli, error) || !jz_store_read_sync (cli->store, share_cb, &ask, NULL, error))
    return -1;
  json = json_builder_new ();
  json_builder_begin_object (json);
  json_builder_set_member_name (json, "rows");
  json_builder_begin_array (json);
  for (guint i = 0; i < ask.shares->rooms->len; i++)
    add_share (cli, json, g_ptr_array_index (ask.shares->rooms, i));
  json_builder_end_array (json);
  cli_json_number (json, "open", ask.shares->open);
  cli_json_number (json, "used", ask.shares->used);
  cli_json_number (json, "unnoted", ask.shares->unnoted);
  cli_json_number (json, "outside", ask.shares->outside);
  add_slots (json, ask.shares);
  json_builder_end_object (json);
  cli_end_json (cli, json);
  jz_room_shares_free (ask.shares);
  return 0;
}
