/* jz-marc-index: where the records of a large file are, by their ISBN, so that a county's file is a source of records
 * without being imported.
 *
 * The file is read once; what comes of it is kept in the person's cache, for the path, the size and the time of change
 * of the file, and opened at once afterwards. A cache that can't be kept costs time and nothing else. ISO 2709 only:
 * XML has no records that can be jumped to.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-import.h"
#include "jz-marc-encoding.h"

G_BEGIN_DECLS

typedef struct _JzMarcIndex JzMarcIndex;

/* Opens the index of the file @path, makes it first where there is none that fits. Blocks. One is made at a time, and
 * once, whoever wants it meanwhile. @cancellable: ends the waiting; what is being made is made to its end, since the next
 * who asks needs it too. @progress: (nullable): called with the records so far, in the same thread. JZ_ERROR_REFUSED where the file can't be read or is none of
 * records. Returns: (transfer full) */
JzMarcIndex *jz_marc_index_open  (const char *path, JzMarcEncoding encoding, JzImportProgress progress, gpointer data,
                                  GCancellable *cancellable, GError **error);
void         jz_marc_index_close (JzMarcIndex *self);

/* Whether the index of the file is being made. @records: (out): read so far. From any thread. */
gboolean     jz_marc_index_is_made (const char *path, guint *records);

/* How many ISBNs it knows. */
gsize        jz_marc_index_size  (const JzMarcIndex *self);

/* The records with @isbn (thirteen digits) as they stand in the file, in its order.
 * Returns: (transfer full) (element-type GBytes), NULL with @error */
GPtrArray   *jz_marc_index_find  (JzMarcIndex *self, const char *isbn, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzMarcIndex, jz_marc_index_close)

G_END_DECLS
