/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-marc-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-error.h"
#include "jz-marc-iso2709.h"
#include "jz-marc-xml.h"

#define BLOCK     (256 * 1024)
#define HEAD_MOST 4096 /* bytes at the beginning in which a file of records shows a separator */

struct _JzMarcReader
{
  char           *name;
  JzInputFunc     read;
  gpointer        source;
  JzMarcEncoding  encoding, before;
  JzMarcDecoder  *decoder;
  JzMarcXml      *xml;    /* NULL in ISO 2709 */
  GByteArray     *buffer;
  gsize           next;   /* of what is in the buffer */
  guint64         before_buffer; /* bytes of the file that left it */
  gboolean        ended;  /* there is nothing to read any more */
  gboolean        begun;  /* the first bytes were looked at */
  guint           number;
};

JzMarcReader *
jz_marc_reader_new (const char *name, JzInputFunc read, gpointer source, JzMarcEncoding encoding)
{
  JzMarcReader *self = g_new0 (JzMarcReader, 1);

  self->name = g_strdup (name);
  self->read = read;
  self->source = source;
  self->encoding = encoding;
  self->decoder = jz_marc_decoder_new ();
  self->buffer = g_byte_array_new ();
  return self;
}

void
jz_marc_reader_free (JzMarcReader *self)
{
  if (self == NULL)
    return;
  jz_marc_xml_free (self->xml);
  jz_marc_decoder_free (self->decoder);
  g_byte_array_unref (self->buffer);
  g_free (self->name);
  g_free (self);
}

/* One block more; what was taken already leaves the buffer. */
static gboolean
fill (JzMarcReader *self, GError **error)
{
  gssize n;
  guint  kept;

  g_byte_array_remove_range (self->buffer, 0, (guint) self->next);
  self->before_buffer += self->next;
  self->next = 0;
  kept = self->buffer->len;
  g_byte_array_set_size (self->buffer, kept + BLOCK);
  n = self->read (self->source, self->buffer->data + kept, BLOCK, error);
  g_byte_array_set_size (self->buffer, kept + (n > 0 ? (guint) n : 0));
  self->ended = n <= 0;
  return n >= 0;
}

/* XML is read from what is in the buffer already, then from where that came. */
static gssize
read_on_cb (gpointer source, void *to, gsize size, GError **error)
{
  JzMarcReader *self = source;
  gsize         n = MIN (size, self->buffer->len - self->next);

  if (n == 0)
    return self->ended ? 0 : self->read (self->source, to, size, error);
  memcpy (to, self->buffer->data + self->next, n);
  self->next += n;
  return (gssize) n;
}

static gboolean
begin (JzMarcReader *self, GError **error)
{
  const guint8 *head;
  gsize         n, i = 0;

  self->begun = TRUE;
  while (!self->ended && self->buffer->len < HEAD_MOST)
    if (!fill (self, error))
      return FALSE;
  head = self->buffer->data;
  n = self->buffer->len;
  if (n == 0)
    return TRUE;
  if (n >= 3 && memcmp (head, "\xef\xbb\xbf", 3) == 0)
    i = 3;
  while (i < n && g_ascii_isspace (head[i]))
    i++;
  if ((i < n && head[i] == '<') || (n >= 2 && (memcmp (head, "\xff\xfe", 2) == 0 || memcmp (head, "\xfe\xff", 2) == 0)))
    {
      self->xml = jz_marc_xml_new (self->name, read_on_cb, self);
      return TRUE;
    }
  if (memchr (head, JZ_MARC_FIELD_END, MIN (n, HEAD_MOST)) != NULL)
    return TRUE;
  g_set_error (error, JZ_ERROR, JZ_ERROR_REFUSED, _("%s: this is no file of catalogue records (ISO 2709 or MARCXML)"),
               self->name);
  return FALSE;
}

/* Line ends, a byte order mark, what a copied file ends with. */
static gboolean
is_between (const guint8 *bytes, gsize n)
{
  return g_ascii_isspace (*bytes) || *bytes == '\0' || *bytes == 0x1a || *bytes == JZ_MARC_RECORD_END ||
         (n >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0);
}

