/* jz-shelf-paper: the report of a count of books, the request to strike books off and the register of those, as they
 * will be on paper.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "jz-session.h"

G_BEGIN_DECLS

/* @weeding: @id is a request; else a count. What is wrong is said by @session. */
void jz_shelf_paper_print (GtkWindow *parent, JzSession *session, gboolean weeding, gint64 id);

G_END_DECLS
