/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-codes-view.h"

#include <glib/gi18n-lib.h>

#include "jz-code-edit.h"
#include "jz-code-form.h"
#include "jz-compat.h"
#include "jz-page.h"
#include "jz-quantity.h"
#include "jz-settings-lists.h"
#include "jz-stack.h"
#include "jz-table-output.h"

struct _JzCodesView
{
  JzSettingsView parent_instance;
  GtkListBox    *tables;
  GtkStack      *stack;
  JzListPage    *lists[2];     /* codes, standards */
  gint64         chosen;       /* id of the table */
  gboolean       is_standard;
  gboolean       is_editable;  /* its rows can be changed here */
  GSimpleActionGroup *actions;
};

G_DEFINE_FINAL_TYPE (JzCodesView, jz_codes_view, JZ_TYPE_SETTINGS_VIEW)

typedef struct
{
  gint64   id;
  gboolean is_standard;
  char    *title;
  char    *source;
  gboolean starter;
  gint64   rows;
  gboolean editable;
} Table;

static void
table_free (gpointer data)
{
  Table *self = data;

  g_free (self->title);
  g_free (self->source);
  g_free (self);
}

static void
tables_free (gpointer data)
{
  g_ptr_array_unref (data);
}

static gboolean
read_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  JzStatement *rows = jz_connection_query (
    connection, error,
    "SELECT id, 0 AS standard, trim (name || ' ' || edition), source, starter, (SELECT count(*) FROM code WHERE scheme = code_scheme.id), "
    "kind = 'own' AND NOT starter FROM code_scheme "
    "UNION ALL SELECT id, 1, trim (name || ' ' || edition), source, starter, (SELECT count(*) FROM standard_row WHERE standard = standard.id), "
    "NOT starter "
    "FROM standard ORDER BY 2, 3",
    "");

  while (jz_statement_next (rows))
    {
      Table *table = g_new0 (Table, 1);

      *table = (Table){ jz_statement_int64 (rows, 0), jz_statement_int64 (rows, 1) != 0, jz_statement_dup (rows, 2),
                        jz_statement_dup (rows, 3),   jz_statement_int64 (rows, 4) != 0, jz_statement_int64 (rows, 5),
                        jz_statement_int64 (rows, 6) != 0 };
      g_ptr_array_add (data, table);
    }
  return jz_statement_finish (rows, error);
}

static void
add_label (GtkWidget *box, const char *text, const char *class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 22);
  if (class != NULL)
    gtk_widget_add_css_class (label, class);
  if (g_strcmp0 (class, "jz-warn") == 0)
    gtk_widget_add_css_class (label, "jz-caption");
  gtk_box_append (GTK_BOX (box), label);
}

static GtkWidget *
make_row (const Table *table)
{
  GtkWidget       *row = gtk_list_box_row_new ();
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *plain = g_strdup_printf ("%" G_GINT64_FORMAT, table->rows);
  g_autofree char *number = jz_decimal_group (plain);
  g_autofree char *rows =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s row", "%s rows", (gulong) table->rows), number);

  add_label (box, table->title, NULL);
  add_label (box, rows, "jz-caption");
  if (table->starter)
    add_label (box, _("! Starter data, not proved"), "jz-warn");
  if (*table->source != '\0')
    add_label (box, table->source, "jz-caption");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  jz_compat_name (row, table->title);
  g_object_set_data_full (G_OBJECT (row), "jz-id", g_memdup2 (&table->id, sizeof table->id), g_free);
  g_object_set_data (G_OBJECT (row), "jz-standard", GINT_TO_POINTER (table->is_standard));
  g_object_set_data (G_OBJECT (row), "jz-editable", GINT_TO_POINTER (table->editable));
  return row;
}

/* What can be done with the rows of the chosen table. */

static void
edit_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzCodesView *self = data;
  gint64       id = parameter != NULL ? g_variant_get_int64 (parameter) : 0;

  (self->is_standard ? jz_standard_row_form_present : jz_code_form_present) (GTK_WIDGET (self), jz_settings_view_get_session (JZ_SETTINGS_VIEW (self)), id, self->chosen);
}

static gboolean
remove_code_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_code_remove (operation, *(gint64 *) data, error);
}

static gboolean
remove_row_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_standard_row_remove (operation, *(gint64 *) data, error);
}

static void
remove_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzCodesView *self = data;
  gint64       id = g_variant_get_int64 (parameter);

  jz_session_write (jz_settings_view_get_session (JZ_SETTINGS_VIEW (self)), &jz_action_codes, self->is_standard ? remove_row_cb : remove_code_cb,
                    g_memdup2 (&id, sizeof id), g_free);
}

static const GActionEntry entries[] = {
  { "add", edit_cb },
  { "change", edit_cb, "x" },
  { "remove", remove_cb, "x" },
};

static void
enable_actions (JzCodesView *self)
{
  JzSession *session = jz_settings_view_get_session (JZ_SETTINGS_VIEW (self));
  gboolean   may = session != NULL && jz_session_may (session, jz_action_codes.permission);

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), entries[i].name)), may && self->is_editable);
}

static void
activated_cb (JzTable *table, gint64 id)
{
  gtk_widget_activate_action (GTK_WIDGET (table), "codes.change", "x", id);
}

