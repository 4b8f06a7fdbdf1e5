/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-equipment-views.h"

#include <glib/gi18n-lib.h>

#include "jz-equipment-told.h"

#define ITEM_SUM(what) "(SELECT sum (balance." what ") FROM balance WHERE balance.item = item.id)"

/* The place where most of it stands. */
#define ITEM_PLACE \
  "(SELECT place.path FROM balance JOIN place ON place.id = balance.place WHERE balance.item = item.id AND balance.quantity > 0 " \
  "ORDER BY balance.quantity DESC, place.sort_key LIMIT 1)"
#define ITEM_BROKEN "(SELECT count (*) FROM asset WHERE asset.item = item.id AND asset.condition = 'broken' AND asset.voided IS NULL)"
#define ITEM_LENT "(SELECT sum (balance.quantity) FROM balance WHERE balance.item = item.id AND balance.state = 'loan')"
#define ITEM_STATUS \
  "CASE WHEN ifnull (" ITEM_SUM ("quantity") ", 0) = 0 THEN 'none' WHEN " ITEM_BROKEN " > 0 THEN 'broken:' || " ITEM_BROKEN " " \
  "WHEN " ITEM_LENT " > 0 THEN iif (item.decimals = 0, 'loan:' || " ITEM_LENT ", 'loan') " \
  "WHEN " ITEM_SUM ("quantity") " < item.least THEN 'low' ELSE 'ok' END"

static const JzStatusWord item_words[] = {
  { "ok", N_("✓ In use") }, { "broken", N_("! To repair") }, { "loan", N_("↗ On loan") }, { "low", N_("! Running short") },
  { "none", N_("○ None left") }, { NULL }
};

static const JzStatusWord tracking_words[] = {
  { "card", N_("○ By card") }, { "lot", N_("○ By quantity") }, { "consumable", N_("○ Consumable") }, { NULL }
};

static const JzListColumn item_columns[] = {
  { "code", N_("Item number"), JZ_COLUMN_CODE, "item.code", .width = 86 },
  { "name", N_("Name"), JZ_COLUMN_TEXT, "item.name", .sort = "item.sort_key", .width = 98 },
  { "spec", N_("Specification"), JZ_COLUMN_TEXT, "item.spec", .width = 90, .expand = TRUE, .quiet = TRUE },
  { "quantity", N_("Quantity"), JZ_COLUMN_QUANTITY, "ifnull (" ITEM_SUM ("quantity") ", 0)", .decimals = "item.decimals", .width = 56 },
  { "price", N_("Unit price"), JZ_COLUMN_MONEY,
    "(SELECT sum (balance.amount) * CASE item.decimals WHEN 0 THEN 1 WHEN 1 THEN 10 WHEN 2 THEN 100 ELSE 1000 END / "
    "nullif (sum (balance.quantity), 0) FROM balance WHERE balance.item = item.id)", .width = 74 },
  { "amount", N_("Amount"), JZ_COLUMN_MONEY, "ifnull (" ITEM_SUM ("amount") ", 0)", .width = 84 },
  { "place", N_("Place"), JZ_COLUMN_TEXT, ITEM_PLACE, .width = 108 },
  { "status", N_("Status"), JZ_COLUMN_STATUS, ITEM_STATUS, .words = item_words, .width = 100 },
  { "unit", N_("Unit"), JZ_COLUMN_TEXT, "item.unit", .width = 50, .hidden = TRUE },
  { "subject", N_("Subject"), JZ_COLUMN_TEXT, "item.subject", .width = 70, .hidden = TRUE },
  { "tracking", N_("Kept"), JZ_COLUMN_STATUS, "item.tracking", .words = tracking_words, .width = 90, .hidden = TRUE },
  { "scheme", N_("Code table"), JZ_COLUMN_TEXT, "code_scheme.name", .width = 110, .hidden = TRUE },
  { NULL }
};

