/* stocktake start|scan|show|count|cause|finish|reopen|drop|post|export|import.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jiaozhuang-cli"
#include "config.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

#include "cli-library-count.h"
#include "cli.h"
#include "jz-date.h"
#include "jz-library-count.h"
#include "jz-money.h"
#include "jz-quantity.h"
#include "jz-stocktake-file.h"
#include "jz-stocktake-sheet.h"
#include "jz-stocktake.h"

static int run_start (Cli *cli, int argc, char **argv, GError **error);
static int run_list (Cli *cli, int argc, char **argv, GError **error);
static int run_scan (Cli *cli, int argc, char **argv, GError **error);
static int run_show (Cli *cli, int argc, char **argv, GError **error);
static int run_count (Cli *cli, int argc, char **argv, GError **error);
static int run_cause (Cli *cli, int argc, char **argv, GError **error);
static int run_finish (Cli *cli, int argc, char **argv, GError **error);
static int run_reopen (Cli *cli, int argc, char **argv, GError **error);
static int run_drop (Cli *cli, int argc, char **argv, GError **error);
static int run_post (Cli *cli, int argc, char **argv, GError **error);
static int run_export (Cli *cli, int argc, char **argv, GError **error);
static int run_sheet (Cli *cli, int argc, char **argv, GError **error);

enum { START, LIST, SCAN, SHOW, COUNT, CAUSE, FINISH, REOPEN, DROP, POST, EXPORT, SHEET };

const CliCommand cli_stocktake_commands[] = {
  [START] = { "stocktake start", "[--place P] [--keeper P] [--name N] [--date D] | --library [--place P] [--call A --to B] [--name N]",
              N_("Begin a stock-take"), run_start },
  [LIST] = { "stocktake list", "[--library]", N_("All stock-takes, the newest first"), run_list },
  [SCAN] = { "stocktake scan", "NUMBER [CODE…] [--file FILE] [--at PLACE] [--counter NAME] [--quantity Q]",
             N_("Count what was scanned"), run_scan },
  [SHOW] = { "stocktake show", "NUMBER [--only KIND]",
             N_("What came of a stock-take"), run_show },
  [COUNT] = { "stocktake count", "NUMBER LINE QUANTITY", N_("Say how many there are of a line"), run_count },
  [CAUSE] = { "stocktake cause", "NUMBER LINE CAUSE", N_("Say why a line differs"), run_cause },
  [FINISH] = { "stocktake finish", "NUMBER", N_("End the counting"), run_finish },
  [REOPEN] = { "stocktake reopen", "NUMBER", N_("Go on counting"), run_reopen },
  [DROP] = { "stocktake drop", "NUMBER", N_("Give a stock-take up"), run_drop },
  [POST] = { "stocktake post", "NUMBER", N_("Approve the differences and post them"), run_post },
  [EXPORT] = { "stocktake export", "NUMBER -o FILE.xlsx", N_("Write the count sheet, to be filled in"), run_export },
  [SHEET] = { "stocktake import", "NUMBER FILE --counter NAME [--several add|later] [--dry-run] [--rejects FILE]",
              N_("Take in a count sheet that was filled in"), run_sheet },
  { NULL, NULL, NULL, NULL },
};

/* start */

typedef struct
{
  char           *place, *keeper, *name, *date;
  JzStocktakePlan plan;
  gint64          id;
  JzStocktakeSum  sum;
} Start;

static gboolean
start_cb (JzOperation *operation, gpointer data, GError **error)
{
  Start        *self = data;
  JzConnection *connection = jz_operation_get_connection (operation);

  return cli_find_place (connection, self->place, &self->plan.place, error) &&
         cli_find_person (connection, self->keeper, &self->plan.keeper, error) &&
         jz_stocktake_start (operation, &self->plan, &self->id, error) &&
         jz_stocktake_sum (connection, self->id, &self->sum, error);
}

