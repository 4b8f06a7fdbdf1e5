/* import: a school's own files, with everything that is wrong with them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <string.h>

#include "jz-ledger-import.h"
#include "jz-school-import.h"
#include "support/school-fixture.h"

static const char ledger[] =
  "青溪实验学校理科仪器账\n"
  "注：本表由物理组填报，单位：元\n"
  "序号,编号,仪器名称,规格型号,单位,数量,单价（元）,金额,购置时间,存放地点,保管人,备注\n"
  "1,140501003,直流电流表,0.6/3 A,只,52,38,1976,2019.9,物理一室3-2,孙建国,\n"
  "2,140503012,数字示波器,双通道,台,2,\"2,980.00元\",5960,2024年9月12日,准备室1-2,孙建国,\n"
  "3,14O503013,信号发生器,,台,1,1200,1200,2020.3,准备室1-2,,\n"
  "4,140504005,滑动变阻器,20Ω 2A,个,五十二,31,,2019.9,物理一室4-1,,\n"
  "小计,,,,,55,,,,,,\n"
  "5,140506001,电能表,单相,只,2,88,,去年,物理二室2-1,,\n"
  "6,140508001,通电螺线管,,台/套,２６,24,624,2018.11,物理3室,,\n"
  ",,,,,,,,,,,\n"
  "7,017303,旧课桌,,张,10,0,0,,,,\n"
  "8,140509001,手摇发电机,J2427,台,4,168,700,2018-11-01,物理二室2-4,,金额与单价不符\n"
  "9,,无编号的,,个,3,5,15,20190901,仪器室,,\n"
  "10,140510002,,,台,2,156,312,2020.1,仪器室,,\n"
  "11,9.78E+12,科学计数,,本,1,20,20,,仪器室,,\n"
  "12,140120001,机械停表,0.1s,块,2.5,65,,,仪器室,,\n"
  "合计,,,,,,,,,,,\n"
  "制表人：李敏,,,,,审核：,,,,,,\n";

static char *
write_file (const char *name, const char *text)
{
  g_autofree char *dir = g_dir_make_tmp ("jz-import-XXXXXX", NULL);
  char            *path = g_build_filename (dir, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static gboolean
run (JzStore *store, const JzImportSpec *spec, const char *path, gboolean dry_run, const char *rejects, gpointer options, JzImportResult *result,
     GCancellable *cancellable, GError **error)
{
  g_autoptr (JzSheetMapping) mapping = jz_sheet_mapping_new (spec->fields, spec->n_fields);
  g_autoptr (JzSheetFile) file = jz_sheet_file_open (path, NULL, error);
  JzImport import = { .file = file, .mapping = mapping, .dry_run = dry_run, .rejects = rejects, .options = options };

  g_assert_nonnull (file);
  g_assert_true (jz_sheet_mapping_guess_sheet (mapping, file, &import.sheet, NULL, NULL));
  return jz_import_run (store, &fixture_actor, spec, &import, result, cancellable, error);
}

static void
run_well (JzStore *store, const JzImportSpec *spec, const char *path, gboolean dry_run, const char *rejects, gpointer options, JzImportResult *result)
{
  g_autoptr (GError) error = NULL;

  run (store, spec, path, dry_run, rejects, options, result, NULL, &error);
  g_assert_no_error (error);
}

static const JzRowFault *
fault_at (const JzImportResult *result, guint row)
{
  for (guint i = 0; i < result->rejects->len; i++)
    if (((JzRowFault *) g_ptr_array_index (result->rejects, i))->row == row)
      return g_ptr_array_index (result->rejects, i);
  return NULL;
}

static void
assert_first_taken (JzStore *store, const JzImportResult *result)
{
  g_assert_cmpuint (result->read, ==, 12);
  g_assert_cmpuint (result->rejected, ==, 5);
  g_assert_cmpuint (result->added, ==, 7);
  g_assert_cmpuint (result->assets, ==, 2);
  g_assert_cmpstr (fault_at (result, 6)->remedy, ==, "140503013");
  g_assert_cmpstr (fault_at (result, 7)->remedy, ==, "52");
  g_assert_cmpstr (fault_at (result, 9)->field, ==, "date");
  g_assert_nonnull (fault_at (result, 9)->remedy); /* 去年 */
  g_assert_cmpstr (fault_at (result, 15)->field, ==, "name");
  g_assert_cmpstr (fault_at (result, 16)->field, ==, "code");
  g_assert_null (fault_at (result, 8)); /* a subtotal is no row */
  g_assert_cmpuint (result->warnings->len, ==, 1);
  g_assert_cmpint (fixture_ask (store, "SELECT quantity FROM balance JOIN item ON item.id = item WHERE code = '140508001'"), ==, 26);
  g_assert_cmpint (fixture_ask (store, "SELECT count(*) FROM item WHERE code = '017303'"), ==, 1);
  g_assert_cmpint (fixture_ask (store, "SELECT amount FROM balance JOIN item ON item.id = item WHERE code = '140509001'"), ==, 70000);
  g_assert_cmpint (fixture_ask (store, "SELECT decimals FROM item WHERE name = '机械停表'"), ==, 1);
  g_assert_cmpint (fixture_ask (store, "SELECT count(*) FROM item WHERE code LIKE 'Z%' AND name = '无编号的'"), ==, 1);
  g_assert_cmpint (fixture_ask (store, "SELECT count(*) FROM place WHERE path = '物理一室 3-2' AND keeper IS NOT NULL"), ==, 1);
}

