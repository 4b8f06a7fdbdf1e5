/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-calendar.h"
#include "jz-experiment.h"
#include "jz-lab-import.h"
#include "jz-people.h"
#include "jz-quantity.h"
#include "jz-sheet-value.h"
#include "jz-sheet-writer.h"
#include "jz-source.h"

#define WORDS(...) ((const char *const[]){ __VA_ARGS__, NULL })

enum
{
  STAGE,
  SUBJECT,
  EDITION,
  BOOK,
  GRADE,
  TERM,
  CHAPTER,
  NUMBER,
  NAME,
  KIND,
  REQUIRED,
  PERIODS,
  GROUP,
  APPARATUS,
  CHEMICALS,
  SAFETY,
  SOURCE,
  YEAR,
  N_FIELDS
};

static const JzSheetField fields[N_FIELDS] = {
  [STAGE] = { "stage", N_("Stage of the experiment"), WORDS ("学段", "学校类别"), FALSE, JZ_SHEET_FIELD_TEXT },
  [SUBJECT] = { "subject", N_("Subject"), WORDS ("学科", "科目", "课程"), TRUE, JZ_SHEET_FIELD_TEXT },
  [EDITION] = { "edition", N_("Textbook edition"), WORDS ("教材版本", "版本", "教材"), FALSE, JZ_SHEET_FIELD_TEXT },
  [BOOK] = { "book", N_("Volume of the textbook"), WORDS ("册别", "册次", "教材册别", "分册"), FALSE,
             JZ_SHEET_FIELD_TEXT },
  [GRADE] = { "grade", N_("Grade"), WORDS ("年级", "建议年级", "适用年级"), FALSE, JZ_SHEET_FIELD_TEXT },
  [TERM] = { "term", N_("Term of the year"), WORDS ("学期", "上下册", "开设学期"), FALSE, JZ_SHEET_FIELD_TEXT },
  [CHAPTER] = { "chapter", N_("Chapter"), WORDS ("章节", "章", "单元", "一级主题", "主题", "教材章节"), FALSE,
                JZ_SHEET_FIELD_TEXT },
  [NUMBER] = { "number", N_("Number in the list"), WORDS ("序号", "编号", "实验序号", "实验编号"), FALSE,
               JZ_SHEET_FIELD_CODE },
  [NAME] = { "name", N_("Name of the experiment"),
             WORDS ("实验名称", "实验项目", "实验内容", "实验课题", "基本实验活动", "项目名称", "名称"), TRUE,
             JZ_SHEET_FIELD_TEXT },
  [KIND] = { "kind", N_("Kind of experiment"), WORDS ("实验类型", "类型", "演示或分组", "活动类型", "实验类别"), FALSE,
             JZ_SHEET_FIELD_TEXT },
  [REQUIRED] = { "required", N_("Required or elective"), WORDS ("必做选做", "必做/选做", "要求", "开设要求", "必选做"),
                 FALSE, JZ_SHEET_FIELD_TEXT },
  [PERIODS] = { "periods", N_("Periods that it takes"), WORDS ("课时", "课时数", "节数"), FALSE,
                JZ_SHEET_FIELD_NUMBER },
  [GROUP] = { "group-size", N_("Pupils in a group"), WORDS ("每组人数", "分组人数", "组人数", "人/组"), FALSE,
              JZ_SHEET_FIELD_NUMBER },
  [APPARATUS] = { "apparatus", N_("Apparatus"),
                  WORDS ("仪器", "主要仪器", "仪器材料", "实验器材", "器材", "实验物资", "仪器设备"), FALSE,
                  JZ_SHEET_FIELD_TEXT },
  [CHEMICALS] = { "chemicals", N_("Chemicals"), WORDS ("药品", "试剂", "药品材料", "耗材", "药品试剂", "消耗材料"),
                  FALSE, JZ_SHEET_FIELD_TEXT },
  [SAFETY] = { "safety", N_("Safety"), WORDS ("安全", "安全提示", "注意事项", "安全要求"), FALSE,
               JZ_SHEET_FIELD_TEXT },
  [SOURCE] = { "source", N_("Source of the list"), WORDS ("来源", "依据", "出处"), FALSE, JZ_SHEET_FIELD_TEXT },
  [YEAR] = { "year", N_("School year"), WORDS ("学年", "学年度", "年度"), FALSE, JZ_SHEET_FIELD_TEXT },
};

static const JzAction import_action = { "lab.import.catalogue", "lab" };

/* What words mean. */

/* 八年级, 初二, 高一, 8; 0 when it is no grade, and for a range, which the school has to settle. */
static int
grade_of (const char *text)
{
  g_autofree char *class_ = NULL;
  int              grade = 0, number;
  gsize            cut = strcspn (text, "~-");
  gint64           plain;

  if (text[cut] != '\0' || strstr (text, "～") != NULL || strstr (text, "、") != NULL)
    return 0;
  if (g_ascii_string_to_signed (text, 10, 1, 12, &plain, NULL))
    return (int) plain;
  class_ = g_strconcat (text, "1班", NULL);
  if (jz_class_parse (class_, &grade, &number))
    return grade;
  if (strstr (text, "年级") != NULL)
    {
      gsize until = (gsize) (strstr (text, "年级") - text) + strlen ("年级");

      g_free (class_);
      class_ = g_strdup_printf ("%.*s1班", (int) until, text);
      if (jz_class_parse (class_, &grade, &number))
        return grade;
    }
  return 0;
}

