/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-lab-delivery.h"

#include <glib/gi18n-lib.h>

void
jz_delivery_row_free (JzDeliveryRow *self)
{
  if (self == NULL)
    return;
  g_free (self->subject);
  g_free (self->kind);
  g_free (self);
}

int
jz_delivery_rate (const JzDeliveryRow *row)
{
  return row->required > 0 ? (int) (row->done * 10000 / row->required) : -1;
}

/* What each class has to do, and what came of it (?1: term, ?2: electives). That both sides of it are grouped, though
 * one of them is already, has SQLite make an index of them: without, five years take four times as long. */
#define SESSIONS                                                                                                       \
  "WITH done AS MATERIALIZED (SELECT class, experiment, max (groups) AS groups FROM lab_done WHERE term = ?1 GROUP "   \
  "BY class, experiment), "                                                                                            \
  "late AS MATERIALIZED (SELECT class, experiment, count (*) AS n FROM lab_unlogged WHERE term = ?1 GROUP BY " \
  "class, " \
  "experiment), "                                                                                                      \
  "due AS (SELECT d.class, d.experiment, d.grade, d.subject, d.kind, d.groups, ifnull (min (n.groups, d.groups), " \
  "0) " \
  "AS groups_done, "                                                                                                   \
  "n.class IS NOT NULL AS done, EXISTS (SELECT 1 FROM lab_plan p WHERE p.term = ?1 AND p.class = d.class AND "         \
  "p.experiment = "                                                                                                    \
  "d.experiment) AS planned, ifnull (u.n, 0) AS unlogged FROM lab_due d LEFT JOIN done n ON n.class = d.class AND "    \
  "n.experiment = "                                                                                                    \
  "d.experiment LEFT JOIN late u ON u.class = d.class AND u.experiment = d.experiment WHERE d.term = ?1 AND "          \
  "d.required <> ?2) "

#define IN_ORDER "GROUP BY grade, subject, kind ORDER BY grade, subject, kind"

static const char *const delivery_sql[] = {
  [JZ_DELIVERY_BY_ITEM] = SESSIONS ", item AS (SELECT experiment, grade, subject, kind, min (done) AS done, max "
                                   "(planned) AS planned, sum (unlogged) AS unlogged FROM due GROUP BY experiment) "
                                   "SELECT grade, subject, kind, count (*), sum (done), sum (planned), sum (unlogged) "
                                   "FROM item " IN_ORDER,
  [JZ_DELIVERY_BY_SESSION] = SESSIONS "SELECT grade, subject, kind, count (*), sum (done), sum (planned), sum "
                                      "(unlogged) FROM due " IN_ORDER,
  [JZ_DELIVERY_BY_GROUP] = SESSIONS "SELECT grade, subject, kind, sum (groups), sum (groups_done), sum (planned), sum "
                                    "(unlogged) FROM due " IN_ORDER,
};

GPtrArray *
jz_lab_delivery (JzConnection *connection, gint64 term, JzDeliveryBy by, gboolean electives, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_delivery_row_free);
  JzStatement          *row;

  g_return_val_if_fail (by <= JZ_DELIVERY_BY_GROUP, NULL);

  row = jz_connection_query (connection, error, delivery_sql[by], "li", term, electives);
  while (jz_statement_next (row))
    {
      JzDeliveryRow *one = g_new0 (JzDeliveryRow, 1);

      *one = (JzDeliveryRow){ .grade = (int) jz_statement_int64 (row, 0), .subject = jz_statement_dup (row, 1),
                              .kind = jz_statement_dup (row, 2), .required = jz_statement_int64 (row, 3),
                              .done = jz_statement_int64 (row, 4), .planned = jz_statement_int64 (row, 5),
                              .unlogged = jz_statement_int64 (row, 6) };
      g_ptr_array_add (rows, one);
    }
  return jz_statement_finish (row, error) ? g_steal_pointer (&rows) : NULL;
}

JzDeliveryRow *
jz_delivery_sum (GPtrArray *rows)
{
  JzDeliveryRow *sum = g_new0 (JzDeliveryRow, 1);

  for (guint i = 0; i < rows->len; i++)
    {
      const JzDeliveryRow *row = g_ptr_array_index (rows, i);

      sum->required += row->required;
      sum->done += row->done;
      sum->planned += row->planned;
      sum->unlogged += row->unlogged;
    }
  return sum;
}

