/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include <glib/gi18n-lib.h>

#include "jz-experiment.h"
#include "jz-lab-forms.h"
#include "jz-read-form.h"
#include "jz-row-field.h"

enum { SUBJECT, EDITION, BOOK, CHAPTER, NUMBER, NAME, SAFETY, SOURCE, APPARATUS, CHEMICALS, N_TEXTS };

static const char *const kinds[] = { "demonstration", "group", "inquiry", "practice" };

typedef struct
{
  gint64           id;
  JzExperimentData data; /* its texts are those below */
  char            *texts[N_TEXTS], *stage;
} Work;

static void
work_clear (Work *self)
{
  for (guint i = 0; i < N_TEXTS; i++)
    g_free (self->texts[i]);
  g_free (self->stage);
}

static void
work_free (gpointer data)
{
  work_clear (data);
  g_free (data);
}

typedef struct
{
  JzReadForm form;
  Work       work;
  GtkWidget *fields[N_TEXTS], *grade, *term, *kind, *required, *group_size, *verified;
} Form;

static gboolean
read_form (JzConnection *connection, JzReadForm *form, GError **error)
{
  Work        *work = &((Form *) form)->work;
  JzStatement *row = jz_connection_query (connection, error,
                                          "SELECT subject, edition, book, chapter, number, name, safety, source, "
                                          "stage, kind, year, ifnull (grade, 0), ifnull (term, 0), required, periods, "
                                          "ifnull (group_size, 0), verified FROM experiment WHERE id = ?",
                                          "l", work->id);

  if (!jz_statement_first (row, _("There is no such experiment"), error))
    return FALSE;
  for (int i = 0; i <= SOURCE; i++)
    work->texts[i] = jz_statement_dup (row, i);
  work->stage = jz_statement_dup (row, 8);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i], jz_statement_text (row, 9)))
      work->data.kind = kinds[i];
  work->data.year = (int) jz_statement_int64 (row, 10);
  work->data.grade = (int) jz_statement_int64 (row, 11);
  work->data.term = (int) jz_statement_int64 (row, 12);
  work->data.required = jz_statement_int64 (row, 13) != 0;
  work->data.periods = (int) jz_statement_int64 (row, 14);
  work->data.group_size = (int) jz_statement_int64 (row, 15);
  work->data.verified = jz_statement_int64 (row, 16) != 0;
  jz_statement_reset (row);
  work->texts[APPARATUS] = jz_experiment_apparatus (connection, work->id, error);
  work->texts[CHEMICALS] =
    work->texts[APPARATUS] != NULL ? jz_experiment_chemicals (connection, work->id, error) : NULL;
  return work->texts[CHEMICALS] != NULL;
}

static guint
kind_index (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i], kind) == 0)
      return i;
  return 1;
}

static void
show (JzReadForm *form)
{
  static const char *const titles[N_TEXTS] = {
    N_("Subject"),  N_("Textbook edition"),   N_("Volume of the textbook"),
    N_("Chapter"),  N_("Number in the list"), N_("Name of the experiment"),
    N_("Safety"),   N_("Source of the list"), N_("Apparatus"),
    N_("Chemicals")
  };
  const char *const    words[] = { _("Demonstration"), _("Group experiment"), _("Inquiry"), _("Practice"), NULL };
  Form                *self = (Form *) form;
  AdwPreferencesGroup *group;

  jz_read_form_make_dialog (form, _("Change an Experiment"));
  group = jz_edit_dialog_add_group (form->dialog, NULL, NULL);
  for (guint i = SUBJECT; i <= NAME; i++)
    self->fields[i] = jz_row_field_entry (group, g_dgettext (GETTEXT_PACKAGE, titles[i]), self->work.texts[i]);
  group = jz_edit_dialog_add_group (form->dialog, _("When and how it is done"), NULL);
  self->grade = jz_row_field_number (group, _("Grade"), _("0: not settled yet; it is neither planned nor counted"), 0,
                                     12, self->work.data.grade);
  self->term = jz_row_field_number (group, _("Term of the year"), NULL, 0, 2, self->work.data.term);
  self->kind = jz_row_field_choice (group, _("Kind of experiment"), words, kind_index (self->work.data.kind));
  self->required = jz_row_field_switch (group, _("Must be done"), NULL, self->work.data.required);
  self->group_size = jz_row_field_number (group, _("Pupils in a group"), _("0: the class as a whole"), 0, 99,
                                          self->work.data.group_size);
  self->verified = jz_row_field_switch (group, _("Compared with the list in force"), NULL, self->work.data.verified);
  group =
    jz_edit_dialog_add_group (form->dialog, _("What it takes"), _("托盘天平×1、烧杯×2、电子秤×1/班；稀盐酸×20mL"));
  for (guint i = APPARATUS; i < N_TEXTS; i++)
    self->fields[i] = jz_row_field_entry (group, g_dgettext (GETTEXT_PACKAGE, titles[i]), self->work.texts[i]);
  self->fields[SAFETY] =
    jz_row_field_entry (group, g_dgettext (GETTEXT_PACKAGE, titles[SAFETY]), self->work.texts[SAFETY]);
  self->fields[SOURCE] =
    jz_row_field_entry (group, g_dgettext (GETTEXT_PACKAGE, titles[SOURCE]), self->work.texts[SOURCE]);
  gtk_window_present (GTK_WINDOW (form->dialog));
  jz_row_field_focus (self->grade);
}

static gboolean
write_cb (JzOperation *operation, gpointer data, GError **error)
{
  Work *work = data;

  work->data.stage = work->stage;
  work->data.subject = work->texts[SUBJECT];
  work->data.edition = work->texts[EDITION];
  work->data.book = work->texts[BOOK];
  work->data.chapter = work->texts[CHAPTER];
  work->data.number = work->texts[NUMBER];
  work->data.name = work->texts[NAME];
  work->data.safety = work->texts[SAFETY];
  work->data.source = work->texts[SOURCE];
  return jz_experiment_update (operation, work->id, &work->data, error) &&
         jz_experiment_set_needs (operation, work->id, work->texts[APPARATUS], work->texts[CHEMICALS], error);
}

static void
go (JzReadForm *form)
{
  Form *self = (Form *) form;
  Work *work = g_new0 (Work, 1);

  work->id = self->work.id;
  work->data = self->work.data;
  work->stage = g_strdup (self->work.stage);
  for (guint i = 0; i < N_TEXTS; i++)
    work->texts[i] = g_strdup (jz_row_field_get_text (self->fields[i]));
  work->data.grade = jz_row_field_get_number (self->grade);
  work->data.term = jz_row_field_get_number (self->term);
  work->data.kind = kinds[jz_row_field_get_choice (self->kind)];
  work->data.required = jz_row_field_get_switch (self->required);
  work->data.group_size = jz_row_field_get_number (self->group_size);
  work->data.verified = jz_row_field_get_switch (self->verified);
  jz_edit_dialog_write (form->dialog, form->session, &jz_action_experiment, write_cb, work, work_free, NULL, NULL);
}

static void
clear (JzReadForm *form)
{
  work_clear (&((Form *) form)->work);
}

void
jz_lab_experiment_form (GtkWindow *parent, JzSession *session, gint64 experiment)
{
  static const JzReadFormKind kind = { read_form, show, go, clear };
  Form                       *self;

  if (parent == NULL || session == NULL)
    return;
  self = g_new0 (Form, 1);
  self->work.id = experiment;
  jz_read_form_open (&self->form, &kind, GTK_WIDGET (parent), session);
}
