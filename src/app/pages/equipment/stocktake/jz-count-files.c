/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-count-files.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-compat-file.h"
#include "jz-compat.h"
#include "jz-edit-dialog.h"
#include "jz-picker.h"
#include "jz-row-field.h"
#include "jz-stocktake-file.h"
#include "jz-text.h"

#define FAULTS_MOST 50 /* shown of each file */

/* Belongs to the dialog's window and goes with it. */
typedef struct
{
  JzEditDialog *dialog;
  JzSession    *session;
  gint64        stocktake;
  GPtrArray    *files; /* of File, in the order they were added */
} Dialog;

/* One file, as a group of rows. */
typedef struct
{
  Dialog              *dialog;
  GPtrArray           *codes;
  AdwPreferencesGroup *group;
  GtkWidget           *counter, *place;
} File;

static void
file_free (gpointer data)
{
  File *self = data;

  g_ptr_array_unref (self->codes);
  g_free (self);
}

static void
dialog_free (gpointer data)
{
  Dialog *self = data;

  g_ptr_array_unref (self->files);
  g_object_unref (self->session);
  g_free (self);
}

static void
show_n (Dialog *self)
{
  guint            n = 0;
  g_autofree char *go = NULL;

  for (guint i = 0; i < self->files->len; i++)
    n += ((File *) g_ptr_array_index (self->files, i))->codes->len;
  go = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Take %u code in", "Take %u codes in", n), n);
  jz_edit_dialog_set_go (self->dialog, go, n > 0);
}

/* Counting. */

typedef struct
{
  GPtrArray *codes;
  gint64     place;
  char      *counter;
} Part;

static void
part_free (gpointer data)
{
  Part *self = data;

  g_ptr_array_unref (self->codes);
  g_free (self->counter);
  g_free (self);
}

typedef struct
{
  gint64     stocktake;
  GPtrArray *parts; /* of Part */
} Work;

static void
work_free (gpointer data)
{
  Work *self = data;

  g_ptr_array_unref (self->parts);
  g_free (self);
}

/* One file says itself what came of it; of several only the sums are told. */
static gboolean
write_cb (JzOperation *operation, gpointer data, GError **error)
{
  Work *self = data;
  guint found = 0, others = 0, rejected = 0;

  for (guint i = 0; i < self->parts->len; i++)
    {
      const Part          *part = g_ptr_array_index (self->parts, i);
      g_auto (JzScanTally) tally = { 0 };

      if (!jz_scan_file_take (operation, self->stocktake, part->codes, part->place, part->counter, &tally, error))
        return FALSE;
      found += tally.n[JZ_SCAN_FOUND];
      others += tally.n[JZ_SCAN_ELSEWHERE] + tally.n[JZ_SCAN_AGAIN] + tally.n[JZ_SCAN_SURPLUS];
      rejected += tally.rejects->len;
    }
  if (self->parts->len > 1)
    jz_operation_describe (operation, _("Took the scans of %u counters in: %u found, %u otherwise, %u rejected"),
                           self->parts->len, found, others, rejected);
  return TRUE;
}

static gboolean
is_filled_in (File *file)
{
  if (jz_text_is_blank (jz_row_field_get_text (file->counter)))
    {
      jz_row_field_set_error (file->counter, _("Say who counted"));
      jz_row_field_focus (file->counter);
      return FALSE;
    }
  if (!jz_picker_is_open (JZ_PICKER (file->place)))
    return TRUE;
  jz_edit_dialog_say (file->dialog->dialog, _("Choose a place that there is"));
  gtk_widget_grab_focus (file->place);
  return FALSE;
}

static void
go_cb (Dialog *self)
{
  Work *work;

  for (guint i = 0; i < self->files->len; i++)
    if (!is_filled_in (g_ptr_array_index (self->files, i)))
      return;
  work = g_new (Work, 1);
  *work = (Work){ self->stocktake, g_ptr_array_new_with_free_func (part_free) };
  for (guint i = 0; i < self->files->len; i++)
    {
      File *file = g_ptr_array_index (self->files, i);
      Part *part = g_new (Part, 1);

      *part = (Part){ g_ptr_array_ref (file->codes), jz_picker_get_id (JZ_PICKER (file->place)),
                      jz_text_tidy (jz_row_field_get_text (file->counter)) };
      g_ptr_array_add (work->parts, part);
    }
  jz_edit_dialog_write (self->dialog, self->session, &jz_action_stocktake_scan, write_cb, work, work_free, NULL, NULL);
}

