/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-report-sheet.h"

#include "jz-money.h"
#include "jz-sheet-writer.h"

static gboolean
write_row (JzSheetWriter *writer, const JzReport *report, char **cells, GError **error)
{
  for (guint c = 0; c < report->columns->len; c++)
    {
      const JzReportColumn *column = &g_array_index (report->columns, JzReportColumn, c);
      gint64                number;

      if (column->sum == JZ_SUM_MONEY && jz_money_parse (cells[c], &number))
        jz_sheet_writer_money (writer, (int) c, number);
      else if (column->align == JZ_ALIGN_RIGHT &&
               g_ascii_string_to_signed (cells[c], 10, G_MININT64, G_MAXINT64, &number, NULL))
        jz_sheet_writer_quantity (writer, (int) c, number, 0);
      else
        jz_sheet_writer_text (writer, (int) c, cells[c]);
    }
  return jz_sheet_writer_end_row (writer, error);
}

gboolean
jz_report_write_sheet (const JzReport *report, const char *path, GError **error)
{
  g_autofree JzSheetColumn *heads = g_new0 (JzSheetColumn, report->columns->len);
  JzSheetLayout             layout = { report->title, report->title, TRUE };
  g_autoptr (JzSheetWriter) writer = NULL;

  for (guint c = 0; c < report->columns->len; c++)
    heads[c].title = g_array_index (report->columns, JzReportColumn, c).title;
  writer = jz_sheet_writer_new (path, JZ_SHEET_FORMAT_XLSX, heads, report->columns->len, &layout, error);
  if (writer == NULL)
    return FALSE;
  for (guint i = 0; i < report->rows->len; i++)
    if (!write_row (writer, report, g_ptr_array_index (report->rows, i), error))
      return FALSE;
  return (report->totals == NULL || write_row (writer, report, report->totals, error)) &&
         jz_sheet_writer_finish (writer, error);
}
