/* lab delivery, misses, matches, unlogged: what came of the plan.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jiaozhuang-cli"
#include "config.h"

#include <glib/gi18n.h>

#include "cli.h"
#include "jz-lab-delivery.h"
#include "jz-term-days.h"

static int run_delivery (Cli *cli, int argc, char **argv, GError **error);
static int run_misses (Cli *cli, int argc, char **argv, GError **error);
static int run_matches (Cli *cli, int argc, char **argv, GError **error);
static int run_unlogged (Cli *cli, int argc, char **argv, GError **error);

enum { DELIVERY, MISSES, MATCHES, UNLOGGED };

const CliCommand cli_lab_report_commands[] = {
  [DELIVERY] = { "lab delivery", "[--term T] [--by item|session|group] [--electives]",
                 N_("How much of what is due was done, by signed logs alone"), run_delivery },
  [MISSES] = { "lab misses", "[--term T]", N_("Why experiments were not done"), run_misses },
  [MATCHES] = { "lab matches", "[--term T] [--faults]", N_("Whether plan, notice, preparation and log are there of each"), run_matches },
  [UNLOGGED] = { "lab unlogged", "[--term T]", N_("Lessons that are over and have no signed log"), run_unlogged },
  { NULL, NULL, NULL, NULL },
};

typedef struct
{
  char        *term, *by;
  gboolean     electives, faults;
  JzDeliveryBy way;
  gint64       id;
  GPtrArray   *rows;
} Ask;

#define TERM_ENTRY(ask) { "term", 0, 0, G_OPTION_ARG_STRING, &(ask).term, N_("Of this term, 2026-1; the present one unless said"), N_("TERM") }

static JsonBuilder *
begin_rows (void)
{
  JsonBuilder *json = json_builder_new ();

  json_builder_begin_object (json);
  json_builder_set_member_name (json, "rows");
  json_builder_begin_array (json);
  return json;
}

static void
end_rows (Cli *cli, JsonBuilder *json, GPtrArray *rows)
{
  json_builder_end_array (json);
  json_builder_end_object (json);
  cli_end_json (cli, json);
  g_ptr_array_unref (rows);
}

/* Rates. */

static gboolean
delivery_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Ask *ask = data;

  if (!jz_term_meant (connection, ask->term, &ask->id, error))
    return FALSE;
  ask->rows = jz_lab_delivery (connection, ask->id, ask->way, ask->electives, error);
  return ask->rows != NULL;
}

static void
add_figures (Cli *cli, JsonBuilder *json, const JzDeliveryRow *row)
{
  int rate = jz_delivery_rate (row);

  cli_json_number (json, "required", row->required);
  cli_json_number (json, "done", row->done);
  json_builder_set_member_name (json, "rate");
  if (rate >= 0)
    json_builder_add_double_value (json, (double) row->done / (double) row->required);
  else
    json_builder_add_null_value (json);
  cli_json_number (json, "unlogged", row->unlogged);
  cli_json_number (json, "planned", row->planned);
}

static void
say_row (Cli *cli, JsonBuilder *json, const JzDeliveryRow *row)
{
  int rate = jz_delivery_rate (row);

  json_builder_begin_object (json);
  cli_json_number (json, "grade", row->grade);
  cli_json_text (json, "subject", row->subject);
  cli_json_text (json, "kind", row->kind);
  add_figures (cli, json, row);
  json_builder_end_object (json);
  cli_say (cli, "%2d\t%s\t%s\t%5" G_GINT64_FORMAT " / %" G_GINT64_FORMAT "\t%3d.%02d %%\t%" G_GINT64_FORMAT, row->grade, row->subject, row->kind,
           row->done, row->required, MAX (rate, 0) / 100, MAX (rate, 0) % 100, row->unlogged);
}

static int
run_delivery (Cli *cli, int argc, char **argv, GError **error)
{
  static const char *const ways[] = { "item", "session", "group" };
  Ask                      ask = { 0 };
  JzDeliveryRow           *sum;
  JsonBuilder             *json;
  const GOptionEntry       entries[] = {
    TERM_ENTRY (ask),
    { "by", 0, 0, G_OPTION_ARG_STRING, &ask.by, N_("What is counted; experiments × classes unless said"), "item|session|group" },
    { "electives", 0, 0, G_OPTION_ARG_NONE, &ask.electives, N_("Those that are chosen instead of those that must be done"), NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_lab_report_commands[DELIVERY], entries, &argc, &argv, 0, 0, error))
    return -1;
  ask.way = JZ_DELIVERY_BY_SESSION;
  for (guint i = 0; ask.by != NULL; i++)
    {
      if (i == G_N_ELEMENTS (ways))
        return cli_usage_error (error, _("%s: --by is item, session or group"), ask.by), -1;
      ask.way = (JzDeliveryBy) i;
      if (g_str_equal (ask.by, ways[i]))
        break;
    }
  if (!cli_open (cli, error) || !jz_store_read_sync (cli->store, delivery_cb, &ask, NULL, error))
    return -1;
  json = begin_rows ();
  for (guint i = 0; i < ask.rows->len; i++)
    say_row (cli, json, g_ptr_array_index (ask.rows, i));
  json_builder_end_array (json);
  sum = jz_delivery_sum (ask.rows);
  json_builder_set_member_name (json, "total");
  json_builder_begin_object (json);
  add_figures (cli, json, sum);
  json_builder_end_object (json);
  json_builder_end_object (json);
  cli_end_json (cli, json);
  jz_delivery_row_free (sum);
  g_ptr_array_unref (ask.rows);
  return 0;
}

