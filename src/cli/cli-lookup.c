/* lookup, target list|add|remove|move.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jiaozhuang-cli"
#include "config.h"

#include "cli-lookup.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cli-catalogue.h"

static int run_lookup (Cli *cli, int argc, char **argv, GError **error);
static int run_list (Cli *cli, int argc, char **argv, GError **error);
static int run_add (Cli *cli, int argc, char **argv, GError **error);
static int run_remove (Cli *cli, int argc, char **argv, GError **error);
static int run_move (Cli *cli, int argc, char **argv, GError **error);

enum { LOOKUP, LIST, ADD, REMOVE, MOVE };

const CliCommand cli_lookup_commands[] = {
  [LOOKUP] = { "lookup", "ISBN [--target NAME|HOST:PORT/DB|http…] [--marc]", N_("Look for a book's record"),
               run_lookup },
  [LIST] = { "target list", "", N_("Where records are looked for"), run_list },
  [ADD] = { "target add",
            "NAME {--file FILE | --server HOST:PORT/DB | --server http…} [--syntax unimarc|usmarc|marcxml] [--charset "
            "auto|utf-8|gb18030] "
            "[--search HOW] [--user U] [--password P] [--timeout SECONDS] [--disabled] [--note TEXT]",
            N_("Add a source of records, or change it"), run_add },
  [REMOVE] = { "target remove", "NAME", N_("Remove a source of records"), run_remove },
  [MOVE] = { "target move", "NAME --up|--down", N_("Look there earlier or later"), run_move },
  { NULL, NULL, NULL, NULL },
};

gboolean
cli_isbn (const char *text, char isbn[JZ_ISBN_SIZE], GError **error)
{
  if (jz_isbn_parse (text, isbn) != JZ_ISBN_NONE)
    return TRUE;
  g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, _("%s is no ISBN"), text);
  return FALSE;
}

/* Asking. */

void
cli_asked_free (CliAsked *self)
{
  jz_target_free (self->target);
  jz_lookup_answer_free (self->answer);
  g_free (self);
}

typedef struct
{
  const char *target, *isbn;
  GPtrArray  *asked;
} Asking;

static CliAsked *
add_asked (GPtrArray *list, JzTarget *target)
{
  CliAsked *asked = g_new0 (CliAsked, 1);

  asked->target = target;
  g_ptr_array_add (list, asked);
  return asked;
}

static gboolean
read_targets_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Asking               *self = data;
  g_autoptr (GPtrArray) targets = NULL;
  JzTarget             *one;

  if (self->target != NULL)
    {
      one = jz_target_find (connection, self->target, error);
      if (one != NULL)
        add_asked (self->asked, one);
      return one != NULL;
    }
  add_asked (self->asked, NULL)->answer = jz_lookup_own (connection, self->isbn, error);
  targets = jz_target_list (connection, TRUE, error);
  for (guint i = 0; targets != NULL && i < targets->len; i++)
    add_asked (self->asked, jz_target_copy (g_ptr_array_index (targets, i)));
  return targets != NULL && ((CliAsked *) g_ptr_array_index (self->asked, 0))->answer != NULL;
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  ((CliAsked *) data)->answer = jz_lookup_ask_finish (result, NULL);
}

static gboolean
is_waiting (GPtrArray *asked)
{
  for (guint i = 0; i < asked->len; i++)
    if (((CliAsked *) g_ptr_array_index (asked, i))->answer == NULL)
      return TRUE;
  return FALSE;
}

GPtrArray *
cli_ask (Cli *cli, const char *target, const char *isbn, GError **error)
{
  g_autoptr (GPtrArray) asked = g_ptr_array_new_with_free_func ((GDestroyNotify) cli_asked_free);
  Asking                self = { target, isbn, asked };
  g_auto (JzTarget)     address = { 0 };
  gboolean              is_address = target != NULL && jz_target_parse (target, &address);

  /* A name may look like an address, and an address needs no school. */
  if (!cli_open (cli, is_address ? NULL : error) ||
      !jz_store_read_sync (cli->store, read_targets_cb, &self, NULL, is_address ? NULL : error))
    {
      if (!is_address)
        return NULL;
      add_asked (asked, jz_target_copy (&address));
    }
  for (guint i = 0; i < asked->len; i++)
    {
      CliAsked *one = g_ptr_array_index (asked, i);

      if (one->answer == NULL)
        jz_lookup_ask_async (one->target, isbn, NULL, answered_cb, one);
    }
  while (is_waiting (asked))
    g_main_context_iteration (NULL, TRUE);
  return g_steal_pointer (&asked);
}

/* lookup */

static const char *
name_of (const CliAsked *asked)
{
  return asked->target != NULL ? asked->target->name : "";
}

