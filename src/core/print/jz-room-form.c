/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-room-form.h"

#include <glib/gi18n-lib.h>

#include "jz-barcode.h"
#include "jz-ink.h"
#include "jz-source.h"

#define PERIOD_WIDTH 24.0 /* mm: "1  08:20–09:00" in two lines */
#define CELL_LINES   4
#define CODE_SIZE    22.0 /* mm, of the QR code on a door */
#define CODE_MARGIN  10.0

static const char *
weekday_words (int day)
{
  const char *const words[] = { _("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday") };

  return words[day];
}

static char *
day_title (const JzWeekDay *one, int day)
{
  char iso[JZ_DATE_LENGTH];

  jz_date_to_iso (one->date, iso);
  if (one->note != NULL && one->note[0] != '\0')
    return g_strdup_printf ("%s %s %s", weekday_words (day), iso + 5, one->note);
  return g_strdup_printf ("%s %s", weekday_words (day), iso + 5);
}

static void
add_columns (JzReport *report, const JzLessonWeek *week)
{
  jz_report_add_column (report, _("Period"), PERIOD_WIDTH, 0, JZ_ALIGN_CENTRE, JZ_SUM_NONE);
  for (int day = 0; day < week->n_days; day++)
    {
      g_autofree char *title = day_title (&week->days[day], day);

      jz_report_add_column (report, title, 0, 1, JZ_ALIGN_LEFT, JZ_SUM_NONE);
    }
}

/* What has not been approved is no plan. */
static gboolean
stands (const JzWeekLesson *lesson)
{
  return g_str_equal (lesson->state, "approved") || g_str_equal (lesson->state, "done") || g_str_equal (lesson->state, "late");
}

static char *
cell_words (const JzLessonWeek *week, int day, int period, gboolean with_room)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < week->lessons->len; i++)
    {
      const JzWeekLesson *lesson = g_ptr_array_index (week->lessons, i);

      if (lesson->day != day || lesson->period != period || !stands (lesson))
        continue;
      g_string_append_printf (text, "%s%s", text->len > 0 ? "; " : "", lesson->title);
      if (lesson->who[0] != '\0')
        g_string_append_printf (text, " · %s", lesson->who);
      if (with_room)
        g_string_append_printf (text, " · %s", lesson->room);
    }
  for (guint i = 0; i < week->closed->len && text->len == 0; i++)
    {
      const JzWeekClosed *closed = g_ptr_array_index (week->closed, i);

      if (closed->day == day && closed->period == period)
        g_string_append_printf (text, _("Closed: %s"), closed->reason);
    }
  return g_string_free (text, FALSE);
}

static void
add_period (JzReport *report, const JzLessonWeek *week, const JzBell *bell, gboolean with_room)
{
  g_auto (GStrv) cells = g_new0 (char *, (gsize) week->n_days + 2);

  cells[0] = g_strdup_printf ("%d  %s–%s", bell->period, bell->begins, bell->ends);
  for (int day = 0; day < week->n_days; day++)
    cells[day + 1] = cell_words (week, day, bell->period, with_room);
  jz_report_add_row (report, (const char *const *) cells);
}

static char *
week_words (const JzLessonWeek *week)
{
  if (week->week == 0 || week->parity == NULL)
    return g_strdup ("");
  return g_str_equal (week->parity, "odd") ? g_strdup_printf (_("Week %d (odd)"), week->week) :
                                             g_strdup_printf (_("Week %d (even)"), week->week);
}

JzReport *
jz_week_form_new (JzConnection *connection, JzDate date, const JzWeekFilter *filter, GError **error)
{
  g_autoptr (JzLessonWeek) week = jz_lesson_week_read (connection, date, filter, error);
  g_autofree char         *school = jz_connection_text (connection, NULL, "SELECT name FROM school", ""), *title = NULL, *number = NULL,
                          *left = NULL;
  char                     today[JZ_DATE_LENGTH];
  JzReport                *report;

  if (week == NULL)
    return NULL;
  title = g_strdup_printf (_("%s: week of lessons"), week->title[0] != '\0' ? week->title : _("Function rooms"));
  number = week_words (week);
  left = g_strdup_printf ("%s  %s", week->term != NULL ? week->term : "", number);
  report = jz_report_new (school, title, jz_date_to_iso (jz_source_today (connection), today));
  report->paper = JZ_PAPER_LANDSCAPE;
  report->max_lines = CELL_LINES;
  report->key_columns = 1;
  jz_report_add_subtitle (report, left, NULL);
  add_columns (report, week);
  for (guint i = 0; i < week->bells->len; i++)
    add_period (report, week, &g_array_index (week->bells, JzBell, i), filter->room == 0);
  return report;
}

