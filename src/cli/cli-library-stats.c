/* stats library|standards|use|policy, import library-standard: what the library amounts to, and by what it is measured.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jiaozhuang-cli"
#include "config.h"

#include <glib/gi18n.h>

#include "cli.h"
#include "jz-library-standard.h"
#include "jz-library-stats.h"
#include "jz-money.h"
#include "jz-quantity.h"

static int run_stats (Cli *cli, int argc, char **argv, GError **error);
static int run_standards (Cli *cli, int argc, char **argv, GError **error);
static int run_use (Cli *cli, int argc, char **argv, GError **error);
static int run_policy (Cli *cli, int argc, char **argv, GError **error);
static int run_import (Cli *cli, int argc, char **argv, GError **error);

enum { STATS, STANDARDS, USE, POLICY, IMPORT };

const CliCommand cli_library_stats_commands[] = {
  [STATS] = { "stats library", "[--term T | --year Y]", N_("What the library amounts to, against the standard"),
              run_stats },
  [STANDARDS] = { "stats standards", "", N_("What libraries can be measured by"), run_standards },
  [USE] = { "stats use", "NAME [--edition E]", N_("Measure the library by this standard"), run_use },
  [POLICY] = { "stats policy", "[--hours H] [--unlent-years N]",
               N_("How long the library is open, and when a book counts as never borrowed"), run_policy },
  [IMPORT] = { "import library-standard", "[FILE]",
               N_("Take in standards for libraries from a reference table; without one, those that ship"),
               run_import },
  { NULL, NULL, NULL, NULL },
};

/* stats library */

typedef struct
{
  const char     *key;
  JzLibraryStats *found;
} Stats;

static gboolean
stats_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Stats *stats = data;

  stats->found = jz_library_stats_read (connection, stats->key, error);
  return stats->found != NULL;
}

/* Hundredths as a number; null for -1. */
static void
json_hundredths (JsonBuilder *json, const char *name, gint64 value)
{
  json_builder_set_member_name (json, name);
  if (value >= 0)
    json_builder_add_double_value (json, (double) value / 100.0);
  else
    json_builder_add_null_value (json);
}

static void
json_known (JsonBuilder *json, const char *name, gint64 value)
{
  json_builder_set_member_name (json, name);
  if (value >= 0)
    json_builder_add_int_value (json, value);
  else
    json_builder_add_null_value (json);
}

static void
begin_array (JsonBuilder *json, const char *name)
{
  json_builder_set_member_name (json, name);
  json_builder_begin_array (json);
}

static void
add_figure (JsonBuilder *json, const JzLibraryFigure *figure)
{
  json_builder_begin_object (json);
  cli_json_text (json, "id", figure->id);
  cli_json_text (json, "name", jz_library_figure_words (figure->id));
  json_hundredths (json, "value", figure->value);
  cli_json_text (json, "unit", jz_library_unit_name (figure->unit));
  json_known (json, "numerator", figure->part);
  json_known (json, "denominator", figure->whole);
  json_hundredths (json, "standard", figure->norm);
  cli_json_text (json, "source", figure->source);
  cli_json_bool (json, "starter", figure->starter);
  json_hundredths (json, "gap", figure->verdict == JZ_LIBRARY_LACKING || figure->verdict == JZ_LIBRARY_ENOUGH ?
                                  figure->gap * (figure->unit == JZ_LIBRARY_HOURS ? 1 : 100) : -1);
  cli_json_text (json, "verdict", jz_library_verdict_name (figure->verdict));
  cli_json_text (json, "why", figure->why);
  json_builder_end_object (json);
}

/* One array for each group of figures, called as the group. */
static void
add_figures (JsonBuilder *json, const JzLibraryStats *stats)
{
  const char *group = NULL;

  for (guint i = 0; i < stats->figures->len; i++)
    {
      const JzLibraryFigure *figure = g_ptr_array_index (stats->figures, i);

      if (g_strcmp0 (group, figure->group) != 0)
        {
          if (group != NULL)
            json_builder_end_array (json);
          begin_array (json, figure->group);
          group = figure->group;
        }
      add_figure (json, figure);
    }
  json_builder_end_array (json);
}

static void
add_class (JsonBuilder *json, const JzLibraryClass *row)
{
  json_builder_begin_object (json);
  cli_json_text (json, "id", row->name);
  cli_json_text (json, "name", row->title);
  cli_json_number (json, "titles", row->titles);
  cli_json_number (json, "copies", row->copies);
  json_hundredths (json, "share", row->share);
  json_hundredths (json, "standard", row->norm);
  json_known (json, "wanted", row->wanted);
  json_known (json, "gap", row->wanted >= 0 ? row->gap : -1);
  cli_json_number (json, "loans", row->loans);
  json_known (json, "unlent", row->unlent);
  cli_json_text (json, "verdict", jz_library_verdict_name (row->verdict));
  json_builder_end_object (json);
}

