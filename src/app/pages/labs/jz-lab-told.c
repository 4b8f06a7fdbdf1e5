/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-lab-told.h"

#include <glib/gi18n-lib.h>

#include "jz-lab-check.h"
#include "jz-lab-form.h"
#include "jz-quantity.h"

static void
add_number (JzTold *told, const char *label, gint64 number)
{
  g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  if (number != 0)
    jz_told_add_fact (told, label, value);
}

static void
add_action (JzTold *told, const char *label, const char *action, gint64 id)
{
  jz_told_add_action (told, label, action, g_variant_new_int64 (id));
}

/* Experiments. */

/* What @sql selects (?1: @id): name, thousandths or NULL, unit, whether for a whole class, remark. */
static gboolean
tell_needs (JzTold *told, JzConnection *connection, const char *title, const char *sql, gint64 id, GError **error)
{
  JzStatement *row = jz_connection_query (connection, error, sql, "l", id);
  gboolean     any = FALSE;

  while (jz_statement_next (row))
    {
      g_autofree char *amount =
        jz_statement_is_null (row, 1) ? g_strdup ("") : jz_quantity_format (jz_statement_int64 (row, 1), 3);
      g_autofree char *label = g_strdup_printf ("%s %s", amount, jz_statement_text (row, 2));

      if (!any)
        jz_told_add_group (told, title, NULL);
      any = TRUE;
      jz_told_add_entry (told, label, jz_statement_text (row, 0),
                         jz_statement_text (row, 4)[0] != '\0' ? jz_statement_text (row, 4) :
                         jz_statement_int64 (row, 3) ? _("For the class") : _("For each group"));
    }
  return jz_statement_finish (row, error);
}

static void
tell_facts (JzTold *told, JzStatement *row)
{
  jz_told_add_group (told, _("Experiment"), NULL);
  jz_told_add_fact (told, _("Kind of experiment"), jz_lab_kind_words (jz_statement_text (row, 2)));
  jz_told_add_fact (told, _("Required or elective"), jz_statement_int64 (row, 3) ? _("Must be done") : _("Elective"));
  add_number (told, _("Grade"), jz_statement_int64 (row, 4));
  add_number (told, _("Term of the year"), jz_statement_int64 (row, 5));
  jz_told_add_fact (told, _("Volume of the textbook"), jz_statement_text (row, 6));
  jz_told_add_fact (told, _("Chapter"), jz_statement_text (row, 7));
  add_number (told, _("Periods that it takes"), jz_statement_int64 (row, 8));
  add_number (told, _("Pupils in a group"), jz_statement_int64 (row, 9));
  if (jz_statement_text (row, 10)[0] != '\0')
    jz_told_add_fact (told, _("Safety"), jz_statement_text (row, 10));
  jz_told_add_fact (told, _("Source of the list"), jz_statement_text (row, 11));
  jz_told_add_fact (told, _("Compared with the list in force"),
                    jz_statement_int64 (row, 12) ? _("Yes") : _("Not yet: it came with the program as a start"));
}

JzTold *
jz_lab_tell_experiment (JzConnection *connection, gint64 id, GError **error)
{
  JzStatement *row = jz_connection_query (connection, error,
                                          "SELECT name, subject, kind, required, ifnull (grade, 0), ifnull (term, 0), "
                                          "book, chapter, periods, ifnull (group_size, 0), safety, source, verified "
                                          "FROM experiment WHERE id = ?",
                                          "l", id);
  g_autoptr (JzTold) told = NULL;

  if (!jz_statement_first (row, _("There is no such experiment"), error))
    return NULL;
  told = jz_told_new (jz_statement_text (row, 0), jz_statement_text (row, 1), NULL);
  add_action (told, _("Change…"), "lab.change", id);
  if (!jz_statement_int64 (row, 12))
    add_action (told, _("Compared with the list in force"), "lab.verify", id);
  add_action (told, _("Take out of the catalogue"), "lab.remove", id);
  tell_facts (told, row);
  jz_statement_reset (row);
  if (tell_needs (told, connection, _("Apparatus"),
                  "SELECT name, quantity, '', per = 'class', substitute FROM experiment_item WHERE experiment = ? "
                  "ORDER BY id",
                  id, error) &&
      tell_needs (told, connection, _("Chemicals"),
                  "SELECT name, amount, unit, per = 'class', hazard FROM experiment_chemical WHERE experiment = ? "
                  "ORDER BY id",
                  id, error) &&
      jz_told_add_history (told, connection, "experiment", id, error))
    return g_steal_pointer (&told);
  return NULL;
}

/* The plan. */

