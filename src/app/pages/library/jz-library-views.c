/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-library-views.h"

#include <glib/gi18n-lib.h>

#include "jz-library-told.h"

#define COPIES_OF_TITLE "FROM copy WHERE copy.title = title.id AND copy.voided IS NULL"
#define IN_OF_TITLE \
  COPIES_OF_TITLE " AND copy.state = 'shelf' AND NOT EXISTS " \
  "(SELECT 1 FROM lending WHERE lending.copy = copy.id AND returned IS NULL)"

/* What its first copy says, else the number that it has in the scheme used most. */
#define TITLE_CALL \
  "ifnull ((SELECT copy.call " COPIES_OF_TITLE " AND copy.call <> '' ORDER BY copy.id LIMIT 1), " \
  "ifnull ((SELECT call_number.class || '/' || call_number.number FROM call_number WHERE call_number.title = title.id " \
  "ORDER BY call_number.scheme LIMIT 1), title.class))"

/* A class holds those below it, which begin with it. */
#define UNDER_CLASS "title.class >= ? AND title.class < ? || char (1114111)"

#define IN_GROUP                                                                                                       \
  "upper (substr (title.class, 1, 1)) IN (SELECT letter FROM book_class JOIN book_group ON book_group.id = "           \
  "book_class.grp WHERE book_group.name = ?)"

/* As jz-library-stats counts them: there before that day, and not lent since. */
#define SO_LONG_AGO "date (jz_today (), '-' || ? || ' years')"
#define UNLENT                                                                                                         \
  "title.material IN (SELECT id FROM material WHERE counts IN ('book', 'reference')) AND title.id IN (SELECT "         \
  "copy.title FROM copy JOIN accession ON accession.id = copy.accession WHERE copy.voided IS NULL AND copy.state "     \
  "NOT IN ('lost', 'withdrawn') AND accession.date < " SO_LONG_AGO ") AND title.id NOT IN (SELECT copy.title FROM "    \
  "lending JOIN copy ON copy.id = lending.copy WHERE lending.lent >= " SO_LONG_AGO ")"

#define CHOOSE_MATERIAL "SELECT id, title FROM material ORDER BY id"

static const JzListColumn title_columns[] = {
  { "title", N_("Title of the book"), JZ_COLUMN_TEXT,
    "title.title || iif (title.volume = '', '', ' ' || title.volume)", .sort = "title.sort_key", .width = 150, .expand = TRUE },
  { "author", N_("Author"), JZ_COLUMN_TEXT, "title.author", .width = 110 },
  { "call", N_("Call number"), JZ_COLUMN_CODE, TITLE_CALL, .sort = "title.class", .width = 106 },
  { "publisher", N_("Publisher"), JZ_COLUMN_TEXT, "title.publisher", .width = 110, .quiet = TRUE },
  { "year", N_("Published"), JZ_COLUMN_CODE, "CAST (title.year AS TEXT)", .sort = "title.year", .width = 58 },
  { "price", N_("Printed price"), JZ_COLUMN_MONEY, "title.price", .width = 72 },
  { "copies", N_("Copies"), JZ_COLUMN_NUMBER, "(SELECT count (*) " COPIES_OF_TITLE ")", .width = 50 },
  { "in", N_("Copies in"), JZ_COLUMN_NUMBER, "(SELECT count (*) " IN_OF_TITLE ")", .width = 50 },
  { "isbn", N_("ISBN"), JZ_COLUMN_CODE, "iif (title.isbn = '', title.number, title.isbn)", .width = 116, .hidden = TRUE },
  { "series", N_("Series"), JZ_COLUMN_TEXT, "title.series", .width = 100, .hidden = TRUE },
  { "subjects", N_("Subject words"), JZ_COLUMN_TEXT, "title.subjects", .width = 120, .hidden = TRUE },
  { "material", N_("Kind of holding"), JZ_COLUMN_TEXT, "material.title", .width = 90, .hidden = TRUE },
  { "source", N_("Record from"), JZ_COLUMN_TEXT, "title.source", .width = 100, .hidden = TRUE },
  { NULL }
};

static const JzListFilter title_filters[] = {
  { "class", N_("Class number"), JZ_COLUMN_CODE, UNDER_CLASS, NULL },
  { "group", N_("Group of main classes"), JZ_COLUMN_CODE, IN_GROUP, "SELECT name, name || ' ' || title FROM book_group ORDER BY id" },
  { "unlent", N_("Years without being borrowed"), JZ_COLUMN_NUMBER, UNLENT,
    "SELECT unlent_years, unlent_years FROM library_policy" },
  { "material", N_("Kind of holding"), JZ_COLUMN_NUMBER, "title.material = ?", CHOOSE_MATERIAL },
  { NULL }
};

