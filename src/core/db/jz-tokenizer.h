/* jz-tokenizer: the FTS5 tokenizer "jz", which makes a phrase mean a substring of Chinese text.
 *
 * Every searchable table X has an index X_search (text, pinyin) USING fts5 (tokenize = 'jz'), kept
 * by triggers. What is put in:
 *
 *   text    each Han character and each pair of them; runs of Latin letters and runs of digits as
 *           words with all their beginnings; every other character by itself. Everything folded
 *           (jz_text_fold). So a phrase finds exactly the rows that hold it, from one character on,
 *           where Latin letters and digits begin at the beginning of a word.
 *   pinyin  (marked by JZ_PINYIN_MARK before the text) at each Han character what the text spells
 *           from there on, two to six letters, in every reading; and the next one to three initials,
 *           with an apostrophe before them.
 *
 * FTS5's own trigram can't answer one or two characters (and is silently wrong for two Han
 * characters in SQLite 3.40), unicode61 takes a whole sentence for one word.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-error.h"

#include <sqlite3.h>

G_BEGIN_DECLS

#define JZ_PINYIN_MARK     "\001"
#define JZ_PINYIN_LONGEST  6 /* letters: the longest syllable (zhuang), so that neighbours always overlap or touch */
#define JZ_INITIALS_LONGEST 3

gboolean jz_tokenizer_register (sqlite3 *db, GError **error);

G_END_DECLS
