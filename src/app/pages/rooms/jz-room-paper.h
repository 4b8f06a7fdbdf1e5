/* jz-room-paper: weeks, door plans and uses to be printed, and lessons as a calendar file.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-lesson-week.h"
#include "jz-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @which: "week", "door" (of one room), "uses" (of the month of @date), "week.xlsx" */
void jz_room_paper_make (GtkWindow *parent, JzSession *session, const char *which, JzDate date,
                         const JzWeekFilter *filter);

/* Asks for a file, and writes the lessons of the term that @date lies in. */
void jz_room_paper_save_ics (GtkWindow *parent, JzSession *session, JzDate date, const JzWeekFilter *filter);

G_END_DECLS