static void
print_start (Cli *cli, const Start *self)
{
  JsonBuilder *json;

  if (!cli->json)
    {
      cli_say (cli,
               g_dngettext (GETTEXT_PACKAGE, "%s, %s: %u line to count", "%s, %s: %u lines to count", self->sum.lines),
               self->sum.number, self->sum.name, self->sum.lines);
      return;
    }
  json = json_builder_new ();
  json_builder_begin_object (json);
  cli_json_text (json, "number", self->sum.number);
  cli_json_text (json, "name", self->sum.name);
  cli_json_number (json, "lines", self->sum.lines);
  json_builder_end_object (json);
  cli_print_json (json);
}

static int
run_start (Cli *cli, int argc, char **argv, GError **error)
{
  Start self = { 0 };
  char  iso[JZ_DATE_LENGTH];
  char *from = NULL, *to = NULL;
  int   status = -1;
  gboolean library = FALSE;
  const GOptionEntry entries[] = {
    { "library", 0, 0, G_OPTION_ARG_NONE, &library, N_("Count the books that stand there"), NULL },
    { "call", 0, 0, G_OPTION_ARG_STRING, &from, N_("Of books: from this call number on"), N_("CALL") },
    { "to", 0, 0, G_OPTION_ARG_STRING, &to, N_("Up to this one, with all that begins with it"), N_("CALL") },
    { "place", 0, 0, G_OPTION_ARG_STRING, &self.place, N_("At this place and below it"), N_("PLACE") },
    { "keeper", 0, 0, G_OPTION_ARG_STRING, &self.keeper, N_("What this person answers for"), N_("PERSON") },
    { "name", 0, 0, G_OPTION_ARG_STRING, &self.name, N_("What it is called"), N_("NAME") },
    { "date", 0, 0, G_OPTION_ARG_STRING, &self.date, N_("Day; today unless said"), N_("DATE") },
    G_OPTION_ENTRY_NULL
  };

  if (cli_parse (cli, &cli_stocktake_commands[START], entries, &argc, &argv, 0, 0, error))
    {
      if (library && self.keeper == NULL && self.date == NULL)
        return cli_library_count_start (cli, self.place, from, to, self.name, error);
      if (library || from != NULL || to != NULL)
        cli_usage_error (error, _("--call and --to go with --library, --keeper and --date without"));
      else if (self.date != NULL && jz_date_parse (self.date) == JZ_DATE_NONE)
        cli_usage_error (error, _("%s: there is no such day"), self.date);
      else
        {
          self.plan.name = self.name;
          self.plan.date = self.date != NULL ? jz_date_to_iso (jz_date_parse (self.date), iso) : NULL;
          if (cli_sign_in (cli, error) && cli_write (cli, &jz_action_stocktake, start_cb, &self, NULL, NULL, error))
            status = 0;
        }
    }
  if (status == 0)
    print_start (cli, &self);
  jz_stocktake_sum_clear (&self.sum);
  return status;
}

/* scan: one operation a scan, as in the window. */

typedef struct
{
  const char     *number, *code, *at, *quantity, *counter;
  JzScanVerdict   verdict;
} Scan;

static gboolean
read_quantity (JzConnection *connection, const Scan *self, gint64 *quantity, GError **error)
{
  gint64 decimals;

  *quantity = -1;
  if (self->quantity == NULL)
    return TRUE;
  if (!jz_connection_number (connection, &decimals, 0, error, "SELECT max (decimals) FROM item WHERE code = ? AND voided IS NULL", "s", self->code))
    return FALSE;
  if (jz_quantity_parse (self->quantity, (int) decimals, quantity) && *quantity >= 0)
    return TRUE;
  g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, _("%s: this is no quantity"), self->quantity);
  return FALSE;
}

static gboolean
scan_cb (JzOperation *operation, gpointer data, GError **error)
{
  Scan           *self = data;
  JzConnection   *connection = jz_operation_get_connection (operation);
  JzStocktakeScan scan = { .code = self->code, .counter = self->counter };
  gint64          id;

  return jz_stocktake_find (connection, self->number, &id, error) &&
         cli_find_place (connection, self->at, &scan.place, error) &&
         read_quantity (connection, self, &scan.quantity, error) &&
         jz_stocktake_scan (operation, id, &scan, &self->verdict, NULL, error);
}

