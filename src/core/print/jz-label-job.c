/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-label-job.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "jz-error.h"

#define OFFSET_MAX 50.0
#define SCALE_MIN  90.0
#define SCALE_MAX  110.0

/* What one label of the paper takes: a label or a part of one. */
typedef struct
{
  guint label;
  guint part, n_parts;
} Place;

struct _JzLabelJob
{
  JzLabelStock  stock; /* its strings are not used */
  JzCalibration calibration;
  guint         start;
  GPtrArray    *labels;
  JzLabelBars  *bars; /* one per label */
  GArray       *places;
  JzType       *type;
  JzInk        *ink;
};

static gboolean
check (const JzLabelStock *stock, const JzCalibration *calibration, guint start, GError **error)
{
  guint per_page = jz_label_stock_per_page (stock);

  if (!(fabs (calibration->offset_x) <= OFFSET_MAX) || !(fabs (calibration->offset_y) <= OFFSET_MAX))
    g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, _("An offset must be between -%g and %g mm"), OFFSET_MAX,
                 OFFSET_MAX);
  else if (!(calibration->scale_x >= SCALE_MIN && calibration->scale_x <= SCALE_MAX)
           || !(calibration->scale_y >= SCALE_MIN && calibration->scale_y <= SCALE_MAX))
    g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, _("A scale must be between %g and %g %%"), SCALE_MIN, SCALE_MAX);
  else if (start < 1 || start > per_page)
    g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, _("The first label must be between 1 and %u"), per_page);
  else
    return TRUE;
  return FALSE;
}

static JzLabelBox
get_box (const JzLabelStock *stock, guint position)
{
  JzLabelBox box = { 0, 0, stock->label_width, stock->label_height, stock->dots_per_inch };

  jz_label_stock_get_position (stock, position, &box.x, &box.y);
  return box;
}

static void
add_places (JzLabelJob *job, guint index)
{
  const JzLabel *label = g_ptr_array_index (job->labels, index);
  JzLabelBox     box = get_box (&job->stock, 1);
  guint          per_card = jz_label_rows_per_card (label, &box, &job->bars[index]);
  Place          place = { index, 0, MAX (label->rows->len / per_card + (label->rows->len % per_card > 0), 1) };

  for (; place.part < place.n_parts; place.part++)
    g_array_append_val (job->places, place);
}

static gboolean
add_labels (JzLabelJob *job, JzLabelCodes codes, GPtrArray *faults, GError **error)
{
  JzLabelBox box = get_box (&job->stock, 1);

  for (guint i = 0; i < job->labels->len; i++)
    {
      g_autoptr (GError) fault = NULL;

      if (jz_label_plan (g_ptr_array_index (job->labels, i), &box, codes, &job->bars[i], &fault))
        add_places (job, i);
      else if (faults != NULL)
        g_ptr_array_add (faults, g_strdup (fault->message));
      else
        {
          g_propagate_error (error, g_steal_pointer (&fault));
          return FALSE;
        }
    }
  if (job->places->len == 0)
    g_set_error (error, JZ_ERROR, JZ_ERROR_REFUSED, _("There are no labels to print"));
  return job->places->len > 0;
}

JzLabelJob *
jz_label_job_new (const JzLabelStock *stock, const JzCalibration *calibration, guint start, JzLabelCodes codes,
                  GPtrArray *labels, GPtrArray *faults, GError **error)
{
  g_autoptr (JzLabelJob) job = NULL;

  if (!check (stock, calibration, start, error))
    return NULL;
  job = g_new0 (JzLabelJob, 1);
  job->stock = *stock;
  job->stock.name = job->stock.title = NULL;
  job->calibration = *calibration;
  job->start = start;
  job->labels = g_ptr_array_ref (labels);
  job->bars = g_new0 (JzLabelBars, labels->len);
  job->places = g_array_new (FALSE, FALSE, sizeof (Place));
  job->type = jz_type_new ();
  job->ink = jz_ink_new (job->type);
  return add_labels (job, codes, faults, error) ? g_steal_pointer (&job) : NULL;
}

