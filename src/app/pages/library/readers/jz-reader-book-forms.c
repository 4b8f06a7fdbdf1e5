/* The dialogs about a reader's books: damage and loss, waiting, settling.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include <glib/gi18n-lib.h>

#include "jz-charge.h"
#include "jz-hold.h"
#include "jz-money.h"
#include "jz-paper-dialog.h"
#include "jz-reader-form-private.h"
#include "jz-reader-forms.h"
#include "jz-row-field.h"
#include "jz-text.h"

/* Damage and loss. */

static gboolean
harm_cb (JzOperation *operation, gpointer data, GError **error)
{
  const JzReaderWork              *work = data;
  g_auto (JzLendingAnswer) answer = { 0 };

  return jz_copy_harmed (operation, work->text, work->rule, work->amount, work->note, &answer, error);
}

static void
harm_go (JzReadForm *form)
{
  JzReaderForm            *self = (JzReaderForm *) form;
  g_autofree char *amount = jz_text_tidy (jz_row_field_get_text (self->fields[2]));
  guint            i = jz_row_field_get_choice (self->fields[0]);
  gint64           fen = -1;
  JzReaderWork            *work;

  if (i >= self->codes->len)
    return;
  if (amount[0] != '\0' && (!jz_money_parse (amount, &fen) || fen < 0))
    {
      jz_row_field_set_error (self->fields[2], _("This is no amount of money"));
      return;
    }
  work = g_new0 (JzReaderWork, 1);
  work->text = g_strdup (g_ptr_array_index (self->codes, i));
  work->rule = jz_reader_form_chosen (self->fields[1], self->rule_ids);
  work->amount = fen;
  work->note = jz_text_tidy (jz_row_field_get_text (self->fields[3]));
  jz_edit_dialog_write (form->dialog, form->session, &jz_action_charge, harm_cb, work, jz_reader_work_free, NULL, NULL);
}

static void
harm_show (JzReadForm *form)
{
  JzReaderForm                *self = (JzReaderForm *) form;
  AdwPreferencesGroup *group;

  jz_read_form_make_dialog (form, _("Damage or Loss"));
  group = jz_edit_dialog_add_group (form->dialog, self->read->name,
                                    self->codes->len == 0 ? _("This reader has no book") : NULL);
  self->fields[0] = jz_row_field_choice (group, _("Book"), (const char *const *) self->titles->pdata, 0);
  self->fields[1] = jz_row_field_choice (group, _("What became of it"), (const char *const *) self->rules->pdata, 0);
  self->fields[2] = jz_row_field_entry (group, _("Another amount than the rule says, yuan"), NULL);
  self->fields[3] = jz_row_field_entry (group, _("Why"), NULL);
  jz_edit_dialog_set_go (form->dialog, _("Save"), self->codes->len > 0);
  jz_reader_form_show (self);
}

static gboolean
read_codes (JzConnection *connection, JzReaderForm *self, GError **error)
{
  JzStatement *row = jz_connection_query (connection, error,
                                          "SELECT c.barcode, trim (t.title || ' ' || t.volume) FROM lending l JOIN "
                                          "copy c ON c.id = l.copy JOIN title t ON t.id = "
                                          "c.title WHERE l.reader = ? AND l.returned IS NULL ORDER BY l.due, l.id",
                                          "l", self->reader);

  self->codes = g_ptr_array_new_with_free_func (g_free);
  self->titles = g_ptr_array_new_with_free_func (g_free);
  while (jz_statement_next (row))
    {
      g_ptr_array_add (self->codes, jz_statement_dup (row, 0));
      g_ptr_array_add (self->titles,
                       g_strdup_printf ("%s · %s", jz_statement_text (row, 1), jz_statement_text (row, 0)));
    }
  g_ptr_array_add (self->titles, NULL);
  return jz_statement_finish (row, error);
}

static gboolean
harm_read (JzConnection *connection, JzReadForm *form, GError **error)
{
  JzReaderForm *self = (JzReaderForm *) form;

  self->read = jz_reader_read (connection, self->reader, error);
  return self->read != NULL && read_codes (connection, self, error) &&
         jz_reader_form_read_choices (connection,
                                      "SELECT id, name || ' · ' || percent || ' %' FROM book_compensation ORDER BY id",
                                      &self->rule_ids, &self->rules, error);
}

