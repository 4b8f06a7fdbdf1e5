/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-lending-lists.h"

#include <glib/gi18n-lib.h>

#include "jz-charge.h"
#include "jz-lending-papers.h"
#include "jz-reader-group.h"

static const JzStatusWord sources[] = { { "1", N_("! Starter value") }, { "0", N_("✓ The school's own") }, { NULL } };

static void
tell_starter (JzTold *told)
{
  jz_told_add_group (told, _("Starter value"), NULL);
  jz_told_add_entry (told, "!",
                     _("It came with the program, from rules that schools have published. Compare it with the "
                       "school's own and save it."), NULL);
}

/* Rules. */

static const JzStatusWord overdue_words[] = { { "none", N_("○ Costs nothing") },
                                              { "stop", N_("○ Days without borrowing") },
                                              { "money", N_("○ Money") }, { NULL } };
static const JzStatusWord holiday_words[] = { { "1", N_("○ Are not counted") }, { "0", N_("○ Are counted") },
                                              { NULL } };

#define DAYS_OR_YUAN(what) \
  "CASE loan_rule.overdue WHEN 'stop' THEN CAST (" what " AS TEXT) " \
  "WHEN 'money' THEN printf ('%.2f', " what " / 100.0) END"

static const JzListColumn rule_columns[] = {
  { "group", N_("Group of readers"), JZ_COLUMN_TEXT, "reader_group.title",
    .sort = "loan_rule.grp * 1000 + ifnull (loan_rule.material, 0)", .width = 100 },
  { "material", N_("Only for"), JZ_COLUMN_TEXT, "material.title", .width = 76 },
  { "copies", N_("Books at once"), JZ_COLUMN_NUMBER, "loan_rule.copies", .width = 76 },
  { "days", N_("Days to read"), JZ_COLUMN_NUMBER, "loan_rule.days", .width = 70 },
  { "renewals", N_("Renewals"), JZ_COLUMN_NUMBER, "loan_rule.renewals", .width = 76 },
  { "renewal-days", N_("Days each renewal"), JZ_COLUMN_NUMBER, "loan_rule.renewal_days", .width = 100, .hidden = TRUE },
  { "holds", N_("Titles waited for"), JZ_COLUMN_NUMBER, "loan_rule.holds", .width = 90, .hidden = TRUE },
  { "overdue", N_("Being late costs"), JZ_COLUMN_STATUS, "loan_rule.overdue", .words = overdue_words, .width = 80 },
  { "rate", N_("A day: days or yuan"), JZ_COLUMN_CODE, DAYS_OR_YUAN ("loan_rule.rate"), .sort = "loan_rule.rate",
    .width = 96 },
  { "cap", N_("At most: days or yuan"), JZ_COLUMN_CODE, DAYS_OR_YUAN ("loan_rule.cap"), .sort = "loan_rule.cap",
    .width = 110, .hidden = TRUE },
  { "grace", N_("Days of grace"), JZ_COLUMN_NUMBER, "loan_rule.grace", .width = 90, .hidden = TRUE },
  { "lengthens", N_("Days of holidays"), JZ_COLUMN_STATUS, "CAST (loan_rule.lengthens AS TEXT)",
    .words = holiday_words, .width = 90 },
  { "note", N_("Where it is written"), JZ_COLUMN_TEXT, "loan_rule.note", .width = 120, .expand = TRUE, .quiet = TRUE },
  { "source", N_("Comes from"), JZ_COLUMN_STATUS, "CAST (loan_rule.starter AS TEXT)", .words = sources, .width = 110 },
  { NULL }
};

static const JzListSpec rules = {
  .name = "loan-rules", .table = "loan_rule", .id_sql = "loan_rule.id",
  .joins = "LEFT JOIN reader_group ON reader_group.id = loan_rule.grp LEFT JOIN material ON material.id = "
           "loan_rule.material",
  .columns = rule_columns,
  .search = "SELECT loan_rule.id FROM loan_rule JOIN reader_group g ON g.id = grp "
            "WHERE instr (jz_fold (g.title || char (10) || note), ?2) > 0",
  .order = "group",
};

