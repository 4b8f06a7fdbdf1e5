/* Between the files of upkeep only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-paper.h"
#include "jz-upkeep.h"

G_BEGIN_DECLS

/* What the row is about: item, asset, quantity, place. */
gboolean    jz_upkeep_thing_of (JzConnection *connection, const char *table, gint64 id, JzThing *thing, GError **error);

G_END_DECLS
