/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-reader-views.h"

#include <glib/gi18n-lib.h>

#include "jz-reader-told.h"

static const JzStatusWord state_words[] = { { "active", N_("✓ May borrow") }, { "late", N_("! Late") },
                                            { "stopped", N_("! Stopped") },   { "owes", N_("! Owes") },
                                            { "lost", N_("✗ Card lost") },    { "gone", N_("! To be cleared") },
                                            { "left", N_("⊘ Has left") },     { NULL } };

#define OUT "(SELECT count (*) FROM lending WHERE lending.reader = reader.id AND returned IS NULL)"
#define LATE                                                                                                           \
  "(SELECT count (*) FROM lending WHERE lending.reader = reader.id AND returned IS NULL AND due < jz_today ())"
#define OWED "ifnull ((SELECT sum (amount) FROM charge WHERE charge.reader = reader.id AND charge.state = 'due'), 0)"
#define GONE "((person.id IS NOT NULL AND NOT person.active) OR class.left_year IS NOT NULL)"
#define STATE                                                                                                          \
  "CASE WHEN reader.state <> 'active' THEN reader.state WHEN " GONE                                                    \
  " THEN 'gone' WHEN reader.stopped >= jz_today () THEN 'stopped' "                                                    \
  "WHEN " LATE " > 0 THEN 'late' WHEN " OWED " > 0 THEN 'owes' ELSE 'active' END"

static const JzListColumn columns[] = {
  { "card", N_("Card number"), JZ_COLUMN_CODE, "reader.card", .width = 110 },
  { "name", N_("Reader name"), JZ_COLUMN_TEXT, "ifnull (person.name, class.name)",
    .sort = "jz_sort_key (ifnull (person.name, class.name))", .width = 110, .expand = TRUE },
  { "class", N_("Class"), JZ_COLUMN_TEXT, "class.name", .sort = "class.grade * 100 + class.number", .width = 80 },
  { "group", N_("Group of readers"), JZ_COLUMN_TEXT, "reader_group.title", .width = 90 },
  { "out", N_("Books out"), JZ_COLUMN_NUMBER, OUT, .width = 76 },
  { "late", N_("Overdue books"), JZ_COLUMN_NUMBER, LATE, .width = 76 },
  { "owed", N_("Owes, yuan"), JZ_COLUMN_MONEY, OWED, .width = 90 },
  { "state", N_("State"), JZ_COLUMN_STATUS, STATE, .words = state_words, .width = 110 },
  { NULL }
};

static const JzListFilter filters[] = { { "class", N_("Class"), JZ_COLUMN_NUMBER, "class.id = ?",
                                          "SELECT DISTINCT class.id, class.name FROM class JOIN person ON person.class "
                                          "= class.id JOIN reader ON reader.person = person.id "
                                          "WHERE left_year IS NULL ORDER BY class.grade, class.number" },
                                        { "group", N_("Group of readers"), JZ_COLUMN_NUMBER, "reader_group.id = ?",
                                          "SELECT id, title FROM reader_group ORDER BY id" },
                                        { "has", N_("Books"), JZ_COLUMN_TEXT,
                                          "iif (? = 'late', " LATE ", " OUT ") > 0",
                                          "VALUES ('late', '逾期未还'), ('out', '有书在借')" },
                                        { NULL } };

static const JzListTotal totals[] = {
  { "out", N_("%s books out"), JZ_COLUMN_NUMBER, "sum (" OUT ")" },
  { "late", N_("! %s books overdue"), JZ_COLUMN_NUMBER, "sum (" LATE ")" },
  { NULL }
};

static const JzListSpec readers = {
  .name = "readers",
  .table = "reader",
  .id_sql = "reader.id",
  .joins =
    "LEFT JOIN person ON person.id = reader.person LEFT JOIN class ON class.id = ifnull (reader.class, person.class) "
    "LEFT JOIN reader_group ON reader_group.id = ifnull (reader.grp, (SELECT g.id FROM reader_group g WHERE g.holder = "
    "iif (reader.person IS NULL, 'class', person.kind) AND (g.stage = '' OR g.stage = class.stage) ORDER BY g.stage = "
    "'', g.id LIMIT 1))",
  .where = "reader.voided IS NULL",
  .columns = columns,
  .filters = filters,
  .totals = totals,
  .search =
    "SELECT reader.id FROM reader WHERE person IN (SELECT rowid FROM person_search WHERE person_search MATCH ?1) "
    "OR instr (jz_fold (card), ?2) > 0 OR reader.class IN (SELECT id FROM class WHERE instr (jz_fold (name), ?2) > 0)",
  .order = "class",
};

const JzListView jz_readers_view = {
  .kind = "reader",
  .title = N_("Readers"),
  .placeholder = N_("Search readers: name, pinyin, card number"),
  .spec = &readers,
  .choose = N_("Choose a reader to see what they have"),
  .read = jz_reader_tell,
};