static JzTold *
tell_rule (JzConnection *connection, gint64 id, GError **error)
{
  JzStatement       *row = jz_connection_query (connection, error,
                                                "SELECT g.title, ifnull (m.title, ''), r.note, r.starter, r.grp, "
                                                "ifnull (r.material, 0) FROM loan_rule r JOIN reader_group g ON "
                                                "g.id = r.grp LEFT JOIN material m ON m.id = r.material WHERE r.id = ?",
                                                "l", id);
  g_autoptr (JzTold) told = NULL;
  g_autofree char   *example = NULL, *note = NULL;
  gboolean           starter;
  gint64             group, material;
  JzLoanRule         rule;

  if (!jz_statement_first (row, _("This row has been deleted"), error))
    return NULL;
  starter = jz_statement_int64 (row, 3) != 0;
  told = jz_told_new (jz_statement_text (row, 0), jz_statement_text (row, 1), starter ? _("! Starter value") : NULL);
  note = jz_statement_dup (row, 2);
  group = jz_statement_int64 (row, 4);
  material = jz_statement_int64 (row, 5);
  jz_statement_reset (row);
  if (!jz_loan_rule_read (connection, group, material, &rule, error))
    return NULL;
  example = jz_lending_example (connection, group, &rule);
  jz_told_add_action (told, _("Change…"), "page.change-loan-rule", g_variant_new_int64 (id));
  jz_told_add_action (told, _("Remove"), "page.remove-loan-rule", g_variant_new_int64 (id));
  jz_told_add_group (told, _("What it means"), NULL);
  jz_told_add_entry (told, "○", example, note);
  if (starter)
    tell_starter (told);
  return jz_told_add_history (told, connection, "loan_rule", id, error) ? g_steal_pointer (&told) : NULL;
}

const JzListView jz_lending_rules_view = {
  "loan-rule", N_("Rules of lending"), N_("Search group of readers, where it is written"), &rules,
  N_("Choose a row to see all about it"), tell_rule,
};

/* Compensation. */

static const JzStatusWord state_words[] = { { "lost", N_("✗ Is gone") }, { "damaged", N_("! Is not lent any more") },
                                            { "shelf", N_("✓ Is lent again") }, { NULL } };

static const JzListColumn compensation_columns[] = {
  { "name", N_("What became of it"), JZ_COLUMN_TEXT, "book_compensation.name", .sort = "book_compensation.id",
    .width = 130 },
  { "state", N_("The copy then"), JZ_COLUMN_STATUS, "book_compensation.state", .words = state_words, .width = 130 },
  { "percent", N_("Percent of the price"), JZ_COLUMN_NUMBER, "book_compensation.percent", .width = 120 },
  { "least", N_("At least, yuan"), JZ_COLUMN_MONEY, "book_compensation.least", .width = 100 },
  { "unpriced", N_("Without a price, yuan"), JZ_COLUMN_MONEY, "book_compensation.unpriced", .width = 120 },
  { "note", N_("Where it is written"), JZ_COLUMN_TEXT, "book_compensation.note", .width = 120, .expand = TRUE,
    .quiet = TRUE },
  { "source", N_("Comes from"), JZ_COLUMN_STATUS, "CAST (book_compensation.starter AS TEXT)", .words = sources,
    .width = 110 },
  { NULL }
};

static const JzListSpec compensation = {
  .name = "book-compensation", .table = "book_compensation", .id_sql = "book_compensation.id",
  .columns = compensation_columns,
  .search = "SELECT id FROM book_compensation WHERE instr (jz_fold (name || char (10) || note), ?2) > 0",
  .order = "name",
};

static JzTold *
tell_compensation (JzConnection *connection, gint64 id, GError **error)
{
  JzStatement       *row = jz_connection_query (connection, error,
                                                "SELECT name, note, starter, percent, least, unpriced FROM "
                                                "book_compensation WHERE id = ?", "l", id);
  g_autoptr (JzTold) told = NULL;
  g_autofree char   *example = NULL;
  JzBookCompensation rule = { 0 };
  gboolean           starter;

  if (!jz_statement_first (row, _("This row has been deleted"), error))
    return NULL;
  starter = jz_statement_int64 (row, 2) != 0;
  rule.percent = (int) jz_statement_int64 (row, 3);
  rule.least = jz_statement_int64 (row, 4);
  rule.unpriced = jz_statement_int64 (row, 5);
  example = jz_lending_compensation_example (&rule);
  told = jz_told_new (jz_statement_text (row, 0), NULL, starter ? _("! Starter value") : NULL);
  jz_told_add_action (told, _("Change…"), "page.change-book-compensation", g_variant_new_int64 (id));
  jz_told_add_action (told, _("Remove"), "page.remove-book-compensation", g_variant_new_int64 (id));
  jz_told_add_group (told, _("What it means"), NULL);
  jz_told_add_entry (told, "○", example, jz_statement_text (row, 1));
  jz_statement_reset (row);
  if (starter)
    tell_starter (told);
  return jz_told_add_history (told, connection, "book_compensation", id, error) ? g_steal_pointer (&told) : NULL;
}

