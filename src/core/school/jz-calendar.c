/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-school"
#include "config.h"

#include "jz-calendar.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-reference.h"
#include "jz-source.h"

const JzAction jz_action_calendar = { "calendar.write", "calendar" };

int
jz_school_year (JzDate date)
{
  int year, month, day;

  jz_date_get (date, &year, &month, &day);
  return month >= 9 ? year : year - 1;
}

char *
jz_term_title (int school_year, int ordinal)
{
  if (ordinal == 1)
    return g_strdup_printf (_("School year %d–%d, first term"), school_year, school_year + 1);
  return g_strdup_printf (_("School year %d–%d, second term"), school_year, school_year + 1);
}

typedef struct
{
  GHashTable *names;   /* ISO date → its holiday, of days off and make-up days */
  GHashTable *off;     /* set of ISO dates */
  GQueue      taken;   /* JzDate: workdays that a holiday took and no make-up day has followed yet */
} Holidays;

static gboolean
load_holidays (Holidays *holidays, GError **error)
{
  g_autoptr (JzReference) table = jz_reference_load ("holidays-cn.tsv", error);

  holidays->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  holidays->off = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_queue_init (&holidays->taken);
  for (guint i = 0; table != NULL && i < table->rows->len; i++)
    {
      const char *date = jz_reference_get (table, i, "date");

      g_hash_table_insert (holidays->names, g_strdup (date), g_strdup (jz_reference_get (table, i, "name")));
      if (g_str_equal (jz_reference_get (table, i, "off"), "1"))
        g_hash_table_add (holidays->off, g_strdup (date));
    }
  return table != NULL;
}

static void
free_holidays (Holidays *holidays)
{
  g_hash_table_unref (holidays->names);
  g_hash_table_unref (holidays->off);
  g_queue_clear (&holidays->taken);
}

/* A make-up day may come before its holiday: then it follows the first workday that is lost next. */
static JzDate
day_made_up (Holidays *holidays, JzDate date)
{
  if (!g_queue_is_empty (&holidays->taken))
    return GPOINTER_TO_INT (g_queue_pop_head (&holidays->taken));
  for (JzDate next = date + 1; next < date + 30; next++)
    {
      char iso[JZ_DATE_LENGTH];

      if (jz_date_weekday (next) <= 5 && g_hash_table_contains (holidays->off, jz_date_to_iso (next, iso)))
        {
          g_hash_table_insert (holidays->names, g_strdup ("used"), g_strdup (iso));
          return next;
        }
    }
  return date;
}

typedef struct
{
  const char *kind;
  int         follows;
  char       *note;
} Day;

static Day
classify (Holidays *holidays, JzDate date)
{
  char        iso[JZ_DATE_LENGTH];
  const char *name = g_hash_table_lookup (holidays->names, jz_date_to_iso (date, iso));
  int         weekday = jz_date_weekday (date);

  if (name != NULL && g_hash_table_contains (holidays->off, iso))
    {
      const char *used = g_hash_table_lookup (holidays->names, "used");

      if (weekday <= 5 && g_strcmp0 (used, iso) != 0)
        g_queue_push_tail (&holidays->taken, GINT_TO_POINTER (date));
      return (Day){ "holiday", 0, g_strdup (name) };
    }
  if (name != NULL)
    {
      JzDate lost = day_made_up (holidays, date);
      char   lost_iso[JZ_DATE_LENGTH];

      return (Day){ "make-up", MIN (jz_date_weekday (lost), 5),
                    g_strdup_printf (_("makes up %s"), jz_date_to_iso (lost, lost_iso)) };
    }
  if (weekday > 5)
    return (Day){ "weekend", 0, g_strdup ("") };
  return (Day){ "school", weekday, g_strdup ("") };
}

