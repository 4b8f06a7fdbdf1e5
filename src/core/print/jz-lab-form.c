/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-lab-form.h"

#include <glib/gi18n-lib.h>

#include "jz-calendar.h"
#include "jz-experiment.h"
#include "jz-quantity.h"
#include "jz-source.h"

const char *
jz_lab_kind_words (const char *kind)
{
  return g_str_equal (kind, "demonstration") ? _("Demonstration") :
         g_str_equal (kind, "group")         ? _("Group experiment") :
         g_str_equal (kind, "inquiry")       ? _("Inquiry") :
                                               _("Practice");
}

static JzReport *
begin (JzConnection *connection, const char *title, GError **error)
{
  g_autofree char *school = jz_connection_text (connection, error, "SELECT name FROM school", "");
  char             today[JZ_DATE_LENGTH];

  return school != NULL ? jz_report_new (school, title, jz_date_to_iso (jz_source_today (connection), today)) : NULL;
}

/* "2026–2027 first term". Returns: (transfer full) */
static char *
term_words (JzConnection *connection, gint64 term, GError **error)
{
  JzStatement *row =
    jz_connection_query (connection, error, "SELECT school_year, ordinal FROM term WHERE id = ?", "l", term);
  char        *words;

  if (!jz_statement_first (row, _("There is no such term"), error))
    return NULL;
  words = jz_term_title ((int) jz_statement_int64 (row, 0), (int) jz_statement_int64 (row, 1));
  jz_statement_reset (row);
  return words;
}

/* The plan. */

static gboolean
add_plan_rows (JzReport *report, JzConnection *connection, gint64 term, gint64 class_, GError **error)
{
  JzStatement *row = jz_connection_query (connection, error,
                                          "SELECT e.id, c.name, e.name, e.kind, p.week, ifnull (t.name, ''), p.note "
                                          "FROM lab_plan p JOIN class c ON c.id = p.class JOIN experiment e ON e.id = "
                                          "p.experiment LEFT JOIN person t ON t.id = p.teacher WHERE p.term = ?1 AND "
                                          "?2 IN (0, p.class) ORDER BY c.grade, c.number, p.week, e.id",
                                          "ll", term, class_);

  for (guint n = 1; jz_statement_next (row); n++)
    {
      g_autofree char *number = g_strdup_printf ("%u", n),
                      *week = g_strdup_printf (_("Week %d"), (int) jz_statement_int64 (row, 4)),
                      *things = jz_experiment_apparatus (connection, jz_statement_int64 (row, 0), error);

      if (things == NULL)
        {
          jz_statement_reset (row);
          return FALSE;
        }
      jz_report_add_row (report, (const char *[]){ number, jz_statement_text (row, 1), jz_statement_text (row, 2),
                                                   things, jz_lab_kind_words (jz_statement_text (row, 3)), week,
                                                   jz_statement_text (row, 5), jz_statement_text (row, 6) });
    }
  return jz_statement_finish (row, error);
}

JzReport *
jz_lab_plan_form_new (JzConnection *connection, gint64 term, gint64 class_, GError **error)
{
  g_autofree char     *words = term_words (connection, term, error);
  g_autoptr (JzReport) report = words != NULL ? begin (connection, _("Plan of experiments"), error) : NULL;

  if (report == NULL)
    return NULL;
  jz_report_add_subtitle (report, words, NULL);
  jz_report_add_column (report, _("No."), 10, 0, JZ_ALIGN_RIGHT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Class"), 16, 0, JZ_ALIGN_LEFT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Experiment"), 0, 2, JZ_ALIGN_LEFT, JZ_SUM_NONE);
  jz_report_add_column (report, _("What it takes"), 0, 3, JZ_ALIGN_LEFT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Kind of experiment"), 18, 0, JZ_ALIGN_LEFT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Planned for"), 18, 0, JZ_ALIGN_LEFT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Teacher"), 18, 0, JZ_ALIGN_LEFT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Note"), 0, 1, JZ_ALIGN_LEFT, JZ_SUM_NONE);
  report->max_lines = 3;
  jz_report_add_signature (report, _("Head of the teaching group"));
  jz_report_add_signature (report, _("Lab technician"));
  return add_plan_rows (report, connection, term, class_, error) ? g_steal_pointer (&report) : NULL;
}