static int
term_of (const char *text)
{
  return strstr (text, "上") != NULL || strstr (text, "一") != NULL || g_str_equal (text, "1") ? 1 :
         strstr (text, "下") != NULL || strstr (text, "二") != NULL || g_str_equal (text, "2") ? 2 : 0;
}

static const char *
stage_of (const char *text, const char *book, int grade)
{
  if (strstr (text, "小学") != NULL)
    return "primary";
  if (strstr (text, "高") != NULL || strstr (book, "必修") != NULL)
    return "senior";
  if (strstr (text, "初") != NULL)
    return "junior";
  return grade == 0 ? NULL : jz_class_stage (grade);
}

/* "2026", "2026–2027 学年" → 2026. */
static int
year_of (JzImporting *importing, const char *text)
{
  const JzExperimentImportOptions *options = jz_importing_import (importing)->options;
  gint64                           year = 0;
  g_autofree char                 *digits = g_strndup (text, strspn (text, "0123456789"));

  if (g_ascii_string_to_signed (digits, 10, 1990, 2199, &year, NULL))
    return (int) year;
  return options != NULL && options->year > 0 ? options->year :
                                                jz_school_year (jz_source_today (jz_importing_connection (importing)));
}

static int
count_of (JzImportLine *line, guint field, int usual, int most)
{
  const JzSheetCell *cell = jz_import_line_cell (line, field);
  g_autoptr (GError) failure = NULL;
  gint64             value = usual;

  if (jz_sheet_cell_is_blank (cell))
    return usual;
  if (!jz_sheet_cell_to_quantity (cell, 0, &value, &failure))
    jz_import_line_fault (line, (int) field, failure->message, NULL);
  else if (value < 1 || value > most)
    jz_import_line_fault (line, (int) field, _("This number is out of range"), NULL);
  return (int) value;
}

/* Rows. */

static void
read_words (JzImporting *importing, JzImportLine *line, JzExperimentData *data)
{
#define TEXT(field) jz_import_line_text (line, field)
  const char *grade = TEXT (GRADE), *kind = TEXT (KIND);

  *data = (JzExperimentData){ .year = year_of (importing, TEXT (YEAR)),
                              .subject = TEXT (SUBJECT),
                              .edition = TEXT (EDITION),
                              .book = TEXT (BOOK)[0] != '\0' ? TEXT (BOOK) : grade,
                              .chapter = TEXT (CHAPTER),
                              .number = TEXT (NUMBER),
                              .name = TEXT (NAME),
                              .kind = jz_experiment_kind_of (kind),
                              .required = strstr (TEXT (REQUIRED), "选") == NULL,
                              .safety = TEXT (SAFETY),
                              .source = TEXT (SOURCE),
                              .verified = TRUE };
  data->grade = grade_of (grade);
  data->term = term_of (TEXT (TERM)[0] != '\0'       ? TEXT (TERM) :
                        strstr (grade, "级") != NULL ? strstr (grade, "级") :
                                                       "");
  data->stage = stage_of (TEXT (STAGE), data->book, data->grade);
  data->periods = count_of (line, PERIODS, 1, 20);
  data->group_size = count_of (line, GROUP, 0, 99);
  if (kind[0] == '\0')
    data->kind = "group";
  if (g_strcmp0 (data->kind, "demonstration") == 0)
    data->group_size = 0;
  if (data->name[0] == '\0')
    jz_import_line_fault (line, NAME, _("There is no name"), NULL);
  if (data->subject[0] == '\0')
    jz_import_line_fault (line, SUBJECT, _("There is no subject"), NULL);
  if (data->kind == NULL)
    jz_import_line_fault (line, KIND, _("This is no kind of experiment"), NULL);
  if (data->stage == NULL)
    jz_import_line_fault (line, STAGE, _("This is no stage, and no grade tells it"), NULL);
  if (grade[0] != '\0' && data->grade == 0)
    jz_import_line_warning (line, GRADE, _("This is no single grade; say later in which it is done"), NULL);
#undef TEXT
}

static gboolean
find_known (JzConnection *connection, const JzExperimentData *data, gint64 *id, GError **error)
{
  return jz_connection_number (
    connection, id, 0, error,
    "SELECT id FROM experiment WHERE year = ? AND stage = ? AND subject = ? AND edition = ? AND book = ? AND number = "
    "? AND name = ? AND voided IS NULL",
    "issssss", data->year, data->stage, data->subject, data->edition, data->book, data->number, data->name);
}

