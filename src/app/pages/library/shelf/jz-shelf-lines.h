/* jz-shelf-lines: the books of a count as a table, by what came of them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-table-shows.h"

G_BEGIN_DECLS

/* Of the count @id. Returns: (transfer floating) */
JzTable *jz_shelf_lines_new (JzSession *session, gint64 id);

G_END_DECLS
