/* numbering show|set: how numbers of asset cards are made.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jiaozhuang-cli"
#include "config.h"

#include <glib/gi18n.h>

#include "cli.h"
#include "jz-numbering.h"

static int run_show (Cli *cli, int argc, char **argv, GError **error);
static int run_set (Cli *cli, int argc, char **argv, GError **error);

enum { SHOW, SET };

const CliCommand cli_numbering_commands[] = {
  [SHOW] = { "numbering show", "[TEMPLATE]", N_("The rules for asset numbers, or what a rule would give"),
             run_show },
  [SET] = { "numbering set", "TEMPLATE [--scheme NAME] | --scheme NAME --remove",
            N_("Set the rule for asset numbers"),
            run_set },
  { NULL, NULL, NULL, NULL },
};

typedef struct
{
  const char *template;
  char       *example;
  GPtrArray  *rules; /* of char *[2]: code table, template */
} Rules;

static gboolean
rules_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Rules       *self = data;
  JzStatement *rows;

  if (self->template != NULL)
    {
      self->example = jz_numbering_example (connection, self->template, error);
      return self->example != NULL;
    }
  rows = jz_connection_query (connection, error,
                              "SELECT ifnull (name, ''), template FROM numbering LEFT JOIN code_scheme ON "
                              "code_scheme.id = scheme ORDER BY scheme", "");
  while (jz_statement_next (rows))
    {
      char **rule = g_new0 (char *, 3);

      rule[0] = jz_statement_dup (rows, 0);
      rule[1] = jz_statement_dup (rows, 1);
      g_ptr_array_add (self->rules, rule);
    }
  return jz_statement_finish (rows, error);
}

static int
run_show (Cli *cli, int argc, char **argv, GError **error)
{
  g_autoptr (GPtrArray) rules = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  Rules        self = { .rules = rules };
  JsonBuilder *json;

  if (!cli_parse (cli, &cli_numbering_commands[SHOW], NULL, &argc, &argv, 0, 1, error))
    return -1;
  self.template = argc > 0 ? argv[0] : NULL;
  if (!cli_open (cli, error) || !jz_store_read_sync (cli->store, rules_cb, &self, NULL, error))
    return -1;
  json = json_builder_new ();
  json_builder_begin_object (json);
  if (self.example != NULL)
    {
      cli_json_text (json, "example", self.example);
      cli_say (cli, "%s", self.example);
    }
  json_builder_set_member_name (json, "rules");
  json_builder_begin_array (json);
  for (guint i = 0; i < rules->len; i++)
    {
      char **rule = g_ptr_array_index (rules, i);

      json_builder_begin_object (json);
      cli_json_text (json, "scheme", rule[0]);
      cli_json_text (json, "template", rule[1]);
      json_builder_end_object (json);
      cli_say (cli, "%s\t%s", rule[0][0] != '\0' ? rule[0] : "*", rule[1]);
    }
  json_builder_end_array (json);
  json_builder_end_object (json);
  cli_end_json (cli, json);
  g_free (self.example);
  return 0;
}

typedef struct
{
  const char *template, *scheme;
} SetRule;

static gboolean
set_rule_cb (JzOperation *operation, gpointer data, GError **error)
{
  const SetRule *self = data;
  gint64         scheme = 0;

  if (self->scheme != NULL)
    {
      if (!jz_connection_number (jz_operation_get_connection (operation), &scheme, 0, error,
                                 "SELECT max (id) FROM code_scheme WHERE name = ?1 OR name || ' ' || edition = ?1", "s",
                                 self->scheme))
        return FALSE;
      if (scheme == 0)
        {
          g_set_error (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("%s: there is no such code table"), self->scheme);
          return FALSE;
        }
    }
  return jz_numbering_set (operation, scheme, self->template, error);
}

static int
run_set (Cli *cli, int argc, char **argv, GError **error)
{
  char            *scheme = NULL;
  gboolean         removes = FALSE;
  SetRule          self;
  const GOptionEntry entries[] = {
    { "scheme", 0, 0, G_OPTION_ARG_STRING, &scheme, N_("Only for items of this code table"), N_("NAME") },
    { "remove", 0, 0, G_OPTION_ARG_NONE, &removes, N_("Take the rule of the code table away"), NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_numbering_commands[SET], entries, &argc, &argv, 0, 1, error))
    return -1;
  if (removes ? argc > 0 || scheme == NULL : argc != 1)
    return cli_usage_error (error, _("Say the rule, or --scheme and --remove")), -1;
  self = (SetRule){ removes ? NULL : argv[0], scheme };
  return cli_write_and_say (cli, &jz_action_numbering, set_rule_cb, &self, error);
}
