/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-class-form.h"

#include <glib/gi18n-lib.h>

#include "jz-calendar.h"
#include "jz-edit-dialog.h"
#include "jz-people.h"
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
  GtkWidget    *over; /* until the form is there */
  JzSession    *session;
  JzEditDialog *form;
  Class         class;
  int           lowest, highest;
  GtkWidget    *grade, *number, *pupils, *left;
} Form;

static void
form_free (gpointer data)
{
  Form *self = data;

  g_clear_object (&self->over);
  g_object_unref (self->session);
  g_free (self);
}

static gboolean
write_cb (JzOperation *operation, gpointer data, GError **error)
{
  const Class *self = data;
  int          year = jz_school_year (jz_date_today ());

  if (self->id != 0)
    return jz_class_update (operation, self->id, self->number, self->pupils, self->left ? year : 0, error);
  return jz_class_add (operation, jz_class_stage (self->grade), jz_class_entry_year (self->grade, year), self->grade, self->number, self->pupils,
                       NULL, error);
}

static void
go_cb (JzEditDialog *window, gpointer data)
{
  Form  *self = data;
  Class *class = g_new (Class, 1);

  *class = self->class;
  if (class->id == 0)
    class->grade = self->lowest + (int) jz_row_field_get_choice (self->grade);
  class->number = jz_row_field_get_number (self->number);
  class->pupils = jz_row_field_get_number (self->pupils);
  class->left = jz_row_field_get_switch (self->left);
  jz_edit_dialog_set_blamed (window, self->number);
  jz_edit_dialog_write (window, self->session, &jz_action_people, write_cb, class, g_free, NULL, NULL);
}

static void
show_form (Form *self)
{
  const char          *grades[13] = { NULL };
  AdwPreferencesGroup *group;

  self->form = jz_edit_dialog_new (self->over, self->class.id == 0 ? _("New Class") : _("Change Class"), _("Save"), 560, -1);
  g_clear_object (&self->over);
  g_object_set_data_full (G_OBJECT (self->form), "jz-form-data", self, form_free);
  for (int grade = self->lowest; grade <= self->highest; grade++)
    grades[grade - self->lowest] = jz_grade_title (grade);
  group = jz_edit_dialog_add_group (self->form, NULL, NULL);
  self->grade = jz_row_field_choice (group, _("Grade"), grades, (guint) MAX (self->class.grade - self->lowest, 0));
  self->number = jz_row_field_number (group, _("Number"), _("2 for 八(2)"), 1, 99, MAX (self->class.number, 1));
  self->pupils = jz_row_field_number (group, _("Pupils"), _("Standards and ratios count with this number"), 0, 200, self->class.pupils);
  self->left = jz_row_field_switch (group, _("Left the school"), _("Its rows stay; it is offered nowhere any more"), self->class.left);
  gtk_widget_set_sensitive (self->grade, self->class.id == 0);
  gtk_widget_set_visible (self->left, self->class.id != 0);
  g_signal_connect (self->form, "go", G_CALLBACK (go_cb), self);
  gtk_window_present (GTK_WINDOW (self->form));
  jz_row_field_focus (self->class.id == 0 ? self->grade : self->number);
}

static gboolean
read_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Form *self = data;
  g_autoptr (JzSchool) school = jz_school_read (connection, error);
  JzStatement *row;

  if (school == NULL)
    return FALSE;
  if (!jz_school_grades (school->stage, &self->lowest, &self->highest))
    self->lowest = 1, self->highest = 12;
  if (self->class.id == 0)
    return TRUE;
  row = jz_connection_query (connection, error, "SELECT grade, number, pupils, left_year IS NOT NULL FROM class WHERE id = ?", "l", self->class.id);
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

static void
read_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Form *self = data;
  g_autoptr (GError) error = NULL;

  if (jz_store_read_finish (JZ_STORE (source), result, &error) && gtk_widget_get_root (self->over) != NULL)
    {
      show_form (self);
      return;
    }
  if (error != NULL)
    jz_session_say_trouble (self->session, error->message);
  form_free (self);
}

void
jz_class_form_present (GtkWidget *over, JzSession *session, gint64 id)
{
  Form *self = g_new0 (Form, 1);

  self->over = g_object_ref (over);
  self->session = g_object_ref (session);
  self->class = (Class){ .id = id, .pupils = PUPILS_USUAL };
  jz_store_read (jz_session_get_store (session), read_cb, self, NULL, NULL, read_done_cb, self);
}
