/* purchase list|show|print, supplier add|list|remove, contract add|list.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jiaozhuang-cli"
#include "config.h"

#include <glib/gi18n.h>

#include "cli.h"
#include "jz-contract.h"
#include "jz-date.h"
#include "jz-money.h"
#include "jz-purchase-form.h"
#include "jz-purchase.h"
#include "jz-quantity.h"

static int run_list (Cli *cli, int argc, char **argv, GError **error);
static int run_show (Cli *cli, int argc, char **argv, GError **error);
static int run_print (Cli *cli, int argc, char **argv, GError **error);
static int run_supplier_add (Cli *cli, int argc, char **argv, GError **error);
static int run_supplier_list (Cli *cli, int argc, char **argv, GError **error);
static int run_supplier_remove (Cli *cli, int argc, char **argv, GError **error);
static int run_contract_add (Cli *cli, int argc, char **argv, GError **error);
static int run_contract_list (Cli *cli, int argc, char **argv, GError **error);

enum { LIST, SHOW, PRINT, SUPPLIER_ADD, SUPPLIER_LIST, SUPPLIER_REMOVE, CONTRACT_ADD, CONTRACT_LIST };

const CliCommand cli_purchase_show_commands[] = {
  [LIST] = { "purchase list", "[request|order|acceptance] [--state S]", N_("The papers of purchases"), run_list },
  [SHOW] = { "purchase show", "NUMBER", N_("A request, an order or an acceptance with all that belongs to it"),
             run_show },
  [PRINT] = { "purchase print", "NUMBER -o FILE.pdf", N_("Write one as its paper form"), run_print },
  [SUPPLIER_ADD] = { "supplier add",
                     "NAME [--credit-code C] [--contact N] [--phone P] [--address A] [--bank B] [--note T]",
                     N_("Add a supplier"),
                     run_supplier_add },
  [SUPPLIER_LIST] = { "supplier list", "", N_("The suppliers, and what was bought from them"), run_supplier_list },
  [SUPPLIER_REMOVE] = { "supplier remove", "NAME", N_("Remove a supplier"), run_supplier_remove },
  [CONTRACT_ADD] = { "contract add", "NUMBER TITLE --supplier S [--date D] [--amount YUAN] [--until D] [--note T]",
                     N_("Add a contract"),
                     run_contract_add },
  [CONTRACT_LIST] = { "contract list", "", N_("The contracts"), run_contract_list },
  { NULL, NULL, NULL, NULL },
};

static void
json_money (JsonBuilder *json, const char *name, gint64 fen)
{
  g_autofree char *text = jz_money_format (fen);

  cli_json_text (json, name, text);
}

/* list */

static const char *const list_sql[] = {
  [JZ_PAPER_REQUEST] = "SELECT id FROM purchase_request WHERE ?1 IS NULL OR state = ?1 ORDER BY number",
  [JZ_PAPER_ORDER] = "SELECT id FROM purchase_order WHERE ?1 IS NULL OR state = ?1 ORDER BY number",
  [JZ_PAPER_ACCEPTANCE] = "SELECT id FROM purchase_acceptance WHERE ?1 IS NULL OR kind = ?1 ORDER BY number",
};

typedef struct
{
  JzPurchasePaper paper;
  const char     *state;
  GArray         *heads; /* of JzPurchaseHead */
} List;

static gboolean
list_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  List              *self = data;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  JzStatement       *rows = jz_connection_query (connection, error, list_sql[self->paper], "s", self->state);

  while (jz_statement_next (rows))
    g_array_append_vals (ids, &(gint64){ jz_statement_int64 (rows, 0) }, 1);
  if (!jz_statement_finish (rows, error))
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      JzPurchaseHead head;
      gboolean       ok = jz_purchase_read_head (connection, self->paper, g_array_index (ids, gint64, i), &head, error);

      g_array_append_val (self->heads, head);
      if (!ok)
        return FALSE;
    }
  return TRUE;
}

