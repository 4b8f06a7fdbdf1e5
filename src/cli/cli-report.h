/* cli-report: a report that a command writes into a file.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-value-form.h"

G_BEGIN_DECLS

/* Writes @report (transfer full; NULL: @error is set already) to @path: a .pdf or an .xlsx, JZ_ERROR_USAGE for another ending. */
gboolean cli_export_report (JzReport *report, const char *path, GError **error);

G_END_DECLS
