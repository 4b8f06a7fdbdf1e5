/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-room-use.h"

#include <glib/gi18n-lib.h>

#include "jz-lesson-private.h"
#include "jz-source.h"
#include "jz-text.h"

const JzAction jz_action_room_use = { "room.use", "lesson.request" };

static gboolean
refuse (GError **error, int code, const char *words)
{
  g_set_error_literal (error, JZ_ERROR, code, words);
  return FALSE;
}

static gboolean
is_sensible (JzConnection *connection, JzDate date, const JzRoomUse *use, GError **error)
{
  static const char *const conditions[] = { "good", "untidy", "fault", NULL };
  const char *condition = use->condition != NULL ? use->condition : "good";

  if (date > jz_source_today (connection))
    return refuse (error, JZ_ERROR_INVALID, _("The day of the lesson has not come yet"));
  if (use->people < 0 || use->people > 9999 || !g_strv_contains (conditions, condition))
    return refuse (error, JZ_ERROR_INVALID, _("A use says how many came and how the room was left"));
  if (g_str_equal (condition, "fault") && jz_text_is_blank (use->note))
    return refuse (error, JZ_ERROR_INVALID, _("What is broken must be said"));
  return TRUE;
}

static gboolean
write_use (JzOperation *operation, gint64 lesson, const JzRoomUse *use, GError **error)
{
  g_autofree char *note = jz_text_tidy (use->note);

  return jz_connection_run (jz_operation_get_connection (operation), error,
                            "INSERT INTO room_use (lesson, people, condition, note, recorded_by, changed) VALUES (?, ?, ?, ?, ?, "
                            "jz_operation ()) ON CONFLICT (lesson) DO UPDATE SET people = excluded.people, condition = "
                            "excluded.condition, note = excluded.note, recorded_by = excluded.recorded_by, changed = excluded.changed",
                            "lissl", lesson, use->people, use->condition != NULL ? use->condition : "good", note,
                            jz_operation_get_actor (operation)->account);
}

/* Theirs, or whoever keeps the rooms writes for everybody. */

static gboolean
keeps_rooms (JzOperation *operation)
{
  return jz_operation_may (jz_operation_get_connection (operation), jz_operation_get_actor (operation), "room", NULL);
}

static gboolean
may_note (JzOperation *operation, const JzLesson *lesson, GError **error)
{
  return keeps_rooms (operation) || jz_lesson_is_mine (jz_operation_get_connection (operation),
                                                       jz_operation_get_actor (operation), lesson, error);
}

static gboolean
is_of_them (JzOperation *operation, JzLessonWish *wish, GError **error)
{
  return keeps_rooms (operation) || jz_lesson_complete (operation, wish, error);
}

gboolean
jz_room_use_note (JzOperation *operation, gint64 lesson, const JzRoomUse *use, GError **error)
{
  JzConnection        *connection = jz_operation_get_connection (operation);
  g_autoptr (JzLesson) self = jz_lesson_read (connection, lesson, error);
  g_autofree char     *words = NULL;

  if (self == NULL || !may_note (operation, self, error))
    return FALSE;
  if (!g_str_equal (self->state, "approved") && !g_str_equal (self->state, "done"))
    return refuse (error, JZ_ERROR_CONFLICT, _("Only a lesson that was approved is held"));
  if (!is_sensible (connection, self->wish.date, use, error) || !write_use (operation, lesson, use, error) ||
      !jz_lesson_set_state (connection, lesson, "done", "", error))
    return FALSE;
  words = jz_lesson_and_slot (connection, self);
  jz_operation_describe (operation, _("Noted the use: %s"), words);
  return TRUE;
}

/* What was done is a fact, on a closed day too: only what is booked then is in its way. */
static gboolean
is_free (JzConnection *connection, const JzLessonWish *wish, GError **error)
{
  g_autoptr (GPtrArray) clashes = jz_clash_check (connection, wish, NULL, error);

  for (guint i = 0; clashes != NULL && i < clashes->len; i++)
    {
      const JzClash *clash = g_ptr_array_index (clashes, i);

      if (clash->hard && !g_str_equal (clash->kind, "closed"))
        return refuse (error, JZ_ERROR_CONFLICT, clash->what);
    }
  return clashes != NULL;
}

gboolean
jz_room_use_add (JzOperation *operation, const JzLessonWish *wanted, const JzRoomUse *use, gint64 *lesson, GError **error)
{
  JzConnection        *connection = jz_operation_get_connection (operation);
  JzLessonWish         wish = *wanted;
  g_autoptr (JzLesson) self = NULL;
  g_autofree char     *words = NULL;
  gint64               id;

  if (!is_of_them (operation, &wish, error) || !jz_lesson_is_sensible (connection, &wish, error) ||
      !is_sensible (connection, wish.date, use, error) || !is_free (connection, &wish, error) ||
      !jz_lesson_insert (operation, &wish, 0, "done", &id, error) ||
      !write_use (operation, id, use, error))
    return FALSE;
  if (lesson != NULL)
    *lesson = id;
  self = jz_lesson_read (connection, id, error);
  if (self == NULL)
    return FALSE;
  words = jz_lesson_and_slot (connection, self);
  jz_operation_describe (operation, _("Noted the use: %s"), words);
  return TRUE;
}
