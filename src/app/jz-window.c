/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-window-private.h"

#include <glib/gi18n-lib.h>

#include "jz-assistants.h"
#include "jz-columns.h"
#include "jz-compat.h"
#include "jz-equipment-page.h"
#include "jz-labs-page.h"
#include "jz-library-page.h"
#include "jz-rooms-page.h"
#include "jz-scanner.h"
#include "jz-settings-page.h"
#include "jz-settings.h"
#include "jz-stack.h"
#include "jz-submission-page.h"

#define NARROW_BELOW 1200 /* px at 14 px text: the inspector lies over the list, search is an icon */
#define ICONS_BELOW  1000 /* the sidebar shows icons alone */

const JzWindowPage jz_window_pages[JZ_WINDOW_PAGES] = {
  { "equipment", N_("Equipment ledger"), "jz-equipment-symbolic", jz_equipment_page_new },
  { "rooms", N_("Function rooms"), "jz-rooms-symbolic", jz_rooms_page_new },
  { "library", N_("Library"), "jz-library-symbolic", jz_library_page_new },
  { "labs", N_("Experiments"), "jz-labs-symbolic", jz_labs_page_new },
  { "submission", N_("Submission"), "jz-submission-symbolic", jz_submission_page_new },
  { "settings", N_("Settings"), "jz-settings-symbolic", jz_settings_page_new, TRUE },
};

G_DEFINE_FINAL_TYPE (JzWindow, jz_window, ADW_TYPE_APPLICATION_WINDOW)

/* Pages. */

static void
set_action_enabled (JzWindow *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

void
jz_window_show_page (JzWindow *self, guint i)
{
  GtkStack *views;

  if (self->made[i] == NULL)
    {
      self->made[i] = jz_window_pages[i].make ();
      gtk_stack_add_named (self->body, GTK_WIDGET (self->made[i]), jz_window_pages[i].name);
      jz_stack_hide_others (self->body);
      jz_page_set_narrow (self->made[i], self->narrow);
      jz_page_set_session (self->made[i], self->session);
    }
  self->page = self->made[i];
  views = jz_page_get_views (self->page);
  gtk_stack_set_visible_child (self->body, GTK_WIDGET (self->page));
  gtk_label_set_text (self->page_title, g_dgettext (GETTEXT_PACKAGE, jz_window_pages[i].title));
  jz_view_switcher_set_stack (self->switcher, views);
  gtk_list_box_unselect_all (jz_window_pages[i].foot ? self->page_list : self->foot_pages);
  gtk_list_box_select_row (jz_window_pages[i].foot ? self->foot_pages : self->page_list, self->rows[i]);
  jz_session_set_preference (self->session, "page", jz_window_pages[i].name);
}

static void
page_row_cb (JzWindow *self, GtkListBoxRow *row)
{
  for (guint i = 0; i < JZ_WINDOW_PAGES; i++)
    if (self->rows[i] == row && jz_session_get_actor (self->session)->account != 0)
      jz_window_show_page (self, i);
}

static void
show_last_page (JzWindow *self)
{
  const char *name = jz_session_get_preference (self->session, "page");

  for (guint i = 0; i < JZ_WINDOW_PAGES; i++)
    if (g_strcmp0 (name, jz_window_pages[i].name) == 0)
      {
        jz_window_show_page (self, i);
        return;
      }
  jz_window_show_page (self, 0);
}

static GtkWidget *
make_page_row (guint i)
{
  GtkWidget  *row = gtk_list_box_row_new ();
  GtkWidget  *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  const char *title = g_dgettext (GETTEXT_PACKAGE, jz_window_pages[i].title);
  GtkWidget  *label = gtk_label_new (title);

  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (jz_window_pages[i].icon));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  jz_compat_name (row, title);
  gtk_widget_set_tooltip_text (row, title);
  return row;
}

/* The session. */

