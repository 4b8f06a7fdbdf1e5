/* jz-calendar: terms, and one row for each date of them.
 *
 * A date knows its term, its teaching week (counted from the Monday of the week that holds the first
 * day), which weekday's timetable is followed and whether it is an odd or an even week. Holidays and
 * make-up days come as data: those of the State Council ship with the program, and a school or county
 * imports its own. Which weekday a make-up day follows is the school's word; until it has said so, the
 * workday that the holiday took, in order, is assumed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-date.h"
#include "jz-operation.h"

G_BEGIN_DECLS

extern const JzAction jz_action_calendar;

/* School years begin on 1 September: 2026 for 2026-09-01 … 2027-08-31. */
int      jz_school_year (JzDate date);

/* Makes the term and its days, with the shipped holidays. JZ_ERROR_INVALID for days that don't make
 * a term (20 to 200 days), JZ_ERROR_CONFLICT where it exists or overlaps another. */
gboolean jz_term_add (JzOperation *operation, int school_year, int ordinal, JzDate first, JzDate last, gint64 *id,
                      GError **error);

/* The term of @date, 0 when there is none. */
gboolean jz_term_find (JzConnection *connection, JzDate date, gint64 *id, GError **error);

/* "2026–2027 学年第一学期" in the person's language. Returns: (transfer full) */
char    *jz_term_title (int school_year, int ordinal);

/* Says what kind of day @date is: "school", "weekend", "holiday" or "make-up". @follows: 1 … 7, or 0 where
 * no lessons are held. @parity: "odd", "even" or NULL to leave it. */
gboolean jz_calendar_set (JzOperation *operation, JzDate date, const char *kind, int follows, const char *parity,
                          const char *note, GError **error);

G_END_DECLS
