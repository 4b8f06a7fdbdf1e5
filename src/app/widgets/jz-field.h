/* jz-field: what every form is made of: a caption, a control under it, and below that what is wrong with it.
 *
 * Fields stand in a grid on a card. Enter in an entry goes on to the next control, so that a form can be
 * filled in without a mouse. What was typed is never touched by a refusal.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A card for fields, in columns of equal width. Returns: (transfer floating) */
GtkWidget *jz_field_grid_new (void);

/* Puts @control under the caption @title, which is its accessible name too. Returns: (transfer none) the field,
 * which can be hidden as a whole. */
GtkWidget *jz_field_attach   (GtkWidget *grid, const char *title, GtkWidget *control, int column, int row, int width);

/* Says under @control what is wrong with it; NULL: nothing is. */
void       jz_field_say      (GtkWidget *control, const char *sentence);

/* Moves the focus to what comes after @control. */
void       jz_field_go_on    (GtkWidget *control);

/* An entry with @text (or NULL) in it; a text as people left it, tidied: (transfer full), "" for nothing. */
GtkWidget *jz_field_entry    (const char *text);
char      *jz_field_text     (GtkWidget *entry);

/* A choice of @titles (msgids, ends with NULL), of which number @chosen is chosen. */
GtkWidget *jz_field_choice   (const char *const *titles, guint chosen);

G_END_DECLS
