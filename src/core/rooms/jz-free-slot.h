/* jz-free-slot: where a lesson could go.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-clash.h"

G_BEGIN_DECLS

typedef struct
{
  JzDate date;
  int    period;
  gint64 room;
  char  *room_name;
  int    seats;      /* 0: not known */
} JzFreeSlot;

void       jz_free_slot_free (JzFreeSlot *self);

/* Slots within @days days from the wish's date in which room, teacher, class and technician are free: in rooms of the
 * same kind as the wish's, that room first, the nearest day first. Rooms that are too small come last. A period of 0
 * in the wish: any. Returns: (transfer full) (element-type JzFreeSlot), at most @limit */
GPtrArray *jz_free_slots (JzConnection *connection, const JzLessonWish *wish, int days, guint limit, GError **error);

G_END_DECLS
