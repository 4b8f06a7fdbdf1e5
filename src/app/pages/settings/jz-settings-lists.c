/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-settings-lists.h"

#include <glib/gi18n-lib.h>

#include "jz-settings-told.h"

#define CHOOSE N_("Choose a row to see all about it")

/* People. */

static const JzStatusWord person_words[] = { { "1", N_("✓ Here") }, { "0", N_("⊘ Gone from the school") }, { NULL } };
static const JzStatusWord person_kinds[] = { { "staff", N_("○ Staff") }, { "pupil", N_("○ Pupil") }, { NULL } };

static const JzListColumn person_columns[] = {
  { "name", N_("Full name"), JZ_COLUMN_TEXT, "person.name", .sort = "jz_sort_key (person.name)", .width = 120,
    .expand = TRUE },
  { "kind", N_("Kind"), JZ_COLUMN_STATUS, "person.kind", .words = person_kinds, .width = 90 },
  { "number", N_("Card or staff number"), JZ_COLUMN_CODE, "person.number", .width = 130 },
  { "class", N_("Class"), JZ_COLUMN_TEXT, "class.name", .sort = "class.grade * 100 + class.number", .width = 90 },
  { "post", N_("Post"), JZ_COLUMN_TEXT, "person.post", .width = 130, .quiet = TRUE },
  { "status", N_("Status"), JZ_COLUMN_STATUS, "CAST (person.active AS TEXT)", .words = person_words, .width = 120 },
  { NULL }
};

static const JzListSpec people = {
  .name = "people", .table = "person", .id_sql = "person.id", .joins = "LEFT JOIN class ON class.id = person.class",
  .where = "person.voided IS NULL", .columns = person_columns,
  .search = "SELECT rowid FROM person_search WHERE person_search MATCH ?1 UNION ALL SELECT kept FROM merged JOIN person gone ON "
            "gone.id = merged.gone WHERE merged.kind = 'person' AND instr (jz_fold (gone.name || char (10) || ifnull (gone.number, '')), ?2) > 0",
  .order = "name",
};

const JzListView jz_settings_people_view = {
  "person", N_("People"), N_("Search name, number, pinyin initials"), &people, CHOOSE, jz_settings_tell_person,
};

/* Classes. */

static const JzStatusWord class_words[] = { { "1", N_("✓ Here") }, { "0", N_("⊘ Left the school") }, { NULL } };

static const JzListColumn class_columns[] = {
  { "name", N_("Class"), JZ_COLUMN_TEXT, "class.name", .sort = "class.grade * 100 + class.number", .width = 120,
    .expand = TRUE },
  { "grade", N_("Grade"), JZ_COLUMN_NUMBER, "class.grade", .width = 70 },
  { "entered", N_("Entered in"), JZ_COLUMN_CODE, "CAST (class.entry_year AS TEXT)", .width = 100 },
  { "pupils", N_("Pupils"), JZ_COLUMN_NUMBER, "class.pupils", .width = 90 },
  { "listed", N_("Of them by name"), JZ_COLUMN_NUMBER,
    "(SELECT count (*) FROM person WHERE person.class = class.id AND person.voided IS NULL AND person.active = 1)",
    .width = 110 },
  { "status", N_("Status"), JZ_COLUMN_STATUS, "iif (class.left_year IS NULL, '1', '0')", .words = class_words,
    .width = 130 },
  { NULL }
};

static const JzListTotal class_totals[] = {
  { "pupils", N_("%s pupils"), JZ_COLUMN_NUMBER, "sum (iif (class.left_year IS NULL, class.pupils, 0))" },
  { NULL }
};

static const JzListSpec classes = {
  .name = "classes", .table = "class", .id_sql = "class.id", .columns = class_columns, .totals = class_totals,
  .search = "SELECT id FROM class WHERE instr (jz_fold (name), ?2) > 0", .order = "name",
};

const JzListView jz_settings_classes_view = {
  "class", N_("Classes"), N_("Search the class"), &classes, CHOOSE, jz_settings_tell_class,
};

/* Accounts. */

static const JzStatusWord account_words[] = { { "0", N_("✓ May sign in") }, { "1", N_("⊘ Switched off") }, { NULL } };
static const JzStatusWord password_words[] = { { "1", N_("✓ Has one") }, { "0", N_("! None") }, { NULL } };

static const JzListColumn account_columns[] = {
  { "name", N_("Full name"), JZ_COLUMN_TEXT, "account.name", .sort = "jz_sort_key (account.name)", .width = 130 },
  { "login", N_("Sign-in name"), JZ_COLUMN_CODE, "account.login", .width = 130 },
  { "roles", N_("Roles"), JZ_COLUMN_TEXT,
    "(SELECT group_concat (role.title, '、') FROM account_role JOIN role ON role.id = account_role.role WHERE account_role.account = account.id)",
    .width = 160, .expand = TRUE },
  { "password", N_("Password"), JZ_COLUMN_STATUS, "iif (account.password IS NULL, '0', '1')", .words = password_words,
    .width = 110 },
  { "status", N_("Status"), JZ_COLUMN_STATUS, "CAST (account.disabled AS TEXT)", .words = account_words,
    .width = 120 },
  { NULL }
};

static const JzListSpec accounts = {
  .name = "accounts", .table = "account", .id_sql = "account.id", .columns = account_columns,
  .search = "SELECT id FROM account WHERE instr (jz_fold (name || char (10) || login), ?2) > 0", .order = "name",
};