/* Whether the file says of it what the catalogue says. */
static gboolean
is_same (JzConnection *connection, gint64 id, const JzExperimentData *data, const char *apparatus,
         const char *chemicals, gboolean *same, GError **error)
{
  gint64           equal;
  g_autofree char *old_apparatus = jz_experiment_apparatus (connection, id, error),
                  *old_chemicals = old_apparatus != NULL ? jz_experiment_chemicals (connection, id, error) : NULL;

  if (old_chemicals == NULL ||
      !jz_connection_number (connection, &equal, 0, error,
                             "SELECT ifnull (grade, 0) = ?2 AND ifnull (term, 0) = ?3 AND chapter = ?4 AND kind = ?5 "
                             "AND required = ?6 AND periods = ?7 AND ifnull (group_size, 0) = ?8 AND safety = ?9 AND "
                             "source = ?10 FROM experiment WHERE id = ?1",
                             "liissiiiss", id, data->grade, data->term, data->chapter, data->kind, data->required,
                             data->periods, data->group_size, data->safety, data->source))
    return FALSE;
  *same = equal != 0 && (apparatus[0] == '\0' || g_str_equal (apparatus, old_apparatus)) &&
          (chemicals[0] == '\0' || g_str_equal (chemicals, old_chemicals));
  return TRUE;
}

/* What the school knows stays where the file says nothing. @texts: (out): what @data then points to. */
static gboolean
keep_known (JzConnection *connection, gint64 id, JzImportLine *line, JzExperimentData *data, char *texts[],
            GError **error)
{
  const char **const said[] = { &data->chapter, &data->safety, &data->source };
  JzStatement       *row = jz_connection_query (connection, error,
                                                "SELECT grade, term, group_size, periods, chapter, safety, source FROM "
                                                "experiment WHERE id = ?",
                                                "l", id);

  if (!jz_statement_first (row, _("There is no such experiment"), error))
    return FALSE;
  data->grade = data->grade != 0 ? data->grade : (int) jz_statement_int64 (row, 0);
  data->term = data->term != 0 ? data->term : (int) jz_statement_int64 (row, 1);
  if (data->group_size == 0 && !g_str_equal (data->kind, "demonstration"))
    data->group_size = (int) jz_statement_int64 (row, 2);
  if (jz_sheet_cell_is_blank (jz_import_line_cell (line, PERIODS)))
    data->periods = (int) jz_statement_int64 (row, 3);
  for (int i = 0; i < (int) G_N_ELEMENTS (said); i++)
    {
      texts[i] = jz_statement_dup (row, 4 + i);
      if ((*said[i])[0] == '\0')
        *said[i] = texts[i];
    }
  jz_statement_reset (row);
  return TRUE;
}

static gboolean
write_row (JzImporting *importing, JzImportLine *line, JzExperimentData *data, GError **error)
{
  JzConnection    *connection = jz_importing_connection (importing);
  JzOperation     *operation = jz_importing_operation (importing);
  JzImportResult  *result = jz_importing_result (importing);
  g_autofree char *apparatus = jz_sheet_cell_to_text (jz_import_line_cell (line, APPARATUS)),
                  *chemicals = jz_sheet_cell_to_text (jz_import_line_cell (line, CHEMICALS));
  g_auto (GStrv)   texts = g_new0 (char *, 4);
  gint64           id;
  gboolean         same = FALSE, is_new;

  /* What can't be read of them is found before anything is written. */
  if (!jz_experiment_needs_are_sound (apparatus, chemicals, error) || !find_known (connection, data, &id, error) ||
      (id != 0 && (!keep_known (connection, id, line, data, texts, error) ||
                   !is_same (connection, id, data, apparatus, chemicals, &same, error))))
    return FALSE;
  is_new = id == 0;
  if (!same &&
      !(is_new ? jz_experiment_add (operation, data, &id, error) :
                 jz_experiment_update (operation, id, data, error)))
    return FALSE;
  if (!same && !jz_experiment_set_needs (operation, id, is_new || apparatus[0] != '\0' ? apparatus : NULL,
                                         is_new || chemicals[0] != '\0' ? chemicals : NULL, error))
    return FALSE;
  *(is_new ? &result->added : same ? &result->skipped : &result->updated) += 1;
  return TRUE;
}

static gboolean
take (JzImporting *importing, gpointer state, JzImportLine *line, GError **error)
{
  g_autoptr (GError) failure = NULL;
  JzExperimentData   data;

  read_words (importing, line, &data);
  if (jz_import_line_is_faulty (line))
    return TRUE;
  if (write_row (importing, line, &data, &failure))
    return TRUE;
  if (failure->domain != JZ_ERROR || (failure->code != JZ_ERROR_INVALID && failure->code != JZ_ERROR_CONFLICT))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  jz_import_line_fault (line, -1, failure->message, NULL);
  return TRUE;
}

const JzImportSpec jz_experiment_import = {
  .name = "experiments", .action = &import_action, .fields = fields, .n_fields = N_FIELDS, .take = take,
};
