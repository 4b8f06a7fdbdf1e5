/* damage, repair, maintenance, disposal, loans and life: the groups of upkeep, and what they list, show and print.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jiaozhuang-cli"
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cli-upkeep.h"
#include "jz-asset-life.h"
#include "jz-damage-class.h"
#include "jz-damage-form.h"
#include "jz-date.h"
#include "jz-item.h"
#include "jz-loan-desk.h"
#include "jz-money.h"
#include "jz-paper.h"
#include "jz-quantity.h"
#include "jz-upkeep-form.h"

static int run_damage (Cli *cli, int argc, char **argv, GError **error);
static int run_repair (Cli *cli, int argc, char **argv, GError **error);
static int run_maintenance (Cli *cli, int argc, char **argv, GError **error);
static int run_disposal (Cli *cli, int argc, char **argv, GError **error);
static int run_loans (Cli *cli, int argc, char **argv, GError **error);
static int run_life (Cli *cli, int argc, char **argv, GError **error);

enum { DAMAGE, REPAIR, MAINTENANCE, DISPOSAL, LOANS, LIFE };

const CliCommand cli_upkeep_commands[] = {
  [DAMAGE] = { "damage", "list|show|print|rules|classes|add|decide|pay|drop …", N_("Damage and compensation"),
               run_damage },
  [REPAIR] = { "repair", "list|show|print|add|send|finish|drop …", N_("Repairs"), run_repair },
  [MAINTENANCE] = { "maintenance", "list|show|print|warranty|add|done|end …", N_("Maintenance that comes round"),
                    run_maintenance },
  [DISPOSAL] = { "disposal", "list|show|print|steps|add|approve|reject|drop|proceeds …",
                 N_("Requests to write things off"), run_disposal },
  [LOANS] = { "loans", "[--overdue] [--person P] [-o FILE.pdf] | extend VOUCHER --due D [--reason TEXT]",
              N_("What is lent"), run_loans },
  [LIFE] = { "life", "ASSET [-o FILE.pdf]", N_("All that happened to an asset"), run_life },
  { NULL, NULL, NULL, NULL },
};

/* Rows, as SQL. A column "yuan:due" is money and is called due; "list:rows" is JSON text of rows. */

#define THING(t) \
  "item.name, asset.number AS asset, item.code, " t ".quantity / (CASE item.decimals WHEN 0 THEN 1 WHEN 1 THEN 10 WHEN 2 THEN 100 ELSE 1000 END) AS quantity, item.unit"

