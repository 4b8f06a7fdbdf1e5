/* jz-biff: the records of an Excel 97-2003 workbook (MS-XLS, BIFF8). Used in the helper only.
 *
 * Read are what a ledger is made of: sheets, shared strings, number formats, cells with the values that
 * formulas had when the file was saved, hidden rows, columns and sheets, merged cells.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-sheet-private.h"
#include "jz-xls-wire.h"

G_BEGIN_DECLS

typedef struct
{
  char    *name;
  gboolean hidden;
  guint32  position; /* of its records in the stream */
} JzBiffSheet;

typedef struct
{
  guint         row; /* from 0 */
  guint         column;
  JzCellKind    kind;
  JzNumberStyle style;
  double        number;
  const char   *text; /* owned by the book; NULL for numbers */
} JzBiffCell;

typedef struct
{
  const guint8 *bytes;
  gsize         length;
  gboolean      date_1904;
  GArray       *sheets;  /* JzBiffSheet */
  GPtrArray    *strings; /* shared ones */
  GPtrArray    *texts;   /* all others */
  GHashTable   *codes;   /* number format → its code */
  GArray       *styles;  /* JzNumberStyle of each cell format */

  /* Of the sheet read last. */
  GArray       *cells;       /* JzBiffCell by row and column */
  GArray       *merges;      /* JzSheetRange */
  GArray       *columns;     /* JzSheetRange of hidden columns */
  GHashTable   *hidden_rows; /* set of rows from 0 */
} JzBiff;

JzBiff  *jz_biff_new        (const guint8 *bytes, gsize length);

/* FALSE with @reason set. */
gboolean jz_biff_read_book  (JzBiff *book, JzXlsReason *reason);
gboolean jz_biff_read_sheet (JzBiff *book, guint sheet, JzXlsReason *reason);

G_END_DECLS
