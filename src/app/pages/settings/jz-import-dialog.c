/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-import-dialog.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-book-import.h"
#include "jz-codes.h"
#include "jz-compat-file.h"
#include "jz-edit-dialog.h"
#include "jz-lab-import.h"
#include "jz-machine-import.h"
#include "jz-reader-import.h"
#include "jz-reference.h"
#include "jz-row-field.h"
#include "jz-school-import.h"
#include "jz-stock-import.h"
#include "jz-stocktake-sheet.h"

#define FAULTS_MOST 200 /* shown; all of them are in the file of rejected rows */

static const struct
{
  const JzImportSpec *spec;
  const char         *title; /* msgid */
} kinds[] = {
  [JZ_IMPORT_PEOPLE] = { &jz_people_import, N_("Import People") },
  [JZ_IMPORT_CALENDAR] = { &jz_calendar_import, N_("Import a Calendar") },
  [JZ_IMPORT_STANDARD] = { &jz_standard_import, N_("Import a Standard") },
  [JZ_IMPORT_ITEMS] = { &jz_items_import, N_("Import a Catalogue") },
  [JZ_IMPORT_BALANCES] = { &jz_balances_import, N_("Import Opening Balances") },
  [JZ_IMPORT_COUNTS] = { &jz_stocktake_import, N_("Import a Count Sheet") },
  [JZ_IMPORT_MACHINES] = { &jz_machine_import, N_("Import the Register of Machines") },
  [JZ_IMPORT_READERS] = { &jz_reader_import, N_("Import Cards") },
  [JZ_IMPORT_BOOKS] = { &jz_book_import, N_("Import a List of Books") },
  [JZ_IMPORT_EXPERIMENTS] = { &jz_experiment_import, N_("Import an Experiment Catalogue") },
  [JZ_IMPORT_TIMETABLE] = { &jz_timetable_import, N_("Import a Timetable") },
};

static const char *const sheet_patterns[] = { "*.xlsx", "*.xls", "*.csv", "*.txt", "*.xml", NULL };

/* The form. */

typedef struct
{
  JzEditDialog *form;
  JzSession    *session;
  JzImportKind  kind;
  char         *path;
  GCancellable *cancellable;
  GtkWidget    *counts;
  GtkWidget    *faults;
  GtkWidget    *name, *edition; /* of a standard */
  gint64        stocktake;      /* of counts */
  GtkWidget    *counter;
} Dialog;

static void
dialog_free (gpointer data)
{
  Dialog *self = data;

  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  g_object_unref (self->session);
  g_free (self->path);
  g_free (self);
}

/* Running it, in a thread. */

typedef struct
{
  const JzImportSpec *spec;
  JzStore            *store;
  JzActor             actor;
  char               *path;
  gboolean            dry_run;
  char               *rejects;
  char               *name, *edition;
  char               *own_name, *own_edition; /* as a county's table says; NULL: the file says nothing */
  gint64              stocktake;
  char               *counter;
  JzImportResult      result;
} Run;

static void
run_free (gpointer data)
{
  Run *self = data;

  jz_import_result_clear (&self->result);
  g_object_unref (self->store);
  g_free (self->path);
  g_free (self->rejects);
  g_free (self->name);
  g_free (self->edition);
  g_free (self->own_name);
  g_free (self->own_edition);
  g_free (self->counter);
  g_free (self);
}

typedef struct
{
  const JzImportSpec *spec;
  JzSheetMapping     *mapping;
} Recall;

static gboolean
recall_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Recall *recall = data;

  jz_import_recall (connection, recall->spec, recall->mapping);
  return TRUE;
}

static gboolean
run (Run *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (JzSheetMapping) mapping = jz_sheet_mapping_new (self->spec->fields, self->spec->n_fields);
  g_autoptr (JzSheetFile) file = jz_sheet_file_open (self->path, cancellable, error);
  JzStandardImportOptions  standard = { self->name, self->edition };
  JzStocktakeImportOptions counts = { self->stocktake, self->counter };
  JzImport import = { .file = file,
                      .mapping = mapping,
                      .dry_run = self->dry_run,
                      .rejects = self->rejects,
                      .options = self->counter != NULL               ? (gpointer) &counts :
                                 self->spec == &jz_standard_import ? (gpointer) &standard :
                                                                     NULL };
  Recall   recall = { self->spec, mapping };

  if (file != NULL && jz_sheet_file_format (file) == JZ_SHEET_FORMAT_COUNTY)
    {
      self->own_name = g_strdup (jz_sheet_file_sheet_name (file, 0));
      self->own_edition = g_strdup (jz_sheet_file_edition (file));
    }
  return file != NULL && jz_sheet_mapping_guess_sheet (mapping, file, &import.sheet, cancellable, error) &&
         jz_store_read_sync (self->store, recall_cb, &recall, cancellable, error) &&
         jz_import_run (self->store, &self->actor, self->spec, &import, &self->result, cancellable, error);
}