static void
print_source (Cli *cli, JsonBuilder *json, const CliAsked *asked)
{
  const JzLookupAnswer *answer = asked->answer;
  const char           *words = asked->target != NULL ? asked->target->name : _("Own catalogue");

  json_builder_begin_object (json);
  cli_json_text (json, "source", name_of (asked));
  cli_json_text (json, "kind", asked->target != NULL ? jz_target_kind_name (asked->target->kind) : "own");
  cli_json_number (json, "hits", answer->hits);
  cli_json_number (json, "records", answer->records->len);
  cli_json_number (json, "left_out", answer->left_out);
  cli_json_text (json, "trouble", answer->trouble);
  json_builder_end_object (json);
  if (answer->trouble != NULL)
    cli_say (cli, "%s: %s", words, answer->trouble);
  else
    cli_say (cli, g_dngettext (NULL, "%s: %u record", "%s: %u records", answer->records->len), words,
             answer->records->len);
}

static void
print_records (Cli *cli, JsonBuilder *json, const CliAsked *asked, gboolean marc)
{
  for (guint i = 0; i < asked->answer->records->len; i++)
    {
      const JzLookupRecord *record = g_ptr_array_index (asked->answer->records, i);

      json_builder_begin_object (json);
      cli_json_text (json, "source", name_of (asked));
      cli_json_bool (json, "matches", record->matches);
      if (record->title != 0)
        cli_json_number (json, "id", record->title);
      cli_say (cli, "--");
      cli_json_bib (cli, json, record->record, TRUE);
      if (marc)
        cli_json_marc (json, record->record);
      json_builder_end_object (json);
    }
}

static int
print_asked (Cli *cli, const char *isbn, GPtrArray *asked, gboolean marc)
{
  JsonBuilder *json = json_builder_new ();
  gboolean     trouble = FALSE;

  json_builder_begin_object (json);
  cli_json_text (json, "isbn", isbn);
  json_builder_set_member_name (json, "sources");
  json_builder_begin_array (json);
  for (guint i = 0; i < asked->len; i++)
    {
      print_source (cli, json, g_ptr_array_index (asked, i));
      trouble |= ((CliAsked *) g_ptr_array_index (asked, i))->answer->trouble != NULL;
    }
  json_builder_end_array (json);
  json_builder_set_member_name (json, "records");
  json_builder_begin_array (json);
  for (guint i = 0; i < asked->len; i++)
    print_records (cli, json, g_ptr_array_index (asked, i), marc);
  json_builder_end_array (json);
  json_builder_end_object (json);
  cli_end_json (cli, json);
  return trouble;
}

static int
run_lookup (Cli *cli, int argc, char **argv, GError **error)
{
  g_autoptr (GPtrArray) asked = NULL;
  char                 *target = NULL, isbn[JZ_ISBN_SIZE];
  gboolean              marc = FALSE;
  const GOptionEntry entries[] = { { "target", 0, 0, G_OPTION_ARG_STRING, &target,
                                     N_("Only there; everywhere unless said"), "NAME|HOST:PORT/DB|http…" },
                                   { "marc", 0, 0, G_OPTION_ARG_NONE, &marc, N_("Whole records in the JSON document"),
                                     NULL },
                                   G_OPTION_ENTRY_NULL };

  if (!cli_parse (cli, &cli_lookup_commands[LOOKUP], entries, &argc, &argv, 1, 1, error) ||
      !cli_isbn (argv[0], isbn, error))
    return -1;
  asked = cli_ask (cli, target, isbn, error);
  return asked != NULL ? print_asked (cli, isbn, asked, marc) : -1;
}

/* target … */

static int
run_list (Cli *cli, int argc, char **argv, GError **error)
{
  return cli_parse (cli, &cli_lookup_commands[LIST], NULL, &argc, &argv, 0, 0, error) ? cli_say_rows (cli,
                                                                                                      "SELECT name, "
                                                                                                      "kind, iif (kind "
                                                                                                      "= 'file', path, "
                                                                                                      "host || ifnull "
                                                                                                      "(':' || port, "
                                                                                                      "'') || '/' || "
                                                                                                      "database) AS "
                                                                                                      "address, "
                                                                                                      "syntax, "
                                                                                                      "charset, "
                                                                                                      "user, timeout, "
                                                                                                      "enabled AS "
                                                                                                      "'yes:enabled', "
                                                                                                      "starter AS "
                                                                                                      "'yes:starter', "
                                                                                                      "note FROM "
                                                                                                      "lookup_target "
                                                                                                      "ORDER BY "
                                                                                                      "position, id",
                                                                                                      error)
                                                                                      : -1;
}

/* The row with its name, or a new one. */
static gboolean
put_cb (JzOperation *operation, gpointer data, GError **error)
{
  JzTarget *target = data;

  return jz_connection_number (jz_operation_get_connection (operation), &target->id, 0, error,
                               "SELECT id FROM lookup_target WHERE name = ?", "s", target->name) &&
         jz_target_put (operation, target, NULL, error);
}

