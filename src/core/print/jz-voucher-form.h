/* jz-voucher-form: a voucher, or a ledger, as the paper form that the school files.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-ledger.h"
#include "jz-report.h"

G_BEGIN_DECLS

/* One line per item and place, with the numbers of its cards; totals; the voucher's date, number, people and reason.
 * JZ_ERROR_NOT_FOUND when there is no such voucher. Returns: (transfer full) */
JzReport *jz_voucher_form_new (JzConnection *connection, gint64 voucher, GError **error);

/* A ledger of a year. Returns: (transfer full) */
JzReport *jz_ledger_form_new  (JzConnection *connection, JzLedgerKind kind, const JzLedgerQuery *query, GError **error);

G_END_DECLS
