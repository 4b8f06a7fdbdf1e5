/* jz-label-dialog: labels of assets, doors and shelves: which paper, from which free label on, how far the
 * printer is off; what will be printed stands beside it to scale.
 *
 * What was printed or saved is noted, so that the missing ones are known.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "jz-label-source.h"
#include "jz-session.h"

G_BEGIN_DECLS

/* @ids: rows of asset or place; taken. */
void jz_label_dialog_present (GtkWindow *parent, JzSession *session, JzLabelSubject subject, GArray *ids);

G_END_DECLS