static void
head_json (JsonBuilder *json, JzPurchasePaper paper, const JzPurchaseHead *head)
{
  const struct
  {
    const char *name, *text;
    guint       papers; /* bits */
  } facts[] = {
    { "number", head->number, 7 },      { "date", head->date, 7 },         { "state", head->state, 3 },
    { "kind", head->state, 4 },
    { "applicant", head->applicant, 1 }, { "purpose", head->purpose, 1 },  { "supplier", head->supplier, 6 },
    { "contract", head->contract, 6 },
    { "fund", head->fund, 6 },          { "expected", head->expected, 2 }, { "reason", head->reason, 2 },
    { "order", head->order, 4 },
    { "paper", head->paper, 4 },        { "voucher", head->voucher, 4 },   { "by", head->account, 7 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (facts); i++)
    if (facts[i].papers & (1u << paper))
      cli_json_text (json, facts[i].name, facts[i].text);
  json_money (json, "amount", head->amount);
}

static void
print_list (Cli *cli, const List *self)
{
  JsonBuilder *json = json_builder_new ();

  json_builder_begin_array (json);
  for (guint i = 0; i < self->heads->len; i++)
    {
      const JzPurchaseHead *head = &g_array_index (self->heads, JzPurchaseHead, i);
      g_autofree char      *amount = jz_money_format (head->amount);

      json_builder_begin_object (json);
      head_json (json, self->paper, head);
      json_builder_end_object (json);
      cli_say (cli, "%s\t%s\t%s\t%s\t%s", head->number, head->date, head->state, amount,
               head->purpose != NULL ? head->purpose : head->supplier);
    }
  json_builder_end_array (json);
  cli_end_json (cli, json);
}

static int
run_list (Cli *cli, int argc, char **argv, GError **error)
{
  static const char *const papers[] = { "request", "order", "acceptance" };
  char                    *state = NULL;
  List                     self = { .paper = JZ_PAPER_REQUEST };
  int                      status = -1;
  const GOptionEntry       entries[] = {
    { "state", 0, 0, G_OPTION_ARG_STRING, &state, N_("Only those in this state"), N_("STATE") },
    G_OPTION_ENTRY_NULL
  };
  gboolean known;

  if (!cli_parse (cli, &cli_purchase_show_commands[LIST], entries, &argc, &argv, 0, 1, error))
    return -1;
  known = argv[0] == NULL;
  for (guint i = 0; !known && i < G_N_ELEMENTS (papers); i++)
    if (g_str_equal (papers[i], argv[0]))
      {
        self.paper = (JzPurchasePaper) i;
        known = TRUE;
      }
  if (!known)
    return cli_usage_error (error, _("%s: there is no such paper"), argv[0]), -1;
  self.state = state;
  self.heads = g_array_new (FALSE, TRUE, sizeof (JzPurchaseHead));
  g_array_set_clear_func (self.heads, (GDestroyNotify) jz_purchase_head_clear);
  if (cli_open (cli, error) && jz_store_read_sync (cli->store, list_cb, &self, NULL, error))
    {
      print_list (cli, &self);
      status = 0;
    }
  g_array_unref (self.heads);
  return status;
}

/* show and print: the number says what it is. */

static gboolean
find_paper (JzConnection *connection, const char *number, JzPurchasePaper *paper, gint64 *id, GError **error)
{
  *paper = g_str_has_prefix (number, "DD-") ? JZ_PAPER_ORDER
           : g_str_has_prefix (number, "YS-") || g_str_has_prefix (number, "DR-") ? JZ_PAPER_ACCEPTANCE
                                                                                  : JZ_PAPER_REQUEST;
  return jz_purchase_find (connection, jz_purchase_paper_table (*paper), number, id, error);
}

typedef struct
{
  const char     *number;
  JzPurchasePaper paper;
  JzPurchaseHead  head;
  GPtrArray      *lines, *signs, *chain;
  JzReport       *report;
} Show;

static void
show_clear (Show *self)
{
  jz_purchase_head_clear (&self->head);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_clear_pointer (&self->signs, g_ptr_array_unref);
  g_clear_pointer (&self->chain, g_ptr_array_unref);
  g_clear_pointer (&self->report, jz_report_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Show, show_clear)

static gboolean
show_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Show  *self = data;
  gint64 id;

  return find_paper (connection, self->number, &self->paper, &id, error) &&
         jz_purchase_read_head (connection, self->paper, id, &self->head, error) &&
         (self->lines = jz_purchase_lines (connection, self->paper, id, error)) != NULL &&
         (self->signs = jz_purchase_signs (connection, self->paper == JZ_PAPER_REQUEST ? id : 0, error)) != NULL &&
         (self->chain = jz_purchase_chain (connection, self->paper, id, error)) != NULL;
}

static void
quantity_json (JsonBuilder *json, const char *name, gint64 quantity, int decimals)
{
  g_autofree char *text = jz_quantity_format (quantity, decimals);

  cli_json_text (json, name, text);
}

static void
line_json (JsonBuilder *json, JzPurchasePaper paper, const JzPurchaseLine *line, guint number)
{
  json_builder_begin_object (json);
  cli_json_number (json, "line", number);
  cli_json_text (json, "code", line->code);
  cli_json_text (json, "name", line->name);
  cli_json_text (json, "spec", line->spec);
  cli_json_text (json, "unit", line->unit);
  json_money (json, "price", line->price);
  quantity_json (json, "quantity", line->quantity, line->decimals);
  if (paper == JZ_PAPER_REQUEST)
    quantity_json (json, "ordered", line->ordered, line->decimals);
  quantity_json (json, "accepted", line->accepted, line->decimals);
  quantity_json (json, "rejected", line->rejected, line->decimals);
  if (paper != JZ_PAPER_ACCEPTANCE)
    quantity_json (json, "outstanding", line->quantity - line->accepted, line->decimals);
  cli_json_text (json, "reason", line->reason);
  cli_json_text (json, "place", line->place);
  json_builder_end_object (json);
}

static void
print_show_json (const Show *self)
{
  JsonBuilder *json = json_builder_new ();

  json_builder_begin_object (json);
  head_json (json, self->paper, &self->head);
  json_builder_set_member_name (json, "lines");
  json_builder_begin_array (json);
  for (guint i = 0; i < self->lines->len; i++)
    line_json (json, self->paper, g_ptr_array_index (self->lines, i), i + 1);
  json_builder_end_array (json);
  json_builder_set_member_name (json, "signs");
  json_builder_begin_array (json);
  for (guint i = 0; i < self->signs->len; i++)
    {
      const JzPurchaseSign *sign = g_ptr_array_index (self->signs, i);

      json_builder_begin_object (json);
      cli_json_number (json, "round", sign->round);
      cli_json_text (json, "role", sign->role);
      cli_json_text (json, "by", sign->account);
      cli_json_text (json, "verdict", sign->verdict);
      cli_json_text (json, "at", sign->at);
      cli_json_text (json, "words", sign->words);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  json_builder_set_member_name (json, "chain");
  json_builder_begin_array (json);
  for (guint i = 0; i < self->chain->len; i++)
    {
      const JzPurchaseLink *link = g_ptr_array_index (self->chain, i);

      json_builder_begin_object (json);
      cli_json_text (json, "kind", link->kind);
      cli_json_text (json, "number", link->number);
      cli_json_text (json, "date", link->date);
      cli_json_text (json, "state", link->state);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  json_builder_end_object (json);
  cli_print_json (json);
}

static void
print_show_words (Cli *cli, const Show *self)
{
  g_autofree char *amount = jz_money_format (self->head.amount);

  cli_say (cli, "%s  %s  %s  %s", self->head.number, self->head.date, self->head.state, amount);
  for (guint i = 0; i < self->lines->len; i++)
    {
      const JzPurchaseLine *line = g_ptr_array_index (self->lines, i);
      g_autofree char      *quantity = jz_quantity_format (line->quantity, line->decimals);
      g_autofree char      *came = jz_quantity_format (line->accepted, line->decimals);

      cli_say (cli, _("%u. %s %s: %s %s, accepted %s"), i + 1, line->name, line->spec, quantity, line->unit, came);
    }
  for (guint i = 0; i < self->chain->len; i++)
    {
      const JzPurchaseLink *link = g_ptr_array_index (self->chain, i);

      cli_say (cli, "→ %s  %s  %s", link->number, link->date, link->state);
    }
}

static int
run_show (Cli *cli, int argc, char **argv, GError **error)
{
  g_auto (Show) self = { 0 };

  if (!cli_parse (cli, &cli_purchase_show_commands[SHOW], NULL, &argc, &argv, 1, 1, error))
    return -1;
  self.number = argv[0];
  if (!cli_open (cli, error) || !jz_store_read_sync (cli->store, show_cb, &self, NULL, error))
    return -1;
  if (cli->json)
    print_show_json (&self);
  else
    print_show_words (cli, &self);
  return 0;
}

static gboolean
print_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Show  *self = data;
  gint64 id;

  if (!find_paper (connection, self->number, &self->paper, &id, error))
    return FALSE;
  self->report = jz_purchase_form_new (connection, self->paper, id, error);
  return self->report != NULL;
}

static int
run_print (Cli *cli, int argc, char **argv, GError **error)
{
  char            *output = NULL;
  g_auto (Show)    self = { 0 };
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_("The PDF file"), N_("FILE") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_purchase_show_commands[PRINT], entries, &argc, &argv, 1, 1, error))
    return -1;
  if (output == NULL)
    return cli_usage_error (error, _("-o FILE is needed")), -1;
  self.number = argv[0];
  if (!cli_open (cli, error) || !jz_store_read_sync (cli->store, print_cb, &self, NULL, error))
    return -1;
  return cli_write_report (cli, g_steal_pointer (&self.report), output, error) ? 0 : -1;
}