const JzListView jz_settings_accounts_view = {
  "account", N_("Accounts"), N_("Search name or sign-in name"), &accounts, CHOOSE, jz_settings_tell_account,
};

/* Codes and standards. */

static const JzListColumn code_columns[] = {
  { "code", N_("Code"), JZ_COLUMN_CODE, "code.code", .width = 120 },
  { "name", N_("Name"), JZ_COLUMN_TEXT, "code.name", .width = 160, .expand = TRUE },
  { "unit", N_("Unit"), JZ_COLUMN_TEXT, "code.unit", .width = 60 },
  { "above", N_("Belongs to"), JZ_COLUMN_TEXT,
    "(SELECT up.code || ' ' || up.name FROM code AS up WHERE up.scheme = code.scheme AND up.code = code.parent)",
    .width = 180, .quiet = TRUE },
  { NULL }
};

static const JzListFilter code_filters[] = { { "scheme", N_("Code table"), JZ_COLUMN_NUMBER, "code.scheme = ?", NULL },
                                             { NULL } };

static const JzListSpec codes = {
  .name = "codes", .table = "code", .id_sql = "code.id", .columns = code_columns, .filters = code_filters,
  .search = "SELECT id FROM code WHERE instr (jz_fold (code || char (10) || name), ?2) > 0", .order = "code",
};

const JzListView jz_settings_codes_view = {
  "code", N_("Codes of the table"), N_("Search code or name"), &codes, CHOOSE, jz_settings_tell_code,
};

static const JzStatusWord required_words[] = { { "1", N_("! Basic") }, { "0", N_("○ Optional") }, { NULL } };

static const JzListColumn standard_columns[] = {
  { "subject", N_("Subject"), JZ_COLUMN_TEXT, "standard_row.subject", .width = 70 },
  { "code", N_("Code"), JZ_COLUMN_CODE, "standard_row.code", .width = 90 },
  { "name", N_("Name"), JZ_COLUMN_TEXT, "standard_row.name", .width = 130 },
  { "spec", N_("Specification"), JZ_COLUMN_TEXT, "standard_row.spec", .width = 130, .expand = TRUE, .quiet = TRUE },
  { "unit", N_("Unit"), JZ_COLUMN_TEXT, "standard_row.unit", .width = 50 },
  { "rule", N_("Quantity rule"), JZ_COLUMN_TEXT, "standard_row.rule", .width = 90 },
  { "required", N_("Required"), JZ_COLUMN_STATUS, "CAST (standard_row.required AS TEXT)", .words = required_words,
    .width = 80 },
  { "price", N_("Reference price"), JZ_COLUMN_MONEY, "standard_row.price", .width = 90 },
  { NULL }
};

static const JzListFilter standard_filters[] = {
  { "standard", N_("Standard"), JZ_COLUMN_NUMBER, "standard_row.standard = ?", NULL }, { NULL }
};

static const JzListSpec standards = {
  .name = "standards",
  .table = "standard_row",
  .id_sql = "standard_row.id",
  .columns = standard_columns,
  .filters = standard_filters,
  .search =
    "SELECT id FROM standard_row WHERE instr (jz_fold (code || char (10) || name || char (10) || spec), ?2) > 0",
  .order = "code",
};

const JzListView jz_settings_standards_view = {
  "standard-row", N_("Standards"), N_("Search code, name or specification"),
  &standards,     CHOOSE,           jz_settings_tell_standard,
};

/* The journal. */

static const JzStatusWord operation_words[] = {
  { "done", N_("✓ Done") }, { "undone", N_("⊘ Taken back") }, { "undo", N_("↙ Takes back") }, { NULL }
};

static const JzListColumn operation_columns[] = {
  { "id", N_("No."), JZ_COLUMN_NUMBER, "operation.id", .width = 64 },
  { "at", N_("When"), JZ_COLUMN_CODE, "strftime ('%Y-%m-%d %H:%M', operation.at, 'localtime')", .sort = "operation.id",
    .width = 130 },
  { "who", N_("Who"), JZ_COLUMN_TEXT, "account.name", .width = 100 },
  { "words", N_("What"), JZ_COLUMN_TEXT, "operation.words", .width = 200, .expand = TRUE },
  { "rows", N_("Rows"), JZ_COLUMN_NUMBER, "operation.rows", .width = 70 },
  { "status", N_("Status"), JZ_COLUMN_STATUS,
    "CASE WHEN operation.undoes IS NOT NULL THEN 'undo' WHEN EXISTS (SELECT 1 FROM operation AS later WHERE later.undoes = operation.id) "
    "THEN 'undone' ELSE 'done' END",
    .words = operation_words, .width = 110 },
  { "second", N_("Second person"), JZ_COLUMN_TEXT,
    "(SELECT name FROM account AS other WHERE other.id = operation.second)", .width = 100, .hidden = TRUE },
  { NULL }
};

static const JzListSpec journal = {
  .name = "journal",
  .table = "operation",
  .id_sql = "operation.id",
  .joins = "LEFT JOIN account ON account.id = operation.account",
  .columns = operation_columns,
  .search = "SELECT id FROM operation WHERE instr (jz_fold (words), ?2) > 0",
  .order = "id",
  .descending = TRUE,
};

const JzListView jz_settings_journal_view = {
  "operation", N_("Journal"), N_("Search what was done"), &journal, CHOOSE, jz_settings_tell_operation,
};
