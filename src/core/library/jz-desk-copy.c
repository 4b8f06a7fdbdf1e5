/* A copy on the desk, what came of it, and what being late costs.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "jz-copy.h"
#include "jz-lending-private.h"
#include "jz-money.h"
#include "jz-source.h"
#include "jz-text.h"

const char *
jz_lending_reason_name (JzLendingReason reason)
{
  static const char *const names[] = { "",          "unknown-copy",   "not-lendable", "already-lent", "held",
                                       "limit",     "limit-material", "overdue",      "stopped",      "owes",
                                       "card-lost", "left",           "no-rule",      "not-lent",     "renewals",
                                       "available", "has-it",         "holds" };

  G_STATIC_ASSERT (G_N_ELEMENTS (names) == JZ_LENDING_N_REASONS);
  return names[reason];
}

void
jz_lending_answer_clear (JzLendingAnswer *self)
{
  g_clear_pointer (&self->code, g_free);
  g_clear_pointer (&self->title_text, g_free);
  g_clear_pointer (&self->card, g_free);
  g_clear_pointer (&self->reader_name, g_free);
  g_clear_pointer (&self->class_name, g_free);
  g_clear_pointer (&self->held_for, g_free);
  g_clear_pointer (&self->sentence, g_free);
}

void
jz_lending_answer_free (JzLendingAnswer *self)
{
  jz_lending_answer_clear (self);
  g_free (self);
}

void
jz_desk_copy_clear (JzDeskCopy *self)
{
  g_clear_pointer (&self->state, g_free);
}

static void say_va (JzLendingAnswer *answer, const char *format, va_list args) G_GNUC_PRINTF (2, 0);

static void
say_va (JzLendingAnswer *answer, const char *format, va_list args)
{
  g_free (answer->sentence);
  answer->sentence = g_strdup_vprintf (format, args);
}

void
jz_lending_say (JzLendingAnswer *answer, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  say_va (answer, format, args);
  va_end (args);
}

gboolean
jz_lending_refuse (JzLendingAnswer *answer, JzLendingReason reason, const char *format, ...)
{
  va_list args;

  answer->reason = reason;
  va_start (args, format);
  say_va (answer, format, args);
  va_end (args);
  return TRUE;
}

void
jz_lending_take_reader (JzLendingAnswer *answer, const JzReader *reader)
{
  g_free (answer->card);
  g_free (answer->reader_name);
  g_free (answer->class_name);
  answer->reader = reader->id;
  answer->card = g_strdup (reader->card);
  answer->reader_name = g_strdup (reader->name);
  answer->class_name = g_strdup (reader->class_name);
  answer->out = reader->out;
  answer->limit = reader->limit;
}

gboolean
jz_lending_card_is_good (const JzReader *reader, JzLendingAnswer *answer)
{
  if (g_str_equal (reader->state, "lost"))
    return !jz_lending_refuse (answer, JZ_LENDING_CARD_LOST, _("This card was reported lost: keep it"));
  if (g_str_equal (reader->state, "left") || reader->is_gone)
    return !jz_lending_refuse (answer, JZ_LENDING_LEFT, _("This reader has left the school"));
  if (reader->limit == 0)
    return !jz_lending_refuse (answer, JZ_LENDING_NO_RULE,
                               _("There is no loan rule for this group of readers: make one in the loan rules"));
  return TRUE;
}

static const char *const copy_sql =
  "SELECT c.title, t.material, c.state, trim (t.title || ' ' || t.volume), c.barcode, p.lends, ifnull (l.id, 0), "
  "ifnull (l.reader, 0), l.due, l.renewals FROM copy c JOIN title t ON t.id = c.title JOIN place_lends p ON "
  "p.place = c.place LEFT JOIN lending l ON l.copy = c.id AND l.returned IS NULL WHERE c.id = ?";

static void
take_copy (JzStatement *row, JzDeskCopy *copy, JzLendingAnswer *answer)
{
  copy->title = answer->title = jz_statement_int64 (row, 0);
  copy->material = jz_statement_int64 (row, 1);
  copy->state = jz_statement_dup (row, 2);
  g_free (answer->title_text);
  answer->title_text = jz_statement_dup (row, 3);
  g_free (answer->code);
  answer->code = jz_statement_dup (row, 4);
  copy->lends = jz_statement_int64 (row, 5) != 0;
  copy->lending = answer->lending = jz_statement_int64 (row, 6);
  copy->reader = answer->reader = jz_statement_int64 (row, 7);
  copy->due = jz_date_from_iso (jz_statement_text (row, 8));
  copy->renewals = answer->renewals = (guint) jz_statement_int64 (row, 9);
}

gboolean
jz_desk_copy_read (JzConnection *connection, const char *code, JzDeskCopy *copy, JzLendingAnswer *answer,
                   GError **error)
{
  g_autofree char *tidy = jz_text_tidy (code), *narrow = jz_text_narrow (tidy), *upper = g_ascii_strup (narrow, -1);
  JzStatement     *row;

  answer->code = g_strdup (narrow);
  answer->title_text = g_strdup ("");
  answer->reader_name = g_strdup ("");
  answer->class_name = g_strdup ("");
  if (!jz_copy_find (connection, narrow, &copy->id, error) ||
      (copy->id == 0 && !jz_copy_find (connection, upper, &copy->id, error)))
    return FALSE;
  answer->copy = copy->id;
  if (copy->id == 0)
    return jz_lending_refuse (answer, JZ_LENDING_UNKNOWN_COPY, _("No copy of the library has this number"));
  row = jz_connection_query (connection, error, copy_sql, "l", copy->id);
  if (!jz_statement_first (row, _("There is no such copy"), error))
    return FALSE;
  take_copy (row, copy, answer);
  jz_statement_reset (row);
  return TRUE;
}

/* Being late. */

