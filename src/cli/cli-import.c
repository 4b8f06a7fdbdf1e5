/* import ledger, people, calendar, standard, suppliers, items, balances, machines, books, experiments, timetable.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jiaozhuang-cli"
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cli.h"
#include "jz-book-import.h"
#include "jz-lab-import.h"
#include "jz-ledger-import.h"
#include "jz-machine-import.h"
#include "jz-school-import.h"
#include "jz-stock-import.h"
#include "jz-supplier-import.h"
#include "jz-term-days.h"

static int run_ledger (Cli *cli, int argc, char **argv, GError **error);
static int run_people (Cli *cli, int argc, char **argv, GError **error);
static int run_calendar (Cli *cli, int argc, char **argv, GError **error);
static int run_standard (Cli *cli, int argc, char **argv, GError **error);
static int run_suppliers (Cli *cli, int argc, char **argv, GError **error);
static int run_items (Cli *cli, int argc, char **argv, GError **error);
static int run_balances (Cli *cli, int argc, char **argv, GError **error);
static int run_machines (Cli *cli, int argc, char **argv, GError **error);
static int run_books (Cli *cli, int argc, char **argv, GError **error);
static int run_experiments (Cli *cli, int argc, char **argv, GError **error);
static int run_timetable (Cli *cli, int argc, char **argv, GError **error);

enum { LEDGER, PEOPLE, CALENDAR, STANDARD, SUPPLIERS, ITEMS, BALANCES, MACHINES, BOOKS, EXPERIMENTS, TIMETABLE };

const CliCommand cli_import_commands[] = {
  [LEDGER] = { "import ledger", "FILE [--sheet NAME] [--mapping FILE] [--cards auto|all|none] [--dry-run] [--rejects FILE]",
               N_("Take in the school's own ledger from a spreadsheet"), run_ledger },
  [PEOPLE] = { "import people", "FILE [--sheet NAME] [--mapping FILE] [--dry-run] [--rejects FILE]", N_("Take in staff and pupils"), run_people },
  [CALENDAR] = { "import calendar", "FILE [--sheet NAME] [--mapping FILE] [--dry-run] [--rejects FILE]", N_("Take in holidays and make-up days"),
                 run_calendar },
  [STANDARD] = { "import standard", "FILE [--name NAME] [--edition EDITION] [--sheet NAME] [--mapping FILE] [--dry-run] [--rejects FILE]",
                 N_("Take in what a standard demands"), run_standard },
  [SUPPLIERS] = { "import suppliers", "FILE [--sheet NAME] [--mapping FILE] [--dry-run] [--rejects FILE]", N_("Take in suppliers"), run_suppliers },
  [ITEMS] = { "import items", "FILE [--sheet NAME] [--mapping FILE] [--dry-run] [--rejects FILE]", N_("Take in a catalogue of items"), run_items },
  [BALANCES] = { "import balances", "FILE [--sheet NAME] [--mapping FILE] [--dry-run] [--rejects FILE]",
                 N_("Take in what there was of items at the end of last year"), run_balances },
  [MACHINES] = { "import machines", "FILE [--sheet NAME] [--mapping FILE] [--dry-run] [--rejects FILE]", N_("Take in the register of machines on the network"),
                 run_machines },
  [BOOKS] = { "import books", "FILE [--sheet NAME] [--mapping FILE] [--dry-run] [--rejects FILE]", N_("Take in books with their copies from a spreadsheet"),
              run_books },
  [EXPERIMENTS] = { "import experiments", "FILE [--year YEAR] [--sheet NAME] [--mapping FILE] [--dry-run] [--rejects FILE]",
                    N_("Take in a catalogue of experiments"), run_experiments },
  [TIMETABLE] = { "import timetable", "FILE [--term T] [--sheet NAME] [--mapping FILE] [--dry-run] [--rejects FILE]",
                  N_("Take in which class has which lesson when"), run_timetable },
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

void
cli_print_import (Cli *cli, const JzImportResult *result)
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
  cli_end_json (cli, json);
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

/* What all imports are asked. */
typedef struct
{
  char    *sheet, *mapping, *rejects;
  gboolean dry_run;
} Asked;