/* supplier, contract */

typedef struct
{
  JzSupplierData supplier;
  JzContractData contract;
  const char    *with; /* name of the contract's supplier */
} Asked;

static int
write_and_say (Cli *cli, JzWriteFunc func, Asked *asked, GError **error)
{
  g_autofree char *words = NULL;
  gint64           operation = 0;

  if (!cli_sign_in (cli, error) || !cli_write (cli, &jz_action_supplier, func, asked, &operation, &words, error))
    return -1;
  cli_say (cli, "%s", words);
  if (cli->json)
    {
      JsonBuilder *json = json_builder_new ();

      json_builder_begin_object (json);
      cli_json_number (json, "operation", operation);
      cli_json_text (json, "what", words);
      json_builder_end_object (json);
      cli_print_json (json);
    }
  return 0;
}

static gboolean
supplier_add_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_supplier_add (operation, &((Asked *) data)->supplier, NULL, error);
}

static int
run_supplier_add (Cli *cli, int argc, char **argv, GError **error)
{
  char            *code = NULL, *contact = NULL, *phone = NULL, *address = NULL, *bank = NULL, *note = NULL;
  Asked            asked = { 0 };
  const GOptionEntry entries[] = {
    { "credit-code", 0, 0, G_OPTION_ARG_STRING, &code, N_("Its unified social credit code"), N_("CODE") },
    { "contact", 0, 0, G_OPTION_ARG_STRING, &contact, N_("Whom to ask for"), N_("NAME") },
    { "phone", 0, 0, G_OPTION_ARG_STRING, &phone, N_("Telephone"), N_("NUMBER") },
    { "address", 0, 0, G_OPTION_ARG_STRING, &address, N_("Address"), N_("TEXT") },
    { "bank", 0, 0, G_OPTION_ARG_STRING, &bank, N_("Bank and account"), N_("TEXT") },
    { "note", 0, 0, G_OPTION_ARG_STRING, &note, N_("Note"), N_("TEXT") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_purchase_show_commands[SUPPLIER_ADD], entries, &argc, &argv, 1, 1, error))
    return -1;
  asked.supplier = (JzSupplierData){ argv[0], code, contact, phone, address, bank, note };
  return write_and_say (cli, supplier_add_cb, &asked, error);
}

