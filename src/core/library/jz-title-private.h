/* How titles come into the file, for jz-title and jz-marc-import only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-title.h"

G_BEGIN_DECLS

#define JZ_INSERT_TITLE                                                                                                    \
  "INSERT INTO title (id, uuid, isbn, number, title, subtitle, volume, author, publisher, year, series, subjects, class, " \
  "price, material, source, sort_key, changed)"
#define JZ_TITLE_TYPES       "rssssssssrsssrlssl"
/* What stands in its columns behind the id. */
#define JZ_TITLE_VALUES(uuid, facts, origin, operation)                                                                    \
  (uuid), (facts)->isbn, (facts)->bib.texts[JZ_BIB_OTHER_NUMBER], (facts)->bib.texts[JZ_BIB_TITLE],                        \
    (facts)->bib.texts[JZ_BIB_SUBTITLE], (facts)->volume, (facts)->bib.texts[JZ_BIB_AUTHOR],                               \
    (facts)->bib.texts[JZ_BIB_PUBLISHER], (gint64) (facts)->year, (facts)->bib.texts[JZ_BIB_SERIES], (facts)->bib.subjects, \
    (facts)->bib.texts[JZ_BIB_CLASS], (facts)->price, (origin)->material != 0 ? (origin)->material : JZ_MATERIAL_BOOK,     \
    (origin)->source != NULL ? (origin)->source : "", (facts)->sort_key, (gint64) (operation)
#define JZ_INSERT_TITLE_MARC "INSERT INTO title_marc (id, marc, original, encoding, mended, changed)"
#define JZ_INSERT_FURTHER_ISBN "INSERT INTO further_isbn (title, isbn, changed)"

/* What the file keeps of a record. JZ_ERROR_DAMAGED where that is none. */
gboolean    jz_title_take_text (JzMarc *record, const char *text, GError **error);

/* Whether the facts make a title at all. */
gboolean    jz_title_is_sound (const JzTitleFacts *facts, GError **error);

/* Column `encoding`. */
const char *jz_title_encoding (const JzTitleOrigin *origin);

/* Column `original`. Returns: (transfer full) (nullable): NULL: the record written again is just that */
GBytes     *jz_title_original (const JzMarc *record, const JzTitleOrigin *origin);

G_END_DECLS
