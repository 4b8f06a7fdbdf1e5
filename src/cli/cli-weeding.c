/* weeding rules|rule|steps|step|propose|ask|list|show|approve|reject|drop|print.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jiaozhuang-cli"
#include "config.h"

#include <glib/gi18n.h>

#include "cli.h"
#include "jz-copy.h"
#include "jz-library-count-form.h"
#include "jz-money.h"
#include "jz-paper.h"
#include "jz-weeding.h"

static int run_rules (Cli *cli, int argc, char **argv, GError **error);
static int run_rule (Cli *cli, int argc, char **argv, GError **error);
static int run_steps (Cli *cli, int argc, char **argv, GError **error);
static int run_step (Cli *cli, int argc, char **argv, GError **error);
static int run_propose (Cli *cli, int argc, char **argv, GError **error);
static int run_ask (Cli *cli, int argc, char **argv, GError **error);
static int run_list (Cli *cli, int argc, char **argv, GError **error);
static int run_show (Cli *cli, int argc, char **argv, GError **error);
static int run_approve (Cli *cli, int argc, char **argv, GError **error);
static int run_reject (Cli *cli, int argc, char **argv, GError **error);
static int run_drop (Cli *cli, int argc, char **argv, GError **error);
static int run_print (Cli *cli, int argc, char **argv, GError **error);

enum { RULES, RULE, STEPS, STEP, PROPOSE, ASK, LIST, SHOW, APPROVE, REJECT, DROP, PRINT };

const CliCommand cli_weeding_commands[] = {
  [RULES] = { "weeding rules", "", N_("By what books are proposed for weeding"), run_rules },
  [RULE] = { "weeding rule",
             "NAME [--remove] [--kind idle|old|copies|state] [--amount N] [--state damaged|lost|missing] [--class C] "
             "[--unused]",
             N_("Make, change or remove such a rule"), run_rule },
  [STEPS] = { "weeding steps", "", N_("Who must approve weeding"), run_steps },
  [STEP] = { "weeding step", "N [--remove] [--role ROLE | --body NAME] [--copies N] [--amount YUAN]",
             N_("Make, change or remove such a step"), run_step },
  [PROPOSE] = { "weeding propose", "[--rule NAME]", N_("The books that the rules propose"), run_propose },
  [ASK] = { "weeding ask", "[COPY…] [--rule NAME] --reason TEXT", N_("Ask to strike books off"), run_ask },
  [LIST] = { "weeding list", "", N_("All requests, the newest first"), run_list },
  [SHOW] = { "weeding show", "NUMBER", N_("The books of a request, and who signed it"), run_show },
  [APPROVE] = { "weeding approve", "NUMBER [--note TEXT]", N_("Sign the next step of a request"), run_approve },
  [REJECT] = { "weeding reject", "NUMBER --note TEXT", N_("Do not approve a request"), run_reject },
  [DROP] = { "weeding drop", "NUMBER", N_("Withdraw a request that waits"), run_drop },
  [PRINT] = { "weeding print", "NUMBER -o FILE.pdf", N_("Write the request, or the register of what was struck off"),
              run_print },
  { NULL, NULL, NULL, NULL },
};

static int
say_rows (Cli *cli, int which, const char *sql, int argc, char **argv, GError **error)
{
  return cli_parse (cli, &cli_weeding_commands[which], NULL, &argc, &argv, 0, 0, error) ?
           cli_say_rows (cli, sql, error) :
           -1;
}

/* Rules. */

static int
run_rules (Cli *cli, int argc, char **argv, GError **error)
{
  return say_rows (
    cli, RULES,
    "SELECT name, kind, amount, state, class, used AS 'yes:used', starter AS 'yes:starter', note, (SELECT count (*) "
    "FROM weeding_proposal p WHERE p.rule = r.id) AS copies FROM weeding_rule r ORDER BY id",
    argc, argv, error);
}

typedef struct
{
  gboolean      remove;
  JzWeedingRule rule;
} Rule;

static gboolean
rule_cb (JzOperation *operation, gpointer data, GError **error)
{
  Rule  *self = data;
  gint64 id;

  return jz_connection_number (jz_operation_get_connection (operation), &id, 0, error,
                               "SELECT id FROM weeding_rule WHERE name = ?", "s", self->rule.name) &&
         (self->remove ? jz_weeding_rule_remove (operation, id, error) :
                         jz_weeding_rule_set (operation, id, &self->rule, error));
}

