/* sheet: what is written is read back the same, by us and by a peer; and appears whole or not at all.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/mount.h>

#include "jz-csv-text.h"
#include "jz-error.h"
#include "jz-sheet-rejects.h"
#include "jz-sheet-writer.h"
#include "sheet-fixture.h"

static guint
n_files (const char *folder)
{
  GDir *dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  g_dir_close (dir);
  return n;
}

static const JzSheetColumn columns[] = { { "编号", 12 }, { "名称", 30 }, { "数量", 0 }, { "单价", 0 }, { "日期", 0 } };

static void
write_sample (const char *path, JzSheetFormat format)
{
  static const JzSheetLayout layout = { "某校台账", "台账[一]:*?/\\ 名字很长很长很长很长很长很长很长很长很长很长很长", TRUE };
  g_autoptr (GError)         error = NULL;
  g_autoptr (JzSheetWriter)  writer = jz_sheet_writer_new (path, format, columns, 5, &layout, &error);

  g_assert_no_error (error);
  jz_sheet_writer_text (writer, 0, "017303");
  jz_sheet_writer_text (writer, 1, "=HYPERLINK(\"x\")");
  jz_sheet_writer_quantity (writer, 2, 12500, 3);
  jz_sheet_writer_money (writer, 3, -128050);
  jz_sheet_writer_date (writer, 4, jz_date_new (2019, 9, 1));
  g_assert_true (jz_sheet_writer_end_row (writer, &error));
  g_assert_true (jz_sheet_writer_end_row (writer, &error)); /* an empty one */
  jz_sheet_writer_text (writer, 1, "_x000D_ 两行\n<&>\x01 ' 尾　");
  jz_sheet_writer_date (writer, 4, JZ_DATE_NONE);
  g_assert_true (jz_sheet_writer_end_row (writer, &error));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_true (jz_sheet_writer_finish (writer, &error));
  g_assert_no_error (error);
}

static void
test_xlsx (FixtureFile *f, gconstpointer data)
{
  g_autofree char        *got = NULL;
  g_autoptr (JzSheetFile) file = NULL;

  write_sample (f->path, JZ_SHEET_FORMAT_XLSX);
  g_assert_cmpuint (n_files (f->folder), ==, 1);
  got = fixture_dump (f->path, 0);
  g_assert_cmpstr (got, ==,
                   "1|A=某校台账\n2|A=编号|B=名称|C=数量|D=单价|E=日期\n"
                   "3|A=017303|B==HYPERLINK(\"x\")|C#12.5|D#-1280.5|E@2019-09-01\n"
                   "5|B=_x000D_ 两行\n<&>\x01 ' 尾　\n");
  file = jz_sheet_file_open (f->path, NULL, NULL);
  g_assert_true (g_str_has_prefix (jz_sheet_file_sheet_name (file, 0), "台账"));
}

static void
test_xlsx_peer (FixtureFile *f, gconstpointer data)
{
  g_autofree char *csv = g_build_filename (f->folder, "peer.csv", NULL);
  g_autofree char *got = NULL;

  write_sample (f->path, JZ_SHEET_FORMAT_XLSX);
  if (!fixture_convert (f->path, csv, NULL))
    return;
  got = fixture_dump (csv, 0);
  g_assert_true (g_str_has_prefix (got, "1|A=某校台账\n2|A=编号|B=名称|C=数量|D=单价|E=日期\n"
                                        "3|A=017303|B==HYPERLINK(\"x\")|C=12.5|D=-1280.5|E=2019/09/01\n4\n"));
}

