/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-school"
#include "config.h"

#include "jz-school-import.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-calendar.h"
#include "jz-codes.h"
#include "jz-people.h"
#include "jz-sheet-value.h"

#define WORDS(...) ((const char *const[]){ __VA_ARGS__, NULL })

static char *
text_of (JzImportLine *line, guint field)
{
  return jz_sheet_cell_to_text (jz_import_line_cell (line, field));
}

/* A code cell; a fault of it is told. NULL when it can't be read. */
static char *
code_of (JzImportLine *line, guint field)
{
  const JzSheetCell *cell = jz_import_line_cell (line, field);
  g_autoptr (GError) error = NULL;
  char              *code = jz_sheet_cell_is_blank (cell) ? g_strdup ("") : jz_sheet_cell_to_code (cell, &error);

  if (code == NULL)
    jz_import_line_fault (line, (int) field, error->message, NULL);
  return code;
}

/* What a rule of the file refused is a fault of the row; anything else ends the import. */
static gboolean
fault_or_end (JzImportLine *line, GError *failure, GError **error)
{
  if (failure->domain == JZ_ERROR && (failure->code == JZ_ERROR_INVALID || failure->code == JZ_ERROR_CONFLICT))
    {
      jz_import_line_fault (line, -1, failure->message, NULL);
      g_error_free (failure);
      return TRUE;
    }
  g_propagate_error (error, failure);
  return FALSE;
}

/* People. */

enum { PERSON_NAME, PERSON_CLASS, PERSON_NUMBER, PERSON_POST, N_PERSON_FIELDS };

static const JzSheetField person_fields[N_PERSON_FIELDS] = {
  [PERSON_NAME] = { "name", N_("Name"), WORDS ("姓名", "学生姓名", "教师姓名", "名字"), TRUE, JZ_SHEET_FIELD_TEXT },
  [PERSON_CLASS] = { "class", N_("Class"), WORDS ("班级", "所在班级", "年级班级", "班"), FALSE, JZ_SHEET_FIELD_TEXT },
  [PERSON_NUMBER] = { "number", N_("Card or staff number"), WORDS ("学号", "卡号", "借书证号", "读者证号", "证号", "工号", "教工号", "编号", "条码号", "条码"), FALSE, JZ_SHEET_FIELD_CODE },
  [PERSON_POST] = { "post", N_("Post"), WORDS ("职务", "岗位", "任教学科", "学科", "部门", "职务岗位"), FALSE, JZ_SHEET_FIELD_TEXT },
};

static const JzAction people_action = { "people.import", "people" };

static gboolean
ensure_class (JzImporting *importing, const char *text, gint64 *id, gboolean *understood, GError **error)
{
  int grade, number;

  *id = 0;
  *understood = text[0] == '\0' || jz_class_parse (text, &grade, &number);
  if (text[0] == '\0' || !*understood)
    return TRUE;
  if (!jz_class_find (jz_importing_connection (importing), text, id, error))
    return FALSE;
  if (*id != 0)
    return TRUE;
  return jz_class_add (jz_importing_operation (importing), jz_class_stage (grade),
                       jz_class_entry_year (grade, jz_school_year (jz_date_today ())), grade, number, 0, id, error);
}

static gboolean
find_known_person (JzConnection *connection, const JzPersonData *data, gint64 *id, GError **error)
{
  if (data->number[0] != '\0')
    return jz_connection_number (connection, id, 0, error, "SELECT id FROM person WHERE number = ? AND voided IS NULL", "s", data->number);
  return jz_connection_number (connection, id, 0, error, "SELECT id FROM person WHERE name = ? AND kind = ? AND ifnull (class, 0) = ? AND voided IS NULL", "ssl",
                               data->name, data->kind, data->class);
}

