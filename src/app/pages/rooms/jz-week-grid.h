/* jz-week-grid: a week of lessons, one cell a day and period.
 *
 * The arrows go from cell to cell, Enter chooses a lesson or books a free cell, as a click does; a lesson is dragged
 * to another cell, or cut and pasted there (Ctrl+X, Ctrl+V). Every cell says in words what it is.
 *
 * Signals:
 * "chosen" (gint64 lesson): a lesson was chosen
 * "free" (int date, int period): a free cell was
 * "moved" (gint64 lesson, int date, int period): a lesson was put there
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "jz-lesson-week.h"

G_BEGIN_DECLS

#define JZ_TYPE_WEEK_GRID (jz_week_grid_get_type ())
G_DECLARE_FINAL_TYPE (JzWeekGrid, jz_week_grid, JZ, WEEK_GRID, GtkWidget)

GtkWidget  *jz_week_grid_new  (void);

/* @week: (transfer full). @bookable: free cells of open days can be booked; @with_room: lessons say where they are
 * held. */
void        jz_week_grid_show (JzWeekGrid *self, JzLessonWeek *week, gboolean bookable, gboolean with_room);

/* Marks the lesson that is told of beside the grid; 0: none. */
void        jz_week_grid_choose (JzWeekGrid *self, gint64 lesson);

/* "○ Approved". Returns: (transfer none) */
const char *jz_lesson_state_words (const char *state);

/* The style of such words: "jz-ok"; NULL: none */
const char *jz_lesson_state_style (const char *state);

G_END_DECLS
