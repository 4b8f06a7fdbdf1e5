/* jz-periodical-actions: periodicals: the actions "periodical.…" behind their buttons.
 *
 * Those about a subscription take its id.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-page-actions.h"
#include "jz-page.h"

G_BEGIN_DECLS

#define JZ_TYPE_PERIODICAL_ACTIONS (jz_periodical_actions_get_type ())
G_DECLARE_FINAL_TYPE (JzPeriodicalActions, jz_periodical_actions, JZ, PERIODICAL_ACTIONS, JzPageActions)

/* For @page, which owns it. */
JzPageActions *jz_periodical_actions_new (JzPage *page);

G_END_DECLS
