/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "jz-pages.h"

struct _JzPages
{
  JzPdf          pdf;
  char          *title;
  char          *name;
  GDestroyNotify destroy;
  GMutex         drawing;
};

JzPages *
jz_pages_new (const JzPdf *pdf, const char *name, GDestroyNotify destroy)
{
  JzPages *self = g_atomic_rc_box_new0 (JzPages);

  self->pdf = *pdf;
  self->title = g_strdup (pdf->title);
  self->pdf.title = self->title;
  self->name = g_strdup (name);
  self->destroy = destroy;
  g_mutex_init (&self->drawing);
  return self;
}

static void
pages_clear (gpointer data)
{
  JzPages *self = data;

  if (self->destroy != NULL)
    self->destroy (self->pdf.draw_data);
  g_free (self->title);
  g_free (self->name);
  g_mutex_clear (&self->drawing);
}

JzPages *
jz_pages_ref (JzPages *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
jz_pages_unref (JzPages *self)
{
  g_atomic_rc_box_release_full (self, pages_clear);
}

/* A report and its layout. */

typedef struct
{
  JzReport       *report;
  JzReportLayout *layout;
} Laid;

static void
laid_free (gpointer data)
{
  Laid *self = data;

  jz_report_layout_free (self->layout);
  jz_report_free (self->report);
  g_free (self);
}

static void
draw_laid_cb (cairo_t *cr, guint page, gpointer data)
{
  jz_report_layout_draw_page (((Laid *) data)->layout, cr, page);
}

JzPages *
jz_pages_from_report (JzReport *report, const char *name, GError **error)
{
  g_autoptr (JzReport) owned = report;
  JzReportLayout *layout = jz_report_layout_new (report, error);
  Laid           *laid;
  JzPdf           pdf = { .title = report->title, .draw = draw_laid_cb };

  if (layout == NULL)
    return NULL;
  laid = g_new (Laid, 1);
  *laid = (Laid){ g_steal_pointer (&owned), layout };
  pdf.draw_data = laid;
  pdf.n_pages = jz_report_layout_n_pages (layout);
  jz_report_layout_get_paper (layout, &pdf.width_mm, &pdf.height_mm);
  return jz_pages_new (&pdf, name, laid_free);
}

const char *
jz_pages_get_title (JzPages *self)
{
  return self->title;
}

const char *
jz_pages_get_name (JzPages *self)
{
  return self->name;
}

guint
jz_pages_n_pages (JzPages *self)
{
  return self->pdf.n_pages;
}

void
jz_pages_get_paper (JzPages *self, double *width, double *height)
{
  *width = self->pdf.width_mm;
  *height = self->pdf.height_mm;
}

void
jz_pages_draw (JzPages *self, cairo_t *cr, guint page)
{
  g_mutex_lock (&self->drawing);
  self->pdf.draw (cr, page, self->pdf.draw_data);
  g_mutex_unlock (&self->drawing);
}

static void
draw_cb (cairo_t *cr, guint page, gpointer data)
{
  jz_pages_draw (data, cr, page);
}

gboolean
jz_pages_write_pdf (JzPages *self, const char *path, GCancellable *cancellable, JzPdfProgressFunc progress,
                    gpointer progress_data, GError **error)
{
  JzPdf pdf = self->pdf;

  pdf.draw = draw_cb;
  pdf.draw_data = self;
  return jz_pdf_write (&pdf, path, cancellable, progress, progress_data, error);
}
