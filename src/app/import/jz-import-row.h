/* jz-import-row: what the import assistant lists: rows of the sheet as they stand, and what is wrong with them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib-object.h>

#include "jz-import.h"

G_BEGIN_DECLS

typedef enum
{
  JZ_IMPORT_UNKNOWN, /* not yet checked */
  JZ_IMPORT_GOOD,
  JZ_IMPORT_WARNING, /* taken all the same */
  JZ_IMPORT_FAULTY,  /* can't be taken */
  JZ_IMPORT_PASSED,  /* no data: a subtotal, a note, the headings again */
} JzImportState;

/* A row of the sheet. Cells may be marked, and may have a text that stands instead of theirs. */
#define JZ_TYPE_IMPORT_ROW (jz_import_row_get_type ())
G_DECLARE_FINAL_TYPE (JzImportRow, jz_import_row, JZ, IMPORT_ROW, GObject)

/* @row: (transfer full): from jz_sheet_row_copy(). */
JzImportRow  *jz_import_row_new        (JzSheetRow *row, JzImportState state);
guint         jz_import_row_get_number (JzImportRow *self);
JzImportState jz_import_row_get_state  (JzImportRow *self);
const char   *jz_import_row_get_text   (JzImportRow *self, int column);
/* UNKNOWN where there is no mark; GOOD where a person corrected the cell. */
JzImportState jz_import_row_get_mark   (JzImportRow *self, int column);

void          jz_import_row_set_state  (JzImportRow *self, JzImportState state);
void          jz_import_row_unmark     (JzImportRow *self);
/* @text NULL: the cell's own. */
void          jz_import_row_mark       (JzImportRow *self, int column, JzImportState mark, const char *text);

/* One thing that is wrong with a row. */
#define JZ_TYPE_IMPORT_FAULT (jz_import_fault_get_type ())
G_DECLARE_FINAL_TYPE (JzImportFault, jz_import_fault, JZ, IMPORT_FAULT, GObject)

struct _JzImportFault
{
  GObject    parent_instance;
  guint      row;
  int        field;  /* index, -1: the row as a whole */
  gboolean   warning;
  char      *value, *reason;
  char      *remedy; /* NULL: none is known */
};

JzImportFault *jz_import_fault_new (const JzRowFault *fault, int field, gboolean warning);

G_END_DECLS
