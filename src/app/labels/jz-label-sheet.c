/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-label-sheet.h"

#include "jz-compat.h"

#define MARGIN 8 /* for the shadow of the paper */

struct _JzLabelSheet
{
  GtkWidget           parent_instance;
  JzLabelJob         *job;
  const JzLabelStock *stock;
  guint               page;
};

G_DEFINE_FINAL_TYPE (JzLabelSheet, jz_label_sheet, GTK_TYPE_WIDGET)

enum { START, N_SIGNALS };
static guint signals[N_SIGNALS];

/* Pixels for a millimetre, and where the paper begins. */
static double
scale_of (JzLabelSheet *self, double *x, double *y)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self)), height = gtk_widget_get_height (GTK_WIDGET (self));
  double scale = MIN ((width - 2 * MARGIN) / self->stock->page_width, (height - 2 * MARGIN) / self->stock->page_height);

  scale = CLAMP (scale, 0.1, 6);
  *x = (width - scale * self->stock->page_width) / 2;
  *y = (height - scale * self->stock->page_height) / 2;
  return scale;
}

static void
jz_label_sheet_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  JzLabelSheet *self = JZ_LABEL_SHEET (widget);
  double        x, y, scale;
  cairo_t      *cr;

  if (self->job == NULL)
    return;
  scale = scale_of (self, &x, &y);
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                                                 (float) gtk_widget_get_height (widget)));
  cairo_rectangle (cr, x - 1, y, scale * self->stock->page_width + 2, scale * self->stock->page_height + 2);
  cairo_set_source_rgba (cr, 0, 0, 0, 0.18);
  cairo_fill (cr);
  cairo_rectangle (cr, x, y, scale * self->stock->page_width, scale * self->stock->page_height);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_fill_preserve (cr);
  cairo_clip (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, scale / JZ_POINTS_PER_MM, scale / JZ_POINTS_PER_MM);
  cairo_set_source_rgb (cr, 0, 0, 0);
  jz_label_job_draw_page (self->job, cr, self->page, TRUE);
  cairo_destroy (cr);
}

static void
pressed_cb (JzLabelSheet *self, int n, double px, double py)
{
  double x, y, scale;
  guint  position;

  if (self->job == NULL)
    return;
  scale = scale_of (self, &x, &y);
  position = jz_label_job_label_at (self->job, (px - x) / scale, (py - y) / scale);
  if (position > 0)
    g_signal_emit (self, signals[START], 0, position);
}

void
jz_label_sheet_set (JzLabelSheet *self, JzLabelJob *job, const JzLabelStock *stock, guint page, const char *words)
{
  self->job = job;
  self->stock = stock;
  self->page = page;
  jz_compat_name (GTK_WIDGET (self), words);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
jz_label_sheet_class_init (JzLabelSheetClass *klass)
{
  GTK_WIDGET_CLASS (klass)->snapshot = jz_label_sheet_snapshot;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_IMG);
  signals[START] =
    g_signal_new ("start", JZ_TYPE_LABEL_SHEET, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
jz_label_sheet_init (JzLabelSheet *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
}

JzLabelSheet *
jz_label_sheet_new (void)
{
  return g_object_new (JZ_TYPE_LABEL_SHEET, NULL);
}
