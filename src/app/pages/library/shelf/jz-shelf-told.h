/* jz-shelf-told: what the inspector tells of a count of books and of a request to strike books off.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-told.h"

G_BEGIN_DECLS

/* For reader threads. Returns: (transfer full), NULL with @error */
JzTold *jz_shelf_tell_count   (JzConnection *connection, gint64 id, GError **error);
JzTold *jz_shelf_tell_weeding (JzConnection *connection, gint64 id, GError **error);

G_END_DECLS
