/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-query"
#include "config.h"

#include "jz-list-query-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-money.h"
#include "jz-quantity.h"

struct _JzListRows
{
  guint         n;
  guint         n_columns;
  gint64       *ids;
  const char  **texts;  /* n × n_columns; the first of a row that is gone is NULL */
  GStringChunk *chunk;
};

/* How values are shown. */

static char *
format_status (const JzStatusWord *words, const char *value)
{
  gsize length = strcspn (value, ":");

  for (; words->key != NULL; words++)
    if (strlen (words->key) == length && strncmp (words->key, value, length) == 0)
      {
        const char *title = g_dgettext (GETTEXT_PACKAGE, words->words);

        return value[length] == ':' ? g_strdup_printf ("%s %s", title, value + length + 1) : g_strdup (title);
      }
  return g_strdup (value);
}

char *
jz_list_format (const JzListColumn *column, JzStatement *row, int at)
{
  const char *text = jz_statement_text (row, at);

  if (text == NULL)
    return g_strdup ("");
  switch (column->kind)
    {
    case JZ_COLUMN_NUMBER: return jz_decimal_group (text);
    case JZ_COLUMN_MONEY: return jz_money_format (jz_statement_int64 (row, at));
    case JZ_COLUMN_QUANTITY:
      return jz_quantity_format (jz_statement_int64 (row, at),
                                 column->decimals != NULL ? (int) jz_statement_int64 (row, at + 1) : 0);
    case JZ_COLUMN_STATUS: return format_status (column->words, text);
    case JZ_COLUMN_TEXT:
    case JZ_COLUMN_CODE:
    case JZ_COLUMN_DATE:
    default: return g_strdup (text);
    }
}

/* Rows. */

static void
rows_clear (gpointer data)
{
  JzListRows *self = data;

  g_free (self->ids);
  g_free (self->texts);
  g_string_chunk_free (self->chunk);
}