/* A file that was chosen, read and tried on a reader thread. */

typedef struct
{
  GtkWindow  *parent; /* weak */
  Dialog     *dialog; /* that it is added to; NULL: there is none yet */
  JzSession  *session;
  gint64      stocktake;
  char       *path;
  GPtrArray  *codes;
  JzScanTally tally;
  gint64      place; /* the room that is counted is where a counter begins; 0: the whole school is */
  char       *place_path;
} Choice;

static Choice *
choice_new (GtkWindow *parent, Dialog *dialog, JzSession *session, gint64 stocktake)
{
  Choice *self = g_new0 (Choice, 1);

  g_set_weak_pointer (&self->parent, parent);
  self->dialog = dialog;
  self->session = g_object_ref (session);
  self->stocktake = stocktake;
  return self;
}

static void
choice_free (gpointer data)
{
  Choice *self = data;

  g_clear_weak_pointer (&self->parent);
  g_clear_pointer (&self->codes, g_ptr_array_unref);
  jz_scan_tally_clear (&self->tally);
  g_object_unref (self->session);
  g_free (self->path);
  g_free (self->place_path);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Choice, choice_free)

/* A file as it is shown. */

static void
remove_cb (GtkButton *button, File *file)
{
  Dialog *self = file->dialog;

  gtk_widget_set_visible (GTK_WIDGET (file->group), FALSE);
  g_ptr_array_remove (self->files, file);
  show_n (self);
}

static GtkWidget *
make_remove (File *file, const char *name)
{
  GtkWidget       *button = gtk_button_new_from_icon_name ("jz-close-symbolic");
  g_autofree char *label = g_strdup_printf (_("Leave %s out"), name);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  jz_compat_name (button, label);
  g_signal_connect (button, "clicked", G_CALLBACK (remove_cb), file);
  return button;
}

static void
add_place (File *file, const Choice *choice)
{
  GtkWidget *row = adw_action_row_new ();
  JzPicker  *picker = jz_picker_new ("places", _("Where the counter began"), _("Place, code"));

  jz_picker_set_store (picker, jz_session_get_store (choice->session));
  jz_picker_set (picker, choice->place, choice->place_path);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Where the counter began"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _("Codes of places in the file say where it went on"));
  gtk_widget_set_valign (GTK_WIDGET (picker), GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (GTK_WIDGET (picker), 220, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), GTK_WIDGET (picker));
  adw_preferences_group_add (file->group, row);
  file->place = GTK_WIDGET (picker);
}

static void
add_reject (File *file, const JzScanReject *rejected)
{
  GtkWidget       *row = adw_action_row_new ();
  g_autofree char *title = g_strdup_printf (_("✗ Row %u: “%s”"), rejected->row, rejected->code);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), rejected->reason);
  adw_preferences_group_add (file->group, row);
}

static void
add_file (Dialog *self, const Choice *choice)
{
  const JzScanTally *tally = &choice->tally;
  File            *file = g_new0 (File, 1);
  g_autofree char *name = g_path_get_basename (choice->path), *stem = g_strdup (name);
  g_autofree char *counts =
    g_strdup_printf (_("%u codes, %u of them of places, %u that nobody knows"), choice->codes->len, tally->places,
                     tally->rejects->len);

  if (strrchr (stem, '.') != NULL)
    *strrchr (stem, '.') = '\0';
  file->dialog = self;
  file->codes = g_ptr_array_ref (choice->codes);
  file->group = jz_edit_dialog_add_group (self->dialog, name, counts);
  adw_preferences_group_set_header_suffix (file->group, make_remove (file, name));
  file->counter = jz_row_field_entry (file->group, _("Who counted"), stem);
  add_place (file, choice);
  for (guint i = 0; i < MIN (tally->rejects->len, FAULTS_MOST); i++)
    add_reject (file, g_ptr_array_index (tally->rejects, i));
  g_ptr_array_add (self->files, file);
  show_n (self);
}

