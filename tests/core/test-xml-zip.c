/* xml-input, zip-input: what comes from outside is read as it is, or refused; never more.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#include "jz-error.h"
#include "jz-xml-input.h"
#include "jz-zip-input.h"
#include "sheet-fixture.h"
#include "support/bytes-source.h"

static void
start_cb (void *data, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri, int n_namespaces,
          const xmlChar **namespaces, int n_attributes, int n_defaulted, const xmlChar **attributes)
{
  g_string_append_printf (data, "<%s>", local);
}

static void
end_cb (void *data, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri)
{
  g_string_append (data, "/");
}

static void
text_cb (void *data, const xmlChar *text, int length)
{
  g_string_append_len (data, (const char *) text, length);
}

/* What the push parser makes of it, or the message; the pull reader must agree on whether it is read. */
static char *
parse (const char *bytes, gssize length, guint64 limit)
{
  gsize                  size = length < 0 ? strlen (bytes) : (gsize) length;
  BytesSource                 pushed = { bytes, size, 7 }, pulled = { bytes, size, 1000 };
  g_autoptr (GString)    out = g_string_new (NULL);
  g_autoptr (GError)     error = NULL;
  g_autoptr (GError)     other = NULL;
  g_autoptr (JzXmlInput) push = jz_xml_input_new ("x.xml", bytes_source_read, &pushed, limit);
  g_autoptr (JzXmlInput) pull = jz_xml_input_new ("x.xml", bytes_source_read, &pulled, limit);
  int                    one, two;

  jz_xml_input_handle (push, start_cb, end_cb, text_cb, out);
  while ((one = jz_xml_input_push (push, &error)) == 1)
    continue;
  while ((two = jz_xml_input_next (pull, &other)) == 1)
    continue;
  g_assert_cmpint (one, ==, two);
  if (one == 0)
    return g_string_free (g_steal_pointer (&out), FALSE);
  g_assert_error (error, JZ_ERROR, JZ_ERROR_REFUSED);
  g_assert_error (other, JZ_ERROR, JZ_ERROR_REFUSED);
  return g_strdup (error->message);
}

static void
assert_xml (const char *xml, const char *expected)
{
  g_autofree char *got = parse (xml, -1, G_MAXUINT32);

  g_assert_cmpstr (got, ==, expected);
}

static void
test_xml_read (void)
{
  assert_xml ("<a b='&lt;>'>x&amp;&#x4e00;<c/><![CDATA[<!DOCTYPE>]]></a>", "<a>x&一<c>/<!DOCTYPE>/");
  assert_xml ("\xef\xbb\xbf<?xml version='1.0' encoding='utf-8'?><!-- <!DOCTYPE a> ' -- --><a/>",
              "x.xml: the XML is damaged in line 1");
  assert_xml ("<?xml version='1.0' encoding=\"UTF-8\"?>\n<!-- <!DOCTYPE a> ' > --><a>é</a>\n", "<a>é/");
}

static void
test_xml_utf16 (void)
{
  static const char *const encodings[] = { "UTF-16LE", "UTF-16BE" };

  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    for (int mark = 0; mark < 2; mark++)
      {
        g_autofree char *text = g_strconcat (mark ? "\xef\xbb\xbf" : "",
                                             "<?xml version='1.0' encoding='utf-16'?><a>天平𠀀</a>", NULL);
        g_autofree char *evil = g_strconcat (mark ? "\xef\xbb\xbf" : "", "<?xml version='1.0'?><!DOCTYPE a><a/>", NULL);
        gsize            length, evil_length;
        g_autofree char *bytes = g_convert (text, -1, encodings[i], "UTF-8", NULL, &length, NULL);
        g_autofree char *evil_bytes = g_convert (evil, -1, encodings[i], "UTF-8", NULL, &evil_length, NULL);
        g_autofree char *got = parse (bytes, (gssize) length, G_MAXUINT32);
        g_autofree char *refused = parse (evil_bytes, (gssize) evil_length, G_MAXUINT32);
        g_autofree char *cut = parse (bytes, (gssize) length - 1, G_MAXUINT32);

        g_assert_cmpstr (got, ==, "<a>天平𠀀/");
        g_assert_nonnull (strstr (refused, "document type"));
        g_assert_true (g_str_has_prefix (cut, "x.xml: "));
      }
}

