/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "jz-approval.h"
#include "jz-money.h"
#include "jz-text.h"
#include "jz-weeding.h"

const JzAction jz_action_weeding_policy = { "library.weeding.policy", "library" };
/* Nobody who asks sees to it that nobody need be asked. */
const JzAction jz_action_weeding_steps = { "library.weeding.steps", "approve" };

static gboolean
rule_is_sound (const JzWeedingRule *rule, const char *name, GError **error)
{
  static const char *const kinds[] = { "idle", "old", "copies", "state", NULL };
  static const char *const states[] = { "damaged", "lost", "missing", NULL };
  gboolean                 of_state;

  if (name[0] == '\0' || rule->kind == NULL || !g_strv_contains (kinds, rule->kind))
    return jz_paper_fail (error, JZ_ERROR_INVALID, _("A weeding rule has a name, and says by what books are proposed"));
  of_state = g_str_equal (rule->kind, "state");
  if (of_state && (rule->state == NULL || !g_strv_contains (states, rule->state)))
    return jz_paper_fail (error, JZ_ERROR_INVALID, _("Say in which state books are proposed"));
  if (!of_state && (rule->amount < 1 || rule->amount > 999))
    return jz_paper_fail (error, JZ_ERROR_INVALID, _("Say how many years or copies, from 1 to 999"));
  return TRUE;
}

gboolean
jz_weeding_rule_set (JzOperation *operation, gint64 id, const JzWeedingRule *rule, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *name = jz_text_tidy (rule->name), *note = jz_text_tidy (rule->note),
                  *class_ = jz_text_tidy (rule->class_);
  gboolean         of_state = g_strcmp0 (rule->kind, "state") == 0;
  gint64           same;

  if (!rule_is_sound (rule, name, error) ||
      !jz_connection_number (connection, &same, 0, error, "SELECT id FROM weeding_rule WHERE name = ? AND id <> ?",
                             "sl", name, id))
    return FALSE;
  if (same != 0)
    return jz_paper_fail (error, JZ_ERROR_CONFLICT, _("%s: there is such a rule already"), name);
  jz_operation_describe (operation, _("Changed by what books are proposed for weeding: %s"), name);
  return jz_connection_run (
    connection, error,
    "INSERT INTO weeding_rule (id, name, kind, amount, state, class, used, note, changed) VALUES (?, ?, ?, "
    "?, ?, ?, ?, ?, jz_operation ()) ON CONFLICT (id) DO UPDATE SET name = excluded.name, kind = "
    "excluded.kind, amount = excluded.amount, state = excluded.state, class = excluded.class, used = "
    "excluded.used, note = excluded.note, starter = 0, changed = excluded.changed",
    "rssissis", id, name, rule->kind, of_state ? 0 : rule->amount, of_state ? rule->state : "", class_, rule->used,
    note);
}

gboolean
jz_weeding_rule_remove (JzOperation *operation, gint64 id, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);

  if (!jz_connection_run (connection, error, "DELETE FROM weeding_rule WHERE id = ?", "l", id))
    return FALSE;
  if (jz_connection_n_changed (connection) == 0)
    return jz_paper_fail (error, JZ_ERROR_NOT_FOUND, _("There is no such weeding rule"));
  jz_operation_describe (operation, _("Removed a weeding rule"));
  return TRUE;
}

/* Steps. */

gboolean
jz_weeding_step_set (JzOperation *operation, const JzWeedingStep *step, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *copies = step->copies >= 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, step->copies) : NULL;
  g_autofree char *amount = step->amount >= 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, step->amount) : NULL;
  g_autofree char *body = jz_text_tidy (step->body), *note = jz_text_tidy (step->note);

  if (copies == NULL && amount == NULL)
    return jz_paper_fail (error, JZ_ERROR_INVALID, _("Say from how many copies or which amount on"));
  if (step->amount > JZ_MONEY_MAX)
    return jz_paper_fail (error, JZ_ERROR_INVALID, _("This is no amount of money"));
  if (!jz_approval_signer_is_sound (connection, step->step, step->role, step->body, error))
    return FALSE;
  jz_operation_describe (operation, _("Step %d of approving weeding"), step->step);
  return jz_connection_run (
    connection, error,
    "INSERT INTO weeding_step (step, role, body, copies, amount, note, changed) VALUES (?, ?, ?, CAST (? AS "
    "INTEGER), CAST (? AS INTEGER), ?, jz_operation ()) ON CONFLICT (step) DO UPDATE SET role = "
    "excluded.role, body = excluded.body, copies = excluded.copies, amount = excluded.amount, note = "
    "excluded.note, starter = 0, changed = excluded.changed",
    "isssss", step->step, step->role != NULL ? step->role : "", body, copies, amount, note);
}

gboolean
jz_weeding_step_remove (JzOperation *operation, int step, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);

  if (!jz_connection_run (connection, error, "DELETE FROM weeding_step WHERE step = ?", "i", step))
    return FALSE;
  if (jz_connection_n_changed (connection) == 0)
    return jz_paper_fail (error, JZ_ERROR_NOT_FOUND, _("There is no such step"));
  jz_operation_describe (operation, _("Removed a step of approving weeding"));
  return TRUE;
}