static gboolean
write_person (JzImporting *importing, const JzPersonData *data, GError **error)
{
  JzConnection   *connection = jz_importing_connection (importing);
  JzImportResult *result = jz_importing_result (importing);
  gint64          id, same;

  if (!find_known_person (connection, data, &id, error))
    return FALSE;
  if (id == 0)
    {
      result->added++;
      return jz_person_add (jz_importing_operation (importing), data, NULL, error);
    }
  if (!jz_connection_number (connection, &same, 0, error, "SELECT name = ? AND ifnull (class, 0) = ? AND post = ? FROM person WHERE id = ?", "slsl", data->name,
                             data->class, data->post, id))
    return FALSE;
  if (same)
    {
      result->skipped++;
      return TRUE;
    }
  result->updated++;
  return jz_person_update (jz_importing_operation (importing), id, data, TRUE, error);
}

static gboolean
take_person (JzImporting *importing, gpointer state, JzImportLine *line, GError **error)
{
  g_autofree char *name = text_of (line, PERSON_NAME), *class = text_of (line, PERSON_CLASS);
  g_autofree char *number = code_of (line, PERSON_NUMBER), *post = text_of (line, PERSON_POST);
  g_autoptr (GError) failure = NULL;
  JzPersonData     data = { .kind = class[0] != '\0' ? "pupil" : "staff", .name = name, .number = number, .post = post };
  JzImportResult   before = *jz_importing_result (importing);
  gboolean         understood;

  if (number == NULL)
    return TRUE;
  if (name[0] == '\0')
    {
      jz_import_line_fault (line, PERSON_NAME, _("There is no name"), NULL);
      return TRUE;
    }
  if (!ensure_class (importing, class, &data.class, &understood, error))
    return FALSE;
  if (!understood)
    {
      jz_import_line_fault (line, PERSON_CLASS, _("This is no class"), NULL);
      return TRUE;
    }
  if (write_person (importing, &data, &failure))
    return TRUE;
  *jz_importing_result (importing) = before;
  return fault_or_end (line, g_steal_pointer (&failure), error);
}

/* The number of pupils of a class is that of its pupils in the register, where it has any. */
static gboolean
count_pupils (JzImporting *importing, gpointer state, GError **error)
{
  return jz_connection_run (jz_importing_connection (importing), error,
                            "UPDATE class SET pupils = n, changed = jz_operation() FROM (SELECT class AS c, count(*) AS n FROM person WHERE class IS NOT NULL AND "
                            "active AND voided IS NULL GROUP BY class) WHERE c = class.id AND pupils <> n AND n <= 200", "");
}

const JzImportSpec jz_people_import = {
  .name = "people", .action = &people_action, .fields = person_fields, .n_fields = N_PERSON_FIELDS, .take = take_person, .end = count_pupils,
};

/* The calendar. */

enum { DAY_DATE, DAY_KIND, DAY_FOLLOWS, DAY_PARITY, DAY_NOTE, N_DAY_FIELDS };

static const JzSheetField day_fields[N_DAY_FIELDS] = {
  [DAY_DATE] = { "date", N_("Date"), WORDS ("日期", "时间"), TRUE, JZ_SHEET_FIELD_DATE },
  [DAY_KIND] = { "kind", N_("Kind of day"), WORDS ("类型", "性质", "安排", "类别", "上课放假"), FALSE, JZ_SHEET_FIELD_TEXT },
  [DAY_FOLLOWS] = { "follows", N_("Lessons of"), WORDS ("上星期几的课", "按星期几上课", "补星期几", "上周几的课", "课表", "补课", "按周几"), FALSE, JZ_SHEET_FIELD_TEXT },
  [DAY_PARITY] = { "parity", N_("Odd or even week"), WORDS ("单双周", "周次性质"), FALSE, JZ_SHEET_FIELD_TEXT },
  [DAY_NOTE] = { "note", N_("Note"), WORDS ("备注", "说明", "节日", "名称"), FALSE, JZ_SHEET_FIELD_TEXT },
};

static const JzAction day_action = { "calendar.import", "calendar" };