/* What is given, and what the file has after it. Returns: (transfer full) (element-type JzScannedCode) */
static GPtrArray *
read_codes (char **given, const char *path, GError **error)
{
  g_autoptr (GPtrArray) codes = path != NULL ? jz_scan_file_read (path, error) : jz_scan_codes_new ();

  for (guint i = 0; codes != NULL && given[i] != NULL; i++)
    g_ptr_array_insert (codes, (int) i, jz_scanned_code_new (0, given[i]));
  if (codes != NULL && codes->len == 0)
    return cli_usage_error (error, _("There is no code")), NULL;
  return g_steal_pointer (&codes);
}

static int
scan_all (Cli *cli, Scan *scan, GPtrArray *codes, GError **error)
{
  JsonBuilder *json = json_builder_new ();
  guint        unknown = 0;
  gboolean     ok = TRUE;

  json_builder_begin_array (json);
  for (guint i = 0; ok && i < codes->len; i++)
    {
      scan->code = ((JzScannedCode *) g_ptr_array_index (codes, i))->code;
      ok = cli_write (cli, &jz_action_stocktake_scan, scan_cb, scan, NULL, NULL, error);
      if (!ok)
        break;
      unknown += scan->verdict == JZ_SCAN_UNKNOWN;
      json_builder_begin_object (json);
      cli_json_text (json, "code", scan->code);
      cli_json_text (json, "verdict", jz_scan_verdict_word (scan->verdict));
      json_builder_end_object (json);
      cli_say (cli, "%s\t%s", scan->code, jz_scan_verdict_word (scan->verdict));
    }
  json_builder_end_array (json);
  if (ok && cli->json)
    cli_print_json (json);
  else
    g_object_unref (json);
  return !ok ? -1 : unknown > 0 ? 1 : 0;
}

static int
run_scan (Cli *cli, int argc, char **argv, GError **error)
{
  g_autoptr (GPtrArray) codes = NULL;
  char            *file = NULL, *at = NULL, *counter = NULL, *quantity = NULL;
  Scan             scan = { 0 };
  const GOptionEntry entries[] = {
    { "file", 0, 0, G_OPTION_ARG_FILENAME, &file, N_("Codes of a scanner's memory, one a line"), N_("FILE") },
    { "at", 0, 0, G_OPTION_ARG_STRING, &at, N_("Where they were scanned"), N_("PLACE") },
    { "counter", 0, 0, G_OPTION_ARG_STRING, &counter, N_("Who counts"), N_("NAME") },
    { "quantity", 0, 0, G_OPTION_ARG_STRING, &quantity, N_("How many, of an item without cards"), N_("QUANTITY") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_stocktake_commands[SCAN], entries, &argc, &argv, 1, -1, error))
    return -1;
  codes = read_codes (argv + 1, file, error);
  if (codes == NULL || !cli_sign_in (cli, error))
    return -1;
  if (jz_library_count_is_number (argv[0]))
    return (file != NULL ? cli_library_count_take : cli_library_count_scan) (cli, argv[0], codes, at, counter, error);
  scan = (Scan){ .number = argv[0], .at = at, .quantity = quantity, .counter = counter };
  return scan_all (cli, &scan, codes, error);
}

/* show */

typedef struct
{
  const char    *number, *only;
  JzStocktakeSum sum;
  GPtrArray     *lines;
} Show;

static gboolean
show_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Show  *self = data;
  gint64 id;

  if (!jz_stocktake_find (connection, self->number, &id, error) ||
      !jz_stocktake_sum (connection, id, &self->sum, error))
    return FALSE;
  self->lines = jz_stocktake_lines (connection, id, self->only, error);
  return self->lines != NULL;
}

