/* jz-xml-input: the one way XML from outside is opened.
 *
 * Every byte passes a scanner before libxml2 sees it. Refused are: any declaration (<!DOCTYPE, <!ENTITY:
 * there are no entities to expand then), a tag over 64 KB (libxml2 needs quadratic time for 40,000
 * attributes), text, comments and CDATA over 1 MB, elements nested deeper than 32, any encoding but UTF-8
 * and (converted) UTF-16, and more bytes than the caller allows. libxml2 itself is opened with
 * XML_PARSE_NONET and nothing that loads, substitutes or recovers.
 *
 * There are two front ends on the same scanner: a pull reader (also for streaming schema validation) and a
 * faster push parser. Use one of them for one input. Failures are JZ_ERROR_REFUSED, or what the read
 * callback reported.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>
#include <libxml/parser.h>
#include <libxml/xmlreader.h>

G_BEGIN_DECLS

#define JZ_XML_DEPTH_MAX 32
#define JZ_XML_TAG_MAX   (64 * 1024)
#define JZ_XML_TEXT_MAX  (1024 * 1024)

/* Fills @buffer with up to @size bytes: how many, 0 at the end, -1 with @error set. */
typedef gssize (*JzInputFunc) (gpointer source, void *buffer, gsize size, GError **error);

typedef struct _JzXmlInput JzXmlInput;

/* @name is what messages call the input ("ledger.xlsx"); @source must outlive the input; @max_bytes counts
 * the bytes that come from @read. Returns: (transfer full) */
JzXmlInput      *jz_xml_input_new     (const char *name, JzInputFunc read, gpointer source, guint64 max_bytes);
void             jz_xml_input_free    (JzXmlInput *input);

/* The pull front end. Returns: (transfer none): move it with jz_xml_input_next() only. */
xmlTextReaderPtr jz_xml_input_reader  (JzXmlInput *input);

/* On to the next node: 1, 0 at the end of a well-formed document, -1 with @error set. */
int              jz_xml_input_next    (JzXmlInput *input, GError **error);

/* The push front end: tells what to call, with @data. */
void             jz_xml_input_handle  (JzXmlInput *input, startElementNsSAX2Func start, endElementNsSAX2Func end,
                                       charactersSAXFunc characters, gpointer data);

/* Parses the next block of some kilobytes: 1, 0 at the end of a well-formed document, -1 with @error set. */
int              jz_xml_input_push    (JzXmlInput *input, GError **error);

/* The line that is being parsed, from 1: of the node in the pull front end, of the call in the push one. */
int              jz_xml_input_line    (JzXmlInput *input);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzXmlInput, jz_xml_input_free)

G_END_DECLS
