/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-value-lists.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-value-told.h"

#define CHOOSE N_("Choose a row to see all about it")

/* What cards are worth. @M@ is the month. */

#define WORN(month) "jz_worn (asset_life.base, iif (asset_life.why = '', asset_life.months, 0), asset_life.first, asset_life.gone, " month ")"

static const JzStatusWord worth_words[] = {
  { "on", N_("✓ Depreciating") },       { "done", N_("⊘ Written off in full") },
  { "small", N_("○ Below the threshold") },
  { "nominal", N_("○ In name only") },  { "class", N_("○ Never depreciated") },  { "own", N_("○ Set not to be") },
  { "unknown", N_("! No class fits") }, { NULL }
};

static const JzListColumn worth_columns[] = {
  { "number", N_("Asset number"), JZ_COLUMN_CODE, "asset.number", .width = 84 },
  { "name", N_("Name"), JZ_COLUMN_TEXT, "item.name", .sort = "item.sort_key", .width = 96, .expand = TRUE },
  { "spec", N_("Specification"), JZ_COLUMN_TEXT, "item.spec", .width = 90, .hidden = TRUE, .quiet = TRUE },
  { "class", N_("Asset class"), JZ_COLUMN_TEXT, "depreciation_life.name", .width = 72, .quiet = TRUE },
  { "since", N_("Since"), JZ_COLUMN_CODE, "printf ('%04d-%02d', asset_life.first / 12, asset_life.first % 12 + 1)",
    .sort = "asset_life.first",
    .width = 64 },
  { "price", N_("Original value"), JZ_COLUMN_MONEY, "asset_life.price", .width = 78 },
  { "months", N_("Life (months)"), JZ_COLUMN_NUMBER, "iif (asset_life.why = '', asset_life.months, NULL)",
    .width = 66 },
  { "monthly", N_("A month"), JZ_COLUMN_MONEY, WORN ("@M@") " - " WORN ("@M@ - 1"), .width = 66 },
  { "accumulated", N_("Accumulated"), JZ_COLUMN_MONEY, WORN ("@M@"), .width = 76 },
  { "net", N_("Net value"), JZ_COLUMN_MONEY, "asset_life.price - " WORN ("@M@"), .width = 76 },
  { "left", N_("Months left"), JZ_COLUMN_NUMBER,
    "iif (asset_life.why = '', max (asset_life.first + asset_life.months - 1 - @M@, 0), NULL)",
    .width = 56 },
  { "status", N_("Status"), JZ_COLUMN_STATUS,
    "CASE WHEN asset_life.why <> '' THEN asset_life.why WHEN asset_life.first + asset_life.months - 1 <= @M@ THEN "
    "'done' ELSE 'on' END",
    .words = worth_words, .width = 96 },
  { "place", N_("Place"), JZ_COLUMN_TEXT, "place.path", .sort = "place.sort_key", .width = 110, .hidden = TRUE },
  { "fund", N_("Fund"), JZ_COLUMN_TEXT, "asset.fund", .width = 90, .hidden = TRUE },
  { "subject", N_("Subject"), JZ_COLUMN_TEXT, "item.subject", .width = 70, .hidden = TRUE },
  { NULL }
};

/* Of the same sums: SQLite reckons each once. */
static const JzListTotal worth_totals[] = {
  { "price", N_("Original value %s yuan"), JZ_COLUMN_MONEY, "sum (asset_life.price)" },
  { "monthly", N_("this month %s yuan"), JZ_COLUMN_MONEY, "sum (" WORN ("@M@") ") - sum (" WORN ("@M@ - 1") ")" },
  { "accumulated", N_("accumulated %s yuan"), JZ_COLUMN_MONEY, "sum (" WORN ("@M@") ")" },
  { "net", N_("net value %s yuan"), JZ_COLUMN_MONEY, "sum (asset_life.price) - sum (" WORN ("@M@") ")" },
  { NULL }
};

