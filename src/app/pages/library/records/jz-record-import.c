/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-record-import.h"

#include <glib/gi18n-lib.h>

#include "jz-compat-file.h"
#include "jz-edit-dialog.h"
#include "jz-record-trial.h"
#include "jz-row-field.h"

#define FAULTS_MOST 200 /* shown; all of them are in the file of rejected records */

typedef struct
{
  JzEditDialog *form;
  JzSession    *session;
  char         *path;
  GPtrArray    *profiles; /* names; the last choice of the row is none of them */
  GtkWidget    *encoding, *on_match, *profile, *place;
  GtkWidget    *counts, *samples, *faults;
  GPtrArray    *rows;     /* of the two groups, to be taken away before the next trial */
  GCancellable *cancellable;
} Dialog;

static void
dialog_free (gpointer data)
{
  Dialog *self = data;

  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  g_object_unref (self->session);
  g_ptr_array_unref (self->profiles);
  g_ptr_array_unref (self->rows);
  g_free (self->path);
  g_free (self);
}

/* What came of a trial. */

static void
add_row (Dialog *self, GtkWidget *group, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  g_ptr_array_add (self->rows, row);
}

static void
clear_rows (Dialog *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);

      adw_preferences_group_remove (
        ADW_PREFERENCES_GROUP (gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP)), row);
    }
  g_ptr_array_set_size (self->rows, 0);
}

static void
show_faults (Dialog *self, const GPtrArray *rejects)
{
  gtk_widget_set_visible (self->faults, rejects->len > 0);
  for (guint i = 0; i < rejects->len && i < FAULTS_MOST; i++)
    {
      const JzRowFault *fault = g_ptr_array_index (rejects, i);
      g_autofree char  *title = g_strdup_printf (*fault->value != '\0' ? _("✗ Record %u: “%s”") : _("✗ Record %u"), fault->row,
                                                 fault->value);

      add_row (self, self->faults, title, fault->reason);
    }
}

static void
show_samples (Dialog *self, const GPtrArray *samples)
{
  for (guint i = 0; i < samples->len; i++)
    {
      const JzRecordSample *sample = g_ptr_array_index (samples, i);

      add_row (self, self->samples, sample->title, sample->detail);
    }
}

static void
show_counts (Dialog *self, const JzImportResult *result)
{
  guint            good = result->read - result->rejected;
  g_autofree char *counts = g_strdup_printf (
    _("%u records read: %u new titles, %u replaced, %u given copies, %u there already, %u rejected; %u copies"), result->read,
    result->added, result->updated, result->merged, result->skipped, result->rejected, result->assets);
  g_autofree char *go = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Import %u record", "Import %u records", good), good);

  gtk_label_set_text (GTK_LABEL (self->counts), counts);
  jz_edit_dialog_set_go (self->form, go, result->added + result->updated + result->merged > 0);
}

static void
progress_cb (guint done, gpointer data)
{
  Dialog          *self = data;
  g_autofree char *words =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u record so far…", "%u records so far…", done), done);

  gtk_label_set_text (GTK_LABEL (self->counts), words);
}

static void run (Dialog *self, gboolean dry_run);

static void
tried_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Dialog               *self = data;
  g_autoptr (GError)    error = NULL;
  GPtrArray            *samples;
  const JzImportResult *counts = jz_record_trial_finish (result, &samples, &error);

  /* Another trial is under way, or nobody waits. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  show_samples (self, samples);
  if (counts != NULL)
    {
      show_counts (self, counts);
      show_faults (self, counts->rejects);
      return;
    }
  gtk_label_set_text (GTK_LABEL (self->counts), "");
  jz_edit_dialog_say (self->form, error->message);
  jz_edit_dialog_set_go (self->form, _("Import"), FALSE);
}

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Dialog               *self = data;
  g_autoptr (GError)    error = NULL;
  g_autofree char      *base = NULL, *words = NULL;
  GPtrArray            *samples;
  const JzImportResult *counts = jz_record_trial_finish (result, &samples, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (counts == NULL)
    {
      jz_edit_dialog_set_busy (self->form, FALSE);
      jz_edit_dialog_say (self->form, error->message);
      return;
    }
  base = g_path_get_basename (self->path);
  words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Took in %u title from %s", "Took in %u titles from %s", counts->added),
                           counts->added, base);
  if (counts->operation != 0)
    jz_session_say_done (self->session, words, counts->operation);
  gtk_window_close (GTK_WINDOW (self->form));
}

static JzRecordChoice *
chosen (Dialog *self, gboolean dry_run)
{
  static const JzMarcOnMatch deeds[] = { JZ_MARC_ON_MATCH_SKIP, JZ_MARC_ON_MATCH_ADD_COPIES, JZ_MARC_ON_MATCH_REPLACE };
  JzRecordChoice            *choice = g_new0 (JzRecordChoice, 1);
  guint                      profile = jz_row_field_get_choice (self->profile);

  choice->path = g_strdup (self->path);
  choice->encoding = (JzMarcEncoding) jz_row_field_get_choice (self->encoding);
  choice->on_match = deeds[jz_row_field_get_choice (self->on_match)];
  choice->profile = g_strdup (profile < self->profiles->len ? g_ptr_array_index (self->profiles, profile) : "");
  choice->place = g_strdup (jz_row_field_get_text (self->place));
  choice->dry_run = dry_run;
  return choice;
}

static void
run (Dialog *self, gboolean dry_run)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  jz_edit_dialog_say (self->form, NULL);
  jz_edit_dialog_set_go (self->form, _("Import"), FALSE);
  if (dry_run)
    clear_rows (self);
  else
    jz_edit_dialog_set_busy (self->form, TRUE);
  jz_record_trial_run (self->session, chosen (self, dry_run), self->cancellable, progress_cb,
                       dry_run ? tried_cb : imported_cb, self);
}

static void
changed_cb (Dialog *self)
{
  run (self, TRUE);
}

static void
go_cb (JzEditDialog *form, gpointer data)
{
  run (data, FALSE);
}

/* The window is gone: nobody waits for it any more. */
static void
closed_cb (GtkWidget *form, gpointer data)
{
  g_cancellable_cancel (((Dialog *) data)->cancellable);
}

