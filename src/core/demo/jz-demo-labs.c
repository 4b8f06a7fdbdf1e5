/* Experiments of the present term: the list that ships, as the school has settled it; a plan; a notice for each
 * lesson in a lab; logs of what was held, most of them signed. Some experiments were missed, some lessons nobody has
 * written down yet.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jz-demo"
#include "config.h"

#include "jz-demo-private.h"

#include <glib/gi18n-lib.h>

#include "jz-calendar.h"
#include "jz-experiment.h"
#include "jz-lab-log.h"
#include "jz-lab-notice.h"
#include "jz-lab-plan.h"
#include "jz-lab-prepare.h"
#include "jz-term-days.h"

/* What a school says of a list that leaves it open: ranges of grades fall into terms in the order of the list; of what
 * textbooks bring some of the children's own experiments are due; another school's plan is not this one's. */
static const char *const settle[] = {
  "UPDATE experiment SET grade = 8, term = iif (CAST (number AS INTEGER) <= 6, 1, 2) WHERE subject = '物理' AND book = "
  "'八~九年级' AND CAST (number AS INTEGER) <= 12",
  "UPDATE experiment SET grade = 9, term = iif (CAST (number AS INTEGER) <= 17, 1, 2) WHERE subject = '物理' AND book "
  "= '八~九年级' AND CAST (number AS INTEGER) > 12",
  "UPDATE experiment SET term = iif (CAST (number AS INTEGER) <= 5, 1, 2) WHERE subject = '化学' AND book = '九年级'",
  "UPDATE experiment SET grade = 7 + (CAST (number AS INTEGER) - 1) / 16, term = 1 + (CAST (number AS INTEGER) - 1) / "
  "8 % 2, required = verified OR id % 3 = 0 WHERE subject = '生物学' AND book = '七~八年级'",
  "UPDATE experiment SET grade = NULL, term = NULL WHERE source = '一所学校的实验教学计划表'",
  "UPDATE experiment SET required = 1, kind = iif (kind = 'practice', 'group', kind) WHERE subject = '科学' AND grade "
  "IS NOT NULL AND id % 3 = 0",
  /* The thing of the ledger that a list means by its short name. */
  "UPDATE experiment_item SET item = (SELECT i.id FROM item i JOIN experiment e ON e.id = experiment_item.experiment "
  "WHERE i.voided IS NULL AND instr (i.name, experiment_item.name) > 0 AND i.tracking <> 'card' AND instr (e.subject, "
  "i.subject) = 1 ORDER BY (SELECT ifnull (sum (quantity), 0) FROM balance WHERE item = i.id) DESC, i.id LIMIT 1) "
  "WHERE NOT EXISTS (SELECT 1 FROM item WHERE name = experiment_item.name)",
};

