/* lend, return, renew, hold, and copies that are harmed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jiaozhuang-cli"
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cli.h"
#include "jz-charge.h"
#include "jz-hold.h"
#include "jz-money.h"

static int run_lend (Cli *cli, int argc, char **argv, GError **error);
static int run_return (Cli *cli, int argc, char **argv, GError **error);
static int run_renew (Cli *cli, int argc, char **argv, GError **error);
static int run_hold (Cli *cli, int argc, char **argv, GError **error);
static int run_harm (Cli *cli, int argc, char **argv, GError **error);

enum { LEND, RETURN, RENEW, HOLD, HARM };

const CliCommand cli_desk_commands[] = {
  [LEND] = { "lend", "READER COPY…", N_("Lend copies of books to a reader"), run_lend },
  [RETURN] = { "return", "COPY…", N_("Take copies of books back"), run_return },
  [RENEW] = { "renew", "COPY… | --reader READER", N_("Let copies of books stay longer"), run_renew },
  [HOLD] = { "hold", "READER TITLE | drop ID | list | expire", N_("Who waits for a title"), run_hold },
  [HARM] = { "copy harm", "COPY --rule NAME [--amount YUAN] [--note TEXT]", N_("A copy is lost, or came back damaged"),
             run_harm },
  { NULL, NULL, NULL, NULL },
};

typedef struct _Deed Deed;
struct _Deed
{
  gboolean (*one) (JzOperation *operation, Deed *deed, const char *code, JzLendingAnswer *answer, GError **error);
  char     **codes;
  guint      n;
  char      *reader, *rule, *note;
  gint64     reader_id, title, rule_id, amount;
  GPtrArray *answers;
};

/* What came of it. */

static void
add_answer (JsonBuilder *json, const JzLendingAnswer *answer)
{
  g_autofree char *charge = answer->charge > 0 ? jz_money_to_plain (answer->charge) : NULL;
  gboolean         ok = answer->reason == JZ_LENDING_OK;

  json_builder_begin_object (json);
  cli_json_text (json, "copy", answer->code);
  cli_json_text (json, "title", answer->title_text);
  cli_json_text (json, "reader", answer->card);
  cli_json_text (json, "name", answer->reader_name);
  cli_json_text (json, "class", answer->class_name);
  cli_json_text (json, "due", answer->due[0] != '\0' ? answer->due : NULL);
  cli_json_bool (json, "ok", ok);
  cli_json_text (json, "reason", ok ? NULL : jz_lending_reason_name (answer->reason));
  cli_json_text (json, "words", answer->sentence);
  cli_json_number (json, "late", answer->late);
  cli_json_text (json, "charge", charge);
  cli_json_text (json, "stopped", answer->stopped[0] != '\0' ? answer->stopped : NULL);
  cli_json_text (json, "held_for", answer->held_for);
  json_builder_end_object (json);
}

/* Returns: as CliRun */
static int
say_answers (Cli *cli, GPtrArray *answers)
{
  JsonBuilder *json = json_builder_new ();
  int          status = 0;

  json_builder_begin_array (json);
  for (guint i = 0; i < answers->len; i++)
    {
      const JzLendingAnswer *answer = g_ptr_array_index (answers, i);

      status |= answer->reason != JZ_LENDING_OK;
      add_answer (json, answer);
      cli_say (cli, "%s %s\t%s\t%s", answer->reason == JZ_LENDING_OK ? "✓" : "✗",
               answer->code != NULL ? answer->code : "", answer->title_text, answer->sentence);
    }
  json_builder_end_array (json);
  cli_end_json (cli, json);
  return status;
}

static gboolean
deed_cb (JzOperation *operation, gpointer data, GError **error)
{
  Deed *deed = data;
  guint n = 0;

  if (deed->reader != NULL &&
      !jz_reader_meant (jz_operation_get_connection (operation), deed->reader, &deed->reader_id, error))
    return FALSE;
  for (guint i = 0; i < deed->n; i++)
    {
      JzLendingAnswer *answer = g_new0 (JzLendingAnswer, 1);

      g_ptr_array_add (deed->answers, answer);
      if (!deed->one (operation, deed, deed->codes[i], answer, error))
        return FALSE;
      n += answer->reason == JZ_LENDING_OK;
    }
  if (n > 1)
    jz_operation_describe (operation, g_dngettext (GETTEXT_PACKAGE, "%u book at the desk", "%u books at the desk", n),
                           n);
  return TRUE;
}

static int
do_deed (Cli *cli, const JzAction *action, Deed *deed, GError **error)
{
  g_autoptr (GPtrArray) answers = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_lending_answer_free);

  deed->answers = answers;
  return cli_write (cli, action, deed_cb, deed, NULL, NULL, error) ? say_answers (cli, answers) : -1;
}

static gboolean
lend_one (JzOperation *operation, Deed *deed, const char *code, JzLendingAnswer *answer, GError **error)
{
  return jz_lend (operation, deed->reader_id, code, answer, error);
}

static int
run_lend (Cli *cli, int argc, char **argv, GError **error)
{
  Deed deed = { .one = lend_one };

  if (!cli_parse (cli, &cli_desk_commands[LEND], NULL, &argc, &argv, 2, -1, error))
    return -1;
  deed.reader = argv[0];
  deed.codes = argv + 1;
  deed.n = (guint) argc - 1;
  return do_deed (cli, &jz_action_lend, &deed, error);
}

static gboolean
return_one (JzOperation *operation, Deed *deed, const char *code, JzLendingAnswer *answer, GError **error)
{
  return jz_give_back (operation, code, answer, error);
}

