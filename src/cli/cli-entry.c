/* entry receive|issue|loan|return|transfer|write-off|adjust, entry print, ledger.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jiaozhuang-cli"
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cli-upkeep.h"
#include "jz-date.h"
#include "jz-ledger-form.h"
#include "jz-ledger.h"
#include "jz-loan-desk.h"
#include "jz-money.h"
#include "jz-people.h"
#include "jz-place.h"
#include "jz-quantity.h"
#include "jz-voucher-form.h"
#include "jz-voucher.h"

static int run_entry (Cli *cli, int argc, char **argv, GError **error);
static int run_print (Cli *cli, int argc, char **argv, GError **error);
static int run_ledger (Cli *cli, int argc, char **argv, GError **error);

enum { ENTRY, PRINT, LEDGER };

const CliCommand cli_entry_commands[] = {
  [ENTRY] = { "entry", "receive|issue|loan|return|transfer|write-off|adjust|damage|repair …", N_("Post a voucher"), run_entry },
  [PRINT] = { "entry print", "NUMBER -o FILE.pdf", N_("Write a voucher as its paper form"), run_print },
  [LEDGER] = { "ledger", "general|subsidiary|room|consumables|teacher [--year Y] [--place P] [--person P] [--code C] [-o FILE.pdf]",
               N_("Print a ledger"), run_ledger },
  { NULL, NULL, NULL, NULL },
};

typedef gboolean (*VoucherFunc) (JzOperation *, const JzTerms *, const JzLine *, guint, JzDone *, GError **);

static const struct
{
  const char     *name;
  const JzAction *action;
  VoucherFunc     func;
} verbs[] = {
  { "receive", &jz_action_receive, jz_voucher_receive },
  { "issue", &jz_action_issue, jz_voucher_issue },
  { "loan", &jz_action_loan, jz_voucher_loan },
  { "return", &jz_action_return, jz_voucher_return },
  { "transfer", &jz_action_transfer, jz_voucher_transfer },
  { "write-off", &jz_action_write_off, jz_voucher_write_off },
  { "adjust", &jz_action_adjust, jz_voucher_adjust },
};

/* What was asked, in words; made of the names in the file inside the operation. */
typedef struct
{
  VoucherFunc func;
  char *item, *name, *spec, *unit, *tracking, *subject, *quantity, *price, *place, *to, *person, *date, *due, *supplier,
    *invoice, *fund, *origin, *reason, *number, *serial, *condition, *state, *holder;
  char **assets;
  JzDone done;
  GPtrArray *numbers; /* of the cards that were made */
} Entry;

static void
entry_clear (Entry *entry)
{
  jz_done_clear (&entry->done);
  g_clear_pointer (&entry->numbers, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Entry, entry_clear)

static gboolean G_GNUC_PRINTF (2, 3)
not_found (GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list          args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, message);
  return FALSE;
}

static gboolean
parse_date (const char *text, char buffer[JZ_DATE_LENGTH], const char **iso, GError **error)
{
  JzDate date = text != NULL ? jz_date_parse (text) : JZ_DATE_NONE;

  *iso = text != NULL ? jz_date_to_iso (date, buffer) : NULL;
  if (text == NULL || date != JZ_DATE_NONE)
    return TRUE;
  g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, _("%s: there is no such day"), text);
  return FALSE;
}

/* The item that is received may be new: then it is described. */
static gboolean
find_item (JzOperation *operation, const Entry *entry, gint64 *id, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);
  const char   *wanted = entry->item != NULL ? entry->item : entry->name;

  if (wanted != NULL && !jz_item_find (connection, wanted, id, error))
    return FALSE;
  if (wanted == NULL || *id != 0)
    return wanted != NULL || not_found (error, "%s", _("say which item, by --item or --asset"));
  if (entry->func == jz_voucher_receive && entry->name != NULL)
    {
      JzItemData data = { .code = entry->item,
                          .name = entry->name,
                          .spec = entry->spec,
                          .unit = entry->unit != NULL ? entry->unit : "件",
                          .tracking = entry->tracking != NULL ? entry->tracking : "lot",
                          .subject = entry->subject,
                          .least = -1 };

      return jz_item_add (operation, &data, id, error);
    }
  return not_found (error, _("%s: there is no such item"), wanted);
}

