/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-report.h"

#include "jz-text.h"

#define DEFAULT_LINES 4

static void
column_clear (gpointer data)
{
  g_free (((JzReportColumn *) data)->title);
}

JzReport *
jz_report_new (const char *school, const char *title, const char *print_date)
{
  JzReport *report = g_new0 (JzReport, 1);

  report->school = jz_text_tidy (school);
  report->title = jz_text_tidy (title);
  report->print_date = jz_text_tidy (print_date);
  report->subtitles = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  report->columns = g_array_new (FALSE, TRUE, sizeof (JzReportColumn));
  g_array_set_clear_func (report->columns, column_clear);
  report->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  report->footers = g_ptr_array_new_with_free_func (g_free);
  report->signatures = g_ptr_array_new_with_free_func (g_free);
  report->max_lines = DEFAULT_LINES;
  report->key_columns = 1;
  return report;
}

void
jz_report_free (JzReport *report)
{
  if (report == NULL)
    return;
  g_free (report->school);
  g_free (report->title);
  g_free (report->print_date);
  g_ptr_array_unref (report->subtitles);
  g_array_unref (report->columns);
  g_ptr_array_unref (report->rows);
  g_strfreev (report->totals);
  g_ptr_array_unref (report->footers);
  g_ptr_array_unref (report->signatures);
  g_free (report);
}

static char **
tidy_cells (const char *const *cells, guint n)
{
  char **tidied = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    tidied[i] = jz_text_tidy (cells[i]);
  return tidied;
}

void
jz_report_add_subtitle (JzReport *report, const char *left, const char *right)
{
  const char *const texts[] = { left, right };

  g_ptr_array_add (report->subtitles, tidy_cells (texts, 2));
}

void
jz_report_add_column (JzReport *report, const char *title, double width, double weight, JzAlign align, JzSum sum)
{
  JzReportColumn column = { jz_text_tidy (title), MAX (width, 0), MAX (weight, 0), align, sum };

  g_return_if_fail (report->rows->len == 0);

  g_array_append_val (report->columns, column);
}

void
jz_report_add_row (JzReport *report, const char *const *cells)
{
  g_ptr_array_add (report->rows, tidy_cells (cells, report->columns->len));
}

void
jz_report_set_totals (JzReport *report, const char *const *cells)
{
  g_strfreev (report->totals);
  report->totals = tidy_cells (cells, report->columns->len);
}

void
jz_report_add_footer (JzReport *report, const char *text)
{
  g_ptr_array_add (report->footers, jz_text_tidy (text));
}

void
jz_report_add_signature (JzReport *report, const char *title)
{
  g_ptr_array_add (report->signatures, jz_text_tidy (title));
}
