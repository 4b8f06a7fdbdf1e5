/* jz-room-form: rooms as tables: 周课表 of a room, class, teacher or technician as a spreadsheet has it, 功能室使用记录.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-lesson-week.h"
#include "jz-report.h"

G_BEGIN_DECLS

/* The week as a table: periods down, days across. For a wall: jz-week-page. Returns: (transfer full), NULL with
 * @error */
JzReport *jz_week_form_new (JzConnection *connection, JzDate date, const JzWeekFilter *filter, GError **error);

/* How a room (0: every room) was used from @first to @last, a line each. Returns: (transfer full), NULL with @error */
JzReport *jz_room_use_form_new (JzConnection *connection, gint64 room, JzDate first, JzDate last, GError **error);

G_END_DECLS
