/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "jz-settings.h"

#include <gio/gio.h>

#define GROUP "window"

static char *
settings_path (void)
{
  return g_build_filename (g_get_user_config_dir (), "jiaozhuang", "window.ini", NULL);
}

static GKeyFile *
load (void)
{
  GKeyFile        *file = g_key_file_new ();
  g_autofree char *path = settings_path ();

  g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL);
  return file;
}

char *
jz_settings_get (const char *key)
{
  g_autoptr (GKeyFile) file = load ();
  char *value = g_key_file_get_string (file, GROUP, key, NULL);

  return value != NULL ? value : g_strdup ("");
}

void
jz_settings_set (const char *key, const char *value)
{
  g_autoptr (GKeyFile) file = load ();
  g_autofree char *path = settings_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_key_file_set_string (file, GROUP, key, value);
  g_mkdir_with_parents (folder, 0700);
  if (!g_key_file_save_to_file (file, path, &error))
    g_info ("%s", error->message);
}
