/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-list-output.h"

#include <glib/gi18n-lib.h>

#include "jz-money.h"
#include "jz-quantity.h"

#define PX_PER_CHARACTER 7.0 /* how wide a digit is on the screen: the sheet's columns are as wide as the list's */

JzListOutput *
jz_list_output_new (JzListQuery *query, const char *title)
{
  JzListOutput *self = g_new0 (JzListOutput, 1);

  self->query = jz_list_query_ref (query);
  self->columns = g_array_new (FALSE, FALSE, sizeof (guint));
  self->title = g_strdup (title);
  return self;
}

void
jz_list_output_free (JzListOutput *self)
{
  if (self == NULL)
    return;
  jz_list_query_unref (self->query);
  g_clear_pointer (&self->ids, g_array_unref);
  g_array_unref (self->columns);
  g_free (self->title);
  g_free (self);
}

static const JzListColumn *
column_at (JzListOutput *self, guint i)
{
  return &jz_list_query_get_spec (self->query)->columns[g_array_index (self->columns, guint, i)];
}

static GArray *
read_ids (JzListOutput *self, JzConnection *connection, GError **error)
{
  g_autoptr (JzListOrder) order = NULL;

  if (self->ids != NULL)
    return g_array_ref (self->ids);
  order = jz_list_order_read (self->query, connection, error);
  return order != NULL ? jz_list_order_search (order, self->query, connection, error) : NULL;
}

/* Every row in turn, read window by window. */
typedef gboolean (*RowFunc) (JzListOutput *self, JzListRows *rows, guint i, gpointer data, GError **error);

static gboolean
for_each_row (JzListOutput *self, GArray *ids, JzConnection *connection, GCancellable *cancellable, RowFunc func,
              gpointer data, GError **error)
{
  g_atomic_int_set (&self->n_rows, ids->len);
  for (guint at = 0; at < ids->len; at += JZ_LIST_WINDOW)
    {
      g_autoptr (JzListRows) rows = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      rows = jz_list_rows_read (jz_list_query_get_spec (self->query), &g_array_index (ids, gint64, at),
                                MIN (JZ_LIST_WINDOW, ids->len - at), connection, error);
      if (rows == NULL)
        return FALSE;
      for (guint i = 0; i < jz_list_rows_n (rows); i++)
        if (jz_list_rows_exists (rows, i) && !func (self, rows, i, data, error))
          return FALSE;
      g_atomic_int_set (&self->n_done, MIN (at + JZ_LIST_WINDOW, ids->len));
    }
  return TRUE;
}

/* Sheets. */

static void
write_cell (JzSheetWriter *writer, int at, JzColumnKind kind, const char *text)
{
  gint64 number;

  if (kind == JZ_COLUMN_MONEY && jz_money_parse (text, &number))
    jz_sheet_writer_money (writer, at, number);
  else if (kind == JZ_COLUMN_QUANTITY && jz_quantity_parse (text, JZ_QUANTITY_MAX_DECIMALS, &number))
    jz_sheet_writer_quantity (writer, at, number, JZ_QUANTITY_MAX_DECIMALS);
  else if (kind == JZ_COLUMN_NUMBER && jz_quantity_parse (text, 0, &number))
    jz_sheet_writer_quantity (writer, at, number, 0);
  else if (kind == JZ_COLUMN_DATE && jz_date_from_iso (text) != JZ_DATE_NONE)
    jz_sheet_writer_date (writer, at, jz_date_from_iso (text));
  else
    jz_sheet_writer_text (writer, at, *text != '\0' ? text : NULL);
}

static gboolean
write_row_cb (JzListOutput *self, JzListRows *rows, guint i, gpointer data, GError **error)
{
  JzSheetWriter *writer = data;

  for (guint c = 0; c < self->columns->len; c++)
    write_cell (writer, (int) c, column_at (self, c)->kind,
                jz_list_rows_text (rows, i, g_array_index (self->columns, guint, c)));
  return jz_sheet_writer_end_row (writer, error);
}

