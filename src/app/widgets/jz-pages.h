/* jz-pages: finished pages of paper, to be shown, printed or written as a PDF file by whoever asks.
 *
 * Whatever the pages are made of belongs to them. They may be drawn by one thread while another writes the
 * file: a page is drawn by one of them at a time.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-pdf.h"
#include "jz-report.h"

G_BEGIN_DECLS

typedef struct _JzPages JzPages;

/* @pdf is copied, its title too; @name: proposed for a file, without ending; @destroy frees its draw_data.
 * Returns: (transfer full) */
JzPages    *jz_pages_new        (const JzPdf *pdf, const char *name, GDestroyNotify destroy);

/* Lays @report (transfer full) out: takes its time, for other threads than the window's. JZ_ERROR_INVALID as
 * jz_report_layout_new(). */
JzPages    *jz_pages_from_report (JzReport *report, const char *name, GError **error);

JzPages    *jz_pages_ref        (JzPages *self);
void        jz_pages_unref      (JzPages *self);

const char *jz_pages_get_title  (JzPages *self);
const char *jz_pages_get_name   (JzPages *self);
guint       jz_pages_n_pages    (JzPages *self);

/* Of a page, in millimetres. */
void        jz_pages_get_paper  (JzPages *self, double *width, double *height);

/* Onto @cr, whose unit is the point. */
void        jz_pages_draw       (JzPages *self, cairo_t *cr, guint page);

/* See jz_pdf_write(). */
gboolean    jz_pages_write_pdf  (JzPages *self, const char *path, GCancellable *cancellable, JzPdfProgressFunc progress,
                                 gpointer progress_data, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzPages, jz_pages_unref)

G_END_DECLS
