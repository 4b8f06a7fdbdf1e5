/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-grid-field.h"

#include <glib/gi18n-lib.h>

#include "jz-compat.h"
#include "jz-field.h"
#include "jz-text.h"

#define REFUSAL_CLASS "jz-refusal"

GtkWidget *
jz_grid_field_grid (void)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 10);
  gtk_widget_add_css_class (grid, "card");
  gtk_widget_add_css_class (grid, "jz-form");
  return grid;
}

/* What takes the focus of a control that has an entry inside. */
static GtkWidget *
entry_of (GtkWidget *control)
{
  GtkWidget *child = gtk_widget_get_first_child (control);

  if (!GTK_IS_ENTRY (control) && child != NULL && GTK_IS_ENTRY (child))
    return child;
  return control;
}

GtkWidget *
jz_grid_field_attach (GtkWidget *grid, const char *title, GtkWidget *control, int column, int row, int width)
{
  GtkWidget *field = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *caption = gtk_label_new (title);
  GtkWidget *wrong = jz_field_refusal_new ();

  gtk_label_set_xalign (GTK_LABEL (caption), 0);
  gtk_label_set_ellipsize (GTK_LABEL (caption), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (caption, "jz-caption");
  gtk_widget_add_css_class (wrong, "jz-caption");
  gtk_widget_add_css_class (wrong, REFUSAL_CLASS);
  jz_compat_name (GTK_WIDGET (entry_of (control)), title);
  if (GTK_IS_ENTRY (control))
    g_signal_connect (control, "activate", G_CALLBACK (jz_field_go_on), NULL);
  gtk_box_append (GTK_BOX (field), caption);
  gtk_box_append (GTK_BOX (field), control);
  gtk_box_append (GTK_BOX (field), wrong);
  gtk_grid_attach (GTK_GRID (grid), field, column, row, width, 1);
  return field;
}

void
jz_grid_field_say (GtkWidget *control, const char *sentence)
{
  GtkWidget *entry = entry_of (control);
  GtkWidget *wrong = gtk_widget_get_next_sibling (control);

  if (sentence != NULL)
    gtk_widget_add_css_class (entry, "error");
  else
    gtk_widget_remove_css_class (entry, "error");
  if (wrong != NULL && gtk_widget_has_css_class (wrong, REFUSAL_CLASS))
    jz_field_refuse (wrong, sentence);
}

GtkWidget *
jz_grid_field_entry (const char *text)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 4);
  if (text != NULL)
    gtk_editable_set_text (GTK_EDITABLE (entry), text);
  return entry;
}

char *
jz_grid_field_text (GtkWidget *entry)
{
  return jz_text_tidy (gtk_editable_get_text (GTK_EDITABLE (entry)));
}

GtkWidget *
jz_grid_field_choice (const char *const *titles, guint chosen)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  GtkWidget *choice;

  for (guint i = 0; titles[i] != NULL; i++)
    gtk_string_list_append (words, g_dgettext (GETTEXT_PACKAGE, titles[i]));
  choice = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&words)), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), chosen);
  return choice;
}
