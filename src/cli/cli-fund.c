/* fund list|remove|collect, purpose list|add|remove, budget remove, value lives|life.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jiaozhuang-cli"
#include "config.h"

#include <glib/gi18n.h>

#include "cli.h"
#include "jz-budget.h"
#include "jz-depreciation.h"
#include "jz-item.h"

static int run_funds (Cli *cli, int argc, char **argv, GError **error);
static int run_remove_fund (Cli *cli, int argc, char **argv, GError **error);
static int run_collect (Cli *cli, int argc, char **argv, GError **error);
static int run_purposes (Cli *cli, int argc, char **argv, GError **error);
static int run_add_purpose (Cli *cli, int argc, char **argv, GError **error);
static int run_remove_purpose (Cli *cli, int argc, char **argv, GError **error);
static int run_remove_line (Cli *cli, int argc, char **argv, GError **error);
static int run_lives (Cli *cli, int argc, char **argv, GError **error);
static int run_life (Cli *cli, int argc, char **argv, GError **error);

enum { FUNDS, REMOVE_FUND, COLLECT, PURPOSES, ADD_PURPOSE, REMOVE_PURPOSE, REMOVE_LINE, LIVES, LIFE };

const CliCommand cli_fund_commands[] = {
  [FUNDS] = { "fund list", "", N_("The funds"), run_funds },
  [REMOVE_FUND] = { "fund remove", "NAME", N_("Remove a fund that nothing needs"), run_remove_fund },
  [COLLECT] = { "fund collect", "", N_("Take in the funds that vouchers name"), run_collect },
  [PURPOSES] = { "purpose list", "", N_("What money is spent for"), run_purposes },
  [ADD_PURPOSE] = { "purpose add", "NAME [--counts yes|no]", N_("Add a purpose, or change it"), run_add_purpose },
  [REMOVE_PURPOSE] = { "purpose remove", "NAME", N_("Remove a purpose that nothing needs"), run_remove_purpose },
  [REMOVE_LINE] = { "budget remove", "--year YEAR --fund F --purpose P", N_("Remove a line of the budget"),
                    run_remove_line },
  [LIVES] = { "value lives", "", N_("How long things last, by class and by themselves"), run_lives },
  [LIFE] = { "value life", "ITEM | --asset NUMBER {--years N [--residual PERCENT] --reason WHY | --as-class}",
             N_("How long one item or one asset lasts"), run_life },
  { NULL, NULL, NULL, NULL },
};

typedef struct
{
  const char *name;
  char       *fund, *purpose, *counts, *asset, *reason;
  gint64      fund_id;
  int         year, years, residual;
  gboolean    as_class;
} Asked;

static gboolean G_GNUC_PRINTF (3, 4)
must_be (gint64 id, GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list          args;

  if (id != 0)
    return TRUE;
  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, message);
  return FALSE;
}

static gboolean
find_fund (JzConnection *connection, const char *name, gint64 *id, GError **error)
{
  return jz_fund_find (connection, name, id, error) && must_be (*id, error, _("%s: there is no such fund"), name);
}

static gboolean
find_purpose (JzConnection *connection, const char *name, gint64 *id, GError **error)
{
  return jz_purpose_find (connection, name, id, error) &&
         must_be (*id, error, _("%s: there is no such purpose"), name);
}

/* Lists. */

static int
run_list (Cli *cli, int which, const char *sql, int argc, char **argv, GError **error)
{
  return cli_parse (cli, &cli_fund_commands[which], NULL, &argc, &argv, 0, 0, error) ? cli_say_rows (cli, sql, error) :
                                                                                     -1;
}

static int
run_funds (Cli *cli, int argc, char **argv, GError **error)
{
  return run_list (cli, FUNDS,
                   "SELECT name, public AS 'yes:public', spends AS 'yes:paid', note FROM fund WHERE voided IS NULL "
                   "ORDER BY public DESC, name", argc, argv, error);
}

static int
run_purposes (Cli *cli, int argc, char **argv, GError **error)
{
  return run_list (cli, PURPOSES,
                   "SELECT name, counts AS 'yes:counts', takes FROM purpose WHERE voided IS NULL ORDER BY position, "
                   "name", argc, argv, error);
}

