/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-ledger"
#include "config.h"

#include "jz-upkeep-money.h"

#include <glib/gi18n-lib.h>

#include "jz-budget.h"

gboolean
jz_upkeep_spend (JzOperation *operation, const JzUpkeepMoney *money, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);
  JzSpending    spending = { .date = money->date, .fund = money->fund, .amount = money->amount, .payee = money->payee,
                             .words = money->words, .reference = money->reference };

  if (money->fund == 0 || money->amount == 0)
    return TRUE;
  if (!jz_operation_may (connection, jz_operation_get_actor (operation), jz_action_spend.permission, error) ||
      !jz_connection_number (connection, &spending.purpose, 0, error,
                             "SELECT id FROM purpose WHERE takes = 'upkeep' AND voided IS NULL", ""))
    return FALSE;
  if (spending.purpose != 0)
    return jz_spending_put (operation, &spending, NULL, error);
  g_set_error_literal (error, JZ_ERROR, JZ_ERROR_CONFLICT,
                       _("No purpose has repairs and maintenance; set that among the purposes first"));
  return FALSE;
}

gboolean
jz_upkeep_last_fund (JzConnection *connection, gint64 *fund, GError **error)
{
  return jz_connection_number (connection, fund, 0, error,
                               "SELECT fund.id FROM spending JOIN purpose ON purpose.id = spending.purpose JOIN fund "
                               "ON fund.id = spending.fund "
                               "WHERE purpose.takes = 'upkeep' AND reference <> '' AND spending.voided IS NULL AND "
                               "fund.voided IS NULL "
                               "ORDER BY spending.id DESC LIMIT 1", "");
}