void
jz_label_job_free (JzLabelJob *job)
{
  if (job == NULL)
    return;
  for (guint i = 0; i < job->labels->len; i++)
    jz_label_bars_clear (&job->bars[i]);
  g_free (job->bars);
  g_ptr_array_unref (job->labels);
  g_array_unref (job->places);
  jz_ink_free (job->ink);
  jz_type_free (job->type);
  g_free (job);
}

guint
jz_label_job_n_labels (const JzLabelJob *job)
{
  return job->places->len;
}

guint
jz_label_job_n_pages (const JzLabelJob *job)
{
  return (job->start - 1 + job->places->len - 1) / jz_label_stock_per_page (&job->stock) + 1;
}

guint
jz_label_job_n_left (const JzLabelJob *job)
{
  return jz_label_job_n_pages (job) * jz_label_stock_per_page (&job->stock) - (job->start - 1 + job->places->len);
}

guint
jz_label_job_label_at (const JzLabelJob *job, double x, double y)
{
  for (guint position = 1; position <= jz_label_stock_per_page (&job->stock); position++)
    {
      JzLabelBox box = get_box (&job->stock, position);

      if (x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height)
        return position;
    }
  return 0;
}

static void
calibrate (const JzLabelJob *job, cairo_t *cr)
{
  cairo_translate (cr, job->calibration.offset_x * JZ_POINTS_PER_MM, job->calibration.offset_y * JZ_POINTS_PER_MM);
  cairo_scale (cr, job->calibration.scale_x / 100, job->calibration.scale_y / 100);
}

static void
trace_label (cairo_t *cr, const JzLabelStock *stock, guint position)
{
  JzLabelBox box = get_box (stock, position);
  double     r = stock->corner_radius;

  cairo_new_path (cr);
  if (r <= 0)
    {
      cairo_rectangle (cr, box.x, box.y, box.width, box.height);
      return;
    }
  cairo_arc (cr, box.x + box.width - r, box.y + r, r, -G_PI_2, 0);
  cairo_arc (cr, box.x + box.width - r, box.y + box.height - r, r, 0, G_PI_2);
  cairo_arc (cr, box.x + r, box.y + box.height - r, r, G_PI_2, G_PI);
  cairo_arc (cr, box.x + r, box.y + r, r, G_PI, 1.5 * G_PI);
  cairo_close_path (cr);
}