static void
test_ledger (void)
{
  g_autoptr (JzStore) store = fixture_school ();
  g_autofree char *path = write_file ("仪器账 2026.csv", ledger), *rejects = g_strconcat (path, ".rejects.csv", NULL), *handed_back = NULL;
  JzImportResult  result, again;
  gint64          operation;

  run_well (store, &jz_ledger_import, path, TRUE, NULL, NULL, &result);
  g_assert_cmpuint (result.added, ==, 7);
  g_assert_cmpint (fixture_ask (store, "SELECT count(*) FROM item"), ==, 0); /* a dry run leaves nothing */
  jz_import_result_clear (&result);
  run_well (store, &jz_ledger_import, path, FALSE, rejects, NULL, &result);
  assert_first_taken (store, &result);
  operation = result.operation;
  jz_import_result_clear (&result);
  g_assert_true (g_file_get_contents (rejects, &handed_back, NULL, NULL));
  g_assert_nonnull (strstr (handed_back, "仪器名称"));
  g_assert_nonnull (strstr (handed_back, "14O503013"));
  g_assert_nonnull (strstr (handed_back, "去年"));
  g_assert_null (strstr (handed_back, "直流电流表"));
  fixture_check (store);

  run_well (store, &jz_ledger_import, path, FALSE, NULL, NULL, &again); /* the same file adds nothing */
  g_assert_cmpuint (again.skipped, ==, 7);
  g_assert_cmpuint (again.added + again.merged + again.updated, ==, 0);
  jz_import_result_clear (&again);

  g_assert_true (jz_store_undo_sync (store, operation, &fixture_actor, NULL, NULL, NULL));
  g_assert_cmpint (fixture_ask (store, "SELECT ifnull (sum (quantity), 0) FROM balance"), ==, 0);
  g_assert_cmpint (fixture_ask (store, "SELECT count(*) FROM item WHERE voided IS NULL"), ==, 0);
  g_assert_cmpint (fixture_ask (store, "SELECT count(*) FROM asset WHERE voided IS NULL"), ==, 0);
  fixture_check (store);
  run_well (store, &jz_ledger_import, path, FALSE, NULL, NULL, &again); /* and then it can be taken again */
  g_assert_cmpuint (again.added, ==, 7);
  jz_import_result_clear (&again);
  fixture_check (store);
  jz_store_close (store);
}