static const JzListTotal title_totals[] = {
  { "copies", N_("%s copies"), JZ_COLUMN_NUMBER, "sum ((SELECT count (*) " COPIES_OF_TITLE "))" },
  { "price", N_("Printed prices %s yuan"), JZ_COLUMN_MONEY,
    "sum ((SELECT sum (ifnull (copy.price, title.price)) " COPIES_OF_TITLE "))" },
  { NULL }
};

static const JzListSpec titles = {
  .name = "titles", .table = "title", .id_sql = "title.id", .joins = "LEFT JOIN material ON material.id = title.material",
  .where = "title.voided IS NULL", .columns = title_columns, .filters = title_filters, .totals = title_totals,
  .search = "SELECT rowid FROM title_search WHERE title_search MATCH ?1 "
            "UNION ALL SELECT id FROM title WHERE isbn = jz_isbn (?2) AND isbn <> '' "
            "UNION ALL SELECT title FROM copy WHERE barcode IN (?2, upper (?2)) AND voided IS NULL "
            "UNION ALL SELECT title FROM copy WHERE call = upper (?2) AND voided IS NULL",
  .order = "title",
};

const JzListView jz_library_titles_view = {
  "title", N_("Titles"), N_("Search title, author, ISBN, call number, pinyin initials"), &titles,
  N_("Choose a row to see all about it"), jz_library_tell_title,
};

/* Copies. */

static const JzStatusWord copy_words[] = {
  { "work", N_("○ Being made ready") }, { "shelf", N_("✓ On the shelf") }, { "out", N_("↗ Lent") },
  { "late", N_("! Late") }, { "aside", N_("○ Put aside") }, { "missing", N_("✗ Missing") },
  { "lost", N_("✗ Lost") }, { "damaged", N_("! Damaged") }, { "binding", N_("○ At the binder's") },
  { "withdrawn", N_("⊘ Weeded") }, { NULL }
};

static const JzStatusWord label_words[] = {
  { "both", N_("✓ Printed") }, { "again", N_("! To be printed again") }, { "none", N_("○ Not printed") }, { NULL }
};

#define COPY_TITLE "title.title || iif (copy.volume = '', iif (title.volume = '', '', ' ' || title.volume), ' ' || copy.volume)"

#define COPY_JOINS \
  "LEFT JOIN title ON title.id = copy.title LEFT JOIN place ON place.id = copy.place " \
  "LEFT JOIN accession ON accession.id = copy.accession"

/* By the book it is, or by the beginning of a number: those come out of their indices. */
#define BEGINS(column, text) \
  " UNION SELECT id FROM copy WHERE " column " >= " text " AND " column " < " text " || char (1114111) AND voided IS NULL"
#define COPY_SEARCH \
  "SELECT copy.id FROM copy WHERE title IN (SELECT rowid FROM title_search WHERE title_search MATCH ?1)" \
  BEGINS ("number", "?2") BEGINS ("number", "upper (?2)") BEGINS ("barcode", "?2") BEGINS ("barcode", "upper (?2)") \
  BEGINS ("call", "upper (?2)")

#define COPY_LABEL \
  "CASE WHEN copy.barcode_printed = copy.barcode AND copy.call_printed = copy.call THEN 'both' " \
  "WHEN copy.barcode_printed = '' AND copy.call_printed = '' THEN 'none' ELSE 'again' END"

static const JzListColumn copy_columns[] = {
  { "number", N_("Accession number"), JZ_COLUMN_CODE, "copy.number", .width = 96 },
  { "title", N_("Title of the book"), JZ_COLUMN_TEXT,
    COPY_TITLE, .sort = "title.sort_key", .width = 150, .expand = TRUE },
  { "call", N_("Call number"), JZ_COLUMN_CODE, "copy.call", .sort = "copy.call_key", .width = 106 },
  { "place", N_("Shelved at"), JZ_COLUMN_TEXT, "place.path", .sort = "place.sort_key", .width = 118 },
  { "price", N_("Printed price"), JZ_COLUMN_MONEY, "ifnull (copy.price, title.price)", .width = 72 },
  { "state", N_("Status"), JZ_COLUMN_STATUS, JZ_COPY_STATE_SQL, .words = copy_words, .width = 86 },
  { "due", N_("Due back"), JZ_COLUMN_DATE, "lending.due", .width = 84 },
  { "label", N_("Label"), JZ_COLUMN_STATUS, COPY_LABEL, .words = label_words, .width = 100 },
  { "barcode", N_("Barcode"), JZ_COLUMN_CODE, "copy.barcode", .width = 96, .hidden = TRUE },
  { "author", N_("Author"), JZ_COLUMN_TEXT, "title.author", .width = 110, .hidden = TRUE },
  { "accession", N_("Accession batch"), JZ_COLUMN_CODE, "accession.number", .width = 86, .hidden = TRUE },
  { "date", N_("Accessioned"), JZ_COLUMN_DATE, "accession.date", .width = 88, .hidden = TRUE },
  { NULL }
};