/* Building it. */

static GtkWidget *
add_choice (Dialog *self, AdwPreferencesGroup *group, const char *title, const char *const *choices)
{
  GtkWidget *field = jz_row_field_choice (group, title, choices, 0);

  g_signal_connect_swapped (field, "notify::selected", G_CALLBACK (changed_cb), self);
  return field;
}

static void
add_fields (Dialog *self)
{
  const char *const    encodings[] = { _("As each record is"), "UTF-8", "GB18030", NULL };
  const char *const    deeds[] = { _("Leave as it is"), _("Add the new copies"), _("Replace its record"), NULL };
  AdwPreferencesGroup *group = jz_edit_dialog_add_group (self->form, NULL, NULL);
  g_autoptr (GPtrArray) profiles = g_ptr_array_new ();

  for (guint i = 0; i < self->profiles->len; i++)
    g_ptr_array_add (profiles, g_ptr_array_index (self->profiles, i));
  g_ptr_array_add (profiles, (gpointer) _("None: titles alone"));
  g_ptr_array_add (profiles, NULL);
  self->encoding = add_choice (self, group, _("Characters"), encodings);
  self->on_match = add_choice (self, group, _("A title that is there already"), deeds);
  self->profile = add_choice (self, group, _("Copies are in field"), (const char *const *) profiles->pdata);
  self->place = jz_row_field_entry (group, _("Copies stand at, where the record does not say"), "");
}

static void
build (Dialog *self)
{
  add_fields (self);
  self->counts = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->counts), 0);
  gtk_label_set_wrap (GTK_LABEL (self->counts), TRUE);
  jz_edit_dialog_add (self->form, self->counts);
  self->faults =
    GTK_WIDGET (jz_edit_dialog_add_group (self->form, _("Records that can't be taken"),
                                          _("They are written to a file beside this one, byte for byte.")));
  gtk_widget_set_visible (self->faults, FALSE);
  self->samples = GTK_WIDGET (jz_edit_dialog_add_group (self->form, _("The first records"), NULL));
}

static gboolean
profiles_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Dialog      *self = data;
  JzStatement *rows = jz_connection_query (connection, error, "SELECT name FROM marc_profile ORDER BY id", "");

  while (jz_statement_next (rows))
    g_ptr_array_add (self->profiles, g_strdup (jz_statement_text (rows, 0)));
  return jz_statement_finish (rows, error);
}

static void
present_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Dialog            *self = data;
  g_autoptr (GError) error = NULL;

  if (!jz_store_read_finish (JZ_STORE (source), result, &error))
    jz_session_say_trouble (self->session, error->message);
  build (self);
  gtk_window_present (GTK_WINDOW (self->form));
  run (self, TRUE);
}

void
jz_record_import_present (GtkWidget *over, JzSession *session, const char *path)
{
  Dialog          *self = g_new0 (Dialog, 1);
  g_autofree char *base = g_path_get_basename (path);

  self->session = g_object_ref (session);
  self->path = g_strdup (path);
  self->cancellable = g_cancellable_new ();
  self->profiles = g_ptr_array_new_with_free_func (g_free);
  self->rows = g_ptr_array_new ();
  self->form = jz_edit_dialog_new (over, _("Import Catalogue Records"), _("Import"), 760, 640);
  jz_edit_dialog_set_title (self->form, _("Import Catalogue Records"), base);
  g_object_set_data_full (G_OBJECT (self->form), "jz-form-data", self, dialog_free);
  g_signal_connect (self->form, "go", G_CALLBACK (go_cb), self);
  g_signal_connect (self->form, "unmap", G_CALLBACK (closed_cb), self);
  jz_store_read (jz_session_get_store (session), profiles_cb, self, NULL, NULL, present_cb, self);
}

/* Which file. */

typedef struct
{
  GtkWidget *over;
  JzSession *session;
} Choice;

static void
choice_free (gpointer data)
{
  Choice *self = data;

  g_object_unref (self->over);
  g_object_unref (self->session);
  g_free (self);
}

static void
chosen_cb (const char *path, gpointer data)
{
  Choice *self = data;

  if (jz_session_get_store (self->session) != NULL && gtk_widget_get_root (self->over) != NULL)
    jz_record_import_present (self->over, self->session, path);
}

void
jz_record_import_choose (GtkWidget *over, JzSession *session)
{
  static const char *const patterns[] = { "*.iso", "*.mrc", "*.marc", "*.dat", "*.xml", "*.txt", NULL };
  const JzCompatFileChoice choice = { JZ_CHOOSE_OPEN, _("Open Catalogue Records"), NULL, _("Catalogue records"), patterns };
  Choice                  *self = g_new (Choice, 1);

  *self = (Choice){ g_object_ref (over), g_object_ref (session) };
  jz_compat_choose_file (GTK_WINDOW (gtk_widget_get_root (over)), &choice, chosen_cb, self, choice_free);
}
