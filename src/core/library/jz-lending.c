/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-lending.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-lending-private.h"
#include "jz-money.h"
#include "jz-source.h"

const JzAction jz_action_lend = { "library.lend", "library" };
const JzAction jz_action_give_back = { "library.return", "library" };
const JzAction jz_action_renew = { "library.renew", "library" };

/* Lending. */

/* What the reader may not at all, whatever the copy is. */
static gboolean
reader_may (JzConnection *connection, const JzReader *reader, JzLendingAnswer *answer, gboolean *may, GError **error)
{
  JzLendingPolicy  policy;
  g_autofree char *owed = jz_money_format (reader->owed);

  if (!jz_lending_policy_read (connection, &policy, error))
    return FALSE;
  *may = jz_lending_card_is_good (reader, answer);
  if (!*may)
    return TRUE;
  *may = FALSE;
  if (reader->stopped != NULL)
    return jz_lending_refuse (answer, JZ_LENDING_STOPPED, _("Brought books back late: borrows again after %s"),
                              reader->stopped);
  if (policy.blocks_late && reader->late > 0)
    return jz_lending_refuse (answer, JZ_LENDING_OVERDUE,
                              g_dngettext (GETTEXT_PACKAGE, "%u book is overdue: it must come back first",
                                           "%u books are overdue: they must come back first", reader->late),
                              reader->late);
  if (policy.blocks_owed > 0 && reader->owed >= policy.blocks_owed)
    return jz_lending_refuse (answer, JZ_LENDING_OWES, _("Owes %s yuan: settle that first"), owed);
  *may = TRUE;
  return TRUE;
}

/* Whether one more of the material fits within both limits. */
static gboolean
has_room (JzConnection *connection, const JzReader *reader, const JzDeskCopy *copy, JzLendingAnswer *answer,
          gboolean *room, GError **error)
{
  gint64 limit, out;

  *room = FALSE;
  if (reader->out >= reader->limit)
    return jz_lending_refuse (answer, JZ_LENDING_LIMIT,
                              g_dngettext (GETTEXT_PACKAGE, "Has %u book, as many as may be: give one back first",
                                           "Has %u books, as many as may be: give one back first", reader->out),
                              reader->out);
  if (!jz_connection_number (connection, &limit, -1, error,
                             "SELECT copies FROM loan_rule WHERE grp = ? AND material = ?", "ll", reader->group,
                             copy->material) ||
      !jz_connection_number (
        connection, &out, 0, error,
        "SELECT count (*) FROM lending l JOIN copy c ON c.id = l.copy JOIN title t ON t.id = c.title "
        "WHERE l.reader = ? AND l.returned IS NULL AND t.material = ?",
        "ll", reader->id, copy->material))
    return FALSE;
  if (limit == 0)
    return jz_lending_refuse (answer, JZ_LENDING_LIMIT_MATERIAL,
                              _("Readers of this group may not take such books out"));
  if (limit > 0 && out >= limit)
    return jz_lending_refuse (answer, JZ_LENDING_LIMIT_MATERIAL,
                              _("Has as many books of this kind as may be: give one back first"));
  *room = TRUE;
  return TRUE;
}

static gboolean
copy_may (JzConnection *connection, const JzDeskCopy *copy, const JzReader *reader, JzLendingAnswer *answer,
          gboolean *may, GError **error)
{
  gint64 first;

  *may = FALSE;
  if (copy->lending != 0)
    return copy->reader == reader->id ?
             jz_lending_refuse (answer, JZ_LENDING_ALREADY_LENT, _("The reader has it already")) :
             jz_lending_refuse (answer, JZ_LENDING_ALREADY_LENT, _("Still lent to somebody else: take it back first"));
  if (strcmp (copy->state, "shelf") != 0)
    return jz_lending_refuse (answer, JZ_LENDING_NOT_LENDABLE,
                              _("By the books it is not there to be lent: keep it and look into it"));
  if (!copy->lends)
    return jz_lending_refuse (answer, JZ_LENDING_NOT_LENDABLE, _("To be read in the library only"));
  if (!jz_hold_first (connection, copy, &first, error))
    return FALSE;
  if (first != 0 && first != reader->id)
    {
      g_autoptr (JzReader) other = jz_reader_read (connection, first, error);

      return other != NULL &&
             jz_lending_refuse (answer, JZ_LENDING_HELD, _("Put it aside for %s %s"), other->class_name, other->name);
    }
  *may = TRUE;
  return TRUE;
}

