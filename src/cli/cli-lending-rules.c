/* lending rules|rule|compensation|policy|groups|group: what a school has settled about lending.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jiaozhuang-cli"
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cli.h"
#include "jz-charge.h"
#include "jz-loan-rule.h"
#include "jz-money.h"
#include "jz-reader-group.h"

static int run_rules (Cli *cli, int argc, char **argv, GError **error);
static int run_rule (Cli *cli, int argc, char **argv, GError **error);
static int run_compensation (Cli *cli, int argc, char **argv, GError **error);
static int run_policy (Cli *cli, int argc, char **argv, GError **error);
static int run_groups (Cli *cli, int argc, char **argv, GError **error);
static int run_group (Cli *cli, int argc, char **argv, GError **error);

enum { RULES, RULE, COMPENSATION, POLICY, GROUPS, GROUP };

const CliCommand cli_lending_rules_commands[] = {
  [RULES] = { "lending rules", "", N_("How many books who may have for how long"), run_rules },
  [RULE] = { "lending rule",
             "GROUP [--material M] [--copies N] [--days N] [--renewals N] [--renewal-days N] [--holds N] [--overdue "
             "none|stop|money] [--rate N] "
             "[--cap N] [--grace N] [--lengthens yes|no] [--note TEXT] | [--material M] --remove",
             N_("Set a loan rule, where what is not said stays, or remove it"), run_rule },
  [COMPENSATION] = { "lending compensation",
                     "[NAME {--state lost|damaged|shelf --percent N [--least YUAN] [--unpriced YUAN] [--note TEXT] | "
                     "--remove}]",
                     N_("What is paid for a book that is lost or damaged"), run_compensation },
  [POLICY] = { "lending policy",
               "[--hold-days N] [--blocks-late yes|no] [--blocks-owed YUAN] [--card-prefix TEXT] [--card-digits N] "
               "[--keep-years N]",
               N_("What else the school has settled about lending"), run_policy },
  [GROUPS] = { "lending groups", "", N_("What readers are told apart by"), run_groups },
  [GROUP] = { "lending group", "NAME {[--title TEXT] [--holder pupil|staff|class] | --remove}",
              N_("A group of readers: another name for it, a new one, or none any more"), run_group },
  { NULL, NULL, NULL, NULL },
};

static int
run_rules (Cli *cli, int argc, char **argv, GError **error)
{
  if (!cli_parse (cli, &cli_lending_rules_commands[RULES], NULL, &argc, &argv, 0, 0, error))
    return -1;
  return cli_say_rows (
    cli,
    "SELECT g.name AS 'group', g.title, m.name AS material, copies, days, renewals, renewal_days, holds, overdue, "
    "rate, cap, grace, "
    "lengthens AS 'yes:lengthens', note, starter AS 'yes:starter' FROM loan_rule JOIN reader_group g ON g.id = grp "
    "LEFT JOIN material m ON m.id = material ORDER BY grp, material",
    error);
}

typedef struct
{
  const char *group;
  char       *material, *overdue, *lengthens, *note;
  int         copies, days, renewals, renewal_days, holds, rate, cap, grace;
  gboolean    remove;
} Rule;

static gboolean
find_row (JzConnection *connection, const char *sql, const char *name, gint64 *id, GError **error)
{
  if (!jz_connection_number (connection, id, 0, error, sql, "s", name))
    return FALSE;
  if (*id == 0)
    g_set_error (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("%s: there is no such group of readers or material"), name);
  return *id != 0;
}

static gboolean
remove_rule (JzOperation *operation, gint64 group, gint64 material, GError **error)
{
  gint64 id;

  return jz_connection_number (jz_operation_get_connection (operation), &id, 0, error,
                               "SELECT id FROM loan_rule WHERE grp = ? AND ifnull (material, 0) = ?", "ll", group,
                               material) &&
         jz_loan_rule_remove (operation, id, error);
}

static void
take_said (const Rule *self, JzLoanRule *rule)
{
  rule->copies = self->copies >= 0 ? (guint) self->copies : rule->copies;
  rule->days = self->days >= 0 ? self->days : rule->days;
  rule->renewals = self->renewals >= 0 ? (guint) self->renewals : rule->renewals;
  rule->renewal_days = self->renewal_days >= 0 ? self->renewal_days : rule->renewal_days;
  rule->holds = self->holds >= 0 ? (guint) self->holds : rule->holds;
  rule->grace = self->grace >= 0 ? self->grace : rule->grace;
  if (self->overdue != NULL && rule->overdue == JZ_OVERDUE_NONE)
    rule->rate = 0;
  rule->rate = self->rate >= 0 ? self->rate : rule->rate;
  rule->cap = self->cap >= 0 ? self->cap : rule->cap;
  if (self->lengthens != NULL)
    rule->lengthens = strcmp (self->lengthens, "yes") == 0;
}

static gboolean
rule_cb (JzOperation *operation, gpointer data, GError **error)
{
  const Rule   *self = data;
  JzConnection *connection = jz_operation_get_connection (operation);
  gint64        group, material = 0;
  JzLoanRule    rule;

  if (!find_row (connection, "SELECT id FROM reader_group WHERE name = ?1 OR title = ?1", self->group, &group, error) ||
      (self->material != NULL && !find_row (connection, "SELECT id FROM material WHERE name = ?1 OR title = ?1",
                                            self->material, &material, error)))
    return FALSE;
  if (self->remove)
    return remove_rule (operation, group, material, error);
  if (!jz_loan_rule_read (connection, group, material, &rule, error))
    return FALSE;
  if (self->overdue != NULL)
    jz_overdue_parse (self->overdue, &rule.overdue);
  take_said (self, &rule);
  return jz_loan_rule_set (operation, group, material, &rule, self->note, error);
}

static gboolean
is_yes_or_no (const char *option, const char *text, GError **error)
{
  return text == NULL || strcmp (text, "yes") == 0 || strcmp (text, "no") == 0 ||
         cli_usage_error (error, _("%s: --%s is yes or no"), text, option);
}

static int
run_rule (Cli *cli, int argc, char **argv, GError **error)
{
  Rule               rule = { NULL, NULL, NULL, NULL, NULL, -1, -1, -1, -1, -1, -1, -1, -1, FALSE };
  JzOverdue          overdue;
  const GOptionEntry entries[] = {
    { "material", 0, 0, G_OPTION_ARG_STRING, &rule.material, N_("Of this material; without, of everything together"),
      N_("M") },
    { "copies", 0, 0, G_OPTION_ARG_INT, &rule.copies, N_("At once"), "N" },
    { "days", 0, 0, G_OPTION_ARG_INT, &rule.days, N_("For how long"), "N" },
    { "renewals", 0, 0, G_OPTION_ARG_INT, &rule.renewals, N_("How often it may be renewed"), "N" },
    { "renewal-days", 0, 0, G_OPTION_ARG_INT, &rule.renewal_days, N_("For how long each time"), "N" },
    { "holds", 0, 0, G_OPTION_ARG_INT, &rule.holds, N_("Titles waited for at once"), "N" },
    { "overdue", 0, 0, G_OPTION_ARG_STRING, &rule.overdue, N_("What being late costs"), "none|stop|money" },
    { "rate", 0, 0, G_OPTION_ARG_INT, &rule.rate, N_("For a copy and a day: days, or fen"), "N" },
    { "cap", 0, 0, G_OPTION_ARG_INT, &rule.cap, N_("For a copy at most: days, or fen"), "N" },
    { "grace", 0, 0, G_OPTION_ARG_INT, &rule.grace, N_("Days late that cost nothing"), "N" },
    { "lengthens", 0, 0, G_OPTION_ARG_STRING, &rule.lengthens, N_("Whether days of holidays do not count"), "yes|no" },
    { "note", 0, 0, G_OPTION_ARG_STRING, &rule.note, N_("Where the figures come from"), N_("TEXT") },
    { "remove", 0, 0, G_OPTION_ARG_NONE, &rule.remove, N_("It holds no longer"), NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_lending_rules_commands[RULE], entries, &argc, &argv, 1, 1, error) ||
      !is_yes_or_no ("lengthens", rule.lengthens, error))
    return -1;
  if (rule.overdue != NULL && !jz_overdue_parse (rule.overdue, &overdue))
    return cli_usage_error (error, _("%s: --overdue is none, stop or money"), rule.overdue), -1;
  if (rule.overdue != NULL && overdue == JZ_OVERDUE_NONE)
    rule.rate = 0;
  rule.group = argv[0];
  return cli_write_and_say (cli, &jz_action_lending_rules, rule_cb, &rule, error);
}

static gboolean
remove_compensation_cb (JzOperation *operation, gpointer data, GError **error)
{
  gint64 id;

  return jz_connection_number (jz_operation_get_connection (operation), &id, 0, error,
                               "SELECT id FROM book_compensation WHERE name = ?", "s", data) &&
         jz_book_compensation_remove (operation, id, error);
}

static gboolean
compensation_cb (JzOperation *operation, gpointer data, GError **error)
{
  const JzBookCompensation *rule = data;
  gint64                    id;

  return jz_connection_number (jz_operation_get_connection (operation), &id, 0, error,
                               "SELECT id FROM book_compensation WHERE name = ?", "s", rule->name) &&
         jz_book_compensation_set (operation, id, rule, error);
}

static int
run_compensation (Cli *cli, int argc, char **argv, GError **error)
{
  char              *state = NULL, *least = NULL, *unpriced = NULL, *note = NULL;
  gboolean           removes = FALSE;
  JzBookCompensation rule = { .percent = -1 };
  const GOptionEntry entries[] = {
    { "state", 0, 0, G_OPTION_ARG_STRING, &state, N_("What becomes of the copy"), "lost|damaged|shelf" },
    { "percent", 0, 0, G_OPTION_ARG_INT, &rule.percent, N_("Of its price"), "N" },
    { "least", 0, 0, G_OPTION_ARG_STRING, &least, N_("At least"), N_("YUAN") },
    { "unpriced", 0, 0, G_OPTION_ARG_STRING, &unpriced, N_("Where no price is known"), N_("YUAN") },
    { "note", 0, 0, G_OPTION_ARG_STRING, &note, N_("Where the figures come from"), N_("TEXT") },
    { "remove", 0, 0, G_OPTION_ARG_NONE, &removes, N_("It holds no longer"), NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_lending_rules_commands[COMPENSATION], entries, &argc, &argv, 0, 1, error))
    return -1;
  if (argc == 0)
    return cli_say_rows (
      cli,
      "SELECT name, state, percent, least AS 'yuan:least', unpriced AS 'yuan:unpriced', note, starter AS 'yes:starter' "
      "FROM book_compensation ORDER BY id",
      error);
  if (removes)
    return cli_write_and_say (cli, &jz_action_lending_rules, remove_compensation_cb, argv[0], error);
  if ((least != NULL && !jz_money_parse (least, &rule.least)) ||
      (unpriced != NULL && !jz_money_parse (unpriced, &rule.unpriced)))
    return cli_usage_error (error, _("This is no amount of money")), -1;
  rule.name = argv[0];
  rule.state = state;
  rule.note = note;
  return cli_write_and_say (cli, &jz_action_lending_rules, compensation_cb, &rule, error);
}

typedef struct
{
  int   hold_days, card_digits, keep_years;
  char *blocks_late, *blocks_owed, *card_prefix;
} Policy;

static gboolean
policy_cb (JzOperation *operation, gpointer data, GError **error)
{
  const Policy   *self = data;
  JzLendingPolicy policy;

  if (!jz_lending_policy_read (jz_operation_get_connection (operation), &policy, error))
    return FALSE;
  policy.hold_days = self->hold_days >= 0 ? self->hold_days : policy.hold_days;
  policy.card_digits = self->card_digits >= 0 ? self->card_digits : policy.card_digits;
  policy.keep_years = self->keep_years >= 0 ? self->keep_years : policy.keep_years;
  if (self->blocks_late != NULL)
    policy.blocks_late = strcmp (self->blocks_late, "yes") == 0;
  if (self->blocks_owed != NULL)
    jz_money_parse (self->blocks_owed, &policy.blocks_owed);
  if (self->card_prefix != NULL)
    g_strlcpy (policy.card_prefix, self->card_prefix, sizeof policy.card_prefix);
  return jz_lending_policy_set (operation, &policy, error);
}

static int
run_policy (Cli *cli, int argc, char **argv, GError **error)
{
  Policy             policy = { -1, -1, -1, NULL, NULL, NULL };
  gint64             owed;
  const GOptionEntry entries[] = {
    { "hold-days", 0, 0, G_OPTION_ARG_INT, &policy.hold_days, N_("How long a copy is put aside"), "N" },
    { "blocks-late", 0, 0, G_OPTION_ARG_STRING, &policy.blocks_late,
      N_("Whoever has something overdue borrows nothing"), "yes|no" },
    { "blocks-owed", 0, 0, G_OPTION_ARG_STRING, &policy.blocks_owed, N_("Nor who owes as much; 0: owing stops nobody"),
      N_("YUAN") },
    { "card-prefix", 0, 0, G_OPTION_ARG_STRING, &policy.card_prefix, N_("What numbers of cards begin with"),
      N_("TEXT") },
    { "card-digits", 0, 0, G_OPTION_ARG_INT, &policy.card_digits, N_("Digits behind that"), "N" },
    { "keep-years", 0, 0, G_OPTION_ARG_INT, &policy.keep_years, N_("Before loans become figures"), "N" },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_lending_rules_commands[POLICY], entries, &argc, &argv, 0, 0, error) ||
      !is_yes_or_no ("blocks-late", policy.blocks_late, error))
    return -1;
  if (policy.blocks_owed != NULL && !jz_money_parse (policy.blocks_owed, &owed))
    return cli_usage_error (error, _("This is no amount of money")), -1;
  if (policy.hold_days >= 0 || policy.card_digits >= 0 || policy.keep_years >= 0 || policy.blocks_late != NULL ||
      policy.blocks_owed != NULL || policy.card_prefix != NULL)
    return cli_write_and_say (cli, &jz_action_lending_rules, policy_cb, &policy, error);
  return cli_say_rows (cli,
                       "SELECT hold_days, blocks_late AS 'yes:blocks_late', blocks_owed AS 'yuan:blocks_owed', "
                       "card_prefix, card_digits, keep_years "
                       "FROM lending_policy",
                       error);
}

static int
run_groups (Cli *cli, int argc, char **argv, GError **error)
{
  if (!cli_parse (cli, &cli_lending_rules_commands[GROUPS], NULL, &argc, &argv, 0, 0, error))
    return -1;
  return cli_say_rows (cli,
                       "SELECT name, title, holder, stage, (SELECT count (*) FROM reader_now WHERE grp = "
                       "reader_group.id) "
                       "AS readers FROM reader_group ORDER BY id",
                       error);
}

typedef struct
{
  char    *name, *title, *holder;
  gboolean remove;
} Group;

static gboolean
group_cb (JzOperation *operation, gpointer data, GError **error)
{
  const Group *self = data;
  gint64       id;

  if (!jz_connection_number (jz_operation_get_connection (operation), &id, 0, error,
                             "SELECT id FROM reader_group WHERE name = ?1 OR title = ?1", "s", self->name))
    return FALSE;
  if (self->remove)
    return jz_reader_group_remove (operation, id, error);
  return jz_reader_group_set (operation, id, self->title != NULL ? self->title : self->name, self->holder, error);
}

static int
run_group (Cli *cli, int argc, char **argv, GError **error)
{
  Group              group = { NULL, NULL, NULL, FALSE };
  const GOptionEntry entries[] = {
    { "title", 0, 0, G_OPTION_ARG_STRING, &group.title, N_("What the school calls it"), N_("TEXT") },
    { "holder", 0, 0, G_OPTION_ARG_STRING, &group.holder, N_("Who may belong to a new one"), "pupil|staff|class" },
    { "remove", 0, 0, G_OPTION_ARG_NONE, &group.remove, N_("With its rules, where nobody belongs to it"), NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_lending_rules_commands[GROUP], entries, &argc, &argv, 1, 1, error))
    return -1;
  group.name = argv[0];
  return cli_write_and_say (cli, &jz_action_lending_rules, group_cb, &group, error);
}