static int
run_lives (Cli *cli, int argc, char **argv, GError **error)
{
  return run_list (cli, LIVES,
                   "SELECT 'class' AS kind, trim (scheme || ' ' || edition) AS scheme, code, trim (class || ' ' || name) "
                   "AS name, years, NULL AS residual, source AS reason, starter AS 'yes:starter' FROM depreciation_life "
                   "UNION ALL SELECT 'item', '', item.code, trim (item.name || ' ' || item.spec), o.years, o.residual, "
                   "o.reason, 0 FROM depreciation_own o JOIN item ON item.id = o.item "
                   "UNION ALL SELECT 'asset', '', asset.number, item.name, o.years, o.residual, o.reason, 0 FROM "
                   "depreciation_own o JOIN asset ON asset.id = o.asset JOIN item ON item.id = asset.item",
                   argc, argv, error);
}

/* Writing. */

static gboolean
remove_fund_cb (JzOperation *operation, gpointer data, GError **error)
{
  gint64 id;

  return find_fund (jz_operation_get_connection (operation), ((Asked *) data)->name, &id, error) &&
         jz_fund_remove (operation, id, error);
}

static gboolean
collect_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_fund_collect (operation, NULL, error);
}

static gboolean
add_purpose_cb (JzOperation *operation, gpointer data, GError **error)
{
  Asked        *asked = data;
  JzConnection *connection = jz_operation_get_connection (operation);
  JzPurpose     purpose = { .name = asked->name };
  g_autofree char *takes = NULL;
  gint64        counts = 0;

  if (!jz_purpose_find (connection, asked->name, &purpose.id, error) ||
      !jz_connection_number (connection, &counts, 0, error, "SELECT counts FROM purpose WHERE id = ?", "l", purpose.id))
    return FALSE;
  takes = jz_connection_text (connection, NULL, "SELECT takes FROM purpose WHERE id = ?", "l", purpose.id);
  purpose.takes = takes != NULL ? takes : "";
  purpose.counts = asked->counts != NULL ? g_str_equal (asked->counts, "yes") : counts != 0;
  return jz_purpose_put (operation, &purpose, NULL, error);
}

static gboolean
remove_purpose_cb (JzOperation *operation, gpointer data, GError **error)
{
  gint64 id;

  return find_purpose (jz_operation_get_connection (operation), ((Asked *) data)->name, &id, error) &&
         jz_purpose_remove (operation, id, error);
}

static gboolean
remove_line_cb (JzOperation *operation, gpointer data, GError **error)
{
  Asked        *asked = data;
  JzConnection *connection = jz_operation_get_connection (operation);
  gint64        fund, purpose, line;

  return find_fund (connection, asked->fund, &fund, error) &&
         find_purpose (connection, asked->purpose, &purpose, error) &&
         jz_connection_number (connection, &line, 0, error,
                               "SELECT id FROM budget_line WHERE year = ? AND fund = ? AND purpose = ? AND voided IS "
                               "NULL", "ill", asked->year, fund, purpose) &&
         must_be (line, error, _("%s: there is no such line of the budget"), asked->fund) &&
         jz_budget_remove (operation, line, error);
}

static int
run_named (Cli *cli, int which, JzWriteFunc func, int argc, char **argv, GError **error)
{
  Asked asked = { 0 };

  if (!cli_parse (cli, &cli_fund_commands[which], NULL, &argc, &argv, 1, 1, error))
    return -1;
  asked.name = argv[0];
  return cli_write_and_say (cli, &jz_action_fund, func, &asked, error);
}

static int
run_remove_fund (Cli *cli, int argc, char **argv, GError **error)
{
  return run_named (cli, REMOVE_FUND, remove_fund_cb, argc, argv, error);
}

static int
run_remove_purpose (Cli *cli, int argc, char **argv, GError **error)
{
  return run_named (cli, REMOVE_PURPOSE, remove_purpose_cb, argc, argv, error);
}

