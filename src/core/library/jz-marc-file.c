/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-marc-file.h"

#include <errno.h>
#include <stdio.h>

#include "jz-error.h"

struct _JzMarcFileInput
{
  FILE *file;
};

JzMarcFileInput *
jz_marc_file_input_open (const char *path, GError **error)
{
  gboolean         folder = g_file_test (path, G_FILE_TEST_IS_DIR);
  FILE            *file = folder ? NULL : fopen (path, "rbe");
  JzMarcFileInput *self;

  if (file == NULL)
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_REFUSED, "%s: %s", path, g_strerror (folder ? EISDIR : errno));
      return NULL;
    }
  self = g_new (JzMarcFileInput, 1);
  self->file = file;
  return self;
}

void
jz_marc_file_input_free (JzMarcFileInput *self)
{
  fclose (self->file);
  g_free (self);
}

gssize
jz_marc_file_input_read (gpointer input, void *buffer, gsize size, GError **error)
{
  FILE *file = ((JzMarcFileInput *) input)->file;
  gsize n = fread (buffer, 1, size, file);

  if (n > 0 || !ferror (file))
    return (gssize) n;
  g_set_error_literal (error, JZ_ERROR, JZ_ERROR_IO, g_strerror (errno));
  return -1;
}
