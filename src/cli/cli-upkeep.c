/* The deeds of damage, repair, maintenance, disposal and loans: each takes its paper by number, a plan by its id, and does one thing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jiaozhuang-cli"
#include "config.h"

#include <glib/gi18n.h>

#include "cli.h"
#include "cli-upkeep.h"
#include "jz-damage.h"
#include "jz-disposal.h"
#include "jz-fund.h"
#include "jz-item.h"
#include "jz-loan-desk.h"
#include "jz-maintenance.h"
#include "jz-money.h"
#include "jz-paper.h"
#include "jz-quantity.h"
#include "jz-repair.h"

/* What was asked, in words; made of the names in the file inside the operation. */
typedef struct _Deed Deed;
struct _Deed
{
  gboolean (*run) (JzOperation *operation, Deed *deed, GError **error);
  const char *number;
  char **assets;
  char  *item, *quantity, *place, *person, *class_, *date, *cause, *responsibility, *handling, *by, *cost, *due, *why,
  *receipt, *amount, *to, *parts,
    *result, *condition, *fund, *name, *unit, *first, *worker, *reason, *way, *note;
  int      every;
  gboolean lost, repairable, warranty, beyond, ask_disposal;
  gint64   id;
  char    *made; /* number of the paper that was made */
};

static void
deed_clear (Deed *deed)
{
  g_free (deed->made);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Deed, deed_clear)

static gboolean
refuse (GError **error, JzError code, const char *format, const char *what)
{
  g_autofree char *sentence = g_strconcat (what, ": ", format, NULL);

  g_set_error_literal (error, JZ_ERROR, (int) code, sentence);
  return FALSE;
}

/* A day as people write it, as ISO; NULL stays NULL. */
static gboolean
read_date (const char *text, char buffer[JZ_DATE_LENGTH], const char **iso, GError **error)
{
  JzDate date = text != NULL ? jz_date_parse (text) : JZ_DATE_NONE;

  *iso = text != NULL ? jz_date_to_iso (date, buffer) : NULL;
  return text == NULL || date != JZ_DATE_NONE || refuse (error, JZ_ERROR_INVALID, _("there is no such day"), text);
}

static gboolean
read_money (const char *text, gint64 fallback, gint64 *fen, GError **error)
{
  *fen = fallback;
  return text == NULL || (jz_money_parse (text, fen) && *fen >= 0) ||
         refuse (error, JZ_ERROR_INVALID, _("this is no amount of money"), text);
}

static gboolean
find_asset (JzConnection *connection, const char *number, gint64 *id, GError **error)
{
  if (!jz_asset_find (connection, number, id, error))
    return FALSE;
  return *id != 0 || refuse (error, JZ_ERROR_NOT_FOUND, _("there is no such asset"), number);
}

static gboolean
find_item (JzConnection *connection, const char *wanted, gint64 *id, GError **error)
{
  if (!jz_item_find (connection, wanted, id, error))
    return FALSE;
  return *id != 0 || refuse (error, JZ_ERROR_NOT_FOUND, _("there is no such item"), wanted);
}

/* The quantity of --item. */
static gboolean
read_quantity (JzConnection *connection, const Deed *deed, JzThing *thing, GError **error)
{
  gint64 decimals;

  if (!find_item (connection, deed->item, &thing->item, error) ||
      !jz_connection_number (connection, &decimals, 0, error, "SELECT decimals FROM item WHERE id = ?", "l",
                             thing->item) ||
      !cli_find_place (connection, deed->place, &thing->place, error))
    return FALSE;
  return jz_quantity_parse (deed->quantity != NULL ? deed->quantity : "1", (int) decimals, &thing->quantity) ||
         refuse (error, JZ_ERROR_INVALID, _("this is no quantity"), deed->quantity);
}

static gboolean
read_thing (JzConnection *connection, const Deed *deed, JzThing *thing, GError **error)
{
  if (deed->assets != NULL)
    return find_asset (connection, deed->assets[0], &thing->asset, error);
  if (deed->item != NULL)
    return read_quantity (connection, deed, thing, error);
  g_set_error_literal (error, JZ_ERROR, JZ_ERROR_USAGE, _("say which thing, by --asset or --item"));
  return FALSE;
}

