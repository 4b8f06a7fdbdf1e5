/* lending rules|rule|compensation|policy: what a school has settled about lending.
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

static int run_rules (Cli *cli, int argc, char **argv, GError **error);
static int run_rule (Cli *cli, int argc, char **argv, GError **error);
static int run_compensation (Cli *cli, int argc, char **argv, GError **error);
static int run_policy (Cli *cli, int argc, char **argv, GError **error);

enum { RULES, RULE, COMPENSATION, POLICY };

#define UNSAID G_MININT /* of an option that is a number */

const CliCommand cli_lending_rules_commands[] = {
  [RULES] = { "lending rules", "", N_("How many books who may have for how long"), run_rules },
  [RULE] = { "lending rule",
             "GROUP [--material M] [--copies N] [--days N] [--renewals N] [--renewal-days N] [--holds N] [--overdue "
             "none|stop|money] [--rate N] "
             "[--cap N|none] [--grace N] [--lengthens yes|no] [--note TEXT] | [--material M] --remove",
             N_("Set a loan rule, where what is not said stays, or remove it"), run_rule },
  [COMPENSATION] = { "lending compensation",
                     "[NAME {[--state lost|damaged|shelf] [--percent N] [--least YUAN] [--unpriced YUAN] [--note TEXT] "
                     "| --remove}]",
                     N_("What is paid for a book that is lost or damaged; what is not said stays"), run_compensation },
  [POLICY] = { "lending policy",
               "[--hold-days N] [--blocks-late yes|no] [--blocks-owed YUAN] [--card-prefix TEXT] [--card-digits N] "
               "[--keep-years N]",
               N_("What else the school has settled about lending"), run_policy },
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
  char       *material, *overdue, *lengthens, *note, *cap_text;
  int         copies, days, renewals, renewal_days, holds, rate, grace;
  gint64      cap; /* as JzLoanRule */
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

/* What being late costs; days are no fen, so that nothing is kept of what another kind cost. */
static gboolean
take_overdue (const Rule *self, JzLoanRule *rule, GError **error)
{
  JzOverdue before = rule->overdue;

  if (self->overdue != NULL)
    jz_overdue_parse (self->overdue, &rule->overdue);
  if (rule->overdue == JZ_OVERDUE_NONE && (self->rate != UNSAID || self->cap_text != NULL))
    return cli_usage_error (error, _("Where being late costs nothing there is no --rate and no --cap"));
  if (rule->overdue != before && rule->overdue != JZ_OVERDUE_NONE && self->rate == UNSAID)
    return cli_usage_error (error, _("Say with --rate what a day late costs now"));
  if (rule->overdue != before)
    {
      rule->rate = 0;
      rule->cap = -1;
    }
  if (self->rate != UNSAID)
    rule->rate = self->rate;
  if (self->cap_text != NULL)
    rule->cap = self->cap;
  return TRUE;
}

static void
take_said (const Rule *self, JzLoanRule *rule)
{
  rule->copies = self->copies != UNSAID ? (guint) self->copies : rule->copies;
  rule->days = self->days != UNSAID ? self->days : rule->days;
  rule->renewals = self->renewals != UNSAID ? (guint) self->renewals : rule->renewals;
  rule->renewal_days = self->renewal_days != UNSAID ? self->renewal_days : rule->renewal_days;
  rule->holds = self->holds != UNSAID ? (guint) self->holds : rule->holds;
  rule->grace = self->grace != UNSAID ? self->grace : rule->grace;
  if (self->lengthens != NULL)
    rule->lengthens = strcmp (self->lengthens, "yes") == 0;
}

static gboolean
change_rule (JzOperation *operation, const Rule *self, gint64 group, gint64 material, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *note = NULL;
  JzLoanRule       rule;

  if (!jz_loan_rule_read (connection, group, material, &rule, error) || !take_overdue (self, &rule, error))
    return FALSE;
  take_said (self, &rule);
  note = self->note != NULL ? g_strdup (self->note) :
                              jz_connection_text (connection, error,
                                                  "SELECT ifnull (max (note), '') FROM loan_rule "
                                                  "WHERE grp = ? AND ifnull (material, 0) = ?",
                                                  "ll", group, material);
  return note != NULL && jz_loan_rule_set (operation, group, material, &rule, note, error);
}

static gboolean
rule_cb (JzOperation *operation, gpointer data, GError **error)
{
  const Rule   *self = data;
  JzConnection *connection = jz_operation_get_connection (operation);
  gint64        group, material = 0;

  if (!find_row (connection, "SELECT id FROM reader_group WHERE name = ?1 OR title = ?1", self->group, &group, error) ||
      (self->material != NULL && !find_row (connection, "SELECT id FROM material WHERE name = ?1 OR title = ?1",
                                            self->material, &material, error)))
    return FALSE;
  return self->remove ? remove_rule (operation, group, material, error) :
                        change_rule (operation, self, group, material, error);
}

static gboolean
is_yes_or_no (const char *option, const char *text, GError **error)
{
  return text == NULL || strcmp (text, "yes") == 0 || strcmp (text, "no") == 0 ||
         cli_usage_error (error, _("%s: --%s is yes or no"), text, option);
}

static gboolean
parse_cap (Rule *rule, GError **error)
{
  rule->cap = -1;
  return rule->cap_text == NULL || strcmp (rule->cap_text, "none") == 0 ||
         g_ascii_string_to_signed (rule->cap_text, 10, 0, G_MAXINT, &rule->cap, NULL) ||
         cli_usage_error (error, _("%s: --cap is a number or none"), rule->cap_text);
}

static int
run_rule (Cli *cli, int argc, char **argv, GError **error)
{
  Rule               rule = { .copies = UNSAID, .days = UNSAID, .renewals = UNSAID, .renewal_days = UNSAID,
                              .holds = UNSAID, .rate = UNSAID, .grace = UNSAID };
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
    { "cap", 0, 0, G_OPTION_ARG_STRING, &rule.cap_text, N_("For a copy at most: days, or fen"), "N|none" },
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
  if (!parse_cap (&rule, error))
    return -1;
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

typedef struct
{
  const char        *name;
  char              *least, *unpriced;
  JzBookCompensation rule; /* of its texts and its percent what was said */
} Compensation;

/* What was not said is what @id, 0: none, has. */
static gboolean
complete_compensation (JzConnection *connection, const Compensation *self, JzBookCompensation *rule, gint64 *id,
                       char *texts[2], GError **error)
{
  JzStatement *row = jz_connection_query (connection, error,
                                          "SELECT id, state, note, percent, least, unpriced FROM book_compensation "
                                          "WHERE name = ?",
                                          "s", self->name);

  *rule = self->rule;
  *id = 0;
  while (jz_statement_next (row))
    {
      *id = jz_statement_int64 (row, 0);
      texts[0] = jz_statement_dup (row, 1);
      texts[1] = jz_statement_dup (row, 2);
      rule->state = rule->state != NULL ? rule->state : texts[0];
      rule->note = rule->note != NULL ? rule->note : texts[1];
      rule->percent = rule->percent != UNSAID ? rule->percent : (int) jz_statement_int64 (row, 3);
      rule->least = self->least != NULL ? rule->least : jz_statement_int64 (row, 4);
      rule->unpriced = self->unpriced != NULL ? rule->unpriced : jz_statement_int64 (row, 5);
    }
  return jz_statement_finish (row, error);
}

static gboolean
compensation_cb (JzOperation *operation, gpointer data, GError **error)
{
  const Compensation *self = data;
  char               *texts[2] = { NULL, NULL };
  JzBookCompensation  rule;
  gint64              id;
  gboolean            done;

  done = complete_compensation (jz_operation_get_connection (operation), self, &rule, &id, texts, error) &&
         ((rule.state != NULL && rule.percent != UNSAID) ||
          cli_usage_error (error, _("%s is new: say --state and --percent"), self->name)) &&
         jz_book_compensation_set (operation, id, &rule, error);
  g_free (texts[0]);
  g_free (texts[1]);
  return done;
}

static int
run_compensation (Cli *cli, int argc, char **argv, GError **error)
{
  char              *state = NULL, *note = NULL;
  gboolean           removes = FALSE;
  Compensation       asked = { .rule.percent = UNSAID };
  const GOptionEntry entries[] = {
    { "state", 0, 0, G_OPTION_ARG_STRING, &state, N_("What becomes of the copy"), "lost|damaged|shelf" },
    { "percent", 0, 0, G_OPTION_ARG_INT, &asked.rule.percent, N_("Of its price"), "N" },
    { "least", 0, 0, G_OPTION_ARG_STRING, &asked.least, N_("At least"), N_("YUAN") },
    { "unpriced", 0, 0, G_OPTION_ARG_STRING, &asked.unpriced, N_("Where no price is known"), N_("YUAN") },
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
  if ((asked.least != NULL && !jz_money_parse (asked.least, &asked.rule.least)) ||
      (asked.unpriced != NULL && !jz_money_parse (asked.unpriced, &asked.rule.unpriced)))
    return cli_usage_error (error, _("This is no amount of money")), -1;
  asked.name = asked.rule.name = argv[0];
  asked.rule.state = state;
  asked.rule.note = note;
  return cli_write_and_say (cli, &jz_action_lending_rules, compensation_cb, &asked, error);
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
  policy.hold_days = self->hold_days != UNSAID ? self->hold_days : policy.hold_days;
  policy.card_digits = self->card_digits != UNSAID ? self->card_digits : policy.card_digits;
  policy.keep_years = self->keep_years != UNSAID ? self->keep_years : policy.keep_years;
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
  Policy             policy = { UNSAID, UNSAID, UNSAID, NULL, NULL, NULL };
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
  if (policy.hold_days != UNSAID || policy.card_digits != UNSAID || policy.keep_years != UNSAID ||
      policy.blocks_late != NULL || policy.blocks_owed != NULL || policy.card_prefix != NULL)
    return cli_write_and_say (cli, &jz_action_lending_rules, policy_cb, &policy, error);
  return cli_say_rows (cli,
                       "SELECT hold_days, blocks_late AS 'yes:blocks_late', blocks_owed AS 'yuan:blocks_owed', "
                       "card_prefix, card_digits, keep_years "
                       "FROM lending_policy",
                       error);
}
