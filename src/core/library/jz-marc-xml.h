/* jz-marc-xml: records as XML: MARCXML of the Library of Congress, and MarcXchange (ISO 25577) for every kind of MARC.
 *
 * Reading takes both, by the names of the elements alone; attributes and elements that belong to neither are passed over.
 * MARCXML's schema admits only leaders of MARC 21, so CNMARC goes out as MarcXchange unless it is asked for otherwise.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <libxml/xmlwriter.h>

#include "jz-marc.h"
#include "jz-xml-input.h"

G_BEGIN_DECLS

typedef struct _JzMarcXml JzMarcXml;

/* Returns: (transfer full) */
JzMarcXml *jz_marc_xml_new  (const char *name, JzInputFunc read, gpointer source);
void       jz_marc_xml_free (JzMarcXml *self);

/* As jz_marc_reader_next(). */
int        jz_marc_xml_next (JzMarcXml *self, JzMarc *record, GError **error);

typedef enum
{
  JZ_MARC_XML_MARCXML,
  JZ_MARC_XML_MARCXCHANGE,
} JzMarcXmlKind;

/* A document is begun, its records and its end. FALSE with errno's words in @error where nothing can be written. */
gboolean   jz_marc_xml_begin (xmlTextWriterPtr writer, JzMarcXmlKind kind, GError **error);
gboolean   jz_marc_xml_write (xmlTextWriterPtr writer, JzMarcXmlKind kind, const JzMarc *record, GError **error);
gboolean   jz_marc_xml_end   (xmlTextWriterPtr writer, GError **error);

G_END_DECLS