static void
show_door (JzWindow *self)
{
  gtk_stack_set_visible_child (self->body, GTK_WIDGET (self->door));
  gtk_label_set_text (self->page_title, "");
  jz_view_switcher_set_stack (self->switcher, NULL);
  self->page = NULL;
}

static void
opened_cb (JzWindow *self)
{
  gint64 account = jz_session_get_open_account (self->session);

  jz_settings_set (JZ_SETTING_FILE, jz_session_get_path (self->session));
  gtk_label_set_text (self->school,
                      jz_session_get_school (self->session) != NULL ? jz_session_get_school (self->session) : "");
  if (account != 0)
    {
      jz_session_sign_in (self->session, account, NULL);
      return;
    }
  jz_door_show_accounts (self->door);
  show_door (self);
}

static void
renewed_cb (JzWindow *self)
{
  gtk_label_set_text (self->school,
                      jz_session_get_school (self->session) != NULL ? jz_session_get_school (self->session) : "");
}

static void
failed_cb (JzWindow *self, GError *error)
{
  jz_door_show_error (self->door, jz_session_get_path (self->session), error);
  show_door (self);
}

static void
set_signed_in (JzWindow *self, gboolean signed_in)
{
  gtk_widget_set_visible (GTK_WIDGET (self->account_button), signed_in);
  gtk_widget_set_visible (GTK_WIDGET (self->search_button), signed_in);
  gtk_widget_set_sensitive (GTK_WIDGET (self->page_list), signed_in);
  gtk_widget_set_sensitive (GTK_WIDGET (self->foot_pages), signed_in);
  set_action_enabled (self, "undo", signed_in);
  set_action_enabled (self, "search-all", signed_in);
  set_action_enabled (self, "find", signed_in);
  set_action_enabled (self, "sign-out", signed_in);
  set_action_enabled (self, "settings", signed_in);
  set_action_enabled (self, "import-standard", signed_in && jz_session_may (self->session, "codes"));
}

static void
signed_in_cb (JzWindow *self)
{
  gtk_label_set_text (self->account_name, jz_session_get_name (self->session));
  jz_compat_name (GTK_WIDGET (self->account_button), jz_session_get_name (self->session));
  set_signed_in (self, TRUE);
  jz_search_all_set_store (self->search_all, jz_session_get_store (self->session));
  for (guint i = 0; i < JZ_WINDOW_PAGES; i++)
    if (self->made[i] != NULL)
      jz_page_set_session (self->made[i], self->session);
  show_last_page (self);
}

static void
signed_out_cb (JzWindow *self)
{
  set_signed_in (self, FALSE);
  gtk_label_set_text (self->foot, "");
  jz_search_all_set_store (self->search_all, NULL);
  for (guint i = 0; i < JZ_WINDOW_PAGES; i++)
    if (self->made[i] != NULL)
      jz_page_set_session (self->made[i], NULL);
  if (jz_session_get_store (self->session) != NULL)
    jz_door_show_accounts (self->door);
  else
    jz_door_show_waiting (self->door);
  show_door (self);
}

static void
refused_cb (JzWindow *self, const char *sentence)
{
  jz_door_show_refusal (self->door, sentence);
}

/* Toasts. */

/* What is said now is about what was done last: what was said before makes way, or it would come long after it. */
static void
show_toast (JzWindow *self, AdwToast *toast)
{
  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);
  g_set_weak_pointer (&self->toast, toast);
  if (self->page == NULL || !jz_page_add_toast (self->page, toast))
    adw_toast_overlay_add_toast (self->toasts, toast);
}

/* Toasts take markup for their title. */
static AdwToast *
make_toast (const char *sentence)
{
  g_autofree char *plain = g_markup_escape_text (sentence, -1);

  return adw_toast_new (plain);
}

void
jz_window_say (JzWindow *self, const char *sentence)
{
  show_toast (self, make_toast (sentence));
}

