/* jz-codes-view: code tables and standards on the left, the rows of the chosen one beside them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-list-page.h"
#include "jz-settings-view.h"

G_BEGIN_DECLS

#define JZ_TYPE_CODES_VIEW (jz_codes_view_get_type ())
G_DECLARE_FINAL_TYPE (JzCodesView, jz_codes_view, JZ, CODES_VIEW, JzSettingsView)

GtkWidget  *jz_codes_view_new (void);

/* The list that is shown. */
JzListPage *jz_codes_view_get_list   (JzCodesView *self);
void        jz_codes_view_set_narrow (JzCodesView *self, gboolean narrow);

G_END_DECLS
