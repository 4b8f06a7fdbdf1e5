/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-ledger"
#include "config.h"

#include "jz-budget.h"

#include <glib/gi18n-lib.h>

#include "jz-depreciation.h"
#include "jz-money.h"
#include "jz-source.h"
#include "jz-text.h"

void
jz_budget_row_free (JzBudgetRow *self)
{
  g_free (self->fund);
  g_free (self->purpose);
  g_free (self->note);
  g_free (self);
}

/* Lines, and what was spent where there is no line. */
static const char *const rows_sql =
  "WITH spent AS MATERIALIZED (SELECT year, fund, purpose, sum (amount) AS amount FROM expenditure WHERE spends AND "
  "(?1 = 0 OR year = ?1) "
  "GROUP BY year, fund, purpose), "
  "planned AS (SELECT l.id, l.year, f.name AS fund, l.purpose, l.note, l.planned, "
  "ifnull ((SELECT amount FROM budget_revision r WHERE r.line = l.id ORDER BY r.id DESC LIMIT 1), l.planned) AS "
  "amount, "
  "(SELECT count(*) FROM budget_revision r WHERE r.line = l.id) AS revisions FROM budget_line l JOIN fund f ON f.id = "
  "l.fund "
  "WHERE l.voided IS NULL AND (?1 = 0 OR l.year = ?1)) "
  "SELECT p.id, ifnull (p.year, s.year) AS y, ifnull (p.fund, s.fund) AS f, u.name, ifnull (p.note, ''), ifnull "
  "(p.planned, 0), ifnull (p.amount, 0), "
  "ifnull (s.amount, 0), ifnull (p.revisions, 0) FROM planned p FULL JOIN spent s ON s.year = p.year AND s.fund = "
  "p.fund AND s.purpose IS p.purpose "
  "LEFT JOIN purpose u ON u.id = ifnull (p.purpose, s.purpose) WHERE p.id IS NOT NULL OR s.amount <> 0 "
  "ORDER BY y DESC, f, ifnull (u.position, 1000), u.name";

GPtrArray *
jz_budget_read (JzConnection *connection, int year, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_budget_row_free);
  JzStatement *rows = jz_connection_query (connection, error, rows_sql, "i", year);

  while (jz_statement_next (rows))
    {
      JzBudgetRow *row = g_new0 (JzBudgetRow, 1);

      row->id = jz_statement_int64 (rows, 0);
      row->year = (int) jz_statement_int64 (rows, 1);
      row->fund = jz_statement_dup (rows, 2);
      row->purpose = jz_statement_is_null (rows, 3) ? g_strdup ("") : jz_statement_dup (rows, 3);
      row->note = jz_statement_dup (rows, 4);
      row->planned = jz_statement_int64 (rows, 5);
      row->amount = jz_statement_int64 (rows, 6);
      row->spent = jz_statement_int64 (rows, 7);
      row->revisions = (guint) jz_statement_int64 (rows, 8);
      g_ptr_array_add (found, row);
    }
  return jz_statement_finish (rows, error) ? g_steal_pointer (&found) : NULL;
}

/* Writing. */

static gboolean
revise (JzOperation *operation, gint64 line, const JzBudgetSet *set, const char *words, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *reason = jz_text_tidy (set->reason != NULL ? set->reason : "");
  char             today[JZ_DATE_LENGTH];

  if (set->note != NULL && !jz_connection_run (connection,
                                               error, "UPDATE budget_line SET note = ?, changed = jz_operation () "
                                                      "WHERE id = ?", "sl",
                                               set->note, line))
    return FALSE;
  if (reason[0] == '\0')
    {
      g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID, _("This line is there already: say why it changes"));
      return FALSE;
    }
  jz_operation_describe (operation, _("Revised the budget: %s"), words);
  return jz_connection_run (connection, error,
                            "INSERT INTO budget_revision (line, date, amount, reason, changed) VALUES (?, ?, ?, ?, "
                            "jz_operation ())", "lsls", line,
                            jz_date_to_iso (jz_source_today (connection), today), set->amount, reason);
}

static gboolean
plan (JzOperation *operation, const JzBudgetSet *set, const char *words, gint64 *id, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *uuid = jz_source_uuid (connection);

  jz_operation_describe (operation, _("Planned: %s"), words);
  if (!jz_connection_run (connection, error,
                          "INSERT INTO budget_line (uuid, year, fund, purpose, planned, note, changed) VALUES (?, ?, "
                          "?, ?, ?, ?, jz_operation ())",
                          "sillls", uuid, set->year, set->fund, set->purpose, set->amount,
                          set->note != NULL ? set->note : ""))
    return FALSE;
  *id = jz_connection_last_id (connection);
  return TRUE;
}

static char *
words_of (JzConnection *connection, int year, gint64 fund, gint64 purpose, gint64 amount, GError **error)
{
  g_autofree char *names = jz_connection_text (connection, error,
                                               "SELECT f.name || ' ' || p.name FROM fund f, purpose p WHERE f.id = ? "
                                               "AND p.id = ? "
                                               "AND f.voided IS NULL AND p.voided IS NULL", "ll", fund, purpose);
  g_autofree char *money = jz_money_format (amount);

  if (names == NULL)
    {
      if (error != NULL && *error == NULL)
        g_set_error_literal (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("There is no such fund or purpose"));
      return NULL;
    }
  return g_strdup_printf (_("%d %s, %s yuan"), year, names, money);
}

