/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-lending-papers.h"

#include <glib/gi18n-lib.h>

#include "jz-money.h"
#include "jz-reader-group.h"
#include "jz-source.h"

#define STARTER_WARNING _("! A starter value: compare it with the school's own rules")

static const char *const no_yes[] = { N_("No"), N_("Yes"), NULL };

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID, sentence);
  return FALSE;
}

/* Rules. */

enum { GROUP, MATERIAL, COPIES, DAYS, HOLIDAYS, RENEWALS, RENEWAL_DAYS, HOLDS, OVERDUE, RATE, CAP, GRACE, NOTE };

static const char *const overdue_titles[] = { N_("Costs nothing"), N_("Days without borrowing"), N_("Money"), NULL };
static const char *const holiday_titles[] = { N_("Are counted"), N_("Are not counted"), NULL };

static const JzPaperField rule_fields[] = {
  [GROUP] = { JZ_PAPER_CHOICE, N_("Group of readers"), 0, 0, 3, NULL, NULL, NULL, NULL },
  [MATERIAL] = { JZ_PAPER_CHOICE, N_("Only for"), 3, 0, 3, NULL, NULL, NULL, NULL },
  [COPIES] = { JZ_PAPER_NUMBER, N_("Books at once"), 0, 1, 2, N_("Say how many"), NULL, NULL, NULL },
  [DAYS] = { JZ_PAPER_NUMBER, N_("Days to read"), 2, 1, 2, N_("Say how many days"), NULL, NULL, NULL },
  [HOLIDAYS] = { JZ_PAPER_CHOICE, N_("Days of holidays"), 4, 1, 2, NULL, NULL, holiday_titles, NULL },
  [RENEWALS] = { JZ_PAPER_NUMBER, N_("Renewals"), 0, 2, 2, NULL, N_("None"), NULL, NULL },
  [RENEWAL_DAYS] = { JZ_PAPER_NUMBER, N_("Days each renewal"), 2, 2, 2, N_("Say how many days"), NULL, NULL, NULL },
  [HOLDS] = { JZ_PAPER_NUMBER, N_("Titles waited for"), 4, 2, 2, NULL, N_("None"), NULL, NULL },
  [OVERDUE] = { JZ_PAPER_CHOICE, N_("Being late costs"), 0, 3, 2, NULL, NULL, overdue_titles, NULL },
  [RATE] = { JZ_PAPER_TEXT, N_("A day: days or yuan"), 2, 3, 1, NULL, NULL, NULL, NULL },
  [CAP] = { JZ_PAPER_TEXT, N_("At most: days or yuan"), 3, 3, 2, NULL, N_("Without end"), NULL, NULL },
  [GRACE] = { JZ_PAPER_NUMBER, N_("Days of grace"), 5, 3, 1, NULL, N_("None"), NULL, NULL },
  [NOTE] = { JZ_PAPER_TEXT, N_("Where it is written"), 0, 4, 6, NULL, NULL, NULL, NULL },
  { 0, NULL, 0, 0, 0, NULL, NULL, NULL, NULL },
};

char *
jz_lending_example (JzConnection *connection, gint64 group, const JzLoanRule *rule)
{
  g_autofree char *who =
    jz_connection_text (connection, NULL,
                        "SELECT ifnull ((SELECT class_name FROM reader_now WHERE grp = ?1 AND class_name <> '' "
                        "ORDER BY grade, number, id LIMIT 1), (SELECT title FROM reader_group WHERE id = ?1))",
                        "l", group);
  char             iso[JZ_DATE_LENGTH];
  JzDate           due;

  if (rule->copies == 0)
    return g_strdup_printf (_("%s: nothing is lent"), who);
  if (!jz_loan_due (connection, jz_source_today (connection), rule->days, rule->lengthens, &due, NULL))
    return NULL;
  jz_date_to_iso (due, iso);
  if (rule->renewals == 0)
    return g_strdup_printf (_("%s: %u at most; lent today, due on %s; not renewed"), who, rule->copies, iso);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s: %u at most; lent today, due on %s; renewed %u time",
                                       "%s: %u at most; lent today, due on %s; renewed %u times", rule->renewals),
                          who, rule->copies, iso, rule->renewals);
}

