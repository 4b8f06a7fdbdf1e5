/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-parity.h"

#include <glib/gi18n-lib.h>

#include "jz-lesson.h"
#include "jz-term-days.h"

const JzAction jz_action_parity = { "calendar.parity", "calendar" };

void
jz_parity_move_free (JzParityMove *self)
{
  g_free (self->words);
  g_free (self->clash);
  g_free (self);
}

/* Series that are bound to odd or even weeks, with lessons that are still to come from that week on. */
typedef struct
{
  gint64     id;
  JzWeekRule rule;
  char      *parity;
} Series;

static void
series_clear (gpointer data)
{
  g_free (((Series *) data)->parity);
}

static GArray *
read_series (JzConnection *connection, gint64 term, int week, GError **error)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (Series));
  JzStatement *row = jz_connection_query (
    connection, error,
    "SELECT s.id, s.weeks, s.weekday, s.parity FROM lesson_series s WHERE s.term = ?1 AND s.parity IS NOT NULL AND EXISTS (SELECT 1 FROM "
    "lesson l JOIN calendar_day d ON d.date = l.date WHERE l.series = s.id AND l.voided IS NULL AND l.state IN ('asked', 'approved') AND "
    "d.week >= ?2) ORDER BY s.id",
    "li", term, week);

  g_array_set_clear_func (all, series_clear);
  while (jz_statement_next (row))
    {
      Series series = { .id = jz_statement_int64 (row, 0), .rule = { .term = term,
                                                                     .weekday = (int) jz_statement_int64 (row, 2) } };

      if (!jz_weeks_parse (jz_statement_text (row, 1), &series.rule.weeks))
        continue;
      series.rule.weeks &= ~((1u << week) - 1);
      series.parity = jz_statement_dup (row, 3);
      g_array_append_val (all, series);
    }
  return jz_statement_finish (row, error) ? g_steal_pointer (&all) : NULL;
}

/* Its lessons from that week on that have not been held. */
static GPtrArray *
read_lessons (JzConnection *connection, const Series *series, int week, GError **error)
{
  g_autoptr (GPtrArray) moves = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_parity_move_free);
  JzStatement *row = jz_connection_query (connection, error,
                                          "SELECT l.id, l.date, l.period FROM lesson l JOIN calendar_day d ON d.date = l.date WHERE l.series = "
                                          "? AND l.voided IS NULL AND l.state IN ('asked', 'approved') AND d.week >= ? ORDER BY l.date",
                                          "li", series->id, week);

  while (jz_statement_next (row))
    {
      JzParityMove *move = g_new0 (JzParityMove, 1);

      *move = (JzParityMove){ .lesson = jz_statement_int64 (row, 0), .from = jz_date_from_iso (jz_statement_text (row, 1)),
                              .to = JZ_DATE_NONE, .period = (int) jz_statement_int64 (row, 2) };
      g_ptr_array_add (moves, move);
    }
  return jz_statement_finish (row, error) ? g_steal_pointer (&moves) : NULL;
}

/* The weeks from @week on that are as @wanted once that week is @first. */
static guint32
weeks_of (int week, const char *first, const char *wanted)
{
  guint32 weeks = 0;
  int     begin = g_str_equal (first, wanted) ? week : week + 1;

  for (int w = begin; w <= JZ_MAX_WEEKS; w += 2)
    weeks |= 1u << w;
  return weeks;
}

static gboolean
is_open (JzConnection *connection, JzDate date, gboolean *open, GError **error)
{
  char   iso[JZ_DATE_LENGTH];
  gint64 is;

  if (!jz_connection_number (connection, &is, 0, error, "SELECT ifnull (bookable, follows IS NOT NULL) FROM calendar_day WHERE date = ?", "s",
                             jz_date_to_iso (date, iso)))
    return FALSE;
  *open = is != 0;
  return TRUE;
}

/* The dates of a series on which lessons are held, in their order. */
static GArray *
open_dates (JzConnection *connection, const Series *series, GError **error)
{
  g_autoptr (GPtrArray) days = jz_term_days (connection, &series->rule, error);
  g_autoptr (GArray)    dates = g_array_new (FALSE, FALSE, sizeof (JzDate));

  for (guint i = 0; days != NULL && i < days->len; i++)
    {
      JzDate   date = ((JzTermDay *) g_ptr_array_index (days, i))->date;
      gboolean open;

      if (!is_open (connection, date, &open, error))
        return NULL;
      if (open)
        g_array_append_val (dates, date);
    }
  return days != NULL ? g_steal_pointer (&dates) : NULL;
}

/* A lesson that has its date among them keeps it. */
static void
keep (GArray *dates, JzParityMove *move)
{
  for (guint i = 0; i < dates->len; i++)
    if (g_array_index (dates, JzDate, i) == move->from)
      {
        move->to = move->from;
        g_array_remove_index (dates, i);
        return;
      }
}

/* The other lessons of one series go to the dates that are left, in their order; holidays are left out. */
static gboolean
place_series (JzConnection *connection, const Series *series, GPtrArray *moves, GError **error)
{
  g_autoptr (GArray) dates = open_dates (connection, series, error);
  guint              at = 0;

  if (dates == NULL)
    return FALSE;
  for (guint i = 0; i < moves->len; i++)
    keep (dates, g_ptr_array_index (moves, i));
  for (guint i = 0; i < moves->len && at < dates->len; i++)
    {
      JzParityMove *move = g_ptr_array_index (moves, i);

      if (move->to == JZ_DATE_NONE)
        move->to = g_array_index (dates, JzDate, at++);
    }
  return TRUE;
}

