/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-shelf-views.h"

#include <glib/gi18n-lib.h>

#include "jz-library-told.h"
#include "jz-shelf-told.h"

/* Counts. */

static const JzStatusWord count_words[] = {
  { "open", N_("○ Being counted") }, { "counted", N_("✓ Ended") }, { "dropped", N_("⊘ Given up") }, { NULL }
};

#define LINES "FROM library_count_line l WHERE l.count = library_count.id"

static const JzListColumn count_columns[] = {
  { "number", N_("Stock-take number"), JZ_COLUMN_CODE, "library_count.number", .width = 118 },
  { "name", N_("Name"), JZ_COLUMN_TEXT, "library_count.name", .width = 120, .expand = TRUE },
  { "date", N_("Date"), JZ_COLUMN_DATE, "library_count.date", .width = 92 },
  { "state", N_("State"), JZ_COLUMN_STATUS, "library_count.state", .words = count_words, .width = 110 },
  { "lines", N_("Books"), JZ_COLUMN_NUMBER, "(SELECT count (*) " LINES " AND l.expected)", .width = 70 },
  { "seen", N_("Seen"), JZ_COLUMN_NUMBER,
    "(SELECT count (*) " LINES " AND l.expected AND l.result NOT IN ('missing', 'out', 'away'))", .width = 70 },
  { "missing", N_("Not found"), JZ_COLUMN_NUMBER, "(SELECT count (*) " LINES " AND l.result = 'missing')",
    .width = 76 },
  { NULL }
};

static const JzListSpec counts = {
  .name = "library-counts", .table = "library_count", .id_sql = "library_count.id", .columns = count_columns,
  .search = "SELECT id FROM library_count WHERE instr (jz_fold (number || char (10) || name), ?2) > 0",
  .order = "number", .descending = TRUE,
};

const JzListView jz_shelf_counts_view = {
  "library_count", N_("Shelf counts"), N_("Search number, name"), &counts, N_("Choose a row to see all about it"),
  jz_shelf_tell_count,
};

/* What is proposed. */

static const JzStatusWord copy_words[] = { { "shelf", N_("✓ On the shelf") },
                                           { "missing", N_("✗ Missing") },
                                           { "lost", N_("✗ Lost") },
                                           { "damaged", N_("! Damaged") },
                                           { NULL } };

static const JzListColumn book_columns[] = {
  { "number", N_("Accession number"), JZ_COLUMN_CODE, "copy.number", .width = 96 },
  { "title", N_("Title of the book"), JZ_COLUMN_TEXT, "trim (title.title || ' ' || title.volume)",
    .sort = "title.sort_key", .width = 150, .expand = TRUE },
  { "call", N_("Call number"), JZ_COLUMN_CODE, "copy.call", .sort = "copy.call_key", .width = 106 },
  { "year", N_("Year of publication"), JZ_COLUMN_NUMBER, "title.year", .width = 60 },
  { "price", N_("Printed price"), JZ_COLUMN_MONEY, "ifnull (copy.price, title.price)", .width = 72 },
  { "state", N_("Status"), JZ_COLUMN_STATUS, "copy.state", .words = copy_words, .width = 100 },
  { "lent", N_("Last lent"), JZ_COLUMN_DATE, "(SELECT max (lent) FROM lending WHERE lending.copy = copy.id)",
    .width = 92 },
  { "why", N_("Why"), JZ_COLUMN_TEXT,
    "(SELECT group_concat (r.name, '、') FROM weeding_proposal p JOIN weeding_rule r ON r.id = p.rule WHERE p.copy = "
    "copy.id)",
    .width = 150 },
  { NULL }
};

static const JzListFilter book_filters[] = {
  { "rule", N_("Weeding rule"), JZ_COLUMN_NUMBER, "copy.id IN (SELECT p.copy FROM weeding_proposal p WHERE p.rule = ?)",
    "SELECT id, name FROM weeding_rule WHERE used ORDER BY id" },
  { "place", N_("Shelved at"), JZ_COLUMN_NUMBER, "copy.place = ?",
    "SELECT id, path FROM place WHERE id IN (SELECT place FROM copy) ORDER BY sort_key" },
  { NULL }
};

static const JzListTotal book_totals[] = {
  { "price", N_("Printed prices %s yuan"), JZ_COLUMN_MONEY, "sum (ifnull (copy.price, title.price))" },
  { NULL }
};

static const JzListSpec books = {
  .name = "weeding-books",
  .table = "copy",
  .id_sql = "copy.id",
  .joins = "LEFT JOIN title ON title.id = copy.title",
  .where = "copy.id IN (SELECT weeding_proposal.copy FROM weeding_proposal)",
  .columns = book_columns,
  .filters = book_filters,
  .totals = book_totals,
  .search =
    "SELECT copy.id FROM copy WHERE title IN (SELECT rowid FROM title_search WHERE title_search MATCH ?1) "
    "UNION SELECT id FROM copy WHERE instr (jz_fold (number || char (10) || barcode || char (10) || call), ?2) > 0",
  .order = "call",
};

const JzListView jz_weeding_books_view = {
  "weeding-book", N_("Proposed"), N_("Search accession number, title, call number, pinyin initials"), &books,
  N_("Choose books and ask to strike them off"), jz_library_tell_copy,
};

/* Requests. */

static const JzStatusWord request_words[] = {
  { "asked", N_("! Waits for approval") }, { "done", N_("✓ Struck off") }, { "rejected", N_("✗ Not approved") },
  { "dropped", N_("⊘ Withdrawn") }, { NULL }
};

static const JzListColumn request_columns[] = {
  { "number", N_("Number of the request"), JZ_COLUMN_CODE, "weeding.number", .width = 118 },
  { "date", N_("Date"), JZ_COLUMN_DATE, "weeding.date", .width = 92 },
  { "reason", N_("Reason"), JZ_COLUMN_TEXT, "weeding.reason", .width = 120, .expand = TRUE },
  { "copies", N_("Books"), JZ_COLUMN_NUMBER,
    "(SELECT count (*) FROM weeding_line WHERE weeding_line.weeding = weeding.id)", .width = 70 },
  { "worth", N_("Worth"), JZ_COLUMN_MONEY,
    "(SELECT sum (price) FROM weeding_line WHERE weeding_line.weeding = weeding.id)", .width = 90 },
  { "state", N_("State"), JZ_COLUMN_STATUS, "weeding.state", .words = request_words, .width = 120 },
  { NULL }
};

static const JzListSpec requests = {
  .name = "weedings", .table = "weeding", .id_sql = "weeding.id", .columns = request_columns,
  .search = "SELECT id FROM weeding WHERE instr (jz_fold (number || char (10) || reason), ?2) > 0",
  .order = "number", .descending = TRUE,
};

const JzListView jz_weedings_view = {
  "weeding",
  N_("Weeding requests"),
  N_("Search number, reason"),
  &requests,
  N_("Choose a row to see all about it"),
  jz_shelf_tell_weeding,
};
