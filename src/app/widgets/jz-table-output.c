/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-table-output.h"

#include <glib/gi18n-lib.h>

#include "jz-columns.h"
#include "jz-compat-file.h"
#include "jz-compat.h"
#include "jz-list-output.h"
#include "jz-preview.h"

#define LOOK_MS 100

/* One piece of work: the thread writes, the window looks how far it is. */
typedef struct
{
  JzTable      *table;
  JzListOutput *output;
  JzSheetFormat format;
  char         *path;  /* NULL: to be printed */
  JzPages      *pages;
  guint         source;
} Work;

static void
work_free (gpointer data)
{
  Work *self = data;

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_pointer (&self->pages, jz_pages_unref);
  jz_list_output_free (self->output);
  g_object_unref (self->table);
  g_free (self->path);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Work, work_free)

static gboolean
work_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Work *self = data;

  if (self->path != NULL)
    return jz_list_output_write (self->output, connection, self->format, self->path, cancellable, error);
  self->pages = jz_list_output_pages (self->output, connection, cancellable, error);
  return self->pages != NULL;
}

static gboolean
look_cb (gpointer data)
{
  Work *self = data;

  jz_progress_strip_set (jz_table_get_strip (self->table), g_atomic_int_get (&self->output->n_done),
                         g_atomic_int_get (&self->output->n_rows));
  return G_SOURCE_CONTINUE;
}

static void
tell (JzTable *table, const char *sentence)
{
  g_autofree char *plain = g_markup_escape_text (sentence, -1);

  adw_toast_overlay_add_toast (jz_table_get_toasts (table), adw_toast_new (plain));
}

static void
worked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Work)   self = data;
  g_autoptr (GError) error = NULL;
  GtkRoot           *root = gtk_widget_get_root (GTK_WIDGET (self->table));

  g_clear_handle_id (&self->source, g_source_remove);
  jz_progress_strip_end (jz_table_get_strip (self->table));
  if (!jz_store_read_finish (JZ_STORE (source), result, &error))
    {
      g_autofree char *with_sign = g_strdup_printf ("✗ %s", error->message);

      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        tell (self->table, with_sign);
    }
  else if (self->pages == NULL)
    {
      g_autofree char *name = g_path_get_basename (self->path);
      g_autofree char *words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u row written to %s",
                                                             "%u rows written to %s", self->output->n_rows),
                                                self->output->n_rows, name);

      tell (self->table, words);
    }
  else if (GTK_IS_WINDOW (root) && jz_table_get_session (self->table) != NULL)
    jz_preview_present (GTK_WINDOW (root), jz_table_get_session (self->table), self->pages);
}

static void
add_columns (JzListOutput *output, JzTable *table)
{
  GListModel       *columns = gtk_column_view_get_columns (jz_table_get_view (table));
  const JzListSpec *spec = jz_list_query_get_spec (output->query);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      guint index = (guint) jz_list_spec_column_index (spec, jz_columns_get_spec (column)->id);

      if (gtk_column_view_column_get_visible (column))
        g_array_append_val (output->columns, index);
    }
}

/* NULL while there is nothing to be put out. */
static Work *
work_new (JzTable *table)
{
  JzListQuery *query = jz_lazy_list_get_query (jz_table_get_list (table));
  Work        *self;

  if (query == NULL || jz_table_get_session (table) == NULL ||
      jz_session_get_store (jz_table_get_session (table)) == NULL)
    return NULL;
  self = g_new0 (Work, 1);
  self->table = g_object_ref (table);
  self->output = jz_list_output_new (query, jz_table_get_title (table));
  if (jz_lazy_selection_n_chosen (jz_table_get_selection (table)) > 1)
    self->output->ids = jz_lazy_selection_get_ids (jz_table_get_selection (table));
  add_columns (self->output, table);
  return self;
}

static void
run (Work *self, const char *words)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  jz_progress_strip_begin (jz_table_get_strip (self->table), words, cancellable);
  self->source = g_timeout_add (LOOK_MS, look_cb, self);
  jz_store_read (jz_session_get_store (jz_table_get_session (self->table)), work_cb, self, NULL, cancellable, worked_cb,
                 self);
}

static void
print_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  Work *work = work_new (data);

  if (work != NULL)
    run (work, _("Laying out pages"));
}

static void
file_chosen_cb (const char *path, gpointer data)
{
  Work *choice = data;
  Work *work = work_new (choice->table);

  if (work == NULL)
    return;
  work->format = choice->format;
  work->path = g_strdup (path);
  run (work, _("Exporting"));
}

static void
export_table (JzTable *table, JzSheetFormat format)
{
  gboolean         is_xlsx = format == JZ_SHEET_FORMAT_XLSX;
  g_autofree char *name = g_strconcat (jz_table_get_title (table), is_xlsx ? ".xlsx" : ".csv", NULL);
  const char *const patterns[] = { is_xlsx ? "*.xlsx" : "*.csv", NULL };
  const JzCompatFileChoice choice = { JZ_CHOOSE_SAVE, _("Export"), name,
                                      is_xlsx ? _("Spreadsheets") : _("CSV files"), patterns };
  Work            *work = work_new (table);

  if (work == NULL)
    return;
  work->format = format;
  jz_compat_choose_file (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (table))), &choice, file_chosen_cb, work,
                         work_free);
}

static void
xlsx_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  export_table (data, JZ_SHEET_FORMAT_XLSX);
}

static void
csv_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  export_table (data, JZ_SHEET_FORMAT_CSV);
}

static const GActionEntry actions[] = {
  { "print", print_cb },
  { "xlsx", xlsx_cb },
  { "csv", csv_cb },
};

static GMenuModel *
make_menu (GMenuModel *own)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) output = g_menu_new ();

  if (own != NULL)
    g_menu_append_section (menu, NULL, own);
  g_menu_append (output, _("Print list…"), "output.print");
  g_menu_append (output, _("Export as spreadsheet…"), "output.xlsx");
  g_menu_append (output, _("Export as CSV…"), "output.csv");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (output));
  return G_MENU_MODEL (menu);
}

void
jz_table_output_attach (JzTable *table, GMenuModel *own)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GMenuModel)         menu = make_menu (own);
  GtkWidget *button = gtk_menu_button_new (), *print = gtk_button_new_from_icon_name ("jz-print-symbolic");

  g_action_map_add_action_entries (G_ACTION_MAP (group), actions, G_N_ELEMENTS (actions), table);
  gtk_widget_insert_action_group (GTK_WIDGET (table), "output", G_ACTION_GROUP (group));
  gtk_widget_add_css_class (print, "flat");
  gtk_widget_set_tooltip_text (print, _("Print list…"));
  jz_compat_name (print, _("Print list…"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (print), "output.print");
  jz_table_add_last (table, print);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "jz-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), menu);
  gtk_menu_button_set_has_frame (GTK_MENU_BUTTON (button), FALSE);
  gtk_widget_set_tooltip_text (button, _("More"));
  jz_compat_name (button, _("More"));
  jz_table_add_last (table, button);
}
