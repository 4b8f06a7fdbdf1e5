/* jz-upkeep: what the papers about a thing after it stands on the shelf have in common: damage, repair, maintenance, disposal.
 *
 * None of them is an entry: they stand beside the ledger, and what leaves the books leaves them by a voucher.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-date.h"
#include "jz-operation.h"

G_BEGIN_DECLS

extern const JzAction jz_action_upkeep;        /* papers */
extern const JzAction jz_action_upkeep_policy; /* the rules of compensation and the steps of approval */

/* A card, or a quantity of something without cards. */
typedef struct
{
  gint64 item;     /* of a card it is looked up */
  gint64 asset;    /* 0: a quantity */
  gint64 quantity; /* in the item's smallest unit; of a card 1 */
  gint64 place;    /* 0: where it stands, if that is one place */
} JzThing;

/* Fills in what follows from the rest. JZ_ERROR_INVALID for an item with cards without a card, for nothing, and for more than there
 * is. */
gboolean jz_thing_complete (JzConnection *connection, const JzThing *given, JzThing *thing, GError **error);

/* "数字示波器 ZC-000012", "直流电流表 3 只". Returns: (transfer full) */
char    *jz_thing_words (JzConnection *connection, const JzThing *thing, GError **error);

/* What the books say it is worth, and the dearest single piece of it, in fen. */
gboolean jz_thing_worth (JzConnection *connection, const JzThing *thing, gint64 *amount, gint64 *single,
                         GError **error);

/* @condition: "good", "worn", "broken", "missing". */
gboolean jz_asset_set_condition (JzOperation *operation, gint64 asset, const char *condition, GError **error);

/* How many days before its end a warranty is told, 0 … 3650. */
gboolean jz_warranty_days     (JzConnection *connection, int *days, GError **error);
gboolean jz_warranty_set_days (JzOperation *operation, int days, GError **error);

G_END_DECLS
