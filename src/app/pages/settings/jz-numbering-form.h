/* jz-numbering-form: how asset numbers are made, for all code tables or one, with an example of what a rule gives while it is typed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "jz-session.h"

G_BEGIN_DECLS

void jz_numbering_form_present (GtkWidget *over, JzSession *session);

G_END_DECLS
