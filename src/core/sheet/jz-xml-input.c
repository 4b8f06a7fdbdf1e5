/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-xml-input.h"

#include <glib/gi18n-lib.h>
#include <errno.h>
#include <string.h>

#include "jz-error.h"

#define BLOCK_SIZE (16 * 1024)

typedef enum
{
  SCAN_TEXT,
  SCAN_OPEN,   /* after < */
  SCAN_TAG,
  SCAN_QUOTED, /* in an attribute value, where > means nothing */
  SCAN_CLOSE,  /* after </ */
  SCAN_BANG,   /* after <! */
  SCAN_COMMENT_OPEN,
  SCAN_COMMENT,
  SCAN_CDATA,
  SCAN_PI,
} ScanState;

typedef struct
{
  ScanState state;
  char      quote;
  char      last, before_last;
  gsize     run; /* bytes since the state began */
  guint     depth;
} Scanner;

struct _JzXmlInput
{
  char            *name;
  JzInputFunc       read;
  gpointer         source;
  guint64          left;
  gboolean         begun, ended;
  GIConv           converter; /* (GIConv) -1 for UTF-8 */
  char             raw[BLOCK_SIZE];
  gsize            raw_length;
  char            *block; /* scanned UTF-8 */
  gsize            length, used;
  Scanner          scanner;
  GError          *error;
  xmlTextReaderPtr reader;
  xmlParserCtxtPtr parser;
  xmlSAXHandler    sax;
  gpointer         sax_data;
};

static void
end_run (Scanner *s)
{
  s->state = SCAN_TEXT;
  s->run = 0;
}

/* What begins with "<". */
static const char *
scan_markup (Scanner *s, char c)
{
  switch (s->state)
    {
    case SCAN_OPEN:
      s->state = c == '/' ? SCAN_CLOSE : c == '!' ? SCAN_BANG : c == '?' ? SCAN_PI : SCAN_TAG;
      break;
    case SCAN_TAG:
      if (c == '"' || c == '\'')
        {
          s->state = SCAN_QUOTED;
          s->quote = c;
        }
      else if (c == '>')
        {
          end_run (s);
          if (s->depth == JZ_XML_DEPTH_MAX)
            return N_("%s: the XML is nested too deeply");
          s->depth += s->last != '/';
        }
      break;
    case SCAN_QUOTED:
      if (c == s->quote)
        s->state = SCAN_TAG;
      break;
    case SCAN_CLOSE:
    default:
      if (c == '>')
        {
          end_run (s);
          s->depth -= s->depth > 0;
        }
      break;
    }
  return NULL;
}

/* What begins with "<!" or "<?". */
static const char *
scan_special (Scanner *s, char *c)
{
  char end = s->state == SCAN_COMMENT ? '-' : s->state == SCAN_CDATA ? ']' : '?';

  if (s->state == SCAN_BANG)
    {
      if (*c != '-' && *c != '[')
        return N_("%s: the XML declares a document type, which is not accepted");
      s->state = *c == '-' ? SCAN_COMMENT_OPEN : SCAN_CDATA;
    }
  else if (s->state == SCAN_COMMENT_OPEN)
    {
      s->state = SCAN_COMMENT;
      *c = 0; /* "<!-->" does not end what it begins */
    }
  else if (*c == '>' && s->last == end && (end == '?' || s->before_last == end))
    end_run (s);
  return NULL;
}

static const char *
scan_step (Scanner *s, char c)
{
  const char *why = NULL;

  if (c == '\0')
    return N_("%s: this is no XML in UTF-8");
  if (s->state >= SCAN_BANG)
    why = scan_special (s, &c);
  else if (s->state > SCAN_TEXT)
    why = scan_markup (s, c);
  else if (c == '<')
    {
      s->state = SCAN_OPEN;
      s->run = 0;
    }
  s->before_last = s->last;
  s->last = c;
  return why;
}

/* How many of the bytes mean nothing where they stand: all but the ends of texts, tags and attribute values. */
static gsize
scan_plain (const Scanner *s, const char *bytes, gsize length)
{
  gsize n = 0;

  if (s->state == SCAN_TEXT)
    while (n < length && bytes[n] != '<' && bytes[n] != '\0')
      n++;
  else if (s->state == SCAN_TAG)
    while (n < length && bytes[n] != '>' && bytes[n] != '"' && bytes[n] != '\'' && bytes[n] != '\0')
      n++;
  else if (s->state == SCAN_QUOTED)
    while (n < length && bytes[n] != s->quote && bytes[n] != '\0')
      n++;
  return n;
}

static const char *
check_run (const Scanner *s)
{
  gboolean text = s->state == SCAN_TEXT || s->state == SCAN_COMMENT || s->state == SCAN_CDATA;

  if (s->run > (text ? JZ_XML_TEXT_MAX : JZ_XML_TAG_MAX))
    return text ? N_("%s: the XML has a text that is too long") : N_("%s: the XML has a tag that is too long");
  return NULL;
}