static const JzListFilter copy_filters[] = {
  { "title", N_("Title of the book"), JZ_COLUMN_NUMBER, "copy.title = ?", NULL },
  { "accession", N_("Accession batch"), JZ_COLUMN_NUMBER, "copy.accession = ?",
    "SELECT id, number || ' ' || date FROM accession WHERE voided IS NULL ORDER BY date DESC, id DESC LIMIT 200" },
  { "place", N_("Shelved at"), JZ_COLUMN_NUMBER, "copy.place = ?",
    "SELECT id, path FROM place WHERE id IN (SELECT place FROM copy) ORDER BY sort_key" },
  { NULL }
};

static const JzListTotal copy_totals[] = {
  { "price", N_("Printed prices %s yuan"), JZ_COLUMN_MONEY, "sum (ifnull (copy.price, title.price))" },
  { NULL }
};

static const JzListSpec copies = {
  .name = "copies", .table = "copy", .id_sql = "copy.id",
  .joins = COPY_JOINS " " JZ_COPY_OUT_JOINS,
  .where = "copy.voided IS NULL", .columns = copy_columns, .filters = copy_filters, .totals = copy_totals,
  .search = COPY_SEARCH,
  .order = "number",
};

const JzListView jz_library_copies_view = {
  "copy", N_("Copies"), N_("Search accession number, title, call number, pinyin initials"), &copies,
  N_("Choose a row to see all about it"), jz_library_tell_copy,
};

/* What is to be labelled, in the order of the numbers. */

static const JzStatusWord lacking_words[] = {
  { "again", N_("! Changed since it was printed") }, { "none", N_("○ Not printed") }, { "ok", N_("✓ Printed") },
  { "no", N_("○ No call number yet") }, { NULL }
};

#define LACKING(printed, wanted) \
  "CASE WHEN " wanted " = '' THEN 'no' WHEN " printed " = " wanted " THEN 'ok' WHEN " printed " = '' THEN 'none' ELSE 'again' END"

static const JzListColumn label_columns[] = {
  { "number", N_("Accession number"), JZ_COLUMN_CODE, "copy.number", .width = 96 },
  { "title", N_("Title of the book"), JZ_COLUMN_TEXT, COPY_TITLE, .sort = "title.sort_key", .width = 150, .expand = TRUE },
  { "call", N_("Call number"), JZ_COLUMN_CODE, "copy.call", .sort = "copy.call_key", .width = 106 },
  { "place", N_("Shelved at"), JZ_COLUMN_TEXT, "place.path", .sort = "place.sort_key", .width = 118 },
  { "barcode", N_("Barcode label"), JZ_COLUMN_STATUS, LACKING ("copy.barcode_printed", "copy.barcode"), .words = lacking_words,
    .width = 120 },
  { "spine", N_("Spine label"), JZ_COLUMN_STATUS, LACKING ("copy.call_printed", "copy.call"), .words = lacking_words,
    .width = 120 },
  { "was", N_("Printed call number"), JZ_COLUMN_CODE, "copy.call_printed", .width = 106, .hidden = TRUE },
  { "accession", N_("Accession batch"), JZ_COLUMN_CODE, "accession.number", .width = 86, .hidden = TRUE },
  { NULL }
};

static const JzListSpec labels = {
  .name = "copy-labels", .table = "copy", .id_sql = "copy.id", .joins = COPY_JOINS,
  .where = "copy.voided IS NULL AND copy.state <> 'withdrawn' AND (copy.barcode_printed <> copy.barcode OR copy.call_printed <> copy.call)",
  .columns = label_columns, .filters = copy_filters, .search = COPY_SEARCH, .order = "number",
};

const JzListView jz_library_labels_view = {
  "copy-label", N_("Book labels"), N_("Search accession number, title, call number, pinyin initials"), &labels,
  N_("Choose a row to see all about it"), jz_library_tell_copy,
};
