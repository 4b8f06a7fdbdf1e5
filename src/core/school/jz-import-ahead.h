/* jz-import-ahead: the rows of a sheet, read on threads of their own ahead of whoever takes them.
 *
 * Taking the file apart costs about as much as writing, and understanding the rows half as much; none needs the others.
 * Some thousands of lines go round between the threads, so that memory stays the same however long the sheet is.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-import.h"

G_BEGIN_DECLS

typedef struct _JzImportAhead JzImportAhead;

/* @state is handed to the domain's read(). All of it must outlive the reading. Returns: (transfer full), or NULL with
 * @error set. */
JzImportAhead *jz_import_ahead_new  (const JzImportSpec *spec, const JzImport *import, gconstpointer state, GCancellable *cancellable, GError **error);
/* Ends the threads, wherever they are. NULL is fine. */
void           jz_import_ahead_free (JzImportAhead *self);

/* The next row of data, and where somebody looks on of any kind but blank; valid until the next call. NULL at the end, or
 * with @error set. */
JzImportLine  *jz_import_ahead_next (JzImportAhead *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzImportAhead, jz_import_ahead_free)

G_END_DECLS