static void
override (GHashTable *overrides, guint row, const char *field, const char *text)
{
  g_hash_table_insert (overrides, jz_import_override_key (row, field), g_strdup (text));
}

/* What a person corrects before the import is read instead of the file; what stays wrong is still handed back. */
static void
test_overrides (void)
{
  g_autoptr (JzStore) store = fixture_school ();
  g_autofree char *path = write_file ("仪器账 2026.csv", ledger);
  g_autoptr (GHashTable) overrides = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (JzSheetMapping) mapping = jz_sheet_mapping_new (jz_ledger_fields, JZ_N_LEDGER_FIELDS);
  g_autoptr (JzSheetFile) file = jz_sheet_file_open (path, NULL, NULL);
  JzImport       import = { .file = file, .mapping = mapping, .overrides = overrides };
  JzImportResult result;

  g_assert_true (jz_sheet_mapping_guess_sheet (mapping, file, &import.sheet, NULL, NULL));
  override (overrides, 6, "code", "140503013");
  override (overrides, 7, "quantity", "五十三");
  override (overrides, 9, "date", "2025");
  override (overrides, 9, "quantity", "3");
  g_assert_true (jz_import_run (store, &fixture_actor, &jz_ledger_import, &import, &result, NULL, NULL));
  g_assert_cmpuint (result.rejected, ==, 3);
  g_assert_null (fault_at (&result, 6));
  g_assert_cmpstr (fault_at (&result, 7)->value, ==, "五十三");
  g_assert_cmpstr (fault_at (&result, 7)->remedy, ==, "53");
  g_assert_cmpint (fixture_ask (store, "SELECT count(*) FROM item WHERE code = '140503013'"), ==, 1);
  g_assert_cmpint (fixture_ask (store, "SELECT quantity FROM balance JOIN item ON item.id = item WHERE code = '140506001'"), ==, 3);
  jz_import_result_clear (&result);
  fixture_check (store);
  jz_store_close (store);
}

static void
test_cards (void)
{
  g_autoptr (JzStore) store = fixture_school ();
  g_autofree char *path = write_file ("a.csv", "名称,数量,金额,资产编号,序列号\n投影仪,3,100.00,,\n打印机,1,50,DY-01,SN1\n打印机,1,50,DY-01,SN2\n打印机,2,50,DY-02,\n");
  JzLedgerImportOptions all = { JZ_CARDS_ALL };
  JzImportResult  result;

  run_well (store, &jz_ledger_import, path, FALSE, NULL, &all, &result);
  g_assert_cmpuint (result.assets, ==, 4);
  g_assert_cmpuint (result.updated, ==, 1);  /* the same asset once more: its serial number */
  g_assert_cmpuint (result.rejected, ==, 1); /* one number for two pieces */
  jz_import_result_clear (&result);
  g_assert_cmpint (fixture_ask (store, "SELECT sum (price) FROM asset JOIN item ON item.id = item WHERE name = '投影仪'"), ==, 10000);
  g_assert_cmpint (fixture_ask (store, "SELECT count(*) FROM asset WHERE serial = 'SN2'"), ==, 1);
  fixture_check (store);
  jz_store_close (store);
}

static const JzRowFault *
warning_at (const JzImportResult *result, guint row)
{
  for (guint i = 0; i < result->warnings->len; i++)
    if (((JzRowFault *) g_ptr_array_index (result->warnings, i))->row == row)
      return g_ptr_array_index (result->warnings, i);
  return NULL;
}

