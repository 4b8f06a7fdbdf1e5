/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-compat-file.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  JzChooseWhat     what;
  char            *ending; /* of what is saved */
  JzCompatPathFunc func;
  gpointer         data;
  GDestroyNotify   destroy;
} Asked;

static Asked *
asked_new (const JzCompatFileChoice *choice, JzCompatPathFunc func, gpointer data, GDestroyNotify destroy)
{
  Asked *self = g_new (Asked, 1);

  *self = (Asked){ choice->what, NULL, func, data, destroy };
  if (choice->what == JZ_CHOOSE_SAVE)
    self->ending = g_strdup (choice->patterns[0] + 1);
  return self;
}

/* With its ending the file opens in the right program. But where a file of that name is, nobody was asked whether it
 * may be replaced: then the name stays as it was typed. */
static char *
with_ending (const char *path, const char *ending)
{
  g_autofree char *whole = g_strconcat (path, ending, NULL);

  if (g_str_has_suffix (path, ending) || g_file_test (whole, G_FILE_TEST_EXISTS))
    return g_strdup (path);
  return g_steal_pointer (&whole);
}

/* Tells what was chosen, if anything, and ends the question. */
static void
asked_end (Asked *self, GFile *file)
{
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL && self->ending != NULL)
    {
      g_autofree char *whole = with_ending (path, self->ending);

      self->func (whole, self->data);
    }
  else if (path != NULL)
    self->func (path, self->data);
  if (self->destroy != NULL)
    self->destroy (self->data);
  g_free (self->ending);
  g_free (self);
}

static void
add_filter (GListStore *filters, const char *name, const char *const *patterns)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  for (guint i = 0; patterns[i] != NULL; i++)
    gtk_file_filter_add_pattern (filter, patterns[i]);
  g_list_store_append (filters, filter);
}

/* Empty for folders. */
static GListModel *
make_filters (const JzCompatFileChoice *choice)
{
  static const char *const all[] = { "*", NULL };
  GListStore *filters = g_list_store_new (GTK_TYPE_FILE_FILTER);

  if (choice->kind != NULL)
    add_filter (filters, choice->kind, choice->patterns);
  if (choice->what == JZ_CHOOSE_OPEN)
    add_filter (filters, _("All files"), all);
  return G_LIST_MODEL (filters);
}

#if GTK_CHECK_VERSION (4, 10, 0)
static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Asked            *asked = data;
  GtkFileDialog    *dialog = GTK_FILE_DIALOG (source);
  g_autoptr (GFile) file = NULL;

  if (asked->what == JZ_CHOOSE_SAVE)
    file = gtk_file_dialog_save_finish (dialog, result, NULL);
  else if (asked->what == JZ_CHOOSE_FOLDER)
    file = gtk_file_dialog_select_folder_finish (dialog, result, NULL);
  else
    file = gtk_file_dialog_open_finish (dialog, result, NULL);
  asked_end (asked, file);
}

void
jz_compat_choose_file (GtkWindow *parent, const JzCompatFileChoice *choice, JzCompatPathFunc func, gpointer data,
                       GDestroyNotify destroy)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GListModel)    filters = make_filters (choice);
  Asked                    *asked = asked_new (choice, func, data, destroy);

  gtk_file_dialog_set_title (dialog, choice->title);
  if (choice->name != NULL)
    gtk_file_dialog_set_initial_name (dialog, choice->name);
  if (choice->what != JZ_CHOOSE_FOLDER)
    gtk_file_dialog_set_filters (dialog, filters);
  if (choice->what == JZ_CHOOSE_SAVE)
    gtk_file_dialog_save (dialog, parent, NULL, chosen_cb, asked);
  else if (choice->what == JZ_CHOOSE_FOLDER)
    gtk_file_dialog_select_folder (dialog, parent, NULL, chosen_cb, asked);
  else
    gtk_file_dialog_open (dialog, parent, NULL, chosen_cb, asked);
}
#else
static void
chosen_cb (GtkNativeDialog *dialog, int response, gpointer data)
{
  g_autoptr (GFile) file =
    response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;

  g_object_unref (dialog);
  asked_end (data, file);
}

void
jz_compat_choose_file (GtkWindow *parent, const JzCompatFileChoice *choice, JzCompatPathFunc func, gpointer data,
                       GDestroyNotify destroy)
{
  static const GtkFileChooserAction actions[] = {
    [JZ_CHOOSE_OPEN] = GTK_FILE_CHOOSER_ACTION_OPEN,
    [JZ_CHOOSE_SAVE] = GTK_FILE_CHOOSER_ACTION_SAVE,
    [JZ_CHOOSE_FOLDER] = GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
  };
  const char             *yes = choice->what == JZ_CHOOSE_SAVE ? _("_Save") : _("_Open");
  GtkFileChooserNative *dialog =
    gtk_file_chooser_native_new (choice->title, parent, actions[choice->what], yes, _("_Cancel"));
  g_autoptr (GListModel)  filters = make_filters (choice);

  for (guint i = 0; i < g_list_model_get_n_items (filters); i++)
    {
      g_autoptr (GtkFileFilter) filter = g_list_model_get_item (filters, i);

      gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
    }
  if (choice->name != NULL)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), choice->name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (chosen_cb), asked_new (choice, func, data, destroy));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
#endif
