/* What goes on with repairs, plans, requests and loans.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include <glib/gi18n-lib.h>

#include "jz-disposal.h"
#include "jz-loan-desk.h"
#include "jz-maintenance.h"
#include "jz-paper-private.h"
#include "jz-repair.h"
#include "jz-upkeep-money.h"
#include "jz-upkeep-papers.h"

static const char *const no_yes[] = { N_("No"), N_("Yes"), NULL };

static char *
today (void)
{
  char iso[JZ_DATE_LENGTH];

  return g_strdup (jz_date_to_iso (jz_date_today (), iso));
}

static gboolean
say_about (JzConnection *connection, JzPaperValues *values, const char *sql, GError **error)
{
  values->about = jz_connection_text (connection, error, sql, "l", values->id);
  if (values->about == NULL && *error == NULL)
    g_set_error_literal (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("This row has been deleted"));
  return values->about != NULL;
}

#define REPAIR_ABOUT \
  "SELECT repair.number || '  ' || item.name || ifnull (' ' || asset.number, '') FROM repair JOIN item ON item.id = repair.item LEFT JOIN asset ON asset.id = repair.asset WHERE repair.id = ?"

/* The fund that such a thing was paid from last stands there already. */
static gboolean
offer_fund (JzConnection *connection, JzPaperValues *values, guint field, GError **error)
{
  values->numbers[field] = 0;
  values->hidden[field] = !values->may_spend;
  if (!values->may_spend)
    return TRUE;
  if (!jz_upkeep_last_fund (connection, &values->numbers[field], error))
    return FALSE;
  values->texts[field] = jz_connection_text (connection, error,
                                             "SELECT ifnull ((SELECT name FROM fund WHERE id = ?), '')", "l",
                                             values->numbers[field]);
  return values->texts[field] != NULL;
}

/* Sending away. */

static const JzPaperField send_fields[] = {
  { JZ_PAPER_TEXT, N_("To whom"), 0, 0, 4, NULL, N_("The school repairs it itself"), NULL, NULL },
  { JZ_PAPER_DATE, N_("Date"), 4, 0, 2, NULL, NULL, NULL, NULL },
  { 0, NULL, 0, 0, 0, NULL, NULL, NULL, NULL },
};

static gboolean
send_read (JzConnection *connection, JzPaperValues *values, GError **error)
{
  values->texts[1] = today ();
  /* Under warranty it goes to who sold it. */
  values->texts[0] = jz_connection_text (connection, NULL,
                                         "SELECT asset.supplier FROM repair JOIN asset ON asset.id = repair.asset "
                                         "WHERE repair.id = ? AND asset.warranty >= jz_today ()", "l", values->id);
  values->warning = values->texts[0] != NULL ? g_strdup (_("! It is still under warranty: the supplier mends it")) :
                    NULL;
  return say_about (connection, values, REPAIR_ABOUT, error);
}

static gboolean
send_write (JzOperation *operation, const JzPaperValues *values, GError **error)
{
  return jz_repair_send (operation, values->id, values->texts[0], values->texts[1], error);
}

const JzPaperKind jz_paper_send = { N_("Send to repair"), N_("Send"), &jz_action_upkeep, send_fields, 620, send_read,
                                    send_write, NULL };

/* Back from repair. */

static const char *const results[] = { N_("Repaired, in order"), N_("Repaired, worn"),
                                       N_("Beyond repair, ask to write it off"), N_("Beyond repair"), NULL };

static const JzPaperField finish_fields[] = {
  { JZ_PAPER_CHOICE, N_("Result"), 0, 0, 4, NULL, NULL, results, NULL },
  { JZ_PAPER_DATE, N_("Date"), 4, 0, 2, NULL, NULL, NULL, NULL },
  { JZ_PAPER_MONEY, N_("What it cost"), 0, 1, 2, NULL, N_("yuan"), NULL, NULL },
  { JZ_PAPER_CHOICE, N_("Under warranty"), 2, 1, 2, NULL, NULL, no_yes, NULL },
  { JZ_PAPER_TEXT, N_("Parts"), 4, 1, 2, NULL, NULL, NULL, NULL },
  { JZ_PAPER_TEXT, N_("What was done"), 0, 2, 4, NULL, NULL, NULL, NULL },
  { JZ_PAPER_PICKER, N_("Paid from"), 4, 2, 2, NULL, N_("No fund"), NULL, "funds" },
  { 0, NULL, 0, 0, 0, NULL, NULL, NULL, NULL },
};

