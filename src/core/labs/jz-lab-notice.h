/* jz-lab-notice: the notice of an experiment (实验通知单): what is to be done in a lesson that was booked.
 *
 * A lesson is booked by whoever asks for it, and approved by whoever may (the lessons of rooms do that); the notice
 * says which experiment it is, for how many groups. It is matched by id with the plan of the term.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-lesson.h"

G_BEGIN_DECLS

extern const JzAction jz_action_lab_notice;

typedef struct
{
  gint64      lesson;
  gint64      experiment;
  int         groups; /* 1 … 99; 0: as many as the experiment makes of the class */
  const char *note;   /* what the teacher asks for besides; NULL: nothing */
} JzLabNotice;

/* Gives it, or changes what it says until it is prepared. The lesson becomes one of an experiment. @number: (out)
 * (optional) (transfer full). JZ_ERROR_INVALID, JZ_ERROR_CONFLICT where it is prepared or logged already,
 * JZ_ERROR_NOT_ALLOWED where it is another teacher's. */
gboolean jz_lab_notice_give (JzOperation *operation, const JzLabNotice *notice, char **number, GError **error);

/* Books the lesson that @wish says, with its experiment, and gives the notice. JZ_ERROR_CONFLICT with what is in the
 * way where that is hard. @number: as above. */
gboolean jz_lab_notice_book (JzOperation *operation, const JzLessonWish *wish, const char *note, char **number,
                             GError **error);

/* Whether the actor answers for the lesson: as its teacher, or by @permission. JZ_ERROR_NOT_ALLOWED. */
gboolean jz_lab_answers_for (JzOperation *operation, gint64 lesson, const char *permission, GError **error);

/* A lesson by the number of its notice, or by its id as text. JZ_ERROR_NOT_FOUND where it has no notice. */
gboolean jz_lab_find_lesson (JzConnection *connection, const char *text, gint64 *lesson, GError **error);

/* Lead times and reasons, which are data. @days: 0 … 60. JZ_ERROR_INVALID. */
gboolean jz_lab_lead_set    (JzOperation *operation, const char *kind, int days, GError **error);
gboolean jz_lab_reason_add  (JzOperation *operation, const char *name, GError **error);
gboolean jz_lab_reason_drop (JzOperation *operation, const char *name, GError **error);

G_END_DECLS
