/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-charge.h"

#include <glib/gi18n-lib.h>

#include "jz-lending-private.h"
#include "jz-money.h"
#include "jz-source.h"
#include "jz-text.h"

const JzAction jz_action_charge = { "library.charge", "library" };

gboolean
jz_charge_add (JzOperation *operation, gint64 reader, const JzDeskCopy *copy, const char *kind, gint64 amount,
               const char *why, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *uuid = jz_source_uuid (connection);
  char             today[JZ_DATE_LENGTH];

  return jz_connection_run (connection, error,
                            "INSERT INTO charge (uuid, reader, copy, lending, kind, date, amount, why, changed) VALUES "
                            "(?, ?, ?, ?, ?, ?, ?, ?, "
                            "jz_operation ())",
                            "sllrssls", uuid, reader, copy->id, copy->lending, kind,
                            jz_date_to_iso (jz_source_today (connection), today), amount, why);
}

/* Harm. */

gint64
jz_book_compensation_amount (const JzBookCompensation *rule, gint64 price)
{
  return price > 0 ? MAX ((gint64) (((__int128) price * rule->percent + 50) / 100), rule->least) : rule->unpriced;
}

gboolean
jz_copy_harm_price (JzConnection *connection, gint64 copy, gint64 rule, gint64 *amount, char **why, GError **error)
{
  JzStatement *row = jz_connection_query (connection, error,
                                          "SELECT r.name, r.percent, r.least, r.unpriced, ifnull (c.price, ifnull "
                                          "(t.price, 0)) FROM book_compensation r JOIN copy c ON c.id = ?2 "
                                          "JOIN title t ON t.id = c.title WHERE r.id = ?1",
                                          "ll", rule, copy);
  g_autofree char   *price = NULL, *due = NULL;
  gint64             worth;
  JzBookCompensation compensation = { 0 };

  if (!jz_statement_first (row, _("There is no such rule of compensation"), error))
    return FALSE;
  compensation.percent = (int) jz_statement_int64 (row, 1);
  compensation.least = jz_statement_int64 (row, 2);
  compensation.unpriced = jz_statement_int64 (row, 3);
  worth = jz_statement_int64 (row, 4);
  *amount = jz_book_compensation_amount (&compensation, worth);
  price = jz_money_format (worth);
  due = jz_money_format (*amount);
  if (why != NULL)
    *why = worth > 0 ? g_strdup_printf (_("%s: %d %% of the printed price of %s yuan, %s yuan"),
                                        jz_statement_text (row, 0), compensation.percent, price, due) :
                       g_strdup_printf (_("%s: no price is known, %s yuan"), jz_statement_text (row, 0), due);
  jz_statement_reset (row);
  return TRUE;
}

static char *
explain (const char *why, gint64 amount, const char *note)
{
  g_autofree char *money = jz_money_format (amount), *tidy = jz_text_tidy (note);

  return g_strdup_printf (_("%s; settled on %s yuan %s"), why, money, tidy);
}

/* The one who had it pays, for being late too, and the loan is over. @late: (out) (transfer full): what that comes
   to */
static gboolean
charge_harm (JzOperation *operation, const JzDeskCopy *copy, const char *outcome, gint64 amount, const char *why,
             JzLendingAnswer *answer, char **late, GError **error)
{
  g_autoptr (JzReader) reader = jz_reader_read (jz_operation_get_connection (operation), copy->reader, error);

  if (reader == NULL || !jz_lending_settle_late (operation, copy, reader, answer, error) ||
      !jz_lending_end (operation, copy, answer->late, outcome, error))
    return FALSE;
  *late = jz_lending_late_words (answer);
  jz_lending_take_reader (answer, reader);
  answer->out--;
  answer->charge += amount;
  return amount == 0 || jz_charge_add (operation, reader->id, copy, outcome, amount, why, error);
}

/* @amount: fen for the harm alone */
static void
say_harm (JzOperation *operation, const char *name, gint64 amount, const char *late, JzLendingAnswer *answer)
{
  g_autofree char *money = jz_money_format (amount);

  if (amount > 0 && answer->late > 0)
    jz_lending_say (answer, _("%s: %s yuan to pay. %s"), name, money, late);
  else if (amount > 0)
    jz_lending_say (answer, _("%s: %s yuan to pay"), name, money);
  else if (answer->late > 0)
    jz_lending_say (answer, _("%s: nothing to pay. %s"), name, late);
  else
    jz_lending_say (answer, _("%s: nothing to pay"), name);
  jz_operation_describe (operation, "%s: %s", answer->title_text, answer->sentence);
}

