/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "jz-lesson-private.h"
#include "jz-source.h"
#include "jz-text.h"

static const char *const open_states[] = { "asked", "waiting", NULL };
static const char *const live_states[] = { "asked", "waiting", "approved", NULL };
static const char *const approved_states[] = { "approved", NULL };

char *
jz_lesson_and_slot (JzConnection *connection, const JzLesson *lesson)
{
  g_autofree char *words = jz_lesson_words (connection, lesson->wish.lesson, NULL);
  char             iso[JZ_DATE_LENGTH];

  return g_strdup_printf (_("%s, %s period %d"), words != NULL ? words : "", jz_date_to_iso (lesson->wish.date, iso),
                          lesson->wish.period);
}

gboolean
jz_lesson_can_stand (JzConnection *connection, const JzLessonWish *wish, GError **error)
{
  g_autoptr (GPtrArray) clashes = jz_clash_check (connection, wish, NULL, error);

  for (guint i = 0; clashes != NULL && i < clashes->len; i++)
    {
      const JzClash *clash = g_ptr_array_index (clashes, i);

      if (clash->hard)
        {
          g_set_error_literal (error, JZ_ERROR, JZ_ERROR_CONFLICT, clash->what);
          return FALSE;
        }
    }
  return clashes != NULL;
}

gboolean
jz_lesson_set_state (JzConnection *connection, gint64 lesson, const char *state, const char *reason, GError **error)
{
  return jz_connection_run (connection, error,
                            "UPDATE lesson SET state = ?, reason = ?, changed = jz_operation () WHERE id = ?", "ssl", state,
                            reason, lesson);
}

static gboolean
must_be (const JzLesson *self, const char *const *states, GError **error)
{
  if (g_strv_contains (states, self->state))
    return TRUE;
  g_set_error_literal (error, JZ_ERROR, JZ_ERROR_CONFLICT,
                       g_str_equal (self->state, "cancelled") ? _("The lesson is cancelled") :
                       g_str_equal (self->state, "done")      ? _("The lesson was held") :
                       g_str_equal (self->state, "missed")    ? _("The lesson was not held") :
                       g_str_equal (self->state, "approved")  ? _("The lesson is approved already") :
                                                                _("The lesson is not approved yet"));
  return FALSE;
}

/* A lesson of the account's, in one of @states. */
static JzLesson *
read_mine (JzOperation *operation, gint64 lesson, const char *const *states, GError **error)
{
  JzConnection        *connection = jz_operation_get_connection (operation);
  g_autoptr (JzLesson) self = jz_lesson_read (connection, lesson, error);

  if (self == NULL || !jz_lesson_is_mine (connection, jz_operation_get_actor (operation), self, error) ||
      !must_be (self, states, error))
    return NULL;
  return g_steal_pointer (&self);
}

static gboolean
must_have_reason (const char *reason, GError **error)
{
  if (!jz_text_is_blank (reason))
    return TRUE;
  g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID, _("A reason is missing"));
  return FALSE;
}

/* Approving. */

static gboolean
set_approved (JzOperation *operation, gint64 lesson, GError **error)
{
  return jz_connection_run (jz_operation_get_connection (operation), error,
                            "UPDATE lesson SET state = 'approved', approved_by = ?, changed = jz_operation () WHERE id = ?", "ll",
                            jz_operation_get_actor (operation)->account, lesson);
}

gboolean
jz_lesson_approve (JzOperation *operation, gint64 lesson, GError **error)
{
  JzConnection        *connection = jz_operation_get_connection (operation);
  g_autoptr (JzLesson) self = jz_lesson_read (connection, lesson, error);
  g_autofree char     *words = NULL;
  char                 iso[JZ_DATE_LENGTH];

  if (self == NULL || !must_be (self, open_states, error) || !jz_lesson_can_stand (connection, &self->wish, error) ||
      !set_approved (operation, lesson, error) ||
      /* Who asked for the same room waits now. */
      !jz_connection_run (connection, error,
                          "UPDATE lesson SET state = 'waiting', changed = jz_operation () WHERE room = ? AND date = ? AND period = ? "
                          "AND voided IS NULL AND state IN ('asked', 'waiting') AND state = 'asked'",
                          "lsi", self->wish.room, jz_date_to_iso (self->wish.date, iso), self->wish.period))
    return FALSE;
  words = jz_lesson_and_slot (connection, self);
  jz_operation_describe (operation, _("Approved %s"), words);
  return TRUE;
}

