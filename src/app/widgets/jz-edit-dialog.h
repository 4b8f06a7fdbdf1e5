/* jz-edit-dialog: the frame of every dialog that does one thing: saves a form, makes a file, prints.
 *
 * Cancel (Esc) on the left, the one thing to do (Ctrl+Enter) on the right, the form between, and one line for
 * what the program could not do. What stands in it is either a widget that is laid out already, or a column that
 * groups of rows are added to. While it saves nothing can be typed; when saving is refused the dialog stays
 * as it was, with the reason in words.
 *
 * Signals:
 * "go" (): the person wants it done; check the fields and call jz_edit_dialog_write()
 * "scanned" (const char *code): a scanner read something while this dialog was in front. Only of one with a body; into
 * a column of rows a scanner types as a keyboard does.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "jz-session.h"

G_BEGIN_DECLS

#define JZ_TYPE_EDIT_DIALOG (jz_edit_dialog_get_type ())
G_DECLARE_FINAL_TYPE (JzEditDialog, jz_edit_dialog, JZ, EDIT_DIALOG, AdwWindow)

/* @go: what the suggested button says. @width, @height: of the window at first, in pixels; @height -1: as high as the
 * form. Modal over @parent (any widget of that window). */
JzEditDialog *jz_edit_dialog_new (GtkWidget *parent, const char *title, const char *go, int width, int height);

void                 jz_edit_dialog_set_title (JzEditDialog *self, const char *title, const char *subtitle);

/* What @go says, and whether it can be pressed. */
void                 jz_edit_dialog_set_go    (JzEditDialog *self, const char *go, gboolean sensitive);

/* @padded: with room around it, as forms have. */
void                 jz_edit_dialog_set_body  (JzEditDialog *self, GtkWidget *body, gboolean padded);

/* In the place of a body, before the dialog is shown: any widget, or a group for jz-row-field.h (@title, @description
 * may be NULL), one below the other. Returns: (transfer none) */
void                 jz_edit_dialog_add       (JzEditDialog *self, GtkWidget *widget);
AdwPreferencesGroup *jz_edit_dialog_add_group (JzEditDialog *self, const char *title, const char *description);

/* Stands below the form and stays in sight, such as sums. */
void                 jz_edit_dialog_set_foot  (JzEditDialog *self, GtkWidget *foot);

/* Says what is wrong; NULL: nothing. */
void                 jz_edit_dialog_say       (JzEditDialog *self, const char *sentence);

/* Something takes its time: nothing can be pressed but Cancel, with a spinner. */
void                 jz_edit_dialog_set_busy  (JzEditDialog *self, gboolean busy);

/* The row (jz-row-field.h) that what is refused on saving belongs to; NULL: no one, it is said at the foot. */
void                 jz_edit_dialog_set_blamed (JzEditDialog *self, GtkWidget *field);

/* Told of @work once it has been saved; @data is alive. */
typedef void (*JzEditDoneFunc) (gpointer work, GObject *data);

/* Runs @func with @work as one operation of @action. When it was saved: the session's "done" with its words and
 * Undo, then @done (or NULL), and the dialog is gone. When not, the dialog says why. @destroy frees @work in
 * any case. */
void jz_edit_dialog_write (JzEditDialog *self, JzSession *session, const JzAction *action, JzWriteFunc func,
                           gpointer work, GDestroyNotify destroy, JzEditDoneFunc done, GObject *data);

G_END_DECLS
