/* fuzz-xml: any bytes as XML from outside: taken or refused with a reason, and by both front ends alike.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "fuzz.h"
#include "jz-error.h"
#include "jz-xml-input.h"
#include "support/bytes-source.h"

typedef struct
{
  guint depth, deepest, elements;
} Seen;

static void
start_cb (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int n_namespaces, const xmlChar **namespaces, int n_attributes,
          int n_defaulted, const xmlChar **attributes)
{
  Seen *seen = data;

  seen->elements++;
  seen->depth++;
  seen->deepest = MAX (seen->deepest, seen->depth);
}

static void
end_cb (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
  ((Seen *) data)->depth--;
}

static void
characters_cb (void *data, const xmlChar *text, int length)
{
}

static int
pull (const uint8_t *data, size_t size, guint *elements)
{
  BytesSource source = { data, size, 13 };
  g_autoptr (JzXmlInput) input = jz_xml_input_new ("x", bytes_source_read, &source, 1000000);
  g_autoptr (GError)     error = NULL;
  int code;

  while ((code = jz_xml_input_next (input, &error)) == 1)
    {
      g_assert_cmpint (xmlTextReaderDepth (jz_xml_input_reader (input)), <=, JZ_XML_DEPTH_MAX);
      *elements += xmlTextReaderNodeType (jz_xml_input_reader (input)) == XML_READER_TYPE_ELEMENT;
    }
  g_assert_true ((code < 0) == (error != NULL));
  g_assert_true (error == NULL || error->domain == JZ_ERROR);
  return code;
}

static int
push (const uint8_t *data, size_t size, guint *elements)
{
  BytesSource source = { data, size, 13 };
  Seen   seen = { 0 };
  g_autoptr (JzXmlInput) input = jz_xml_input_new ("x", bytes_source_read, &source, 1000000);
  g_autoptr (GError)     error = NULL;
  int code;

  jz_xml_input_handle (input, start_cb, end_cb, characters_cb, &seen);
  while ((code = jz_xml_input_push (input, &error)) == 1)
    continue;
  g_assert_true ((code < 0) == (error != NULL));
  g_assert_true (error == NULL || error->domain == JZ_ERROR);
  /* A tag that the end cuts short is told before it is refused. */
  g_assert_cmpuint (seen.deepest, <=, JZ_XML_DEPTH_MAX + (code < 0));
  *elements = seen.elements;
  return code;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  guint pulled = 0, pushed = 0;
  int   one = pull (data, size, &pulled), other = push (data, size, &pushed);

  g_assert_cmpint (one, ==, other);
  if (one == 0)
    g_assert_cmpuint (pulled, ==, pushed);
  return 0;
}
