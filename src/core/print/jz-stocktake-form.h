/* jz-stocktake-form: a stock-take on paper: the list to count with, and the report of what came of it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-report.h"
#include "jz-stocktake.h"

G_BEGIN_DECLS

/* What the books say, place by place, with room for the counts to be written in. Returns: (transfer full) */
JzReport *jz_stocktake_list_new   (JzConnection *connection, gint64 id, GError **error);

/* The sums, each with what it is a part of, and every difference with its cause. Returns: (transfer full) */
JzReport *jz_stocktake_report_new (JzConnection *connection, gint64 id, GError **error);

/* "✓ Agrees", "✗ Not found" …: a verdict of jz_stocktake_lines() in words. */
const char *jz_stocktake_verdict_words (const char *verdict);

G_END_DECLS