static gboolean
find_fund (JzConnection *connection, const char *name, gint64 *id, GError **error)
{
  *id = 0;
  if (name == NULL)
    return TRUE;
  if (!jz_fund_find (connection, name, id, error))
    return FALSE;
  return *id != 0 || refuse (error, JZ_ERROR_NOT_FOUND, _("there is no such fund"), name);
}

static gboolean
find_class (JzConnection *connection, const char *name, gint64 *id, GError **error)
{
  *id = 0;
  if (name == NULL)
    return TRUE;
  if (!jz_connection_number (connection, id, 0, error, "SELECT id FROM class WHERE name = ? AND left_year IS NULL", "s",
                             name))
    return FALSE;
  return *id != 0 || refuse (error, JZ_ERROR_NOT_FOUND, _("there is no such class"), name);
}

static gboolean
keep_number (JzOperation *operation, Deed *deed, const char *table, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT number FROM %s WHERE id = ?", table);

  deed->made = jz_connection_text (jz_operation_get_connection (operation), error, sql, "l", deed->id);
  return deed->made != NULL;
}

/* Damage. */

static gboolean
damage_add (JzOperation *operation, Deed *deed, GError **error)
{
  JzConnection  *connection = jz_operation_get_connection (operation);
  JzDamageReport report = { .cause = deed->cause, .lost = deed->lost };
  char           date[JZ_DATE_LENGTH];

  return read_thing (connection, deed, &report.thing, error) && read_date (deed->date, date, &report.date, error) &&
         cli_find_person (connection, deed->person, &report.person, error) &&
         find_class (connection, deed->class_, &report.class_, error) &&
         jz_damage_report (operation, &report, &deed->id, error) && keep_number (operation, deed, "damage", error);
}

static gboolean
damage_decide (JzOperation *operation, Deed *deed, GError **error)
{
  JzDamageDecision decision = { .responsibility = deed->responsibility, .repairable = deed->repairable,
                                .handling = deed->handling != NULL ? deed->handling : "none",
                                .decided_by = deed->by, .why_other = deed->why };

  return read_money (deed->cost, 0, &decision.repair_cost, error) &&
         read_money (deed->due, JZ_DUE_BY_RULE, &decision.due, error) &&
         jz_paper_find (jz_operation_get_connection (operation), "damage", deed->number, &deed->id, error) &&
         jz_damage_decide (operation, deed->id, &decision, error);
}

static gboolean
damage_pay (JzOperation *operation, Deed *deed, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);
  const char   *date;
  char          buffer[JZ_DATE_LENGTH];
  gint64        owed, amount;

  return jz_paper_find (connection, "damage", deed->number, &deed->id, error) &&
         jz_connection_number (connection, &owed, 0, error, "SELECT due - paid FROM damage WHERE id = ?", "l",
                               deed->id) &&
         read_money (deed->amount, owed, &amount, error) && read_date (deed->date, buffer, &date, error) &&
         jz_damage_pay (operation, deed->id, amount, date, deed->receipt, error);
}

static gboolean
damage_drop (JzOperation *operation, Deed *deed, GError **error)
{
  return jz_paper_find (jz_operation_get_connection (operation), "damage", deed->number, &deed->id, error) &&
         jz_damage_drop (operation, deed->id, error);
}

/* Repair. */

static gboolean
repair_add (JzOperation *operation, Deed *deed, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);
  JzRepairOrder order = { .fault = deed->cause };
  char          date[JZ_DATE_LENGTH];

  return read_thing (connection, deed, &order.thing, error) && read_date (deed->date, date, &order.date, error) &&
         cli_find_person (connection, deed->person, &order.person, error) &&
         jz_repair_open (operation, &order, &deed->id, error) &&
         keep_number (operation, deed, "repair", error);
}

