/* jz-network-dialogs: what is typed of machines, of those who sign for them, and of what the ratios are judged by.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-card-dialogs.h"

G_BEGIN_DECLS

/* @id 0: a new one, whose card is chosen in the dialog. */
void jz_machine_dialog_present      (GtkWindow *parent, JzSession *session, gint64 id, JzCardDoneFunc done,
                                     GObject *data);

/* The computers of a place that are not in the register. */
void jz_machine_all_dialog_present  (GtkWindow *parent, JzSession *session);

/* @ids (of gint64): those that are filled in. */
void jz_machine_fill_dialog_present (GtkWindow *parent, JzSession *session, GArray *ids);

/* @persons (of gint64): those who have signed. */
void jz_note_sign_dialog_present    (GtkWindow *parent, JzSession *session, GArray *persons);
/* The words that are signed, and how long they hold. */
void jz_note_text_dialog_present    (GtkWindow *parent, JzSession *session);

/* What counts as an effective machine, what is aimed at, how stages share. */
void jz_ratio_rules_dialog_present  (GtkWindow *parent, JzSession *session);

/* What is known of the network in a room. */
void jz_room_device_dialog_present  (GtkWindow *parent, JzSession *session, gint64 place);

G_END_DECLS
