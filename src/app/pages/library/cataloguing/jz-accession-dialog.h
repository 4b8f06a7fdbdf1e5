/* jz-accession-dialog: begins a delivery of books.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

void jz_accession_dialog_present (GtkWidget *parent, JzSession *session);

G_END_DECLS
