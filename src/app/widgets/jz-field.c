/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "jz-field.h"

#define KEY_FORM "jz-form" /* on the widget that is the whole form */

GtkWidget *
jz_field_refusal_new (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "jz-err");
  gtk_widget_set_visible (label, FALSE);
  return label;
}

void
jz_field_refuse (GtkWidget *refusal, const char *sentence)
{
  g_autofree char *with_sign = sentence != NULL ? g_strdup_printf ("✗ %s", sentence) : NULL;

  gtk_label_set_text (GTK_LABEL (refusal), with_sign != NULL ? with_sign : "");
  gtk_widget_set_visible (refusal, sentence != NULL);
}

void
jz_field_set_form (GtkWidget *form)
{
  g_object_set_data (G_OBJECT (form), KEY_FORM, form);
}

void
jz_field_go_on (GtkWidget *control)
{
  GtkWidget *form = gtk_widget_get_parent (control);

  while (form != NULL && g_object_get_data (G_OBJECT (form), KEY_FORM) == NULL)
    form = gtk_widget_get_parent (form);
  if (form == NULL)
    form = GTK_WIDGET (gtk_widget_get_root (control));
  if (form == NULL || !gtk_widget_child_focus (form, GTK_DIR_TAB_FORWARD))
    gtk_widget_activate_action (control, "form.go", NULL);
}