/* To where the next record begins. FALSE: there is none, or with @error set the file can't be read. */
static gboolean
skip_between (JzMarcReader *self, JzMarcSource *from, GError **error)
{
  for (;;)
    {
      const guint8 *bytes = self->buffer->data + self->next;
      gsize         n = self->buffer->len - self->next;

      if (n < 3 && !self->ended)
        {
          if (!fill (self, error))
            return FALSE;
          continue;
        }
      if (n == 0)
        return FALSE;
      if (!is_between (bytes, n))
        return TRUE;
      self->next += *bytes == 0xef ? 3 : 1;
      if (!g_ascii_isspace (*bytes) && *bytes != 0x1a)
        from->mended |= JZ_MARC_MENDED_BETWEEN;
    }
}

/* A record that lost its end is told by its length, if just there another one begins. */
static gsize
end_by_length (const guint8 *bytes, gsize n)
{
  g_autofree char *digits = g_strndup ((const char *) bytes, MIN (n, 5));
  guint64          length = 0;

  if (n < JZ_MARC_LEADER + 2 || !g_ascii_string_to_unsigned (digits, 10, JZ_MARC_LEADER + 2, n, &length, NULL))
    return 0;
  return bytes[length - 2] == JZ_MARC_FIELD_END && jz_marc_iso2709_begins (bytes + length - 1, n - length + 1) ? length - 1 : 0;
}

/* The bytes from here to the end of the record, with it where there is one. */
static gboolean
find_end (JzMarcReader *self, JzMarcSource *from, GError **error)
{
  const guint8 *bytes, *end;
  gsize         n, looked = 0, early;

  for (;;)
    {
      bytes = self->buffer->data + self->next;
      n = self->buffer->len - self->next;
      end = n > looked ? memchr (bytes + looked, JZ_MARC_RECORD_END, n - looked) : NULL;
      if (end != NULL || self->ended || n > JZ_MARC_RECORD_MOST)
        break;
      looked = n;
      if (!fill (self, error))
        return FALSE;
    }
  from->bytes = bytes;
  from->offset = self->before_buffer + self->next;
  from->n_bytes = end != NULL ? (gsize) (end - bytes) + 1 : n;
  early = end_by_length (bytes, from->n_bytes);
  if (early > 0)
    from->n_bytes = early;
  self->next += from->n_bytes;
  return TRUE;
}

static int
next_iso2709 (JzMarcReader *self, JzMarc *record, JzMarcSource *from, GError **error)
{
  g_autoptr (GError) failure = NULL;

  if (!skip_between (self, from, &failure) || !find_end (self, from, &failure))
    {
      if (failure == NULL)
        return 0;
      g_propagate_error (error, g_steal_pointer (&failure));
      return -1;
    }
  if (from->n_bytes > JZ_MARC_RECORD_MOST)
    from->refused = _("These bytes are no record: there is no end within 1 MB");
  else if (jz_marc_iso2709_read (self->decoder, self->encoding, self->before, record, from))
    self->before = from->encoding;
  return 1;
}

int
jz_marc_reader_next (JzMarcReader *self, JzMarc *record, JzMarcSource *from, GError **error)
{
  int status;

  *from = (JzMarcSource){ .encoding = JZ_MARC_ENCODING_UTF_8 };
  jz_marc_clear (record);
  if (!self->begun && !begin (self, error))
    return -1;
  status = self->xml != NULL ? jz_marc_xml_next (self->xml, record, error) : next_iso2709 (self, record, from, error);
  from->number = status == 1 ? ++self->number : self->number;
  return status;
}

const char *
jz_marc_mended_words (JzMarcMended one)
{
  switch (one)
    {
    case JZ_MARC_MENDED_LENGTH: return _("The length of the record was wrong");
    case JZ_MARC_MENDED_LEADER: return _("The leader was damaged");
    case JZ_MARC_MENDED_DIRECTORY: return _("The directory did not fit the fields");
    case JZ_MARC_MENDED_TERMINATOR: return _("The end of the record was missing");
    case JZ_MARC_MENDED_BETWEEN: return _("Something stood between the records");
    case JZ_MARC_MENDED_TEXT: return _("Some bytes are no characters; � stands for them");
    case JZ_MARC_N_MENDED: break;
    }
  return "";
}
