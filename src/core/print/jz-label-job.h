/* jz-label-job: labels on sheets, ready to be drawn.
 *
 * The same pages go to the PDF file, the printer and the preview. Lengths are millimetres from the top
 * left corner of the paper; the cairo contexts that are drawn on count points (1/72 inch) from there, as
 * GtkPrintOperation does with the unit POINTS and the full page.
 *
 * A shelf card with more rows than a label takes goes on with the next label.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-label-stock.h"
#include "jz-pdf.h"

G_BEGIN_DECLS

/* How far the printer is off: what is printed moves right and down by the offsets (±50 mm) and grows
 * about the paper's corner; 100 % is as it is (90 … 110 %). */
typedef struct
{
  double offset_x, offset_y;
  double scale_x, scale_y;
} JzCalibration;

#define JZ_CALIBRATION_NONE { 0, 0, 100, 100 }

typedef struct _JzLabelJob JzLabelJob;

/* @start is the first free label of the first sheet, from 1. @stock is copied, @labels (element-type
 * JzLabel) is kept. A label whose bars fit nowhere is left out and told in one line of @faults (char *);
 * when @faults is NULL the first such label refuses the whole job.
 * Errors: JZ_ERROR_INVALID (calibration, start, label), JZ_ERROR_REFUSED (nothing to print).
 * Returns: (transfer full) (nullable) */
JzLabelJob *jz_label_job_new (const JzLabelStock *stock, const JzCalibration *calibration, guint start,
                              JzLabelCodes codes, GPtrArray *labels, GPtrArray *faults, GError **error);
void        jz_label_job_free (JzLabelJob *job);

/* Labels that come out, each card of a shelf counted. */
guint       jz_label_job_n_labels (const JzLabelJob *job);
guint       jz_label_job_n_pages (const JzLabelJob *job);

/* Free labels behind the last one. */
guint       jz_label_job_n_left (const JzLabelJob *job);

/* Page @page from 0. With @outlines also the paper, the labels' edges, used places hatched and the start
 * framed: for the screen, not for the printer. */
void        jz_label_job_draw_page (JzLabelJob *job, cairo_t *cr, guint page, gboolean outlines);

/* Rulers along the edges and all outlines, moved by the calibration, to measure how far the printer is
 * off. */
void        jz_label_job_draw_test_page (JzLabelJob *job, cairo_t *cr);

/* The label under a point of a sheet, from 1; 0 between labels. */
guint       jz_label_job_label_at (const JzLabelJob *job, double x, double y);

/* See jz_pdf_write(). */
gboolean    jz_label_job_write_pdf (JzLabelJob *job, const char *path, GCancellable *cancellable,
                                    JzPdfProgressFunc progress, gpointer progress_data, GError **error);
gboolean    jz_label_job_write_test_pdf (JzLabelJob *job, const char *path, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzLabelJob, jz_label_job_free)

G_END_DECLS
