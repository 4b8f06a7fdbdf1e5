/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-window-private.h"

#include <glib/gi18n-lib.h>

#include "jz-compat-file.h"
#include "jz-demo-window.h"
#include "jz-shortcuts.h"
#include "jz-start-assistant.h"

static void
open_chosen_cb (const char *path, gpointer data)
{
  jz_window_open_later (data, path);
}

static void
open_action_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  static const char *const patterns[] = { "*.jiaozhuang", NULL };
  const JzCompatFileChoice choice = { JZ_CHOOSE_OPEN, _("Open School File"), NULL, _("School files"), patterns };

  jz_compat_choose_file (data, &choice, open_chosen_cb, g_object_ref (data), g_object_unref);
}

static void
made_school_cb (const char *path, gpointer data)
{
  jz_window_open_later (data, path);
}

static void
new_school_action_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  jz_start_assistant_present (data, made_school_cb, data);
}

static void
demo_school_action_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  jz_demo_window_present (data, made_school_cb, data);
}

/* A view of the settings, by its name. */
static void
settings_action_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzWindow *self = data;

  for (guint i = 0; i < JZ_WINDOW_PAGES; i++)
    if (g_str_equal (jz_window_pages[i].name, "settings"))
      {
        jz_window_show_page (self, i);
        gtk_stack_set_visible_child_name (jz_page_get_views (self->page), g_variant_get_string (parameter, NULL));
      }
}

static void
import_standard_action_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_action_group_activate_action (data, "settings", g_variant_new_string ("codes"));
  gtk_widget_activate_action (GTK_WIDGET (((JzWindow *) data)->page), "page.import-standard", NULL);
}

static void
undo_action_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  jz_session_undo (((JzWindow *) data)->session, parameter != NULL ? g_variant_get_int64 (parameter) : 0);
}

static void
find_action_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzWindow *self = data;

  if (self->page != NULL)
    jz_page_focus_search (self->page);
}

static void
search_all_action_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_menu_button_popup (((JzWindow *) data)->search_button);
}

static void
sign_out_action_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  jz_session_sign_out (((JzWindow *) data)->session);
}

static void
shortcuts_action_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  jz_shortcuts_present (data);
}

static void
menu_action_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_menu_button_popup (((JzWindow *) data)->menu_button);
}

static void
page_number_action_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzWindow *self = data;
  guint     n = (guint) g_variant_get_int32 (parameter);

  if (n >= 1 && n <= JZ_WINDOW_PAGES && jz_session_get_actor (self->session)->account != 0)
    jz_window_show_page (self, n - 1);
}

static void
view_number_action_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzWindow *self = data;
  GtkStack *views = self->page != NULL ? jz_page_get_views (self->page) : NULL;
  int       n = g_variant_get_int32 (parameter);
  g_autoptr (GListModel) list = views != NULL ? G_LIST_MODEL (gtk_stack_get_pages (views)) : NULL;
  g_autoptr (GObject) view = list != NULL && n >= 1 ? g_list_model_get_item (list, (guint) n - 1) : NULL;

  if (view != NULL)
    gtk_stack_set_visible_child (views, gtk_stack_page_get_child (GTK_STACK_PAGE (view)));
}

/* Round the end to the other one. */
static void
view_step_action_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzWindow *self = data;
  GtkStack *views = self->page != NULL ? jz_page_get_views (self->page) : NULL;
  g_autoptr (GtkSelectionModel) list = views != NULL ? gtk_stack_get_pages (views) : NULL;
  int n = list != NULL ? (int) g_list_model_get_n_items (G_LIST_MODEL (list)) : 0, at = 0;

  while (at < n && !gtk_selection_model_is_selected (list, (guint) at))
    at++;
  if (at < n)
    gtk_selection_model_select_item (list, (guint) ((at + g_variant_get_int32 (parameter) + n) % n), TRUE);
}

/* The parts that F6 goes through, in the order in which they are read. */
static void
region_action_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzWindow  *self = data;
  GtkWidget *regions[] = { GTK_WIDGET (self->page_list), GTK_WIDGET (self->foot_pages), GTK_WIDGET (self->switcher),
                           GTK_WIDGET (self->body) };
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  int        n = G_N_ELEMENTS (regions), step = g_variant_get_int32 (parameter), at = step > 0 ? -1 : n;

  for (int i = 0; i < n; i++)
    if (focus != NULL && (focus == regions[i] || gtk_widget_is_ancestor (focus, regions[i])))
      at = i;
  for (int i = 1; i <= n; i++)
    {
      GtkWidget *region = regions[((at + i * step) % n + n) % n];

      if (gtk_widget_get_visible (region) && gtk_widget_child_focus (region, GTK_DIR_TAB_FORWARD))
        return;
    }
}

static const GActionEntry actions[] = {
  { "open", open_action_cb },
  { "new-school", new_school_action_cb },
  { "demo-school", demo_school_action_cb },
  { "settings", settings_action_cb, "s" },
  { "import-standard", import_standard_action_cb },
  { "undo", undo_action_cb },
  { "undo-operation", undo_action_cb, "x" },
  { "find", find_action_cb },
  { "search-all", search_all_action_cb },
  { "sign-out", sign_out_action_cb },
  { "shortcuts", shortcuts_action_cb },
  { "menu", menu_action_cb },
  { "page-number", page_number_action_cb, "i" },
  { "view-number", view_number_action_cb, "i" },
  { "view-step", view_step_action_cb, "i" },
  { "region", region_action_cb, "i" },
};

void
jz_window_add_actions (JzWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
}