JzTold *
jz_lab_tell_plan (JzConnection *connection, gint64 id, GError **error)
{
  JzStatement *row = jz_connection_query (connection, error,
                                          "SELECT e.name, c.name, p.week, ifnull (t.name, ''), p.by_hand, EXISTS "
                                          "(SELECT 1 FROM lab_lesson b JOIN lesson l ON l.id = b.lesson WHERE b.plan = "
                                          "p.id AND l.voided IS NULL AND l.state <> 'cancelled') FROM lab_plan p JOIN "
                                          "experiment e ON e.id = p.experiment JOIN class c ON c.id = p.class LEFT "
                                          "JOIN person t ON t.id = p.teacher WHERE p.id = ?",
                                          "l", id);
  g_autoptr (JzTold) told = NULL;
  g_autofree char   *week = NULL;

  if (!jz_statement_first (row, _("This is not planned"), error))
    return NULL;
  told = jz_told_new (jz_statement_text (row, 0), jz_statement_text (row, 1), NULL);
  week = g_strdup_printf ("%d", (int) jz_statement_int64 (row, 2));
  if (!jz_statement_int64 (row, 5))
    add_action (told, _("Give notice…"), "lab.notice", id);
  add_action (told, _("Move to another week…"), "lab.move", id);
  if (!jz_statement_int64 (row, 5))
    add_action (told, _("Take out of the plan"), "lab.unplan", id);
  jz_told_add_group (told, _("In the plan"), NULL);
  jz_told_add_fact (told, _("Teaching week"), week);
  jz_told_add_fact (told, _("Teacher"), jz_statement_text (row, 3));
  if (jz_statement_int64 (row, 4))
    jz_told_add_fact (told, _("Put there"), _("By hand"));
  jz_statement_reset (row);
  if (jz_told_add_history (told, connection, "lab_plan", id, error))
    return g_steal_pointer (&told);
  return NULL;
}

/* Lessons. */

typedef struct
{
  JzLabDraft draft;
  char      *date, *state, *number, *name, *subtitle, *room, *teacher, *log, *note;
  gboolean   prepared, out, back, come;
} Lesson;

static void
lesson_clear (Lesson *self)
{
  char *const texts[] = { self->date, self->state,   self->number, self->name, self->subtitle,
                          self->room, self->teacher, self->log,    self->note };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Lesson, lesson_clear)

static gboolean
read_lesson (JzConnection *connection, gint64 id, Lesson *lesson, GError **error)
{
  JzStatement *row = jz_connection_query (connection, error,
                                          "SELECT l.date, l.period, b.experiment, b.groups, l.state, b.number, e.name, "
                                          "ifnull (c.name, ''), r.path, ifnull (t.name, ''), b.prepared IS NOT NULL, "
                                          "EXISTS (SELECT 1 FROM lab_voucher v WHERE v.lesson = l.id AND v.what <> "
                                          "'back'), EXISTS (SELECT 1 FROM lab_voucher v WHERE v.lesson = l.id AND "
                                          "v.what = 'back') OR NOT EXISTS (SELECT 1 FROM lab_voucher v WHERE v.lesson "
                                          "= l.id AND v.what = 'out'), (SELECT iif (g.signed IS NULL, 'unsigned', "
                                          "g.outcome) FROM lab_log g WHERE g.lesson = l.id), b.note, l.date <= "
                                          "jz_today () FROM lesson l JOIN "
                                          "lab_lesson b ON b.lesson = l.id JOIN experiment e ON e.id = b.experiment "
                                          "JOIN place r ON r.id = l.room LEFT JOIN class c ON c.id = l.class LEFT JOIN "
                                          "person t ON t.id = l.teacher WHERE l.id = ?",
                                          "l", id);

  if (!jz_statement_first (row, _("There is no such lesson"), error))
    return FALSE;
  lesson->date = jz_statement_dup (row, 0);
  lesson->draft = (JzLabDraft){ lesson->date, (int) jz_statement_int64 (row, 1), jz_statement_int64 (row, 2),
                                (int) jz_statement_int64 (row, 3), id };
  lesson->state = jz_statement_dup (row, 4);
  lesson->number = jz_statement_dup (row, 5);
  lesson->name = jz_statement_dup (row, 6);
  lesson->subtitle =
    g_strdup_printf (_("%s · %s, period %d"), jz_statement_text (row, 7), lesson->date, lesson->draft.period);
  lesson->room = jz_statement_dup (row, 8);
  lesson->teacher = jz_statement_dup (row, 9);
  lesson->prepared = jz_statement_int64 (row, 10) != 0;
  lesson->out = jz_statement_int64 (row, 11) != 0;
  lesson->back = jz_statement_int64 (row, 12) != 0;
  lesson->log = jz_statement_dup (row, 13);
  lesson->note = jz_statement_dup (row, 14);
  lesson->come = jz_statement_int64 (row, 15) != 0;
  jz_statement_reset (row);
  return TRUE;
}

