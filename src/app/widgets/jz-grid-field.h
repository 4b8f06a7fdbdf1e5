/* jz-grid-field: fields side by side in a grid on a card: a caption, a control under it, and below that what is wrong.
 *
 * Enter in an entry goes on to the next control, so that a form can be filled in without a mouse. What was typed is
 * never touched by a refusal. What all fields have in common is jz-field.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A card for fields, in columns of equal width. Returns: (transfer floating) */
GtkWidget *jz_grid_field_grid (void);

/* Puts @control under the caption @title, which is its accessible name too. Returns: (transfer none) the field,
 * which can be hidden as a whole. */
GtkWidget *
jz_grid_field_attach (GtkWidget *grid, const char *title, GtkWidget *control, int column, int row, int width);

/* Says under @control what is wrong with it; NULL: nothing is. */
void       jz_grid_field_say      (GtkWidget *control, const char *sentence);

/* An entry with @text (or NULL) in it; a text as people left it, tidied: (transfer full), "" for nothing. */
GtkWidget *jz_grid_field_entry    (const char *text);
char      *jz_grid_field_text     (GtkWidget *entry);

/* A choice of @titles (msgids, ends with NULL), of which number @chosen is chosen. */
GtkWidget *jz_grid_field_choice   (const char *const *titles, guint chosen);

G_END_DECLS
