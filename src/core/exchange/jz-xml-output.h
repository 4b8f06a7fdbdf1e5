/* jz-xml-output: XML with rows of attributes, built in memory block by block.
 *
 * Whatever text comes in, the document stays well-formed and inside the limits that every receiver keeps:
 * characters that XML 1.0 can't carry become U+FFFD, a text over JZ_XML_OUTPUT_TEXT_MAX characters is cut and ends
 * with "…" (counted), line ends and tabs are kept as character references.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* So that the largest row (a dozen texts, each character six bytes at worst) is one tag of less than 64 KB. */
#define JZ_XML_OUTPUT_TEXT_MAX 500

typedef struct
{
  GString *text;    /* written so far; the caller takes it away and truncates */
  guint64  clipped; /* texts that were cut */
} JzXmlOutput;

void jz_xml_output_init   (JzXmlOutput *self);
void jz_xml_output_clear  (JzXmlOutput *self);

void jz_xml_output_raw    (JzXmlOutput *self, const char *xml);
/* "<name", then attributes, then one of the closings. */
void jz_xml_output_open   (JzXmlOutput *self, const char *element);
void jz_xml_output_text   (JzXmlOutput *self, const char *attribute, const char *value);
void jz_xml_output_number (JzXmlOutput *self, const char *attribute, gint64 value);
/* Fen as yuan, "1280.50". */
void jz_xml_output_money  (JzXmlOutput *self, const char *attribute, gint64 fen);
/* "2.5"; @decimals 0 to 3. */
void jz_xml_output_quantity (JzXmlOutput *self, const char *attribute, gint64 value, int decimals);
void jz_xml_output_close  (JzXmlOutput *self); /* "/>" and a line end */

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JzXmlOutput, jz_xml_output_clear)

G_END_DECLS
