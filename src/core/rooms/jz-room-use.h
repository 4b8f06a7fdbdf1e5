/* jz-room-use: how a room was used and left, in one line (功能室使用记录).
 *
 * Of a lesson that was booked, which is done then, or of whoever came without one: a lesson is made for them, so that
 * nothing that took place stands outside the books.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-lesson.h"

G_BEGIN_DECLS

extern const JzAction jz_action_room_use;

typedef struct
{
  int         people;    /* who came */
  const char *condition; /* "good", "untidy", "fault"; NULL: good */
  const char *note;      /* of a fault: what is broken. NULL: "" */
} JzRoomUse;

/* Again: what was written before is corrected. JZ_ERROR_CONFLICT for a lesson that is not approved, JZ_ERROR_INVALID
 * before its day and for a fault that nothing is said of. */
gboolean jz_room_use_note (JzOperation *operation, gint64 lesson, const JzRoomUse *use, GError **error);

/* JZ_ERROR_CONFLICT where something else is booked then. @lesson: (out) (optional) */
gboolean jz_room_use_add  (JzOperation *operation, const JzLessonWish *wish, const JzRoomUse *use, gint64 *lesson,
                           GError **error);

G_END_DECLS
