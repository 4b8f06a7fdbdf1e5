/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-hold.h"

#include <glib/gi18n-lib.h>

#include "jz-lending-private.h"
#include "jz-source.h"

const JzAction jz_action_hold = { "library.hold", "library" };

gboolean
jz_hold_first (JzConnection *connection, const JzDeskCopy *copy, gint64 *reader, GError **error)
{
  return jz_connection_number (
    connection, reader, 0, error,
    "SELECT reader FROM (SELECT reader, 0 AS place FROM hold WHERE copy = ?1 AND state = 'ready' UNION ALL "
    "SELECT reader, id FROM hold WHERE title = ?2 AND state = 'waiting') ORDER BY place LIMIT 1",
    "ll", copy->id, copy->title);
}

static gboolean
aside_until (JzConnection *connection, char today[JZ_DATE_LENGTH], char expires[JZ_DATE_LENGTH], GError **error)
{
  JzDate          now = jz_source_today (connection), until;
  JzLendingPolicy policy;

  if (!jz_lending_policy_read (connection, &policy, error) ||
      !jz_loan_due (connection, now, policy.hold_days, TRUE, &until, error))
    return FALSE;
  jz_date_to_iso (now, today);
  jz_date_to_iso (until, expires);
  return TRUE;
}

gboolean
jz_hold_put_aside (JzOperation *operation, const JzDeskCopy *copy, gint64 *reader, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);
  char          today[JZ_DATE_LENGTH], expires[JZ_DATE_LENGTH];

  *reader = 0;
  if (!g_str_equal (copy->state, "shelf") || !copy->lends)
    return TRUE;
  if (!jz_hold_advance (operation, copy->title, error) || !jz_hold_first (connection, copy, reader, error))
    return FALSE;
  if (*reader == 0)
    return TRUE;
  return aside_until (connection, today, expires, error) &&
         jz_connection_run (
           connection, error,
           "UPDATE hold SET state = 'ready', copy = ?, ready = ?, expires = ?, changed = jz_operation () "
           "WHERE title = ? AND reader = ? AND state = 'waiting'",
           "lssll", copy->id, today, expires, copy->title, *reader);
}

gboolean
jz_hold_take_away (JzOperation *operation, const JzDeskCopy *copy, GError **error)
{
  return jz_connection_run (jz_operation_get_connection (operation), error,
                            "UPDATE hold SET state = 'waiting', copy = NULL, ready = NULL, expires = NULL, changed = "
                            "jz_operation () WHERE copy = ? AND state = 'ready'",
                            "l", copy->id);
}

/* One copy that was not fetched: to the next, unless somebody else has it by now. */
static gboolean
pass_on (JzOperation *operation, gint64 id, gint64 title, gint64 copy_id, const char *state, GError **error)
{
  JzConnection       *connection = jz_operation_get_connection (operation);
  g_auto (JzDeskCopy) copy = { .id = copy_id, .title = title };
  gint64              next, lends;

  copy.state = jz_connection_text (connection, error, "SELECT state FROM copy WHERE id = ?", "l", copy_id);
  if (copy.state == NULL ||
      !jz_connection_number (connection, &lends, 0, error,
                             "SELECT lends FROM copy JOIN place_lends USING (place) WHERE id = ?", "l", copy_id))
    return FALSE;
  copy.lends = lends != 0;
  return jz_connection_run (connection, error, "UPDATE hold SET state = ?, changed = jz_operation () WHERE id = ?",
                            "sl", state, id) &&
         jz_hold_put_aside (operation, &copy, &next, error);
}

