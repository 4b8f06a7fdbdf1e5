/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jz-helper.h"

char *
jz_helper_path (const char *name, const char *folder)
{
  const char    *list = g_getenv ("JIAOZHUANG_LIBEXEC");
  g_auto (GStrv) folders = g_strsplit (list != NULL ? list : "", G_SEARCHPATH_SEPARATOR_S, -1);

  for (guint i = 0; folders[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (folders[i], name, NULL);

      if (*folders[i] != '\0' && g_file_test (path, G_FILE_TEST_IS_EXECUTABLE))
        return g_steal_pointer (&path);
    }
  return g_build_filename (folder, name, NULL);
}