static void
run_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (run (data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* "名单.xlsx" → "名单 - rejected rows.xlsx" */
static char *
rejects_path (const char *path)
{
  g_autofree char *stem = g_strdup (path);
  char            *dot = strrchr (stem, '.');

  if (dot != NULL && strchr (dot, G_DIR_SEPARATOR) == NULL)
    *dot = '\0';
  return g_strdup_printf (_("%s - rejected rows.xlsx"), stem);
}

static void
start (Dialog *self, gboolean dry_run, GAsyncReadyCallback callback)
{
  Run *job = g_new0 (Run, 1);
  g_autoptr (GTask) task = g_task_new (self->form, self->cancellable, callback, self);

  job->spec = kinds[self->kind].spec;
  job->store = g_object_ref (jz_session_get_store (self->session));
  job->actor = *jz_session_get_actor (self->session);
  job->path = g_strdup (self->path);
  job->dry_run = dry_run;
  job->rejects = dry_run ? NULL : rejects_path (self->path);
  job->name = self->name != NULL ? g_strdup (jz_row_field_get_text (self->name)) : NULL;
  job->edition = self->edition != NULL ? g_strdup (jz_row_field_get_text (self->edition)) : NULL;
  job->stocktake = self->stocktake;
  job->counter = self->counter != NULL ? g_strdup (jz_row_field_get_text (self->counter)) : NULL;
  g_task_set_task_data (task, job, run_free);
  jz_edit_dialog_set_busy (self->form, TRUE);
  g_task_run_in_thread (task, run_thread);
}

/* What came of it. */

static GtkWidget *
make_fault (const JzRowFault *fault)
{
  GtkWidget       *row = adw_action_row_new ();
  g_autofree char *title =
    g_strdup_printf (*fault->value != '\0' ? _("✗ Row %u: “%s”") : _("✗ Row %u"), fault->row, fault->value);
  g_autofree char *subtitle = fault->remedy != NULL ?
                                g_strdup_printf (_("%s; “%s” would do"), fault->reason, fault->remedy) :
                                g_strdup (fault->reason);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  return row;
}

static void
show_result (Dialog *self, const JzImportResult *result)
{
  guint            good = result->read - result->rejected;
  g_autofree char *counts =
    g_strdup_printf (_("%u rows read: %u new, %u changed, %u there already, %u rejected"), result->read, result->added,
                     result->updated + result->merged, result->skipped, result->rejected);
  g_autofree char *go = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Import %u row", "Import %u rows", good), good);

  gtk_label_set_text (GTK_LABEL (self->counts), counts);
  gtk_widget_set_visible (self->faults, result->rejects->len > 0);
  for (guint i = 0; i < result->rejects->len && i < FAULTS_MOST; i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->faults),
                               make_fault (g_ptr_array_index (result->rejects, i)));
  jz_edit_dialog_set_go (self->form, go, good > 0);
}

static void
tried_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Dialog *self = data;
  Run    *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean ok = g_task_propagate_boolean (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  jz_edit_dialog_set_busy (self->form, FALSE);
  if (job->own_name != NULL && self->name != NULL)
    {
      jz_row_field_set_text (self->name, job->own_name);
      jz_row_field_set_text (self->edition, job->own_edition);
    }
  if (ok)
    show_result (self, &job->result);
  else
    {
      jz_edit_dialog_say (self->form, error->message);
      jz_edit_dialog_set_go (self->form, _("Import"), FALSE);
    }
}

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Dialog *self = data;
  Run    *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      jz_edit_dialog_set_busy (self->form, FALSE);
      jz_edit_dialog_say (self->form, error->message);
      return;
    }
  if (job->result.operation != 0)
    {
      g_autofree char *base = g_path_get_basename (self->path);
      guint            n = job->result.read - job->result.rejected;
      g_autofree char *words =
        g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Imported %u row from %s", "Imported %u rows from %s", n), n,
                         base);

      jz_session_say_done (self->session, words, job->result.operation);
    }
  gtk_window_close (GTK_WINDOW (self->form));
}

static void
go_cb (JzEditDialog *form, gpointer data)
{
  Dialog *self = data;

  if (self->name != NULL && *jz_row_field_get_text (self->name) == '\0')
    {
      jz_row_field_set_error (self->name, _("The standard needs a name"));
      return;
    }
  if (self->counter != NULL && *jz_row_field_get_text (self->counter) == '\0')
    {
      jz_row_field_set_error (self->counter, _("Say who counted"));
      return;
    }
  start (self, FALSE, imported_cb);
}

static void
add_standard_fields (Dialog *self)
{
  AdwPreferencesGroup *group = jz_edit_dialog_add_group (self->form, NULL, NULL);
  g_autofree char     *base = g_path_get_basename (self->path);

  if (strrchr (base, '.') != NULL)
    *strrchr (base, '.') = '\0';
  self->name = jz_row_field_entry (group, _("Name of the standard"), base);
  self->edition = jz_row_field_entry (group, _("Edition"), "");
}

