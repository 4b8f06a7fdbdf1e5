/* Tables that a county sends: the rows of a document as data/xsd/county-1.xsd has it, each with a cell for each attribute.
 *
 * The attributes' names are the headings: row 1 of the sheet. They are not all in the first row, so that the document is
 * read once before.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "jz-error.h"
#include "jz-sheet-private.h"

#define COLUMNS_MOST 64
#define BYTES_MOST   (256 * 1024 * 1024)

typedef struct
{
  JzSheetFile file;
  GPtrArray  *columns; /* names of attributes, in the order they are met */
  char       *edition;
} County;

typedef struct
{
  JzSheetReader reader;
  FILE         *stream;
  JzXmlInput   *input;
  JzRowBuffer  *row;
  guint         number;
} CountyReader;

static gssize
read_cb (gpointer source, void *buffer, gsize size, GError **error)
{
  gsize n = fread (buffer, 1, size, source);

  if (n > 0 || !ferror ((FILE *) source))
    return (gssize) n;
  g_set_error_literal (error, JZ_ERROR, JZ_ERROR_REFUSED, g_strerror (errno));
  return -1;
}

static gboolean
is_row (xmlTextReaderPtr reader)
{
  return xmlTextReaderNodeType (reader) == XML_READER_TYPE_ELEMENT && xmlTextReaderDepth (reader) == 1 &&
         strcmp ((const char *) xmlTextReaderConstLocalName (reader), "row") == 0;
}

static gboolean
is_name (xmlTextReaderPtr reader)
{
  return xmlTextReaderIsNamespaceDecl (reader) == 0 && xmlTextReaderConstPrefix (reader) == NULL;
}

/* Which column an attribute is. -1: none. */
static int
column_of (const County *county, const char *name)
{
  for (guint i = 0; i < county->columns->len; i++)
    if (strcmp (g_ptr_array_index (county->columns, i), name) == 0)
      return (int) i;
  return -1;
}

/* Rows. */

static void
add_headings (JzRowBuffer *row, const County *county)
{
  jz_row_buffer_begin (row, 1, FALSE);
  for (guint i = 0; i < county->columns->len; i++)
    {
      const char *name = g_ptr_array_index (county->columns, i);

      jz_row_buffer_add (row, (int) i, JZ_CELL_TEXT, name, strlen (name), 0);
    }
}

/* Cells stand by ascending column, attributes in any order. */
static void
add_cells (JzRowBuffer *row, const County *county, xmlTextReaderPtr reader)
{
  for (guint i = 0; i < county->columns->len; i++)
    {
      xmlChar *value = xmlTextReaderGetAttribute (reader, g_ptr_array_index (county->columns, i));

      if (value != NULL && value[0] != '\0')
        jz_row_buffer_add (row, (int) i, JZ_CELL_TEXT, (const char *) value, strlen ((const char *) value), 0);
      xmlFree (value);
    }
}

static const JzSheetRow *
next_row (JzSheetReader *reader, GError **error)
{
  CountyReader    *self = (CountyReader *) reader;
  const County    *county = (const County *) reader->file;
  xmlTextReaderPtr xml = jz_xml_input_reader (self->input);
  int              status;

  if (self->number++ == 0)
    {
      add_headings (self->row, county);
      return jz_row_buffer_end (self->row);
    }
  while ((status = jz_xml_input_next (self->input, error)) == 1)
    if (is_row (xml))
      {
        jz_row_buffer_begin (self->row, self->number, FALSE);
        add_cells (self->row, county, xml);
        return jz_row_buffer_end (self->row);
      }
  return NULL;
}

static gboolean
column_hidden (JzSheetReader *reader, int column)
{
  return FALSE;
}

static void
free_reader (JzSheetReader *reader)
{
  CountyReader *self = (CountyReader *) reader;

  jz_xml_input_free (self->input);
  if (self->stream != NULL)
    fclose (self->stream);
  jz_row_buffer_free (self->row);
}