static void
sum_json (JsonBuilder *json, const JzStocktakeSum *sum)
{
  g_autofree char *value = jz_money_format (sum->value), *value_agree = jz_money_format (sum->value_agree);

  cli_json_text (json, "number", sum->number);
  cli_json_text (json, "name", sum->name);
  cli_json_text (json, "date", sum->date);
  cli_json_text (json, "state", sum->state);
  cli_json_number (json, "lines", sum->lines);
  cli_json_number (json, "counted", sum->counted);
  cli_json_number (json, "agree", sum->agree);
  cli_json_number (json, "elsewhere", sum->elsewhere);
  cli_json_number (json, "missing", sum->missing);
  cli_json_number (json, "short", sum->short_lines);
  cli_json_number (json, "surplus", sum->surplus);
  cli_json_number (json, "pieces", sum->pieces);
  cli_json_number (json, "pieces_agree", sum->pieces_agree);
  cli_json_text (json, "value", value);
  cli_json_text (json, "value_agree", value_agree);
  cli_json_number (json, "scans", sum->scans);
  cli_json_number (json, "unknown", sum->unknown);
}

static void
line_json (JsonBuilder *json, const JzStocktakeLine *line)
{
  g_autofree char *expected = jz_quantity_format (line->expected, line->decimals);
  g_autofree char *counted = line->counted >= 0 ? jz_quantity_format (line->counted, line->decimals) : NULL;

  json_builder_begin_object (json);
  cli_json_number (json, "line", line->id);
  cli_json_text (json, "code", line->code);
  cli_json_text (json, "name", line->name);
  cli_json_text (json, "unit", line->unit);
  cli_json_text (json, "place", line->place);
  cli_json_text (json, "found", line->found);
  cli_json_text (json, "expected", expected);
  cli_json_text (json, "counted", counted);
  cli_json_text (json, "verdict", line->verdict);
  cli_json_text (json, "counters", line->counters);
  cli_json_text (json, "cause", line->cause);
  json_builder_end_object (json);
}

static void
print_show (Cli *cli, const Show *self)
{
  JsonBuilder *json;

  for (guint i = 0; i < self->lines->len; i++)
    {
      JzStocktakeLine *line = g_ptr_array_index (self->lines, i);
      g_autofree char *expected = jz_quantity_format (line->expected, line->decimals);
      g_autofree char *counted =
        line->counted >= 0 ? jz_quantity_format (line->counted, line->decimals) : g_strdup ("–");

      cli_say (cli, "%" G_GINT64_FORMAT "\t%s\t%s\t%s\t%s/%s %s\t%s\t%s", line->id, line->verdict, line->code,
               line->name, counted, expected, line->unit, line->found != NULL ? line->found : line->place, line->cause);
    }
  cli_say (cli, _("%s: %u lines, %u counted; %u agree, %u elsewhere, %u missing, %u short, %u surplus"),
           self->sum.number, self->sum.lines, self->sum.counted, self->sum.agree, self->sum.elsewhere,
           self->sum.missing, self->sum.short_lines, self->sum.surplus);
  if (!cli->json)
    return;
  json = json_builder_new ();
  json_builder_begin_object (json);
  sum_json (json, &self->sum);
  json_builder_set_member_name (json, "rows");
  json_builder_begin_array (json);
  for (guint i = 0; i < self->lines->len; i++)
    line_json (json, g_ptr_array_index (self->lines, i));
  json_builder_end_array (json);
  json_builder_end_object (json);
  cli_print_json (json);
}

static int
run_show (Cli *cli, int argc, char **argv, GError **error)
{
  static const char *const verdicts[] = { "open",  "agree",   "elsewhere",  "missing",
                                          "short", "surplus", "difference", NULL };
  char            *only = NULL;
  Show             self = { 0 };
  int              status = -1;
  const GOptionEntry entries[] = {
    { "only", 0, 0, G_OPTION_ARG_STRING, &only, N_("Only lines of this kind"), N_("KIND") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_stocktake_commands[SHOW], entries, &argc, &argv, 1, 1, error))
    return -1;
  if (jz_library_count_is_number (argv[0]))
    return cli_library_count_show (cli, argv[0], only, error);
  if (only != NULL && !g_strv_contains (verdicts, only))
    return cli_usage_error (error, _("%s: there is no such kind of line"), only), -1;
  self.number = argv[0];
  self.only = only;
  if (cli_open (cli, error) && jz_store_read_sync (cli->store, show_cb, &self, NULL, error))
    {
      print_show (cli, &self);
      status = 0;
    }
  jz_stocktake_sum_clear (&self.sum);
  g_clear_pointer (&self.lines, g_ptr_array_unref);
  return status;
}

