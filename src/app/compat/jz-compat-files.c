/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-compat-files.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  JzCompatPathFunc func;
  gpointer         data;
  GDestroyNotify   destroy;
} Choice;

static Choice *
choice_new (JzCompatPathFunc func, gpointer data, GDestroyNotify destroy)
{
  Choice *self = g_new (Choice, 1);

  *self = (Choice){ func, data, destroy };
  return self;
}

/* Tells what was chosen, if anything, and ends the choice. */
static void
choice_end (Choice *self, GFile *file)
{
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL)
    self->func (path, self->data);
  if (self->destroy != NULL)
    self->destroy (self->data);
  g_free (self);
}

static GListModel *
make_filters (const char *kind, const char *const *patterns)
{
  GListStore *filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) these = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (these, kind);
  for (guint i = 0; patterns[i] != NULL; i++)
    gtk_file_filter_add_pattern (these, patterns[i]);
  gtk_file_filter_set_name (all, _("All files"));
  gtk_file_filter_add_pattern (all, "*");
  g_list_store_append (filters, these);
  g_list_store_append (filters, all);
  return G_LIST_MODEL (filters);
}

#if GTK_CHECK_VERSION (4, 10, 0)
static void
opened_cb (GObject *dialog, GAsyncResult *result, gpointer choice)
{
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (dialog), result, NULL);

  choice_end (choice, file);
}

static void
folder_cb (GObject *dialog, GAsyncResult *result, gpointer choice)
{
  g_autoptr (GFile) file = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (dialog), result, NULL);

  choice_end (choice, file);
}

void
jz_compat_choose_path (GtkWindow *parent, const char *title, const char *kind, const char *const *patterns, JzCompatPathFunc func, gpointer data,
                       GDestroyNotify destroy)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GListModel) filters = make_filters (kind, patterns);

  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_filters (dialog, filters);
  gtk_file_dialog_open (dialog, parent, NULL, opened_cb, choice_new (func, data, destroy));
}

void
jz_compat_choose_folder (GtkWindow *parent, const char *title, JzCompatPathFunc func, gpointer data, GDestroyNotify destroy)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_select_folder (dialog, parent, NULL, folder_cb, choice_new (func, data, destroy));
}
#else
static void
chosen_cb (GtkNativeDialog *dialog, int response, gpointer choice)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;

  g_object_unref (dialog);
  choice_end (choice, file);
}

static void
choose (GtkWindow *parent, const char *title, GtkFileChooserAction action, GListModel *filters, Choice *choice)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (title, parent, action, _("_Open"), _("_Cancel"));

  for (guint i = 0; filters != NULL && i < g_list_model_get_n_items (filters); i++)
    {
      g_autoptr (GtkFileFilter) filter = g_list_model_get_item (filters, i);

      gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
    }
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (chosen_cb), choice);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

void
jz_compat_choose_path (GtkWindow *parent, const char *title, const char *kind, const char *const *patterns, JzCompatPathFunc func, gpointer data,
                       GDestroyNotify destroy)
{
  g_autoptr (GListModel) filters = make_filters (kind, patterns);

  choose (parent, title, GTK_FILE_CHOOSER_ACTION_OPEN, filters, choice_new (func, data, destroy));
}

void
jz_compat_choose_folder (GtkWindow *parent, const char *title, JzCompatPathFunc func, gpointer data, GDestroyNotify destroy)
{
  choose (parent, title, GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, NULL, choice_new (func, data, destroy));
}
#endif