/* The window is gone: nobody waits for it any more. */
static void
closed_cb (GtkWidget *form, gpointer data)
{
  g_cancellable_cancel (((Dialog *) data)->cancellable);
}

static void
present (GtkWidget *over, JzSession *session, JzImportKind kind, gint64 stocktake, const char *path)
{
  Dialog          *self = g_new0 (Dialog, 1);
  g_autofree char *base = g_path_get_basename (path);

  self->session = g_object_ref (session);
  self->kind = kind;
  self->path = g_strdup (path);
  self->cancellable = g_cancellable_new ();
  self->form = jz_edit_dialog_new (over, g_dgettext (GETTEXT_PACKAGE, kinds[kind].title), _("Import"), 720, 560);
  self->stocktake = stocktake;
  if (kind == JZ_IMPORT_STANDARD)
    add_standard_fields (self);
  if (kind == JZ_IMPORT_COUNTS)
    self->counter = jz_row_field_entry (jz_edit_dialog_add_group (self->form, NULL, NULL), _("Who counted"), jz_session_get_name (session));
  self->counts = gtk_label_new (base);
  gtk_label_set_xalign (GTK_LABEL (self->counts), 0);
  gtk_label_set_wrap (GTK_LABEL (self->counts), TRUE);
  jz_edit_dialog_add (self->form, self->counts);
  self->faults =
    GTK_WIDGET (jz_edit_dialog_add_group (self->form, _("Rows that can't be taken"),
                                          _("They are written to a file beside this one, with the reason.")));
  gtk_widget_set_visible (self->faults, FALSE);
  g_object_set_data_full (G_OBJECT (self->form), "jz-form-data", self, dialog_free);
  g_signal_connect (self->form, "go", G_CALLBACK (go_cb), self);
  g_signal_connect (self->form, "unmap", G_CALLBACK (closed_cb), self);
  gtk_window_present (GTK_WINDOW (self->form));
  start (self, TRUE, tried_cb);
}

void
jz_import_dialog_present (GtkWidget *over, JzSession *session, JzImportKind kind, const char *path)
{
  present (over, session, kind, 0, path);
}

/* Which file. */

typedef struct
{
  GtkWidget   *over;
  JzSession   *session;
  JzImportKind kind;
  gint64       stocktake;
} Choice;

static void
choice_free (gpointer data)
{
  Choice *self = data;

  g_object_unref (self->over);
  g_object_unref (self->session);
  g_free (self);
}

static Choice *
choice_new (GtkWidget *over, JzSession *session, JzImportKind kind, gint64 stocktake)
{
  Choice *self = g_new (Choice, 1);

  *self = (Choice){ g_object_ref (over), g_object_ref (session), kind, stocktake };
  return self;
}

static void
chosen_cb (const char *path, gpointer data)
{
  Choice *self = data;

  if (jz_session_get_store (self->session) != NULL && gtk_widget_get_root (self->over) != NULL)
    present (self->over, self->session, self->kind, self->stocktake, path);
}

static void
choose (GtkWidget *over, JzSession *session, JzImportKind kind, gint64 stocktake)
{
  const JzCompatFileChoice choice = { JZ_CHOOSE_OPEN, g_dgettext (GETTEXT_PACKAGE, kinds[kind].title), NULL,
                                      _("Spreadsheets"), sheet_patterns };

  jz_compat_choose_file (GTK_WINDOW (gtk_widget_get_root (over)), &choice, chosen_cb,
                         choice_new (over, session, kind, stocktake), choice_free);
}

void
jz_import_dialog_choose (GtkWidget *over, JzSession *session, JzImportKind kind)
{
  choose (over, session, kind, 0);
}

void
jz_import_dialog_choose_counts (GtkWidget *over, JzSession *session, gint64 stocktake)
{
  choose (over, session, JZ_IMPORT_COUNTS, stocktake);
}

/* A code table: the writer reads the file, so that a slow disk stops nobody. */

static gboolean
put_codes_cb (JzOperation *operation, gpointer data, GError **error)
{
  const char      *path = data;
  g_autofree char *base = g_path_get_basename (path), *text = NULL;
  g_autoptr (JzReference) table = NULL;

  if (!g_file_get_contents (path, &text, NULL, error))
    return FALSE;
  table = jz_reference_parse (text, base, error);
  return table != NULL && jz_codes_put (operation, table, NULL, error);
}

static void
codes_chosen_cb (const char *path, gpointer data)
{
  Choice *self = data;

  jz_session_write (self->session, &jz_action_codes, put_codes_cb, g_strdup (path), g_free);
}

void
jz_import_codes_choose (GtkWidget *over, JzSession *session)
{
  static const char *const patterns[] = { "*.tsv", "*.txt", NULL };
  const JzCompatFileChoice choice = { JZ_CHOOSE_OPEN, _("Open a Code Table"), NULL, _("Code tables"), patterns };

  jz_compat_choose_file (GTK_WINDOW (gtk_widget_get_root (over)), &choice, codes_chosen_cb,
                         choice_new (over, session, 0, 0), choice_free);
}
