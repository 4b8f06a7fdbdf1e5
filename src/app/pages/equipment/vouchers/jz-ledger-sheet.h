/* jz-ledger-sheet: a ledger's lines as the window shows them and as a spreadsheet.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "jz-ledger.h"
#include "jz-sheet-writer.h"

G_BEGIN_DECLS

#define JZ_TYPE_LEDGER_LINE (jz_ledger_line_get_type ())
G_DECLARE_FINAL_TYPE (JzLedgerLine, jz_ledger_line, JZ, LEDGER_LINE, GObject)

/* A line of @rows (element-type JzLedgerRow), which it keeps. */
JzLedgerLine *jz_ledger_line_new  (GPtrArray *rows, guint i);

typedef enum
{
  JZ_LEDGER_CODE,
  JZ_LEDGER_NAME,
  JZ_LEDGER_SPEC,
  JZ_LEDGER_UNIT,
  JZ_LEDGER_OPENING,
  JZ_LEDGER_IN,
  JZ_LEDGER_OUT,
  JZ_LEDGER_CLOSING,
  JZ_LEDGER_VALUE,
  JZ_LEDGER_DUTY, /* of a teacher's ledger alone */
  JZ_N_LEDGER_COLUMNS
} JzLedgerColumn;

const char   *jz_ledger_column_title (JzLedgerColumn column);
int           jz_ledger_column_width (JzLedgerColumn column); /* px at 14 px text; 0: takes what is left */
gboolean      jz_ledger_column_is_number (JzLedgerColumn column);

/* Returns: (transfer full) */
char         *jz_ledger_line_text (JzLedgerLine *self, JzLedgerColumn column);

/* For other threads. Errors: those of jz_sheet_writer_new(). */
gboolean      jz_ledger_write_sheet (GPtrArray *rows, const char *title, const char *path, GError **error);

G_END_DECLS
