/* stocktake report|move, and start|scan|show|finish|drop|list where books are counted.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jiaozhuang-cli"
#include "config.h"

#include <glib/gi18n.h>

#include "cli-library-count.h"
#include "jz-library-count-form.h"
#include "jz-library-count-read.h"
#include "jz-library-count.h"
#include "jz-paper.h"
#include "jz-scan-file.h"
#include "jz-stocktake-form.h"

static int run_report (Cli *cli, int argc, char **argv, GError **error);
static int run_move (Cli *cli, int argc, char **argv, GError **error);

enum { REPORT, MOVE };

const CliCommand cli_library_count_commands[] = {
  [REPORT] = { "stocktake report", "NUMBER -o FILE.pdf", N_("Write the report of a stock-take, to be signed"),
               run_report },
  [MOVE] = { "stocktake move", "NUMBER COPY…", N_("Let books that stood elsewhere belong there from now on"),
             run_move },
  { NULL, NULL, NULL, NULL },
};

static gboolean
find (JzConnection *connection, const char *number, gint64 *id, GError **error)
{
  return jz_paper_find (connection, "library_count", number, id, error);
}

/* start */

typedef struct
{
  const char        *place;
  JzLibraryCountPlan plan;
  JzLibraryCountSum  sum;
} Start;

static gboolean
start_cb (JzOperation *operation, gpointer data, GError **error)
{
  Start        *self = data;
  JzConnection *connection = jz_operation_get_connection (operation);
  gint64        id;

  return cli_find_place (connection, self->place, &self->plan.place, error) &&
         jz_library_count_start (operation, &self->plan, &id, error) &&
         jz_library_count_sum (connection, id, &self->sum, error);
}

int
cli_library_count_start (Cli *cli, const char *place, const char *from, const char *to, const char *name,
                         GError **error)
{
  Start        self = { place, { .name = name, .call_from = from, .call_to = to }, { 0 } };
  JsonBuilder *json;

  if (!cli_sign_in (cli, error) || !cli_write (cli, &jz_action_library_count, start_cb, &self, NULL, NULL, error))
    return -1;
  cli_say (cli, g_dngettext (GETTEXT_PACKAGE, "%s, %s: %u book to count", "%s, %s: %u books to count", self.sum.lines),
           self.sum.number, self.sum.name, self.sum.lines);
  json = json_builder_new ();
  json_builder_begin_object (json);
  cli_json_text (json, "number", self.sum.number);
  cli_json_text (json, "name", self.sum.name);
  cli_json_number (json, "lines", self.sum.lines);
  json_builder_end_object (json);
  cli_end_json (cli, json);
  jz_library_count_sum_clear (&self.sum);
  return 0;
}

/* scan: one operation a scan, as in the window; the memory of a scanner is one. */

typedef struct
{
  const char      *number, *code, *at, *counter;
  gint64           place; /* where the counter stands by now; -1: as --at says */
  JzLibraryScanned scanned;
} Scan;

static gboolean
scan_cb (JzOperation *operation, gpointer data, GError **error)
{
  Scan         *self = data;
  JzConnection *connection = jz_operation_get_connection (operation);
  gint64        id;

  return find (connection, self->number, &id, error) &&
         (self->place >= 0 || cli_find_place (connection, self->at, &self->place, error)) &&
         jz_library_count_scan (operation, id, self->code, self->place, self->counter, &self->scanned, error);
}

static void
say_scan (Cli *cli, JsonBuilder *json, const char *code, const JzLibraryScanned *scanned)
{
  json_builder_begin_object (json);
  cli_json_text (json, "code", code);
  cli_json_text (json, "verdict", jz_library_scan_word (scanned->verdict));
  cli_json_text (json, "copy", scanned->copy != 0 ? scanned->code : NULL);
  cli_json_text (json, "title", scanned->title);
  cli_json_text (json, "call", scanned->call);
  cli_json_text (json, "place", scanned->path);
  json_builder_end_object (json);
  cli_say (cli, "%s\t%s\t%s", code, jz_library_scan_word (scanned->verdict), scanned->title);
}

/* Returns: the exit status */
static int
end_scans (Cli *cli, JsonBuilder *json, gboolean ok, guint unknown)
{
  json_builder_end_array (json);
  if (ok)
    cli_end_json (cli, json);
  else
    g_object_unref (json);
  return !ok ? -1 : unknown > 0 ? 1 : 0;
}

