/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-backup-view.h"

#include <glib/gi18n-lib.h>

#include "jz-backup-keeper.h"
#include "jz-backup.h"
#include "jz-catalogue.h"
#include "jz-check.h"
#include "jz-compat-file.h"
#include "jz-compat.h"
#include "jz-row-field.h"
#include "jz-lab-invariants.h"
#include "jz-ledger.h"
#include "jz-progress-strip.h"
#include "jz-window.h"

#define PERMISSION "file"

struct _JzBackupView
{
  JzSettingsView   parent_instance;
  JzProgressStrip *strip;
  GtkWidget       *make_row, *place_row, *make, *place, *check;
  GtkWidget       *list;       /* group of the backups */
  GPtrArray       *rows;       /* in it; of GtkWidget */
  GtkWidget       *faults;     /* group of what the check found */
  GPtrArray       *fault_rows;
  char            *wanted_path, *wanted_at; /* of the backup that the person is asked about */
};

G_DEFINE_FINAL_TYPE (JzBackupView, jz_backup_view, JZ_TYPE_SETTINGS_VIEW)

static GtkWindow *
window_of (JzBackupView *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

static void
say (JzBackupView *self, const char *sentence)
{
  if (JZ_IS_WINDOW (window_of (self)))
    jz_window_say (JZ_WINDOW (window_of (self)), sentence);
}

static gboolean
may (JzBackupView *self)
{
  JzSession *session = jz_settings_view_get_session (JZ_SETTINGS_VIEW (self));

  return session != NULL && jz_session_may (session, PERMISSION);
}

/* Restoring. */

typedef struct
{
  JzWindow *window;
  char     *path;
  char     *backup;
  char     *at;
  char     *aside;
} Restoring;

static void
restoring_free (gpointer data)
{
  Restoring *self = data;

  g_object_unref (self->window);
  g_free (self->path);
  g_free (self->backup);
  g_free (self->at);
  g_free (self->aside);
  g_free (self);
}

static void
restore_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Restoring *self = data;
  GError    *error = NULL;

  if (jz_backup_restore (self->path, self->backup, &self->aside, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* Whatever came of it, there is a file again at that path: the restored one, or the one that was there. */
static void
restored_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Restoring *self = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    sentence =
      g_strdup_printf (_("Restored the backup of %s. The file as it was is kept in %s"), self->at, self->aside);
  else
    sentence = g_strdup_printf ("✗ %s", error->message);
  jz_window_open_later (self->window, self->path);
  jz_window_say (self->window, sentence);
}

/* @data: the view, which knows the backup that was asked about. */
static void
restore_yes_cb (gpointer data)
{
  JzBackupView *self = data;
  JzSession    *session = jz_settings_view_get_session (JZ_SETTINGS_VIEW (self));
  JzWindow     *window = JZ_WINDOW (window_of (self));
  Restoring    *restoring;
  g_autoptr (GTask) task = NULL;

  if (session == NULL)
    return;
  task = g_task_new (window, NULL, restored_cb, NULL);
  restoring = g_new0 (Restoring, 1);
  *restoring = (Restoring){ g_object_ref (window), g_strdup (jz_session_get_path (session)),
                            g_steal_pointer (&self->wanted_path), g_steal_pointer (&self->wanted_at), NULL };
  g_task_set_task_data (task, restoring, restoring_free);
  jz_session_close (session);
  g_task_run_in_thread (task, restore_thread);
}

static void
restore_cb (GtkWidget *button, gpointer data)
{
  JzBackupView    *self = data;
  JzBackup        *backup = g_object_get_data (G_OBJECT (button), "jz-backup");
  g_autofree char *heading = NULL;

  g_free (self->wanted_path);
  g_free (self->wanted_at);
  self->wanted_path = g_strdup (backup->path);
  self->wanted_at = jz_local_time (backup->at);
  heading = g_strdup_printf (_("Go back to the backup of %s?"), self->wanted_at);
  jz_compat_ask (
    window_of (self), heading,
    _("What was saved since then will not be in the file. The present file is not deleted: it is put aside in a folder next to it, "
      "and the program says where."),
    _("Restore"), TRUE, restore_yes_cb, self);
}

/* The list. */

static const struct
{
  const char *why;
  const char *words; /* msgid */
} reasons[] = {
  { "asked", N_("made by hand") },       { "close", N_("on closing") },
  { "timer", N_("every half hour") },    { "migrate", N_("before a newer version") },
  { "restore", N_("before restoring") }, { "import", N_("before an import") },
};

static const char *
words_of (const char *why)
{
  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (g_strcmp0 (reasons[i].why, why) == 0)
      return g_dgettext (GETTEXT_PACKAGE, reasons[i].words);
  return why != NULL ? why : "";
}

static void
backup_free (gpointer data)
{
  jz_backup_free (data);
}

static GtkWidget *
make_backup_row (JzBackupView *self, JzBackup *backup)
{
  g_autofree char *at = jz_local_time (backup->at), *size = g_format_size ((guint64) backup->bytes);
  g_autofree char *operation = g_strdup_printf ("%" G_GINT64_FORMAT, backup->operation);
  g_autofree char *subtitle =
    g_strdup_printf (_("%s · %s · up to no. %s of the journal"), size, words_of (backup->why), operation);
  GtkWidget       *row = adw_action_row_new ();
  GtkWidget       *button = gtk_button_new_with_label (_("Restore…"));
  g_autofree char *name = g_strdup_printf (_("Restore the backup of %s"), at);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), at);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (button, may (self));
  jz_compat_name (button, name);
  g_object_set_data_full (G_OBJECT (button), "jz-backup", backup, backup_free);
  g_signal_connect (button, "clicked", G_CALLBACK (restore_cb), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return row;
}

static void
empty_group (GtkWidget *group, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), g_ptr_array_index (rows, i));
  g_ptr_array_set_size (rows, 0);
}

