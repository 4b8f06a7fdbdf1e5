/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-line-parts.h"

#include <glib/gi18n-lib.h>

#include "jz-columns.h"
#include "jz-compat.h"
#include "jz-field.h"
#include "jz-grid-field.h"

void
jz_line_set_width (GtkWidget *widget, int width)
{
  gtk_widget_set_size_request (widget, (int) (width * jz_columns_text_scale ()), -1);
  gtk_widget_set_hexpand (widget, FALSE);
}

GtkWidget *
jz_line_label (GtkWidget *row, const char *title, int width, float xalign)
{
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (width > 0)
    jz_line_set_width (label, width);
  else
    gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (row), label);
  return label;
}

char *
jz_line_name (const char *title, const char *thing)
{
  return g_strdup_printf ("%s: %s", title, thing);
}

GtkWidget *
jz_line_entry (GtkWidget *row, const char *title, const char *thing, int width, float xalign, const char *text)
{
  GtkWidget       *entry = jz_grid_field_entry (text);
  g_autofree char *name = jz_line_name (title, thing);

  gtk_entry_set_alignment (GTK_ENTRY (entry), xalign);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), 4);
  gtk_widget_set_valign (entry, GTK_ALIGN_CENTER);
  jz_line_set_width (entry, width);
  jz_compat_name (entry, name);
  g_signal_connect (entry, "activate", G_CALLBACK (jz_field_go_on), NULL);
  gtk_box_append (GTK_BOX (row), entry);
  return entry;
}

GtkWidget *
jz_line_remove (GtkWidget *row, const char *thing)
{
  GtkWidget       *button = gtk_button_new_from_icon_name ("jz-close-symbolic");
  g_autofree char *name = jz_line_name (_("Remove the line"), thing);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _("Remove the line (Ctrl+Delete)"));
  /* Enter and Tab go through what is filled in; the key removes without a mouse. */
  gtk_widget_set_focusable (button, FALSE);
  jz_compat_name (button, name);
  jz_line_set_width (button, JZ_LINE_REMOVE);
  gtk_box_append (GTK_BOX (row), button);
  return button;
}

gint64
jz_line_amount (gint64 price, gint64 quantity, int decimals)
{
  gint64 unit = 1;

  for (int i = 0; i < decimals; i++)
    unit *= 10;
  return (gint64) (((__int128) price * quantity + unit / 2) / unit);
}
