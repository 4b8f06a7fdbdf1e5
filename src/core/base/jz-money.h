/* jz-money: amounts in fen (1/100 yuan), never in floating point.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The largest amount a row may have, in fen: ten thousand million yuan, far beyond any school, so
 * that no sum of a whole ledger can overflow 64 bits. */
#define JZ_MONEY_MAX G_GINT64_CONSTANT (1000000000000)

/* Reads what people write: "1,280.00元", "￥1280", "１２８０．５", "1.2万", " 38 ". More than two
 * decimals are rounded half up (spreadsheets keep 12.299999999). Negative only with a leading
 * minus. FALSE, @fen untouched, for anything else or beyond JZ_MONEY_MAX. */
gboolean jz_money_parse (const char *text, gint64 *fen);

/* "1,280.00". Returns: (transfer full) */
char    *jz_money_format (gint64 fen);

/* "1280.00", for files and packages. Returns: (transfer full) */
char    *jz_money_to_plain (gint64 fen);

G_END_DECLS