/* What takes a stock-take, and maybe a line of it, and does one thing. */

typedef gboolean (*StepFunc) (JzOperation *operation, gint64 id, GError **error);

typedef struct
{
  char    **argv;
  StepFunc  func; /* NULL: with a line */
} Step;

static gboolean
step_cb (JzOperation *operation, gpointer data, GError **error)
{
  Step  *self = data;
  gint64 id;

  return jz_stocktake_find (jz_operation_get_connection (operation), self->argv[0], &id, error) &&
         self->func (operation, id, error);
}

static int
run_step (Cli *cli, int which, const JzAction *action, StepFunc func, int argc, char **argv, GError **error)
{
  Step self = { NULL, func };

  if (!cli_parse (cli, &cli_stocktake_commands[which], NULL, &argc, &argv, 1, 1, error))
    return -1;
  self.argv = argv;
  if (which == FINISH && jz_library_count_is_number (argv[0]))
    return cli_library_count_finish (cli, argv[0], error);
  if (which == DROP && jz_library_count_is_number (argv[0]))
    return cli_library_count_drop (cli, argv[0], error);
  return cli_write_and_say (cli, action, step_cb, &self, error);
}

static int
run_finish (Cli *cli, int argc, char **argv, GError **error)
{
  return run_step (cli, FINISH, &jz_action_stocktake, jz_stocktake_finish, argc, argv, error);
}

static int
run_reopen (Cli *cli, int argc, char **argv, GError **error)
{
  return run_step (cli, REOPEN, &jz_action_stocktake, jz_stocktake_reopen, argc, argv, error);
}

static int
run_drop (Cli *cli, int argc, char **argv, GError **error)
{
  return run_step (cli, DROP, &jz_action_stocktake, jz_stocktake_drop, argc, argv, error);
}

static int
run_post (Cli *cli, int argc, char **argv, GError **error)
{
  return run_step (cli, POST, &jz_action_stocktake_post, jz_stocktake_post, argc, argv, error);
}

/* The line @text of the stock-take @number. */
static gboolean
find_line (JzConnection *connection, const char *number, const char *text, gint64 *line, GError **error)
{
  gint64 id, wanted = 0;

  *line = 0;
  if (!jz_stocktake_find (connection, number, &id, error))
    return FALSE;
  if (g_ascii_string_to_signed (text, 10, 1, G_MAXINT64, &wanted, NULL) &&
      !jz_connection_number (connection, line, 0, error, "SELECT id FROM stocktake_line WHERE id = ? AND stocktake = ?", "ll", wanted, id))
    return FALSE;
  if (*line == 0)
    g_set_error (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("%s: there is no such line"), text);
  return *line != 0;
}

static gboolean
count_cb (JzOperation *operation, gpointer data, GError **error)
{
  Step         *self = data;
  JzConnection *connection = jz_operation_get_connection (operation);
  gint64        line, decimals, counted;

  if (!find_line (connection, self->argv[0], self->argv[1], &line, error) ||
      !jz_connection_number (connection, &decimals, 0, error,
                             "SELECT decimals FROM stocktake_line JOIN item ON item.id = stocktake_line.item WHERE stocktake_line.id = ?", "l", line))
    return FALSE;
  if (!jz_quantity_parse (self->argv[2], (int) decimals, &counted) || counted < 0)
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, _("%s: this is no quantity"), self->argv[2]);
      return FALSE;
    }
  return jz_stocktake_count (operation, line, counted, error);
}

static gboolean
cause_cb (JzOperation *operation, gpointer data, GError **error)
{
  Step  *self = data;
  gint64 line;

  return find_line (jz_operation_get_connection (operation), self->argv[0], self->argv[1], &line, error) &&
         jz_stocktake_cause (operation, line, self->argv[2], error);
}

static int
run_with_line (Cli *cli, int which, JzWriteFunc func, int argc, char **argv, GError **error)
{
  Step self = { 0 };

  if (!cli_parse (cli, &cli_stocktake_commands[which], NULL, &argc, &argv, 3, 3, error))
    return -1;
  self.argv = argv;
  return cli_write_and_say (cli, &jz_action_stocktake, func, &self, error);
}