static const struct
{
  const char *name;
  const char *sql; /* ?1: number, NULL for all; ?2: state, NULL for any */
} questions[] = {
  { "damage",
    "SELECT d.number, d.date, " THING ("d") ", person.name AS person, class.name AS class, d.cause, d.state, "
                                            "d.responsibility, d.handling, d.decided_by,"
    " d.price AS 'yuan:price', d.computed AS 'yuan:computed', d.why, d.due AS 'yuan:due', d.why_other, d.paid AS "
    "'yuan:paid', d.paid_on, d.receipt,"
    " disposal.number AS disposal FROM damage d JOIN item ON item.id = d.item LEFT JOIN asset ON asset.id = d.asset "
    "LEFT JOIN person ON person.id = d.person"
    " LEFT JOIN class ON class.id = d.class LEFT JOIN disposal ON disposal.id = d.disposal WHERE (?1 IS NULL OR "
    "d.number = ?1) AND (?2 IS NULL OR d.state = ?2) ORDER BY d.number" },
  { "repair",
    "SELECT r.number, r.date, " THING ("r") ", r.fault, r.state, r.sent_to, r.sent_on, r.returned_on,"
    " CAST (julianday (r.returned_on) - julianday (ifnull (r.sent_on, r.date)) AS INTEGER) AS days, r.repaired, "
    "r.warranty, r.cost AS 'yuan:cost', r.parts, r.result,"
    " damage.number AS damage, asset.warranty AS warranty_until FROM repair r JOIN item ON item.id = r.item LEFT JOIN "
    "asset ON asset.id = r.asset"
    " LEFT JOIN damage ON damage.id = r.damage WHERE (?1 IS NULL OR r.number = ?1) AND (?2 IS NULL OR r.state = ?2) "
    "ORDER BY r.number" },
  { "maintenance",
    "SELECT p.id AS plan, p.name, ifnull (place.path, ifnull (item.name, (SELECT item.name || ' ' || asset.number "
    "FROM asset JOIN item ON item.id = asset.item WHERE asset.id = p.asset))) AS thing,"
    " p.every, p.unit, p.worker, d.last, d.due, CASE WHEN p.ended THEN 'ended' WHEN d.due < jz_today () THEN "
    "'overdue' ELSE 'planned' END AS state,"
    " ifnull ((SELECT sum (cost) FROM maintenance_log WHERE plan = p.id), 0) AS 'yuan:cost' FROM maintenance_plan p "
    "JOIN maintenance_due d ON d.plan = p.id"
    " LEFT JOIN place ON place.id = p.place LEFT JOIN item ON item.id = p.item WHERE (?1 IS NULL OR CAST (p.id AS "
    "TEXT) = ?1) AND (?2 IS NULL OR state = ?2) ORDER BY d.due, p.id" },
  { "disposal",
    "SELECT d.number, d.date, account.name AS asked_by, d.reason, d.state, (SELECT sum (amount) FROM disposal_line "
    "WHERE disposal = d.id) AS 'yuan:amount',"
    " (SELECT count (*) FROM disposal_line WHERE disposal = d.id) AS lines, (SELECT iif (s.role = '', s.body, ifnull "
    "(role.title, s.role)) FROM disposal_sign s"
    " LEFT JOIN role ON role.name = s.role WHERE s.disposal = d.id AND s.account IS NULL AND d.state = 'asked' ORDER "
    "BY s.step LIMIT 1) AS waits_for,"
    " voucher.number AS voucher, d.proceeds AS 'yuan:proceeds', d.proceeds_note FROM disposal d LEFT JOIN account ON "
    "account.id = d.asked_by"
    " LEFT JOIN voucher ON voucher.id = d.voucher WHERE (?1 IS NULL OR d.number = ?1) AND (?2 IS NULL OR d.state = "
    "?2) ORDER BY d.number" },
  { "warranty",
    "SELECT asset.number AS asset, item.name, asset.supplier, asset.warranty AS until FROM asset JOIN item ON item.id "
    "= asset.item JOIN position ON position.asset = asset.id"
    " WHERE asset.voided IS NULL AND asset.warranty BETWEEN jz_today () AND date (jz_today (), '+' || (SELECT value "
    "FROM meta WHERE key = 'warranty.days') || ' days')"
    " AND ?1 IS NULL AND ?2 IS NULL ORDER BY asset.warranty, asset.number" },
  { "rules",
    "SELECT id, responsibility, repairable, from_years, base, percent, note, starter FROM compensation_rule WHERE ?1 "
    "IS NULL AND ?2 IS NULL"
    " ORDER BY responsibility, repairable, from_years" },
  { "steps",
    "SELECT step, role, body, single AS 'yuan:single', year AS 'yuan:year', note, starter FROM approval_step WHERE ?1 "
    "IS NULL AND ?2 IS NULL ORDER BY step" },
};

typedef struct
{
  const char  *question, *number, *state;
  JsonBuilder *json;
  GPtrArray   *lines; /* char *: for a person */
  guint        n;
} Rows;

static void
add_cell (JsonBuilder *json, GString *line, const char *name, JzStatement *row, int column)
{
  g_autofree char *money = NULL;

  if (g_str_has_prefix (name, "yuan:"))
    {
      money = jz_statement_is_null (row, column) ? NULL : jz_money_to_plain (jz_statement_int64 (row, column));
      cli_json_text (json, name + strlen ("yuan:"), money);
    }
  else if (sqlite3_column_type (jz_statement_get_handle (row), column) == SQLITE_INTEGER)
    cli_json_number (json, name, jz_statement_int64 (row, column));
  else
    cli_json_text (json, name, jz_statement_text (row, column));
  if (jz_statement_is_null (row, column) || *jz_statement_text (row, column) == '\0')
    return;
  g_string_append_printf (line, "%s%s", line->len > 0 ? "\t" : "",
                          money != NULL ? money : jz_statement_text (row, column));
}

