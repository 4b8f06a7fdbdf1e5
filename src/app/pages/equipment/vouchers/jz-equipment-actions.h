/* jz-equipment-actions: what can be done on the equipment page: the actions "page.…" behind its buttons and menus.
 *
 * Those that the signed-in account may not do are not there at all; those that the chosen rows do not allow (what
 * is lent can only come back) are disabled. The core decides in the end.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-page-actions.h"
#include "jz-page.h"

G_BEGIN_DECLS

#define JZ_TYPE_EQUIPMENT_ACTIONS (jz_equipment_actions_get_type ())
G_DECLARE_FINAL_TYPE (JzEquipmentActions, jz_equipment_actions, JZ, EQUIPMENT_ACTIONS, JzPageActions)

/* For @page, which owns it. */
JzPageActions *jz_equipment_actions_new     (JzPage *page);

/* The line over the views that says what was received and offers to print. */
GtkWidget     *jz_equipment_actions_get_bar (JzEquipmentActions *self);

/* Says that the receipt @voucher was posted, and offers to print its labels (where it made @cards) and its paper. */
void           jz_equipment_actions_offer   (JzEquipmentActions *self, gint64 voucher, const char *words, gboolean cards);

G_END_DECLS
