/* jz-receipt-bar: the line over the views that says what was received, and offers to print its labels and its paper.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-page.h"

G_BEGIN_DECLS

#define JZ_TYPE_RECEIPT_BAR (jz_receipt_bar_get_type ())
G_DECLARE_FINAL_TYPE (JzReceiptBar, jz_receipt_bar, JZ, RECEIPT_BAR, GtkBox)

/* Over the views of @page, which owns it in the end; there is nothing to be seen yet. */
JzReceiptBar *jz_receipt_bar_new         (JzPage *page);
void          jz_receipt_bar_set_session (JzReceiptBar *self, JzSession *session);

/* @labels: it made cards. */
void          jz_receipt_bar_show        (JzReceiptBar *self, gint64 voucher, const char *words, gboolean labels);
/* What is offered after a receipt no longer fits once something else was done. */
void          jz_receipt_bar_hide        (JzReceiptBar *self);

G_END_DECLS
