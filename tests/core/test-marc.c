/* marc: records are read as they are met, nothing is lost on the way, and what we write a peer reads.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#include "jz-error.h"
#include "jz-marc-iso2709.h"
#include "jz-marc-reader.h"
#include "jz-marc-xml.h"
#include "support/bytes-source.h"

/* What became of the records of a file. */
typedef struct
{
  GPtrArray   *records; /* of JzMarc */
  GArray      *sources; /* of JzMarcSource; bytes no longer valid */
  GError      *error;
} Result;

static void
result_clear (Result *self)
{
  g_clear_pointer (&self->records, g_ptr_array_unref);
  g_clear_pointer (&self->sources, g_array_unref);
  g_clear_error (&self->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Result, result_clear)

static void
read_all (Result *result, const void *bytes, gsize n, JzMarcEncoding encoding)
{
  BytesSource                   source = { bytes, n, 1000 };
  g_autoptr (JzMarcReader) reader = jz_marc_reader_new ("books.iso", bytes_source_read, &source, encoding);
  g_autoptr (JzMarc)       record = jz_marc_new ();
  JzMarcSource             from;
  int                      status;

  *result = (Result){ g_ptr_array_new_with_free_func ((GDestroyNotify) jz_marc_free),
                      g_array_new (FALSE, FALSE, sizeof from), NULL };
  while ((status = jz_marc_reader_next (reader, record, &from, &result->error)) == 1)
    {
      g_array_append_val (result->sources, from);
      g_ptr_array_add (result->records, jz_marc_copy (record));
    }
  g_assert_cmpint (status, ==, result->error != NULL ? -1 : 0);
}

#define RECORD(result, i) ((JzMarc *) g_ptr_array_index ((result)->records, i))
#define SOURCE(result, i) (&g_array_index ((result)->sources, JzMarcSource, i))

static JzMarc *
alive (void)
{
  JzMarc *record = jz_marc_new ();

  jz_marc_add (record, "001", "012345", -1);
  jz_marc_add (record, "010", "  \x1f" "a978-7-5063-6543-7\x1f" "dCNY20.00", -1);
  jz_marc_add (record, "200", "1 \x1f" "a活着\x1f" "Ahuo zhe\x1f" "f余华著", -1);
  jz_marc_add (record, "690", "  \x1f" "aI247.57\x1f" "v5", -1);
  jz_marc_add (record, "701", " 0\x1f" "a余华\x1f" "4著", -1);
  jz_marc_add (record, "998", "  \x1f" "x供应商自己的\x1f\x1f" "x", -1); /* nobody knows this */
  return record;
}

static GByteArray *
written (const JzMarc *record, JzMarcEncoding encoding)
{
  g_autoptr (GError) error = NULL;
  GByteArray        *bytes = g_byte_array_new ();

  g_assert_true (jz_marc_iso2709_write (record, encoding, bytes, &error));
  g_assert_no_error (error);
  return bytes;
}

/* Leaders say nothing of lengths before they are written. */
static void
assert_same (const JzMarc *a, const JzMarc *b)
{
  g_autofree char *one = jz_marc_to_text (a), *two = jz_marc_to_text (b);

  g_assert_cmpstr (one + JZ_MARC_LEADER, ==, two + JZ_MARC_LEADER);
}

static void
test_record (void)
{
  g_autoptr (JzMarc) record = alive (), copy = jz_marc_copy (record), again = jz_marc_new ();
  g_autofree char   *title = jz_marc_get (record, "200", 'a'), *none = jz_marc_get (record, "200", 'z');
  g_autofree char   *text = jz_marc_to_text (record);
  JzMarcField        field = jz_marc_field (record, 5);
  JzMarcSubfield     sub = { 0 };

  g_assert_cmpstr (title, ==, "活着");
  g_assert_null (none);
  g_assert_true (jz_marc_equal (record, copy));
  g_assert_true (jz_marc_from_text (again, text));
  g_assert_true (jz_marc_equal (record, again));
  g_assert_true (jz_marc_next_subfield (&field, &sub));
  g_assert_cmpint (sub.code, ==, 'x');
  g_assert_true (jz_marc_next_subfield (&field, &sub));
  g_assert_cmpint (sub.code, ==, ' ');
  g_assert_cmpuint (sub.length, ==, 0);
  g_assert_true (jz_marc_next_subfield (&field, &sub));
  g_assert_cmpint (sub.code, ==, 'x');
  g_assert_false (jz_marc_next_subfield (&field, &sub));
  jz_marc_set (copy, 2, "1 \x1f" "a兄弟", -1);
  jz_marc_remove (copy, 0);
  jz_marc_insert (copy, 0, "00", "new\x1e", -1);
  field = jz_marc_field (copy, 0);
  g_assert_cmpstr (field.tag, ==, "00?");
  g_assert_cmpstr (field.data, ==, "new "); /* what would end it in a file is not kept */
  g_assert_false (jz_marc_equal (record, copy));
  g_assert_cmpint (jz_marc_guess (copy), ==, JZ_MARC_CNMARC);
  g_assert_false (jz_marc_from_text (again, "short"));
  g_assert_cmpuint (jz_marc_n_fields (again), ==, 0);
}

static void
test_round_trip (void)
{
  static const JzMarcEncoding encodings[] = { JZ_MARC_ENCODING_UTF_8, JZ_MARC_ENCODING_GB18030 };
  g_autoptr (JzMarc) record = alive ();

  for (gsize i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      g_autoptr (GByteArray) bytes = written (record, encodings[i]), again = NULL;
      g_auto (Result)        result = { 0 };

      read_all (&result, bytes->data, bytes->len, JZ_MARC_ENCODING_AUTO);
      g_assert_no_error (result.error);
      g_assert_cmpuint (result.records->len, ==, 1);
      g_assert_cmpint (SOURCE (&result, 0)->encoding, ==, encodings[i]);
      g_assert_cmpint (SOURCE (&result, 0)->mended, ==, 0);
      assert_same (RECORD (&result, 0), record);
      again = written (RECORD (&result, 0), encodings[i]);
      g_assert_cmpmem (again->data, again->len, bytes->data, bytes->len);
    }
}

/* Characters of four bytes, and of two whose second looks like a sign of ASCII. */
static void
test_gb18030 (void)
{
  static const char  text[] = "\x1f" "a㐂𠮷丂刓|乗€";
  g_autoptr (JzMarc) record = jz_marc_new ();
  g_autoptr (GByteArray) bytes = NULL;
  g_auto (Result)    result = { 0 };

  jz_marc_add (record, "200", text, -1);
  bytes = written (record, JZ_MARC_ENCODING_GB18030);
  read_all (&result, bytes->data, bytes->len, JZ_MARC_ENCODING_AUTO);
  g_assert_cmpint (SOURCE (&result, 0)->encoding, ==, JZ_MARC_ENCODING_GB18030);
  g_assert_cmpuint (SOURCE (&result, 0)->replaced, ==, 0);
  assert_same (RECORD (&result, 0), record);
}

static void
append (GByteArray *to, const void *bytes, gsize n)
{
  g_byte_array_append (to, bytes, (guint) n);
}

/* Three records between which, and in which, is @wrong; all three are there, and the second says what was mended. */
static void
check_mended (const GByteArray *second, JzMarcMended mended)
{
  g_autoptr (JzMarc)     record = alive ();
  g_autoptr (GByteArray) good = written (record, JZ_MARC_ENCODING_GB18030), file = g_byte_array_new ();
  g_auto (Result)        result = { 0 };

  append (file, good->data, good->len);
  append (file, second->data, second->len);
  append (file, good->data, good->len);
  read_all (&result, file->data, file->len, JZ_MARC_ENCODING_AUTO);
  g_assert_no_error (result.error);
  g_assert_cmpuint (result.records->len, ==, 3);
  g_assert_cmpint (SOURCE (&result, 0)->mended, ==, 0);
  g_assert_cmpint (SOURCE (&result, 2)->mended, ==, 0);
  g_assert_cmpint (SOURCE (&result, 1)->mended, ==, mended);
  for (guint i = 0; i < 3; i++)
    assert_same (RECORD (&result, i), record);
}

static void
test_mended (void)
{
  static const struct { gsize at, n; const char *put; gsize n_put; JzMarcMended mended; } wrongs[] = {
    { 0, 5, "00007", 5, JZ_MARC_MENDED_LENGTH },
    { 0, 5, "99999", 5, JZ_MARC_MENDED_LENGTH },
    { 0, 5, "?????", 5, JZ_MARC_MENDED_LENGTH },
    { 12, 5, "     ", 5, JZ_MARC_MENDED_LEADER },
    { 0, 0, "\r\n", 2, 0 },
    { 0, 0, "\xef\xbb\xbf", 3, JZ_MARC_MENDED_BETWEEN },
    { 20, 2, "", 0, JZ_MARC_MENDED_LEADER | JZ_MARC_MENDED_LENGTH },
    { 20, 0, "--", 2, JZ_MARC_MENDED_LEADER | JZ_MARC_MENDED_LENGTH },
    { 24 + 12 + 3, 4, "0001", 4, JZ_MARC_MENDED_DIRECTORY },
    { 24 + 24 + 7, 5, "abcde", 5, JZ_MARC_MENDED_DIRECTORY },
    { 24 + 36 + 7, 5, "99999", 5, JZ_MARC_MENDED_DIRECTORY },
  };
  g_autoptr (JzMarc)     record = alive ();
  g_autoptr (GByteArray) good = written (record, JZ_MARC_ENCODING_GB18030);

  for (gsize i = 0; i < G_N_ELEMENTS (wrongs); i++)
    {
      g_autoptr (GByteArray) bad = g_byte_array_new ();

      g_test_message ("wrong: %zu", i);
      append (bad, good->data, wrongs[i].at);
      append (bad, wrongs[i].put, wrongs[i].n_put);
      append (bad, good->data + wrongs[i].at + wrongs[i].n, good->len - wrongs[i].at - wrongs[i].n);
      check_mended (bad, wrongs[i].mended);
    }
}

/* The end of a record is gone: of the last one, and between two. */
static void
test_terminator (void)
{
  g_autoptr (JzMarc)     record = alive ();
  g_autoptr (GByteArray) good = written (record, JZ_MARC_ENCODING_UTF_8), file = g_byte_array_new ();
  g_auto (Result)        result = { 0 };

  append (file, good->data, good->len - 1);
  append (file, good->data, good->len - 1);
  read_all (&result, file->data, file->len, JZ_MARC_ENCODING_AUTO);
  g_assert_cmpuint (result.records->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      assert_same (RECORD (&result, i), record);
      g_assert_true (SOURCE (&result, i)->mended & JZ_MARC_MENDED_TERMINATOR);
    }
}

/* Half a character stays where it is, seen; what is beside it is not touched. */
static void
test_half_characters (void)
{
  static const JzMarcEncoding encodings[] = { JZ_MARC_ENCODING_UTF_8, JZ_MARC_ENCODING_GB18030 };
  static const char *const    halves[] = { "\xe7\x9d", "\xd7" }; /* of 着 */
  g_autoptr (JzMarc)          record = alive ();

  for (gsize i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      g_autoptr (GByteArray) good = written (record, encodings[i]), file = g_byte_array_new ();
      const guint8          *end = memmem (good->data, good->len, "\x1f" "Ahuo", 5);
      gsize                  whole = encodings[i] == JZ_MARC_ENCODING_UTF_8 ? 3 : 2;
      g_auto (Result)        result = { 0 };
      g_autofree char       *title = NULL, *author = NULL;

      append (file, good->data, (gsize) (end - good->data) - whole);
      append (file, halves[i], strlen (halves[i]));
      append (file, end, good->len - (gsize) (end - good->data));
      read_all (&result, file->data, file->len, JZ_MARC_ENCODING_AUTO);
      g_assert_cmpuint (result.records->len, ==, 1);
      g_assert_cmpint (SOURCE (&result, 0)->encoding, ==, encodings[i]);
      g_assert_cmpuint (SOURCE (&result, 0)->replaced, ==, 1);
      g_assert_true (SOURCE (&result, 0)->mended & JZ_MARC_MENDED_TEXT);
      title = jz_marc_get (RECORD (&result, 0), "200", 'a');
      author = jz_marc_get (RECORD (&result, 0), "200", 'f');
      g_assert_cmpstr (title, ==, "活�");
      g_assert_cmpstr (author, ==, "余华著");
    }
}

static void
test_refused (void)
{
  static const char      text[] = "这不是 MARC 文件\n", *xml = "<?xml version='1.0'?><html/>", *broken = "<collection><record>";
  g_autoptr (GByteArray) file = g_byte_array_new (), good = NULL;
  g_autoptr (JzMarc)     record = alive ();
  g_auto (Result)        none = { 0 }, words = { 0 }, html = { 0 }, cut = { 0 }, junk = { 0 };

  read_all (&none, "", 0, JZ_MARC_ENCODING_AUTO);
  g_assert_no_error (none.error);
  g_assert_cmpuint (none.records->len, ==, 0);
  read_all (&words, text, strlen (text), JZ_MARC_ENCODING_AUTO);
  g_assert_error (words.error, JZ_ERROR, JZ_ERROR_REFUSED);
  read_all (&html, xml, strlen (xml), JZ_MARC_ENCODING_AUTO);
  g_assert_error (html.error, JZ_ERROR, JZ_ERROR_REFUSED);
  read_all (&cut, broken, strlen (broken), JZ_MARC_ENCODING_AUTO);
  g_assert_error (cut.error, JZ_ERROR, JZ_ERROR_REFUSED);
  /* Bytes between that are none are handed back, the next record is not. */
  good = written (record, JZ_MARC_ENCODING_UTF_8);
  append (file, good->data, good->len);
  append (file, "rubbish\x1d", 8);
  append (file, good->data, good->len);
  read_all (&junk, file->data, file->len, JZ_MARC_ENCODING_AUTO);
  g_assert_no_error (junk.error);
  g_assert_cmpuint (junk.records->len, ==, 3);
  g_assert_nonnull (SOURCE (&junk, 1)->refused);
  g_assert_cmpuint (SOURCE (&junk, 2)->number, ==, 3);
  assert_same (RECORD (&junk, 2), record);
}

static void
test_limits (void)
{
  g_autoptr (JzMarc)     record = alive ();
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GError)     error = NULL;
  g_autofree char       *most = g_strnfill (JZ_MARC_FIELD_WRITTEN - 1, 'x'), *more = g_strconcat (most, "x", NULL);

  jz_marc_add (record, "330", most, -1);
  g_assert_true (jz_marc_iso2709_write (record, JZ_MARC_ENCODING_UTF_8, bytes, &error));
  g_byte_array_set_size (bytes, 0);
  for (int i = 0; i < 10; i++)
    jz_marc_add (record, "330", most, -1);
  g_assert_false (jz_marc_iso2709_write (record, JZ_MARC_ENCODING_UTF_8, bytes, &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_INVALID);
  g_clear_error (&error);
  jz_marc_clear (record);
  jz_marc_add (record, "330", more, -1);
  g_assert_false (jz_marc_iso2709_write (record, JZ_MARC_ENCODING_UTF_8, bytes, &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_INVALID);
  g_assert_cmpuint (bytes->len, ==, 0);
}

static void
test_xml (void)
{
  static const JzMarcXmlKind kinds[] = { JZ_MARC_XML_MARCXML, JZ_MARC_XML_MARCXCHANGE };
  g_autoptr (JzMarc)         record = alive ();

  jz_marc_remove (record, 5); /* a subfield without a code: XML has no place for it */
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      xmlBufferPtr       buffer = xmlBufferCreate ();
      xmlTextWriterPtr   writer = xmlNewTextWriterMemory (buffer, 0);
      g_autoptr (GError) error = NULL;
      g_auto (Result)    result = { 0 };

      g_assert_true (jz_marc_xml_begin (writer, kinds[i], &error) && jz_marc_xml_write (writer, kinds[i], record, &error) &&
                     jz_marc_xml_write (writer, kinds[i], record, &error) && jz_marc_xml_end (writer, &error));
      xmlFreeTextWriter (writer);
      read_all (&result, xmlBufferContent (buffer), (gsize) xmlBufferLength (buffer), JZ_MARC_ENCODING_AUTO);
      g_assert_no_error (result.error);
      g_assert_cmpuint (result.records->len, ==, 2);
      assert_same (RECORD (&result, 1), record);
      xmlBufferFree (buffer);
    }
}

/* yaz-marcdump, which knows nothing of us, finds in our bytes what we put there. */
static void
test_peer (void)
{
  g_autofree char       *dump = g_find_program_in_path ("yaz-marcdump");
  g_autofree char       *folder = g_dir_make_tmp ("marc-XXXXXX", NULL), *path = g_build_filename (folder, "r.iso", NULL);
  g_autofree char       *said = NULL;
  g_autoptr (JzMarc)     record = alive ();
  g_autoptr (GByteArray) bytes = written (record, JZ_MARC_ENCODING_GB18030);
  const char            *argv[] = { dump, "-f", "gb18030", "-t", "utf-8", path, NULL };
  int                    status;

  if (dump == NULL)
    {
      g_test_skip ("yaz-marcdump is not installed");
      return;
    }
  g_assert_true (g_file_set_contents (path, (const char *) bytes->data, (gssize) bytes->len, NULL));
  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &said, NULL, &status, NULL));
  g_assert_cmpint (status, ==, 0);
  g_assert_nonnull (strstr (said, "200 1  $a 活着 $A huo zhe $f 余华著"));
  g_assert_nonnull (strstr (said, "690    $a I247.57 $v 5"));
  g_remove (path);
  g_rmdir (folder);
}

