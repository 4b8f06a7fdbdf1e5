/* jz-told: all that an inspector tells of one row, gathered on a reader thread and shown by the window.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-connection.h"
#include "jz-inspector.h"

G_BEGIN_DECLS

typedef struct _JzTold JzTold;

/* Texts are copied. What may be NULL in JzInspector may be NULL here. */
JzTold  *jz_told_new         (const char *title, const char *subtitle, const char *badge);
void     jz_told_free        (JzTold *self);

void     jz_told_add_group   (JzTold *self, const char *title, const char *note);
void     jz_told_add_fact    (JzTold *self, const char *label, const char *value);
void     jz_told_add_entry   (JzTold *self, const char *label, const char *title, const char *subtitle);

/* The same with a button @button that runs @action. @target: (nullable) (transfer floating) */
void     jz_told_add_link    (JzTold *self, const char *label, const char *title, const char *subtitle, const char *button,
                              const char *action, GVariant *target);

/* Before the first group: a button under the title, shown where there is such an action and it can be done. @target:
 * (nullable) (transfer floating) */
void     jz_told_add_action  (JzTold *self, const char *label, const char *action, GVariant *target);

/* The history of a row, newest first, with Undo where an operation can be taken back. */
gboolean jz_told_add_history (JzTold *self, JzConnection *connection, const char *table, gint64 row, GError **error);

/* The files that belong to a row, by kind, as chips of the actions "attachment.…", and a way to add some. */
gboolean jz_told_add_files   (JzTold *self, JzConnection *connection, const char *table, gint64 row, GError **error);

void     jz_told_fill        (JzTold *self, JzInspector *inspector);

/* Its actions as items of @menu, hidden where they can't be done; without those that are about all chosen rows, which have
 * no target. */
void     jz_told_fill_menu   (JzTold *self, GMenu *menu);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzTold, jz_told_free)

G_END_DECLS
