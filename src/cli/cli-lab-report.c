/* lab delivery, misses, matches, unlogged, print: what came of the plan, and its papers.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jiaozhuang-cli"
#include "config.h"

#include <glib/gi18n.h>

#include "cli-report.h"
#include "cli.h"
#include "jz-lab-form.h"
#include "jz-lab-notice.h"
#include "jz-term-days.h"

static int run_delivery (Cli *cli, int argc, char **argv, GError **error);
static int run_misses (Cli *cli, int argc, char **argv, GError **error);
static int run_matches (Cli *cli, int argc, char **argv, GError **error);
static int run_unlogged (Cli *cli, int argc, char **argv, GError **error);
static int run_print (Cli *cli, int argc, char **argv, GError **error);

enum { DELIVERY, MISSES, MATCHES, UNLOGGED, PRINT };

const CliCommand cli_lab_report_commands[] = {
  [DELIVERY] = { "lab delivery", "[--term T] [--by item|session|group] [--electives]",
                 N_("How much of what is due was done, by signed logs alone"), run_delivery },
  [MISSES] = { "lab misses", "[--term T]", N_("Why experiments were not done"), run_misses },
  [MATCHES] = { "lab matches", "[--term T] [--faults]",
                N_("Whether plan, notice, preparation and log are there of each"), run_matches },
  [UNLOGGED] = { "lab unlogged", "[--term T]", N_("Lessons that are over and have no signed log"), run_unlogged },
  [PRINT] = { "lab print",
              "plan|grid|delivery [--term T] [--class C] [--by item|session|group] | notice|record LESSON | prepare "
              "--from D --to D, -o FILE.pdf|.xlsx",
              N_("Write a paper of the labs"), run_print },
  { NULL, NULL, NULL, NULL },
};

typedef struct
{
  char        *term, *by, *class_name, *from, *to, *paper, *lesson, *output;
  gboolean     electives, faults;
  JzDeliveryBy way;
  gint64       id;
  GPtrArray   *rows;
  JzReport    *report;
} Ask;

#define TERM_ENTRY(ask)                                                                                                \
  { "term", 0, 0, G_OPTION_ARG_STRING, &(ask).term, N_("Of this term, 2026-1; the present one unless said"),        \
    N_("TERM") }

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
  cli_say (cli, "%2d\t%s\t%s\t%5" G_GINT64_FORMAT " / %" G_GINT64_FORMAT "\t%3d.%02d %%\t%" G_GINT64_FORMAT, row->grade,
           row->subject, row->kind, row->done, row->required, MAX (rate, 0) / 100, MAX (rate, 0) % 100, row->unlogged);
}

/* NULL: by experiment and class. */
static gboolean
parse_way (const char *by, JzDeliveryBy *way, GError **error)
{
  static const char *const ways[] = { "item", "session", "group" };

  *way = JZ_DELIVERY_BY_SESSION;
  for (guint i = 0; by != NULL; i++)
    {
      if (i == G_N_ELEMENTS (ways))
        return cli_usage_error (error, _("%s: --by is item, session or group"), by);
      *way = (JzDeliveryBy) i;
      if (g_str_equal (by, ways[i]))
        break;
    }
  return TRUE;
}

static int
run_delivery (Cli *cli, int argc, char **argv, GError **error)
{
  Ask                ask = { 0 };
  JzDeliveryRow     *sum;
  JsonBuilder       *json;
  const GOptionEntry entries[] = { TERM_ENTRY (ask),
                                   { "by", 0, 0, G_OPTION_ARG_STRING, &ask.by,
                                     N_("What is counted; experiments × classes unless said"), "item|session|group" },
                                   { "electives", 0, 0, G_OPTION_ARG_NONE, &ask.electives,
                                     N_("Those that are chosen instead of those that must be done"), NULL },
                                   G_OPTION_ENTRY_NULL };

  if (!cli_parse (cli, &cli_lab_report_commands[DELIVERY], entries, &argc, &argv, 0, 0, error))
    return -1;
  if (!parse_way (ask.by, &ask.way, error) || !cli_open (cli, error) ||
      !jz_store_read_sync (cli->store, delivery_cb, &ask, NULL, error))
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

  if (!cli_parse (cli, &cli_lab_report_commands[MISSES], entries, &argc, &argv, 0, 0, error) ||
      !cli_open (cli, error) || !jz_store_read_sync (cli->store, misses_cb, &ask, NULL, error))
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

  if (!cli_parse (cli, &cli_lab_report_commands[MATCHES], entries, &argc, &argv, 0, 0, error) ||
      !cli_open (cli, error) || !jz_store_read_sync (cli->store, matches_cb, &ask, NULL, error))
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

  if (!cli_parse (cli, &cli_lab_report_commands[UNLOGGED], entries, &argc, &argv, 0, 0, error) ||
      !cli_open (cli, error) || !jz_store_read_sync (cli->store, term_cb, &ask, NULL, error))
    return -1;
  term = g_strdup_printf ("%" G_GINT64_FORMAT, ask.id);
  return cli_say_rows_of (cli,
                          "SELECT l.id AS lesson, b.number AS notice, l.date, l.period, c.name AS class, e.name, "
                          "t.name AS teacher, u.log IS NOT NULL AS 'yes:written' FROM lab_unlogged u JOIN lesson l ON "
                          "l.id = u.lesson JOIN lab_lesson b ON b.lesson = l.id JOIN experiment e ON e.id = "
                          "b.experiment LEFT JOIN class c ON c.id = l.class LEFT JOIN person t ON t.id = l.teacher "
                          "WHERE u.term = CAST (? AS INTEGER) ORDER BY l.date, l.period, l.id",
                          term, error);
}