/* One cell: what a class does in a week. */
static gboolean
fill_grid (JzReport *report, JzConnection *connection, gint64 term, guint weeks, GError **error)
{
  g_auto (GStrv) cells = NULL;
  gint64         class_ = 0;
  JzStatement   *row = jz_connection_query (connection, error,
                                            "SELECT p.class, c.name, p.week, group_concat (CASE WHEN EXISTS (SELECT 1 "
                                              "FROM lab_done d WHERE d.term = p.term AND d.class = p.class AND "
                                              "d.experiment = p.experiment) THEN '✓ ' WHEN EXISTS (SELECT 1 FROM "
                                              "lab_lesson b JOIN lesson l ON l.id = b.lesson WHERE b.plan = p.id AND "
                                              "l.voided IS NULL AND l.state <> 'cancelled') THEN '○ ' ELSE '' END || "
                                              "e.name, "
                                              "'；') FROM lab_plan p JOIN class c ON c.id = p.class JOIN experiment e "
                                              "ON e.id = p.experiment WHERE p.term = ? GROUP BY p.class, p.week ORDER "
                                              "BY c.grade, c.number, c.id, p.week",
                                            "l", term);

  while (jz_statement_next (row))
    {
      guint week = (guint) jz_statement_int64 (row, 2);

      if (jz_statement_int64 (row, 0) != class_)
        {
          if (cells != NULL)
            jz_report_add_row (report, (const char *const *) cells);
          g_strfreev (cells);
          cells = g_new0 (char *, weeks + 2);
          cells[0] = jz_statement_dup (row, 1);
          for (guint i = 1; i <= weeks; i++)
            cells[i] = g_strdup ("");
          class_ = jz_statement_int64 (row, 0);
        }
      if (week >= 1 && week <= weeks)
        {
          g_free (cells[week]);
          cells[week] = jz_statement_dup (row, 3);
        }
    }
  if (cells != NULL)
    jz_report_add_row (report, (const char *const *) cells);
  return jz_statement_finish (row, error);
}

JzReport *
jz_lab_plan_grid_new (JzConnection *connection, gint64 term, GError **error)
{
  g_autofree char     *words = term_words (connection, term, error);
  g_autoptr (JzReport) report = words != NULL ? begin (connection, _("Experiments by class and week"), error) : NULL;
  gint64               weeks;

  if (report == NULL || !jz_connection_number (connection, &weeks, 0, error,
                                               "SELECT max (week) FROM calendar_day WHERE term = ?", "l", term))
    return NULL;
  jz_report_add_subtitle (report, words, _("✓ done and signed, ○ notice given"));
  jz_report_add_column (report, _("Class"), 14, 0, JZ_ALIGN_LEFT, JZ_SUM_NONE);
  for (int week = 1; week <= weeks; week++)
    {
      g_autofree char *title = g_strdup_printf ("%d", week);

      jz_report_add_column (report, title, 0, 1, JZ_ALIGN_LEFT, JZ_SUM_NONE);
    }
  report->paper = JZ_PAPER_LANDSCAPE;
  report->max_lines = 6;
  report->key_columns = 1;
  return fill_grid (report, connection, term, (guint) weeks, error) ? g_steal_pointer (&report) : NULL;
}

/* The notice, and the record of a lesson. */