#define COMMON_ENTRIES(asked)                                                                                                                 \
  { "sheet", 0, 0, G_OPTION_ARG_STRING, &(asked)->sheet, N_("Name of the sheet; the one that fits best unless said"), N_("NAME") },           \
    { "mapping", 0, 0, G_OPTION_ARG_FILENAME, &(asked)->mapping, N_("Which column is what"), N_("FILE") },                                     \
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &(asked)->dry_run, N_("Count and say what is wrong; write nothing"), NULL },                         \
    { "rejects", 0, 0, G_OPTION_ARG_FILENAME, &(asked)->rejects, N_("Write the rejected rows here, with the reason beside them"), N_("FILE") }

/* The sheet that was named, else the one whose headings fit best. */
static gboolean
choose_sheet (JzImport *import, const char *name, GError **error)
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
load_mapping (JzImport *import, const char *path, GError **error)
{
  g_autofree char *text = NULL;

  if (path == NULL)
    return TRUE;
  if (g_file_get_contents (path, &text, NULL, NULL))
    return jz_sheet_mapping_load (import->mapping, path, text, error);
  g_set_error (error, JZ_ERROR, JZ_ERROR_REFUSED, _("%s: there is no such file"), path);
  return FALSE;
}

typedef struct
{
  const JzImportSpec *spec;
  JzSheetMapping     *mapping;
} Recall;

static gboolean
recall_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Recall *recall = data;

  jz_import_recall (connection, recall->spec, recall->mapping);
  return TRUE;
}

