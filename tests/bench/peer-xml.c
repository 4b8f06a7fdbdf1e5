/* peer-xml PACKAGE-FOLDER-DATA OUT: what the package is measured against: the same rows written by libxml2's own
 * xmlTextWriter and deflated by zlib, nothing else: no hashes, no database, no check.
 *
 * Reads the parts' files once beforehand, so that only writing is timed. Prints {"seconds": …, "rows": …, "bytes": …}.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib.h>
#include <libxml/xmlreader.h>
#include <libxml/xmlwriter.h>
#include <stdio.h>
#include <string.h>
#include <zlib.h>

#define BLOCK (256 * 1024)

typedef struct
{
  z_stream stream;
  FILE    *out;
  guint64  bytes;
  guint8   block[BLOCK];
} Deflate;

static void
deflate_some (Deflate *d, const void *bytes, gsize size, int flush)
{
  d->stream.next_in = (Bytef *) bytes;
  d->stream.avail_in = (uInt) size;
  d->bytes += size;
  do
    {
      d->stream.next_out = d->block;
      d->stream.avail_out = BLOCK;
      deflate (&d->stream, flush);
      fwrite (d->block, 1, BLOCK - d->stream.avail_out, d->out);
    }
  while (d->stream.avail_out == 0);
}

static int
write_cb (void *data, const char *bytes, int size)
{
  deflate_some (data, bytes, (gsize) size, Z_NO_FLUSH);
  return size;
}

/* Rows of one part, packed: words with their NULs, an empty word after each row. */
static GByteArray *
load (const char *path, char **root)
{
  xmlTextReaderPtr reader = xmlReaderForFile (path, NULL, XML_PARSE_NONET);
  GByteArray      *words = g_byte_array_new ();
  const char      *name;

  while (xmlTextReaderRead (reader) == 1)
    {
      if (xmlTextReaderNodeType (reader) != XML_READER_TYPE_ELEMENT)
        continue;
      name = (const char *) xmlTextReaderConstLocalName (reader);
      if (xmlTextReaderDepth (reader) == 0)
        {
          *root = g_strdup (name);
          continue;
        }
      g_byte_array_append (words, (const guint8 *) name, (guint) strlen (name) + 1);
      while (xmlTextReaderMoveToNextAttribute (reader) == 1)
        {
          const char *attribute = (const char *) xmlTextReaderConstName (reader), *value = (const char *) xmlTextReaderConstValue (reader);

          g_byte_array_append (words, (const guint8 *) attribute, (guint) strlen (attribute) + 1);
          g_byte_array_append (words, (const guint8 *) value, (guint) strlen (value) + 1);
        }
      g_byte_array_append (words, (const guint8 *) "", 1);
    }
  xmlFreeTextReader (reader);
  return words;
}

static guint64
write_part (Deflate *d, const char *root, const GByteArray *words)
{
  xmlTextWriterPtr writer = xmlNewTextWriter (xmlOutputBufferCreateIO (write_cb, NULL, d, NULL));
  const char      *p = (const char *) words->data, *end = p + words->len;
  guint64          rows = 0;

  xmlTextWriterStartDocument (writer, NULL, "UTF-8", NULL);
  xmlTextWriterStartElementNS (writer, NULL, (const xmlChar *) root, (const xmlChar *) "urn:jiaozhuang:package:1");
  while (p < end)
    {
      xmlTextWriterWriteString (writer, (const xmlChar *) "\n");
      xmlTextWriterStartElement (writer, (const xmlChar *) p);
      for (p += strlen (p) + 1; *p != '\0';)
        {
          const char *value = p + strlen (p) + 1;

          xmlTextWriterWriteAttribute (writer, (const xmlChar *) p, (const xmlChar *) value);
          p = value + strlen (value) + 1;
        }
      p++;
      xmlTextWriterEndElement (writer);
      rows++;
    }
  xmlTextWriterEndDocument (writer);
  xmlFreeTextWriter (writer);
  return rows;
}

int
main (int argc, char **argv)
{
  g_autoptr (GDir)      dir = argc == 3 ? g_dir_open (argv[1], 0, NULL) : NULL;
  g_autofree Deflate   *d = g_new0 (Deflate, 1);
  guint64               rows = 0;
  gint64                taken = 0;

  if (dir == NULL || (d->out = fopen (argv[2], "wb")) == NULL)
    return 2;
  deflateInit2 (&d->stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    {
      g_autofree char       *path = g_build_filename (argv[1], name, NULL), *root = NULL;
      g_autoptr (GByteArray) words = NULL;
      gint64                 before;

      if (strcmp (name, "package.xml") == 0)
        continue;
      words = load (path, &root);
      before = g_get_monotonic_time ();
      rows += write_part (d, root, words);
      taken += g_get_monotonic_time () - before;
    }
  taken -= g_get_monotonic_time ();
  deflate_some (d, "", 0, Z_FINISH);
  fclose (d->out);
  taken += g_get_monotonic_time ();
  deflateEnd (&d->stream);
  printf ("{\"seconds\": %.2f, \"rows\": %" G_GUINT64_FORMAT ", \"bytes\": %" G_GUINT64_FORMAT "}\n", (double) taken / G_USEC_PER_SEC, rows, d->bytes);
  return 0;
}
