/* network ratios|rows|rule|target|room|item: how well the school is provided with computers and multimedia, and by what rules.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jiaozhuang-cli"
#include "config.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "jz-money.h"
#include "jz-ratio.h"

static int run_ratios (Cli *cli, int argc, char **argv, GError **error);
static int run_rows (Cli *cli, int argc, char **argv, GError **error);
static int run_rule (Cli *cli, int argc, char **argv, GError **error);
static int run_target (Cli *cli, int argc, char **argv, GError **error);
static int run_room (Cli *cli, int argc, char **argv, GError **error);
static int run_item (Cli *cli, int argc, char **argv, GError **error);

enum { RATIOS, ROWS, RULE, TARGET, ROOM, ITEM };

const CliCommand cli_ratio_commands[] = {
  [RATIOS] = { "network ratios", "[--year Y]", N_("How well the school is provided with computers and multimedia"),
               run_ratios },
  [ROWS] = { "network rows", "RATIO [--year Y]", N_("The rows behind a ratio, and why some do not count"), run_rows },
  [RULE] = { "network rule", "use|sound|life|networked yes|no", N_("What an effective machine must fulfil"),
             run_rule },
  [TARGET] = { "network target", "RATIO VALUE [--source S]", N_("What is aimed at"), run_target },
  [ROOM] = { "network room", "PLACE [--class C] [--mbps N] [--multimedia yes|no]",
             N_("What is known of the network in a room"), run_room },
  [ITEM] = { "network item", "CODE [--computer yes|no] [--multimedia yes|no] [--interactive yes|no] [--years N]",
             N_("Whether an item is a computer or a multimedia set"), run_item },
  { NULL, NULL, NULL, NULL },
};

/* ratios, rows */

typedef struct
{
  const char *ratio;
  int         year;
  GPtrArray  *found;
} Ratios;

static gboolean
ratios_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Ratios *self = data;

  self->found = self->ratio == NULL ? jz_ratio_read (connection, self->year, error) :
                jz_ratio_rows (connection, self->ratio, self->year, error);
  return self->found != NULL;
}

/* Hundredths as a number; null where nothing is known. */
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
ratio_json (JsonBuilder *json, const JzRatio *ratio)
{
  static const char *const verdicts[] = { "enough", "lacking", "no-data" };

  json_builder_begin_object (json);
  cli_json_text (json, "id", ratio->ratio);
  cli_json_text (json, "name", jz_ratio_words (ratio->ratio));
  cli_json_text (json, "stage", ratio->stage);
  cli_json_text (json, "form", ratio->x_to_one ? "x:1" : "percent");
  json_hundredths (json, "value", ratio->value);
  json_hundredths (json, "numerator", ratio->part >= 0 ? ratio->part * 100 : -1);
  json_hundredths (json, "denominator", ratio->x_to_one ? ratio->whole : ratio->whole * 100);
  json_hundredths (json, "target", ratio->target);
  cli_json_text (json, "direction", ratio->x_to_one ? "at-most" : "at-least");
  cli_json_number (json, "gap", ratio->lacking);
  cli_json_text (json, "verdict", verdicts[ratio->verdict]);
  cli_json_number (json, "unknown", ratio->unknown);
  cli_json_text (json, "source", ratio->source);
  json_builder_end_object (json);
}

static void
print_ratios (Cli *cli, GPtrArray *ratios)
{
  JsonBuilder *json = json_builder_new ();

  json_builder_begin_array (json);
  for (guint i = 0; i < ratios->len; i++)
    {
      const JzRatio   *ratio = g_ptr_array_index (ratios, i);
      g_autofree char *value = jz_ratio_value_words (ratio), *counts = jz_ratio_count_words (ratio),
                               *target = jz_ratio_target_words (ratio);

      ratio_json (json, ratio);
      cli_say (cli, "%s %s: %s (%s), %s", jz_ratio_words (ratio->ratio), ratio->stage != NULL ? ratio->stage : "",
               value, counts, target);
    }
  json_builder_end_array (json);
  cli_end_json (cli, json);
}