static gboolean
is_moving (GPtrArray *moves, gint64 lesson)
{
  for (guint i = 0; i < moves->len; i++)
    if (((JzParityMove *) g_ptr_array_index (moves, i))->lesson == lesson)
      return TRUE;
  return FALSE;
}

/* What moves away itself is in nobody's way. */
static gboolean
look_at (JzConnection *connection, GPtrArray *moves, JzParityMove *move, GError **error)
{
  g_autoptr (JzLesson)  lesson = jz_lesson_read (connection, move->lesson, error);
  g_autoptr (GPtrArray) clashes = NULL;

  move->words = lesson != NULL ? jz_lesson_words (connection, move->lesson, error) : NULL;
  if (move->words == NULL)
    return FALSE;
  if (move->to == JZ_DATE_NONE)
    return TRUE;
  lesson->wish.date = move->to;
  clashes = jz_clash_check (connection, &lesson->wish, NULL, error);
  for (guint i = 0; clashes != NULL && move->clash == NULL && i < clashes->len; i++)
    {
      const JzClash *clash = g_ptr_array_index (clashes, i);

      if (clash->hard && (clash->with == 0 || !is_moving (moves, clash->with)))
        move->clash = g_strdup (clash->what);
    }
  return clashes != NULL;
}

static gboolean
plan_series (JzConnection *connection, Series *series, int week, const char *parity, GPtrArray *all, GError **error)
{
  g_autoptr (GPtrArray) moves = read_lessons (connection, series, week, error);

  series->rule.weeks &= weeks_of (week, parity, series->parity);
  if (moves == NULL || (series->rule.weeks != 0 && !place_series (connection, series, moves, error)))
    return FALSE;
  for (guint i = 0; i < moves->len; i++)
    {
      JzParityMove *move = g_ptr_array_index (moves, i);

      if (move->to == move->from)
        jz_parity_move_free (move);
      else
        g_ptr_array_add (all, move);
    }
  g_ptr_array_set_free_func (moves, NULL);
  return TRUE;
}

static gint
by_date (gconstpointer a, gconstpointer b)
{
  const JzParityMove *one = *(JzParityMove *const *) a, *other = *(JzParityMove *const *) b;

  return one->from != other->from ? one->from - other->from : one->period - other->period;
}

GPtrArray *
jz_parity_plan (JzConnection *connection, gint64 term, int week, const char *parity, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_parity_move_free);
  g_autoptr (GArray)    series = NULL;

  if (week < 1 || week > JZ_MAX_WEEKS || (!g_str_equal (parity, "odd") && !g_str_equal (parity, "even")))
    {
      g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID, _("From a week of the term on weeks are odd or even"));
      return NULL;
    }
  series = read_series (connection, term, week, error);
  for (guint i = 0; series != NULL && i < series->len; i++)
    if (!plan_series (connection, &g_array_index (series, Series, i), week, parity, all, error))
      return NULL;
  for (guint i = 0; series != NULL && i < all->len; i++)
    if (!look_at (connection, all, g_ptr_array_index (all, i), error))
      return NULL;
  g_ptr_array_sort (all, by_date);
  return series != NULL ? g_steal_pointer (&all) : NULL;
}

/* Doing it: all step aside first, since one may go where another stands. */

static gboolean
set_weeks (JzConnection *connection, gint64 term, int week, const char *parity, GError **error)
{
  return jz_connection_run (connection, error,
                            "UPDATE calendar_day SET parity = iif ((week - ?2) % 2 = 0, ?3, iif (?3 = 'odd', 'even', 'odd')), changed = "
                            "jz_operation () WHERE term = ?1 AND week >= ?2",
                            "lis", term, week, parity);
}

static gboolean
put_all (JzConnection *connection, GPtrArray *moves, GError **error)
{
  char iso[JZ_DATE_LENGTH];

  for (guint i = 0; i < moves->len; i++)
    if (!jz_connection_run (connection, error, "UPDATE lesson SET voided = jz_operation () WHERE id = ?", "l",
                            ((JzParityMove *) g_ptr_array_index (moves, i))->lesson))
      return FALSE;
  for (guint i = 0; i < moves->len; i++)
    {
      const JzParityMove *move = g_ptr_array_index (moves, i);
      gboolean            gone = move->to == JZ_DATE_NONE;

      if (!jz_connection_run (connection, error,
                              "UPDATE lesson SET date = ?, state = iif (?, 'cancelled', state), reason = ?, voided = NULL, changed = "
                              "jz_operation () WHERE id = ?",
                              "sisl", jz_date_to_iso (gone ? move->from : move->to, iso), gone, gone ? _("No week of its parity is left") : "",
                              move->lesson))
        return FALSE;
    }
  return TRUE;
}

gboolean
jz_parity_set (JzOperation *operation, gint64 term, int week, const char *parity, guint *moved, GError **error)
{
  JzConnection         *connection = jz_operation_get_connection (operation);
  g_autoptr (GPtrArray) moves = jz_parity_plan (connection, term, week, parity, error);

  for (guint i = 0; moves != NULL && i < moves->len; i++)
    {
      const JzParityMove *move = g_ptr_array_index (moves, i);
      char                iso[JZ_DATE_LENGTH];

      if (move->clash != NULL)
        {
          g_set_error (error, JZ_ERROR, JZ_ERROR_CONFLICT, _("%s can't move to %s: %s"), move->words,
                       jz_date_to_iso (move->to, iso),
                       move->clash);
          return FALSE;
        }
    }
  if (moves == NULL || !set_weeks (connection, term, week, parity, error) || !put_all (connection, moves, error))
    return FALSE;
  if (moved != NULL)
    *moved = moves->len;
  jz_operation_describe (operation, g_str_equal (parity, "odd") ? _("Week %d is odd from now on") : _("Week %d is even from now on"), week);
  return TRUE;
}
