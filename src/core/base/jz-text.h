/* jz-text: text as people type it and as it is compared.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One character folded for comparing: full width to half width, capitals to small letters,
 * traditional to simplified, 帐 to 账, every kind of space to a space. Always one for one. */
gunichar jz_text_fold_char (gunichar c);

/* @text folded whole. Not valid UTF-8 is folded as if it ended there.
 * Returns: (transfer full) */
char    *jz_text_fold (const char *text);

/* @text without white space (full-width spaces, tabs, line ends and no-break spaces too) at both
 * ends, inner runs of it one space, control characters dropped. Bytes that are not UTF-8 become
 * U+FFFD, visibly. Returns: (transfer full), "" for NULL. */
char    *jz_text_tidy (const char *text);

/* @text with full-width letters, digits and signs (Ａ４) made half-width (A4), and nothing else changed.
 * Returns: (transfer full) */
char    *jz_text_narrow (const char *text);

/* TRUE only where jz_text_tidy() would leave @text as it is, as most text is; FALSE may also mean that it was not
 * looked into closely. */
gboolean jz_text_is_tidy (const char *text);

/* A key that sorts as a Chinese reader expects: by the usual reading of each character, then by
 * the text itself; runs of digits sort by value ("2" before "10"). Compare keys with strcmp().
 * Returns: (transfer full) */
char    *jz_text_sort_key (const char *text);

/* The usual readings joined ("shi bo qi"), other characters folded as they stand.
 * Returns: (transfer full) */
char    *jz_text_pinyin (const char *text);

/* The first letters of the usual readings ("sbq"). Returns: (transfer full) */
char    *jz_text_initials (const char *text);

/* Whether @text is nothing but white space (or NULL). */
gboolean jz_text_is_blank (const char *text);

G_END_DECLS
