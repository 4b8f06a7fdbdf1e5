/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-ledger"
#include "config.h"

#include "jz-disposal.h"

#include <glib/gi18n-lib.h>

#include "jz-approval.h"
#include "jz-money.h"
#include "jz-source.h"
#include "jz-text.h"
#include "jz-upkeep-private.h"

const JzAction jz_action_disposal_sign = { "disposal.sign", "approve" };

static const char *const ways[] = { "scrap", "sell", "exchange", "recycle", "donate", "lost", NULL };

const char *const *
jz_disposal_ways (void)
{
  return ways;
}

const char *
jz_disposal_way_words (const char *way)
{
  static const char *const words[] = { N_("Thrown away"), N_("Sold"),    N_("Exchanged for a new one"),
                                       N_("Recycled"),    N_("Donated"), N_("Lost") };

  for (gsize i = 0; way != NULL && i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (ways[i], way))
      return g_dgettext (GETTEXT_PACKAGE, words[i]);
  return "";
}

/* Which steps amounts reach. */

/* What was written off in the year of @date, and not taken back. */
static gboolean
written_off (JzConnection *connection, const char *date, gint64 *amount, GError **error)
{
  g_autofree char *year = g_strdup_printf ("%.4s", date), *from = g_strconcat (year, "-01-01", NULL),
                          *to = g_strconcat (year, "-12-31", NULL);

  return jz_connection_number (connection, amount, 0, error,
                               "SELECT -sum (entry.amount) FROM voucher JOIN entry ON entry.voucher = voucher.id "
                               "WHERE voucher.kind = 'write-off' "
                               "AND voucher.date BETWEEN ? AND ? AND NOT EXISTS (SELECT 1 FROM voucher r WHERE "
                               "r.reverses = voucher.id)", "ss", from, to);
}

#define REACHED "(single <= ?1 OR year <= ?2)"

/* Requests. */

static gboolean
add_line (JzConnection *connection, gint64 id, const JzDisposalLine *given, gint64 *total, gint64 *dearest,
          GError **error)
{
  g_autofree char *reason = jz_text_tidy (given->reason), *where = NULL;
  const char      *way = given->way != NULL ? given->way : "scrap";
  gint64           amount, single;
  JzThing          thing;

  if (!g_strv_contains (ways, way))
    return jz_paper_fail (error, JZ_ERROR_INVALID, _("%s: there is no such way to get rid of things"), way);
  if (!jz_thing_complete (connection, &given->thing, &thing, error) ||
      !jz_thing_worth (connection, &thing, &amount, &single, error))
    return FALSE;
  where = thing.asset != 0 ? jz_connection_text (connection, NULL,
                                                 "SELECT d.number FROM disposal_line l JOIN disposal d ON d.id = "
                                                 "l.disposal WHERE l.asset = ? AND d.state = 'asked'",
                                                 "l", thing.asset) : NULL;
  if (where != NULL)
    return jz_paper_fail (error, JZ_ERROR_CONFLICT, _("It is in the request %s already"), where);
  *total += amount;
  *dearest = MAX (*dearest, single);
  return jz_connection_run (connection, error,
                            "INSERT INTO disposal_line (disposal, item, asset, quantity, place, amount, reason, way, "
                            "changed) "
                            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, jz_operation ())", "llrlrlss",
                            id, thing.item, thing.asset, thing.quantity, thing.place, amount, reason, way);
}

static gboolean
add_steps (JzConnection *connection, gint64 id, const char *date, gint64 total, gint64 dearest, GError **error)
{
  gint64 before;

  return written_off (connection, date, &before, error) &&
         jz_connection_run (connection, error,
                            "INSERT INTO disposal_sign (disposal, step, role, body, changed) SELECT ?3, step, role, "
                            "body, jz_operation () FROM approval_step "
                            "WHERE " REACHED " ORDER BY step", "lll", dearest, before + total, id);
}

static gboolean
collect (JzConnection *connection, gint64 id, GArray *lines, GError **error)
{
  JzStatement *row = jz_connection_query (connection, error,
                                          "SELECT item, ifnull (asset, 0), quantity, ifnull (place, 0) FROM "
                                          "disposal_line WHERE disposal = ? ORDER BY id", "l", id);

  while (jz_statement_next (row))
    {
      JzLine line = { .item = jz_statement_int64 (row, 0), .asset = jz_statement_int64 (row, 1),
                      .quantity = jz_statement_int64 (row, 2),
                      .place = jz_statement_int64 (row, 3) };

      if (line.asset != 0)
        line.place = 0; /* wherever it is by now */
      g_array_append_val (lines, line);
    }
  return jz_statement_finish (row, error);
}

