/* jz-merge-private: what merging items, places and people and splitting lots share.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-date.h"
#include "jz-posting.h"

G_BEGIN_DECLS

typedef struct
{
  JzMove move;
  JzDate due; /* when the loan that it is of must be back; JZ_DATE_NONE: of no loan, or of one without a day */
} JzCarried;

/* Every spot that has some of the item, or that something stands at; of what is lent, each loan. Texts of states are static.
 * Returns: (transfer full) (element-type JzCarried), out of the school; amounts are all that is there. NULL with @error. */
GArray  *jz_moves_out_of_item  (JzConnection *connection, gint64 item, GError **error);
GArray  *jz_moves_out_of_place (JzConnection *connection, gint64 place, GError **error);

/* Posts them dated today, what is due on one day with one voucher, so that it stays due then; nothing where there are none.
 * @carried: (element-type JzCarried) */
gboolean jz_moves_post (JzOperation *operation, GArray *carried, const char *kind, const char *reason, GError **error);

/* What @voucher lends is due on a day that was agreed upon before; it may be past, which a voucher's own day may not. */
gboolean jz_merge_keep_due (JzConnection *connection, gint64 voucher, const char *due, const char *reason, GError **error);

/* JZ_ERROR_CONFLICT while a stock-take that is not posted has lines of it. @column: "item", "place" or "holder". */
gboolean jz_must_not_be_counted (JzConnection *connection, const char *column, gint64 id, GError **error);

/* What refers to the one that goes and is not over yet refers to the one that stays: requests to buy, damage, repairs, requests to write
 * off, plans of maintenance, files, and what a person has said of it, unless they said it of the one that stays;
 * of people all that names them. @kind: "item", "place" or "person". */
gboolean jz_merge_follow (JzConnection *connection, const char *kind, gint64 kept, gint64 gone, GError **error);

/* Notes that @gone became @kept. */
gboolean jz_merged_note (JzOperation *operation, const char *kind, gint64 gone, gint64 kept, GError **error);

G_END_DECLS
