/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-key-button.h"

#include <glib/gi18n-lib.h>

#include "jz-compat.h"

GtkWidget *
jz_key_button_new (const char *label, const char *key)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *cap = gtk_label_new (key);

  gtk_widget_add_css_class (cap, "jz-key");
  gtk_widget_set_valign (cap, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), gtk_label_new (label));
  gtk_box_append (GTK_BOX (box), cap);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "jz-key-button");
  jz_compat_name (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_KEY_SHORTCUTS, key, -1);
  return button;
}

void
jz_key_button_set_label (GtkWidget *button, const char *label)
{
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_first_child (gtk_button_get_child (GTK_BUTTON (button)))), label);
  jz_compat_name (button, label);
}

static gboolean
go_cb (GtkWidget *window, GVariant *args, gpointer button)
{
  return gtk_widget_get_sensitive (button) && gtk_widget_activate (button);
}

static gboolean
escape_cb (GtkWidget *window, GVariant *args, gpointer data)
{
  gtk_window_close (GTK_WINDOW (window));
  return TRUE;
}

static void
add_key (GtkEventController *controller, guint key, GdkModifierType modifiers, GtkShortcutFunc func, gpointer data)
{
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (key, modifiers),
                                                          gtk_callback_action_new (func, data, NULL)));
}

void
jz_dialog_head_init (JzDialogHead *self, GtkWindow *window, const char *title, const char *go)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  self->header = adw_header_bar_new ();
  self->title = ADW_WINDOW_TITLE (adw_window_title_new (title, NULL));
  self->cancel = jz_key_button_new (_("Cancel"), "Esc");
  self->go = jz_key_button_new (go, "Ctrl+Enter");
  gtk_window_set_title (window, title);
  gtk_widget_add_css_class (self->go, "suggested-action");
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (self->header), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (self->header), FALSE);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (self->header), GTK_WIDGET (self->title));
  adw_header_bar_pack_start (ADW_HEADER_BAR (self->header), self->cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (self->header), self->go);
  g_signal_connect_swapped (self->cancel, "clicked", G_CALLBACK (gtk_window_close), window);
  add_key (keys, GDK_KEY_Escape, 0, escape_cb, NULL);
  add_key (keys, GDK_KEY_Return, GDK_CONTROL_MASK, go_cb, self->go);
  add_key (keys, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, go_cb, self->go);
  gtk_widget_add_controller (GTK_WIDGET (window), keys);
}
