/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include <glib/gi18n-lib.h>

#include "jz-code-edit.h"
#include "jz-code-form.h"
#include "jz-gap.h"
#include "jz-money.h"
#include "jz-read-form.h"
#include "jz-row-field.h"

enum
{
  SUBJECT,
  CODE,
  NAME,
  SPEC,
  UNIT,
  RULE,
  N_TEXTS
};

typedef struct
{
  gint64   id, standard;
  char    *texts[N_TEXTS];
  gboolean required;
  gint64   price; /* fen; -1: none */
} Row;

typedef struct
{
  JzReadForm    form;
  Row          *row;
  GtkWidget    *fields[N_TEXTS], *required, *price, *meaning;
  GCancellable *asked; /* what the rule means; NULL: nothing is asked */
} Form;

static void
row_free (gpointer data)
{
  Row *self = data;

  for (int i = 0; i < N_TEXTS; i++)
    g_free (self->texts[i]);
  g_free (self);
}

static void
clear (JzReadForm *form)
{
  Form *self = (Form *) form;

  if (self->asked != NULL)
    g_cancellable_cancel (self->asked);
  g_clear_object (&self->asked);
  row_free (self->row);
}

/* What the rule comes to. */

typedef struct
{
  GWeakRef      meaning; /* the row that says it */
  GCancellable *asked;   /* cancelled: something later has been asked */
  gint64     standard;
  char      *subject, *rule, *unit;
  JzRequired required;
} Question;

static void
question_free (gpointer data)
{
  Question *self = data;

  g_weak_ref_clear (&self->meaning);
  g_object_unref (self->asked);
  g_free (self->subject);
  g_free (self->rule);
  g_free (self->unit);
  g_free (self);
}

static gboolean
count_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Question *self = data;

  return jz_gap_count_rule (connection, self->standard, self->subject, self->rule, &self->required, error);
}

static char *
meaning_of (const Question *self)
{
  if (self->required.is_some)
    return g_strdup (_("✓ Some: at least one for this school"));
  if (self->required.most == 0)
    return g_strdup (_("○ Nothing is asked of this school"));
  if (self->required.least == self->required.most)
    return g_strdup_printf (_("✓ %u %s for this school"), self->required.least, self->unit);
  return g_strdup_printf (_("✓ %u to %u %s for this school"), self->required.least, self->required.most, self->unit);
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Question         *self = data;
  g_autoptr (GError) error = NULL;
  gboolean          good = jz_store_read_finish (JZ_STORE (source), result, &error);
  g_autofree char  *words = good ? meaning_of (self) : g_strdup_printf ("✗ %s", error->message);
  g_autoptr (GtkWidget) meaning = g_weak_ref_get (&self->meaning);

  if (meaning != NULL && !g_cancellable_is_cancelled (self->asked))
    adw_action_row_set_subtitle (ADW_ACTION_ROW (meaning), words);
  question_free (self);
}

static void
ask_cb (Form *self)
{
  Question *question = g_new0 (Question, 1);

  if (self->asked != NULL)
    g_cancellable_cancel (self->asked);
  g_clear_object (&self->asked);
  self->asked = g_cancellable_new ();
  g_weak_ref_init (&question->meaning, self->meaning);
  question->asked = g_object_ref (self->asked);
  question->standard = self->row->standard;
  question->subject = g_strdup (jz_row_field_get_text (self->fields[SUBJECT]));
  question->rule = g_strdup (jz_row_field_get_text (self->fields[RULE]));
  question->unit = g_strdup (jz_row_field_get_text (self->fields[UNIT]));
  jz_store_read (jz_session_get_store (self->form.session), count_cb, question, NULL, self->asked, counted_cb, question);
}

/* The form. */

static gboolean
write_cb (JzOperation *operation, gpointer data, GError **error)
{
  const Row    *self = data;
  JzStandardRow row = { .subject = self->texts[SUBJECT],
                        .code = self->texts[CODE],
                        .name = self->texts[NAME],
                        .spec = self->texts[SPEC],
                        .unit = self->texts[UNIT],
                        .rule = self->texts[RULE],
                        .required = self->required,
                        .price = self->price };

  return jz_standard_row_put (operation, self->id, self->standard, &row, error);
}

