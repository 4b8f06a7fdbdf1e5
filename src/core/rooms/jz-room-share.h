/* jz-room-share: how much rooms are used (功能室利用率).
 *
 * Periods in which a lesson was held ÷ periods in which one could have been: for each day of the range on which rooms
 * can be booked, each period of the bells that is not "outside" and in which the room was not closed. Uses outside
 * class are counted beside, never in. A lesson counts when it was held (state "done"); up to today, those nobody has
 * written about yet are told apart.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-connection.h"
#include "jz-date.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 room;
  char  *name, *kind;
  guint  open, used;   /* periods */
  guint  unnoted;      /* approved and past, nobody wrote how */
  guint  outside;      /* uses outside class */
  guint  people;       /* who came */
  char  *last;         /* the last day it was used; "": never in the range */
} JzRoomShare;

typedef struct
{
  GPtrArray *rooms;        /* of JzRoomShare: those in which lessons are held, by name */
  guint      open, used, unnoted, outside;
  guint      slots[7][20]; /* used, by weekday (0 Monday) and period − 1; outside class too */
  guint      days[7];      /* days with lessons, by the weekday that they follow */
} JzRoomShares;

void          jz_room_shares_free (JzRoomShares *self);

/* From @first to @last, both in it; later days than today do not count. @room 0: all. Returns: (transfer full) */
JzRoomShares *jz_room_shares_read (JzConnection *connection, JzDate first, JzDate last, gint64 room, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzRoomShares, jz_room_shares_free)

G_END_DECLS
