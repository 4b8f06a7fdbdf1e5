/* jz-sheet-value: a cell as an amount, a quantity, a date or a code.
 *
 * Nothing is guessed: what can be read in two ways, or has lost digits on its way through a spreadsheet, is
 * an error. All errors are JZ_ERROR_INVALID and say why only ("“abc” is no amount"); the caller knows the
 * row and the field. An empty cell is an error too: ask jz_sheet_cell_is_blank() first where it may be.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-sheet-file.h"

G_BEGIN_DECLS

/* Empty, or nothing but spaces. */
gboolean jz_sheet_cell_is_blank    (const JzSheetCell *cell);

/* The text without needless spaces; "" for an empty cell. Returns: (transfer full) */
char    *jz_sheet_cell_to_text     (const JzSheetCell *cell);

/* "1,280.00元", 1280.5, "１２８０". */
gboolean jz_sheet_cell_to_money    (const JzSheetCell *cell, gint64 *fen, GError **error);

/* With @decimals as jz_quantity_parse() has them. */
gboolean jz_sheet_cell_to_quantity (const JzSheetCell *cell, int decimals, gint64 *quantity, GError **error);

/* A date cell, a text as jz_date_parse() reads it (a time behind it is dropped), or a serial day number of
 * five digits (44075) in an unformatted cell or as text. The number 2019.1 is refused: a spreadsheet shows
 * January and October alike so. */
gboolean jz_sheet_cell_to_date     (const JzSheetCell *cell, gboolean date_1904, JzDate *date, GError **error);

/* A code as text in half-width characters: leading zeros are kept, whole numbers have all their digits, ".0"
 * at the end is dropped. Refused: "9.78E+12" as text, numbers beyond 2^53, and dates (a spreadsheet makes
 * one of the code 1-2). Returns: (transfer full), or NULL with @error set. */
char    *jz_sheet_cell_to_code     (const JzSheetCell *cell, GError **error);

G_END_DECLS
