/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-lab-plan.h"

#include <glib/gi18n-lib.h>

#include "jz-paper.h"
#include "jz-source.h"

const JzAction jz_action_lab_plan = { "lab.plan", "lab" };

/* Making it. */

typedef struct
{
  gint64 class_, experiment;
  char  *subject;
} Due;

static void
due_clear (gpointer data)
{
  g_free (((Due *) data)->subject);
}

/* What is due and not planned, of one class and subject after the other, in the order of the catalogue. */
static gboolean
read_due (JzConnection *connection, gint64 term, GArray *due, GError **error)
{
  JzStatement *row = jz_connection_query (connection, error,
                                          "SELECT d.class, d.experiment, d.subject FROM lab_due d JOIN experiment e ON "
                                          "e.id = d.experiment WHERE d.term = ?1 AND NOT EXISTS (SELECT 1 FROM "
                                          "lab_plan p WHERE p.term = ?1 AND p.class = d.class AND p.experiment = "
                                          "d.experiment) ORDER BY d.class, d.subject, e.chapter, CAST (e.number AS "
                                          "INTEGER), e.id",
                                          "l", term);

  while (jz_statement_next (row))
    {
      Due one = { jz_statement_int64 (row, 0), jz_statement_int64 (row, 1), jz_statement_dup (row, 2) };

      g_array_append_val (due, one);
    }
  return jz_statement_finish (row, error);
}

/* 生物学 of a catalogue is 生物 of a timetable. */
#define SAME_SUBJECT "(instr (?3, t.subject) = 1 OR instr (t.subject, ?3) = 1)"