/* Misses. */

void
jz_lab_miss_free (JzLabMiss *self)
{
  g_free (self->reason);
  g_free (self);
}

GPtrArray *
jz_lab_misses (JzConnection *connection, gint64 term, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_lab_miss_free);
  JzStatement *row = jz_connection_query (connection, error,
                                          "SELECT r.name, count (*) FROM lab_log g JOIN lab_reason r ON r.id = "
                                          "g.reason JOIN lesson l ON l.id = g.lesson JOIN calendar_day d ON d.date = "
                                          "l.date WHERE g.signed IS NOT NULL AND g.outcome = 'missed' AND l.voided IS "
                                          "NULL AND d.term = ? GROUP BY r.id ORDER BY 2 DESC, r.position",
                                          "l", term);

  while (jz_statement_next (row))
    {
      JzLabMiss *one = g_new0 (JzLabMiss, 1);

      *one = (JzLabMiss){ jz_statement_dup (row, 0), jz_statement_int64 (row, 1) };
      g_ptr_array_add (rows, one);
    }
  return jz_statement_finish (row, error) ? g_steal_pointer (&rows) : NULL;
}

/* The four matches. */

void
jz_lab_match_free (JzLabMatch *self)
{
  g_free (self->class_name);
  g_free (self->name);
  g_free (self);
}

static const char matches_sql[] =
  "WITH held AS (SELECT b.plan, l.class, b.experiment, l.id AS lesson, b.prepared IS NOT NULL OR EXISTS (SELECT 1 FROM "
  "lab_voucher v WHERE v.lesson = l.id AND v.what <> 'back') AS prepared, EXISTS (SELECT 1 FROM lab_log g WHERE "
  "g.lesson = l.id AND g.signed IS NOT NULL) AS logged FROM lab_lesson b JOIN lesson l ON l.id = b.lesson JOIN "
  "calendar_day d ON d.date = l.date WHERE d.term = ?1 AND l.date <= jz_today () AND l.voided IS NULL AND l.class IS "
  "NOT NULL AND l.state IN ('approved', 'done', 'missed')), line AS (SELECT class, experiment, plan, lesson, prepared, "
  "logged FROM held UNION ALL SELECT p.class, p.experiment, p.id, NULL, 0, 0 FROM lab_plan p WHERE p.term = ?1 AND NOT "
  "EXISTS (SELECT 1 FROM lab_lesson b JOIN lesson l ON l.id = b.lesson WHERE b.plan = p.id AND l.voided IS NULL AND "
  "l.state NOT IN ('cancelled')) AND (SELECT max (date) FROM calendar_day d WHERE d.term = ?1 AND d.week = p.week) < "
  "jz_today ()) SELECT line.class, line.experiment, ifnull (line.plan, 0), ifnull (line.lesson, 0), c.name, e.name, "
  "line.prepared, line.logged FROM line JOIN class c ON c.id = line.class JOIN experiment e ON e.id = line.experiment "
  "WHERE ?2 = 0 OR line.plan IS NULL OR line.lesson IS NULL OR NOT line.prepared OR NOT line.logged ORDER BY c.grade, "
  "c.number, e.subject, e.id, line.lesson";

GPtrArray *
jz_lab_matches (JzConnection *connection, gint64 term, gboolean faults, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_lab_match_free);
  JzStatement          *row = jz_connection_query (connection, error, matches_sql, "li", term, faults);

  while (jz_statement_next (row))
    {
      JzLabMatch *one = g_new0 (JzLabMatch, 1);

      *one = (JzLabMatch){ .class_ = jz_statement_int64 (row, 0), .experiment = jz_statement_int64 (row, 1),
                           .plan = jz_statement_int64 (row, 2), .lesson = jz_statement_int64 (row, 3),
                           .class_name = jz_statement_dup (row, 4), .name = jz_statement_dup (row, 5),
                           .planned = jz_statement_int64 (row, 2) != 0, .noticed = jz_statement_int64 (row, 3) != 0,
                           .prepared = jz_statement_int64 (row, 6) != 0, .logged = jz_statement_int64 (row, 7) != 0 };
      g_ptr_array_add (rows, one);
    }
  return jz_statement_finish (row, error) ? g_steal_pointer (&rows) : NULL;
}
