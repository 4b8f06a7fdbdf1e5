/* jz-purchase-form: the papers of a purchase: 采购申请单, 采购订单, 验收单, and 调入单 for what the county hands over.
 *
 * The request is signed by applicant, keeper and head of school, with what each step said; the acceptance by who handled, accepted and
 * keeps it, in three copies: finance, asset office, keeper.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-purchase-read.h"
#include "jz-report.h"

G_BEGIN_DECLS

/* Returns: (transfer full) */
JzReport *jz_purchase_form_new (JzConnection *connection, JzPurchasePaper paper, gint64 id, GError **error);

G_END_DECLS
