/* jz-han: what is known of a Han character: its readings, its simplified form and its four-corner number.
 *
 * The tables are made at build time from Unicode's Unihan database, which has every reading of
 * the 8,105 characters of the national list. ICU's own transliterator knows one reading per
 * character (银行 → yin xing) and takes 130 ms to open, so it is not used here.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether @c is a Han ideograph (any plane). */
gboolean    jz_han_is (gunichar c);

/* The simplified form, or @c itself. 帐 and 帳 are 账, as in the whole program. */
gunichar    jz_han_simplify (gunichar c);

/* How many readings @c has: 0 when none is known. */
guint       jz_han_n_readings (gunichar c);

/* Reading @i (0 ≤ i < n) in ASCII without tone, ü as "v": the usual one first. */
const char *jz_han_reading (gunichar c, guint i);

/* Its four-corner number (四角号码): four digits. FALSE: none is known. */
gboolean    jz_han_four_corner (gunichar c, char number[5]);

/* Whether the first @length letters of @text are a whole syllable that some character has. */
gboolean    jz_han_is_syllable (const char *text, gsize length);

G_END_DECLS
