/* jz-report-set: several reports behind each other as one stack of pages, each with its own page numbers: slips for many people.
 *
 * All are on portrait paper.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-report.h"

G_BEGIN_DECLS

typedef struct _JzReportSet JzReportSet;

/* Lays them out. @reports: (transfer full) (element-type JzReport), at least one. JZ_ERROR_INVALID as jz_report_layout_new().
 * Returns: (transfer full) */
JzReportSet *jz_report_set_new  (GPtrArray *reports, GError **error);
void         jz_report_set_free (JzReportSet *self);

/* The pages, which stay as long as @self. */
JzPdf        jz_report_set_pdf  (JzReportSet *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzReportSet, jz_report_set_free)

G_END_DECLS
