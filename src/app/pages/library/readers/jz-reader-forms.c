/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-reader-forms.h"

#include <glib/gi18n-lib.h>

#include "jz-people.h"
#include "jz-reader-form-private.h"
#include "jz-row-field.h"
#include "jz-text.h"

void
jz_reader_work_free (gpointer data)
{
  JzReaderWork *self = data;

  g_free (self->text);
  g_free (self->note);
  g_free (self);
}

void
jz_reader_form_clear (JzReadForm *form)
{
  JzReaderForm *self = (JzReaderForm *) form;

  jz_reader_free (self->read);
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->rule_ids, g_array_unref);
  g_clear_pointer (&self->titles, g_ptr_array_unref);
  g_clear_pointer (&self->codes, g_ptr_array_unref);
  g_clear_pointer (&self->rules, g_ptr_array_unref);
}

void
jz_reader_form_open (GtkWidget *over, JzSession *session, const JzReadFormKind *kind, gint64 reader)
{
  JzReaderForm *self = g_new0 (JzReaderForm, 1);

  self->reader = reader;
  jz_read_form_open (&self->form, kind, over, session);
}

void
jz_reader_form_show (JzReaderForm *self)
{
  gtk_window_present (GTK_WINDOW (self->form.dialog));
  jz_row_field_focus (self->fields[0]);
}

/* Rows of (id, title), NULL-terminated titles. */
gboolean
jz_reader_form_read_choices (JzConnection *connection, const char *sql, GArray **ids, GPtrArray **titles,
                             GError **error)
{
  JzStatement *row = jz_connection_query (connection, error, sql, "");

  *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  *titles = g_ptr_array_new_with_free_func (g_free);
  while (jz_statement_next (row))
    {
      gint64 id = jz_statement_int64 (row, 0);

      g_array_append_val (*ids, id);
      g_ptr_array_add (*titles, jz_statement_dup (row, 1));
    }
  g_ptr_array_add (*titles, NULL);
  return jz_statement_finish (row, error);
}

gint64
jz_reader_form_chosen (GtkWidget *field, const GArray *ids)
{
  guint i = jz_row_field_get_choice (field);

  return i < ids->len ? g_array_index (ids, gint64, i) : 0;
}

/* A new card. */

static gboolean
add_cb (JzOperation *operation, gpointer data, GError **error)
{
  const JzReaderWork   *work = data;
  JzConnection *connection = jz_operation_get_connection (operation);
  JzReaderData  reader = { .card = work->note[0] != '\0' ? work->note : NULL };
  gint64        n, id;

  if (!jz_class_find (connection, work->text, &reader.class_, error))
    return FALSE;
  if (reader.class_ == 0 &&
      (!jz_connection_number (
         connection, &n, 0, error,
         "SELECT count (*) FROM person p WHERE (name = ?1 OR number = ?1) AND voided IS NULL AND active AND NOT "
         "EXISTS (SELECT 1 FROM reader WHERE person = p.id AND voided IS NULL)",
         "s", work->text) ||
       !jz_connection_number (connection, &reader.person, 0, error,
                              "SELECT id FROM person p WHERE (name = ?1 OR number = ?1) AND voided IS NULL AND active "
                              "AND NOT EXISTS (SELECT 1 FROM reader WHERE person = p.id AND voided IS NULL)",
                              "s", work->text)))
    return FALSE;
  if (reader.class_ == 0 && n != 1)
    {
      g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID,
                           n == 0 ? _("Nobody without a card is called so: add people in the settings first") :
                                    _("Several are called so: make cards for their class, or use their number"));
      return FALSE;
    }
  return jz_reader_add (operation, &reader, &id, error);
}

static void
add_go (JzReadForm *form)
{
  JzReaderForm *self = (JzReaderForm *) form;
  JzReaderWork *work = g_new0 (JzReaderWork, 1);

  work->text = jz_text_tidy (jz_row_field_get_text (self->fields[0]));
  work->note = jz_text_tidy (jz_row_field_get_text (self->fields[1]));
  jz_edit_dialog_set_blamed (form->dialog, self->fields[0]);
  jz_edit_dialog_write (form->dialog, form->session, &jz_action_reader, add_cb, work, jz_reader_work_free, NULL, NULL);
}

static gboolean
read_nothing (JzConnection *connection, JzReadForm *form, GError **error)
{
  return TRUE;
}

static void
add_show (JzReadForm *form)
{
  JzReaderForm                *self = (JzReaderForm *) form;
  AdwPreferencesGroup *group;

  jz_read_form_make_dialog (form, _("New Card"));
  group = jz_edit_dialog_add_group (form->dialog, NULL,
                                    _("A class borrows as a whole when its name is written, such as 一(2)"));
  self->fields[0] = jz_row_field_entry (group, _("Name, number or class"), NULL);
  self->fields[1] = jz_row_field_entry (group, _("Card number, by itself when empty"), NULL);
  jz_reader_form_show (self);
}

