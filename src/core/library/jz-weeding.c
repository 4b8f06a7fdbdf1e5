/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-weeding.h"

#include <glib/gi18n-lib.h>

#include "jz-approval.h"
#include "jz-source.h"
#include "jz-text.h"

const JzAction jz_action_weeding = { "library.weeding", "library" };
const JzAction jz_action_weeding_sign = { "library.weeding.sign", "approve" };

#define TABLE "weeding"

/* @why: (out): why the copy can't be struck off; NULL: it can. */
static gboolean
why_not (JzConnection *connection, gint64 copy, char **why, GError **error)
{
  return jz_connection_find_text (
    connection, why, error,
    "SELECT c.barcode || ' ' || t.title || ': ' || CASE "
    "WHEN c.state = 'withdrawn' OR c.voided IS NOT NULL THEN ?2 "
    "WHEN EXISTS (SELECT 1 FROM lending WHERE copy = c.id AND returned IS NULL) THEN ?3 "
    "WHEN EXISTS (SELECT 1 FROM hold WHERE hold.copy = c.id AND hold.state = 'ready') THEN ?4 END "
    "FROM copy c JOIN title t ON t.id = c.title WHERE c.id = ?1",
    "lsss", copy, _("it is struck off already"), _("a reader has it"), _("it is put aside for a reader"));
}

static gboolean
may_go (JzConnection *connection, gint64 copy, GError **error)
{
  g_autofree char *why = NULL;

  return why_not (connection, copy, &why, error) &&
         (why == NULL || jz_paper_fail (error, JZ_ERROR_CONFLICT, "%s", why));
}

/* Asking. */

/* A copy that is named twice is in it once. The rules are asked one by one: only so a line costs no more than they do.
 */
static gboolean
add_line (JzConnection *connection, gint64 id, gint64 copy, GError **error)
{
  g_autofree char *where = NULL;
  gint64           own, there;

  if (!jz_connection_number (connection, &own, 0, error,
                             "SELECT count (*) FROM weeding_line WHERE weeding = ? AND copy = ?", "ll", id, copy) ||
      (own == 0 && !jz_connection_find_text (connection, &where, error,
                                             "SELECT w.number FROM weeding_line l JOIN weeding w ON w.id = l.weeding "
                                             "WHERE l.copy = ? AND w.state = 'asked'", "l", copy)))
    return FALSE;
  if (own != 0)
    return TRUE;
  if (where != NULL)
    return jz_paper_fail (error, JZ_ERROR_CONFLICT, _("It is in the request %s already"), where);
  if (!jz_connection_number (connection, &there, 0, error, "SELECT id FROM copy WHERE id = ?", "l", copy))
    return FALSE;
  if (there == 0)
    return jz_paper_fail (error, JZ_ERROR_NOT_FOUND, _("There is no such copy"));
  return may_go (connection, copy, error) &&
         jz_connection_run (
           connection, error,
           "INSERT INTO weeding_line (weeding, copy, state, price, reason, changed) SELECT ?1, c.id, c.state, "
           "ifnull (c.price, ifnull (t.price, 0)), ifnull ((SELECT group_concat (name, '、') FROM (SELECT r.name FROM "
           "weeding_rule r WHERE EXISTS (SELECT 1 FROM weeding_proposal p WHERE p.copy = c.id AND p.rule = r.id) "
           "ORDER BY r.id)), ''), jz_operation () FROM copy c JOIN title t ON t.id = c.title WHERE c.id = ?2",
           "ll", id, copy);
}

static gboolean
add_steps (JzConnection *connection, gint64 id, GError **error)
{
  return jz_connection_run (
    connection, error,
    "INSERT INTO weeding_sign (weeding, step, role, body, changed) SELECT ?1, step, role, body, "
    "jz_operation () FROM weeding_step WHERE copies <= (SELECT count (*) FROM weeding_line WHERE weeding = "
    "?1) OR amount <= (SELECT sum (price) FROM weeding_line WHERE weeding = ?1) ORDER BY step",
    "l", id);
}

static gboolean
add_request (JzOperation *operation, const char *number, const char *today, const char *why, gint64 *id, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *uuid = jz_source_uuid (connection);

  if (!jz_connection_run (connection, error,
                          "INSERT INTO weeding (uuid, number, date, asked_by, reason, changed) VALUES (?, ?, ?, ?, ?, "
                          "jz_operation ())",
                          "sssls", uuid, number, today, jz_operation_get_actor (operation)->account, why))
    return FALSE;
  *id = jz_connection_last_id (connection);
  return TRUE;
}

/* Signing. */

/* What was missing or lost when it was asked for and has turned up since stays: the request is without it. */
static gboolean
keep_found (JzConnection *connection, gint64 id, guint *n_found, GError **error)
{
  if (!jz_connection_run (
        connection, error,
        "DELETE FROM weeding_line WHERE weeding = ? AND state IN ('missing', 'lost') AND (SELECT state FROM copy WHERE "
        "copy.id = weeding_line.copy) NOT IN ('missing', 'lost', 'withdrawn')", "l", id))
    return FALSE;
  *n_found = (guint) jz_connection_n_changed (connection);
  return TRUE;
}