static void
done_cb (JzWindow *self, const char *words, gint64 operation)
{
  AdwToast *toast = make_toast (words);

  if (operation != 0)
    {
      adw_toast_set_button_label (toast, _("Undo"));
      adw_toast_set_action_name (toast, "win.undo-operation");
      adw_toast_set_action_target_value (toast, g_variant_new_int64 (operation));
    }
  show_toast (self, toast);
}

static void
trouble_cb (JzWindow *self, const char *sentence)
{
  g_autofree char *with_sign = g_strdup_printf ("✗ %s", sentence);

  jz_window_say (self, with_sign);
}

/* Files. */

static void
open_now (JzWindow *self)
{
  g_autofree char *path = g_steal_pointer (&self->pending);

  if (path != NULL)
    {
      jz_session_open (self->session, path);
      return;
    }
  jz_door_show_welcome (self->door);
  show_door (self);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.new-school", NULL);
}

static void
again_cb (JzWindow *self, const char *path)
{
  jz_window_open_later (self, path);
}

void
jz_window_open_later (JzWindow *self, const char *path)
{
  g_free (self->pending);
  self->pending = g_strdup (path);
  self->asked = TRUE;
  if (self->seen)
    open_now (self);
}

gboolean
jz_window_has_file (JzWindow *self)
{
  return self->asked;
}

JzSession *
jz_window_get_session (JzWindow *self)
{
  return self->session;
}

void
jz_window_look_at_backups (JzWindow *self)
{
  jz_backup_keeper_look (self->keeper);
}

void
jz_window_show (JzWindow *self, const char *kind, gint64 id)
{
  for (guint i = 0; i < JZ_WINDOW_PAGES; i++)
    {
      if (self->made[i] == NULL)
        jz_window_show_page (self, i);
      if (jz_page_show (self->made[i], kind, id))
        {
          jz_window_show_page (self, i);
          return;
        }
    }
}

/* Scans. */

static void
scanned_cb (const char *code, gpointer data)
{
  JzWindow *self = data;

  if (self->page == NULL || jz_page_scanned (self->page, code))
    return;
  jz_search_all_find_code (self->search_all, code);
}

static void
unknown_code_cb (JzWindow *self, const char *code)
{
  g_autofree char *sentence = g_strdup_printf (_("✗ Nothing here has the code %s"), code);

  jz_window_say (self, sentence);
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  JzWindow *self = JZ_WINDOW (widget);

  return self->page != NULL && jz_page_go_back (self->page);
}

/* Width. */

static void
set_icons (JzWindow *self, gboolean icons)
{
  self->icons = icons;
  if (icons)
    gtk_widget_add_css_class (self->sidebar, "icons");
  else
    gtk_widget_remove_css_class (self->sidebar, "icons");
  for (int i = 0; i < JZ_WINDOW_PAGES; i++)
    {
      GtkWidget *box = gtk_list_box_row_get_child (self->rows[i]);

      gtk_widget_set_visible (gtk_widget_get_last_child (box), !icons);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->school), !icons);
  gtk_widget_set_visible (GTK_WIDGET (self->foot), !icons);
  gtk_paned_set_position (self->paned, icons ? 52 : (int) (184 * jz_columns_text_scale ()));
}

static void
fit_width (JzWindow *self)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self)) / jz_columns_text_scale (); /* the surface has shadows too */

  if (width <= 0)
    return;

  if ((width < ICONS_BELOW) != self->icons)
    set_icons (self, width < ICONS_BELOW);
  if ((width < NARROW_BELOW) == self->narrow)
    return;
  self->narrow = width < NARROW_BELOW;
  gtk_widget_set_visible (self->search_label, !self->narrow);
  gtk_widget_set_visible (self->search_key, !self->narrow);
  for (guint i = 0; i < JZ_WINDOW_PAGES; i++)
    if (self->made[i] != NULL)
      jz_page_set_narrow (self->made[i], self->narrow);
}

