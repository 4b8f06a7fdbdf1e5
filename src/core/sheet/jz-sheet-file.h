/* jz-sheet-file: a spreadsheet from outside as one stream of rows, whatever it is kept in.
 *
 * Opened by what the file holds, never by its name: .xlsx, .xls (in a child process), delimited text, and tables that a county
 * sends as XML.
 * What can't be read is refused as a whole, with one line that says what the file really is and the way
 * out. A file is never loaded whole: memory holds the shared strings and some rows.
 *
 * Rows are numbered from 1 as Excel shows them, columns from 0. Errors are JZ_ERROR_NOT_FOUND (no such
 * file), JZ_ERROR_REFUSED (everything else that is wrong with the file) and G_IO_ERROR_CANCELLED.
 * A file and its readers belong to one thread at a time.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "jz-date.h"

G_BEGIN_DECLS

#define JZ_SHEET_MAX_COLUMNS 16384
#define JZ_SHEET_MAX_ROWS    1048576
#define JZ_SHEET_HEAD_ROWS   64 /* merged ranges are known for these rows only: those of headings */
#define JZ_SHEET_NO_COLUMN   (-1)

typedef enum
{
  JZ_SHEET_FORMAT_XLSX,
  JZ_SHEET_FORMAT_XLS,
  JZ_SHEET_FORMAT_CSV,
  JZ_SHEET_FORMAT_COUNTY, /* XML as data/xsd/county-1.xsd has it; read only */
} JzSheetFormat;

typedef enum
{
  JZ_CELL_EMPTY,
  JZ_CELL_TEXT,
  JZ_CELL_NUMBER,
  JZ_CELL_DATE,
  JZ_CELL_BOOL,
  JZ_CELL_ERROR,
} JzCellKind;

/**
 * JzSheetCell:
 * @column: from 0
 * @kind: what it is
 * @text: never NULL. A text as it stands, spaces too; a number with all its digits and without exponent,
 *   with the zeros in front that its format shows; a date as "2019-09-01" or "2019-09-01 08:30"; "TRUE",
 *   "FALSE"; an error as "#N/A"
 * @number: of numbers and dates (days since 1970-01-01), 0 or 1 of booleans
 */
typedef struct
{
  int         column;
  JzCellKind  kind;
  const char *text;
  double      number;
} JzSheetCell;

/**
 * JzSheetRow:
 * @number: from 1; rows that the file leaves out are not reported
 * @hidden: by hand or by a filter
 * @n_cells: how many @cells
 * @cells: those that are not empty, by ascending column
 */
typedef struct
{
  guint              number;
  gboolean           hidden;
  guint              n_cells;
  const JzSheetCell *cells;
} JzSheetRow;

typedef struct
{
  guint first_row, last_row;
  int   first_column, last_column;
} JzSheetRange;

typedef struct _JzSheetFile   JzSheetFile;
typedef struct _JzSheetReader JzSheetReader;

/* Returns: (transfer full), or NULL with @error set. */
JzSheetFile        *jz_sheet_file_open         (const char *path, GCancellable *cancellable, GError **error);
JzSheetFile        *jz_sheet_file_ref          (JzSheetFile *file);
void                jz_sheet_file_unref        (JzSheetFile *file);

/* The file's name without folders, for messages. */
const char         *jz_sheet_file_name         (JzSheetFile *file);
JzSheetFormat       jz_sheet_file_format       (JzSheetFile *file);

/* At least one; delimited text has one with an empty name. */
guint               jz_sheet_file_n_sheets     (JzSheetFile *file);
const char         *jz_sheet_file_sheet_name   (JzSheetFile *file, guint sheet);
/* What a county's table says of its edition; "" for all others. */
const char         *jz_sheet_file_edition      (JzSheetFile *file);
gboolean            jz_sheet_file_sheet_hidden (JzSheetFile *file, guint sheet);

/* Of delimited text: iconv's name of the encoding, and what stands between the fields; NULL and 0 for
 * workbooks. */
const char         *jz_sheet_file_encoding     (JzSheetFile *file);
char                jz_sheet_file_delimiter    (JzSheetFile *file);

/* Whether day 0 of serial dates is 1904-01-01 (files from old Macs). */
gboolean            jz_sheet_file_date_1904    (JzSheetFile *file);

/* The merged JzSheetRange that begin in the first JZ_SHEET_HEAD_ROWS rows; none for text. Walks over the
 * sheet the first time. Returns: (transfer none), or NULL with @error set. */
const GArray       *jz_sheet_file_merges       (JzSheetFile *file, guint sheet, GCancellable *cancellable,
                                                GError **error);

/* A new stream over the rows of a sheet. Returns: (transfer full), or NULL with @error set. */
JzSheetReader      *jz_sheet_file_read         (JzSheetFile *file, guint sheet, GCancellable *cancellable,
                                                GError **error);
void                jz_sheet_reader_free       (JzSheetReader *reader);

/* The next row, valid until the next call; NULL at the end, or with @error set. */
const JzSheetRow   *jz_sheet_reader_next       (JzSheetReader *reader, GError **error);

/* Whether a column is hidden; known once the first row was read. */
gboolean            jz_sheet_reader_column_hidden (JzSheetReader *reader, int column);

/* The cell in @column, an empty one where there is none. Returns: (transfer none) */
const JzSheetCell  *jz_sheet_row_cell          (const JzSheetRow *row, int column);

/* A deep copy, in one piece: free it with g_free(). */
JzSheetRow         *jz_sheet_row_copy          (const JzSheetRow *row);

/* "A", "Z", "AA". @buffer takes 4 bytes and is returned. */
const char         *jz_sheet_column_name       (int column, char buffer[4]);

/* The date of a serial day number as spreadsheets keep it; its fraction, the time of day, is dropped.
 * Minds that the 1900 system has a 29 February 1900. JZ_DATE_NONE for that day and out of range. */
JzDate              jz_sheet_date_from_serial  (double serial, gboolean date_1904);

/* The serial day number in the 1900 system. */
double              jz_sheet_date_to_serial    (JzDate date);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzSheetFile, jz_sheet_file_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzSheetReader, jz_sheet_reader_free)

G_END_DECLS
