/* jz-shelf-plan: the dialogs that begin to count books, and that ask to strike some off.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "jz-session.h"

G_BEGIN_DECLS

/* Where, which range of the shelf, and what it is called; counting opens once it has begun. */
void jz_shelf_plan_present  (GtkWindow *parent, JzSession *session);

/* Why. @copies: of copy.id; is referenced. */
void jz_weeding_ask_present (GtkWindow *parent, JzSession *session, GArray *copies);

G_END_DECLS
