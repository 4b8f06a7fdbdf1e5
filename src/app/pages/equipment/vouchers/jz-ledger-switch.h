/* jz-ledger-switch: the list of items, or in its place one of the five ledgers: a drop-down in the tool row
 * leads from one to the other.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-list-page.h"

G_BEGIN_DECLS

#define JZ_TYPE_LEDGER_SWITCH (jz_ledger_switch_get_type ())
G_DECLARE_FINAL_TYPE (JzLedgerSwitch, jz_ledger_switch, JZ, LEDGER_SWITCH, GtkBox)

/* Takes @items in. */
GtkWidget *jz_ledger_switch_new         (JzListPage *items);
void       jz_ledger_switch_set_session (JzLedgerSwitch *self, JzSession *session);

/* Back to the list. */
void       jz_ledger_switch_reset       (JzLedgerSwitch *self);

G_END_DECLS
