/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "jz-report-layout.h"

#define RULE 0.15

typedef struct
{
  JzReportLayout      *layout;
  const JzReportGroup *group;
  const JzReportBand  *band;
  double               y;
} Pen;

static double
align_factor (JzAlign align)
{
  return align == JZ_ALIGN_LEFT ? 0 : align == JZ_ALIGN_CENTRE ? 0.5 : 1;
}

/* One line of text with its top at @y, smaller when it must be. */
static void
draw_line (Pen *pen, JzWeight weight, double size, double x, double width, double y, JzAlign align, const char *text)
{
  JzType        *type = pen->layout->type;
  double         fitted = size;
  g_auto (GStrv) lines = jz_type_fit (type, weight, text, width, 1, &fitted, JZ_REPORT_SIZE_MIN);

  x += align_factor (align) * (width - jz_type_width (type, weight, lines[0]) * fitted);
  jz_ink_text (pen->layout->ink, weight, fitted, x, y + JZ_TYPE_ASCENT * size, lines[0]);
}

static void
draw_cell (Pen *pen, JzWeight weight, double x, double width, double height, JzAlign align, guint max_lines,
           const char *text)
{
  JzType        *type = pen->layout->type;
  double         size = pen->layout->size;
  double         room = width - 2 * JZ_REPORT_CELL_X;
  g_auto (GStrv) lines = jz_type_wrap (type, weight, text, room / size, max_lines, NULL);
  double         y = pen->y + (height - g_strv_length (lines) * size * JZ_TYPE_LINE) / 2;

  for (guint i = 0; lines[i] != NULL; i++, y += size * JZ_TYPE_LINE)
    {
      double used = align == JZ_ALIGN_LEFT ? 0 : jz_type_width (type, weight, lines[i]) * size;

      jz_ink_text (pen->layout->ink, weight, size, x + JZ_REPORT_CELL_X + align_factor (align) * (room - used),
                   y + JZ_TYPE_ASCENT * size, lines[i]);
    }
}

static double
table_width (const JzReportGroup *group)
{
  double width = 0;

  for (guint i = 0; i < group->n; i++)
    width += group->widths[i];
  return width;
}

static void
draw_row (Pen *pen, JzWeight weight, double height, guint max_lines, gboolean header, char *const *cells)
{
  const JzReport *report = pen->layout->report;
  JzInk          *ink = pen->layout->ink;
  double          x = JZ_REPORT_MARGIN_X;

  for (guint i = 0; i < pen->group->n; i++)
    {
      const JzReportColumn *column = &g_array_index (report->columns, JzReportColumn, pen->group->columns[i]);

      draw_cell (pen, weight, x, pen->group->widths[i], height, header ? JZ_ALIGN_CENTRE : column->align, max_lines,
                 header ? column->title : cells[pen->group->columns[i]]);
      jz_ink_rect (ink, x, pen->y, RULE, height);
      x += pen->group->widths[i];
    }
  jz_ink_rect (ink, x, pen->y, RULE, height + RULE);
  pen->y += height;
  jz_ink_rect (ink, JZ_REPORT_MARGIN_X, pen->y, table_width (pen->group), RULE);
}

static void
draw_head (Pen *pen)
{
  const JzReport *report = pen->layout->report;
  double          width = pen->layout->width - 2 * JZ_REPORT_MARGIN_X;
  double          y = JZ_REPORT_MARGIN_TOP;

  if (*report->school != '\0')
    {
      draw_line (pen, JZ_WEIGHT_REGULAR, JZ_REPORT_SMALL_SIZE, JZ_REPORT_MARGIN_X, width, y, JZ_ALIGN_LEFT,
                 report->school);
      y += JZ_REPORT_SMALL_SIZE * JZ_TYPE_LINE;
    }
  draw_line (pen, JZ_WEIGHT_BOLD, JZ_REPORT_TITLE_SIZE, JZ_REPORT_MARGIN_X, width, y, JZ_ALIGN_CENTRE, report->title);
  y += JZ_REPORT_TITLE_SIZE * JZ_TYPE_LINE + 1.5;
  for (guint i = 0; i < report->subtitles->len; i++, y += JZ_REPORT_SIZE * JZ_TYPE_LINE)
    {
      char *const *texts = g_ptr_array_index (report->subtitles, i);
      double       left = *texts[1] == '\0' ? width : width / 2 - 2;

      draw_line (pen, JZ_WEIGHT_REGULAR, JZ_REPORT_SIZE, JZ_REPORT_MARGIN_X, left, y, JZ_ALIGN_LEFT, texts[0]);
      draw_line (pen, JZ_WEIGHT_REGULAR, JZ_REPORT_SIZE, JZ_REPORT_MARGIN_X + width / 2 + 2, width / 2 - 2, y,
                 JZ_ALIGN_RIGHT, texts[1]);
    }
  pen->y = JZ_REPORT_MARGIN_TOP + jz_report_layout_head_height (pen->layout);
}