static gboolean
set_state (JzOperation *operation, const JzDeskCopy *copy, const char *state, GError **error)
{
  JzDeskCopy now = *copy;
  gint64     waits;

  now.state = (char *) state;
  if (!g_str_equal (state, "shelf") && !jz_hold_take_away (operation, copy, error))
    return FALSE;
  if (!g_str_equal (state, copy->state) &&
      !jz_connection_run (jz_operation_get_connection (operation), error,
                          "UPDATE copy SET state = ?, changed = jz_operation () WHERE id = ?", "sl", state, copy->id))
    return FALSE;
  return jz_hold_put_aside (operation, &now, &waits, error);
}

/* What is struck off is not the library's any more, whatever becomes of it. */
static gboolean
read_copy (JzConnection *connection, const char *code, JzDeskCopy *copy, JzLendingAnswer *answer, GError **error)
{
  if (!jz_desk_copy_read (connection, code, copy, answer, error))
    return FALSE;
  if (copy->id != 0 && g_str_equal (copy->state, "withdrawn"))
    jz_lending_refuse (answer, JZ_LENDING_NOT_LENDABLE, _("It is struck off already"));
  return TRUE;
}

gboolean
jz_copy_harmed (JzOperation *operation, const char *code, gint64 rule, gint64 amount, const char *note,
                JzLendingAnswer *answer, GError **error)
{
  JzConnection       *connection = jz_operation_get_connection (operation);
  g_autofree char    *state = NULL, *name = NULL, *why = NULL, *words = NULL, *late = NULL;
  g_auto (JzDeskCopy) copy = { 0 };
  gint64              by_rule, harm;

  *answer = (JzLendingAnswer){ 0 };
  if (!read_copy (connection, code, &copy, answer, error))
    return FALSE;
  if (answer->reason != JZ_LENDING_OK)
    return TRUE;
  if (!jz_copy_harm_price (connection, copy.id, rule, &by_rule, &why, error))
    return FALSE;
  state = jz_connection_text (connection, error, "SELECT state FROM book_compensation WHERE id = ?", "l", rule);
  name = jz_connection_text (connection, error, "SELECT name FROM book_compensation WHERE id = ?", "l", rule);
  if (state == NULL || name == NULL)
    return FALSE;
  harm = copy.lending == 0 ? 0 : amount >= 0 ? amount : by_rule;
  words = amount >= 0 && amount != by_rule ? explain (why, amount, note) : g_strdup (why);
  if (copy.lending != 0 && !charge_harm (operation, &copy, g_str_equal (state, "lost") ? "lost" : "damaged", harm,
                                         words, answer, &late, error))
    return FALSE;
  if (!set_state (operation, &copy, state, error))
    return FALSE;
  say_harm (operation, name, harm, late, answer);
  return TRUE;
}

/* Settling. */

static gboolean
settle (JzOperation *operation, gint64 id, const char *state, const char *note, char **money, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *tidy = jz_text_tidy (note);
  char             today[JZ_DATE_LENGTH];
  gint64           amount;

  if (!jz_connection_number (connection, &amount, 0, error, "SELECT amount FROM charge WHERE id = ? AND state = 'due'",
                             "l", id))
    return FALSE;
  if (amount == 0)
    {
      g_set_error_literal (error, JZ_ERROR, JZ_ERROR_CONFLICT, _("That is settled already"));
      return FALSE;
    }
  *money = jz_money_format (amount);
  return jz_connection_run (
    connection, error, "UPDATE charge SET state = ?, settled = ?, note = ?, changed = jz_operation () WHERE id = ?",
    "sssl", state, jz_date_to_iso (jz_source_today (connection), today), tidy, id);
}

static char *
who_owes (JzConnection *connection, gint64 charge)
{
  return jz_connection_text (connection, NULL,
                             "SELECT name FROM charge JOIN reader_now r ON r.id = charge.reader WHERE charge.id = ?",
                             "l", charge);
}