static gboolean
add_days (JzConnection *connection, gint64 term, JzDate first, JzDate last, GError **error)
{
  Holidays holidays;
  JzDate   monday = first - jz_date_weekday (first) + 1;
  gboolean ok = load_holidays (&holidays, error);

  for (JzDate date = first; ok && date <= last; date++)
    {
      char iso[JZ_DATE_LENGTH];
      Day  day = classify (&holidays, date);
      int  week = (date - monday) / 7 + 1;

      ok = jz_connection_run (
        connection, error,
        "INSERT INTO calendar_day (date, term, week, kind, follows, parity, note, changed) "
        "VALUES (?, ?, ?, ?, nullif (?, 0), ?, ?, jz_operation()) ON CONFLICT (date) DO UPDATE SET "
        "term = excluded.term, week = excluded.week, parity = excluded.parity, changed = excluded.changed",
        "slisiss", jz_date_to_iso (date, iso), term, week, day.kind, day.follows, week % 2 ? "odd" : "even", day.note);
      g_free (day.note);
    }
  free_holidays (&holidays);
  return ok;
}

gboolean
jz_term_add (JzOperation *operation, int school_year, int ordinal, JzDate first, JzDate last, gint64 *id,
             GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *uuid = jz_source_uuid (connection), *title = NULL;
  char             from[JZ_DATE_LENGTH], to[JZ_DATE_LENGTH];
  gint64           there, term;

  if (first == JZ_DATE_NONE || last == JZ_DATE_NONE || last - first < 20 || last - first > 200 ||
      (ordinal != 1 && ordinal != 2))
    {
      g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID,
                           _("A term has a first and a last day, 20 to 200 days apart"));
      return FALSE;
    }
  jz_date_to_iso (first, from);
  jz_date_to_iso (last, to);
  if (!jz_connection_number (
        connection, &there, 0, error,
        "SELECT count(*) FROM term WHERE (school_year = ? AND ordinal = ?) OR (first_day <= ? AND last_day >= ?)",
        "iiss", school_year, ordinal, to, from))
    return FALSE;
  if (there > 0)
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_CONFLICT, _("%s – %s: there is a term at that time already"), from, to);
      return FALSE;
    }
  if (
    !jz_connection_run (
      connection, error,
      "INSERT INTO term (uuid, school_year, ordinal, first_day, last_day, changed) VALUES (?, ?, ?, ?, ?, jz_operation())",
      "siiss", uuid, school_year, ordinal, from, to))
    return FALSE;
  term = jz_connection_last_id (connection);
  if (id != NULL)
    *id = term;
  title = jz_term_title (school_year, ordinal);
  jz_operation_describe (operation, _("Added the term %s"), title);
  return add_days (connection, term, first, last, error);
}

gboolean
jz_term_find (JzConnection *connection, JzDate date, gint64 *id, GError **error)
{
  char iso[JZ_DATE_LENGTH];

  jz_date_to_iso (date, iso);
  return jz_connection_number (connection, id, 0, error, "SELECT id FROM term WHERE ?1 BETWEEN first_day AND last_day",
                               "s", iso);
}

gboolean
jz_calendar_set (JzOperation *operation, JzDate date, const char *kind, int follows, const char *parity,
                 const char *note, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);
  gboolean      lessons = g_str_equal (kind, "school") || g_str_equal (kind, "make-up");
  char          iso[JZ_DATE_LENGTH];
  gint64        term;

  if (date == JZ_DATE_NONE || lessons != (follows >= 1 && follows <= 7) || (!lessons && follows != 0))
    {
      g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID,
                           _("A day with lessons follows a weekday, a day without follows none"));
      return FALSE;
    }
  if (!jz_term_find (connection, date, &term, error))
    return FALSE;
  jz_operation_describe (operation, _("Changed the calendar"));
  return jz_connection_run (
    connection, error,
    "INSERT INTO calendar_day (date, term, kind, follows, parity, note, changed) VALUES (?, ?, ?, nullif (?, 0), ?, ?, jz_operation()) "
    "ON CONFLICT (date) DO UPDATE SET kind = excluded.kind, follows = excluded.follows, "
    "parity = ifnull (excluded.parity, parity), note = excluded.note, changed = excluded.changed",
    "srsiss", jz_date_to_iso (date, iso), term, kind, follows, parity, note != NULL ? note : "");
}
