/* jz-field: what the fields of every form have in common: what is wrong is said below in words, Enter goes on.
 *
 * There are two kits of fields. jz-grid-field lays many small ones side by side on a card, as a voucher or a card needs
 * it; jz-row-field makes one row after another of an AdwPreferencesGroup, as settings have it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A line for what is wrong, hidden until jz_field_refuse() says something. Returns: (transfer floating) */
GtkWidget *jz_field_refusal_new (void);
/* With the sign of a refusal before @sentence; NULL: nothing is wrong. */
void       jz_field_refuse      (GtkWidget *refusal, const char *sentence);

/* @form is a whole form: Enter goes on inside it, and from its last field runs the action "form.go" of whatever it
 * stands in. */
void       jz_field_set_form    (GtkWidget *form);

/* What Enter does in @control: moves the focus to what comes next, of the form or else of the window. */
void       jz_field_go_on       (GtkWidget *control);

G_END_DECLS
