/* jz-room: the register of function rooms (功能室): what is known of a room beside its place.
 *
 * A room is a place of kind "room"; what it is for (place.purpose) names its kind (table room_kind), which says
 * whether it is a function room, a lab, and whether lessons are held in it. Area, seats and the first keeper are
 * those of the place.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-date.h"
#include "jz-operation.h"

G_BEGIN_DECLS

extern const JzAction jz_action_room;

typedef struct
{
  int         bookable; /* 1, 0; -1: as its kind */
  int         built;    /* the year; 0: not known */
  int         posted;   /* whether its rules hang on the wall: 1, 0; -1: nobody has looked */
  const char *rules;    /* NULL: as they are */
  const char *note;     /* NULL: "" */
} JzRoomData;

/* JZ_ERROR_NOT_FOUND for a place that is no room, JZ_ERROR_INVALID for a year that is none. */
gboolean jz_room_set    (JzOperation *operation, gint64 place, const JzRoomData *data, GError **error);

/* Who answers for it besides the first keeper; @people: whole list. */
gboolean jz_room_set_keepers (JzOperation *operation, gint64 place, const gint64 *people, guint n, GError **error);

/* When it may be booked: @periods[weekday - 1] is the set of periods, bit p is period p, in one run or several; all
 * 0: always. */
gboolean jz_room_set_hours (JzOperation *operation, gint64 place, const guint32 periods[7], GError **error);

/* A look at its safety. @note must say what is wrong where it is not @good. */
gboolean jz_room_check_add  (JzOperation *operation, gint64 place, JzDate date, gint64 person, gboolean good,
                             const char *note,
                             gint64 *id, GError **error);
/* What was wrong is in order since @date. */
gboolean jz_room_check_mend (JzOperation *operation, gint64 check, JzDate date, GError **error);

typedef struct
{
  gint64      place;      /* 0: every room */
  JzDate      first_day, last_day;
  int         first, last; /* periods */
  const char *reason;
} JzRoomClosure;

/* Nobody books it then. JZ_ERROR_CONFLICT, with the first of them, where lessons are held in it: those are moved or
 * cancelled before. */
gboolean jz_room_close  (JzOperation *operation, const JzRoomClosure *closure, gint64 *id, GError **error);
gboolean jz_room_open   (JzOperation *operation, gint64 closure, GError **error);

G_END_DECLS
