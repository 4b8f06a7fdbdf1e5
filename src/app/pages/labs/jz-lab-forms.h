/* jz-lab-forms: dialogs of labs: an experiment, a notice, the week of a plan, a log.
 *
 * What a form begins with is read on another thread first. Where there is no window or nobody is signed in nothing
 * happens.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

void jz_lab_experiment_form (GtkWindow *parent, JzSession *session, gint64 experiment);
/* Of rows of the plan. */
void jz_lab_notice_form     (GtkWindow *parent, JzSession *session, gint64 plan);
void jz_lab_move_form       (GtkWindow *parent, JzSession *session, gint64 plan);
/* Of a lesson. */
void jz_lab_log_form        (GtkWindow *parent, JzSession *session, gint64 lesson);

G_END_DECLS
