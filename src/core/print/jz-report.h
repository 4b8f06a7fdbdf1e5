/* jz-report: a list or a paper form as data, and as pages of A4.
 *
 * One engine serves them all. A layout measures every cell once, chooses the direction of the paper and
 * the size of the type, and cuts the rows into pages; drawing page n then only draws it. When a table is
 * too wide even in small type on landscape paper, its columns go on with the next page and the key
 * columns are repeated: nothing is left out. A cell that is longer than its lines ends in "…" and is
 * counted.
 *
 * All texts may be NULL and are tidied to one line. Lengths are millimetres; the cairo contexts drawn on
 * count points from the paper's top left corner.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "jz-pdf.h"

G_BEGIN_DECLS

#define JZ_REPORT_MAX_COLUMNS 60

typedef enum
{
  JZ_ALIGN_LEFT,
  JZ_ALIGN_CENTRE,
  JZ_ALIGN_RIGHT, /* numbers: never broken into lines while the page allows */
} JzAlign;

typedef enum
{
  JZ_PAPER_AUTO, /* portrait when the table fits, else landscape */
  JZ_PAPER_PORTRAIT,
  JZ_PAPER_LANDSCAPE,
} JzPaper;

/* What a page subtotal adds up; a cell that is no number leaves it empty. */
typedef enum
{
  JZ_SUM_NONE,
  JZ_SUM_QUANTITY,
  JZ_SUM_MONEY,
} JzSum;

typedef struct
{
  char   *title;
  double  width;  /* mm at full size; 0: as wide as the cells need */
  double  weight; /* share of the space that is left over, for columns without a width */
  JzAlign align;
  JzSum   sum;
} JzReportColumn;

typedef struct
{
  char      *school;
  char      *title;
  char      *print_date;   /* "2026-11-22" */
  GPtrArray *subtitles;    /* char *[2]: left and right of one line */
  GArray    *columns;      /* JzReportColumn */
  GPtrArray *rows;         /* char **, one text per column */
  char     **totals;       /* (nullable) one text per column */
  GPtrArray *footers;      /* char * */
  GPtrArray *signatures;   /* char *: 经办人, 保管人 … */
  JzPaper    paper;
  guint      max_rows;     /* per page; 0: as many as fit */
  guint      max_lines;    /* per cell, 1 … 8 */
  guint      key_columns;  /* repeated when the columns are split */
  gboolean   page_subtotals;
  gboolean   sign_each_page; /* footers and signatures on every page, not only the last */
} JzReport;

JzReport *jz_report_new (const char *school, const char *title, const char *print_date);
void      jz_report_free (JzReport *report);

void      jz_report_add_subtitle (JzReport *report, const char *left, const char *right);
void      jz_report_add_column (JzReport *report, const char *title, double width, double weight, JzAlign align,
                                JzSum sum);

/* @cells: as many as there are columns. All columns are added before the first row. */
void      jz_report_add_row (JzReport *report, const char *const *cells);
void      jz_report_set_totals (JzReport *report, const char *const *cells);
void      jz_report_add_footer (JzReport *report, const char *text);
void      jz_report_add_signature (JzReport *report, const char *title);

typedef struct _JzReportLayout JzReportLayout;

/* @report must stay as it is and outlive the layout. JZ_ERROR_INVALID: no columns, or more than
 * JZ_REPORT_MAX_COLUMNS, or no room for rows between the texts above and below. Returns: (transfer full) (nullable) */
JzReportLayout *jz_report_layout_new (const JzReport *report, GError **error);
void            jz_report_layout_free (JzReportLayout *layout);

guint           jz_report_layout_n_pages (const JzReportLayout *layout);
void            jz_report_layout_get_paper (const JzReportLayout *layout, double *width, double *height);

/* Cells that had to be shortened. */
guint           jz_report_layout_n_shortened (const JzReportLayout *layout);

void            jz_report_layout_draw_page (JzReportLayout *layout, cairo_t *cr, guint page);

/* See jz_pdf_write(). */
gboolean        jz_report_layout_write_pdf (JzReportLayout *layout, const char *path, GCancellable *cancellable,
                                            JzPdfProgressFunc progress, gpointer progress_data, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzReport, jz_report_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzReportLayout, jz_report_layout_free)

G_END_DECLS