static int
run_rule (Cli *cli, int argc, char **argv, GError **error)
{
  char    *kind = NULL, *state = NULL, *class_ = NULL, *note = NULL;
  int      amount = 0;
  gboolean unused = FALSE, remove = FALSE;
  Rule     self;
  const GOptionEntry entries[] = {
    { "remove", 0, 0, G_OPTION_ARG_NONE, &remove, N_("Remove it"), NULL },
    { "kind", 0, 0, G_OPTION_ARG_STRING, &kind, N_("By what"), "idle|old|copies|state" },
    { "amount", 0, 0, G_OPTION_ARG_INT, &amount, N_("Years, or copies"), "N" },
    { "state", 0, 0, G_OPTION_ARG_STRING, &state, N_("State of the copy"), "damaged|lost|missing" },
    { "class", 0, 0, G_OPTION_ARG_STRING, &class_, N_("Only classes that begin so"), N_("CLASS") },
    { "unused", 0, 0, G_OPTION_ARG_NONE, &unused, N_("Keep it, but propose nothing by it"), NULL },
    { "note", 0, 0, G_OPTION_ARG_STRING, &note, N_("Where the figure comes from"), N_("TEXT") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_weeding_commands[RULE], entries, &argc, &argv, 1, 1, error))
    return -1;
  self = (Rule){ remove, { argv[0], kind, amount, state, class_, !unused, note } };
  return cli_write_and_say (cli, &jz_action_weeding_policy, rule_cb, &self, error);
}

/* Steps. */

static int
run_steps (Cli *cli, int argc, char **argv, GError **error)
{
  return say_rows (
    cli, STEPS,
    "SELECT step, role, body, copies, amount AS 'yuan:amount', starter AS 'yes:starter', note FROM weeding_step "
    "ORDER BY step",
    argc, argv, error);
}

typedef struct
{
  gboolean      remove;
  JzWeedingStep step;
} Step;

static gboolean
step_cb (JzOperation *operation, gpointer data, GError **error)
{
  Step *self = data;

  return self->remove ? jz_weeding_step_remove (operation, self->step.step, error) :
                        jz_weeding_step_set (operation, &self->step, error);
}

static int
run_step (Cli *cli, int argc, char **argv, GError **error)
{
  char    *role = NULL, *body = NULL, *amount = NULL, *note = NULL;
  int      copies = -1;
  gint64   number = 0, fen = -1;
  gboolean remove = FALSE;
  Step     self;
  const GOptionEntry entries[] = {
    { "remove", 0, 0, G_OPTION_ARG_NONE, &remove, N_("Remove it"), NULL },
    { "role", 0, 0, G_OPTION_ARG_STRING, &role, N_("Role that signs"), N_("ROLE") },
    { "body", 0, 0, G_OPTION_ARG_STRING, &body, N_("Somebody outside"), N_("NAME") },
    { "copies", 0, 0, G_OPTION_ARG_INT, &copies, N_("From so many copies on"), "N" },
    { "amount", 0, 0, G_OPTION_ARG_STRING, &amount, N_("From that much worth on"), N_("YUAN") },
    { "note", 0, 0, G_OPTION_ARG_STRING, &note, N_("Where the figure comes from"), N_("TEXT") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_weeding_commands[STEP], entries, &argc, &argv, 1, 1, error))
    return -1;
  if (!g_ascii_string_to_signed (argv[0], 10, 1, 20, &number, NULL))
    return cli_usage_error (error, _("Steps are numbered from 1 to 20")), -1;
  if (amount != NULL && (!jz_money_parse (amount, &fen) || fen < 0))
    return cli_usage_error (error, _("%s: this is no amount of money"), amount), -1;
  self = (Step){ remove, { (int) number, role, body, copies, fen, note } };
  return cli_write_and_say (cli, &jz_action_weeding_steps, step_cb, &self, error);
}

/* Proposals. */

#define PROPOSED "FROM weeding_proposal p JOIN weeding_rule r ON r.id = p.rule WHERE ?1 IN ('', r.name)"

