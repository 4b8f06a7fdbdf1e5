/* jz-upkeep-form: the papers of upkeep: 损坏赔偿单, 维修单, 报废(处置)申请表, 维护记录, 催还通知单, and 资产履历, a thing's whole life on one
 * page.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-connection.h"
#include "jz-report-set.h"

G_BEGIN_DECLS

/* What each is about, beginning with what its row's id is of. */
typedef enum
{
  JZ_UPKEEP_DAMAGE,      /* damage */
  JZ_UPKEEP_REPAIR,      /* repair */
  JZ_UPKEEP_DISPOSAL,    /* disposal: at most 25 lines a page, each page signed, four copies named */
  JZ_UPKEEP_MAINTENANCE, /* maintenance_plan: what was done so far */
  JZ_UPKEEP_LIFE,        /* asset */
} JzUpkeepForm;

/* Returns: (transfer full) */
JzReport  *jz_upkeep_form_new (JzConnection *connection, JzUpkeepForm form, gint64 id, GError **error);

/* A slip for each person with what is out, as jz_loans_out(). JZ_ERROR_NOT_FOUND where nothing is.
 * Returns: (transfer full) (element-type JzReport) */
GPtrArray *jz_call_in_slips_new (JzConnection *connection, gint64 person, gboolean overdue, GError **error);

G_END_DECLS
