/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-reader-forms.h"

#include <glib/gi18n-lib.h>

#include "jz-charge.h"
#include "jz-find.h"
#include "jz-hold.h"
#include "jz-money.h"
#include "jz-people.h"
#include "jz-read-form.h"
#include "jz-row-field.h"
#include "jz-text.h"

/* What a form is about, and the rows that a person chooses from. */
typedef struct
{
  JzReadForm form;
  gint64     reader;
  JzReader  *read;
  GArray    *ids;      /* of the choices: groups, classes, copies */
  GPtrArray *titles;   /* and what they are called, NULL-terminated */
  GPtrArray *codes;    /* of copies: their barcodes */
  GArray    *rule_ids;
  GPtrArray *rules;
  GtkWidget *fields[4];
} Form;

/* What is written. */
typedef struct
{
  gint64   reader, id, rule, amount;
  char    *text, *note;
  gboolean other;
} Work;

static void
work_free (gpointer data)
{
  Work *self = data;

  g_free (self->text);
  g_free (self->note);
  g_free (self);
}

static void
clear (JzReadForm *form)
{
  Form *self = (Form *) form;

  jz_reader_free (self->read);
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->rule_ids, g_array_unref);
  g_clear_pointer (&self->titles, g_ptr_array_unref);
  g_clear_pointer (&self->codes, g_ptr_array_unref);
  g_clear_pointer (&self->rules, g_ptr_array_unref);
}

static void
present (GtkWidget *over, JzSession *session, const JzReadFormKind *kind, gint64 reader)
{
  Form *self = g_new0 (Form, 1);

  self->reader = reader;
  jz_read_form_open (&self->form, kind, over, session);
}

static void
show_first (Form *self)
{
  gtk_window_present (GTK_WINDOW (self->form.dialog));
  jz_row_field_focus (self->fields[0]);
}

/* Rows of (id, title), NULL-terminated titles. */
static gboolean
read_choices (JzConnection *connection, const char *sql, GArray **ids, GPtrArray **titles, GError **error)
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

static gint64
chosen_id (GtkWidget *field, const GArray *ids)
{
  guint i = jz_row_field_get_choice (field);

  return i < ids->len ? g_array_index (ids, gint64, i) : 0;
}

/* A new card. */

static gboolean
add_cb (JzOperation *operation, gpointer data, GError **error)
{
  const Work   *work = data;
  JzConnection *connection = jz_operation_get_connection (operation);
  JzReaderData  reader = { .card = work->note[0] != '\0' ? work->note : NULL };
  gint64        n, id;

  if (!jz_class_find (connection, work->text, &reader.class_, error))
    return FALSE;
  if (reader.class_ == 0 &&
      (!jz_connection_number (connection, &n, 0, error, "SELECT count (*) FROM person p WHERE (name = ?1 OR number = ?1) AND voided IS NULL AND active AND NOT "
                              "EXISTS (SELECT 1 FROM reader WHERE person = p.id AND voided IS NULL)", "s", work->text) ||
       !jz_connection_number (connection, &reader.person, 0, error, "SELECT id FROM person p WHERE (name = ?1 OR number = ?1) AND voided IS NULL AND active "
                              "AND NOT EXISTS (SELECT 1 FROM reader WHERE person = p.id AND voided IS NULL)", "s", work->text)))
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
  Form *self = (Form *) form;
  Work *work = g_new0 (Work, 1);

  work->text = jz_text_tidy (jz_row_field_get_text (self->fields[0]));
  work->note = jz_text_tidy (jz_row_field_get_text (self->fields[1]));
  jz_edit_dialog_set_blamed (form->dialog, self->fields[0]);
  jz_edit_dialog_write (form->dialog, form->session, &jz_action_reader, add_cb, work, work_free, NULL, NULL);
}

static gboolean
read_nothing (JzConnection *connection, JzReadForm *form, GError **error)
{
  return TRUE;
}

static void
add_show (JzReadForm *form)
{
  Form                *self = (Form *) form;
  AdwPreferencesGroup *group;

  jz_read_form_make_dialog (form, _("New Card"));
  group = jz_edit_dialog_add_group (form->dialog, NULL, _("A class borrows as a whole when its name is written, such as 一(2)"));
  self->fields[0] = jz_row_field_entry (group, _("Name, number or class"), NULL);
  self->fields[1] = jz_row_field_entry (group, _("Card number, by itself when empty"), NULL);
  show_first (self);
}