/* A place that is there under another spelling is offered, in every row that has it, and so is one of the file itself. */
static void
test_alike (void)
{
  static const char sheet[] =
    "编号,仪器名称,单位,数量,单价,存放地点\n"
    "140501003,直流电流表,只,52,38,物理一室3-2\n"
    "140501004,直流电压表,只,52,38,物理1室3-2\n"
    "140501005,电能表,ｋｇ,2,38,物理１室 ３-２\n"
    "140501006,电阻箱,只,2,38,物理 一室 9-9\n"
    "140501007,静电计,只,2,38,物理二室3-2\n"
    "140501008,天平,只,2,38,物理1室3-2\n"
    "140501009,停表,只,2,38,帳房\n"
    "140501010,秒表,只,2,38,账房\n"
    "140501011,单摆,只,2,38,物理一室\n";
  g_autoptr (JzStore) store = fixture_school ();
  g_autofree char *path = write_file ("账.csv", sheet);
  JzImportResult   result;

  run_well (store, &jz_ledger_import, path, FALSE, NULL, NULL, &result);
  g_assert_cmpuint (result.rejected, ==, 0);
  g_assert_null (warning_at (&result, 2));
  g_assert_cmpstr (warning_at (&result, 3)->remedy, ==, "物理一室 3-2");
  g_assert_cmpstr (warning_at (&result, 4)->field, ==, "unit");
  g_assert_cmpstr (warning_at (&result, 5)->remedy, ==, "物理一室 9-9");
  g_assert_null (warning_at (&result, 6));
  g_assert_cmpstr (warning_at (&result, 7)->remedy, ==, "物理一室 3-2");
  g_assert_null (warning_at (&result, 8));
  g_assert_cmpstr (warning_at (&result, 9)->remedy, ==, "帳房");
  g_assert_null (warning_at (&result, 10));
  g_assert_cmpuint (result.warnings->len, ==, 6);
  g_assert_cmpint (fixture_ask (store, "SELECT count(*) FROM item WHERE unit = 'kg'"), ==, 1);
  jz_import_result_clear (&result);
  fixture_check (store);
  jz_store_close (store);
}

/* Numbers that are given step aside for those that the sheet has above; one that comes later, and is given away, is handed back. */
static void
test_given_numbers (void)
{
  g_autoptr (JzStore) store = fixture_school ();
  g_autofree char *path = write_file ("a.csv", "名称,数量,资产编号\n投影仪,3,\n打印机,1,ZC-000005\n扫描仪,1,ZC-000002\n扫描仪,2,\n打印机,1,ZC-000005\n");
  g_autofree char *rejects = g_strconcat (path, ".rejects.csv", NULL), *handed_back = NULL;
  JzLedgerImportOptions all = { JZ_CARDS_ALL };
  JzImportResult  said, done;

  run_well (store, &jz_ledger_import, path, TRUE, NULL, &all, &said);
  run_well (store, &jz_ledger_import, path, FALSE, rejects, &all, &done);
  g_assert_cmpuint (said.rejected, ==, done.rejected);
  g_assert_cmpuint (said.assets, ==, done.assets);
  g_assert_cmpuint (done.rejected, ==, 1);
  g_assert_nonnull (fault_at (&done, 4));
  g_assert_cmpuint (done.skipped, ==, 1); /* the same asset twice */
  g_assert_cmpint (fixture_ask (store, "SELECT group_concat (number || name) = 'ZC-000001投影仪,ZC-000002投影仪,ZC-000003投影仪,ZC-000005打印机,"
                                       "ZC-000004扫描仪,ZC-000006扫描仪' FROM (SELECT number, name FROM asset JOIN item ON item.id = item ORDER BY asset.id)"), ==, 1);
  g_assert_true (g_file_get_contents (rejects, &handed_back, NULL, NULL));
  g_assert_nonnull (strstr (handed_back, "ZC-000002"));
  g_assert_null (strstr (handed_back, "ZC-000005"));
  jz_import_result_clear (&said);
  jz_import_result_clear (&done);
  fixture_check (store);
  jz_store_close (store);
}

static void
assert_same_counts (const JzImportResult *a, const JzImportResult *b)
{
  g_assert_cmpuint (a->read, ==, b->read);
  g_assert_cmpuint (a->added, ==, b->added);
  g_assert_cmpuint (a->updated, ==, b->updated);
  g_assert_cmpuint (a->merged, ==, b->merged);
  g_assert_cmpuint (a->skipped, ==, b->skipped);
  g_assert_cmpuint (a->rejected, ==, b->rejected);
  g_assert_cmpuint (a->assets, ==, b->assets);
  g_assert_cmpuint (a->places, ==, b->places);
  g_assert_cmpuint (a->rejects->len, ==, b->rejects->len);
  g_assert_cmpuint (a->warnings->len, ==, b->warnings->len);
}

