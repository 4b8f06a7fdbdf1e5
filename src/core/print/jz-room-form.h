/* jz-room-form: rooms on paper: 周课表 of a room, class, teacher or technician, 门牌周计划 with a code that leads to the room's record,
 * 功能室使用记录.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-lesson-week.h"
#include "jz-report.h"

G_BEGIN_DECLS

/* The week as a table on landscape paper: periods down, days across. Returns: (transfer full), NULL with @error */
JzReport *jz_week_form_new (JzConnection *connection, JzDate date, const JzWeekFilter *filter, GError **error);

/* The same for the door of one room, with the QR code of its place: what the scanner opens the room by. */
typedef struct _JzDoorPlan JzDoorPlan;

/* JZ_ERROR_NOT_FOUND for a place that is none. Returns: (transfer full) */
JzDoorPlan *jz_door_plan_new  (JzConnection *connection, gint64 room, JzDate date, GError **error);
void        jz_door_plan_free (JzDoorPlan *self);
/* Its pages; @self must outlive them. */
JzPdf       jz_door_plan_pdf  (JzDoorPlan *self);

/* How a room (0: every room) was used from @first to @last, a line each. Returns: (transfer full), NULL with @error */
JzReport *jz_room_use_form_new (JzConnection *connection, gint64 room, JzDate first, JzDate last, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzDoorPlan, jz_door_plan_free)

G_END_DECLS