/* Everybody has signed: it leaves the books. */
static gboolean
post (JzOperation *operation, gint64 id, const char *number, GError **error)
{
  JzConnection      *connection = jz_operation_get_connection (operation);
  g_autoptr (GArray) lines = g_array_new (FALSE, TRUE, sizeof (JzLine));
  g_autofree char   *reason = jz_connection_text (connection, error, "SELECT reason FROM disposal WHERE id = ?", "l",
                                                  id);
  g_autofree char   *with_number = reason != NULL ? g_strdup_printf (_("%s (%s)"), reason, number) : NULL;
  JzTerms            terms = { .reason = with_number };
  g_auto (JzDone)    done = { 0 };

  return with_number != NULL && collect (connection, id, lines, error) &&
         jz_voucher_write_off_approved (operation, &terms, (const JzLine *) (gpointer) lines->data, lines->len, &done,
                                        error) &&
         jz_connection_run (connection, error,
                            "UPDATE disposal SET state = 'done', voucher = ?, changed = jz_operation () WHERE id = ?",
                            "ll", done.voucher, id);
}

gboolean
jz_disposal_ask (JzOperation *operation, const char *date, const char *reason, const JzDisposalLine *lines, guint n,
                 gint64 *id, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *uuid = jz_source_uuid (connection), *why = jz_text_tidy (reason), *number = NULL, *words = NULL,
                          *waits = NULL;
  char             buffer[JZ_DATE_LENGTH];
  const char      *day = jz_paper_date (connection, date, buffer, error);
  gint64           total = 0, dearest = 0, steps;

  if (day == NULL)
    return FALSE;
  if (why[0] == '\0' || n == 0)
    return jz_paper_fail (error, JZ_ERROR_INVALID,
                           n == 0 ? _("Say what is to be written off") : _("Say why it is written off"));
  number = jz_paper_next_number (connection, "disposal", "BF", day, error);
  words = number != NULL ? jz_thing_words (connection, &lines[0].thing, error) : NULL;
  if (words == NULL ||
      !jz_connection_run (connection, error,
                          "INSERT INTO disposal (uuid, number, date, asked_by, reason, changed) VALUES (?, ?, ?, ?, "
                          "?, jz_operation ())",
                          "sssls", uuid, number, day, jz_operation_get_actor (operation)->account, why))
    return FALSE;
  *id = jz_connection_last_id (connection);
  for (guint i = 0; i < n; i++)
    if (!add_line (connection, *id, &lines[i], &total, &dearest, error))
      return FALSE;
  if (!add_steps (connection, *id, day, total, dearest, error) ||
      !jz_connection_number (connection, &steps, 0, error, "SELECT count (*) FROM disposal_sign WHERE disposal = ?",
                             "l", *id) ||
      (steps == 0 && !post (operation, *id, number, error)))
    return FALSE;
  if (!jz_approval_waits_for (connection, "disposal", *id, &waits, error))
    return FALSE;
  if (waits != NULL)
    jz_operation_describe (operation, _("Asked to write off %s: %s; it waits for %s"), words, number, waits);
  else
    jz_operation_describe (operation, _("Wrote off %s: %s; nobody had to approve it"), words, number);
  return TRUE;
}

/* Signing. */

char *
jz_disposal_waits_for (JzConnection *connection, gint64 id, GError **error)
{
  char *waits = NULL;

  jz_approval_waits_for (connection, "disposal", id, &waits, error);
  return waits;
}

gboolean
jz_disposal_sign (JzOperation *operation, gint64 id, gboolean yes, const char *note, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *number = NULL, *tidy = jz_text_tidy (note), *waits = NULL;

  if (!jz_paper_must_be (connection, "disposal", id, "asked", &number, error) ||
      !jz_approval_sign (operation, "disposal", id, yes, tidy, &waits, error) ||
      (yes && waits == NULL && !post (operation, id, number, error)))
    return FALSE;
  if (!yes)
    jz_operation_describe (operation, _("Did not approve %s: %s"), number, tidy);
  else if (waits != NULL)
    jz_operation_describe (operation, _("Approved %s; it waits for %s"), number, waits);
  else
    jz_operation_describe (operation, _("Approved %s; it is written off"), number);
  return TRUE;
}

gboolean
jz_disposal_drop (JzOperation *operation, gint64 id, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *number = NULL;

  if (!jz_paper_must_be (connection, "disposal", id, "asked", &number, error) ||
      !jz_connection_run (connection, error,
                          "UPDATE disposal SET state = 'dropped', changed = jz_operation () WHERE id = ?", "l", id))
    return FALSE;
  jz_operation_describe (operation, _("Withdrew the request %s"), number);
  return TRUE;
}

