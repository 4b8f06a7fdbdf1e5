/* jz-split: what was kept by quantity gets a card for every piece (拆分为资产卡).
 *
 * Out of the lot and in as cards at the same spots, a voucher each, at the same value to the fen: what doesn't divide goes to the first
 * cards, a fen each. When nothing of the lot is left, its item becomes the new one; else the cards get an item of their own.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-operation.h"

G_BEGIN_DECLS

extern const JzAction jz_action_split;

typedef struct
{
  gint64      item;
  gint64      quantity; /* 0: all there is (at @place) */
  gint64      place;    /* 0: anywhere; stock first */
  gint64      into;     /* an item with cards; 0: one is made */
  const char *spec;     /* of the one that is made; NULL: as the lot's, and where some of that is left, with a word added */
} JzSplit;

/* @assets: (out) (transfer full) (element-type gint64): the cards that were made. JZ_ERROR_INVALID says why not. */
gboolean jz_item_split (JzOperation *operation, const JzSplit *split, GArray **assets, GError **error);

G_END_DECLS
