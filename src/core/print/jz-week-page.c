/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-week-page.h"

#include <glib/gi18n-lib.h>

#include "jz-barcode.h"
#include "jz-ink.h"
#include "jz-source.h"

/* Millimetres. */
#define PAPER_WIDTH   297.0
#define PAPER_HEIGHT  210.0
#define MARGIN        12.0
#define TOP           36.0 /* where the table begins */
#define BOTTOM        14.0
#define HEAD_HEIGHT   9.0
#define PERIOD_WIDTH  22.0
#define LINE          0.2
#define PADDING       1.5
#define CODE_SIZE     22.0

#define TITLE_SIZE    7.5
#define TEXT_SIZE     4.2
#define LEAST_SIZE    2.4
#define CAPTION_SIZE  3.2

struct _JzWeekPage
{
  JzLessonWeek *week;
  JzType       *type;
  JzInk        *ink;
  JzBarcode    *code;   /* NULL: not for a door */
  char         *school, *title, *about, *date;
  gboolean      with_room;
};

void
jz_week_page_free (JzWeekPage *self)
{
  g_clear_pointer (&self->ink, jz_ink_free);
  g_clear_pointer (&self->type, jz_type_free);
  g_clear_pointer (&self->week, jz_lesson_week_free);
  g_free (self->code);
  g_free (self->school);
  g_free (self->title);
  g_free (self->about);
  g_free (self->date);
  g_free (self);
}

/* Words. */

char *
jz_week_day_title (const JzWeekDay *day)
{
  const char *const words[] = { _("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"),
                                _("Sunday") };
  char iso[JZ_DATE_LENGTH];

  return g_strjoin (" ", words[jz_date_weekday (day->date) - 1], jz_date_to_iso (day->date, iso) + 5,
                    day->note != NULL && day->note[0] != '\0' ? day->note : NULL, NULL);
}

char *
jz_week_title (const JzLessonWeek *week)
{
  g_autofree char *number = NULL;
  char             iso[JZ_DATE_LENGTH];

  if (week->week == 0 || week->parity == NULL)
    return g_strdup_printf (_("Week of %s"), jz_date_to_iso (week->monday, iso));
  number = g_str_equal (week->parity, "odd") ? g_strdup_printf (_("Week %d (odd)"), week->week) :
                                               g_strdup_printf (_("Week %d (even)"), week->week);
  return g_strjoin ("  ", week->term != NULL ? week->term : "", number, NULL);
}

/* What has not been approved is no plan. */
static gboolean
stands (const JzWeekLesson *lesson)
{
  return g_str_equal (lesson->state, "approved") || g_str_equal (lesson->state, "done") || g_str_equal (lesson->state,
                                                                                          "late");
}

static char *
closed_words (const JzLessonWeek *week, int day, int period)
{
  for (guint i = 0; i < week->closed->len; i++)
    {
      const JzWeekClosed *closed = g_ptr_array_index (week->closed, i);

      if (closed->day == day && closed->period == period)
        return closed->reason[0] != '\0' ? g_strdup_printf (_("Closed: %s"), closed->reason) : g_strdup (_("Not open"));
    }
  return g_strdup ("");
}

char *
jz_week_cell_words (const JzLessonWeek *week, int day, int period, gboolean with_room)
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
  if (text->len > 0)
    return g_string_free (text, FALSE);
  g_string_free (text, TRUE);
  return closed_words (week, day, period);
}

/* Drawing. */

static double
column_width (const JzWeekPage *self)
{
  return (PAPER_WIDTH - 2 * MARGIN - PERIOD_WIDTH) / self->week->n_days;
}

static double
row_height (const JzWeekPage *self)
{
  return (PAPER_HEIGHT - TOP - BOTTOM - HEAD_HEIGHT) / MAX (self->week->bells->len, 1);
}

/* @text in a box, in as many lines as fit, in the middle of its height. */
static void
put_text (JzWeekPage *self, JzWeight weight, double size, const char *text, double x, double y, double width,
          double height, gboolean centred)
{
  guint          most = (guint) MAX (1, (height - 2 * PADDING) / (size * JZ_TYPE_LINE));
  g_auto (GStrv) lines = jz_type_fit (self->type, weight, text, width - 2 * PADDING, most, &size, LEAST_SIZE);
  double         at = y + (height - g_strv_length (lines) * size * JZ_TYPE_LINE) / 2 + size * JZ_TYPE_ASCENT;

  for (char **line = lines; *line != NULL; line++, at += size * JZ_TYPE_LINE)
    {
      double used = jz_type_width (self->type, weight, *line) * size;

      jz_ink_text (self->ink, weight, size, centred ? x + (width - used) / 2 : x + PADDING, at, *line);
    }
}

static void
put_lines (JzWeekPage *self)
{
  double width = PAPER_WIDTH - 2 * MARGIN, bottom = PAPER_HEIGHT - BOTTOM;

  for (guint row = 0; row <= self->week->bells->len; row++)
    jz_ink_rect (self->ink, MARGIN, TOP + HEAD_HEIGHT + row * row_height (self), width, LINE);
  jz_ink_rect (self->ink, MARGIN, TOP, width, LINE);
  jz_ink_rect (self->ink, MARGIN, TOP, LINE, bottom - TOP);
  for (int column = 0; column <= self->week->n_days; column++)
    jz_ink_rect (self->ink, MARGIN + PERIOD_WIDTH + column * column_width (self), TOP, LINE, bottom - TOP);
}