int
cli_library_count_scan (Cli *cli, const char *number, GPtrArray *codes, const char *at, const char *counter,
                        GError **error)
{
  JsonBuilder *json = json_builder_new ();
  Scan         scan = { .number = number, .at = at, .counter = counter, .place = -1 };
  guint        unknown = 0;
  gboolean     ok = TRUE;

  json_builder_begin_array (json);
  for (guint i = 0; ok && i < codes->len; i++)
    {
      scan.code = ((JzScannedCode *) g_ptr_array_index (codes, i))->code;
      ok = cli_write (cli, &jz_action_library_count_scan, scan_cb, &scan, NULL, NULL, error);
      if (ok)
        {
          scan.place = scan.scanned.place;
          unknown += scan.scanned.verdict == JZ_LIBRARY_SCAN_UNKNOWN;
          say_scan (cli, json, scan.code, &scan.scanned);
        }
      jz_library_scanned_clear (&scan.scanned);
    }
  return end_scans (cli, json, ok, unknown);
}

typedef struct
{
  const char    *number, *at, *counter;
  GPtrArray     *codes;
  JzLibraryTally tally;
} Memory;

static gboolean
take_cb (JzOperation *operation, gpointer data, GError **error)
{
  Memory          *self = data;
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *own = NULL;
  gint64           id, place;

  /* Where nobody says who counted it was whoever brings the memory. */
  return jz_connection_find_text (connection, &own, error, "SELECT name FROM account WHERE id = ?", "l",
                                  jz_operation_get_actor (operation)->account) &&
         find (connection, self->number, &id, error) && cli_find_place (connection, self->at, &place, error) &&
         jz_library_count_take (operation, id, self->codes, place, self->counter != NULL ? self->counter : own,
                                &self->tally, error);
}

int
cli_library_count_take (Cli *cli, const char *number, GPtrArray *codes, const char *at, const char *counter,
                        GError **error)
{
  JsonBuilder *json = json_builder_new ();
  Memory       self = { number, at, counter, codes, { { 0 }, NULL, NULL } };
  gboolean     ok = cli_write (cli, &jz_action_library_count_scan, take_cb, &self, NULL, NULL, error);
  int          status;

  json_builder_begin_array (json);
  for (guint i = 0; ok && i < codes->len; i++)
    say_scan (cli, json, ((JzScannedCode *) g_ptr_array_index (codes, i))->code,
              g_ptr_array_index (self.tally.scans, i));
  status = end_scans (cli, json, ok, self.tally.n[JZ_LIBRARY_SCAN_UNKNOWN]);
  jz_library_tally_clear (&self.tally);
  return status;
}

/* show */

typedef struct
{
  const char       *number, *only;
  JzLibraryCountSum sum;
  GPtrArray        *lines;
} Show;

static gboolean
show_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Show  *self = data;
  gint64 id;

  if (!find (connection, self->number, &id, error) || !jz_library_count_sum (connection, id, &self->sum, error))
    return FALSE;
  self->lines = jz_library_count_lines (connection, id, self->only, error);
  return self->lines != NULL;
}

static void
add_sum (JsonBuilder *json, const JzLibraryCountSum *sum)
{
  const struct
  {
    const char *name;
    guint       n;
  } numbers[] = {
    { "lines", sum->lines },         { "counted", sum->seen },   { "found", sum->found },
    { "missing", sum->missing },     { "out", sum->out },        { "away", sum->away },
    { "elsewhere", sum->elsewhere }, { "lent", sum->lent },      { "back", sum->back },
    { "withdrawn", sum->withdrawn }, { "order", sum->disorder }, { "scans", sum->scans },
    { "unknown", sum->unknown },
  };

  cli_json_text (json, "number", sum->number);
  cli_json_text (json, "name", sum->name);
  cli_json_text (json, "date", sum->date);
  cli_json_text (json, "state", sum->state);
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    cli_json_number (json, numbers[i].name, numbers[i].n);
}

static void
add_line (JsonBuilder *json, const JzLibraryCountLine *line)
{
  json_builder_begin_object (json);
  cli_json_text (json, "code", line->code);
  cli_json_text (json, "title", line->title);
  cli_json_text (json, "call", line->call);
  cli_json_text (json, "place", line->place);
  cli_json_text (json, "found", line->found);
  cli_json_text (json, "verdict", line->result);
  cli_json_text (json, "behind", line->behind);
  cli_json_text (json, "counter", line->counter);
  json_builder_end_object (json);
}

