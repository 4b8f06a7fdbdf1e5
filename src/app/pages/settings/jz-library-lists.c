/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-library-lists.h"

#include <glib/gi18n-lib.h>

#include "jz-catalogue-policy.h"
#include "jz-library-standard.h"
#include "jz-loan-rule.h"
#include "jz-weeding.h"

static const JzStatusWord sources[] = { { "1", N_("! Starter value") }, { "0", N_("✓ The school's own") }, { NULL } };

static void
tell_starter (JzTold *told)
{
  jz_told_add_group (told, _("Starter value"), NULL);
  jz_told_add_entry (told, "!",
                     _("It came with the program, from rules that schools have published. Compare it with the "
                       "school's own and save it."), NULL);
}

/* Places. */

static const JzStatusWord lends_words[] = { { "1", N_("✓ Books go out") }, { "0", N_("⊘ Read there") }, { NULL } };

static const JzListColumn place_columns[] = {
  { "place", N_("Shelved at"), JZ_COLUMN_TEXT, "book_place.path", .sort = "book_place.sort_key", .width = 180,
    .expand = TRUE },
  { "copies", N_("Copies"), JZ_COLUMN_NUMBER, "book_place.copies", .width = 80 },
  { "lends", N_("Whether books go out"), JZ_COLUMN_STATUS, "CAST (book_place.lends AS TEXT)", .words = lends_words,
    .width = 140 },
  { NULL }
};

static const JzListSpec places = {
  .name = "book-places", .table = "place", .id_sql = "place.id",
  .joins = "LEFT JOIN book_place ON book_place.place = place.id", .where = "place.id IN (SELECT place FROM book_place)",
  .columns = place_columns,
  .search = "SELECT place FROM book_place WHERE instr (jz_fold (path), ?2) > 0", .order = "place",
};

static JzTold *
tell_place (JzConnection *connection, gint64 id, GError **error)
{
  JzStatement       *row = jz_connection_query (connection, error,
                                                "SELECT path, lends, own FROM book_place WHERE place = ?", "l", id);
  g_autoptr (JzTold) told = NULL;
  gboolean           lends, own;

  if (!jz_statement_first (row, _("This row has been deleted"), error))
    return NULL;
  lends = jz_statement_int64 (row, 1) != 0;
  own = jz_statement_int64 (row, 2) != 0;
  told = jz_told_new (jz_statement_text (row, 0), NULL, lends ? _("✓ Books go out") : _("⊘ Read there"));
  jz_statement_reset (row);
  if (lends || own)
    jz_told_add_action (told, lends ? _("Read there only") : _("Lend from there"), "page.turn-place",
                        g_variant_new_int64 (id));
  jz_told_add_group (told, _("How it works"), NULL);
  jz_told_add_entry (told, "○",
                     lends || own ? _("It holds for the place and all places in it") :
                                    _("A place that holds this one is one to read in"), NULL);
  return jz_told_add_history (told, connection, "place", id, error) ? g_steal_pointer (&told) : NULL;
}

const JzListView jz_book_places_view = {
  "book-place", N_("Places of books"), N_("Search place"), &places, N_("Choose a row to see all about it"), tell_place,
};

gboolean
jz_library_turn_place (JzOperation *operation, gpointer data, GError **error)
{
  gint64 id = *(gint64 *) data, lends;

  return jz_connection_number (jz_operation_get_connection (operation), &lends, 1, error,
                               "SELECT lends FROM place_lends WHERE place = ?", "l", id) &&
         jz_place_set_lends (operation, id, !lends, error);
}

/* Standards. */

static const JzStatusWord used_words[] = { { "1", N_("✓ Measured by it") }, { "0", N_("⊘ Not used") }, { NULL } };
static const JzStatusWord norm_stages[] = { { "kindergarten", N_("○ Kindergarten") }, { "primary", N_("○ Primary") },
                                            { "junior", N_("○ Junior") }, { "senior", N_("○ Senior") },
                                            { "nine-year", N_("○ Nine years") },
                                            { "complete", N_("○ Junior and senior") },
                                            { "twelve-year", N_("○ Twelve years") }, { NULL } };