/* Titles of the rows of @sql, after @first where there is one; which of them has the id @chosen, else 0. */
static gboolean
read_choices (JzConnection *connection, JzPaperValues *values, guint field, const char *first, const char *sql,
              gint64 chosen, GError **error)
{
  g_autoptr (GPtrArray) titles = g_ptr_array_new_with_free_func (g_free);
  JzStatement          *row = jz_connection_query (connection, error, sql, "");

  values->numbers[field] = 0;
  if (first != NULL)
    g_ptr_array_add (titles, g_strdup (first));
  while (jz_statement_next (row))
    {
      if (jz_statement_int64 (row, 0) == chosen)
        values->numbers[field] = titles->len;
      g_ptr_array_add (titles, jz_statement_dup (row, 1));
    }
  g_ptr_array_add (titles, NULL);
  values->choices[field] = (char **) g_ptr_array_free (g_steal_pointer (&titles), FALSE);
  return jz_statement_finish (row, error);
}

static char *
days_or_yuan (JzOverdue overdue, gint64 amount)
{
  if (overdue == JZ_OVERDUE_NONE || amount < 0)
    return NULL;
  return overdue == JZ_OVERDUE_MONEY ? jz_money_to_plain (amount) : g_strdup_printf ("%d", (int) amount);
}

/* @none: what it is when nothing is typed. */
static gboolean
parse_days_or_yuan (JzOverdue overdue, const char *text, gint64 none, gint64 *amount, GError **error)
{
  *amount = none;
  if (overdue == JZ_OVERDUE_NONE || text == NULL || *text == '\0')
    return TRUE;
  if (overdue == JZ_OVERDUE_MONEY)
    return (jz_money_parse (text, amount) && *amount >= 0) || refuse (error, _("This is no amount of money"));
  return g_ascii_string_to_signed (text, 10, 0, 9999, amount, NULL) ||
         refuse (error, _("This is no number from 0 to 9999"));
}

/* The group and the material, 0 for everything, that the form is about. */
static gboolean
whose_rule (JzConnection *connection, const JzPaperValues *values, gint64 *group, gint64 *material, GError **error)
{
  if (values->id != 0)
    return jz_connection_number (connection, group, 0, error, "SELECT grp FROM loan_rule WHERE id = ?", "l",
                                 values->id) &&
           jz_connection_number (connection, material, 0, error, "SELECT material FROM loan_rule WHERE id = ?", "l",
                                 values->id);
  return jz_connection_number (connection, group, 0, error, "SELECT id FROM reader_group ORDER BY id LIMIT 1 OFFSET ?",
                               "l", values->numbers[GROUP]) &&
         jz_connection_number (connection, material, 0, error,
                               "SELECT id FROM material WHERE ?1 > 0 ORDER BY id LIMIT 1 OFFSET max (?1 - 1, 0)", "l",
                               values->numbers[MATERIAL]);
}

static void
put_rule (JzPaperValues *values, const JzLoanRule *rule)
{
  values->numbers[COPIES] = rule->copies;
  values->numbers[DAYS] = rule->days;
  values->numbers[HOLIDAYS] = rule->lengthens;
  values->numbers[RENEWALS] = rule->renewals;
  values->numbers[RENEWAL_DAYS] = rule->renewal_days;
  values->numbers[HOLDS] = rule->holds;
  values->numbers[OVERDUE] = (gint64) rule->overdue;
  values->numbers[GRACE] = rule->grace;
  values->texts[RATE] = days_or_yuan (rule->overdue, rule->rate);
  values->texts[CAP] = days_or_yuan (rule->overdue, rule->cap);
}