/* The door. */

struct _JzDoorPlan
{
  JzReport       *report;
  JzReportLayout *layout;
  JzBarcode      *code;
};

void
jz_door_plan_free (JzDoorPlan *self)
{
  g_clear_pointer (&self->layout, jz_report_layout_free);
  g_clear_pointer (&self->report, jz_report_free);
  g_free (self->code);
  g_free (self);
}

JzDoorPlan *
jz_door_plan_new (JzConnection *connection, gint64 room, JzDate date, GError **error)
{
  g_autoptr (JzDoorPlan) self = g_new0 (JzDoorPlan, 1);
  g_autofree char       *code = NULL;
  JzWeekFilter           filter = { .room = room };

  if (!jz_connection_find_text (connection, &code, error, "SELECT code FROM place WHERE id = ? AND voided IS NULL", "l", room))
    return NULL;
  if (code == NULL)
    {
      g_set_error_literal (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("There is no such room"));
      return NULL;
    }
  self->code = jz_barcode_new (JZ_BARCODE_QR, code, error);
  self->report = self->code != NULL ? jz_week_form_new (connection, date, &filter, error) : NULL;
  if (self->report == NULL)
    return NULL;
  jz_report_add_footer (self->report, _("Scan the code to see or to note how the room is used"));
  self->layout = jz_report_layout_new (self->report, error);
  return self->layout != NULL ? g_steal_pointer (&self) : NULL;
}

/* In the corner above the table, whole modules. */
static void
draw_code (const JzDoorPlan *self, cairo_t *cr, double paper_width)
{
  double module = CODE_SIZE / (self->code->width + 2 * JZ_QR_QUIET), left = paper_width - CODE_MARGIN - CODE_SIZE, top = CODE_MARGIN / 2;

  cairo_save (cr);
  cairo_scale (cr, JZ_POINTS_PER_MM, JZ_POINTS_PER_MM);
  cairo_set_source_rgb (cr, 0, 0, 0);
  for (guint i = 0; i < self->code->n_bars; i++)
    {
      const JzBar *bar = &self->code->bars[i];

      cairo_rectangle (cr, left + (bar->x + JZ_QR_QUIET) * module, top + (bar->y + JZ_QR_QUIET) * module, bar->width * module,
                       bar->height * module);
    }
  cairo_fill (cr);
  cairo_restore (cr);
}

static void
draw_door_cb (cairo_t *cr, guint page, gpointer data)
{
  JzDoorPlan *self = data;
  double      width, height;

  jz_report_layout_get_paper (self->layout, &width, &height);
  jz_report_layout_draw_page (self->layout, cr, page);
  if (page == 0)
    draw_code (self, cr, width);
}

JzPdf
jz_door_plan_pdf (JzDoorPlan *self)
{
  JzPdf pdf = { .title = self->report->title, .n_pages = jz_report_layout_n_pages (self->layout), .draw = draw_door_cb,
                .draw_data = self };

  jz_report_layout_get_paper (self->layout, &pdf.width_mm, &pdf.height_mm);
  return pdf;
}

/* Uses. */

static const char *
condition_words (const char *condition)
{
  return g_strcmp0 (condition, "fault") == 0 ? _("Something is broken") : g_strcmp0 (condition, "untidy") == 0 ? _("Untidy") : _("In good order");
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
    jz_report_add_row (report, (const char *[]){ jz_statement_text (row, 0), jz_statement_text (row, 1), jz_statement_text (row, 2),
                                                 jz_statement_text (row, 3), jz_statement_text (row, 5), jz_statement_text (row, 6),
                                                 jz_statement_text (row, 7), condition_words (jz_statement_text (row, 8)),
                                                 jz_statement_text (row, 9), jz_statement_text (row, 4) });
  return jz_statement_finish (row, error);
}

JzReport *
jz_room_use_form_new (JzConnection *connection, gint64 room, JzDate first, JzDate last, GError **error)
{
  g_autofree char     *school = jz_connection_text (connection, NULL, "SELECT name FROM school", ""), *name = NULL, *span = NULL;
  char                 from[JZ_DATE_LENGTH], to[JZ_DATE_LENGTH], today[JZ_DATE_LENGTH];
  g_autoptr (JzReport) report = jz_report_new (school, _("Record of use of function rooms"), jz_date_to_iso (jz_source_today (connection), today));

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
