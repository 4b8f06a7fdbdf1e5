/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-lesson-private.h"

#include <glib/gi18n-lib.h>

#include "jz-source.h"
#include "jz-text.h"

const JzAction jz_action_lesson_book = { "lesson.book", "lesson.request" };
const JzAction jz_action_lesson_approve = { "lesson.approve", "lesson.approve" };
const JzAction jz_action_lesson_change = { "lesson.change", "lesson.request" };

void
jz_booking_clear (JzBooking *self)
{
  g_clear_pointer (&self->clashes, g_ptr_array_unref);
}

void
jz_lesson_free (JzLesson *self)
{
  g_free (self->state);
  g_free (self->kind);
  g_free (self->subject);
  g_free (self->purpose);
  g_free (self);
}

JzLesson *
jz_lesson_read (JzConnection *connection, gint64 lesson, GError **error)
{
  JzStatement *row = jz_connection_query (
    connection, error,
    "SELECT date, period, room, ifnull (class, 0), ifnull (teacher, 0), ifnull (technician, 0), ifnull (pupils, 0), state, kind, "
    "subject, purpose, ifnull (series, 0), asked_by FROM lesson WHERE id = ? AND voided IS NULL",
    "l", lesson);
  JzLesson *self;

  if (!jz_statement_first (row, _("There is no such lesson"), error))
    return NULL;
  self = g_new0 (JzLesson, 1);
  self->wish = (JzLessonWish){ .date = jz_date_from_iso (jz_statement_text (row, 0)),
                               .period = (int) jz_statement_int64 (row, 1),
                               .room = jz_statement_int64 (row, 2),
                               .class_ = jz_statement_int64 (row, 3),
                               .teacher = jz_statement_int64 (row, 4),
                               .technician = jz_statement_int64 (row, 5),
                               .pupils = (int) jz_statement_int64 (row, 6),
                               .lesson = lesson };
  self->state = jz_statement_dup (row, 7);
  self->wish.kind = self->kind = jz_statement_dup (row, 8);
  self->wish.subject = self->subject = jz_statement_dup (row, 9);
  self->wish.purpose = self->purpose = jz_statement_dup (row, 10);
  self->series = jz_statement_int64 (row, 11);
  self->asked_by = jz_statement_int64 (row, 12);
  jz_statement_reset (row);
  return self;
}

/* Who may. */

static gboolean
may_approve (JzConnection *connection, const JzActor *actor)
{
  return jz_operation_may (connection, actor, "lesson.approve", NULL);
}

/* The staff member whose account it is; 0: nobody in the register. */
static gboolean
person_of (JzConnection *connection, const JzActor *actor, gint64 *person, GError **error)
{
  return jz_connection_number (connection, person, 0, error, "SELECT person FROM account WHERE id = ?", "l",
                               actor->account);
}

gboolean
jz_lesson_is_mine (JzConnection *connection, const JzActor *actor, const JzLesson *lesson, GError **error)
{
  gint64 person;

  if (may_approve (connection, actor) || actor->account == lesson->asked_by)
    return TRUE;
  if (!person_of (connection, actor, &person, error))
    return FALSE;
  if (person != 0 && person == lesson->wish.teacher)
    return TRUE;
  g_set_error_literal (error, JZ_ERROR, JZ_ERROR_NOT_ALLOWED, _("The lesson is somebody else's"));
  return FALSE;
}

gboolean
jz_lesson_is_free (JzConnection *connection, const JzActor *actor, gboolean *is_free, GError **error)
{
  gint64 approval;

  if (!jz_connection_number (connection, &approval, 1, error, "SELECT approval FROM booking_policy", ""))
    return FALSE;
  *is_free = !approval || may_approve (connection, actor);
  return TRUE;
}

/* Checking. */

static gboolean
refuse (GError **error, const char *words)
{
  g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID, words);
  return FALSE;
}

gboolean
jz_lesson_is_sensible (JzConnection *connection, const JzLessonWish *wish, GError **error)
{
  gint64 open;

  if (wish->date == JZ_DATE_NONE || wish->period < 1 || wish->period > 20)
    return refuse (error, _("A lesson has a day and a period from 1 to 20"));
  if (wish->class_ == 0 && wish->teacher == 0 && jz_text_is_blank (wish->purpose))
    return refuse (error, _("A lesson has a class, a teacher, or something that it is for"));
  if (!jz_connection_number (
        connection, &open, -1, error,
        "SELECT coalesce (room.bookable, room_kind.bookable, 1) FROM place LEFT JOIN room ON room.place = place.id LEFT JOIN "
        "room_kind ON room_kind.name = place.purpose WHERE place.id = ? AND place.kind = 'room' AND place.voided IS NULL",
        "l", wish->room))
    return FALSE;
  if (open < 0)
    return refuse (error, _("Lessons are held in rooms, and that is none"));
  return open || refuse (error, _("No lessons are held in that room"));
}

