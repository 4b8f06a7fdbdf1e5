/* jz-periodical-papers: the dialogs about periodicals.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-paper-dialog.h"

G_BEGIN_DECLS

extern const JzPaperKind jz_paper_subscription; /* a new one */

/* Of a row of subscription. */
extern const JzPaperKind jz_paper_issues_received, jz_paper_issues_bound;

G_END_DECLS