/* Several batches of lines; some with numbers of cards that come twice, equal rows, faults, a subtotal. */
static char *
long_ledger (gboolean numbers)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_printf (text, "名称,规格,数量,单价,存放地点,使用人%s\n", numbers ? ",资产编号" : "");
  for (int i = 0; i < 1500; i++)
    {
      gboolean card = i % 4 == 0;

      g_string_append_printf (text, "%s,J%d,%s,%d,仪器室%d-%d,%s", card ? "示波器" : "试管", i % 90, i % 100 == 99 ? "若干" : numbers && card ? "1" : "12",
                              card ? 2000 : 3, i % 3 + 1, i % 5 + 1, i % 50 == 0 ? "李敏" : "");
      if (numbers && card)
        g_string_append_printf (text, ",DY-%d", i % 280);
      g_string_append (text, i % 700 == 9 ? "\n合计,,9000\n" : "\n");
    }
  return write_file ("long.csv", text->str);
}

typedef struct
{
  guint    n, n_marked, n_other, last;
  gboolean in_order;
} Seen;

static void
seen_cb (const JzSheetRow *row, JzSheetRowKind kind, gboolean marked, gpointer data)
{
  Seen *seen = data;

  seen->n++;
  seen->n_marked += marked;
  seen->n_other += kind != JZ_SHEET_ROW_DATA;
  seen->in_order &= row->number > seen->last;
  seen->last = row->number;
}

/* A dry run says what the import will: also of what it does not write to find out. */
static void
test_dry_run (void)
{
  for (int numbers = 0; numbers < 2; numbers++)
    {
      g_autoptr (JzStore) store = fixture_school ();
      g_autofree char *path = long_ledger (numbers);
      g_autoptr (JzSheetMapping) mapping = jz_sheet_mapping_new (jz_ledger_fields, JZ_N_LEDGER_FIELDS);
      g_autoptr (JzSheetFile) file = jz_sheet_file_open (path, NULL, NULL);
      Seen           seen = { .in_order = TRUE };
      JzImport       import = { .file = file, .mapping = mapping, .dry_run = TRUE, .seen = seen_cb, .data = &seen };
      JzImportResult said, done;

      g_assert_true (jz_sheet_mapping_guess_sheet (mapping, file, &import.sheet, NULL, NULL));
      g_assert_true (jz_import_run (store, &fixture_actor, &jz_ledger_import, &import, &said, NULL, NULL));
      g_assert_cmpint (fixture_ask (store, "SELECT (SELECT count(*) FROM entry) + (SELECT count(*) FROM asset) + (SELECT count(*) FROM imported)"), ==, 0);
      g_assert_cmpuint (said.rejected, >, 0);
      g_assert_cmpuint (said.assets, >=, 70);
      g_assert_true (seen.in_order);
      g_assert_cmpuint (seen.n, ==, said.read + seen.n_other);
      g_assert_cmpuint (seen.n_marked, >=, said.rejected);
      run_well (store, &jz_ledger_import, path, FALSE, NULL, NULL, &done);
      assert_same_counts (&said, &done);
      g_assert_cmpint (fixture_ask (store, "SELECT count(*) FROM asset"), ==, done.assets);
      g_assert_cmpint (fixture_ask (store, "SELECT count(*) FROM imported"), ==, done.added + done.merged);
      jz_import_result_clear (&said);
      jz_import_result_clear (&done);
      run_well (store, &jz_ledger_import, path, TRUE, NULL, NULL, &said); /* and once more, where all is known */
      run_well (store, &jz_ledger_import, path, FALSE, NULL, NULL, &done);
      assert_same_counts (&said, &done);
      g_assert_cmpuint (said.added + said.merged, ==, 0);
      jz_import_result_clear (&said);
      jz_import_result_clear (&done);
      fixture_check (store);
      jz_store_close (store);
    }
}

