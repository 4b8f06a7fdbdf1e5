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
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (view)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LIST_VIEW (child))
      gtk_widget_activate_action (child, "list.scroll-to-item", "u", position);
#endif
}

void
jz_compat_name (GtkWidget *control, const char *name)
{
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

void
jz_compat_colour (GtkWidget *widget, const char *name, GdkRGBA *colour)
{
  GtkStyleContext *context = gtk_widget_get_style_context (widget);

  gtk_style_context_get_color (context, colour);
  if (name != NULL)
    gtk_style_context_lookup_color (context, name, colour);
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
jz_compat_ask (GtkWindow *parent, const char *heading, const char *body, const char *yes, gboolean destructive,
               JzCompatAnswerFunc func, gpointer data)
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
static gboolean
answer_cb (gpointer data)
{
  Ask *ask = data;

  ask->func (ask->data);
  return G_SOURCE_REMOVE;
}

/* Not at once: the answer may be to close the window that asked, which the dialog still looks at while it closes itself. */
static void
answered_cb (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  if (g_str_equal (response, "yes"))
    g_idle_add_full (G_PRIORITY_DEFAULT, answer_cb, g_memdup2 (data, sizeof (Ask)), g_free);
}

void
jz_compat_ask (GtkWindow *parent, const char *heading, const char *body, const char *yes, gboolean destructive,
               JzCompatAnswerFunc func, gpointer data)
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
