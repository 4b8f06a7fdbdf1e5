/* jz-term-days: which dates a weekday of some weeks of a term means.
 *
 * A day counts by the weekday that it follows: a Saturday that makes up a Wednesday is a Wednesday of its week. A day
 * that no lessons are held on counts by its own weekday, so that what falls away is seen. Whether a week is odd or
 * even is what its days say (calendar_day.parity), which the school may change, and nothing else.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-connection.h"
#include "jz-date.h"

G_BEGIN_DECLS

#define JZ_MAX_WEEKS 30

/* "3", "1-8,10" into a set: bit w is week w. FALSE for anything else, and for weeks that are none (1 … 30). */
gboolean jz_weeks_parse (const char *text, guint32 *weeks);

typedef struct
{
  gint64      term;
  guint32     weeks;
  int         weekday;  /* 1 Monday … 7 Sunday */
  const char *parity;   /* "odd", "even"; NULL: both */
} JzWeekRule;

typedef struct
{
  int    week;
  JzDate date;   /* JZ_DATE_NONE: the week has no such day */
  char  *note;   /* of the calendar: "National Day", "makes up 2026-10-07" */
} JzTermDay;

void       jz_term_day_free (JzTermDay *self);

/* Returns: (transfer full) (element-type JzTermDay), by date; NULL with @error: JZ_ERROR_INVALID for a rule that
 * can't be */
GPtrArray *jz_term_days     (JzConnection *connection, const JzWeekRule *rule, GError **error);

/* What a person calls a term: "2026-1"; NULL: the present one, or the last that was. JZ_ERROR_NOT_FOUND */
gboolean   jz_term_meant    (JzConnection *connection, const char *key, gint64 *term, GError **error);

G_END_DECLS