static void
go (JzReadForm *form)
{
  Form *self = (Form *) form;
  Row  *row = g_new0 (Row, 1);
  g_autofree char *price = g_strstrip (g_strdup (jz_row_field_get_text (self->price)));

  row->id = self->row->id;
  row->standard = self->row->standard;
  row->required = jz_row_field_get_switch (self->required);
  row->price = -1;
  for (int i = 0; i < N_TEXTS; i++)
    row->texts[i] = g_strstrip (g_strdup (jz_row_field_get_text (self->fields[i])));
  if (price[0] != '\0' && (!jz_money_parse (price, &row->price) || row->price < 0))
    {
      jz_row_field_set_error (self->price, _("This is no amount of money"));
      jz_row_field_focus (self->price);
      row_free (row);
      return;
    }
  jz_edit_dialog_write (form->dialog, form->session, &jz_action_codes, write_cb, row, row_free, NULL, NULL);
}

static void
show (JzReadForm *form)
{
  static const char *const titles[N_TEXTS] = { N_("Subject"), N_("Code"), N_("Name"), N_("Specification"), N_("Unit"), N_("Quantity rule") };
  Form                *self = (Form *) form;
  AdwPreferencesGroup *group;
  g_autofree char     *price = self->row->price >= 0 ? jz_money_format (self->row->price) : NULL;

  jz_read_form_make_dialog (form, self->row->id == 0 ? _("New Row of the Standard") : _("Change Row of the Standard"));
  group = jz_edit_dialog_add_group (form->dialog, NULL, _("Rules are written as standards write them: 1/校, 2/班, 1/室, 13/50人, 6-8, ≤12班 6-8; ≥13班 8."));
  for (int i = 0; i < N_TEXTS; i++)
    self->fields[i] = jz_row_field_entry (group, g_dgettext (GETTEXT_PACKAGE, titles[i]), self->row->texts[i]);
  self->meaning = adw_action_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->meaning), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->meaning), _("What the rule comes to"));
  adw_preferences_group_add (group, self->meaning);
  self->required = jz_row_field_switch (group, _("Required"), _("Basic equipment, not optional"), self->row->required);
  self->price = jz_row_field_entry (group, _("Reference price"), price);
  g_signal_connect_swapped (self->fields[SUBJECT], "changed", G_CALLBACK (ask_cb), self);
  g_signal_connect_swapped (self->fields[RULE], "changed", G_CALLBACK (ask_cb), self);
  g_signal_connect_swapped (self->fields[UNIT], "changed", G_CALLBACK (ask_cb), self);
  ask_cb (self);
  gtk_window_present (GTK_WINDOW (form->dialog));
  jz_row_field_focus (self->fields[self->row->id == 0 ? CODE : RULE]);
}

static gboolean
read_form (JzConnection *connection, JzReadForm *form, GError **error)
{
  Row         *self = ((Form *) form)->row;
  JzStatement *row;

  if (self->id == 0)
    return TRUE;
  row = jz_connection_query (connection, error, "SELECT subject, code, name, spec, unit, rule, required, ifnull (price, -1), standard FROM standard_row WHERE id = ?", "l",
                             self->id);
  if (!jz_statement_first (row, _("This row is not there any more"), error))
    return FALSE;
  for (int i = 0; i < N_TEXTS; i++)
    self->texts[i] = jz_statement_dup (row, i);
  self->required = jz_statement_int64 (row, 6) != 0;
  self->price = jz_statement_int64 (row, 7);
  self->standard = jz_statement_int64 (row, 8);
  jz_statement_reset (row);
  return TRUE;
}

void
jz_standard_row_form_present (GtkWidget *over, JzSession *session, gint64 id, gint64 standard)
{
  static const JzReadFormKind kind = { read_form, show, go, clear };
  Form                       *self = g_new0 (Form, 1);

  self->row = g_new0 (Row, 1);
  *self->row = (Row){ .id = id, .standard = standard, .required = TRUE, .price = -1 };
  jz_read_form_open (&self->form, &kind, over, session);
}
