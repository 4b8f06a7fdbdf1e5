/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-count-lines.h"

#include <glib/gi18n-lib.h>

#include "jz-stocktake.h"

static const JzStatusWord verdict_words[] = {
  { "open", N_("○ Not counted yet") }, { "agree", N_("✓ Agrees") }, { "elsewhere", N_("↗ Elsewhere") },
  { "missing", N_("✗ Not found") }, { "short", N_("! Fewer") }, { "surplus", N_("! More") }, { NULL }
};

static const JzListColumn columns[] = {
  { "code", N_("Code"), JZ_COLUMN_CODE, "ifnull (asset.number, item.code)", .width = 96 },
  { "name", N_("Name"), JZ_COLUMN_TEXT, "item.name", .sort = "item.sort_key", .width = 110, .expand = TRUE },
  { "spec", N_("Specification"), JZ_COLUMN_TEXT, "item.spec", .width = 100, .quiet = TRUE },
  { "place", N_("Place"), JZ_COLUMN_TEXT, "place.path", .sort = "place.sort_key", .width = 110 },
  { "expected", N_("In the books"), JZ_COLUMN_QUANTITY, "l.expected", .decimals = "item.decimals", .width = 60 },
  { "counted", N_("Counted"), JZ_COLUMN_QUANTITY, "l.counted", .decimals = "item.decimals", .width = 60 },
  { "found", N_("Seen at"), JZ_COLUMN_TEXT, "found.path", .width = 100, .hidden = TRUE },
  { "verdict", N_("Result"), JZ_COLUMN_STATUS, JZ_STOCKTAKE_VERDICT, .words = verdict_words, .width = 100 },
  { "cause", N_("Cause"), JZ_COLUMN_TEXT, "l.cause", .width = 130 },
  { "counters", N_("Counted by"), JZ_COLUMN_TEXT,
    "(SELECT group_concat (counter, '、') FROM (SELECT DISTINCT counter FROM stocktake_scan WHERE line = l.id AND counter <> ''))",
    .width = 100, .hidden = TRUE },
  { NULL }
};

/* What nobody has seen is open while it is counted, missing afterwards. */
static const JzListFilter filters[] = {
  { "stocktake", N_("Stock-take"), JZ_COLUMN_CODE, "stocktake_line.stocktake = CAST (? AS INTEGER)", NULL },
  { "show", N_("Shown"), JZ_COLUMN_CODE,
    "CASE ? WHEN 'open' THEN ifnull (l.counted, 0) = 0 AND l.expected > 0 WHEN 'difference' THEN "
    JZ_STOCKTAKE_VERDICT " NOT IN ('open', 'agree') ELSE " JZ_STOCKTAKE_VERDICT " = ? END", NULL },
  { NULL }
};

static const JzListSpec spec = {
  .name = "stocktake-lines", .table = "stocktake_line", .id_sql = "stocktake_line.id",
  .joins = "LEFT JOIN stocktake_line l ON l.id = stocktake_line.id LEFT JOIN stocktake s ON s.id = l.stocktake "
           "LEFT JOIN item ON item.id = l.item LEFT JOIN asset ON asset.id = l.asset "
           "LEFT JOIN place ON place.id = l.place LEFT JOIN place found ON found.id = l.found_place",
  .columns = columns, .filters = filters,
  .search = "SELECT id FROM stocktake_line WHERE item IN (SELECT rowid FROM item_search WHERE item_search MATCH ?1) "
            "OR asset IN (SELECT id FROM asset WHERE instr (jz_fold (number || char (10) || serial), ?2) > 0)",
  .order = "place",
};

static const JzTableShow shows[] = {
  { "open", N_("Not seen") }, { "elsewhere", N_("Elsewhere") },
  { "difference", N_("Differences") }, { "all", N_("All") }, { NULL, NULL },
};

JzTable *
jz_count_lines_new (JzSession *session, gint64 id)
{
  JzTable *table = jz_table_new (&spec, _("Lines to count"), _("Search name, specification, number, pinyin initials"));

  jz_table_shows_attach (table, shows, "stocktake", id);
  jz_table_set_session (table, session);
  return table;
}