static void
add_row (GtkWidget *group, GPtrArray *rows, GtkWidget *row)
{
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  g_ptr_array_add (rows, row);
}

static gboolean
list_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  GPtrArray **list = data;

  *list = jz_backup_list (jz_connection_get_path (connection));
  return TRUE;
}

static void
list_free (gpointer data)
{
  GPtrArray **list = data;

  g_clear_pointer (list, g_ptr_array_unref);
  g_free (list);
}

static void
list_done (JzSettingsView *view, gpointer data)
{
  JzBackupView *self = JZ_BACKUP_VIEW (view);
  GPtrArray    *list = *(GPtrArray **) data;

  empty_group (self->list, self->rows);
  while (list->len > 0)
    add_row (self->list, self->rows, make_backup_row (self, g_ptr_array_steal_index (list, 0)));
  if (self->rows->len == 0)
    {
      GtkWidget *none = adw_action_row_new ();

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (none), _("There is no backup yet"));
      add_row (self->list, self->rows, none);
    }
}

static void
refresh (JzSettingsView *view)
{
  jz_settings_view_read (view, list_cb, g_new0 (GPtrArray *, 1), list_free, list_done);
}

/* Making one. */

static gboolean
make_cb (JzConnection *connection, gpointer destination, GCancellable *cancellable, GError **error)
{
  return jz_backup_make (connection, destination, "asked", NULL, error);
}

static void
set_working (JzBackupView *self, const char *words, GCancellable *cancellable)
{
  GtkWidget *buttons[] = { self->make, self->place, self->check };

  for (gsize i = 0; i < G_N_ELEMENTS (buttons); i++)
    gtk_widget_set_sensitive (buttons[i], words == NULL);
  if (words != NULL)
    jz_progress_strip_begin (self->strip, words, cancellable);
  else
    jz_progress_strip_end (self->strip);
}

static void
made_cb (JzSettingsView *view, gpointer destination, const GError *error)
{
  JzBackupView    *self = JZ_BACKUP_VIEW (view);
  g_autofree char *sentence = NULL;

  set_working (self, NULL, NULL);
  if (error != NULL)
    sentence = g_strdup_printf (_("✗ No backup could be made: %s"), error->message);
  else if (destination != NULL)
    sentence = g_strdup_printf (_("✓ The backup is in %s"), (const char *) destination);
  else
    sentence = g_strdup (_("✓ The backup is made and proved"));
  say (self, sentence);
  refresh (view);
  if (JZ_IS_WINDOW (window_of (self)))
    jz_window_look_at_backups (JZ_WINDOW (window_of (self)));
}

static void
make_clicked_cb (JzBackupView *self)
{
  set_working (self, _("Backing up"), NULL);
  jz_settings_view_work (JZ_SETTINGS_VIEW (self), make_cb, NULL, NULL, NULL, made_cb);
}

static void
place_chosen_cb (const char *folder, gpointer data)
{
  JzBackupView *self = data;

  if (jz_settings_view_get_session (JZ_SETTINGS_VIEW (self)) == NULL)
    return;
  set_working (self, _("Backing up"), NULL);
  jz_settings_view_work (JZ_SETTINGS_VIEW (self), make_cb, g_strdup (folder), g_free, NULL, made_cb);
}

static void
place_clicked_cb (JzBackupView *self)
{
  const JzCompatFileChoice choice = { JZ_CHOOSE_FOLDER, _("Choose a Folder"), NULL, NULL, NULL };

  jz_compat_choose_file (window_of (self), &choice, place_chosen_cb, g_object_ref (self), g_object_unref);
}

/* Checking. */

