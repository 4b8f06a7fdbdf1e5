/* lab notice, check, log, sign, damage, prepare, hand-out, take-back: a lesson of an experiment from its notice to its
 * log.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jiaozhuang-cli"
#include "config.h"

#include <glib/gi18n.h>

#include "cli.h"
#include "jz-experiment.h"
#include "jz-item.h"
#include "jz-lab-check.h"
#include "jz-lab-log.h"
#include "jz-lab-notice.h"
#include "jz-lab-prepare.h"
#include "jz-paper.h"
#include "jz-quantity.h"

static int run_notice (Cli *cli, int argc, char **argv, GError **error);
static int run_check (Cli *cli, int argc, char **argv, GError **error);
static int run_log (Cli *cli, int argc, char **argv, GError **error);
static int run_sign (Cli *cli, int argc, char **argv, GError **error);
static int run_damage (Cli *cli, int argc, char **argv, GError **error);
static int run_prepare (Cli *cli, int argc, char **argv, GError **error);
static int run_hand_out (Cli *cli, int argc, char **argv, GError **error);
static int run_take_back (Cli *cli, int argc, char **argv, GError **error);

enum { NOTICE, CHECK, LOG, SIGN, DAMAGE, PREPARE, HAND_OUT, TAKE_BACK };

const CliCommand cli_lab_lesson_commands[] = {
  [NOTICE] = { "lab notice", "LESSON --experiment E [--groups N] [--note TEXT]",
               N_("Say which experiment a lesson is"), run_notice },
  [CHECK] = { "lab check", "LESSON", N_("Whether there is what a lesson takes"), run_check },
  [LOG] = { "lab log",
            "LESSON (--done [--present N] [--groups N] [--succeeded N] | --missed REASON) [--note TEXT] [--sign]",
            N_("Write down what really happened"), run_log },
  [SIGN] = { "lab sign", "LESSON…", N_("Sign logs as the teacher"), run_sign },
  [DAMAGE] = { "lab damage", "LESSON ITEM [--quantity N] --cause TEXT", N_("Report what was damaged in a lesson"),
               run_damage },
  [PREPARE] = { "lab prepare",
                "[--from D] [--to D] [--by slot|day|week] | --mark LESSON | --buy-for PERSON --from D --to D",
                N_("What has to stand ready"), run_prepare },
  [HAND_OUT] = { "lab hand-out", "LESSON", N_("Hand out what a lesson takes"), run_hand_out },
  [TAKE_BACK] = { "lab take-back", "LESSON", N_("Take back what is out for a lesson"), run_take_back },
  { NULL, NULL, NULL, NULL },
};

typedef struct
{
  char     **lessons; /* numbers of notices, or ids */
  char      *experiment, *note, *item, *cause, *quantity, *from, *to, *mark, *buyer, *by;
  int        groups;
  gboolean   done, sign;
  JzLabLog   log;
  gint64     id;
  GPtrArray *list;
} Ask;

/* Notices. */

static gboolean
notice_cb (JzOperation *operation, gpointer data, GError **error)
{
  Ask          *ask = data;
  JzConnection *connection = jz_operation_get_connection (operation);
  JzLabNotice   notice = { .groups = ask->groups, .note = ask->note };
  gint64        year;

  if (!g_ascii_string_to_signed (ask->lessons[0], 10, 1, G_MAXINT64, &notice.lesson, NULL) &&
      !jz_lab_find_lesson (connection, ask->lessons[0], &notice.lesson, error))
    return FALSE;
  return jz_connection_number (connection, &year, 0, error,
                               "SELECT t.school_year FROM lesson l JOIN calendar_day d ON d.date = l.date JOIN term t "
                               "ON t.id = d.term WHERE l.id = ?",
                               "l", notice.lesson) &&
         jz_experiment_find (connection, (int) year, ask->experiment, &notice.experiment, error) &&
         jz_lab_notice_give (operation, &notice, NULL, error);
}

