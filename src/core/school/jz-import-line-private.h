/* Between jz-import, jz-import-line and jz-import-ahead only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-import.h"

G_BEGIN_DECLS

struct _JzImportLine
{
  const JzImportSpec *spec;
  const JzImport     *import;
  JzSheetRow         *row;
  JzSheetRowKind      kind;
  gpointer            record;
  JzSheetCell        *corrected; /* of each field, where an override stands for the cell; NULL without overrides */
  GStringChunk       *texts;     /* of the batch that the line is in */
  GPtrArray          *faults;    /* of JzRowFault, as the next one; NULL: none yet */
  GPtrArray          *warnings;
};

void jz_import_line_init  (JzImportLine *self, const JzImportSpec *spec, const JzImport *import, GStringChunk *texts);
void jz_import_line_clear (JzImportLine *self);
/* @row: copied. What was in the line before is gone. */
void jz_import_line_set   (JzImportLine *self, const JzSheetRow *row);

G_END_DECLS
