/* jz-day-form: what kind of day a date is: lessons or none, whose timetable, odd or even week. And a new term.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "jz-date.h"
#include "jz-session.h"

G_BEGIN_DECLS

/* A day of the calendar. */
typedef struct
{
  JzDate date;
  char  *kind;    /* "school", "weekend", "holiday", "make-up"; NULL: no term has it */
  int    follows; /* 1 … 7; 0: no lessons */
  char  *parity;  /* "odd", "even" or NULL */
  int    week;    /* of the term; 0: none */
  char  *note;
} JzDay;

void        jz_day_clear         (JzDay *self);

/* In the person's language. */
const char *jz_day_kind_title    (const char *kind);
const char *jz_weekday_title     (int weekday); /* 1 Monday … 7 Sunday */

void        jz_day_form_present  (GtkWidget *over, JzSession *session, const JzDay *day);
void        jz_term_form_present (GtkWidget *over, JzSession *session);

G_END_DECLS
