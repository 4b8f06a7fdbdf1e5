/* jz-lesson-series: one lesson a week, for many weeks, booked in one go.
 *
 * Every date is looked at before anything is booked: a plan says of each what is in its way. Booking it takes all
 * dates or, where something hard is in the way of any, none, unless those are to be skipped: then they are kept with
 * the reason (table lesson_skip), so that it stays known which dates were meant. Nothing is ever overwritten.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-lesson.h"
#include "jz-term-days.h"

G_BEGIN_DECLS

typedef struct
{
  const char  *weeks; /* as jz_weeks_parse() */
  JzWeekRule   rule;  /* its weeks are those of @weeks */
  JzLessonWish wish;  /* date is not looked at */
} JzSeriesWish;

typedef struct
{
  JzTermDay *day;
  JzBooking  booking; /* lesson 0: not booked, or not yet; its clashes say why */
} JzSeriesDate;

typedef struct
{
  GPtrArray *dates;  /* of JzSeriesDate, by date */
  guint      n_hard; /* dates with something hard in the way */
  gint64     series; /* once it is booked; 0: it is one lesson, or nothing */
} JzSeriesPlan;

void          jz_series_plan_free (JzSeriesPlan *self);

/* Returns: (transfer full); NULL with @error: JZ_ERROR_INVALID for weeks that are none and where no date is meant */
JzSeriesPlan *jz_series_plan (JzConnection *connection, const JzSeriesWish *wish, const JzClashChecker *checkers,
                              GError **error);

/* @skip: what can't be booked is left out; otherwise nothing is booked where anything can't be.
 * Returns: (transfer full): what came of each date; NULL with @error */
JzSeriesPlan *jz_series_book (JzOperation *operation, const JzSeriesWish *wish, const JzClashChecker *checkers,
                              gboolean skip,
                              GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzSeriesPlan, jz_series_plan_free)

G_END_DECLS
