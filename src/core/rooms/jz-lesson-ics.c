/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-lesson-ics.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "jz-source.h"

#define LINE_MOST 75 /* bytes, without its end (RFC 5545, 3.1) */

/* A content line, folded between characters. */
static void
add_line (GString *text, const char *line)
{
  gsize room = LINE_MOST;

  for (const char *at = line; *at != '\0';)
    {
      const char *next = g_utf8_next_char (at);

      if ((gsize) (next - at) > room)
        {
          g_string_append (text, "\r\n ");
          room = LINE_MOST - 1;
        }
      g_string_append_len (text, at, next - at);
      room -= (gsize) (next - at);
      at = next;
    }
  g_string_append (text, "\r\n");
}

static void add (GString *text, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
add (GString *text, const char *format, ...)
{
  g_autofree char *line = NULL;
  va_list          values;

  va_start (values, format);
  line = g_strdup_vprintf (format, values);
  va_end (values);
  add_line (text, line);
}

/* A text value: what separates is escaped. */
static void
add_text (GString *text, const char *name, const char *value)
{
  GString *line = g_string_new (name);

  g_string_append_c (line, ':');
  for (const char *at = value; *at != '\0'; at++)
    {
      if (strchr ("\\;,", *at) != NULL)
        g_string_append_c (line, '\\');
      if (*at == '\n')
        g_string_append (line, "\\n");
      else
        g_string_append_c (line, *at);
    }
  add_line (text, line->str);
  g_string_free (line, TRUE);
}

static void
add_head (GString *text)
{
  static const char *const lines[] = {
    "BEGIN:VCALENDAR",       "VERSION:2.0",           "PRODID:-//jiaozhuang.org//Jiaozhuang//ZH", "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",        "BEGIN:VTIMEZONE",       "TZID:Asia/Shanghai",                       "BEGIN:STANDARD",
    "DTSTART:19910915T000000", "TZOFFSETFROM:+0800",  "TZOFFSETTO:+0800",                         "TZNAME:CST",
    "END:STANDARD",          "END:VTIMEZONE",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    add_line (text, lines[i]);
}

/* A date and a time of the clock as iCalendar writes them. */
static void
add_time (GString *text, const char *name, const char *date, const char *clock)
{
  add (text, "%s;TZID=Asia/Shanghai:%.4s%.2s%.2sT%.2s%.2s00", name, date, date + 5, date + 8, clock, clock + 3);
}

static const JzBell *
bell_of (GArray *bells, int period)
{
  for (guint i = 0; i < bells->len; i++)
    if (g_array_index (bells, JzBell, i).period == period)
      return &g_array_index (bells, JzBell, i);
  return NULL;
}

/* A period that no bell rings for stands as a whole day. */
static void
add_when (GString *text, const char *date, const JzBell *bell)
{
  if (bell == NULL)
    {
      add (text, "DTSTART;VALUE=DATE:%.4s%.2s%.2s", date, date + 5, date + 8);
      return;
    }
  add_time (text, "DTSTART", date, bell->begins);
  add_time (text, "DTEND", date, bell->ends);
}

/* uuid, changed, at, date, period, summary, room, teacher, state, reason, stage */
static gboolean
add_event (JzConnection *connection, GString *text, JzStatement *row, GError **error)
{
  const char        *date = jz_statement_text (row, 3), *at = jz_statement_text (row, 2),
    *state = jz_statement_text (row, 8);
  g_autoptr (GArray) bells = jz_bells_read (connection, jz_date_from_iso (date), jz_statement_text (row, 10), error);
  g_autofree char   *stamp = g_strdup (at);
  g_autofree char   *slot = g_strdup_printf (_("Period %d"), (int) jz_statement_int64 (row, 4));
  g_autofree char   *about = g_strjoin ("\n", slot, jz_statement_text (row, 7), jz_statement_text (row, 9), NULL);

  if (bells == NULL)
    return FALSE;
  add_line (text, "BEGIN:VEVENT");
  add (text, "UID:%s@jiaozhuang", jz_statement_text (row, 0));
  add (text, "SEQUENCE:%" PRId64, jz_statement_int64 (row, 1));
  add (text, "DTSTAMP:%.4s%.2s%.2sT%.2s%.2s%.2sZ", stamp, stamp + 5, stamp + 8, stamp + 11, stamp + 14, stamp + 17);
  add_when (text, date, bell_of (bells, (int) jz_statement_int64 (row, 4)));
  add_text (text, "SUMMARY", jz_statement_text (row, 5));
  add_text (text, "LOCATION", jz_statement_text (row, 6));
  add_text (text, "DESCRIPTION", about);
  add (text, "STATUS:%s", g_str_equal (state, "cancelled") || g_str_equal (state,
                                                                           "missed") ? "CANCELLED" : "CONFIRMED");
  add_line (text, "END:VEVENT");
  return TRUE;
}

static const char events_sql[] =
  "SELECT l.uuid, l.changed, o.at, l.date, l.period, trim (ifnull (c.name, '') || ' ' || iif (l.purpose = '', l.subject, l.purpose)), r.path, "
  "ifnull (t.name, ''), l.state, l.reason, ifnull (c.stage, '') FROM lesson l JOIN place r ON r.id = l.room JOIN operation o ON o.id = l.changed "
  "LEFT JOIN class c ON c.id = l.class LEFT JOIN person t ON t.id = l.teacher WHERE l.date BETWEEN ?1 AND ?2 AND l.voided IS NULL AND "
  "l.state NOT IN ('asked', 'waiting') AND ?3 IN (0, l.room) AND ?4 IN (0, l.class) AND ?5 IN (0, l.teacher) AND ?6 IN (0, l.technician) "
  "ORDER BY l.date, l.period, l.id";

char *
jz_lesson_ics (JzConnection *connection, JzDate first, JzDate last, const JzWeekFilter *filter, guint *n,
               GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char         from[JZ_DATE_LENGTH], to[JZ_DATE_LENGTH];
  gboolean     ok = TRUE;
  guint        count = 0;
  JzStatement *row = jz_connection_query (connection, error, events_sql, "ssllll", jz_date_to_iso (first, from),
                                          jz_date_to_iso (last, to), filter->room, filter->class_, filter->teacher,
                                          filter->technician);

  add_head (text);
  for (; ok && jz_statement_next (row); count++)
    ok = add_event (connection, text, row, error);
  if (!ok)
    jz_statement_reset (row);
  if (!ok || !jz_statement_finish (row, error))
    return NULL;
  add_line (text, "END:VCALENDAR");
  if (n != NULL)
    *n = count;
  return g_string_free (g_steal_pointer (&text), FALSE);
}
