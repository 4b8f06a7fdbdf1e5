/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-person-form.h"

#include <glib/gi18n-lib.h>

#include "jz-people.h"
#include "jz-read-form.h"
#include "jz-row-field.h"

/* A person as read, and as written. */
typedef struct
{
  gint64   id;
  gboolean pupil;
  gboolean active;
  char    *name;
  char    *number;
  gint64   class;
  char    *post;
} Person;

static void
person_free (gpointer data)
{
  Person *self = data;

  g_free (self->name);
  g_free (self->number);
  g_free (self->post);
  g_free (self);
}

typedef struct
{
  JzReadForm    form;
  Person       *person;
  GArray       *class_ids;   /* of gint64; the first is 0 for none */
  GPtrArray    *class_names; /* NULL-terminated once read */
  GtkWidget    *kind, *name, *number, *class, *post;
} Form;

static void
clear (JzReadForm *form)
{
  Form *self = (Form *) form;

  g_clear_pointer (&self->person, person_free);
  g_array_unref (self->class_ids);
  g_ptr_array_unref (self->class_names);
}

/* Writing. */

static gboolean
write_cb (JzOperation *operation, gpointer data, GError **error)
{
  Person      *self = data;
  JzPersonData person = { .kind = self->pupil ? "pupil" : "staff",
                          .name = self->name,
                          .number = self->number,
                          .class = self->class,
                          .post = self->post };

  if (self->id == 0)
    return jz_person_add (operation, &person, NULL, error);
  return jz_person_update (operation, self->id, &person, self->active, error);
}

static void
go (JzReadForm *form)
{
  Form   *self = (Form *) form;
  Person *person = g_new0 (Person, 1);

  person->id = self->person->id;
  person->active = self->person->active;
  person->pupil = jz_row_field_get_choice (self->kind) == 1;
  person->name = g_strdup (jz_row_field_get_text (self->name));
  person->number = g_strdup (jz_row_field_get_text (self->number));
  person->class = person->pupil ? g_array_index (self->class_ids, gint64, jz_row_field_get_choice (self->class)) : 0;
  person->post = g_strdup (person->pupil ? "" : jz_row_field_get_text (self->post));
  if (*g_strstrip (person->name) == '\0')
    {
      jz_row_field_set_error (self->name, _("A person needs a name"));
      jz_row_field_focus (self->name);
      person_free (person);
      return;
    }
  jz_edit_dialog_set_blamed (form->dialog, self->number);
  jz_edit_dialog_write (form->dialog, form->session, &jz_action_people, write_cb, person, person_free, NULL, NULL);
}

/* The form. */

static void
kind_cb (Form *self)
{
  gboolean pupil = jz_row_field_get_choice (self->kind) == 1;

  gtk_widget_set_visible (self->class, pupil);
  gtk_widget_set_visible (self->post, !pupil);
}

static guint
place_of_class (Form *self)
{
  for (guint i = 0; i < self->class_ids->len; i++)
    if (g_array_index (self->class_ids, gint64, i) == self->person->class)
      return i;
  return 0;
}

static void
show (JzReadForm *form)
{
  Form *self = (Form *) form;
  const char *const    kinds[] = { _("Staff"), _("Pupil"), NULL };
  AdwPreferencesGroup *group;

  jz_read_form_make_dialog (form, self->person->id == 0 ? _("New Person") : _("Change Person"));
  group =
    jz_edit_dialog_add_group (self->form.dialog, NULL, _("Of a pupil only name, class and card number are kept."));
  self->kind = jz_row_field_choice (group, _("Kind"), kinds, self->person->pupil);
  self->name = jz_row_field_entry (group, _("Full name"), self->person->name);
  self->number = jz_row_field_entry (group, _("Card or staff number"), self->person->number);
  self->class =
    jz_row_field_choice (group, _("Class"), (const char *const *) self->class_names->pdata, place_of_class (self));
  self->post = jz_row_field_entry (group, _("Post"), self->person->post);
  gtk_widget_set_sensitive (self->kind, self->person->id == 0);
  g_signal_connect_swapped (self->kind, "notify::selected", G_CALLBACK (kind_cb), self);
  kind_cb (self);
  gtk_window_present (GTK_WINDOW (form->dialog));
  jz_row_field_focus (self->name);
}

/* Reading. */

static gboolean
read_classes (Form *self, JzConnection *connection, GError **error)
{
  JzStatement *rows =
    jz_connection_query (connection, error, "SELECT id, name FROM class WHERE left_year IS NULL ORDER BY grade, number",
                         "");

  while (jz_statement_next (rows))
    {
      gint64 id = jz_statement_int64 (rows, 0);

      g_array_append_val (self->class_ids, id);
      g_ptr_array_add (self->class_names, jz_statement_dup (rows, 1));
    }
  g_ptr_array_add (self->class_names, NULL);
  return jz_statement_finish (rows, error);
}

static gboolean
read_person (Person *person, JzConnection *connection, GError **error)
{
  JzStatement *row =
    jz_connection_query (connection, error, "SELECT kind, name, number, class, post, active FROM person WHERE id = ?",
                         "l", person->id);

  if (!jz_statement_next (row))
    return jz_statement_finish (row, error);
  person->pupil = g_strcmp0 (jz_statement_text (row, 0), "pupil") == 0;
  person->name = jz_statement_dup (row, 1);
  person->number = jz_statement_dup (row, 2);
  person->class = jz_statement_int64 (row, 3);
  person->post = jz_statement_dup (row, 4);
  person->active = jz_statement_int64 (row, 5) != 0;
  jz_statement_reset (row);
  return TRUE;
}

static gboolean
read_form (JzConnection *connection, JzReadForm *form, GError **error)
{
  Form *self = (Form *) form;

  return read_classes (self, connection, error) &&
         (self->person->id == 0 || read_person (self->person, connection, error));
}

static const JzReadFormKind form_kind = { read_form, show, go, clear };

void
jz_person_form_present (GtkWidget *over, JzSession *session, gint64 id)
{
  Form  *self = g_new0 (Form, 1);
  gint64 none = 0;

  self->person = g_new0 (Person, 1);
  self->person->id = id;
  self->person->active = TRUE;
  self->class_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->class_names = g_ptr_array_new_with_free_func (g_free);
  g_array_append_val (self->class_ids, none);
  g_ptr_array_add (self->class_names, g_strdup (_("none")));
  jz_read_form_open (&self->form, &form_kind, over, session);
}

/* Here and not here. */

static gboolean
set_active_cb (JzOperation *operation, gpointer data, GError **error)
{
  Person      *self = data;
  gboolean     active = self->active;
  JzPersonData person;

  if (!read_person (self, jz_operation_get_connection (operation), error))
    return FALSE;
  person = (JzPersonData){ .kind = self->pupil ? "pupil" : "staff",
                           .name = self->name,
                           .number = self->number,
                           .class = self->class,
                           .post = self->post };
  if (!jz_person_update (operation, self->id, &person, active, error))
    return FALSE;
  jz_operation_describe (operation, active ? _("%s is here again") : _("%s is not here any more"), self->name);
  return TRUE;
}

void
jz_person_form_set_active (JzSession *session, gint64 id, gboolean active)
{
  Person *person = g_new0 (Person, 1);

  person->id = id;
  person->active = active;
  jz_session_write (session, &jz_action_people, set_active_cb, person, person_free);
}