static void
print_rows (Cli *cli, GPtrArray *rows)
{
  JsonBuilder *json = json_builder_new ();

  json_builder_begin_array (json);
  for (guint i = 0; i < rows->len; i++)
    {
      const JzRatioRow *row = g_ptr_array_index (rows, i);

      json_builder_begin_object (json);
      cli_json_text (json, "table", row->table);
      cli_json_number (json, "id", row->id);
      cli_json_text (json, "code", row->code);
      cli_json_text (json, "title", row->title);
      cli_json_text (json, "detail", row->detail);
      cli_json_bool (json, "counts", row->counts);
      cli_json_text (json, "why", row->why);
      json_builder_end_object (json);
      cli_say (cli, "%s  %s  %s", jz_ratio_why_words (row->why), row->code, row->title);
    }
  json_builder_end_array (json);
  cli_end_json (cli, json);
}

static int
run_ratios_or_rows (Cli *cli, int which, int argc, char **argv, GError **error)
{
  Ratios self = { 0 };
  const GOptionEntry entries[] = {
    { "year", 0, 0, G_OPTION_ARG_INT, &self.year, N_("Calendar year of what is new; this one unless said"),
      N_("YEAR") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_ratio_commands[which], entries, &argc, &argv, which == ROWS, which == ROWS, error))
    return -1;
  self.ratio = which == ROWS ? argv[0] : NULL;
  if (!cli_open (cli, error) || !jz_store_read_sync (cli->store, ratios_cb, &self, NULL, error))
    return -1;
  (which == ROWS ? print_rows : print_ratios) (cli, self.found);
  g_ptr_array_unref (self.found);
  return 0;
}

static int
run_ratios (Cli *cli, int argc, char **argv, GError **error)
{
  return run_ratios_or_rows (cli, RATIOS, argc, argv, error);
}

static int
run_rows (Cli *cli, int argc, char **argv, GError **error)
{
  return run_ratios_or_rows (cli, ROWS, argc, argv, error);
}

/* rule, target, room, item */

/* -1 for NULL; FALSE with a usage error for what is neither. */
static gboolean
parse_yes (const char *text, int *yes, GError **error)
{
  *yes = text == NULL ? -1 : strcmp (text, "yes") == 0;
  return text == NULL || *yes == 1 || strcmp (text, "no") == 0 || cli_usage_error (error, _("%s: say yes or no"), text);
}

typedef struct
{
  const char *name, *source, *class_;
  int         yes, multimedia, interactive;
  int         number;
  gint64      hundredths;
} Rule;

static gboolean
rule_cb (JzOperation *operation, gpointer data, GError **error)
{
  const Rule *self = data;

  return jz_ratio_set_rule (operation, self->name, self->yes, error);
}

static int
run_rule (Cli *cli, int argc, char **argv, GError **error)
{
  Rule self = { 0 };

  if (!cli_parse (cli, &cli_ratio_commands[RULE], NULL, &argc, &argv, 2, 2, error) ||
      !parse_yes (argv[1], &self.yes, error))
    return -1;
  self.name = argv[0];
  return cli_write_and_say (cli, &jz_action_ratio, rule_cb, &self, error);
}

static gboolean
target_cb (JzOperation *operation, gpointer data, GError **error)
{
  const Rule *self = data;

  return jz_ratio_set_target (operation, self->name, self->hundredths, self->source, error);
}

