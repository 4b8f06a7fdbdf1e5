/* jz-promotion-form: begins a school year: shows what becomes of the classes, grade by grade, and asks for new ones.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "jz-session.h"

G_BEGIN_DECLS

/* Over the window of @over. */
void jz_promotion_form_present (GtkWidget *over, JzSession *session);

G_END_DECLS