static int
run_notice (Cli *cli, int argc, char **argv, GError **error)
{
  Ask                ask = { 0 };
  const GOptionEntry entries[] = {
    { "experiment", 0, 0, G_OPTION_ARG_STRING, &ask.experiment, N_("The experiment"), N_("EXPERIMENT") },
    { "groups", 0, 0, G_OPTION_ARG_INT, &ask.groups, N_("How many groups; as the class makes unless said"), "N" },
    { "note", 0, 0, G_OPTION_ARG_STRING, &ask.note, N_("What else is asked for"), N_("TEXT") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_lab_lesson_commands[NOTICE], entries, &argc, &argv, 1, 1, error))
    return -1;
  if (ask.experiment == NULL)
    return cli_usage_error (error, _("usage: jiaozhuang-cli %s"), "lab notice LESSON --experiment E"), -1;
  ask.lessons = argv;
  return cli_write_and_say (cli, &jz_action_lab_notice, notice_cb, &ask, error);
}

static gboolean
check_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Ask             *ask = data;
  g_autofree char *date = NULL;
  JzLabDraft       draft = { 0 };
  JzStatement     *row;

  if (!jz_lab_find_lesson (connection, ask->lessons[0], &draft.lesson, error))
    return FALSE;
  row = jz_connection_query (connection, error,
                             "SELECT l.date, l.period, b.experiment, b.groups FROM lesson l JOIN lab_lesson b ON "
                             "b.lesson = l.id WHERE l.id = ?",
                             "l", draft.lesson);
  if (!jz_statement_first (row, _("There is no such lesson"), error))
    return FALSE;
  draft.date = date = jz_statement_dup (row, 0);
  draft.period = (int) jz_statement_int64 (row, 1);
  draft.experiment = jz_statement_int64 (row, 2);
  draft.groups = (int) jz_statement_int64 (row, 3);
  jz_statement_reset (row);
  ask->list = jz_lab_check (connection, &draft, error);
  return ask->list != NULL;
}

/* Thousandths as JSON: a number as text, since fractions of a half are no binary numbers. */
static void
json_quantity (JsonBuilder *json, const char *name, gint64 quantity)
{
  g_autofree char *plain = jz_quantity_to_plain (quantity, 3);

  cli_json_text (json, name, plain);
}

static void
say_short (Cli *cli, JsonBuilder *json, const JzLabShort *one)
{
  gboolean days = g_str_equal (one->kind, "lead-time");

  json_builder_begin_object (json);
  cli_json_text (json, "kind", one->kind);
  cli_json_bool (json, "hard", FALSE);
  json_builder_set_member_name (json, "with");
  if (one->with != 0)
    json_builder_add_int_value (json, one->with);
  else
    json_builder_add_null_value (json);
  cli_json_text (json, "name", one->name);
  cli_json_text (json, "unit", one->unit);
  json_quantity (json, "need", days ? one->need * 1000 : one->need);
  json_quantity (json, "other", one->other);
  json_quantity (json, "there", days ? one->there * 1000 : one->there);
  cli_json_text (json, "what", one->what);
  json_builder_end_object (json);
  cli_say (cli, "! %s", one->what);
}

static int
run_check (Cli *cli, int argc, char **argv, GError **error)
{
  Ask          ask = { 0 };
  JsonBuilder *json;
  int          status;

  if (!cli_parse (cli, &cli_lab_lesson_commands[CHECK], NULL, &argc, &argv, 1, 1, error))
    return -1;
  ask.lessons = argv;
  if (!cli_open (cli, error) || !jz_store_read_sync (cli->store, check_cb, &ask, NULL, error))
    return -1;
  json = json_builder_new ();
  json_builder_begin_object (json);
  json_builder_set_member_name (json, "conflicts");
  json_builder_begin_array (json);
  for (guint i = 0; i < ask.list->len; i++)
    say_short (cli, json, g_ptr_array_index (ask.list, i));
  json_builder_end_array (json);
  json_builder_end_object (json);
  cli_end_json (cli, json);
  status = ask.list->len > 0;
  g_ptr_array_unref (ask.list);
  return status;
}

/* Logs. */

static gboolean
log_cb (JzOperation *operation, gpointer data, GError **error)
{
  Ask   *ask = data;
  gint64 lesson;

  return jz_lab_find_lesson (jz_operation_get_connection (operation), ask->lessons[0], &lesson, error) &&
         jz_lab_log_write (operation, lesson, &ask->log, error) &&
         (!ask->sign || jz_lab_log_sign (operation, lesson, error));
}

