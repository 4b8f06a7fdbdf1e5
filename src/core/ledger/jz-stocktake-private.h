/* jz-stocktake-private: what the counting, the reading and the posting of a stock-take share.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-stocktake.h"

G_BEGIN_DECLS

/* JZ_ERROR_CONFLICT unless it is in that state. @number: (out) (optional) (transfer full) */
gboolean jz_stocktake_must_be (JzConnection *connection, gint64 id, const char *state, char **number, GError **error);

/* The verdict over a line of the table stocktake_line joined to its stock-take, as SQL. While it is open what was not counted is
 * open, afterwards it is missing. A card that the books have elsewhere is elsewhere here, too. */
#define JZ_STOCKTAKE_VERDICT \
  "CASE WHEN l.counted IS NULL AND s.state = 'open' THEN 'open'" \
  " WHEN l.expected = 0 AND l.asset IS NOT NULL AND EXISTS (SELECT 1 FROM position WHERE asset = l.asset) THEN 'elsewhere'" \
  " WHEN ifnull (l.counted, 0) > l.expected THEN 'surplus'" \
  " WHEN ifnull (l.counted, 0) = 0 AND l.expected > 0 THEN 'missing'" \
  " WHEN l.counted < l.expected THEN 'short'" \
  " WHEN l.found_place IS NOT NULL THEN 'elsewhere' ELSE 'agree' END"

G_END_DECLS