/* A category holds those below it. The value is "scheme:code", or "scheme:" for all of a scheme. */
static const JzListFilter item_filters[] = {
  { "category", N_("Category"), JZ_COLUMN_CODE,
    "item.scheme = CAST (substr (?, 1, instr (?, ':') - 1) AS INTEGER) AND (substr (?, -1) = ':' OR item.category IN "
    "(WITH RECURSIVE below (code) AS (SELECT substr (?, instr (?, ':') + 1) UNION SELECT code.code FROM code JOIN below ON "
    "code.parent = below.code WHERE code.scheme = CAST (substr (?, 1, instr (?, ':') - 1) AS INTEGER)) SELECT code FROM below))", NULL },
  { "tracking", N_("Kept"), JZ_COLUMN_CODE, "item.tracking = ?", NULL },
  { NULL }
};

static const JzListTotal item_totals[] = {
  { "quantity", N_("%s pieces"), JZ_COLUMN_QUANTITY, "sum (iif (item.decimals = 0, " ITEM_SUM ("quantity") ", 0))" },
  { "amount", N_("Amount %s yuan"), JZ_COLUMN_MONEY, "sum (" ITEM_SUM ("amount") ")" },
  { NULL }
};

static const JzListSpec items = {
  .name = "items", .table = "item", .id_sql = "item.id", .joins = "LEFT JOIN code_scheme ON code_scheme.id = item.scheme",
  .where = "item.voided IS NULL", .columns = item_columns, .filters = item_filters, .totals = item_totals,
  .search = "SELECT rowid FROM item_search WHERE item_search MATCH ?1 UNION ALL SELECT kept FROM merged JOIN item gone ON gone.id = merged.gone "
            "WHERE merged.kind = 'item' AND instr (jz_fold (gone.code || char (10) || gone.name), ?2) > 0", .order = "code",
};

const JzListView jz_equipment_items_view = {
  "item", N_("Ledger"), N_("Search name, specification, number, pinyin initials"), &items, N_("Choose a row to see all about it"),
  jz_equipment_tell_item,
};

/* Assets. */

static const JzStatusWord asset_words[] = {
  { "stock", N_("✓ In store") }, { "use", N_("✓ In use") }, { "loan", N_("↗ On loan") }, { "broken", N_("! To repair") },
  { "missing", N_("✗ Missing") }, { "gone", N_("⊘ Not here any more") }, { NULL }
};

static const JzStatusWord label_words[] = {
  { "printed", N_("✓ Printed") }, { "again", N_("! To be printed again") }, { "none", N_("○ Not printed") }, { NULL }
};

static const JzListColumn asset_columns[] = {
  { "number", N_("Asset number"), JZ_COLUMN_CODE, "asset.number", .width = 96 },
  { "name", N_("Name"), JZ_COLUMN_TEXT, "item.name", .sort = "item.sort_key", .width = 110 },
  { "spec", N_("Specification"), JZ_COLUMN_TEXT, "item.spec", .width = 90, .expand = TRUE, .quiet = TRUE },
  { "price", N_("Price"), JZ_COLUMN_MONEY, "asset.price", .width = 84 },
  { "acquired", N_("Acquired"), JZ_COLUMN_DATE, "asset.acquired", .width = 88 },
  { "place", N_("Place"), JZ_COLUMN_TEXT, "place.path", .sort = "place.sort_key", .width = 118 },
  { "status", N_("Status"), JZ_COLUMN_STATUS,
    "CASE WHEN position.asset IS NULL THEN 'gone' WHEN asset.condition IN ('broken', 'missing') THEN asset.condition ELSE position.state END",
    .words = asset_words, .width = 110 },
  { "holder", N_("Holder"), JZ_COLUMN_TEXT, "person.name", .width = 70, .hidden = TRUE },
  { "serial", N_("Serial number"), JZ_COLUMN_CODE, "asset.serial", .width = 100, .hidden = TRUE },
  { "maker", N_("Maker"), JZ_COLUMN_TEXT, "asset.maker", .width = 90, .hidden = TRUE },
  { "warranty", N_("Warranty until"), JZ_COLUMN_DATE, "asset.warranty", .width = 92, .hidden = TRUE },
  { "label", N_("Label"), JZ_COLUMN_STATUS,
    "CASE WHEN asset.labelled IS NOT NULL THEN 'printed' WHEN EXISTS (SELECT 1 FROM asset_old_number WHERE asset_old_number.asset = asset.id) "
    "THEN 'again' ELSE 'none' END", .words = label_words, .width = 110, .hidden = TRUE },
  { "seen", N_("Last checked"), JZ_COLUMN_DATE,
    "(SELECT max (ifnull (s.counted_on, s.date)) FROM stocktake_line l JOIN stocktake s ON s.id = l.stocktake "
    "WHERE l.asset = asset.id AND l.counted > 0 AND s.state <> 'dropped')", .width = 92, .hidden = TRUE },
  { NULL }
};

