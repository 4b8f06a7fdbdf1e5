/* jz-network-actions: what can be done with the register of machines and the notes signed for it: the actions "network.…".
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-page-actions.h"
#include "jz-page.h"

G_BEGIN_DECLS

#define JZ_TYPE_NETWORK_ACTIONS (jz_network_actions_get_type ())
G_DECLARE_FINAL_TYPE (JzNetworkActions, jz_network_actions, JZ, NETWORK_ACTIONS, JzPageActions)

/* For @page, which owns it. */
JzPageActions *jz_network_actions_new (JzPage *page);

G_END_DECLS
