/* jz-class-form: adds a class, or changes its number, its pupils and whether it is still there.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "jz-session.h"

G_BEGIN_DECLS

/* @id 0: a new one. The form comes up when the class has been read. */
void jz_class_form_present (GtkWidget *over, JzSession *session, gint64 id);

G_END_DECLS
