/* jz-count-line: the dialog for one line of a stock-take: how many a person counted, and why it differs.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Reads the line first. The count can be changed while it is counted, the cause until it is posted. */
void jz_count_line_present (GtkWindow *parent, JzSession *session, gint64 line);

G_END_DECLS
