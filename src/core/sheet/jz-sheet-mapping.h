/* jz-sheet-mapping: which column of a school's own ledger holds which field.
 *
 * The caller declares the fields it wants. The mapping looks for the row of headings below titles and notes,
 * joins headings of two lines ("购置" over "日期" is "购置日期"), skips lines of units and of column numbers,
 * and gives each field the column whose heading fits best. A person may change it; it is remembered by the
 * headings' text, so that it holds when columns move.
 *
 * Rows count from 1, columns from 0; JZ_SHEET_NO_COLUMN is "none".
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-sheet-file.h"

G_BEGIN_DECLS

#define JZ_SHEET_HEADING_ROWS    30  /* headings are looked for in so many rows */
#define JZ_SHEET_HEADING_COLUMNS 256 /* and so many columns */

typedef enum
{
  JZ_SHEET_FIELD_TEXT,
  JZ_SHEET_FIELD_CODE,
  JZ_SHEET_FIELD_NUMBER,
  JZ_SHEET_FIELD_MONEY,
  JZ_SHEET_FIELD_DATE,
} JzSheetFieldKind;

/**
 * JzSheetField:
 * @id: its name in mapping files: ASCII letters, digits, "-" and "_"
 * @title: what people call it, a msgid; its translation is a synonym too
 * @synonyms: (array zero-terminated=1): headings that mean it, compared folded, without spaces and punctuation
 * @required: a row is worth nothing without it
 * @kind: what its cells hold; decides between columns whose headings fit alike
 */
typedef struct
{
  const char        *id;
  const char        *title;
  const char *const *synonyms;
  gboolean           required;
  JzSheetFieldKind   kind;
} JzSheetField;

typedef enum
{
  JZ_SHEET_ROW_DATA,
  JZ_SHEET_ROW_BLANK,
  JZ_SHEET_ROW_REPEATED_HEADING, /* the headings again, at the top of a printed page */
  JZ_SHEET_ROW_SUBTOTAL,         /* 合计 小计 总计 本页合计 累计 */
  JZ_SHEET_ROW_SIGNATURE,        /* 制表人： 审核： */
  JZ_SHEET_ROW_NOTE,             /* 注：… or a line of text across the table */
} JzSheetRowKind;

typedef struct _JzSheetMapping JzSheetMapping;

/* @fields must outlive the mapping. Returns: (transfer full) */
JzSheetMapping     *jz_sheet_mapping_new           (const JzSheetField *fields, guint n_fields);
void                jz_sheet_mapping_free          (JzSheetMapping *mapping);

/* Finds the headings of a sheet and maps all fields. FALSE with JZ_ERROR_REFUSED when there is no row that
 * looks like headings (the rows stay at hand for jz_sheet_mapping_set_heading()) or the file can't be read. */
gboolean            jz_sheet_mapping_guess         (JzSheetMapping *mapping, JzSheetFile *file, guint sheet,
                                                    GCancellable *cancellable, GError **error);

/* What is merged among the first rows, for whoever chooses another row of headings than was guessed: that is known else only
 * where the guess needed it. Walks through the whole sheet. */
gboolean            jz_sheet_mapping_read_merges   (JzSheetMapping *mapping, JzSheetFile *file, guint sheet,
                                                    GCancellable *cancellable, GError **error);

/* As jz_sheet_mapping_guess() for the sheet whose headings fit best, of those that are not hidden; tells which in @sheet. */
gboolean            jz_sheet_mapping_guess_sheet   (JzSheetMapping *mapping, JzSheetFile *file, guint *sheet,
                                                    GCancellable *cancellable, GError **error);

/* A person says where the headings are: one or two rows. FALSE when there are no such rows. */
gboolean            jz_sheet_mapping_set_heading   (JzSheetMapping *mapping, guint first, guint last);

/* The same where only the row is said in which they begin; whether a second line belongs to them is seen as ever. */
gboolean            jz_sheet_mapping_begin_heading (JzSheetMapping *mapping, guint row);

/* The first rows of the sheet that hold anything, among which the headings are. */
guint               jz_sheet_mapping_n_head        (JzSheetMapping *mapping);
const JzSheetRow   *jz_sheet_mapping_head          (JzSheetMapping *mapping, guint i);

/* The rows of the headings and the first below them; 0 when none were found. */
guint               jz_sheet_mapping_first_heading (JzSheetMapping *mapping);
guint               jz_sheet_mapping_last_heading  (JzSheetMapping *mapping);
guint               jz_sheet_mapping_first_data    (JzSheetMapping *mapping);

/* The headings as they stand, two lines joined by "/"; "" for a column without. */
guint               jz_sheet_mapping_n_columns     (JzSheetMapping *mapping);
const char         *jz_sheet_mapping_heading       (JzSheetMapping *mapping, int column);

/* @field indexes the declared fields. Setting a column takes it away from the field that had it. */
int                 jz_sheet_mapping_column        (JzSheetMapping *mapping, guint field);
void                jz_sheet_mapping_set_column    (JzSheetMapping *mapping, guint field, int column);

/* The cell of a field in @row; an empty one when the field has no column. Returns: (transfer none) */
const JzSheetCell  *jz_sheet_mapping_cell          (JzSheetMapping *mapping, const JzSheetRow *row, guint field);

/* The first required field without a column, or NULL. */
const JzSheetField *jz_sheet_mapping_missing       (JzSheetMapping *mapping);

/* Equal for files with the same headings in any order of columns; to find a remembered mapping again.
 * Returns: (transfer full) */
char               *jz_sheet_mapping_signature     (JzSheetMapping *mapping);

/* The mapping as the text of a mapping file: a key file whose group [columns] has "field=heading" lines, the
 * second column of the same heading as "heading#2", nothing behind "=" for a field that has no column.
 * Returns: (transfer full) */
char               *jz_sheet_mapping_save          (JzSheetMapping *mapping);

/* Settles the fields that @text names; the others stay as guessed. FALSE with JZ_ERROR_INVALID, and nothing
 * changed, when a field or a heading does not exist. @name is what messages call the mapping file. */
gboolean            jz_sheet_mapping_load          (JzSheetMapping *mapping, const char *name, const char *text,
                                                    GError **error);

/* What a row below the headings is. In doubt it is data: a row that has a name and a quantity always is,
 * even if its name contains 计. */
JzSheetRowKind      jz_sheet_row_kind              (JzSheetMapping *mapping, const JzSheetRow *row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzSheetMapping, jz_sheet_mapping_free)

G_END_DECLS
