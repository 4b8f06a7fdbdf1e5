/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-pdf.h"

#include <cairo-pdf.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "jz-error.h"
#include "jz-ink.h"

typedef struct
{
  int fd;
  int saved_errno; /* 0 as long as all went well */
} Sink;

static gboolean
fail (const char *path, int saved_errno, GError **error)
{
  JzError code = JZ_ERROR_FAILED;

  if (saved_errno == ENOSPC || saved_errno == EDQUOT || saved_errno == EFBIG)
    code = JZ_ERROR_DISK_FULL;
  else if (saved_errno == EACCES || saved_errno == EPERM || saved_errno == EROFS)
    code = JZ_ERROR_READ_ONLY;
  else if (saved_errno == ENOENT || saved_errno == ENOTDIR || saved_errno == EISDIR)
    code = JZ_ERROR_NO_FILE;
  if (code == JZ_ERROR_DISK_FULL)
    g_set_error (error, JZ_ERROR, code, _("%s: the disk is full; nothing was written"), path);
  else
    g_set_error (error, JZ_ERROR, code, _("%s: the file can't be written: %s"), path, g_strerror (saved_errno));
  return FALSE;
}

static cairo_status_t
write_cb (void *user_data, const unsigned char *data, unsigned int length)
{
  Sink *sink = user_data;

  while (length > 0)
    {
      gssize n = write (sink->fd, data, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          sink->saved_errno = errno;
          return CAIRO_STATUS_WRITE_ERROR;
        }
      data += n;
      length -= (unsigned int) n;
    }
  return CAIRO_STATUS_SUCCESS;
}

static gboolean
draw_pages (const JzPdf *pdf, cairo_t *cr, GCancellable *cancellable, JzPdfProgressFunc progress,
            gpointer progress_data, GError **error)
{
  for (guint page = 0; page < pdf->n_pages && cairo_status (cr) == CAIRO_STATUS_SUCCESS; page++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      cairo_save (cr);
      pdf->draw (cr, page, pdf->draw_data);
      cairo_restore (cr);
      cairo_show_page (cr);
      if (progress != NULL)
        progress (page + 1, pdf->n_pages, progress_data);
    }
  return TRUE;
}

static gboolean
write_pages (const JzPdf *pdf, const char *path, Sink *sink, GCancellable *cancellable, JzPdfProgressFunc progress,
             gpointer progress_data, GError **error)
{
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (write_cb, sink, pdf->width_mm * JZ_POINTS_PER_MM,
                                                                  pdf->height_mm * JZ_POINTS_PER_MM);
  cairo_t         *cr = cairo_create (surface);
  gboolean         ok;
  cairo_status_t   status;

  if (pdf->title != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, pdf->title);
  ok = draw_pages (pdf, cr, cancellable, progress, progress_data, error);
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (!ok)
    return FALSE;
  if (status == CAIRO_STATUS_SUCCESS && fsync (sink->fd) < 0)
    sink->saved_errno = errno;
  if (sink->saved_errno != 0)
    return fail (path, sink->saved_errno, error);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_FAILED, _("%s: the pages can't be drawn: %s"), path,
                   cairo_status_to_string (status));
      return FALSE;
    }
  return TRUE;
}

gboolean
jz_pdf_write (const JzPdf *pdf, const char *path, GCancellable *cancellable, JzPdfProgressFunc progress,
              gpointer progress_data, GError **error)
{
  g_autofree char *temporary = g_strconcat (path, ".XXXXXX", NULL);
  Sink             sink = { -1, 0 };
  gboolean         ok;

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    return fail (path, EISDIR, error);
  sink.fd = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0666);
  if (sink.fd < 0)
    return fail (path, errno, error);
  ok = write_pages (pdf, path, &sink, cancellable, progress, progress_data, error);
  if (close (sink.fd) < 0 && ok)
    ok = fail (path, errno, error);
  if (ok && g_rename (temporary, path) < 0)
    ok = fail (path, errno, error);
  if (!ok)
    g_unlink (temporary);
  return ok;
}