/* Papers. */

static JzReport *
make_paper (JzConnection *connection, const Ask *ask, gint64 lesson, gint64 class_, GError **error)
{
  if (g_str_equal (ask->paper, "notice"))
    return jz_lab_notice_form_new (connection, lesson, error);
  if (g_str_equal (ask->paper, "record"))
    return jz_lab_record_form_new (connection, lesson, error);
  if (g_str_equal (ask->paper, "prepare"))
    return jz_lab_prepare_form_new (connection, ask->from, ask->to, JZ_PREPARE_BY_SLOT, error);
  if (g_str_equal (ask->paper, "grid"))
    return jz_lab_plan_grid_new (connection, ask->id, error);
  return g_str_equal (ask->paper, "plan") ? jz_lab_plan_form_new (connection, ask->id, class_, error) :
                                            jz_lab_delivery_form_new (connection, ask->id, ask->way, error);
}

static gboolean
print_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Ask     *ask = data;
  gint64   lesson = 0, class_ = 0;
  gboolean of_lesson = g_strv_contains ((const char *const[]){ "notice", "record", NULL }, ask->paper);
  gboolean of_term = !of_lesson && !g_str_equal (ask->paper, "prepare");

  if ((of_lesson && !jz_lab_find_lesson (connection, ask->lesson, &lesson, error)) ||
      (of_term && !jz_term_meant (connection, ask->term, &ask->id, error)) ||
      !cli_find_class (connection, ask->class_name, &class_, error))
    return FALSE;
  ask->report = make_paper (connection, ask, lesson, class_, error);
  return ask->report != NULL;
}

static int
run_print (Cli *cli, int argc, char **argv, GError **error)
{
  static const char *const papers[] = { "plan", "grid", "delivery", "notice", "record", "prepare", NULL };
  Ask                ask = { 0 };
  gboolean           of_lesson;
  const GOptionEntry       entries[] = {
          TERM_ENTRY (ask),
          { "class", 0, 0, G_OPTION_ARG_STRING, &ask.class_name, N_("The class"), N_("CLASS") },
          { "by", 0, 0, G_OPTION_ARG_STRING, &ask.by, N_("What is counted; experiments × classes unless said"),
            "item|session|group" },
          { "from", 0, 0, G_OPTION_ARG_STRING, &ask.from, N_("From this day on"), N_("DAY") },
          { "to", 0, 0, G_OPTION_ARG_STRING, &ask.to, N_("Up to this day"), N_("DAY") },
          { "output", 'o', 0, G_OPTION_ARG_FILENAME, &ask.output, N_("The PDF file to write"), N_("FILE") },
          G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_lab_report_commands[PRINT], entries, &argc, &argv, 1, 2, error) ||
      !parse_way (ask.by, &ask.way, error))
    return -1;
  ask.paper = argv[0];
  ask.lesson = argc > 1 ? argv[1] : NULL;
  of_lesson = g_str_equal (ask.paper, "notice") || g_str_equal (ask.paper, "record");
  if (!g_strv_contains (papers, ask.paper) || of_lesson != (ask.lesson != NULL) || ask.output == NULL ||
      (g_str_equal (ask.paper, "prepare") &&
       (jz_date_from_iso (ask.from) == JZ_DATE_NONE || jz_date_from_iso (ask.to) == JZ_DATE_NONE)))
    return cli_usage_error (error, _("usage: jiaozhuang-cli %s"), "lab print …"), -1;
  if (!cli_open (cli, error) || !jz_store_read_sync (cli->store, print_cb, &ask, NULL, error) ||
      !cli_export_report (ask.report, ask.output, error))
    return -1;
  return cli_say_done (cli, ask.output, 0);
}
