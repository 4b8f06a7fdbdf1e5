/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-door.h"

#include <glib/gi18n-lib.h>

#include "jz-backup.h"
#include "jz-compat.h"

struct _JzDoor
{
  AdwBin     parent_instance;
  JzSession *session;
  char      *path;     /* of the file in trouble */
  GtkWidget *ways;     /* ways out of it */
  GtkWidget *account;  /* who signs in */
  GtkWidget *password;
  GtkWidget *refusal;
};

G_DEFINE_FINAL_TYPE (JzDoor, jz_door, ADW_TYPE_BIN)

enum { OPEN, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
show_page (JzDoor *self, const char *icon, const char *title, const char *description, GtkWidget *child)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), icon);
  adw_status_page_set_title (ADW_STATUS_PAGE (page), title);
  if (description != NULL)
    {
      g_autofree char *plain = g_markup_escape_text (description, -1);

      adw_status_page_set_description (ADW_STATUS_PAGE (page), plain);
    }
  if (child != NULL)
    {
      GtkWidget *clamp = adw_clamp_new ();

      adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 460);
      adw_clamp_set_child (ADW_CLAMP (clamp), child);
      adw_status_page_set_child (ADW_STATUS_PAGE (page), clamp);
    }
  self->ways = self->account = self->password = self->refusal = NULL;
  adw_bin_set_child (ADW_BIN (self), page);
}

/* A row of the group of ways out: what it does, in words, and its button. */
static GtkWidget *
add_way (GtkWidget *group, const char *title, const char *subtitle, const char *button_label, gboolean suggested)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_label (button_label);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (button, 104, -1);
  if (suggested)
    gtk_widget_add_css_class (button, "suggested-action");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return button;
}

void
jz_door_show_welcome (JzDoor *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *make = add_way (group, _("Make a new school file"),
                             _("Five short steps; nothing is written before the last"), _("Make…"), TRUE);
  GtkWidget *open = add_way (group, _("Open a school file"), _("A file that ends in .jiaozhuang"), _("Open…"), FALSE);
  GtkWidget *demo =
    add_way (group, _("Look at a demo school"), _("A made-up school in a file of its own"), _("Load"), FALSE);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (make), "win.new-school");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (demo), "win.demo-school");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (open), "win.open");
  show_page (self, "jz-school-symbolic", _("Welcome"), _("Everything of a school is in one file."), group);
}

void
jz_door_show_waiting (JzDoor *self)
{
  GtkWidget *spinner = gtk_spinner_new ();

  gtk_spinner_start (GTK_SPINNER (spinner));
  gtk_widget_set_size_request (spinner, 32, 32);
  gtk_widget_set_halign (spinner, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (spinner, GTK_ALIGN_CENTER);
  adw_bin_set_child (ADW_BIN (self), spinner);
}

/* Files in trouble. */

static const char *
title_of (const GError *error)
{
  if (error->domain != JZ_ERROR)
    return _("The file can't be opened");
  switch (error->code)
    {
    case JZ_ERROR_NO_FILE: return _("There is no such file");
    case JZ_ERROR_NOT_SCHOOL: return _("This is not a school file");
    case JZ_ERROR_NEWER: return _("This file needs a newer program");
    case JZ_ERROR_LOCKED: return _("Somebody has this file open");
    case JZ_ERROR_READ_ONLY: return _("This file can't be written");
    case JZ_ERROR_DAMAGED: return _("This file is damaged");
    case JZ_ERROR_NETWORK_SHARE: return _("A school file can't lie on a network share");
    case JZ_ERROR_DISK_FULL: return _("The disk is full");
    case JZ_ERROR_IO: return _("The disk reports a fault");
    default: return _("The file can't be opened");
    }
}

static void
again_cb (JzDoor *self)
{
  g_autofree char *path = g_strdup (self->path);

  g_signal_emit (self, signals[OPEN], 0, path);
}

typedef struct
{
  char      *path;
  char      *backup; /* to be restored */
  GPtrArray *found;
  char      *aside;
} Backups;

static void
backups_free (gpointer data)
{
  Backups *self = data;

  g_free (self->path);
  g_free (self->backup);
  g_free (self->aside);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_free (self);
}

static void
restore_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Backups *self = data;
  GError  *error = NULL;

  if (jz_backup_restore (self->path, self->backup, &self->aside, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
restored_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  JzDoor *self = JZ_DOOR (source);
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    again_cb (self);
  else
    {
      g_autofree char *path = g_strdup (self->path);

      jz_door_show_error (self, path, error);
    }
}

static void
restore_cb (GtkButton *button, gpointer data)
{
  JzDoor  *self = data;
  Backups *backups = g_new0 (Backups, 1);
  g_autoptr (GTask) task = g_task_new (self, NULL, restored_cb, NULL);

  backups->path = g_strdup (self->path);
  backups->backup = g_strdup (g_object_get_data (G_OBJECT (button), "jz-backup"));
  g_task_set_task_data (task, backups, backups_free);
  jz_door_show_waiting (self);
  g_task_run_in_thread (task, restore_thread);
}

static void
find_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Backups *self = data;

  self->found = jz_backup_list (self->path);
  g_task_return_boolean (task, TRUE);
}

#define BACKUPS_MOST 5

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  JzDoor  *self = JZ_DOOR (source);
  Backups *backups = g_task_get_task_data (G_TASK (result));

  if (self->ways == NULL || g_strcmp0 (backups->path, self->path) != 0)
    return;
  for (guint i = 0; backups->found != NULL && i < backups->found->len && i < BACKUPS_MOST; i++)
    {
      JzBackup  *backup = g_ptr_array_index (backups->found, i);
      GtkWidget *button = add_way (self->ways, _("Restore a backup"), backup->at, _("Restore"), FALSE);

      g_object_set_data_full (G_OBJECT (button), "jz-backup", g_strdup (backup->path), g_free);
      g_signal_connect (button, "clicked", G_CALLBACK (restore_cb), self);
    }
}

