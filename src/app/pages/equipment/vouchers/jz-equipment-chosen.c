/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "jz-equipment-chosen.h"

/* "[1,2,3]", for json_each(). */
static char *
json_of (GArray *ids)
{
  GString *json = g_string_new ("[");

  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (json, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "", g_array_index (ids, gint64, i));
  return g_string_free (g_string_append_c (json, ']'), FALSE);
}

gboolean
jz_chosen_state_read (JzConnection *connection, gboolean assets, GArray *ids, JzChosenState *state, GError **error)
{
  g_autofree char *json = json_of (ids);
  JzStatement *row = jz_connection_query (
    connection, error,
    assets ? "SELECT sum (state = 'stock'), sum (state = 'use'), sum (state = 'loan') FROM position "
             "WHERE asset IN (SELECT value FROM json_each (?))" :
             "SELECT sum (iif (state = 'stock', quantity, 0)), sum (iif (state = 'use', quantity, 0)), "
             "sum (iif (state = 'loan', quantity, 0)) FROM balance WHERE item IN (SELECT value FROM json_each (?))",
    "s", json);

  if (jz_statement_next (row))
    *state = (JzChosenState){ jz_statement_int64 (row, 0), jz_statement_int64 (row, 1), jz_statement_int64 (row, 2) };
  return jz_statement_finish (row, error);
}