/* What can be done now, the next thing first. */
static void
offer (JzTold *told, const Lesson *lesson)
{
  gint64   id = lesson->draft.lesson;
  gboolean approved = g_str_equal (lesson->state, "approved"), held = approved || g_str_equal (lesson->state, "done");
  gboolean logged = lesson->log != NULL && !g_str_equal (lesson->log, "unsigned");

  if (g_str_equal (lesson->state, "asked") || g_str_equal (lesson->state, "waiting"))
    add_action (told, _("Approve"), "lab.approve", id);
  if (approved && !lesson->prepared)
    add_action (told, _("All stands ready"), "lab.ready", id);
  if (held && !lesson->out)
    add_action (told, _("Hand out"), "lab.hand-out", id);
  if (lesson->out && !lesson->back)
    add_action (told, _("Take it back"), "lab.take-back", id);
  if (lesson->come && (held || g_str_equal (lesson->state, "missed")) && !logged)
    add_action (told, _("Log…"), "lab.log", id);
  if (g_strcmp0 (lesson->log, "unsigned") == 0)
    add_action (told, _("Sign the log"), "lab.sign", id);
  add_action (told, logged ? _("Print the record…") : _("Print the notice…"),
              logged ? "lab.print-record" : "lab.print-notice", id);
}

static gboolean
tell_log (JzTold *told, JzConnection *connection, gint64 id, GError **error)
{
  JzStatement *row = jz_connection_query (connection, error,
                                          "SELECT g.outcome, g.present, g.groups, g.succeeded, r.name, g.note, "
                                          "g.signed, a.name FROM lab_log g LEFT JOIN lab_reason r ON r.id = g.reason "
                                          "LEFT JOIN account a ON a.id = g.signed_by WHERE g.lesson = ?",
                                          "l", id);

  if (!jz_statement_next (row))
    return jz_statement_finish (row, error);
  jz_told_add_group (told, _("Record of the lesson"), NULL);
  jz_told_add_fact (told, _("Outcome"),
                    g_str_equal (jz_statement_text (row, 0), "done") ? _("✓ Done") : _("✗ Not done"));
  add_number (told, _("Pupils present"), jz_statement_int64 (row, 1));
  add_number (told, _("Groups"), jz_statement_int64 (row, 2));
  if (!jz_statement_is_null (row, 3))
    jz_told_add_fact (told, _("Groups that succeeded"), jz_statement_text (row, 3));
  jz_told_add_fact (told, _("Why it was not done"), jz_statement_text (row, 4));
  jz_told_add_fact (told, _("Remarks"), jz_statement_text (row, 5));
  jz_told_add_fact (told, _("Signed on"),
                    jz_statement_is_null (row, 6) ? _("! Not yet: it does not count") : jz_statement_text (row, 6));
  jz_told_add_fact (told, _("By"), jz_statement_text (row, 7));
  jz_statement_reset (row);
  return TRUE;
}

static gboolean
tell_short (JzTold *told, JzConnection *connection, const Lesson *lesson, GError **error)
{
  g_autoptr (GPtrArray) list = g_str_equal (lesson->state, "approved") || g_str_equal (lesson->state, "asked") ?
                                 jz_lab_check (connection, &lesson->draft, error) :
                                 g_ptr_array_new_with_free_func ((GDestroyNotify) jz_lab_short_free);

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const JzLabShort *one = g_ptr_array_index (list, i);

      if (i == 0)
        jz_told_add_group (told, _("Beware"), NULL);
      jz_told_add_entry (told, "!", one->what, NULL);
    }
  return list != NULL;
}

JzTold *
jz_lab_tell_lesson (JzConnection *connection, gint64 id, GError **error)
{
  g_auto (Lesson)    lesson = { 0 };
  g_autoptr (JzTold) told = NULL;

  if (!read_lesson (connection, id, &lesson, error))
    return NULL;
  told = jz_told_new (lesson.name, lesson.subtitle, NULL);
  offer (told, &lesson);
  jz_told_add_group (told, _("Notice"), NULL);
  jz_told_add_fact (told, _("Number of the notice"), lesson.number);
  jz_told_add_fact (told, _("Room"), lesson.room);
  jz_told_add_fact (told, _("Teacher"), lesson.teacher);
  add_number (told, _("Groups"), lesson.draft.groups);
  if (lesson.note[0] != '\0')
    jz_told_add_fact (told, _("Asked for besides"), lesson.note);
  if (tell_log (told, connection, id, error) && tell_short (told, connection, &lesson, error) &&
      tell_needs (told, connection, _("What it takes"),
                  "SELECT n.name, n.quantity, n.base, 1, coalesce (nullif (n.hazard, ''), nullif (n.substitute, ''), "
                  "(SELECT group_concat (DISTINCT p.path) FROM item i JOIN balance b ON b.item = i.id AND b.state = "
                  "'stock' AND b.quantity > 0 JOIN place p ON p.id = b.place WHERE i.name = n.name AND i.voided IS "
                  "NULL), '') FROM lab_need n WHERE n.lesson = ? ORDER BY n.kind, n.name",
                  id, error) &&
      jz_told_add_history (told, connection, "lesson", id, error))
    return g_steal_pointer (&told);
  return NULL;
}
