/* jz-accession-dialog: begins a delivery of books.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Told of the delivery that was begun. @data is alive then. */
typedef void (*JzAccessionBegunFunc) (gint64 accession, GObject *data);

void jz_accession_dialog_present (GtkWidget *parent, JzSession *session, JzAccessionBegunFunc begun, GObject *data);

G_END_DECLS
