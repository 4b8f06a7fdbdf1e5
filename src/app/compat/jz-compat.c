/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-compat.h"

#include <glib/gi18n-lib.h>

void
jz_compat_scroll_to (GtkColumnView *view, guint position)
{
  if (position == GTK_INVALID_LIST_POSITION)
    return;
#if GTK_CHECK_VERSION (4, 12, 0)
  gtk_column_view_scroll_to (view, position, NULL, GTK_LIST_SCROLL_NONE, NULL);
#else
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (view)); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LIST_VIEW (child))
      gtk_widget_activate_action (child, "list.scroll-to-item", "u", position);
#endif
}

void
jz_compat_show_about (GtkWindow *parent, const char *version)
{
  static const char *const developers[] = { "Jiaozhuang", NULL };

#if ADW_CHECK_VERSION (1, 5, 0)
  AdwDialog *about = adw_about_dialog_new ();

  adw_dialog_present (about, GTK_WIDGET (parent));
#else
  GtkWidget *about = adw_about_window_new ();

  gtk_window_set_transient_for (GTK_WINDOW (about), parent);
  gtk_window_set_modal (GTK_WINDOW (about), TRUE);
  gtk_window_present (GTK_WINDOW (about));
#endif
  g_object_set (about,
                "application-name", _("Jiaozhuang"),
                "application-icon", APPLICATION_ID,
                "version", version,
                "comments", _("Equipment, function rooms, library and labs of a school"),
                "developers", developers,
                "license-type", GTK_LICENSE_GPL_3_0,
                NULL);
}

typedef struct
{
  JzCompatFileFunc func;
  gpointer         data;
} Choice;

static GListModel *
school_filters (void)
{
  GListStore *filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) schools = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (schools, _("School files"));
  gtk_file_filter_add_pattern (schools, "*.jiaozhuang");
  gtk_file_filter_set_name (all, _("All files"));
  gtk_file_filter_add_pattern (all, "*");
  g_list_store_append (filters, schools);
  g_list_store_append (filters, all);
  return G_LIST_MODEL (filters);
}

#if GTK_CHECK_VERSION (4, 10, 0)
static void
chosen_cb (GObject *dialog, GAsyncResult *result, gpointer data)
{
  g_autofree Choice *choice = data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (dialog), result, NULL);

  if (file != NULL)
    choice->func (file, choice->data);
}

void
jz_compat_choose_school (GtkWindow *parent, const char *title, GFile *folder, JzCompatFileFunc func, gpointer data)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GListModel) filters = school_filters ();
  Choice *choice = g_new (Choice, 1);

  *choice = (Choice){ func, data };
  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_filters (dialog, filters);
  if (folder != NULL)
    gtk_file_dialog_set_initial_folder (dialog, folder);
  gtk_file_dialog_open (dialog, parent, NULL, chosen_cb, choice);
}
#else
static void
chosen_cb (GtkNativeDialog *dialog, int response, gpointer data)
{
  g_autofree Choice *choice = data;
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;

  g_object_unref (dialog);
  if (file != NULL)
    choice->func (file, choice->data);
}

void
jz_compat_choose_school (GtkWindow *parent, const char *title, GFile *folder, JzCompatFileFunc func, gpointer data)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_OPEN, _("_Open"), _("_Cancel"));
  g_autoptr (GListModel) filters = school_filters ();
  Choice *choice = g_new (Choice, 1);

  *choice = (Choice){ func, data };
  for (guint i = 0; i < g_list_model_get_n_items (filters); i++)
    {
      g_autoptr (GtkFileFilter) filter = g_list_model_get_item (filters, i);

      gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
    }
  if (folder != NULL)
    gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (dialog), folder, NULL);
  g_signal_connect (dialog, "response", G_CALLBACK (chosen_cb), choice);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
#endif

typedef struct
{
  JzCompatAnswerFunc func;
  gpointer           data;
} Ask;

#if ADW_CHECK_VERSION (1, 5, 0)
static void
answered_cb (AdwAlertDialog *dialog, const char *response, gpointer data)
{
  Ask *ask = data;

  if (g_str_equal (response, "yes"))
    ask->func (ask->data);
}

void
jz_compat_ask (GtkWindow *parent, const char *heading, const char *body, const char *yes, gboolean destructive, JzCompatAnswerFunc func,
               gpointer data)
{
  AdwDialog *dialog = adw_alert_dialog_new (heading, body);
  Ask       *ask = g_new (Ask, 1);

  *ask = (Ask){ func, data };
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _("_Cancel"), "yes", yes, NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "yes",
                                            destructive ? ADW_RESPONSE_DESTRUCTIVE : ADW_RESPONSE_SUGGESTED);
  g_signal_connect_data (dialog, "response", G_CALLBACK (answered_cb), ask, (GClosureNotify) g_free, 0);
  adw_dialog_present (dialog, GTK_WIDGET (parent));
}
#else
static void
answered_cb (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  Ask *ask = data;

  if (g_str_equal (response, "yes"))
    ask->func (ask->data);
}

void
jz_compat_ask (GtkWindow *parent, const char *heading, const char *body, const char *yes, gboolean destructive, JzCompatAnswerFunc func,
               gpointer data)
{
  GtkWidget *dialog = adw_message_dialog_new (parent, heading, body);
  Ask       *ask = g_new (Ask, 1);

  *ask = (Ask){ func, data };
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "yes", yes, NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "yes",
                                              destructive ? ADW_RESPONSE_DESTRUCTIVE : ADW_RESPONSE_SUGGESTED);
  g_signal_connect_data (dialog, "response", G_CALLBACK (answered_cb), ask, (GClosureNotify) g_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
#endif