static const JzReadFormKind add_kind = { read_nothing, add_show, add_go, clear };

void
jz_reader_add_present (GtkWidget *over, JzSession *session)
{
  present (over, session, &add_kind, 0);
}

/* A card that is there. */

static gboolean
card_cb (JzOperation *operation, gpointer data, GError **error)
{
  const Work *work = data;

  return jz_reader_update (operation, work->reader, work->text, work->id, work->other ? "lost" : "active", error);
}

static void
card_go (JzReadForm *form)
{
  Form *self = (Form *) form;
  Work *work = g_new0 (Work, 1);

  work->reader = self->reader;
  work->text = jz_text_tidy (jz_row_field_get_text (self->fields[0]));
  work->id = chosen_id (self->fields[1], self->ids);
  work->other = jz_row_field_get_switch (self->fields[2]);
  jz_edit_dialog_set_blamed (form->dialog, self->fields[0]);
  jz_edit_dialog_write (form->dialog, form->session, &jz_action_reader, card_cb, work, work_free, NULL, NULL);
}

static void
card_show (JzReadForm *form)
{
  Form                *self = (Form *) form;
  AdwPreferencesGroup *group;
  guint                chosen = 0;

  for (guint i = 0; i < self->ids->len; i++)
    if (g_array_index (self->ids, gint64, i) == self->read->group)
      chosen = i;
  jz_read_form_make_dialog (form, _("Card"));
  group = jz_edit_dialog_add_group (form->dialog, self->read->name, NULL);
  self->fields[0] = jz_row_field_entry (group, _("Card number"), self->read->card);
  self->fields[1] = jz_row_field_choice (group, _("Group of readers"), (const char *const *) self->titles->pdata, chosen);
  self->fields[2] = jz_row_field_switch (group, _("Reported lost"), _("Nothing is lent to it"), g_str_equal (self->read->state, "lost"));
  show_first (self);
}

static gboolean
card_read (JzConnection *connection, JzReadForm *form, GError **error)
{
  Form *self = (Form *) form;

  self->read = jz_reader_read (connection, self->reader, error);
  return self->read != NULL && read_choices (connection, "SELECT id, title FROM reader_group ORDER BY id", &self->ids, &self->titles, error);
}

static const JzReadFormKind card_kind = { card_read, card_show, card_go, clear };

void
jz_reader_card_present (GtkWidget *over, JzSession *session, gint64 reader)
{
  present (over, session, &card_kind, reader);
}

/* A whole class. */

static gboolean
class_cb (JzOperation *operation, gpointer data, GError **error)
{
  guint made;

  return jz_reader_add_class (operation, ((Work *) data)->id, &made, error);
}

static void
class_go (JzReadForm *form)
{
  Form *self = (Form *) form;
  Work *work = g_new0 (Work, 1);

  work->id = chosen_id (self->fields[0], self->ids);
  jz_edit_dialog_write (form->dialog, form->session, &jz_action_reader, class_cb, work, work_free, NULL, NULL);
}

static void
class_show (JzReadForm *form)
{
  Form                *self = (Form *) form;
  AdwPreferencesGroup *group;

  jz_read_form_make_dialog (form, _("Cards for a Class"));
  group = jz_edit_dialog_add_group (form->dialog, NULL, _("Everybody who has none gets one: their own number, or the next by the rule"));
  self->fields[0] = jz_row_field_choice (group, _("Class"), (const char *const *) self->titles->pdata, 0);
  show_first (self);
}

static gboolean
class_read (JzConnection *connection, JzReadForm *form, GError **error)
{
  Form *self = (Form *) form;

  return read_choices (connection,
                       "SELECT class.id, class.name || ' · ' || count (*) FROM class JOIN person p ON p.class = class.id AND p.active AND p.voided IS NULL WHERE "
                       "left_year IS NULL AND NOT EXISTS (SELECT 1 FROM reader WHERE person = p.id AND voided IS NULL) GROUP BY class.id ORDER BY grade, class.number",
                       &self->ids, &self->titles, error);
}

