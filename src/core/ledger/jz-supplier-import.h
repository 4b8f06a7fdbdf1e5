/* jz-supplier-import: suppliers from a spreadsheet.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-import.h"

G_BEGIN_DECLS

/* Name, credit code, contact, telephone, address, bank, note. A supplier is known by its name: what the sheet says of it is taken
 * over, what it doesn't say stays. A credit code that can't be right is a fault of the row. */
extern const JzImportSpec jz_supplier_import;

G_END_DECLS