static JzSheetReader *
read_rows (JzSheetFile *file, guint sheet, GCancellable *cancellable, GError **error)
{
  static const JzSheetReaderClass class = { next_row, column_hidden, free_reader };
  CountyReader *self = jz_sheet_reader_alloc (sizeof *self, &class, file, cancellable);

  self->stream = g_fopen (file->path, "rbe");
  self->row = jz_row_buffer_new ();
  if (self->stream != NULL)
    {
      self->input = jz_xml_input_new (file->name, read_cb, self->stream, BYTES_MOST);
      return &self->reader;
    }
  g_set_error (error, JZ_ERROR, JZ_ERROR_REFUSED, _("%s: the file can't be read"), file->name);
  jz_sheet_reader_free (&self->reader);
  return NULL;
}

/* The document before its rows. */

static char *
attribute (xmlTextReaderPtr reader, const char *name)
{
  xmlChar *value = xmlTextReaderGetAttribute (reader, (const xmlChar *) name);
  char    *copy = g_strdup (value != NULL ? (const char *) value : "");

  xmlFree (value);
  return copy;
}

static gboolean
take_root (County *county, xmlTextReaderPtr reader, GError **error)
{
  const xmlChar   *space = xmlTextReaderConstNamespaceUri (reader);
  g_autofree char *name = attribute (reader, "name");

  if (g_strcmp0 ((const char *) space, JZ_COUNTY_NAMESPACE) != 0)
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_REFUSED, _("%s: this XML is no table of a county"), county->file.name);
      return FALSE;
    }
  jz_sheet_file_add_sheet (&county->file, name[0] != '\0' ? name : (const char *) xmlTextReaderConstLocalName (reader), FALSE);
  county->edition = attribute (reader, "edition");
  return TRUE;
}

static gboolean
take_columns (County *county, xmlTextReaderPtr reader, GError **error)
{
  while (xmlTextReaderMoveToNextAttribute (reader) == 1)
    {
      const char *name = (const char *) xmlTextReaderConstLocalName (reader);

      if (is_name (reader) && column_of (county, name) < 0)
        g_ptr_array_add (county->columns, g_strdup (name));
    }
  xmlTextReaderMoveToElement (reader);
  if (county->columns->len <= COLUMNS_MOST)
    return TRUE;
  g_set_error (error, JZ_ERROR, JZ_ERROR_REFUSED, _("%s: there are more than %d columns"), county->file.name, COLUMNS_MOST);
  return FALSE;
}

static gboolean
look_through (County *county, CountyReader *walk, GCancellable *cancellable, GError **error)
{
  xmlTextReaderPtr reader = jz_xml_input_reader (walk->input);
  int              status;

  while ((status = jz_xml_input_next (walk->input, error)) == 1)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (county->file.sheets->len == 0 && xmlTextReaderNodeType (reader) == XML_READER_TYPE_ELEMENT &&
          !take_root (county, reader, error))
        return FALSE;
      if (is_row (reader) && !take_columns (county, reader, error))
        return FALSE;
    }
  return status == 0;
}

static GArray *
no_merges (JzSheetFile *file, guint sheet, GCancellable *cancellable, GError **error)
{
  return g_array_new (FALSE, FALSE, sizeof (JzSheetRange));
}

static void
free_file (JzSheetFile *file)
{
  County *county = (County *) file;

  g_ptr_array_unref (county->columns);
  g_free (county->edition);
}

JzSheetFile *
jz_county_open (const char *path, GCancellable *cancellable, GError **error)
{
  static const JzSheetBackend backend = { read_rows, no_merges, free_file };
  County                     *county = jz_sheet_file_alloc (sizeof *county, &backend, JZ_SHEET_FORMAT_COUNTY, path);
  g_autoptr (JzSheetFile)     file = &county->file;
  g_autoptr (JzSheetReader)   walk = NULL;

  county->columns = g_ptr_array_new_with_free_func (g_free);
  walk = read_rows (file, 0, cancellable, error);
  if (walk == NULL || !look_through (county, (CountyReader *) walk, cancellable, error))
    return NULL;
  return g_steal_pointer (&file);
}

const char *
jz_sheet_file_edition (JzSheetFile *file)
{
  return file->format == JZ_SHEET_FORMAT_COUNTY ? ((County *) file)->edition : "";
}
