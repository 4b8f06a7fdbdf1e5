/* room print, room uses: weeks, plans for doors, and records of use on paper.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jiaozhuang-cli"
#include "config.h"

#include <glib/gi18n.h>

#include "cli.h"
#include "jz-room-form.h"
#include "jz-source.h"
#include "jz-week-page.h"

static int run_print (Cli *cli, int argc, char **argv, GError **error);
static int run_uses (Cli *cli, int argc, char **argv, GError **error);

enum { PRINT, USES };

const CliCommand cli_room_print_commands[] = {
  [PRINT] = { "room print", "-o FILE [--date D] [--room R] [--class C] [--teacher P] [--technician P] [--door]",
              N_("A week on one page, for a wall or a door"), run_print },
  [USES] = { "room uses", "-o FILE [--room R] [--from D] [--to D]", N_("How rooms were used, as pages"), run_uses },
  { NULL, NULL, NULL, NULL },
};

typedef struct
{
  char         *date, *to, *room, *class_name, *teacher, *technician, *path;
  gboolean      door;
  JzWeekFilter  filter;
  JzWeekPage   *page;
  JzReport     *report;
} Ask;

static JzDate
day_of (JzConnection *connection, const char *text)
{
  return text != NULL ? jz_date_from_iso (text) : jz_source_today (connection);
}

static gboolean
week_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Ask *ask = data;

  if (!cli_find_place (connection, ask->room, &ask->filter.room, error) ||
      !cli_find_class (connection, ask->class_name, &ask->filter.class_, error) ||
      !cli_find_person (connection, ask->teacher, &ask->filter.teacher, error) ||
      !cli_find_person (connection, ask->technician, &ask->filter.technician, error))
    return FALSE;
  ask->page = jz_week_page_new (connection, day_of (connection, ask->date), &ask->filter, ask->door, error);
  return ask->page != NULL;
}

static gboolean
is_day (const char *text)
{
  return text == NULL || jz_date_from_iso (text) != JZ_DATE_NONE;
}

static int
say_page (Cli *cli, const char *path)
{
  JsonBuilder *json = json_builder_new ();

  json_builder_begin_object (json);
  cli_json_text (json, "path", path);
  cli_json_number (json, "pages", 1);
  json_builder_end_object (json);
  cli_say (cli, g_dngettext (NULL, "%u page in %s", "%u pages in %s", 1), 1, path);
  cli_end_json (cli, json);
  return 0;
}

static int
run_print (Cli *cli, int argc, char **argv, GError **error)
{
  Ask      ask = { 0 };
  JzPdf    pdf;
  gboolean ok;
  const GOptionEntry entries[] = {
    { "date", 0, 0, G_OPTION_ARG_STRING, &ask.date, N_("A day of the week; today unless said"), N_("DAY") },
    { "room", 0, 0, G_OPTION_ARG_STRING, &ask.room, N_("The room"), N_("ROOM") },
    { "class", 0, 0, G_OPTION_ARG_STRING, &ask.class_name, N_("The class"), N_("CLASS") },
    { "teacher", 0, 0, G_OPTION_ARG_STRING, &ask.teacher, N_("Who teaches"), N_("PERSON") },
    { "technician", 0, 0, G_OPTION_ARG_STRING, &ask.technician, N_("Who prepares and helps"), N_("PERSON") },
    { "door", 0, 0, G_OPTION_ARG_NONE, &ask.door, N_("For the room's door, with its code"), NULL },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &ask.path, N_("The file to write"), N_("FILE") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_room_print_commands[PRINT], entries, &argc, &argv, 0, 0, error))
    return -1;
  if (ask.path == NULL || !is_day (ask.date))
    return cli_usage_error (error, _("usage: jiaozhuang-cli %s"), "room print -o FILE …"), -1;
  if (!cli_open (cli, error) || !jz_store_read_sync (cli->store, week_cb, &ask, NULL, error))
    return -1;
  pdf = jz_week_page_pdf (ask.page);
  ok = jz_pdf_write (&pdf, ask.path, NULL, NULL, NULL, error);
  jz_week_page_free (ask.page);
  return ok ? say_page (cli, ask.path) : -1;
}

/* Without days, the month at hand. */
static gboolean
uses_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Ask   *ask = data;
  JzDate today = jz_source_today (connection);
  int    year, month, day;

  jz_date_get (today, &year, &month, &day);
  if (!cli_find_place (connection, ask->room, &ask->filter.room, error))
    return FALSE;
  ask->report = jz_room_use_form_new (connection, ask->filter.room,
                                      ask->date != NULL ? jz_date_from_iso (ask->date) : jz_date_new (year, month, 1),
                                      day_of (connection, ask->to), error);
  return ask->report != NULL;
}

static int
run_uses (Cli *cli, int argc, char **argv, GError **error)
{
  Ask ask = { 0 };
  const GOptionEntry entries[] = {
    { "room", 0, 0, G_OPTION_ARG_STRING, &ask.room, N_("The room"), N_("ROOM") },
    { "from", 0, 0, G_OPTION_ARG_STRING, &ask.date, N_("From this day on"), N_("DAY") },
    { "to", 0, 0, G_OPTION_ARG_STRING, &ask.to, N_("Up to this day"), N_("DAY") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &ask.path, N_("The file to write"), N_("FILE") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_room_print_commands[USES], entries, &argc, &argv, 0, 0, error))
    return -1;
  if (ask.path == NULL || !is_day (ask.date) || !is_day (ask.to))
    return cli_usage_error (error, _("usage: jiaozhuang-cli %s"), "room uses -o FILE [--room R] [--from D] [--to D]"),
      -1;
  if (!cli_open (cli, error) || !jz_store_read_sync (cli->store, uses_cb, &ask, NULL, error))
    return -1;
  return cli_write_report (cli, ask.report, ask.path, error) ? 0 : -1;
}