static gboolean
rows_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Rows        *self = data;
  JzStatement *row;
  gsize        i = 0;

  while (!g_str_equal (questions[i].name, self->question))
    i++;
  row = jz_connection_query (connection, error, questions[i].sql, "ss", self->number, self->state);
  while (jz_statement_next (row))
    {
      GString *line = g_string_new (NULL);

      json_builder_begin_object (self->json);
      for (int c = 0; c < jz_statement_n_columns (row); c++)
        add_cell (self->json, line, sqlite3_column_name (jz_statement_get_handle (row), c), row, c);
      json_builder_end_object (self->json);
      g_ptr_array_add (self->lines, g_string_free (line, FALSE));
      self->n++;
    }
  return jz_statement_finish (row, error);
}

static int
answer (Cli *cli, const char *question, const char *number, const char *state, GError **error)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (GPtrArray)   lines = g_ptr_array_new_with_free_func (g_free);
  Rows                    rows = { question, number, state, json, lines, 0 };

  if (number == NULL)
    json_builder_begin_array (json);
  if (!cli_open (cli, error) || !jz_store_read_sync (cli->store, rows_cb, &rows, NULL, error))
    return -1;
  if (number != NULL && rows.n == 0)
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("%s: there is no such paper"), number);
      return -1;
    }
  if (number == NULL)
    json_builder_end_array (json);
  for (guint i = 0; i < lines->len; i++)
    cli_say (cli, "%s", (const char *) g_ptr_array_index (lines, i));
  if (cli->json)
    cli_print_json (g_steal_pointer (&json));
  return 0;
}

/* Paper. */

typedef struct
{
  JzUpkeepForm form;
  const char  *table, *number;
  const char  *person; /* slips: NULL: everybody */
  gboolean     slips, overdue;
  GPtrArray   *reports; /* of JzReport */
} Paper;

static gboolean
find_paper (JzConnection *connection, const Paper *self, gint64 *id, GError **error)
{
  if (self->form == JZ_UPKEEP_MAINTENANCE)
    *id = g_ascii_strtoll (self->number, NULL, 10);
  else if (self->form != JZ_UPKEEP_LIFE)
    return jz_paper_find (connection, self->table, self->number, id, error);
  else if (!jz_asset_find (connection, self->number, id, error))
    return FALSE;
  if (*id != 0)
    return TRUE;
  g_set_error (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("%s: there is no such asset"), self->number);
  return FALSE;
}

static gboolean
paper_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Paper    *self = data;
  JzReport *report;
  gint64    id = 0;

  if (self->slips)
    {
      if (!cli_find_person (connection, self->person, &id, error))
        return FALSE;
      self->reports = jz_call_in_slips_new (connection, id, self->overdue, error);
      return self->reports != NULL;
    }
  report = find_paper (connection, self, &id, error) ? jz_upkeep_form_new (connection, self->form, id, error) : NULL;
  if (report == NULL)
    return FALSE;
  self->reports = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_report_free);
  g_ptr_array_add (self->reports, report);
  return TRUE;
}

static int
say_pages (Cli *cli, const char *path, guint n)
{
  JsonBuilder *json;

  cli_say (cli, g_dngettext (GETTEXT_PACKAGE, "%u page", "%u pages", n), n);
  if (!cli->json)
    return 0;
  json = json_builder_new ();
  json_builder_begin_object (json);
  cli_json_text (json, "path", path);
  cli_json_number (json, "pages", n);
  json_builder_end_object (json);
  cli_print_json (json);
  return 0;
}