static gboolean
choose_charset (const char *word, JzMarcEncoding *encoding, GError **error)
{
  static const char *const words[] = { "auto", "utf-8", "gb18030" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (word == NULL || strcmp (words[i], word) == 0)
      {
        *encoding = (JzMarcEncoding) i;
        return TRUE;
      }
  return cli_usage_error (error, _("%s: --charset is one of auto, utf-8, gb18030"), word);
}

static int
run_add (Cli *cli, int argc, char **argv, GError **error)
{
  g_auto (JzTarget) target = { 0 };
  char *file = NULL, *server = NULL, *syntax = NULL, *charset = NULL, *search = NULL, *user = NULL, *password = NULL,
       *note = NULL;
  int               seconds = JZ_TARGET_SECONDS;
  gboolean          disabled = FALSE;
  const GOptionEntry entries[] = {
    { "file", 0, 0, G_OPTION_ARG_FILENAME, &file, N_("A file of records, searched where it is"), N_("FILE") },
    { "server", 0, 0, G_OPTION_ARG_STRING, &server, N_("A server that speaks Z39.50, or with http… SRU"),
      "HOST:PORT/DB" },
    { "syntax", 0, 0, G_OPTION_ARG_STRING, &syntax, N_("What to ask for"), "unimarc|usmarc|marcxml" },
    { "charset", 0, 0, G_OPTION_ARG_STRING, &charset,
      N_("How its records are written; looked for in each unless said"), "auto|utf-8|gb18030" },
    { "search", 0, 0, G_OPTION_ARG_STRING, &search, N_("How an ISBN is asked for: attributes, or an index"),
      N_("HOW") },
    { "user", 0, 0, G_OPTION_ARG_STRING, &user, N_("Who asks"), N_("USER") },
    { "password", 0, 0, G_OPTION_ARG_STRING, &password, N_("The password of who asks"), N_("PASSWORD") },
    { "timeout", 0, 0, G_OPTION_ARG_INT, &seconds, N_("How long it may take; 5 unless said"), N_("SECONDS") },
    { "disabled", 0, 0, G_OPTION_ARG_NONE, &disabled, N_("Not to be asked for now"), NULL },
    { "note", 0, 0, G_OPTION_ARG_STRING, &note, N_("Remark"), N_("TEXT") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_lookup_commands[ADD], entries, &argc, &argv, 1, 1, error))
    return -1;
  if ((file != NULL) == (server != NULL) || (server != NULL && !jz_target_parse (server, &target)))
    return cli_usage_error (error, _("usage: jiaozhuang-cli %s"), cli_lookup_commands[ADD].usage), -1;
  if (!choose_charset (charset, &target.encoding, error))
    return -1;
  g_free (target.name);
  target.name = g_strdup (argv[0]);
  target.path = file != NULL ? g_canonicalize_filename (file, NULL) : NULL;
  if (syntax != NULL)
    {
      g_free (target.syntax);
      target.syntax = g_strdup (syntax);
    }
  target.search = g_strdup (search);
  target.user = g_strdup (user);
  target.password = g_strdup (password);
  target.note = g_strdup (note);
  target.seconds = seconds;
  target.enabled = !disabled;
  return cli_write_and_say (cli, &jz_action_target, put_cb, &target, error);
}

typedef struct
{
  const char *name;
  int         by; /* 0: it goes */
} Change;

static gboolean
change_cb (JzOperation *operation, gpointer data, GError **error)
{
  Change               *change = data;
  g_autoptr (JzTarget)  target = jz_target_find (jz_operation_get_connection (operation), change->name, error);

  if (target == NULL)
    return FALSE;
  return change->by == 0 ? jz_target_remove (operation, target->id, error)
                         : jz_target_move (operation, target->id, change->by, error);
}

static int
run_remove (Cli *cli, int argc, char **argv, GError **error)
{
  Change change = { 0 };

  if (!cli_parse (cli, &cli_lookup_commands[REMOVE], NULL, &argc, &argv, 1, 1, error))
    return -1;
  change.name = argv[0];
  return cli_write_and_say (cli, &jz_action_target, change_cb, &change, error);
}

static int
run_move (Cli *cli, int argc, char **argv, GError **error)
{
  Change   change = { 0 };
  gboolean up = FALSE, down = FALSE;
  const GOptionEntry entries[] = {
    { "up", 0, 0, G_OPTION_ARG_NONE, &up, N_("Earlier"), NULL },
    { "down", 0, 0, G_OPTION_ARG_NONE, &down, N_("Later"), NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_lookup_commands[MOVE], entries, &argc, &argv, 1, 1, error))
    return -1;
  if (up == down)
    return cli_usage_error (error, _("usage: jiaozhuang-cli %s"), cli_lookup_commands[MOVE].usage), -1;
  change = (Change){ argv[0], up ? -1 : 1 };
  return cli_write_and_say (cli, &jz_action_target, change_cb, &change, error);
}