static int
run_return (Cli *cli, int argc, char **argv, GError **error)
{
  Deed deed = { .one = return_one };

  if (!cli_parse (cli, &cli_desk_commands[RETURN], NULL, &argc, &argv, 1, -1, error))
    return -1;
  deed.codes = argv;
  deed.n = (guint) argc;
  return do_deed (cli, &jz_action_give_back, &deed, error);
}

static gboolean
renew_one (JzOperation *operation, Deed *deed, const char *code, JzLendingAnswer *answer, GError **error)
{
  return jz_renew (operation, code, answer, error);
}

static gboolean
renew_all_cb (JzOperation *operation, gpointer data, GError **error)
{
  Deed *deed = data;

  if (!jz_reader_meant (jz_operation_get_connection (operation), deed->reader, &deed->reader_id, error))
    return FALSE;
  deed->answers = jz_renew_all (operation, deed->reader_id, error);
  return deed->answers != NULL;
}

static int
run_renew (Cli *cli, int argc, char **argv, GError **error)
{
  Deed   deed = { .one = renew_one };
  int    status;
  const GOptionEntry entries[] = {
    { "reader", 0, 0, G_OPTION_ARG_STRING, &deed.reader, N_("Everything that this reader has"), N_("READER") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_desk_commands[RENEW], entries, &argc, &argv, 0, -1, error))
    return -1;
  if ((deed.reader != NULL) == (argc > 0))
    return cli_usage_error (error, _("usage: jiaozhuang-cli %s"), "renew COPY… | --reader READER"), -1;
  deed.codes = argv;
  deed.n = (guint) argc;
  if (deed.reader == NULL)
    return do_deed (cli, &jz_action_renew, &deed, error);
  if (!cli_write (cli, &jz_action_renew, renew_all_cb, &deed, NULL, NULL, error))
    return -1;
  status = say_answers (cli, deed.answers);
  g_ptr_array_unref (deed.answers);
  return status;
}

/* Waiting. */

static gboolean
hold_one (JzOperation *operation, Deed *deed, const char *code, JzLendingAnswer *answer, GError **error)
{
  return jz_hold_place (operation, deed->reader_id, deed->title, answer, error);
}

static gboolean
drop_cb (JzOperation *operation, gpointer data, GError **error)
{
  const Deed *deed = data;

  return jz_hold_drop (operation, deed->title, error);
}

static gboolean
expire_cb (JzOperation *operation, gpointer data, GError **error)
{
  guint n;

  return jz_holds_expire (operation, &n, error);
}

static int
run_hold (Cli *cli, int argc, char **argv, GError **error)
{
  Deed deed = { .one = hold_one };

  if (!cli_parse (cli, &cli_desk_commands[HOLD], NULL, &argc, &argv, 1, 2, error))
    return -1;
  if (argc == 1 && strcmp (argv[0], "list") == 0)
    return cli_say_rows (
      cli,
      "SELECT h.id, h.title AS title_id, trim (t.title || ' ' || t.volume) AS title, r.card AS reader, r.name, "
      "r.class_name AS class, h.state, "
      "h.placed, h.ready, h.expires, c.barcode AS copy FROM hold h JOIN title t ON t.id = h.title JOIN reader_now r ON "
      "r.id = h.reader "
      "LEFT JOIN copy c ON c.id = h.copy WHERE h.state IN ('waiting', 'ready') ORDER BY h.state, h.title, h.id",
      error);
  if (argc == 1 && strcmp (argv[0], "expire") == 0)
    return cli_write_and_say (cli, &jz_action_hold, expire_cb, NULL, error);
  if (argc != 2 || !g_ascii_string_to_signed (argv[1], 10, 1, G_MAXINT64, &deed.title, NULL))
    return cli_usage_error (error, _("usage: jiaozhuang-cli %s"), "hold READER TITLE | drop ID | list | expire"), -1;
  if (strcmp (argv[0], "drop") == 0)
    return cli_write_and_say (cli, &jz_action_hold, drop_cb, &deed, error);
  deed.reader = argv[0];
  deed.codes = argv + 1;
  deed.n = 1;
  return do_deed (cli, &jz_action_hold, &deed, error);
}

/* Harm. */

static gboolean
harm_one (JzOperation *operation, Deed *deed, const char *code, JzLendingAnswer *answer, GError **error)
{
  if (!jz_connection_number (jz_operation_get_connection (operation), &deed->rule_id, 0, error,
                             "SELECT id FROM book_compensation WHERE name = ?", "s", deed->rule))
    return FALSE;
  return jz_copy_harmed (operation, code, deed->rule_id, deed->amount, deed->note, answer, error);
}

static int
run_harm (Cli *cli, int argc, char **argv, GError **error)
{
  Deed   deed = { .one = harm_one, .amount = -1 };
  char  *amount = NULL;
  const GOptionEntry entries[] = {
    { "rule", 0, 0, G_OPTION_ARG_STRING, &deed.rule, N_("What became of it, a rule of compensation"), N_("NAME") },
    { "amount", 0, 0, G_OPTION_ARG_STRING, &amount, N_("To be paid instead of what the rule says"), N_("YUAN") },
    { "note", 0, 0, G_OPTION_ARG_STRING, &deed.note, N_("Why another amount"), N_("TEXT") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_desk_commands[HARM], entries, &argc, &argv, 1, 1, error))
    return -1;
  if (deed.rule == NULL || (amount != NULL && (!jz_money_parse (amount, &deed.amount) || deed.amount < 0)))
    return cli_usage_error (error, _("usage: jiaozhuang-cli %s"),
                            "copy harm COPY --rule NAME [--amount YUAN] [--note TEXT]"),
           -1;
  deed.codes = argv;
  deed.n = 1;
  return do_deed (cli, &jz_action_charge, &deed, error);
}
