/* jz-school-view: the school's particulars, as a form that is always open.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-settings-view.h"

G_BEGIN_DECLS

#define JZ_TYPE_SCHOOL_VIEW (jz_school_view_get_type ())
G_DECLARE_FINAL_TYPE (JzSchoolView, jz_school_view, JZ, SCHOOL_VIEW, JzSettingsView)

GtkWidget *jz_school_view_new (void);

G_END_DECLS