static int
write_paper (Cli *cli, Paper *paper, const char *path, GError **error)
{
  g_autoptr (JzReportSet)    set = NULL;
  g_autoptr (JzReportLayout) layout = NULL;
  JzPdf                      pdf;
  int                        status = -1;

  if (!cli_open (cli, error) || !jz_store_read_sync (cli->store, paper_cb, paper, NULL, error))
    return -1;
  if (paper->slips)
    {
      set = jz_report_set_new (paper->reports, error);
      if (set == NULL)
        return -1;
      pdf = jz_report_set_pdf (set);
      return jz_pdf_write (&pdf, path, NULL, NULL, NULL, error) ? say_pages (cli, path, pdf.n_pages) : -1;
    }
  layout = jz_report_layout_new (g_ptr_array_index (paper->reports, 0), error);
  if (layout != NULL && jz_report_layout_write_pdf (layout, path, NULL, NULL, NULL, error))
    status = say_pages (cli, path, jz_report_layout_n_pages (layout));
  g_clear_pointer (&layout, jz_report_layout_free);
  g_ptr_array_unref (paper->reports);
  return status;
}

static int
run_print (Cli *cli, int which, JzUpkeepForm form, int argc, char **argv, GError **error)
{
  char *output = NULL;
  const GOptionEntry entries[] = { { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_("The PDF file"), N_("FILE") },
                                   G_OPTION_ENTRY_NULL };
  Paper              paper = { .form = form, .table = cli_upkeep_commands[which].name };

  if (!cli_parse (cli, &cli_upkeep_commands[which], entries, &argc, &argv, 1, 1, error))
    return -1;
  if (output == NULL)
    return cli_usage_error (error, _("-o FILE is needed")), -1;
  paper.number = argv[0];
  return write_paper (cli, &paper, output, error);
}

/* The groups. */

static int
run_list (Cli *cli, int which, const char *question, int argc, char **argv, GError **error)
{
  char *state = NULL;
  const GOptionEntry entries[] = { { "state", 0, 0, G_OPTION_ARG_STRING, &state, N_("Only those in this state"),
                                     N_("STATE") }, G_OPTION_ENTRY_NULL };

  if (!cli_parse (cli, &cli_upkeep_commands[which], entries, &argc, &argv, 0, 0, error))
    return -1;
  return answer (cli, question, NULL, state, error);
}

static int
run_show (Cli *cli, int which, int argc, char **argv, GError **error)
{
  if (!cli_parse (cli, &cli_upkeep_commands[which], NULL, &argc, &argv, 1, 1, error))
    return -1;
  return answer (cli, cli_upkeep_commands[which].name, argv[0], NULL, error);
}

/* argv[0] is the group, argv[1] what is asked of it. @more: the list of its own. */
static int
run_group (Cli *cli, int which, JzUpkeepForm form, const char *more, int argc, char **argv, GError **error)
{
  const char      *verb = argc > 1 ? argv[1] : "--help";
  g_autofree char *name = g_strconcat (cli_upkeep_commands[which].name, " ", verb, NULL);

  if (verb[0] == '-')
    return cli_parse (cli, &cli_upkeep_commands[which], NULL, &argc, &argv, 1, 1, error) ? 0 : -1;
  argc--;
  argv++;
  if (g_str_equal (verb, "list"))
    return run_list (cli, which, cli_upkeep_commands[which].name, argc, argv, error);
  if (g_strcmp0 (verb, more) == 0)
    return run_list (cli, which, more, argc, argv, error);
  if (g_str_equal (verb, "show"))
    return run_show (cli, which, argc, argv, error);
  if (g_str_equal (verb, "print"))
    return run_print (cli, which, form, argc, argv, error);
  return cli_upkeep_run (cli, &cli_upkeep_commands[which], name, argc, argv, error);
}

/* damage classes */

typedef struct
{
  int        year;
  GPtrArray *classes;
  JzReport  *report; /* NULL: rows */
} Classes;

static gboolean
classes_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Classes *self = data;

  self->classes = jz_damage_by_class (connection, self->year, error);
  self->report = self->classes != NULL ? jz_damage_form_by_class (connection, self->year, error) : NULL;
  return self->report != NULL;
}