/* @text: what stands between the head and the table. */
static gboolean
add_head (JzReport *report, JzConnection *connection, gint64 lesson, gboolean record, GError **error)
{
  JzStatement     *row = jz_connection_query (connection, error,
                                              "SELECT b.number, e.name, e.kind, l.date, l.period, ifnull (c.name, ''), "
                                          "ifnull (l.pupils, ifnull (c.pupils, 0)), b.groups, ifnull (t.name, ''), "
                                          "r.path, e.subject, b.note, e.safety FROM lab_lesson b JOIN lesson l ON l.id "
                                          "= b.lesson JOIN experiment e ON e.id = b.experiment JOIN place r ON r.id = "
                                          "l.room LEFT JOIN class c ON c.id = l.class LEFT JOIN person t ON t.id = "
                                          "l.teacher WHERE l.id = ?",
                                          "l", lesson);
  g_autofree char *number = NULL, *topic = NULL, *kind = NULL, *time = NULL, *class_ = NULL, *teacher = NULL,
                  *place = NULL, *safety = NULL;

  if (!jz_statement_first (row, _("There is no notice of an experiment for that lesson"), error))
    return FALSE;
  number = g_strdup_printf (_("Notice: %s"), jz_statement_text (row, 0));
  topic = g_strdup_printf (_("Experiment: %s"), jz_statement_text (row, 1));
  kind = g_strdup_printf (_("Kind: %s"), jz_lab_kind_words (jz_statement_text (row, 2)));
  time = g_strdup_printf (_("Time: %s, period %d"), jz_statement_text (row, 3), (int) jz_statement_int64 (row, 4));
  class_ = g_strdup_printf (_("Class: %s, %d pupils, groups: %d"), jz_statement_text (row, 5),
                            (int) jz_statement_int64 (row, 6), (int) jz_statement_int64 (row, 7));
  teacher = g_strdup_printf (_("Teacher: %s"), jz_statement_text (row, 8));
  place = g_strdup_printf (_("Room: %s"), jz_statement_text (row, 9));
  safety =
    jz_statement_text (row, 12)[0] != '\0' ? g_strdup_printf (_("Beware: %s"), jz_statement_text (row, 12)) : NULL;
  jz_report_add_subtitle (report, topic, number);
  jz_report_add_subtitle (report, kind, time);
  jz_report_add_subtitle (report, class_, teacher);
  jz_report_add_subtitle (report, place, record ? NULL : jz_statement_text (row, 11));
  if (safety != NULL)
    jz_report_add_footer (report, safety);
  jz_statement_reset (row);
  return TRUE;
}

/* What it takes, what went out and what came back. */
static gboolean
add_needs (JzReport *report, JzConnection *connection, gint64 lesson, GError **error)
{
  JzStatement *row = jz_connection_query (connection, error,
                                          "WITH moved AS (SELECT v.what, i.name, abs (e.quantity) * 1000 * ifnull "
                                          "(u.ratio, 1) / CASE i.decimals WHEN 0 THEN 1 WHEN 1 THEN 10 WHEN 2 THEN 100 "
                                          "ELSE 1000 END AS quantity FROM lab_voucher v JOIN entry e ON e.voucher = "
                                          "v.voucher JOIN item i ON i.id = e.item LEFT JOIN unit_ratio u ON u.unit = "
                                          "i.unit WHERE v.lesson = ?1 AND ((v.what = 'out' AND e.state = 'loan') OR "
                                          "(v.what = 'used' AND e.quantity < 0) OR (v.what = 'back' AND e.state = "
                                          "'loan'))) SELECT n.name, (SELECT spec FROM item WHERE id = n.item), iif "
                                          "(n.base = '', (SELECT min (unit) FROM item WHERE name = n.name AND voided "
                                          "IS NULL), n.base), n.quantity, (SELECT sum (quantity) FROM moved WHERE what "
                                          "<> 'back' AND moved.name = n.name), (SELECT sum (quantity) FROM moved WHERE "
                                          "what = 'back' AND moved.name = n.name), n.hazard FROM lab_need n WHERE "
                                          "n.lesson = ?1 ORDER BY n.kind, n.name",
                                          "l", lesson);

  for (guint n = 1; jz_statement_next (row); n++)
    {
      g_autofree char *number = g_strdup_printf ("%u", n);
      g_auto (GStrv)   amounts = g_new0 (char *, 4);

      for (int i = 0; i < 3; i++)
        amounts[i] =
          jz_statement_is_null (row, 3 + i) ? g_strdup ("") : jz_quantity_format (jz_statement_int64 (row, 3 + i), 3);
      jz_report_add_row (report, (const char *[]){ number, jz_statement_text (row, 0), jz_statement_text (row, 1),
                                                   jz_statement_text (row, 2), amounts[0], amounts[1], amounts[2],
                                                   jz_statement_text (row, 6) });
    }
  return jz_statement_finish (row, error);
}

