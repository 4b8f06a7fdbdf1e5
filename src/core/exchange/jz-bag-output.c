/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-bag-output.h"

#include <string.h>

#include "jz-sha256.h"

struct _JzBagOutput
{
  JzZipOutput *zip;
  char        *folder;
  char        *name; /* of the file at hand */
  gint64       size;
  JzSha256     sum;
  GPtrArray   *payload, *tags; /* lines of the manifests */
  gint64       payload_bytes;
};

JzBagOutput *
jz_bag_output_new (const char *path, const char *folder, GError **error)
{
  JzZipOutput *zip = jz_zip_output_new (path, error);
  JzBagOutput *self;

  if (zip == NULL)
    return NULL;
  self = g_new0 (JzBagOutput, 1);
  self->zip = zip;
  self->folder = g_strdup (folder);
  jz_sha256_init (&self->sum);
  self->payload = g_ptr_array_new_with_free_func (g_free);
  self->tags = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
jz_bag_output_free (JzBagOutput *self)
{
  if (self == NULL)
    return;
  jz_zip_output_free (self->zip);
  g_ptr_array_unref (self->payload);
  g_ptr_array_unref (self->tags);
  g_free (self->folder);
  g_free (self->name);
  g_free (self);
}

JzZipOutput *
jz_bag_output_get_zip (JzBagOutput *self)
{
  return self->zip;
}

gboolean
jz_bag_output_begin (JzBagOutput *self, const char *name, GError **error)
{
  g_autofree char *full = g_strdup_printf ("%s/%s", self->folder, name);

  g_return_val_if_fail (self->name == NULL, FALSE);

  self->name = g_strdup (name);
  self->size = 0;
  return jz_zip_output_begin (self->zip, full, error);
}

void
jz_bag_output_write (JzBagOutput *self, const void *bytes, gsize size)
{
  self->size += (gint64) size;
  jz_sha256_update (&self->sum, bytes, size);
  jz_zip_output_write (self->zip, bytes, size);
}

gint64
jz_bag_output_tell (JzBagOutput *self)
{
  return self->size;
}

void
jz_bag_output_end (JzBagOutput *self, char **sha256)
{
  g_autofree char *hash = jz_sha256_end (&self->sum);
  char            *line = g_strdup_printf ("%s  %s\n", hash, self->name);

  if (g_str_has_prefix (self->name, "data/"))
    {
      g_ptr_array_add (self->payload, line);
      self->payload_bytes += self->size;
    }
  else if (g_str_has_prefix (self->name, "signatures/"))
    g_free (line);
  else
    g_ptr_array_add (self->tags, line);
  if (sha256 != NULL)
    *sha256 = g_steal_pointer (&hash);
  g_clear_pointer (&self->name, g_free);
}

gboolean
jz_bag_output_add (JzBagOutput *self, const char *name, const char *text, gssize size, GError **error)
{
  if (!jz_bag_output_begin (self, name, error))
    return FALSE;
  jz_bag_output_write (self, text, size < 0 ? strlen (text) : (gsize) size);
  jz_bag_output_end (self, NULL);
  return TRUE;
}

char *
jz_bag_output_oxum (JzBagOutput *self)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT ".%u", self->payload_bytes, self->payload->len);
}

static char *
join_lines (GPtrArray *lines)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    g_string_append (text, g_ptr_array_index (lines, i));
  return g_string_free (text, FALSE);
}

char *
jz_bag_output_seal (JzBagOutput *self, GError **error)
{
  g_autofree char *manifest = join_lines (self->payload), *tags = NULL;

  if (!jz_bag_output_add (self, "manifest-sha256.txt", manifest, -1, error))
    return NULL;
  tags = join_lines (self->tags);
  return jz_bag_output_add (self, "tagmanifest-sha256.txt", tags, -1, error) ? g_steal_pointer (&tags) : NULL;
}