static int
run_log (Cli *cli, int argc, char **argv, GError **error)
{
  Ask                ask = { .log.succeeded = -1 };
  char              *missed = NULL, *note = NULL;
  const GOptionEntry entries[] = {
    { "done", 0, 0, G_OPTION_ARG_NONE, &ask.done, N_("It was done"), NULL },
    { "present", 0, 0, G_OPTION_ARG_INT, &ask.log.present, N_("Pupils who were there; those of the class unless said"),
      "N" },
    { "groups", 0, 0, G_OPTION_ARG_INT, &ask.log.groups, N_("Groups that did it; as the notice says unless said"),
      "N" },
    { "succeeded", 0, 0, G_OPTION_ARG_INT, &ask.log.succeeded, N_("Groups whose experiment came off"), "N" },
    { "missed", 0, 0, G_OPTION_ARG_STRING, &missed, N_("It was not done, for this reason"), N_("REASON") },
    { "note", 0, 0, G_OPTION_ARG_STRING, &note, N_("Whatever is to be remarked"), N_("TEXT") },
    { "sign", 0, 0, G_OPTION_ARG_NONE, &ask.sign, N_("Sign it at once"), NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_lab_lesson_commands[LOG], entries, &argc, &argv, 1, 1, error))
    return -1;
  if (ask.done == (missed != NULL))
    return cli_usage_error (error, _("usage: jiaozhuang-cli %s"), "lab log LESSON --done|--missed REASON"), -1;
  ask.lessons = argv;
  ask.log.done = ask.done;
  ask.log.reason = missed;
  ask.log.note = note;
  return cli_write_and_say (cli, &jz_action_lab_log, log_cb, &ask, error);
}

static gboolean
sign_cb (JzOperation *operation, gpointer data, GError **error)
{
  Ask  *ask = data;
  guint n = g_strv_length (ask->lessons);

  for (guint i = 0; i < n; i++)
    {
      gint64 lesson;

      if (!jz_lab_find_lesson (jz_operation_get_connection (operation), ask->lessons[i], &lesson, error) ||
          !jz_lab_log_sign (operation, lesson, error))
        return FALSE;
    }
  if (n > 1)
    jz_operation_describe (operation, g_dngettext (GETTEXT_PACKAGE, "Signed %u log", "Signed %u logs", n), n);
  return TRUE;
}

static int
run_sign (Cli *cli, int argc, char **argv, GError **error)
{
  Ask ask = { 0 };

  if (!cli_parse (cli, &cli_lab_lesson_commands[SIGN], NULL, &argc, &argv, 1, -1, error))
    return -1;
  ask.lessons = argv;
  return cli_write_and_say (cli, &jz_action_lab_log, sign_cb, &ask, error);
}

/* A card by its number, else a quantity of an item. */
static gboolean
find_thing (JzConnection *connection, const Ask *ask, JzThing *thing, GError **error)
{
  gint64 decimals;

  *thing = (JzThing){ .quantity = 1 };
  if (!jz_asset_find (connection, ask->item, &thing->asset, error))
    return FALSE;
  if (thing->asset != 0)
    return TRUE;
  if (!jz_item_find (connection, ask->item, &thing->item, error) ||
      !jz_connection_number (connection, &decimals, 0, error, "SELECT decimals FROM item WHERE id = ?", "l",
                             thing->item))
    return FALSE;
  if (thing->item == 0)
    return jz_paper_fail (error, JZ_ERROR_NOT_FOUND, _("%s: there is no such item"), ask->item);
  return ask->quantity == NULL || jz_quantity_parse (ask->quantity, (int) decimals, &thing->quantity) ||
         jz_paper_fail (error, JZ_ERROR_INVALID, _("%s: this is no quantity"), ask->quantity);
}

static gboolean
damage_cb (JzOperation *operation, gpointer data, GError **error)
{
  Ask          *ask = data;
  JzConnection *connection = jz_operation_get_connection (operation);
  JzThing       thing;
  gint64        lesson;

  return jz_lab_find_lesson (connection, ask->lessons[0], &lesson, error) &&
         find_thing (connection, ask, &thing, error) &&
         jz_lab_log_damage (operation, lesson, &thing, ask->cause, NULL, error);
}

