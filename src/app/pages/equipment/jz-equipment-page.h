/* jz-equipment-page: the equipment ledger: items by code tree, asset cards, vouchers, places.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-views-page.h"

G_BEGIN_DECLS

#define JZ_TYPE_EQUIPMENT_PAGE (jz_equipment_page_get_type ())
G_DECLARE_FINAL_TYPE (JzEquipmentPage, jz_equipment_page, JZ, EQUIPMENT_PAGE, JzViewsPage)

JzPage *jz_equipment_page_new (void);

G_END_DECLS