static const JzStatusWord figures[] = { { "per-pupil", N_("○ Books per pupil") },
                                        { "new-per-pupil", N_("○ New books per pupil and year") },
                                        { "periodicals", N_("○ Kinds of periodicals") },
                                        { "reference", N_("○ Kinds of reference books") },
                                        { "opening-hours", N_("○ Hours open a week") },
                                        { "share", N_("○ Share of a class, %") }, { NULL } };

static const JzListColumn standard_columns[] = {
  { "standard", N_("Standard"), JZ_COLUMN_TEXT, "trim (library_standard.name || ' ' || library_standard.edition)",
    .sort = "library_standard.used * -1000000 + library_standard.id * 1000 + library_norm.id", .width = 200,
    .expand = TRUE },
  { "used", N_("Whether it is used"), JZ_COLUMN_STATUS, "CAST (library_standard.used AS TEXT)", .words = used_words,
    .width = 110 },
  { "stage", N_("Stage"), JZ_COLUMN_STATUS, "library_norm.stage", .words = norm_stages, .width = 90 },
  { "figure", N_("Asked for"), JZ_COLUMN_STATUS, "library_norm.figure", .words = figures, .width = 150 },
  { "class", N_("Group or class"), JZ_COLUMN_CODE, "library_norm.class", .width = 60 },
  { "value", N_("At least"), JZ_COLUMN_CODE, "rtrim (rtrim (printf ('%.2f', library_norm.value / 100.0), '0'), '.')",
    .sort = "library_norm.value", .width = 76 },
  { "note", N_("Where it is written"), JZ_COLUMN_TEXT, "library_norm.source", .width = 120, .quiet = TRUE },
  { NULL }
};

static const JzListSpec standards = {
  .name = "library-standards", .table = "library_norm", .id_sql = "library_norm.id",
  .joins = "LEFT JOIN library_standard ON library_standard.id = library_norm.standard", .columns = standard_columns,
  .search = "SELECT n.id FROM library_norm n JOIN library_standard s ON s.id = n.standard "
            "WHERE instr (jz_fold (s.name || char (10) || s.edition || char (10) || n.source), ?2) > 0",
  .order = "standard",
};

static JzTold *
tell_standard (JzConnection *connection, gint64 id, GError **error)
{
  JzStatement       *row = jz_connection_query (connection, error,
                                                "SELECT s.name, s.edition, s.used, n.source, n.starter, s.id "
                                                "FROM library_norm n JOIN library_standard s ON s.id = n.standard "
                                                "WHERE n.id = ?", "l", id);
  g_autoptr (JzTold) told = NULL;
  gboolean           used, starter;
  gint64             standard;

  if (!jz_statement_first (row, _("This row has been deleted"), error))
    return NULL;
  used = jz_statement_int64 (row, 2) != 0;
  starter = jz_statement_int64 (row, 4) != 0;
  standard = jz_statement_int64 (row, 5);
  told = jz_told_new (jz_statement_text (row, 0), jz_statement_text (row, 1), used ? _("✓ Measured by it") : NULL);
  if (!used)
    jz_told_add_action (told, _("Measure by it"), "page.use-library-standard", g_variant_new_int64 (id));
  jz_told_add_group (told, _("Where it is written"), NULL);
  jz_told_add_entry (told, starter ? "!" : "○", jz_statement_text (row, 3), NULL);
  jz_statement_reset (row);
  return jz_told_add_history (told, connection, "library_standard", standard, error) ? g_steal_pointer (&told) : NULL;
}

const JzListView jz_library_standards_view = {
  "library-norm", N_("Standards for libraries"), N_("Search standard, where it is written"), &standards,
  N_("Choose a row to see all about it"), tell_standard,
};

gboolean
jz_library_use_standard (JzOperation *operation, gpointer data, GError **error)
{
  JzStatement     *row = jz_connection_query (jz_operation_get_connection (operation), error,
                                              "SELECT s.name, s.edition FROM library_norm n JOIN library_standard s "
                                              "ON s.id = n.standard WHERE n.id = ?", "l", *(gint64 *) data);
  g_autofree char *name = NULL, *edition = NULL;

  if (!jz_statement_first (row, _("This row has been deleted"), error))
    return FALSE;
  name = jz_statement_dup (row, 0);
  edition = jz_statement_dup (row, 1);
  jz_statement_reset (row);
  return jz_library_standard_use (operation, name, edition, error);
}

