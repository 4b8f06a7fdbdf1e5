/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-spine-preview.h"

#include <glib/gi18n-lib.h>

#include "jz-barcode.h"

#define WIDTH  180 /* px at text of 14 px */
#define HEIGHT 104
#define BARS   26

struct _JzSpinePreview
{
  GtkWidget  parent_instance;
  char      *class_, *number, *barcode;
};

G_DEFINE_FINAL_TYPE (JzSpinePreview, jz_spine_preview, GTK_TYPE_WIDGET)

/* In the middle of the line at @y. Returns: where the next one begins. */
static double
draw_line (JzSpinePreview *self, cairo_t *cr, const char *text, const char *font, double y)
{
  g_autoptr (PangoLayout)  layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  PangoFontDescription    *description = pango_font_description_from_string (font);
  int                      width, height;

  pango_layout_set_font_description (layout, description);
  pango_font_description_free (description);
  pango_layout_get_pixel_size (layout, &width, &height);
  cairo_move_to (cr, (WIDTH - width) / 2.0, y);
  pango_cairo_show_layout (cr, layout);
  return y + height;
}

/* Whole pixels for whole modules, as on paper. */
static double
draw_bars (JzSpinePreview *self, cairo_t *cr, double y)
{
  g_autofree JzBarcode *bars = jz_barcode_new (JZ_BARCODE_CODE128, self->barcode, NULL);
  double                x;

  if (bars == NULL)
    return y;
  x = (int) ((WIDTH - (double) bars->width) / 2);
  for (guint i = 0; i < bars->n_bars; i++)
    cairo_rectangle (cr, x + bars->bars[i].x, y, bars->bars[i].width, BARS);
  cairo_fill (cr);
  return y + BARS;
}

static void
snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  JzSpinePreview       *self = JZ_SPINE_PREVIEW (widget);
  const graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, WIDTH, HEIGHT);
  cairo_t              *cr;
  double                y = 6;

  if (self->class_[0] == '\0' && self->number[0] == '\0' && self->barcode[0] == '\0')
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  /* Paper is white and ink is black, in a dark window too. */
  cairo_rectangle (cr, 0.5, 0.5, WIDTH - 1, HEIGHT - 1);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_fill_preserve (cr);
  cairo_set_source_rgb (cr, 0.6, 0.6, 0.6);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  y = draw_line (self, cr, self->class_, "Noto Sans CJK SC Bold 11", y);
  y = draw_line (self, cr, self->number, "Noto Sans CJK SC Bold 11", y - 4);
  y = draw_bars (self, cr, y);
  draw_line (self, cr, self->barcode, "Noto Sans CJK SC 8", y);
  cairo_destroy (cr);
}

static void
measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
         int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH : HEIGHT;
  *minimum_baseline = *natural_baseline = -1;
}

static void
jz_spine_preview_finalize (GObject *object)
{
  JzSpinePreview *self = JZ_SPINE_PREVIEW (object);

  g_free (self->class_);
  g_free (self->number);
  g_free (self->barcode);
  G_OBJECT_CLASS (jz_spine_preview_parent_class)->finalize (object);
}

static void
jz_spine_preview_class_init (JzSpinePreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = jz_spine_preview_finalize;
  widget_class->snapshot = snapshot;
  widget_class->measure = measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
jz_spine_preview_init (JzSpinePreview *self)
{
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_START);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_START);
  jz_spine_preview_set (self, "", "", "");
}

JzSpinePreview *
jz_spine_preview_new (void)
{
  return g_object_new (JZ_TYPE_SPINE_PREVIEW, NULL);
}

void
jz_spine_preview_set (JzSpinePreview *self, const char *class_, const char *number, const char *barcode)
{
  g_autofree char *said = g_strdup_printf (_("Label: %s %s, %s"), class_, number, barcode);

  g_free (self->class_);
  g_free (self->number);
  g_free (self->barcode);
  self->class_ = g_strdup (class_);
  self->number = g_strdup (number);
  self->barcode = g_strdup (barcode);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, said, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
