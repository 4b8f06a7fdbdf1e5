/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-purchase-views.h"

#include <glib/gi18n-lib.h>

#include "jz-purchase-read.h"
#include "jz-purchase-told.h"

#define CHOOSE N_("Choose a row to see all about it")

static const JzStatusWord words[] = {
  { "draft", N_("○ Draft") },          { "submitted", N_("! Awaits approval") }, { "approved", N_("! To be ordered") },
  { "rejected", N_("✗ Given back") },  { "ordered", N_("↗ On order") },          { "done", N_("✓ All done") },
  { "withdrawn", N_("⊘ Withdrawn") },  { "open", N_("↗ To be delivered") },      { "late", N_("! Overdue") },
  { "cancelled", N_("⊘ Cancelled") },  { "purchase", N_("✓ Purchase") },         { "transfer", N_("✓ Transferred in") },
  { "faulty", N_("! Part sent back") }, { "valid", N_("✓ In force") },           { "ended", N_("⊘ Expired") },
  { NULL }
};

const char *
jz_purchase_state_words (const char *state)
{
  for (guint i = 0; words[i].key != NULL; i++)
    if (g_str_equal (words[i].key, state))
      return g_dgettext (GETTEXT_PACKAGE, words[i].words);
  return NULL;
}

char *
jz_purchase_sign_action (const char *verb, const char *role)
{
  return g_strdup_printf ("%s-%08x", verb, g_str_hash (role)); /* a role may be called anything */
}

/* Requests. */

#define REQUEST_AMOUNT                                                                                                                                      \
  "(SELECT sum (" JZ_PURCHASE_AMOUNT ("l.price", "l.quantity", "l.decimals") ") FROM purchase_request_line l WHERE l.request = purchase_request.id)"

static const JzListColumn request_columns[] = {
  { "number", N_("Request number"), JZ_COLUMN_CODE, "purchase_request.number", .width = 112 },
  { "purpose", N_("What for"), JZ_COLUMN_TEXT, "purchase_request.purpose", .width = 160, .expand = TRUE },
  { "applicant", N_("Applicant"), JZ_COLUMN_TEXT, "person.name", .width = 76 },
  { "date", N_("Date"), JZ_COLUMN_DATE, "purchase_request.date", .width = 92 },
  { "lines", N_("Lines"), JZ_COLUMN_NUMBER,
    "(SELECT count (*) FROM purchase_request_line l WHERE l.request = purchase_request.id)", .width = 56 },
  { "amount", N_("Estimate"), JZ_COLUMN_MONEY, REQUEST_AMOUNT, .width = 96 },
  { "state", N_("State"), JZ_COLUMN_STATUS, "purchase_request.state", .words = words, .width = 112 },
  { "awaits", N_("Signature awaited"), JZ_COLUMN_TEXT,
    "(SELECT ifnull (role.title, s.role) FROM purchase_sign s LEFT JOIN role ON role.name = s.role WHERE s.request = "
    "purchase_request.id "
    "AND purchase_request.state = 'submitted' AND s.verdict IS NULL AND s.round = (SELECT max (round) FROM "
    "purchase_sign WHERE request = purchase_request.id) "
    "ORDER BY s.position LIMIT 1)", .width = 86 },
  { NULL }
};

static const JzListTotal request_totals[] = { { "amount", N_("Amount %s yuan"), JZ_COLUMN_MONEY,
                                                "sum (" REQUEST_AMOUNT ")" }, { NULL } };

static const JzListSpec requests = {
  .name = "purchase-requests", .table = "purchase_request", .id_sql = "purchase_request.id",
          .joins = "JOIN person ON person.id = purchase_request.applicant",
  .columns = request_columns, .totals = request_totals,
  .search = "SELECT r.id FROM purchase_request r JOIN person ON person.id = r.applicant WHERE instr (jz_fold "
            "(r.number || char (10) || purpose || char (10) || "
            "person.name), ?2) > 0 UNION SELECT request FROM purchase_request_line WHERE instr (jz_fold (name || char "
            "(10) || spec), ?2) > 0",
  .order = "number", .descending = TRUE,
};

