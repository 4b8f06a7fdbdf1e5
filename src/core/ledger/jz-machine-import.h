/* jz-machine-import: the register of machines from a spreadsheet, such as one that this program wrote.
 *
 * A row belongs to the card with its asset number (or the maker's serial number, where only one card has it). A machine that is in the
 * register already gets the values of the cells that are not empty; a row that changes nothing is passed over.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-import.h"

G_BEGIN_DECLS

extern const JzImportSpec jz_machine_import;

/* What a use is called in sheets and on paper, translated; the msgid's key for a word in either language, NULL for none. */
const char *jz_machine_use_words (const char *use);
const char *jz_machine_use_parse (const char *words);

G_END_DECLS