static void
put_head (JzWeekPage *self)
{
  put_text (self, JZ_WEIGHT_REGULAR, CAPTION_SIZE, self->school, MARGIN, MARGIN - 4, 80, 6, FALSE);
  put_text (self, JZ_WEIGHT_BOLD, TITLE_SIZE, self->title, MARGIN + 30, MARGIN, PAPER_WIDTH - 2 * MARGIN - 60, 12,
            TRUE);
  put_text (self, JZ_WEIGHT_REGULAR, TEXT_SIZE, self->about, MARGIN + 30, MARGIN + 12, PAPER_WIDTH - 2 * MARGIN - 60,
            8, TRUE);
  put_text (self, JZ_WEIGHT_REGULAR, CAPTION_SIZE, self->date, PAPER_WIDTH - MARGIN - 60, PAPER_HEIGHT - BOTTOM + 1,
            60, 6, FALSE);
  if (self->code != NULL)
    put_text (self, JZ_WEIGHT_REGULAR, CAPTION_SIZE, _("Scan the code to see or to note how the room is used"), MARGIN,
              PAPER_HEIGHT - BOTTOM + 1, 150, 6, FALSE);
  put_text (self, JZ_WEIGHT_BOLD, TEXT_SIZE, _("Period"), MARGIN, TOP, PERIOD_WIDTH, HEAD_HEIGHT, TRUE);
  for (int day = 0; day < self->week->n_days; day++)
    {
      g_autofree char *title = jz_week_day_title (&self->week->days[day]);

      put_text (self, JZ_WEIGHT_BOLD, TEXT_SIZE, title, MARGIN + PERIOD_WIDTH + day * column_width (self), TOP,
                column_width (self),
                HEAD_HEIGHT, TRUE);
    }
}

static void
put_row (JzWeekPage *self, const JzBell *bell, double y)
{
  g_autofree char *number = g_strdup_printf ("%d", bell->period);
  g_autofree char *times = g_strjoin (bell->begins[0] != '\0' ? "–" : "", bell->begins, bell->ends, NULL);
  double           height = row_height (self);

  put_text (self, JZ_WEIGHT_BOLD, TEXT_SIZE, number, MARGIN, y, PERIOD_WIDTH, height / 2, TRUE);
  put_text (self, JZ_WEIGHT_REGULAR, CAPTION_SIZE, times, MARGIN, y + height / 2 - 1, PERIOD_WIDTH, height / 2, TRUE);
  for (int day = 0; day < self->week->n_days; day++)
    {
      g_autofree char *words = jz_week_cell_words (self->week, day, bell->period, self->with_room);

      put_text (self, JZ_WEIGHT_REGULAR, TEXT_SIZE, words, MARGIN + PERIOD_WIDTH + day * column_width (self), y,
                column_width (self), height,
                TRUE);
    }
}

/* In the corner above the table, in whole modules. */
static void
put_code (JzWeekPage *self)
{
  double module = CODE_SIZE / (self->code->width + 2 * JZ_QR_QUIET), left = PAPER_WIDTH - MARGIN - CODE_SIZE,
    top = MARGIN - 2;

  for (guint i = 0; i < self->code->n_bars; i++)
    {
      const JzBar *bar = &self->code->bars[i];

      jz_ink_tile (self->ink, left + (bar->x + JZ_QR_QUIET) * module, top + (bar->y + JZ_QR_QUIET) * module,
                   bar->width * module,
                   bar->height * module);
    }
}

static void
draw_cb (cairo_t *cr, guint page, gpointer data)
{
  JzWeekPage *self = data;

  put_lines (self);
  put_head (self);
  for (guint i = 0; i < self->week->bells->len; i++)
    put_row (self, &g_array_index (self->week->bells, JzBell, i), TOP + HEAD_HEIGHT + i * row_height (self));
  if (self->code != NULL)
    put_code (self);
  jz_ink_flush (self->ink, cr);
}

/* Making it. */

static gboolean
make_code (JzWeekPage *self, JzConnection *connection, gint64 room, GError **error)
{
  g_autofree char *code = NULL;

  if (!jz_connection_find_text (connection, &code, error, "SELECT code FROM place WHERE id = ? AND voided IS NULL",
                                "l", room))
    return FALSE;
  if (code == NULL)
    g_set_error_literal (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("A plan for a door is of one room: choose it"));
  else
    self->code = jz_barcode_new (JZ_BARCODE_QR, code, error);
  return self->code != NULL;
}

JzWeekPage *
jz_week_page_new (JzConnection *connection, JzDate date, const JzWeekFilter *filter, gboolean door, GError **error)
{
  g_autoptr (JzWeekPage) self = g_new0 (JzWeekPage, 1);
  char                   today[JZ_DATE_LENGTH];

  self->week = jz_lesson_week_read (connection, date, filter, error);
  if (self->week == NULL || (door && !make_code (self, connection, filter->room, error)))
    return NULL;
  self->school = jz_connection_text (connection, error, "SELECT name FROM school", "");
  if (self->school == NULL)
    return NULL;
  self->type = jz_type_new ();
  self->ink = jz_ink_new (self->type);
  self->title = g_strdup_printf (_("%s: week of lessons"), self->week->title[0] != '\0' ? self->week->title : _("Function rooms"));
  self->about = jz_week_title (self->week);
  self->date = g_strdup_printf (_("Printed on %s"), jz_date_to_iso (jz_source_today (connection), today));
  self->with_room = filter->room == 0;
  return g_steal_pointer (&self);
}

JzPdf
jz_week_page_pdf (JzWeekPage *self)
{
  return (JzPdf){ .title = self->title, .width_mm = PAPER_WIDTH, .height_mm = PAPER_HEIGHT, .n_pages = 1,
                  .draw = draw_cb, .draw_data = self };
}
