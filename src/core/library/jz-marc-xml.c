/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-marc-xml.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-error.h"

#define FILE_MOST     G_GUINT64_CONSTANT (4 * 1024 * 1024 * 1024)
#define MARCXML_NS    "http://www.loc.gov/MARC21/slim"
#define MARCXCHANGE_NS "info:lc/xmlns/marcxchange-v1"

struct _JzMarcXml
{
  char       *name;
  JzXmlInput *input;
  gboolean    root; /* the document's element was looked at */
};

JzMarcXml *
jz_marc_xml_new (const char *name, JzInputFunc read, gpointer source)
{
  JzMarcXml *self = g_new0 (JzMarcXml, 1);

  self->name = g_strdup (name);
  self->input = jz_xml_input_new (name, read, source, FILE_MOST);
  return self;
}

void
jz_marc_xml_free (JzMarcXml *self)
{
  if (self == NULL)
    return;
  jz_xml_input_free (self->input);
  g_free (self->name);
  g_free (self);
}

static gboolean
is_element (xmlTextReaderPtr reader, int type, const char *name)
{
  return xmlTextReaderNodeType (reader) == type && strcmp ((const char *) xmlTextReaderConstLocalName (reader), name) == 0;
}

static gboolean
begins (xmlTextReaderPtr reader, const char *name)
{
  return is_element (reader, XML_READER_TYPE_ELEMENT, name);
}

/* The text up to the end of the element the reader stands on. -1 with @error set where the document breaks off. */
static int
read_text (JzMarcXml *self, GString *text, GError **error)
{
  xmlTextReaderPtr reader = jz_xml_input_reader (self->input);
  int              depth = xmlTextReaderDepth (reader), status;

  g_string_truncate (text, 0);
  if (xmlTextReaderIsEmptyElement (reader))
    return 1;
  while ((status = jz_xml_input_next (self->input, error)) == 1)
    {
      if (xmlTextReaderNodeType (reader) == XML_READER_TYPE_END_ELEMENT && xmlTextReaderDepth (reader) == depth)
        return 1;
      if (xmlTextReaderHasValue (reader) && xmlTextReaderNodeType (reader) != XML_READER_TYPE_COMMENT &&
          xmlTextReaderNodeType (reader) != XML_READER_TYPE_PROCESSING_INSTRUCTION)
        g_string_append (text, (const char *) xmlTextReaderConstValue (reader));
    }
  return status == 0 ? -1 : status;
}

/* Returns: (transfer full): "" where there is no such attribute */
static char *
attribute (xmlTextReaderPtr reader, const char *name)
{
  xmlChar *value = xmlTextReaderGetAttribute (reader, (const xmlChar *) name);
  char    *copy = g_strdup (value != NULL ? (const char *) value : "");

  xmlFree (value);
  return copy;
}

static char
indicator (xmlTextReaderPtr reader, const char *name)
{
  g_autofree char *value = attribute (reader, name);

  return g_ascii_isprint (value[0]) ? value[0] : ' ';
}

static int
read_data_field (JzMarcXml *self, JzMarc *record, GError **error)
{
  xmlTextReaderPtr    reader = jz_xml_input_reader (self->input);
  int                 depth = xmlTextReaderDepth (reader), status = 1;
  gboolean            empty = xmlTextReaderIsEmptyElement (reader);
  g_autofree char    *tag = attribute (reader, "tag");
  g_autoptr (GString) data = g_string_new (NULL), text = g_string_new (NULL);

  g_string_append_c (data, indicator (reader, "ind1"));
  g_string_append_c (data, indicator (reader, "ind2"));
  while (!empty && (status = jz_xml_input_next (self->input, error)) == 1)
    {
      if (xmlTextReaderNodeType (reader) == XML_READER_TYPE_END_ELEMENT && xmlTextReaderDepth (reader) == depth)
        break;
      if (!begins (reader, "subfield"))
        continue;

      g_autofree char *code = attribute (reader, "code");

      if ((status = read_text (self, text, error)) != 1)
        return status;
      g_string_append_printf (data, "%c%.*s%s", JZ_MARC_SUBFIELD, 1, g_ascii_isgraph (code[0]) ? code : "?", text->str);
    }
  if (status == 1)
    jz_marc_add (record, tag, data->str, (gssize) data->len);
  return status;
}

static int
read_leader (JzMarcXml *self, JzMarc *record, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  int                 status = read_text (self, text, error);

  if (status == 1)
    jz_marc_set_leader (record, text->str, text->len);
  return status;
}

static int
read_control_field (JzMarcXml *self, JzMarc *record, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char    *tag = attribute (jz_xml_input_reader (self->input), "tag");
  int                 status = read_text (self, text, error);

  if (status == 1)
    jz_marc_add (record, tag, text->str, (gssize) text->len);
  return status;
}

static int
read_element (JzMarcXml *self, JzMarc *record, GError **error)
{
  xmlTextReaderPtr reader = jz_xml_input_reader (self->input);

  if (begins (reader, "leader"))
    return read_leader (self, record, error);
  if (begins (reader, "controlfield"))
    return read_control_field (self, record, error);
  return begins (reader, "datafield") ? read_data_field (self, record, error) : 1;
}

/* The root tells whether these are records at all. */
static gboolean
take_root (JzMarcXml *self, GError **error)
{
  xmlTextReaderPtr reader = jz_xml_input_reader (self->input);

  self->root = TRUE;
  if (begins (reader, "collection") || begins (reader, "record"))
    return TRUE;
  g_set_error (error, JZ_ERROR, JZ_ERROR_REFUSED, _("%s: this XML is neither MARCXML nor MarcXchange"), self->name);
  return FALSE;
}

