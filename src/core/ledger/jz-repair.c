/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-ledger"
#include "config.h"

#include "jz-repair.h"

#include <glib/gi18n-lib.h>

#include "jz-disposal.h"
#include "jz-money.h"
#include "jz-source.h"
#include "jz-text.h"
#include "jz-upkeep-money.h"
#include "jz-upkeep-private.h"

static gboolean
must_be_at_rest (JzConnection *connection, const JzThing *thing, GError **error)
{
  g_autofree char *number = NULL;

  if (thing->asset == 0)
    return TRUE;
  number = jz_connection_text (connection, error,
                               "SELECT number FROM repair WHERE asset = ? AND state IN ('open', 'sent')", "l",
                               thing->asset);
  if (number == NULL)
    return error == NULL || *error == NULL;
  return jz_paper_fail (error, JZ_ERROR_CONFLICT, _("It is being repaired already: %s"), number);
}

gboolean
jz_repair_open (JzOperation *operation, const JzRepairOrder *order, gint64 *id, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *uuid = jz_source_uuid (connection), *fault = jz_text_tidy (order->fault), *number = NULL,
                          *words = NULL;
  char             day[JZ_DATE_LENGTH];
  const char      *date = jz_paper_date (connection, order->date, day, error);
  JzThing          thing;

  if (date == NULL || !jz_thing_complete (connection, &order->thing, &thing, error) ||
      !must_be_at_rest (connection, &thing, error))
    return FALSE;
  if (fault[0] == '\0')
    return jz_paper_fail (error, JZ_ERROR_INVALID, _("Say what is wrong with it"));
  number = jz_paper_next_number (connection, "repair", "WX", date, error);
  words = number != NULL ? jz_thing_words (connection, &thing, error) : NULL;
  if (words == NULL ||
      !jz_connection_run (connection, error,
                          "INSERT INTO repair (uuid, number, date, item, asset, quantity, place, damage, fault, "
                          "person, changed) "
                          "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, jz_operation ())", "ssslrlrrsr",
                          uuid, number, date, thing.item, thing.asset, thing.quantity, thing.place, order->damage,
                          fault, order->person))
    return FALSE;
  *id = jz_connection_last_id (connection);
  if (thing.asset != 0 && !jz_asset_set_condition (operation, thing.asset, "broken", error))
    return FALSE;
  jz_operation_describe (operation, _("Asked for repair %s: %s"), number, words);
  return TRUE;
}

gboolean
jz_repair_send (JzOperation *operation, gint64 id, const char *to, const char *date, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *number = NULL, *who = jz_text_tidy (to), *asked = NULL;
  char             buffer[JZ_DATE_LENGTH];
  const char      *day = jz_paper_date (connection, date, buffer, error);

  if (day == NULL || !jz_paper_must_be (connection, "repair", id, "open", &number, error))
    return FALSE;
  asked = jz_connection_text (connection, error, "SELECT date FROM repair WHERE id = ?", "l", id);
  if (asked == NULL)
    return FALSE;
  if (g_strcmp0 (day, asked) < 0)
    return jz_paper_fail (error, JZ_ERROR_INVALID, _("It was asked for on %s only"), asked);
  if (!jz_connection_run (connection, error,
                          "UPDATE repair SET state = 'sent', sent_to = ?, sent_on = ?, changed = jz_operation () "
                          "WHERE id = ?", "ssl",
                          who, day, id))
    return FALSE;
  jz_operation_describe (operation, _("Sent %s to %s"), number, who[0] != '\0' ? who : _("the school's own repair"));
  return TRUE;
}

