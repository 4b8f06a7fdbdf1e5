/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-lesson-series.h"

#include <glib/gi18n-lib.h>

#include "jz-lesson-private.h"
#include "jz-source.h"

static void
series_date_free (gpointer data)
{
  JzSeriesDate *self = data;

  jz_term_day_free (self->day);
  jz_booking_clear (&self->booking);
  g_free (self);
}

void
jz_series_plan_free (JzSeriesPlan *self)
{
  g_ptr_array_unref (self->dates);
  g_free (self);
}

/* A plan with its dates, of which nothing is known yet. */
static JzSeriesPlan *
plan_new (JzConnection *connection, const JzSeriesWish *wish, GError **error)
{
  JzWeekRule            rule = wish->rule;
  g_autoptr (GPtrArray) days = NULL;
  JzSeriesPlan         *plan;

  if (!jz_weeks_parse (wish->weeks, &rule.weeks))
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, _("%s: these are no weeks; write 3 or 1-8,10"), wish->weeks);
      return NULL;
    }
  days = jz_term_days (connection, &rule, error);
  if (days == NULL)
    return NULL;
  if (days->len == 0)
    {
      g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID, _("The calendar has no such day in these weeks"));
      return NULL;
    }
  plan = g_new0 (JzSeriesPlan, 1);
  plan->dates = g_ptr_array_new_with_free_func (series_date_free);
  for (guint i = 0; i < days->len; i++)
    {
      JzSeriesDate *date = g_new0 (JzSeriesDate, 1);

      date->day = g_ptr_array_index (days, i);
      g_ptr_array_add (plan->dates, date);
    }
  g_ptr_array_set_free_func (days, NULL);
  return plan;
}

static JzLessonWish
wish_on (const JzSeriesWish *wish, const JzSeriesDate *date)
{
  JzLessonWish one = wish->wish;

  one.date = date->day->date;
  return one;
}

JzSeriesPlan *
jz_series_plan (JzConnection *connection, const JzSeriesWish *wish, const JzClashChecker *checkers, GError **error)
{
  g_autoptr (JzSeriesPlan) plan = plan_new (connection, wish, error);

  for (guint i = 0; plan != NULL && i < plan->dates->len; i++)
    {
      JzSeriesDate *date = g_ptr_array_index (plan->dates, i);
      JzLessonWish  one = wish_on (wish, date);

      date->booking.clashes = jz_clash_check (connection, &one, checkers, error);
      if (date->booking.clashes == NULL)
        return NULL;
      plan->n_hard += jz_clashes_are_hard (date->booking.clashes) ? 1 : 0;
    }
  return g_steal_pointer (&plan);
}

static gboolean
add_series (JzOperation *operation, const JzSeriesWish *wish, gint64 *id, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *uuid = jz_source_uuid (connection);

  if (!jz_connection_run (connection, error,
                          "INSERT INTO lesson_series (uuid, term, weeks, weekday, period, parity, changed) VALUES (?, ?, ?, ?, ?, ?, "
                          "jz_operation ())",
                          "slsiis", uuid, wish->rule.term, wish->weeks, wish->rule.weekday, wish->wish.period,
                            wish->rule.parity))
    return FALSE;
  *id = jz_connection_last_id (connection);
  return TRUE;
}

static const char *
first_hard (GPtrArray *clashes)
{
  for (guint i = 0; i < clashes->len; i++)
    if (((JzClash *) g_ptr_array_index (clashes, i))->hard)
      return ((JzClash *) g_ptr_array_index (clashes, i))->what;
  return "";
}

static gboolean
note_skip (JzOperation *operation, gint64 series, const JzSeriesDate *date, GError **error)
{
  char iso[JZ_DATE_LENGTH];

  return jz_connection_run (jz_operation_get_connection (operation), error,
                            "INSERT INTO lesson_skip (series, week, date, reason, changed) VALUES (?, ?, ?, ?, jz_operation ())",
                            "liss", series, date->day->week, jz_date_to_iso (date->day->date, iso),
                            first_hard (date->booking.clashes));
}

/* A date that could be booked, and can't any more, since what was booked before it takes what both need: nothing is left out unasked. */
static gboolean
leave_out (JzOperation *operation, gint64 series, const JzSeriesDate *date, gboolean skip, GError **error)
{
  if (skip)
    return series == 0 || note_skip (operation, series, date, error);
  g_set_error_literal (error, JZ_ERROR, JZ_ERROR_CONFLICT, first_hard (date->booking.clashes));
  return FALSE;
}

static gboolean
book_date (JzOperation *operation, const JzSeriesWish *wish, const JzClashChecker *checkers, gboolean skip,
           gint64 series, JzSeriesDate *date, GError **error)
{
  JzLessonWish one = wish_on (wish, date);

  jz_booking_clear (&date->booking);
  return jz_lesson_book (operation, &one, series, checkers, FALSE, &date->booking, error) &&
         (date->booking.lesson != 0 || leave_out (operation, series, date, skip, error));
}

JzSeriesPlan *
jz_series_book (JzOperation *operation, const JzSeriesWish *wanted, const JzClashChecker *checkers, gboolean skip,
                GError **error)
{
  JzSeriesWish             wish = *wanted;
  g_autoptr (JzSeriesPlan) plan = NULL;
  guint n = 0;

  if (!jz_lesson_complete (operation, &wish.wish, error))
    return NULL;
  plan = jz_series_plan (jz_operation_get_connection (operation), &wish, checkers, error);
  if (plan == NULL || (plan->n_hard > 0 && !skip) || plan->n_hard == plan->dates->len)
    return g_steal_pointer (&plan);
  if (plan->dates->len > 1 && !add_series (operation, &wish, &plan->series, error))
    return NULL;
  for (guint i = 0; i < plan->dates->len; i++)
    {
      JzSeriesDate *date = g_ptr_array_index (plan->dates, i);

      if (!book_date (operation, &wish, checkers, skip, plan->series, date, error))
        return NULL;
      n += date->booking.lesson != 0;
    }
  if (n > 1)
    jz_operation_describe (operation, g_dngettext (GETTEXT_PACKAGE, "Booked %u lesson", "Booked %u lessons", n), n);
  return g_steal_pointer (&plan);
}