static gboolean
make_catalogue (Demo *demo, gint64 term, GError **error)
{
  g_autoptr (JzOperation) operation = demo_begin (demo, &jz_action_experiment, demo->head, error);
  gint64                  year;
  guint                   n;

  if (operation == NULL ||
      !jz_connection_number (demo->connection, &year, 0, error, "SELECT school_year FROM term WHERE id = ?", "l",
                             term) ||
      !jz_experiment_take_starter (operation, (int) year, &n, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (settle); i++)
    if (!jz_connection_run (demo->connection, error, settle[i], ""))
      return FALSE;
  return jz_operation_commit (g_steal_pointer (&operation), NULL, error);
}

/* The timetable that the lessons of labs come from. */
static gboolean
make_timetable (Demo *demo, gint64 term, GError **error)
{
  g_autoptr (JzOperation) operation = demo_begin (demo, &jz_action_lab_plan, demo->head, error);

  if (operation == NULL || !jz_connection_run (demo->connection, error,
                                               "INSERT INTO timetable (term, class, weekday, period, parity, subject, "
                                               "teacher, room, changed) SELECT DISTINCT d.term, l.class, d.follows, "
                                               "l.period, s.parity, l.subject, l.teacher, l.room, jz_operation () FROM "
                                               "lesson l JOIN calendar_day d ON d.date = l.date JOIN (SELECT id, "
                                               "ifnull (parity, '') AS parity FROM lesson_series) s ON s.id = l.series "
                                               "WHERE d.term = ? AND l.kind = 'experiment' AND l.class IS NOT NULL AND "
                                               "d.follows IS NOT NULL ORDER BY l.class, d.follows, l.period ON "
                                               "CONFLICT DO NOTHING",
                                               "l", term))
    return FALSE;
  jz_operation_describe (operation, _("Took in the timetable"));
  return jz_operation_commit (g_steal_pointer (&operation), NULL, error);
}

static gboolean
make_plan (Demo *demo, gint64 term, GError **error)
{
  g_autoptr (JzOperation) operation = demo_begin (demo, &jz_action_lab_plan, demo->head, error);
  guint                   added;

  return operation != NULL && jz_lab_plan_make (operation, term, &added, error) &&
         jz_operation_commit (g_steal_pointer (&operation), NULL, error);
}

/* Lessons in labs, and what is planned for their classes, both in their order. */
typedef struct
{
  gint64 lesson, experiment;
  JzDate date;
} Lesson;

static GArray *
read_lessons (Demo *demo, gint64 term, GError **error)
{
  g_autoptr (GArray) lessons = g_array_new (FALSE, FALSE, sizeof (Lesson));
  JzStatement *row = jz_connection_query (demo->connection, error,
                                          "WITH held AS (SELECT l.id, l.date, l.class, l.subject, row_number () OVER "
                                          "(PARTITION BY l.class, l.subject ORDER BY l.date, l.period) AS n FROM "
                                          "lesson l JOIN calendar_day d ON d.date = l.date WHERE d.term = ?1 AND "
                                          "l.kind = 'experiment' AND l.state = 'approved' AND l.class IS NOT NULL), "
                                          "due AS (SELECT p.class, e.id, e.subject, row_number () OVER (PARTITION BY "
                                          "p.class, e.subject ORDER BY p.week, e.id) AS n FROM lab_plan p JOIN "
                                          "experiment e ON e.id = p.experiment WHERE p.term = ?1) SELECT held.id, "
                                          "due.id, held.date FROM held JOIN due ON due.class = held.class AND instr "
                                          "(due.subject, held.subject) = 1 AND due.n = held.n ORDER BY held.date, "
                                          "held.id",
                                          "l", term);

  while (jz_statement_next (row))
    g_array_append_vals (lessons, (Lesson[]){ { jz_statement_int64 (row, 0), jz_statement_int64 (row, 1),
                                                jz_date_from_iso (jz_statement_text (row, 2)) } }, 1);
  return jz_statement_finish (row, error) ? g_steal_pointer (&lessons) : NULL;
}

/* Notices are given some days ahead: the day is that of each, while the operation is that of today. */
static gboolean
give (Demo *demo, gint64 term, GError **error)
{
  g_autoptr (GArray)      lessons = read_lessons (demo, term, error);
  g_autoptr (JzOperation) operation =
    lessons != NULL ? demo_begin (demo, &jz_action_lab_notice, demo->head, error) : NULL;
  JzDate                  today = demo->source.today;
  gboolean                ok = operation != NULL;

  for (guint i = 0; ok && i < lessons->len; i++)
    {
      const Lesson *lesson = &g_array_index (lessons, Lesson, i);
      JzLabNotice   notice = { .lesson = lesson->lesson, .experiment = lesson->experiment };

      if (lesson->date > today + 10)
        break;
      demo->source.today = MIN (today, lesson->date - demo_between (demo, 3, 7));
      ok = jz_lab_notice_give (operation, &notice, NULL, error);
    }
  demo->source.today = today;
  if (!ok)
    return FALSE;
  jz_operation_describe (operation, _("Gave the notices of experiments"));
  return jz_operation_commit (g_steal_pointer (&operation), NULL, error);
}

gboolean
demo_give_notices (Demo *demo, GError **error)
{
  gint64 term;

  return jz_term_meant (demo->connection, NULL, &term, error) && make_catalogue (demo, term, error) &&
         make_timetable (demo, term, error) && make_plan (demo, term, error) && give (demo, term, error);
}

/* What became of them. */

typedef struct
{
  gint64   lesson;
  JzDate   date;
  int      groups;
  gboolean missed;
} Past;

static GArray *
read_past (Demo *demo, GError **error)
{
  g_autoptr (GArray) past = g_array_new (FALSE, FALSE, sizeof (Past));
  JzStatement *row = jz_connection_query (demo->connection, error,
                                          "SELECT l.id, l.date, b.groups, l.state = 'missed' FROM lesson l JOIN "
                                          "lab_lesson b ON b.lesson = l.id WHERE l.state IN ('done', 'missed') ORDER "
                                          "BY l.date, l.id",
                                          "");

  while (jz_statement_next (row))
    g_array_append_vals (past, (Past[]){ { jz_statement_int64 (row, 0), jz_date_from_iso (jz_statement_text (row, 1)),
                                           (int) jz_statement_int64 (row, 2), jz_statement_int64 (row, 3) != 0 } }, 1);
  return jz_statement_finish (row, error) ? g_steal_pointer (&past) : NULL;
}

static gboolean
log_one (Demo *demo, JzOperation *operation, const Past *past, JzDate today, GError **error)
{
  static const char *const reasons[] = { "仪器缺失", "仪器损坏", "课时不足", "停课或活动", "教师请假" };
  JzLabLog                 log = { .done = !past->missed,
                                   .groups = past->groups,
                                   .succeeded = past->groups };

  demo->source.today = past->date;
  if (log.done && demo_chance (demo, 0.95) && !jz_lab_prepare_mark (operation, past->lesson, error))
    return FALSE;
  if (demo_chance (demo, past->date > today - 14 ? 0.25 : 0.04))
    return TRUE;
  if (log.done && past->groups > 3 && demo_chance (demo, 0.2))
    log.groups -= 1;
  log.succeeded = log.done ? MAX (0, log.groups - (demo_chance (demo, 0.25) ? 1 : 0)) : -1;
  log.reason = log.done ? NULL : reasons[demo_between (demo, 0, 4)];
  if (!jz_lab_log_write (operation, past->lesson, &log, error))
    return FALSE;
  if (demo_chance (demo, past->date > today - 7 ? 0.4 : 0.02))
    return TRUE;
  demo->source.today = MIN (today, past->date + demo_between (demo, 0, 3));
  return jz_lab_log_sign (operation, past->lesson, error);
}

gboolean
demo_log_labs (Demo *demo, GError **error)
{
  g_autoptr (GArray)      past = read_past (demo, error);
  g_autoptr (JzOperation) operation = past != NULL ? demo_begin (demo, &jz_action_lab_log, demo->head, error) : NULL;
  JzDate                  today = demo->source.today;
  gboolean                ok = operation != NULL;

  for (guint i = 0; ok && i < past->len; i++)
    ok = log_one (demo, operation, &g_array_index (past, Past, i), today, error);
  demo->source.today = today;
  if (!ok)
    return FALSE;
  jz_operation_describe (operation, _("Logged what was done in the labs"));
  return jz_operation_commit (g_steal_pointer (&operation), NULL, error);
}
