/* jz-library-papers: the dialogs of what the school has settled about its library, see jz-library-lists.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-paper-dialog.h"

G_BEGIN_DECLS

/* A row of weeding_rule, weeding_step, catalogue_need; 0: a new one. */
extern const JzPaperKind jz_paper_weeding_rule, jz_paper_weeding_step, jz_paper_catalogue_need;

/* The one row of library_policy, and of catalogue_rule. */
extern const JzPaperKind jz_paper_library_policy, jz_paper_catalogue_policy;

G_END_DECLS
