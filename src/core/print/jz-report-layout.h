/* jz-report-layout: the pages of a report as measured; shared by measuring and drawing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-ink.h"
#include "jz-report.h"

G_BEGIN_DECLS

#define JZ_REPORT_MARGIN_X    15.0
#define JZ_REPORT_MARGIN_TOP  12.0
#define JZ_REPORT_MARGIN_FOOT 16.0 /* page number included */
#define JZ_REPORT_CELL_X      1.0
#define JZ_REPORT_CELL_Y      0.7
#define JZ_REPORT_SIZE        3.2 /* mm, 9 points */
#define JZ_REPORT_SIZE_MIN    2.3 /* 6.5 points */
#define JZ_REPORT_TITLE_SIZE  5.6
#define JZ_REPORT_SMALL_SIZE  2.8
#define JZ_REPORT_SIGN_HEIGHT 10.0

/* Columns that stand beside each other on one page. */
typedef struct
{
  guint  n;
  guint  columns[JZ_REPORT_MAX_COLUMNS];
  double widths[JZ_REPORT_MAX_COLUMNS];
} JzReportGroup;

/* Rows that stand below each other on one page. */
typedef struct
{
  guint first, n;
} JzReportBand;

struct _JzReportLayout
{
  const JzReport *report;
  JzType         *type;
  JzInk          *ink;
  double          width, height; /* of the paper */
  double          size;          /* of the type in cells */
  double          header_height;
  GArray         *groups;  /* JzReportGroup */
  GArray         *bands;   /* JzReportBand; page = band × groups + group */
  guint8         *n_lines; /* of each row */
  GPtrArray      *footers; /* char *, broken into lines */
  guint           n_shortened;
};

double jz_report_layout_head_height (const JzReportLayout *layout);
double jz_report_layout_foot_height (const JzReportLayout *layout);
double jz_report_layout_row_height (const JzReportLayout *layout, guint n_lines);

/* The sum of a column over @n rows; "" for a column without sums or when a cell is no number.
 * Returns: (transfer full) */
char  *jz_report_sum (const JzReport *report, guint column, guint first, guint n);

G_END_DECLS