static void
test_csv (FixtureFile *f, gconstpointer data)
{
  g_autofree char *bytes = NULL;
  g_autofree char *got = NULL;

  write_sample (f->path, JZ_SHEET_FORMAT_CSV);
  g_assert_true (g_file_get_contents (f->path, &bytes, NULL, NULL));
  g_assert_cmpstr (bytes, ==,
                   "\xef\xbb\xbf编号,名称,数量,单价,日期\r\n017303,\"'=HYPERLINK(\"\"x\"\")\",12.5,-1280.50,2019-09-01\r\n"
                   "\r\n,\"_x000D_ 两行\n<&>\x01 ' 尾　\"\r\n");
  got = fixture_dump (f->path, 0);
  g_assert_cmpstr (got, ==, "1|A=编号|B=名称|C=数量|D=单价|E=日期\n"
                            "2|A=017303|B==HYPERLINK(\"x\")|C=12.5|D=-1280.50|E=2019-09-01\n3\n"
                            "4|B=_x000D_ 两行\n<&>\x01 ' 尾　\n");
}

/* No spreadsheet may take a text for a formula. */
static void
test_csv_guard (void)
{
  static const char *const texts[] = { "=1",  "+1 2", "-x", "@a",  "\tx", "\rx", "'=1", "''=1", "'x", "-5",
                                       "+86", "-",    "'",  "-.5", "5-",  "",    "'-5", "-5.", "-5x" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GString) line = g_string_new (NULL);
      const char         *field;
      char               *end;

      jz_csv_append_field (line, texts[i], ',');
      field = line->str[0] == '"' ? line->str + 1 : line->str;
      g_ascii_strtod (field, &end);
      g_assert_true (strchr ("=+-@\t\r", *field) == NULL || *field == '\0' || (end > field && *end == '\0'));
      if (line->str[0] != '"')
        g_assert_cmpstr (jz_csv_unguard (line->str), ==, texts[i]);
    }
}

/* Random texts of the characters that matter, in each encoding and with each delimiter. */
static void
test_csv_property (FixtureFile *f, gconstpointer data)
{
  static const char *const pieces[] = { "=", "+", "-", "@", "\t", "\r", "\n", "'",
                                        "\"", ",", ";", " ", "1", ".", "显", "a" };

  for (int round = 0; round < 60; round++)
    {
      g_autoptr (GPtrArray)     wanted = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GError)        error = NULL;
      g_autoptr (JzSheetWriter) writer = jz_sheet_writer_new (f->path, JZ_SHEET_FORMAT_CSV, columns, 5, NULL, &error);
      g_autoptr (JzSheetFile)   file = NULL;
      g_autoptr (JzSheetReader) reader = NULL;
      const JzSheetRow         *row;

      for (int i = 0; i < 5 * 40; i++)
        {
          g_autoptr (GString) text = g_string_new (NULL);

          for (int n = g_test_rand_int_range (0, 6); n > 0; n--)
            g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
          jz_sheet_writer_text (writer, i % 5, text->str);
          g_ptr_array_add (wanted, g_strdup (text->str));
          if (i % 5 == 4)
            g_assert_true (jz_sheet_writer_end_row (writer, &error));
        }
      g_assert_true (jz_sheet_writer_finish (writer, &error));
      g_assert_no_error (error);
      file = jz_sheet_file_open (f->path, NULL, &error);
      g_assert_no_error (error);
      reader = jz_sheet_file_read (file, 0, NULL, &error);
      g_assert_nonnull (jz_sheet_reader_next (reader, &error));
      for (guint i = 0; i < wanted->len; i += 5)
        {
          row = jz_sheet_reader_next (reader, &error);
          g_assert_no_error (error);
          for (guint c = 0; c < 5; c++)
            g_assert_cmpstr (jz_sheet_row_cell (row, (int) c)->text, ==, g_ptr_array_index (wanted, i + c));
        }
      g_assert_null (jz_sheet_reader_next (reader, &error));
      g_assert_no_error (error);
    }
}

