/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-ledger"
#include "config.h"

#include "jz-purchase-step.h"

#include <glib/gi18n-lib.h>

#include "jz-money.h"
#include "jz-purchase-private.h"

const JzAction jz_action_purchase_steps = { "purchase.steps", "approve" };

void
jz_purchase_step_free (JzPurchaseStep *self)
{
  if (self == NULL)
    return;
  g_free (self->role);
  g_free (self->title);
  g_free (self);
}

GPtrArray *
jz_purchase_steps (JzConnection *connection, GError **error)
{
  g_autoptr (GPtrArray) steps = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_purchase_step_free);
  JzStatement          *rows = jz_connection_query (connection, error,
                                                    "SELECT s.role, ifnull (role.title, s.role), s.over, s.starter "
                                                    "FROM purchase_step s "
                                                    "LEFT JOIN role ON role.name = s.role ORDER BY s.position", "");

  while (jz_statement_next (rows))
    {
      JzPurchaseStep *step = g_new0 (JzPurchaseStep, 1);

      *step = (JzPurchaseStep){ jz_statement_dup (rows, 0), jz_statement_dup (rows, 1), jz_statement_int64 (rows, 2),
                                jz_statement_int64 (rows, 3) != 0 };
      g_ptr_array_add (steps, step);
    }
  return jz_statement_finish (rows, error) ? g_steal_pointer (&steps) : NULL;
}

static gboolean
add_step (JzConnection *connection, const JzPurchaseStep *step, guint position, GError **error)
{
  gint64 there, twice;

  if (!jz_connection_number (connection, &there, 0, error, "SELECT count(*) FROM role WHERE name = ?", "s",
                             step->role) ||
      !jz_connection_number (connection, &twice, 0, error, "SELECT count(*) FROM purchase_step WHERE role = ?", "s",
                             step->role))
    return FALSE;
  if (there == 0)
    return jz_purchase_refuse (error, JZ_ERROR_INVALID, _("%s: there is no such role"), step->role);
  if (twice > 0)
    return jz_purchase_refuse (error, JZ_ERROR_INVALID, "%s", _("A role signs once"));
  if (step->over < 0 || step->over > JZ_MONEY_MAX)
    return jz_purchase_refuse (error, JZ_ERROR_INVALID, "%s", _("The amount is no amount of money"));
  return jz_connection_run (connection, error,
                            "INSERT INTO purchase_step (position, role, over, starter, changed) VALUES (?, ?, ?, 0, "
                            "jz_operation ())", "isl",
                            (int) position, step->role, step->over);
}

gboolean
jz_purchase_set_steps (JzOperation *operation, GPtrArray *steps, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);

  if (steps->len == 0)
    return jz_purchase_refuse (error, JZ_ERROR_INVALID, "%s", _("Somebody has to approve what is bought"));
  if (!jz_connection_exec (connection, "DELETE FROM purchase_step", error))
    return FALSE;
  for (guint i = 0; i < steps->len; i++)
    if (!add_step (connection, g_ptr_array_index (steps, i), i + 1, error))
      return FALSE;
  jz_operation_describe (operation, "%s", _("Changed who approves purchases"));
  return TRUE;
}