gboolean
jz_budget_set (JzOperation *operation, const JzBudgetSet *set, gint64 *id, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *words = NULL;
  gint64           line = 0;
  gboolean         ok;

  if (set->year < 1950 || set->year > 2999 || set->amount < 0 || set->amount > JZ_MONEY_MAX)
    {
      g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID,
                           _("A budget needs a year and an amount that is not less than nothing"));
      return FALSE;
    }
  words = words_of (connection, set->year, set->fund, set->purpose, set->amount, error);
  if (words == NULL || !jz_connection_number (connection, &line, 0, error,
                                              "SELECT id FROM budget_line WHERE year = ? AND fund = ? AND purpose = ? "
                                              "AND voided IS NULL", "ill", set->year,
                                              set->fund, set->purpose))
    return FALSE;
  ok = line != 0 ? revise (operation, line, set, words, error) : plan (operation, set, words, &line, error);
  if (id != NULL)
    *id = line;
  return ok;
}

gboolean
jz_budget_remove (JzOperation *operation, gint64 id, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);

  if (!jz_connection_run (connection, error,
                          "UPDATE budget_line SET voided = jz_operation (), changed = jz_operation () WHERE id = ? "
                          "AND voided IS NULL",
                          "l", id))
    return FALSE;
  if (jz_connection_n_changed (connection) == 0)
    {
      g_set_error_literal (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("This row has been deleted"));
      return FALSE;
    }
  jz_operation_describe (operation, _("Removed a line of the budget"));
  return TRUE;
}

gboolean
jz_budget_year_put (JzOperation *operation, const JzBudgetYear *year, GError **error)
{
  if (year->year < 1950 || year->year > 2999 || year->pupils < 0 || year->per_pupil < 0 || year->expenditure < 0)
    {
      g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID, _("An amount can't be less than nothing"));
      return FALSE;
    }
  jz_operation_describe (operation, _("Public expenditure of %d entered"), year->year);
  return jz_connection_run (jz_operation_get_connection (operation), error,
                            "INSERT INTO budget_year (year, pupils, per_pupil, expenditure, note, changed) VALUES (?, "
                            "?, ?, ?, ?, jz_operation ()) "
                            "ON CONFLICT DO UPDATE SET pupils = excluded.pupils, per_pupil = excluded.per_pupil, "
                            "expenditure = excluded.expenditure, "
                            "note = excluded.note, changed = excluded.changed", "irrrs", year->year,
                            (gint64) year->pupils, year->per_pupil,
                            year->expenditure, year->note != NULL ? year->note : "");
}

/* The share. */

int
jz_share_rate (const JzShare *share)
{
  return share->denominator > 0 ? (int) ((share->numerator * 10000 + share->denominator / 2) / share->denominator) : -1;
}

/* Classes only say how many pupils there are now. */
static gboolean
read_year (JzConnection *connection, JzShare *share, GError **error)
{
  int          year, month, day;
  gint64       pupils = 0;
  JzStatement *row = jz_connection_query (connection, error,
                                          "SELECT ifnull (y.pupils, 0), ifnull (y.per_pupil, 0), ifnull "
                                          "(y.expenditure, 0), r.share, r.instruments_per_pupil "
                                          "FROM value_rule r LEFT JOIN budget_year y ON y.year = ?", "i", share->year);

  while (jz_statement_next (row))
    {
      share->pupils = (int) jz_statement_int64 (row, 0);
      share->per_pupil = jz_statement_int64 (row, 1);
      share->denominator = jz_statement_int64 (row, 2);
      share->target = (int) jz_statement_int64 (row, 3);
      share->instruments_target = jz_statement_int64 (row, 4);
    }
  if (!jz_statement_finish (row, error))
    return FALSE;
  jz_date_get (jz_source_today (connection), &year, &month, &day);
  if (share->pupils == 0 && share->year == year &&
      !jz_connection_number (connection, &pupils, 0, error, "SELECT sum (pupils) FROM class WHERE left_year IS NULL",
                             ""))
    return FALSE;
  share->pupils = share->pupils != 0 ? share->pupils : (int) pupils;
  share->entered = share->denominator > 0;
  if (!share->entered)
    share->denominator = share->pupils * share->per_pupil;
  return TRUE;
}

/* Of the kinds of things that count as such, what is in the books at the end of the year, or now. */
static gboolean
read_instruments (JzConnection *connection, JzShare *share, GError **error)
{
  return jz_connection_number (connection, &share->instruments, 0, error,
                               "SELECT sum (t.in_amount - t.out_amount) FROM turnover t JOIN item_life k ON k.item = "
                               "t.item "
                               "JOIN depreciation_life d ON d.id = k.life WHERE d.instrument AND k.why <> "
                               "'consumable' AND t.year <= ?", "i", share->year);
}

/* 优质均衡: 2000 yuan a pupil in primary schools, 2500 in junior ones. */
static gboolean
read_instruments_target (JzConnection *connection, JzShare *share, GError **error)
{
  g_autofree char *stage = jz_connection_text (connection, error, "SELECT stage FROM school", "");

  if (stage != NULL && share->instruments_target == 0)
    share->instruments_target = g_str_equal (stage, "primary") ? 200000 : g_str_equal (stage, "junior") ||
                                g_str_equal (stage, "nine-year") ? 250000 : 0;
  return error == NULL || *error == NULL;
}

gboolean
jz_share_read (JzConnection *connection, int year, JzShare *share, GError **error)
{
  *share = (JzShare){ .year = year };
  return read_year (connection, share, error) &&
         jz_connection_number (connection, &share->numerator, 0, error,
                               "SELECT sum (amount) FROM expenditure WHERE year = ? AND spends AND public AND counts",
                               "i", year) &&
         jz_connection_number (connection, &share->spent, 0, error,
                               "SELECT sum (amount) FROM expenditure WHERE year = ? AND spends", "i", year) &&
         read_instruments (connection, share, error) && read_instruments_target (connection, share, error);
}
