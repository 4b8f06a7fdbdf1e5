/* jz-ledger-import: taking in the ledger that a school has kept in a spreadsheet for years.
 *
 * What comes in is the opening of the books: things acquired before this year are dated the last day of last
 * year, so that this year's ledger opens with them. The same file taken twice adds nothing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-import.h"
#include "jz-ledger-fields.h"

G_BEGIN_DECLS

/* Which pieces get a card of their own: those with an asset number always. */
typedef enum
{
  JZ_CARDS_BY_PRICE, /* from the price on that makes a fixed asset (meta 'asset.threshold', fen; 1,000 yuan unless said) */
  JZ_CARDS_ALL,
  JZ_CARDS_NONE,
} JzCards;

typedef struct
{
  JzCards cards;
} JzLedgerImportOptions;

/* For jz_import_run(); `options` of the JzImport: JzLedgerImportOptions, NULL: by price. */
extern const JzImportSpec jz_ledger_import;

G_END_DECLS