static const JzListFilter asset_filters[] = {
  { "label", N_("Label"), JZ_COLUMN_CODE,
    "CASE ? WHEN 'again' THEN asset.labelled IS NULL AND EXISTS (SELECT 1 FROM asset_old_number WHERE asset_old_number.asset = asset.id) "
    "ELSE asset.labelled IS NULL END",
    NULL },
  { NULL }
};

static const JzListTotal asset_totals[] = {
  { "price", N_("Amount %s yuan"), JZ_COLUMN_MONEY, "sum (asset.price)" },
  { NULL }
};

static const JzListSpec assets = {
  .name = "assets", .table = "asset", .id_sql = "asset.id",
  .joins = "LEFT JOIN item ON item.id = asset.item LEFT JOIN position ON position.asset = asset.id "
           "LEFT JOIN place ON place.id = position.place LEFT JOIN person ON person.id = position.holder",
  .where = "asset.voided IS NULL", .columns = asset_columns, .filters = asset_filters, .totals = asset_totals,
  .search = "SELECT id FROM asset WHERE item IN (SELECT rowid FROM item_search WHERE item_search MATCH ?1) "
            "OR instr (jz_fold (number || char (10) || serial || char (10) || maker), ?2) > 0 "
            "OR id IN (SELECT asset FROM asset_old_number WHERE instr (jz_fold (asset_old_number.number), ?2) > 0)",
  .order = "number",
};

const JzListView jz_equipment_assets_view = {
  "asset", N_("Asset cards"), N_("Search number, name, serial number, pinyin initials"), &assets, N_("Choose a row to see all about it"),
  jz_equipment_tell_asset,
};

/* Vouchers. */

static const JzStatusWord voucher_words[] = {
  { "opening", N_("↙ Opening") }, { "receipt", N_("↙ Receipt") }, { "issue", N_("↗ Issue") }, { "loan", N_("↗ Loan") },
  { "return", N_("↙ Return") }, { "transfer", N_("↻ Transfer") }, { "write-off", N_("✗ Write-off") }, { "adjustment", N_("! Adjustment") },
  { "reversal", N_("⊘ Reversal") }, { NULL }
};

static const JzListColumn voucher_columns[] = {
  { "number", N_("Voucher number"), JZ_COLUMN_CODE, "voucher.number", .width = 118 },
  { "date", N_("Date"), JZ_COLUMN_DATE, "voucher.date", .width = 92 },
  { "kind", N_("Kind"), JZ_COLUMN_STATUS, "voucher.kind", .words = voucher_words, .width = 90 },
  { "person", N_("Person"), JZ_COLUMN_TEXT, "person.name", .width = 90 },
  { "reason", N_("What for"), JZ_COLUMN_TEXT, "trim (voucher.supplier || ' ' || voucher.reason)", .width = 90, .expand = TRUE, .quiet = TRUE },
  { "lines", N_("Lines"), JZ_COLUMN_NUMBER, "(SELECT count (DISTINCT entry.line) FROM entry WHERE entry.voucher = voucher.id)", .width = 64 },
  { "amount", N_("Amount"), JZ_COLUMN_MONEY,
    "(SELECT sum (abs (entry.amount)) FROM entry WHERE entry.voucher = voucher.id AND (entry.quantity > 0 OR entry.flow = 'out'))", .width = 110 },
  { "due", N_("Due"), JZ_COLUMN_DATE, "voucher.due", .width = 92 },
  { NULL }
};

