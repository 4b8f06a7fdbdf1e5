/* jz-stocktake-actions: what can be done with stock-takes: the actions "stocktake.…" behind their buttons.
 *
 * Each but "begin" takes the id of the stock-take it is about. Those that the signed-in account may not do are not
 * there at all; which fit the state of a stock-take is told where they are offered, and decided by the core.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-page.h"

G_BEGIN_DECLS

typedef struct _JzStocktakeActions JzStocktakeActions;

/* For @page, which owns it. */
JzStocktakeActions *jz_stocktake_actions_new         (JzPage *page);
void                jz_stocktake_actions_free        (JzStocktakeActions *self);

void                jz_stocktake_actions_set_session (JzStocktakeActions *self, JzSession *session);

/* Puts the buttons on the view of stock-takes that has just been made. */
void                jz_stocktake_actions_dress       (JzStocktakeActions *self, JzListPage *view);

/* Shows the count list, or the report, as it will be on paper; what is wrong is said by @session. */
void jz_stocktake_print (GtkWindow *parent, JzSession *session, gint64 id, gboolean report);

G_END_DECLS