/* Closed days and rooms are not waited for. */
static gboolean
is_closed (GPtrArray *clashes)
{
  for (guint i = 0; i < clashes->len; i++)
    if (g_str_equal (((JzClash *) g_ptr_array_index (clashes, i))->kind, "closed"))
      return TRUE;
  return FALSE;
}

/* Booking. */

gboolean
jz_lesson_insert (JzOperation *operation, const JzLessonWish *wish, gint64 series, const char *state, gint64 *id,
                  GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *uuid = jz_source_uuid (connection);
  g_autofree char *subject = jz_text_tidy (wish->subject), *purpose = jz_text_tidy (wish->purpose);
  gint64           account = jz_operation_get_actor (operation)->account;
  char             iso[JZ_DATE_LENGTH];

  if (!jz_connection_run (connection, error,
                          "INSERT INTO lesson (uuid, series, date, period, room, class, teacher, technician, kind, subject, purpose, "
                          "state, pupils, asked_by, approved_by, changed) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, "
                          "?12, nullif (?13, 0), ?14, iif (?12 = 'approved', ?14, NULL), jz_operation ())",
                          "srsirrrrssssil", uuid, series, jz_date_to_iso (wish->date, iso), wish->period, wish->room,
                            wish->class_,
                          wish->teacher, wish->technician, wish->kind != NULL ? wish->kind : "class", subject, purpose,
                            state,
                          wish->pupils, account))
    return FALSE;
  *id = jz_connection_last_id (connection);
  return TRUE;
}

gboolean
jz_lesson_complete (JzOperation *operation, JzLessonWish *wish, GError **error)
{
  JzConnection  *connection = jz_operation_get_connection (operation);
  const JzActor *actor = jz_operation_get_actor (operation);
  gint64         person;

  if (may_approve (connection, actor))
    return TRUE;
  if (!person_of (connection, actor, &person, error))
    return FALSE;
  if (wish->teacher == 0)
    wish->teacher = person;
  if (person != 0 && wish->teacher == person)
    return TRUE;
  g_set_error_literal (error, JZ_ERROR, JZ_ERROR_NOT_ALLOWED,
                       person == 0 ? _("This account is nobody of the staff, and can't ask for a room") :
                                     _("This account asks for rooms only for itself"));
  return FALSE;
}

static void
describe_booking (JzOperation *operation, const JzLessonWish *wish, const char *state, const char *room)
{
  char iso[JZ_DATE_LENGTH];

  jz_date_to_iso (wish->date, iso);
  jz_operation_describe (operation,
                         g_str_equal (state, "approved") ? _("Booked %s, %s period %d") :
                         g_str_equal (state, "asked")    ? _("Asked for %s, %s period %d") :
                                                           _("Waits for %s, %s period %d"),
                         room, iso, wish->period);
}

gboolean
jz_lesson_book (JzOperation *operation, const JzLessonWish *wanted, gint64 series, const JzClashChecker *checkers,
                gboolean wait, JzBooking *booking, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  JzLessonWish     wish = *wanted;
  g_autofree char *room = NULL;
  gboolean         is_free, hard;

  *booking = (JzBooking){ 0 };
  if (!jz_lesson_complete (operation, &wish, error) || !jz_lesson_is_sensible (connection, &wish, error) ||
      !jz_lesson_is_free (connection, jz_operation_get_actor (operation), &is_free, error))
    return FALSE;
  booking->clashes = jz_clash_check (connection, &wish, checkers, error);
  if (booking->clashes == NULL)
    return FALSE;
  hard = jz_clashes_are_hard (booking->clashes);
  if (hard && (!wait || is_closed (booking->clashes)))
    return TRUE;
  booking->state = hard ? "waiting" : is_free ? "approved" : "asked";
  room = jz_connection_text (connection, error, "SELECT path FROM place WHERE id = ?", "l", wish.room);
  if (room == NULL || !jz_lesson_insert (operation, &wish, series, booking->state, &booking->lesson, error))
    return FALSE;
  describe_booking (operation, &wish, booking->state, room);
  return TRUE;
}
