/* jz-unindexed: a table without its plain indices, while very many rows come into it.
 *
 * A row that stands last in its table stands anywhere in an index over something else, and to find each place costs more
 * than all the rest of the row. An index that is made from the whole table is sorted once. So it pays as soon as what
 * comes is not far less than what is there; who begins decides.
 *
 * All is part of the transaction under way: whatever ends that badly brings the indices back with everything else. Only
 * indices that speed up are dropped; those that forbid (UNIQUE) stay.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-connection.h"

G_BEGIN_DECLS

typedef struct _JzUnindexed JzUnindexed;

/* No statement on the connection may be half read. The transaction must not be committed before jz_unindexed_end().
 * Returns: (transfer full), or NULL with @error set. */
JzUnindexed *jz_unindexed_begin (JzConnection *connection, const char *table, GError **error);
/* Makes the indices again, word for word as they were. */
gboolean     jz_unindexed_end   (JzUnindexed *self, GError **error);
/* NULL is fine. */
void         jz_unindexed_free  (JzUnindexed *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzUnindexed, jz_unindexed_free)

G_END_DECLS
