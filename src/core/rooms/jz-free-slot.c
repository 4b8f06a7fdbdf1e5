/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-free-slot.h"

void
jz_free_slot_free (JzFreeSlot *self)
{
  g_free (self->room_name);
  g_free (self);
}

#define FREE(column, who)                                                                                              \
  "AND NOT EXISTS (SELECT 1 FROM lesson l WHERE l." column " = " who " AND l.date = slot.date AND l.period = "         \
  "slot.period AND l.voided IS NULL AND l.state IN ('approved', 'done') AND l.id <> ?7) "

/* ?1 day, ?2 day, ?3 room, ?4 class, ?5 teacher, ?6 technician, ?7 lesson, ?8 period, ?9 limit, ?10 pupils. Periods
 * are those that some bell rings for. */
static const char free_sql[] =
  "SELECT slot.date, slot.period, slot.room, p.path, ifnull (p.seats, 0) FROM slot JOIN place p ON p.id = slot.room "
  "WHERE slot.date BETWEEN ?1 AND ?2 AND slot.closed = '' AND (?8 = 0 OR slot.period = ?8) "
  "AND slot.period IN (SELECT period FROM bell JOIN bell_schedule s ON s.id = bell.schedule WHERE s.voided IS NULL) "
  "AND p.purpose = (SELECT purpose FROM place WHERE id = ?3) "
  FREE ("room", "slot.room") FREE ("class", "?4") FREE ("teacher", "?5") FREE ("technician", "?6")
  "ORDER BY p.seats < ?10, slot.room <> ?3, slot.date, slot.period, p.sort_key LIMIT ?9";

static gboolean
count_pupils (JzConnection *connection, const JzLessonWish *wish, gint64 *pupils, GError **error)
{
  *pupils = wish->pupils;
  return wish->pupils > 0 || wish->class_ == 0 ||
         jz_connection_number (connection, pupils, 0, error, "SELECT pupils FROM class WHERE id = ?", "l",
                               wish->class_);
}

GPtrArray *
jz_free_slots (JzConnection *connection, const JzLessonWish *wish, int days, guint limit, GError **error)
{
  g_autoptr (GPtrArray) slots = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_free_slot_free);
  char         from[JZ_DATE_LENGTH], to[JZ_DATE_LENGTH];
  gint64       pupils;
  JzStatement *row;

  if (!count_pupils (connection, wish, &pupils, error))
    return NULL;
  row = jz_connection_query (connection, error, free_sql, "sslllllill", jz_date_to_iso (wish->date, from),
                             jz_date_to_iso (wish->date + days, to), wish->room, wish->class_, wish->teacher,
                             wish->technician, wish->lesson, wish->period, (gint64) limit, pupils);
  while (jz_statement_next (row))
    {
      JzFreeSlot *slot = g_new (JzFreeSlot, 1);

      *slot = (JzFreeSlot){ jz_date_from_iso (jz_statement_text (row, 0)), (int) jz_statement_int64 (row, 1),
                            jz_statement_int64 (row, 2), jz_statement_dup (row, 3), (int) jz_statement_int64 (row, 4) };
      g_ptr_array_add (slots, slot);
    }
  return jz_statement_finish (row, error) ? g_steal_pointer (&slots) : NULL;
}