static int
run_propose (Cli *cli, int argc, char **argv, GError **error)
{
  char              *rule = NULL;
  const GOptionEntry entries[] = {
    { "rule", 0, 0, G_OPTION_ARG_STRING, &rule, N_("Only by this rule"), N_("NAME") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_weeding_commands[PROPOSE], entries, &argc, &argv, 0, 0, error))
    return -1;
  return cli_say_rows_of (
    cli,
    "SELECT c.barcode AS copy, trim (t.title || ' ' || t.volume) AS title, c.call, t.year, place.path AS place, "
    "c.state, ifnull (c.price, ifnull (t.price, 0)) AS 'yuan:price', (SELECT max (lent) FROM lending WHERE copy = "
    "c.id) AS lent, group_concat (q.name, '、') AS reason FROM (SELECT p.copy, r.name " PROPOSED
    " ORDER BY r.id) q JOIN copy c ON c.id = q.copy JOIN title t ON t.id = c.title JOIN place ON place.id = "
    "c.place GROUP BY c.id ORDER BY c.call_key, c.id",
    rule != NULL ? rule : "", error);
}

/* Asking. */

typedef struct
{
  char      **codes;
  const char *rule, *reason;
  gint64      id;
  char       *number; /* of the request that was made */
} Ask;

static gboolean
add_codes (JzConnection *connection, char **codes, GArray *copies, GError **error)
{
  for (guint i = 0; codes[i] != NULL; i++)
    {
      gint64 id;

      if (!jz_copy_find (connection, codes[i], &id, error))
        return FALSE;
      if (id == 0)
        return jz_paper_fail (error, JZ_ERROR_NOT_FOUND, _("%s: no copy of the library has this number"), codes[i]);
      g_array_append_val (copies, id);
    }
  return TRUE;
}

static gboolean
add_proposed (JzConnection *connection, const char *rule, GArray *copies, GError **error)
{
  JzStatement *row =
    jz_connection_query (connection, error, "SELECT DISTINCT p.copy " PROPOSED " ORDER BY p.copy", "s", rule);

  while (jz_statement_next (row))
    g_array_append_vals (copies, &(gint64){ jz_statement_int64 (row, 0) }, 1);
  return jz_statement_finish (row, error);
}

static gboolean
ask_cb (JzOperation *operation, gpointer data, GError **error)
{
  Ask               *self = data;
  JzConnection      *connection = jz_operation_get_connection (operation);
  g_autoptr (GArray) copies = g_array_new (FALSE, FALSE, sizeof (gint64));

  return add_codes (connection, self->codes, copies, error) &&
         (self->rule == NULL || add_proposed (connection, self->rule, copies, error)) &&
         jz_weeding_ask (operation, self->reason, (const gint64 *) (gpointer) copies->data, copies->len, &self->id,
                         error);
}

static gboolean
number_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Ask *self = data;

  self->number = jz_connection_text (connection, error, "SELECT number FROM weeding WHERE id = ?", "l", self->id);
  return self->number != NULL;
}

static int
run_ask (Cli *cli, int argc, char **argv, GError **error)
{
  char               *rule = NULL, *reason = NULL;
  g_autofree char    *words = NULL;
  gint64              operation;
  Ask                 self;
  JsonBuilder        *json;
  const GOptionEntry  entries[] = {
    { "rule", 0, 0, G_OPTION_ARG_STRING, &rule, N_("All that this rule proposes"), N_("NAME") },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &reason, N_("Why"), N_("TEXT") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_weeding_commands[ASK], entries, &argc, &argv, 0, -1, error))
    return -1;
  self = (Ask){ argv, rule, reason, 0, NULL };
  if (!cli_sign_in (cli, error) || !cli_write (cli, &jz_action_weeding, ask_cb, &self, &operation, &words, error) ||
      !jz_store_read_sync (cli->store, number_cb, &self, NULL, error))
    return -1;
  cli_say (cli, "%s", words);
  json = json_builder_new ();
  json_builder_begin_object (json);
  cli_json_text (json, "number", self.number);
  cli_json_number (json, "operation", operation);
  json_builder_end_object (json);
  cli_end_json (cli, json);
  g_free (self.number);
  return 0;
}

/* Requests. */

