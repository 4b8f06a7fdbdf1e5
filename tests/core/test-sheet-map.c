/* sheet: headings and mapping, kinds of rows, values of cells.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "jz-error.h"
#include "jz-sheet-mapping.h"
#include "jz-sheet-value.h"
#include "sheet-fixture.h"

enum
{
  CODE,
  NAME,
  MODEL,
  UNIT,
  QUANTITY,
  PRICE,
  DATE,
  PLACE,
  N_FIELDS,
};

static const char *const code_words[] = { "编号", "仪器编号", "分类代码", NULL };
static const char *const name_words[] = { "名称", "仪器名称", "品名", NULL };
static const char *const model_words[] = { "规格型号", "规格", "型号", NULL };
static const char *const unit_words[] = { "单位", "计量单位", NULL };
static const char *const quantity_words[] = { "数量", "数", NULL };
static const char *const price_words[] = { "单价", NULL };
static const char *const date_words[] = { "购置日期", "日期", NULL };
static const char *const place_words[] = { "存放地点", NULL };

static const JzSheetField fields[N_FIELDS] = {
  [CODE] = { "code", "Code", code_words, FALSE, JZ_SHEET_FIELD_CODE },
  [NAME] = { "name", "Name", name_words, TRUE, JZ_SHEET_FIELD_TEXT },
  [MODEL] = { "model", "Model", model_words, FALSE, JZ_SHEET_FIELD_TEXT },
  [UNIT] = { "unit", "Unit", unit_words, FALSE, JZ_SHEET_FIELD_TEXT },
  [QUANTITY] = { "quantity", "Quantity", quantity_words, TRUE, JZ_SHEET_FIELD_NUMBER },
  [PRICE] = { "price", "Price", price_words, FALSE, JZ_SHEET_FIELD_MONEY },
  [DATE] = { "date", "Date", date_words, FALSE, JZ_SHEET_FIELD_DATE },
  [PLACE] = { "place", "Place", place_words, FALSE, JZ_SHEET_FIELD_TEXT },
};

typedef struct
{
  char           *folder, *path;
  JzSheetMapping *mapping;
  JzSheetFile    *file;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder = fixture_folder ();
  f->path = g_build_filename (f->folder, data != NULL ? data : "a.csv", NULL);
  f->mapping = jz_sheet_mapping_new (fields, N_FIELDS);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  jz_sheet_mapping_free (f->mapping);
  jz_sheet_file_unref (f->file);
  fixture_remove (f->folder);
  g_free (f->folder);
  g_free (f->path);
}

static void
reopen (Fixture *f)
{
  g_autoptr (GError) error = NULL;

  jz_sheet_file_unref (f->file);
  f->file = jz_sheet_file_open (f->path, NULL, &error);
  g_assert_no_error (error);
}

static void
guess (Fixture *f, const char *text)
{
  g_autoptr (GError) error = NULL;

  if (text != NULL)
    fixture_write (f->path, text, -1);
  reopen (f);
  jz_sheet_mapping_guess (f->mapping, f->file, 0, NULL, &error);
  g_assert_no_error (error);
}

/* The columns of all fields as letters, "-" for none: "ABCDEFGH". */
static void
assert_columns (Fixture *f, const char *expected)
{
  g_autoptr (GString) got = g_string_new (NULL);

  for (guint i = 0; i < N_FIELDS; i++)
    {
      int column = jz_sheet_mapping_column (f->mapping, i);

      g_string_append_c (got, column == JZ_SHEET_NO_COLUMN ? '-' : (char) ('A' + column));
    }
  g_assert_cmpstr (got->str, ==, expected);
}

static void
test_plain (Fixture *f, gconstpointer data)
{
  guess (f, "某某小学教学仪器台账,,,,,\n单位：元,,,,,\n\n"
            "序号,仪器名称,规格/型号,单 位,数量(台),单价（元）,备注\n1,2,3,4,5,6,7\n1,天平,J0101,台,3,25,\n");
  assert_columns (f, "-BCDEF--");
  g_assert_cmpuint (jz_sheet_mapping_first_heading (f->mapping), ==, 4);
  g_assert_cmpuint (jz_sheet_mapping_last_heading (f->mapping), ==, 4);
  g_assert_cmpuint (jz_sheet_mapping_first_data (f->mapping), ==, 6);
  g_assert_cmpstr (jz_sheet_mapping_heading (f->mapping, 5), ==, "单价（元）");
  g_assert_null (jz_sheet_mapping_missing (f->mapping));
}