static void
add_need_columns (JzReport *report)
{
  jz_report_add_column (report, _("No."), 10, 0, JZ_ALIGN_RIGHT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Apparatus or chemical"), 0, 2, JZ_ALIGN_LEFT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Specification"), 0, 1, JZ_ALIGN_LEFT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Unit"), 14, 0, JZ_ALIGN_CENTRE, JZ_SUM_NONE);
  jz_report_add_column (report, _("Needed"), 20, 0, JZ_ALIGN_RIGHT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Handed out"), 20, 0, JZ_ALIGN_RIGHT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Given back"), 20, 0, JZ_ALIGN_RIGHT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Beware of"), 0, 1, JZ_ALIGN_LEFT, JZ_SUM_NONE);
}

JzReport *
jz_lab_notice_form_new (JzConnection *connection, gint64 lesson, GError **error)
{
  g_autoptr (JzReport) report = begin (connection, _("Notice of an experiment"), error);

  if (report == NULL || !add_head (report, connection, lesson, FALSE, error))
    return NULL;
  add_need_columns (report);
  jz_report_add_signature (report, _("Teacher"));
  jz_report_add_signature (report, _("Lab technician"));
  return add_needs (report, connection, lesson, error) ? g_steal_pointer (&report) : NULL;
}

/* What the log says; lines to be filled in by hand where there is none. */
static gboolean
add_log (JzReport *report, JzConnection *connection, gint64 lesson, GError **error)
{
  JzStatement     *row = jz_connection_query (connection, error,
                                              "SELECT g.outcome, g.present, g.groups, g.succeeded, r.name, g.note, "
                                                  "g.signed, a.name FROM lab_log g LEFT JOIN lab_reason r ON r.id = "
                                                  "g.reason LEFT JOIN account a ON a.id = g.signed_by WHERE g.lesson = "
                                                  "?",
                                              "l", lesson);
  g_autofree char *done = NULL, *note = NULL, *signed_ = NULL;

  if (!jz_statement_next (row))
    {
      jz_report_add_footer (report, _("Pupils present:            Groups that did it:            Groups that "
                                       "succeeded:"));
      jz_report_add_footer (report, _("If it was not done, why:"));
      return jz_statement_finish (row, error);
    }
  done = g_str_equal (jz_statement_text (row, 0), "done") ?
           g_strdup_printf (_("Done: %d pupils present, groups: %d, of them successful: %s"),
                            (int) jz_statement_int64 (row, 1), (int) jz_statement_int64 (row, 2),
                            jz_statement_is_null (row, 3) ? "–" : jz_statement_text (row, 3)) :
           g_strdup_printf (_("It was not done: %s"), jz_statement_text (row, 4));
  note = jz_statement_text (row, 5)[0] != '\0' ? g_strdup_printf (_("Remarks: %s"), jz_statement_text (row, 5)) : NULL;
  signed_ =
    jz_statement_is_null (row, 6) ?
      NULL :
      g_strdup_printf (_("Signed by %s on %s"), jz_statement_is_null (row, 7) ? "" : jz_statement_text (row, 7),
                       jz_statement_text (row, 6));
  jz_report_add_footer (report, done);
  if (note != NULL)
    jz_report_add_footer (report, note);
  if (signed_ != NULL)
    jz_report_add_footer (report, signed_);
  jz_statement_reset (row);
  return TRUE;
}