static gboolean
write_lending (JzOperation *operation, const JzDeskCopy *copy, const JzReader *reader, JzLendingAnswer *answer,
               GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);
  JzDate        today = jz_source_today (connection), due;
  char          iso[JZ_DATE_LENGTH];
  JzLoanRule    rule;

  if (!jz_loan_rule_read (connection, reader->group, copy->material, &rule, error) ||
      !jz_loan_due (connection, today, rule.days, rule.lengthens, &due, error) ||
      !jz_hold_fetch (operation, copy, reader->id, error) ||
      !jz_connection_run (
        connection, error,
        "INSERT INTO lending (copy, reader, class, lent, due, changed) VALUES (?, ?, ?, ?, ?, jz_operation ())",
        "llrss", copy->id, reader->id, reader->class_, jz_date_to_iso (today, iso), jz_date_to_iso (due, answer->due)))
    return FALSE;
  answer->lending = jz_connection_last_id (connection);
  answer->out = reader->out + 1;
  answer->days = due - today;
  jz_lending_say (
    answer, g_dngettext (GETTEXT_PACKAGE, "Due back on %s (%d day)", "Due back on %s (%d days)", (gulong) answer->days),
    answer->due, answer->days);
  jz_operation_describe (operation, _("Lent %s to %s"), answer->title_text, reader->name);
  return TRUE;
}

gboolean
jz_lend (JzOperation *operation, gint64 reader_id, const char *code, JzLendingAnswer *answer, GError **error)
{
  JzConnection        *connection = jz_operation_get_connection (operation);
  g_autoptr (JzReader) reader = jz_reader_read (connection, reader_id, error);
  g_auto (JzDeskCopy)  copy = { 0 };
  gboolean             may;

  *answer = (JzLendingAnswer){ 0 };
  if (reader == NULL || !jz_desk_copy_read (connection, code, &copy, answer, error))
    return FALSE;
  jz_lending_take_reader (answer, reader);
  if (copy.id == 0)
    return TRUE;
  if (!jz_hold_advance (operation, copy.title, error) || !copy_may (connection, &copy, reader, answer, &may, error))
    return FALSE;
  if (may && !reader_may (connection, reader, answer, &may, error))
    return FALSE;
  if (may && !has_room (connection, reader, &copy, answer, &may, error))
    return FALSE;
  return !may || write_lending (operation, &copy, reader, answer, error);
}

/* Taking back. */

static gboolean
put_aside (JzOperation *operation, const JzDeskCopy *copy, JzLendingAnswer *answer, GError **error)
{
  gint64 waits;

  if (!jz_hold_put_aside (operation, copy, &waits, error))
    return FALSE;
  if (waits != 0)
    {
      g_autoptr (JzReader) other = jz_reader_read (jz_operation_get_connection (operation), waits, error);

      if (other == NULL)
        return FALSE;
      answer->held_for =
        g_strdup_printf ("%s%s%s", other->class_name, other->class_name[0] != '\0' ? " " : "", other->name);
    }
  return TRUE;
}

/* What turns up that was given up stands on its shelf again, and so does what was never lent but waited for. */
static gboolean
take_in (JzOperation *operation, JzDeskCopy *copy, JzLendingAnswer *answer, GError **error)
{
  gboolean was_gone = strcmp (copy->state, "lost") == 0 || strcmp (copy->state, "missing") == 0;

  if (was_gone)
    {
      g_free (copy->state);
      copy->state = g_strdup ("shelf");
      if (!jz_connection_run (jz_operation_get_connection (operation), error,
                              "UPDATE copy SET state = 'shelf', changed = jz_operation () WHERE id = ?", "l", copy->id))
        return FALSE;
      jz_operation_describe (operation, _("%s turned up again"), answer->title_text);
    }
  if (!put_aside (operation, copy, answer, error))
    return FALSE;
  if (answer->held_for != NULL)
    jz_lending_say (answer, _("Put it aside for %s"), answer->held_for);
  else if (was_gone)
    jz_lending_say (answer, _("It was given up and is back: put it on its shelf"));
  else
    jz_lending_refuse (answer, JZ_LENDING_NOT_LENT, _("It is not lent to anybody: put it on its shelf"));
  if (answer->held_for != NULL && !was_gone)
    jz_operation_describe (operation, _("Put %s aside for %s"), answer->title_text, answer->held_for);
  return TRUE;
}

static void
say_returned (JzLendingAnswer *answer)
{
  g_autofree char *late = jz_lending_late_words (answer);

  if (answer->held_for == NULL)
    jz_lending_say (answer, "%s", late);
  else if (answer->late > 0)
    jz_lending_say (answer, _("Waited for by %s: put it aside. %s"), answer->held_for, late);
  else
    jz_lending_say (answer, _("Waited for by %s: put it aside"), answer->held_for);
}

gboolean
jz_give_back (JzOperation *operation, const char *code, JzLendingAnswer *answer, GError **error)
{
  JzConnection        *connection = jz_operation_get_connection (operation);
  g_autoptr (JzReader) reader = NULL;
  g_auto (JzDeskCopy)  copy = { 0 };

  *answer = (JzLendingAnswer){ 0 };
  if (!jz_desk_copy_read (connection, code, &copy, answer, error))
    return FALSE;
  if (copy.id == 0)
    return TRUE;
  if (copy.lending == 0)
    return take_in (operation, &copy, answer, error);
  reader = jz_reader_read (connection, copy.reader, error);
  if (reader == NULL || !jz_lending_settle_late (operation, &copy, reader, answer, error) ||
      !jz_lending_end (operation, &copy, answer->late, "", error))
    return FALSE;
  jz_lending_take_reader (answer, reader);
  answer->out--;
  if (!put_aside (operation, &copy, answer, error))
    return FALSE;
  say_returned (answer);
  jz_operation_describe (operation, _("%s brought %s back"), reader->name, answer->title_text);
  return TRUE;
}

