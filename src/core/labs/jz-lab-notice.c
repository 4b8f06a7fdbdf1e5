/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-lab-notice.h"

#include <glib/gi18n-lib.h>

#include "jz-lab-check.h"
#include "jz-paper.h"
#include "jz-source.h"
#include "jz-text.h"

const JzAction jz_action_lab_notice = { "lab.notice", "lesson.request" };

gboolean
jz_lab_answers_for (JzOperation *operation, gint64 lesson, const char *permission, GError **error)
{
  JzConnection  *connection = jz_operation_get_connection (operation);
  const JzActor *actor = jz_operation_get_actor (operation);
  gint64         own;

  if (!jz_connection_number (connection, &own, 0, error,
                             "SELECT EXISTS (SELECT 1 FROM lesson l JOIN account a ON a.person = l.teacher WHERE l.id "
                             "= ? AND a.id = ?)",
                             "ll", lesson, actor->account))
    return FALSE;
  return own != 0 || jz_operation_may (connection, actor, permission, error);
}

gboolean
jz_lab_find_lesson (JzConnection *connection, const char *text, gint64 *lesson, GError **error)
{
  if (!jz_connection_number (connection, lesson, 0, error,
                             "SELECT lesson FROM lab_lesson WHERE number = ?1 OR CAST (lesson AS TEXT) = ?1", "s",
                             text))
    return FALSE;
  return *lesson != 0 || jz_paper_fail (error, JZ_ERROR_NOT_FOUND,
                                        _("%s: there is no notice of an experiment with this number"), text);
}

/* What is known of the lesson and its experiment. */
typedef struct
{
  gint64 class_, plan;
  char  *date, *words; /* the experiment's name */
  char  *subject;
} Lesson;

static void
lesson_clear (Lesson *self)
{
  g_free (self->date);
  g_free (self->words);
  g_free (self->subject);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Lesson, lesson_clear)

static gboolean
read_lesson (JzConnection *connection, const JzLabNotice *notice, Lesson *lesson, GError **error)
{
  JzStatement *row = jz_connection_query (connection, error,
                                          "SELECT ifnull (l.class, 0), l.date, l.state, e.name, e.subject, (SELECT "
                                          "p.id FROM lab_plan p WHERE p.term = d.term AND p.class = l.class AND "
                                          "p.experiment = e.id), e.year = t.school_year FROM lesson l JOIN experiment "
                                          "e ON e.id = ?2 AND e.voided IS NULL LEFT JOIN calendar_day d ON d.date = "
                                          "l.date LEFT JOIN term t ON t.id = d.term WHERE l.id = ?1 AND l.voided IS "
                                          "NULL",
                                          "ll", notice->lesson, notice->experiment);
  gboolean open;

  if (!jz_statement_first (row, _("There is no such lesson or experiment"), error))
    return FALSE;
  lesson->class_ = jz_statement_int64 (row, 0);
  lesson->date = jz_statement_dup (row, 1);
  open =
    g_strv_contains ((const char *const[]){ "asked", "approved", "waiting", "done", NULL }, jz_statement_text (row, 2));
  lesson->words = jz_statement_dup (row, 3);
  lesson->subject = jz_statement_dup (row, 4);
  lesson->plan = jz_statement_int64 (row, 5);
  if (!open)
    jz_paper_fail (error, JZ_ERROR_CONFLICT, _("The lesson is cancelled, or was not held"));
  else if (lesson->class_ == 0)
    jz_paper_fail (error, JZ_ERROR_INVALID, _("Experiments are done by a class; the lesson names none"));
  else if (!jz_statement_int64 (row, 6))
    jz_paper_fail (error, JZ_ERROR_INVALID, _("%s: this experiment is of the catalogue of another year"),
                   lesson->words);
  open = open && lesson->class_ != 0 && jz_statement_int64 (row, 6) != 0;
  jz_statement_reset (row);
  return open;
}

/* What is prepared or logged stands. */
static gboolean
is_open (JzConnection *connection, gint64 lesson, GError **error)
{
  gint64 closed;

  if (!jz_connection_number (connection, &closed, 0, error,
                             "SELECT EXISTS (SELECT 1 FROM lab_lesson WHERE lesson = ?1 AND prepared IS NOT NULL) OR "
                             "EXISTS (SELECT 1 FROM lab_log WHERE lesson = ?1)",
                             "l", lesson))
    return FALSE;
  return !closed ||
         jz_paper_fail (error, JZ_ERROR_CONFLICT, _("What the notice asks for is prepared or logged already"));
}

