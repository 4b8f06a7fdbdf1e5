/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-school"
#include "config.h"

#include "jz-reference.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-reference-resource.h"

#define FOLDER "/org/jiaozhuang/reference"

void
jz_reference_free (JzReference *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->about, g_hash_table_unref);
  g_clear_pointer (&self->columns, g_strfreev);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self);
}

static gboolean
take_line (JzReference *self, const char *line, const char *name, guint number, GError **error)
{
  g_auto (GStrv) cells = g_strsplit (line, "\t", -1);

  if (self->columns == NULL && line[0] == '#')
    g_hash_table_insert (self->about, g_strdup (cells[0] + 1), g_strdup (cells[1] != NULL ? cells[1] : ""));
  else if (self->columns == NULL)
    self->columns = g_steal_pointer (&cells);
  else if (g_strv_length (cells) != g_strv_length (self->columns))
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_REFUSED, _("%s: line %u has %u columns, the heading has %u"), name,
                   number, g_strv_length (cells), g_strv_length (self->columns));
      return FALSE;
    }
  else
    g_ptr_array_add (self->rows, g_steal_pointer (&cells));
  return TRUE;
}

JzReference *
jz_reference_parse (const char *text, const char *name, GError **error)
{
  g_autoptr (JzReference) self = g_new0 (JzReference, 1);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  self->about = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_strchomp (lines[i]); /* an empty last column stands for nothing */
      if (lines[i][0] != '\0' && self->columns != NULL)
        {
          g_autoptr (GString) full = g_string_new (lines[i]);
          guint have = g_strv_length (self->columns), tabs = 0;

          for (const char *p = full->str; *p != '\0'; p++)
            tabs += *p == '\t';
          for (; tabs + 1 < have; tabs++)
            g_string_append_c (full, '\t');
          if (!take_line (self, full->str, name, i + 1, error))
            return NULL;
        }
      else if (lines[i][0] != '\0' && !take_line (self, lines[i], name, i + 1, error))
        return NULL;
    }
  if (self->columns != NULL)
    return g_steal_pointer (&self);
  g_set_error (error, JZ_ERROR, JZ_ERROR_REFUSED, _("%s: there is no heading line"), name);
  return NULL;
}

JzReference *
jz_reference_load (const char *file_name, GError **error)
{
  g_autofree char   *path = g_build_path ("/", FOLDER, file_name, NULL);
  g_autoptr (GBytes) bytes =
    g_resource_lookup_data (jz_reference_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  return bytes != NULL ? jz_reference_parse (g_bytes_get_data (bytes, NULL), file_name, error) : NULL;
}

char **
jz_reference_list (const char *prefix)
{
  g_auto (GStrv) all =
    g_resource_enumerate_children (jz_reference_get_resource (), FOLDER, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (GStrvBuilder) found = g_strv_builder_new ();

  for (guint i = 0; all != NULL && all[i] != NULL; i++)
    if (g_str_has_prefix (all[i], prefix))
      g_strv_builder_add (found, all[i]);
  return g_strv_builder_end (found);
}

const char *
jz_reference_get (JzReference *self, guint row, const char *column)
{
  char **cells = g_ptr_array_index (self->rows, row);

  for (guint i = 0; self->columns[i] != NULL; i++)
    if (g_str_equal (self->columns[i], column))
      return cells[i];
  return "";
}

const char *
jz_reference_about (JzReference *self, const char *key)
{
  const char *value = g_hash_table_lookup (self->about, key);

  return value != NULL ? value : "";
}
