/* jz-rooms-told: what the inspector tells of lessons and rooms. On reader threads.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-told.h"

G_BEGIN_DECLS

JzTold *jz_rooms_tell_lesson (JzConnection *connection, gint64 id, GError **error);
JzTold *jz_rooms_tell_room   (JzConnection *connection, gint64 id, GError **error);

G_END_DECLS
