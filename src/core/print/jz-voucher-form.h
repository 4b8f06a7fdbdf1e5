/* jz-voucher-form: a voucher as the paper form that the school files.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-connection.h"
#include "jz-report.h"

G_BEGIN_DECLS

/* One line per item and place, with the numbers of its cards; totals; the voucher's date, number, people and reason.
 * JZ_ERROR_NOT_FOUND when there is no such voucher. Returns: (transfer full) */
JzReport *jz_voucher_form_new (JzConnection *connection, gint64 voucher, GError **error);

G_END_DECLS
