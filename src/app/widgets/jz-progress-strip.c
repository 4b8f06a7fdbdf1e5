/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-progress-strip.h"

#include <glib/gi18n-lib.h>

#include "jz-quantity.h"

#define PATIENCE_MS 200
#define PULSE_MS    100

struct _JzProgressStrip
{
  GtkWidget     parent_instance;
  GtkWidget    *revealer;
  GtkWidget    *bar;
  GtkWidget    *line; /* words, counts and Cancel */
  GtkWidget    *words;
  GtkWidget    *counts;
  GtkWidget    *cancel;
  GCancellable *cancellable;
  guint         source;
  gboolean      known; /* how much there is */
};

G_DEFINE_FINAL_TYPE (JzProgressStrip, jz_progress_strip, GTK_TYPE_WIDGET)

static gboolean
pulse_cb (gpointer data)
{
  JzProgressStrip *self = data;

  if (!self->known)
    gtk_progress_bar_pulse (GTK_PROGRESS_BAR (self->bar));
  return G_SOURCE_CONTINUE;
}

static gboolean
patience_cb (gpointer data)
{
  JzProgressStrip *self = data;

  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), TRUE);
  self->source = g_timeout_add (PULSE_MS, pulse_cb, self);
  return G_SOURCE_REMOVE;
}

void
jz_progress_strip_begin (JzProgressStrip *self, const char *words, GCancellable *cancellable)
{
  jz_progress_strip_end (self);
  g_set_object (&self->cancellable, cancellable);
  gtk_label_set_text (GTK_LABEL (self->words), words != NULL ? words : "");
  gtk_label_set_text (GTK_LABEL (self->counts), "");
  gtk_widget_set_visible (self->cancel, cancellable != NULL);
  gtk_widget_set_visible (self->line, words != NULL || cancellable != NULL);
  self->known = FALSE;
  self->source = g_timeout_add (PATIENCE_MS, patience_cb, self);
}

void
jz_progress_strip_set (JzProgressStrip *self, gint64 done, gint64 total)
{
  g_autofree char *plain_done = g_strdup_printf ("%" G_GINT64_FORMAT, done);
  g_autofree char *plain_left = g_strdup_printf ("%" G_GINT64_FORMAT, MAX (total - done, 0));
  g_autofree char *number_done = jz_decimal_group (plain_done);
  g_autofree char *number_left = jz_decimal_group (plain_left);
  g_autofree char *counts = NULL;

  self->known = total > 0;
  if (!self->known)
    return;
  counts = g_strdup_printf (_("%s done, %s left"), number_done, number_left);
  gtk_label_set_text (GTK_LABEL (self->counts), counts);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar), CLAMP ((double) done / (double) total, 0, 1));
}

void
jz_progress_strip_end (JzProgressStrip *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_object (&self->cancellable);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), FALSE);
}

static void
cancel_cb (JzProgressStrip *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

static void
jz_progress_strip_dispose (GObject *object)
{
  JzProgressStrip *self = JZ_PROGRESS_STRIP (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->revealer, gtk_widget_unparent);
  G_OBJECT_CLASS (jz_progress_strip_parent_class)->dispose (object);
}

static void
jz_progress_strip_class_init (JzProgressStripClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = jz_progress_strip_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
jz_progress_strip_init (JzProgressStrip *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->revealer = gtk_revealer_new ();
  self->bar = gtk_progress_bar_new ();
  self->line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->words = gtk_label_new (NULL);
  self->counts = gtk_label_new (NULL);
  self->cancel = gtk_button_new_with_label (_("Cancel"));
  gtk_widget_add_css_class (box, "jz-strip");
  gtk_widget_set_hexpand (self->counts, TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->counts), 0);
  gtk_widget_add_css_class (self->counts, "jz-dim");
  g_signal_connect_swapped (self->cancel, "clicked", G_CALLBACK (cancel_cb), self);
  gtk_box_append (GTK_BOX (self->line), self->words);
  gtk_box_append (GTK_BOX (self->line), self->counts);
  gtk_box_append (GTK_BOX (self->line), self->cancel);
  gtk_box_append (GTK_BOX (box), self->bar);
  gtk_box_append (GTK_BOX (box), self->line);
  gtk_revealer_set_child (GTK_REVEALER (self->revealer), box);
  gtk_widget_set_parent (self->revealer, GTK_WIDGET (self));
}

JzProgressStrip *
jz_progress_strip_new (void)
{
  return g_object_new (JZ_TYPE_PROGRESS_STRIP, NULL);
}