static const JzReadFormKind class_kind = { class_read, class_show, class_go, clear };

void
jz_reader_class_present (GtkWidget *over, JzSession *session)
{
  present (over, session, &class_kind, 0);
}

/* Damage and loss. */

static gboolean
harm_cb (JzOperation *operation, gpointer data, GError **error)
{
  const Work              *work = data;
  g_auto (JzLendingAnswer) answer = { 0 };

  return jz_copy_harmed (operation, work->text, work->rule, work->amount, work->note, &answer, error);
}

static void
harm_go (JzReadForm *form)
{
  Form            *self = (Form *) form;
  g_autofree char *amount = jz_text_tidy (jz_row_field_get_text (self->fields[2]));
  guint            i = jz_row_field_get_choice (self->fields[0]);
  gint64           fen = -1;
  Work            *work;

  if (i >= self->codes->len)
    return;
  if (amount[0] != '\0' && (!jz_money_parse (amount, &fen) || fen < 0))
    {
      jz_row_field_set_error (self->fields[2], _("This is no amount of money"));
      return;
    }
  work = g_new0 (Work, 1);
  work->text = g_strdup (g_ptr_array_index (self->codes, i));
  work->rule = chosen_id (self->fields[1], self->rule_ids);
  work->amount = fen;
  work->note = jz_text_tidy (jz_row_field_get_text (self->fields[3]));
  jz_edit_dialog_write (form->dialog, form->session, &jz_action_charge, harm_cb, work, work_free, NULL, NULL);
}

static void
harm_show (JzReadForm *form)
{
  Form                *self = (Form *) form;
  AdwPreferencesGroup *group;

  jz_read_form_make_dialog (form, _("Damage or Loss"));
  group = jz_edit_dialog_add_group (form->dialog, self->read->name, self->codes->len == 0 ? _("This reader has no book") : NULL);
  self->fields[0] = jz_row_field_choice (group, _("Book"), (const char *const *) self->titles->pdata, 0);
  self->fields[1] = jz_row_field_choice (group, _("What became of it"), (const char *const *) self->rules->pdata, 0);
  self->fields[2] = jz_row_field_entry (group, _("Another amount than the rule says, yuan"), NULL);
  self->fields[3] = jz_row_field_entry (group, _("Why"), NULL);
  jz_edit_dialog_set_go (form->dialog, _("Save"), self->codes->len > 0);
  show_first (self);
}

static gboolean
read_codes (JzConnection *connection, Form *self, GError **error)
{
  JzStatement *row = jz_connection_query (connection, error,
                                          "SELECT c.barcode, trim (t.title || ' ' || t.volume) FROM lending l JOIN copy c ON c.id = l.copy JOIN title t ON t.id = "
                                          "c.title WHERE l.reader = ? AND l.returned IS NULL ORDER BY l.due, l.id", "l", self->reader);

  self->codes = g_ptr_array_new_with_free_func (g_free);
  self->titles = g_ptr_array_new_with_free_func (g_free);
  while (jz_statement_next (row))
    {
      g_ptr_array_add (self->codes, jz_statement_dup (row, 0));
      g_ptr_array_add (self->titles, g_strdup_printf ("%s · %s", jz_statement_text (row, 1), jz_statement_text (row, 0)));
    }
  g_ptr_array_add (self->titles, NULL);
  return jz_statement_finish (row, error);
}

static gboolean
harm_read (JzConnection *connection, JzReadForm *form, GError **error)
{
  Form *self = (Form *) form;

  self->read = jz_reader_read (connection, self->reader, error);
  return self->read != NULL && read_codes (connection, self, error) &&
         read_choices (connection, "SELECT id, name || ' · ' || percent || ' %' FROM book_compensation ORDER BY id", &self->rule_ids, &self->rules, error);
}

static const JzReadFormKind harm_kind = { harm_read, harm_show, harm_go, clear };

void
jz_reader_harm_present (GtkWidget *over, JzSession *session, gint64 reader)
{
  present (over, session, &harm_kind, reader);
}

/* Waiting. */