static const JzListSpec worth = {
  .name = "worth", .table = "asset_life", .id_sql = "asset_life.asset",
  .joins = "LEFT JOIN asset ON asset.id = asset_life.asset LEFT JOIN item ON item.id = asset_life.item "
           "LEFT JOIN depreciation_life ON depreciation_life.id = asset_life.life LEFT JOIN position ON "
           "position.asset = asset_life.asset "
           "LEFT JOIN place ON place.id = position.place",
  .where = "asset_life.first <= @M@ AND (asset_life.gone IS NULL OR asset_life.gone > @M@)", .columns = worth_columns,
           .totals = worth_totals,
  .search = "SELECT id FROM asset WHERE item IN (SELECT rowid FROM item_search WHERE item_search MATCH ?1) "
            "OR instr (jz_fold (number || char (10) || serial), ?2) > 0",
  .order = "number",
};

static const JzListView worth_view = {
  "worth", N_("Depreciation"), N_("Search number, name, pinyin initials"), &worth, CHOOSE, jz_value_tell_worth,
};

/* One SQL text with its month; the text itself where it has none. */
static const char *
at_month (const char *sql, const char *month)
{
  g_auto (GStrv) parts = sql != NULL ? g_strsplit (sql, "@M@", -1) : NULL;

  return parts != NULL && g_strv_length (parts) > 1 ? g_strjoinv (month, parts) : sql;
}

static const JzListView *
make_worth_view (int month)
{
  JzListView      *view = g_memdup2 (&worth_view, sizeof worth_view);
  JzListSpec      *spec = g_memdup2 (&worth, sizeof worth);
  JzListColumn    *columns = g_memdup2 (worth_columns, sizeof worth_columns);
  JzListTotal     *totals = g_memdup2 (worth_totals, sizeof worth_totals);
  g_autofree char *number = g_strdup_printf ("%d", month);

  for (JzListColumn *column = columns; column->id != NULL; column++)
    column->select = at_month (column->select, number);
  for (JzListTotal *total = totals; total->id != NULL; total++)
    total->sql = at_month (total->sql, number);
  spec->where = at_month (spec->where, number);
  spec->columns = columns;
  spec->totals = totals;
  view->spec = spec;
  return view;
}

const JzListView *
jz_worth_view_for (int month)
{
  static GHashTable *views;

  if (views == NULL)
    views = g_hash_table_new (g_direct_hash, g_direct_equal);
  if (!g_hash_table_contains (views, GINT_TO_POINTER (month)))
    g_hash_table_insert (views, GINT_TO_POINTER (month), (gpointer) make_worth_view (month));
  return g_hash_table_lookup (views, GINT_TO_POINTER (month));
}

/* Budget lines, and what was spent without one. */

#define AMOUNT "budget_row.amount"
#define SPENT "budget_row.spent"
#define TENTHS "max (0, min (10, " SPENT " * 10 / " AMOUNT "))"

static const JzStatusWord budget_words[] = { { "over", N_("✗ Overspent") }, { "none", N_("! No budget") },
                                             { "within", N_("✓ Within") }, { NULL } };