/* The waiting list. */

static GArray *
read_queue (JzConnection *connection, const JzLessonWish *slot, GError **error)
{
  g_autoptr (GArray) queue = g_array_new (FALSE, FALSE, sizeof (gint64));
  char         iso[JZ_DATE_LENGTH];
  JzStatement *row = jz_connection_query (connection, error,
                                          "SELECT id FROM lesson WHERE room = ? AND date = ? AND period = ? AND voided IS NULL "
                                          "AND state IN ('asked', 'waiting') AND state = 'waiting' ORDER BY id",
                                          "lsi", slot->room, jz_date_to_iso (slot->date, iso), slot->period);

  while (jz_statement_next (row))
    g_array_append_vals (queue, (gint64[]){ jz_statement_int64 (row, 0) }, 1);
  return jz_statement_finish (row, error) ? g_steal_pointer (&queue) : NULL;
}

gboolean
jz_lesson_offer (JzOperation *operation, const JzLessonWish *slot, gint64 *offered, GError **error)
{
  JzConnection      *connection = jz_operation_get_connection (operation);
  g_autoptr (GArray) queue = read_queue (connection, slot, error);
  gint64             approval;

  *offered = 0;
  if (slot->date < jz_source_today (connection))
    return queue != NULL;
  if (queue == NULL || !jz_connection_number (connection, &approval, 1, error, "SELECT approval FROM booking_policy",
                                              ""))
    return FALSE;
  for (guint i = 0; *offered == 0 && i < queue->len; i++)
    {
      gint64               id = g_array_index (queue, gint64, i);
      g_autoptr (JzLesson) lesson = jz_lesson_read (connection, id, error);
      g_autoptr (GPtrArray) clashes = lesson != NULL ? jz_clash_check (connection, &lesson->wish, NULL, error) : NULL;

      if (clashes == NULL)
        return FALSE;
      if (!jz_clashes_are_hard (clashes))
        *offered = id;
    }
  return *offered == 0 || jz_lesson_set_state (connection, *offered, approval ? "asked" : "approved", "", error);
}

/* Cancelling, and what did not take place. */

gboolean
jz_lesson_cancel (JzOperation *operation, gint64 lesson, const char *reason, gint64 *offered, GError **error)
{
  JzConnection        *connection = jz_operation_get_connection (operation);
  g_autoptr (JzLesson) self = read_mine (operation, lesson, live_states, error);
  g_autofree char     *why = jz_text_tidy (reason), *words = NULL;
  gint64               next = 0;

  if (self == NULL || !must_have_reason (why, error) || !jz_lesson_set_state (connection, lesson, "cancelled", why,
                                                                              error) ||
      (g_str_equal (self->state, "approved") && !jz_lesson_offer (operation, &self->wish, &next, error)))
    return FALSE;
  if (offered != NULL)
    *offered = next;
  words = jz_lesson_and_slot (connection, self);
  jz_operation_describe (operation, _("Cancelled %s"), words);
  return TRUE;
}

gboolean
jz_lesson_missed (JzOperation *operation, gint64 lesson, const char *reason, GError **error)
{
  JzConnection        *connection = jz_operation_get_connection (operation);
  g_autoptr (JzLesson) self = read_mine (operation, lesson, approved_states, error);
  g_autofree char     *why = jz_text_tidy (reason), *words = NULL;

  if (self == NULL || !must_have_reason (why, error))
    return FALSE;
  if (self->wish.date > jz_source_today (connection))
    {
      g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID, _("The day of the lesson has not come yet: cancel it"));
      return FALSE;
    }
  words = jz_lesson_and_slot (connection, self);
  jz_operation_describe (operation, _("Not held: %s"), words);
  return jz_lesson_set_state (connection, lesson, "missed", why, error);
}

/* Moving. */

