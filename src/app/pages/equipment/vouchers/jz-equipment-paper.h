/* jz-equipment-paper: what is read from the file before it is shown: a voucher's paper form, and the
 * question before a voucher is reversed.
 *
 * Each returns at once; errors are told by a toast on @page.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-page.h"

G_BEGIN_DECLS

void jz_equipment_print_voucher (JzPage *page, JzSession *session, gint64 voucher);

/* Asks, then takes the voucher's operation back. */
void jz_equipment_reverse       (JzPage *page, JzSession *session, gint64 voucher);

G_END_DECLS