static JzLoanRule
take_rule (const JzPaperValues *values)
{
  return (JzLoanRule){ .copies = (guint) MAX (values->numbers[COPIES], 0),
                       .days = (int) values->numbers[DAYS],
                       .lengthens = values->numbers[HOLIDAYS] == 1,
                       .renewals = (guint) MAX (values->numbers[RENEWALS], 0),
                       .renewal_days = (int) values->numbers[RENEWAL_DAYS],
                       .holds = (guint) MAX (values->numbers[HOLDS], 0),
                       .overdue = (JzOverdue) CLAMP (values->numbers[OVERDUE], 0, 2),
                       .cap = -1,
                       .grace = (int) MAX (values->numbers[GRACE], 0) };
}

static gboolean
rule_read (JzConnection *connection, JzPaperValues *values, GError **error)
{
  JzLoanRule   rule = { .copies = 2, .days = 14, .renewal_days = 14, .lengthens = TRUE, .cap = -1 };
  JzStatement *row;
  gint64       group = 0, material = 0;

  if (values->id != 0)
    {
      row = jz_connection_query (connection, error,
                                 "SELECT r.note, r.starter, trim (g.title || '  ' || ifnull (m.title, '')) FROM "
                                 "loan_rule r JOIN reader_group g ON g.id = r.grp LEFT JOIN material m ON "
                                 "m.id = r.material WHERE r.id = ?",
                                 "l", values->id);
      if (!jz_statement_first (row, _("This row has been deleted"), error))
        return FALSE;
      values->texts[NOTE] = jz_statement_dup (row, 0);
      values->warning = jz_statement_int64 (row, 1) ? g_strdup (STARTER_WARNING) : NULL;
      values->about = jz_statement_dup (row, 2);
      jz_statement_reset (row);
      if (!whose_rule (connection, values, &group, &material, error) ||
          !jz_loan_rule_read (connection, group, material, &rule, error))
        return FALSE;
    }
  values->hidden[GROUP] = values->hidden[MATERIAL] = values->id != 0;
  put_rule (values, &rule);
  return read_choices (connection, values, GROUP, NULL, "SELECT id, title FROM reader_group ORDER BY id", group,
                       error) &&
         read_choices (connection, values, MATERIAL, _("Everything together"),
                       "SELECT id, title FROM material ORDER BY id", material, error);
}

static gboolean
rule_write (JzOperation *operation, const JzPaperValues *values, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);
  JzLoanRule    rule = take_rule (values);
  gint64        group, material, id;

  if (!whose_rule (connection, values, &group, &material, error) ||
      !parse_days_or_yuan (rule.overdue, values->texts[RATE], 0, &rule.rate, error) ||
      !parse_days_or_yuan (rule.overdue, values->texts[CAP], -1, &rule.cap, error) ||
      !jz_connection_number (connection, &id, 0, error,
                             "SELECT id FROM loan_rule WHERE grp = ? AND ifnull (material, 0) = ?", "ll", group,
                             material))
    return FALSE;
  if (values->id == 0 && id != 0)
    {
      g_set_error_literal (error, JZ_ERROR, JZ_ERROR_CONFLICT, _("There is a rule for that already: change it"));
      return FALSE;
    }
  return jz_loan_rule_set (operation, group, material, &rule, values->texts[NOTE], error);
}

static char *
rule_watch (JzConnection *connection, const JzPaperValues *values)
{
  JzLoanRule rule = take_rule (values);
  gint64     group, material;

  if (rule.days < 1 || rule.days > 3650 || values->numbers[COPIES] < 0 || values->numbers[RENEWALS] > 99 ||
      !whose_rule (connection, values, &group, &material, NULL))
    return NULL;
  return jz_lending_example (connection, group, &rule);
}

const JzPaperKind jz_paper_loan_rule = { N_("Rule of lending"), N_("Save"), &jz_action_lending_rules, rule_fields, 760,
                                         rule_read, rule_write, rule_watch };