/* Files of real libraries, where they are at hand. */
static void
test_samples (void)
{
  static const struct { const char *name; guint n; JzMarcEncoding encoding; } files[] = {
    { "cnmarc_bnu_10.gb18030.iso", 10, JZ_MARC_ENCODING_GB18030 }, { "cnmarc_bnu_10.utf8.iso", 10, JZ_MARC_ENCODING_UTF_8 },
    { "m01_crlf_between.gb18030.iso", 5, JZ_MARC_ENCODING_GB18030 }, { "m02_bom_first.utf8.iso", 5, JZ_MARC_ENCODING_UTF_8 },
    { "m07_no_terminator_at_eof.gb18030.iso", 2, JZ_MARC_ENCODING_GB18030 },
  };
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "..", "..", "shared", "samples", "marc", NULL);

  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      g_test_skip ("no samples of real libraries here");
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (folder, files[i].name, NULL), *bytes = NULL;
      g_auto (Result)  result = { 0 };
      gsize            n;

      g_assert_true (g_file_get_contents (path, &bytes, &n, NULL));
      read_all (&result, bytes, n, JZ_MARC_ENCODING_AUTO);
      g_assert_no_error (result.error);
      g_test_message ("%s: %u records", files[i].name, result.records->len);
      g_assert_cmpuint (result.records->len, ==, files[i].n);
      for (guint k = 0; k < result.records->len; k++)
        {
          g_autofree char *title = jz_marc_get (RECORD (&result, k), "200", 'a');

          g_assert_cmpint (SOURCE (&result, k)->encoding, ==, files[i].encoding);
          g_assert_cmpuint (SOURCE (&result, k)->replaced, ==, 0);
          g_assert_nonnull (title);
        }
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/marc/record", test_record);
  g_test_add_func ("/marc/round-trip", test_round_trip);
  g_test_add_func ("/marc/gb18030", test_gb18030);
  g_test_add_func ("/marc/mended", test_mended);
  g_test_add_func ("/marc/terminator", test_terminator);
  g_test_add_func ("/marc/half-characters", test_half_characters);
  g_test_add_func ("/marc/refused", test_refused);
  g_test_add_func ("/marc/limits", test_limits);
  g_test_add_func ("/marc/xml", test_xml);
  g_test_add_func ("/marc/peer", test_peer);
  g_test_add_func ("/marc/samples", test_samples);
  return g_test_run ();
}
