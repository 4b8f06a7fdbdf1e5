/* jz-week-view: the week of a room, class or teacher (周课表): book a free cell, move what is booked, with the chosen
 * lesson told of beside it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define JZ_TYPE_WEEK_VIEW (jz_week_view_get_type ())
G_DECLARE_FINAL_TYPE (JzWeekView, jz_week_view, JZ, WEEK_VIEW, GtkBox)

GtkWidget *jz_week_view_new         (void);
/* NULL: nobody is signed in. */
void       jz_week_view_set_session (GtkWidget *widget, JzSession *session);

/* Below 1200 px what is told of a lesson is there only while one is chosen. */
void       jz_week_view_set_narrow  (GtkWidget *widget, gboolean narrow);

G_END_DECLS