static gboolean
finish_read (JzConnection *connection, JzPaperValues *values, GError **error)
{
  values->texts[1] = today ();
  if (!offer_fund (connection, values, 6, error) ||
      !jz_connection_number (connection, &values->numbers[3], 0, error,
                             "SELECT asset.warranty >= repair.date FROM repair JOIN asset ON asset.id = repair.asset "
                             "WHERE repair.id = ?", "l", values->id))
    return FALSE;
  return say_about (connection, values, REPAIR_ABOUT, error);
}

static gboolean
finish_write (JzOperation *operation, const JzPaperValues *values, GError **error)
{
  JzRepairResult result = { .repaired = values->numbers[0] < 2, .condition = values->numbers[0] == 1 ? "worn" : "good",
                            .ask_disposal = values->numbers[0] == 2,
                            .date = values->texts[1], .cost = MAX (values->numbers[2], 0),
                                    .fund = MAX (values->numbers[6], 0), .warranty = values->numbers[3] == 1,
                                            .parts = values->texts[4],
                            .result = values->texts[5] };

  return jz_repair_finish (operation, values->id, &result, error);
}

const JzPaperKind jz_paper_finish = { N_("Back from repair"), N_("Done"), &jz_action_upkeep, finish_fields, 660,
                                      finish_read, finish_write, NULL };

/* Plans. */

static const char *const units[] = { N_("days"), N_("months"), N_("terms"), NULL };
static const char *const unit_names[] = { "day", "month", "term" };

static const JzPaperField plan_fields[] = {
  { JZ_PAPER_PICKER, N_("To what it is done"), 0, 0, 4, N_("Say to what it is done"), N_("A place, an item or a card"),
    NULL, "places items assets" },
  { JZ_PAPER_DATE, N_("Due for the first time"), 4, 0, 2, N_("Say when it is due"), NULL, NULL, NULL },
  { JZ_PAPER_TEXT, N_("What is done"), 0, 1, 4, N_("Say what is done"), NULL, NULL, NULL },
  { JZ_PAPER_TEXT, N_("Who does it"), 4, 1, 2, NULL, NULL, NULL, NULL },
  { JZ_PAPER_NUMBER, N_("Every"), 0, 2, 2, N_("Say how often it is done"), NULL, NULL, NULL },
  { JZ_PAPER_CHOICE, N_("Days, months or terms"), 2, 2, 2, NULL, NULL, units, NULL },
  { 0, NULL, 0, 0, 0, NULL, NULL, NULL, NULL },
};

static gboolean
plan_read (JzConnection *connection, JzPaperValues *values, GError **error)
{
  JzStatement *row;

  values->texts[1] = today ();
  values->numbers[4] = values->numbers[5] = 1;
  if (values->ids != NULL && values->ids->len > 0)
    {
      values->hidden[0] = TRUE;
      values->numbers[0] = g_array_index (values->ids, gint64, 0);
      values->texts[0] = g_strdup (values->assets ? "assets" : "items");
      values->about = jz_connection_text (connection, error,
                                          values->assets ?
                                          "SELECT item.name || ' ' || asset.number FROM asset JOIN item ON item.id = "
                                          "asset.item WHERE asset.id = ?" :
                                                           "SELECT name FROM item WHERE id = ?", "l",
                                                           values->numbers[0]);
      return values->about != NULL;
    }
  if (values->id == 0)
    return TRUE;
  row = jz_connection_query (connection, error,
                             "SELECT first, name, worker, every, unit, ifnull (item, ifnull (asset, place)), CASE "
                             "WHEN item THEN 'items' WHEN asset THEN 'assets' ELSE 'places' END "
                             "FROM maintenance_plan WHERE id = ?", "l", values->id);
  if (!jz_statement_first (row, _("This row has been deleted"), error))
    return FALSE;
  g_free (values->texts[1]);
  values->texts[1] = jz_statement_dup (row, 0);
  values->texts[2] = jz_statement_dup (row, 1);
  values->texts[3] = jz_statement_dup (row, 2);
  values->numbers[4] = jz_statement_int64 (row, 3);
  for (guint i = 0; i < G_N_ELEMENTS (unit_names); i++)
    if (g_str_equal (unit_names[i], jz_statement_text (row, 4)))
      values->numbers[5] = i;
  values->numbers[0] = jz_statement_int64 (row, 5);
  values->texts[0] = jz_statement_dup (row, 6);
  values->hidden[0] = TRUE;
  jz_statement_reset (row);
  return say_about (connection, values, "SELECT thing FROM upkeep WHERE id = ? * 8 + 3", error);
}

