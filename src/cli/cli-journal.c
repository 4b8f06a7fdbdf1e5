/* log, undo.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jiaozhuang-cli"
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cli.h"
#include "jz-history.h"

static int run_log (Cli *cli, int argc, char **argv, GError **error);
static int run_undo (Cli *cli, int argc, char **argv, GError **error);

enum { LOG, UNDO };

const CliCommand cli_journal_commands[] = {
  [LOG] = { "log", "[--limit N] [--row TABLE:ID]", N_("Say what was done, newest first"), run_log },
  [UNDO] = { "undo", "[OPERATION]", N_("Take an operation back"), run_undo },
  { NULL, NULL, NULL, NULL },
};

typedef struct
{
  int        limit;
  char      *table;
  gint64     row;
  GPtrArray *rows;
} Log;

static gboolean
log_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Log *log = data;

  log->rows = jz_history_read (connection, log->table, log->row, (guint) log->limit, error);
  return log->rows != NULL;
}

static void
print_log (Cli *cli, GPtrArray *rows)
{
  JsonBuilder *json = json_builder_new ();

  json_builder_begin_array (json);
  for (guint i = 0; i < rows->len; i++)
    {
      JzHistoryRow *row = g_ptr_array_index (rows, i);

      json_builder_begin_object (json);
      cli_json_number (json, "operation", row->operation);
      cli_json_text (json, "at", row->at);
      cli_json_text (json, "who", row->who);
      cli_json_text (json, "kind", row->kind);
      cli_json_text (json, "what", row->words);
      cli_json_number (json, "rows", row->rows);
      cli_json_bool (json, "undone", row->undone);
      json_builder_end_object (json);
      cli_say (cli, "%6" G_GINT64_FORMAT "  %s  %s  %s%s", row->operation, row->at, row->who, row->words,
               row->undone ? _(" (undone)") : "");
    }
  json_builder_end_array (json);
  cli_end_json (cli, json);
}

static int
run_log (Cli *cli, int argc, char **argv, GError **error)
{
  Log              log = { .limit = 50 };
  char            *row = NULL;
  const GOptionEntry entries[] = {
    { "limit", 0, 0, G_OPTION_ARG_INT, &log.limit, N_("At most so many"), "N" },
    { "row", 0, 0, G_OPTION_ARG_STRING, &row, N_("Of one row only"), N_("TABLE:ID") },
    G_OPTION_ENTRY_NULL
  };
  gboolean ok;

  if (!cli_parse (cli, &cli_journal_commands[LOG], entries, &argc, &argv, 0, 0, error))
    return -1;
  if (row != NULL)
    {
      char *colon = strchr (row, ':');

      if (colon == NULL || !g_ascii_string_to_signed (colon + 1, 10, 1, G_MAXINT64, &log.row, NULL))
        return cli_usage_error (error, _("%s: a row is given as TABLE:ID"), row), -1;
      *colon = '\0';
      log.table = row;
    }
  if (log.limit < 1)
    return cli_usage_error (error, _("--limit is at least 1")), -1;
  ok = cli_open (cli, error) && jz_store_read_sync (cli->store, log_cb, &log, NULL, error);
  if (ok)
    print_log (cli, log.rows);
  g_clear_pointer (&log.rows, g_ptr_array_unref);
  return ok ? 0 : -1;
}

static int
run_undo (Cli *cli, int argc, char **argv, GError **error)
{
  gint64           operation = 0, undo = 0;
  g_autofree char *words = NULL;

  if (!cli_parse (cli, &cli_journal_commands[UNDO], NULL, &argc, &argv, 0, 1, error))
    return -1;
  if (argc > 0 && !g_ascii_string_to_signed (argv[0], 10, 1, G_MAXINT64, &operation, NULL))
    return cli_usage_error (error, _("%s: an operation is a number"), argv[0]), -1;
  if (!cli_sign_in (cli, error) || !jz_store_undo_sync (cli->store, operation, &cli->actor, &undo, &words, error))
    return -1;
  if (cli->json)
    {
      JsonBuilder *json = json_builder_new ();

      json_builder_begin_object (json);
      cli_json_number (json, "operation", undo);
      cli_json_text (json, "what", words);
      json_builder_end_object (json);
      cli_print_json (json);
    }
  cli_say (cli, _("Undid: %s"), words);
  return 0;
}
