/* jz-sheet-writer: lists and reports as .xlsx or .csv.
 *
 * Text stays text: a text that begins with "=" is no formula, in either format. Numbers, money and dates are
 * typed and formatted. The .xlsx prints on A4 with its headings on each page and shows them while scrolling;
 * the .csv is UTF-8 with a byte order mark and CRLF, as Excel and WPS want it, and begins with the headings.
 *
 * The file appears under its name only when it is complete. Errors: JZ_ERROR_DISK_FULL, JZ_ERROR_READ_ONLY,
 * JZ_ERROR_INVALID (a text no cell can hold), JZ_ERROR_FAILED.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-sheet-file.h"

G_BEGIN_DECLS

/* @title: a translated heading; @width: in characters, 0 for what is usual. */
typedef struct
{
  const char *title;
  double      width;
} JzSheetColumn;

/* @title over the table, or NULL; @sheet_name may be NULL. .csv has neither. */
typedef struct
{
  const char *title;
  const char *sheet_name;
  gboolean    landscape;
} JzSheetLayout;

typedef struct _JzSheetWriter JzSheetWriter;

/* @format XLSX or CSV; @layout may be NULL. Writes the title and the headings.
 * Returns: (transfer full), or NULL with @error set. */
JzSheetWriter *jz_sheet_writer_new      (const char *path, JzSheetFormat format, const JzSheetColumn *columns,
                                         guint n_columns, const JzSheetLayout *layout, GError **error);

/* Removes what was written unless it was finished. */
void           jz_sheet_writer_free     (JzSheetWriter *writer);

/* The cells of the row at hand, by ascending column; columns left out are empty, NULL and JZ_DATE_NONE too.
 * What goes wrong is told by jz_sheet_writer_end_row(). */
void           jz_sheet_writer_text     (JzSheetWriter *writer, int column, const char *text);
void           jz_sheet_writer_money    (JzSheetWriter *writer, int column, gint64 fen);
void           jz_sheet_writer_quantity (JzSheetWriter *writer, int column, gint64 quantity, int decimals);
void           jz_sheet_writer_date     (JzSheetWriter *writer, int column, JzDate date);

gboolean       jz_sheet_writer_end_row  (JzSheetWriter *writer, GError **error);

/* Completes the file, on disk and under its name. */
gboolean       jz_sheet_writer_finish   (JzSheetWriter *writer, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzSheetWriter, jz_sheet_writer_free)

G_END_DECLS