gboolean
jz_list_output_write (JzListOutput *self, JzConnection *connection, JzSheetFormat format, const char *path,
                      GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray)        ids = read_ids (self, connection, error);
  g_autofree JzSheetColumn *columns = g_new0 (JzSheetColumn, self->columns->len);
  JzSheetLayout             layout = { self->title, self->title, self->columns->len > 7 };
  g_autoptr (JzSheetWriter) writer = NULL;

  if (ids == NULL)
    return FALSE;
  for (guint c = 0; c < self->columns->len; c++)
    columns[c] = (JzSheetColumn){ g_dgettext (GETTEXT_PACKAGE, column_at (self, c)->title),
                                  column_at (self, c)->width / PX_PER_CHARACTER };
  writer = jz_sheet_writer_new (path, format, columns, self->columns->len, &layout, error);
  return writer != NULL && for_each_row (self, ids, connection, cancellable, write_row_cb, writer, error) &&
         jz_sheet_writer_finish (writer, error);
}

/* Pages. */

static gboolean
report_row_cb (JzListOutput *self, JzListRows *rows, guint i, gpointer data, GError **error)
{
  g_autofree const char **cells = g_new0 (const char *, self->columns->len);

  for (guint c = 0; c < self->columns->len; c++)
    cells[c] = jz_list_rows_text (rows, i, g_array_index (self->columns, guint, c));
  jz_report_add_row (data, cells);
  return TRUE;
}

static JzReport *
make_report (JzListOutput *self, JzConnection *connection)
{
  g_autofree char *school = jz_connection_text (connection, NULL, "SELECT name FROM school", "");
  char             today[JZ_DATE_LENGTH];
  JzReport        *report = jz_report_new (school, self->title, jz_date_to_iso (jz_date_today (), today));

  report->key_columns = 1;
  report->max_lines = 3;
  for (guint c = 0; c < self->columns->len; c++)
    {
      const JzListColumn *column = column_at (self, c);

      jz_report_add_column (report, g_dgettext (GETTEXT_PACKAGE, column->title), 0, column->expand ? 1 : 0,
                            jz_column_kind_is_right (column->kind) ? JZ_ALIGN_RIGHT : JZ_ALIGN_LEFT, JZ_SUM_NONE);
    }
  return report;
}

/* Below the table stands what the list's last line says; not for chosen rows, whose sums it does not know. */
static gboolean
add_totals (JzListOutput *self, JzConnection *connection, JzReport *report, guint n, GError **error)
{
  g_auto (GStrv)   texts = NULL;
  g_autofree char *plain = g_strdup_printf ("%u", n), *number = jz_decimal_group (plain);
  g_autofree char *count = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s row", "%s rows", n), number);
  g_autofree char *sums = NULL, *line = NULL;
  gint64           found;

  if (self->ids == NULL)
    {
      if (!jz_list_totals_read (self->query, connection, &found, &texts, error))
        return FALSE;
      sums = g_strjoinv ("    ", texts);
    }
  line = g_strconcat (count, "    ", sums, NULL);
  jz_report_add_footer (report, line);
  return TRUE;
}

JzPages *
jz_list_output_pages (JzListOutput *self, JzConnection *connection, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray)   ids = read_ids (self, connection, error);
  g_autoptr (JzReport) report = NULL;

  if (ids == NULL)
    return NULL;
  if (ids->len > JZ_LIST_OUTPUT_MOST_PRINTED)
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID,
                   _("%u rows are too many to print: filter the list, or export it"), ids->len);
      return NULL;
    }
  report = make_report (self, connection);
  if (!for_each_row (self, ids, connection, cancellable, report_row_cb, report, error) ||
      !add_totals (self, connection, report, ids->len, error))
    return NULL;
  return jz_pages_from_report (g_steal_pointer (&report), self->title, error);
}
