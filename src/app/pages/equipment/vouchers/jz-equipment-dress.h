/* jz-equipment-dress: the buttons and menus of the equipment page's views, over the actions "page.…".
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-list-page.h"

G_BEGIN_DECLS

/* Of a view that has just been made. */
void jz_equipment_dress (JzListPage *view);

G_END_DECLS
