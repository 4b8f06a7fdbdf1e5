/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-marc-iso2709.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-error.h"

#define ENTRY 12 /* bytes of a directory entry */

typedef struct
{
  char  tag[4];
  gsize start, length; /* without the separator */
} Entry;

static gboolean
read_number (const guint8 *digits, gsize n, gsize *number)
{
  *number = 0;
  for (gsize i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit (digits[i]))
        return FALSE;
      *number = *number * 10 + (digits[i] - '0');
    }
  return TRUE;
}

gboolean
jz_marc_iso2709_begins (const guint8 *bytes, gsize n)
{
  gsize number;

  return n >= JZ_MARC_LEADER + ENTRY && read_number (bytes, 5, &number) && read_number (bytes + 12, 5, &number) &&
         read_number (bytes + JZ_MARC_LEADER, ENTRY, &number);
}

/* The entries as the directory has them. @fit: whether each is just one field of @data. */
static GArray *
read_directory (const guint8 *directory, gsize n, const guint8 *data, gsize n_data, gboolean *fit)
{
  GArray *entries = g_array_sized_new (FALSE, FALSE, sizeof (Entry), (guint) (n / ENTRY));

  *fit = TRUE;
  for (; n >= ENTRY; directory += ENTRY, n -= ENTRY)
    {
      Entry    entry = { { 0 } };
      gboolean ok = read_number (directory + 3, 4, &entry.length) && read_number (directory + 7, 5, &entry.start);

      memcpy (entry.tag, directory, 3);
      if (!ok)
        entry.start = G_MAXSIZE; /* no order can be told by it */
      ok = ok && entry.length > 0 && entry.start + entry.length <= n_data &&
           data[entry.start + entry.length - 1] == JZ_MARC_FIELD_END &&
           (entry.start == 0 || data[entry.start - 1] == JZ_MARC_FIELD_END) &&
           memchr (data + entry.start, JZ_MARC_FIELD_END, entry.length - 1) == NULL;
      *fit = *fit && ok;
      entry.length -= ok;
      g_array_append_val (entries, entry);
    }
  return entries;
}

/* Whether the starts tell an order; fields mostly stand in that of the directory. */
static gboolean
has_order (const GArray *entries, gsize n_data)
{
  for (guint i = 0; i < entries->len; i++)
    if (g_array_index (entries, Entry, i).start >= n_data)
      return FALSE;
  return TRUE;
}

static int
start_order (gconstpointer a, gconstpointer b)
{
  gsize one = ((const Entry *) a)->start, two = ((const Entry *) b)->start;

  return (one > two) - (one < two);
}

/* The fields as their separators tell them apart; the tags are those of the entries, as far as there are any. */
static void
rebuild (GArray *entries, const guint8 *data, gsize n_data)
{
  guint i = 0;

  if (has_order (entries, n_data))
    g_array_sort (entries, start_order);
  for (gsize start = 0; start < n_data; i++)
    {
      const guint8 *end = memchr (data + start, JZ_MARC_FIELD_END, n_data - start);
      gsize         length = end != NULL ? (gsize) (end - data) - start : n_data - start;
      Entry         extra = { "???", 0, 0 };

      if (i == entries->len)
        g_array_append_val (entries, extra);
      g_array_index (entries, Entry, i).start = start;
      g_array_index (entries, Entry, i).length = length;
      start += length + 1;
    }
  g_array_set_size (entries, i);
}

/* How many fields their separators make of @data. */
static guint
count_fields (const guint8 *data, gsize n)
{
  guint count = 0;

  for (gsize i = 0; i < n; i++)
    count += data[i] == JZ_MARC_FIELD_END;
  return count + (n > 0 && data[n - 1] != JZ_MARC_FIELD_END);
}

static void
take_fields (JzMarcDecoder *decoder, JzMarc *record, JzMarcSource *from, const GArray *entries, const guint8 *data)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);

      g_string_truncate (text, 0);
      from->replaced += jz_marc_decoder_append (decoder, from->encoding, data + entry->start, entry->length, text);
      jz_marc_add (record, entry->tag, text->str, (gssize) text->len);
    }
  if (from->replaced > 0)
    from->mended |= JZ_MARC_MENDED_TEXT;
}

/* The bytes without the end of the record. */
static gsize
body_length (JzMarcSource *from)
{
  if (from->n_bytes > 0 && from->bytes[from->n_bytes - 1] == JZ_MARC_RECORD_END)
    return from->n_bytes - 1;
  from->mended |= JZ_MARC_MENDED_TERMINATOR;
  return from->n_bytes;
}

/* How long the leader is. What is no whole entry of the directory belongs to it: it may have lost or gained characters. */
static gsize
leader_length (const guint8 *bytes, gsize before_fields)
{
  gsize rest, number;

  if (before_fields < JZ_MARC_LEADER)
    return before_fields;
  rest = (before_fields - JZ_MARC_LEADER) % ENTRY;
  /* Lost, where the entry that gaining would cost is one. */
  return rest > 0 && read_number (bytes + JZ_MARC_LEADER + rest - ENTRY, ENTRY, &number) ?
           JZ_MARC_LEADER + rest - ENTRY :
           JZ_MARC_LEADER + rest;
}