static const JzListColumn budget_columns[] = {
  { "year", N_("Year"), JZ_COLUMN_CODE, "CAST (budget_row.year AS TEXT)", .sort = "budget_row.year", .width = 56 },
  { "fund", N_("Fund"), JZ_COLUMN_TEXT, "iif (budget_row.fund = '', '–', budget_row.fund)", .width = 110 },
  { "purpose", N_("Purpose"), JZ_COLUMN_TEXT, "purpose.name", .sort = "purpose.position", .width = 84 },
  { "status", N_("State"), JZ_COLUMN_STATUS,
    "CASE WHEN NOT budget_row.budgeted THEN 'none' WHEN " SPENT " > " AMOUNT " THEN 'over' ELSE 'within' END",
    .words = budget_words, .width = 88 },
  { "amount", N_("Planned"), JZ_COLUMN_MONEY, "iif (budget_row.budgeted, " AMOUNT ", NULL)", .width = 92 },
  { "spent", N_("Spent"), JZ_COLUMN_MONEY, SPENT, .width = 92 },
  { "left", N_("Left"), JZ_COLUMN_MONEY, AMOUNT " - " SPENT, .width = 92 },
  { "bar", N_("Carried out"), JZ_COLUMN_TEXT,
    "iif (" AMOUNT " > 0, substr ('██████████', 1, " TENTHS ") || substr ('░░░░░░░░░░', 1, 10 - " TENTHS
    ") || iif (" SPENT " > " AMOUNT
    ", ' !', '') || ' ' || (" SPENT " * 100 / " AMOUNT ") || ' %', iif (budget_row.budgeted AND " SPENT " > 0, '!', ''))",
    .sort = "iif (" AMOUNT " > 0, " SPENT " * 10000 / " AMOUNT ", -1)", .width = 198 },
  { "first", N_("First planned"), JZ_COLUMN_MONEY, "budget_row.planned", .width = 92, .hidden = TRUE },
  { "revisions", N_("Revisions"), JZ_COLUMN_NUMBER, "budget_row.revisions", .width = 60, .hidden = TRUE },
  { "note", N_("Note"), JZ_COLUMN_TEXT, "budget_row.note", .width = 60, .expand = TRUE, .quiet = TRUE },
  { NULL }
};

static const JzListFilter budget_filters[] = { { "year", N_("Year"), JZ_COLUMN_NUMBER, "budget_row.year = ?", NULL },
                                               { NULL } };

static const JzListTotal budget_totals[] = {
  { "amount", N_("Planned %s yuan"), JZ_COLUMN_MONEY, "sum (" AMOUNT ")" },
  { "spent", N_("spent %s yuan"), JZ_COLUMN_MONEY, "sum (" SPENT ")" }, { NULL }
};

static const JzListSpec budgets = {
  .name = "budgets", .table = "budget_row", .id_sql = "budget_row.id",
  .joins = "LEFT JOIN purpose ON purpose.id = budget_row.purpose",
  .columns = budget_columns, .filters = budget_filters, .totals = budget_totals,
  .search = "SELECT b.id FROM budget_row b LEFT JOIN purpose ON purpose.id = b.purpose "
            "WHERE instr (jz_fold (b.fund || char (10) || ifnull (purpose.name, '') || char (10) || b.note), ?2) > 0",
  .order = "year", .descending = TRUE,
};

const JzListView jz_budget_view = { "budget", N_("Budget"), N_("Search fund, purpose"), &budgets, CHOOSE,
                                    jz_value_tell_budget };

/* What was spent. */

static const JzStatusWord expenditure_words[] = {
  { "ledger", N_("↙ Receipt") }, { "noted", N_("○ Noted by hand") }, { "given", N_("⊘ Given, not paid") }, { NULL }
};

static const JzListColumn expenditure_columns[] = {
  { "date", N_("Date"), JZ_COLUMN_DATE, "expenditure.date", .width = 82 },
  { "fund", N_("Fund"), JZ_COLUMN_TEXT, "expenditure.fund", .width = 84 },
  { "purpose", N_("Purpose"), JZ_COLUMN_TEXT, "purpose.name", .sort = "purpose.position", .width = 62 },
  { "words", N_("What for"), JZ_COLUMN_TEXT, "expenditure.words", .width = 84, .expand = TRUE },
  { "supplier", N_("Supplier or payee"), JZ_COLUMN_TEXT, "expenditure.supplier", .width = 96, .quiet = TRUE },
  { "amount", N_("Amount"), JZ_COLUMN_MONEY, "expenditure.amount", .width = 84 },
  { "status", N_("Kind"), JZ_COLUMN_STATUS,
    "CASE WHEN NOT expenditure.spends THEN 'given' WHEN expenditure.voucher IS NULL THEN 'noted' ELSE 'ledger' END",
    .words = expenditure_words, .width = 98 },
  { "reference", N_("Voucher number"), JZ_COLUMN_CODE, "expenditure.reference", .width = 112, .hidden = TRUE },
  { "invoice", N_("Invoice"), JZ_COLUMN_CODE, "expenditure.invoice", .width = 90, .hidden = TRUE },
  { "subject", N_("Subject"), JZ_COLUMN_TEXT, "expenditure.subject", .width = 70, .hidden = TRUE },
  { NULL }
};

