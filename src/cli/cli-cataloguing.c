/* cataloguing policy|needs|need: how this school catalogues.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jiaozhuang-cli"
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cli.h"
#include "jz-catalogue-policy.h"

static int run_policy (Cli *cli, int argc, char **argv, GError **error);
static int run_needs (Cli *cli, int argc, char **argv, GError **error);
static int run_need (Cli *cli, int argc, char **argv, GError **error);

enum { POLICY, NEEDS, NEED };

const CliCommand cli_cataloguing_commands[] = {
  [POLICY] = { "cataloguing policy",
               "[--level brief|full] [--agency TEXT] [--prefix TEXT] [--digits N] [--readings \"200a9 701a9\"]",
               N_("How this school catalogues; what is not said stays"), run_policy },
  [NEEDS] = { "cataloguing needs", "", N_("What a record must say"), run_needs },
  [NEED] = { "cataloguing need",
             "FIELD {[--name TEXT] [--level brief|full] [--marc21 FIELD] [--strict yes|no] | --remove}",
             N_("Ask for a field, ask for it otherwise, or no more"), run_need },
  { NULL, NULL, NULL, NULL },
};

typedef struct
{
  char *level, *agency, *prefix, *readings;
  int   digits; /* -1: not said */
} Policy;

static gboolean
is_one_of (const char *option, const char *text, const char *one, const char *other, GError **error)
{
  return text == NULL || strcmp (text, one) == 0 || strcmp (text, other) == 0 ||
         cli_usage_error (error, _("%s: --%s is %s or %s"), text, option, one, other);
}

static void
take_text (char **text, const char *said)
{
  if (said == NULL)
    return;
  g_free (*text);
  *text = g_strdup (said);
}

static gboolean
policy_cb (JzOperation *operation, gpointer data, GError **error)
{
  const Policy              *self = data;
  g_auto (JzCataloguePolicy) policy = { 0 };

  if (!jz_catalogue_policy_read (jz_operation_get_connection (operation), &policy, error))
    return FALSE;
  if (self->level != NULL)
    policy.full = strcmp (self->level, "full") == 0;
  take_text (&policy.agency, self->agency);
  take_text (&policy.prefix, self->prefix);
  take_text (&policy.readings, self->readings);
  policy.digits = self->digits >= 0 ? self->digits : policy.digits;
  return jz_catalogue_policy_set (operation, &policy, error);
}

static int
run_policy (Cli *cli, int argc, char **argv, GError **error)
{
  Policy             policy = { .digits = -1 };
  const GOptionEntry entries[] = {
    { "level", 0, 0, G_OPTION_ARG_STRING, &policy.level, N_("What its records must say"), "brief|full" },
    { "agency", 0, 0, G_OPTION_ARG_STRING, &policy.agency, N_("Who catalogues; \"\": the school"), N_("TEXT") },
    { "prefix", 0, 0, G_OPTION_ARG_STRING, &policy.prefix, N_("What accession numbers begin with"), N_("TEXT") },
    { "digits", 0, 0, G_OPTION_ARG_INT, &policy.digits, N_("Digits behind that"), "N" },
    { "readings", 0, 0, G_OPTION_ARG_STRING, &policy.readings, N_("Fields whose pinyin is kept"), N_("FIELDS") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_cataloguing_commands[POLICY], entries, &argc, &argv, 0, 0, error) ||
      !is_one_of ("level", policy.level, "brief", "full", error))
    return -1;
  if (policy.level == NULL && policy.agency == NULL && policy.prefix == NULL && policy.readings == NULL &&
      policy.digits < 0)
    return cli_say_rows (cli, "SELECT level, agency, prefix, digits, readings FROM catalogue_rule", error);
  return cli_write_and_say (cli, &jz_action_catalogue_policy, policy_cb, &policy, error);
}

static int
run_needs (Cli *cli, int argc, char **argv, GError **error)
{
  if (!cli_parse (cli, &cli_cataloguing_commands[NEEDS], NULL, &argc, &argv, 0, 0, error))
    return -1;
  return cli_say_rows (cli,
                       "SELECT cnmarc AS field, name, level, marc21, strict AS 'yes:strict' FROM catalogue_need "
                       "ORDER BY position",
                       error);
}

typedef struct
{
  const char *field;
  char       *name, *level, *marc21, *strict;
  gboolean    remove;
} Need;

static gboolean
need_cb (JzOperation *operation, gpointer data, GError **error)
{
  const Need      *self = data;
  JzConnection    *connection = jz_operation_get_connection (operation);
  JzStatement     *row = jz_connection_query (connection, error,
                                              "SELECT id, level = 'full', marc21, name, strict FROM catalogue_need "
                                              "WHERE cnmarc = ?",
                                              "s", self->field);
  JzCatalogueNeed  need = { .cnmarc = self->field };
  g_autofree char *marc21 = NULL, *name = NULL;
  gint64           id = 0;

  while (jz_statement_next (row))
    {
      id = jz_statement_int64 (row, 0);
      need.full = jz_statement_int64 (row, 1) != 0;
      need.marc21 = marc21 = jz_statement_dup (row, 2);
      need.name = name = jz_statement_dup (row, 3);
      need.strict = jz_statement_int64 (row, 4) != 0;
    }
  if (!jz_statement_finish (row, error))
    return FALSE;
  if (self->remove)
    return jz_catalogue_need_remove (operation, id, error);
  need.name = self->name != NULL ? self->name : need.name;
  need.marc21 = self->marc21 != NULL ? self->marc21 : need.marc21;
  need.full = self->level != NULL ? strcmp (self->level, "full") == 0 : need.full;
  need.strict = self->strict != NULL ? strcmp (self->strict, "yes") == 0 : need.strict;
  return jz_catalogue_need_set (operation, id, &need, error);
}

static int
run_need (Cli *cli, int argc, char **argv, GError **error)
{
  Need               need = { 0 };
  const GOptionEntry entries[] = {
    { "name", 0, 0, G_OPTION_ARG_STRING, &need.name, N_("What the school calls it"), N_("TEXT") },
    { "level", 0, 0, G_OPTION_ARG_STRING, &need.level, N_("At which level it is asked for"), "brief|full" },
    { "marc21", 0, 0, G_OPTION_ARG_STRING, &need.marc21, N_("The same in MARC 21"), N_("FIELD") },
    { "strict", 0, 0, G_OPTION_ARG_STRING, &need.strict, N_("Whether a record without it is refused"), "yes|no" },
    { "remove", 0, 0, G_OPTION_ARG_NONE, &need.remove, N_("It is not asked for any more"), NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_cataloguing_commands[NEED], entries, &argc, &argv, 1, 1, error) ||
      !is_one_of ("level", need.level, "brief", "full", error) ||
      !is_one_of ("strict", need.strict, "yes", "no", error))
    return -1;
  if (!need.remove && need.name == NULL && need.level == NULL && need.marc21 == NULL && need.strict == NULL)
    return cli_usage_error (error, _("Say what is asked for, or --remove")), -1;
  need.field = argv[0];
  return cli_write_and_say (cli, &jz_action_catalogue_policy, need_cb, &need, error);
}