static int
run_collect (Cli *cli, int argc, char **argv, GError **error)
{
  return cli_parse (cli, &cli_fund_commands[COLLECT], NULL, &argc, &argv, 0, 0, error) ?
             cli_write_and_say (cli, &jz_action_fund, collect_cb, NULL, error) :
             -1;
}

static int
run_add_purpose (Cli *cli, int argc, char **argv, GError **error)
{
  Asked asked = { 0 };
  const GOptionEntry entries[] = {
    { "counts", 0, 0, G_OPTION_ARG_STRING, &asked.counts,
      N_("Whether it counts in the share of equipment in the public expenditure"), "yes|no" },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_fund_commands[ADD_PURPOSE], entries, &argc, &argv, 1, 1, error))
    return -1;
  if (asked.counts != NULL && !g_str_equal (asked.counts, "yes") && !g_str_equal (asked.counts, "no"))
    return cli_usage_error (error, _("%s: yes or no"), asked.counts), -1;
  asked.name = argv[0];
  return cli_write_and_say (cli, &jz_action_fund, add_purpose_cb, &asked, error);
}

static int
run_remove_line (Cli *cli, int argc, char **argv, GError **error)
{
  Asked asked = { 0 };
  const GOptionEntry entries[] = {
    { "year", 0, 0, G_OPTION_ARG_INT, &asked.year, N_("Calendar year"), N_("YEAR") },
    { "fund", 0, 0, G_OPTION_ARG_STRING, &asked.fund, N_("Where the money comes from"), N_("FUND") },
    { "purpose", 0, 0, G_OPTION_ARG_STRING, &asked.purpose, N_("What it is for"), N_("PURPOSE") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_fund_commands[REMOVE_LINE], entries, &argc, &argv, 0, 0, error))
    return -1;
  if (asked.year == 0 || asked.fund == NULL || asked.purpose == NULL)
    return cli_usage_error (error, _("usage: jiaozhuang-cli %s"), cli_fund_commands[REMOVE_LINE].usage), -1;
  return cli_write_and_say (cli, &jz_action_fund, remove_line_cb, &asked, error);
}

/* value life */

static gboolean
life_cb (JzOperation *operation, gpointer data, GError **error)
{
  Asked        *asked = data;
  JzConnection *connection = jz_operation_get_connection (operation);
  JzOwnLife     life = { .years = asked->as_class ? -1 : asked->years, .residual = asked->residual,
                         .reason = asked->reason };

  if (asked->asset != NULL ? !jz_asset_find (connection, asked->asset, &life.asset, error) :
                             !jz_item_find (connection, asked->name, &life.item, error))
    return FALSE;
  return must_be (life.asset + life.item, error,
                  asked->asset != NULL ? _("%s: there is no such asset") : _("%s: there is no such item"),
                  asked->asset != NULL ? asked->asset : asked->name) &&
         jz_life_set_own (operation, &life, error);
}

static int
run_life (Cli *cli, int argc, char **argv, GError **error)
{
  Asked asked = { .years = -1, .residual = -1 };
  const GOptionEntry entries[] = {
    { "asset", 0, 0, G_OPTION_ARG_STRING, &asked.asset, N_("Number of an asset"), N_("NUMBER") },
    { "years", 0, 0, G_OPTION_ARG_INT, &asked.years, N_("So many years; 0: never depreciated"), N_("N") },
    { "residual", 0, 0, G_OPTION_ARG_INT, &asked.residual, N_("What is left in the end; as the rules say unless said"),
      N_("PERCENT") },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &asked.reason, N_("Why"), N_("TEXT") },
    { "as-class", 0, 0, G_OPTION_ARG_NONE, &asked.as_class, N_("As long as its class"), NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_fund_commands[LIFE], entries, &argc, &argv, 0, 1, error))
    return -1;
  if ((argc > 0) == (asked.asset != NULL) || (asked.years >= 0) == asked.as_class)
    return cli_usage_error (error, _("usage: jiaozhuang-cli %s"), cli_fund_commands[LIFE].usage), -1;
  asked.name = argc > 0 ? argv[0] : NULL;
  return cli_write_and_say (cli, &jz_action_life, life_cb, &asked, error);
}