static gboolean
repair_send (JzOperation *operation, Deed *deed, GError **error)
{
  const char *date;
  char        buffer[JZ_DATE_LENGTH];

  return jz_paper_find (jz_operation_get_connection (operation), "repair", deed->number, &deed->id, error) &&
         read_date (deed->date, buffer, &date, error) &&
         jz_repair_send (operation, deed->id, deed->to, date, error);
}

static gboolean
repair_finish (JzOperation *operation, Deed *deed, GError **error)
{
  JzConnection  *connection = jz_operation_get_connection (operation);
  JzRepairResult result = { .repaired = !deed->beyond, .condition = deed->condition, .warranty = deed->warranty,
                            .parts = deed->parts, .result = deed->result,
                            .ask_disposal = deed->ask_disposal };
  char           date[JZ_DATE_LENGTH];

  if (deed->condition != NULL && !g_str_equal (deed->condition, "good") && !g_str_equal (deed->condition, "worn"))
    return refuse (error, JZ_ERROR_INVALID, _("there is no such condition"), deed->condition);
  return jz_paper_find (connection, "repair", deed->number, &deed->id, error) &&
         read_date (deed->date, date, &result.date, error) &&
         read_money (deed->cost, 0, &result.cost, error) && find_fund (connection, deed->fund, &result.fund, error) &&
         jz_repair_finish (operation, deed->id, &result, error);
}

static gboolean
repair_drop (JzOperation *operation, Deed *deed, GError **error)
{
  return jz_paper_find (jz_operation_get_connection (operation), "repair", deed->number, &deed->id, error) &&
         jz_repair_drop (operation, deed->id, error);
}

/* Maintenance. */

static gboolean
plan_id (JzConnection *connection, Deed *deed, GError **error)
{
  deed->id = g_ascii_strtoll (deed->number, NULL, 10);
  if (!jz_connection_number (connection, &deed->id, 0, error, "SELECT id FROM maintenance_plan WHERE id = ?", "l",
                             deed->id))
    return FALSE;
  return deed->id != 0 || refuse (error, JZ_ERROR_NOT_FOUND, _("there is no such plan"), deed->number);
}

static gboolean
plan_add (JzOperation *operation, Deed *deed, GError **error)
{
  JzConnection     *connection = jz_operation_get_connection (operation);
  JzMaintenancePlan plan = { .name = deed->name, .every = deed->every, .unit = deed->unit, .worker = deed->worker };
  char              first[JZ_DATE_LENGTH];

  if (!read_date (deed->first, first, &plan.first, error) ||
      (deed->assets != NULL && !find_asset (connection, deed->assets[0], &plan.asset, error)) ||
      (deed->item != NULL && !find_item (connection, deed->item, &plan.item, error)) ||
      !cli_find_place (connection, deed->place, &plan.place, error) ||
      !jz_maintenance_set (operation, &plan, &deed->id, error))
    return FALSE;
  deed->made = g_strdup_printf ("%" G_GINT64_FORMAT, deed->id);
  return TRUE;
}

static gboolean
plan_done (JzOperation *operation, Deed *deed, GError **error)
{
  JzConnection     *connection = jz_operation_get_connection (operation);
  JzMaintenanceWork work = { .what = deed->result, .worker = deed->worker };
  char              buffer[JZ_DATE_LENGTH];

  return plan_id (connection, deed, error) && read_date (deed->date, buffer, &work.date, error) &&
         read_money (deed->cost, 0, &work.cost, error) && find_fund (connection, deed->fund, &work.fund, error) &&
         jz_maintenance_done (operation, deed->id, &work, error);
}

static gboolean
plan_end (JzOperation *operation, Deed *deed, GError **error)
{
  return plan_id (jz_operation_get_connection (operation), deed, error) &&
         jz_maintenance_end (operation, deed->id, TRUE, error);
}

/* Disposal. */

