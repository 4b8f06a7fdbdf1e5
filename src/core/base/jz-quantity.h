/* jz-quantity: counted and measured quantities as whole numbers of a smallest unit.
 *
 * An item's unit says how many decimals it is measured with (0 for 台 and 只, 3 for kg and L);
 * a quantity is kept as an integer of that smallest unit, so that sums are exact.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define JZ_QUANTITY_MAX          G_GINT64_CONSTANT (1000000000000)
#define JZ_QUANTITY_MAX_DECIMALS 3

/* Reads a decimal number in half- or full-width digits, with "," or "，" between thousands, as
 * @scale more digits of an integer (scale 2: "12.3" → 1230), rounding half up. FALSE, @value
 * untouched, when it is no number or its size is beyond @max. "1.28E+3", as spreadsheets write
 * large numbers, is read too; words ("五十二") are not numbers here. */
gboolean jz_decimal_parse (const char *text, int scale, gint64 max, gint64 *value);

/* "1280.50" → "1,280.50". Returns: (transfer full) */
char    *jz_decimal_group (const char *plain);

/* Reads a quantity with @decimals digits behind the point. Not rounded: "0.5" is no number of
 * things counted whole. A trailing unit ("40 台") is not taken. */
gboolean jz_quantity_parse (const char *text, int decimals, gint64 *quantity);

/* "1,280" or "0.25"; trailing zeros are dropped. Returns: (transfer full) */
char    *jz_quantity_format (gint64 quantity, int decimals);

/* The same without commas, for files and packages. Returns: (transfer full) */
char    *jz_quantity_to_plain (gint64 quantity, int decimals);

/* Chinese numerals up to 9999 ("五十二" → 52), for suggestions about a faulty row. */
gboolean jz_chinese_number_parse (const char *text, gint64 *value);

G_END_DECLS