static void
append (GMenu *menu, const char *label, const char *action)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, action);

  g_menu_item_set_attribute (item, "hidden-when", "s", "action-missing");
  g_menu_append_item (menu, item);
}

static void
add_tools (JzListPage *list, const char *label)
{
  GtkWidget *button = gtk_button_new_with_label (label);
  JzTable   *table = jz_list_page_get_table (list);
  g_autoptr (GMenu) more = g_menu_new ();

  append (more, _("Open a code table…"), "page.import-codes");
  append (more, _("Import a standard…"), "page.import-standard");
  gtk_widget_add_css_class (button, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "codes.add");
  g_object_bind_property (button, "sensitive", button, "visible", G_BINDING_SYNC_CREATE);
  jz_table_add_tool (table, button, TRUE);
  jz_table_output_attach (table, G_MENU_MODEL (more));
  g_signal_connect (table, "activated", G_CALLBACK (activated_cb), NULL);
}

static void
show_chosen (JzCodesView *self)
{
  g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT, self->chosen);

  gtk_stack_set_visible_child_name (self->stack, self->is_standard ? "standards" : "codes");
  jz_table_set_filter (jz_list_page_get_table (self->lists[self->is_standard]),
                       self->is_standard ? "standard" : "scheme", value);
}

static void
chosen_cb (JzCodesView *self, GtkListBoxRow *row)
{
  if (row == NULL)
    return;
  self->chosen = *(gint64 *) g_object_get_data (G_OBJECT (row), "jz-id");
  self->is_standard = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), "jz-standard"));
  self->is_editable = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), "jz-editable"));
  enable_actions (self);
  show_chosen (self);
}

static void
header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  gboolean   standard = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), "jz-standard"));
  GtkWidget *title;

  if (before != NULL && GPOINTER_TO_INT (g_object_get_data (G_OBJECT (before), "jz-standard")) == standard)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  title = gtk_label_new (standard ? _("Standards") : _("Code tables"));
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "jz-tree-title");
  gtk_list_box_row_set_header (row, title);
}

static void
read_done (JzSettingsView *view, gpointer data)
{
  JzCodesView   *self = JZ_CODES_VIEW (view);
  GPtrArray     *tables = data;
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->tables, 0)) != NULL)
    gtk_list_box_remove (self->tables, GTK_WIDGET (row));
  for (guint i = 0; i < tables->len; i++)
    {
      Table     *table = g_ptr_array_index (tables, i);
      GtkWidget *new_row = make_row (table);

      gtk_list_box_append (self->tables, new_row);
      if (i == 0 || (table->id == self->chosen && table->is_standard == self->is_standard))
        row = GTK_LIST_BOX_ROW (new_row);
    }
  gtk_list_box_select_row (self->tables, row);
}

static void
refresh (JzSettingsView *view)
{
  jz_settings_view_read (view, read_cb, g_ptr_array_new_with_free_func (table_free), tables_free, read_done);
}

static void
entered (JzSettingsView *view)
{
  JzCodesView *self = JZ_CODES_VIEW (view);
  JzSession   *session = jz_settings_view_get_session (view);

  jz_list_page_set_session (self->lists[0], session);
  jz_list_page_set_session (self->lists[1], session);
  enable_actions (self);
}

JzListPage *
jz_codes_view_get_list (JzCodesView *self)
{
  return self->lists[self->is_standard];
}

void
jz_codes_view_set_narrow (JzCodesView *self, gboolean narrow)
{
  jz_list_page_set_narrow (self->lists[0], narrow);
  jz_list_page_set_narrow (self->lists[1], narrow);
}

static void
jz_codes_view_finalize (GObject *object)
{
  g_object_unref (JZ_CODES_VIEW (object)->actions);
  G_OBJECT_CLASS (jz_codes_view_parent_class)->finalize (object);
}

static void
jz_codes_view_class_init (JzCodesViewClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = jz_codes_view_finalize;
  JZ_SETTINGS_VIEW_CLASS (klass)->entered = entered;
  JZ_SETTINGS_VIEW_CLASS (klass)->refresh = refresh;
}

static GtkWidget *
make_side (JzCodesView *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->tables = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_header_func (self->tables, header_cb, NULL, NULL);
  jz_compat_name (GTK_WIDGET (self->tables), _("Code tables and standards"));
  g_signal_connect_object (self->tables, "row-selected", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->tables));
  gtk_widget_add_css_class (scroller, "jz-settings-side");
  return scroller;
}

static void
jz_codes_view_init (JzCodesView *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "codes", G_ACTION_GROUP (self->actions));
  self->lists[0] = jz_list_page_new (&jz_settings_codes_view);
  self->lists[1] = jz_list_page_new (&jz_settings_standards_view);
  add_tools (self->lists[0], _("Add a code"));
  add_tools (self->lists[1], _("Add a row"));
  enable_actions (self);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->lists[0]), "codes");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->lists[1]), "standards");
  jz_stack_hide_others (self->stack);
  gtk_widget_set_hexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_box_append (GTK_BOX (row), make_side (self));
  gtk_box_append (GTK_BOX (row), GTK_WIDGET (self->stack));
  adw_bin_set_child (ADW_BIN (self), row);
}

GtkWidget *
jz_codes_view_new (void)
{
  return g_object_new (JZ_TYPE_CODES_VIEW, NULL);
}
