/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-lab-log.h"

#include <glib/gi18n-lib.h>

#include "jz-damage.h"
#include "jz-lab-notice.h"
#include "jz-paper.h"
#include "jz-source.h"
#include "jz-text.h"

const JzAction jz_action_lab_log = { "lab.log", "lesson.request" };

typedef struct
{
  gint64   class_, pupils, teacher;
  int      groups;
  char    *date, *number;
  gboolean approved, is_signed;
} Lesson;

static void
lesson_clear (Lesson *self)
{
  g_free (self->date);
  g_free (self->number);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Lesson, lesson_clear)

static gboolean
read_lesson (JzConnection *connection, gint64 id, Lesson *lesson, GError **error)
{
  JzStatement *row = jz_connection_query (connection, error,
                                          "SELECT ifnull (l.class, 0), ifnull (l.pupils, ifnull (c.pupils, 0)), ifnull "
                                          "(l.teacher, 0), b.groups, l.date, b.number, l.state IN ('approved', 'done', "
                                          "'missed'), EXISTS (SELECT 1 FROM lab_log g WHERE g.lesson = l.id AND "
                                          "g.signed IS NOT NULL) FROM lab_lesson b JOIN lesson l ON l.id = b.lesson "
                                          "LEFT JOIN class c ON c.id = l.class WHERE l.id = ? AND l.voided IS NULL",
                                          "l", id);

  if (!jz_statement_first (row, _("There is no notice of an experiment for that lesson"), error))
    return FALSE;
  lesson->class_ = jz_statement_int64 (row, 0);
  lesson->pupils = jz_statement_int64 (row, 1);
  lesson->teacher = jz_statement_int64 (row, 2);
  lesson->groups = (int) jz_statement_int64 (row, 3);
  lesson->date = jz_statement_dup (row, 4);
  lesson->number = jz_statement_dup (row, 5);
  lesson->approved = jz_statement_int64 (row, 6) != 0;
  lesson->is_signed = jz_statement_int64 (row, 7) != 0;
  jz_statement_reset (row);
  return TRUE;
}

/* Writing. */

static gboolean
may_be_logged (JzConnection *connection, const Lesson *lesson, GError **error)
{
  if (!lesson->approved)
    return jz_paper_fail (error, JZ_ERROR_CONFLICT, _("%s: the lesson was not approved"), lesson->number);
  if (lesson->is_signed)
    return jz_paper_fail (error, JZ_ERROR_CONFLICT, _("%s: the log is signed"), lesson->number);
  if (jz_date_from_iso (lesson->date) > jz_source_today (connection))
    return jz_paper_fail (error, JZ_ERROR_INVALID, _("%s has not come yet"), lesson->date);
  return TRUE;
}

static gboolean
is_sound (const Lesson *lesson, const JzLabLog *log, gint64 reason, GError **error)
{
  int groups = log->groups > 0 ? log->groups : lesson->groups;

  if (!log->done && reason == 0)
    return jz_paper_fail (error, JZ_ERROR_INVALID, _("Say why it was not done, by one of the school's reasons"));
  if (!log->done)
    return TRUE;
  if (log->present < 0 || log->present > 9999 || (log->present == 0 && lesson->pupils == 0))
    return jz_paper_fail (error, JZ_ERROR_INVALID, _("Say how many pupils were there"));
  if (groups > 99 || log->groups < 0)
    return jz_paper_fail (error, JZ_ERROR_INVALID, _("A class makes 1 to 99 groups"));
  if (log->succeeded > groups)
    return jz_paper_fail (error, JZ_ERROR_INVALID, _("More groups than there were can't have succeeded"));
  return TRUE;
}

/* Whoever wrote how the room was left says that the lesson was held. */
static gboolean
agrees_with_use (JzConnection *connection, gint64 lesson, const JzLabLog *log, const char *number, GError **error)
{
  gint64 used;

  if (!jz_connection_number (connection, &used, 0, error, "SELECT count (*) FROM room_use WHERE lesson = ?", "l", lesson))
    return FALSE;
  return log->done || used == 0 ||
         jz_paper_fail (error, JZ_ERROR_CONFLICT, _("%s: by the record of the room the lesson was held"), number);
}

/* One that was dropped since stays where it is written. */
static gboolean
find_reason (JzConnection *connection, gint64 lesson, const JzLabLog *log, gint64 *reason, GError **error)
{
  *reason = 0;
  return log->done || log->reason == NULL ||
         jz_connection_number (connection, reason, 0, error,
                               "SELECT id FROM lab_reason WHERE name = ? AND (voided IS NULL OR id = (SELECT reason "
                               "FROM lab_log WHERE lesson = ?))",
                               "sl", log->reason, lesson);
}

