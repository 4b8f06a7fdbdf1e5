/* jz-list-output: what a list shows, written as a spreadsheet or laid out as pages.
 *
 * Everything that the query finds, or the rows chosen, with the columns shown, in their order. Numbers, money
 * and dates stay what they are in .xlsx. For reader threads: each function blocks and can be cancelled.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-list-query.h"
#include "jz-pages.h"
#include "jz-sheet-writer.h"

G_BEGIN_DECLS

/* A list of more rows is not laid out as pages: nobody prints a thousand sheets by intention. */
#define JZ_LIST_OUTPUT_MOST_PRINTED 20000

typedef struct
{
  JzListQuery *query;
  GArray      *ids;     /* gint64: only these, in this order; NULL: all that the query finds */
  GArray      *columns; /* guint: which of the spec's, in order */
  char        *title;
  guint        n_rows;  /* atomic, told while it works: how many there are … */
  guint        n_done;  /* … and are written */
} JzListOutput;

JzListOutput *jz_list_output_new  (JzListQuery *query, const char *title);
void          jz_list_output_free (JzListOutput *self);

/* @format: XLSX or CSV. Errors: those of jz_sheet_writer_new(). */
gboolean jz_list_output_write (JzListOutput *self, JzConnection *connection, JzSheetFormat format, const char *path,
                               GCancellable *cancellable, GError **error);

/* JZ_ERROR_INVALID for more than JZ_LIST_OUTPUT_MOST_PRINTED rows. Returns: (transfer full) */
JzPages *jz_list_output_pages (JzListOutput *self, JzConnection *connection, GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzListOutput, jz_list_output_free)

G_END_DECLS