static void
draw_subtotal (Pen *pen)
{
  const JzReport *report = pen->layout->report;
  g_auto (GStrv)  cells = g_new0 (char *, report->columns->len + 1);

  for (guint i = 0; i < report->columns->len; i++)
    {
      gboolean label = i == 0 && g_array_index (report->columns, JzReportColumn, i).sum == JZ_SUM_NONE;

      cells[i] = label ? g_strdup (_("This page")) : jz_report_sum (report, i, pen->band->first, pen->band->n);
    }
  draw_row (pen, JZ_WEIGHT_REGULAR, jz_report_layout_row_height (pen->layout, 1), 1, FALSE, cells);
}

static void
draw_table (Pen *pen, gboolean last)
{
  JzReportLayout *layout = pen->layout;
  const JzReport *report = layout->report;

  jz_ink_rect (layout->ink, JZ_REPORT_MARGIN_X, pen->y, table_width (pen->group), RULE);
  draw_row (pen, JZ_WEIGHT_BOLD, layout->header_height, 2, TRUE, NULL);
  for (guint r = pen->band->first; r < pen->band->first + pen->band->n; r++)
    draw_row (pen, JZ_WEIGHT_REGULAR, jz_report_layout_row_height (layout, layout->n_lines[r]), layout->n_lines[r],
              FALSE, g_ptr_array_index (report->rows, r));
  if (report->page_subtotals)
    draw_subtotal (pen);
  if (last && report->totals != NULL)
    draw_row (pen, JZ_WEIGHT_BOLD, jz_report_layout_row_height (layout, 1), 1, FALSE, report->totals);
}

static void
draw_foot (Pen *pen)
{
  const JzReport *report = pen->layout->report;
  double          width = pen->layout->width - 2 * JZ_REPORT_MARGIN_X;
  double          y = pen->y + 1;

  for (guint i = 0; i < pen->layout->footers->len; i++, y += JZ_REPORT_SMALL_SIZE * JZ_TYPE_LINE)
    draw_line (pen, JZ_WEIGHT_REGULAR, JZ_REPORT_SMALL_SIZE, JZ_REPORT_MARGIN_X, width, y, JZ_ALIGN_LEFT,
               g_ptr_array_index (pen->layout->footers, i));
  y += JZ_REPORT_SIGN_HEIGHT - JZ_REPORT_SIZE * JZ_TYPE_LINE - 1;
  for (guint i = 0; i < report->signatures->len; i++)
    {
      double           field = width / report->signatures->len;
      g_autofree char *text = g_strdup_printf (_("%s:"), (const char *) g_ptr_array_index (report->signatures, i));

      draw_line (pen, JZ_WEIGHT_REGULAR, JZ_REPORT_SIZE, JZ_REPORT_MARGIN_X + i * field, field - 2, y, JZ_ALIGN_LEFT,
                 text);
    }
}

static void
draw_page_number (Pen *pen, guint page)
{
  const JzReport  *report = pen->layout->report;
  double           width = pen->layout->width - 2 * JZ_REPORT_MARGIN_X;
  double           y = pen->layout->height - JZ_REPORT_MARGIN_FOOT + 5;
  g_autofree char *number = g_strdup_printf (_("Page %u of %u"), page + 1, jz_report_layout_n_pages (pen->layout));
  g_autofree char *printed = g_strdup_printf (_("Printed %s"), report->print_date);

  draw_line (pen, JZ_WEIGHT_REGULAR, JZ_REPORT_SMALL_SIZE, JZ_REPORT_MARGIN_X, width, y, JZ_ALIGN_CENTRE, number);
  if (*report->print_date != '\0')
    draw_line (pen, JZ_WEIGHT_REGULAR, JZ_REPORT_SMALL_SIZE, JZ_REPORT_MARGIN_X, width, y, JZ_ALIGN_RIGHT, printed);
}

void
jz_report_layout_draw_page (JzReportLayout *layout, cairo_t *cr, guint page)
{
  guint    band = page / layout->groups->len, group = page % layout->groups->len;
  gboolean last = band + 1 == layout->bands->len;
  Pen      pen = { .layout = layout };

  g_return_if_fail (page < jz_report_layout_n_pages (layout));

  pen.group = &g_array_index (layout->groups, JzReportGroup, group);
  pen.band = &g_array_index (layout->bands, JzReportBand, band);
  draw_head (&pen);
  draw_table (&pen, last);
  if ((last || layout->report->sign_each_page) && group + 1 == layout->groups->len)
    draw_foot (&pen);
  draw_page_number (&pen, page);
  jz_ink_flush (layout->ink, cr);
}

static void
draw_page_cb (cairo_t *cr, guint page, gpointer user_data)
{
  jz_report_layout_draw_page (user_data, cr, page);
}

gboolean
jz_report_layout_write_pdf (JzReportLayout *layout, const char *path, GCancellable *cancellable,
                            JzPdfProgressFunc progress, gpointer progress_data, GError **error)
{
  const JzPdf pdf = { layout->report->title, layout->width, layout->height, jz_report_layout_n_pages (layout),
                      draw_page_cb, layout };

  return jz_pdf_write (&pdf, path, cancellable, progress, progress_data, error);
}
