/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-compat-save.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  char            *ending;
  JzCompatFileFunc func;
  gpointer         data;
  GDestroyNotify   destroy;
} Choice;

static Choice *
choice_new (const char *pattern, JzCompatFileFunc func, gpointer data, GDestroyNotify destroy)
{
  Choice *self = g_new (Choice, 1);

  *self = (Choice){ g_strdup (pattern + 1), func, data, destroy };
  return self;
}

/* A name without the ending gets it, so that the file opens in the right program. */
static void
answer (Choice *self, GFile *file)
{
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL)
    {
      g_autofree char *whole = g_str_has_suffix (path, self->ending) ? g_strdup (path) : g_strconcat (path, self->ending, NULL);
      g_autoptr (GFile) named = g_file_new_for_path (whole);

      self->func (named, self->data);
    }
  if (self->destroy != NULL)
    self->destroy (self->data);
  g_free (self->ending);
  g_free (self);
}

static GtkFileFilter *
filter_new (const char *kind, const char *pattern)
{
  GtkFileFilter *filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, kind);
  gtk_file_filter_add_pattern (filter, pattern);
  return filter;
}

#if GTK_CHECK_VERSION (4, 10, 0)
static void
chosen_cb (GObject *dialog, GAsyncResult *result, gpointer data)
{
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (dialog), result, NULL);

  answer (data, file);
}

void
jz_compat_save_file (GtkWindow *parent, const char *title, const char *name, const char *kind, const char *pattern, JzCompatFileFunc func,
                     gpointer data, GDestroyNotify destroy)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GtkFileFilter) filter = filter_new (kind, pattern);
  g_autoptr (GListStore)    filters = g_list_store_new (GTK_TYPE_FILE_FILTER);

  g_list_store_append (filters, filter);
  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_save (dialog, parent, NULL, chosen_cb, choice_new (pattern, func, data, destroy));
}
#else
static void
chosen_cb (GtkNativeDialog *dialog, int response, gpointer data)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;

  g_object_unref (dialog);
  answer (data, file);
}

void
jz_compat_save_file (GtkWindow *parent, const char *title, const char *name, const char *kind, const char *pattern, JzCompatFileFunc func,
                     gpointer data, GDestroyNotify destroy)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"), _("_Cancel"));
  g_autoptr (GtkFileFilter) filter = filter_new (kind, pattern);

  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (chosen_cb), choice_new (pattern, func, data, destroy));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
#endif
