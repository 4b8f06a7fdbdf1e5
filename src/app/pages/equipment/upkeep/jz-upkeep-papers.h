/* jz-upkeep-papers: the dialogs of upkeep, see jz-paper-dialog.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-paper-dialog.h"

G_BEGIN_DECLS

/* About the chosen rows of things, or of one that is picked in the dialog. */
extern const JzPaperKind jz_paper_damage, jz_paper_repair, jz_paper_disposal, jz_paper_plan;

/* About one row: of damage, repair, maintenance_plan, disposal, voucher. */
extern const JzPaperKind jz_paper_decide, jz_paper_pay, jz_paper_send, jz_paper_finish, jz_paper_edit_plan,
jz_paper_done, jz_paper_approve, jz_paper_reject,
  jz_paper_proceeds, jz_paper_extend;

/* Policy: a row of compensation_rule or approval_step, or a new one; and how early warranties are told. */
extern const JzPaperKind jz_paper_rule, jz_paper_step, jz_paper_warranty;

G_END_DECLS
