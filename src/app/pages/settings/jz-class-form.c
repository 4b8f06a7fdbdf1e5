/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-class-form.h"

#include <glib/gi18n-lib.h>

#include "jz-calendar.h"
#include "jz-people.h"
#include "jz-read-form.h"
#include "jz-row-field.h"
#include "jz-school-words.h"
#include "jz-school.h"

#define PUPILS_USUAL 45

typedef struct
{
  gint64   id;
  int      grade, number, pupils;
  gboolean left;
} Class;

typedef struct
{
  JzReadForm    form;
  Class         class;
  int           lowest, highest;
  GtkWidget    *grade, *number, *pupils, *left;
} Form;

static gboolean
write_cb (JzOperation *operation, gpointer data, GError **error)
{
  const Class *self = data;
  int          year = jz_school_year (jz_date_today ());

  if (self->id != 0)
    return jz_class_update (operation, self->id, self->number, self->pupils, self->left ? year : 0, error);
  return jz_class_add (operation, jz_class_stage (self->grade), jz_class_entry_year (self->grade, year), self->grade,
                       self->number, self->pupils, NULL, error);
}

static void
go (JzReadForm *form)
{
  Form  *self = (Form *) form;
  Class *class = g_new (Class, 1);

  *class = self->class;
  if (class->id == 0)
    class->grade = self->lowest + (int) jz_row_field_get_choice (self->grade);
  class->number = jz_row_field_get_number (self->number);
  class->pupils = jz_row_field_get_number (self->pupils);
  class->left = jz_row_field_get_switch (self->left);
  jz_edit_dialog_set_blamed (form->dialog, self->number);
  jz_edit_dialog_write (form->dialog, form->session, &jz_action_people, write_cb, class, g_free, NULL, NULL);
}

static void
show (JzReadForm *form)
{
  Form *self = (Form *) form;
  const char          *grades[13] = { NULL };
  AdwPreferencesGroup *group;

  jz_read_form_make_dialog (form, self->class.id == 0 ? _("New Class") : _("Change Class"));
  for (int grade = self->lowest; grade <= self->highest; grade++)
    grades[grade - self->lowest] = jz_grade_title (grade);
  group = jz_edit_dialog_add_group (self->form.dialog, NULL, NULL);
  self->grade = jz_row_field_choice (group, _("Grade"), grades, (guint) MAX (self->class.grade - self->lowest, 0));
  self->number = jz_row_field_number (group, _("Number"), _("2 for 八(2)"), 1, 99, MAX (self->class.number, 1));
  self->pupils = jz_row_field_number (group, _("Pupils"), _("Standards and ratios count with this number"), 0, 200,
                                      self->class.pupils);
  self->left = jz_row_field_switch (group, _("Left the school"), _("Its rows stay; it is offered nowhere any more"),
                                    self->class.left);
  gtk_widget_set_sensitive (self->grade, self->class.id == 0);
  gtk_widget_set_visible (self->left, self->class.id != 0);
  gtk_window_present (GTK_WINDOW (form->dialog));
  jz_row_field_focus (self->class.id == 0 ? self->grade : self->number);
}

static gboolean
read_form (JzConnection *connection, JzReadForm *form, GError **error)
{
  Form *self = (Form *) form;
  g_autoptr (JzSchool) school = jz_school_read (connection, error);
  JzStatement *row;

  if (school == NULL)
    return FALSE;
  if (!jz_school_grades (school->stage, &self->lowest, &self->highest))
    self->lowest = 1, self->highest = 12;
  if (self->class.id == 0)
    return TRUE;
  row = jz_connection_query (connection, error,
                             "SELECT grade, number, pupils, left_year IS NOT NULL FROM class WHERE id = ?", "l",
                             self->class.id);
  if (!jz_statement_next (row))
    return jz_statement_finish (row, error);
  self->class.grade = (int) jz_statement_int64 (row, 0);
  self->class.number = (int) jz_statement_int64 (row, 1);
  self->class.pupils = (int) jz_statement_int64 (row, 2);
  self->class.left = jz_statement_int64 (row, 3) != 0;
  self->lowest = MIN (self->lowest, self->class.grade);
  self->highest = MAX (self->highest, self->class.grade);
  jz_statement_reset (row);
  return TRUE;
}

static const JzReadFormKind form_kind = { read_form, show, go, NULL };

void
jz_class_form_present (GtkWidget *over, JzSession *session, gint64 id)
{
  Form *self = g_new0 (Form, 1);

  self->class = (Class){ .id = id, .pupils = PUPILS_USUAL };
  jz_read_form_open (&self->form, &form_kind, over, session);
}
