/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-ledger"
#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

#include "jz-budget.h"
#include "jz-money.h"
#include "jz-source.h"
#include "jz-text.h"
#include "jz-year.h"

const JzAction jz_action_spend = { "budget.spend", "spend" };

static char *
tidy (const char *text)
{
  return jz_text_tidy (text != NULL ? text : "");
}

static gboolean
is_sound (JzConnection *connection, const JzSpending *spending, const char *words, const char *date, GError **error)
{
  int    closed = 0;
  gint64 n = 0;

  if (!jz_year_closed (connection, &closed, error) ||
      !jz_connection_number (connection, &n, 0, error,
                             "SELECT count(*) FROM fund f, purpose p WHERE f.id = ? AND p.id = ? AND f.voided IS NULL "
                             "AND p.voided IS NULL", "ll",
                             spending->fund, spending->purpose))
    return FALSE;
  if (n == 0)
    g_set_error_literal (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("There is no such fund or purpose"));
  else if (spending->amount <= 0 || spending->amount > JZ_MONEY_MAX)
    g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID, _("What was spent must be more than nothing"));
  else if (words[0] == '\0')
    g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID, _("Say what the money was spent for"));
  else if (jz_date_from_iso (date) == JZ_DATE_NONE)
    g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, _("%s: there is no such day"), date);
  else if (atoi (date) <= closed)
    g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, _("The books of %d are closed"), atoi (date));
  else
    return TRUE;
  return FALSE;
}

static gboolean
write_spending (JzConnection *connection, const JzSpending *spending, const char *words, const char *date,
                GError **error)
{
  g_autofree char *payee = tidy (spending->payee), *invoice = tidy (spending->invoice),
                           *subject = tidy (spending->subject);
  g_autofree char *reference = tidy (spending->reference), *uuid = NULL;

  if (spending->id != 0)
    return jz_connection_run (connection, error,
                              "UPDATE spending SET date = ?, fund = ?, purpose = ?, amount = ?, payee = ?, invoice = "
                              "?, subject = ?, words = ?, "
                              "changed = jz_operation () WHERE id = ? AND voided IS NULL", "slllssssl", date,
                              spending->fund, spending->purpose,
                              spending->amount, payee, invoice, subject, words, spending->id);
  uuid = jz_source_uuid (connection);
  return jz_connection_run (connection, error,
                            "INSERT INTO spending (uuid, date, fund, purpose, amount, payee, invoice, subject, words, "
                            "reference, changed) "
                            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, jz_operation ())", "sslllsssss", uuid, date,
                            spending->fund, spending->purpose,
                            spending->amount, payee, invoice, subject, words, reference);
}

gboolean
jz_spending_put (JzOperation *operation, const JzSpending *spending, gint64 *id, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  char             today[JZ_DATE_LENGTH];
  const char      *date = spending->date != NULL ? spending->date :
                          jz_date_to_iso (jz_source_today (connection), today);
  g_autofree char *words = tidy (spending->words), *money = jz_money_format (spending->amount);

  if (!is_sound (connection, spending, words, date, error) ||
      !write_spending (connection, spending, words, date, error))
    return FALSE;
  if (jz_connection_n_changed (connection) == 0)
    {
      g_set_error_literal (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("This row has been deleted"));
      return FALSE;
    }
  if (id != NULL)
    *id = spending->id != 0 ? spending->id : jz_connection_last_id (connection);
  jz_operation_describe (operation, _("Spent %s yuan: %s"), money, words);
  return TRUE;
}

gboolean
jz_spending_remove (JzOperation *operation, gint64 id, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *words = jz_connection_text (connection, error,
                                               "SELECT words FROM spending WHERE id = ? AND voided IS NULL", "l", id);
  int              closed = 0;
  gint64           year = 0;

  if (words == NULL)
    {
      if (error != NULL && *error == NULL)
        g_set_error_literal (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("This row has been deleted"));
      return FALSE;
    }
  if (!jz_year_closed (connection, &closed, error) ||
      !jz_connection_number (connection, &year, 0, error,
                             "SELECT CAST (substr (date, 1, 4) AS INTEGER) FROM spending WHERE id = ?", "l", id))
    return FALSE;
  if (year <= closed)
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, _("The books of %d are closed"), (int) year);
      return FALSE;
    }
  jz_operation_describe (operation, _("Removed the spending: %s"), words);
  return jz_connection_run (connection, error,
                            "UPDATE spending SET voided = jz_operation (), changed = jz_operation () WHERE id = ?", "l",
                            id);
}

/* Sums. */

gboolean
jz_spend_by_parse (const char *text, JzSpendBy *by)
{
  static const char *const names[] = { "fund", "supplier", "purpose", "subject", "year" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (text, names[i]) == 0)
      {
        *by = (JzSpendBy) i;
        return TRUE;
      }
  return FALSE;
}

void
jz_spend_row_free (JzSpendRow *self)
{
  g_free (self->key);
  g_free (self);
}

#define PURPOSE "ifnull ((SELECT name FROM purpose WHERE purpose.id = expenditure.purpose), '')"

const char *
jz_spend_key_sql (JzSpendBy by)
{
  static const char *const keys[] = { "expenditure.fund", "expenditure.supplier", PURPOSE, "expenditure.subject",
                                      "CAST (expenditure.year AS TEXT)" };

  return keys[by];
}

#define SUMS(key) \
  "SELECT " key " AS k, count(*), ifnull (sum (amount) FILTER (WHERE voucher IS NOT NULL AND spends), 0), " \
  "ifnull (sum (amount) FILTER (WHERE voucher IS NULL AND spends), 0), ifnull (sum (amount) FILTER (WHERE NOT spends), 0) " \
  "FROM expenditure WHERE ?1 = 0 OR year = ?1 GROUP BY k ORDER BY k"

static const char *const sums_sql[] = {
  [JZ_SPEND_FUND] = SUMS ("fund"),       [JZ_SPEND_SUPPLIER] = SUMS ("supplier"), [JZ_SPEND_PURPOSE] = SUMS (PURPOSE),
  [JZ_SPEND_SUBJECT] = SUMS ("subject"), [JZ_SPEND_YEAR] = SUMS ("year"),
};

GPtrArray *
jz_spend_read (JzConnection *connection, JzSpendBy by, int year, JzSpendRow *total, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_spend_row_free);
  JzStatement *rows = jz_connection_query (connection, error, sums_sql[by], "i", year);
  JzSpendRow   all = { 0 };

  while (jz_statement_next (rows))
    {
      JzSpendRow *row = g_new0 (JzSpendRow, 1);

      row->key = jz_statement_dup (rows, 0);
      row->rows = (guint) jz_statement_int64 (rows, 1);
      row->ledger = jz_statement_int64 (rows, 2);
      row->noted = jz_statement_int64 (rows, 3);
      row->given = jz_statement_int64 (rows, 4);
      row->spent = row->ledger + row->noted;
      all.rows += row->rows;
      all.ledger += row->ledger;
      all.noted += row->noted;
      all.given += row->given;
      all.spent += row->spent;
      g_ptr_array_add (found, row);
    }
  if (total != NULL)
    *total = all;
  return jz_statement_finish (rows, error) ? g_steal_pointer (&found) : NULL;
}