/* Not inside the layout that told of it. */
static gboolean
fit_cb (gpointer data)
{
  JzWindow *self = data;

  self->fit_source = 0;
  fit_width (self);
  return G_SOURCE_REMOVE;
}

static void
layout_cb (JzWindow *self)
{
  if (self->fit_source == 0)
    self->fit_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, fit_cb, self, NULL);
}

/* Life. */

static gboolean
seen_cb (gpointer data)
{
  JzWindow *self = data;

  if (!self->seen)
    {
      self->seen = TRUE;
      open_now (self);
    }
  return G_SOURCE_REMOVE;
}

static void
painted_cb (GdkFrameClock *clock, gpointer data)
{
  JzWindow *self = data;

  g_signal_handlers_disconnect_by_func (clock, painted_cb, data);
  g_idle_add_full (G_PRIORITY_DEFAULT, seen_cb, g_object_ref (self), g_object_unref);
}

static void
jz_window_realize (GtkWidget *widget)
{
  JzWindow *self = JZ_WINDOW (widget);

  GTK_WIDGET_CLASS (jz_window_parent_class)->realize (widget);
  g_signal_connect_object (gtk_native_get_surface (GTK_NATIVE (widget)), "layout", G_CALLBACK (layout_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_widget_get_frame_clock (widget), "after-paint", G_CALLBACK (painted_cb), self, 0);
}

/* Larger text makes the same window narrower. */
static void
scale_cb (JzWindow *self)
{
  set_icons (self, self->icons);
  layout_cb (self);
}

static void
remember_size (JzWindow *self)
{
  g_autofree char *size = NULL;
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  size = gtk_window_is_maximized (GTK_WINDOW (self)) ? g_strdup ("max") : g_strdup_printf ("%dx%d", width, height);
  jz_settings_set (JZ_SETTING_SIZE, size);
}

static gboolean
jz_window_close_request (GtkWindow *window)
{
  remember_size (JZ_WINDOW (window));
  return GTK_WINDOW_CLASS (jz_window_parent_class)->close_request (window);
}

static void
jz_window_dispose (GObject *object)
{
  JzWindow *self = JZ_WINDOW (object);

  g_clear_weak_pointer (&self->toast);
  g_clear_handle_id (&self->fit_source, g_source_remove);
  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->session, self);
      for (guint i = 0; i < JZ_WINDOW_PAGES; i++)
        if (self->made[i] != NULL)
          jz_page_set_session (self->made[i], NULL);
      jz_search_all_set_store (self->search_all, NULL);
      jz_session_close (self->session);
    }
  g_clear_object (&self->keeper);
  g_clear_object (&self->session);
  g_clear_pointer (&self->pending, g_free);
  G_OBJECT_CLASS (jz_window_parent_class)->dispose (object);
}

static void
jz_window_class_init (JzWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jz_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = jz_window_close_request;
  widget_class->realize = jz_window_realize;
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
  g_type_ensure (JZ_TYPE_VIEW_SWITCHER);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/jiaozhuang/Jiaozhuang/ui/window.ui");
  gtk_widget_class_bind_template_child (widget_class, JzWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, JzWindow, paned);
  gtk_widget_class_bind_template_child (widget_class, JzWindow, school);
  gtk_widget_class_bind_template_child_full (widget_class, "pages", FALSE, G_STRUCT_OFFSET (JzWindow, page_list));
  gtk_widget_class_bind_template_child (widget_class, JzWindow, foot_pages);
  gtk_widget_class_bind_template_child (widget_class, JzWindow, foot);
  gtk_widget_class_bind_template_child (widget_class, JzWindow, page_title);
  gtk_widget_class_bind_template_child (widget_class, JzWindow, switcher);
  gtk_widget_class_bind_template_child (widget_class, JzWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, JzWindow, account_button);
  gtk_widget_class_bind_template_child (widget_class, JzWindow, account_name);
  gtk_widget_class_bind_template_child (widget_class, JzWindow, search_button);
  gtk_widget_class_bind_template_child (widget_class, JzWindow, search_label);
  gtk_widget_class_bind_template_child (widget_class, JzWindow, search_key);
  gtk_widget_class_bind_template_child (widget_class, JzWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, JzWindow, body);
}