/* Everybody has signed: the copies go. */
static gboolean
withdraw (JzOperation *operation, gint64 id, guint *n_found, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  char             today[JZ_DATE_LENGTH];
  gint64           stays;

  if (!keep_found (connection, id, n_found, error) ||
      !jz_connection_number (
        connection, &stays, 0, error,
        "SELECT min (l.copy) FROM weeding_line l JOIN copy c ON c.id = l.copy WHERE l.weeding = ? AND "
        "(c.state = 'withdrawn' OR c.voided IS NOT NULL OR EXISTS (SELECT 1 FROM lending WHERE copy = c.id "
        "AND returned IS NULL) OR EXISTS (SELECT 1 FROM hold WHERE hold.copy = c.id AND hold.state = 'ready'))",
        "l", id) ||
      (stays != 0 && !may_go (connection, stays, error)))
    return FALSE;
  return jz_connection_run (
           connection, error,
           "UPDATE copy SET state = 'withdrawn', changed = jz_operation () WHERE id IN (SELECT copy FROM "
           "weeding_line WHERE weeding = ?)",
           "l", id) &&
         jz_connection_run (
           connection, error,
           "UPDATE weeding SET state = 'done', done = max (date, ?), changed = jz_operation () WHERE id = ?", "sl",
           jz_date_to_iso (jz_source_today (connection), today), id);
}

gboolean
jz_weeding_ask (JzOperation *operation, const char *reason, const gint64 *copies, guint n, gint64 *id, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *why = jz_text_tidy (reason), *number = NULL, *waits = NULL;
  char             today[JZ_DATE_LENGTH];
  gint64           steps, lines;
  guint            n_found;

  if (n == 0 || why[0] == '\0')
    return jz_paper_fail (error, JZ_ERROR_INVALID,
                          n == 0 ? _("Say which books are to be struck off") : _("Say why they are struck off"));
  jz_date_to_iso (jz_source_today (connection), today);
  number = jz_paper_next_number (connection, TABLE, "TJ", today, error);
  if (number == NULL || !add_request (operation, number, today, why, id, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!add_line (connection, *id, copies[i], error))
      return FALSE;
  if (!add_steps (connection, *id, error) ||
      !jz_connection_number (connection, &steps, 0, error, "SELECT count (*) FROM weeding_sign WHERE weeding = ?", "l",
                             *id) ||
      !jz_connection_number (connection, &lines, 0, error, "SELECT count (*) FROM weeding_line WHERE weeding = ?", "l",
                             *id) ||
      (steps == 0 && !withdraw (operation, *id, &n_found, error)) ||
      !jz_approval_waits_for (connection, TABLE, *id, &waits, error))
    return FALSE;
  n = (guint) lines;
  if (waits != NULL)
    jz_operation_describe (operation,
                           g_dngettext (GETTEXT_PACKAGE, "Asked to strike off %u book: %s; it waits for %s",
                                        "Asked to strike off %u books: %s; it waits for %s", n),
                           n, number, waits);
  else
    jz_operation_describe (operation, g_dngettext (GETTEXT_PACKAGE, "Struck off %u book: %s; nobody had to approve it",
                                                   "Struck off %u books: %s; nobody had to approve it", n), n, number);
  return TRUE;
}

gboolean
jz_weeding_sign (JzOperation *operation, gint64 id, gboolean yes, const char *note, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *number = NULL, *tidy = jz_text_tidy (note), *waits = NULL;
  guint            n_found = 0;

  if (!jz_paper_must_be (connection, TABLE, id, "asked", &number, error) ||
      !jz_approval_sign (operation, TABLE, id, yes, tidy, &waits, error) ||
      (yes && waits == NULL && !withdraw (operation, id, &n_found, error)))
    return FALSE;
  if (!yes)
    jz_operation_describe (operation, _("Did not approve %s: %s"), number, tidy);
  else if (waits != NULL)
    jz_operation_describe (operation, _("Approved %s; it waits for %s"), number, waits);
  else if (n_found > 0)
    jz_operation_describe (operation,
                           g_dngettext (GETTEXT_PACKAGE,
                                        "Approved %s; the books are struck off, but for %u that turned up meanwhile",
                                        "Approved %s; the books are struck off, but for %u that turned up meanwhile",
                                        n_found), number, n_found);
  else
    jz_operation_describe (operation, _("Approved %s; the books are struck off"), number);
  return TRUE;
}

gboolean
jz_weeding_drop (JzOperation *operation, gint64 id, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *number = NULL;

  if (!jz_paper_must_be (connection, TABLE, id, "asked", &number, error) ||
      !jz_connection_run (connection, error,
                          "UPDATE weeding SET state = 'dropped', changed = jz_operation () WHERE id = ?", "l", id))
    return FALSE;
  jz_operation_describe (operation, _("Withdrew the request %s"), number);
  return TRUE;
}