static gboolean
parse_line (JzOperation *operation, const Entry *entry, JzLine *line, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);
  gint64        decimals;

  if (!find_item (operation, entry, &line->item, error) ||
      !jz_connection_number (connection, &decimals, 0, error, "SELECT decimals FROM item WHERE id = ?", "l",
                             line->item))
    return FALSE;
  if (!jz_quantity_parse (entry->quantity != NULL ? entry->quantity : "1", (int) decimals, &line->quantity))
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, _("%s: this is no quantity"), entry->quantity);
      return FALSE;
    }
  if (entry->price != NULL && (!jz_money_parse (entry->price, &line->price) || line->price < 0))
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, _("%s: this is no price"), entry->price);
      return FALSE;
    }
  line->number = entry->number;
  line->serial = entry->serial;
  line->state = entry->state;
  if (!cli_find_person (connection, entry->holder, &line->holder, error))
    return FALSE;
  /* What comes in may be put where nothing stood before. */
  if (entry->func == jz_voucher_receive && entry->place != NULL)
    return jz_place_ensure (operation, entry->place, &line->place, &(guint){ 0 }, error);
  return cli_find_place (connection, entry->place, &line->place, error);
}

static gboolean
collect_lines (JzOperation *operation, const Entry *entry, GArray *lines, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);

  for (guint i = 0; entry->assets != NULL && entry->assets[i] != NULL; i++)
    {
      JzLine line = { .quantity = entry->func == jz_voucher_adjust ? -1 : 1 };

      if (!jz_asset_find (connection, entry->assets[i], &line.asset, error))
        return FALSE;
      if (line.asset == 0)
        return not_found (error, _("%s: there is no such asset"), entry->assets[i]);
      if (!cli_find_place (connection, entry->place, &line.place, error))
        return FALSE;
      g_array_append_val (lines, line);
    }
  if (lines->len == 0 || entry->item != NULL || entry->name != NULL)
    {
      JzLine line = { 0 };

      if (!parse_line (operation, entry, &line, error))
        return FALSE;
      g_array_append_val (lines, line);
    }
  return TRUE;
}

/* What comes back may be looked at. */
static gboolean
post (JzOperation *operation, Entry *entry, const JzTerms *terms, GArray *lines, GError **error)
{
  const JzLine         *all = (const JzLine *) (gpointer) lines->data;
  g_autofree JzReturned *conditions = g_new (JzReturned, lines->len);

  for (guint i = 0; i < lines->len; i++)
    conditions[i] = (JzReturned){ entry->condition, entry->reason };
  if (entry->condition == NULL)
    return entry->func (operation, terms, all, lines->len, &entry->done, error);
  if (entry->func == jz_voucher_return)
    return jz_loan_return (operation, terms, all, conditions, lines->len, &entry->done, error);
  g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID, _("--condition is of what comes back"));
  return FALSE;
}

static gboolean
entry_cb (JzOperation *operation, gpointer data, GError **error)
{
  Entry             *entry = data;
  JzConnection      *connection = jz_operation_get_connection (operation);
  g_autoptr (GArray) lines = g_array_new (FALSE, TRUE, sizeof (JzLine));
  JzTerms terms = { .supplier = entry->supplier,
                    .invoice = entry->invoice,
                    .fund = entry->fund,
                    .origin = entry->origin,
                    .reason = entry->reason };
  char               date[JZ_DATE_LENGTH], due[JZ_DATE_LENGTH];

  if (!parse_date (entry->date, date, &terms.date, error) || !parse_date (entry->due, due, &terms.due, error) ||
      !cli_find_person (connection, entry->person, &terms.person, error) ||
      !cli_find_place (connection, entry->to, &terms.to_place, error) || !collect_lines (operation, entry, lines, error) ||
      !post (operation, entry, &terms, lines, error))
    return FALSE;
  entry->numbers = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < entry->done.assets->len; i++)
    g_ptr_array_add (entry->numbers, jz_connection_text (connection, NULL, "SELECT number FROM asset WHERE id = ?", "l",
                                                         g_array_index (entry->done.assets, gint64, i)));
  return TRUE;
}

