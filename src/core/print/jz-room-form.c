/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-room-form.h"

#include <glib/gi18n-lib.h>

#include "jz-source.h"
#include "jz-week-page.h"

#define PERIOD_WIDTH 24.0 /* mm */
#define CELL_LINES   4

static void
add_columns (JzReport *report, const JzLessonWeek *week)
{
  jz_report_add_column (report, _("Period"), PERIOD_WIDTH, 0, JZ_ALIGN_CENTRE, JZ_SUM_NONE);
  for (int day = 0; day < week->n_days; day++)
    {
      g_autofree char *title = jz_week_day_title (&week->days[day]);

      jz_report_add_column (report, title, 0, 1, JZ_ALIGN_LEFT, JZ_SUM_NONE);
    }
}

static void
add_period (JzReport *report, const JzLessonWeek *week, const JzBell *bell, gboolean with_room)
{
  g_auto (GStrv) cells = g_new0 (char *, (gsize) week->n_days + 2);

  cells[0] = bell->begins[0] != '\0' ? g_strdup_printf ("%d  %s–%s", bell->period, bell->begins, bell->ends) :
                                       g_strdup_printf ("%d", bell->period);
  for (int day = 0; day < week->n_days; day++)
    cells[day + 1] = jz_week_cell_words (week, day, bell->period, with_room);
  jz_report_add_row (report, (const char *const *) cells);
}

JzReport *
jz_week_form_new (JzConnection *connection, JzDate date, const JzWeekFilter *filter, GError **error)
{
  g_autoptr (JzLessonWeek) week = jz_lesson_week_read (connection, date, filter, error);
  g_autofree char         *school = jz_connection_text (connection, NULL, "SELECT name FROM school", ""),
    *title = NULL, *about = NULL;
  char                     today[JZ_DATE_LENGTH];
  JzReport                *report;

  if (week == NULL)
    return NULL;
  title = g_strdup_printf (_("%s: week of lessons"), week->title[0] != '\0' ? week->title : _("Function rooms"));
  about = jz_week_title (week);
  report = jz_report_new (school, title, jz_date_to_iso (jz_source_today (connection), today));
  report->paper = JZ_PAPER_LANDSCAPE;
  report->max_lines = CELL_LINES;
  report->key_columns = 1;
  jz_report_add_subtitle (report, about, NULL);
  add_columns (report, week);
  for (guint i = 0; i < week->bells->len; i++)
    add_period (report, week, &g_array_index (week->bells, JzBell, i), filter->room == 0);
  return report;
}

/* Uses. */

static const char *
condition_words (const char *condition)
{
  return g_strcmp0 (condition, "fault") == 0 ? _("Something is broken") : g_strcmp0 (condition,
                                                                                     "untidy") == 0 ? _("Untidy") : _("In good order");
}

static const char uses_sql[] =
  "SELECT l.date, l.period, r.path, ifnull (c.name, ''), ifnull (t.name, ''), l.subject, l.purpose, u.people, u.condition, u.note FROM lesson l "
  "JOIN room_use u ON u.lesson = l.id JOIN place r ON r.id = l.room LEFT JOIN class c ON c.id = l.class LEFT JOIN person t ON t.id = l.teacher "
  "WHERE l.date BETWEEN ?1 AND ?2 AND ?3 IN (0, l.room) AND l.voided IS NULL ORDER BY l.date, l.period, r.sort_key";

static gboolean
add_uses (JzReport *report, JzConnection *connection, gint64 room, const char *from, const char *to, GError **error)
{
  JzStatement *row = jz_connection_query (connection, error, uses_sql, "ssl", from, to, room);

  while (jz_statement_next (row))
    jz_report_add_row (report, (const char *[]){ jz_statement_text (row, 0), jz_statement_text (row, 1),
                                                 jz_statement_text (row, 2),
                                                 jz_statement_text (row, 3), jz_statement_text (row, 5),
                                                   jz_statement_text (row, 6),
                                                 jz_statement_text (row, 7), condition_words (jz_statement_text (row,
                                                                                          8)),
                                                 jz_statement_text (row, 9), jz_statement_text (row, 4) });
  return jz_statement_finish (row, error);
}

JzReport *
jz_room_use_form_new (JzConnection *connection, gint64 room, JzDate first, JzDate last, GError **error)
{
  g_autofree char     *school = jz_connection_text (connection, NULL, "SELECT name FROM school", ""), *name = NULL,
    *span = NULL;
  char                 from[JZ_DATE_LENGTH], to[JZ_DATE_LENGTH], today[JZ_DATE_LENGTH];
  g_autoptr (JzReport) report = jz_report_new (school, _("Record of use of function rooms"),
                                               jz_date_to_iso (jz_source_today (connection), today));

  if (!jz_connection_find_text (connection, &name, error, "SELECT path FROM place WHERE id = ?", "l", room))
    return NULL;
  span = g_strdup_printf (_("%s to %s"), jz_date_to_iso (first, from), jz_date_to_iso (last, to));
  jz_report_add_subtitle (report, name != NULL ? name : _("All rooms"), span);
  jz_report_add_column (report, _("Date"), 22, 0, JZ_ALIGN_LEFT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Period"), 12, 0, JZ_ALIGN_CENTRE, JZ_SUM_NONE);
  jz_report_add_column (report, _("Room"), 26, 0, JZ_ALIGN_LEFT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Class"), 16, 0, JZ_ALIGN_LEFT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Subject"), 16, 0, JZ_ALIGN_LEFT, JZ_SUM_NONE);
  jz_report_add_column (report, _("What for"), 0, 1, JZ_ALIGN_LEFT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Came"), 14, 0, JZ_ALIGN_RIGHT, JZ_SUM_QUANTITY);
  jz_report_add_column (report, _("How it was left"), 24, 0, JZ_ALIGN_LEFT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Remarks"), 0, 1, JZ_ALIGN_LEFT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Teacher"), 20, 0, JZ_ALIGN_LEFT, JZ_SUM_NONE);
  if (!add_uses (report, connection, room, from, to, error))
    return NULL;
  jz_report_add_signature (report, _("Keeper"));
  jz_report_add_signature (report, _("Person in charge"));
  return g_steal_pointer (&report);
}