const JzListView jz_purchase_requests_view = {
  "purchase-request", N_("Requests"), N_("Search number, what for, applicant, thing"), &requests, CHOOSE,
  jz_purchase_tell_request,
};

/* Orders. */

#define ORDER_AMOUNT                                                                                                                      \
  "(SELECT sum (" JZ_PURCHASE_AMOUNT ("ol.price", "ol.quantity", "l.decimals") ") FROM purchase_order_line ol "                          \
  "JOIN purchase_request_line l ON l.id = ol.request_line WHERE ol.purchase_order = purchase_order.id)"
#define ORDER_CAME                                                                                                                        \
  "(SELECT sum (" JZ_PURCHASE_AMOUNT ("al.price", "al.accepted", "item.decimals") ") FROM purchase_acceptance a "                        \
  "JOIN purchase_acceptance_line al ON al.acceptance = a.id JOIN item ON item.id = al.item WHERE a.purchase_order = purchase_order.id)"

static const JzListColumn order_columns[] = {
  { "number", N_("Order number"), JZ_COLUMN_CODE, "purchase_order.number", .width = 112 },
  { "supplier", N_("Supplier"), JZ_COLUMN_TEXT, "supplier.name", .sort = "supplier.sort_key", .width = 160,
    .expand = TRUE },
  { "date", N_("Date"), JZ_COLUMN_DATE, "purchase_order.date", .width = 92 },
  { "expected", N_("Delivery by"), JZ_COLUMN_DATE, "purchase_order.expected", .width = 92 },
  { "amount", N_("Amount"), JZ_COLUMN_MONEY, ORDER_AMOUNT, .width = 96 },
  { "came", N_("Accepted"), JZ_COLUMN_MONEY, "ifnull (" ORDER_CAME ", 0)", .width = 96 },
  { "state", N_("State"), JZ_COLUMN_STATUS,
    "iif (purchase_order.state = 'open' AND purchase_order.expected < jz_today (), 'late', purchase_order.state)",
    .words = words, .width = 112 },
  { "contract", N_("Contract"), JZ_COLUMN_CODE, "contract.number", .width = 100, .hidden = TRUE },
  { "fund", N_("Fund"), JZ_COLUMN_TEXT, "purchase_order.fund", .width = 100, .hidden = TRUE },
  { NULL }
};

static const JzListTotal order_totals[] = {
  { "amount", N_("Amount %s yuan"), JZ_COLUMN_MONEY, "sum (" ORDER_AMOUNT ")" },
  { "came", N_("Accepted %s yuan"), JZ_COLUMN_MONEY, "sum (" ORDER_CAME ")" },
  { NULL }
};

static const JzListSpec orders = {
  .name = "purchase-orders", .table = "purchase_order", .id_sql = "purchase_order.id",
  .joins = "JOIN supplier ON supplier.id = purchase_order.supplier LEFT JOIN contract ON contract.id = "
           "purchase_order.contract",
  .columns = order_columns, .totals = order_totals,
  .search = "SELECT o.id FROM purchase_order o JOIN supplier ON supplier.id = o.supplier WHERE instr (jz_fold "
            "(o.number || char (10) || supplier.name), ?2) > 0 "
            "UNION SELECT ol.purchase_order FROM purchase_order_line ol JOIN purchase_request_line l ON l.id = "
            "ol.request_line "
            "WHERE instr (jz_fold (l.name || char (10) || l.spec), ?2) > 0",
  .order = "number", .descending = TRUE,
};

const JzListView jz_purchase_orders_view = {
  "purchase-order", N_("Orders"), N_("Search number, supplier, thing"), &orders, CHOOSE, jz_purchase_tell_order,
};

/* Acceptances. */

