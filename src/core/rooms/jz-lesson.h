/* jz-lesson: booking a room for one period of one day, and what becomes of that (预约).
 *
 * Whoever may approve books; everybody else asks, for themselves, and somebody approves (table booking_policy: or
 * nobody needs to). Any number may ask for a slot, and one is approved: the others wait in the order they came. When
 * a lesson is cancelled or moved away, the first in line is asked for again. Nothing is ever booked over what is
 * approved: the database refuses it.
 *
 * JZ_ERROR_NOT_ALLOWED for a lesson of somebody else, JZ_ERROR_NOT_FOUND for one that is none, JZ_ERROR_CONFLICT,
 * with what is in the way, where something hard is.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-clash.h"
#include "jz-operation.h"

G_BEGIN_DECLS

extern const JzAction jz_action_lesson_book, jz_action_lesson_approve, jz_action_lesson_change;

typedef struct
{
  gint64     lesson;  /* 0: nothing was booked */
  const char *state;  /* "approved", "asked", "waiting" */
  GPtrArray *clashes; /* of JzClash */
} JzBooking;

void     jz_booking_clear (JzBooking *self);

/* @wait: where something hard is in the way, waits for it; otherwise nothing is booked, which is no error. The day
 * and the room must be open. @series: 0: none. @booking: (out): to be cleared. JZ_ERROR_INVALID for what no lesson
 * can be. */
gboolean jz_lesson_book (JzOperation *operation, const JzLessonWish *wish, gint64 series,
                         const JzClashChecker *checkers,
                         gboolean wait, JzBooking *booking, GError **error);

gboolean jz_lesson_approve (JzOperation *operation, gint64 lesson, GError **error);

/* @reason must be given. @offered: (out) (optional): the lesson that is first in line now, 0: none */
gboolean jz_lesson_cancel (JzOperation *operation, gint64 lesson, const char *reason, gint64 *offered, GError **error);

/* To another slot or room; @room 0: the same. What was approved stays so if the account may approve. */
gboolean jz_lesson_move (JzOperation *operation, gint64 lesson, JzDate date, int period, gint64 room, GError **error);

/* Two lessons take each other's slot and room. */
gboolean jz_lesson_swap (JzOperation *operation, gint64 one, gint64 other, GError **error);

/* It was not held, for @reason. Not before its day. */
gboolean jz_lesson_missed (JzOperation *operation, gint64 lesson, const char *reason, GError **error);

/* What the lesson is, as a wish that may be changed and checked; its texts belong to @self. */
typedef struct
{
  JzLessonWish wish;
  char        *state, *kind, *subject, *purpose;
  gint64       series, asked_by;
} JzLesson;

void      jz_lesson_free (JzLesson *self);
/* Returns: (transfer full); JZ_ERROR_NOT_FOUND */
JzLesson *jz_lesson_read (JzConnection *connection, gint64 lesson, GError **error);

/* Whether @actor may do with the lesson as they like: their own, or they may approve. FALSE with
 * JZ_ERROR_NOT_ALLOWED. */
gboolean  jz_lesson_is_mine (JzConnection *connection, const JzActor *actor, const JzLesson *lesson, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzLesson, jz_lesson_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JzBooking, jz_booking_clear)

G_END_DECLS