static gboolean
charge_late (JzOperation *operation, const JzDeskCopy *copy, gint64 reader, gint64 amount, JzLendingAnswer *answer,
             GError **error)
{
  g_autofree char *money = jz_money_format (amount);
  g_autofree char *why = g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "%d day late: %s yuan", "%d days late: %s yuan", (gulong) answer->late), answer->late,
    money);

  answer->charge = amount;
  return jz_charge_add (operation, reader, copy, "overdue", amount, why, error);
}

/* As many days from today on, or from when the reader may borrow again otherwise. */
static gboolean
stop (JzOperation *operation, const JzReader *reader, gint64 days, JzLendingAnswer *answer, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);
  JzDate        from = reader->stopped != NULL ? jz_date_from_iso (reader->stopped) : jz_source_today (connection) - 1;

  jz_date_to_iso (from + (JzDate) MIN (days, 3650), answer->stopped);
  return jz_connection_run (connection, error, "UPDATE reader SET stopped = ?, changed = jz_operation () WHERE id = ?",
                            "sl", answer->stopped, reader->id);
}

gboolean
jz_lending_settle_late (JzOperation *operation, const JzDeskCopy *copy, const JzReader *reader, JzLendingAnswer *answer,
                        GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);
  JzLoanRule    rule;
  gint64        costs;

  if (!jz_loan_rule_read (connection, reader->group, copy->material, &rule, error) ||
      !jz_loan_late (connection, &rule, copy->due, jz_source_today (connection), &answer->late, error))
    return FALSE;
  costs = rule.rate * answer->late;
  if (rule.cap >= 0)
    costs = MIN (costs, rule.cap);
  if (costs == 0)
    return TRUE;
  return rule.overdue == JZ_OVERDUE_MONEY ? charge_late (operation, copy, reader->id, costs, answer, error) :
                                            stop (operation, reader, costs, answer, error);
}

char *
jz_lending_late_words (const JzLendingAnswer *answer)
{
  g_autofree char *charge = jz_money_format (answer->charge);

  if (answer->charge > 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d day late, %s yuan to pay",
                                         "%d days late, %s yuan to pay", (gulong) answer->late),
                            answer->late, charge);
  if (answer->stopped[0] != '\0')
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d day late, borrows again after %s",
                                         "%d days late, borrows again after %s", (gulong) answer->late),
                            answer->late, answer->stopped);
  if (answer->late > 0)
    return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%d day late, costs nothing", "%d days late, costs nothing", (gulong) answer->late),
      answer->late);
  return g_strdup (_("In time"));
}

gboolean
jz_lending_end (JzOperation *operation, const JzDeskCopy *copy, int late, const char *outcome, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);
  char          today[JZ_DATE_LENGTH];

  jz_date_to_iso (jz_source_today (connection), today);
  return jz_connection_run (
    connection, error,
    "UPDATE lending SET returned = max (lent, ?), late = ?, outcome = ?, changed = jz_operation () WHERE id = ?",
    "sisl", today, late, outcome, copy->lending);
}
