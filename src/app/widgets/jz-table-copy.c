/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "jz-table-copy.h"

#include "jz-columns.h"

typedef struct
{
  GdkClipboard     *clipboard;
  const JzListSpec *spec;
  GArray           *ids;
  GArray           *columns; /* guint: which, in order */
  GString          *text;
} Copy;

static void
copy_free (gpointer data)
{
  Copy *self = data;

  g_object_unref (self->clipboard);
  g_array_unref (self->ids);
  g_array_unref (self->columns);
  g_string_free (self->text, TRUE);
  g_free (self);
}

static void
append_rows (Copy *self, JzListRows *rows)
{
  for (guint i = 0; i < jz_list_rows_n (rows); i++)
    {
      for (guint c = 0; c < self->columns->len; c++)
        g_string_append_printf (self->text, "%s%s", c > 0 ? "\t" : "",
                                jz_list_rows_text (rows, i, g_array_index (self->columns, guint, c)));
      g_string_append_c (self->text, '\n');
    }
}

static gboolean
copy_read_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Copy *self = data;

  for (guint at = 0; at < self->ids->len; at += JZ_LIST_WINDOW)
    {
      g_autoptr (JzListRows) rows = jz_list_rows_read (self->spec, &g_array_index (self->ids, gint64, at),
                                                       MIN (JZ_LIST_WINDOW, self->ids->len - at), connection, error);

      if (rows == NULL)
        return FALSE;
      append_rows (self, rows);
    }
  return TRUE;
}

static void
copied_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Copy *self = data;

  if (jz_store_read_finish (JZ_STORE (source), result, NULL))
    gdk_clipboard_set_text (self->clipboard, self->text->str);
  copy_free (self);
}

void
jz_table_copy (GtkWidget *widget, JzStore *store, GtkColumnView *view, JzLazySelection *selection)
{
  GListModel *columns = gtk_column_view_get_columns (view);
  Copy       *copy;

  if (store == NULL || jz_lazy_selection_n_chosen (selection) == 0)
    return;
  copy = g_new0 (Copy, 1);
  copy->clipboard = g_object_ref (gtk_widget_get_clipboard (widget));
  copy->spec = jz_lazy_list_get_spec (jz_lazy_selection_get_list (selection));
  copy->ids = jz_lazy_selection_get_ids (selection);
  copy->columns = g_array_new (FALSE, FALSE, sizeof (guint));
  copy->text = g_string_new (NULL);
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      guint index = (guint) jz_list_spec_column_index (copy->spec, jz_columns_get_spec (column)->id);

      if (gtk_column_view_column_get_visible (column))
        g_array_append_val (copy->columns, index);
    }
  jz_store_read (store, copy_read_cb, copy, NULL, NULL, copied_cb, copy);
}
