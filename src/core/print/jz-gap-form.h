/* jz-gap-form: what the school lacks, as texts for a list, as a report on A4, and as a spreadsheet.
 *
 * What lacks is never told by colour: "✗ 3" lacks three, "✓" lacks nothing, "!" could not be counted, and why is said
 * beside it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-gap.h"
#include "jz-report.h"
#include "jz-sheet-writer.h"

G_BEGIN_DECLS

typedef enum
{
  JZ_GAP_STANDARD,
  JZ_GAP_SUBJECT,
  JZ_GAP_CODE,
  JZ_GAP_NAME,
  JZ_GAP_SPEC,
  JZ_GAP_UNIT,
  JZ_GAP_RULE,
  JZ_GAP_REQUIRED,
  JZ_GAP_HELD,
  JZ_GAP_USABLE,
  JZ_GAP_SHORT,
  JZ_GAP_PRICE,
  JZ_GAP_COST,
  JZ_GAP_REMARK, /* why it could not be counted */
  JZ_N_GAP_COLUMNS
} JzGapColumn;

const char *jz_gap_column_title (JzGapColumn column);
gboolean    jz_gap_column_is_number (JzGapColumn column);

/* Returns: (transfer full) */
char       *jz_gap_row_text (const JzGapRow *row, JzGapColumn column);

/* Of @rows (element-type JzGapRow): how many are filled and what the others cost, in one line. Returns: (transfer
 * full) */
char       *jz_gap_words (GPtrArray *rows);

/* The same of a subject. Returns: (transfer full) */
char       *jz_gap_subject_words (const JzGapSubject *subject);

/* @rows with the sums of @all, of which they are a part. Columns that would be empty or the same in all rows are left
 * out.
 * Returns: (transfer full) */
JzReport   *jz_gap_form_new (GPtrArray *rows, GPtrArray *all, const char *school, const char *subtitle);

/* Errors: those of jz_sheet_writer_new(). */
gboolean    jz_gap_write_sheet (GPtrArray *rows, JzSheetFormat format, const char *path, GError **error);

G_END_DECLS