static void
hatch_label (cairo_t *cr, const JzLabelStock *stock, guint position)
{
  JzLabelBox box = get_box (stock, position);

  cairo_save (cr);
  trace_label (cr, stock, position);
  cairo_clip (cr);
  for (double d = 2; d < box.width + box.height; d += 2)
    {
      cairo_move_to (cr, box.x + d, box.y);
      cairo_line_to (cr, box.x + d - box.height, box.y + box.height);
    }
  cairo_set_source_rgb (cr, 0.75, 0.75, 0.75);
  cairo_set_line_width (cr, 0.15);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
draw_outlines (const JzLabelJob *job, cairo_t *cr, guint page)
{
  cairo_save (cr);
  cairo_scale (cr, JZ_POINTS_PER_MM, JZ_POINTS_PER_MM);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_rectangle (cr, 0, 0, job->stock.page_width, job->stock.page_height);
  cairo_fill (cr);
  for (guint position = 1; position <= jz_label_stock_per_page (&job->stock); position++)
    {
      gboolean is_start = page == 0 && position == job->start;

      if (page == 0 && position < job->start)
        hatch_label (cr, &job->stock, position);
      trace_label (cr, &job->stock, position);
      cairo_set_line_width (cr, is_start ? 0.7 : 0.2);
      if (is_start)
        cairo_set_source_rgb (cr, 0.11, 0.44, 0.85);
      else
        cairo_set_source_rgb (cr, 0.7, 0.7, 0.7);
      cairo_stroke (cr);
    }
  cairo_restore (cr);
}

void
jz_label_job_draw_page (JzLabelJob *job, cairo_t *cr, guint page, gboolean outlines)
{
  guint per_page = jz_label_stock_per_page (&job->stock);
  guint position = page == 0 ? job->start : 1;
  guint first = page == 0 ? 0 : page * per_page - (job->start - 1);

  g_return_if_fail (page < jz_label_job_n_pages (job));

  if (outlines)
    draw_outlines (job, cr, page);
  for (guint i = first; i < job->places->len && position <= per_page; i++, position++)
    {
      const Place *place = &g_array_index (job->places, Place, i);
      JzLabelBox   box = get_box (&job->stock, position);

      jz_label_set (g_ptr_array_index (job->labels, place->label), &job->bars[place->label], &box, place->part,
                    place->n_parts, job->type, job->ink);
    }
  cairo_save (cr);
  calibrate (job, cr);
  jz_ink_flush (job->ink, cr);
  cairo_restore (cr);
}

/* A ruler along the upper or the left edge: millimetres, longer at fives, numbered at tens. */
static void
add_ruler (JzLabelJob *job, double length, gboolean upright)
{
  for (int mm = 1; mm < length; mm++)
    {
      double tick = mm % 10 == 0 ? 6 : mm % 5 == 0 ? 4.5 : 3;

      if (upright)
        jz_ink_rect (job->ink, 0, mm - 0.05, tick, 0.1);
      else
        jz_ink_rect (job->ink, mm - 0.05, 0, 0.1, tick);
      if (mm % 10 == 0)
        {
          g_autofree char *number = g_strdup_printf ("%d", mm);

          jz_ink_text (job->ink, JZ_WEIGHT_REGULAR, 2, upright ? 6.5 : mm + 0.4, upright ? mm + 0.7 : 7, number);
        }
    }
}

static void
add_advice (JzLabelJob *job)
{
  static const char *const advice[] = {
    /* xgettext:no-c-format */
    N_("Print this sheet on plain paper at 100 % and hold it with a sheet of labels against the light."),
    N_("Printed too far left or up: enter how many millimetres as a positive offset; too far right or down: negative."),
    /* xgettext:no-c-format */
    N_("A ruler that measures 99 mm at the mark 100 needs a scale of 101 %."),
  };
  double y = MAX (12, job->stock.top_margin + 6);

  for (guint i = 0; i < G_N_ELEMENTS (advice); i++)
    {
      double         size = 3;
      g_auto (GStrv) lines = jz_type_fit (job->type, JZ_WEIGHT_REGULAR, _(advice[i]), job->stock.page_width - 24, 2,
                                          &size, 2);

      for (guint l = 0; lines[l] != NULL; l++, y += size * JZ_TYPE_LINE)
        if (y < job->stock.page_height - 1)
          jz_ink_text (job->ink, JZ_WEIGHT_REGULAR, size, 12, y, lines[l]);
    }
}

void
jz_label_job_draw_test_page (JzLabelJob *job, cairo_t *cr)
{
  add_ruler (job, job->stock.page_width, FALSE);
  add_ruler (job, job->stock.page_height, TRUE);
  add_advice (job);
  cairo_save (cr);
  calibrate (job, cr);
  cairo_save (cr);
  cairo_scale (cr, JZ_POINTS_PER_MM, JZ_POINTS_PER_MM);
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_set_line_width (cr, 0.15);
  for (guint position = 1; position <= jz_label_stock_per_page (&job->stock); position++)
    {
      trace_label (cr, &job->stock, position);
      cairo_stroke (cr);
    }
  cairo_restore (cr);
  jz_ink_flush (job->ink, cr);
  cairo_restore (cr);
}

static void
draw_page_cb (cairo_t *cr, guint page, gpointer user_data)
{
  jz_label_job_draw_page (user_data, cr, page, FALSE);
}

static void
draw_test_page_cb (cairo_t *cr, guint page, gpointer user_data)
{
  jz_label_job_draw_test_page (user_data, cr);
}

gboolean
jz_label_job_write_pdf (JzLabelJob *job, const char *path, GCancellable *cancellable, JzPdfProgressFunc progress,
                        gpointer progress_data, GError **error)
{
  const JzPdf pdf = { _("Labels"), job->stock.page_width, job->stock.page_height, jz_label_job_n_pages (job),
                      draw_page_cb, job };

  return jz_pdf_write (&pdf, path, cancellable, progress, progress_data, error);
}

gboolean
jz_label_job_write_test_pdf (JzLabelJob *job, const char *path, GError **error)
{
  const JzPdf pdf = { _("Test sheet"), job->stock.page_width, job->stock.page_height, 1, draw_test_page_cb, job };

  return jz_pdf_write (&pdf, path, NULL, NULL, NULL, error);
}
