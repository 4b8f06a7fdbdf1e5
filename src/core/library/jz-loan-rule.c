/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-loan-rule.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-reader.h"
#include "jz-text.h"

const JzAction jz_action_lending_rules = { "library.rules", "library" };

static const char *const overdue_names[] = { "none", "stop", "money" };

gboolean
jz_overdue_parse (const char *name, JzOverdue *overdue)
{
  for (gsize i = 0; i < G_N_ELEMENTS (overdue_names); i++)
    if (strcmp (overdue_names[i], name) == 0)
      {
        *overdue = (JzOverdue) i;
        return TRUE;
      }
  return FALSE;
}

const char *
jz_overdue_name (JzOverdue overdue)
{
  return overdue_names[overdue];
}

gboolean
jz_loan_rule_read (JzConnection *connection, gint64 group, gint64 material, JzLoanRule *rule, GError **error)
{
  JzStatement *row =
    jz_connection_query (connection, error,
                         "SELECT copies, days, renewals, renewal_days, holds, overdue, rate, ifnull (cap, -1), grace, "
                         "lengthens FROM loan_rule "
                         "WHERE grp = ?1 AND ifnull (material, 0) IN (?2, 0) ORDER BY material IS NULL LIMIT 1",
                         "ll", group, material);

  *rule = (JzLoanRule){ .copies = 0, .days = 1, .renewal_days = 1, .cap = -1 };
  if (!jz_statement_next (row))
    return jz_statement_finish (row, error);
  rule->copies = (guint) jz_statement_int64 (row, 0);
  rule->days = (int) jz_statement_int64 (row, 1);
  rule->renewals = (guint) jz_statement_int64 (row, 2);
  rule->renewal_days = (int) jz_statement_int64 (row, 3);
  rule->holds = (guint) jz_statement_int64 (row, 4);
  jz_overdue_parse (jz_statement_text (row, 5), &rule->overdue);
  rule->rate = jz_statement_int64 (row, 6);
  rule->cap = jz_statement_int64 (row, 7);
  rule->grace = (int) jz_statement_int64 (row, 8);
  rule->lengthens = jz_statement_int64 (row, 9) != 0;
  jz_statement_reset (row);
  return TRUE;
}

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID, sentence);
  return FALSE;
}

static gboolean
rule_is_sound (const JzLoanRule *rule, GError **error)
{
  if (rule->copies > 9999 || rule->renewals > 99 || rule->holds > 99 || rule->grace < 0 || rule->grace > 99)
    return refuse (error, _("At most 9,999 copies, and 99 renewals, holds and days of grace"));
  if (rule->days < 1 || rule->days > 3650 || rule->renewal_days < 1 || rule->renewal_days > 3650)
    return refuse (error, _("Books are lent for 1 to 3,650 days"));
  if ((rule->overdue == JZ_OVERDUE_NONE) != (rule->rate == 0) || rule->rate < 0 || rule->rate > 100000 ||
      rule->cap < -1)
    return refuse (error, _("Say what a day late costs, or that it costs nothing"));
  return TRUE;
}

gboolean
jz_loan_rule_set (JzOperation *operation, gint64 group, gint64 material, const JzLoanRule *rule, const char *note,
                  GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *title =
    jz_connection_text (connection, error, "SELECT title FROM reader_group WHERE id = ?", "l", group);
  g_autofree char *tidy = jz_text_tidy (note);

  if (title == NULL)
    return (error == NULL || *error == NULL) && refuse (error, _("There is no such group of readers"));
  if (!rule_is_sound (rule, error))
    return FALSE;
  jz_operation_describe (operation, _("Changed the loan rule of %s"), title);
  return jz_connection_run (
    connection, error,
    "INSERT INTO loan_rule (grp, material, copies, days, renewals, renewal_days, holds, overdue, rate, cap, grace, "
    "lengthens, note, "
    "changed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, nullif (?, -1), ?, ?, ?, jz_operation ()) ON CONFLICT (grp, ifnull "
    "(material, 0)) "
    "DO UPDATE SET copies = excluded.copies, days = excluded.days, renewals = excluded.renewals, renewal_days = "
    "excluded.renewal_days, holds = excluded.holds, overdue = excluded.overdue, rate = excluded.rate, cap = "
    "excluded.cap, grace = "
    "excluded.grace, lengthens = excluded.lengthens, note = excluded.note, starter = 0, changed = excluded.changed",
    "lriiiiisllii"
    "s",
    group, material, (int) rule->copies, rule->days, (int) rule->renewals, rule->renewal_days, (int) rule->holds,
    jz_overdue_name (rule->overdue), rule->rate, rule->cap, rule->grace, rule->lengthens, tidy);
}

gboolean
jz_loan_rule_remove (JzOperation *operation, gint64 id, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);

  if (!jz_connection_run (connection, error, "DELETE FROM loan_rule WHERE id = ?", "l", id))
    return FALSE;
  if (jz_connection_n_changed (connection) == 0)
    {
      g_set_error_literal (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("There is no such rule"));
      return FALSE;
    }
  jz_operation_describe (operation, _("Removed a loan rule"));
  return TRUE;
}

/* Days. What the calendar says nothing of lies in a vacation between two terms, and is like any other day before the
 * first and behind the last one: then nobody has entered the next term yet. */

static gboolean
day_counts (JzConnection *connection, const char *iso, gboolean *counts, GError **error)
{
  gint64 closed;

  if (!jz_connection_number (
        connection, &closed, 0, error,
        "SELECT ifnull ((SELECT kind = 'holiday' FROM calendar_day WHERE date = ?1), "
        "EXISTS (SELECT 1 FROM calendar_day WHERE date > ?1) AND EXISTS (SELECT 1 FROM calendar_day WHERE date < ?1))",
        "s", iso))
    return FALSE;
  *counts = !closed;
  return TRUE;
}

