/* jz-target-dialog: where records are looked for, and changing it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* All of them, to be switched on and off, changed, added to. */
void jz_target_dialog_present (GtkWidget *parent, JzSession *session);

G_END_DECLS
