/* jz-import-table: the rows of a sheet as Excel shows them, and over each column what it is.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "jz-import-draft.h"

G_BEGIN_DECLS

#define JZ_TYPE_IMPORT_TABLE (jz_import_table_get_type ())
G_DECLARE_FINAL_TYPE (JzImportTable, jz_import_table, JZ, IMPORT_TABLE, GtkWidget)

JzImportTable *jz_import_table_new         (void);

/* Its headings have become known, or other ones. */
void           jz_import_table_set_draft   (JzImportTable *self, JzImportDraft *draft);

/* Shows again which column is what. */
void           jz_import_table_refresh     (JzImportTable *self);
void           jz_import_table_set_only_faulty (JzImportTable *self, gboolean only);

/* Chooses the row of that number and brings it into view. */
void           jz_import_table_show_row    (JzImportTable *self, guint number);

G_END_DECLS
