/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-report-set.h"

struct _JzReportSet
{
  GPtrArray *reports; /* of JzReport */
  GPtrArray *layouts; /* of JzReportLayout, one each */
};

JzReportSet *
jz_report_set_new (GPtrArray *reports, GError **error)
{
  g_autoptr (JzReportSet) self = g_new0 (JzReportSet, 1);

  self->reports = reports;
  self->layouts = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_report_layout_free);
  for (guint i = 0; i < reports->len; i++)
    {
      JzReport       *report = g_ptr_array_index (reports, i);
      JzReportLayout *layout;

      report->paper = JZ_PAPER_PORTRAIT;
      layout = jz_report_layout_new (report, error);
      if (layout == NULL)
        return NULL;
      g_ptr_array_add (self->layouts, layout);
    }
  return g_steal_pointer (&self);
}

void
jz_report_set_free (JzReportSet *self)
{
  g_ptr_array_unref (self->layouts);
  g_ptr_array_unref (self->reports);
  g_free (self);
}

static void
draw_cb (cairo_t *cr, guint page, gpointer data)
{
  JzReportSet *self = data;

  for (guint i = 0; i < self->layouts->len; i++)
    {
      JzReportLayout *layout = g_ptr_array_index (self->layouts, i);
      guint           n = jz_report_layout_n_pages (layout);

      if (page < n)
        {
          jz_report_layout_draw_page (layout, cr, page);
          return;
        }
      page -= n;
    }
}

JzPdf
jz_report_set_pdf (JzReportSet *self)
{
  JzPdf pdf = { .title = ((JzReport *) g_ptr_array_index (self->reports, 0))->title, .draw = draw_cb,
                .draw_data = self };

  for (guint i = 0; i < self->layouts->len; i++)
    pdf.n_pages += jz_report_layout_n_pages (g_ptr_array_index (self->layouts, i));
  jz_report_layout_get_paper (g_ptr_array_index (self->layouts, 0), &pdf.width_mm, &pdf.height_mm);
  return pdf;
}
