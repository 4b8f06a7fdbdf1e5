/* jz-table: the one list widget of the program: tool row, table, status row.
 *
 * A page gives it a list's spec and, where it wants, more buttons; searching, sorting, filtering, choosing
 * columns, choosing rows, copying, sums and what each person left open are here.
 *
 * Signals:
 * "chosen" (gint64 id): the only row chosen; 0 for none or several
 * "activated" (gint64 id): Enter or a double click on a row
 * "cleared" (): all filters were taken away; one that always holds has to be set anew
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "jz-lazy-selection.h"
#include "jz-progress-strip.h"
#include "jz-session.h"

G_BEGIN_DECLS

#define JZ_TYPE_TABLE (jz_table_get_type ())
G_DECLARE_FINAL_TYPE (JzTable, jz_table, JZ, TABLE, GtkBox)

/* @title names it for a screen reader, @placeholder says what can be searched. */
JzTable         *jz_table_new            (const JzListSpec *spec, const char *title, const char *placeholder);

/* Reads the store of @session from now on, as its signed-in account left it. NULL: is empty. */
void             jz_table_set_session    (JzTable *self, JzSession *session);

JzLazyList      *jz_table_get_list       (JzTable *self);
JzLazySelection *jz_table_get_selection  (JzTable *self);
GtkColumnView   *jz_table_get_view       (JzTable *self);
JzSession       *jz_table_get_session    (JzTable *self);
const char      *jz_table_get_title      (JzTable *self);

/* For long work that concerns the whole list. */
JzProgressStrip *jz_table_get_strip      (JzTable *self);

/* A declared filter of the spec; @value NULL: not filtered by it. */
void             jz_table_set_filter     (JzTable *self, const char *filter, const char *value);

/* Puts @widget before the filter button, or at its end. */
void             jz_table_add_tool       (JzTable *self, GtkWidget *widget, gboolean at_end);

/* Puts @widget behind all tools. */
void             jz_table_add_last       (JzTable *self, GtkWidget *widget);

/* Instead of the table where there is nothing at all to list. */
void             jz_table_set_first_use  (JzTable *self, GtkWidget *page);

/* What a right click and the menu key offer about the chosen rows, above copying. */
void             jz_table_set_menu       (JzTable *self, GMenuModel *menu);

void             jz_table_focus_search   (JzTable *self);
void             jz_table_focus_list     (JzTable *self);
void             jz_table_set_search     (JzTable *self, const char *typed);
void             jz_table_clear_filters  (JzTable *self);

/* Chooses the row of @id and brings it into view; all filters go if it is not listed with them. */
void             jz_table_show_id        (JzTable *self, gint64 id);

/* Around the table only, so that sums stay visible. */
AdwToastOverlay *jz_table_get_toasts     (JzTable *self);

G_END_DECLS