static gboolean
disposal_add (JzOperation *operation, Deed *deed, GError **error)
{
  JzConnection      *connection = jz_operation_get_connection (operation);
  g_autoptr (GArray) lines = g_array_new (FALSE, TRUE, sizeof (JzDisposalLine));
  const char        *date;
  char               buffer[JZ_DATE_LENGTH];

  for (guint i = 0; deed->assets != NULL && deed->assets[i] != NULL; i++)
    {
      JzDisposalLine line = { .way = deed->way };

      if (!find_asset (connection, deed->assets[i], &line.thing.asset, error))
        return FALSE;
      g_array_append_val (lines, line);
    }
  if (deed->item != NULL)
    {
      JzDisposalLine line = { .way = deed->way };

      if (!read_quantity (connection, deed, &line.thing, error))
        return FALSE;
      g_array_append_val (lines, line);
    }
  return read_date (deed->date, buffer, &date, error) &&
         jz_disposal_ask (operation, date, deed->reason, (const JzDisposalLine *) (gpointer) lines->data, lines->len,
                          &deed->id, error) &&
         keep_number (operation, deed, "disposal", error);
}

static gboolean
disposal_approve (JzOperation *operation, Deed *deed, GError **error)
{
  return jz_paper_find (jz_operation_get_connection (operation), "disposal", deed->number, &deed->id, error) &&
         jz_disposal_sign (operation, deed->id, TRUE, deed->note, error);
}

static gboolean
disposal_reject (JzOperation *operation, Deed *deed, GError **error)
{
  return jz_paper_find (jz_operation_get_connection (operation), "disposal", deed->number, &deed->id, error) &&
         jz_disposal_sign (operation, deed->id, FALSE, deed->note, error);
}

static gboolean
disposal_drop (JzOperation *operation, Deed *deed, GError **error)
{
  return jz_paper_find (jz_operation_get_connection (operation), "disposal", deed->number, &deed->id, error) &&
         jz_disposal_drop (operation, deed->id, error);
}

static gboolean
disposal_proceeds (JzOperation *operation, Deed *deed, GError **error)
{
  gint64 amount;

  return read_money (deed->amount, 0, &amount, error) &&
         jz_paper_find (jz_operation_get_connection (operation), "disposal", deed->number, &deed->id, error) &&
         jz_disposal_proceeds (operation, deed->id, amount, deed->note, error);
}

/* Loans. */

static gboolean
loan_extend (JzOperation *operation, Deed *deed, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);
  const char   *due;
  char          buffer[JZ_DATE_LENGTH];

  if (!jz_connection_number (connection, &deed->id, 0, error, "SELECT id FROM voucher WHERE number = ?", "s",
                             deed->number))
    return FALSE;
  if (deed->id == 0)
    return refuse (error, JZ_ERROR_NOT_FOUND, _("there is no such voucher"), deed->number);
  return read_date (deed->due, buffer, &due, error) && jz_loan_extend (operation, deed->id, due, deed->reason, error);
}

/* The table of deeds. */

static const struct
{
  const char     *name;
  const JzAction *action;
  gboolean      (*run) (JzOperation *operation, Deed *deed, GError **error);
  gboolean        of_one; /* takes a number */
  const char     *options; /* long names that it takes, with a space between them */
} deeds[] = {
  { "damage add", &jz_action_upkeep, damage_add, FALSE, "asset item quantity place person class date cause lost" },
  { "damage decide", &jz_action_upkeep, damage_decide, TRUE, "responsibility repairable handling by cost due why" },
  { "damage pay", &jz_action_upkeep, damage_pay, TRUE, "amount date receipt" },
  { "damage drop", &jz_action_upkeep, damage_drop, TRUE, "" },
  { "repair add", &jz_action_upkeep, repair_add, FALSE, "asset item quantity place person date cause" },
  { "repair send", &jz_action_upkeep, repair_send, TRUE, "to date" },
  { "repair finish", &jz_action_upkeep, repair_finish, TRUE,
    "date cost fund warranty parts result condition beyond ask-disposal" },
  { "repair drop", &jz_action_upkeep, repair_drop, TRUE, "" },
  { "maintenance add", &jz_action_upkeep, plan_add, FALSE, "name asset item place every unit first worker" },
  { "maintenance done", &jz_action_upkeep, plan_done, TRUE, "date result cost fund worker" },
  { "maintenance end", &jz_action_upkeep, plan_end, TRUE, "" },
  { "disposal add", &jz_action_upkeep, disposal_add, FALSE, "asset item quantity place date reason way" },
  { "disposal approve", &jz_action_disposal_sign, disposal_approve, TRUE, "note" },
  { "disposal reject", &jz_action_disposal_sign, disposal_reject, TRUE, "note" },
  { "disposal drop", &jz_action_upkeep, disposal_drop, TRUE, "" },
  { "disposal proceeds", &jz_action_upkeep, disposal_proceeds, TRUE, "amount note" },
  { "loans extend", &jz_action_upkeep, loan_extend, TRUE, "due reason" },
};