static const JzReadFormKind add_kind = { read_nothing, add_show, add_go, jz_reader_form_clear };

void
jz_reader_add_present (GtkWidget *over, JzSession *session)
{
  jz_reader_form_open (over, session, &add_kind, 0);
}

/* A card that is there. */

static gboolean
card_cb (JzOperation *operation, gpointer data, GError **error)
{
  const JzReaderWork *work = data;

  return jz_reader_update (operation, work->reader, work->text, work->id, work->other ? "lost" : "active", error);
}

static void
card_go (JzReadForm *form)
{
  JzReaderForm *self = (JzReaderForm *) form;
  JzReaderWork *work = g_new0 (JzReaderWork, 1);

  work->reader = self->reader;
  work->text = jz_text_tidy (jz_row_field_get_text (self->fields[0]));
  work->id = jz_reader_form_chosen (self->fields[1], self->ids);
  work->other = jz_row_field_get_switch (self->fields[2]);
  jz_edit_dialog_set_blamed (form->dialog, self->fields[0]);
  jz_edit_dialog_write (form->dialog, form->session, &jz_action_reader, card_cb, work, jz_reader_work_free, NULL, NULL);
}

static void
card_show (JzReadForm *form)
{
  JzReaderForm                *self = (JzReaderForm *) form;
  AdwPreferencesGroup *group;
  guint                chosen = 0;

  for (guint i = 0; i < self->ids->len; i++)
    if (g_array_index (self->ids, gint64, i) == self->read->group)
      chosen = i;
  jz_read_form_make_dialog (form, _("Card"));
  group = jz_edit_dialog_add_group (form->dialog, self->read->name, NULL);
  self->fields[0] = jz_row_field_entry (group, _("Card number"), self->read->card);
  self->fields[1] =
    jz_row_field_choice (group, _("Group of readers"), (const char *const *) self->titles->pdata, chosen);
  self->fields[2] = jz_row_field_switch (group, _("Reported lost"), _("Nothing is lent to it"),
                                         g_str_equal (self->read->state, "lost"));
  jz_reader_form_show (self);
}

static gboolean
card_read (JzConnection *connection, JzReadForm *form, GError **error)
{
  JzReaderForm *self = (JzReaderForm *) form;

  self->read = jz_reader_read (connection, self->reader, error);
  return self->read != NULL &&
         jz_reader_form_read_choices (connection, "SELECT id, title FROM reader_group ORDER BY id", &self->ids,
                                      &self->titles, error);
}

static const JzReadFormKind card_kind = { card_read, card_show, card_go, jz_reader_form_clear };

void
jz_reader_card_present (GtkWidget *over, JzSession *session, gint64 reader)
{
  jz_reader_form_open (over, session, &card_kind, reader);
}

/* A whole class. */

static gboolean
class_cb (JzOperation *operation, gpointer data, GError **error)
{
  guint made;

  return jz_reader_add_class (operation, ((JzReaderWork *) data)->id, &made, error);
}

static void
class_go (JzReadForm *form)
{
  JzReaderForm *self = (JzReaderForm *) form;
  JzReaderWork *work = g_new0 (JzReaderWork, 1);

  work->id = jz_reader_form_chosen (self->fields[0], self->ids);
  jz_edit_dialog_write (form->dialog, form->session, &jz_action_reader, class_cb, work, jz_reader_work_free, NULL,
                        NULL);
}

static void
class_show (JzReadForm *form)
{
  JzReaderForm                *self = (JzReaderForm *) form;
  AdwPreferencesGroup *group;

  jz_read_form_make_dialog (form, _("Cards for a Class"));
  group = jz_edit_dialog_add_group (form->dialog, NULL,
                                    _("Everybody who has none gets one: their own number, or the next by the rule"));
  self->fields[0] = jz_row_field_choice (group, _("Class"), (const char *const *) self->titles->pdata, 0);
  jz_reader_form_show (self);
}

static gboolean
class_read (JzConnection *connection, JzReadForm *form, GError **error)
{
  JzReaderForm *self = (JzReaderForm *) form;

  return jz_reader_form_read_choices (connection,
                       "SELECT class.id, class.name || ' · ' || count (*) FROM class JOIN person p ON p.class = "
                       "class.id AND p.active AND p.voided IS NULL WHERE "
                       "left_year IS NULL AND NOT EXISTS (SELECT 1 FROM reader WHERE person = p.id AND voided IS NULL) "
                       "GROUP BY class.id ORDER BY grade, class.number",
                       &self->ids, &self->titles, error);
}

static const JzReadFormKind class_kind = { class_read, class_show, class_go, jz_reader_form_clear };

void
jz_reader_class_present (GtkWidget *over, JzSession *session)
{
  jz_reader_form_open (over, session, &class_kind, 0);
}

