/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-equipment-dress.h"

#include <glib/gi18n-lib.h>

#include "jz-compat.h"
#include "jz-equipment-menus.h"
#include "jz-grid-field.h"
#include "jz-table-output.h"

static void
label_chosen_cb (JzTable *table, GParamSpec *pspec, GtkDropDown *choice)
{
  static const char *const values[] = { NULL, "none", "again" };
  guint chosen = gtk_drop_down_get_selected (choice);

  jz_table_set_filter (table, "label", chosen < G_N_ELEMENTS (values) ? values[chosen] : NULL);
}

/* Which cards: those whose label is still to be printed, or to be printed again. */
static void
add_label_choice (JzTable *table)
{
  static const char *const titles[] = { N_("All labels"), N_("Label not printed"), N_("Label to be printed again"), NULL };
  GtkWidget *choice = jz_grid_field_choice (titles, 0);

  jz_compat_name (choice, _("Labels"));
  g_signal_connect_object (choice, "notify::selected", G_CALLBACK (label_chosen_cb), table, G_CONNECT_SWAPPED);
  jz_table_add_tool (table, choice, FALSE);
}

void
jz_equipment_dress (JzListPage *view)
{
  const char *kind = jz_list_page_get_view (view)->kind;
  gboolean    is_place = g_str_equal (kind, "place");
  JzTable    *table = jz_list_page_get_table (view);
  GtkWidget  *button = gtk_button_new_with_label (is_place ? _("New place…") : _("Receive"));
  g_autoptr (GMenuModel) chosen = jz_equipment_row_menu (kind), more = jz_equipment_view_menu (kind);

  if (!is_place)
    gtk_widget_add_css_class (button, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), is_place ? "page.new-place" : "page.receive");
  g_object_bind_property (button, "sensitive", button, "visible", G_BINDING_SYNC_CREATE);
  if (g_str_equal (kind, "asset"))
    add_label_choice (table);
  jz_table_add_tool (table, button, TRUE);
  jz_table_set_menu (table, chosen);
  jz_table_output_attach (table, more);
}