/* One for each side of spending, and for the rows of the share. */
static const JzListFilter expenditure_filters[] = {
  { "by-fund", N_("Fund"), JZ_COLUMN_TEXT, "expenditure.fund = ?", NULL },
  { "by-supplier", N_("Supplier"), JZ_COLUMN_TEXT, "expenditure.supplier = ?", NULL },
  { "by-purpose", N_("Purpose"), JZ_COLUMN_TEXT, "ifnull (purpose.name, '') = ?", NULL },
  { "by-subject", N_("Subject"), JZ_COLUMN_TEXT, "expenditure.subject = ?", NULL },
  { "by-year", N_("Year"), JZ_COLUMN_TEXT, "CAST (expenditure.year AS TEXT) = ?", NULL },
  { "year", N_("Year"), JZ_COLUMN_NUMBER, "expenditure.year = ?", NULL },
  { "share", N_("Counts in the share of"), JZ_COLUMN_NUMBER,
    "expenditure.year = ? AND expenditure.spends AND expenditure.public AND expenditure.counts", NULL },
  { NULL }
};

static const JzListTotal expenditure_totals[] = {
  { "spent", N_("Spent %s yuan"), JZ_COLUMN_MONEY, "sum (iif (expenditure.spends, expenditure.amount, 0))" },
  { "given", N_("given %s yuan"), JZ_COLUMN_MONEY, "sum (iif (expenditure.spends, 0, expenditure.amount))" },
  { NULL }
};

static const JzListSpec expenditures = {
  .name = "expenditure", .table = "expenditure", .id_sql = "expenditure.id",
          .joins = "LEFT JOIN purpose ON purpose.id = expenditure.purpose",
  .columns = expenditure_columns, .filters = expenditure_filters, .totals = expenditure_totals,
  .search = "SELECT id FROM expenditure WHERE instr (jz_fold (fund || char (10) || supplier || char (10) || words || "
            "char (10) || invoice || char (10) || "
            "reference), ?2) > 0",
  .order = "date", .descending = TRUE,
};

const JzListView jz_expenditure_view = {
  "expenditure", N_("Spending"), N_("Search fund, supplier, invoice, what for"), &expenditures, CHOOSE,
  jz_value_tell_expenditure,
};

/* Funds and purposes. */

static const JzStatusWord yes_words[] = { { "1", N_("✓ Yes") }, { "0", N_("○ No") }, { NULL } };

static const JzListColumn fund_columns[] = {
  { "name", N_("Fund"), JZ_COLUMN_TEXT, "fund.name", .width = 160, .expand = TRUE },
  { "public", N_("Public expenditure"), JZ_COLUMN_STATUS, "CAST (fund.public AS TEXT)", .words = yes_words,
    .width = 120 },
  { "spends", N_("The school pays"), JZ_COLUMN_STATUS, "CAST (fund.spends AS TEXT)", .words = yes_words, .width = 120 },
  { "note", N_("Note"), JZ_COLUMN_TEXT, "fund.note", .width = 220, .quiet = TRUE },
  { NULL }
};

static const JzListSpec funds = {
  .name = "funds", .table = "fund", .id_sql = "fund.id", .where = "fund.voided IS NULL", .columns = fund_columns,
  .search = "SELECT id FROM fund WHERE instr (jz_fold (name || char (10) || note), ?2) > 0", .order = "name",
};

