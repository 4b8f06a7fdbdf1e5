/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-lesson-week.h"

#include <glib/gi18n-lib.h>

#include "jz-calendar.h"

static void
week_lesson_free (gpointer data)
{
  JzWeekLesson *self = data;

  g_free (self->title);
  g_free (self->who);
  g_free (self->room);
  g_free (self->state);
  g_free (self->kind);
  g_free (self);
}

static void
week_closed_free (gpointer data)
{
  g_free (((JzWeekClosed *) data)->reason);
  g_free (data);
}

void
jz_lesson_week_free (JzLessonWeek *self)
{
  for (int i = 0; i < 7; i++)
    {
      g_free (self->days[i].kind);
      g_free (self->days[i].note);
    }
  g_clear_pointer (&self->bells, g_array_unref);
  g_ptr_array_unref (self->lessons);
  g_ptr_array_unref (self->closed);
  g_free (self->parity);
  g_free (self->term);
  g_free (self->title);
  g_free (self);
}

/* Days. */

static void
take_day (JzLessonWeek *self, JzStatement *row)
{
  JzWeekDay *day = &self->days[jz_date_from_iso (jz_statement_text (row, 0)) - self->monday];

  day->kind = jz_statement_dup (row, 1);
  day->follows = (int) jz_statement_int64 (row, 2);
  day->note = jz_statement_dup (row, 3);
  day->open = jz_statement_int64 (row, 4) != 0;
  if (self->week == 0)
    self->week = (int) jz_statement_int64 (row, 5);
  if (self->parity == NULL)
    self->parity = jz_statement_dup (row, 6);
  if (self->term == NULL && !jz_statement_is_null (row, 7))
    self->term = jz_term_title ((int) jz_statement_int64 (row, 7), (int) jz_statement_int64 (row, 8));
}

static gboolean
read_days (JzConnection *connection, JzLessonWeek *self, const char *from, const char *to, GError **error)
{
  JzStatement *row = jz_connection_query (
    connection, error,
    "SELECT d.date, d.kind, d.follows, d.note, ifnull (d.bookable, d.follows IS NOT NULL), ifnull (d.week, 0), d.parity, t.school_year, "
    "t.ordinal FROM calendar_day d LEFT JOIN term t ON t.id = d.term WHERE d.date BETWEEN ? AND ? ORDER BY d.date",
    "ss", from, to);

  for (int i = 0; i < 7; i++)
    self->days[i].date = self->monday + i;
  while (jz_statement_next (row))
    take_day (self, row);
  return jz_statement_finish (row, error);
}

/* Lessons. */

static const char lessons_sql[] =
  "SELECT l.id, l.date, l.period, trim (ifnull (c.name, '') || ' ' || iif (l.purpose = '', l.subject, l.purpose)), ifnull (t.name, ''), "
  "r.name, iif (l.state = 'approved' AND l.date < jz_today (), 'late', l.state), l.kind, coalesce (u.people, l.pupils, c.pupils, 0) "
  "FROM lesson l JOIN place r ON r.id = l.room LEFT JOIN class c ON c.id = l.class LEFT JOIN person t ON t.id = l.teacher "
  "LEFT JOIN room_use u ON u.lesson = l.id WHERE l.date BETWEEN ?1 AND ?2 AND l.voided IS NULL AND l.state <> 'cancelled' "
  "AND ?3 IN (0, l.room) AND ?4 IN (0, l.class) AND ?5 IN (0, l.teacher) AND ?6 IN (0, l.technician) "
  "ORDER BY l.date, l.period, l.state IN ('asked', 'waiting'), r.sort_key, l.id";

static gboolean
read_lessons (JzConnection *connection, JzLessonWeek *self, const char *from, const char *to,
              const JzWeekFilter *filter,
              GError **error)
{
  JzStatement *row = jz_connection_query (connection, error, lessons_sql, "ssllll", from, to, filter->room,
                                          filter->class_,
                                          filter->teacher, filter->technician);

  while (jz_statement_next (row))
    {
      JzWeekLesson *lesson = g_new (JzWeekLesson, 1);

      *lesson = (JzWeekLesson){ jz_statement_int64 (row, 0),
                                jz_date_from_iso (jz_statement_text (row, 1)) - self->monday,
                                (int) jz_statement_int64 (row, 2),
                                jz_statement_dup (row, 3),
                                jz_statement_dup (row, 4),
                                jz_statement_dup (row, 5),
                                jz_statement_dup (row, 6),
                                jz_statement_dup (row, 7),
                                (int) jz_statement_int64 (row, 8) };
      g_ptr_array_add (self->lessons, lesson);
    }
  return jz_statement_finish (row, error);
}

