/* jz-search: what a person types, turned into a question for an index X_search (see jz-tokenizer).
 *
 * Words apart by white space must all be found. A word is found where the text holds it (帐 = 账,
 * full width = half width, traditional = simplified), and one of letters alone also where the text
 * is read or abbreviated so: "shiboqi", "shib", "sbq" find 示波器, in every reading of each character. Letters and digits
 * typed as one word may also stand apart in it: "wlys4" finds what "wlys 4" does, 物理一室 4-2.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-connection.h"

G_BEGIN_DECLS

/* The FTS5 expression for @typed, or NULL when there is nothing to look for. Any text is safe.
 * Returns: (transfer full) (nullable) */
char    *jz_search_expression (const char *typed);

/* Whether @text answers @typed, by a plain scan: what the index must equal. Slow; for tests, and
 * for lists too short for an index. */
gboolean jz_search_matches (const char *text, const char *typed);

/* Very many rows come into the index X_search @index in one go: @rows selects the rowid, the text and, behind char
 * (1), what is spoken of those with an id above @after (?). What FTS5 would merge while they come is left to the
 * writes after them: to merge what is merged again a moment later took half the time of an import. */
gboolean jz_search_fill    (JzConnection *connection, const char *index, const char *rows, gint64 after,
                            GError **error);

G_END_DECLS