static const JzReadFormKind harm_kind = { harm_read, harm_show, harm_go, jz_reader_form_clear };

void
jz_reader_harm_present (GtkWidget *over, JzSession *session, gint64 reader)
{
  jz_reader_form_open (over, session, &harm_kind, reader);
}

/* Waiting. */

static gboolean
hold_read (JzConnection *connection, JzPaperValues *values, GError **error)
{
  JzReader *reader = jz_reader_read (connection, values->id, error);

  values->about = reader != NULL ? g_strdup (reader->name) : NULL;
  jz_reader_free (reader);
  return values->about != NULL;
}

static gboolean
hold_write (JzOperation *operation, const JzPaperValues *values, GError **error)
{
  g_auto (JzLendingAnswer) answer = { 0 };

  if (!jz_hold_place (operation, values->id, values->numbers[0], &answer, error))
    return FALSE;
  if (answer.reason != JZ_LENDING_OK)
    g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID, answer.sentence);
  return answer.reason == JZ_LENDING_OK;
}

static const JzPaperField hold_fields[] = {
  { JZ_PAPER_PICKER, N_("Title, pinyin or ISBN"), 0, 0, 6, N_("Choose the title that is waited for"), NULL, NULL,
    "titles" },
  { 0, NULL, 0, 0, 0, NULL, NULL, NULL, NULL },
};

static const JzPaperKind hold_paper = { N_("Wait for a Book"), N_("Save"), &jz_action_hold, hold_fields, 480,
                                        hold_read, hold_write, NULL };

void
jz_reader_hold_present (GtkWidget *over, JzSession *session, gint64 reader)
{
  jz_paper_dialog_present (over, session, &hold_paper, reader, NULL, FALSE);
}

/* Settling. */

static gboolean
reader_read (JzConnection *connection, JzReadForm *form, GError **error)
{
  JzReaderForm *self = (JzReaderForm *) form;

  self->read = jz_reader_read (connection, self->reader, error);
  return self->read != NULL;
}

static gboolean
waive_all (JzOperation *operation, const JzReaderWork *work, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);

  for (;;)
    {
      gint64 id;

      if (!jz_connection_number (connection, &id, 0, error,
                                 "SELECT id FROM charge WHERE reader = ? AND state = 'due' LIMIT 1", "l", work->reader))
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
  const JzReaderWork *work = data;

  return work->other ? waive_all (operation, work, error) :
                       jz_charge_pay_all (operation, work->reader, work->note, error);
}

static void
pay_go (JzReadForm *form)
{
  JzReaderForm *self = (JzReaderForm *) form;
  JzReaderWork *work = g_new0 (JzReaderWork, 1);

  work->reader = self->reader;
  work->note = jz_text_tidy (jz_row_field_get_text (self->fields[0]));
  work->other = jz_row_field_get_switch (self->fields[1]);
  jz_edit_dialog_set_blamed (form->dialog, self->fields[0]);
  jz_edit_dialog_write (form->dialog, form->session, &jz_action_charge, pay_cb, work, jz_reader_work_free, NULL, NULL);
}

static void
pay_show (JzReadForm *form)
{
  JzReaderForm                *self = (JzReaderForm *) form;
  g_autofree char     *money = jz_money_format (self->read->owed), *owes = g_strdup_printf (_("Owes %s yuan"), money);
  AdwPreferencesGroup *group;

  jz_read_form_make_dialog (form, _("Settle What Is Owed"));
  group = jz_edit_dialog_add_group (form->dialog, self->read->name, owes);
  self->fields[0] = jz_row_field_entry (group, _("Receipt number, or why"), NULL);
  self->fields[1] = jz_row_field_switch (group, _("Need not be paid"), _("Waived, with the reason above"), FALSE);
  jz_reader_form_show (self);
}

static const JzReadFormKind pay_kind = { reader_read, pay_show, pay_go, jz_reader_form_clear };

void
jz_reader_pay_present (GtkWidget *over, JzSession *session, gint64 reader)
{
  jz_reader_form_open (over, session, &pay_kind, reader);
}