static void
follow_session (JzWindow *self)
{
  self->session = jz_session_new ();
  g_signal_connect_swapped (self->session, "opened", G_CALLBACK (opened_cb), self);
  g_signal_connect_swapped (self->session, "failed", G_CALLBACK (failed_cb), self);
  g_signal_connect_swapped (self->session, "renewed", G_CALLBACK (renewed_cb), self);
  g_signal_connect_swapped (self->session, "signed-in", G_CALLBACK (signed_in_cb), self);
  g_signal_connect_swapped (self->session, "signed-out", G_CALLBACK (signed_out_cb), self);
  g_signal_connect_swapped (self->session, "refused", G_CALLBACK (refused_cb), self);
  g_signal_connect_swapped (self->session, "done", G_CALLBACK (done_cb), self);
  g_signal_connect_swapped (self->session, "trouble", G_CALLBACK (trouble_cb), self);
}

static void
restore_size (JzWindow *self)
{
  g_autofree char *size = jz_settings_get (JZ_SETTING_SIZE);
  g_auto (GStrv)   parts = g_strsplit (size, "x", 2);
  gint64           width, height;

  if (g_str_equal (size, "max"))
    gtk_window_maximize (GTK_WINDOW (self));
  else if (g_strv_length (parts) == 2 && g_ascii_string_to_signed (parts[0], 10, 400, 10000, &width, NULL) &&
           g_ascii_string_to_signed (parts[1], 10, 300, 10000, &height, NULL))
    gtk_window_set_default_size (GTK_WINDOW (self), (int) width, (int) height);
}

static void
jz_window_init (JzWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  jz_window_add_actions (self);
  follow_session (self);
  self->keeper = jz_backup_keeper_new (self->session, self->foot);
  for (guint i = 0; i < JZ_WINDOW_PAGES; i++)
    {
      self->rows[i] = GTK_LIST_BOX_ROW (make_page_row (i));
      gtk_list_box_append (jz_window_pages[i].foot ? self->foot_pages : self->page_list, GTK_WIDGET (self->rows[i]));
    }
  g_signal_connect_object (self->page_list, "row-activated", G_CALLBACK (page_row_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->foot_pages, "row-activated", G_CALLBACK (page_row_cb), self, G_CONNECT_SWAPPED);
  self->door = jz_door_new (self->session);
  gtk_stack_add_named (self->body, GTK_WIDGET (self->door), "door");
  jz_stack_hide_others (self->body);
  g_signal_connect_object (self->door, "open", G_CALLBACK (again_cb), self, G_CONNECT_SWAPPED);
  self->search_all = jz_search_all_new ();
  g_signal_connect_object (self->search_all, "chosen", G_CALLBACK (jz_window_show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search_all, "unknown", G_CALLBACK (unknown_code_cb), self, G_CONNECT_SWAPPED);
  gtk_menu_button_set_popover (self->search_button, GTK_WIDGET (self->search_all));
  jz_assistants_attach (GTK_WINDOW (self), self->session);
  jz_scanner_attach (GTK_WINDOW (self), scanned_cb, self);
  set_signed_in (self, FALSE);
  set_icons (self, FALSE);
  g_signal_connect_object (gtk_settings_get_default (), "notify::gtk-xft-dpi", G_CALLBACK (scale_cb), self,
                           G_CONNECT_SWAPPED);
  restore_size (self);
}

JzWindow *
jz_window_new (AdwApplication *application)
{
  return g_object_new (JZ_TYPE_WINDOW, "application", application, NULL);
}
