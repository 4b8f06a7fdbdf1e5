/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-shelf-lines.h"

#include <glib/gi18n-lib.h>

#include "jz-library-count-read.h"

static const JzStatusWord result_words[] = {
  { "open", N_("○ Not seen yet") },     { "found", N_("✓ Stands there") },
  { "back", N_("✓ Has turned up") },    { "lent", N_("! Lent, but here") },
  { "elsewhere", N_("↗ Elsewhere") },   { "withdrawn", N_("! Struck off, but here") },
  { "missing", N_("✗ Not found") },     { "out", N_("· Lent or on its way") },
  { "away", N_("· Not on the shelf") }, { NULL }
};

static const JzListColumn columns[] = {
  { "code", N_("Accession number"), JZ_COLUMN_CODE, "c.barcode", .width = 96 },
  { "title", N_("Title of the book"), JZ_COLUMN_TEXT, "trim (title.title || ' ' || title.volume)",
    .sort = "title.sort_key", .width = 150, .expand = TRUE },
  { "call", N_("Call number"), JZ_COLUMN_CODE, "c.call", .sort = "c.call_key", .width = 110 },
  { "place", N_("Where it belongs"), JZ_COLUMN_TEXT, "place.path", .sort = "place.sort_key", .width = 110 },
  { "found", N_("Seen at"), JZ_COLUMN_TEXT, "found.path", .width = 100 },
  { "result", N_("Result"), JZ_COLUMN_STATUS, JZ_LIBRARY_COUNT_RESULT, .words = result_words, .width = 130 },
  { "counter", N_("Counted by"), JZ_COLUMN_TEXT,
    "(SELECT counter FROM library_count_scan WHERE line = l.id ORDER BY id LIMIT 1)", .width = 100, .hidden = TRUE },
  { NULL }
};

static const JzListFilter filters[] = {
  { "count", N_("Shelf count"), JZ_COLUMN_CODE, "library_count_line.count = CAST (? AS INTEGER)", NULL },
  { "show", N_("Shown"), JZ_COLUMN_CODE,
    "CASE ? WHEN 'open' THEN " JZ_LIBRARY_COUNT_RESULT
    " IN ('open', 'missing') WHEN 'found' THEN " JZ_LIBRARY_COUNT_RESULT
    " IN ('found', 'back') WHEN 'elsewhere' THEN " JZ_LIBRARY_COUNT_RESULT
    " = 'elsewhere' ELSE " JZ_LIBRARY_COUNT_RESULT " NOT IN ('open', 'found', 'out', 'away') END",
    NULL },
  { NULL }
};

static const JzListSpec spec = {
  .name = "library-count-lines",
  .table = "library_count_line",
  .id_sql = "library_count_line.id",
  .joins = "LEFT JOIN library_count_line l ON l.id = library_count_line.id LEFT JOIN copy c ON c.id = l.copy "
           "LEFT JOIN title ON title.id = c.title LEFT JOIN place ON place.id = c.place LEFT JOIN place found ON "
           "found.id = l.found_place",
  .columns = columns,
  .filters = filters,
  .search = "SELECT library_count_line.id FROM library_count_line JOIN copy ON copy.id = copy WHERE title IN (SELECT "
            "rowid FROM "
            "title_search WHERE title_search MATCH ?1) OR instr (jz_fold (number || char (10) || barcode || char (10) "
            "|| call), ?2) > 0",
  .order = "call",
};

static const JzTableShow shows[] = {
  { "open", N_("Not seen") },          { "found", N_("Found") }, { "elsewhere", N_("Elsewhere") },
  { "difference", N_("Differences") }, { "all", N_("All") }, { NULL, NULL },
};

JzTable *
jz_shelf_lines_new (JzSession *session, gint64 id)
{
  JzTable *table =
    jz_table_new (&spec, _("Books to count"), _("Search accession number, title, call number, pinyin initials"));

  jz_table_shows_attach (table, shows, "count", id);
  jz_table_set_session (table, session);
  return table;
}