static void
print_done (Cli *cli, const Entry *entry, gint64 operation, const char *words)
{
  JsonBuilder *json = json_builder_new ();

  json_builder_begin_object (json);
  cli_json_number (json, "operation", operation);
  cli_json_text (json, "voucher", entry->done.number);
  cli_json_text (json, "what", words);
  json_builder_set_member_name (json, "assets");
  json_builder_begin_array (json);
  for (guint i = 0; i < entry->numbers->len; i++)
    json_builder_add_string_value (json, g_ptr_array_index (entry->numbers, i));
  json_builder_end_array (json);
  json_builder_end_object (json);
  cli_end_json (cli, json);
  cli_say (cli, "%s  %s", entry->done.number, words);
}

/* What is no entry but a paper beside the ledger: `entry damage` is `damage add`. */
static int
run_paper (Cli *cli, int argc, char **argv, GError **error)
{
  g_autofree char *name = g_strconcat (argv[1], " add", NULL);

  return cli_upkeep_run (cli, &cli_entry_commands[ENTRY], name, argc - 1, argv + 1, error);
}

static int
run_entry (Cli *cli, int argc, char **argv, GError **error)
{
  g_auto (Entry)   entry = { 0 };
  g_autofree char *words = NULL;
  const JzAction  *action = NULL;
  gint64           operation = 0;
  static const char *const states[] = { "stock", "use", "loan", NULL };
  const GOptionEntry entries[] = {
    { "item", 0, 0, G_OPTION_ARG_STRING, &entry.item, N_("Code or name of the item"), N_("ITEM") },
    { "asset", 0, 0, G_OPTION_ARG_STRING_ARRAY, &entry.assets, N_("Number of an asset; may be repeated"),
      N_("NUMBER") },
    { "quantity", 0, 0, G_OPTION_ARG_STRING, &entry.quantity, N_("How much; 1 unless said"), N_("N") },
    { "price", 0, 0, G_OPTION_ARG_STRING, &entry.price, N_("Price of one, in yuan"), N_("YUAN") },
    { "place", 0, 0, G_OPTION_ARG_STRING, &entry.place, N_("Where it is put, or taken from"), N_("PLACE") },
    { "to", 0, 0, G_OPTION_ARG_STRING, &entry.to, N_("Where it goes"), N_("PLACE") },
    { "person", 0, 0, G_OPTION_ARG_STRING, &entry.person, N_("Who receives, borrows or returns it"), N_("PERSON") },
    { "date", 0, 0, G_OPTION_ARG_STRING, &entry.date, N_("Date of the voucher; today unless said"), N_("DATE") },
    { "due", 0, 0, G_OPTION_ARG_STRING, &entry.due, N_("When a loan must be back"), N_("DATE") },
    { "name", 0, 0, G_OPTION_ARG_STRING, &entry.name, N_("Name of a new item that is received"), N_("NAME") },
    { "spec", 0, 0, G_OPTION_ARG_STRING, &entry.spec, N_("Its specification"), N_("TEXT") },
    { "unit", 0, 0, G_OPTION_ARG_STRING, &entry.unit, N_("Its unit"), N_("UNIT") },
    { "tracking", 0, 0, G_OPTION_ARG_STRING, &entry.tracking, "card|lot|consumable", N_("HOW") },
    { "subject", 0, 0, G_OPTION_ARG_STRING, &entry.subject, N_("Its subject"), N_("SUBJECT") },
    { "number", 0, 0, G_OPTION_ARG_STRING, &entry.number, N_("Asset number of the one that is received"),
      N_("NUMBER") },
    { "serial", 0, 0, G_OPTION_ARG_STRING, &entry.serial, N_("The maker's number"), N_("TEXT") },
    { "supplier", 0, 0, G_OPTION_ARG_STRING, &entry.supplier, N_("Supplier"), N_("NAME") },
    { "invoice", 0, 0, G_OPTION_ARG_STRING, &entry.invoice, N_("Invoice number"), N_("NUMBER") },
    { "fund", 0, 0, G_OPTION_ARG_STRING, &entry.fund, N_("Fund"), N_("NAME") },
    { "origin", 0, 0, G_OPTION_ARG_STRING, &entry.origin, N_("How it was acquired"), N_("TEXT") },
    { "condition", 0, 0, G_OPTION_ARG_STRING, &entry.condition, N_("How it came back: good|worn|broken|parts"),
      N_("CONDITION") },
    { "state", 0, 0, G_OPTION_ARG_STRING, &entry.state, N_("In which state a quantity is that is taken; loan only to take it back"), "stock|use|loan" },
    { "holder", 0, 0, G_OPTION_ARG_STRING, &entry.holder, N_("Who has what is in use or lent"), N_("PERSON") },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &entry.reason, N_("Why: needed to write off and to adjust"), N_("TEXT") },
    G_OPTION_ENTRY_NULL
  };

  if (argc > 1 && (g_str_equal (argv[1], "damage") || g_str_equal (argv[1], "repair")))
    return run_paper (cli, argc, argv, error);
  if (!cli_parse (cli, &cli_entry_commands[ENTRY], entries, &argc, &argv, 1, 1, error))
    return -1;
  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_str_equal (verbs[i].name, argv[0]))
      {
        entry.func = verbs[i].func;
        action = verbs[i].action;
      }
  if (action == NULL)
    return cli_usage_error (error, _("%s: there is no such entry"), argv[0]), -1;
  if (entry.state != NULL && !g_strv_contains (states, entry.state))
    return cli_usage_error (error, _("%s: --state is stock, use or loan"), entry.state), -1;
  if (!cli_write (cli, action, entry_cb, &entry, &operation, &words, error))
    return -1;
  print_done (cli, &entry, operation, words);
  return 0;
}