/* Compensation. */

static const char *const state_titles[] = { N_("Is gone"), N_("Is not lent any more"), N_("Is lent again"), NULL };
static const char *const states[] = { "lost", "damaged", "shelf" };

static const JzPaperField compensation_fields[] = {
  { JZ_PAPER_TEXT, N_("What became of it"), 0, 0, 3, N_("Say what became of the book"), NULL, NULL, NULL },
  { JZ_PAPER_CHOICE, N_("The copy then"), 3, 0, 3, NULL, NULL, state_titles, NULL },
  { JZ_PAPER_NUMBER, N_("Percent of the price"), 0, 1, 2, N_("Say how much of the price"), NULL, NULL, NULL },
  { JZ_PAPER_MONEY, N_("At least, yuan"), 2, 1, 2, NULL, NULL, NULL, NULL },
  { JZ_PAPER_MONEY, N_("Without a price, yuan"), 4, 1, 2, NULL, NULL, NULL, NULL },
  { JZ_PAPER_TEXT, N_("Where it is written"), 0, 2, 6, NULL, NULL, NULL, NULL },
  { 0, NULL, 0, 0, 0, NULL, NULL, NULL, NULL },
};

#define EXAMPLE_PRICE 2000 /* fen */

char *
jz_lending_compensation_example (const JzBookCompensation *rule)
{
  g_autofree char *price = jz_money_format (EXAMPLE_PRICE),
                  *amount = jz_money_format (jz_book_compensation_amount (rule, EXAMPLE_PRICE)),
                  *unpriced = jz_money_format (rule->unpriced);

  return g_strdup_printf (_("A book of %s yuan: %s yuan to pay; one without a price: %s yuan"), price, amount,
                          unpriced);
}

static gboolean
compensation_read (JzConnection *connection, JzPaperValues *values, GError **error)
{
  JzStatement *row;

  if (values->id == 0)
    return TRUE;
  row = jz_connection_query (connection, error,
                             "SELECT name, state, percent, least, unpriced, note, starter FROM book_compensation "
                             "WHERE id = ?",
                             "l", values->id);
  if (!jz_statement_first (row, _("This row has been deleted"), error))
    return FALSE;
  values->texts[0] = jz_statement_dup (row, 0);
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_str_equal (states[i], jz_statement_text (row, 1)))
      values->numbers[1] = i;
  for (int i = 2; i < 5; i++)
    values->numbers[i] = jz_statement_int64 (row, i);
  values->texts[5] = jz_statement_dup (row, 5);
  values->warning = jz_statement_int64 (row, 6) ? g_strdup (STARTER_WARNING) : NULL;
  jz_statement_reset (row);
  return TRUE;
}

static JzBookCompensation
take_compensation (const JzPaperValues *values)
{
  return (JzBookCompensation){ .name = values->texts[0],
                               .state = states[CLAMP (values->numbers[1], 0, 2)],
                               .percent = (int) values->numbers[2],
                               .least = MAX (values->numbers[3], 0),
                               .unpriced = MAX (values->numbers[4], 0),
                               .note = values->texts[5] };
}

static gboolean
compensation_write (JzOperation *operation, const JzPaperValues *values, GError **error)
{
  JzBookCompensation rule = take_compensation (values);

  return jz_book_compensation_set (operation, values->id, &rule, error);
}

static char *
compensation_watch (JzConnection *connection, const JzPaperValues *values)
{
  JzBookCompensation rule = take_compensation (values);

  return rule.percent >= 0 ? jz_lending_compensation_example (&rule) : NULL;
}

const JzPaperKind jz_paper_book_compensation = {
  N_("Compensation for a book"), N_("Save"), &jz_action_lending_rules, compensation_fields, 700,
  compensation_read, compensation_write, compensation_watch,
};

/* Groups. */

static const char *const holder_titles[] = { N_("A pupil"), N_("A teacher or member of staff"),
                                             N_("A class as a whole"), NULL };