static void
print_show (Cli *cli, const Show *self)
{
  JsonBuilder *json = json_builder_new ();

  json_builder_begin_object (json);
  add_sum (json, &self->sum);
  json_builder_set_member_name (json, "rows");
  json_builder_begin_array (json);
  for (guint i = 0; i < self->lines->len; i++)
    {
      const JzLibraryCountLine *line = g_ptr_array_index (self->lines, i);

      add_line (json, line);
      cli_say (cli, "%s\t%s\t%s\t%s\t%s", line->result, line->code, line->call, line->title,
               line->found != NULL ? line->found : line->place);
    }
  json_builder_end_array (json);
  json_builder_end_object (json);
  cli_say (cli, _("%s: %u books, %u seen; %u not found, %u elsewhere, %u out of order, %u lent but here, %u unknown"),
           self->sum.number, self->sum.lines, self->sum.seen, self->sum.missing, self->sum.elsewhere,
           self->sum.disorder, self->sum.lent, self->sum.unknown);
  cli_end_json (cli, json);
}

int
cli_library_count_show (Cli *cli, const char *number, const char *only, GError **error)
{
  static const char *const kinds[] = { "open", "found",     "missing", "out",   "away",       "elsewhere", "lent",
                                       "back", "withdrawn", "order",   "unknown", "difference", NULL };
  Show self = { .number = number, .only = only };
  int  status = -1;

  if (only != NULL && !g_strv_contains (kinds, only))
    return cli_usage_error (error, _("%s: there is no such kind of line"), only), -1;
  if (cli_open (cli, error) && jz_store_read_sync (cli->store, show_cb, &self, NULL, error))
    {
      print_show (cli, &self);
      status = 0;
    }
  jz_library_count_sum_clear (&self.sum);
  g_clear_pointer (&self.lines, g_ptr_array_unref);
  return status;
}

/* finish, drop, move */

typedef struct
{
  const char *number;
  char      **codes;
  gboolean  (*func) (JzOperation *operation, gint64 id, GError **error);
} Step;

static gboolean
step_cb (JzOperation *operation, gpointer data, GError **error)
{
  Step  *self = data;
  gint64 id;

  return find (jz_operation_get_connection (operation), self->number, &id, error) && self->func (operation, id, error);
}

int
cli_library_count_finish (Cli *cli, const char *number, GError **error)
{
  Step self = { number, NULL, jz_library_count_finish };

  return cli_write_and_say (cli, &jz_action_library_count, step_cb, &self, error);
}

int
cli_library_count_drop (Cli *cli, const char *number, GError **error)
{
  Step self = { number, NULL, jz_library_count_drop };

  return cli_write_and_say (cli, &jz_action_library_count, step_cb, &self, error);
}

static gboolean
move_cb (JzOperation *operation, gpointer data, GError **error)
{
  Step  *self = data;
  gint64 id;

  return find (jz_operation_get_connection (operation), self->number, &id, error) &&
         jz_library_count_move_codes (operation, id, (const char *const *) self->codes, error);
}

static int
run_move (Cli *cli, int argc, char **argv, GError **error)
{
  Step self = { 0 };

  if (!cli_parse (cli, &cli_library_count_commands[MOVE], NULL, &argc, &argv, 2, -1, error))
    return -1;
  self.number = argv[0];
  self.codes = argv + 1;
  return cli_write_and_say (cli, &jz_action_library_count, move_cb, &self, error);
}

/* list, report */

int
cli_library_count_list (Cli *cli, GError **error)
{
  return cli_say_rows (
    cli,
    "SELECT n.number, n.name, n.date, n.state, place.path AS place, n.call_from, n.call_to, (SELECT count (*) "
    "FROM library_count_line l WHERE l.count = n.id AND l.expected) AS lines FROM library_count n LEFT JOIN "
    "place ON place.id = n.place ORDER BY n.id DESC",
    error);
}

typedef struct
{
  const char *number;
  JzReport   *report;
} Paper;

static gboolean
report_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Paper *self = data;
  gint64 id;

  if (jz_library_count_is_number (self->number))
    self->report =
      find (connection, self->number, &id, error) ? jz_library_count_report_new (connection, id, error) : NULL;
  else
    self->report =
      jz_stocktake_find (connection, self->number, &id, error) ? jz_stocktake_report_new (connection, id, error) : NULL;
  return self->report != NULL;
}

static int
run_report (Cli *cli, int argc, char **argv, GError **error)
{
  char              *output = NULL;
  Paper              self = { 0 };
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_("The PDF file to write"), N_("FILE") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_library_count_commands[REPORT], entries, &argc, &argv, 1, 1, error))
    return -1;
  if (output == NULL)
    return cli_usage_error (error, _("Say with -o where the pages go")), -1;
  self.number = argv[0];
  if (!cli_open (cli, error) || !jz_store_read_sync (cli->store, report_cb, &self, NULL, error))
    return -1;
  return cli_write_report (cli, self.report, output, error) ? 0 : -1;
}
