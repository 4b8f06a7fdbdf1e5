/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-room.h"

#include <glib/gi18n-lib.h>

#include "jz-lesson-private.h"
#include "jz-source.h"
#include "jz-text.h"

const JzAction jz_action_room = { "room.write", "room" };

static gboolean
refuse (GError **error, const char *words)
{
  g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID, words);
  return FALSE;
}

/* Returns: (transfer full): its path; NULL with @error */
static char *
room_words (JzConnection *connection, gint64 place, GError **error)
{
  char *path = NULL;

  if (jz_connection_find_text (connection, &path, error,
                               "SELECT path FROM place WHERE id = ? AND kind = 'room' AND voided IS NULL", "l", place) &&
      path == NULL)
    g_set_error_literal (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("There is no such room"));
  return path;
}

gboolean
jz_room_set (JzOperation *operation, gint64 place, const JzRoomData *data, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *path = room_words (connection, place, error),
    *rules = data->rules != NULL ? jz_text_tidy (data->rules) : NULL, *note = jz_text_tidy (data->note);

  if (path == NULL)
    return FALSE;
  if (data->built != 0 && (data->built < 1900 || data->built > 2199))
    return refuse (error, _("A room was built in a year from 1900 to 2199"));
  jz_operation_describe (operation, _("Changed the room %s"), path);
  return jz_connection_run (connection, error,
                            "INSERT INTO room (place, bookable, built, posted, rules, note, changed) VALUES (?1, nullif (?2, -1), "
                            "nullif (?3, 0), nullif (?4, -1), ifnull (?5, ''), ?6, jz_operation ()) ON CONFLICT (place) DO UPDATE SET "
                            "bookable = excluded.bookable, built = excluded.built, posted = excluded.posted, rules = ifnull (?5, rules), "
                            "note = excluded.note, changed = excluded.changed",
                            "liiiss", place, data->bookable, data->built, data->posted, rules, note);
}

gboolean
jz_room_set_keepers (JzOperation *operation, gint64 place, const gint64 *people, guint n, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *path = room_words (connection, place, error);

  if (path == NULL || !jz_connection_run (connection, error, "DELETE FROM room_keeper WHERE place = ?", "l", place))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!jz_connection_run (connection, error,
                            "INSERT OR IGNORE INTO room_keeper (place, person, changed) VALUES (?, ?, jz_operation ())", "ll", place,
                            people[i]))
      return FALSE;
  jz_operation_describe (operation, _("Changed who keeps %s"), path);
  return TRUE;
}

/* Hours. */

static gboolean
add_run (JzConnection *connection, gint64 place, int weekday, int first, int last, GError **error)
{
  return jz_connection_run (connection, error,
                            "INSERT INTO room_hours (place, weekday, first, last, changed) VALUES (?, ?, ?, ?, jz_operation ())",
                            "liii", place, weekday, first, last);
}

static gboolean
add_runs (JzConnection *connection, gint64 place, int weekday, guint32 periods, GError **error)
{
  int first = 0;

  for (int period = 1; period <= 21; period++)
    {
      gboolean open = period <= 20 && (periods >> period & 1);

      if (open && first == 0)
        first = period;
      if (!open && first != 0 && !add_run (connection, place, weekday, first, period - 1, error))
        return FALSE;
      if (!open)
        first = 0;
    }
  return TRUE;
}

gboolean
jz_room_set_hours (JzOperation *operation, gint64 place, const guint32 periods[7], GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *path = room_words (connection, place, error);

  if (path == NULL || !jz_connection_run (connection, error, "DELETE FROM room_hours WHERE place = ?", "l", place))
    return FALSE;
  for (int weekday = 1; weekday <= 7; weekday++)
    if (!add_runs (connection, place, weekday, periods[weekday - 1], error))
      return FALSE;
  jz_operation_describe (operation, _("Changed when %s may be booked"), path);
  return TRUE;
}

/* Safety. */

gboolean
jz_room_check_add (JzOperation *operation, gint64 place, JzDate date, gint64 person, gboolean good, const char *note,
                   gint64 *id,
                   GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *path = room_words (connection, place, error), *uuid = jz_source_uuid (connection),
    *text = jz_text_tidy (note);
  char             iso[JZ_DATE_LENGTH];

  if (path == NULL)
    return FALSE;
  if (date == JZ_DATE_NONE || date > jz_source_today (connection) || person == 0)
    return refuse (error, _("A check was made by somebody on a day that has come"));
  if (!good && text[0] == '\0')
    return refuse (error, _("What was wrong must be said"));
  jz_operation_describe (operation, good ? _("Checked %s: in order") : _("Checked %s: not in order"), path);
  if (!jz_connection_run (connection, error,
                          "INSERT INTO room_check (uuid, place, date, person, good, note, changed) VALUES (?, ?, ?, ?, ?, ?, "
                          "jz_operation ())",
                          "slslis", uuid, place, jz_date_to_iso (date, iso), person, good, text))
    return FALSE;
  if (id != NULL)
    *id = jz_connection_last_id (connection);
  return TRUE;
}