#define ACCEPTED                                                                                                                                             \
  "(SELECT sum (" JZ_PURCHASE_AMOUNT ("al.price", "al.accepted", "item.decimals") ") FROM purchase_acceptance_line al JOIN item ON item.id = al.item "     \
  "WHERE al.acceptance = purchase_acceptance.id)"

static const JzListColumn acceptance_columns[] = {
  { "number", N_("Acceptance number"), JZ_COLUMN_CODE, "purchase_acceptance.number", .width = 112 },
  { "from", N_("Supplier or giver"), JZ_COLUMN_TEXT, "ifnull (supplier.name, purchase_acceptance.giver)", .width = 150,
    .expand = TRUE },
  { "date", N_("Date"), JZ_COLUMN_DATE, "purchase_acceptance.date", .width = 92 },
  { "paper", N_("Invoice or document"), JZ_COLUMN_CODE, "purchase_acceptance.paper", .width = 118 },
  { "order", N_("Order number"), JZ_COLUMN_CODE, "purchase_order.number", .width = 112, .hidden = TRUE },
  { "voucher", N_("Voucher"), JZ_COLUMN_CODE, "voucher.number", .width = 112 },
  { "amount", N_("Amount"), JZ_COLUMN_MONEY, "ifnull (" ACCEPTED ", 0)", .width = 96 },
  { "state", N_("Kind"), JZ_COLUMN_STATUS,
    "iif (EXISTS (SELECT 1 FROM purchase_acceptance_line al WHERE al.acceptance = purchase_acceptance.id AND "
    "al.rejected > 0), 'faulty', purchase_acceptance.kind)",
    .words = words, .width = 112 },
  { NULL }
};

static const JzListTotal acceptance_totals[] = { { "amount", N_("Amount %s yuan"), JZ_COLUMN_MONEY,
                                                   "sum (" ACCEPTED ")" }, { NULL } };

static const JzListSpec acceptances = {
  .name = "purchase-acceptances", .table = "purchase_acceptance", .id_sql = "purchase_acceptance.id",
  .joins = "LEFT JOIN purchase_order ON purchase_order.id = purchase_acceptance.purchase_order LEFT JOIN supplier ON "
           "supplier.id = purchase_order.supplier "
           "LEFT JOIN voucher ON voucher.id = purchase_acceptance.voucher",
  .columns = acceptance_columns, .totals = acceptance_totals,
  .search = "SELECT a.id FROM purchase_acceptance a LEFT JOIN purchase_order o ON o.id = a.purchase_order LEFT JOIN "
            "supplier ON supplier.id = o.supplier "
            "WHERE instr (jz_fold (a.number || char (10) || a.paper || char (10) || ifnull (supplier.name, a.giver)), "
            "?2) > 0 UNION "
            "SELECT acceptance FROM purchase_acceptance_line l JOIN item ON item.id = l.item WHERE instr (jz_fold "
            "(item.name || char (10) || item.spec), ?2) > 0",
  .order = "number", .descending = TRUE,
};

const JzListView jz_purchase_acceptances_view = {
  "purchase-acceptance", N_("Acceptances"), N_("Search number, invoice, supplier, thing"), &acceptances, CHOOSE,
  jz_purchase_tell_acceptance,
};

/* Suppliers. */

#define SPENT                                                                                                                                                \
  "(SELECT sum (entry.amount) FROM voucher JOIN entry ON entry.voucher = voucher.id WHERE voucher.kind = 'receipt' AND voucher.supplier = supplier.name "   \
  "AND NOT EXISTS (SELECT 1 FROM voucher r WHERE r.reverses = voucher.id))"

