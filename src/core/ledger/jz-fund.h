/* jz-fund: where money comes from (经费来源), and what it is spent for (用途).
 *
 * Vouchers and cards keep the name of a fund as it stood on their paper, so a fund that is renamed is another one to them; that is why
 * renaming is refused once a voucher names it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-operation.h"

G_BEGIN_DECLS

extern const JzAction jz_action_fund; /* funds, purposes, budgets */

typedef struct
{
  gint64      id;     /* 0: a new one */
  const char *name, *note;
  gboolean    public; /* 公用经费: counts as public expenditure */
  gboolean    spends; /* FALSE: given or allotted, nothing is paid */
} JzFund;

/* @id: (out) (optional). JZ_ERROR_INVALID, JZ_ERROR_CONFLICT. */
gboolean jz_fund_put    (JzOperation *operation, const JzFund *fund, gint64 *id, GError **error);
/* JZ_ERROR_CONFLICT while a budget or a spending needs it. */
gboolean jz_fund_remove (JzOperation *operation, gint64 id, GError **error);
/* By name; 0 when there is none. */
gboolean jz_fund_find   (JzConnection *connection, const char *name, gint64 *id, GError **error);

/* Funds that vouchers name and nobody has entered come into the list. @n: (out) (optional): how many. */
gboolean jz_fund_collect (JzOperation *operation, guint *n, GError **error);

typedef struct
{
  gint64      id; /* 0: a new one */
  const char *name;
  gboolean    counts; /* in the share of equipment in the public expenditure */
  const char *takes;  /* "durable", "consumable": the receipts of the ledger; "upkeep": repairs and maintenance; "": noted by hand */
} JzPurpose;

gboolean jz_purpose_put    (JzOperation *operation, const JzPurpose *purpose, gint64 *id, GError **error);
gboolean jz_purpose_remove (JzOperation *operation, gint64 id, GError **error);
gboolean jz_purpose_find   (JzConnection *connection, const char *name, gint64 *id, GError **error);

G_END_DECLS
