/* jz-row-field: fields as rows of an AdwPreferencesGroup, and what is wrong with one said in a row directly below.
 *
 * Enter in one goes on to the next of the form, see jz_field_set_form(). Nothing typed is ever cleared by an error.
 * What all fields have in common is jz-field.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "jz-date.h"

G_BEGIN_DECLS

/* All add a row to @group and return it (transfer none). @text may be NULL. */
GtkWidget  *jz_row_field_entry    (AdwPreferencesGroup *group, const char *title, const char *text);
GtkWidget  *jz_row_field_password (AdwPreferencesGroup *group, const char *title);
/* A date as people write it, with a month to choose from. */
GtkWidget  *jz_row_field_date     (AdwPreferencesGroup *group, const char *title, JzDate date);
/* @titles: NULL-terminated, translated. */
GtkWidget *jz_row_field_choice (AdwPreferencesGroup *group, const char *title, const char *const *titles, guint chosen);
GtkWidget *jz_row_field_number (AdwPreferencesGroup *group, const char *title, const char *subtitle, int least,
                                int most, int value);
/* A second number in the row of the first; @name is for those who can't see where it stands. Returns: its
 * spin button. */
GtkWidget  *jz_row_field_add_number (GtkWidget *field, const char *name, int least, int most, int value);
GtkWidget  *jz_row_field_switch   (AdwPreferencesGroup *group, const char *title, const char *subtitle, gboolean on);
/* Any @control of one's own at the end of a row. */
GtkWidget  *jz_row_field_widget   (AdwPreferencesGroup *group, const char *title, const char *subtitle,
                                   GtkWidget *control);
/* A sentence that explains, with a button. @button: (out) */
GtkWidget *jz_row_field_action (AdwPreferencesGroup *group, const char *title, const char *subtitle, const char *label,
                                GtkWidget **button);

const char *jz_row_field_get_text   (GtkWidget *field); /* of an entry, password or date: as typed */
void        jz_row_field_set_text   (GtkWidget *field, const char *text);
JzDate      jz_row_field_get_date   (GtkWidget *field); /* JZ_DATE_NONE when it can't be read */
void        jz_row_field_set_date   (GtkWidget *field, JzDate date);
guint       jz_row_field_get_choice (GtkWidget *field);
int         jz_row_field_get_number (GtkWidget *field);
gboolean    jz_row_field_get_switch (GtkWidget *field);
void        jz_row_field_focus      (GtkWidget *field);
GtkWidget  *jz_row_field_get_control (GtkWidget *field); /* the spin button or switch of one that has it */

/* Says below the field what is wrong, until something else is typed; NULL: nothing is. */
void        jz_row_field_set_error  (GtkWidget *field, const char *sentence);
gboolean    jz_row_field_has_error  (GtkWidget *field);

G_END_DECLS
