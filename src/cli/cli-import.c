/* import ledger.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jiaozhuang-cli"
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cli.h"
#include "jz-ledger-import.h"

static int run_ledger (Cli *cli, int argc, char **argv, GError **error);

enum { LEDGER };

const CliCommand cli_import_commands[] = {
  [LEDGER] = { "import ledger", "FILE [--sheet NAME] [--mapping FILE] [--cards auto|all|none] [--dry-run] [--rejects FILE]",
               N_("Take in the school's own ledger from a spreadsheet"), run_ledger },
  { NULL, NULL, NULL, NULL },
};

static void
add_faults (JsonBuilder *json, const char *name, GPtrArray *faults)
{
  json_builder_set_member_name (json, name);
  json_builder_begin_array (json);
  for (guint i = 0; i < faults->len; i++)
    {
      JzRowFault *fault = g_ptr_array_index (faults, i);

      json_builder_begin_object (json);
      cli_json_number (json, "row", fault->row);
      cli_json_text (json, "field", fault->field);
      cli_json_text (json, "value", fault->value);
      cli_json_text (json, "reason", fault->reason);
      if (fault->remedy != NULL)
        cli_json_text (json, "remedy", fault->remedy);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
print_result (Cli *cli, const JzImportResult *result)
{
  const struct { const char *name; guint n; } counts[] = {
    { "read", result->read }, { "added", result->added }, { "updated", result->updated }, { "merged", result->merged }, { "skipped", result->skipped },
    { "rejected", result->rejected }, { "assets", result->assets }, { "places", result->places },
  };
  JsonBuilder *json = json_builder_new ();

  json_builder_begin_object (json);
  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      cli_json_number (json, counts[i].name, counts[i].n);
      cli_say (cli, "%-10s %8u", counts[i].name, counts[i].n);
    }
  add_faults (json, "rejects", result->rejects);
  add_faults (json, "warnings", result->warnings);
  json_builder_set_member_name (json, "operation");
  if (result->operation != 0)
    json_builder_add_int_value (json, result->operation);
  else
    json_builder_add_null_value (json);
  json_builder_end_object (json);
  if (cli->json)
    cli_print_json (json);
  else
    g_object_unref (json);
  for (guint i = 0; i < result->rejects->len; i++)
    {
      JzRowFault *fault = g_ptr_array_index (result->rejects, i);

      cli_say (cli, _("row %u, %s “%s”: %s"), fault->row, fault->field, fault->value, fault->reason);
    }
}

static void
progress_cb (guint done, gpointer cli)
{
  cli_progress (cli, done, 0);
}

/* The sheet that was named, else the one whose headings fit best. */
static gboolean
choose_sheet (JzLedgerImport *import, const char *name, GError **error)
{
  if (name == NULL)
    return jz_sheet_mapping_guess_sheet (import->mapping, import->file, &import->sheet, NULL, error);
  for (import->sheet = 0; import->sheet < jz_sheet_file_n_sheets (import->file); import->sheet++)
    if (strcmp (jz_sheet_file_sheet_name (import->file, import->sheet), name) == 0)
      return jz_sheet_mapping_guess (import->mapping, import->file, import->sheet, NULL, error);
  g_set_error (error, JZ_ERROR, JZ_ERROR_REFUSED, _("%s: there is no sheet %s"), jz_sheet_file_name (import->file), name);
  return FALSE;
}

static gboolean
load_mapping (JzLedgerImport *import, const char *path, GError **error)
{
  g_autofree char *text = NULL;

  return path == NULL || (g_file_get_contents (path, &text, NULL, error) && jz_sheet_mapping_load (import->mapping, path, text, error));
}

static gboolean
parse_cards (const char *word, JzCards *cards, GError **error)
{
  static const char *const words[] = { "auto", "all", "none" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (word == NULL || strcmp (words[i], word) == 0)
      {
        *cards = word == NULL ? JZ_CARDS_BY_PRICE : (JzCards) i;
        return TRUE;
      }
  return cli_usage_error (error, _("%s: --cards is auto, all or none"), word);
}

static gboolean
recall_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  jz_ledger_import_recall (connection, data);
  return TRUE;
}

static int
run_ledger (Cli *cli, int argc, char **argv, GError **error)
{
  g_autofree char *sheet = NULL, *mapping = NULL, *cards = NULL, *rejects = NULL;
  g_autoptr (JzSheetFile) file = NULL;
  g_autoptr (JzSheetMapping) guessed = jz_sheet_mapping_new (jz_ledger_fields, JZ_N_LEDGER_FIELDS);
  JzLedgerImport   import = { .mapping = guessed, .progress = progress_cb, .data = cli };
  JzImportResult   result = { 0 };
  gboolean         ok;
  const GOptionEntry entries[] = {
    { "sheet", 0, 0, G_OPTION_ARG_STRING, &sheet, N_("Name of the sheet; the one that fits best unless said"), N_("NAME") },
    { "mapping", 0, 0, G_OPTION_ARG_FILENAME, &mapping, N_("Which column is what"), N_("FILE") },
    { "cards", 0, 0, G_OPTION_ARG_STRING, &cards, N_("Which pieces get a card each: auto (by price), all, none"), N_("WHICH") },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &import.dry_run, N_("Count and say what is wrong; write nothing"), NULL },
    { "rejects", 0, 0, G_OPTION_ARG_FILENAME, &rejects, N_("Write the rejected rows here, with the reason beside them"), N_("FILE") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (&cli_import_commands[LEDGER], entries, &argc, &argv, 1, 1, error) || !parse_cards (cards, &import.cards, error) ||
      (file = import.file = jz_sheet_file_open (argv[0], NULL, error)) == NULL || !choose_sheet (&import, sheet, error) || !cli_sign_in (cli, error) ||
      !jz_store_read_sync (cli->store, recall_cb, guessed, NULL, error) || !load_mapping (&import, mapping, error))
    return -1;
  import.rejects = rejects;
  ok = jz_ledger_import_run (cli->store, &cli->actor, &import, &result, NULL, error);
  if (ok)
    print_result (cli, &result);
  ok = ok && result.rejected == 0;
  jz_import_result_clear (&result);
  return error != NULL && *error != NULL ? -1 : !ok;
}