/* "周三", "星期日", "3"; 0 when it is none. */
static int
parse_weekday (const char *text)
{
  static const char *const days[] = { "一", "二", "三", "四", "五", "六", "日", "天" };

  for (int i = 0; i < (int) G_N_ELEMENTS (days); i++)
    if (g_str_has_suffix (text, days[i]))
      return MIN (i + 1, 7);
  return text[0] >= '1' && text[0] <= '7' && text[1] == '\0' ? text[0] - '0' : 0;
}

static const char *
parse_kind (const char *text, int follows, JzDate date)
{
  if (strstr (text, "补") != NULL || strstr (text, "调") != NULL)
    return "make-up";
  if (strstr (text, "假") != NULL || strstr (text, "节") != NULL)
    return "holiday";
  if (strstr (text, "休") != NULL || strstr (text, "周末") != NULL)
    return "weekend";
  if (text[0] != '\0' && strstr (text, "课") == NULL && strstr (text, "学") == NULL && strstr (text, "工作") == NULL)
    return NULL;
  if (jz_date_weekday (date) > 5)
    return follows > 0 ? "make-up" : "weekend";
  return "school";
}

static gboolean
take_day (JzImporting *importing, gpointer state, JzImportLine *line, GError **error)
{
  g_autofree char   *kind_text = text_of (line, DAY_KIND), *follows_text = text_of (line, DAY_FOLLOWS);
  g_autofree char   *parity_text = text_of (line, DAY_PARITY), *note = text_of (line, DAY_NOTE);
  gboolean           date_1904 = jz_sheet_file_date_1904 (jz_importing_import (importing)->file);
  g_autoptr (GError) failure = NULL;
  int                follows = parse_weekday (follows_text);
  const char        *kind, *parity = strstr (parity_text, "单") != NULL ? "odd" : strstr (parity_text, "双") != NULL ? "even" : NULL;
  JzDate             date = JZ_DATE_NONE;

  if (!jz_sheet_cell_to_date (jz_import_line_cell (line, DAY_DATE), date_1904, &date, &failure))
    {
      jz_import_line_fault (line, DAY_DATE, failure->message, NULL);
      return TRUE;
    }
  kind = parse_kind (kind_text, follows, date);
  if (kind == NULL || (follows_text[0] != '\0' && follows == 0))
    {
      jz_import_line_fault (line, kind == NULL ? DAY_KIND : DAY_FOLLOWS, kind == NULL ? _("This is no kind of day") : _("This is no weekday"), NULL);
      return TRUE;
    }
  if (g_str_equal (kind, "holiday") || g_str_equal (kind, "weekend"))
    follows = 0;
  else if (follows == 0)
    follows = MIN (jz_date_weekday (date), 5);
  if (!jz_calendar_set (jz_importing_operation (importing), date, kind, follows, parity, note, &failure))
    return fault_or_end (line, g_steal_pointer (&failure), error);
  jz_importing_result (importing)->added++;
  return TRUE;
}

const JzImportSpec jz_calendar_import = {
  .name = "calendar", .action = &day_action, .fields = day_fields, .n_fields = N_DAY_FIELDS, .take = take_day,
};

/* Standards. */

enum { ROW_SUBJECT, ROW_CODE, ROW_NAME, ROW_SPEC, ROW_UNIT, ROW_RULE, ROW_REQUIRED, ROW_PRICE, N_ROW_FIELDS };

