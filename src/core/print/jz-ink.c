/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jz-ink.h"

typedef struct
{
  guint    face;
  double   size;
  GArray  *glyphs;   /* cairo_glyph_t */
  GArray  *clusters; /* cairo_text_cluster_t */
  GString *text;
} Batch;

typedef struct
{
  double x, y, width, height;
} Rect;

struct _JzInk
{
  JzType    *type;
  GArray    *bars;
  GArray    *rects;
  GArray    *tiles;
  GPtrArray *batches;
};

static void
batch_free (gpointer data)
{
  Batch *batch = data;

  g_array_unref (batch->glyphs);
  g_array_unref (batch->clusters);
  g_string_free (batch->text, TRUE);
  g_free (batch);
}

JzInk *
jz_ink_new (JzType *type)
{
  JzInk *ink = g_new0 (JzInk, 1);

  ink->type = type;
  ink->bars = g_array_new (FALSE, FALSE, sizeof (Rect));
  ink->rects = g_array_new (FALSE, FALSE, sizeof (Rect));
  ink->tiles = g_array_new (FALSE, FALSE, sizeof (Rect));
  ink->batches = g_ptr_array_new_with_free_func (batch_free);
  return ink;
}

void
jz_ink_free (JzInk *ink)
{
  g_array_unref (ink->bars);
  g_array_unref (ink->rects);
  g_array_unref (ink->tiles);
  g_ptr_array_unref (ink->batches);
  g_free (ink);
}

void
jz_ink_bar (JzInk *ink, double x, double y, double width, double height)
{
  Rect rect = { x, y, width, height };

  g_array_append_val (ink->bars, rect);
}

void
jz_ink_rect (JzInk *ink, double x, double y, double width, double height)
{
  Rect rect = { x, y, width, height };

  g_array_append_val (ink->rects, rect);
}

void
jz_ink_tile (JzInk *ink, double x, double y, double width, double height)
{
  Rect rect = { x, y, width, height };

  g_array_append_val (ink->tiles, rect);
}

static Batch *
get_batch (JzInk *ink, guint face, double size)
{
  Batch *batch;

  for (guint i = 0; i < ink->batches->len; i++)
    {
      batch = g_ptr_array_index (ink->batches, i);
      if (batch->face == face && batch->size == size)
        return batch;
    }
  batch = g_new0 (Batch, 1);
  batch->face = face;
  batch->size = size;
  batch->glyphs = g_array_new (FALSE, FALSE, sizeof (cairo_glyph_t));
  batch->clusters = g_array_new (FALSE, FALSE, sizeof (cairo_text_cluster_t));
  batch->text = g_string_new (NULL);
  g_ptr_array_add (ink->batches, batch);
  return batch;
}

static void
add_run (JzInk *ink, const JzTypeRun *run, const char *text, double size, double x, double y)
{
  Batch               *batch = get_batch (ink, run->face, size);
  cairo_text_cluster_t cluster = { (int) run->n_bytes, (int) run->n_glyphs };

  for (guint i = 0; i < run->n_glyphs; i++)
    {
      const cairo_glyph_t *from = &run->glyphs[i];
      cairo_glyph_t        glyph = { from->index, x + from->x * size, y + from->y * size };

      g_array_append_val (batch->glyphs, glyph);
    }
  g_array_append_val (batch->clusters, cluster);
  g_string_append_len (batch->text, text + run->offset, run->n_bytes);
}

void
jz_ink_text (JzInk *ink, JzWeight weight, double size, double x, double y, const char *text)
{
  while (*text != '\0')
    {
      const JzTypePiece *piece = jz_type_next (ink->type, weight, text);

      for (guint i = 0; i < piece->n_runs; i++)
        add_run (ink, &piece->runs[i], text, size, x, y);
      x += piece->width * size;
      text += piece->n_bytes;
    }
}

static void
show_batch (JzInk *ink, cairo_t *cr, const Batch *batch)
{
  cairo_matrix_t     matrix;
  cairo_font_face_t *face = jz_type_get_face (ink->type, batch->face, &matrix);

  cairo_matrix_scale (&matrix, batch->size, batch->size);
  cairo_set_font_face (cr, face);
  cairo_set_font_matrix (cr, &matrix);
  cairo_show_text_glyphs (cr, batch->text->str, (int) batch->text->len,
                          (cairo_glyph_t *) (gpointer) batch->glyphs->data, (int) batch->glyphs->len,
                          (cairo_text_cluster_t *) (gpointer) batch->clusters->data, (int) batch->clusters->len, 0);
}

static void
trace_rects (cairo_t *cr, GArray *rects)
{
  for (guint i = 0; i < rects->len; i++)
    {
      const Rect *rect = &g_array_index (rects, Rect, i);

      cairo_rectangle (cr, rect->x, rect->y, rect->width, rect->height);
    }
}

static void
fill_together (cairo_t *cr, GArray *rects)
{
  trace_rects (cr, rects);
  cairo_fill (cr);
}

/* A PDF says a rectangle that is filled alone in half the numbers of one that is part of a path. */
static void
fill_alone (cairo_t *cr, GArray *rects)
{
  for (guint i = 0; i < rects->len; i++)
    {
      const Rect *rect = &g_array_index (rects, Rect, i);

      cairo_rectangle (cr, rect->x, rect->y, rect->width, rect->height);
      cairo_fill (cr);
    }
}

