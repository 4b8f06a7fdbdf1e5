/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-chart.h"

#include <glib/gi18n-lib.h>
#include <pango/pangocairo.h>

#include "jz-type.h"

#define LINE     1.7  /* a bar and its label, in letters */
#define UPRIGHT  11.0 /* height of bars that stand, in letters */
#define LABELS   6.0  /* width that labels before bars have, in letters */
#define NUMBERS  7.0  /* and numbers behind them */

const JzChartPen jz_chart_paper = { { 0, 0, 0 }, { 0.6, 0.6, 0.6 }, { 0, 0, 0 }, 9 };

static void
bar_clear (gpointer data)
{
  g_free (((JzChartBar *) data)->label);
}

JzChart *
jz_chart_new (const char *title, gboolean upright)
{
  JzChart *self = g_new0 (JzChart, 1);

  self->title = g_strdup (title);
  self->upright = upright;
  self->bars = g_array_new (FALSE, FALSE, sizeof (JzChartBar));
  g_array_set_clear_func (self->bars, bar_clear);
  return self;
}

void
jz_chart_free (JzChart *self)
{
  g_array_unref (self->bars);
  g_free (self->title);
  g_free (self);
}

void
jz_chart_add (JzChart *self, const char *label, double value, double norm)
{
  JzChartBar bar = { g_strdup (label), value, norm };

  g_array_append_val (self->bars, bar);
}

static const JzChartBar *
bar_at (const JzChart *self, guint i)
{
  return &g_array_index (self->bars, JzChartBar, i);
}

static double
most (const JzChart *self)
{
  double most = 0;

  for (guint i = 0; i < self->bars->len; i++)
    most = MAX (most, MAX (bar_at (self, i)->value, bar_at (self, i)->norm));
  return most > 0 ? most : 1;
}

/* Whole numbers without a point. Returns: (transfer full) */
static char *
number_words (double value)
{
  gint64 hundredths = (gint64) (value * 100 + 0.5);

  if (value < 0)
    return g_strdup (_("no data"));
  return hundredths % 100 == 0 ? g_strdup_printf ("%.0f", value) : g_strdup_printf ("%.2f", value);
}

double
jz_chart_height (const JzChart *self, const JzChartPen *pen)
{
  double lines = self->upright ? UPRIGHT : LINE * self->bars->len;

  return pen->size * (lines + 2 * LINE);
}

char *
jz_chart_describe (const JzChart *self)
{
  g_autoptr (GString) words = g_string_new (self->title);

  for (guint i = 0; i < self->bars->len; i++)
    {
      const JzChartBar *bar = bar_at (self, i);
      g_autofree char  *value = number_words (bar->value), *norm = number_words (bar->norm);

      g_string_append (words, i == 0 ? ": " : "; ");
      if (bar->norm >= 0)
        g_string_append_printf (words, _("%s %s, asked for %s"), bar->label, value, norm);
      else
        g_string_append_printf (words, "%s %s", bar->label, value);
    }
  return g_string_free (g_steal_pointer (&words), FALSE);
}

/* Drawing. */

typedef struct
{
  cairo_t          *cr;
  PangoLayout      *layout;
  const JzChartPen *pen;
  double            width, height;
} Sheet;

static void
set_colour (Sheet *sheet, const JzChartColour *colour)
{
  cairo_set_source_rgb (sheet->cr, colour->red, colour->green, colour->blue);
}

/* @align: 0 from @x on, 0.5 around it, 1 up to it. */
static void
draw_text (Sheet *sheet, const char *text, double x, double y, double align)
{
  int width, height;

  pango_layout_set_text (sheet->layout, text, -1);
  pango_layout_get_size (sheet->layout, &width, &height);
  set_colour (sheet, &sheet->pen->text);
  cairo_move_to (sheet->cr, x - align * width / PANGO_SCALE, y);
  pango_cairo_show_layout (sheet->cr, sheet->layout);
}

static void
fill (Sheet *sheet, const JzChartColour *colour, double x, double y, double width, double height)
{
  set_colour (sheet, colour);
  cairo_rectangle (sheet->cr, x, y, width, height);
  cairo_fill (sheet->cr);
}

static void
draw_lying (Sheet *sheet, const JzChart *chart, double top)
{
  double em = sheet->pen->size, left = LABELS * em, length = MAX (em, sheet->width - left - NUMBERS * em);

  for (guint i = 0; i < chart->bars->len; i++, top += LINE * em)
    {
      const JzChartBar *bar = bar_at (chart, i);
      g_autofree char  *value = number_words (bar->value);
      double            end = MAX (bar->value, 0) / most (chart) * length;

      draw_text (sheet, bar->label, left - em / 2, top, 1);
      fill (sheet, &sheet->pen->bar, left, top + em * 0.15, end, em);
      if (bar->norm >= 0)
        fill (sheet, &sheet->pen->norm, left + bar->norm / most (chart) * length - em * 0.08, top, em * 0.16, em * 1.3);
      end = MAX (end, MAX (bar->norm, 0) / most (chart) * length);
      draw_text (sheet, value, left + end + em / 2, top, 0);
    }
}

static void
draw_standing (Sheet *sheet, const JzChart *chart, double top)
{
  double em = sheet->pen->size, foot = sheet->height - LINE * em, step = sheet->width / MAX (chart->bars->len, 1);
  double length = MAX (em, foot - top - LINE * em);

  for (guint i = 0; i < chart->bars->len; i++)
    {
      const JzChartBar *bar = bar_at (chart, i);
      g_autofree char  *value = number_words (bar->value);
      double            x = step * i, end = MAX (bar->value, 0) / most (chart) * length;

      fill (sheet, &sheet->pen->bar, x + step * 0.2, foot - end, step * 0.6, end);
      if (bar->norm >= 0)
        fill (sheet, &sheet->pen->norm, x + step * 0.1, foot - bar->norm / most (chart) * length, step * 0.8,
              em * 0.16);
      draw_text (sheet, value, x + step / 2, foot - end - LINE * em, 0.5);
      draw_text (sheet, bar->label, x + step / 2, foot + em * 0.1, 0.5);
    }
  fill (sheet, &sheet->pen->text, 0, foot, sheet->width, MAX (em * 0.06, 0.5));
}

static PangoLayout *
layout_new (cairo_t *cr, double size)
{
  PangoLayout          *layout = pango_cairo_create_layout (cr);
  PangoFontDescription *font = pango_font_description_from_string (JZ_TYPE_FAMILIES);

  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_context_set_language (pango_layout_get_context (layout), pango_language_from_string ("zh-cn"));
  pango_font_description_free (font);
  return layout;
}

void
jz_chart_draw (const JzChart *self, cairo_t *cr, double width, double height, const JzChartPen *pen)
{
  g_autoptr (PangoLayout) layout = layout_new (cr, pen->size);
  Sheet sheet = { cr, layout, pen, width, height };

  draw_text (&sheet, self->title, 0, 0, 0);
  (self->upright ? draw_standing : draw_lying) (&sheet, self, LINE * pen->size);
}