static const char *
scan (Scanner *s, const char *bytes, gsize length)
{
  const char *why = NULL;

  for (gsize i = 0; i < length && why == NULL;)
    {
      gsize plain = scan_plain (s, bytes + i, length - i);

      if (plain > 0)
        {
          i += plain;
          s->before_last = plain > 1 ? bytes[i - 2] : s->last;
          s->last = bytes[i - 1];
          s->run += plain;
        }
      else
        {
          why = scan_step (s, bytes[i++]);
          s->run++;
        }
      if (why == NULL)
        why = check_run (s);
    }
  return why;
}

JzXmlInput *
jz_xml_input_new (const char *name, JzInputFunc read, gpointer source, guint64 max_bytes)
{
  JzXmlInput *input = g_new0 (JzXmlInput, 1);

  input->name = g_strdup (name);
  input->read = read;
  input->source = source;
  input->left = max_bytes;
  input->converter = (GIConv) -1;
  return input;
}

void
jz_xml_input_free (JzXmlInput *input)
{
  if (input == NULL)
    return;
  g_clear_pointer (&input->reader, xmlFreeTextReader);
  g_clear_pointer (&input->parser, xmlFreeParserCtxt);
  if (input->converter != (GIConv) -1)
    g_iconv_close (input->converter);
  g_clear_error (&input->error);
  g_free (input->block);
  g_free (input->name);
  g_free (input);
}

static gboolean
refuse (JzXmlInput *input, const char *why)
{
  if (input->error == NULL)
    {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
      g_set_error (&input->error, JZ_ERROR, JZ_ERROR_REFUSED, _(why), input->name);
#pragma GCC diagnostic pop
    }
  return FALSE;
}

/* Fills the raw buffer as far as the source has bytes. */
static gboolean
read_raw (JzXmlInput *input)
{
  while (input->raw_length < BLOCK_SIZE && !input->ended)
    {
      gssize n = input->read (input->source, input->raw + input->raw_length, BLOCK_SIZE - input->raw_length,
                              &input->error);

      if (n < 0)
        return FALSE;
      if ((guint64) n > input->left)
        return refuse (input, N_("%s: the XML is too large"));
      input->left -= (guint64) n;
      input->raw_length += (gsize) n;
      input->ended = n == 0;
    }
  return TRUE;
}

static gboolean
declared_encoding_is_fine (const char *text, gsize length, gboolean utf16)
{
  g_autofree char *declaration = NULL;
  const char      *p, *end;
  char             quote;

  if (length < 6 || memcmp (text, "<?xml", 5) != 0)
    return TRUE;
  declaration = g_strndup (text, MIN (length, 512));
  if ((end = strstr (declaration, "?>")) == NULL)
    return FALSE;
  if ((p = strstr (declaration, "encoding")) == NULL || p > end)
    return TRUE;
  p += strlen ("encoding");
  p += strspn (p, " \t\r\n=");
  quote = *p++;
  return (quote == '"' || quote == '\'') &&
         (g_ascii_strncasecmp (p, "utf-8", 5) == 0 || g_ascii_strncasecmp (p, "utf8", 4) == 0 ||
          g_ascii_strncasecmp (p, "us-ascii", 8) == 0 || (utf16 && g_ascii_strncasecmp (p, "utf-16", 6) == 0)) &&
         strchr ("8iI16lLbBeE-", p[4]) != NULL;
}

static const char *
utf16_name (const char *raw, gsize length)
{
  if (length < 4)
    return NULL;
  if (memcmp (raw, "\xff\xfe", 2) == 0 || memcmp (raw, "<\0?\0", 4) == 0)
    return "UTF-16LE";
  if (memcmp (raw, "\xfe\xff", 2) == 0 || memcmp (raw, "\0<\0?", 4) == 0)
    return "UTF-16BE";
  return NULL;
}

/* What is in the raw buffer as UTF-8 in the block. */
static gboolean
convert (JzXmlInput *input)
{
  gsize room = 4 * BLOCK_SIZE;
  char *in = input->raw, *out = input->block;

  if (input->converter == (GIConv) -1)
    {
      memcpy (input->block, input->raw, input->raw_length);
      input->length = input->raw_length;
      input->raw_length = 0;
      return TRUE;
    }
  if (g_iconv (input->converter, &in, &input->raw_length, &out, &room) == (gsize) -1 &&
      (errno != EINVAL || (input->ended && input->raw_length > 0)))
    return refuse (input, N_("%s: the XML is not valid UTF-16"));
  memmove (input->raw, in, input->raw_length);
  input->length = (gsize) (out - input->block);
  return TRUE;
}