gboolean
jz_hold_advance (JzOperation *operation, gint64 title, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);
  char          today[JZ_DATE_LENGTH];

  jz_date_to_iso (jz_source_today (connection), today);
  for (;;)
    {
      JzStatement *row = jz_connection_query (
        connection, error,
        "SELECT id, copy FROM hold WHERE title = ? AND state = 'ready' AND expires < ? ORDER BY id LIMIT 1", "ls",
        title, today);
      gint64       id, copy;

      if (!jz_statement_next (row))
        return jz_statement_finish (row, error);
      id = jz_statement_int64 (row, 0);
      copy = jz_statement_int64 (row, 1);
      jz_statement_reset (row);
      if (!pass_on (operation, id, title, copy, "expired", error))
        return FALSE;
      jz_operation_describe (operation, _("Passed on what was not fetched in time"));
    }
}

gboolean
jz_hold_fetch (JzOperation *operation, const JzDeskCopy *copy, gint64 reader, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);
  char          today[JZ_DATE_LENGTH];
  gint64        aside;

  jz_date_to_iso (jz_source_today (connection), today);
  if (!jz_connection_number (connection, &aside, 0, error,
                             "SELECT copy FROM hold WHERE title = ? AND reader = ? AND state = 'ready'", "ll",
                             copy->title, reader))
    return FALSE;
  /* Another copy than the one put aside: that one goes to the next. */
  if (aside != 0 && aside != copy->id)
    {
      gint64 id;

      return jz_connection_number (connection, &id, 0, error, "SELECT id FROM hold WHERE copy = ? AND state = 'ready'",
                                   "l", aside) &&
             pass_on (operation, id, copy->title, aside, "fetched", error);
    }
  return jz_connection_run (
    connection, error,
    "UPDATE hold SET state = 'fetched', copy = ?1, ready = ifnull (ready, ?2), expires = ifnull (expires, ?2), "
    "changed = jz_operation () WHERE title = ?3 AND reader = ?4 AND state IN ('waiting', 'ready')",
    "lsll", copy->id, today, copy->title, reader);
}

/* Placing. */

#define ON_SHELF                                                                                                       \
  "SELECT count (*) FROM copy c WHERE c.title = ?1 AND c.state = 'shelf' AND c.voided IS NULL "                        \
  "AND NOT EXISTS (SELECT 1 FROM lending WHERE copy = c.id AND returned IS NULL) "                                     \
  "AND NOT EXISTS (SELECT 1 FROM hold WHERE copy = c.id AND state = 'ready') "                                         \
  "AND (SELECT lends FROM place_lends WHERE place = c.place)"
#define HAS_OR_WAITS                                                                                                   \
  "SELECT EXISTS (SELECT 1 FROM lending l JOIN copy c ON c.id = l.copy WHERE l.reader = ?2 AND l.returned IS NULL "    \
  "AND c.title = ?1) "                                                                                                 \
  "OR EXISTS (SELECT 1 FROM hold WHERE title = ?1 AND reader = ?2 AND state IN ('waiting', 'ready'))"

static gboolean
may_wait (JzConnection *connection, const JzReader *reader, JzLendingAnswer *answer, gboolean *may, GError **error)
{
  JzLoanRule rule;
  gint64     has, shelf, waiting;

  *may = jz_lending_card_is_good (reader, answer);
  if (!*may)
    return TRUE;
  *may = FALSE;
  if (!jz_connection_number (connection, &has, 0, error, HAS_OR_WAITS, "ll", answer->title, reader->id) ||
      !jz_connection_number (connection, &shelf, 0, error, ON_SHELF, "l", answer->title) ||
      !jz_connection_number (connection, &waiting, 0, error,
                             "SELECT count (*) FROM hold WHERE title = ? AND state = 'waiting'", "l", answer->title) ||
      !jz_loan_rule_read (connection, reader->group, 0, &rule, error))
    return FALSE;
  if (has)
    return jz_lending_refuse (answer, JZ_LENDING_HAS_IT, _("The reader has it or waits for it already"));
  if (shelf > waiting)
    return jz_lending_refuse (answer, JZ_LENDING_AVAILABLE, _("A copy stands on the shelf: lend that one"));
  if (reader->holds >= rule.holds)
    return jz_lending_refuse (answer, JZ_LENDING_HOLDS,
                              g_dngettext (GETTEXT_PACKAGE, "Waits for %u book, as many as may be",
                                           "Waits for %u books, as many as may be", reader->holds),
                              reader->holds);
  *may = TRUE;
  return TRUE;
}

