/* jz-lab-term-view: a paper of a term as it stands now, to be looked at, printed or saved: the plan by class and
 * week, and how much was done.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "jz-session.h"

G_BEGIN_DECLS

#define JZ_TYPE_LAB_TERM_VIEW (jz_lab_term_view_get_type ())
G_DECLARE_FINAL_TYPE (JzLabTermView, jz_lab_term_view, JZ, LAB_TERM_VIEW, GtkBox)

GtkWidget *jz_lab_plan_grid_view_new (void);
GtkWidget *jz_lab_delivery_view_new  (void);

void       jz_lab_term_view_set_session (JzLabTermView *self, JzSession *session);

G_END_DECLS