static int
run_import (Cli *cli, const JzImportSpec *spec, const char *path, const Asked *asked, gpointer options, GError **error)
{
  g_autoptr (JzSheetMapping) mapping = jz_sheet_mapping_new (spec->fields, spec->n_fields);
  g_autoptr (JzSheetFile) file = jz_sheet_file_open (path, NULL, error);
  JzImport       import = { .file = file, .mapping = mapping, .dry_run = asked->dry_run, .rejects = asked->rejects, .options = options,
                            .progress = progress_cb, .data = cli };
  JzImportResult result = { 0 };
  Recall         recall = { spec, mapping };
  gboolean       ok;
  int            status;

  if (file == NULL || !choose_sheet (&import, asked->sheet, error) || !cli_sign_in (cli, error) ||
      !jz_store_read_sync (cli->store, recall_cb, &recall, NULL, error) || !load_mapping (&import, asked->mapping, error))
    return -1;
  ok = jz_import_run (cli->store, &cli->actor, spec, &import, &result, NULL, error);
  if (ok)
    cli_print_import (cli, &result);
  status = ok ? result.rejected > 0 : -1;
  jz_import_result_clear (&result);
  return status;
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

static int
run_ledger (Cli *cli, int argc, char **argv, GError **error)
{
  Asked                 asked = { 0 };
  char                 *cards = NULL;
  JzLedgerImportOptions options;
  const GOptionEntry    entries[] = {
    COMMON_ENTRIES (&asked),
    { "cards", 0, 0, G_OPTION_ARG_STRING, &cards, N_("Which pieces get a card each: auto (by price), all, none"), N_("WHICH") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_import_commands[LEDGER], entries, &argc, &argv, 1, 1, error) || !parse_cards (cards, &options.cards, error))
    return -1;
  return run_import (cli, &jz_ledger_import, argv[0], &asked, &options, error);
}

static int
run_plain (Cli *cli, int command, const JzImportSpec *spec, int argc, char **argv, GError **error)
{
  Asked              asked = { 0 };
  const GOptionEntry entries[] = { COMMON_ENTRIES (&asked), G_OPTION_ENTRY_NULL };

  if (!cli_parse (cli, &cli_import_commands[command], entries, &argc, &argv, 1, 1, error))
    return -1;
  return run_import (cli, spec, argv[0], &asked, NULL, error);
}

static int
run_people (Cli *cli, int argc, char **argv, GError **error)
{
  return run_plain (cli, PEOPLE, &jz_people_import, argc, argv, error);
}

static int
run_calendar (Cli *cli, int argc, char **argv, GError **error)
{
  return run_plain (cli, CALENDAR, &jz_calendar_import, argc, argv, error);
}

static int
run_suppliers (Cli *cli, int argc, char **argv, GError **error)
{
  return run_plain (cli, SUPPLIERS, &jz_supplier_import, argc, argv, error);
}

static int
run_items (Cli *cli, int argc, char **argv, GError **error)
{
  return run_plain (cli, ITEMS, &jz_items_import, argc, argv, error);
}

static int
run_balances (Cli *cli, int argc, char **argv, GError **error)
{
  return run_plain (cli, BALANCES, &jz_balances_import, argc, argv, error);
}

static int
run_standard (Cli *cli, int argc, char **argv, GError **error)
{
  Asked                   asked = { 0 };
  char                   *name = NULL, *edition = NULL;
  JzStandardImportOptions options;
  const GOptionEntry      entries[] = {
    COMMON_ENTRIES (&asked),
    { "name", 0, 0, G_OPTION_ARG_STRING, &name, N_("What the standard is called; as the file says unless said"), N_("NAME") },
    { "edition", 0, 0, G_OPTION_ARG_STRING, &edition, N_("Its edition"), N_("EDITION") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_import_commands[STANDARD], entries, &argc, &argv, 1, 1, error))
    return -1;
  options = (JzStandardImportOptions){ name, edition };
  return run_import (cli, &jz_standard_import, argv[0], &asked, &options, error);
}

/* For the stock-take commands, which find the stock-take first. */
int
cli_import_sheet (Cli *cli, const JzImportSpec *spec, const char *path, const char *rejects, gboolean dry_run, gpointer options,
                  GError **error)
{
  Asked asked = { .rejects = (char *) rejects, .dry_run = dry_run };

  return run_import (cli, spec, path, &asked, options, error);
}

static int
run_machines (Cli *cli, int argc, char **argv, GError **error)
{
  return run_plain (cli, MACHINES, &jz_machine_import, argc, argv, error);
}

static int
run_books (Cli *cli, int argc, char **argv, GError **error)
{
  return run_plain (cli, BOOKS, &jz_book_import, argc, argv, error);
}

static int
run_experiments (Cli *cli, int argc, char **argv, GError **error)
{
  Asked                     asked = { 0 };
  JzExperimentImportOptions options = { 0 };
  const GOptionEntry        entries[] = {
    COMMON_ENTRIES (&asked),
    { "year", 0, 0, G_OPTION_ARG_INT, &options.year, N_("School year of rows that don't say; the present one unless said"), N_("YEAR") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_import_commands[EXPERIMENTS], entries, &argc, &argv, 1, 1, error))
    return -1;
  return run_import (cli, &jz_experiment_import, argv[0], &asked, &options, error);
}

typedef struct
{
  const char               *key;
  JzTimetableImportOptions *options;
} Term;

static gboolean
term_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Term *self = data;

  return jz_term_meant (connection, self->key, &self->options->term, error);
}

static int
run_timetable (Cli *cli, int argc, char **argv, GError **error)
{
  Asked                    asked = { 0 };
  JzTimetableImportOptions options = { 0 };
  Term                     term = { NULL, &options };
  char                    *key = NULL;
  const GOptionEntry       entries[] = {
    COMMON_ENTRIES (&asked),
    { "term", 0, 0, G_OPTION_ARG_STRING, &key, N_("Of this term, 2026-1; the present one unless said"), N_("TERM") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_import_commands[TIMETABLE], entries, &argc, &argv, 1, 1, error))
    return -1;
  term.key = key;
  if (!cli_sign_in (cli, error) || !jz_store_read_sync (cli->store, term_cb, &term, NULL, error))
    return -1;
  return run_import (cli, &jz_timetable_import, argv[0], &asked, &options, error);
}