static gboolean
read_title (JzConnection *connection, gint64 title, JzLendingAnswer *answer, GError **error)
{
  answer->title_text = jz_connection_text (
    connection, error, "SELECT trim (title || ' ' || volume) FROM title WHERE id = ? AND voided IS NULL", "l", title);
  answer->title = title;
  if (answer->title_text == NULL && (error == NULL || *error == NULL))
    g_set_error_literal (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("There is no such title"));
  return answer->title_text != NULL;
}

gboolean
jz_hold_place (JzOperation *operation, gint64 reader_id, gint64 title, JzLendingAnswer *answer, GError **error)
{
  JzConnection        *connection = jz_operation_get_connection (operation);
  g_autoptr (JzReader) reader = jz_reader_read (connection, reader_id, error);
  char                 today[JZ_DATE_LENGTH];
  gboolean             may;
  gint64               place;

  *answer = (JzLendingAnswer){ 0 };
  if (reader == NULL || !read_title (connection, title, answer, error))
    return FALSE;
  jz_lending_take_reader (answer, reader);
  if (!jz_hold_advance (operation, title, error) || !may_wait (connection, reader, answer, &may, error))
    return FALSE;
  if (!may)
    return TRUE;
  if (!jz_connection_run (connection, error,
                          "INSERT INTO hold (title, reader, placed, changed) VALUES (?, ?, ?, jz_operation ())", "lls",
                          title, reader->id, jz_date_to_iso (jz_source_today (connection), today)) ||
      !jz_connection_number (connection, &place, 0, error,
                             "SELECT count (*) FROM hold WHERE title = ? AND state = 'waiting'", "l", title))
    return FALSE;
  jz_lending_say (answer, _("Waits as number %u"), (guint) place);
  jz_operation_describe (operation, _("%s waits for %s"), reader->name, answer->title_text);
  return TRUE;
}

gboolean
jz_hold_drop (JzOperation *operation, gint64 id, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  JzStatement *row = jz_connection_query (
    connection, error,
    "SELECT h.title, ifnull (h.copy, 0), trim (t.title || ' ' || t.volume) FROM hold h JOIN title t ON t.id = h.title "
    "WHERE h.id = ? AND h.state IN ('waiting', 'ready')",
    "l", id);
  g_autofree char *words = NULL;
  gint64           title, copy;

  if (!jz_statement_first (row, _("Nobody waits for that any more"), error))
    return FALSE;
  title = jz_statement_int64 (row, 0);
  copy = jz_statement_int64 (row, 1);
  words = jz_statement_dup (row, 2);
  jz_statement_reset (row);
  if (copy != 0 ?
        !pass_on (operation, id, title, copy, "dropped", error) :
        !jz_connection_run (connection, error,
                            "UPDATE hold SET state = 'dropped', changed = jz_operation () WHERE id = ?", "l", id))
    return FALSE;
  jz_operation_describe (operation, _("No longer waits for %s"), words);
  return TRUE;
}

gboolean
jz_holds_expire (JzOperation *operation, guint *n, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);
  char          today[JZ_DATE_LENGTH];

  jz_date_to_iso (jz_source_today (connection), today);
  for (*n = 0;; (*n)++)
    {
      gint64 title;

      if (!jz_connection_number (connection, &title, 0, error,
                                 "SELECT title FROM hold WHERE state = 'ready' AND expires < ? LIMIT 1", "s", today))
        return FALSE;
      if (title == 0)
        break;
      if (!jz_hold_advance (operation, title, error))
        return FALSE;
    }
  return TRUE;
}