static gboolean
begin (JzXmlInput *input)
{
  const char *utf16 = utf16_name (input->raw, input->raw_length);
  gsize       mark = 0;

  input->begun = TRUE;
  input->block = g_malloc (4 * BLOCK_SIZE);
  if (utf16 != NULL)
    input->converter = g_iconv_open ("UTF-8", utf16);
  if (!convert (input))
    return FALSE;
  if (input->length >= 3 && memcmp (input->block, "\xef\xbb\xbf", 3) == 0)
    mark = 3;
  input->length -= mark;
  memmove (input->block, input->block + mark, input->length);
  /* Any other first byte would let libxml2 guess at an encoding that the scanner does not read. */
  if (input->length > 0 && strchr ("< \t\r\n", input->block[0]) == NULL)
    return refuse (input, N_("%s: this is no XML in UTF-8"));
  if (!declared_encoding_is_fine (input->block, input->length, utf16 != NULL))
    return refuse (input, N_("%s: the XML is in an encoding other than UTF-8"));
  return TRUE;
}

/* The next scanned block; empty at the end. */
static gboolean
fill (JzXmlInput *input)
{
  const char *why;

  input->used = input->length = 0;
  if (input->error != NULL || !read_raw (input))
    return FALSE;
  if (!(input->begun ? convert (input) : begin (input)))
    return FALSE;
  why = scan (&input->scanner, input->block, input->length);
  return why == NULL || refuse (input, why);
}

static void
ignore_error_cb (void *data, xmlErrorPtr error)
{
}

static int
read_cb (void *data, char *buffer, int size)
{
  JzXmlInput *input = data;
  gsize       n;

  if (input->used == input->length && !fill (input))
    return -1;
  n = MIN ((gsize) size, input->length - input->used);
  memcpy (buffer, input->block + input->used, n);
  input->used += n;
  return (int) n;
}

xmlTextReaderPtr
jz_xml_input_reader (JzXmlInput *input)
{
  if (input->reader == NULL)
    {
      input->reader = xmlReaderForIO (read_cb, NULL, input, NULL, "UTF-8", XML_PARSE_NONET | XML_PARSE_IGNORE_ENC);
      xmlTextReaderSetStructuredErrorHandler (input->reader, (xmlStructuredErrorFunc) ignore_error_cb, NULL);
    }
  return input->reader;
}

static int
fail (JzXmlInput *input, int line, GError **error)
{
  if (input->error != NULL)
    g_propagate_error (error, g_error_copy (input->error));
  else
    g_set_error (error, JZ_ERROR, JZ_ERROR_REFUSED, _("%s: the XML is damaged in line %d"), input->name, line);
  return -1;
}

int
jz_xml_input_next (JzXmlInput *input, GError **error)
{
  xmlTextReaderPtr reader = jz_xml_input_reader (input);
  int              result = xmlTextReaderRead (reader);

  if (result == 1 && xmlTextReaderNodeType (reader) == XML_READER_TYPE_DOCUMENT_TYPE)
    result = -1;
  if (result < 0 || input->error != NULL)
    return fail (input, xmlTextReaderGetParserLineNumber (reader), error);
  return result;
}

void
jz_xml_input_handle (JzXmlInput *input, startElementNsSAX2Func start, endElementNsSAX2Func end,
                     charactersSAXFunc characters, gpointer data)
{
  g_return_if_fail (input->parser == NULL);

  input->sax = (xmlSAXHandler){
    .initialized = XML_SAX2_MAGIC,
    .startElementNs = start,
    .endElementNs = end,
    .characters = characters,
    .cdataBlock = characters,
    .ignorableWhitespace = characters,
    .serror = (xmlStructuredErrorFunc) ignore_error_cb,
  };
  input->sax_data = data;
}

int
jz_xml_input_push (JzXmlInput *input, GError **error)
{
  gboolean last;
  int      result;

  if (!fill (input))
    return fail (input, 0, error);
  if (input->parser == NULL)
    {
      input->parser = xmlCreatePushParserCtxt (&input->sax, input->sax_data, NULL, 0, NULL);
      xmlCtxtUseOptions (input->parser, XML_PARSE_NONET | XML_PARSE_IGNORE_ENC);
    }
  last = input->length == 0;
  result = xmlParseChunk (input->parser, input->block, (int) input->length, last);
  if (result != 0 || (last && !input->parser->wellFormed))
    return fail (input, xmlSAX2GetLineNumber (input->parser), error);
  return !last;
}

int
jz_xml_input_line (JzXmlInput *input)
{
  return input->parser != NULL ? xmlSAX2GetLineNumber (input->parser)
         : input->reader != NULL ? xmlTextReaderGetParserLineNumber (input->reader) : 0;
}
