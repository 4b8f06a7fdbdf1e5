/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-compat-file.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  JzCompatFileFunc func;
  gpointer         data;
  gboolean         save;
} Asked;

static void
add_filter (GListStore *filters, const char *name, const char *const *patterns)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  for (guint i = 0; patterns[i] != NULL; i++)
    gtk_file_filter_add_pattern (filter, patterns[i]);
  g_list_store_append (filters, filter);
}

static GListStore *
make_filters (const JzCompatFileChoice *choice)
{
  static const char *const all[] = { "*", NULL };
  GListStore *filters = g_list_store_new (GTK_TYPE_FILE_FILTER);

  if (choice->kind != NULL)
    add_filter (filters, choice->kind, choice->patterns);
  add_filter (filters, _("All files"), all);
  return filters;
}

static Asked *
asked_new (const JzCompatFileChoice *choice, JzCompatFileFunc func, gpointer data)
{
  Asked *asked = g_new (Asked, 1);

  *asked = (Asked){ func, data, choice->save };
  return asked;
}

#if GTK_CHECK_VERSION (4, 10, 0)
static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Asked *asked = data;
  GtkFileDialog    *dialog = GTK_FILE_DIALOG (source);
  g_autoptr (GFile) file = asked->save ? gtk_file_dialog_save_finish (dialog, result, NULL) : gtk_file_dialog_open_finish (dialog, result, NULL);

  if (file != NULL)
    asked->func (file, asked->data);
}

void
jz_compat_choose_file (GtkWindow *parent, const JzCompatFileChoice *choice, JzCompatFileFunc func, gpointer data)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GListStore) filters = make_filters (choice);

  gtk_file_dialog_set_title (dialog, choice->title);
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  if (choice->name != NULL)
    gtk_file_dialog_set_initial_name (dialog, choice->name);
  if (choice->save)
    gtk_file_dialog_save (dialog, parent, NULL, chosen_cb, asked_new (choice, func, data));
  else
    gtk_file_dialog_open (dialog, parent, NULL, chosen_cb, asked_new (choice, func, data));
}
#else
static void
chosen_cb (GtkNativeDialog *dialog, int response, gpointer data)
{
  g_autofree Asked *asked = data;
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;

  g_object_unref (dialog);
  if (file != NULL)
    asked->func (file, asked->data);
}

void
jz_compat_choose_file (GtkWindow *parent, const JzCompatFileChoice *choice, JzCompatFileFunc func, gpointer data)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (choice->title, parent, choice->save ? GTK_FILE_CHOOSER_ACTION_SAVE : GTK_FILE_CHOOSER_ACTION_OPEN,
                                                              choice->save ? _("_Save") : _("_Open"), _("_Cancel"));
  g_autoptr (GListStore) filters = make_filters (choice);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (filters)); i++)
    {
      g_autoptr (GtkFileFilter) filter = g_list_model_get_item (G_LIST_MODEL (filters), i);

      gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
    }
  if (choice->name != NULL)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), choice->name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (chosen_cb), asked_new (choice, func, data));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
#endif
