/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-library-stats.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-calendar.h"
#include "jz-source.h"

void
jz_library_period_clear (JzLibraryPeriod *self)
{
  g_clear_pointer (&self->key, g_free);
  g_clear_pointer (&self->title, g_free);
}

void
jz_library_period_free (JzLibraryPeriod *self)
{
  jz_library_period_clear (self);
  g_free (self);
}

/* The row: school year, ordinal, first day, last day. */
static void
take_term (JzStatement *row, JzLibraryPeriod *period)
{
  int year = (int) jz_statement_int64 (row, 0), ordinal = (int) jz_statement_int64 (row, 1);

  period->key = g_strdup_printf ("%d-%d", year, ordinal);
  period->title = jz_term_title (year, ordinal);
  g_strlcpy (period->first, jz_statement_text (row, 2), sizeof period->first);
  g_strlcpy (period->last, jz_statement_text (row, 3), sizeof period->last);
}

static void
take_year (int year, JzLibraryPeriod *period)
{
  period->key = g_strdup_printf ("%d", year);
  period->title = g_strdup_printf (_("Year %d"), year);
  jz_date_to_iso (jz_date_new (year, 1, 1), period->first);
  jz_date_to_iso (jz_date_new (year, 12, 31), period->last);
}

static int
this_year (JzConnection *connection)
{
  int year, month, day;

  jz_date_get (jz_source_today (connection), &year, &month, &day);
  return year;
}

static gboolean
read_present (JzConnection *connection, JzLibraryPeriod *period, GError **error)
{
  JzStatement *row = jz_connection_query (connection, error,
                                          "SELECT school_year, ordinal, first_day, last_day FROM term WHERE first_day "
                                          "<= jz_today () ORDER BY first_day DESC LIMIT 1",
                                          "");

  if (jz_statement_next (row))
    take_term (row, period);
  else
    take_year (this_year (connection), period);
  return jz_statement_finish (row, error);
}

static gboolean
read_term (JzConnection *connection, const char *key, int year, int ordinal, JzLibraryPeriod *period, GError **error)
{
  g_autofree char *missing = g_strdup_printf (_("%s: the calendar has no such term"), key);
  JzStatement     *row = jz_connection_query (connection, error,
                                              "SELECT school_year, ordinal, first_day, last_day FROM term WHERE "
                                              "school_year = ? AND ordinal = ?",
                                              "ii", year, ordinal);

  if (!jz_statement_first (row, missing, error))
    return FALSE;
  take_term (row, period);
  jz_statement_reset (row);
  return TRUE;
}

gboolean
jz_library_period_read (JzConnection *connection, const char *key, JzLibraryPeriod *period, GError **error)
{
  g_auto (GStrv) parts = key != NULL ? g_strsplit (key, "-", 3) : NULL;
  guint          n = parts != NULL ? g_strv_length (parts) : 0;
  gint64         year, ordinal;

  *period = (JzLibraryPeriod){ 0 };
  if (key == NULL)
    return read_present (connection, period, error);
  if (n >= 1 && n <= 2 && g_ascii_string_to_signed (parts[0], 10, 1950, 2199, &year, NULL) &&
      (n == 1 || g_ascii_string_to_signed (parts[1], 10, 1, 2, &ordinal, NULL)))
    {
      if (n == 2)
        return read_term (connection, key, (int) year, (int) ordinal, period, error);
      take_year ((int) year, period);
      return TRUE;
    }
  g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID,
               _("%s: a term is written 2026-1 or 2026-2 after its school year, a year 2026"), key);
  return FALSE;
}

GPtrArray *
jz_library_periods (JzConnection *connection, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_library_period_free);
  JzStatement *rows = jz_connection_query (connection, error,
                                           "SELECT school_year, ordinal, first_day, last_day FROM term ORDER BY "
                                           "first_day DESC",
                                           "");
  gint64       first;

  while (jz_statement_next (rows))
    {
      JzLibraryPeriod *period = g_new0 (JzLibraryPeriod, 1);

      take_term (rows, period);
      g_ptr_array_add (found, period);
    }
  if (!jz_statement_finish (rows, error) ||
      !jz_connection_number (connection, &first, this_year (connection), error,
                             "SELECT CAST (substr (min (day), 1, 4) AS INTEGER) FROM (SELECT min (lent) AS day FROM "
                             "lending UNION ALL SELECT min (month) FROM lending_month)",
                             ""))
    return NULL;
  for (int year = this_year (connection); year >= first; year--)
    {
      JzLibraryPeriod *period = g_new0 (JzLibraryPeriod, 1);

      take_year (year, period);
      g_ptr_array_add (found, period);
    }
  return g_steal_pointer (&found);
}
