/* jz-lesson-week: a week as it is shown and printed: days, bells, the lessons of a room, class, teacher or
 * technician, and what is closed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-bells.h"

G_BEGIN_DECLS

/* Whose week it is; each 0: anybody's. */
typedef struct
{
  gint64 room, class_, teacher, technician;
} JzWeekFilter;

typedef struct
{
  JzDate   date;
  char    *kind;   /* "school", "weekend", "holiday", "make-up"; NULL: in no term */
  int      follows; /* whose timetable; 0: no lessons */
  char    *note;   /* National Day; makes up 2026-10-07 */
  gboolean open;   /* rooms can be booked */
} JzWeekDay;

typedef struct
{
  gint64 lesson;
  int    day;      /* 0 Monday … 6 Sunday */
  int    period;
  char  *title;    /* "八(2) electric current" */
  char  *who;      /* the teacher; "" */
  char  *room;
  char  *state;    /* as in the table, and "late": it was, and nobody has written how */
  char  *kind;
  int    people;   /* who came, or are expected; 0: not known */
} JzWeekLesson;

typedef struct
{
  int   day, period;
  char *reason;    /* why the room is closed */
} JzWeekClosed;

typedef struct
{
  JzDate     monday;
  int        week;     /* of the term; 0: in no term */
  char      *parity;   /* "odd", "even"; NULL: not said */
  char      *term;     /* its title; NULL: in no term */
  JzWeekDay  days[7];
  int        n_days;   /* 5, or as many as are needed to show what is open or held on Saturday and Sunday */
  GArray    *bells;    /* of JzBell; those without a time, "", ring for nothing but something is held then */
  GPtrArray *lessons;  /* of JzWeekLesson, by day, period and room; none that was cancelled */
  GPtrArray *closed;   /* of JzWeekClosed; only of one room */
  guint      n_open, n_used; /* of one room: slots of lessons that can be booked, and that are taken */
  char      *title;    /* of whom it is: 物理一室; "" */
} JzLessonWeek;

void          jz_lesson_week_free (JzLessonWeek *self);

/* The week that @date lies in. Returns: (transfer full) */
JzLessonWeek *jz_lesson_week_read (JzConnection *connection, JzDate date, const JzWeekFilter *filter, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzLessonWeek, jz_lesson_week_free)

G_END_DECLS