static gboolean
write_notice (JzConnection *connection, const JzLabNotice *notice, const Lesson *lesson, int groups, char **number,
              GError **error)
{
  g_autofree char *note = jz_text_tidy (notice->note), *old = NULL;
  char             today[JZ_DATE_LENGTH];

  jz_date_to_iso (jz_source_today (connection), today);
  if (!jz_connection_find_text (connection, &old, error, "SELECT number FROM lab_lesson WHERE lesson = ?", "l",
                                notice->lesson))
    return FALSE;
  *number = old != NULL ? g_steal_pointer (&old) : jz_paper_next_number (connection, "lab_lesson", "TZ", today, error);
  return *number != NULL &&
         jz_connection_run (
           connection, error,
           "INSERT INTO lab_lesson (lesson, number, experiment, plan, groups, noticed, note, changed) VALUES (?, ?, ?, "
           "?, ?, ?, ?, jz_operation ()) ON CONFLICT (lesson) DO UPDATE SET experiment = excluded.experiment, plan = "
           "excluded.plan, groups = excluded.groups, note = excluded.note, changed = excluded.changed",
           "lslriss", notice->lesson, *number, notice->experiment, lesson->plan, groups, today, note) &&
         jz_connection_run (connection, error,
                            "UPDATE lesson SET kind = 'experiment', subject = ?, purpose = ?, changed = jz_operation "
                            "() WHERE id = ?",
                            "ssl", lesson->subject, lesson->words, notice->lesson);
}

gboolean
jz_lab_notice_give (JzOperation *operation, const JzLabNotice *notice, char **number, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_auto (Lesson)  lesson = { 0 };
  g_autofree char *own = NULL;
  int              groups = notice->groups;

  if (!read_lesson (connection, notice, &lesson, error) || !is_open (connection, notice->lesson, error) ||
      !jz_lab_answers_for (operation, notice->lesson, "lab", error))
    return FALSE;
  if (groups < 0 || groups > 99)
    return jz_paper_fail (error, JZ_ERROR_INVALID, _("A class makes 1 to 99 groups"));
  if ((groups == 0 && !jz_lab_groups (connection, notice->experiment, lesson.class_, &groups, error)) ||
      !write_notice (connection, notice, &lesson, groups, &own, error))
    return FALSE;
  jz_operation_describe (operation, _("Notice %s of the experiment %s on %s"), own, lesson.words, lesson.date);
  if (number != NULL)
    *number = g_steal_pointer (&own);
  return TRUE;
}

gboolean
jz_lab_notice_book (JzOperation *operation, const JzLessonWish *wish, const char *note, char **number, GError **error)
{
  g_auto (JzBooking) booking = { 0 };
  JzLabNotice        notice = { .experiment = wish->experiment, .note = note };

  if (!jz_lesson_book (operation, wish, 0, jz_lab_checkers, FALSE, &booking, error))
    return FALSE;
  if (booking.lesson == 0)
    {
      const JzClash *first = booking.clashes->len > 0 ? g_ptr_array_index (booking.clashes, 0) : NULL;

      return jz_paper_fail (error, JZ_ERROR_CONFLICT, "%s",
                            first != NULL ? first->what : _("Nothing can be booked there"));
    }
  notice.lesson = booking.lesson;
  return jz_lab_notice_give (operation, &notice, number, error);
}

/* What is data. */

gboolean
jz_lab_lead_set (JzOperation *operation, const char *kind, int days, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);

  if (days < 0 || days > 60)
    return jz_paper_fail (error, JZ_ERROR_INVALID, _("Notices are given 0 to 60 days before"));
  if (!jz_connection_run (connection, error,
                          "UPDATE lab_lead SET days = ?, starter = 0, changed = jz_operation () WHERE kind = ?", "is",
                          days, kind))
    return FALSE;
  if (jz_connection_n_changed (connection) == 0)
    return jz_paper_fail (error, JZ_ERROR_NOT_FOUND, _("%s: this is no kind of experiment"), kind);
  jz_operation_describe (operation, _("Changed how early notices are given"));
  return TRUE;
}

gboolean
jz_lab_reason_add (JzOperation *operation, const char *name, GError **error)
{
  g_autofree char *tidy = jz_text_tidy (name);

  if (tidy[0] == '\0')
    return jz_paper_fail (error, JZ_ERROR_INVALID, _("A reason needs words"));
  jz_operation_describe (operation, _("A reason for what was not done: %s"), tidy);
  return jz_connection_run (jz_operation_get_connection (operation), error,
                            "INSERT INTO lab_reason (name, position, starter, changed) SELECT ?, ifnull (max "
                            "(position), 0) + 1, 0, jz_operation () FROM lab_reason WHERE 1 ON CONFLICT (name) DO "
                            "UPDATE SET voided = NULL, changed = excluded.changed",
                            "s", tidy);
}

gboolean
jz_lab_reason_drop (JzOperation *operation, const char *name, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);

  if (!jz_connection_run (connection, error,
                          "UPDATE lab_reason SET voided = jz_operation (), changed = jz_operation () WHERE name = ? "
                          "AND voided IS NULL",
                          "s", name))
    return FALSE;
  if (jz_connection_n_changed (connection) == 0)
    return jz_paper_fail (error, JZ_ERROR_NOT_FOUND, _("%s: there is no such reason"), name);
  jz_operation_describe (operation, _("No reason any more: %s"), name);
  return TRUE;
}
