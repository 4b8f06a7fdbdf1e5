/* jz-purchase-actions: what can be done on the way of a purchase: the actions "purchase.…" behind buttons and in inspectors.
 *
 * Each that is about one paper takes its id. Those that the signed-in account may not do are not there at all; signing is there for the
 * roles that the account has. Which fit the state of a paper is told where they are offered, and decided by the core.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-equipment-actions.h"

G_BEGIN_DECLS

#define JZ_TYPE_PURCHASE_ACTIONS (jz_purchase_actions_get_type ())
G_DECLARE_FINAL_TYPE (JzPurchaseActions, jz_purchase_actions, JZ, PURCHASE_ACTIONS, JzPageActions)

/* For @page, which owns it. */
JzPageActions *jz_purchase_actions_new (JzPage *page);

/* Whose line over the views says what was received. */
void           jz_purchase_actions_set_equipment (JzPurchaseActions *self, JzEquipmentActions *equipment);

G_END_DECLS