static gboolean
pay (JzOperation *operation, gint64 id, const char *number, const char *day, const JzRepairResult *result,
     GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  JzThing          thing;
  g_autofree char *payee = NULL, *what = NULL, *words = NULL;
  JzUpkeepMoney    money = { .fund = result->fund, .amount = result->cost, .date = day, .reference = number };

  if (money.fund == 0 || money.amount == 0)
    return TRUE;
  if (!jz_upkeep_thing_of (connection, "repair", id, &thing, error))
    return FALSE;
  payee = jz_connection_text (connection, error, "SELECT sent_to FROM repair WHERE id = ?", "l", id);
  what = payee != NULL ? jz_thing_words (connection, &thing, error) : NULL;
  if (what == NULL)
    return FALSE;
  words = g_strdup_printf (_("Repair of %s"), what);
  money.payee = payee;
  money.words = words;
  return jz_upkeep_spend (operation, &money, error);
}

static gboolean
settle (JzOperation *operation, gint64 id, const char *number, const JzRepairResult *result, GError **error)
{
  const char    *condition = result->condition != NULL ? result->condition : "good";
  JzDisposalLine line = { .way = "scrap" };
  g_autofree char *reason = g_strdup_printf (_("Beyond repair (%s)"), number);
  gint64           disposal;

  if (!jz_upkeep_thing_of (jz_operation_get_connection (operation), "repair", id, &line.thing, error))
    return FALSE;
  if (line.thing.asset != 0 && !jz_asset_set_condition (operation, line.thing.asset,
                                                        result->repaired ? condition : "broken", error))
    return FALSE;
  return result->repaired || !result->ask_disposal ||
         jz_disposal_ask (operation, NULL, reason, &line, 1, &disposal, error);
}

gboolean
jz_repair_finish (JzOperation *operation, gint64 id, const JzRepairResult *result, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *number = NULL, *sent = NULL, *parts = jz_text_tidy (result->parts),
                            *words = jz_text_tidy (result->result), *money = NULL;
  char             buffer[JZ_DATE_LENGTH];
  const char      *day = jz_paper_date (connection, result->date, buffer, error);

  if (day == NULL || !jz_paper_must_be (connection, "repair", id, "open sent", &number, error))
    return FALSE;
  if (result->cost < 0 || result->cost > JZ_MONEY_MAX)
    return jz_paper_fail (error, JZ_ERROR_INVALID, _("This is no amount of money"));
  sent = jz_connection_text (connection, error, "SELECT ifnull (sent_on, date) FROM repair WHERE id = ?", "l", id);
  if (sent == NULL)
    return FALSE;
  if (g_strcmp0 (day, sent) < 0)
    return jz_paper_fail (error, JZ_ERROR_INVALID, _("It was under way on %s only"), sent);
  if (!jz_connection_run (connection, error,
                          "UPDATE repair SET state = 'done', returned_on = ?, repaired = ?, cost = ?, warranty = ?, "
                          "parts = ?, result = ?, "
                          "changed = jz_operation () WHERE id = ?", "silissl",
                          day, result->repaired, result->cost, result->warranty, parts, words, id) ||
      !pay (operation, id, number, day, result, error) || !settle (operation, id, number, result, error))
    return FALSE;
  money = jz_money_format (result->cost);
  if (result->repaired)
    jz_operation_describe (operation, _("%s: repaired, %s yuan"), number, money);
  else
    jz_operation_describe (operation, _("%s: beyond repair"), number);
  return TRUE;
}

gboolean
jz_repair_drop (JzOperation *operation, gint64 id, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *number = NULL;

  if (!jz_paper_must_be (connection, "repair", id, "open sent", &number, error) ||
      !jz_connection_run (connection, error,
                          "UPDATE repair SET state = 'dropped', changed = jz_operation () WHERE id = ?", "l", id))
    return FALSE;
  jz_operation_describe (operation, _("Gave up the repair %s"), number);
  return TRUE;
}

gboolean
jz_repair_warranty (JzConnection *connection, gint64 asset, char **until, GError **error)
{
  g_autoptr (GError) failure = NULL;
  char               today[JZ_DATE_LENGTH];

  jz_date_to_iso (jz_source_today (connection), today);
  *until = jz_connection_text (connection, &failure, "SELECT warranty FROM asset WHERE id = ? AND warranty >= ?", "ls",
                               asset, today);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}
