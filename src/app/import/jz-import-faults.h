/* jz-import-faults: what is wrong with the rows, one line each, with what would mend it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "jz-import-draft.h"

G_BEGIN_DECLS

#define JZ_TYPE_IMPORT_FAULTS (jz_import_faults_get_type ())
G_DECLARE_FINAL_TYPE (JzImportFaults, jz_import_faults, JZ, IMPORT_FAULTS, GtkWidget)

JzImportFaults *jz_import_faults_new       (void);
void            jz_import_faults_set_draft (JzImportFaults *self, JzImportDraft *draft);
/* The draft was checked. */
void            jz_import_faults_refresh   (JzImportFaults *self);

/* Signals: "row" (guint number): that row is to be shown. */

G_END_DECLS
