/* jz-chart: a few bars, drawn by the same function on screen, paper and in tests, and told in words for who can't see them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  char  *label;
  double value; /* negative: no data, which is said and not drawn as nothing */
  double norm;  /* what is asked for; negative: nothing is */
} JzChartBar;

typedef struct
{
  char    *title;
  gboolean upright; /* one beside the other, as months; else one below the other */
  GArray  *bars;    /* of JzChartBar */
} JzChart;

typedef struct
{
  double red, green, blue;
} JzChartColour;

/* What it is drawn with; on paper text is black and bars are grey. */
typedef struct
{
  JzChartColour text, bar, norm;
  double        size; /* of the letters, in units of the context */
} JzChartPen;

JzChart *jz_chart_new  (const char *title, gboolean upright);
void     jz_chart_free (JzChart *self);
void     jz_chart_add  (JzChart *self, const char *label, double value, double norm);

extern const JzChartPen jz_chart_paper;

/* How high it wants to be with such a pen. */
double   jz_chart_height (const JzChart *self, const JzChartPen *pen);

/* Into the rectangle from the origin of @cr. A norm is a line across its bar, so that it is seen without colours. */
void     jz_chart_draw (const JzChart *self, cairo_t *cr, double width, double height, const JzChartPen *pen);

/* "Loans by month: 2026-09 120; 2026-10 no data". Returns: (transfer full) */
char    *jz_chart_describe (const JzChart *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzChart, jz_chart_free)

G_END_DECLS