static void
add_classes (JsonBuilder *json, const char *name, const JzLibraryStats *stats, gboolean groups)
{
  begin_array (json, name);
  for (guint i = 0; i < stats->classes->len; i++)
    {
      const JzLibraryClass *row = g_ptr_array_index (stats->classes, i);

      if (row->is_group == groups)
        add_class (json, row);
    }
  json_builder_end_array (json);
}

static void
add_readers (JsonBuilder *json, const JzLibraryStats *stats)
{
  begin_array (json, "readers");
  for (guint i = 0; i < stats->readers->len; i++)
    {
      const JzLibraryReaders *row = g_ptr_array_index (stats->readers, i);

      json_builder_begin_object (json);
      cli_json_text (json, "class", row->name);
      cli_json_number (json, "pupils", row->pupils);
      cli_json_number (json, "loans", row->loans);
      json_hundredths (json, "each", row->each);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
add_lending (JsonBuilder *json, const JzLibraryStats *stats)
{
  begin_array (json, "months");
  for (guint i = 0; i < stats->months->len; i++)
    {
      const JzLibraryMonth *row = g_ptr_array_index (stats->months, i);

      json_builder_begin_object (json);
      cli_json_text (json, "month", row->month);
      json_known (json, "loans", row->loans);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  add_readers (json, stats);
  begin_array (json, "ranking");
  for (guint i = 0; i < stats->ranks->len; i++)
    {
      const JzLibraryRank *row = g_ptr_array_index (stats->ranks, i);

      json_builder_begin_object (json);
      cli_json_number (json, "id", row->title);
      cli_json_text (json, "title", row->text);
      cli_json_text (json, "author", row->author);
      cli_json_text (json, "class", row->class_);
      cli_json_number (json, "loans", row->loans);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
print_stats (const JzLibraryStats *stats)
{
  JsonBuilder *json = json_builder_new ();

  json_builder_begin_object (json);
  json_builder_set_member_name (json, "period");
  json_builder_begin_object (json);
  cli_json_text (json, "id", stats->period.key);
  cli_json_text (json, "name", stats->period.title);
  cli_json_text (json, "first", stats->period.first);
  cli_json_text (json, "last", stats->period.last);
  json_builder_end_object (json);
  cli_json_text (json, "standard", stats->standard);
  cli_json_number (json, "unlent_years", stats->unlent_years);
  add_figures (json, stats);
  add_classes (json, "groups", stats, TRUE);
  add_classes (json, "classes", stats, FALSE);
  add_lending (json, stats);
  json_builder_end_object (json);
  cli_print_json (json);
}

static void
say_classes (Cli *cli, const JzLibraryStats *stats)
{
  for (guint i = 0; i < stats->classes->len; i++)
    {
      const JzLibraryClass *row = g_ptr_array_index (stats->classes, i);
      g_autofree char *share = row->share >= 0 ? jz_money_format (row->share) : NULL,
                      *norm = row->norm >= 0 ? jz_money_format (row->norm) : NULL,
                      *gap = row->wanted >= 0 ? jz_quantity_format (row->gap, 0) : NULL;

      cli_say (cli, "%s%s\t%s\t%" G_GINT64_FORMAT "\t%" G_GINT64_FORMAT "\t%s\t%s\t%s\t%s",
               row->is_group ? "" : "  ", row->name, row->title, row->titles, row->copies,
               share != NULL ? share : "", norm != NULL ? norm : "", gap != NULL ? gap : "",
               jz_library_verdict_words (row->verdict));
    }
}

static void
say_stats (Cli *cli, const JzLibraryStats *stats)
{
  cli_say (cli, "%s (%s – %s)", stats->period.title, stats->period.first, stats->period.last);
  for (guint i = 0; i < stats->figures->len; i++)
    {
      const JzLibraryFigure *figure = g_ptr_array_index (stats->figures, i);
      g_autofree char *value = jz_library_value_words (figure), *norm = jz_library_norm_words (figure),
                      *counts = jz_library_count_words (figure);

      cli_say (cli, "%s\t%s\t%s\t%s\t%s", jz_library_figure_words (figure->id), value, counts, norm,
               jz_library_verdict_words (figure->verdict));
    }
  cli_say (cli, "%s\t%s\t%s\t%s\t%s\t%s\t%s", _("Main class"), _("Titles held"), _("Copies held"), _("Share, %"),
           _("Asked for, %"), _("Missing copies"), _("Verdict"));
  say_classes (cli, stats);
  for (guint i = 0; i < stats->months->len; i++)
    {
      const JzLibraryMonth *row = g_ptr_array_index (stats->months, i);

      if (row->loans >= 0)
        cli_say (cli, "%s\t%" G_GINT64_FORMAT, row->month, row->loans);
    }
}

static int
run_stats (Cli *cli, int argc, char **argv, GError **error)
{
  char              *term = NULL, *year = NULL;
  Stats              stats = { 0 };
  const GOptionEntry entries[] = {
    { "term", 0, 0, G_OPTION_ARG_STRING, &term, N_("Of this term, 2026-1; the present one unless said"), N_("TERM") },
    { "year", 0, 0, G_OPTION_ARG_STRING, &year, N_("Of this calendar year"), N_("YEAR") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_library_stats_commands[STATS], entries, &argc, &argv, 0, 0, error))
    return -1;
  if (term != NULL && year != NULL)
    return cli_usage_error (error, _("Say a term or a year, not both")), -1;
  stats.key = term != NULL ? term : year;
  if (!cli_open (cli, error) || !jz_store_read_sync (cli->store, stats_cb, &stats, NULL, error))
    return -1;
  if (cli->json)
    print_stats (stats.found);
  else
    say_stats (cli, stats.found);
  jz_library_stats_free (stats.found);
  return 0;
}

/* By what it is measured. */

static int
run_standards (Cli *cli, int argc, char **argv, GError **error)
{
  if (!cli_parse (cli, &cli_library_stats_commands[STANDARDS], NULL, &argc, &argv, 0, 0, error))
    return -1;
  return cli_say_rows (cli,
                       "SELECT s.name, s.edition, s.used AS 'yes:used', n.stage, n.figure, n.class, n.value / 100.0 AS "
                       "value, n.source, n.starter AS 'yes:starter' FROM library_standard s LEFT JOIN library_norm n "
                       "ON n.standard = s.id ORDER BY s.used DESC, s.id, n.id",
                       error);
}

typedef struct
{
  const char  *name;
  char        *edition, *hours;
  int          years;
  gint64       hundredths;
  JzReference *table;
} Rule;

static gboolean
use_cb (JzOperation *operation, gpointer data, GError **error)
{
  const Rule *rule = data;

  return jz_library_standard_use (operation, rule->name, rule->edition != NULL ? rule->edition : "", error);
}

static int
run_use (Cli *cli, int argc, char **argv, GError **error)
{
  Rule               rule = { 0 };
  const GOptionEntry entries[] = {
    { "edition", 0, 0, G_OPTION_ARG_STRING, &rule.edition, N_("Which edition of it"), N_("TEXT") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_library_stats_commands[USE], entries, &argc, &argv, 1, 1, error))
    return -1;
  rule.name = argv[0];
  return cli_write_and_say (cli, &jz_action_library_standard, use_cb, &rule, error);
}

static gboolean
policy_cb (JzOperation *operation, gpointer data, GError **error)
{
  const Rule     *rule = data;
  JzLibraryPolicy policy;

  if (!jz_library_policy_read (jz_operation_get_connection (operation), &policy, error))
    return FALSE;
  if (rule->hours != NULL)
    policy.opening_hours = rule->hundredths;
  if (rule->years != 0)
    policy.unlent_years = rule->years;
  return jz_library_policy_set (operation, &policy, error);
}

static int
run_policy (Cli *cli, int argc, char **argv, GError **error)
{
  Rule               rule = { 0 };
  const GOptionEntry entries[] = {
    { "hours", 0, 0, G_OPTION_ARG_STRING, &rule.hours, N_("Hours a week, in term"), N_("NUMBER") },
    { "unlent-years", 0, 0, G_OPTION_ARG_INT, &rule.years, N_("Years after which a book counts as never borrowed"),
      N_("NUMBER") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_library_stats_commands[POLICY], entries, &argc, &argv, 0, 0, error))
    return -1;
  if (rule.hours == NULL && rule.years == 0)
    return cli_say_rows (cli, "SELECT opening_hours / 100.0 AS hours, unlent_years FROM library_policy", error);
  if (rule.hours != NULL && !jz_money_parse (rule.hours, &rule.hundredths))
    return cli_usage_error (error, _("%s: this is no number"), rule.hours), -1;
  return cli_write_and_say (cli, &jz_action_library_standard, policy_cb, &rule, error);
}

static gboolean
import_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_library_standard_take (operation, data, error);
}

static JzReference *
read_table (const char *path, GError **error)
{
  g_autofree char *text = NULL;

  if (path == NULL)
    return jz_reference_load ("library-standards.tsv", error);
  if (!g_file_get_contents (path, &text, NULL, error))
    return NULL;
  if (g_utf8_validate (text, -1, NULL))
    return jz_reference_parse (text, path, error);
  g_set_error (error, JZ_ERROR, JZ_ERROR_REFUSED, _("%s: the table is not written in UTF-8"), path);
  return NULL;
}

static int
run_import (Cli *cli, int argc, char **argv, GError **error)
{
  g_autoptr (JzReference) table = NULL;

  if (!cli_parse (cli, &cli_library_stats_commands[IMPORT], NULL, &argc, &argv, 0, 1, error))
    return -1;
  table = read_table (argc == 1 ? argv[0] : NULL, error);
  return table != NULL ? cli_write_and_say (cli, &jz_action_library_standard, import_cb, table, error) : -1;
}