static const JzSheetField row_fields[N_ROW_FIELDS] = {
  [ROW_SUBJECT] = { "subject", N_("Subject"), WORDS ("学科", "科目", "室别"), FALSE, JZ_SHEET_FIELD_TEXT },
  [ROW_CODE] = { "code", N_("Code"), WORDS ("编号", "代码", "目录编号", "分类代码", "品目编号", "仪器编号"), TRUE, JZ_SHEET_FIELD_CODE },
  [ROW_NAME] = { "name", N_("Name"), WORDS ("名称", "仪器名称", "器材名称", "品名", "设备名称"), TRUE, JZ_SHEET_FIELD_TEXT },
  [ROW_SPEC] = { "spec", N_("Specification"), WORDS ("规格", "规格型号", "规格型号功能", "规格型号教学性能要求", "型号规格"), FALSE, JZ_SHEET_FIELD_TEXT },
  [ROW_UNIT] = { "unit", N_("Unit"), WORDS ("单位", "计量单位"), FALSE, JZ_SHEET_FIELD_TEXT },
  [ROW_RULE] = { "rule", N_("Quantity rule"), WORDS ("配备标准", "配备数量", "数量", "标准数量", "配备要求数量"), FALSE, JZ_SHEET_FIELD_TEXT },
  [ROW_REQUIRED] = { "required", N_("Basic or optional"), WORDS ("配备要求", "必配选配", "基本选配", "执行要求", "要求"), FALSE, JZ_SHEET_FIELD_TEXT },
  [ROW_PRICE] = { "price", N_("Price"), WORDS ("参考单价", "单价", "价格", "参考价"), FALSE, JZ_SHEET_FIELD_MONEY },
};

static const JzAction standard_action = { "codes.import", "codes" };

/* What a county calls its table; else what the file is called. Returns: (transfer full) */
static char *
name_of_table (const JzImport *import)
{
  char *name;

  if (jz_sheet_file_format (import->file) == JZ_SHEET_FORMAT_COUNTY)
    return g_strdup (jz_sheet_file_sheet_name (import->file, import->sheet));
  name = g_strdup (jz_sheet_file_name (import->file));
  if (strrchr (name, '.') != NULL)
    *strrchr (name, '.') = '\0';
  return name;
}

static gboolean
begin_standard (JzImporting *importing, gpointer *state, GError **error)
{
  const JzImport                *import = jz_importing_import (importing);
  const JzStandardImportOptions *options = import->options;
  gint64                        *standard = *state = g_new0 (gint64, 1);
  g_autofree char               *name = options->name != NULL ? g_strdup (options->name) : name_of_table (import);
  const char                    *edition = options->edition != NULL && options->edition[0] != '\0' ? options->edition
                                                                                                 : jz_sheet_file_edition (import->file);

  return jz_standard_ensure (jz_importing_operation (importing), name, edition, "", "", FALSE, standard, error);
}

static gboolean
take_standard_row (JzImporting *importing, gpointer state, JzImportLine *line, GError **error)
{
  g_autofree char   *subject = text_of (line, ROW_SUBJECT), *name = text_of (line, ROW_NAME), *spec = text_of (line, ROW_SPEC);
  g_autofree char   *unit = text_of (line, ROW_UNIT), *rule = text_of (line, ROW_RULE), *needed = text_of (line, ROW_REQUIRED);
  g_autofree char   *code = code_of (line, ROW_CODE);
  const JzSheetCell *price = jz_import_line_cell (line, ROW_PRICE);
  JzImportResult    *result = jz_importing_result (importing);
  g_autoptr (GError) failure = NULL;
  JzStandardRow      data = { subject, code, name, spec, unit, rule, strstr (needed, "选") == NULL, -1 };
  gboolean           is_new;

  if (code == NULL)
    return TRUE;
  if (!jz_sheet_cell_is_blank (price) && !jz_sheet_cell_to_money (price, &data.price, &failure))
    {
      jz_import_line_fault (line, ROW_PRICE, failure->message, NULL);
      return TRUE;
    }
  if (!jz_standard_put (jz_importing_operation (importing), *(gint64 *) state, &data, &is_new, &failure))
    return fault_or_end (line, g_steal_pointer (&failure), error);
  if (is_new)
    result->added++;
  else
    result->updated++;
  return TRUE;
}

const JzImportSpec jz_standard_import = {
  .name = "standard", .action = &standard_action, .fields = row_fields, .n_fields = N_ROW_FIELDS, .begin = begin_standard, .take = take_standard_row,
  .free_state = g_free,
};
