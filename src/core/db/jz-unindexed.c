/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-db"
#include "jz-unindexed.h"

struct _JzUnindexed
{
  JzConnection *connection;
  GPtrArray    *statements; /* that make the indices */
};

static gboolean
drop_all (JzUnindexed *self, GPtrArray *names, GError **error)
{
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *sql = g_strdup_printf ("DROP INDEX \"%s\"", (const char *) g_ptr_array_index (names, i));

      if (!jz_connection_exec (self->connection, sql, error))
        return FALSE;
    }
  return TRUE;
}

JzUnindexed *
jz_unindexed_begin (JzConnection *connection, const char *table, GError **error)
{
  g_autoptr (JzUnindexed) self = g_new0 (JzUnindexed, 1);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  JzStatement *rows =
    jz_connection_query (connection, error,
                         "SELECT l.name, s.sql FROM pragma_index_list (?) l JOIN sqlite_schema s ON s.name = l.name "
                         "WHERE NOT l.\"unique\" AND s.sql IS NOT NULL",
                         "s", table);

  self->connection = connection;
  self->statements = g_ptr_array_new_with_free_func (g_free);
  while (jz_statement_next (rows))
    {
      g_ptr_array_add (names, jz_statement_dup (rows, 0));
      g_ptr_array_add (self->statements, jz_statement_dup (rows, 1));
    }
  return jz_statement_finish (rows, error) && drop_all (self, names, error) ? g_steal_pointer (&self) : NULL;
}

gboolean
jz_unindexed_end (JzUnindexed *self, GError **error)
{
  for (guint i = 0; i < self->statements->len; i++)
    if (!jz_connection_exec (self->connection, g_ptr_array_index (self->statements, i), error))
      return FALSE;
  g_ptr_array_set_size (self->statements, 0);
  return TRUE;
}

void
jz_unindexed_free (JzUnindexed *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->statements);
  g_free (self);
}
