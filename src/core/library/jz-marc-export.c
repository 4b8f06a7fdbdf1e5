/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-marc-export.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <unistd.h>

#include "jz-marc-iso2709.h"
#include "jz-marc-xml.h"
#include "jz-title-private.h"

typedef struct
{
  JzMarcFile       file;
  JzMarcEncoding   encoding;
  char            *temporary;
  FILE            *out;    /* ISO 2709 */
  xmlTextWriterPtr writer; /* XML */
  GByteArray      *bytes;
  JzMarc          *record;
} Export;

static void
export_clear (Export *self)
{
  if (self->out != NULL)
    fclose (self->out);
  if (self->writer != NULL)
    xmlFreeTextWriter (self->writer);
  if (self->temporary != NULL)
    g_unlink (self->temporary);
  g_free (self->temporary);
  g_clear_pointer (&self->bytes, g_byte_array_unref);
  g_clear_pointer (&self->record, jz_marc_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Export, export_clear)

static gboolean
io_error (const char *path, GError **error)
{
  int code = errno;

  g_set_error (error, JZ_ERROR, code == ENOSPC ? JZ_ERROR_DISK_FULL : JZ_ERROR_IO, "%s: %s", path, g_strerror (code));
  return FALSE;
}

static JzMarcXmlKind
kind_of (const Export *self)
{
  return self->file == JZ_MARC_FILE_MARCXML ? JZ_MARC_XML_MARCXML : JZ_MARC_XML_MARCXCHANGE;
}

static gboolean
begin (Export *self, const char *path, GError **error)
{
  self->temporary = g_strconcat (path, ".part", NULL);
  self->bytes = g_byte_array_new ();
  self->record = jz_marc_new ();
  if (self->file == JZ_MARC_FILE_ISO2709)
    self->out = fopen (self->temporary, "wbe");
  else
    self->writer = xmlNewTextWriterFilename (self->temporary, 0);
  if (self->out == NULL && self->writer == NULL)
    return io_error (path, error);
  return self->writer == NULL || jz_marc_xml_begin (self->writer, kind_of (self), error);
}

/* @why: (out) (nullable): why the format can't hold the record; FALSE only where nothing can be written. */
static gboolean
write_record (Export *self, GError **why, GError **error)
{
  if (self->writer != NULL)
    return jz_marc_xml_write (self->writer, kind_of (self), self->record, error);
  g_byte_array_set_size (self->bytes, 0);
  return !jz_marc_iso2709_write (self->record, self->encoding, self->bytes, why) ||
         fwrite (self->bytes->data, 1, self->bytes->len, self->out) == self->bytes->len || io_error (self->temporary, error);
}

static gboolean
finish (Export *self, const char *path, GError **error)
{
  gboolean ok = TRUE;

  if (self->writer != NULL)
    {
      ok = jz_marc_xml_end (self->writer, error);
      xmlFreeTextWriter (g_steal_pointer (&self->writer));
    }
  else if (fflush (self->out) != 0 || fsync (fileno (self->out)) != 0)
    ok = io_error (path, error);
  if (!ok)
    return FALSE;
  if (g_rename (self->temporary, path) != 0)
    return io_error (path, error);
  g_clear_pointer (&self->temporary, g_free);
  return TRUE;
}

static void
add_fault (GPtrArray *faults, gint64 id, const char *title, const char *reason)
{
  JzRowFault *fault = g_new0 (JzRowFault, 1);

  *fault = (JzRowFault){ (guint) id, g_strdup (""), g_strdup (title), g_strdup (reason), NULL };
  g_ptr_array_add (faults, fault);
}

static gboolean
write_all (Export *self, JzStatement *rows, guint *n_written, GPtrArray *faults, GCancellable *cancellable, GError **error)
{
  while (jz_statement_next (rows))
    {
      g_autoptr (GError) why = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !jz_title_take_text (self->record, jz_statement_text (rows, 2), error) || !write_record (self, &why, error))
        {
          jz_statement_reset (rows);
          return FALSE;
        }
      if (why != NULL)
        add_fault (faults, jz_statement_int64 (rows, 0), jz_statement_text (rows, 1), why->message);
      else
        (*n_written)++;
    }
  return jz_statement_finish (rows, error);
}

gboolean
jz_marc_export (JzConnection *connection, JzMarcFile file, JzMarcEncoding encoding, const char *path, guint *n_written,
                GPtrArray **faults, GCancellable *cancellable, GError **error)
{
  g_auto (Export) self = { .file = file, .encoding = encoding };
  g_autoptr (GPtrArray) told = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_row_fault_free);
  JzStatement    *rows;

  *n_written = 0;
  if (!begin (&self, path, error))
    return FALSE;
  rows = jz_connection_query (connection, error,
                              "SELECT title.id, title.title, marc FROM title JOIN title_marc USING (id) WHERE voided IS NULL ORDER BY id", "");
  if (rows == NULL || !write_all (&self, rows, n_written, told, cancellable, error) || !finish (&self, path, error))
    return FALSE;
  *faults = g_steal_pointer (&told);
  return TRUE;
}
