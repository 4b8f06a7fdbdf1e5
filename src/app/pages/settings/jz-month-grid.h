/* jz-month-grid: a month of the school calendar, one cell a day: kind, week, odd or even, whose lessons.
 *
 * Signals: "chosen" (gpointer JzDay *): a day was clicked; valid during the signal.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-day-form.h"

G_BEGIN_DECLS

#define JZ_TYPE_MONTH_GRID (jz_month_grid_get_type ())
G_DECLARE_FINAL_TYPE (JzMonthGrid, jz_month_grid, JZ, MONTH_GRID, GtkBox)

#define JZ_MONTH_DAYS 42 /* six weeks */

GtkWidget *jz_month_grid_new       (void);

/* The Monday that the grid of a month begins with. */
JzDate     jz_month_grid_first     (int year, int month);

/* Shows @days (JZ_MONTH_DAYS from jz_month_grid_first()), whose texts it takes over. */
void       jz_month_grid_show      (JzMonthGrid *self, int year, int month, JzDay *days);

/* Whether a day can be clicked. */
void       jz_month_grid_set_editable (JzMonthGrid *self, gboolean editable);

G_END_DECLS
