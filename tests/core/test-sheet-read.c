/* sheet: rows of workbooks and of text.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "jz-error.h"
#include "sheet-fixture.h"

#define assert_dump(path, expected)                                                                                   \
  G_STMT_START                                                                                                        \
  {                                                                                                                   \
    g_autofree char *got_ = fixture_dump (path, 0);                                                                   \
    g_assert_cmpstr (got_, ==, expected);                                                                             \
  }                                                                                                                   \
  G_STMT_END

static const char styles[] =
  "<numFmts count=\"4\"><numFmt numFmtId=\"176\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;\"/>"
  "<numFmt numFmtId=\"177\" formatCode=\"000000\"/><numFmt numFmtId=\"178\" formatCode=\"[$-804]yyyy-mm-dd h:mm;@\"/>"
  "<numFmt numFmtId=\"179\" formatCode=\"[Red]#,##0.00&quot;元&quot;\"/></numFmts>"
  "<cellStyleXfs count=\"1\"><xf numFmtId=\"14\"/></cellStyleXfs>"
  "<cellXfs count=\"9\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"176\"/><xf numFmtId=\"177\"/>"
  "<xf numFmtId=\"178\"/><xf numFmtId=\"179\"/><xf numFmtId=\"20\"/><xf numFmtId=\"49\"/><xf numFmtId=\"31\"/>"
  "</cellXfs>";

static void
test_cell_types (FixtureFile *f, gconstpointer data)
{
  fixture_xlsx (f->path,
                "<sheetData><row r=\"1\">"
                "<c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c><c r=\"C1\" t=\"s\"><v>2</v></c>"
                "<c r=\"D1\" t=\"inlineStr\"><is><t>内</t><r><t>联</t></r><rPh sb=\"0\" eb=\"1\"><t>nei</t></rPh>"
                "</is></c>"
                "<c r=\"E1\" t=\"str\"><f>A1&amp;B1</f><v>公式_x000D_值</v></c>"
                "<c r=\"F1\" t=\"b\"><v>1</v></c><c r=\"G1\" t=\"e\"><v>#N/A</v></c>"
                "<c r=\"H1\" t=\"d\"><v>2019-09-01T08:30:00</v></c><c r=\"I1\" t=\"s\"><v>3</v></c>"
                "<c r=\"J1\" t=\"n\"><v> 7 </v></c></row></sheetData>",
                "<si><t xml:space=\"preserve\"> 显微镜　</t></si>"
                "<si><r><t>宁东</t></r><r><rPr><b/></rPr><t>大道</t></r><rPh sb=\"3\" eb=\"4\"><t>dao</t></rPh></si>"
                "<si><t>第一行_x000D_\n_x005F_x0041_ &lt;&amp;</t></si><si><t/></si>",
                NULL, 0);
  assert_dump (f->path, "1|A= 显微镜　|B=宁东大道|C=第一行\r\n_x0041_ <&|D=内联|E=公式\r值|F?TRUE|G!#N/A"
                        "|H@2019-09-01 08:30|J= 7 \n");
}

static void
test_numbers (FixtureFile *f, gconstpointer data)
{
  fixture_xlsx (f->path,
                "<sheetData><row><c><v>9787506365437</v></c><c><v>9.787506365437E+12</v></c>"
                "<c><v>12.299999999999999</v></c><c s=\"3\"><v>17303</v></c><c s=\"3\"><v>1730300</v></c>"
                "<c s=\"5\"><v>1280</v></c><c><v>-0.00001</v></c><c><v>123456789012345678901</v></c><c><v>-0</v></c>"
                "<c><v>1e400</v></c><c><v>0.5</v></c></row></sheetData>",
                NULL, styles, 0);
  assert_dump (f->path, "1|A#9787506365437|B#9787506365437|C#12.3|D#017303|E#1730300|F#1280|G#-0.00001"
                        "|H#123456789012345678901|I#0|J=1e400|K#0.5\n");
}

static void
test_dates (FixtureFile *f, gconstpointer data)
{
  static const char sheet[] =
    "<sheetData><row><c s=\"1\"><v>43709</v></c><c s=\"2\"><v>43709</v></c><c s=\"4\"><v>43709.354166666664</v></c>"
    "<c s=\"6\"><v>0.35416666666666669</v></c><c><v>44075</v></c><c s=\"8\"><v>1</v></c><c s=\"1\"><v>-5</v></c>"
    "<c s=\"1\"><v>60</v></c><c s=\"1\"><v>61</v></c></row></sheetData>";

  fixture_xlsx (f->path, sheet, NULL, styles, 0);
  assert_dump (f->path, "1|A@2019-09-01|B@2019-09-01|C@2019-09-01 08:30|D=08:30|E#44075|F@1900-01-01|G#-5"
                        "|H#60|I@1900-03-01\n");
  fixture_xlsx (f->path, sheet, NULL, styles, FIXTURE_1904);
  assert_dump (f->path, "1|A@2023-09-02|B@2023-09-02|C@2023-09-02 08:30|D=08:30|E#44075|F@1904-01-02|G#-5"
                        "|H@1904-03-01|I@1904-03-02\n");
}

static void
test_serial (void)
{
  g_assert_cmpint (jz_sheet_date_from_serial (44075, FALSE), ==, jz_date_new (2020, 9, 1));
  g_assert_cmpint (jz_sheet_date_from_serial (42613, TRUE), ==, jz_date_new (2020, 9, 1));
  g_assert_cmpint (jz_sheet_date_from_serial (59, FALSE), ==, jz_date_new (1900, 2, 28));
  g_assert_cmpint (jz_sheet_date_from_serial (60, FALSE), ==, JZ_DATE_NONE);
  g_assert_cmpint (jz_sheet_date_from_serial (0, FALSE), ==, JZ_DATE_NONE);
  g_assert_cmpint (jz_sheet_date_from_serial (1e300, FALSE), ==, JZ_DATE_NONE);
  g_assert_cmpint (jz_sheet_date_from_serial (0.0 / 0.0, FALSE), ==, JZ_DATE_NONE);
  for (JzDate date = jz_date_new (1900, 1, 1); date <= jz_date_new (2199, 12, 31); date += 7)
    g_assert_cmpint (jz_sheet_date_from_serial (jz_sheet_date_to_serial (date), FALSE), ==, date);
}

static void
test_odd_packages (FixtureFile *f, gconstpointer data)
{
  static const char sheet[] = "<sheetData><row><c t=\"s\"><v>0</v></c><c s=\"1\"><v>43709</v></c></row></sheetData>";

  fixture_xlsx (f->path, sheet, "<si><t>天平</t></si>", styles, FIXTURE_STRICT);
  assert_dump (f->path, "1|A=天平|B@2019-09-01\n");
  fixture_xlsx (f->path, sheet, "<si><t>天平</t></si>", styles, FIXTURE_ODD_NAME);
  assert_dump (f->path, "1|A=天平|B@2019-09-01\n");
  fixture_xlsx (f->path,
                "</worksheet><!-- ' > --><?x y>?><worksheet xmlns=\"x\"><sheetData/>", NULL, NULL, 0);
  assert_dump (f->path, "error: a.xlsx: the XML is damaged in line 2");
}

static void
test_missing_references (FixtureFile *f, gconstpointer data)
{
  fixture_xlsx (f->path,
                "<cols><col min=\"2\" max=\"3\" hidden=\"1\"/></cols><sheetData><row><c><v>1</v></c>"
                "<c r=\"D1\"><v>2</v></c><c><v>3</v></c></row><row r=\"5\" hidden=\"1\"><c r=\"XFD5\"><v>4</v></c>"
                "</row>"
                "<row><c r=\"A\"><v>5</v></c></row><row/></sheetData>"
                "<mergeCells count=\"2\"><mergeCell ref=\"A1:C1\"/><mergeCell ref='B2:B900' /></mergeCells>",
                NULL, NULL, 0);
  assert_dump (f->path, "1|A#1|D#2|E#3\n5h|XFD#4\n6|A#5\n7\n");
  {
    g_autoptr (JzSheetFile)   file = jz_sheet_file_open (f->path, NULL, NULL);
    g_autoptr (JzSheetReader) reader = jz_sheet_file_read (file, 0, NULL, NULL);
    const GArray             *merges = jz_sheet_file_merges (file, 0, NULL, NULL);

    g_assert_nonnull (jz_sheet_reader_next (reader, NULL));
    g_assert_false (jz_sheet_reader_column_hidden (reader, 0));
    g_assert_true (jz_sheet_reader_column_hidden (reader, 2));
    g_assert_cmpuint (merges->len, ==, 2);
    g_assert_cmpuint (g_array_index (merges, JzSheetRange, 1).last_row, ==, 900);
    g_assert_cmpint (g_array_index (merges, JzSheetRange, 0).last_column, ==, 2);
    g_assert_cmpstr (jz_sheet_file_sheet_name (file, 0), ==, "台账&一");
  }
}

static void
test_wide_rows (FixtureFile *f, gconstpointer data)
{
  g_autoptr (GString) sheet = g_string_new ("<sheetData>");

  for (int row = 1; row <= 30; row++)
    {
      g_string_append (sheet, "<row>");
      for (int column = 0; column < JZ_SHEET_MAX_COLUMNS; column++)
        g_string_append (sheet, "<c s=\"1\"/>");
      g_string_append (sheet, "</row>");
    }
  g_string_append (sheet, "<row r=\"31\"><c r=\"B31\"><v>1</v></c></row></sheetData>");
  fixture_xlsx (f->path, sheet->str, NULL, NULL, 0);
  {
    g_autofree char *got = fixture_dump (f->path, 0);

    g_assert_true (g_str_has_suffix (got, "30\n31|B#1\n"));
  }
  fixture_xlsx (f->path, "<sheetData><row><c r=\"XFE1\"><v>1</v></c></row></sheetData>", NULL, NULL, 0);
  assert_dump (f->path, "error: a.xlsx: the sheet is damaged at row 1");
}

/* What no program writes: refused where it begins, never guessed at. */
static void
test_damaged_sheets (FixtureFile *f, gconstpointer data)
{
  static const char *const sheets[] = {
    "<sheetData><row><c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>2</v></c></row></sheetData>",
    "<sheetData><row><c r=\"A1\"><v>1</v></c><c r=\"A1\"><v>2</v></c></row></sheetData>",
    "<sheetData><row><c t=\"s\"><v>9</v></c></row></sheetData>",
    "<sheetData><row><c r=\"A2\"><v>9</v></c></row></sheetData>",
    "<sheetData><c><v>9</v></c></sheetData>",
    "<sheetData><row r=\"1048577\"/></sheetData>",
    "<sheetData><row r=\"0\"/></sheetData>",
    "<sheetData><row><c><v>1</v></c><row/></row></sheetData>",
    "<sheetData><row r=\"0\"/><broken></sheetData>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (sheets); i++)
    {
      g_autofree char *got = NULL;

      fixture_xlsx (f->path, sheets[i], NULL, NULL, 0);
      got = fixture_dump (f->path, 0);
      g_assert_true (g_str_has_prefix (got, "error: a.xlsx: the sheet is damaged at row "));
    }
}

static void
test_several_sheets (FixtureFile *f, gconstpointer data)
{
  g_autoptr (GError)      error = NULL;
  g_autoptr (JzSheetFile) file = NULL;

  fixture_zip (f->path, "_rels/.rels", "<R><Relationship Id='a' Type='x/officeDocument' Target='b.xml'/></R>",
               "_rels/b.xml.rels",
               "<R><Relationship Id='1' Type='x/worksheet' Target='s1.xml'/><Relationship Id='2' Type='x/worksheet' "
               "Target='/S2.XML'/><Relationship Id='3' Type='x/chartsheet' Target='s3.xml'/></R>",
               "b.xml",
               "<w xmlns:r='relationships'><sheets><sheet name='甲' r:id='1'/><sheet name='图' r:id='3'/>"
               "<sheet name='乙' state='veryHidden' r:id='2'/></sheets></w>",
               "s1.xml", "<w><sheetData/></w>", "s2.xml", "<w><sheetData><row><c><v>2</v></c></row></sheetData></w>",
               NULL);
  file = jz_sheet_file_open (f->path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (jz_sheet_file_n_sheets (file), ==, 2);
  g_assert_cmpstr (jz_sheet_file_sheet_name (file, 1), ==, "乙");
  g_assert_false (jz_sheet_file_sheet_hidden (file, 0));
  g_assert_true (jz_sheet_file_sheet_hidden (file, 1));
  {
    g_autofree char *first = fixture_dump_open (file, 0);
    g_autofree char *second = fixture_dump_open (file, 1);

    g_assert_cmpstr (first, ==, "");
    g_assert_cmpstr (second, ==, "1|A#2\n");
  }
}

static void
test_text (FixtureFile *f, gconstpointer data)
{
  static const char line[] = "编号,名称\r\n017303,\"显微镜,\n\"\"新\"\"\"\r\n\r\n'=1+1,' x\n\"a\"b,5\" 管\r'-5,''@,";
  static const char read[] = "1|A=编号|B=名称\n2|A=017303|B=显微镜,\n\"新\"\n3\n4|A==1+1|B=' x\n5|A=ab|B=5\" 管\n"
                             "6|A=-5|B='@\n";
  static const char *const encodings[] = { "UTF-8", "GB18030", "UTF-16LE", "UTF-16BE" };

  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    for (int mark = 0; mark < 2; mark++)
      {
        g_autofree char        *marked = g_strconcat (mark ? "\xef\xbb\xbf" : "", line, NULL);
        gsize                   length;
        g_autofree char        *bytes = g_convert (marked, -1, encodings[i], "UTF-8", NULL, &length, NULL);
        g_autoptr (JzSheetFile) file = NULL;

        if (i == 1 && mark)
          continue; /* GB18030 has no mark */
        fixture_write (f->path, bytes, (gssize) length);
        assert_dump (f->path, read);
        file = jz_sheet_file_open (f->path, NULL, NULL);
        g_assert_cmpstr (jz_sheet_file_encoding (file), ==, encodings[i]);
        g_assert_cmpint (jz_sheet_file_delimiter (file), ==, ',');
      }
}

static void
test_delimiters (FixtureFile *f, gconstpointer data)
{
  g_autofree char *gb = NULL;
  gsize            length;

  gb = g_convert ("某校仪器台账\n编号\t名称\t金额\n01\t天平\t1,280.00\n02\t秤\t2,560.00\n", -1, "GB18030", "UTF-8", NULL,
                  &length, NULL);
  fixture_write (f->path, gb, (gssize) length);
  assert_dump (f->path, "1|A=某校仪器台账\n2|A=编号|B=名称|C=金额\n3|A=01|B=天平|C=1,280.00\n4|A=02|B=秤|C=2,560.00\n");
  fixture_write (f->path, "a;b;c\n1;2,5;3\n", -1);
  assert_dump (f->path, "1|A=a|B=b|C=c\n2|A=1|B=2,5|C=3\n");
  fixture_write (f->path, "只有一列\n天平\n", -1);
  assert_dump (f->path, "1|A=只有一列\n2|A=天平\n");
}

static void
test_bad_text (FixtureFile *f, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);

  /* One bad byte in a UTF-8 file is one bad character, not a file in GB18030. */
  for (int i = 0; i < 50; i++)
    g_string_append (text, "显微镜,天平\n");
  g_string_append (text, "好\xff" "的,x\n");
  fixture_write (f->path, text->str, -1);
  {
    g_autofree char *got = fixture_dump (f->path, 0);

    g_assert_true (g_str_has_suffix (got, "51|A=好\xef\xbf\xbd的|B=x\n"));
  }
  fixture_write (f->path, "a,b\n\"never closed,1\n2,3\n", -1);
  assert_dump (f->path, "1|A=a|B=b\nerror: a.csv: row 2: a quote is opened and never closed");
  fixture_write (f->path, "\x01\x02\x03\x04 \x00 \x05\x06", 9);
  fixture_assert_refused (f->path, "neither a spreadsheet nor text");
  fixture_write (f->path, "", 0);
  fixture_assert_refused (f->path, "empty");
  fixture_write (f->path, "\xef\xbb\xbf", 3);
  fixture_assert_refused (f->path, "empty");
}

/* A long text through all block borders of the decoders. */
static void
test_long_text (FixtureFile *f, gconstpointer data)
{
  static const char *const encodings[] = { "UTF-8", "GB18030", "UTF-16LE" };

  for (guint e = 0; e < G_N_ELEMENTS (encodings); e++)
    {
      g_autoptr (GString)       text = g_string_new ("x\xef\xbb\xbf");
      g_autoptr (JzSheetFile)   file = NULL;
      g_autoptr (JzSheetReader) reader = NULL;
      g_autofree char          *bytes = NULL;
      const JzSheetRow         *row;
      gsize                     length;
      guint                     n = 0;

      for (guint i = 1; i <= 40000; i++)
        g_string_append_printf (text, "\n%u,\"显%s微\"\"镜\",三", i, i % 3 ? "" : "\r\n");
      bytes = g_convert (text->str + (e < 2), -1, encodings[e], "UTF-8", NULL, &length, NULL);
      bytes[0] = e == 2 ? '\xff' : 'x';
      if (e == 2)
        bytes[1] = '\xfe';
      fixture_write (f->path, bytes, (gssize) length);
      file = jz_sheet_file_open (f->path, NULL, NULL);
      g_assert_cmpstr (jz_sheet_file_encoding (file), ==, encodings[e]);
      reader = jz_sheet_file_read (file, 0, NULL, NULL);
      while ((row = jz_sheet_reader_next (reader, NULL)) != NULL)
        if (n++ > 0)
          {
            g_autofree char *number = g_strdup_printf ("%u", n - 1);

            g_assert_cmpstr (jz_sheet_row_cell (row, 0)->text, ==, number);
            g_assert_cmpstr (jz_sheet_row_cell (row, 1)->text, ==, (n - 1) % 3 ? "显微\"镜" : "显\r\n微\"镜");
            g_assert_cmpstr (jz_sheet_row_cell (row, 2)->text, ==, "三");
          }
      g_assert_cmpuint (n, ==, 40001);
    }
}

static void
test_cancelled (FixtureFile *f, gconstpointer data)
{
  g_autoptr (GError)        error = NULL;
  g_autoptr (GCancellable)  cancellable = g_cancellable_new ();
  g_autoptr (JzSheetFile)   file = NULL;
  g_autoptr (JzSheetReader) reader = NULL;

  fixture_write (f->path, "a,b\n1,2\n3,4\n", -1);
  file = jz_sheet_file_open (f->path, cancellable, &error);
  reader = jz_sheet_file_read (file, 0, cancellable, &error);
  g_assert_nonnull (jz_sheet_reader_next (reader, &error));
  g_cancellable_cancel (cancellable);
  g_assert_null (jz_sheet_reader_next (reader, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_null (jz_sheet_file_open (f->path, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static const char ledger[] =
  "<cols><col min=\"3\" max=\"3\" width=\"9\" hidden=\"1\"/></cols><sheetData>"
  "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row>"
  "<row r=\"2\" hidden=\"1\"><c r=\"A2\" s=\"3\"><v>17303</v></c><c r=\"B2\" t=\"s\"><v>2</v></c>"
  "<c r=\"C2\"><v>3</v></c>"
  "<c r=\"D2\"><v>1280.5</v></c><c r=\"E2\"><f>C2*D2</f><v>3841.5</v></c>"
  "<c r=\"F2\" t=\"str\"><f>B2&amp;\"一\"</f><v>显微镜一</v></c></row>"
  "<row r=\"4\"><c r=\"A4\"><v>9787506365437</v></c><c r=\"B4\" s=\"1\"><v>43709</v></c>"
  "<c r=\"C4\" s=\"2\"><v>43709</v></c><c r=\"D4\" t=\"b\"><v>1</v></c><c r=\"E4\" t=\"e\"><v>#N/A</v></c>"
  "<c r=\"F4\"><v>-0.25</v></c><c r=\"G4\"><v>1000000</v></c></row>"
  "</sheetData><mergeCells count=\"1\"><mergeCell ref=\"A1:A2\"/></mergeCells>";

/* A peer turns our workbook into an old one; both must be read alike. */
static void
test_xls (FixtureFile *f, gconstpointer data)
{
  g_autofree char *xls = g_build_filename (f->folder, "b.xlsx", NULL); /* its name lies */

  fixture_xlsx (f->path, ledger, "<si><t>编号</t></si><si><t>名称</t></si><si><t>显微镜</t></si>", styles, 0);
  if (!fixture_convert (f->path, xls, "Gnumeric_Excel:excel_biff8"))
    return;
  {
    g_autofree char          *old = fixture_dump (xls, 0);
    g_autoptr (JzSheetFile)   file = jz_sheet_file_open (xls, NULL, NULL);
    g_autoptr (JzSheetReader) reader = jz_sheet_file_read (file, 0, NULL, NULL);
    const GArray             *merges = jz_sheet_file_merges (file, 0, NULL, NULL);

    g_assert_cmpint (jz_sheet_file_format (file), ==, JZ_SHEET_FORMAT_XLS);
    assert_dump (f->path, old);
    g_assert_cmpuint (strlen (old), >, 100);
    g_assert_nonnull (strstr (old, "E#3841.5|F=显微镜一"));
    g_assert_cmpuint (merges->len, ==, 1);
    g_assert_cmpuint (g_array_index (merges, JzSheetRange, 0).last_row, ==, 2);
    g_assert_true (jz_sheet_reader_column_hidden (reader, 2));
    g_assert_false (jz_sheet_reader_column_hidden (reader, 1));
  }
  fixture_xlsx (f->path, ledger, "<si><t>编号</t></si><si><t>名称</t></si><si><t>显微镜</t></si>", styles, FIXTURE_1904);
  g_assert_true (fixture_convert (f->path, xls, "Gnumeric_Excel:excel_biff8"));
  {
    g_autofree char *old = fixture_dump (xls, 0);

    g_assert_nonnull (strstr (old, "2023-09-02"));
    assert_dump (f->path, old);
  }
}

/* Shared strings of an old workbook are cut into records of 8 KB. */
static void
test_long_xls (FixtureFile *f, gconstpointer data)
{
  g_autofree char    *xls = g_build_filename (f->folder, "b.xls", NULL);
  g_autoptr (GString) sheet = g_string_new ("<sheetData>"), strings = g_string_new (NULL);
  g_autofree char    *before = NULL;

  for (int i = 0; i < 3000; i++)
    {
      g_string_append_printf (sheet,
                              "<row r=\"%d\"><c r=\"A%d\" t=\"s\"><v>%d</v></c><c r=\"B%d\"><v>%d.25</v></c></row>",
                              i + 1, i + 1, i, i + 1, i);
      g_string_append_printf (strings, "<si><t>%s%d</t></si>", i % 3 ? "仪器设备（含配件）" : "plain ASCII text ", i);
    }
  g_string_append (sheet, "</sheetData>");
  fixture_xlsx (f->path, sheet->str, strings->str, NULL, 0);
  if (!fixture_convert (f->path, xls, "Gnumeric_Excel:excel_biff8"))
    return;
  before = fixture_dump (f->path, 0);
  assert_dump (xls, before);
}

/* What a peer reads in a workbook is what we read. */
static void
test_peer (FixtureFile *f, gconstpointer data)
{
  g_autofree char        *csv = g_build_filename (f->folder, "peer.csv", NULL);
  g_autoptr (JzSheetFile) ours = NULL, theirs = NULL;
  const char             *sheet =
    "<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"C1\" t=\"s\"><v>1</v></c></row>"
    "<row r=\"2\"><c r=\"A2\"><v>12.5</v></c><c r=\"B2\" t=\"inlineStr\"><is><t>a,\"b\"</t></is></c>"
    "<c r=\"C2\" s=\"1\"><v>43709</v></c></row><row r=\"3\"><c r=\"A3\"><v>17303</v></c></row></sheetData>";

  fixture_xlsx (f->path, sheet, "<si><t>编号</t></si><si><r><t>购置</t></r><r><t>日期</t></r></si>",
                "<cellStyleXfs><xf numFmtId=\"0\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/>"
                "</cellXfs>", 0);
  if (!fixture_convert (f->path, csv, NULL))
    return;
  ours = jz_sheet_file_open (f->path, NULL, NULL);
  theirs = jz_sheet_file_open (csv, NULL, NULL);
  {
    g_autofree char *one = fixture_dump_open (ours, 0);
    g_autofree char *two = fixture_dump_open (theirs, 0);

    /* Text has no kinds, and the peer writes dates its own way. */
    g_strdelimit (one, "#@", '=');
    g_assert_cmpstr (one, ==, "1|A=编号|C=购置日期\n2|A=12.5|B=a,\"b\"|C=2019-09-01\n3|A=17303\n");
    g_assert_nonnull (strstr (two, "1|A=编号|C=购置日期\n2|A=12.5|B=a,\"b\"|C="));
    g_assert_nonnull (strstr (two, "\n3|A=17303\n"));
  }
}

#define ADD(path, file, function) g_test_add (path, FixtureFile, file, fixture_file_set_up, function, fixture_file_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/sheet/xlsx/cell-types", "a.xlsx", test_cell_types);
  ADD ("/sheet/xlsx/numbers", "a.xlsx", test_numbers);
  ADD ("/sheet/xlsx/dates", "a.xlsx", test_dates);
  g_test_add_func ("/sheet/serial", test_serial);
  ADD ("/sheet/xlsx/odd-packages", "a.xlsx", test_odd_packages);
  ADD ("/sheet/xlsx/missing-references", "a.xlsx", test_missing_references);
  ADD ("/sheet/xlsx/wide-rows", "a.xlsx", test_wide_rows);
  ADD ("/sheet/xlsx/damaged-sheets", "a.xlsx", test_damaged_sheets);
  ADD ("/sheet/xlsx/several-sheets", "a.xls", test_several_sheets);
  ADD ("/sheet/xlsx/peer", "a.xlsx", test_peer);
  ADD ("/sheet/csv/encodings", "a.csv", test_text);
  ADD ("/sheet/csv/delimiters", "a.txt", test_delimiters);
  ADD ("/sheet/csv/bad", "a.csv", test_bad_text);
  ADD ("/sheet/csv/long", "a.csv", test_long_text);
  ADD ("/sheet/xls/peer", "a.xlsx", test_xls);
  ADD ("/sheet/xls/long", "a.xlsx", test_long_xls);
  ADD ("/sheet/cancelled", "a.csv", test_cancelled);
  return g_test_run ();
}
