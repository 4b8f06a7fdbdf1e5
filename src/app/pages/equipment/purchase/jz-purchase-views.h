/* jz-purchase-views: the lists of a purchase: requests, orders, acceptances, suppliers, contracts.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-list-page.h"

G_BEGIN_DECLS

extern const JzListView jz_purchase_requests_view, jz_purchase_orders_view, jz_purchase_acceptances_view,
jz_purchase_suppliers_view,
  jz_purchase_contracts_view;

/* A state of a request or an order, or a kind of acceptance, in words with its sign. */
const char *jz_purchase_state_words (const char *state);

/* The action that signs for a role: "approve-…" or "reject-…". Returns: (transfer full) */
char       *jz_purchase_sign_action (const char *verb, const char *role);

G_END_DECLS