/* Weeding. */

static const JzStatusWord kind_words[] = { { "idle", N_("○ Not lent for years") },
                                           { "old", N_("○ Published years ago") },
                                           { "copies", N_("○ More copies than") }, { "state", N_("○ In that state") },
                                           { NULL } };
static const JzStatusWord state_words[] = { { "damaged", N_("! Harmed") }, { "lost", N_("✗ Lost by a reader") },
                                            { "missing", N_("✗ Not seen when counted") }, { NULL } };
static const JzStatusWord proposing_words[] = { { "1", N_("✓ Proposes books") }, { "0", N_("⊘ Not used") }, { NULL } };

static const JzListColumn weeding_columns[] = {
  { "name", N_("Weeding rule"), JZ_COLUMN_TEXT, "weeding_rule.name", .sort = "weeding_rule.id", .width = 160,
    .expand = TRUE },
  { "kind", N_("Proposed by"), JZ_COLUMN_STATUS, "weeding_rule.kind", .words = kind_words, .width = 140 },
  { "amount", N_("Years or copies"), JZ_COLUMN_NUMBER, "nullif (weeding_rule.amount, 0)", .width = 100 },
  { "state", N_("In which state"), JZ_COLUMN_STATUS, "weeding_rule.state", .words = state_words, .width = 90 },
  { "class", N_("Class number"), JZ_COLUMN_CODE, "weeding_rule.class", .width = 60 },
  { "used", N_("Whether it is used"), JZ_COLUMN_STATUS, "CAST (weeding_rule.used AS TEXT)", .words = proposing_words,
    .width = 110 },
  { "note", N_("Where it is written"), JZ_COLUMN_TEXT, "weeding_rule.note", .width = 120, .quiet = TRUE },
  { "source", N_("Comes from"), JZ_COLUMN_STATUS, "CAST (weeding_rule.starter AS TEXT)", .words = sources,
    .width = 110 },
  { NULL }
};

static const JzListSpec weeding_rules = {
  .name = "weeding-rules", .table = "weeding_rule", .id_sql = "weeding_rule.id", .columns = weeding_columns,
  .search = "SELECT id FROM weeding_rule WHERE instr (jz_fold (name || char (10) || note), ?2) > 0", .order = "name",
};

/* Of a row of @sql, its name, its note and whether it is a starter value. */
static JzTold *
tell_row (JzConnection *connection, const char *table, const char *sql, gint64 id, const char *change,
          const char *remove, GError **error)
{
  JzStatement       *row = jz_connection_query (connection, error, sql, "l", id);
  g_autoptr (JzTold) told = NULL;
  gboolean           starter;

  if (!jz_statement_first (row, _("This row has been deleted"), error))
    return NULL;
  starter = jz_statement_int64 (row, 2) != 0;
  told = jz_told_new (jz_statement_text (row, 0), jz_statement_text (row, 1), starter ? _("! Starter value") : NULL);
  jz_statement_reset (row);
  jz_told_add_action (told, _("Change…"), change, g_variant_new_int64 (id));
  jz_told_add_action (told, _("Remove"), remove, g_variant_new_int64 (id));
  if (starter)
    tell_starter (told);
  return jz_told_add_history (told, connection, table, id, error) ? g_steal_pointer (&told) : NULL;
}

static JzTold *
tell_weeding_rule (JzConnection *connection, gint64 id, GError **error)
{
  return tell_row (connection, "weeding_rule", "SELECT name, note, starter FROM weeding_rule WHERE id = ?", id,
                   "page.change-weeding-rule", "page.remove-weeding-rule", error);
}

const JzListView jz_weeding_rules_view = {
  "weeding-rule", N_("Rules of weeding"), N_("Search rule, where it is written"), &weeding_rules,
  N_("Choose a row to see all about it"), tell_weeding_rule,
};

gboolean
jz_library_remove_weeding_rule (JzOperation *operation, gpointer data, GError **error)
{
  return jz_weeding_rule_remove (operation, *(gint64 *) data, error);
}