/* Which file. */

static gboolean
read_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Choice *self = data;

  if (!jz_connection_number (connection, &self->place, 0, error, "SELECT place FROM stocktake WHERE id = ?", "l",
                             self->stocktake))
    return FALSE;
  if (self->place != 0)
    self->place_path = jz_connection_text (connection, error, "SELECT path FROM place WHERE id = ?", "l", self->place);
  if (self->place != 0 && self->place_path == NULL)
    return FALSE;
  self->codes = jz_scan_file_read (self->path, error);
  return self->codes != NULL && jz_scan_file_try (connection, self->codes, &self->tally, error);
}

static void choose (Choice *choice);

static void
another_cb (GtkButton *button, Dialog *self)
{
  choose (choice_new (GTK_WINDOW (self->dialog), self, self->session, self->stocktake));
}

static Dialog *
dialog_new (const Choice *choice)
{
  Dialog    *self = g_new0 (Dialog, 1);
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *another = gtk_button_new_with_label (_("Add the file of another counter…"));

  self->session = g_object_ref (choice->session);
  self->stocktake = choice->stocktake;
  self->files = g_ptr_array_new_with_free_func (file_free);
  self->dialog =
    jz_edit_dialog_new (GTK_WIDGET (choice->parent), _("Files of Handheld Scanners"), _("Take in"), 680, 560);
  gtk_box_append (GTK_BOX (foot), another);
  g_signal_connect (another, "clicked", G_CALLBACK (another_cb), self);
  jz_edit_dialog_set_foot (self->dialog, foot);
  g_object_set_data_full (G_OBJECT (self->dialog), "jz-form-data", self, dialog_free);
  g_signal_connect_swapped (self->dialog, "go", G_CALLBACK (go_cb), self);
  return self;
}

static void
tell_trouble (const Choice *choice, const char *sentence)
{
  g_autofree char *name = g_path_get_basename (choice->path), *words = g_strdup_printf ("%s: %s", name, sentence);

  if (choice->dialog != NULL)
    jz_edit_dialog_say (choice->dialog->dialog, words);
  else
    jz_session_say_trouble (choice->session, words);
}

static void
tried_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Choice) choice = data;
  g_autoptr (GError) error = NULL;
  gboolean           ok = jz_store_read_finish (JZ_STORE (source), result, &error);
  Dialog            *dialog;

  if (choice->parent == NULL || !gtk_widget_get_realized (GTK_WIDGET (choice->parent)))
    return; /* closed meanwhile, the dialog with it */
  if (!ok)
    {
      tell_trouble (choice, error->message);
      return;
    }
  dialog = choice->dialog != NULL ? choice->dialog : dialog_new (choice);
  add_file (dialog, choice);
  gtk_window_present (GTK_WINDOW (dialog->dialog));
}

static void
chosen_cb (const char *path, gpointer data)
{
  const Choice *asked = data;
  JzStore      *store = jz_session_get_store (asked->session);
  Choice       *choice;

  if (store == NULL || asked->parent == NULL)
    return;
  choice = choice_new (asked->parent, asked->dialog, asked->session, asked->stocktake);
  choice->path = g_strdup (path);
  jz_store_read (store, read_cb, choice, NULL, NULL, tried_cb, choice);
}

static void
choose (Choice *choice)
{
  static const char *const patterns[] = { "*.txt", "*.csv", NULL };
  const JzCompatFileChoice what = { JZ_CHOOSE_OPEN, _("File of a Handheld Scanner"), NULL, _("Text files"), patterns };

  jz_compat_choose_file (choice->parent, &what, chosen_cb, choice, choice_free);
}

void
jz_count_files_choose (GtkWindow *parent, JzSession *session, gint64 stocktake)
{
  choose (choice_new (parent, NULL, session, stocktake));
}
