/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-calendar.h"
#include "jz-lab-import.h"
#include "jz-people.h"
#include "jz-place.h"
#include "jz-sheet-value.h"
#include "jz-source.h"

#define WORDS(...) ((const char *const[]){ __VA_ARGS__, NULL })

enum { CLASS, WEEKDAY, PERIOD, SUBJECT, TEACHER, ROOM, PARITY, N_FIELDS };

static const JzSheetField fields[N_FIELDS] = {
  [CLASS] = { "class", N_("Class"), WORDS ("班级", "班", "上课班级"), TRUE, JZ_SHEET_FIELD_TEXT },
  [WEEKDAY] = { "weekday", N_("Weekday"), WORDS ("星期", "周几", "星期几", "周"), TRUE, JZ_SHEET_FIELD_TEXT },
  [PERIOD] = { "period", N_("Period of the day"), WORDS ("节次", "节", "第几节", "课节"), TRUE, JZ_SHEET_FIELD_TEXT },
  [SUBJECT] = { "subject", N_("Subject"), WORDS ("学科", "科目", "课程", "课程名称"), TRUE, JZ_SHEET_FIELD_TEXT },
  [TEACHER] = { "teacher", N_("Teacher"), WORDS ("教师", "任课教师", "授课教师", "老师"), FALSE, JZ_SHEET_FIELD_TEXT },
  [ROOM] = { "room", N_("Room"), WORDS ("教室", "地点", "上课地点", "功能室", "实验室"), FALSE, JZ_SHEET_FIELD_TEXT },
  [PARITY] = { "parity", N_("Odd or even week"), WORDS ("单双周", "周次"), FALSE, JZ_SHEET_FIELD_TEXT },
};

static const JzAction import_action = { "lab.import.timetable", "lab" };

typedef struct
{
  gint64      class_, teacher, room;
  int         weekday, period;
  const char *subject, *parity;
} Lesson;

/* What cells mean. */

/* 周三, 星期日, 3; 0 when it is none. */
static int
weekday_of (const char *text)
{
  static const char *const days[] = { "一", "二", "三", "四", "五", "六", "日", "天" };

  for (int i = 0; i < (int) G_N_ELEMENTS (days); i++)
    if (g_str_has_suffix (text, days[i]))
      return MIN (i + 1, 7);
  return text[0] >= '1' && text[0] <= '7' && text[1] == '\0' ? text[0] - '0' : 0;
}

/* 3, 第3节, 第三节; 0 when it is none. */
static int
period_of (const char *text)
{
  static const char *const numbers[] = { "一", "二", "三", "四", "五", "六", "七", "八", "九", "十" };
  const char *digits = text + strcspn (text, "0123456789");

  if (digits[0] != '\0')
    return CLAMP (atoi (digits), 0, 21) % 21;
  for (int i = 0; i < (int) G_N_ELEMENTS (numbers); i++)
    if (strstr (text, numbers[i]) != NULL)
      return i + 1;
  return 0;
}

static gboolean
find_people (JzConnection *connection, JzImportLine *line, Lesson *lesson, GError **error)
{
  const char        *teacher = jz_import_line_text (line, TEACHER), *room = jz_import_line_text (line, ROOM);
  g_autoptr (GError) failure = NULL;

  if (!jz_class_find (connection, jz_import_line_text (line, CLASS), &lesson->class_, error))
    return FALSE;
  if (lesson->class_ == 0)
    jz_import_line_fault (line, CLASS, _("There is no such class"), NULL);
  if (teacher[0] != '\0' && !jz_person_find (connection, teacher, &lesson->teacher, &failure))
    {
      if (!g_error_matches (failure, JZ_ERROR, JZ_ERROR_CONFLICT))
        return g_propagate_error (error, g_steal_pointer (&failure)), FALSE;
      jz_import_line_fault (line, TEACHER, failure->message, NULL);
    }
  else if (teacher[0] != '\0' && lesson->teacher == 0)
    jz_import_line_fault (line, TEACHER, _("Nobody of the staff is called so"), NULL);
  if (room[0] != '\0' && !jz_place_find (connection, room, &lesson->room, error))
    return FALSE;
  if (room[0] != '\0' && lesson->room == 0)
    jz_import_line_warning (line, ROOM, _("There is no such room; the lesson is taken without"), NULL);
  return TRUE;
}