int
jz_marc_xml_next (JzMarcXml *self, JzMarc *record, GError **error)
{
  xmlTextReaderPtr reader = jz_xml_input_reader (self->input);
  int              depth = -1, status;

  while ((status = jz_xml_input_next (self->input, error)) == 1)
    {
      if (!self->root && xmlTextReaderNodeType (reader) == XML_READER_TYPE_ELEMENT && !take_root (self, error))
        return -1;
      if (depth < 0 && begins (reader, "record"))
        {
          jz_marc_clear (record);
          if (xmlTextReaderIsEmptyElement (reader))
            return 1;
          depth = xmlTextReaderDepth (reader);
        }
      else if (depth >= 0 && is_element (reader, XML_READER_TYPE_END_ELEMENT, "record") && xmlTextReaderDepth (reader) == depth)
        return 1;
      else if (depth >= 0 && (status = read_element (self, record, error)) != 1)
        return status;
    }
  return status;
}

/* Writing. */

static gboolean
wrote (int status, GError **error)
{
  if (status >= 0)
    return TRUE;
  g_set_error (error, JZ_ERROR, JZ_ERROR_IO, "%s", g_strerror (errno));
  return FALSE;
}

gboolean
jz_marc_xml_begin (xmlTextWriterPtr writer, JzMarcXmlKind kind, GError **error)
{
  const char *space = kind == JZ_MARC_XML_MARCXML ? MARCXML_NS : MARCXCHANGE_NS;

  return wrote (xmlTextWriterStartDocument (writer, NULL, "UTF-8", NULL), error) &&
         wrote (xmlTextWriterStartElementNS (writer, NULL, (const xmlChar *) "collection", (const xmlChar *) space), error);
}

/* XML knows no control characters. */
static int
write_text (xmlTextWriterPtr writer, const char *text, gsize length)
{
  g_autoptr (GString) clean = g_string_sized_new (length + 1);

  for (const char *p = text; p < text + length; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (clean, (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0xfffe || c == 0xffff ? 0xfffd : c);
    }
  return xmlTextWriterWriteString (writer, (const xmlChar *) clean->str);
}

static int
write_attribute (xmlTextWriterPtr writer, const char *name, const char *value, gsize length)
{
  g_autofree char *text = g_strndup (value, length);

  return xmlTextWriterWriteAttribute (writer, (const xmlChar *) name, (const xmlChar *) text);
}

static int
write_subfields (xmlTextWriterPtr writer, const JzMarcField *field)
{
  JzMarcSubfield sub = { 0 };
  int            status = 0;

  while (status >= 0 && jz_marc_next_subfield (field, &sub))
    {
      status = xmlTextWriterStartElement (writer, (const xmlChar *) "subfield");
      if (status >= 0)
        status = write_attribute (writer, "code", &sub.code, 1);
      if (status >= 0)
        status = write_text (writer, sub.text, sub.length);
      if (status >= 0)
        status = xmlTextWriterEndElement (writer);
    }
  return status;
}

static int
write_field (xmlTextWriterPtr writer, const JzMarcField *field)
{
  gboolean control = jz_marc_is_control (field->tag);
  char     indicators[2] = { ' ', ' ' };
  int      status = xmlTextWriterStartElement (writer, (const xmlChar *) (control ? "controlfield" : "datafield"));

  for (gsize i = 0; i < 2 && i < field->length && field->data[i] != JZ_MARC_SUBFIELD; i++)
    if (g_ascii_isprint (field->data[i]))
      indicators[i] = field->data[i];
  if (status >= 0)
    status = write_attribute (writer, "tag", field->tag, 3);
  if (status >= 0 && control)
    status = write_text (writer, field->data, field->length);
  if (status >= 0 && !control)
    status = write_attribute (writer, "ind1", &indicators[0], 1);
  if (status >= 0 && !control)
    status = write_attribute (writer, "ind2", &indicators[1], 1);
  if (status >= 0 && !control)
    status = write_subfields (writer, field);
  return status >= 0 ? xmlTextWriterEndElement (writer) : status;
}

gboolean
jz_marc_xml_write (xmlTextWriterPtr writer, JzMarcXmlKind kind, const JzMarc *record, GError **error)
{
  const char *format = jz_marc_guess (record) == JZ_MARC_MARC21 ? "MARC21" : "CNMARC";

  if (!wrote (xmlTextWriterStartElement (writer, (const xmlChar *) "record"), error) ||
      (kind == JZ_MARC_XML_MARCXCHANGE &&
       (!wrote (write_attribute (writer, "format", format, strlen (format)), error) ||
        !wrote (write_attribute (writer, "type", "Bibliographic", strlen ("Bibliographic")), error))) ||
      !wrote (xmlTextWriterWriteElement (writer, (const xmlChar *) "leader", (const xmlChar *) jz_marc_get_leader (record)), error))
    return FALSE;
  for (guint i = 0; i < jz_marc_n_fields (record); i++)
    {
      JzMarcField field = jz_marc_field (record, i);

      if (!wrote (write_field (writer, &field), error))
        return FALSE;
    }
  return wrote (xmlTextWriterEndElement (writer), error);
}

gboolean
jz_marc_xml_end (xmlTextWriterPtr writer, GError **error)
{
  return wrote (xmlTextWriterEndDocument (writer), error);
}
