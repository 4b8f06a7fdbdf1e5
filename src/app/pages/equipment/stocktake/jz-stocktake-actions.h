/* jz-stocktake-actions: what can be done with stock-takes: the actions "stocktake.…" behind their buttons.
 *
 * Each but "begin" takes the id of the stock-take it is about. Those that the signed-in account may not do are not
 * there at all; which fit the state of a stock-take is told where they are offered, and decided by the core.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-page-actions.h"
#include "jz-page.h"

G_BEGIN_DECLS

#define JZ_TYPE_STOCKTAKE_ACTIONS (jz_stocktake_actions_get_type ())
G_DECLARE_FINAL_TYPE (JzStocktakeActions, jz_stocktake_actions, JZ, STOCKTAKE_ACTIONS, JzPageActions)

/* For @page, which owns it. */
JzPageActions *jz_stocktake_actions_new (JzPage *page);

/* Shows the count list, or the report, as it will be on paper; what is wrong is said by @session. */
void jz_stocktake_print (GtkWindow *parent, JzSession *session, gint64 id, gboolean report);

G_END_DECLS
