/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-chart-area.h"

#include "jz-columns.h"
#include "jz-compat.h"

#define LETTER 13 /* pixels, at the usual size of text */

static JzChartColour
colour_of (GtkWidget *widget, const char *name)
{
  GdkRGBA colour;

  jz_compat_colour (widget, name, &colour);
  return (JzChartColour){ colour.red, colour.green, colour.blue };
}

static void
draw_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer chart)
{
  GtkWidget *widget = GTK_WIDGET (area);
  JzChartPen pen = { colour_of (widget, NULL), colour_of (widget, "accent_bg_color"), colour_of (widget, "jz_err"),
                     LETTER * jz_columns_text_scale () };

  jz_chart_draw (chart, cr, width, height, &pen);
}

GtkWidget *
jz_chart_area_new (JzChart *chart)
{
  g_autofree char *words = jz_chart_describe (chart);
  GtkWidget       *area = g_object_new (GTK_TYPE_DRAWING_AREA, "accessible-role", GTK_ACCESSIBLE_ROLE_IMG, NULL);
  JzChartPen       pen = { .size = LETTER * jz_columns_text_scale () };

  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area), (int) jz_chart_height (chart, &pen));
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_cb, chart, (GDestroyNotify) jz_chart_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (area), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  return area;
}
