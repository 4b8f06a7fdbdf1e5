/* jz-sheet-sink: rows into a new .xlsx or delimited file, the ground of the writer and of the rejects file.
 * Not for other folders.
 *
 * Nothing appears under the wanted name before everything is written, counted and on the disk: a temporary
 * file beside it is renamed at the end, and removed when the sink is freed without that.
 * Errors: JZ_ERROR_DISK_FULL, JZ_ERROR_READ_ONLY, JZ_ERROR_INVALID (a text that no cell can hold),
 * JZ_ERROR_FAILED.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-sheet-file.h"

G_BEGIN_DECLS

typedef enum
{
  JZ_SINK_PLAIN,
  JZ_SINK_TITLE,
  JZ_SINK_HEADING,
  JZ_SINK_TEXT,
  JZ_SINK_WHOLE, /* long whole numbers, never as 9.78E+12 */
  JZ_SINK_MONEY,
  JZ_SINK_DATE,
  JZ_SINK_DATE_TIME,
  JZ_SINK_N_STYLES,
} JzSinkStyle;

typedef struct _JzSheetSink JzSheetSink;

/* @format XLSX or CSV; @encoding (iconv's name) and @delimiter of delimited text. */
JzSheetSink *jz_sheet_sink_new       (const char *path, JzSheetFormat format, const char *encoding, char delimiter,
                                      const char *sheet_name, GError **error);
void         jz_sheet_sink_free      (JzSheetSink *sink);

/* How the page is set up; before the first row. Delimited text has no page. */
void         jz_sheet_sink_set_width (JzSheetSink *sink, int column, double width);
void         jz_sheet_sink_set_page  (JzSheetSink *sink, gboolean landscape, guint heading_row);

/* Cells of the row at hand, by ascending column. @text is what delimited text gets for a number. */
void         jz_sheet_sink_text      (JzSheetSink *sink, int column, const char *text, JzSinkStyle style);
void         jz_sheet_sink_number    (JzSheetSink *sink, int column, double number, const char *text,
                                      JzSinkStyle style);
void         jz_sheet_sink_boolean   (JzSheetSink *sink, int column, gboolean value);

/* A title over all columns, in a row of its own. */
void         jz_sheet_sink_title     (JzSheetSink *sink, const char *text, int n_columns);

gboolean     jz_sheet_sink_end_row   (JzSheetSink *sink, GError **error);
gboolean     jz_sheet_sink_finish    (JzSheetSink *sink, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzSheetSink, jz_sheet_sink_free)

G_END_DECLS