static gboolean
plan_write (JzOperation *operation, const JzPaperValues *values, GError **error)
{
  JzMaintenancePlan plan = { .first = values->texts[1], .name = values->texts[2], .worker = values->texts[3],
                             .every = (int) values->numbers[4],
                             .unit = unit_names[CLAMP (values->numbers[5], 0, 2)] };
  gint64            id = values->id;

  *(g_str_equal (values->texts[0], "items") ? &plan.item : g_str_equal (values->texts[0], "assets") ? &plan.asset :
    &plan.place) = values->numbers[0];
  return jz_maintenance_set (operation, &plan, &id, error);
}

const JzPaperKind jz_paper_plan = { N_("Plan maintenance"), N_("Plan"), &jz_action_upkeep, plan_fields, 680, plan_read,
                                    plan_write, NULL };
const JzPaperKind jz_paper_edit_plan = { N_("Maintenance plan"), N_("Save"), &jz_action_upkeep, plan_fields, 680,
                                         plan_read, plan_write, NULL };

static const JzPaperField done_fields[] = {
  { JZ_PAPER_TEXT, N_("Work done"), 0, 0, 6, NULL, NULL, NULL, NULL },
  { JZ_PAPER_DATE, N_("Date"), 0, 1, 2, NULL, NULL, NULL, NULL },
  { JZ_PAPER_TEXT, N_("Done by"), 2, 1, 2, NULL, NULL, NULL, NULL },
  { JZ_PAPER_MONEY, N_("What it cost"), 4, 1, 2, NULL, N_("yuan"), NULL, NULL },
  { JZ_PAPER_PICKER, N_("Paid from"), 0, 2, 4, NULL, N_("No fund"), NULL, "funds" },
  { 0, NULL, 0, 0, 0, NULL, NULL, NULL, NULL },
};

static gboolean
done_read (JzConnection *connection, JzPaperValues *values, GError **error)
{
  values->texts[0] = jz_connection_text (connection, error, "SELECT name FROM maintenance_plan WHERE id = ?", "l",
                                         values->id);
  values->texts[1] = today ();
  values->texts[2] = jz_connection_text (connection, NULL, "SELECT worker FROM maintenance_plan WHERE id = ?", "l",
                                         values->id);
  return values->texts[0] != NULL && offer_fund (connection, values, 4, error) &&
         say_about (connection, values, "SELECT thing FROM upkeep WHERE id = ? * 8 + 3", error);
}

static gboolean
done_write (JzOperation *operation, const JzPaperValues *values, GError **error)
{
  JzMaintenanceWork work = { .date = values->texts[1], .what = values->texts[0], .cost = MAX (values->numbers[3], 0),
                             .fund = MAX (values->numbers[4], 0), .worker = values->texts[2] };

  return jz_maintenance_done (operation, values->id, &work, error);
}

const JzPaperKind jz_paper_done = { N_("Maintenance was done"), N_("Done"), &jz_action_upkeep, done_fields, 620,
                                    done_read, done_write, NULL };

/* Requests. */

#define DISPOSAL_ABOUT "SELECT number || '  ' || reason FROM disposal WHERE id = ?"

