/* jz-merge: putting together what stands in the books twice: items, places, or people.
 *
 * Entries are never changed. What is there of the item that goes leaves it and comes in under the one that stays, spot by spot, in one
 * voucher (an adjustment, which says so): out and in of the same quantity at the same value, so that the school has as much as before and
 * cards stay where they are. Places: all that stands in the one that goes is transferred; what it holds (cabinets, shelves) moves along,
 * and is put together with what has the same name there. People: what the one that goes has in use or has borrowed is handed to the one
 * that stays, each loan due when it was; number, class and post are taken over where they are lacking.
 *
 * What is not over yet, and what a person has said of the one that goes, follows it: requests to buy, repairs, damage, plans, files. Papers
 * that are done keep the name they had, as do entries; of people all papers follow, and what they keep, answer for and sign in with.
 *
 * What is gone is marked void and remembered: its code, its name and its history lead to the one that stayed. Undo takes it all back.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-operation.h"

G_BEGIN_DECLS

extern const JzAction jz_action_merge_items, jz_action_merge_places, jz_action_merge_people;

/* @gone: @n items that become @kept. JZ_ERROR_CONFLICT where they are kept in different ways or units, or are being counted. */
gboolean jz_items_merge  (JzOperation *operation, gint64 kept, const gint64 *gone, guint n, GError **error);
/* The same of places; all of one kind. */
gboolean jz_places_merge (JzOperation *operation, gint64 kept, const gint64 *gone, guint n, GError **error);
/* The same of people; all staff, or all pupils. JZ_ERROR_CONFLICT where both have an account too. */
gboolean jz_people_merge (JzOperation *operation, gint64 kept, const gint64 *gone, guint n, GError **error);

/* The one that @id became; @id itself where it is still there. @kind: "item", "place" or "person". */
gboolean jz_merged_into  (JzConnection *connection, const char *kind, gint64 id, gint64 *kept, GError **error);

G_END_DECLS
