/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-room-norm.h"

static void
room_need_free (gpointer data)
{
  JzRoomNeed *self = data;

  g_free (self->kind);
  g_free (self->group);
  g_free (self->source);
  g_free (self);
}

void
jz_room_coverage_free (JzRoomCoverage *self)
{
  g_ptr_array_unref (self->needs);
  g_free (self);
}

/* The norm of each kind for each stage that the school has, by its number of classes; then of all stages together. */
static const char needs_sql[] =
  "WITH stages AS (SELECT stage, count (*) AS classes FROM class WHERE left_year IS NULL GROUP BY stage), "
  "norm AS (SELECT n.* FROM room_norm n JOIN stages s ON s.stage = n.stage WHERE n.classes = (SELECT max (m.classes) FROM room_norm m WHERE "
  "m.kind = n.kind AND m.stage = n.stage AND m.classes <= s.classes)), "
  "due AS (SELECT n.kind, iif (max (k.shared), max (n.rooms), sum (n.rooms)) AS rooms, ifnull (min (n.area), 0) AS area, "
  "group_concat (DISTINCT n.source) AS source, max (n.starter) AS starter FROM norm n JOIN room_kind k ON k.id = n.kind GROUP BY n.kind) "
  "SELECT k.name, k.grp, d.rooms, d.area, d.source, d.starter, count (p.id), "
  "ifnull (sum (p.area IS NOT NULL AND p.area >= d.area OR d.area = 0 AND p.id IS NOT NULL), 0), "
  "ifnull (sum (p.id IS NOT NULL AND p.area IS NULL AND d.area > 0), 0) "
  "FROM due d JOIN room_kind k ON k.id = d.kind LEFT JOIN place p ON p.purpose = k.name AND p.kind = 'room' AND p.voided IS NULL "
  "WHERE d.rooms > 0 GROUP BY k.id ORDER BY k.id";

JzRoomCoverage *
jz_room_coverage_read (JzConnection *connection, GError **error)
{
  g_autoptr (JzRoomCoverage) self = g_new0 (JzRoomCoverage, 1);
  JzStatement *row = jz_connection_query (connection, error, needs_sql, "");
  gint64       target;

  self->needs = g_ptr_array_new_with_free_func (room_need_free);
  while (jz_statement_next (row))
    {
      JzRoomNeed *need = g_new0 (JzRoomNeed, 1);

      need->kind = jz_statement_dup (row, 0);
      need->group = jz_statement_dup (row, 1);
      need->due = (guint) jz_statement_int64 (row, 2);
      need->area = jz_statement_int64 (row, 3);
      need->source = jz_statement_dup (row, 4);
      need->starter = jz_statement_int64 (row, 5) != 0;
      need->rooms = (guint) jz_statement_int64 (row, 6);
      need->good = (guint) jz_statement_int64 (row, 7);
      need->unknown = (guint) jz_statement_int64 (row, 8);
      self->due += need->due;
      self->covered += MIN (need->good, need->due);
      self->unknown += need->unknown;
      g_ptr_array_add (self->needs, need);
    }
  if (!jz_statement_finish (row, error) ||
      !jz_connection_number (connection, &target, 0, error, "SELECT coverage FROM booking_policy", ""))
    return NULL;
  self->target = (int) target;
  return g_steal_pointer (&self);
}

/* Staff. */

void
jz_staffing_need_free (JzStaffingNeed *self)
{
  g_free (self->stage);
  g_free (self->source);
  g_free (self);
}

static const char staffing_sql[] =
  "WITH stages AS (SELECT stage, count (*) AS classes FROM class WHERE left_year IS NULL GROUP BY stage) "
  "SELECT s.stage, s.classes, ifnull (n.people, 0), ifnull (n.part_time, 0), ifnull (n.source, '') FROM stages s LEFT JOIN staffing_norm n ON "
  "n.stage = s.stage AND n.classes = (SELECT max (m.classes) FROM staffing_norm m WHERE m.stage = s.stage AND m.classes <= s.classes) "
  "ORDER BY s.stage = 'senior', s.stage = 'junior', s.stage";

GPtrArray *
jz_staffing_read (JzConnection *connection, guint *have, GError **error)
{
  g_autoptr (GPtrArray) needs = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_staffing_need_free);
  gint64       technicians;
  JzStatement *row;

  if (!jz_connection_number (connection, &technicians, 0, error,
                             "SELECT count (DISTINCT a.person) FROM account a JOIN account_role r ON r.account = a.id JOIN role ON role.id = "
                             "r.role WHERE role.name = 'technician' AND NOT a.disabled AND a.person IS NOT NULL", ""))
    return NULL;
  *have = (guint) technicians;
  row = jz_connection_query (connection, error, staffing_sql, "");
  while (jz_statement_next (row))
    {
      JzStaffingNeed *need = g_new (JzStaffingNeed, 1);

      *need = (JzStaffingNeed){ jz_statement_dup (row, 0), (guint) jz_statement_int64 (row, 1), (guint) jz_statement_int64 (row, 2),
                                jz_statement_int64 (row, 3) != 0, jz_statement_dup (row, 4) };
      g_ptr_array_add (needs, need);
    }
  return jz_statement_finish (row, error) ? g_steal_pointer (&needs) : NULL;
}