const JzListView jz_funds_view = { "fund", N_("Funds"), N_("Search the fund"), &funds, CHOOSE, jz_value_tell_fund };

static const JzStatusWord takes_words[] = {
  { "durable", N_("↙ Receipts of durable things") }, { "consumable", N_("↙ Receipts of consumables") },
  { "upkeep", N_("↙ Repairs and maintenance") }, { "", N_("○ Noted by hand") }, { NULL }
};

static const JzListColumn purpose_columns[] = {
  { "position", N_("No."), JZ_COLUMN_NUMBER, "purpose.position", .width = 50 },
  { "name", N_("Purpose"), JZ_COLUMN_TEXT, "purpose.name", .width = 160, .expand = TRUE },
  { "counts", N_("Counts in the share"), JZ_COLUMN_STATUS, "CAST (purpose.counts AS TEXT)", .words = yes_words,
    .width = 130 },
  { "takes", N_("Where its rows come from"), JZ_COLUMN_STATUS, "purpose.takes", .words = takes_words, .width = 200 },
  { NULL }
};

static const JzListSpec purposes = {
  .name = "purposes", .table = "purpose", .id_sql = "purpose.id", .where = "purpose.voided IS NULL",
          .columns = purpose_columns,
  .search = "SELECT id FROM purpose WHERE instr (jz_fold (name), ?2) > 0", .order = "position",
};

const JzListView jz_purposes_view = { "purpose", N_("Purposes"), N_("Search the purpose"), &purposes, CHOOSE,
                                      jz_value_tell_purpose };

/* Lives. */

static const JzStatusWord starter_words[] = { { "1", N_("! Starter value, unproved") },
                                              { "0", N_("✓ From its source") }, { NULL } };

static const JzListColumn life_columns[] = {
  { "scheme", N_("Code table"), JZ_COLUMN_TEXT, "trim (depreciation_life.scheme || ' ' || depreciation_life.edition)",
    .width = 120 },
  { "code", N_("Codes that begin with"), JZ_COLUMN_CODE, "depreciation_life.code", .width = 96 },
  { "class", N_("Kind"), JZ_COLUMN_TEXT, "depreciation_life.class", .width = 120, .quiet = TRUE },
  { "name", N_("Asset class"), JZ_COLUMN_TEXT, "depreciation_life.name", .width = 130, .expand = TRUE },
  { "years", N_("Years"), JZ_COLUMN_NUMBER, "nullif (depreciation_life.years, 0)", .sort = "depreciation_life.years",
    .width = 56 },
  { "never", N_("Depreciated"), JZ_COLUMN_STATUS, "iif (depreciation_life.years > 0, '1', '0')", .words = yes_words,
    .width = 80 },
  { "instrument", N_("Teaching instrument"), JZ_COLUMN_STATUS, "CAST (depreciation_life.instrument AS TEXT)",
    .words = yes_words, .width = 96 },
  { "starter", N_("How sure"), JZ_COLUMN_STATUS, "CAST (depreciation_life.starter AS TEXT)", .words = starter_words,
    .width = 140 },
  { "source", N_("Source"), JZ_COLUMN_TEXT, "depreciation_life.source", .width = 150, .hidden = TRUE, .quiet = TRUE },
  { NULL }
};

static const JzListSpec lives = {
  .name = "lives", .table = "depreciation_life", .id_sql = "depreciation_life.id", .columns = life_columns,
  .search = "SELECT id FROM depreciation_life WHERE instr (jz_fold (scheme || char (10) || code || char (10) || class "
            "|| char (10) || name), ?2) > 0",
  .order = "code",
};

const JzListView jz_lives_view = { "life", N_("Lives"), N_("Search class or code"), &lives, CHOOSE,
                                   jz_value_tell_life };
