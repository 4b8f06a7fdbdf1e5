/* jz-table-output: the ⋮ menu of a list: Print…, Export as spreadsheet…, Export as CSV….
 *
 * Of what is listed, with the columns shown and as sorted and filtered; of the chosen rows where several are
 * chosen. The work is done by a reader thread, with progress and Cancel.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-table.h"

G_BEGIN_DECLS

/* Puts the menu button at the end of the tool row. @own: what the page offers above, or NULL. */
void jz_table_output_attach (JzTable *table, GMenuModel *own);

G_END_DECLS