static int
run_target (Cli *cli, int argc, char **argv, GError **error)
{
  char            *source = NULL;
  Rule             self = { 0 };
  const GOptionEntry entries[] = {
    { "source", 0, 0, G_OPTION_ARG_STRING, &source, N_("Which rule says so"), N_("TEXT") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_ratio_commands[TARGET], entries, &argc, &argv, 2, 2, error))
    return -1;
  if (!jz_money_parse (argv[1], &self.hundredths))
    return cli_usage_error (error, _("%s: this is no number"), argv[1]), -1;
  self.name = argv[0];
  self.source = source;
  return cli_write_and_say (cli, &jz_action_ratio, target_cb, &self, error);
}

static gboolean
room_cb (JzOperation *operation, gpointer data, GError **error)
{
  const Rule   *self = data;
  JzConnection *connection = jz_operation_get_connection (operation);
  gint64        place, class_ = 0;

  if (!cli_find_place (connection, self->name, &place, error) ||
      !jz_connection_number (connection, &class_, 0, error, "SELECT id FROM class WHERE name = ? AND left_year IS NULL",
                             "s", self->class_))
    return FALSE;
  if (self->class_ != NULL && class_ == 0)
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("%s: there is no such class"), self->class_);
      return FALSE;
    }
  return jz_ratio_set_room (operation, place, class_, self->multimedia, self->number, error);
}

static int
run_room (Cli *cli, int argc, char **argv, GError **error)
{
  char            *class_ = NULL, *multimedia = NULL;
  Rule             self = { .number = -1 };
  const GOptionEntry entries[] = {
    { "class", 0, 0, G_OPTION_ARG_STRING, &class_, N_("The class that has its lessons there"), N_("CLASS") },
    { "mbps", 0, 0, G_OPTION_ARG_INT, &self.number, N_("How fast its line is, in Mbit/s; 0: it has none"),
      N_("NUMBER") },
    { "multimedia", 0, 0, G_OPTION_ARG_STRING, &multimedia,
      N_("Whether it is a multimedia room, whatever stands there"), N_("yes|no") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_ratio_commands[ROOM], entries, &argc, &argv, 1, 1, error) ||
      !parse_yes (multimedia, &self.multimedia, error))
    return -1;
  self.name = argv[0];
  self.class_ = class_;
  return cli_write_and_say (cli, &jz_action_ratio, room_cb, &self, error);
}

static gboolean
item_cb (JzOperation *operation, gpointer data, GError **error)
{
  const Rule *self = data;
  gint64      item;

  if (!jz_connection_number (jz_operation_get_connection (operation), &item, 0, error,
                             "SELECT iif (count (*) = 1, max (id), 0) FROM item WHERE code = ? AND voided IS NULL", "s",
                             self->name))
    return FALSE;
  if (item != 0)
    return jz_ratio_set_item (operation, item, self->yes, self->multimedia, self->interactive, self->number, error);
  g_set_error (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("%s: there is no such item, or several"), self->name);
  return FALSE;
}

static int
run_item (Cli *cli, int argc, char **argv, GError **error)
{
  char            *computer = NULL, *multimedia = NULL, *interactive = NULL;
  Rule             self = { 0 };
  const GOptionEntry entries[] = {
    { "computer", 0, 0, G_OPTION_ARG_STRING, &computer, N_("Whether it is a computer"), N_("yes|no") },
    { "multimedia", 0, 0, G_OPTION_ARG_STRING, &multimedia, N_("Whether it is a multimedia set"), N_("yes|no") },
    { "interactive", 0, 0, G_OPTION_ARG_STRING, &interactive, N_("Whether it is interactive"), N_("yes|no") },
    { "years", 0, 0, G_OPTION_ARG_INT, &self.number, N_("How many years such a computer is used"), N_("NUMBER") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_ratio_commands[ITEM], entries, &argc, &argv, 1, 1, error) ||
      !parse_yes (computer, &self.yes, error) ||
      !parse_yes (multimedia, &self.multimedia, error) || !parse_yes (interactive, &self.interactive, error))
    return -1;
  self.name = argv[0];
  return cli_write_and_say (cli, &jz_action_ratio, item_cb, &self, error);
}
