/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "jz-equipment-care.h"

#include "jz-care-dialogs.h"
#include "jz-import-dialog.h"

void
jz_equipment_care (JzPage *page, JzSession *session, const char *action, const char *view, GArray *ids)
{
  GtkWindow *window = jz_page_get_window (page);
  gboolean   assets = g_str_equal (view, "asset"), places = g_str_equal (view, "place");

  if (session == NULL || window == NULL)
    return;
  if (g_str_equal (action, "bulk-edit"))
    jz_bulk_dialog_present (window, session, assets ? JZ_BULK_ASSETS : JZ_BULK_ITEMS, ids);
  else if (g_str_equal (action, "merge"))
    jz_merge_dialog_present (window, session, places ? JZ_DUPLICATE_PLACES : JZ_DUPLICATE_ITEMS, ids);
  else if (g_str_equal (action, "split"))
    jz_split_dialog_present (window, session, ids->len == 1 ? g_array_index (ids, gint64, 0) : 0);
  else if (g_str_equal (action, "renumber"))
    jz_renumber_dialog_present (window, session, ids);
  else if (g_str_equal (action, "duplicates"))
    jz_duplicates_present (window, session, page,
                           assets ? JZ_DUPLICATE_ASSETS : places ? JZ_DUPLICATE_PLACES : JZ_DUPLICATE_ITEMS);
  else
    jz_import_dialog_choose (GTK_WIDGET (page), session,
                             g_str_equal (action, "import-items") ? JZ_IMPORT_ITEMS : JZ_IMPORT_BALANCES);
}