JzReport *
jz_lab_record_form_new (JzConnection *connection, gint64 lesson, GError **error)
{
  g_autoptr (JzReport) report = begin (connection, _("Notice and record of an experiment"), error);

  if (report == NULL || !add_head (report, connection, lesson, TRUE, error))
    return NULL;
  add_need_columns (report);
  jz_report_add_signature (report, _("Teacher"));
  jz_report_add_signature (report, _("Lab technician"));
  return add_needs (report, connection, lesson, error) && add_log (report, connection, lesson, error) ?
           g_steal_pointer (&report) :
           NULL;
}

/* What has to stand ready. */

JzReport *
jz_lab_prepare_form_new (JzConnection *connection, const char *from, const char *to, JzPrepareBy by, GError **error)
{
  g_autoptr (GPtrArray) lines = jz_lab_prepare_list (connection, from, to, by, error);
  g_autoptr (JzReport)  report = lines != NULL ? begin (connection, _("To be prepared for experiments"), error) : NULL;
  g_autofree char      *span = g_strdup_printf ("%s – %s", from, to);

  if (report == NULL)
    return NULL;
  jz_report_add_subtitle (report, span, _("! there is not enough, ? the books have nothing called so"));
  jz_report_add_column (report, _("Date"), 24, 0, JZ_ALIGN_LEFT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Period of the day"), 12, 0, JZ_ALIGN_CENTRE, JZ_SUM_NONE);
  jz_report_add_column (report, _("Apparatus or chemical"), 0, 2, JZ_ALIGN_LEFT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Needed"), 20, 0, JZ_ALIGN_RIGHT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Unit"), 14, 0, JZ_ALIGN_CENTRE, JZ_SUM_NONE);
  jz_report_add_column (report, _("There is"), 20, 0, JZ_ALIGN_RIGHT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Lacking"), 20, 0, JZ_ALIGN_RIGHT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Instead"), 0, 1, JZ_ALIGN_LEFT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Stands at"), 0, 2, JZ_ALIGN_LEFT, JZ_SUM_NONE);
  report->max_lines = 2;
  for (guint i = 0; i < lines->len; i++)
    {
      const JzPrepareLine *line = g_ptr_array_index (lines, i);
      gint64               lacking = jz_prepare_short (line);
      g_autofree char     *need = jz_quantity_format (line->need, 3),
                      *there = line->there >= 0 ? jz_quantity_format (line->there, 3) : g_strdup ("?"),
                      *less = lacking > 0 ? jz_quantity_format (lacking, 3) : g_strdup (""),
                      *sign = lacking > 0 ? g_strdup_printf ("! %s", less) : g_strdup (""),
                      *period = line->period > 0 ? g_strdup_printf ("%d", line->period) : g_strdup ("");

      jz_report_add_row (report, (const char *[]){ line->date, period, line->name, need, line->unit, there, sign,
                                                   line->substitute, line->places });
    }
  jz_report_add_signature (report, _("Lab technician"));
  return g_steal_pointer (&report);
}

/* How much was done. */

typedef struct { gint64 required[2], done[2], unlogged; } Pair; /* demonstrations, and what is done in groups */

static void
add_delivery_row (JzReport *report, const char *grade, const char *subject, const Pair *pair, gboolean totals)
{
  g_auto (GStrv) cells = g_new0 (char *, 10);

  cells[0] = g_strdup (grade);
  cells[1] = g_strdup (subject);
  for (int i = 0; i < 2; i++)
    {
      JzDeliveryRow row = { .required = pair->required[i], .done = pair->done[i] };
      int           rate = jz_delivery_rate (&row);

      cells[2 + 3 * i] = g_strdup_printf ("%" G_GINT64_FORMAT, row.required);
      cells[3 + 3 * i] = g_strdup_printf ("%" G_GINT64_FORMAT, row.done);
      cells[4 + 3 * i] = rate < 0 ? g_strdup ("–") : g_strdup_printf ("%d.%d", rate / 100, rate % 100 / 10);
    }
  cells[8] = g_strdup_printf ("%" G_GINT64_FORMAT, pair->unlogged);
  if (totals)
    jz_report_set_totals (report, (const char *const *) cells);
  else
    jz_report_add_row (report, (const char *const *) cells);
}

