/* jz-record-export: the catalogue as a file of records for other libraries' programs.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "jz-session.h"

G_BEGIN_DECLS

/* Asks in which form, then where. */
void jz_record_export_present (GtkWidget *over, JzSession *session);

G_END_DECLS