static int
run_damage (Cli *cli, int argc, char **argv, GError **error)
{
  Ask                ask = { 0 };
  const GOptionEntry entries[] = {
    { "quantity", 0, 0, G_OPTION_ARG_STRING, &ask.quantity, N_("How many; one unless said"), "N" },
    { "cause", 0, 0, G_OPTION_ARG_STRING, &ask.cause, N_("What happened"), N_("TEXT") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_lab_lesson_commands[DAMAGE], entries, &argc, &argv, 2, 2, error))
    return -1;
  ask.lessons = argv;
  ask.item = argv[1];
  return cli_write_and_say (cli, &jz_action_lab_log, damage_cb, &ask, error);
}

/* Preparation. */

static JzPrepareBy
span_of (const char *by)
{
  return by == NULL || g_str_equal (by, "day") ? JZ_PREPARE_BY_DAY :
         g_str_equal (by, "slot")              ? JZ_PREPARE_BY_SLOT :
                                                 JZ_PREPARE_BY_WEEK;
}

static gboolean
list_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Ask *ask = data;

  ask->list = jz_lab_prepare_list (connection, ask->from != NULL ? ask->from : "0000",
                                   ask->to != NULL ? ask->to : "9999", span_of (ask->by), error);
  return ask->list != NULL;
}

static void
say_line (Cli *cli, JsonBuilder *json, const JzPrepareLine *line)
{
  g_autofree char *need = jz_quantity_format (line->need, 3);

  json_builder_begin_object (json);
  cli_json_text (json, "date", line->date);
  cli_json_number (json, "week", line->week);
  cli_json_number (json, "period", line->period);
  cli_json_text (json, "kind", line->kind);
  cli_json_text (json, "name", line->name);
  cli_json_text (json, "unit", line->unit);
  json_quantity (json, "need", line->need);
  if (line->there >= 0)
    json_quantity (json, "there", line->there);
  else
    cli_json_text (json, "there", NULL);
  json_quantity (json, "short", jz_prepare_short (line));
  cli_json_number (json, "lessons", line->lessons);
  cli_json_text (json, "substitute", line->substitute);
  cli_json_text (json, "hazard", line->hazard);
  cli_json_text (json, "places", line->places);
  json_builder_end_object (json);
  cli_say (cli, "%s %s\t%d\t%s\t%s %s\t%s",
           jz_prepare_short (line) > 0 ? "!" :
           line->there < 0             ? "?" :
                                         "✓",
           line->date, line->period, line->name, need, line->unit, line->places);
}

static int
say_list (Cli *cli, Ask *ask, GError **error)
{
  JsonBuilder *json;
  gboolean     any_short = FALSE;

  if (!cli_open (cli, error) || !jz_store_read_sync (cli->store, list_cb, ask, NULL, error))
    return -1;
  json = json_builder_new ();
  json_builder_begin_object (json);
  json_builder_set_member_name (json, "rows");
  json_builder_begin_array (json);
  for (guint i = 0; i < ask->list->len; i++)
    {
      say_line (cli, json, g_ptr_array_index (ask->list, i));
      any_short = any_short || jz_prepare_short (g_ptr_array_index (ask->list, i)) > 0;
    }
  json_builder_end_array (json);
  json_builder_end_object (json);
  cli_end_json (cli, json);
  g_ptr_array_unref (ask->list);
  return any_short;
}

static gboolean
mark_cb (JzOperation *operation, gpointer data, GError **error)
{
  Ask   *ask = data;
  gint64 lesson;

  return jz_lab_find_lesson (jz_operation_get_connection (operation), ask->mark, &lesson, error) &&
         jz_lab_prepare_mark (operation, lesson, error);
}

static gboolean
buy_cb (JzOperation *operation, gpointer data, GError **error)
{
  Ask   *ask = data;
  gint64 person;

  return cli_find_person (jz_operation_get_connection (operation), ask->buyer, &person, error) &&
         jz_lab_prepare_buy (operation, ask->from, ask->to, person, &ask->id, error);
}