gboolean
jz_charge_pay (JzOperation *operation, gint64 id, const char *note, GError **error)
{
  g_autofree char *money = NULL, *who = who_owes (jz_operation_get_connection (operation), id);

  if (!settle (operation, id, "paid", note, &money, error))
    return FALSE;
  jz_operation_describe (operation, _("%s paid %s yuan"), who, money);
  return TRUE;
}

gboolean
jz_charge_waive (JzOperation *operation, gint64 id, const char *why, GError **error)
{
  g_autofree char *money = NULL, *who = who_owes (jz_operation_get_connection (operation), id);

  if (jz_text_is_blank (why))
    {
      g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID, _("Say why nothing is to be paid"));
      return FALSE;
    }
  if (!settle (operation, id, "waived", why, &money, error))
    return FALSE;
  jz_operation_describe (operation, _("%s was let off %s yuan"), who, money);
  return TRUE;
}

gboolean
jz_charge_pay_all (JzOperation *operation, gint64 reader_id, const char *note, GError **error)
{
  JzConnection        *connection = jz_operation_get_connection (operation);
  g_autoptr (JzReader) reader = jz_reader_read (connection, reader_id, error);
  g_autofree char     *money = NULL, *tidy = jz_text_tidy (note);
  char                 today[JZ_DATE_LENGTH];

  if (reader == NULL)
    return FALSE;
  if (reader->owed == 0)
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("%s owes nothing"), reader->name);
      return FALSE;
    }
  money = jz_money_format (reader->owed);
  jz_operation_describe (operation, _("%s paid %s yuan"), reader->name, money);
  return jz_connection_run (connection, error,
                            "UPDATE charge SET state = 'paid', settled = ?, note = ?, changed = jz_operation () WHERE "
                            "reader = ? AND state = 'due'",
                            "ssl", jz_date_to_iso (jz_source_today (connection), today), tidy, reader_id);
}

/* The policy. */

static gboolean
compensation_is_sound (const JzBookCompensation *rule, GError **error)
{
  static const char *const states[] = { "lost", "damaged", "shelf", NULL };

  if (!jz_text_is_blank (rule->name) && rule->state != NULL && g_strv_contains (states, rule->state) &&
      rule->percent >= 0 && rule->percent <= 5000 && rule->least >= 0 && rule->unpriced >= 0 &&
      rule->least <= JZ_MONEY_MAX && rule->unpriced <= JZ_MONEY_MAX)
    return TRUE;
  g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID,
                       _("A rule of compensation has a name, what becomes of the copy, and 0 to 5,000 percent"));
  return FALSE;
}

gboolean
jz_book_compensation_set (JzOperation *operation, gint64 id, const JzBookCompensation *rule, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *name = jz_text_tidy (rule->name), *note = jz_text_tidy (rule->note);
  gint64           same;

  if (!compensation_is_sound (rule, error) ||
      !jz_connection_number (connection, &same, 0, error, "SELECT id FROM book_compensation WHERE name = ? AND id <> ?",
                             "sl", name, id))
    return FALSE;
  if (same != 0)
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_CONFLICT, _("%s: there is such a rule already"), name);
      return FALSE;
    }
  jz_operation_describe (operation, _("Changed what is paid for a book: %s"), name);
  return jz_connection_run (connection, error,
                            "INSERT INTO book_compensation (id, name, state, percent, least, unpriced, note, changed) "
                            "VALUES (?, ?, ?, ?, ?, ?, ?, "
                            "jz_operation ()) ON CONFLICT (id) DO UPDATE SET name = excluded.name, state = "
                            "excluded.state, percent = excluded.percent, "
                            "least = excluded.least, unpriced = excluded.unpriced, note = excluded.note, starter = 0, "
                            "changed = excluded.changed",
                            "rssills", id, name, rule->state, rule->percent, rule->least, rule->unpriced, note);
}

gboolean
jz_book_compensation_remove (JzOperation *operation, gint64 id, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);

  if (!jz_connection_run (connection, error, "DELETE FROM book_compensation WHERE id = ?", "l", id))
    return FALSE;
  if (jz_connection_n_changed (connection) == 0)
    {
      g_set_error_literal (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("There is no such rule of compensation"));
      return FALSE;
    }
  jz_operation_describe (operation, _("Removed a rule of what is paid for a book"));
  return TRUE;
}
