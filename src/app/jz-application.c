/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-application.h"

#include <glib/gi18n-lib.h>

#include "jz-compat.h"
#include "jz-language.h"
#include "jz-settings.h"
#include "jz-window.h"

struct _JzApplication
{
  AdwApplication parent_instance;
};

G_DEFINE_FINAL_TYPE (JzApplication, jz_application, ADW_TYPE_APPLICATION)

static const struct
{
  const char *action;
  const char *keys[4];
} accels[] = {
  { "app.quit", { "<Control>q" } },
  { "win.search-all", { "<Control>k" } },
  { "win.find", { "<Control>f" } },
  { "win.undo", { "<Control>z" } },
  { "win.open", { "<Control>o" } },
  { "win.shortcuts", { "<Control>question", "<Control><Shift>slash" } },
  { "win.region(1)", { "F6" } },
  { "win.region(-1)", { "<Shift>F6" } },
  { "win.menu", { "F10" } },
  { "win.view-step(1)", { "<Control>Page_Down" } },
  { "win.view-step(-1)", { "<Control>Page_Up" } },
  { "win.view-number(10)", { "<Alt>0" } },
};

static void
set_accels (GtkApplication *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (self, accels[i].action, accels[i].keys);
  for (int n = 1; n <= 9; n++)
    {
      g_autofree char *page = g_strdup_printf ("win.page-number(%d)", n),
                      *page_key = g_strdup_printf ("<Control>%d", n);
      g_autofree char *view = g_strdup_printf ("win.view-number(%d)", n), *view_key = g_strdup_printf ("<Alt>%d", n);
      const char *page_keys[] = { page_key, NULL }, *view_keys[] = { view_key, NULL };

      gtk_application_set_accels_for_action (self, page, page_keys);
      gtk_application_set_accels_for_action (self, view, view_keys);
    }
}

/* Light, dark, or as the desktop has it. */
static void
apply_scheme (const char *scheme)
{
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      g_str_equal (scheme, "dark")  ? ADW_COLOR_SCHEME_FORCE_DARK :
                                      g_str_equal (scheme, "light") ? ADW_COLOR_SCHEME_FORCE_LIGHT :
                                                                      ADW_COLOR_SCHEME_DEFAULT);
}

static void
scheme_cb (GSimpleAction *action, GVariant *value, gpointer self)
{
  apply_scheme (g_variant_get_string (value, NULL));
  g_simple_action_set_state (action, value);
  jz_settings_set (JZ_SETTING_SCHEME, g_variant_get_string (value, NULL));
}

static void
language_cb (GSimpleAction *action, GVariant *value, gpointer self)
{
  GtkWindow *window = gtk_application_get_active_window (self);

  g_simple_action_set_state (action, value);
  jz_settings_set (JZ_SETTING_LANGUAGE, g_variant_get_string (value, NULL));
  if (JZ_IS_WINDOW (window))
    jz_window_say (JZ_WINDOW (window), _("The language changes when the program is started again"));
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  jz_compat_show_about (gtk_application_get_active_window (self), PACKAGE_VERSION);
}

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  for (GList *windows = gtk_application_get_windows (self); windows != NULL;
       windows = gtk_application_get_windows (self))
    gtk_window_destroy (windows->data);
  g_application_quit (self);
}

static void
add_actions (JzApplication *self)
{
  g_autofree char *scheme = jz_settings_get (JZ_SETTING_SCHEME);
  g_autofree char *language = jz_settings_get (JZ_SETTING_LANGUAGE);
  g_autofree char *scheme_state =
    g_strdup_printf ("'%s'", g_str_equal (scheme, "dark") || g_str_equal (scheme, "light") ? scheme : "");
  g_autofree char *language_state =
    g_strdup_printf ("'%s'", g_str_equal (language, "zh_CN") || g_str_equal (language, "en") ? language : "");
  GActionEntry entries[] = {
    { "quit", quit_cb },
    { "about", about_cb },
    { "scheme", NULL, "s", scheme_state, scheme_cb },
    { "language", NULL, "s", language_state, language_cb },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  apply_scheme (scheme);
}

static JzWindow *
the_window (JzApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  return window != NULL ? JZ_WINDOW (window) : jz_window_new (ADW_APPLICATION (self));
}

static void
jz_application_activate (GApplication *application)
{
  JzWindow        *window = the_window (JZ_APPLICATION (application));
  g_autofree char *path = jz_settings_get (JZ_SETTING_FILE);
  const char      *given = g_getenv ("JIAOZHUANG_SCHOOL");

  if (!jz_window_has_file (window))
    jz_window_open_later (window, given != NULL ? given : *path != '\0' ? path : NULL);
  gtk_window_present (GTK_WINDOW (window));
}

static void
jz_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  JzWindow        *window = the_window (JZ_APPLICATION (application));
  g_autofree char *path = g_file_get_path (files[0]);

  jz_window_open_later (window, path);
  gtk_window_present (GTK_WINDOW (window));
}

static void
jz_application_startup (GApplication *application)
{
  G_APPLICATION_CLASS (jz_application_parent_class)->startup (application);
  gtk_window_set_default_icon_name (APPLICATION_ID);
  jz_language_set_up_text ();
  set_accels (GTK_APPLICATION (application));
  add_actions (JZ_APPLICATION (application));
}

static void
jz_application_class_init (JzApplicationClass *klass)
{
  G_APPLICATION_CLASS (klass)->startup = jz_application_startup;
  G_APPLICATION_CLASS (klass)->activate = jz_application_activate;
  G_APPLICATION_CLASS (klass)->open = jz_application_open;
}

static void
jz_application_init (JzApplication *self)
{
}

JzApplication *
jz_application_new (void)
{
  return g_object_new (JZ_TYPE_APPLICATION, "application-id", APPLICATION_ID, "flags", G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path", "/org/jiaozhuang/Jiaozhuang", NULL);
}
