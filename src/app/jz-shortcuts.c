/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-shortcuts.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

static const struct
{
  const char *keys;  /* as printed on them; NULL: a heading */
  const char *words; /* msgid */
} lines[] = {
  { NULL, N_("Everywhere") },
  { "Ctrl+K", N_("Search everything") },
  { "Ctrl+1 … 9", N_("Go to a page") },
  { "Alt+1 … 9, 0", N_("Go to a view of the page") },
  { "Ctrl+PgUp, Ctrl+PgDn", N_("Go to the view before or after") },
  { "F6", N_("Go to the next part of the window") },
  { "Ctrl+Z", N_("Take the last action back") },
  { "Esc", N_("Back to the list") },
  { "Ctrl+O", N_("Open a school file") },
  { "Ctrl+?", N_("Show these keys") },
  { "Ctrl+Q", N_("Quit") },
  { NULL, N_("In a list") },
  { "Ctrl+F", N_("Search this list") },
  { "↓", N_("From the search to the rows") },
  { "Enter", N_("The main action of the row") },
  { "Ctrl+A", N_("Choose all rows") },
  { "Ctrl+C", N_("Copy the chosen rows") },
  { "Shift+F10", N_("The menu of the row") },
  { NULL, N_("Barcode scanner") },
  { N_("scan"), N_("Opens what the label belongs to, whatever has the focus") },
};

static GtkWidget *
make_line (const char *keys, const char *words)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *cap = gtk_label_new (keys);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), words);
  gtk_widget_add_css_class (cap, "jz-key");
  gtk_widget_set_valign (cap, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), cap);
  return row;
}

static GtkWidget *
make_page (void)
{
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *group = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      const char *words = g_dgettext (GETTEXT_PACKAGE, lines[i].words);

      if (lines[i].keys == NULL)
        {
          group = adw_preferences_group_new ();
          adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), words);
          adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
        }
      else
        adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                                   make_line (g_dgettext (GETTEXT_PACKAGE, lines[i].keys), words));
    }
  return page;
}

void
jz_shortcuts_present (GtkWindow *parent)
{
  GtkWidget          *window = adw_window_new ();
  GtkWidget          *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget          *page = make_page ();
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                          gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, keys);
  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), page);
  adw_window_set_content (ADW_WINDOW (window), box);
  gtk_window_set_title (GTK_WINDOW (window), _("Keyboard Shortcuts"));
  gtk_window_set_default_size (GTK_WINDOW (window), 560, 660);
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_present (GTK_WINDOW (window));
}
