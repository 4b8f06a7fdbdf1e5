/* jz-holdings-actions: what can be done with titles and copies: the actions "holdings.…".
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-page-actions.h"
#include "jz-page.h"

G_BEGIN_DECLS

#define JZ_TYPE_HOLDINGS_ACTIONS (jz_holdings_actions_get_type ())
G_DECLARE_FINAL_TYPE (JzHoldingsActions, jz_holdings_actions, JZ, HOLDINGS_ACTIONS, JzPageActions)

/* For @page, which owns it. */
JzPageActions *jz_holdings_actions_new (JzPage *page);

G_END_DECLS
