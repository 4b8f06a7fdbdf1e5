/* jz-equipment-menus: the menus of the equipment page's views, over the actions "page.…".
 *
 * What the account may not do is not in them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* @kind: "item", "asset", "voucher", "place". What a right click offers about the chosen rows, and what the ⋮
 * menu offers about the view. Returns: (transfer full) */
GMenuModel *jz_equipment_row_menu  (const char *kind);
GMenuModel *jz_equipment_view_menu (const char *kind);

G_END_DECLS