gboolean
jz_lab_log_write (JzOperation *operation, gint64 lesson, const JzLabLog *log, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *note = jz_text_tidy (log->note);
  g_auto (Lesson)  known = { 0 };
  gint64           reason;

  if (!read_lesson (connection, lesson, &known, error) || !may_be_logged (connection, &known, error) ||
      !jz_lab_answers_for (operation, lesson, "lab", error) || !find_reason (connection, lesson, log, &reason, error) ||
      !is_sound (&known, log, reason, error) ||
      !agrees_with_use (connection, lesson, log, known.number, error))
    return FALSE;
  jz_operation_describe (operation, log->done ? _("Logged %s: done") : _("Logged %s: not done"), known.number);
  return jz_connection_run (connection, error,
                            "INSERT INTO lab_log (lesson, outcome, present, groups, succeeded, reason, note, "
                            "recorded_by, changed) VALUES (?, ?, nullif (?, 0), nullif (?, 0), nullif (?, -1), ?, ?, "
                            "?, jz_operation ()) ON CONFLICT (lesson) DO UPDATE SET outcome = excluded.outcome, "
                            "present = excluded.present, groups = excluded.groups, succeeded = excluded.succeeded, "
                            "reason = excluded.reason, note = excluded.note, recorded_by = excluded.recorded_by, "
                            "changed = excluded.changed",
                            "lsiiirsl", lesson, log->done ? "done" : "missed",
                            !log->done       ? 0 :
                            log->present > 0 ? log->present :
                                               (int) known.pupils,
                            !log->done      ? 0 :
                            log->groups > 0 ? log->groups :
                                              known.groups,
                            log->done ? MAX (log->succeeded, -1) : -1, reason, note,
                            jz_operation_get_actor (operation)->account);
}

/* Signing. */

gboolean
jz_lab_log_sign (JzOperation *operation, gint64 lesson, GError **error)
{
  JzConnection   *connection = jz_operation_get_connection (operation);
  g_auto (Lesson) known = { 0 };
  gint64          written;
  char            today[JZ_DATE_LENGTH];

  if (!read_lesson (connection, lesson, &known, error) ||
      !jz_connection_number (connection, &written, 0, error, "SELECT id FROM lab_log WHERE lesson = ?", "l", lesson))
    return FALSE;
  if (written == 0)
    return jz_paper_fail (error, JZ_ERROR_NOT_FOUND, _("%s: nothing is logged yet"), known.number);
  if (known.is_signed)
    return jz_paper_fail (error, JZ_ERROR_CONFLICT, _("%s: the log is signed"), known.number);
  if (!jz_lab_answers_for (operation, lesson, "lab.sign", error))
    return FALSE;
  jz_date_to_iso (jz_source_today (connection), today);
  jz_operation_describe (operation, _("Signed the log of %s"), known.number);
  return jz_connection_run (connection, error,
                            "UPDATE lab_log SET signed = ?, signed_by = ?, changed = jz_operation () WHERE id = ?",
                            "sll", today, jz_operation_get_actor (operation)->account, written) &&
         jz_connection_run (connection, error,
                            "UPDATE lesson SET state = g.outcome, reason = ifnull (r.name, ''), changed = jz_operation "
                            "() FROM lab_log g LEFT JOIN lab_reason r ON r.id = g.reason WHERE g.lesson = lesson.id "
                            "AND lesson.id = ?",
                            "l", lesson);
}

/* Damage. */

gboolean
jz_lab_log_damage (JzOperation *operation, gint64 lesson, const JzThing *thing, const char *cause, gint64 *id,
                   GError **error)
{
  JzConnection   *connection = jz_operation_get_connection (operation);
  g_auto (Lesson) known = { 0 };
  JzDamageReport  report = { .thing = *thing, .cause = cause };
  gint64          paper;

  if (!read_lesson (connection, lesson, &known, error) || !jz_lab_answers_for (operation, lesson, "lab", error))
    return FALSE;
  report.person = known.teacher;
  report.class_ = known.class_;
  if (!jz_damage_report (operation, &report, &paper, error))
    return FALSE;
  if (id != NULL)
    *id = paper;
  return jz_connection_run (connection, error,
                            "INSERT INTO lab_damage (lesson, damage, changed) VALUES (?, ?, jz_operation ())", "ll",
                            lesson, paper);
}
