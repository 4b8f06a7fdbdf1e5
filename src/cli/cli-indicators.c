/* report indicators, indicator target: where the school stands, and where it should.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jiaozhuang-cli"
#include "config.h"

#include <glib/gi18n.h>

#include "cli.h"
#include "jz-indicator.h"
#include "jz-quantity.h"

static int run_indicators (Cli *cli, int argc, char **argv, GError **error);
static int run_target (Cli *cli, int argc, char **argv, GError **error);

enum { INDICATORS, TARGET };

const CliCommand cli_indicators_commands[] = {
  [INDICATORS] = { "report indicators", "[--term T]", N_("The figures that inspectors ask for, against their targets"),
                   run_indicators },
  [TARGET] = { "indicator target", "ID (VALUE | --none) [--source TEXT]", N_("What a figure must come to"), run_target },
  { NULL, NULL, NULL, NULL },
};

typedef struct
{
  char      *term;
  GPtrArray *found;
} Indicators;

static gboolean
read_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Indicators *self = data;

  self->found = jz_indicators_read (connection, self->term, error);
  return self->found != NULL;
}

static void
json_known (JsonBuilder *json, const char *name, gboolean known, double value)
{
  json_builder_set_member_name (json, name);
  if (known)
    json_builder_add_double_value (json, value);
  else
    json_builder_add_null_value (json);
}

static void
say (Cli *cli, JsonBuilder *json, const JzIndicator *one)
{
  g_autofree char *value = jz_indicator_value_words (one, one->value);
  g_autofree char *target = one->target >= 0 ? jz_indicator_value_words (one, one->target) : g_strdup ("");
  gboolean         known = one->value >= 0;

  json_builder_begin_object (json);
  cli_json_text (json, "id", one->id);
  cli_json_text (json, "name", one->words);
  cli_json_text (json, "unit", jz_indicator_unit_name (one->unit));
  json_known (json, "value", known, (double) one->value / 100);
  json_known (json, "numerator", one->numerator >= 0, (double) one->numerator);
  json_known (json, "denominator", one->denominator >= 0, (double) one->denominator);
  json_known (json, "target", one->target >= 0, (double) one->target / 100);
  cli_json_text (json, "direction", one->at_most ? "at-most" : "at-least");
  json_known (json, "gap", known && one->target >= 0, (double) jz_indicator_gap (one) / 100);
  cli_json_text (json, "verdict", jz_indicator_verdict_name (one->verdict));
  cli_json_bool (json, "complete", one->missing == NULL);
  cli_json_text (json, "missing", one->missing);
  json_builder_end_object (json);
  cli_say (cli, "%s\t%s\t%s\t%s", one->words, value, target, one->missing != NULL ? one->missing : "");
}

static int
run_indicators (Cli *cli, int argc, char **argv, GError **error)
{
  Indicators         self = { NULL, NULL };
  JsonBuilder       *json;
  const GOptionEntry entries[] = {
    { "term", 0, 0, G_OPTION_ARG_STRING, &self.term, N_("Of this term, 2026-1; the present one unless said"), N_("TERM") },
    { NULL },
  };

  if (!cli_parse (cli, &cli_indicators_commands[INDICATORS], entries, &argc, &argv, 0, 0, error) || !cli_open (cli, error) ||
      !jz_store_read_sync (cli->store, read_cb, &self, NULL, error))
    return -1;
  json = json_builder_new ();
  json_builder_begin_array (json);
  for (guint i = 0; i < self.found->len; i++)
    say (cli, json, g_ptr_array_index (self.found, i));
  json_builder_end_array (json);
  cli_end_json (cli, json);
  g_ptr_array_unref (self.found);
  return 0;
}

/* indicator target */

typedef struct
{
  const char *id;
  gint64      value; /* hundredths; -1: none */
  char       *source;
} Target;

static gboolean
target_cb (JzOperation *operation, gpointer data, GError **error)
{
  Target *self = data;

  return jz_indicator_set_target (operation, self->id, self->value, self->source, error);
}

static int
run_target (Cli *cli, int argc, char **argv, GError **error)
{
  gboolean           none = FALSE;
  Target             self = { NULL, -1, NULL };
  const GOptionEntry entries[] = {
    { "none", 0, 0, G_OPTION_ARG_NONE, &none, N_("It has no target any more"), NULL },
    { "source", 0, 0, G_OPTION_ARG_STRING, &self.source, N_("Where that is written"), N_("TEXT") },
    { NULL },
  };

  if (!cli_parse (cli, &cli_indicators_commands[TARGET], entries, &argc, &argv, 1, 2, error))
    return -1;
  self.id = argv[0];
  if (none == (argv[1] != NULL) || (!none && (!jz_quantity_parse (argv[1], 2, &self.value) || self.value < 0)))
    return cli_usage_error (error, _("usage: jiaozhuang-cli %s"), "indicator target ID (VALUE | --none) [--source TEXT]"), -1;
  return cli_write_and_say (cli, &jz_action_indicator_target, target_cb, &self, error);
}