static void
find_backups (JzDoor *self)
{
  Backups *backups = g_new0 (Backups, 1);
  g_autoptr (GTask) task = g_task_new (self, NULL, found_cb, NULL);

  backups->path = g_strdup (self->path);
  g_task_set_task_data (task, backups, backups_free);
  g_task_run_in_thread (task, find_thread);
}

void
jz_door_show_error (JzDoor *self, const char *path, const GError *error)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *again, *other;

  g_free (self->path);
  self->path = g_strdup (path);
  again = add_way (group, _("Try once more"), _("When the cause is gone"), _("Try again"), FALSE);
  g_signal_connect_swapped (again, "clicked", G_CALLBACK (again_cb), self);
  other = add_way (group, _("Open another school file"), NULL, _("Open…"), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (other), "win.open");
  show_page (self, "jz-warning-symbolic", title_of (error), error->message, group);
  self->ways = group;
  if (g_error_matches (error, JZ_ERROR, JZ_ERROR_DAMAGED) || g_error_matches (error, JZ_ERROR, JZ_ERROR_NO_FILE) ||
      g_error_matches (error, JZ_ERROR, JZ_ERROR_NOT_SCHOOL))
    find_backups (self);
}

/* Signing in. */

static JzAccount *
chosen_account (JzDoor *self)
{
  GPtrArray *accounts = jz_session_get_accounts (self->session);
  guint      i = adw_combo_row_get_selected (ADW_COMBO_ROW (self->account));

  return accounts != NULL && i < accounts->len ? g_ptr_array_index (accounts, i) : NULL;
}

static void
sign_in_cb (JzDoor *self)
{
  JzAccount *account = chosen_account (self);

  gtk_widget_set_visible (self->refusal, FALSE);
  gtk_widget_remove_css_class (self->password, "error");
  if (account != NULL)
    jz_session_sign_in (self->session, account->id, gtk_editable_get_text (GTK_EDITABLE (self->password)));
}

static void
account_cb (JzDoor *self)
{
  JzAccount *account = chosen_account (self);

  gtk_widget_set_visible (self->password, account != NULL && account->has_password);
  gtk_widget_set_visible (self->refusal, FALSE);
}

static GtkWidget *
make_account_row (JzDoor *self)
{
  GPtrArray     *accounts = jz_session_get_accounts (self->session);
  GtkStringList *names = gtk_string_list_new (NULL);
  GtkWidget     *row = adw_combo_row_new ();

  for (guint i = 0; i < accounts->len; i++)
    {
      JzAccount       *account = g_ptr_array_index (accounts, i);
      g_autofree char *name = g_strdup_printf ("%s (%s)", account->name, account->login);

      gtk_string_list_append (names, name);
    }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Account"));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (names));
  g_object_unref (names);
  return row;
}

void
jz_door_show_accounts (JzDoor *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *button = gtk_button_new_with_label (_("Sign in"));
  GtkWidget *account, *password, *refusal;

  if (jz_session_get_accounts (self->session)->len == 0)
    {
      show_page (self, "jz-person-symbolic", _("Nobody can sign in"), _("This school file has no account yet."), NULL);
      return;
    }
  account = make_account_row (self);
  password = adw_password_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (password), _("Password"));
  refusal = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (refusal), 0);
  gtk_label_set_wrap (GTK_LABEL (refusal), TRUE);
  gtk_widget_add_css_class (refusal, "jz-err");
  gtk_widget_set_visible (refusal, FALSE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), account);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), password);
  gtk_widget_add_css_class (button, "suggested-action");
  gtk_widget_set_halign (button, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (box), group);
  gtk_box_append (GTK_BOX (box), refusal);
  gtk_box_append (GTK_BOX (box), button);
  show_page (self, "jz-person-symbolic",
             jz_session_get_school (self->session) != NULL ? jz_session_get_school (self->session) : _("Sign in"),
             _("Who is working?"), box);
  self->account = account;
  self->password = password;
  self->refusal = refusal;
  g_signal_connect_object (account, "notify::selected", G_CALLBACK (account_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (password, "entry-activated", G_CALLBACK (sign_in_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (button, "clicked", G_CALLBACK (sign_in_cb), self, G_CONNECT_SWAPPED);
  account_cb (self);
}

void
jz_door_show_refusal (JzDoor *self, const char *sentence)
{
  g_autofree char *with_sign = g_strdup_printf ("✗ %s", sentence);

  if (self->refusal == NULL)
    return;
  gtk_label_set_text (GTK_LABEL (self->refusal), with_sign);
  gtk_widget_set_visible (self->refusal, TRUE);
  gtk_widget_add_css_class (self->password, "error");
  gtk_widget_grab_focus (self->password);
}

static void
jz_door_finalize (GObject *object)
{
  g_free (JZ_DOOR (object)->path);
  g_clear_object (&JZ_DOOR (object)->session);
  G_OBJECT_CLASS (jz_door_parent_class)->finalize (object);
}

static void
jz_door_class_init (JzDoorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = jz_door_finalize;
  signals[OPEN] =
    g_signal_new ("open", JZ_TYPE_DOOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
jz_door_init (JzDoor *self)
{
}

JzDoor *
jz_door_new (JzSession *session)
{
  JzDoor *self = g_object_new (JZ_TYPE_DOOR, NULL);

  self->session = g_object_ref (session);
  return self;
}