static const JzListColumn supplier_columns[] = {
  { "name", N_("Supplier"), JZ_COLUMN_TEXT, "supplier.name", .sort = "supplier.sort_key", .width = 170,
    .expand = TRUE },
  { "credit", N_("Credit code"), JZ_COLUMN_CODE, "supplier.credit_code", .width = 160 },
  { "contact", N_("Contact"), JZ_COLUMN_TEXT, "supplier.contact", .width = 76 },
  { "phone", N_("Telephone"), JZ_COLUMN_CODE, "supplier.phone", .width = 112 },
  { "open", N_("Open orders"), JZ_COLUMN_NUMBER,
    "(SELECT count (*) FROM purchase_order WHERE purchase_order.supplier = supplier.id AND purchase_order.state = "
    "'open')", .width = 76 },
  { "spent", N_("Bought"), JZ_COLUMN_MONEY, "ifnull (" SPENT ", 0)", .width = 100 },
  { "address", N_("Address"), JZ_COLUMN_TEXT, "supplier.address", .width = 140, .hidden = TRUE },
  { NULL }
};

static const JzListTotal supplier_totals[] = { { "spent", N_("Amount %s yuan"), JZ_COLUMN_MONEY, "sum (" SPENT ")" },
                                               { NULL } };

static const JzListSpec suppliers = {
  .name = "suppliers", .table = "supplier", .id_sql = "supplier.id", .where = "supplier.voided IS NULL",
          .columns = supplier_columns, .totals = supplier_totals,
  .search = "SELECT rowid FROM supplier_search WHERE supplier_search MATCH ?1", .order = "name",
};

const JzListView jz_purchase_suppliers_view = {
  "supplier", N_("Suppliers"), N_("Search name, credit code, contact, telephone, pinyin"), &suppliers, CHOOSE,
  jz_purchase_tell_supplier,
};

/* Contracts. */

#define DRAWN "(SELECT sum (" JZ_PURCHASE_AMOUNT ("ol.price", "ol.quantity", "l.decimals") ") FROM purchase_order o JOIN purchase_order_line ol " \
  "ON ol.purchase_order = o.id JOIN purchase_request_line l ON l.id = ol.request_line WHERE o.contract = contract.id AND o.state <> 'cancelled')"

static const JzListColumn contract_columns[] = {
  { "number", N_("Contract number"), JZ_COLUMN_CODE, "contract.number", .width = 118 },
  { "title", N_("Title"), JZ_COLUMN_TEXT, "contract.title", .width = 150, .expand = TRUE },
  { "supplier", N_("Supplier"), JZ_COLUMN_TEXT, "supplier.name", .sort = "supplier.sort_key", .width = 150 },
  { "date", N_("Signed on"), JZ_COLUMN_DATE, "contract.date", .width = 92 },
  { "until", N_("Valid until"), JZ_COLUMN_DATE, "contract.valid_until", .width = 92 },
  { "amount", N_("Amount"), JZ_COLUMN_MONEY, "contract.amount", .width = 96 },
  { "drawn", N_("Ordered"), JZ_COLUMN_MONEY, "ifnull (" DRAWN ", 0)", .width = 96 },
  { "state", N_("State"), JZ_COLUMN_STATUS, "iif (contract.valid_until < jz_today (), 'ended', 'valid')",
    .words = words, .width = 90 },
  { NULL }
};

static const JzListTotal contract_totals[] = { { "amount", N_("Amount %s yuan"), JZ_COLUMN_MONEY,
                                                 "sum (contract.amount)" }, { NULL } };

static const JzListSpec contracts = {
  .name = "contracts", .table = "contract", .id_sql = "contract.id",
          .joins = "JOIN supplier ON supplier.id = contract.supplier",
  .where = "contract.voided IS NULL", .columns = contract_columns, .totals = contract_totals,
  .search = "SELECT c.id FROM contract c JOIN supplier ON supplier.id = c.supplier WHERE instr (jz_fold (c.number || "
            "char (10) || c.title || char (10) || "
            "supplier.name), ?2) > 0", .order = "date", .descending = TRUE,
};

const JzListView jz_purchase_contracts_view = {
  "contract", N_("Contracts"), N_("Search number, title, supplier"), &contracts, CHOOSE, jz_purchase_tell_contract,
};
