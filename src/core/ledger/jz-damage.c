/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-ledger"
#include "config.h"

#include "jz-damage.h"

#include <glib/gi18n-lib.h>

#include "jz-compensation.h"
#include "jz-disposal.h"
#include "jz-money.h"
#include "jz-repair.h"
#include "jz-source.h"
#include "jz-text.h"
#include "jz-upkeep-private.h"
#include "jz-voucher.h"

gboolean
jz_damage_report (JzOperation *operation, const JzDamageReport *report, gint64 *id, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *uuid = jz_source_uuid (connection), *cause = jz_text_tidy (report->cause), *number = NULL,
                          *words = NULL, *before = NULL;
  char             day[JZ_DATE_LENGTH];
  const char      *date = jz_paper_date (connection, report->date, day, error);
  gint64           price, single;
  JzThing          thing;

  if (date == NULL || !jz_thing_complete (connection, &report->thing, &thing, error))
    return FALSE;
  if (cause[0] == '\0')
    return jz_paper_fail (error, JZ_ERROR_INVALID, _("Say what happened"));
  number = jz_paper_next_number (connection, "damage", "SH", date, error);
  words = number != NULL ? jz_thing_words (connection, &thing, error) : NULL;
  if (words == NULL || !jz_thing_worth (connection, &thing, &price, &single, error))
    return FALSE;
  before = jz_connection_text (connection, NULL, "SELECT condition FROM asset WHERE id = ?", "l", thing.asset);
  if (!jz_connection_run (connection, error,
                          "INSERT INTO damage (uuid, number, date, item, asset, quantity, place, person, class, "
                          "cause, before, voucher, price, changed) "
                          "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, jz_operation ())", "ssslrlrrrssrl",
                          uuid, number, date, thing.item, thing.asset, thing.quantity, thing.place, report->person,
                          report->class_, cause,
                          before != NULL ? before : "good", report->voucher, price))
    return FALSE;
  *id = jz_connection_last_id (connection);
  if (thing.asset != 0 && !jz_asset_set_condition (operation, thing.asset, report->lost ? "missing" : "broken", error))
    return FALSE;
  jz_operation_describe (operation, _("Reported damage %s: %s"), number, words);
  return TRUE;
}

/* Deciding. */

gboolean
jz_damage_compensation (JzConnection *connection, gint64 id, const JzDamageDecision *decision, gint64 *amount,
                        char **why, GError **error)
{
  JzStatement *row = jz_connection_query (
    connection, error,
    "SELECT damage.price, damage.date, asset.acquired FROM damage LEFT JOIN asset ON asset.id = damage.asset WHERE "
    "damage.id = ?", "l", id);
  g_autofree char   *date = NULL, *acquired = NULL;
  JzCompensationCase what = { .responsibility = decision->responsibility, .repairable = decision->repairable,
                              .repair_cost = decision->repair_cost };

  if (!jz_statement_first (row, _("There is no such paper"), error))
    return FALSE;
  what.price = jz_statement_int64 (row, 0);
  what.date = date = jz_statement_dup (row, 1);
  what.acquired = acquired = jz_statement_dup (row, 2);
  jz_statement_reset (row);
  return jz_compensation_compute (connection, &what, amount, why, error);
}

static gboolean
decision_is_sound (const JzDamageDecision *decision, GError **error)
{
  static const char *const handlings[] = { "none", "repair", "compensation", "write-off", NULL };

  if (decision->responsibility == NULL || !g_strv_contains (jz_responsibilities (), decision->responsibility))
    return jz_paper_fail (error, JZ_ERROR_INVALID, _("Say whose fault it is"));
  if (decision->handling == NULL || !g_strv_contains (handlings, decision->handling))
    return jz_paper_fail (error, JZ_ERROR_INVALID, _("Say what becomes of it"));
  if (jz_text_is_blank (decision->decided_by))
    return jz_paper_fail (error, JZ_ERROR_INVALID, _("Say who decided it"));
  if (g_str_equal (decision->responsibility, "lost") &&
      (decision->repairable || g_str_equal (decision->handling, "repair")))
    return jz_paper_fail (error, JZ_ERROR_INVALID, _("What is lost can't be repaired"));
  if (g_str_equal (decision->handling, "repair") && !decision->repairable)
    return jz_paper_fail (error, JZ_ERROR_INVALID, _("What can't be repaired is not sent to repair"));
  if (decision->repair_cost < 0 || decision->repair_cost > JZ_MONEY_MAX || decision->due > JZ_MONEY_MAX)
    return jz_paper_fail (error, JZ_ERROR_INVALID, _("This is no amount of money"));
  return TRUE;
}

/* What is lent and lost does not come back by itself: it is taken back, so that it can be written off. */
static gboolean
take_back (JzOperation *operation, const JzThing *thing, const char *number, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);
  JzTerms         terms = { .reason = number };
  JzLine          line = { .asset = thing->asset, .item = thing->item, .quantity = 1 };
  g_auto (JzDone) done = { 0 };
  gint64          lent = 0;

  return thing->asset == 0 ||
         (jz_connection_number (connection, &lent, 0, error,
                                "SELECT count (*) FROM position WHERE asset = ? AND state = 'loan'", "l",
                                thing->asset) &&
          (lent == 0 || jz_voucher_return (operation, &terms, &line, 1, &done, error)));
}