static gboolean
supplier_remove_cb (JzOperation *operation, gpointer data, GError **error)
{
  const char *name = ((Asked *) data)->with;
  gint64      id;

  if (!jz_supplier_find (jz_operation_get_connection (operation), name, &id, error))
    return FALSE;
  if (id == 0)
    g_set_error (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("%s: there is no such supplier"), name);
  return id != 0 && jz_supplier_void (operation, id, error);
}

static int
run_supplier_remove (Cli *cli, int argc, char **argv, GError **error)
{
  Asked asked = { 0 };

  if (!cli_parse (cli, &cli_purchase_show_commands[SUPPLIER_REMOVE], NULL, &argc, &argv, 1, 1, error))
    return -1;
  asked.with = argv[0];
  return write_and_say (cli, supplier_remove_cb, &asked, error);
}

static gboolean
contract_add_cb (JzOperation *operation, gpointer data, GError **error)
{
  Asked *asked = data;
  gint64 id = 0;

  return jz_supplier_ensure (operation, asked->with, &asked->contract.supplier, error) &&
         jz_contract_write (operation, &id, &asked->contract, error);
}

static int
run_contract_add (Cli *cli, int argc, char **argv, GError **error)
{
  char *with = NULL, *date = NULL, *amount = NULL, *until = NULL, *note = NULL;
  char             iso[2][JZ_DATE_LENGTH];
  Asked            asked = { 0 };
  const GOptionEntry entries[] = {
    { "supplier", 0, 0, G_OPTION_ARG_STRING, &with, N_("With whom"), N_("NAME") },
    { "date", 0, 0, G_OPTION_ARG_STRING, &date, N_("Signed on; today unless said"), N_("DATE") },
    { "amount", 0, 0, G_OPTION_ARG_STRING, &amount, N_("For how much"), N_("YUAN") },
    { "until", 0, 0, G_OPTION_ARG_STRING, &until, N_("Its last day"), N_("DATE") },
    { "note", 0, 0, G_OPTION_ARG_STRING, &note, N_("Note"), N_("TEXT") },
    G_OPTION_ENTRY_NULL
  };

  if (!cli_parse (cli, &cli_purchase_show_commands[CONTRACT_ADD], entries, &argc, &argv, 2, 2, error))
    return -1;
  if (with == NULL)
    return cli_usage_error (error, _("say with whom the contract is, by --supplier")), -1;
  asked.with = with;
  asked.contract = (JzContractData){ .number = argv[0], .title = argv[1], .note = note };
  asked.contract.date = date != NULL ? jz_date_to_iso (jz_date_parse (date), iso[0]) : NULL;
  asked.contract.valid_until = until != NULL ? jz_date_to_iso (jz_date_parse (until), iso[1]) : NULL;
  if (amount != NULL && !jz_money_parse (amount, &asked.contract.amount))
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, _("%s: this is no price"), amount);
      return -1;
    }
  return write_and_say (cli, contract_add_cb, &asked, error);
}

