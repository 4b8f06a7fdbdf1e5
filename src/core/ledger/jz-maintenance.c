/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-ledger"
#include "config.h"

#include "jz-maintenance.h"

#include <glib/gi18n-lib.h>

#include "jz-money.h"
#include "jz-source.h"
#include "jz-text.h"
#include "jz-upkeep-money.h"
#include "jz-upkeep-private.h"

static gboolean
plan_is_sound (const JzMaintenancePlan *plan, const char *first, GError **error)
{
  static const char *const units[] = { "day", "month", "term", NULL };

  if (jz_text_is_blank (plan->name))
    return jz_paper_fail (error, JZ_ERROR_INVALID, _("Say what is done"));
  if ((plan->item != 0) + (plan->asset != 0) + (plan->place != 0) != 1)
    return jz_paper_fail (error, JZ_ERROR_INVALID, _("Say to what it is done: one card, an item or a place"));
  if (plan->every < 1 || plan->every > 3660 || plan->unit == NULL || !g_strv_contains (units, plan->unit))
    return jz_paper_fail (error, JZ_ERROR_INVALID, _("Say how often it is done"));
  if (jz_date_from_iso (first) == JZ_DATE_NONE)
    return jz_paper_fail (error, JZ_ERROR_INVALID, _("There is no such day"));
  return TRUE;
}

gboolean
jz_maintenance_set (JzOperation *operation, const JzMaintenancePlan *plan, gint64 *id, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *uuid = NULL, *name = jz_text_tidy (plan->name), *worker = jz_text_tidy (plan->worker);
  char             today[JZ_DATE_LENGTH];
  const char      *first = plan->first != NULL ? plan->first : jz_date_to_iso (jz_source_today (connection), today);

  if (!plan_is_sound (plan, first, error))
    return FALSE;
  jz_operation_describe (operation, _("Maintenance plan: %s"), name);
  if (*id != 0)
    return jz_connection_run (connection, error,
                              "UPDATE maintenance_plan SET name = ?, item = ?, asset = ?, place = ?, every = ?, unit "
                              "= ?, first = ?, worker = ?, "
                              "changed = jz_operation () WHERE id = ?", "srrrisssl",
                              name, plan->item, plan->asset, plan->place, plan->every, plan->unit, first, worker, *id);
  uuid = jz_source_uuid (connection);
  if (!jz_connection_run (connection, error,
                          "INSERT INTO maintenance_plan (uuid, name, item, asset, place, every, unit, first, worker, "
                          "changed) "
                          "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, jz_operation ())", "ssrrrisss",
                          uuid, name, plan->item, plan->asset, plan->place, plan->every, plan->unit, first, worker))
    return FALSE;
  *id = jz_connection_last_id (connection);
  return TRUE;
}

static char *
name_of (JzConnection *connection, gint64 id, GError **error)
{
  char *name = jz_connection_text (connection, error, "SELECT name FROM maintenance_plan WHERE id = ?", "l", id);

  if (name == NULL && (error == NULL || *error == NULL))
    jz_paper_fail (error, JZ_ERROR_NOT_FOUND, _("There is no such plan"));
  return name;
}

gboolean
jz_maintenance_end (JzOperation *operation, gint64 id, gboolean ended, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *name = name_of (connection, id, error);

  if (name == NULL ||
      !jz_connection_run (connection, error,
                          "UPDATE maintenance_plan SET ended = ?, changed = jz_operation () WHERE id = ?", "il", ended,
                          id))
    return FALSE;
  jz_operation_describe (operation, ended ? _("Ended the plan: %s") : _("Took up the plan again: %s"), name);
  return TRUE;
}

/* Maintenance has no numbers of its own: the row of its log is one. */
static gboolean
pay (JzOperation *operation, const JzMaintenanceWork *work, gint64 log, const char *day, const char *name,
     GError **error)
{
  g_autofree char *payee = NULL, *reference = g_strdup_printf ("BY-%06" G_GINT64_FORMAT, log);
  JzUpkeepMoney    money = { .fund = work->fund, .amount = work->cost, .date = day, .words = name,
                             .reference = reference };

  if (money.fund == 0 || money.amount == 0)
    return TRUE;
  payee = jz_connection_text (jz_operation_get_connection (operation), error,
                              "SELECT worker FROM maintenance_log WHERE id = ?", "l", log);
  money.payee = payee;
  return payee != NULL && jz_upkeep_spend (operation, &money, error);
}

gboolean
jz_maintenance_done (JzOperation *operation, gint64 id, const JzMaintenanceWork *work, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *uuid = jz_source_uuid (connection), *name = name_of (connection, id, error);
  g_autofree char *what = jz_text_tidy (work->what), *who = jz_text_tidy (work->worker);
  char             buffer[JZ_DATE_LENGTH];
  const char      *day = name != NULL ? jz_paper_date (connection, work->date, buffer, error) : NULL;

  if (day == NULL)
    return FALSE;
  if (work->cost < 0 || work->cost > JZ_MONEY_MAX)
    return jz_paper_fail (error, JZ_ERROR_INVALID, _("This is no amount of money"));
  if (!jz_connection_run (connection, error,
                          "INSERT INTO maintenance_log (uuid, plan, date, what, cost, worker, changed) VALUES (?1, "
                          "?2, ?3, ?4, ?5, "
                          "iif (?6 = '', (SELECT worker FROM maintenance_plan WHERE id = ?2), ?6), jz_operation ())",
                          "slssls",
                          uuid, id, day, what[0] != '\0' ? what : name, work->cost, who) ||
      !pay (operation, work, jz_connection_last_id (connection), day, what[0] != '\0' ? what : name, error))
    return FALSE;
  jz_operation_describe (operation, _("Done on %s: %s"), day, name);
  return TRUE;
}

char *
jz_maintenance_due (JzConnection *connection, gint64 id, GError **error)
{
  return jz_connection_text (connection, error,
                             "SELECT iif (p.ended, '', d.due) FROM maintenance_plan p JOIN maintenance_due d ON "
                             "d.plan = p.id WHERE p.id = ?", "l", id);
}
