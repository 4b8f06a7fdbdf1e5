/* jz-report-sheet: a report as a spreadsheet: its rows and totals; columns of money stay money.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-report.h"

G_BEGIN_DECLS

/* @path: of an .xlsx file, there whole or not at all. Errors: those of jz_sheet_writer_new(). */
gboolean jz_report_write_sheet (const JzReport *report, const char *path, GError **error);

G_END_DECLS
