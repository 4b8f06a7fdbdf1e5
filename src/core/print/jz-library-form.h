/* jz-library-form: what is printed of the library as a whole: its statistics against the standard, with charts; the paper
 * books 图书总账, 图书分类账 and 图书报损账; and the two registers, 总括登记 of deliveries and 个别登记 of each copy.
 *
 * Nobody is named but the school.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-chart.h"
#include "jz-library-stats.h"
#include "jz-pdf.h"
#include "jz-report.h"

G_BEGIN_DECLS

/* All figures, groups and classes, months and readers' classes as one table. @key: as jz_library_period_read(). Returns:
 * (transfer full) */
JzReport *jz_library_stats_form_new (JzConnection *connection, const char *key, GError **error);

/* Shares of the main classes against what is asked for of them, or loans by month. Returns: (transfer full) */
JzChart  *jz_library_share_chart (const JzLibraryStats *stats);
JzChart  *jz_library_month_chart (const JzLibraryStats *stats);

/* The table as pages of A4, and a page of charts behind it. */
typedef struct _JzLibraryPages JzLibraryPages;

/* Returns: (transfer full) */
JzLibraryPages *jz_library_pages_new  (JzConnection *connection, const char *key, GError **error);
void            jz_library_pages_free (JzLibraryPages *self);
/* The pages, which stay as long as @self. */
JzPdf           jz_library_pages_pdf  (JzLibraryPages *self);

typedef enum
{
  JZ_LIBRARY_BOOK_TOTAL,      /* "total": by day, what came and what went, and what is left */
  JZ_LIBRARY_BOOK_CLASSES,    /* "classes": the same by main class, over the year */
  JZ_LIBRARY_BOOK_LOSSES,     /* "losses": lost, damaged and withdrawn copies with their value */
  JZ_LIBRARY_BOOK_DELIVERIES, /* "deliveries": one line for each, with its copies by group */
  JZ_LIBRARY_BOOK_COPIES,     /* "copies": one line for each */
  JZ_LIBRARY_N_BOOKS
} JzLibraryBook;

/* Its stable name, and what it is called. */
const char *jz_library_book_name  (JzLibraryBook book);
const char *jz_library_book_title (JzLibraryBook book);

/* @year: of a calendar year. Returns: (transfer full) */
JzReport   *jz_library_book_new   (JzConnection *connection, JzLibraryBook book, int year, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzLibraryPages, jz_library_pages_free)

G_END_DECLS