static gboolean
read_lesson (JzConnection *connection, JzImportLine *line, Lesson *lesson, GError **error)
{
  const char *parity = jz_import_line_text (line, PARITY);

  *lesson = (Lesson){ .subject = jz_import_line_text (line, SUBJECT),
                      .weekday = weekday_of (jz_import_line_text (line, WEEKDAY)),
                      .period = period_of (jz_import_line_text (line, PERIOD)),
                      .parity = strstr (parity, "单") != NULL ? "odd" : strstr (parity, "双") != NULL ? "even" : "" };
  if (lesson->weekday == 0)
    jz_import_line_fault (line, WEEKDAY, _("This is no weekday"), NULL);
  if (lesson->period == 0)
    jz_import_line_fault (line, PERIOD, _("This is no period of a day"), NULL);
  if (lesson->subject[0] == '\0')
    jz_import_line_fault (line, SUBJECT, _("There is no subject"), NULL);
  return find_people (connection, line, lesson, error);
}

/* Writing. */

static gboolean
write_lesson (JzImporting *importing, gint64 term, const Lesson *lesson, GError **error)
{
  JzConnection   *connection = jz_importing_connection (importing);
  JzImportResult *result = jz_importing_result (importing);
  gint64          same, there;

  if (!jz_connection_number (connection, &same, 0, error,
                             "SELECT count (*) FROM timetable WHERE term = ? AND class = ? AND weekday = ? AND period "
                             "= ? AND parity = ? AND subject = ? AND ifnull (teacher, 0) = ? AND ifnull (room, 0) = ?",
                             "lliissll", term, lesson->class_, lesson->weekday, lesson->period, lesson->parity,
                             lesson->subject, lesson->teacher, lesson->room))
    return FALSE;
  if (same)
    return result->skipped++, TRUE;
  if (!jz_connection_run (connection, error,
                          "DELETE FROM timetable WHERE term = ? AND class = ? AND weekday = ? AND period = ? AND "
                          "(parity = ?5 OR parity = '' OR ?5 = '')",
                          "lliis", term, lesson->class_, lesson->weekday, lesson->period, lesson->parity))
    return FALSE;
  there = jz_connection_n_changed (connection);
  *(there > 0 ? &result->updated : &result->added) += 1;
  return jz_connection_run (connection, error,
                            "INSERT INTO timetable (term, class, weekday, period, parity, subject, teacher, room, "
                            "changed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, jz_operation ())",
                            "lliissrr", term, lesson->class_, lesson->weekday, lesson->period, lesson->parity,
                            lesson->subject, lesson->teacher, lesson->room);
}

static gboolean
begin (JzImporting *importing, gpointer *state, GError **error)
{
  const JzTimetableImportOptions *options = jz_importing_import (importing)->options;
  gint64                         *term = g_new0 (gint64, 1);
  JzConnection                   *connection = jz_importing_connection (importing);

  *state = term;
  *term = options != NULL ? options->term : 0;
  if (*term == 0 && !jz_term_find (connection, jz_source_today (connection), term, error))
    return FALSE;
  if (*term != 0)
    return TRUE;
  g_set_error_literal (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("Today is in no term; say of which the timetable is"));
  return FALSE;
}

static gboolean
take (JzImporting *importing, gpointer state, JzImportLine *line, GError **error)
{
  Lesson lesson;

  if (!read_lesson (jz_importing_connection (importing), line, &lesson, error))
    return FALSE;
  return jz_import_line_is_faulty (line) || write_lesson (importing, *(gint64 *) state, &lesson, error);
}

const JzImportSpec jz_timetable_import = {
  .name = "timetable", .action = &import_action, .fields = fields, .n_fields = N_FIELDS, .begin = begin, .take = take,
  .free_state = g_free,
};