/* entry print */

typedef struct
{
  const char *number;
  JzReport   *report;
} Print;

static gboolean
print_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Print *print = data;
  gint64 voucher;

  if (!jz_connection_number (connection, &voucher, 0, error, "SELECT id FROM voucher WHERE number = ?", "s",
                             print->number))
    return FALSE;
  if (voucher == 0)
    return not_found (error, _("%s: there is no such voucher"), print->number);
  print->report = jz_voucher_form_new (connection, voucher, error);
  return print->report != NULL;
}

static int
run_print (Cli *cli, int argc, char **argv, GError **error)
{
  char *output = NULL;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_("The PDF file"), N_("FILE") },
    G_OPTION_ENTRY_NULL
  };
  Print print = { 0 };

  if (!cli_parse (cli, &cli_entry_commands[PRINT], entries, &argc, &argv, 1, 1, error))
    return -1;
  if (output == NULL)
    return cli_usage_error (error, _("-o FILE is needed")), -1;
  print.number = argv[0];
  if (!cli_open (cli, error) || !jz_store_read_sync (cli->store, print_cb, &print, NULL, error))
    return -1;
  return cli_write_report (cli, print.report, output, error) ? 0 : -1;
}

/* ledger */

typedef struct
{
  JzLedgerKind  kind;
  JzLedgerQuery query;
  const char   *place, *person;
  const char   *output; /* as a form instead */
  GPtrArray    *rows;
  JzReport     *report;
} Ledger;

static gboolean
ledger_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Ledger *ledger = data;

  if (!cli_find_place (connection, ledger->place, &ledger->query.place, error) ||
      !cli_find_person (connection, ledger->person, &ledger->query.person, error))
    return FALSE;
  if (ledger->output != NULL)
    ledger->report = jz_ledger_form_new (connection, ledger->kind, &ledger->query, error);
  else
    ledger->rows = jz_ledger_read (connection, ledger->kind, &ledger->query, error);
  return ledger->rows != NULL || ledger->report != NULL;
}

static void
add_amounts (JsonBuilder *json, gint64 opening, gint64 in, gint64 out, gint64 closing, gint64 value, int decimals)
{
  const struct
  {
    const char *name;
    gint64 quantity;
  } quantities[] = { { "opening", opening }, { "in", in }, { "out", out }, { "closing", closing } };
  g_autofree char *money = jz_money_to_plain (value);

  for (gsize i = 0; i < G_N_ELEMENTS (quantities); i++)
    {
      json_builder_set_member_name (json, quantities[i].name);
      if (decimals == 0)
        json_builder_add_int_value (json, quantities[i].quantity);
      else
        {
          g_autofree char *plain = jz_quantity_to_plain (quantities[i].quantity, decimals);

          json_builder_add_double_value (json, g_ascii_strtod (plain, NULL));
        }
    }
  cli_json_text (json, "value", money);
}