static gboolean
check_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const JzInvariant *const all[] = { jz_ledger_invariants, jz_catalogue_invariants, jz_lab_invariants, NULL };
  GPtrArray              **faults = data;

  *faults = jz_check_run (connection, all, TRUE, cancellable, error);
  return *faults != NULL;
}

static GtkWidget *
make_fault_row (const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  return row;
}

static void
show_faults (JzBackupView *self, GPtrArray *faults)
{
  for (guint i = 0; i < faults->len; i++)
    {
      JzFault         *fault = g_ptr_array_index (faults, i);
      g_autofree char *title = g_strdup_printf ("✗ %s", fault->where);

      add_row (self->faults, self->fault_rows, make_fault_row (title, fault->what));
    }
  if (faults->len == 0)
    add_row (self->faults, self->fault_rows,
             make_fault_row (_("✓ The file is sound"), _("Pages, keys, journal, search and ledger agree")));
}

static void
checked_cb (JzSettingsView *view, gpointer data, const GError *error)
{
  JzBackupView *self = JZ_BACKUP_VIEW (view);

  set_working (self, NULL, NULL);
  empty_group (self->faults, self->fault_rows);
  gtk_widget_set_visible (self->faults, !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
  if (error == NULL)
    show_faults (self, *(GPtrArray **) data);
  else
    add_row (self->faults, self->fault_rows, make_fault_row (_("✗ It can't be told"), error->message));
}

static void
check_clicked_cb (JzBackupView *self)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  set_working (self, _("Checking the file"), cancellable);
  jz_settings_view_work (JZ_SETTINGS_VIEW (self), check_cb, g_new0 (GPtrArray *, 1), list_free, cancellable,
                         checked_cb);
}

/* The view. */

static void
entered (JzSettingsView *view)
{
  JzBackupView *self = JZ_BACKUP_VIEW (view);

  set_working (self, NULL, NULL);
  gtk_widget_set_visible (self->make_row, may (self));
  gtk_widget_set_visible (self->place_row, may (self));
  empty_group (self->list, self->rows);
  empty_group (self->faults, self->fault_rows);
  gtk_widget_set_visible (self->faults, FALSE);
}

static GtkWidget *
make_group (GtkWidget *box, const char *title, const char *description)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  if (description != NULL)
    adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), description);
  gtk_box_append (GTK_BOX (box), group);
  return group;
}

static GtkWidget *
make_content (JzBackupView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *now =
    make_group (box, _("Backup"),
                _("A backup is made when the program closes and every half hour in which something was saved."));

  self->make_row = jz_row_field_action (ADW_PREFERENCES_GROUP (now), _("Back up now"),
                                        _("Into the folder beside the school file"), _("Back up"), &self->make);
  gtk_widget_add_css_class (self->make, "suggested-action");
  self->place_row = jz_row_field_action (ADW_PREFERENCES_GROUP (now), _("Back up to another place"),
                                         _("A USB stick, another disk"), _("Choose…"), &self->place);
  jz_row_field_action (ADW_PREFERENCES_GROUP (now), _("Check the file"),
                       _("Whether it is sound, and whether all that it says agrees"), _("Check now"), &self->check);
  g_signal_connect_object (self->make, "clicked", G_CALLBACK (make_clicked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->place, "clicked", G_CALLBACK (place_clicked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->check, "clicked", G_CALLBACK (check_clicked_cb), self, G_CONNECT_SWAPPED);
  self->faults = make_group (box, _("What the check found"), NULL);
  self->list =
    make_group (box, _("Backups"),
                _("Those of the last two days are kept, then one of each of 7 days, 4 weeks and 12 months."));
  return box;
}

static void
jz_backup_view_finalize (GObject *object)
{
  JzBackupView *self = JZ_BACKUP_VIEW (object);

  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->fault_rows);
  g_free (self->wanted_path);
  g_free (self->wanted_at);
  G_OBJECT_CLASS (jz_backup_view_parent_class)->finalize (object);
}

static void
jz_backup_view_class_init (JzBackupViewClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = jz_backup_view_finalize;
  JZ_SETTINGS_VIEW_CLASS (klass)->entered = entered;
  JZ_SETTINGS_VIEW_CLASS (klass)->refresh = refresh;
}

static void
jz_backup_view_init (JzBackupView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();

  self->rows = g_ptr_array_new ();
  self->fault_rows = g_ptr_array_new ();
  self->strip = jz_progress_strip_new ();
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 640);
  adw_clamp_set_child (ADW_CLAMP (clamp), make_content (self));
  gtk_widget_add_css_class (clamp, "jz-settings-page");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->strip));
  gtk_box_append (GTK_BOX (box), scroller);
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
jz_backup_view_new (void)
{
  return g_object_new (JZ_TYPE_BACKUP_VIEW, NULL);
}