static void
test_cancel (void)
{
  g_autoptr (JzStore) store = fixture_school ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *path = write_file ("a.csv", ledger);
  g_autoptr (GError) error = NULL;
  JzImportResult  result;

  g_cancellable_cancel (cancellable);
  g_assert_false (run (store, &jz_ledger_import, path, FALSE, NULL, NULL, &result, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (fixture_ask (store, "SELECT count(*) FROM item"), ==, 0);
  jz_import_result_clear (&result);
  jz_store_close (store);
}

/* Codes that are given go on from the highest there is, also where the sheet itself has one further on. */
static void
test_own_codes (void)
{
  g_autoptr (JzStore) store = fixture_school ();
  g_autofree char *path = write_file ("a.csv", "编号,名称,数量\n,甲,1\nZ00007,乙,1\n,丙,1\n,丁,1\nZ1,戊,1\n,甲,2\n,己,1\n");
  g_autofree char *more = write_file ("b.csv", "名称,数量\n庚,1\n");
  JzImportResult  result;

  run_well (store, &jz_ledger_import, path, FALSE, NULL, NULL, &result);
  g_assert_cmpuint (result.added, ==, 6);
  g_assert_cmpuint (result.merged, ==, 1);
  jz_import_result_clear (&result);
  run_well (store, &jz_ledger_import, more, FALSE, NULL, NULL, &result);
  jz_import_result_clear (&result);
  g_assert_cmpint (fixture_ask (store, "SELECT group_concat (name || code, '') = '甲Z00001乙Z00007丙Z00008丁Z00009戊Z1己Z00010庚Z00011' FROM "
                                       "(SELECT name, code FROM item ORDER BY id)"), ==, 1);
  fixture_check (store);
  jz_store_close (store);
}

static void
cancel_cb (guint done, gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
}

/* In the middle, with lines read ahead that nobody takes any more. */
static void
test_cancel_midway (void)
{
  g_autoptr (JzStore) store = fixture_school ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *path = long_ledger (0);
  g_autoptr (JzSheetMapping) mapping = jz_sheet_mapping_new (jz_ledger_fields, JZ_N_LEDGER_FIELDS);
  g_autoptr (JzSheetFile) file = jz_sheet_file_open (path, NULL, NULL);
  g_autoptr (GError) error = NULL;
  JzImport       import = { .file = file, .mapping = mapping, .progress = cancel_cb, .data = cancellable };
  JzImportResult result;

  g_assert_true (jz_sheet_mapping_guess_sheet (mapping, file, &import.sheet, NULL, NULL));
  g_assert_false (jz_import_run (store, &fixture_actor, &jz_ledger_import, &import, &result, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (result.read, ==, 256);
  jz_import_result_clear (&result);
  g_assert_cmpint (fixture_ask (store, "SELECT (SELECT count(*) FROM item) + (SELECT count(*) FROM entry) + (SELECT count(*) FROM imported)"), ==, 0);
  run_well (store, &jz_ledger_import, path, FALSE, NULL, NULL, &result);
  g_assert_cmpuint (result.skipped, ==, 0);
  jz_import_result_clear (&result);
  fixture_check (store);
  jz_store_close (store);
}

static void
test_missing_column (void)
{
  g_autoptr (JzStore) store = fixture_school ();
  g_autofree char *path = write_file ("a.csv", "编号,名称,规格,单位\n1,甲,乙,台\n");
  g_autoptr (GError) error = NULL;
  JzImportResult  result;

  g_assert_false (run (store, &jz_ledger_import, path, FALSE, NULL, NULL, &result, NULL, &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_INVALID);
  jz_import_result_clear (&result);
  jz_store_close (store);
}

static void
test_people (void)
{
  g_autoptr (JzStore) store = fixture_school ();
  g_autofree char *path = write_file ("p.csv", "学生名册\n姓名,班级,学号\n李小明,八(2)班,20240201\n王芳,八（2）班,20240202\n赵一,火星班,3\n,八(2)班,4\n李小明,七(1),\n");
  JzImportResult  result;

  run_well (store, &jz_people_import, path, FALSE, NULL, NULL, &result);
  g_assert_cmpuint (result.added, ==, 3);
  g_assert_cmpuint (result.rejected, ==, 2);
  jz_import_result_clear (&result);
  g_assert_cmpint (fixture_ask (store, "SELECT pupils FROM class WHERE name = '八(2)'"), ==, 2);
  run_well (store, &jz_people_import, path, FALSE, NULL, NULL, &result);
  g_assert_cmpuint (result.skipped, ==, 3);
  jz_import_result_clear (&result);
  g_assert_true (jz_store_undo_sync (store, 2, &fixture_actor, NULL, NULL, NULL));
  g_assert_cmpint (fixture_ask (store, "SELECT count(*) FROM person"), ==, 0);
  fixture_check (store);
  jz_store_close (store);
}

static void
test_calendar (void)
{
  g_autoptr (JzStore) store = fixture_school ();
  g_autofree char *path = write_file ("c.csv", "日期,类型,上星期几的课,备注\n2026-11-13,放假,,校运动会\n2026-11-14,补课,周五,补运动会\n2026-13-01,放假,,\n2026-11-12,运动会,,\n");
  JzImportResult  result;

  run_well (store, &jz_calendar_import, path, FALSE, NULL, NULL, &result);
  g_assert_cmpuint (result.added, ==, 2);
  g_assert_cmpuint (result.rejected, ==, 2);
  jz_import_result_clear (&result);
  g_assert_cmpint (fixture_ask (store, "SELECT follows FROM calendar_day WHERE date = '2026-11-14' AND kind = 'make-up' AND week IS NOT NULL"), ==, 5);
  g_assert_cmpint (fixture_ask (store, "SELECT count(*) FROM calendar_day WHERE date = '2026-11-13' AND follows IS NULL"), ==, 1);
  jz_store_close (store);
}

static void
test_standard (void)
{
  g_autoptr (JzStore) store = fixture_school ();
  g_autofree char *path = write_file ("s.csv", "编号,名称,规格型号,单位,配备标准,配备要求,参考单价\n02001,钢制黑板,双面,块,1/校,基本,120\n4,学生实验台,,张,13/50人,选配,800元\n,无编号,,,1/校,,\n");
  JzStandardImportOptions options = { "初中化学", "2010" };
  JzImportResult  result;

  run_well (store, &jz_standard_import, path, FALSE, NULL, &options, &result);
  g_assert_cmpuint (result.added, ==, 2);
  g_assert_cmpuint (result.rejected, ==, 1);
  jz_import_result_clear (&result);
  g_assert_cmpint (fixture_ask (store, "SELECT count(*) FROM standard_row WHERE code = '02001' AND rule = '1/校' AND required AND price = 12000"), ==, 1);
  g_assert_cmpint (fixture_ask (store, "SELECT required FROM standard_row WHERE code = '4'"), ==, 0);
  jz_store_close (store);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/ledger", test_ledger);
  g_test_add_func ("/import/cards", test_cards);
  g_test_add_func ("/import/alike", test_alike);
  g_test_add_func ("/import/given-numbers", test_given_numbers);
  g_test_add_func ("/import/overrides", test_overrides);
  g_test_add_func ("/import/dry-run", test_dry_run);
  g_test_add_func ("/import/own-codes", test_own_codes);
  g_test_add_func ("/import/cancel", test_cancel);
  g_test_add_func ("/import/cancel-midway", test_cancel_midway);
  g_test_add_func ("/import/missing-column", test_missing_column);
  g_test_add_func ("/import/people", test_people);
  g_test_add_func ("/import/calendar", test_calendar);
  g_test_add_func ("/import/standard", test_standard);
  return g_test_run ();
}