static void
add_to (Pair *pair, const JzDeliveryRow *row)
{
  int i = g_str_equal (row->kind, "demonstration") ? 0 : 1;

  pair->required[i] += row->required;
  pair->done[i] += row->done;
  pair->unlogged += row->unlogged;
}

static void
add_delivery_rows (JzReport *report, GPtrArray *rows)
{
  Pair all = { 0 };

  for (guint i = 0, n; i < rows->len; i += n)
    {
      const JzDeliveryRow *first = g_ptr_array_index (rows, i);
      g_autofree char     *grade = g_strdup_printf ("%d", first->grade);
      Pair                 pair = { 0 };

      for (n = 0; i + n < rows->len; n++)
        {
          const JzDeliveryRow *row = g_ptr_array_index (rows, i + n);

          if (row->grade != first->grade || !g_str_equal (row->subject, first->subject))
            break;
          add_to (&pair, row);
          add_to (&all, row);
        }
      add_delivery_row (report, grade, first->subject, &pair, FALSE);
    }
  if (rows->len > 0)
    add_delivery_row (report, _("Together"), "", &all, TRUE);
}

static gboolean
add_misses (JzReport *report, JzConnection *connection, gint64 term, GError **error)
{
  g_autoptr (GPtrArray) misses = jz_lab_misses (connection, term, error);
  g_autoptr (GString)   words = g_string_new (NULL);

  for (guint i = 0; misses != NULL && i < misses->len; i++)
    {
      const JzLabMiss *miss = g_ptr_array_index (misses, i);

      g_string_append_printf (words, "%s%s %" G_GINT64_FORMAT, i > 0 ? "、" : "", miss->reason, miss->n);
    }
  if (misses != NULL && misses->len > 0)
    {
      g_autofree char *sentence = g_strdup_printf (_("Why experiments were not done: %s"), words->str);

      jz_report_add_footer (report, sentence);
    }
  return misses != NULL;
}

JzReport *
jz_lab_delivery_form_new (JzConnection *connection, gint64 term, JzDeliveryBy by, GError **error)
{
  static const char *const ways[] = { N_("Counted by experiment: done when every class of the grade has done it"),
                                      N_("Counted by experiment and class"), N_("Counted by group of pupils") };
  g_autofree char      *words = term_words (connection, term, error);
  g_autoptr (GPtrArray) rows = words != NULL ? jz_lab_delivery (connection, term, by, FALSE, error) : NULL;
  g_autoptr (JzReport)  report = rows != NULL ? begin (connection, _("How many experiments were done"), error) : NULL;

  if (report == NULL)
    return NULL;
  jz_report_add_subtitle (report, words, g_dgettext (GETTEXT_PACKAGE, ways[by]));
  jz_report_add_column (report, _("Grade"), 18, 0, JZ_ALIGN_CENTRE, JZ_SUM_NONE);
  jz_report_add_column (report, _("Subject"), 0, 1, JZ_ALIGN_LEFT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Demonstrations due"), 0, 1, JZ_ALIGN_RIGHT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Demonstrations done"), 0, 1, JZ_ALIGN_RIGHT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Rate of demonstrations %"), 0, 1, JZ_ALIGN_RIGHT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Group experiments due"), 0, 1, JZ_ALIGN_RIGHT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Group experiments done"), 0, 1, JZ_ALIGN_RIGHT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Rate of group experiments %"), 0, 1, JZ_ALIGN_RIGHT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Lessons without a signed log"), 0, 1, JZ_ALIGN_RIGHT, JZ_SUM_NONE);
  add_delivery_rows (report, rows);
  jz_report_add_footer (report, _("Only logs that a teacher signed are counted; what a class repeats counts once."));
  jz_report_add_signature (report, _("Filled in by"));
  jz_report_add_signature (report, _("Head of equipment"));
  return add_misses (report, connection, term, error) ? g_steal_pointer (&report) : NULL;
}
