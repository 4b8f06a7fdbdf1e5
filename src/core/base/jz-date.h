/* jz-date: civil dates, without clock or time zone.
 *
 * A date is the number of days since 1970-01-01 in the Gregorian calendar, kept in the database
 * as ISO text. Years 1900 to 2199 only: anything else in a school's papers is a slip.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef gint32 JzDate;

#define JZ_DATE_NONE   G_MININT32
#define JZ_DATE_LENGTH 11 /* "2026-11-22" and its NUL */

/* JZ_DATE_NONE when there is no such day. */
JzDate   jz_date_new (int year, int month, int day);
void     jz_date_get (JzDate date, int *year, int *month, int *day);

/* Monday 1 … Sunday 7. */
int      jz_date_weekday (JzDate date);

/* Today in local time. The program asks here and nowhere else; tests may fix it with the
 * environment variable JIAOZHUANG_TODAY=2026-11-22. */
JzDate   jz_date_today (void);

/* Now in UTC as "2026-11-22T08:30:00Z", for the journal; follows JIAOZHUANG_TODAY too.
 * Returns: (transfer full) */
char    *jz_date_time_now (void);

/* Strictly "YYYY-MM-DD". JZ_DATE_NONE for anything else or NULL. */
JzDate   jz_date_from_iso (const char *text);

/* Writes "YYYY-MM-DD" into @buffer and returns it; "" for JZ_DATE_NONE. */
char    *jz_date_to_iso (JzDate date, char buffer[JZ_DATE_LENGTH]);

/* What people write: 2019-9-1, 2019.9.1, 2019/09/01, 2019年9月1日, 20190901, 2019.9 and 2019年9月 (the
 * first of the month), 2019 and 2019年 (1 January), full-width digits too. JZ_DATE_NONE for anything
 * else. A bare number such as 44075 is not read here: whether it counts days depends on the file. */
JzDate   jz_date_parse (const char *text);

G_END_DECLS