static void
test_full_width (Fixture *f, gconstpointer data)
{
  guess (f, "Ｎａｍｅ,QUANTITY,*编　号*\n天平,1,2\n");
  assert_columns (f, "CA--B---");
}

/* Without merges, as text and many programs have it. */
static void
test_two_lines (Fixture *f, gconstpointer data)
{
  guess (f, "台账,,,,,\n编号,名称,购置,,数量,备注\n,,日期,单价,,\n,,,（元）,,\n01,天平,2019.9,25,1,\n");
  assert_columns (f, "AB--EDC-");
  g_assert_cmpuint (jz_sheet_mapping_first_heading (f->mapping), ==, 2);
  g_assert_cmpuint (jz_sheet_mapping_last_heading (f->mapping), ==, 3);
  g_assert_cmpuint (jz_sheet_mapping_first_data (f->mapping), ==, 5);
  g_assert_cmpstr (jz_sheet_mapping_heading (f->mapping, 2), ==, "购置/日期");
}

/* A second line that names no field is a heading all the same. */
static void
test_second_line_unknown (Fixture *f, gconstpointer data)
{
  guess (f, "编号,名称,数量,验收,,备注\n,,,经手,证明,\n01,天平,1,甲,乙,\n");
  assert_columns (f, "AB--C---");
  g_assert_cmpuint (jz_sheet_mapping_last_heading (f->mapping), ==, 2);
  g_assert_cmpuint (jz_sheet_mapping_first_data (f->mapping), ==, 3);
  guess (f, "编号,名称,数量,备注\n一、物理,,,\n01,天平,1,\n");
  g_assert_cmpuint (jz_sheet_mapping_last_heading (f->mapping), ==, 1);
  g_assert_cmpuint (jz_sheet_mapping_first_data (f->mapping), ==, 2);
}

static void
test_merged (Fixture *f, gconstpointer data)
{
  fixture_xlsx (f->path,
                "<sheetData><row><c t=\"s\"><v>0</v></c></row>"
                "<row><c t=\"s\"><v>1</v></c><c t=\"s\"><v>2</v></c><c t=\"s\"><v>3</v></c><c/><c t=\"s\"><v>4</v></c>"
                "</row><row><c r=\"C3\" t=\"s\"><v>5</v></c><c t=\"s\"><v>6</v></c></row>"
                "<row><c t=\"inlineStr\"><is><t>017303</t></is></c><c t=\"s\"><v>0</v></c><c><v>43709</v></c>"
                "<c><v>2</v></c><c><v>3</v></c></row></sheetData>"
                "<mergeCells><mergeCell ref=\"A1:E1\"/><mergeCell ref=\"A2:A3\"/><mergeCell ref=\"B2:B3\"/>"
                "<mergeCell ref=\"C2:D2\"/><mergeCell ref=\"E2:E3\"/></mergeCells>",
                "<si><t>台账</t></si><si><t>编号</t></si><si><t>名称</t></si><si><t>购置</t></si><si><t>数量</t></si>"
                "<si><t>日期</t></si><si><t>单价</t></si>",
                NULL, 0);
  guess (f, NULL);
  assert_columns (f, "AB--EDC-");
  g_assert_cmpuint (jz_sheet_mapping_first_data (f->mapping), ==, 4);
  g_assert_cmpstr (jz_sheet_mapping_heading (f->mapping, 0), ==, "编号");
}

/* Equal headings: what stands below decides. */
static void
test_contents_decide (Fixture *f, gconstpointer data)
{
  guess (f, "名称,数量,日期,数量,日期\n天平,三台,某天,3,2019-9-1\n秤,两台,某天,2,2019-9-2\n");
  assert_columns (f, "-A--D-E-");
}

