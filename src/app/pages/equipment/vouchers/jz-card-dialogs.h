/* jz-card-dialogs: the particulars of an item, an asset and a place, to be written and changed.
 *
 * A row that is changed is read first, on a reader thread; @done (or NULL) is told the row's id after saving.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-edit-dialog.h"

G_BEGIN_DECLS

typedef void (*JzCardDoneFunc) (gint64 id, GObject *data);

/* @id 0: a new one. */
void jz_item_dialog_present  (GtkWindow *parent, JzSession *session, gint64 id, JzCardDoneFunc done, GObject *data);
void jz_asset_dialog_present (GtkWindow *parent, JzSession *session, gint64 id, JzCardDoneFunc done, GObject *data);

/* @id 0: a new one, in @inside (0: in nothing). */
void jz_place_dialog_present (GtkWindow *parent, JzSession *session, gint64 id, gint64 inside, JzCardDoneFunc done,
                              GObject *data);

G_END_DECLS
