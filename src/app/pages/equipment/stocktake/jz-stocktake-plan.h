/* jz-stocktake-plan: the dialog that begins a stock-take: where, of whom, and what it is called.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef void (*JzStocktakeBegunFunc) (gint64 id, GObject *data);

/* @begun is told once it has begun; @data is alive then. */
void jz_stocktake_plan_present (GtkWindow *parent, JzSession *session, JzStocktakeBegunFunc begun, GObject *data);

G_END_DECLS