static void
print_classes (Cli *cli, GPtrArray *classes)
{
  JsonBuilder *json = json_builder_new ();

  json_builder_begin_array (json);
  for (guint i = 0; i < classes->len; i++)
    {
      const JzDamageClass *class = g_ptr_array_index (classes, i);
      g_autofree char     *due = jz_money_to_plain (class->due), *paid = jz_money_to_plain (class->paid);

      json_builder_begin_object (json);
      cli_json_text (json, "class", class->name);
      cli_json_number (json, "pupils", class->pupils);
      cli_json_number (json, "reports", class->reports);
      cli_json_number (json, "open", class->open);
      cli_json_number (json, "lost", class->lost);
      cli_json_text (json, "due", due);
      cli_json_text (json, "paid", paid);
      json_builder_end_object (json);
      cli_say (cli, "%s\t%d\t%s\t%s", class->name[0] != '\0' ? class->name : "–", (int) class->reports, due, paid);
    }
  json_builder_end_array (json);
  cli_end_json (cli, json);
}

static int
run_classes (Cli *cli, int argc, char **argv, GError **error)
{
  char              *output = NULL;
  Classes            self = { 0 };
  int                status = -1;
  const GOptionEntry entries[] = {
    { "year", 0, 0, G_OPTION_ARG_INT, &self.year, N_("Calendar year; all unless said"), N_("YEAR") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_("The PDF file"), N_("FILE") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_upkeep_commands[DAMAGE], entries, &argc, &argv, 0, 0, error) || !cli_open (cli, error))
    return -1;
  if (jz_store_read_sync (cli->store, classes_cb, &self, NULL, error))
    {
      g_autoptr (JzReportLayout) layout = output != NULL ? jz_report_layout_new (self.report, error) : NULL;

      if (output == NULL)
        print_classes (cli, self.classes);
      if (output == NULL)
        status = 0;
      else if (layout != NULL && jz_report_layout_write_pdf (layout, output, NULL, NULL, NULL, error))
        status = say_pages (cli, output, jz_report_layout_n_pages (layout));
    }
  g_clear_pointer (&self.report, jz_report_free);
  g_clear_pointer (&self.classes, g_ptr_array_unref);
  return status;
}

static int
run_damage (Cli *cli, int argc, char **argv, GError **error)
{
  if (argc > 1 && g_str_equal (argv[1], "classes"))
    return run_classes (cli, argc - 1, argv + 1, error);
  return run_group (cli, DAMAGE, JZ_UPKEEP_DAMAGE, "rules", argc, argv, error);
}

static int
run_repair (Cli *cli, int argc, char **argv, GError **error)
{
  return run_group (cli, REPAIR, JZ_UPKEEP_REPAIR, NULL, argc, argv, error);
}

static int
run_maintenance (Cli *cli, int argc, char **argv, GError **error)
{
  return run_group (cli, MAINTENANCE, JZ_UPKEEP_MAINTENANCE, "warranty", argc, argv, error);
}

static int
run_disposal (Cli *cli, int argc, char **argv, GError **error)
{
  return run_group (cli, DISPOSAL, JZ_UPKEEP_DISPOSAL, "steps", argc, argv, error);
}

/* Loans. */

typedef struct
{
  const char *person;
  gboolean    overdue;
  GPtrArray  *lines;
} Loans;

static gboolean
loans_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Loans *self = data;
  gint64 person;

  if (!cli_find_person (connection, self->person, &person, error))
    return FALSE;
  self->lines = jz_loans_out (connection, person, self->overdue, error);
  return self->lines != NULL;
}

static void
loan_json (JsonBuilder *json, const JzLoanLine *line)
{
  g_autofree char *quantity = jz_quantity_to_plain (line->quantity, line->decimals);

  json_builder_begin_object (json);
  cli_json_text (json, "voucher", line->number);
  cli_json_text (json, "person", line->who);
  cli_json_text (json, "class", line->class_);
  cli_json_text (json, "code", line->code);
  cli_json_text (json, "name", line->name);
  cli_json_text (json, "quantity", quantity);
  cli_json_text (json, "unit", line->unit);
  cli_json_text (json, "date", line->date);
  cli_json_text (json, "due", line->due);
  cli_json_number (json, "late", MAX (line->late, 0));
  json_builder_end_object (json);
}