/* @n: of the leader. @before_fields: with the directory, and the separator behind it. */
static void
take_leader (JzMarc *record, JzMarcSource *from, gsize n, gsize before_fields)
{
  gsize number;

  jz_marc_set_leader (record, (const char *) from->bytes, n);
  if (n != JZ_MARC_LEADER || !read_number (from->bytes + 12, 5, &number) || number != before_fields)
    from->mended |= JZ_MARC_MENDED_LEADER;
  if (!read_number (from->bytes, 5, &number) || number != from->n_bytes)
    from->mended |= JZ_MARC_MENDED_LENGTH;
}

gboolean
jz_marc_iso2709_read (JzMarcDecoder *decoder, JzMarcEncoding encoding, JzMarcEncoding before, JzMarc *record,
                      JzMarcSource *from)
{
  gsize              n = body_length (from), n_data, leader;
  const guint8      *mark = memchr (from->bytes, JZ_MARC_FIELD_END, n), *data;
  g_autoptr (GArray) entries = NULL;
  gboolean           fit;

  jz_marc_clear (record);
  from->replaced = 0;
  from->refused = NULL;
  if (mark == NULL || mark - from->bytes < JZ_MARC_LEADER / 2)
    {
      from->refused = _("These bytes are no record: there is no directory of fields in them");
      return FALSE;
    }
  data = mark + 1;
  n_data = n - (gsize) (data - from->bytes);
  leader = leader_length (from->bytes, (gsize) (mark - from->bytes));
  take_leader (record, from, leader, (gsize) (data - from->bytes));
  entries = read_directory (from->bytes + leader, (gsize) (mark - from->bytes) - leader, data, n_data, &fit);
  if (!fit || entries->len != count_fields (data, n_data))
    {
      from->mended |= JZ_MARC_MENDED_DIRECTORY;
      rebuild (entries, data, n_data);
    }
  from->encoding = encoding != JZ_MARC_ENCODING_AUTO ? encoding : jz_marc_decoder_sniff (decoder, data, n_data, before);
  take_fields (decoder, record, from, entries, data);
  return TRUE;
}

/* Writing. */

static gboolean
encode (GIConv iconv, const JzMarcField *field, GByteArray *data, GError **error)
{
  g_autofree char *text = NULL;
  gsize            n = field->length;

  if (iconv != NULL)
    {
      text = g_convert_with_iconv (field->data, (gssize) field->length, iconv, NULL, &n, error);
      if (text == NULL)
        return FALSE;
    }
  g_byte_array_append (data, (const guint8 *) (text != NULL ? text : field->data), (guint) n);
  g_byte_array_append (data, (const guint8 *) &(char){ JZ_MARC_FIELD_END }, 1);
  if (n + 1 <= JZ_MARC_FIELD_WRITTEN)
    return TRUE;
  g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, _("Field %s is longer than the 9,999 bytes that ISO 2709 can hold"),
               field->tag);
  return FALSE;
}

static gboolean
encode_all (const JzMarc *record, GIConv iconv, GString *directory, GByteArray *data, GError **error)
{
  for (guint i = 0; i < jz_marc_n_fields (record); i++)
    {
      JzMarcField field = jz_marc_field (record, i);
      guint       start = data->len;

      if (!encode (iconv, &field, data, error))
        return FALSE;
      g_string_append_printf (directory, "%s%04u%05u", field.tag, data->len - start, start);
    }
  return TRUE;
}

gboolean
jz_marc_iso2709_write (const JzMarc *record, JzMarcEncoding encoding, GByteArray *bytes, GError **error)
{
  g_autoptr (GString)    head = g_string_new (jz_marc_get_leader (record));
  g_autoptr (GByteArray) data = g_byte_array_new ();
  GIConv                 iconv = encoding == JZ_MARC_ENCODING_GB18030 ? g_iconv_open ("GB18030", "UTF-8") : NULL;
  gboolean               ok = encode_all (record, iconv, head, data, error);
  char                   number[8];
  gsize                  length;

  if (iconv != NULL)
    g_iconv_close (iconv);
  if (!ok)
    return FALSE;
  length = head->len + 1 + data->len + 1;
  if (length > JZ_MARC_RECORD_WRITTEN)
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID,
                   _("The record would be %u bytes long; ISO 2709 can hold 99,999"), (guint) length);
      return FALSE;
    }
  g_snprintf (number, sizeof number, "%05u", (guint) length);
  memcpy (head->str, number, 5);
  memcpy (head->str + 10, "22", 2);
  g_snprintf (number, sizeof number, "%05u", (guint) head->len + 1);
  memcpy (head->str + 12, number, 5);
  g_string_append_c (head, JZ_MARC_FIELD_END);
  g_byte_array_append (data, (const guint8 *) &(char){ JZ_MARC_RECORD_END }, 1);
  g_byte_array_append (bytes, (const guint8 *) head->str, (guint) head->len);
  g_byte_array_append (bytes, data->data, data->len);
  return TRUE;
}