static const JzPaperField approve_fields[] = {
  { JZ_PAPER_TEXT, N_("Number of the paper, or a remark"), 0, 0, 6, NULL, NULL, NULL, NULL },
  { 0, NULL, 0, 0, 0, NULL, NULL, NULL, NULL },
};

static const JzPaperField reject_fields[] = {
  { JZ_PAPER_TEXT, N_("Why not"), 0, 0, 6, N_("Say why it is not approved"), NULL, NULL, NULL },
  { 0, NULL, 0, 0, 0, NULL, NULL, NULL, NULL },
};

static gboolean
sign_read (JzConnection *connection, JzPaperValues *values, GError **error)
{
  g_autofree char *waits = jz_disposal_waits_for (connection, values->id, NULL);

  values->warning = waits != NULL ? g_strdup_printf (_("It waits for %s. With the last signature it is written off."),
                                                     waits) : NULL;
  return say_about (connection, values, DISPOSAL_ABOUT, error);
}

static gboolean
approve_write (JzOperation *operation, const JzPaperValues *values, GError **error)
{
  return jz_disposal_sign (operation, values->id, TRUE, values->texts[0], error);
}

static gboolean
reject_write (JzOperation *operation, const JzPaperValues *values, GError **error)
{
  return jz_disposal_sign (operation, values->id, FALSE, values->texts[0], error);
}

const JzPaperKind jz_paper_approve = { N_("Approve the write-off"), N_("Approve"), &jz_action_disposal_sign,
                                       approve_fields, 560, sign_read, approve_write, NULL };
const JzPaperKind jz_paper_reject = { N_("Reject the write-off"), N_("Reject"), &jz_action_disposal_sign, reject_fields,
                                      560, sign_read, reject_write, NULL };

static const JzPaperField proceeds_fields[] = {
  { JZ_PAPER_MONEY, N_("Amount"), 0, 0, 2, N_("Say how much"), N_("yuan"), NULL, NULL },
  { JZ_PAPER_TEXT, N_("Who paid it, receipt"), 2, 0, 4, NULL, NULL, NULL, NULL },
  { 0, NULL, 0, 0, 0, NULL, NULL, NULL, NULL },
};

static gboolean
proceeds_read (JzConnection *connection, JzPaperValues *values, GError **error)
{
  values->texts[1] = jz_connection_text (connection, NULL, "SELECT proceeds_note FROM disposal WHERE id = ?", "l",
                                         values->id);
  return say_about (connection, values, DISPOSAL_ABOUT, error);
}

static gboolean
proceeds_write (JzOperation *operation, const JzPaperValues *values, GError **error)
{
  return jz_disposal_proceeds (operation, values->id, values->numbers[0], values->texts[1], error);
}

const JzPaperKind jz_paper_proceeds = { N_("What getting rid of it brought"), N_("Save"), &jz_action_upkeep,
                                        proceeds_fields, 560, proceeds_read, proceeds_write, NULL };

/* Loans. */

static const JzPaperField extend_fields[] = {
  { JZ_PAPER_DATE, N_("May be kept until"), 0, 0, 2, N_("Say until when"), NULL, NULL, NULL },
  { JZ_PAPER_TEXT, N_("Reason"), 2, 0, 4, NULL, NULL, NULL, NULL },
  { 0, NULL, 0, 0, 0, NULL, NULL, NULL, NULL },
};

static gboolean
extend_read (JzConnection *connection, JzPaperValues *values, GError **error)
{
  return say_about (connection, values,
                    "SELECT l.number || ifnull ('  ' || person.name, '') || ifnull ('  ' || l.due, '') FROM loan_out "
                    "l LEFT JOIN person ON person.id = l.person WHERE l.id = ?", error);
}

static gboolean
extend_write (JzOperation *operation, const JzPaperValues *values, GError **error)
{
  return jz_loan_extend (operation, values->id, values->texts[0], values->texts[1], error);
}

const JzPaperKind jz_paper_extend = { N_("Extend the loan"), N_("Extend"), &jz_action_upkeep, extend_fields, 560,
                                      extend_read, extend_write, NULL };
