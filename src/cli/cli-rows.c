/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jiaozhuang-cli"
#include "config.h"

#include "cli.h"
#include "jz-money.h"

typedef struct
{
  Cli         *cli;
  const char  *sql, *value;
  JsonBuilder *json;
} Rows;

/* Appends the cell in words to @line. */
static void
add_cell (JsonBuilder *json, GString *line, JzStatement *row, int column)
{
  const char      *name = sqlite3_column_name (jz_statement_get_handle (row), column);
  gboolean         yes = g_str_has_prefix (name, "yes:"), money = g_str_has_prefix (name, "yuan:");
  gboolean         is_null = jz_statement_is_null (row, column);
  g_autofree char *yuan = money && !is_null ? jz_money_to_plain (jz_statement_int64 (row, column)) : NULL;

  if (yes)
    cli_json_bool (json, name + 4, jz_statement_int64 (row, column) != 0);
  else if (money)
    cli_json_text (json, name + 5, yuan);
  else if (sqlite3_column_type (jz_statement_get_handle (row), column) == SQLITE_INTEGER)
    cli_json_number (json, name, jz_statement_int64 (row, column));
  else
    cli_json_text (json, name, is_null ? NULL : jz_statement_text (row, column));
  g_string_append_printf (line, "%s%s", column > 0 ? "\t" : "",
                          yuan != NULL ? yuan : is_null ? "" : jz_statement_text (row, column));
}

static gboolean
rows_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Rows        *self = data;
  JzStatement *row = self->value != NULL ?
    jz_connection_query (connection, error, self->sql, "s", self->value) :
    jz_connection_query (connection, error, self->sql, "");

  while (jz_statement_next (row))
    {
      g_autoptr (GString) line = g_string_new (NULL);

      json_builder_begin_object (self->json);
      for (int c = 0; c < jz_statement_n_columns (row); c++)
        add_cell (self->json, line, row, c);
      json_builder_end_object (self->json);
      cli_say (self->cli, "%s", line->str);
    }
  return jz_statement_finish (row, error);
}

int
cli_say_rows_of (Cli *cli, const char *sql, const char *value, GError **error)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  Rows rows = { cli, sql, value, json };

  json_builder_begin_object (json);
  json_builder_set_member_name (json, "rows");
  json_builder_begin_array (json);
  if (!cli_open (cli, error) || !jz_store_read_sync (cli->store, rows_cb, &rows, NULL, error))
    return -1;
  json_builder_end_array (json);
  json_builder_end_object (json);
  if (cli->json)
    cli_print_json (g_steal_pointer (&json));
  return 0;
}

int
cli_say_rows (Cli *cli, const char *sql, GError **error)
{
  return cli_say_rows_of (cli, sql, NULL, error);
}