static int
print_loans (Cli *cli, GPtrArray *lines)
{
  JsonBuilder *json = json_builder_new ();

  json_builder_begin_array (json);
  for (guint i = 0; i < lines->len; i++)
    {
      const JzLoanLine *line = g_ptr_array_index (lines, i);

      loan_json (json, line);
      cli_say (cli, "%s\t%s\t%s\t%s\t%s\t%d", line->number, line->who, line->code, line->name,
               line->due != NULL ? line->due : "", MAX (line->late, 0));
    }
  json_builder_end_array (json);
  cli_end_json (cli, json);
  return 0;
}

static int
run_loans (Cli *cli, int argc, char **argv, GError **error)
{
  char              *person = NULL, *output = NULL;
  Loans              self = { 0 };
  int                status;
  const GOptionEntry entries[] = {
    { "overdue", 0, 0, G_OPTION_ARG_NONE, &self.overdue, N_("Only what should be back already"), NULL },
    { "person", 0, 0, G_OPTION_ARG_STRING, &person, N_("Only what this person has"), N_("PERSON") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_("A slip for each person, as a PDF file"), N_("FILE") },
    G_OPTION_ENTRY_NULL
  };

  if (argc > 1 && g_str_equal (argv[1], "extend"))
    return cli_upkeep_run (cli, &cli_upkeep_commands[LOANS], "loans extend", argc - 1, argv + 1, error);
  if (!cli_parse (cli, &cli_upkeep_commands[LOANS], entries, &argc, &argv, 0, 0, error))
    return -1;
  if (output != NULL)
    return write_paper (cli, &(Paper){ .slips = TRUE, .overdue = self.overdue, .person = person }, output, error);
  self.person = person;
  if (!cli_open (cli, error) || !jz_store_read_sync (cli->store, loans_cb, &self, NULL, error))
    return -1;
  status = print_loans (cli, self.lines);
  g_ptr_array_unref (self.lines);
  return status;
}

/* The life of an asset. */

typedef struct
{
  const char *number;
  GPtrArray  *events;
} Life;

static gboolean
life_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Life  *self = data;
  gint64 id;

  if (!jz_asset_find (connection, self->number, &id, error))
    return FALSE;
  if (id == 0)
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("%s: there is no such asset"), self->number);
      return FALSE;
    }
  self->events = jz_asset_life (connection, id, error);
  return self->events != NULL;
}

static int
print_life (Cli *cli, GPtrArray *events)
{
  JsonBuilder *json = json_builder_new ();

  json_builder_begin_array (json);
  for (guint i = 0; i < events->len; i++)
    {
      const JzLifeEvent *event = g_ptr_array_index (events, i);

      json_builder_begin_object (json);
      cli_json_text (json, "date", event->date);
      cli_json_text (json, "what", event->what);
      cli_json_text (json, "number", event->paper);
      cli_json_text (json, "detail", event->detail);
      cli_json_text (json, "who", event->who);
      json_builder_end_object (json);
      cli_say (cli, "%s\t%s\t%s\t%s\t%s", event->date, event->what, event->paper, event->detail, event->who);
    }
  json_builder_end_array (json);
  cli_end_json (cli, json);
  return 0;
}

static int
run_life (Cli *cli, int argc, char **argv, GError **error)
{
  char *output = NULL;
  const GOptionEntry entries[] = { { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_("As a PDF file"),
                                     N_("FILE") }, G_OPTION_ENTRY_NULL };
  Life               self = { 0 };
  int                status;

  if (!cli_parse (cli, &cli_upkeep_commands[LIFE], entries, &argc, &argv, 1, 1, error))
    return -1;
  self.number = argv[0];
  if (output != NULL)
    return write_paper (cli, &(Paper){ .form = JZ_UPKEEP_LIFE, .number = argv[0] }, output, error);
  if (!cli_open (cli, error) || !jz_store_read_sync (cli->store, life_cb, &self, NULL, error))
    return -1;
  status = print_life (cli, self.events);
  g_ptr_array_unref (self.events);
  return status;
}