static const JzListSpec vouchers = {
  .name = "vouchers", .table = "voucher", .id_sql = "voucher.id", .joins = "LEFT JOIN person ON person.id = voucher.person",
  .columns = voucher_columns,
  .search = "SELECT id FROM voucher WHERE person IN (SELECT rowid FROM person_search WHERE person_search MATCH ?1) "
            "OR instr (jz_fold (number || char (10) || supplier || char (10) || invoice || char (10) || reason), ?2) > 0",
  .order = "date", .descending = TRUE,
};

const JzListView jz_equipment_vouchers_view = {
  "voucher", N_("Vouchers"), N_("Search number, person, supplier, invoice"), &vouchers, N_("Choose a row to see all about it"),
  jz_equipment_tell_voucher,
};

/* Places. */

static const JzStatusWord place_words[] = {
  { "building", N_("○ Building") }, { "room", N_("○ Room") }, { "cabinet", N_("○ Cabinet") }, { "shelf", N_("○ Shelf") }, { NULL }
};

static const JzListColumn place_columns[] = {
  { "code", N_("Place code"), JZ_COLUMN_CODE, "place.code", .width = 90 },
  { "path", N_("Place"), JZ_COLUMN_TEXT, "place.path", .sort = "place.sort_key", .width = 120, .expand = TRUE },
  { "kind", N_("Kind"), JZ_COLUMN_STATUS, "place.kind", .words = place_words, .width = 90 },
  { "purpose", N_("Purpose"), JZ_COLUMN_TEXT, "place.purpose", .width = 110, .quiet = TRUE },
  { "keeper", N_("Keeper"), JZ_COLUMN_TEXT, "person.name", .width = 80 },
  { "items", N_("Items"), JZ_COLUMN_NUMBER,
    "(SELECT count (DISTINCT balance.item) FROM balance WHERE balance.place = place.id AND balance.quantity > 0)", .width = 70 },
  { "amount", N_("Amount"), JZ_COLUMN_MONEY, "ifnull ((SELECT sum (balance.amount) FROM balance WHERE balance.place = place.id), 0)",
    .width = 110 },
  { "seen", N_("Last checked"), JZ_COLUMN_DATE,
    "(SELECT max (ifnull (s.counted_on, s.date)) FROM stocktake_line l JOIN stocktake s ON s.id = l.stocktake "
    "WHERE l.place = place.id AND l.counted IS NOT NULL AND s.state <> 'dropped')", .width = 92, .hidden = TRUE },
  { NULL }
};

static const JzListTotal place_totals[] = {
  { "amount", N_("Amount %s yuan"), JZ_COLUMN_MONEY, "sum ((SELECT sum (balance.amount) FROM balance WHERE balance.place = place.id))" },
  { NULL }
};

static const JzListSpec places = {
  .name = "places", .table = "place", .id_sql = "place.id", .joins = "LEFT JOIN person ON person.id = place.keeper",
  .where = "place.voided IS NULL", .columns = place_columns, .totals = place_totals,
  .search = "SELECT rowid FROM place_search WHERE place_search MATCH ?1 UNION ALL SELECT kept FROM merged JOIN place gone ON gone.id = merged.gone "
            "WHERE merged.kind = 'place' AND instr (jz_fold (gone.code || char (10) || gone.path), ?2) > 0", .order = "path",
};

const JzListView jz_equipment_places_view = {
  "place", N_("Places"), N_("Search place, code, pinyin initials"), &places, N_("Choose a row to see all about it"),
  jz_equipment_tell_place,
};