static gboolean
hold_cb (JzOperation *operation, gpointer data, GError **error)
{
  const Work              *work = data;
  g_auto (JzLendingAnswer) answer = { 0 };
  g_autoptr (GPtrArray)    titles = jz_find (jz_operation_get_connection (operation), "titles", work->text, 2, 0, NULL, error);

  if (titles == NULL)
    return FALSE;
  if (titles->len != 1)
    {
      g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID,
                           titles->len == 0 ? _("No title of the catalogue answers to that") : _("Several titles answer to that: write more of it"));
      return FALSE;
    }
  if (!jz_hold_place (operation, work->reader, ((JzFound *) g_ptr_array_index (titles, 0))->id, &answer, error))
    return FALSE;
  if (answer.reason != JZ_LENDING_OK)
    g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID, answer.sentence);
  return answer.reason == JZ_LENDING_OK;
}

static void
hold_go (JzReadForm *form)
{
  Form *self = (Form *) form;
  Work *work = g_new0 (Work, 1);

  work->reader = self->reader;
  work->text = jz_text_tidy (jz_row_field_get_text (self->fields[0]));
  jz_edit_dialog_set_blamed (form->dialog, self->fields[0]);
  jz_edit_dialog_write (form->dialog, form->session, &jz_action_hold, hold_cb, work, work_free, NULL, NULL);
}

static void
hold_show (JzReadForm *form)
{
  Form                *self = (Form *) form;
  AdwPreferencesGroup *group;

  jz_read_form_make_dialog (form, _("Wait for a Book"));
  group = jz_edit_dialog_add_group (form->dialog, self->read->name, NULL);
  self->fields[0] = jz_row_field_entry (group, _("Title, pinyin or ISBN"), NULL);
  show_first (self);
}

static gboolean
reader_read (JzConnection *connection, JzReadForm *form, GError **error)
{
  Form *self = (Form *) form;

  self->read = jz_reader_read (connection, self->reader, error);
  return self->read != NULL;
}

static const JzReadFormKind hold_kind = { reader_read, hold_show, hold_go, clear };

void
jz_reader_hold_present (GtkWidget *over, JzSession *session, gint64 reader)
{
  present (over, session, &hold_kind, reader);
}

/* Settling. */

static gboolean
waive_all (JzOperation *operation, const Work *work, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);

  for (;;)
    {
      gint64 id;

      if (!jz_connection_number (connection, &id, 0, error, "SELECT id FROM charge WHERE reader = ? AND state = 'due' LIMIT 1", "l", work->reader))
        return FALSE;
      if (id == 0)
        return TRUE;
      if (!jz_charge_waive (operation, id, work->note, error))
        return FALSE;
    }
}

static gboolean
pay_cb (JzOperation *operation, gpointer data, GError **error)
{
  const Work *work = data;

  return work->other ? waive_all (operation, work, error) : jz_charge_pay_all (operation, work->reader, work->note, error);
}

static void
pay_go (JzReadForm *form)
{
  Form *self = (Form *) form;
  Work *work = g_new0 (Work, 1);

  work->reader = self->reader;
  work->note = jz_text_tidy (jz_row_field_get_text (self->fields[0]));
  work->other = jz_row_field_get_switch (self->fields[1]);
  jz_edit_dialog_set_blamed (form->dialog, self->fields[0]);
  jz_edit_dialog_write (form->dialog, form->session, &jz_action_charge, pay_cb, work, work_free, NULL, NULL);
}

static void
pay_show (JzReadForm *form)
{
  Form                *self = (Form *) form;
  g_autofree char     *money = jz_money_format (self->read->owed), *owes = g_strdup_printf (_("Owes %s yuan"), money);
  AdwPreferencesGroup *group;

  jz_read_form_make_dialog (form, _("Settle What Is Owed"));
  group = jz_edit_dialog_add_group (form->dialog, self->read->name, owes);
  self->fields[0] = jz_row_field_entry (group, _("Receipt number, or why"), NULL);
  self->fields[1] = jz_row_field_switch (group, _("Need not be paid"), _("Waived, with the reason above"), FALSE);
  show_first (self);
}

static const JzReadFormKind pay_kind = { reader_read, pay_show, pay_go, clear };

void
jz_reader_pay_present (GtkWidget *over, JzSession *session, gint64 reader)
{
  present (over, session, &pay_kind, reader);
}
