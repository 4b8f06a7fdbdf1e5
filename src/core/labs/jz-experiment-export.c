/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "jz-experiment.h"
#include "jz-lab-import.h"
#include "jz-sheet-writer.h"

/* Words that the import reads again. */
#define ROWS                                                                                                           \
  "SELECT id, CASE stage WHEN 'primary' THEN '小学' WHEN 'junior' THEN '初中' ELSE '高中' END, subject, edition, " \
  "book, " \
  "CASE WHEN grade > 9 THEN '高' || substr ('一二三', grade - 9, 1) ELSE substr ('一二三四五六七八九', grade, 1) " \
  "|| '年级' END, " \
  "CASE term WHEN 1 THEN '第一学期' WHEN 2 THEN '第二学期' END, chapter, number, name, " \
  "CASE kind WHEN 'demonstration' THEN '演示' WHEN 'group' THEN '分组' WHEN 'inquiry' THEN '探究' ELSE '实践' " \
  "END, " \
  "iif (required, '必做', '选做'), periods, group_size, safety, source, year FROM experiment WHERE year = ? AND " \
  "voided " \
  "IS NULL ORDER BY stage DESC, subject, grade, term, id"

enum { APPARATUS = 13, N_COLUMNS = 18 };

static const JzSheetColumn columns[N_COLUMNS] = {
  { "学段", 6 },   { "学科", 8 },      { "教材版本", 10 }, { "册别", 12 },     { "年级", 8 },      { "学期", 10 },
  { "章节", 16 },  { "序号", 6 },      { "实验名称", 32 }, { "实验类型", 10 }, { "必做选做", 10 }, { "课时", 6 },
  { "每组人数", 8 }, { "仪器", 48 },   { "药品", 32 },     { "安全提示", 20 }, { "来源", 28 },     { "学年", 8 },
};

static gboolean
write_row (JzConnection *connection, JzSheetWriter *writer, JzStatement *row, GError **error)
{
  gint64           id = jz_statement_int64 (row, 0);
  g_autofree char *apparatus = jz_experiment_apparatus (connection, id, error),
                  *chemicals = apparatus != NULL ? jz_experiment_chemicals (connection, id, error) : NULL;

  if (chemicals == NULL)
    return FALSE;
  for (int c = 0; c < APPARATUS; c++)
    jz_sheet_writer_text (writer, c, jz_statement_text (row, c + 1));
  jz_sheet_writer_text (writer, APPARATUS, apparatus);
  jz_sheet_writer_text (writer, APPARATUS + 1, chemicals);
  for (int c = APPARATUS + 2; c < N_COLUMNS; c++)
    jz_sheet_writer_text (writer, c, jz_statement_text (row, c - 1));
  return jz_sheet_writer_end_row (writer, error);
}

gboolean
jz_experiment_export (JzConnection *connection, int year, const char *path, GError **error)
{
  const JzSheetLayout       layout = { NULL, "实验目录", TRUE };
  g_autoptr (JzSheetWriter) writer =
    jz_sheet_writer_new (path, g_str_has_suffix (path, ".csv") ? JZ_SHEET_FORMAT_CSV : JZ_SHEET_FORMAT_XLSX, columns,
                         N_COLUMNS, &layout, error);
  JzStatement *row = writer != NULL ? jz_connection_query (connection, error, ROWS, "i", year) : NULL;

  while (jz_statement_next (row))
    if (!write_row (connection, writer, row, error))
      {
        jz_statement_reset (row);
        return FALSE;
      }
  return jz_statement_finish (row, error) && jz_sheet_writer_finish (writer, error);
}