const JzListView jz_lending_compensation_view = {
  "book-compensation", N_("Compensation for books"), N_("Search what became of it, where it is written"), &compensation,
  N_("Choose a row to see all about it"), tell_compensation,
};

/* Groups. */

static const JzStatusWord holder_words[] = { { "pupil", N_("○ A pupil") },
                                             { "staff", N_("○ A teacher or member of staff") },
                                             { "class", N_("○ A class as a whole") }, { NULL } };
static const JzStatusWord stage_words[] = { { "primary", N_("○ Primary") }, { "junior", N_("○ Junior") },
                                            { "senior", N_("○ Senior") }, { "kindergarten", N_("○ Kindergarten") },
                                            { "", N_("○ By the card") }, { "first", N_("○ Whoever fits no other") },
                                            { NULL } };

/* Of those without a stage the first of its kind takes whoever fits no other. */
#define HOW_JOINED \
  "iif (reader_group.stage = '' AND reader_group.id = (SELECT min (g.id) FROM reader_group g WHERE g.stage = '' AND " \
  "g.holder = reader_group.holder), 'first', reader_group.stage)"

static const JzListColumn group_columns[] = {
  { "title", N_("Group of readers"), JZ_COLUMN_TEXT, "reader_group.title", .sort = "reader_group.id", .width = 130,
    .expand = TRUE },
  { "holder", N_("Who belongs to it"), JZ_COLUMN_STATUS, "reader_group.holder", .words = holder_words, .width = 140 },
  { "stage", N_("How they come into it"), JZ_COLUMN_STATUS, HOW_JOINED, .words = stage_words, .width = 150 },
  { "readers", N_("Readers"), JZ_COLUMN_NUMBER,
    "(SELECT count (*) FROM reader_now WHERE reader_now.grp = reader_group.id)",
    .width = 80 },
  { "rules", N_("Rules"), JZ_COLUMN_NUMBER, "(SELECT count (*) FROM loan_rule WHERE loan_rule.grp = reader_group.id)",
    .width = 80 },
  { NULL }
};

static const JzListSpec groups = {
  .name = "reader-groups", .table = "reader_group", .id_sql = "reader_group.id", .columns = group_columns,
  .search = "SELECT id FROM reader_group WHERE instr (jz_fold (title), ?2) > 0", .order = "title",
};

static JzTold *
tell_group (JzConnection *connection, gint64 id, GError **error)
{
  g_autofree char   *title =
                      jz_connection_text (connection, error, "SELECT title FROM reader_group WHERE id = ?", "l", id),
                    *example = NULL;
  g_autoptr (JzTold) told = NULL;
  JzLoanRule         rule;

  if (title == NULL || !jz_loan_rule_read (connection, id, 0, &rule, error))
    {
      if (error != NULL && *error == NULL)
        g_set_error_literal (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("This row has been deleted"));
      return NULL;
    }
  example = jz_lending_example (connection, id, &rule);
  told = jz_told_new (title, NULL, NULL);
  jz_told_add_action (told, _("Change…"), "page.change-reader-group", g_variant_new_int64 (id));
  jz_told_add_action (told, _("Remove"), "page.remove-reader-group", g_variant_new_int64 (id));
  jz_told_add_group (told, _("What they may"), NULL);
  jz_told_add_entry (told, "○", example, NULL);
  return jz_told_add_history (told, connection, "reader_group", id, error) ? g_steal_pointer (&told) : NULL;
}

const JzListView jz_lending_groups_view = {
  "reader-group", N_("Groups of readers"), N_("Search group of readers"), &groups,
  N_("Choose a row to see all about it"), tell_group,
};

/* Removing. */

gboolean
jz_lending_remove_rule (JzOperation *operation, gpointer data, GError **error)
{
  return jz_loan_rule_remove (operation, *(gint64 *) data, error);
}

gboolean
jz_lending_remove_compensation (JzOperation *operation, gpointer data, GError **error)
{
  return jz_book_compensation_remove (operation, *(gint64 *) data, error);
}

gboolean
jz_lending_remove_group (JzOperation *operation, gpointer data, GError **error)
{
  return jz_reader_group_remove (operation, *(gint64 *) data, error);
}