/* Tables that are read as they are: column names are the keys. */

typedef struct
{
  const char        *sql;
  const char *const *keys;
  guint              money; /* column that is money */
  JsonBuilder       *json;
  Cli               *cli;
} Table;

static gboolean
table_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Table       *self = data;
  JzStatement *rows = jz_connection_query (connection, error, self->sql, "");

  while (jz_statement_next (rows))
    {
      g_autoptr (GString) line = g_string_new (NULL);

      json_builder_begin_object (self->json);
      for (guint i = 0; self->keys[i] != NULL; i++)
        {
          g_autofree char *text = i == self->money ? jz_money_format (jz_statement_int64 (rows, (int) i)) :
                                  jz_statement_dup (rows, (int) i);

          cli_json_text (self->json, self->keys[i], text);
          g_string_append_printf (line, "%s%s", i > 0 ? "\t" : "", text != NULL ? text : "");
        }
      json_builder_end_object (self->json);
      cli_say (self->cli, "%s", line->str);
    }
  return jz_statement_finish (rows, error);
}

static int
print_table (Cli *cli, int command, Table *table, int argc, char **argv, GError **error)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  if (!cli_parse (cli, &cli_purchase_show_commands[command], NULL, &argc, &argv, 0, 0, error) || !cli_open (cli, error))
    return -1;
  table->cli = cli;
  table->json = json;
  json_builder_begin_array (json);
  if (!jz_store_read_sync (cli->store, table_cb, table, NULL, error))
    return -1;
  json_builder_end_array (json);
  if (cli->json)
    cli_print_json (g_steal_pointer (&json));
  return 0;
}

static int
run_supplier_list (Cli *cli, int argc, char **argv, GError **error)
{
  static const char *const keys[] = { "name", "credit_code", "contact", "phone", "address", "bank", "note", "spent",
                                      NULL };
  Table                    table = { .sql = "SELECT name, credit_code, contact, phone, address, bank, note, ifnull "
                                            "((SELECT sum (entry.amount) FROM voucher "
                                            "JOIN entry ON entry.voucher = voucher.id WHERE voucher.kind = 'receipt' "
                                            "AND voucher.supplier = supplier.name "
                                            "AND NOT EXISTS (SELECT 1 FROM voucher r WHERE r.reverses = voucher.id)), "
                                            "0) "
                                            "FROM supplier WHERE voided IS NULL ORDER BY sort_key, id",
                                     .keys = keys, .money = 7 };

  return print_table (cli, SUPPLIER_LIST, &table, argc, argv, error);
}

static int
run_contract_list (Cli *cli, int argc, char **argv, GError **error)
{
  static const char *const keys[] = { "number", "title", "supplier", "date", "amount", "until", "note", NULL };
  Table                    table = { .sql = "SELECT c.number, c.title, supplier.name, c.date, c.amount, "
                                            "c.valid_until, c.note FROM contract c "
                                            "JOIN supplier ON supplier.id = c.supplier WHERE c.voided IS NULL ORDER "
                                            "BY c.date DESC, c.number",
                                     .keys = keys, .money = 4 };

  return print_table (cli, CONTRACT_LIST, &table, argc, argv, error);
}
