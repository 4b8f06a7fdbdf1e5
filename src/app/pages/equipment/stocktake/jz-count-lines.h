/* jz-count-lines: the list of a stock-take's lines, with a switch over what is shown: not seen yet, elsewhere, all that
 * differs, everything.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-table-shows.h"

G_BEGIN_DECLS

/* Of the stock-take @id. Returns: (transfer floating) */
JzTable *jz_count_lines_new (JzSession *session, gint64 id);

G_END_DECLS
