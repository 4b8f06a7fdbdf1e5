/* jz-stock-import: the catalogue of items by itself, and opening balances by themselves, from spreadsheets.
 *
 * Items: known by code, name, specification and unit; one that is there is brought up to date in subject, least stock and note. Balances:
 * what there was at the end of last year of items kept by quantity, as one opening voucher; places that are new are made; the same sheet
 * taken twice adds nothing. What has cards comes with the school's ledger (jz-ledger-import.h).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-import.h"

G_BEGIN_DECLS

/* For jz_import_run(), both without options. */
extern const JzImportSpec jz_items_import, jz_balances_import;

G_END_DECLS