gboolean
jz_disposal_proceeds (JzOperation *operation, gint64 id, gint64 amount, const char *note, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *number = NULL, *tidy = jz_text_tidy (note), *money = jz_money_format (amount);

  if (amount < 0 || amount > JZ_MONEY_MAX)
    return jz_paper_fail (error, JZ_ERROR_INVALID, _("This is no amount of money"));
  if (!jz_paper_must_be (connection, "disposal", id, "done", &number, error) ||
      !jz_connection_run (connection, error,
                          "UPDATE disposal SET proceeds = ?, proceeds_note = ?, changed = jz_operation () WHERE id = ?",
                          "lsl", amount, tidy, id))
    return FALSE;
  jz_operation_describe (operation, _("%s brought %s yuan"), number, money);
  return TRUE;
}

/* Without a request. */

static gboolean
worth_of_lines (JzConnection *connection, const JzLine *lines, guint n, gint64 *total, gint64 *dearest, GError **error)
{
  *total = *dearest = 0;
  for (guint i = 0; i < n; i++)
    {
      JzThing thing = { lines[i].item, lines[i].asset, lines[i].quantity, lines[i].place };
      gint64  amount = 0, single = 0;

      if ((thing.asset != 0 || thing.item != 0) && !jz_thing_worth (connection, &thing, &amount, &single, error))
        return FALSE;
      *total += amount;
      *dearest = MAX (*dearest, single);
    }
  return TRUE;
}

gboolean
jz_disposal_may_write_off (JzOperation *operation, const char *date, const JzLine *lines, guint n, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *who = NULL;
  char             today[JZ_DATE_LENGTH];
  gint64           total, dearest, before;

  if (jz_operation_may (connection, jz_operation_get_actor (operation), "approve", NULL))
    return TRUE;
  if (!worth_of_lines (connection, lines, n, &total, &dearest, error) ||
      !written_off (connection, date != NULL ? date : jz_date_to_iso (jz_source_today (connection), today), &before,
                    error))
    return FALSE;
  who = jz_connection_text (connection, error,
                            "SELECT iif (s.role = '', s.body, ifnull (role.title, s.role)) FROM approval_step s LEFT "
                            "JOIN role ON role.name = s.role "
                            "WHERE " REACHED " ORDER BY s.step LIMIT 1", "ll", dearest, before + total);
  if (who == NULL)
    return error == NULL || *error == NULL;
  return jz_paper_fail (error, JZ_ERROR_NOT_ALLOWED,
                         _("A write-off of that much must be approved by %s: make a request for it"), who);
}

/* The steps. */

static gboolean
step_is_sound (JzConnection *connection, const JzApprovalStep *step, GError **error)
{
  if (step->single < 0 && step->year < 0)
    return jz_paper_fail (error, JZ_ERROR_INVALID, _("Say from which amount on"));
  if (step->single > JZ_MONEY_MAX || step->year > JZ_MONEY_MAX)
    return jz_paper_fail (error, JZ_ERROR_INVALID, _("This is no amount of money"));
  return jz_approval_signer_is_sound (connection, step->step, step->role, step->body, error);
}

gboolean
jz_approval_step_set (JzOperation *operation, gint64 id, const JzApprovalStep *step, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *single = step->single >= 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, step->single) : NULL;
  g_autofree char *year = step->year >= 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, step->year) : NULL;
  g_autofree char *body = jz_text_tidy (step->body), *note = jz_text_tidy (step->note);
  const char      *role = step->role != NULL ? step->role : "";
  gint64           same;

  if (!step_is_sound (connection, step, error) ||
      !jz_connection_number (connection, &same, 0, error, "SELECT id FROM approval_step WHERE step = ?", "i",
                             step->step))
    return FALSE;
  if (same != 0 && same != id)
    return jz_paper_fail (error, JZ_ERROR_CONFLICT, _("There is a step %d already"), step->step);
  jz_operation_describe (operation, _("Step %d of approving write-offs"), step->step);
  if (id == 0)
    return jz_connection_run (connection, error,
                              "INSERT INTO approval_step (step, role, body, single, year, note, changed) "
                              "VALUES (?, ?, ?, CAST (? AS INTEGER), CAST (? AS INTEGER), ?, jz_operation ())",
                              "isssss", step->step, role, body, single, year, note);
  return jz_connection_run (connection, error,
                            "UPDATE approval_step SET step = ?, role = ?, body = ?, single = CAST (? AS INTEGER), "
                            "year = CAST (? AS INTEGER), note = ?, "
                            "starter = 0, changed = jz_operation () WHERE id = ?", "isssssl", step->step, role, body,
                            single, year, note, id);
}

gboolean
jz_approval_step_remove (JzOperation *operation, gint64 id, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);

  if (!jz_connection_run (connection, error, "DELETE FROM approval_step WHERE id = ?", "l", id))
    return FALSE;
  if (jz_connection_n_changed (connection) == 0)
    return jz_paper_fail (error, JZ_ERROR_NOT_FOUND, _("There is no such step"));
  jz_operation_describe (operation, _("Removed a step of approving write-offs"));
  return TRUE;
}
