/* jz-edit-dialog: the frame of every dialog that saves something.
 *
 * Cancel (Esc) on the left, the one thing to do (Ctrl+Enter) on the right, the form between, and one line for
 * what the program could not do. While it saves nothing can be typed; when saving is refused the dialog stays
 * as it was, with the reason in words.
 *
 * Signals:
 * "save" (): the person wants to save
 * "scanned" (const char *code): a scanner read something while this dialog was in front
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "jz-session.h"

G_BEGIN_DECLS

#define JZ_TYPE_EDIT_DIALOG (jz_edit_dialog_get_type ())
G_DECLARE_FINAL_TYPE (JzEditDialog, jz_edit_dialog, JZ, EDIT_DIALOG, AdwWindow)

/* @width, @height: of the window at first, in pixels; @height -1: as high as the form. */
JzEditDialog *jz_edit_dialog_new        (GtkWindow *parent, const char *title, const char *verb, int width, int height);

void          jz_edit_dialog_set_title  (JzEditDialog *self, const char *title, const char *subtitle);

/* @padded: with room around it, as forms have. */
void          jz_edit_dialog_set_body   (JzEditDialog *self, GtkWidget *body, gboolean padded);

/* Stands below the form and stays in sight, such as sums. */
void          jz_edit_dialog_set_foot   (JzEditDialog *self, GtkWidget *foot);

/* Says what is wrong; NULL: nothing. */
void          jz_edit_dialog_say        (JzEditDialog *self, const char *sentence);

/* Told of @work once it has been saved; @data is alive. */
typedef void (*JzEditDoneFunc) (gpointer work, GObject *data);

/* Runs @func with @work as one operation of @action. When it was saved: the session's "done" with its words and
 * Undo, then @done (or NULL), and the dialog is gone. When not, the dialog says why. @destroy frees @work in any case. */
void          jz_edit_dialog_write      (JzEditDialog *self, JzSession *session, const JzAction *action, JzWriteFunc func, gpointer work,
                                         GDestroyNotify destroy, JzEditDoneFunc done, GObject *data);

G_END_DECLS
