/* jz-reader-import: cards from a spreadsheet, for people who stand in the register.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-import.h"

G_BEGIN_DECLS

/* Name, class, card number. Who has a class is a pupil of it; a pupil or member of staff must stand in the register,
 * and only one of that name. An empty card number gets the next one by the rule; who has a card gets the new number. */
extern const JzImportSpec jz_reader_import;

G_END_DECLS