static int
run_count (Cli *cli, int argc, char **argv, GError **error)
{
  return run_with_line (cli, COUNT, count_cb, argc, argv, error);
}

static int
run_cause (Cli *cli, int argc, char **argv, GError **error)
{
  return run_with_line (cli, CAUSE, cause_cb, argc, argv, error);
}

/* export, import */

typedef struct
{
  const char *number, *path, *several;
  gint64      id;
} Sheet;

static gboolean
export_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Sheet *self = data;

  return jz_stocktake_find (connection, self->number, &self->id, error) &&
         (self->path == NULL || jz_stocktake_write_sheet (connection, self->id, self->path, error));
}

static int
run_export (Cli *cli, int argc, char **argv, GError **error)
{
  char            *output = NULL;
  Sheet            self = { 0 };
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_("The spreadsheet"), N_("FILE") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_stocktake_commands[EXPORT], entries, &argc, &argv, 1, 1, error))
    return -1;
  if (output == NULL)
    return cli_usage_error (error, _("-o FILE is needed")), -1;
  self = (Sheet){ .number = argv[0], .path = output };
  if (!cli_open (cli, error) || !jz_store_read_sync (cli->store, export_cb, &self, NULL, error))
    return -1;
  return cli_say_done (cli, output, 0);
}

static gboolean
several_cb (JzOperation *operation, gpointer data, GError **error)
{
  Sheet *self = data;

  return jz_stocktake_set_several (operation, self->id, self->several, error);
}

static int
run_sheet (Cli *cli, int argc, char **argv, GError **error)
{
  char            *counter = NULL, *several = NULL, *rejects = NULL;
  gboolean         dry_run = FALSE;
  Sheet            self = { 0 };
  JzStocktakeImportOptions options;
  const GOptionEntry entries[] = {
    { "counter", 0, 0, G_OPTION_ARG_STRING, &counter, N_("Who counts"), N_("NAME") },
    { "several", 0, 0, G_OPTION_ARG_STRING, &several, N_("Where several count a line: add, or the later stands"), "add|later" },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &dry_run, N_("Count and say what is wrong; write nothing"), NULL },
    { "rejects", 0, 0, G_OPTION_ARG_FILENAME, &rejects, N_("Write the rejected rows here, with the reason beside them"), N_("FILE") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_stocktake_commands[SHEET], entries, &argc, &argv, 2, 2, error))
    return -1;
  if (counter == NULL)
    return cli_usage_error (error, _("Say who counted, by --counter")), -1;
  if (several != NULL && !g_str_equal (several, "add") && !g_str_equal (several, "later"))
    return cli_usage_error (error, _("%s: --several is add or later"), several), -1;
  self = (Sheet){ .number = argv[0], .several = several };
  if (!cli_sign_in (cli, error) || !jz_store_read_sync (cli->store, export_cb, &self, NULL, error) ||
      (several != NULL && !dry_run && !cli_write (cli, &jz_action_stocktake, several_cb, &self, NULL, NULL, error)))
    return -1;
  options = (JzStocktakeImportOptions){ self.id, counter };
  return cli_import_sheet (cli, &jz_stocktake_import, argv[1], rejects, dry_run, &options, error);
}

/* list */

static int
run_list (Cli *cli, int argc, char **argv, GError **error)
{
  gboolean           library = FALSE;
  const GOptionEntry entries[] = {
    { "library", 0, 0, G_OPTION_ARG_NONE, &library, N_("Those of books"), NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_stocktake_commands[LIST], entries, &argc, &argv, 0, 0, error))
    return -1;
  return library ? cli_library_count_list (cli, error) :
                   cli_say_rows (cli,
                                 "SELECT s.number, s.name, s.date, s.state, place.path AS place, person.name AS keeper, "
                                 "(SELECT count (*) FROM stocktake_line l WHERE l.stocktake = s.id) AS lines FROM stocktake s "
                                 "LEFT JOIN place ON place.id = s.place LEFT JOIN person ON person.id = s.keeper ORDER BY s.id "
                                 "DESC", error);
}