gboolean
jz_room_check_mend (JzOperation *operation, gint64 check, JzDate date, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *path = NULL;
  char             iso[JZ_DATE_LENGTH];

  if (!jz_connection_find_text (connection, &path, error,
                                "SELECT path FROM room_check c JOIN place ON place.id = c.place WHERE c.id = ? AND NOT c.good AND "
                                "c.mended IS NULL AND c.voided IS NULL AND c.date <= ?",
                                "ls", check, jz_date_to_iso (date, iso)))
    return FALSE;
  if (path == NULL)
    {
      g_set_error_literal (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("Nothing was wrong then, or it is in order already"));
      return FALSE;
    }
  jz_operation_describe (operation, _("%s is in order again"), path);
  return jz_connection_run (connection, error, "UPDATE room_check SET mended = ?, changed = jz_operation () WHERE id = ?", "sl",
                            iso, check);
}

/* Closing. */

static gboolean
must_be_empty (JzConnection *connection, const JzRoomClosure *closure, const char *from, const char *to, GError **error)
{
  g_autoptr (JzLesson) held = NULL;
  g_autofree char     *words = NULL;
  gint64               lesson;

  if (!jz_connection_number (connection, &lesson, 0, error,
                             "SELECT id FROM lesson WHERE date BETWEEN ? AND ? AND voided IS NULL AND state = 'approved' AND kind <> "
                             "'maintenance' AND ?3 IN (0, room) AND period BETWEEN ? AND ? ORDER BY date, period LIMIT 1",
                             "sslii", from, to, closure->place, closure->first, closure->last))
    return FALSE;
  if (lesson == 0)
    return TRUE;
  held = jz_lesson_read (connection, lesson, error);
  words = held != NULL ? jz_lesson_and_slot (connection, held) : NULL;
  if (words != NULL)
    g_set_error (error, JZ_ERROR, JZ_ERROR_CONFLICT, _("A lesson is held in it, which must be moved or cancelled before: %s"), words);
  return FALSE;
}

gboolean
jz_room_close (JzOperation *operation, const JzRoomClosure *closure, gint64 *id, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *reason = jz_text_tidy (closure->reason), *uuid = jz_source_uuid (connection);
  g_autofree char *path = closure->place != 0 ? room_words (connection, closure->place,
                                                            error) : g_strdup (_("every room"));
  char             from[JZ_DATE_LENGTH], to[JZ_DATE_LENGTH];

  if (path == NULL)
    return FALSE;
  if (closure->first_day == JZ_DATE_NONE || closure->last_day < closure->first_day || closure->first < 1 ||
      closure->last < closure->first || closure->last > 20 || reason[0] == '\0')
    return refuse (error, _("A room is closed from a day to a day, from a period to a period, for a reason"));
  jz_date_to_iso (closure->first_day, from);
  jz_date_to_iso (closure->last_day, to);
  jz_operation_describe (operation, _("Closed %s: %s"), path, reason);
  if (!must_be_empty (connection, closure, from, to, error) ||
      !jz_connection_run (connection, error,
                          "INSERT INTO room_closure (uuid, place, first_day, last_day, first, last, reason, changed) VALUES (?, ?, ?, ?, "
                          "?, ?, ?, jz_operation ())",
                          "srssiis", uuid, closure->place, from, to, closure->first, closure->last, reason))
    return FALSE;
  if (id != NULL)
    *id = jz_connection_last_id (connection);
  return TRUE;
}

gboolean
jz_room_open (JzOperation *operation, gint64 closure, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);

  if (!jz_connection_run (connection, error,
                          "UPDATE room_closure SET voided = jz_operation (), changed = jz_operation () WHERE id = ? AND voided IS NULL",
                          "l", closure))
    return FALSE;
  if (jz_connection_n_changed (connection) == 0)
    {
      g_set_error_literal (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("The room is open already"));
      return FALSE;
    }
  jz_operation_describe (operation, _("Opened a room again"));
  return TRUE;
}
