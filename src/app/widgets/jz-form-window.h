/* jz-form-window: a form over the window: cancel left with Esc, the one thing it does right with Ctrl+Enter.
 *
 * Its fields come from jz-form-field.h. What the core refuses is said below the field it belongs to, or at the end
 * of the form; the form stays open with all that was typed until it is saved or left.
 *
 * Signals: "go" (): the person wants it done; check the fields and call jz_form_window_write().
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "jz-form-field.h"
#include "jz-session.h"

G_BEGIN_DECLS

#define JZ_TYPE_FORM_WINDOW (jz_form_window_get_type ())
G_DECLARE_FINAL_TYPE (JzFormWindow, jz_form_window, JZ, FORM_WINDOW, AdwWindow)

/* @go: what the suggested button says. Modal over @parent (any widget of that window). */
JzFormWindow        *jz_form_window_new       (GtkWidget *parent, const char *title, const char *go);

/* @title, @description may be NULL. Returns: (transfer none) */
AdwPreferencesGroup *jz_form_window_add_group (JzFormWindow *self, const char *title, const char *description);
/* Any widget, in the same column as the groups. */
void                 jz_form_window_add       (JzFormWindow *self, GtkWidget *widget);

/* The sentence below everything; NULL: none. */
void                 jz_form_window_set_error (JzFormWindow *self, const char *sentence);

/* Whether nothing can be pressed but Cancel, with a spinner. */
void                 jz_form_window_set_busy  (JzFormWindow *self, gboolean busy);
void                 jz_form_window_set_go    (JzFormWindow *self, const char *go, gboolean sensitive);

/* Writes as one operation of who is signed in; on success the session says "done" and the form closes. What is refused is said below
 * @blamed (NULL: at the end). @destroy frees @data. */
void                 jz_form_window_write     (JzFormWindow *self, JzSession *session, const JzAction *action, JzWriteFunc func, gpointer data,
                                               GDestroyNotify destroy, GtkWidget *blamed);

/* The same without a form: what is refused is said as "trouble". */
void                 jz_write_and_tell        (JzSession *session, const JzAction *action, JzWriteFunc func, gpointer data, GDestroyNotify destroy);

G_END_DECLS