/* The weeks in which the class has that subject; all teaching weeks where no timetable says. */
static gboolean
read_weeks (JzConnection *connection, gint64 term, const Due *due, GArray *weeks, GError **error)
{
  static const char *const questions[] = {
    "SELECT DISTINCT d.week FROM timetable t JOIN calendar_day d ON d.term = t.term AND d.follows = t.weekday AND "
    "t.parity IN ('', ifnull (d.parity, '')) WHERE t.term = ?1 AND t.class = ?2 AND "
    SAME_SUBJECT " AND d.week IS NOT NULL ORDER BY 1",
    "SELECT DISTINCT week FROM calendar_day WHERE term = ?1 AND ?2 <> 0 AND ?3 <> '' AND follows IS NOT NULL AND week "
    "IS NOT NULL ORDER BY 1",
  };

  g_array_set_size (weeks, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (questions) && weeks->len == 0; i++)
    {
      JzStatement *row = jz_connection_query (connection, error, questions[i], "lls", term, due->class_, due->subject);

      while (jz_statement_next (row))
        g_array_append_vals (weeks, &(int){ (int) jz_statement_int64 (row, 0) }, 1);
      if (!jz_statement_finish (row, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
find_teacher (JzConnection *connection, gint64 term, const Due *due, gint64 *teacher, GError **error)
{
  return jz_connection_number (connection, teacher, 0, error,
                               "SELECT t.teacher FROM timetable t WHERE t.term = ?1 AND t.class = ?2 AND " SAME_SUBJECT
                               " AND t.teacher IS NOT NULL LIMIT 1", "lls", term, due->class_, due->subject);
}

static gboolean
put (JzConnection *connection, gint64 term, gint64 class_, gint64 experiment, int week, gint64 teacher,
     gboolean by_hand, GError **error)
{
  g_autofree char *uuid = jz_source_uuid (connection);

  return jz_connection_run (connection, error,
                            "INSERT INTO lab_plan (uuid, term, class, experiment, week, teacher, by_hand, changed) "
                            "VALUES (?, ?, ?, ?, ?, ?, ?, jz_operation ())",
                            "sllliri", uuid, term, class_, experiment, week, teacher, by_hand);
}

/* What is due of one class in one subject, evenly over its weeks. */
static gboolean
spread (JzConnection *connection, gint64 term, const Due *due, guint n, GArray *weeks, GError **error)
{
  gint64 teacher;

  if (!read_weeks (connection, term, due, weeks, error) || !find_teacher (connection, term, due, &teacher, error))
    return FALSE;
  if (weeks->len == 0)
    return jz_paper_fail (error, JZ_ERROR_INVALID, _("The term has no teaching weeks"));
  for (guint i = 0; i < n; i++)
    if (!put (connection, term, due[i].class_, due[i].experiment,
              g_array_index (weeks, int, (2 * i + 1) * weeks->len / (2 * n)), teacher, FALSE, error))
      return FALSE;
  return TRUE;
}

gboolean
jz_lab_plan_make (JzOperation *operation, gint64 term, guint *added, GError **error)
{
  JzConnection      *connection = jz_operation_get_connection (operation);
  g_autoptr (GArray) due = g_array_new (FALSE, FALSE, sizeof (Due)), weeks = g_array_new (FALSE, FALSE, sizeof (int));
  gint64             planned;

  g_array_set_clear_func (due, due_clear);
  if (!read_due (connection, term, due, error) ||
      !jz_connection_number (connection, &planned, 0, error, "SELECT count (*) FROM lab_plan WHERE term = ?", "l",
                             term))
    return FALSE;
  if (due->len == 0 && planned == 0)
    return jz_paper_fail (error, JZ_ERROR_NOT_FOUND,
                          _("The catalogue of that year has nothing to be done in that term: say in which grade and "
                             "term experiments are done"));
  for (guint i = 0, n; i < due->len; i += n)
    {
      const Due *first = &g_array_index (due, Due, i);

      for (n = 1;
           i + n < due->len && first[n].class_ == first->class_ && g_str_equal (first[n].subject, first->subject);)
        n++;
      if (!spread (connection, term, first, n, weeks, error))
        return FALSE;
    }
  *added = due->len;
  jz_operation_describe (
    operation,
    g_dngettext (GETTEXT_PACKAGE, "Planned %u experiment of a class", "Planned %u experiments of classes", due->len),
    due->len);
  return TRUE;
}

/* By hand. */

static gboolean
is_week (JzConnection *connection, gint64 term, int week, GError **error)
{
  gint64 there;

  if (!jz_connection_number (connection, &there, 0, error,
                             "SELECT EXISTS (SELECT 1 FROM calendar_day WHERE term = ? AND week = ?)", "li", term,
                             week))
    return FALSE;
  return there != 0 || jz_paper_fail (error, JZ_ERROR_INVALID, _("The term has no teaching week %d"), week);
}

/* "八(2)", and what it does. Returns: (transfer full), NULL with @error. */
static char *
words_of (JzConnection *connection, gint64 class_, gint64 experiment, GError **error)
{
  char *words = NULL;

  if (jz_connection_find_text (connection, &words, error,
                               "SELECT c.name || ' ' || e.name FROM class c, experiment e WHERE c.id = ? AND e.id = ? "
                               "AND e.voided IS NULL",
                               "ll", class_, experiment) &&
      words == NULL)
    jz_paper_fail (error, JZ_ERROR_NOT_FOUND, _("There is no such class or experiment"));
  return words;
}

static gboolean
find_plan (JzConnection *connection, gint64 term, gint64 class_, gint64 experiment, gint64 *id, GError **error)
{
  return jz_connection_number (connection, id, 0, error,
                               "SELECT id FROM lab_plan WHERE term = ? AND class = ? AND experiment = ?", "lll", term,
                               class_, experiment);
}

gboolean
jz_lab_plan_move (JzOperation *operation, gint64 term, gint64 class_, gint64 experiment, int week, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *words = words_of (connection, class_, experiment, error);
  gint64           id;

  if (words == NULL || !is_week (connection, term, week, error) ||
      !find_plan (connection, term, class_, experiment, &id, error))
    return FALSE;
  jz_operation_describe (operation, _("Planned for week %d: %s"), week, words);
  if (id == 0)
    return put (connection, term, class_, experiment, week, 0, TRUE, error);
  return jz_connection_run (
    connection, error,
    "UPDATE lab_plan SET week = ?, by_hand = 1, changed = jz_operation () WHERE id = ? AND week <> ?1", "il", week, id);
}

gboolean
jz_lab_plan_drop (JzOperation *operation, gint64 term, gint64 class_, gint64 experiment, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *words = words_of (connection, class_, experiment, error);
  gint64           id, used;

  if (words == NULL || !find_plan (connection, term, class_, experiment, &id, error) ||
      !jz_connection_number (connection, &used, 0, error,
                             "SELECT EXISTS (SELECT 1 FROM lab_lesson b JOIN lesson l ON l.id = b.lesson WHERE b.plan "
                             "= ? AND l.voided IS NULL AND l.state <> 'cancelled')",
                             "l", id))
    return FALSE;
  if (id == 0)
    return jz_paper_fail (error, JZ_ERROR_NOT_FOUND, _("%s: this is not planned"), words);
  if (used)
    return jz_paper_fail (error, JZ_ERROR_CONFLICT, _("%s: a notice was given of it"), words);
  jz_operation_describe (operation, _("Took out of the plan: %s"), words);
  /* Notices of lessons that were cancelled are no reason to keep it. */
  return jz_connection_run (connection, error,
                            "UPDATE lab_lesson SET plan = NULL, changed = jz_operation () WHERE plan = ?", "l", id) &&
         jz_connection_run (connection, error, "DELETE FROM lab_plan WHERE id = ?", "l", id);
}
