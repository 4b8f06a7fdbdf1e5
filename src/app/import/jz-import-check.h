/* jz-import-check: the assistant's third step: which column is what, and what is wrong with the rows.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "jz-import-draft.h"

G_BEGIN_DECLS

#define JZ_TYPE_IMPORT_CHECK (jz_import_check_get_type ())
G_DECLARE_FINAL_TYPE (JzImportCheck, jz_import_check, JZ, IMPORT_CHECK, GtkWidget)

JzImportCheck *jz_import_check_new       (JzSession *session);
void           jz_import_check_set_draft (JzImportCheck *self, JzImportDraft *draft);
/* After the draft was checked, or is about to be. */
void           jz_import_check_refresh   (JzImportCheck *self);

/* Rows that would be imported now; 0 while the import can't begin. */
guint          jz_import_check_n_ready   (JzImportCheck *self);
gboolean       jz_import_check_wants_rejects (JzImportCheck *self);

/* Schemes: "As recognised" and those that were saved, for the step bar. */
GtkWidget     *jz_import_check_get_schemes (JzImportCheck *self);

/* Signals: "changed" (): what jz_import_check_n_ready() says may be another. */

G_END_DECLS