static void
test_abandoned (FixtureFile *f, gconstpointer data)
{
  for (int format = 0; format < 2; format++)
    {
      g_autoptr (GError)        error = NULL;
      g_autoptr (JzSheetWriter) writer = NULL;

      fixture_write (f->path, "old", -1);
      writer = jz_sheet_writer_new (f->path, format ? JZ_SHEET_FORMAT_CSV : JZ_SHEET_FORMAT_XLSX, columns, 5, NULL,
                                    &error);
      jz_sheet_writer_text (writer, 0, "new");
      g_assert_true (jz_sheet_writer_end_row (writer, &error));
      g_clear_pointer (&writer, jz_sheet_writer_free);
      {
        g_autofree char *bytes = NULL;

        g_assert_true (g_file_get_contents (f->path, &bytes, NULL, NULL));
        g_assert_cmpstr (bytes, ==, "old");
        g_assert_cmpuint (n_files (f->folder), ==, 1);
      }
    }
}

static void
test_too_long (FixtureFile *f, gconstpointer data)
{
  g_autofree char          *text = g_strnfill (32768, 'x');
  g_autoptr (GError)        error = NULL;
  g_autoptr (JzSheetWriter) writer = jz_sheet_writer_new (f->path, JZ_SHEET_FORMAT_XLSX, columns, 5, NULL, &error);

  jz_sheet_writer_text (writer, 0, text + 1);
  g_assert_true (jz_sheet_writer_end_row (writer, &error));
  jz_sheet_writer_text (writer, 0, text);
  g_assert_false (jz_sheet_writer_end_row (writer, &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (jz_sheet_writer_finish (writer, &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_INVALID);
  g_assert_false (g_file_test (f->path, G_FILE_TEST_EXISTS));
}

static void
test_no_folder (FixtureFile *f, gconstpointer data)
{
  g_autofree char   *path = g_build_filename (f->folder, "none", "a.xlsx", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (jz_sheet_writer_new (path, JZ_SHEET_FORMAT_XLSX, columns, 5, NULL, &error));
  g_assert_nonnull (error);
}

static GError *
write_many (const char *path, JzSheetFormat format)
{
  GError                   *error = NULL;
  g_autoptr (JzSheetWriter) writer = jz_sheet_writer_new (path, format, columns, 5, NULL, &error);
  gboolean                  ok = writer != NULL;

  for (int i = 0; ok && i < 20000; i++)
    {
      g_autofree char *text = g_strdup_printf ("%08x%08x", g_test_rand_int (), g_test_rand_int ());

      for (int column = 0; column < 5; column++)
        jz_sheet_writer_text (writer, column, text);
      ok = jz_sheet_writer_end_row (writer, &error);
    }
  if (ok)
    jz_sheet_writer_finish (writer, &error);
  return error;
}

/* A disk of all small sizes: full at the start, in the scratch file, in the result. */
static void
test_disk_full (FixtureFile *f, gconstpointer data)
{
  static const char *const sizes[] = { "size=16k", "size=2m", "size=6400k", "size=7200k", "size=8400k", "size=32m" };

  for (guint i = 0; i < 2 * G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GError) error = NULL;

      if (mount ("tmpfs", f->folder, "tmpfs", 0, sizes[i / 2]) != 0)
        {
          g_test_skip ("only root can mount the small disk that is to be filled");
          return;
        }
      error = write_many (f->path, i % 2 ? JZ_SHEET_FORMAT_CSV : JZ_SHEET_FORMAT_XLSX);
      if (error == NULL)
        {
          g_autoptr (JzSheetFile)   file = jz_sheet_file_open (f->path, NULL, NULL);
          g_autoptr (JzSheetReader) reader = jz_sheet_file_read (file, 0, NULL, NULL);
          guint                     n = 0;

          while (jz_sheet_reader_next (reader, NULL) != NULL)
            n++;
          g_assert_cmpuint (n, ==, 20001);
          g_test_message ("%s is enough for %s", sizes[i / 2], i % 2 ? "csv" : "xlsx");
        }
      else
        {
          g_assert_error (error, JZ_ERROR, JZ_ERROR_DISK_FULL);
          g_assert_cmpuint (n_files (f->folder), ==, 0);
        }
      /* After a failure the library leaves a file open, so the disk goes when this process does. */
      g_assert_cmpint (umount2 (f->folder, MNT_DETACH), ==, 0);
    }
}

static const char *const name_words[] = { "名称", NULL };
static const char *const date_words[] = { "日期", NULL };
static const JzSheetField fields[] = {
  { "name", "Name", name_words, TRUE, JZ_SHEET_FIELD_TEXT },
  { "date", "Date", date_words, FALSE, JZ_SHEET_FIELD_DATE },
};

/* Hands back all data rows of @path but the first. */
static void
reject (const char *path, const char *to)
{
  g_autoptr (GError)         error = NULL;
  g_autoptr (JzSheetFile)    file = jz_sheet_file_open (path, NULL, &error);
  g_autoptr (JzSheetMapping) mapping = jz_sheet_mapping_new (fields, G_N_ELEMENTS (fields));
  g_autoptr (JzSheetRejects) rejects = NULL;
  g_autoptr (JzSheetReader)  reader = NULL;
  const JzSheetRow          *row;

  g_assert_no_error (error);
  g_assert_true (jz_sheet_mapping_guess (mapping, file, 0, NULL, &error));
  rejects = jz_sheet_rejects_new (to, file, 0, mapping, NULL, &error);
  g_assert_no_error (error);
  reader = jz_sheet_file_read (file, 0, NULL, &error);
  while ((row = jz_sheet_reader_next (reader, &error)) != NULL)
    if (row->number > jz_sheet_mapping_first_data (mapping))
      g_assert_true (jz_sheet_rejects_add (rejects, row, "数量不对", &error));
  g_assert_true (jz_sheet_rejects_finish (rejects, &error));
  g_assert_no_error (error);
}

static const char rejected_sheet[] =
  "<sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>台账</t></is></c></row>"
  "<row r=\"3\"><c r=\"A3\" t=\"inlineStr\"><is><t>编号</t></is></c><c r=\"B3\" t=\"inlineStr\"><is><t>名称</t></is></c>"
  "<c r=\"C3\" t=\"inlineStr\"><is><t>日期</t></is></c></row>"
  "<row r=\"4\"><c r=\"A4\"><v>1</v></c><c r=\"B4\" t=\"inlineStr\"><is><t>天平</t></is></c></row>"
  "<row r=\"7\"><c r=\"A7\" s=\"2\"><v>17303</v></c><c r=\"B7\" t=\"inlineStr\"><is><t>=秤</t></is></c>"
  "<c r=\"C7\" s=\"1\"><v>43709</v></c><c r=\"E7\"><v>9787506365437</v></c></row>"
  "<row r=\"8\"><c r=\"A8\" t=\"b\"><v>0</v></c><c r=\"C8\"><v>42613</v></c><c r=\"D8\" t=\"e\"><v>#N/A</v></c></row>"
  "</sheetData>";
static const char rejected_styles[] =
  "<numFmts><numFmt numFmtId=\"170\" formatCode=\"000000\"/></numFmts><cellStyleXfs><xf numFmtId=\"0\"/></cellStyleXfs>"
  "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"170\"/></cellXfs>";

static void
test_rejects_xlsx (FixtureFile *f, gconstpointer data)
{
  static const char expected[] = "1|A=台账\n3|A=编号|B=名称|C=日期|D=Reason\n"
                                 "4|A=017303|B==秤|C@2019-09-01|D=数量不对|F#9787506365437\n"
                                 "5|A?FALSE|C#42613|D=数量不对|E=#N/A\n";
  g_autofree char *to = g_build_filename (f->folder, "r.xlsx", NULL);
  g_autofree char *xls = g_build_filename (f->folder, "a.xls", NULL);
  g_autofree char *got = NULL, *of_1904 = NULL, *of_xls = NULL;

  fixture_xlsx (f->path, rejected_sheet, NULL, rejected_styles, 0);
  reject (f->path, to);
  got = fixture_dump (to, 0);
  g_assert_cmpstr (got, ==, expected);

  /* A bare number that counts days from 1904 must stay the same day. */
  fixture_xlsx (f->path, rejected_sheet, NULL, rejected_styles, FIXTURE_1904);
  reject (f->path, to);
  of_1904 = fixture_dump (to, 0);
  g_assert_nonnull (strstr (of_1904, "C@2020-09-01|"));

  fixture_xlsx (f->path, rejected_sheet, NULL, rejected_styles, 0);
  if (!fixture_convert (f->path, xls, "Gnumeric_Excel:excel_biff8"))
    return;
  reject (xls, to);
  of_xls = fixture_dump (to, 0);
  g_assert_cmpstr (of_xls, ==, expected);
}

/* Rows that come back once more replace their reasons. */
static void
test_rejects_again (FixtureFile *f, gconstpointer data)
{
  g_autofree char *to = g_build_filename (f->folder, "r.csv", NULL);
  g_autofree char *got = NULL;

  fixture_write (f->path, "名称,日期,Reason\n天平,2019,x\n秤,2020,y\n尺,2021,,stray\n", -1);
  reject (f->path, to);
  got = fixture_dump (to, 0);
  g_assert_cmpstr (got, ==, "1|A=名称|B=日期|C=Reason\n2|A=秤|B=2020|C=数量不对\n3|A=尺|B=2021|C=数量不对|D=stray\n");
}

static void
test_rejects_text (FixtureFile *f, gconstpointer data)
{
  static const char *const encodings[] = { "UTF-8", "GB18030", "UTF-16LE", "UTF-16BE" };
  g_autofree char         *to = g_build_filename (f->folder, "r.csv", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      const char      *text = "\xef\xbb\xbf某校\n编号\t名称\t日期\n01\t天平\t2019\n017303\t'=\"镕䶮\t-5\n";
      gsize            length;
      g_autofree char *bytes = g_convert (text + (i == 1 ? 3 : 0), -1, encodings[i], "UTF-8", NULL, &length, NULL);
      g_autofree char *got = NULL;
      g_autoptr (JzSheetFile) file = NULL;

      fixture_write (f->path, bytes, (gssize) length);
      reject (f->path, to);
      got = fixture_dump (to, 0);
      g_assert_cmpstr (got, ==, "1|A=某校\n2|A=编号|B=名称|C=日期|D=Reason\n3|A=017303|B==\"镕䶮|C=-5|D=数量不对\n");
      file = jz_sheet_file_open (to, NULL, NULL);
      g_assert_cmpstr (jz_sheet_file_encoding (file), ==, encodings[i]);
      g_assert_cmpint (jz_sheet_file_delimiter (file), ==, '\t');
    }
}

#define ADD(path, file, function) g_test_add (path, FixtureFile, file, fixture_file_set_up, function, fixture_file_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/writer/xlsx", "a.xlsx", test_xlsx);
  ADD ("/writer/xlsx-peer", "a.xlsx", test_xlsx_peer);
  ADD ("/writer/csv", "a.csv", test_csv);
  g_test_add_func ("/writer/csv-guard", test_csv_guard);
  ADD ("/writer/csv-property", "a.csv", test_csv_property);
  ADD ("/writer/abandoned", "a.xlsx", test_abandoned);
  ADD ("/writer/too-long", "a.xlsx", test_too_long);
  ADD ("/writer/no-folder", "a.xlsx", test_no_folder);
  ADD ("/writer/disk-full", "a.xlsx", test_disk_full);
  ADD ("/rejects/xlsx", "a.xlsx", test_rejects_xlsx);
  ADD ("/rejects/again", "a.csv", test_rejects_again);
  ADD ("/rejects/text", "a.csv", test_rejects_text);
  return g_test_run ();
}
