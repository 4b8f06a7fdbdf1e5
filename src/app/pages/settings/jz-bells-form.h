/* jz-bells-form: when the periods begin and end, as settings: the list of timetables of bells, and the form of one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "jz-list-page.h"

G_BEGIN_DECLS

extern const JzListView jz_bells_view;

/* @id: bell_schedule.id; 0: a new one, which begins with the bells that ring now. */
void     jz_bells_form_present (GtkWidget *over, JzSession *session, gint64 id);

/* @data: gint64 *, the schedule. */
gboolean jz_bells_remove_write (JzOperation *operation, gpointer data, GError **error);

G_END_DECLS