/* Misses. */

static gboolean
misses_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Ask *ask = data;

  if (!jz_term_meant (connection, ask->term, &ask->id, error))
    return FALSE;
  ask->rows = jz_lab_misses (connection, ask->id, error);
  return ask->rows != NULL;
}

static int
run_misses (Cli *cli, int argc, char **argv, GError **error)
{
  Ask                ask = { 0 };
  JsonBuilder       *json;
  const GOptionEntry entries[] = { TERM_ENTRY (ask), G_OPTION_ENTRY_NULL };

  if (!cli_parse (cli, &cli_lab_report_commands[MISSES], entries, &argc, &argv, 0, 0, error) || !cli_open (cli, error) ||
      !jz_store_read_sync (cli->store, misses_cb, &ask, NULL, error))
    return -1;
  json = begin_rows ();
  for (guint i = 0; i < ask.rows->len; i++)
    {
      const JzLabMiss *miss = g_ptr_array_index (ask.rows, i);

      json_builder_begin_object (json);
      cli_json_text (json, "reason", miss->reason);
      cli_json_number (json, "n", miss->n);
      json_builder_end_object (json);
      cli_say (cli, "%5" G_GINT64_FORMAT "  %s", miss->n, miss->reason);
    }
  end_rows (cli, json, ask.rows);
  return 0;
}

/* The four matches. */

static gboolean
matches_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Ask *ask = data;

  if (!jz_term_meant (connection, ask->term, &ask->id, error))
    return FALSE;
  ask->rows = jz_lab_matches (connection, ask->id, ask->faults, error);
  return ask->rows != NULL;
}

static void
say_match (Cli *cli, JsonBuilder *json, const JzLabMatch *match, gboolean *faults)
{
  const struct { const char *name; gboolean there; } papers[] = {
    { "plan", match->planned }, { "notice", match->noticed }, { "prepared", match->prepared }, { "log", match->logged },
  };

  json_builder_begin_object (json);
  cli_json_text (json, "class", match->class_name);
  cli_json_number (json, "experiment", match->experiment);
  cli_json_text (json, "name", match->name);
  cli_json_number (json, "lesson", match->lesson);
  for (gsize i = 0; i < G_N_ELEMENTS (papers); i++)
    {
      cli_json_bool (json, papers[i].name, papers[i].there);
      *faults = *faults || !papers[i].there;
    }
  json_builder_end_object (json);
  cli_say (cli, "%s%s%s%s %s\t%s", match->planned ? "✓" : "✗", match->noticed ? "✓" : "✗", match->prepared ? "✓" : "✗",
           match->logged ? "✓" : "✗", match->class_name, match->name);
}

static int
run_matches (Cli *cli, int argc, char **argv, GError **error)
{
  Ask                ask = { 0 };
  JsonBuilder       *json;
  gboolean           faults = FALSE;
  const GOptionEntry entries[] = {
    TERM_ENTRY (ask),
    { "faults", 0, 0, G_OPTION_ARG_NONE, &ask.faults, N_("Only where one of the four lacks"), NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_lab_report_commands[MATCHES], entries, &argc, &argv, 0, 0, error) || !cli_open (cli, error) ||
      !jz_store_read_sync (cli->store, matches_cb, &ask, NULL, error))
    return -1;
  json = begin_rows ();
  for (guint i = 0; i < ask.rows->len; i++)
    say_match (cli, json, g_ptr_array_index (ask.rows, i), &faults);
  end_rows (cli, json, ask.rows);
  return faults;
}

/* What is to be chased. */

static gboolean
term_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Ask *ask = data;

  return jz_term_meant (connection, ask->term, &ask->id, error);
}

static int
run_unlogged (Cli *cli, int argc, char **argv, GError **error)
{
  Ask                ask = { 0 };
  g_autofree char   *term = NULL;
  const GOptionEntry entries[] = { TERM_ENTRY (ask), G_OPTION_ENTRY_NULL };

  if (!cli_parse (cli, &cli_lab_report_commands[UNLOGGED], entries, &argc, &argv, 0, 0, error) || !cli_open (cli, error) ||
      !jz_store_read_sync (cli->store, term_cb, &ask, NULL, error))
    return -1;
  term = g_strdup_printf ("%" G_GINT64_FORMAT, ask.id);
  return cli_say_rows_of (
    cli,
    "SELECT l.id AS lesson, b.number AS notice, l.date, l.period, c.name AS class, e.name, t.name AS teacher, u.log IS NOT NULL AS "
    "'yes:written' FROM lab_unlogged u JOIN lesson l ON l.id = u.lesson JOIN lab_lesson b ON b.lesson = l.id JOIN experiment e ON e.id = "
    "b.experiment LEFT JOIN class c ON c.id = l.class LEFT JOIN person t ON t.id = l.teacher WHERE u.term = CAST (? AS INTEGER) ORDER BY "
    "l.date, l.period, l.id", term, error);
}