static gboolean
write_off (JzOperation *operation, gint64 id, const JzThing *thing, const char *number, gboolean lost, GError **error)
{
  g_autofree char *cause = jz_connection_text (jz_operation_get_connection (operation), error,
                                               "SELECT cause FROM damage WHERE id = ?", "l", id);
  g_autofree char *reason = cause != NULL ? g_strdup_printf (_("%s (%s)"), cause, number) : NULL;
  JzDisposalLine   line = { .thing = *thing, .way = lost ? "lost" : "scrap" };
  gint64           disposal;

  return reason != NULL && take_back (operation, thing, number, error) &&
         jz_disposal_ask (operation, NULL, reason, &line, 1, &disposal, error) &&
         jz_connection_run (jz_operation_get_connection (operation), error,
                            "UPDATE damage SET disposal = ?, changed = jz_operation () WHERE id = ?", "ll",
                            disposal, id);
}

static gboolean
handle (JzOperation *operation, gint64 id, const JzDamageDecision *decision, const char *number, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *cause = jz_connection_text (connection, error, "SELECT cause FROM damage WHERE id = ?", "l", id);
  gboolean         lost = g_str_equal (decision->responsibility, "lost");
  JzRepairOrder    order = { .damage = id, .fault = cause };
  gint64           repair;

  if (cause == NULL || !jz_upkeep_thing_of (connection, "damage", id, &order.thing, error))
    return FALSE;
  if (g_str_equal (decision->handling, "repair"))
    return jz_repair_open (operation, &order, &repair, error);
  if (g_str_equal (decision->handling, "write-off"))
    return write_off (operation, id, &order.thing, number, lost, error);
  /* What is left as it is goes on being used, unless it is gone. */
  return order.thing.asset == 0 || jz_asset_set_condition (operation, order.thing.asset, lost ? "missing" : "worn",
                                                           error);
}

gboolean
jz_damage_decide (JzOperation *operation, gint64 id, const JzDamageDecision *decision, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *number = NULL, *why = NULL, *other = jz_text_tidy (decision->why_other),
                            *by = jz_text_tidy (decision->decided_by), *money = NULL;
  gint64           computed, due;

  if (!decision_is_sound (decision, error) || !jz_paper_must_be (connection, "damage", id, "open", &number, error) ||
      !jz_damage_compensation (connection, id, decision, &computed, &why, error))
    return FALSE;
  due = decision->due < 0 ? computed : decision->due;
  if (due != computed && other[0] == '\0')
    return jz_paper_fail (error, JZ_ERROR_INVALID, _("The rules say another amount: say why it differs"));
  if (!jz_connection_run (connection, error,
                          "UPDATE damage SET responsibility = ?, repairable = ?, handling = ?, decided_by = ?, "
                          "repair_cost = ?, computed = ?, why = ?, due = ?, "
                          "why_other = ?, state = ?, changed = jz_operation () WHERE id = ?", "sissllslssl",
                          decision->responsibility, decision->repairable, decision->handling, by, decision->repair_cost,
                          computed, why, due,
                          due != computed ? other : "", due > 0 ? "due" : "done", id) ||
      !handle (operation, id, decision, number, error))
    return FALSE;
  money = jz_money_format (due);
  if (due > 0)
    jz_operation_describe (operation, _("Decided %s: %s, %s yuan to pay"), number,
                           jz_responsibility_words (decision->responsibility), money);
  else
    jz_operation_describe (operation, _("Decided %s: %s, nothing to pay"), number,
                           jz_responsibility_words (decision->responsibility));
  return TRUE;
}

gboolean
jz_damage_pay (JzOperation *operation, gint64 id, gint64 amount, const char *date, const char *receipt, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *number = NULL, *slip = jz_text_tidy (receipt), *money = jz_money_format (amount);
  char             buffer[JZ_DATE_LENGTH];
  const char      *day = jz_paper_date (connection, date, buffer, error);
  gint64           owed;

  if (day == NULL || !jz_paper_must_be (connection, "damage", id, "due", &number, error) ||
      !jz_connection_number (connection, &owed, 0, error, "SELECT due - paid FROM damage WHERE id = ?", "l", id))
    return FALSE;
  if (amount <= 0 || amount > owed)
    return jz_paper_fail (error, JZ_ERROR_INVALID, _("%s yuan: that is nothing, or more than is owed"), money);
  if (slip[0] == '\0')
    return jz_paper_fail (error, JZ_ERROR_INVALID, _("Say the number of the receipt"));
  if (!jz_connection_run (connection, error,
                          "UPDATE damage SET paid = paid + ?1, paid_on = ?2, receipt = receipt || iif (receipt = '', "
                          "'', '、') || ?3, "
                          "state = iif (paid + ?1 = due, 'done', 'due'), changed = jz_operation () WHERE id = ?4",
                          "lssl", amount, day, slip, id))
    return FALSE;
  jz_operation_describe (operation, _("Compensation for %s: %s yuan paid"), number, money);
  return TRUE;
}

gboolean
jz_damage_drop (JzOperation *operation, gint64 id, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *number = NULL, *before = NULL;
  JzThing          thing;

  if (!jz_paper_must_be (connection, "damage", id, "open", &number, error) ||
      !jz_upkeep_thing_of (connection, "damage", id, &thing, error))
    return FALSE;
  before = jz_connection_text (connection, error, "SELECT before FROM damage WHERE id = ?", "l", id);
  if (before == NULL ||
      !jz_connection_run (connection, error,
                          "UPDATE damage SET state = 'dropped', changed = jz_operation () WHERE id = ?", "l", id) ||
      (thing.asset != 0 && !jz_asset_set_condition (operation, thing.asset, before, error)))
    return FALSE;
  jz_operation_describe (operation, _("Dropped the report %s"), number);
  return TRUE;
}
