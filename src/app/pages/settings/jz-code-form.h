/* jz-code-form: a row of the school's own code table, or of a standard that it loaded.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "jz-session.h"

G_BEGIN_DECLS

/* Row @id of a code table; 0: a new one in @scheme. */
void jz_code_form_present         (GtkWidget *over, JzSession *session, gint64 id, gint64 scheme);

/* Row @id of a standard; 0: a new one in @standard. What its rule comes to for the school is said while it is typed. */
void jz_standard_row_form_present (GtkWidget *over, JzSession *session, gint64 id, gint64 standard);

G_END_DECLS
