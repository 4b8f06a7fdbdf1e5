/* jz-ledger-form: a ledger of a year as the paper form that the school files.
 *
 * 总账: by subject in the order of the catalogue, with what the standards in use ask for, what there was a year ago, what came and went,
 * what there is, its price and worth, and a sum for each subject. 低值易耗品账: in, used, lost, there. A teacher's: first what the person
 * keeps, then what the person holds.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-ledger.h"
#include "jz-report.h"

G_BEGIN_DECLS

/* Returns: (transfer full) */
JzReport *jz_ledger_form_new (JzConnection *connection, JzLedgerKind kind, const JzLedgerQuery *query, GError **error);

G_END_DECLS