static void
test_xml_refused (void)
{
  static const char *const cases[][2] = {
    { "<!DOCTYPE a [<!ENTITY b 'c'><!ENTITY d '&b;&b;'>]><a>&d;</a>", "document type" },
    { "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>", "document type" },
    { "<a/><!DOCTYPE a>", "document type" },
    { "<a>&d;</a>", "damaged in line 1" },
    { "<?xml version='1.0' encoding='UTF-7'?>\n+ADwAIQ-DOCTYPE a+AD4-<a/>", "encoding" },
    { "<?xml version='1.0' encoding='GB18030'?><a/>", "encoding" },
    { "<?xml version='1.0' encoding='UTF-16'?><a/>", "encoding" },
    { "\x4c\x6f\xa7\x94", "no XML" }, /* EBCDIC */
    { "<a>\n<b></a>", "damaged in line 2" },
    { "<a>", "damaged" },
    { "", "damaged" },
    { "<a>\xff</a>", "damaged" },
    { "<!--><!DOCTYPE a>--><a>", "damaged" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *got = parse (cases[i][0], -1, G_MAXUINT32);

      if (strstr (got, cases[i][1]) == NULL)
        g_error ("“%s” gives “%s”", cases[i][0], got);
    }
  {
    g_autofree char *zero = parse ("<\0\0\0a\0\0\0/\0\0\0>\0\0\0", 16, G_MAXUINT32);
    g_autofree char *large = parse ("<a>123</a>", -1, 9);
    g_autofree char *fits = parse ("<a>123</a>", -1, 10);

    g_assert_nonnull (strstr (zero, "no XML"));
    g_assert_nonnull (strstr (large, "too large"));
    g_assert_cmpstr (fits, ==, "<a>123/");
  }
}

static void
test_xml_limits (void)
{
  g_autoptr (GString) many = g_string_new ("<a");
  g_autoptr (GString) deep = g_string_new (NULL);
  g_autoptr (GString) wide = g_string_new ("<a>");
  g_autofree char    *text = g_strnfill (JZ_XML_TEXT_MAX + 100, 'x');
  g_autofree char    *long_text = g_strconcat ("<a>", text, "</a>", NULL);
  g_autofree char    *long_comment = g_strconcat ("<a><!--", text, "--></a>", NULL);

  for (int i = 0; i < 40000; i++)
    g_string_append_printf (many, " a%d='>'", i);
  g_string_append (many, "/>");
  for (int i = 0; i <= JZ_XML_DEPTH_MAX; i++)
    g_string_append (deep, "<a>");
  for (int i = 0; i <= JZ_XML_DEPTH_MAX; i++)
    g_string_append (deep, "</a>");
  for (int i = 0; i < 100; i++)
    g_string_append (wide, "<b><c/></b>");
  g_string_append (wide, "</a>");
  {
    g_autofree char *attributes = parse (many->str, -1, G_MAXUINT32);
    g_autofree char *depth = parse (deep->str, -1, G_MAXUINT32);
    g_autofree char *in_text = parse (long_text, -1, G_MAXUINT32);
    g_autofree char *in_comment = parse (long_comment, -1, G_MAXUINT32);
    g_autofree char *fine = parse (wide->str, -1, G_MAXUINT32);

    g_assert_nonnull (strstr (attributes, "tag that is too long"));
    g_assert_nonnull (strstr (depth, "too deeply"));
    g_assert_nonnull (strstr (in_text, "text that is too long"));
    g_assert_nonnull (strstr (in_comment, "text that is too long"));
    g_assert_true (g_str_has_prefix (fine, "<a><b><c>//<b>"));
  }
}

/* A zip of stored entries with the names as given: what a library would not write. */
static GByteArray *
raw_zip (const char *const *names, guint16 flags, guint32 claimed)
{
  GByteArray            *zip = g_byte_array_new ();
  g_autoptr (GByteArray) directory = g_byte_array_new ();
  guint16                n = 0;

  for (; names[n] != NULL; n++)
    {
      guint32 offset = zip->len, crc = 0xe8b7be43, one = 1, size = claimed; /* the CRC of "a" */
      guint16 length = (guint16) strlen (names[n]), zero = 0, version = 20;
      guint8  head[30] = "PK\3\4", entry[46] = "PK\1\2";

      memcpy (head + 4, &version, 2);
      memcpy (head + 6, &flags, 2);
      memcpy (head + 14, &crc, 4);
      memcpy (head + 18, &one, 4);
      memcpy (head + 22, &size, 4);
      memcpy (head + 26, &length, 2);
      memcpy (head + 28, &zero, 2);
      memcpy (entry + 6, head + 4, 22);
      memcpy (entry + 24, &size, 4);
      memcpy (entry + 28, &length, 2);
      memcpy (entry + 42, &offset, 4);
      g_byte_array_append (zip, head, 30);
      g_byte_array_append (zip, (const guint8 *) names[n], length);
      g_byte_array_append (zip, (const guint8 *) "a", 1);
      g_byte_array_append (directory, entry, 46);
      g_byte_array_append (directory, (const guint8 *) names[n], length);
    }
  {
    guint8  end[22] = "PK\5\6";
    guint32 size = directory->len, offset = zip->len;

    memcpy (end + 8, &n, 2);
    memcpy (end + 10, &n, 2);
    memcpy (end + 12, &size, 4);
    memcpy (end + 16, &offset, 4);
    g_byte_array_append (zip, directory->data, directory->len);
    g_byte_array_append (zip, end, sizeof end);
  }
  return zip;
}

/* NULL when it is accepted. */
static char *
open_raw (const char *folder, const char *const *names, guint16 flags, guint32 claimed, const JzZipLimits *limits)
{
  g_autofree char        *path = g_build_filename (folder, "x.zip", NULL);
  g_autoptr (GByteArray)  bytes = raw_zip (names, flags, claimed);
  g_autoptr (GError)      error = NULL;
  g_autoptr (JzZipInput)  zip = NULL;

  fixture_write (path, bytes->data, bytes->len);
  zip = jz_zip_input_open (path, limits, NULL, &error);
  if (zip != NULL)
    return NULL;
  g_assert_error (error, JZ_ERROR, JZ_ERROR_REFUSED);
  return g_strdup (error->message);
}

static void
test_zip_names (void)
{
  static const char *const bad[] = { "/a", "../a", "a/../b", "C:/a", "..", "a\nb", "" };
  static const char *const good[] = { "a", "a/b..c/d", "图片.png", NULL };
  static const char *const twice[] = { "a/b", "A/B", NULL };
  JzZipLimits              limits = { 2, 1000, 1000, 200, 1000, TRUE };
  g_autofree char         *folder = fixture_folder ();

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      const char *const names[] = { "fine", bad[i], NULL };
      g_autofree char  *why = open_raw (folder, names, 0, 1, NULL);

      g_assert_nonnull (why);
    }
  {
    const char *const backslash[] = { "a\\..\\b", NULL };
    const char *const han[] = { "图片.png", NULL };
    g_autofree char  *fine = open_raw (folder, good, 0x800, 1, NULL);
    g_autofree char  *same = open_raw (folder, twice, 0, 1, NULL);
    g_autofree char  *encrypted = open_raw (folder, good, 0x801, 1, NULL);
    g_autofree char  *slashes = open_raw (folder, backslash, 0, 1, NULL);
    g_autofree char  *many = open_raw (folder, good, 0x800, 1, &limits);
    g_autofree char  *ascii = open_raw (folder, han, 0x800, 1, &limits);
    g_autofree char  *large = open_raw (folder, twice, 0, 1001, &limits);

    g_assert_cmpstr (fine, ==, NULL);
    g_assert_nonnull (strstr (same, "twice"));
    g_assert_nonnull (strstr (encrypted, "encrypted"));
    g_assert_nonnull (slashes);
    g_assert_nonnull (strstr (many, "too many"));
    g_assert_nonnull (strstr (ascii, "name is not accepted"));
    g_assert_nonnull (strstr (large, "unpacks to more"));
  }
  fixture_remove (folder);
}

