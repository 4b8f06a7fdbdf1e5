/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-room-share.h"

#include "jz-source.h"

static void
room_share_free (gpointer data)
{
  JzRoomShare *self = data;

  g_free (self->name);
  g_free (self->kind);
  g_free (self->last);
  g_free (self);
}

void
jz_room_shares_free (JzRoomShares *self)
{
  g_ptr_array_unref (self->rooms);
  g_free (self);
}

/* Periods of lessons, and those that are open to whoever comes, as the school's bells have them. */
#define LESSON_PERIODS "(SELECT b.period FROM bell b JOIN bell_schedule s ON s.id = b.schedule WHERE s.voided IS NULL AND b.part <> 'outside')"

#define ROOMS                                                                                                          \
  "FROM place p LEFT JOIN room r ON r.place = p.id LEFT JOIN room_kind k ON k.name = p.purpose WHERE p.kind = 'room' " \
  "AND p.voided IS NULL AND coalesce (r.bookable, k.bookable, 0) AND ?3 IN (0, p.id)"

static const char rooms_sql[] =
  "WITH open AS (SELECT room, count (*) AS n FROM slot WHERE date BETWEEN ?1 AND ?2 AND closed = '' AND period IN " LESSON_PERIODS
  " AND ?3 IN (0, room) GROUP BY room), "
  "used AS (SELECT l.room, sum (l.state = 'done' AND l.period IN " LESSON_PERIODS ") AS used, sum (l.state = 'approved') AS unnoted, "
  "sum (l.state = 'done' AND l.period NOT IN " LESSON_PERIODS ") AS outside, sum (u.people) AS people, max (iif (l.state = 'done', l.date, "
  "NULL)) AS last FROM lesson l LEFT JOIN room_use u ON u.lesson = l.id WHERE l.date BETWEEN ?1 AND ?2 AND l.voided IS NULL AND l.state IN "
  "('done', 'approved') AND l.kind <> 'maintenance' GROUP BY l.room) "
  "SELECT p.id, p.path, p.purpose, ifnull (open.n, 0), ifnull (used.used, 0), ifnull (used.unnoted, 0), ifnull (used.outside, 0), "
  "ifnull (used.people, 0), ifnull (used.last, '') FROM (SELECT p.* " ROOMS ") p LEFT JOIN open ON open.room = p.id LEFT JOIN used ON "
  "used.room = p.id ORDER BY p.sort_key";

static gboolean
read_rooms (JzConnection *connection, JzRoomShares *self, const char *from, const char *to, gint64 room, GError **error)
{
  JzStatement *row = jz_connection_query (connection, error, rooms_sql, "ssl", from, to, room);

  while (jz_statement_next (row))
    {
      JzRoomShare *share = g_new (JzRoomShare, 1);

      *share = (JzRoomShare){ jz_statement_int64 (row, 0),
                              jz_statement_dup (row, 1),
                              jz_statement_dup (row, 2),
                              (guint) jz_statement_int64 (row, 3),
                              (guint) jz_statement_int64 (row, 4),
                              (guint) jz_statement_int64 (row, 5),
                              (guint) jz_statement_int64 (row, 6),
                              (guint) jz_statement_int64 (row, 7),
                              jz_statement_dup (row, 8) };
      self->open += share->open;
      self->used += share->used;
      self->unnoted += share->unnoted;
      self->outside += share->outside;
      g_ptr_array_add (self->rooms, share);
    }
  return jz_statement_finish (row, error);
}

static gboolean
read_slots (JzConnection *connection, JzRoomShares *self, const char *from, const char *to, gint64 room, GError **error)
{
  JzStatement *row = jz_connection_query (
    connection, error,
    "SELECT ifnull (d.follows, CAST (strftime ('%w', l.date, '-1 day') AS INTEGER) + 1) AS weekday, l.period, count (*) FROM lesson l LEFT JOIN "
    "calendar_day d ON d.date = l.date WHERE l.date BETWEEN ?1 AND ?2 AND l.state = 'done' AND l.voided IS NULL AND l.kind <> 'maintenance' AND "
    "l.room IN (SELECT p.id " ROOMS ") GROUP BY 1, 2",
    "ssl", from, to, room);

  while (jz_statement_next (row))
    self->slots[jz_statement_int64 (row, 0) - 1][jz_statement_int64 (row, 1) - 1] = (guint) jz_statement_int64 (row, 2);
  if (!jz_statement_finish (row, error))
    return FALSE;
  row = jz_connection_query (connection, error,
                             "SELECT follows, count (*) FROM calendar_day WHERE date BETWEEN ? AND ? AND follows IS NOT NULL GROUP BY follows",
                             "ss", from, to);
  while (jz_statement_next (row))
    self->days[jz_statement_int64 (row, 0) - 1] = (guint) jz_statement_int64 (row, 1);
  return jz_statement_finish (row, error);
}

JzRoomShares *
jz_room_shares_read (JzConnection *connection, JzDate first, JzDate last, gint64 room, GError **error)
{
  g_autoptr (JzRoomShares) self = g_new0 (JzRoomShares, 1);
  char from[JZ_DATE_LENGTH], to[JZ_DATE_LENGTH];

  self->rooms = g_ptr_array_new_with_free_func (room_share_free);
  jz_date_to_iso (first, from);
  jz_date_to_iso (MIN (last, jz_source_today (connection)), to);
  if (!read_rooms (connection, self, from, to, room, error) || !read_slots (connection, self, from, to, room, error))
    return NULL;
  return g_steal_pointer (&self);
}