/* What is closed on days on which lessons are held. */
static gboolean
read_closed (JzConnection *connection, JzLessonWeek *self, const char *from, const char *to, gint64 room,
             GError **error)
{
  JzStatement *row = jz_connection_query (
    connection, error,
    "SELECT slot.date, slot.period, ifnull ((SELECT reason FROM room_closure c WHERE slot.closed = 'room' AND c.last_day >= slot.date AND "
    "c.first_day <= slot.date AND c.voided IS NULL AND (c.place IS NULL OR c.place = slot.room) AND slot.period BETWEEN c.first AND "
    "c.last LIMIT 1), '') FROM slot WHERE slot.room = ?3 AND slot.date BETWEEN ?1 AND ?2 AND slot.closed IN ('room', 'hours')",
    "ssl", from, to, room);

  while (jz_statement_next (row))
    {
      JzWeekClosed *closed = g_new (JzWeekClosed, 1);

      *closed = (JzWeekClosed){ jz_date_from_iso (jz_statement_text (row, 0)) - self->monday, (int) jz_statement_int64 (row, 1),
                                jz_statement_dup (row, 2) };
      g_ptr_array_add (self->closed, closed);
    }
  return jz_statement_finish (row, error);
}

static gboolean
is_for_lessons (JzLessonWeek *self, int period)
{
  for (guint i = 0; i < self->bells->len; i++)
    {
      const JzBell *bell = &g_array_index (self->bells, JzBell, i);

      if (bell->period == period)
        return !g_str_equal (bell->part, "outside");
    }
  return FALSE;
}

/* Slots of the lessons of a day, without what is open to whoever comes. */
static void
count_slots (JzLessonWeek *self)
{
  for (int day = 0; day < 7; day++)
    for (guint i = 0; i < self->bells->len; i++)
      self->n_open += self->days[day].open && is_for_lessons (self, g_array_index (self->bells, JzBell, i).period);
  for (guint i = 0; i < self->closed->len; i++)
    {
      const JzWeekClosed *closed = g_ptr_array_index (self->closed, i);

      self->n_open -= is_for_lessons (self, closed->period) ? 1 : 0;
    }
  for (guint i = 0; i < self->lessons->len; i++)
    {
      const JzWeekLesson *lesson = g_ptr_array_index (self->lessons, i);

      self->n_used += is_for_lessons (self, lesson->period) &&
                      (g_str_equal (lesson->state, "approved") || g_str_equal (lesson->state, "done") ||
                       g_str_equal (lesson->state, "late"));
    }
}

static void
count_days (JzLessonWeek *self)
{
  self->n_days = self->days[6].open ? 7 : self->days[5].open ? 6 : 5;
  for (guint i = 0; i < self->lessons->len; i++)
    self->n_days = MAX (self->n_days, ((JzWeekLesson *) g_ptr_array_index (self->lessons, i))->day + 1);
}

/* Where a period stands, or would stand, among the bells. */
static guint
place_of (JzLessonWeek *self, int period)
{
  guint i = 0;

  while (i < self->bells->len && g_array_index (self->bells, JzBell, i).period < period)
    i++;
  return i;
}

/* Something may be held in a period that no bell rings for: it is shown all the same, without a time. */
static void
add_silent_periods (JzLessonWeek *self)
{
  for (guint i = 0; i < self->lessons->len; i++)
    {
      JzBell silent = { .period = ((JzWeekLesson *) g_ptr_array_index (self->lessons, i))->period, .part = "morning" };
      guint  at = place_of (self, silent.period);

      if (at < self->bells->len && g_array_index (self->bells, JzBell, at).period == silent.period)
        continue;
      if (at > 0)
        g_strlcpy (silent.part, g_array_index (self->bells, JzBell, at - 1).part, sizeof silent.part);
      g_array_insert_val (self->bells, at, silent);
    }
}

static gboolean
read_title (JzConnection *connection, JzLessonWeek *self, const JzWeekFilter *filter, GError **error)
{
  if (!jz_connection_find_text (connection, &self->title, error,
                                "SELECT trim (ifnull ((SELECT path FROM place WHERE id = ?1), '') || ' ' || ifnull ((SELECT name FROM class "
                                "WHERE id = ?2), '') || ' ' || ifnull ((SELECT name FROM person WHERE id = ?3), '') || ' ' || ifnull ((SELECT "
                                "name FROM person WHERE id = ?4), ''))",
                                "llll", filter->room, filter->class_, filter->teacher, filter->technician))
    return FALSE;
  return TRUE;
}

JzLessonWeek *
jz_lesson_week_read (JzConnection *connection, JzDate date, const JzWeekFilter *filter, GError **error)
{
  g_autoptr (JzLessonWeek) self = g_new0 (JzLessonWeek, 1);
  g_autofree char         *stage = NULL;
  char                     from[JZ_DATE_LENGTH], to[JZ_DATE_LENGTH];

  self->monday = date - jz_date_weekday (date) + 1;
  self->lessons = g_ptr_array_new_with_free_func (week_lesson_free);
  self->closed = g_ptr_array_new_with_free_func (week_closed_free);
  jz_date_to_iso (self->monday, from);
  jz_date_to_iso (self->monday + 6, to);
  if (!read_days (connection, self, from, to, error) ||
      !jz_connection_find_text (connection, &stage, error, "SELECT stage FROM class WHERE id = ?", "l",
                                filter->class_) ||
      !read_lessons (connection, self, from, to, filter, error) || !read_title (connection, self, filter, error) ||
      (filter->room != 0 && !read_closed (connection, self, from, to, filter->room, error)))
    return NULL;
  self->bells = jz_bells_read (connection, self->monday, stage, error);
  if (self->bells == NULL)
    return NULL;
  count_days (self);
  if (filter->room != 0)
    count_slots (self);
  add_silent_periods (self);
  return g_steal_pointer (&self);
}