static void
test_zip_link (void)
{
  g_autofree char       *folder = fixture_folder ();
  g_autofree char       *path = g_build_filename (folder, "x.zip", NULL);
  struct archive        *archive = archive_write_new ();
  struct archive_entry  *entry = archive_entry_new ();
  g_autoptr (GError)     error = NULL;

  archive_write_set_format_zip (archive);
  archive_write_open_filename (archive, path);
  archive_entry_set_pathname (entry, "link");
  archive_entry_set_filetype (entry, AE_IFLNK);
  archive_entry_set_symlink (entry, "/etc/passwd");
  archive_entry_set_perm (entry, 0777);
  g_assert_cmpint (archive_write_header (archive, entry), ==, ARCHIVE_OK);
  archive_entry_free (entry);
  archive_write_free (archive);
  g_assert_null (jz_zip_input_open (path, NULL, NULL, &error));
  g_assert_nonnull (strstr (error->message, "links"));
  fixture_remove (folder);
}

/* 200 MB of nothing in 200 KB; refused by what it claims, and by what comes out when it claims little. */
static void
test_zip_bomb (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = g_build_filename (folder, "x.xlsx", NULL);
  g_autofree char *zeros = g_strnfill (200 * 1024 * 1024, ' ');

  fixture_zip (path, "xl/workbook.xml", zeros, NULL);
  {
    g_autofree char *why = fixture_refusal (path);
    g_autofree char *bytes = NULL;
    gsize            length;
    g_autoptr (GError)     error = NULL;
    g_autoptr (JzZipInput) zip = NULL;
    g_autoptr (JzZipEntry) entry = NULL;
    g_autofree char       *buffer = g_malloc (65536);
    guint32                little = 100;
    gssize                 n;
    guint64                total = 0;

    g_assert_nonnull (strstr (why, "unpacks to more"));
    g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
    for (gsize i = 0; i + 46 < length; i++)
      if (memcmp (bytes + i, "PK\1\2", 4) == 0)
        memcpy (bytes + i + 24, &little, 4);
      else if (memcmp (bytes + i, "PK\3\4", 4) == 0)
        memcpy (bytes + i + 22, &little, 4);
    fixture_write (path, bytes, (gssize) length);
    zip = jz_zip_input_open (path, NULL, NULL, &error);
    g_assert_no_error (error);
    entry = jz_zip_input_open_entry (zip, "XL/Workbook.xml", &error);
    g_assert_no_error (error);
    while ((n = jz_zip_entry_read (entry, buffer, 65536, &error)) > 0)
      total += (guint64) n;
    g_assert_cmpint (n, ==, -1);
    g_assert_error (error, JZ_ERROR, JZ_ERROR_REFUSED);
    g_assert_cmpuint (total, <, 70 * 1024 * 1024);
  }
  fixture_remove (folder);
}