static void
print_ledger_json (const Ledger *ledger)
{
  JsonBuilder *json = json_builder_new ();
  gint64       sums[5] = { 0 };

  json_builder_begin_object (json);
  cli_json_number (json, "year", ledger->query.year);
  json_builder_set_member_name (json, "rows");
  json_builder_begin_array (json);
  for (guint i = 0; i < ledger->rows->len; i++)
    {
      JzLedgerRow *row = g_ptr_array_index (ledger->rows, i);
      /* Kilograms and pieces can't be added up: the totals count pieces only. */
      gint64       whole = row->decimals == 0;

      json_builder_begin_object (json);
      cli_json_text (json, "code", row->code);
      cli_json_text (json, "name", row->name);
      cli_json_text (json, "spec", row->spec);
      cli_json_text (json, "unit", row->unit);
      cli_json_text (json, "subject", row->subject);
      if (row->duty != NULL)
        cli_json_text (json, "duty", row->duty);
      add_amounts (json, row->opening, row->in, row->out, row->closing, row->value, row->decimals);
      json_builder_end_object (json);
      sums[0] += whole * row->opening;
      sums[1] += whole * row->in;
      sums[2] += whole * row->out;
      sums[3] += whole * row->closing;
      sums[4] += row->value;
    }
  json_builder_end_array (json);
  json_builder_set_member_name (json, "total");
  json_builder_begin_object (json);
  add_amounts (json, sums[0], sums[1], sums[2], sums[3], sums[4], 0);
  json_builder_end_object (json);
  json_builder_end_object (json);
  cli_print_json (json);
}

static void
print_ledger_words (Cli *cli, const Ledger *ledger)
{
  for (guint i = 0; i < ledger->rows->len; i++)
    {
      JzLedgerRow     *row = g_ptr_array_index (ledger->rows, i);
      g_autofree char *opening = jz_quantity_format (row->opening, row->decimals),
                      *in = jz_quantity_format (row->in, row->decimals);
      g_autofree char *out = jz_quantity_format (row->out, row->decimals),
                      *closing = jz_quantity_format (row->closing, row->decimals);
      g_autofree char *value = jz_money_format (row->value);

      cli_say (cli, "%-12s %s %s  %s + %s - %s = %s %s  %s", row->code, row->name, row->spec, opening, in, out, closing,
               row->unit, value);
    }
}

static int
run_ledger (Cli *cli, int argc, char **argv, GError **error)
{
  static const char *const kinds[] = { "general", "subsidiary", "room", "consumables", "teacher" };
  char            *place = NULL, *person = NULL, *code = NULL, *output = NULL;
  Ledger           ledger = { 0 };
  int              kind = -1, month, day;
  const GOptionEntry entries[] = {
    { "year", 0, 0, G_OPTION_ARG_INT, &ledger.query.year, N_("Calendar year; this one unless said"), N_("YEAR") },
    { "place", 0, 0, G_OPTION_ARG_STRING, &place, N_("At this place and below it"), N_("PLACE") },
    { "person", 0, 0, G_OPTION_ARG_STRING, &person, N_("What this person answers for"), N_("PERSON") },
    { "code", 0, 0, G_OPTION_ARG_STRING, &code, N_("Codes that begin so"), N_("CODE") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_("Write it as a PDF form instead"), N_("FILE") },
    G_OPTION_ENTRY_NULL
  };
  gboolean ok;

  if (!cli_parse (cli, &cli_entry_commands[LEDGER], entries, &argc, &argv, 1, 1, error))
    return -1;
  for (int i = 0; i < (int) G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i], argv[0]))
      kind = i;
  if (kind < 0)
    return cli_usage_error (error, _("%s: there is no such ledger"), argv[0]), -1;
  if (kind == JZ_LEDGER_TEACHER && person == NULL)
    return cli_usage_error (error, _("A teacher's ledger needs --person")), -1;
  if (ledger.query.year == 0)
    jz_date_get (jz_date_today (), &ledger.query.year, &month, &day);
  if (ledger.query.year < 1900 || ledger.query.year > 2199)
    return cli_usage_error (error, _("%d: there is no such year"), ledger.query.year), -1;
  ledger.kind = (JzLedgerKind) kind;
  ledger.place = place;
  ledger.person = person;
  ledger.query.code = code;
  ledger.output = output;
  ok = cli_open (cli, error) && jz_store_read_sync (cli->store, ledger_cb, &ledger, NULL, error);
  if (ok && output != NULL)
    ok = cli_write_report (cli, ledger.report, output, error);
  else if (ok && cli->json)
    print_ledger_json (&ledger);
  else if (ok)
    print_ledger_words (cli, &ledger);
  g_clear_pointer (&ledger.rows, g_ptr_array_unref);
  return ok ? 0 : -1;
}
