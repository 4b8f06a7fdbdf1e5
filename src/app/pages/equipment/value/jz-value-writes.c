/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-value-writes.h"

#include "jz-budget.h"
#include "jz-depreciation.h"

gboolean
jz_value_remove_line (JzOperation *operation, gpointer data, GError **error)
{
  return jz_budget_remove (operation, *(gint64 *) data, error);
}

gboolean
jz_value_remove_spending (JzOperation *operation, gpointer data, GError **error)
{
  return jz_spending_remove (operation, *(gint64 *) data, error);
}

gboolean
jz_value_remove_fund (JzOperation *operation, gpointer data, GError **error)
{
  return jz_fund_remove (operation, *(gint64 *) data, error);
}

gboolean
jz_value_remove_purpose (JzOperation *operation, gpointer data, GError **error)
{
  return jz_purpose_remove (operation, *(gint64 *) data, error);
}

gboolean
jz_value_remove_life (JzOperation *operation, gpointer data, GError **error)
{
  return jz_life_remove (operation, *(gint64 *) data, error);
}

gboolean
jz_value_collect_funds (JzOperation *operation, gpointer data, GError **error)
{
  return jz_fund_collect (operation, NULL, error);
}