/* What leaves the term leaves its series, which is of that term. */
static gboolean
put_there (JzConnection *connection, const JzLessonWish *wish, const char *state, GError **error)
{
  char iso[JZ_DATE_LENGTH];

  return jz_connection_run (connection, error,
                            "UPDATE lesson SET date = ?1, period = ?2, room = ?3, state = ?4, voided = NULL, series = (SELECT s.id FROM "
                            "lesson_series s JOIN term t ON t.id = s.term WHERE s.id = lesson.series AND ?1 BETWEEN t.first_day AND "
                            "t.last_day), changed = jz_operation () WHERE id = ?5",
                            "silsl", jz_date_to_iso (wish->date, iso), wish->period, wish->room, state, wish->lesson);
}

gboolean
jz_lesson_move (JzOperation *operation, gint64 lesson, JzDate date, int period, gint64 room, GError **error)
{
  JzConnection        *connection = jz_operation_get_connection (operation);
  g_autoptr (JzLesson) self = read_mine (operation, lesson, live_states, error);
  JzLessonWish         to;
  g_autofree char     *words = NULL;
  char                 iso[JZ_DATE_LENGTH];
  gboolean             is_free;
  gint64               offered;

  if (self == NULL || !jz_lesson_is_free (connection, jz_operation_get_actor (operation), &is_free, error))
    return FALSE;
  to = self->wish;
  to.date = date;
  to.period = period;
  to.room = room != 0 ? room : to.room;
  if (!jz_lesson_is_sensible (connection, &to, error) || !jz_lesson_can_stand (connection, &to, error) ||
      !put_there (connection, &to, is_free && g_str_equal (self->state, "approved") ? "approved" : "asked", error) ||
      (g_str_equal (self->state, "approved") && !jz_lesson_offer (operation, &self->wish, &offered, error)))
    return FALSE;
  words = jz_lesson_words (connection, lesson, error);
  jz_operation_describe (operation, _("Moved %s to %s period %d"), words != NULL ? words : "", jz_date_to_iso (date,
                                                                                          iso), period);
  return words != NULL;
}

/* Both slots are taken by the two until they have changed places: the one steps aside meanwhile. */
static gboolean
exchange (JzConnection *connection, const JzLesson *one, const JzLesson *other, GError **error)
{
  JzLessonWish to_other = one->wish, to_one = other->wish;

  to_other.date = other->wish.date;
  to_other.period = other->wish.period;
  to_other.room = other->wish.room;
  to_other.other = other->wish.lesson;
  to_one.date = one->wish.date;
  to_one.period = one->wish.period;
  to_one.room = one->wish.room;
  to_one.other = one->wish.lesson;
  return jz_lesson_can_stand (connection, &to_other, error) && jz_lesson_can_stand (connection, &to_one, error) &&
         jz_connection_run (connection, error, "UPDATE lesson SET voided = jz_operation () WHERE id = ?", "l",
                            one->wish.lesson) &&
         put_there (connection, &to_one, other->state, error) && put_there (connection, &to_other, one->state, error);
}

gboolean
jz_lesson_swap (JzOperation *operation, gint64 one, gint64 other, GError **error)
{
  JzConnection        *connection = jz_operation_get_connection (operation);
  g_autoptr (JzLesson) a = read_mine (operation, one, approved_states, error);
  g_autoptr (JzLesson) b = a != NULL ? read_mine (operation, other, approved_states, error) : NULL;
  g_autofree char     *first = NULL, *second = NULL;
  gboolean             is_free;

  if (b == NULL || !jz_lesson_is_free (connection, jz_operation_get_actor (operation), &is_free, error))
    return FALSE;
  if (one == other || !is_free)
    {
      g_set_error_literal (error, JZ_ERROR, one == other ? JZ_ERROR_INVALID : JZ_ERROR_NOT_ALLOWED,
                           one == other ? _("A lesson can't be swapped with itself") :
                                          _("Lessons are swapped by whoever approves them"));
      return FALSE;
    }
  if (!exchange (connection, a, b, error))
    return FALSE;
  first = jz_lesson_and_slot (connection, a);
  second = jz_lesson_and_slot (connection, b);
  jz_operation_describe (operation, _("Swapped %s with %s"), first, second);
  return TRUE;
}
