/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-table-shows.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  char *filter, *value;
} Own;

static void
own_free (gpointer data)
{
  Own *self = data;

  g_free (self->filter);
  g_free (self->value);
  g_free (self);
}

static void
toggled_cb (GtkToggleButton *button, gpointer data)
{
  const char *which = g_object_get_data (G_OBJECT (button), "jz-show");

  if (gtk_toggle_button_get_active (button))
    jz_table_set_filter (JZ_TABLE (data), "show", g_str_equal (which, "all") ? NULL : which);
}

static GtkWidget *
make_switch (JzTable *table, const JzTableShow *shows)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), *first = NULL;

  gtk_widget_add_css_class (box, "linked");
  for (; shows->id != NULL; shows++)
    {
      GtkWidget *button = gtk_toggle_button_new_with_label (g_dgettext (GETTEXT_PACKAGE, shows->title));

      g_object_set_data (G_OBJECT (button), "jz-show", (gpointer) shows->id);
      gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), (GtkToggleButton *) first);
      first = first != NULL ? first : button;
      g_signal_connect (button, "toggled", G_CALLBACK (toggled_cb), table);
      g_object_set_data (G_OBJECT (table), shows->id, button);
      gtk_box_append (GTK_BOX (box), button);
    }
  return box;
}

void
jz_table_shows_choose (JzTable *table, const char *id)
{
  gtk_toggle_button_set_active (g_object_get_data (G_OBJECT (table), id), TRUE);
}

static void
cleared_cb (JzTable *table, gpointer data)
{
  const Own *own = data;

  jz_table_set_filter (table, own->filter, own->value);
  jz_table_shows_choose (table, "all");
}

void
jz_table_shows_attach (JzTable *table, const JzTableShow *shows, const char *filter, gint64 value)
{
  Own *own = g_new (Own, 1);

  *own = (Own){ g_strdup (filter), g_strdup_printf ("%" G_GINT64_FORMAT, value) };
  g_object_set_data_full (G_OBJECT (table), "jz-own-filter", own, own_free);
  g_signal_connect (table, "cleared", G_CALLBACK (cleared_cb), own);
  jz_table_add_last (table, make_switch (table, shows));
  jz_table_set_filter (table, filter, own->value);
}
