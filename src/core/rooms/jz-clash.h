/* jz-clash: what stands in the way of a lesson.
 *
 * Hard: the day or the room is closed; the room, the teacher, the class or the technician is taken. The database
 * refuses those too. Soft: more pupils than seats, less time ahead than the school wants (table booking_policy),
 * somebody asked before. What else a lesson may lack is found by checkers of the domains above, which are given as a
 * table: a lab's apparatus and chemicals. A lesson that is in the way is named.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-connection.h"
#include "jz-date.h"

G_BEGIN_DECLS

/* What somebody wants. */
typedef struct
{
  JzDate      date;
  int         period;                       /* 1 … 20 */
  gint64      room;                         /* place.id */
  gint64      class_, teacher, technician;  /* 0: none */
  const char *kind;                         /* "experiment", "class", "activity", "maintenance"; NULL: "class" */
  const char *subject, *purpose;            /* NULL: "" */
  int         pupils;                       /* 0: those of the class */
  gint64      experiment;                   /* for the checkers; 0: none */
  gint64      lesson, other;                /* lessons that are not in the way: the one that is moved, its partner; 0: none */
} JzLessonWish;

typedef struct
{
  JzDate      date;
  int         period;
  const char *kind; /* "room", "teacher", "class", "technician", "closed", "seats", "lead-time", "asked", or a checker's. Static */
  gboolean    hard;
  gint64      with; /* the lesson in the way, 0: none */
  char       *what; /* for a person: "Physics lab 1: 八(2) electric current, Li Min" */
} JzClash;

void       jz_clash_free (JzClash *self);
/* @what: (transfer full) */
void       jz_clash_add  (GPtrArray *clashes, const JzLessonWish *wish, const char *kind, gboolean hard, gint64 with,
                          char *what);
gboolean   jz_clashes_are_hard (GPtrArray *clashes);

/* One more thing to look at: adds what is wrong by jz_clash_add(). Tables of them end with a NULL check. */
typedef struct
{
  gboolean (*check) (JzConnection *connection, const JzLessonWish *wish, GPtrArray *clashes, GError **error);
} JzClashChecker;

/* @checkers: NULL: none. Returns: (transfer full) (element-type JzClash), hard ones first; NULL with @error */
GPtrArray *jz_clash_check (JzConnection *connection, const JzLessonWish *wish, const JzClashChecker *checkers,
                           GError **error);

/* "八(2) electric current · Li Min", "" where there is no such lesson. Returns: (transfer full), NULL with @error */
char      *jz_lesson_words (JzConnection *connection, gint64 lesson, GError **error);

G_END_DECLS
