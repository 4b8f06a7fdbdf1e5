/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-bells.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-source.h"
#include "jz-text.h"

const JzAction jz_action_bells = { "bells.write", "calendar" };

/* ?1 month and day, ?2 stage. A season may run past the end of the year. */
static const char bells_sql[] =
  "SELECT period, begins, ends, part FROM bell WHERE schedule = (SELECT id FROM bell_schedule WHERE voided IS NULL AND stage IN "
  "(?2, '') AND iif (first <= last, ?1 BETWEEN first AND last, ?1 >= first OR ?1 <= last) ORDER BY stage = ?2 DESC, first DESC LIMIT 1) "
  "ORDER BY period";

GArray *
jz_bells_read (JzConnection *connection, JzDate date, const char *stage, GError **error)
{
  g_autoptr (GArray) bells = g_array_new (FALSE, FALSE, sizeof (JzBell));
  char         iso[JZ_DATE_LENGTH];
  JzStatement *row = jz_connection_query (connection, error, bells_sql, "ss", jz_date_to_iso (date, iso) + 5,
                                          stage != NULL ? stage : "");

  while (jz_statement_next (row))
    {
      JzBell bell = { .period = (int) jz_statement_int64 (row, 0) };

      g_strlcpy (bell.begins, jz_statement_text (row, 1), sizeof bell.begins);
      g_strlcpy (bell.ends, jz_statement_text (row, 2), sizeof bell.ends);
      g_strlcpy (bell.part, jz_statement_text (row, 3), sizeof bell.part);
      g_array_append_val (bells, bell);
    }
  return jz_statement_finish (row, error) ? g_steal_pointer (&bells) : NULL;
}

/* Writing. */

static gboolean
refuse (GError **error, const char *words)
{
  g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID, words);
  return FALSE;
}

static gboolean
is_time (const char *text)
{
  return g_regex_match_simple ("^([01][0-9]|2[0-3]):[0-5][0-9]$", text, 0, 0);
}

/* Of a leap year: 02-29 is a day. */
static gboolean
is_day (const char *text)
{
  g_autofree char *iso = g_strconcat ("2024-", text, NULL);

  return jz_date_from_iso (iso) != JZ_DATE_NONE;
}

static gboolean
is_sound (const JzBellSchedule *schedule, GError **error)
{
  if (jz_text_is_blank (schedule->name) || !is_day (schedule->first) || !is_day (schedule->last))
    return refuse (error, _("A timetable of bells has a name and a season from a day to a day"));
  if (schedule->n_bells == 0)
    return refuse (error, _("A timetable of bells has periods"));
  for (guint i = 0; i < schedule->n_bells; i++)
    {
      const JzBell *bell = &schedule->bells[i];

      if (!is_time (bell->begins) || !is_time (bell->ends) || strcmp (bell->begins, bell->ends) >= 0)
        return refuse (error, _("A period begins and ends at times like 08:20 and 09:00"));
      if (i > 0 && (strcmp (schedule->bells[i - 1].ends, bell->begins) > 0 ||
                    schedule->bells[i - 1].period >= bell->period))
        return refuse (error, _("Periods follow one another and do not overlap"));
    }
  return TRUE;
}

/* It may have been removed meanwhile. */
static gboolean
must_have_changed (JzConnection *connection, GError **error)
{
  if (jz_connection_n_changed (connection) > 0)
    return TRUE;
  g_set_error_literal (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("There is no such timetable of bells"));
  return FALSE;
}

static gboolean
put_head (JzConnection *connection, const JzBellSchedule *schedule, gint64 *id, GError **error)
{
  g_autofree char *uuid = jz_source_uuid (connection), *name = jz_text_tidy (schedule->name);

  *id = schedule->id;
  if (*id != 0)
    return jz_connection_run (connection, error,
                              "UPDATE bell_schedule SET name = ?, stage = ?, first = ?, last = ?, starter = 0, changed = jz_operation () "
                              "WHERE id = ? AND voided IS NULL",
                              "ssssl", name, schedule->stage, schedule->first, schedule->last, *id) &&
           must_have_changed (connection, error);
  if (!jz_connection_run (connection, error,
                          "INSERT INTO bell_schedule (uuid, name, stage, first, last, changed) VALUES (?, ?, ?, ?, ?, jz_operation ())",
                          "sssss", uuid, name, schedule->stage, schedule->first, schedule->last))
    return FALSE;
  *id = jz_connection_last_id (connection);
  return TRUE;
}

static gboolean
begins_alone (JzConnection *connection, const JzBellSchedule *schedule, GError **error)
{
  gint64 other;

  if (!jz_connection_number (connection, &other, 0, error,
                             "SELECT id FROM bell_schedule WHERE stage = ? AND first = ? AND id <> ? AND voided IS NULL", "ssl",
                             schedule->stage, schedule->first, schedule->id))
    return FALSE;
  if (other == 0)
    return TRUE;
  g_set_error_literal (error, JZ_ERROR, JZ_ERROR_CONFLICT, _("Another timetable of bells begins on that day"));
  return FALSE;
}

gboolean
jz_bells_put (JzOperation *operation, const JzBellSchedule *schedule, gint64 *id, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);
  gint64        own;

  if (!is_sound (schedule, error) || !begins_alone (connection, schedule, error) || !put_head (connection, schedule,
                                                                                          &own, error) ||
      !jz_connection_run (connection, error, "DELETE FROM bell WHERE schedule = ?", "l", own))
    return FALSE;
  for (guint i = 0; i < schedule->n_bells; i++)
    {
      const JzBell *bell = &schedule->bells[i];

      if (!jz_connection_run (connection, error,
                              "INSERT INTO bell (schedule, period, begins, ends, part, changed) VALUES (?, ?, ?, ?, ?, jz_operation ())",
                              "lisss", own, bell->period, bell->begins, bell->ends, bell->part))
        return FALSE;
    }
  if (id != NULL)
    *id = own;
  jz_operation_describe (operation, _("Changed the bells: %s"), schedule->name);
  return TRUE;
}

gboolean
jz_bells_remove (JzOperation *operation, gint64 schedule, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);
  gint64        left;

  if (!jz_connection_number (connection, &left, 0, error, "SELECT count (*) FROM bell_schedule WHERE voided IS NULL AND id <> ?", "l",
                             schedule))
    return FALSE;
  if (left == 0)
    {
      g_set_error_literal (error, JZ_ERROR, JZ_ERROR_CONFLICT, _("These are the only bells: change them"));
      return FALSE;
    }
  jz_operation_describe (operation, _("Removed a timetable of bells"));
  return jz_connection_run (connection, error,
                            "UPDATE bell_schedule SET voided = jz_operation (), changed = jz_operation () WHERE id = ? AND voided IS NULL", "l",
                            schedule) &&
         must_have_changed (connection, error);
}
