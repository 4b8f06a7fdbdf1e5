/* jz-rooms-views: the lists of function rooms: the register, what was used, what was asked for.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-list-page.h"

G_BEGIN_DECLS

extern const JzListView jz_rooms_view, jz_room_uses_view, jz_lesson_requests_view;

G_END_DECLS