static const JzListColumn step_columns[] = {
  { "step", N_("Step"), JZ_COLUMN_NUMBER, "weeding_step.step", .width = 60 },
  { "who", N_("Signed by"), JZ_COLUMN_TEXT,
    "iif (weeding_step.role = '', weeding_step.body, ifnull (role.title, weeding_step.role))", .width = 140,
    .expand = TRUE },
  { "copies", N_("From as many copies"), JZ_COLUMN_NUMBER, "weeding_step.copies", .width = 120 },
  { "amount", N_("From an amount of, yuan"), JZ_COLUMN_MONEY, "weeding_step.amount", .width = 150 },
  { "note", N_("Where it is written"), JZ_COLUMN_TEXT, "weeding_step.note", .width = 120, .quiet = TRUE },
  { "source", N_("Comes from"), JZ_COLUMN_STATUS, "CAST (weeding_step.starter AS TEXT)", .words = sources,
    .width = 110 },
  { NULL }
};

static const JzListSpec weeding_steps = {
  .name = "weeding-steps", .table = "weeding_step", .id_sql = "weeding_step.id",
  .joins = "LEFT JOIN role ON role.name = weeding_step.role", .columns = step_columns,
  .search = "SELECT id FROM weeding_step WHERE instr (jz_fold (body || char (10) || note), ?2) > 0", .order = "step",
};

static JzTold *
tell_weeding_step (JzConnection *connection, gint64 id, GError **error)
{
  return tell_row (connection, "weeding_step",
                   "SELECT iif (s.role = '', s.body, ifnull (role.title, s.role)), s.note, s.starter "
                   "FROM weeding_step s LEFT JOIN role ON role.name = s.role WHERE s.id = ?",
                   id, "page.change-weeding-step", "page.remove-weeding-step", error);
}

const JzListView jz_weeding_steps_view = {
  "weeding-step", N_("Approval of weeding"), N_("Search who signs, where it is written"), &weeding_steps,
  N_("Choose a row to see all about it"), tell_weeding_step,
};

gboolean
jz_library_remove_weeding_step (JzOperation *operation, gpointer data, GError **error)
{
  gint64 step;

  return jz_connection_number (jz_operation_get_connection (operation), &step, 0, error,
                               "SELECT step FROM weeding_step WHERE id = ?", "l", *(gint64 *) data) &&
         jz_weeding_step_remove (operation, (int) step, error);
}

/* What a record must say. */

static const JzStatusWord levels[] = { { "brief", N_("○ Brief level") }, { "full", N_("○ Full level") }, { NULL } };
static const JzStatusWord strictness[] = { { "1", N_("✗ Not saved without") }, { "0", N_("! Said when it lacks") },
                                           { NULL } };

static const JzListColumn need_columns[] = {
  { "name", N_("What is asked for"), JZ_COLUMN_TEXT, "catalogue_need.name", .sort = "catalogue_need.position",
    .width = 160, .expand = TRUE },
  { "cnmarc", N_("Field"), JZ_COLUMN_CODE, "catalogue_need.cnmarc", .width = 80 },
  { "marc21", N_("In MARC 21"), JZ_COLUMN_CODE, "catalogue_need.marc21", .width = 90 },
  { "level", N_("Level"), JZ_COLUMN_STATUS, "catalogue_need.level", .words = levels, .width = 110 },
  { "strict", N_("Where it lacks"), JZ_COLUMN_STATUS, "CAST (catalogue_need.strict AS TEXT)", .words = strictness,
    .width = 150 },
  { NULL }
};

static const JzListSpec needs = {
  .name = "catalogue-needs", .table = "catalogue_need", .id_sql = "catalogue_need.id", .columns = need_columns,
  .search = "SELECT id FROM catalogue_need WHERE instr (jz_fold (name || char (10) || cnmarc), ?2) > 0",
  .order = "name",
};

static JzTold *
tell_need (JzConnection *connection, gint64 id, GError **error)
{
  return tell_row (connection, "catalogue_need", "SELECT name, cnmarc, 0 FROM catalogue_need WHERE id = ?", id,
                   "page.change-catalogue-need", "page.remove-catalogue-need", error);
}

const JzListView jz_catalogue_needs_view = {
  "catalogue-need", N_("What a record must say"), N_("Search what is asked for, field"), &needs,
  N_("Choose a row to see all about it"), tell_need,
};

gboolean
jz_library_remove_need (JzOperation *operation, gpointer data, GError **error)
{
  return jz_catalogue_need_remove (operation, *(gint64 *) data, error);
}