/* Renewing. */

static gboolean
may_renew (JzConnection *connection, const JzDeskCopy *copy, const JzReader *reader, const JzLoanRule *rule,
           JzLendingAnswer *answer, gboolean *may, GError **error)
{
  gint64 waiting;

  *may = jz_lending_card_is_good (reader, answer);
  if (!*may)
    return TRUE;
  *may = FALSE;
  if (copy->due < jz_source_today (connection))
    return jz_lending_refuse (answer, JZ_LENDING_OVERDUE, _("It is overdue: it must come back first"));
  if (copy->renewals >= rule->renewals)
    return jz_lending_refuse (answer, JZ_LENDING_RENEWALS,
                              g_dngettext (GETTEXT_PACKAGE, "It was renewed %u time, as often as may be",
                                           "It was renewed %u times, as often as may be", copy->renewals),
                              copy->renewals);
  if (!jz_connection_number (connection, &waiting, 0, error,
                             "SELECT count (*) FROM hold WHERE title = ? AND state = 'waiting'", "l", copy->title))
    return FALSE;
  if (waiting > 0)
    return jz_lending_refuse (answer, JZ_LENDING_HELD, _("Others wait for it"));
  *may = TRUE;
  return TRUE;
}

static gboolean
write_renewal (JzOperation *operation, const JzDeskCopy *copy, const JzLoanRule *rule, JzLendingAnswer *answer,
               GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);
  char          today[JZ_DATE_LENGTH];
  JzDate        due;

  jz_date_to_iso (jz_source_today (connection), today);
  if (!jz_loan_due (connection, copy->due, rule->renewal_days, rule->lengthens, &due, error) ||
      !jz_connection_run (
        connection, error,
        "UPDATE lending SET due = ?, renewals = renewals + 1, renewed = ?, changed = jz_operation () WHERE id = ?",
        "ssl", jz_date_to_iso (due, answer->due), today, copy->lending))
    return FALSE;
  answer->renewals = copy->renewals + 1;
  answer->days = due - jz_source_today (connection);
  jz_lending_say (answer, _("Renewed until %s, time %u"), answer->due, answer->renewals);
  jz_operation_describe (operation, _("Renewed %s for %s"), answer->title_text, answer->reader_name);
  return TRUE;
}

gboolean
jz_renew (JzOperation *operation, const char *code, JzLendingAnswer *answer, GError **error)
{
  JzConnection        *connection = jz_operation_get_connection (operation);
  g_autoptr (JzReader) reader = NULL;
  g_auto (JzDeskCopy)  copy = { 0 };
  JzLoanRule           rule;
  gboolean             may;

  *answer = (JzLendingAnswer){ 0 };
  if (!jz_desk_copy_read (connection, code, &copy, answer, error))
    return FALSE;
  if (copy.id == 0)
    return TRUE;
  if (copy.lending == 0)
    return jz_lending_refuse (answer, JZ_LENDING_NOT_LENT, _("It is not lent to anybody"));
  reader = jz_reader_read (connection, copy.reader, error);
  if (reader == NULL || !jz_loan_rule_read (connection, reader->group, copy.material, &rule, error))
    return FALSE;
  jz_lending_take_reader (answer, reader);
  if (!may_renew (connection, &copy, reader, &rule, answer, &may, error))
    return FALSE;
  return !may || write_renewal (operation, &copy, &rule, answer, error);
}

static gboolean
read_codes_out (JzConnection *connection, gint64 reader, GPtrArray *codes, GError **error)
{
  JzStatement *rows = jz_connection_query (
    connection, error,
    "SELECT barcode FROM lending JOIN copy ON copy.id = lending.copy WHERE reader = ? AND returned IS NULL "
    "ORDER BY due, lending.id",
    "l", reader);

  while (jz_statement_next (rows))
    g_ptr_array_add (codes, jz_statement_dup (rows, 0));
  return jz_statement_finish (rows, error);
}

GPtrArray *
jz_renew_all (JzOperation *operation, gint64 reader, GError **error)
{
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) answers = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_lending_answer_free);
  guint                 n = 0;

  if (!read_codes_out (jz_operation_get_connection (operation), reader, codes, error))
    return NULL;
  for (guint i = 0; i < codes->len; i++)
    {
      JzLendingAnswer *answer = g_new0 (JzLendingAnswer, 1);

      g_ptr_array_add (answers, answer);
      if (!jz_renew (operation, g_ptr_array_index (codes, i), answer, error))
        return NULL;
      n += answer->reason == JZ_LENDING_OK;
    }
  if (n > 0 && n < codes->len)
    jz_operation_describe (
      operation, g_dngettext (GETTEXT_PACKAGE, "Renewed %u of %u book", "Renewed %u of %u books", codes->len), n,
      codes->len);
  else if (n > 1)
    jz_operation_describe (operation, g_dngettext (GETTEXT_PACKAGE, "Renewed %u book", "Renewed %u books", n), n);
  return g_steal_pointer (&answers);
}