static void
test_nothing_found (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture_write (f->path, "甲,乙\n东西,个数\n天平,2\n", -1);
  reopen (f);
  g_assert_false (jz_sheet_mapping_guess (f->mapping, f->file, 0, NULL, &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_REFUSED);
  g_assert_cmpstr (jz_sheet_mapping_missing (f->mapping)->id, ==, "name");
  g_assert_false (jz_sheet_mapping_set_heading (f->mapping, 2, 4));
  g_assert_true (jz_sheet_mapping_set_heading (f->mapping, 2, 2));
  jz_sheet_mapping_set_column (f->mapping, NAME, 0);
  jz_sheet_mapping_set_column (f->mapping, QUANTITY, 0);
  assert_columns (f, "----A---");
  jz_sheet_mapping_set_column (f->mapping, QUANTITY, 1);
  jz_sheet_mapping_set_column (f->mapping, NAME, 0);
  assert_columns (f, "-A--B---");
  g_assert_cmpuint (jz_sheet_mapping_first_data (f->mapping), ==, 3);
}

/* A person says in which row the headings begin. */
static void
test_heading_by_hand (Fixture *f, gconstpointer data)
{
  guess (f, "名称,数量,单价\n天平,2,3\n,,\n另一张表,,,\n编号,名称,购置,,数量\n,,时间,经手,\n1,秤,2019,李,4\n");
  g_assert_cmpuint (jz_sheet_mapping_first_heading (f->mapping), ==, 1);
  g_assert_cmpuint (jz_sheet_mapping_n_head (f->mapping), ==, 6); /* the empty row is none */
  g_assert_cmpstr (jz_sheet_mapping_head (f->mapping, 2)->cells[0].text, ==, "另一张表");
  g_assert_false (jz_sheet_mapping_begin_heading (f->mapping, 3));
  g_assert_cmpuint (jz_sheet_mapping_first_heading (f->mapping), ==, 1);
  g_assert_true (jz_sheet_mapping_begin_heading (f->mapping, 5));
  g_assert_cmpuint (jz_sheet_mapping_last_heading (f->mapping), ==, 6);
  g_assert_cmpuint (jz_sheet_mapping_first_data (f->mapping), ==, 7);
  g_assert_cmpint (jz_sheet_mapping_column (f->mapping, NAME), ==, 1);
  g_assert_cmpint (jz_sheet_mapping_column (f->mapping, QUANTITY), ==, 4);
}

static void
test_saved (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char   *saved = NULL, *signature = NULL, *moved = NULL, *again = NULL;

  guess (f, "名称,数量,备注,单价,备注\n天平,2,,3,\n");
  jz_sheet_mapping_set_column (f->mapping, PLACE, 4);
  assert_columns (f, "-A--BD-E");
  saved = jz_sheet_mapping_save (f->mapping);
  signature = jz_sheet_mapping_signature (f->mapping);

  guess (f, "标题,,,,\n单价,备注,名　称,数量,备注\n3,,天平,2,\n");
  moved = jz_sheet_mapping_signature (f->mapping);
  g_assert_cmpstr (moved, ==, signature);
  g_assert_true (jz_sheet_mapping_load (f->mapping, "m", saved, &error));
  g_assert_no_error (error);
  assert_columns (f, "-C--DA-E");

  g_assert_true (jz_sheet_mapping_load (f->mapping, "m", "[columns]\nprice=\nname=备注\n", &error));
  assert_columns (f, "-B--D--E");
  g_assert_false (jz_sheet_mapping_load (f->mapping, "m", "[columns]\nname=数量\ncode=没有\n", &error));
  g_assert_cmpstr (error->message, ==, "m: the sheet has no heading “没有”");
  assert_columns (f, "-B--D--E");
  g_clear_error (&error);
  g_assert_false (jz_sheet_mapping_load (f->mapping, "m", "[columns]\nnonsense=数量\n", &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (jz_sheet_mapping_load (f->mapping, "m", "nonsense", &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_INVALID);

  guess (f, "名称,数量\n天平,2\n");
  again = jz_sheet_mapping_signature (f->mapping);
  g_assert_cmpstr (again, !=, signature);
}

static void
test_right_sheet (Fixture *f, gconstpointer data)
{
#define CELL(text) "<c t='inlineStr'><is><t>" text "</t></is></c>"
  static const char empty[] = "<w><sheetData/></w>";
  static const char ledger[] = "<w><sheetData><row>" CELL ("名称") CELL ("数量") CELL ("单价") "</row></sheetData></w>";
  g_autoptr (GError) error = NULL;
  guint              sheet = 9;

  fixture_zip (f->path, "_rels/.rels", "<R><Relationship Id='a' Type='x/officeDocument' Target='b.xml'/></R>",
               "_rels/b.xml.rels",
               "<R><Relationship Id='1' Type='x/worksheet' Target='1.xml'/><Relationship Id='2' Type='x/worksheet' "
               "Target='2.xml'/><Relationship Id='3' Type='x/worksheet' Target='3.xml'/></R>",
               "b.xml",
               "<w xmlns:r='relationships'><sheets><sheet name='封面' r:id='1'/><sheet name='旧' state='hidden' "
               "r:id='2'/><sheet name='台账' r:id='3'/></sheets></w>",
               "1.xml", empty, "2.xml", ledger, "3.xml", ledger, NULL);
  reopen (f);
  g_assert_true (jz_sheet_mapping_guess_sheet (f->mapping, f->file, &sheet, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (sheet, ==, 2);
  assert_columns (f, "-A--BC--");
}

static void
test_row_kinds (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char    *line;
    JzSheetRowKind kind;
  } rows[] = {
    { "1,J01,天平,台,3,25,75,", JZ_SHEET_ROW_DATA },
    { "2,,温度计,支,3,,,", JZ_SHEET_ROW_DATA },
    { ",,小计时器,台,3,25,,", JZ_SHEET_ROW_DATA },
    { ",,合计器,,3,,,", JZ_SHEET_ROW_DATA },
    { ",, 　,,,,,", JZ_SHEET_ROW_BLANK },
    { "序号,编号,名称,单位,数量,单价,金额,备注", JZ_SHEET_ROW_REPEATED_HEADING },
    { ",,合　　计,,46,,4000,", JZ_SHEET_ROW_SUBTOTAL },
    { "小计,,,,46,,,", JZ_SHEET_ROW_SUBTOTAL },
    { "本页合计：,,,,,,4000.00,", JZ_SHEET_ROW_SUBTOTAL },
    { ",,物理仪器小计,,46,,,", JZ_SHEET_ROW_SUBTOTAL },
    { "总计,,天平,台,46,,,", JZ_SHEET_ROW_DATA },
    { "制表人：张三,,,审核：,,,,", JZ_SHEET_ROW_SIGNATURE },
    { ",,负责人:,,,,,", JZ_SHEET_ROW_SIGNATURE },
    { ",,审核：架,台,3,,,", JZ_SHEET_ROW_DATA },
    { "注：以上数据截至年底,,,,,,,", JZ_SHEET_ROW_NOTE },
    { "一、物理,,,,,,,", JZ_SHEET_ROW_NOTE },
    { ",,天平,,,,,", JZ_SHEET_ROW_DATA },
    { ",,,,3,,,", JZ_SHEET_ROW_DATA },
  };
  g_autoptr (GString)       text = g_string_new ("序号,编号,名称,单位,数量,单价,金额,备注\n");
  g_autoptr (JzSheetReader) reader = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_string_append_printf (text, "%s\n", rows[i].line);
  guess (f, text->str);
  reader = jz_sheet_file_read (f->file, 0, NULL, NULL);
  g_assert_cmpint (jz_sheet_row_kind (f->mapping, jz_sheet_reader_next (reader, NULL)), ==,
                   JZ_SHEET_ROW_REPEATED_HEADING);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      JzSheetRowKind kind = jz_sheet_row_kind (f->mapping, jz_sheet_reader_next (reader, NULL));

      if (kind != rows[i].kind)
        g_error ("“%s” is %d, not %d", rows[i].line, kind, rows[i].kind);
    }
}

static JzSheetCell
cell (JzCellKind kind, const char *text, double number)
{
  return (JzSheetCell){ 0, kind, text, number };
}

static JzSheetCell
text (const char *text)
{
  return cell (JZ_CELL_TEXT, text, 0);
}

static JzSheetCell
number (const char *text)
{
  return cell (JZ_CELL_NUMBER, text, g_ascii_strtod (text, NULL));
}

static void
test_money (void)
{
  JzSheetCell good[] = { text ("1,280.00元"), number ("1280"), text ("１２８０．００"), text (" ￥1280 ") };
  JzSheetCell bad[] = { text ("约1280"), text (""), cell (JZ_CELL_DATE, "1903-07-03", -24291),
                        cell (JZ_CELL_ERROR, "#N/A", 0), cell (JZ_CELL_BOOL, "TRUE", 1) };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      gint64 fen = 0;

      g_assert_true (jz_sheet_cell_to_money (&good[i], &fen, NULL));
      g_assert_cmpint (fen, ==, 128000);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64             fen = 7;

      g_assert_false (jz_sheet_cell_to_money (&bad[i], &fen, &error));
      g_assert_error (error, JZ_ERROR, JZ_ERROR_INVALID);
      g_assert_cmpint (fen, ==, 7);
    }
}

static void
test_quantity (void)
{
  JzSheetCell        three = number ("3"), half = text ("0.5"), words = text ("五十二");
  g_autoptr (GError) error = NULL;
  gint64             quantity = 0;

  g_assert_true (jz_sheet_cell_to_quantity (&three, 0, &quantity, NULL));
  g_assert_cmpint (quantity, ==, 3);
  g_assert_true (jz_sheet_cell_to_quantity (&half, 3, &quantity, NULL));
  g_assert_cmpint (quantity, ==, 500);
  g_assert_false (jz_sheet_cell_to_quantity (&half, 0, &quantity, &error));
  g_assert_cmpstr (error->message, ==, "“0.5” is not a whole number");
  g_clear_error (&error);
  g_assert_false (jz_sheet_cell_to_quantity (&words, 0, &quantity, &error));
  g_assert_cmpstr (error->message, ==, "“五十二” is no quantity");
}

static void
test_date (void)
{
  const struct
  {
    JzSheetCell cell;
    const char *date;
  } cases[] = {
    { text ("2019.9"), "2019-09-01" },
    { text ("2019年9月1日"), "2019-09-01" },
    { text ("２０１９-9-1 00:00:00"), "2019-09-01" },
    { text ("2019-09-01T08:30"), "2019-09-01" },
    { number ("2019.9"), "2019-09-01" },
    { number ("44075"), "2020-09-01" },
    { text ("44075"), "2020-09-01" },
    { number ("44075.5"), "2020-09-01" },
    { number ("20190901"), "2019-09-01" },
    { number ("2019"), "2019-01-01" },
    { cell (JZ_CELL_DATE, "2019-09-01 08:30", 18140.354), "2019-09-01" },
    { text ("2019.1"), "2019-01-01" },
    { number ("2019.1"), NULL },
    { text ("去年"), NULL },
    { number ("2019.13"), NULL },
    { text ("44075.5"), NULL },
    { number ("-44075"), NULL },
    { text (""), NULL },
    { cell (JZ_CELL_ERROR, "#VALUE!", 0), NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      JzDate date = JZ_DATE_NONE;

      g_assert_true (jz_sheet_cell_to_date (&cases[i].cell, FALSE, &date, NULL) == (cases[i].date != NULL));
      g_assert_cmpint (date, ==, jz_date_from_iso (cases[i].date));
    }
  {
    JzSheetCell serial = number ("42613");
    JzDate      date;

    g_assert_true (jz_sheet_cell_to_date (&serial, TRUE, &date, NULL));
    g_assert_cmpint (date, ==, jz_date_new (2020, 9, 1));
  }
}

static void
test_code (void)
{
  const struct
  {
    JzSheetCell cell;
    const char *code;
  } cases[] = {
    { text ("017303"), "017303" },
    { number ("017303"), "017303" }, /* as its format shows it */
    { number ("9787506365437"), "9787506365437" },
    { text (" ＪＹ－017303.0 "), "JY-017303.0" },
    { text ("17303.0"), "17303" },
    { text ("１７３０３．００"), "17303" },
    { text ("1.20"), "1.20" },
    { text ("2E10"), "2E10" },
    { text ("台/套"), "台/套" },
    { text ("9.78E+12"), NULL },
    { text ("９.78e+12"), NULL },
    { number ("9007199254740993"), NULL },
    { cell (JZ_CELL_DATE, "2026-01-02", 20455), NULL },
    { text (" 　"), NULL },
    { cell (JZ_CELL_ERROR, "#REF!", 0), NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char   *code = jz_sheet_cell_to_code (&cases[i].cell, &error);

      g_assert_cmpstr (code, ==, cases[i].code);
      g_assert_true ((code == NULL) == (error != NULL));
    }
}

#define ADD(path, file, function) g_test_add (path, Fixture, file, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/mapping/plain", NULL, test_plain);
  ADD ("/mapping/full-width", NULL, test_full_width);
  ADD ("/mapping/two-lines", NULL, test_two_lines);
  ADD ("/mapping/second-line-unknown", NULL, test_second_line_unknown);
  ADD ("/mapping/merged", "a.xlsx", test_merged);
  ADD ("/mapping/contents-decide", NULL, test_contents_decide);
  ADD ("/mapping/nothing-found", NULL, test_nothing_found);
  ADD ("/mapping/heading-by-hand", NULL, test_heading_by_hand);
  ADD ("/mapping/saved", NULL, test_saved);
  ADD ("/mapping/right-sheet", "a.xlsx", test_right_sheet);
  ADD ("/mapping/row-kinds", NULL, test_row_kinds);
  g_test_add_func ("/value/money", test_money);
  g_test_add_func ("/value/quantity", test_quantity);
  g_test_add_func ("/value/date", test_date);
  g_test_add_func ("/value/code", test_code);
  return g_test_run ();
}