static int
run_list (Cli *cli, int argc, char **argv, GError **error)
{
  return say_rows (
    cli, LIST,
    "SELECT w.number, w.date, w.state, w.reason, w.done, (SELECT iif (s.role = '', s.body, ifnull (role.title, "
    "s.role)) FROM "
    "weeding_sign s LEFT JOIN role ON role.name = s.role WHERE s.weeding = w.id AND s.account IS NULL AND w.state = "
    "'asked' ORDER BY s.step LIMIT 1) AS waits_for, count (l.id) AS copies, ifnull (sum (l.price), 0) AS "
    "'yuan:amount' FROM weeding w LEFT JOIN weeding_line l ON l.weeding = w.id GROUP BY w.id ORDER BY w.id DESC",
    argc, argv, error);
}

static int
run_show (Cli *cli, int argc, char **argv, GError **error)
{
  return cli_parse (cli, &cli_weeding_commands[SHOW], NULL, &argc, &argv, 1, 1, error) ?
           cli_say_rows_of (
             cli,
             "SELECT c.barcode AS copy, trim (t.title || ' ' || t.volume) AS title, c.call, l.price AS 'yuan:price', "
             "l.state AS before, c.state, iif (l.reason = '', w.reason, l.reason) AS reason FROM weeding w JOIN "
             "weeding_line l ON l.weeding = w.id JOIN copy c ON c.id = l.copy JOIN title t ON t.id = c.title "
             "WHERE w.number = ? ORDER BY c.number",
             argv[0], error) :
           -1;
}

typedef struct
{
  const char *number, *note;
  gboolean  (*func) (JzOperation *operation, gint64 id, const char *note, GError **error);
  JzReport   *report;
} Paper;

static gboolean
find (JzConnection *connection, const Paper *self, gint64 *id, GError **error)
{
  return jz_paper_find (connection, "weeding", self->number, id, error);
}

static gboolean
approve (JzOperation *operation, gint64 id, const char *note, GError **error)
{
  return jz_weeding_sign (operation, id, TRUE, note, error);
}

static gboolean
reject (JzOperation *operation, gint64 id, const char *note, GError **error)
{
  return jz_weeding_sign (operation, id, FALSE, note, error);
}

static gboolean
drop (JzOperation *operation, gint64 id, const char *note, GError **error)
{
  return jz_weeding_drop (operation, id, error);
}

static gboolean
deed_cb (JzOperation *operation, gpointer data, GError **error)
{
  Paper *self = data;
  gint64 id;

  return find (jz_operation_get_connection (operation), self, &id, error) &&
         self->func (operation, id, self->note, error);
}

static int
run_sign (Cli *cli, int which, int argc, char **argv, GError **error)
{
  char              *note = NULL;
  Paper              self = { .func = which == APPROVE ? approve : reject };
  const GOptionEntry entries[] = {
    { "note", 0, 0, G_OPTION_ARG_STRING, &note, N_("Number of the paper, or why not"), N_("TEXT") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_weeding_commands[which], entries, &argc, &argv, 1, 1, error))
    return -1;
  self.number = argv[0];
  self.note = note;
  return cli_write_and_say (cli, &jz_action_weeding_sign, deed_cb, &self, error);
}

static int
run_approve (Cli *cli, int argc, char **argv, GError **error)
{
  return run_sign (cli, APPROVE, argc, argv, error);
}

static int
run_reject (Cli *cli, int argc, char **argv, GError **error)
{
  return run_sign (cli, REJECT, argc, argv, error);
}

static int
run_drop (Cli *cli, int argc, char **argv, GError **error)
{
  Paper self = { .func = drop };

  if (!cli_parse (cli, &cli_weeding_commands[DROP], NULL, &argc, &argv, 1, 1, error))
    return -1;
  self.number = argv[0];
  return cli_write_and_say (cli, &jz_action_weeding, deed_cb, &self, error);
}

static gboolean
print_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Paper *self = data;
  gint64 id;

  self->report = find (connection, self, &id, error) ? jz_weeding_register_new (connection, id, error) : NULL;
  return self->report != NULL;
}

static int
run_print (Cli *cli, int argc, char **argv, GError **error)
{
  char              *output = NULL;
  Paper              self = { 0 };
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_("The PDF file to write"), N_("FILE") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_weeding_commands[PRINT], entries, &argc, &argv, 1, 1, error))
    return -1;
  if (output == NULL)
    return cli_usage_error (error, _("Say with -o where the pages go")), -1;
  self.number = argv[0];
  if (!cli_open (cli, error) || !jz_store_read_sync (cli->store, print_cb, &self, NULL, error))
    return -1;
  return cli_write_report (cli, self.report, output, error) ? 0 : -1;
}
