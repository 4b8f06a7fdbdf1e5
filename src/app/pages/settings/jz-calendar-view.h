/* jz-calendar-view: terms on the left, a month of the calendar beside them; a click changes a day.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-settings-view.h"

G_BEGIN_DECLS

#define JZ_TYPE_CALENDAR_VIEW (jz_calendar_view_get_type ())
G_DECLARE_FINAL_TYPE (JzCalendarView, jz_calendar_view, JZ, CALENDAR_VIEW, JzSettingsView)

GtkWidget *jz_calendar_view_new (void);

G_END_DECLS
