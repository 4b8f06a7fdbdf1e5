/* jz-stocktake-sheet: a stock-take as a spreadsheet: out to be filled in, and back with what was counted.
 *
 * A row is known by its line number; where somebody deleted that column, by code and place. What is left empty is not counted. A counter
 * says all that he counted of a line: taking the same sheet twice changes nothing, and a corrected one replaces what the same counter
 * said before. Where another has counted the line too, the numbers add up or the later one stands, as the stock-take says
 * (jz_stocktake_set_several()). Rows that fit no line are handed back with the reason.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-import.h"
#include "jz-stocktake.h"

G_BEGIN_DECLS

/* .xlsx with what is counted already filled in. */
gboolean jz_stocktake_write_sheet (JzConnection *connection, gint64 id, const char *path, GError **error);

typedef struct
{
  gint64      stocktake;
  const char *counter; /* who counted */
} JzStocktakeImportOptions;

/* For jz_import_run(); `options` of the JzImport: JzStocktakeImportOptions. Added: lines that were not counted before; merged: those that
 * somebody else had counted; updated: others. */
extern const JzImportSpec jz_stocktake_import;

G_END_DECLS