static gboolean
deed_cb (JzOperation *operation, gpointer data, GError **error)
{
  Deed *deed = data;

  return deed->run (operation, deed, error);
}

static int
print_deed (Cli *cli, const Deed *deed, gint64 operation, const char *words)
{
  JsonBuilder *json;

  cli_say (cli, "%s%s%s", deed->made != NULL ? deed->made : "", deed->made != NULL ? "  " : "", words);
  if (!cli->json)
    return 0;
  json = json_builder_new ();
  json_builder_begin_object (json);
  cli_json_number (json, "operation", operation);
  cli_json_text (json, "number", deed->made != NULL ? deed->made : deed->number);
  cli_json_text (json, "what", words);
  json_builder_end_object (json);
  cli_print_json (json);
  return 0;
}

/* Those of @all that the deed takes. */
static void
choose_options (const GOptionEntry *all, const char *names, GOptionEntry *chosen)
{
  g_auto (GStrv) wanted = g_strsplit (names, " ", -1);
  guint          n = 0;

  for (; all->long_name != NULL; all++)
    if (g_strv_contains ((const char *const *) wanted, all->long_name))
      chosen[n++] = *all;
  chosen[n] = (GOptionEntry) G_OPTION_ENTRY_NULL;
}

int
cli_upkeep_run (Cli *cli, const CliCommand *command, const char *name, int argc, char **argv, GError **error)
{
  g_auto (Deed)      deed = { 0 };
  g_autofree char   *words = NULL;
  gint64             operation = 0;
  gsize              i = 0;
  GOptionEntry       chosen[32];
  const GOptionEntry entries[] = {
    { "asset", 0, 0, G_OPTION_ARG_STRING_ARRAY, &deed.assets, N_("Number of an asset"), N_("NUMBER") },
    { "item", 0, 0, G_OPTION_ARG_STRING, &deed.item, N_("Code or name of an item without cards"), N_("ITEM") },
    { "quantity", 0, 0, G_OPTION_ARG_STRING, &deed.quantity, N_("How much of it; 1 unless said"), N_("N") },
    { "place", 0, 0, G_OPTION_ARG_STRING, &deed.place, N_("Where it stands"), N_("PLACE") },
    { "person", 0, 0, G_OPTION_ARG_STRING, &deed.person, N_("Who did it, had it or asks"), N_("PERSON") },
    { "class", 0, 0, G_OPTION_ARG_STRING, &deed.class_, N_("Which class did it"), N_("CLASS") },
    { "date", 0, 0, G_OPTION_ARG_STRING, &deed.date, N_("Day; today unless said"), N_("DATE") },
    { "cause", 0, 0, G_OPTION_ARG_STRING, &deed.cause, N_("What happened, or what is wrong with it"), N_("TEXT") },
    { "lost", 0, 0, G_OPTION_ARG_NONE, &deed.lost, N_("It is gone, not broken"), NULL },
    { "responsibility", 0, 0, G_OPTION_ARG_STRING, &deed.responsibility, "normal|teacher|pupil|rules|wilful|lost",
      N_("WHOSE") },
    { "repairable", 0, 0, G_OPTION_ARG_NONE, &deed.repairable, N_("It can be repaired"), NULL },
    { "handling", 0, 0, G_OPTION_ARG_STRING, &deed.handling, "none|repair|compensation|write-off", N_("HOW") },
    { "by", 0, 0, G_OPTION_ARG_STRING, &deed.by, N_("Who decided it"), N_("NAME") },
    { "cost", 0, 0, G_OPTION_ARG_STRING, &deed.cost, N_("What it costs, in yuan"), N_("YUAN") },
    { "fund", 0, 0, G_OPTION_ARG_STRING, &deed.fund, N_("Fund that it is paid from; it is noted as spending"),
      N_("FUND") },
    { "due", 0, 0, G_OPTION_ARG_STRING, &deed.due, N_("Another amount than the rules say; of a loan, the later day"),
      N_("YUAN|DATE") },
    { "why", 0, 0, G_OPTION_ARG_STRING, &deed.why, N_("Why it is another amount"), N_("TEXT") },
    { "amount", 0, 0, G_OPTION_ARG_STRING, &deed.amount, N_("How much, in yuan; all that is owed unless said"),
      N_("YUAN") },
    { "receipt", 0, 0, G_OPTION_ARG_STRING, &deed.receipt, N_("Number of the receipt"), N_("NUMBER") },
    { "to", 0, 0, G_OPTION_ARG_STRING, &deed.to, N_("Who repairs it; the school itself unless said"), N_("NAME") },
    { "warranty", 0, 0, G_OPTION_ARG_NONE, &deed.warranty, N_("Under warranty"), NULL },
    { "parts", 0, 0, G_OPTION_ARG_STRING, &deed.parts, N_("What was put in"), N_("TEXT") },
    { "result", 0, 0, G_OPTION_ARG_STRING, &deed.result, N_("What was done"), N_("TEXT") },
    { "condition", 0, 0, G_OPTION_ARG_STRING, &deed.condition, "good|worn", N_("CONDITION") },
    { "beyond", 0, 0, G_OPTION_ARG_NONE, &deed.beyond, N_("It is beyond repair"), NULL },
    { "ask-disposal", 0, 0, G_OPTION_ARG_NONE, &deed.ask_disposal, N_("Ask for it to be written off"), NULL },
    { "name", 0, 0, G_OPTION_ARG_STRING, &deed.name, N_("What is done"), N_("TEXT") },
    { "every", 0, 0, G_OPTION_ARG_INT, &deed.every, N_("Every so many days, months or terms"), N_("N") },
    { "unit", 0, 0, G_OPTION_ARG_STRING, &deed.unit, "day|month|term", N_("UNIT") },
    { "first", 0, 0, G_OPTION_ARG_STRING, &deed.first, N_("When it is due for the first time; today unless said"),
      N_("DATE") },
    { "worker", 0, 0, G_OPTION_ARG_STRING, &deed.worker, N_("Who does it"), N_("NAME") },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &deed.reason, N_("Why"), N_("TEXT") },
    { "way", 0, 0, G_OPTION_ARG_STRING, &deed.way, "scrap|sell|exchange|recycle|donate|lost", N_("WAY") },
    { "note", 0, 0, G_OPTION_ARG_STRING, &deed.note, N_("Number of a paper, or why not"), N_("TEXT") },
    G_OPTION_ENTRY_NULL
  };

  while (i < G_N_ELEMENTS (deeds) && !g_str_equal (deeds[i].name, name))
    i++;
  if (i == G_N_ELEMENTS (deeds))
    return cli_usage_error (error, _("%s: there is no such command"), name), -1;
  choose_options (entries, deeds[i].options, chosen);
  if (!cli_parse (cli, command, chosen, &argc, &argv, deeds[i].of_one, deeds[i].of_one, error))
    return -1;
  deed.run = deeds[i].run;
  deed.number = deeds[i].of_one ? argv[0] : NULL;
  if (!cli_sign_in (cli, error) || !cli_write (cli, deeds[i].action, deed_cb, &deed, &operation, &words, error))
    return -1;
  return print_deed (cli, &deed, operation, words);
}
