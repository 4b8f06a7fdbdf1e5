/* jz-purchase-sheet: the lines of a paper that is being written, with the line that adds another and the sums.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-edit-dialog.h"
#include "jz-purchase-row.h"

G_BEGIN_DECLS

typedef struct
{
  JzEditDialog *dialog;
  JzStore      *store;
  JzRowKind     kind;
  GtkWidget    *box;     /* goes into the body */
  GtkWidget    *rows;    /* of JzPurchaseRow */
  GtkWidget    *nothing; /* stands where there is no line yet */
  GtkWidget    *sums;    /* goes into the foot */
} JzPurchaseSheet;

/* @self stays the caller's, as long as the dialog lives. */
void           jz_purchase_sheet_init (JzPurchaseSheet *self, JzEditDialog *dialog, JzStore *store, JzRowKind kind);

/* Takes @line. */
JzPurchaseRow *jz_purchase_sheet_add  (JzPurchaseSheet *self, JzPurchaseLine *line);

/* The row of the line @id (of a request, an order); NULL: it is not there. @item: the same for an item. */
JzPurchaseRow *jz_purchase_sheet_find (JzPurchaseSheet *self, gint64 id, gint64 item);

/* What was typed in all rows, beside them: drafts[i] belongs to lines[i]. FALSE when one can't be right, which is said. @drafts: (out)
 * (element-type JzRowDraft), @lines: (out) (element-type JzPurchaseLine), borrowed. */
gboolean       jz_purchase_sheet_read (JzPurchaseSheet *self, GPtrArray **drafts, GPtrArray **lines);

G_END_DECLS
