/* jz-equipment-views: the lists of the equipment ledger, declared.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-list-page.h"

G_BEGIN_DECLS

extern const JzListView jz_equipment_items_view;
extern const JzListView jz_equipment_assets_view;
extern const JzListView jz_equipment_vouchers_view;
extern const JzListView jz_equipment_places_view;

G_END_DECLS
