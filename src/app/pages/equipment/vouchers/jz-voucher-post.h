/* jz-voucher-post: a voucher as it was written in the dialog, and its posting on the writer's thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-voucher-dialog.h"
#include "jz-voucher-line.h"

G_BEGIN_DECLS

typedef struct
{
  JzPosted      posted;
  JzTerms       terms; /* its texts are those below */
  char         *date, *due, *supplier, *invoice, *fund, *origin, *reason;
  GPtrArray    *lines; /* of JzLineDraft */
  JzPostedFunc  func;
} JzVoucherPost;

JzVoucherPost *jz_voucher_post_new  (const JzVoucherKind *kind);
void           jz_voucher_post_free (JzVoucherPost *self);

/* A JzWriteFunc: makes the new items and posts the lines. @data: JzVoucherPost. */
gboolean       jz_voucher_post_write (JzOperation *operation, gpointer data, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzVoucherPost, jz_voucher_post_free)

G_END_DECLS
