/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-term-days.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

void
jz_term_day_free (JzTermDay *self)
{
  g_free (self->note);
  g_free (self);
}

/* A number of one or two digits; -1 for anything else. */
static int
read_week (const char *text)
{
  gsize n = strlen (text);

  if (n < 1 || n > 2 || strspn (text, "0123456789") != n)
    return -1;
  return atoi (text);
}

static gboolean
add_range (const char *text, guint32 *weeks)
{
  g_auto (GStrv) ends = g_strsplit (text, "-", 2);
  int from = ends[0] != NULL ? read_week (ends[0]) : -1, to = ends[0] != NULL &&
    ends[1] != NULL ? read_week (ends[1]) : from;

  if (from < 1 || to > JZ_MAX_WEEKS || from > to)
    return FALSE;
  for (int week = from; week <= to; week++)
    *weeks |= 1u << week;
  return TRUE;
}

gboolean
jz_weeks_parse (const char *text, guint32 *weeks)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", JZ_MAX_WEEKS + 1);

  *weeks = 0;
  for (char **part = parts; *part != NULL; part++)
    if (!add_range (g_strstrip (*part), weeks))
      return FALSE;
  return *weeks != 0;
}

/* A day that has lessons counts by what it follows, any other by what it is; Saturdays and Sundays are that as well. */
static const char days_sql[] =
  "SELECT d.week, d.date, d.note FROM calendar_day d WHERE d.term = ?1 AND (?2 >> d.week) & 1 AND (d.follows = ?3 OR "
  "((d.follows IS NULL OR ?3 > 5) AND CAST (strftime ('%w', d.date, '-1 day') AS INTEGER) + 1 = ?3)) "
  "AND (?4 IS NULL OR d.parity = ?4) ORDER BY d.date";

GPtrArray *
jz_term_days (JzConnection *connection, const JzWeekRule *rule, GError **error)
{
  g_autoptr (GPtrArray) days = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_term_day_free);
  JzStatement          *row;

  if (rule->term == 0 || rule->weeks == 0 || rule->weekday < 1 || rule->weekday > 7)
    {
      g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID,
                           _("Lessons are held on a day from 1 to 7 of some weeks of a term"));
      return NULL;
    }
  row = jz_connection_query (connection, error, days_sql, "llis", rule->term, (gint64) rule->weeks, rule->weekday,
                             rule->parity);
  while (jz_statement_next (row))
    {
      JzTermDay *day = g_new (JzTermDay, 1);

      *day = (JzTermDay){ (int) jz_statement_int64 (row, 0), jz_date_from_iso (jz_statement_text (row, 1)),
                          jz_statement_dup (row, 2) };
      g_ptr_array_add (days, day);
    }
  return jz_statement_finish (row, error) ? g_steal_pointer (&days) : NULL;
}

gboolean
jz_term_meant (JzConnection *connection, const char *key, gint64 *term, GError **error)
{
  g_autofree char *missing = key != NULL ? g_strdup_printf (_("%s: the calendar has no such term"), key) : NULL;
  JzStatement     *row = jz_connection_query (
    connection, error,
    "SELECT id FROM term WHERE iif (?1 IS NULL, first_day <= jz_today (), school_year || '-' || ordinal = ?1) "
    "ORDER BY first_day DESC LIMIT 1",
    "s", key);

  if (!jz_statement_first (row, missing != NULL ? missing : _("The calendar has no term yet"), error))
    return FALSE;
  *term = jz_statement_int64 (row, 0);
  jz_statement_reset (row);
  return TRUE;
}
