/* jz-upkeep-money: what a repair or maintenance costs, as spending of a fund.
 *
 * It is noted in the same operation as the work, under the purpose that takes upkeep (jz-fund.h) and with the number of the paper as its
 * reference, so that budgets and the share of equipment contain it and an undo takes both back.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-operation.h"

G_BEGIN_DECLS

typedef struct
{
  gint64      fund;      /* 0: it is paid from none, and nothing is noted */
  gint64      amount;    /* fen; 0: nothing is noted */
  const char *date;      /* ISO */
  const char *payee, *words;
  const char *reference; /* number of the paper */
} JzUpkeepMoney;

/* JZ_ERROR_NOT_ALLOWED for whoever may not note spending, JZ_ERROR_CONFLICT where no purpose takes upkeep, JZ_ERROR_INVALID in a year
 * that is closed. */
gboolean jz_upkeep_spend     (JzOperation *operation, const JzUpkeepMoney *money, GError **error);

/* The fund that upkeep was paid from last; 0: none yet. */
gboolean jz_upkeep_last_fund (JzConnection *connection, gint64 *fund, GError **error);

G_END_DECLS