JzListRows *
jz_list_rows_ref (JzListRows *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
jz_list_rows_unref (JzListRows *self)
{
  g_atomic_rc_box_release_full (self, rows_clear);
}

static JzListRows *
rows_new (const gint64 *ids, guint n, guint n_columns)
{
  JzListRows *self = g_atomic_rc_box_new0 (JzListRows);

  self->n = n;
  self->n_columns = n_columns;
  self->ids = g_memdup2 (ids, n * sizeof (gint64));
  self->texts = g_new0 (const char *, (gsize) n * n_columns);
  self->chunk = g_string_chunk_new (4096);
  return self;
}

/* Each quantity is followed by its decimals. */
static char *
rows_sql (const JzListSpec *spec)
{
  GString *sql = g_string_new (NULL);

  g_string_printf (sql, "SELECT %s", spec->id_sql);
  for (const JzListColumn *column = spec->columns; column->id != NULL; column++)
    {
      g_string_append_printf (sql, ", %s", column->select);
      if (column->decimals != NULL)
        g_string_append_printf (sql, ", %s", column->decimals);
    }
  g_string_append_printf (sql, " FROM %s %s WHERE %s IN (", spec->table, spec->joins != NULL ? spec->joins : "",
                          spec->id_sql);
  for (guint i = 0; i < JZ_LIST_WINDOW; i++)
    g_string_append (sql, i > 0 ? ",?" : "?");
  g_string_append_c (sql, ')');
  return g_string_free (sql, FALSE);
}

static void
take_row (JzListRows *self, const JzListSpec *spec, guint i, JzStatement *row)
{
  int at = 1;

  for (guint c = 0; c < self->n_columns; c++)
    {
      g_autofree char *text = jz_list_format (&spec->columns[c], row, at);

      self->texts[i * self->n_columns + c] = *text != '\0' ? g_string_chunk_insert (self->chunk, text) : "";
      at += spec->columns[c].decimals != NULL ? 2 : 1;
    }
}

JzListRows *
jz_list_rows_read (const JzListSpec *spec, const gint64 *ids, guint n, JzConnection *connection, GError **error)
{
  g_autofree char *sql = rows_sql (spec);
  g_autoptr (JzListRows) self = rows_new (ids, n, jz_list_spec_n_columns (spec));
  g_autoptr (GHashTable) place = g_hash_table_new (g_int64_hash, g_int64_equal);
  JzStatement *rows = jz_connection_prepare (connection, error, sql);

  g_return_val_if_fail (n <= JZ_LIST_WINDOW, NULL);

  if (rows == NULL)
    return NULL;
  for (guint i = 0; i < n; i++)
    g_hash_table_insert (place, &self->ids[i], GUINT_TO_POINTER (i));
  for (guint i = 0; i < JZ_LIST_WINDOW; i++)
    if (i < n)
      sqlite3_bind_int64 (jz_statement_get_handle (rows), (int) i + 1, ids[i]);
    else
      sqlite3_bind_null (jz_statement_get_handle (rows), (int) i + 1);
  while (jz_statement_next (rows))
    {
      gint64 id = jz_statement_int64 (rows, 0);

      take_row (self, spec, GPOINTER_TO_UINT (g_hash_table_lookup (place, &id)), rows);
    }
  return jz_statement_finish (rows, error) ? g_steal_pointer (&self) : NULL;
}

guint
jz_list_rows_n (JzListRows *self)
{
  return self->n;
}

gint64
jz_list_rows_id (JzListRows *self, guint i)
{
  return self->ids[i];
}

gboolean
jz_list_rows_exists (JzListRows *self, guint i)
{
  return self->texts[i * self->n_columns] != NULL;
}

const char *
jz_list_rows_text (JzListRows *self, guint i, guint column)
{
  const char *text;

  g_return_val_if_fail (i < self->n && column < self->n_columns, "");

  text = self->texts[i * self->n_columns + column];
  return text != NULL ? text : "";
}

/* Sums. */

static char *
total_text (const JzListTotal *total, JzStatement *row, int at)
{
  JzListColumn column = { .kind = total->kind };
  g_autofree char *value = jz_list_format (&column, row, at);
  const char *title = g_dgettext (GETTEXT_PACKAGE, total->title);
  const char *hole = strstr (title, "%s");
  GString    *text = g_string_new (title);

  /* Not printf: a translation is no format that may be trusted to have one %s. */
  if (hole != NULL)
    {
      g_string_erase (text, hole - title, 2);
      g_string_insert (text, hole - title, *value != '\0' ? value : "0");
    }
  return g_string_free (text, FALSE);
}

gboolean
jz_list_totals_read (JzListQuery *query, JzConnection *connection, gint64 *count, char ***texts, GError **error)
{
  const JzListSpec *spec = jz_list_query_get_spec (query);
  g_autoptr (GString) sql = g_string_new ("SELECT count (*)");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JzStatement *row;
  int          at = 1;

  for (const JzListTotal *total = spec->totals; total != NULL && total->id != NULL; total++)
    g_string_append_printf (sql, ", %s", total->sql);
  jz_list_query_append_source (query, sql, TRUE);
  row = jz_list_query_prepare (query, sql->str, TRUE, connection, error);
  if (!jz_statement_next (row))
    return jz_statement_finish (row, error);
  *count = jz_statement_int64 (row, 0);
  for (const JzListTotal *total = spec->totals; total != NULL && total->id != NULL; total++)
    {
      g_autofree char *text = total_text (total, row, at++);

      g_strv_builder_add (builder, text);
    }
  jz_statement_reset (row);
  *texts = g_strv_builder_end (builder);
  return TRUE;
}

gboolean
jz_list_choices_read (const JzListFilter *filter, JzConnection *connection, char ***values, char ***titles,
                      GError **error)
{
  g_autoptr (GStrvBuilder) value_builder = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) title_builder = g_strv_builder_new ();
  JzStatement *rows = jz_connection_query (connection, error, filter->choices, "");

  while (jz_statement_next (rows))
    {
      const char *value = jz_statement_text (rows, 0);
      const char *title = jz_statement_text (rows, 1);

      g_strv_builder_add (value_builder, value != NULL ? value : "");
      g_strv_builder_add (title_builder, title != NULL ? title : "");
    }
  if (!jz_statement_finish (rows, error))
    return FALSE;
  *values = g_strv_builder_end (value_builder);
  *titles = g_strv_builder_end (title_builder);
  return TRUE;
}
