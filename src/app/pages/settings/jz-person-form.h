/* jz-person-form: registers a member of staff or a pupil, or changes one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "jz-session.h"

G_BEGIN_DECLS

/* @id 0: a new one. The form comes up when the person has been read. */
void jz_person_form_present    (GtkWidget *over, JzSession *session, gint64 id);

/* Says that somebody is not here any more, or again. */
void jz_person_form_set_active (JzSession *session, gint64 id, gboolean active);

G_END_DECLS
