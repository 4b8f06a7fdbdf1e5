/* Between the files of lessons only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-lesson.h"

G_BEGIN_DECLS

/* Whether what the account books is approved at once. */
gboolean jz_lesson_is_free (JzConnection *connection, const JzActor *actor, gboolean *is_free, GError **error);

/* Whoever may not approve books for themselves: @wish is of them. JZ_ERROR_NOT_ALLOWED where it is of somebody else */
gboolean jz_lesson_complete (JzOperation *operation, JzLessonWish *wish, GError **error);

/* Whether it is a lesson at all: a slot, a room that lessons are held in, somebody or something it is for.
 * JZ_ERROR_INVALID */
gboolean jz_lesson_is_sensible (JzConnection *connection, const JzLessonWish *wish, GError **error);
/* @series: 0: none */
gboolean jz_lesson_insert (JzOperation *operation, const JzLessonWish *wish, gint64 series, const char *state,
                           gint64 *id,
                           GError **error);

/* "八(2) electric current · Li Min, 2026-11-18 period 3". Returns: (transfer full) */
char    *jz_lesson_and_slot (JzConnection *connection, const JzLesson *lesson);

/* JZ_ERROR_CONFLICT with the first hard thing in the way of @wish. */
gboolean jz_lesson_can_stand (JzConnection *connection, const JzLessonWish *wish, GError **error);

gboolean jz_lesson_set_state (JzConnection *connection, gint64 lesson, const char *state, const char *reason,
                              GError **error);

/* The slot is free again: whoever is first in line, and can come, is asked for; of a day that is past nobody is.
 * @offered: (out): 0: nobody */
gboolean jz_lesson_offer (JzOperation *operation, const JzLessonWish *slot, gint64 *offered, GError **error);

G_END_DECLS
