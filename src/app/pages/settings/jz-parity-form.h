/* jz-parity-form: from which week on weeks are odd or even, with what moves along before it is done.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "jz-session.h"

G_BEGIN_DECLS

/* Of the present term; over the window of @over. */
void jz_parity_form_present (GtkWidget *over, JzSession *session);

G_END_DECLS
