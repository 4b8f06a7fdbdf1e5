/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-desk-band.h"

#include <glib/gi18n-lib.h>

struct _JzDeskBand
{
  GtkBox    parent_instance;
  GtkLabel *sign, *words, *second, *count, *count_words;
};

G_DEFINE_FINAL_TYPE (JzDeskBand, jz_desk_band, GTK_TYPE_BOX)

void
jz_desk_band_say (JzDeskBand *self, const char *sentence, const char *second, JzDeskTone tone)
{
  static const char *const classes[] = { "ok", "warn", "err" }, *const signs[] = { "✓", "!", "✗" };

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    if (i == tone)
      gtk_widget_add_css_class (GTK_WIDGET (self), classes[i]);
    else
      gtk_widget_remove_css_class (GTK_WIDGET (self), classes[i]);
  gtk_label_set_text (self->sign, signs[tone]);
  gtk_label_set_text (self->words, sentence);
  gtk_label_set_text (self->second, second != NULL ? second : "");
}

void
jz_desk_band_count (JzDeskBand *self, const JzReader *who)
{
  g_autofree char *count = who != NULL ? g_strdup_printf ("%u / %u", who->out, who->limit) : NULL;

  gtk_label_set_text (self->count, count != NULL ? count : "");
  gtk_label_set_text (self->count_words, who != NULL ? _("has / may have") : "");
}

static GtkLabel *
add_label (GtkWidget *box, const char *class, float xalign)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, class);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
jz_desk_band_class_init (JzDeskBandClass *klass)
{
}

static void
jz_desk_band_init (JzDeskBand *self)
{
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2), *counts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_set_spacing (GTK_BOX (self), 16);
  gtk_widget_add_css_class (GTK_WIDGET (self), "jz-band");
  gtk_widget_add_css_class (GTK_WIDGET (self), "jz-desk-band");
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (counts, GTK_ALIGN_CENTER);
  self->sign = add_label (GTK_WIDGET (self), "jz-title", 0.5f);
  gtk_widget_add_css_class (GTK_WIDGET (self->sign), "jz-sign");
  self->words = add_label (texts, "jz-title", 0);
  self->second = add_label (texts, "jz-second", 0);
  self->count = add_label (counts, "jz-count", 0.5f);
  self->count_words = add_label (counts, "jz-dim", 0.5f);
  gtk_box_append (GTK_BOX (self), texts);
  gtk_box_append (GTK_BOX (self), counts);
}

JzDeskBand *
jz_desk_band_new (void)
{
  return g_object_new (JZ_TYPE_DESK_BAND, NULL);
}