static void
test_zip_entries (void)
{
  g_autofree char        *folder = fixture_folder ();
  g_autofree char        *path = g_build_filename (folder, "x.zip", NULL);
  g_autofree char        *large = g_strnfill (300000, 'y');
  g_autoptr (GError)      error = NULL;
  g_autoptr (JzZipInput)  zip = NULL;

  fixture_zip (path, "one", large, "dir/two", "zwei", NULL);
  zip = jz_zip_input_open (path, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (jz_zip_input_names (zip)[1], ==, "dir/two");
  g_assert_null (jz_zip_input_names (zip)[2]);
  {
    g_autoptr (JzZipEntry) one = jz_zip_input_open_entry (zip, "one", &error);
    g_autoptr (JzZipEntry) two = jz_zip_input_open_entry (zip, "DIR/TWO", &error);
    char                   buffer[100];

    g_assert_cmpint (jz_zip_entry_read (one, buffer, 10, &error), ==, 10);
    g_assert_cmpint (jz_zip_entry_read (two, buffer, 100, &error), ==, 4);
    g_assert_cmpint (memcmp (buffer, "zwei", 4), ==, 0);
    g_assert_cmpint (jz_zip_entry_read (two, buffer, 100, &error), ==, 0);
    g_assert_cmpint (jz_zip_entry_read (one, buffer, 10, &error), ==, 10);
    g_assert_cmpint (buffer[9], ==, 'y');
  }
  g_assert_null (jz_zip_input_open_entry (zip, "three", &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_REFUSED);
  fixture_remove (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/xml/read", test_xml_read);
  g_test_add_func ("/xml/utf-16", test_xml_utf16);
  g_test_add_func ("/xml/refused", test_xml_refused);
  g_test_add_func ("/xml/limits", test_xml_limits);
  g_test_add_func ("/zip/names", test_zip_names);
  g_test_add_func ("/zip/link", test_zip_link);
  g_test_add_func ("/zip/bomb", test_zip_bomb);
  g_test_add_func ("/zip/entries", test_zip_entries);
  return g_test_run ();
}
