/* jz-pdf: a PDF file of equal pages, whole or not at all.
 *
 * The pages go to a new file beside @path, which takes its place once everything is on the disk.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <cairo.h>
#include <gio/gio.h>

G_BEGIN_DECLS

/* Draws page @page (from 0) onto @cr, whose unit is the point. */
typedef void (*JzPdfDrawFunc) (cairo_t *cr, guint page, gpointer user_data);

/* Told after each page. */
typedef void (*JzPdfProgressFunc) (guint n_done, guint n_pages, gpointer user_data);

typedef struct
{
  const char   *title; /* (nullable) */
  double        width_mm;
  double        height_mm;
  guint         n_pages;
  JzPdfDrawFunc draw;
  gpointer      draw_data;
} JzPdf;

/* Errors: JZ_ERROR_DISK_FULL, JZ_ERROR_READ_ONLY, JZ_ERROR_NO_FILE (no such folder), JZ_ERROR_FAILED, or
 * G_IO_ERROR_CANCELLED; @path is as it was then. */
gboolean jz_pdf_write (const JzPdf *pdf, const char *path, GCancellable *cancellable, JzPdfProgressFunc progress,
                       gpointer progress_data, GError **error);

G_END_DECLS
