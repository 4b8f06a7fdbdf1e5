/* jz-sheet-rejects: the rows that an import did not take, handed back as they came.
 *
 * The file has the input's own titles, headings and columns, values typed as they were, and one column more,
 * "Reason". A keeper mends the rows in it and imports it again as it is. An .xlsx for workbooks; text in the
 * encoding and with the delimiter of the input for text.
 *
 * The file appears under its name only when it is complete; errors as in jz-sheet-writer.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-sheet-mapping.h"

G_BEGIN_DECLS

typedef struct _JzSheetRejects JzSheetRejects;

/* @mapping tells where the headings of @sheet are; it must outlive the rejects. Copies what stands above the
 * data. Returns: (transfer full), or NULL with @error set. */
JzSheetRejects *jz_sheet_rejects_new    (const char *path, JzSheetFile *file, guint sheet, JzSheetMapping *mapping,
                                         GCancellable *cancellable, GError **error);

/* Removes what was written unless it was finished. */
void            jz_sheet_rejects_free   (JzSheetRejects *rejects);

/* @reason: a translated sentence. */
gboolean        jz_sheet_rejects_add    (JzSheetRejects *rejects, const JzSheetRow *row, const char *reason,
                                         GError **error);

guint           jz_sheet_rejects_n_rows (JzSheetRejects *rejects);

/* Completes the file, on disk and under its name. */
gboolean        jz_sheet_rejects_finish (JzSheetRejects *rejects, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzSheetRejects, jz_sheet_rejects_free)

G_END_DECLS
