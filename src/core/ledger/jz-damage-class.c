/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-ledger"
#include "config.h"

#include "jz-damage-class.h"

void
jz_damage_class_free (JzDamageClass *self)
{
  g_free (self->name);
  g_free (self);
}

GPtrArray *
jz_damage_by_class (JzConnection *connection, int year, GError **error)
{
  g_autoptr (GPtrArray) classes = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_damage_class_free);
  JzStatement *row = jz_connection_query (
      connection, error,
      "SELECT ifnull (class.name, ''), ifnull (class.pupils, 0), count (*), sum (d.state = 'open'), "
      "sum (d.responsibility IS 'lost'), sum (ifnull (d.due, 0)), sum (d.paid) FROM damage d "
      "LEFT JOIN person ON person.id = d.person LEFT JOIN class ON class.id = ifnull (d.class, person.class) "
      "WHERE d.state <> 'dropped' AND (?1 = 0 OR CAST (substr (d.date, 1, 4) AS INTEGER) = ?1) "
      "GROUP BY class.id ORDER BY class.id IS NULL, class.grade, class.number, class.entry_year DESC",
      "i", year);

  while (jz_statement_next (row))
    {
      JzDamageClass *class = g_new0 (JzDamageClass, 1);

      *class = (JzDamageClass){ jz_statement_dup (row, 0),   jz_statement_int64 (row, 1), jz_statement_int64 (row, 2),
                                jz_statement_int64 (row, 3), jz_statement_int64 (row, 4), jz_statement_int64 (row, 5),
                                jz_statement_int64 (row, 6) };
      g_ptr_array_add (classes, class);
    }
  return jz_statement_finish (row, error) ? g_steal_pointer (&classes) : NULL;
}