/* The day after which @n days that count have gone by. */
static gboolean
go_on (JzConnection *connection, JzDate from, int n, JzDate *day, GError **error)
{
  char     iso[JZ_DATE_LENGTH];
  gboolean counts;

  for (*day = from; n > 0; n -= counts)
    {
      (*day)++;
      if (!day_counts (connection, jz_date_to_iso (*day, iso), &counts, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
jz_loan_due (JzConnection *connection, JzDate from, int days, gboolean lengthens, JzDate *due, GError **error)
{
  char               iso[JZ_DATE_LENGTH];
  g_autofree char   *open = NULL;
  g_autoptr (GError) failure = NULL;

  *due = from + days;
  if (lengthens && !go_on (connection, from, days, due, error))
    return FALSE;
  open = jz_connection_text (connection, &failure,
                             "SELECT date FROM calendar_day WHERE date >= ?1 AND kind IN ('school', 'make-up') AND "
                             "EXISTS (SELECT 1 FROM calendar_day WHERE date <= ?1) ORDER BY date LIMIT 1", "s",
                             jz_date_to_iso (*due, iso));
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (open != NULL)
    *due = jz_date_from_iso (open);
  return TRUE;
}

/* Without a holiday in between, days are just days. */
static gboolean
count_days (JzConnection *connection, JzDate from, JzDate to, gint64 *n, GError **error)
{
  char a[JZ_DATE_LENGTH], b[JZ_DATE_LENGTH];

  return jz_connection_number (
    connection, n, 0, error,
    "SELECT julianday (?2) - julianday (?1) - (SELECT count (*) FROM calendar_day WHERE date > ?1 AND date <= ?2 AND "
    "kind = 'holiday') "
    "- (SELECT max (0, julianday (min (?2, last)) - julianday (max (?1, first)) - n) FROM "
    "(SELECT ifnull (max (date), ?1) AS last, ifnull (date (min (date), '-1 day'), ?1) AS first FROM calendar_day), "
    "(SELECT count (*) AS n FROM calendar_day WHERE date > ?1 AND date <= ?2))",
    "ss", jz_date_to_iso (from, a), jz_date_to_iso (to, b));
}

gboolean
jz_loan_late (JzConnection *connection, const JzLoanRule *rule, JzDate due, JzDate on, int *late, GError **error)
{
  gint64 n = on - due;

  *late = 0;
  if (n <= 0)
    return TRUE;
  if (rule->lengthens && !count_days (connection, due, on, &n, error))
    return FALSE;
  *late = n > rule->grace ? (int) n : 0;
  return TRUE;
}

/* Policy. */

gboolean
jz_lending_policy_read (JzConnection *connection, JzLendingPolicy *policy, GError **error)
{
  JzStatement *row =
    jz_connection_query (connection, error,
                         "SELECT hold_days, blocks_late, blocks_owed, card_prefix, card_digits, keep_years "
                         "FROM lending_policy",
                         "");

  if (!jz_statement_first (row, _("The rules of lending are missing"), error))
    return FALSE;
  policy->hold_days = (int) jz_statement_int64 (row, 0);
  policy->blocks_late = jz_statement_int64 (row, 1) != 0;
  policy->blocks_owed = jz_statement_int64 (row, 2);
  g_strlcpy (policy->card_prefix, jz_statement_text (row, 3), sizeof policy->card_prefix);
  policy->card_digits = (int) jz_statement_int64 (row, 4);
  policy->keep_years = (int) jz_statement_int64 (row, 5);
  jz_statement_reset (row);
  return TRUE;
}

gboolean
jz_lending_policy_set (JzOperation *operation, const JzLendingPolicy *policy, GError **error)
{
  g_autofree char *prefix = jz_reader_card (policy->card_prefix);

  if (policy->hold_days < 1 || policy->hold_days > 99 || policy->keep_years < 1 || policy->keep_years > 99)
    return refuse (error, _("A copy is put aside for 1 to 99 days, and loans are kept for 1 to 99 years"));
  if (policy->card_digits < 3 || policy->card_digits > 12 || g_utf8_strlen (prefix, -1) > 10)
    return refuse (error, _("The number of a card has 3 to 12 digits behind at most 10 letters"));
  if (policy->blocks_owed < 0)
    return refuse (error, _("This is no amount of money"));
  jz_operation_describe (operation, _("Changed the rules of lending"));
  return jz_connection_run (
    jz_operation_get_connection (operation), error,
    "UPDATE lending_policy SET hold_days = ?, blocks_late = ?, blocks_owed = ?, card_prefix = ?, "
    "card_digits = ?, keep_years = ?, changed = jz_operation ()",
    "iilsii", policy->hold_days, policy->blocks_late, policy->blocks_owed, prefix, policy->card_digits,
    policy->keep_years);
}

/* Places. */

gboolean
jz_place_set_lends (JzOperation *operation, gint64 place, gboolean lends, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *name =
    jz_connection_text (connection, error, "SELECT name FROM place WHERE id = ? AND voided IS NULL", "l", place);

  if (name == NULL)
    {
      if (error == NULL || *error == NULL)
        g_set_error_literal (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("There is no such place"));
      return FALSE;
    }
  jz_operation_describe (operation, lends ? _("Books go out from %s") : _("Books are read in %s only"), name);
  return jz_connection_run (connection, error,
                            "INSERT INTO collection (place, lends, changed) VALUES (?, ?, jz_operation ()) ON CONFLICT "
                            "(place) DO UPDATE SET lends = excluded.lends, changed = excluded.changed",
                            "li", place, lends);
}
