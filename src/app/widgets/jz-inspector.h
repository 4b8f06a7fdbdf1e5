/* jz-inspector: what stands beside a list: the chosen row's facts, what can be done with it, its history.
 *
 * It is filled from the top: title, actions, then groups of facts and entries. Everything is text that a
 * screen reader reads in that order.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define JZ_TYPE_INSPECTOR (jz_inspector_get_type ())
G_DECLARE_FINAL_TYPE (JzInspector, jz_inspector, JZ, INSPECTOR, GtkWidget)

JzInspector *jz_inspector_new         (void);

/* Empties it; @sentence says what to do to see something. */
void         jz_inspector_clear       (JzInspector *self, const char *sentence);

/* Begins anew. @subtitle and @badge (shown with its sign's colour) may be NULL. */
void         jz_inspector_set_title   (JzInspector *self, const char *title, const char *subtitle, const char *badge);

/* A button under the title; the first one is the primary action, and from the fourth on they stand in a menu. What
 * can't be done now is not there. @target: (nullable) (transfer floating) */
void         jz_inspector_add_action  (JzInspector *self, const char *label, const char *action, GVariant *target);

/* Begins a group; @note stands on its right, or NULL. */
void         jz_inspector_add_group   (JzInspector *self, const char *title, const char *note);

/* label ‖ value; nothing is added for an empty value. */
void         jz_inspector_add_fact    (JzInspector *self, const char *label, const char *value);

/* Two lines beside a code or date: cards, history. @button with its action, or NULL. */
void jz_inspector_add_entry (JzInspector *self, const char *label, const char *title, const char *subtitle,
                             const char *button, const char *action, GVariant *target);

/* Chips side by side, below what was added last: a sign, a few words, and an action. @target: (transfer floating) */
void jz_inspector_add_chip (JzInspector *self, const char *icon, const char *label, const char *action,
                            GVariant *target);
/* One that opens @menu. */
void jz_inspector_add_chip_menu (JzInspector *self, const char *icon, const char *label, GMenuModel *menu);

/* What is told can have files: those that are dropped here go to the action "attachment.drop" with (@table, @row, their
 * paths), and jz_inspector_paste() runs "attachment.paste" with (@table, @row). Until the next title. */
void     jz_inspector_set_files (JzInspector *self, const char *table, gint64 row);
gboolean jz_inspector_paste     (JzInspector *self);

/* Shows a close button (for where it lies over the list). Signal: "close" (). */
void         jz_inspector_set_closable (JzInspector *self, gboolean closable);

G_END_DECLS
