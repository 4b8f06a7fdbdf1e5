/* jz-voucher-dialog: the one dialog in which all seven vouchers are written.
 *
 * Its head asks for what the kind needs; its lines come from the rows that were chosen, from the picker, from
 * scanned numbers, and for a delivery from new items described in place. The place of the last line is
 * given to the next. What the ledger refuses is said in words, and nothing typed is lost.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-edit-dialog.h"
#include "jz-voucher-kind.h"

G_BEGIN_DECLS

/* What was posted. */
typedef struct
{
  const JzVoucherKind *kind;
  JzDone               done;
  gint64               item;  /* of the first line */
  char                *words;
} JzPosted;

/* Told after posting; @data is alive, @posted belongs to the dialog. */
typedef void (*JzPostedFunc) (const JzPosted *posted, GObject *data);

/* @ids (or NULL): rows of asset when @assets, else of item, that come in as lines. */
void jz_voucher_dialog_present (GtkWindow *parent, JzSession *session, const JzVoucherKind *kind, gboolean assets,
                                GArray *ids, JzPostedFunc posted, GObject *data);

G_END_DECLS