static int
compare (double a, double b)
{
  return (a > b) - (a < b);
}

static int
compare_bars_cb (gconstpointer a, gconstpointer b)
{
  const Rect *one = a, *other = b;
  int         result = compare (one->width, other->width);

  if (result == 0)
    result = compare (one->x, other->x);
  return result != 0 ? result : compare (one->y, other->y);
}

static int
compare_rows_cb (gconstpointer a, gconstpointer b)
{
  return compare (((const Rect *) a)->y, ((const Rect *) b)->y);
}

/* The index of the row that @bar stands in, or would. */
static guint
row_of (GArray *rows, const Rect *bar)
{
  guint i = 0;

  while (i < rows->len && g_array_index (rows, Rect, i).y != bar->y)
    i++;
  return i;
}

/* The rows that codes stand in, from the top to the bottom, each as wide as all of them. NULL where they are in no
 * clear rows. */
static GArray *
find_rows (GArray *bars)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (Rect));
  double             left = g_array_index (bars, Rect, 0).x, right = left;

  for (guint i = 0; i < bars->len; i++)
    {
      const Rect *bar = &g_array_index (bars, Rect, i);
      guint       row = row_of (rows, bar);

      left = MIN (left, bar->x);
      right = MAX (right, bar->x + bar->width);
      if (row == rows->len)
        g_array_append_vals (rows, bar, 1);
      else if (g_array_index (rows, Rect, row).height != bar->height)
        return NULL;
    }
  g_array_sort (rows, compare_rows_cb);
  for (guint i = 0; i < rows->len; i++)
    {
      Rect *row = &g_array_index (rows, Rect, i);

      if (i > 0 && row[-1].y + row[-1].height > row->y)
        return NULL;
      row->x = left;
      row->width = right - left;
    }
  return g_steal_pointer (&rows);
}

/* How many of the bars from @i on, which are sorted, are the same one in rows that follow each other. */
static guint
count_equal (GArray *bars, guint i, GArray *rows)
{
  const Rect *bar = &g_array_index (bars, Rect, i);
  guint       row = row_of (rows, bar), n = 1;

  while (i + n < bars->len && row + n < rows->len && bar[n].x == bar->x && bar[n].width == bar->width &&
         bar[n].y == g_array_index (rows, Rect, row + n).y)
    n++;
  return n;
}

/* Bars that are sorted by width, as lines: a rectangle that is part of a larger path is not fitted to the pixels by
 * those that show a PDF, a line is. */
static void
draw_lines (cairo_t *cr, GArray *bars)
{
  for (guint i = 0; i < bars->len; i++)
    {
      const Rect *bar = &g_array_index (bars, Rect, i);
      double      x = bar->x + bar->width / 2;

      cairo_move_to (cr, x, bar->y);
      cairo_line_to (cr, x, bar->y + bar->height);
      if (i + 1 == bars->len || bar[1].width != bar->width)
        {
          cairo_set_line_width (cr, bar->width);
          cairo_stroke (cr);
        }
    }
}

/* Codes one below the other mostly begin with the same letters: bars that are equal are drawn as one, from the first
 * code to the last, through a stencil of the rows. Ten thousand labels take two thirds of the time so. */
static void
fill_bars (cairo_t *cr, GArray *bars)
{
  g_autoptr (GArray) rows = bars->len > 0 ? find_rows (bars) : NULL;
  g_autoptr (GArray) tall = g_array_new (FALSE, FALSE, sizeof (Rect));
  g_autoptr (GArray) alone = g_array_new (FALSE, FALSE, sizeof (Rect));

  if (rows == NULL || rows->len == 1)
    {
      fill_alone (cr, bars);
      return;
    }
  g_array_sort (bars, compare_bars_cb);
  for (guint i = 0, n; i < bars->len; i += n)
    {
      Rect bar = g_array_index (bars, Rect, i);

      n = count_equal (bars, i, rows);
      bar.height += g_array_index (bars, Rect, i + n - 1).y - bar.y;
      g_array_append_val (n > 1 ? tall : alone, bar);
    }
  cairo_save (cr);
  trace_rects (cr, rows);
  cairo_clip (cr);
  draw_lines (cr, tall);
  cairo_restore (cr);
  fill_alone (cr, alone);
}

void
jz_ink_flush (JzInk *ink, cairo_t *cr)
{
  cairo_save (cr);
  cairo_scale (cr, JZ_POINTS_PER_MM, JZ_POINTS_PER_MM);
  cairo_set_source_rgb (cr, 0, 0, 0);
  fill_bars (cr, ink->bars);
  fill_alone (cr, ink->rects);
  fill_together (cr, ink->tiles);
  for (guint i = 0; i < ink->batches->len; i++)
    show_batch (ink, cr, g_ptr_array_index (ink->batches, i));
  cairo_restore (cr);
  g_array_set_size (ink->bars, 0);
  g_array_set_size (ink->rects, 0);
  g_array_set_size (ink->tiles, 0);
  g_ptr_array_set_size (ink->batches, 0);
}
