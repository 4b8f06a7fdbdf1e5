/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-equipment-menus.h"

#include <glib/gi18n-lib.h>

#include "jz-voucher-kind.h"

static void
append (GMenu *menu, const char *label, const char *action)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, action);

  g_menu_item_set_attribute (item, "hidden-when", "s", "action-missing");
  g_menu_append_item (menu, item);
}

static void
append_vouchers (GMenu *menu, gboolean all)
{
  for (guint i = 0; i < jz_n_voucher_kinds; i++)
    {
      g_autofree char *action = g_strconcat ("page.", jz_voucher_kinds[i].name, NULL);

      if (all || !jz_voucher_kinds[i].brings)
        append (menu, g_dgettext (GETTEXT_PACKAGE, jz_voucher_kinds[i].menu), action);
    }
}

GMenuModel *
jz_equipment_row_menu (const char *kind)
{
  GMenu *menu = g_menu_new ();

  if (g_str_equal (kind, "item") || g_str_equal (kind, "asset"))
    {
      append_vouchers (menu, FALSE);
      append (menu, _("Ask for a repair…"), "page.repair");
      append (menu, _("Report damage…"), "page.damage");
      append (menu, _("Ask to write off…"), "page.ask-disposal");
      append (menu, _("Plan maintenance…"), "page.plan");
    }
  if (g_str_equal (kind, "asset"))
    append (menu, _("Print its life…"), "page.print-life");
  if (g_str_equal (kind, "item"))
    append (menu, _("Receive more…"), "page.receive-more");
  if (g_str_equal (kind, "voucher"))
    {
      append (menu, _("Print voucher…"), "page.print-voucher");
      append (menu, _("Reverse…"), "page.reverse");
    }
  else
    append (menu, _("Edit…"), "page.edit");
  if (g_str_equal (kind, "item") || g_str_equal (kind, "asset"))
    append (menu, _("Change many…"), "page.bulk-edit");
  if (g_str_equal (kind, "item") || g_str_equal (kind, "place"))
    append (menu, _("Merge…"), "page.merge");
  if (g_str_equal (kind, "item"))
    {
      append (menu, _("Split into cards…"), "page.split");
      append (menu, _("How long it lasts…"), "page.item-life");
    }
  if (g_str_equal (kind, "asset"))
    append (menu, _("Renumber…"), "page.renumber");
  if (g_str_equal (kind, "place"))
    {
      append (menu, _("New place in it…"), "page.new-inside");
      append (menu, _("Remove"), "page.remove-place");
    }
  append (menu, _("Print labels…"), "page.print-labels");
  return G_MENU_MODEL (menu);
}

GMenuModel *
jz_equipment_view_menu (const char *kind)
{
  GMenu *menu = g_menu_new ();

  if (g_str_equal (kind, "place"))
    append (menu, _("New place…"), "page.new-place");
  else
    append_vouchers (menu, TRUE);
  if (g_str_equal (kind, "item"))
    {
      append (menu, _("New item…"), "page.new-item");
      append (menu, _("Import a catalogue…"), "page.import-items");
      append (menu, _("Import opening balances…"), "page.import-balances");
    }
  if (!g_str_equal (kind, "voucher"))
    append (menu, _("Find duplicates…"), "page.duplicates");
  return G_MENU_MODEL (menu);
}