static const char *const holders[] = { "pupil", "staff", "class" };

static const JzPaperField group_fields[] = {
  { JZ_PAPER_TEXT, N_("Group of readers"), 0, 0, 3, N_("Say what the school calls it"), NULL, NULL, NULL },
  { JZ_PAPER_CHOICE, N_("Who belongs to it"), 3, 0, 3, NULL, NULL, holder_titles, NULL },
  { 0, NULL, 0, 0, 0, NULL, NULL, NULL, NULL },
};

static gboolean
group_read (JzConnection *connection, JzPaperValues *values, GError **error)
{
  if (values->id == 0)
    values->warning = g_strdup (_("Readers come into it by their card, and have what its rules give them"));
  else
    values->texts[0] = jz_connection_text (connection, error, "SELECT title FROM reader_group WHERE id = ?", "l",
                                           values->id);
  values->hidden[1] = values->id != 0;
  return values->id == 0 || values->texts[0] != NULL;
}

static gboolean
group_write (JzOperation *operation, const JzPaperValues *values, GError **error)
{
  return jz_reader_group_set (operation, values->id, values->texts[0], holders[CLAMP (values->numbers[1], 0, 2)],
                              error);
}

const JzPaperKind jz_paper_reader_group = { N_("Group of readers"), N_("Save"), &jz_action_lending_rules, group_fields,
                                            560, group_read, group_write, NULL };

/* Policy. */

static const JzPaperField policy_fields[] = {
  { JZ_PAPER_NUMBER, N_("Days a copy is put aside"), 0, 0, 3, N_("Say how many days"), NULL, NULL, NULL },
  { JZ_PAPER_NUMBER, N_("Years that loans are kept"), 3, 0, 3, N_("Say how many years"), NULL, NULL, NULL },
  { JZ_PAPER_CHOICE, N_("Who has something overdue borrows nothing"), 0, 1, 3, NULL, NULL, no_yes, NULL },
  { JZ_PAPER_MONEY, N_("Nor who owes as much, yuan"), 3, 1, 3, NULL, N_("Owing stops nobody"), NULL, NULL },
  { JZ_PAPER_TEXT, N_("New card numbers begin with"), 0, 2, 3, NULL, NULL, NULL, NULL },
  { JZ_PAPER_NUMBER, N_("Digits behind that"), 3, 2, 3, N_("Say how many digits"), NULL, NULL, NULL },
  { 0, NULL, 0, 0, 0, NULL, NULL, NULL, NULL },
};

static gboolean
policy_read (JzConnection *connection, JzPaperValues *values, GError **error)
{
  JzLendingPolicy policy;

  if (!jz_lending_policy_read (connection, &policy, error))
    return FALSE;
  values->numbers[0] = policy.hold_days;
  values->numbers[1] = policy.keep_years;
  values->numbers[2] = policy.blocks_late;
  values->numbers[3] = policy.blocks_owed > 0 ? policy.blocks_owed : -1;
  values->texts[4] = g_strdup (policy.card_prefix);
  values->numbers[5] = policy.card_digits;
  return TRUE;
}

static gboolean
policy_write (JzOperation *operation, const JzPaperValues *values, GError **error)
{
  JzLendingPolicy policy = { .hold_days = (int) values->numbers[0],
                             .keep_years = (int) values->numbers[1],
                             .blocks_late = values->numbers[2] == 1,
                             .blocks_owed = MAX (values->numbers[3], 0),
                             .card_digits = (int) values->numbers[5] };

  g_strlcpy (policy.card_prefix, values->texts[4] != NULL ? values->texts[4] : "", sizeof policy.card_prefix);
  return jz_lending_policy_set (operation, &policy, error);
}

const JzPaperKind jz_paper_lending_policy = { N_("Other rules of lending"), N_("Save"), &jz_action_lending_rules,
                                              policy_fields, 640, policy_read, policy_write, NULL };
