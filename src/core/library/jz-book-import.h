/* jz-book-import: books from a spreadsheet, as book sellers and older programs give them.
 *
 * A row is a title with its copies: as many as the list says, with the numbers that it gives ("20295403-5408" is a
 * run), or the next ones of the school where it gives none. A row that says neither is a title alone. Rows of one title
 * become copies of it, in the file and in the catalogue; so do rows whose numbers are there already, which are left
 * out. A batch is the number of a delivery: what it has brought of a title, to the same place and at the same price,
 * is not brought twice, which is said. Where the list has no call number a copy takes that of its sisters; a price
 * that is not that of the title is the copy's own.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-import.h"

G_BEGIN_DECLS

extern const JzImportSpec jz_book_import;

G_END_DECLS