static int
run_prepare (Cli *cli, int argc, char **argv, GError **error)
{
  Ask                ask = { 0 };
  const GOptionEntry entries[] = {
    { "from", 0, 0, G_OPTION_ARG_STRING, &ask.from, N_("From this day on"), N_("DAY") },
    { "to", 0, 0, G_OPTION_ARG_STRING, &ask.to, N_("Up to this day"), N_("DAY") },
    { "by", 0, 0, G_OPTION_ARG_STRING, &ask.by, N_("Summed for what"), "slot|day|week" },
    { "mark", 0, 0, G_OPTION_ARG_STRING, &ask.mark, N_("All stands ready for this lesson"), N_("LESSON") },
    { "buy-for", 0, 0, G_OPTION_ARG_STRING, &ask.buyer, N_("Ask to buy what is short, for this person"), N_("PERSON") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_lab_lesson_commands[PREPARE], entries, &argc, &argv, 0, 0, error))
    return -1;
  if ((ask.from != NULL && jz_date_from_iso (ask.from) == JZ_DATE_NONE) ||
      (ask.to != NULL && jz_date_from_iso (ask.to) == JZ_DATE_NONE) ||
      (ask.by != NULL && !g_strv_contains ((const char *const[]){ "slot", "day", "week", NULL }, ask.by)) ||
      (ask.buyer != NULL && (ask.from == NULL || ask.to == NULL)))
    return cli_usage_error (error, _("usage: jiaozhuang-cli %s"), cli_lab_lesson_commands[PREPARE].usage), -1;
  if (ask.mark != NULL)
    return cli_write_and_say (cli, &jz_action_lab_prepare, mark_cb, &ask, error);
  return ask.buyer != NULL ? cli_write_and_say (cli, &jz_action_lab_prepare, buy_cb, &ask, error) :
                             say_list (cli, &ask, error);
}

static gboolean
hand_cb (JzOperation *operation, gpointer data, GError **error)
{
  Ask   *ask = data;
  gint64 lesson;

  return jz_lab_find_lesson (jz_operation_get_connection (operation), ask->lessons[0], &lesson, error) &&
         jz_lab_hand_out (operation, lesson, &ask->list, error);
}

static int
run_hand_out (Cli *cli, int argc, char **argv, GError **error)
{
  Ask             ask = { 0 };
  g_autofree char *words = NULL;
  JsonBuilder    *json;
  gint64          operation;
  int             status;

  if (!cli_parse (cli, &cli_lab_lesson_commands[HAND_OUT], NULL, &argc, &argv, 1, 1, error))
    return -1;
  ask.lessons = argv;
  if (!cli_sign_in (cli, error) || !cli_write (cli, &jz_action_lab_hand, hand_cb, &ask, &operation, &words, error))
    return -1;
  json = json_builder_new ();
  json_builder_begin_object (json);
  cli_json_text (json, "done", words);
  cli_json_number (json, "operation", operation);
  cli_say (cli, "%s", words);
  json_builder_set_member_name (json, "missing");
  json_builder_begin_array (json);
  for (guint i = 0; i < ask.list->len; i++)
    {
      json_builder_add_string_value (json, g_ptr_array_index (ask.list, i));
      cli_say (cli, _("Not there: %s"), (const char *) g_ptr_array_index (ask.list, i));
    }
  json_builder_end_array (json);
  json_builder_end_object (json);
  cli_end_json (cli, json);
  status = ask.list->len > 0;
  g_ptr_array_unref (ask.list);
  return status;
}

static gboolean
back_cb (JzOperation *operation, gpointer data, GError **error)
{
  Ask   *ask = data;
  gint64 lesson;

  return jz_lab_find_lesson (jz_operation_get_connection (operation), ask->lessons[0], &lesson, error) &&
         jz_lab_take_back (operation, lesson, error);
}

static int
run_take_back (Cli *cli, int argc, char **argv, GError **error)
{
  Ask ask = { 0 };

  if (!cli_parse (cli, &cli_lab_lesson_commands[TAKE_BACK], NULL, &argc, &argv, 1, 1, error))
    return -1;
  ask.lessons = argv;
  return cli_write_and_say (cli, &jz_action_lab_hand, back_cb, &ask, error);
}
