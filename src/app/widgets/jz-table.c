/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-table.h"

#include <glib/gi18n-lib.h>

#include "jz-columns-left.h"
#include "jz-columns.h"
#include "jz-compat.h"
#include "jz-filter-popover.h"
#include "jz-progress-strip.h"
#include "jz-row-menu.h"
#include "jz-stack.h"
#include "jz-table-copy.h"
#include "jz-table-foot.h"

#define REMEMBER_MS 400 /* after the last change of a width */

struct _JzTable
{
  GtkBox            parent_instance;

  const JzListSpec *spec;
  char             *title;
  JzSession        *session;
  gulong            changed_id;
  JzLazyList       *list;
  JzLazySelection  *selection;
  GHashTable       *filters;      /* declared filter → value */

  GtkWidget        *tools;
  GtkWidget        *search;
  GtkWidget        *filter_button;
  JzFilterPopover  *filter_popover;
  GtkWidget        *column_button;
  JzProgressStrip  *strip;
  AdwToastOverlay  *toasts;
  GtkStack         *stack;        /* table, nothing found, first use */
  GtkColumnView    *view;
  JzTableFoot      *foot;
  JzRowMenu        *menu;

  guint             query_source;
  guint             remember_source;
  gboolean          arranging;    /* the columns are being put as they were left: nothing to remember */
  gboolean          to_top;       /* the answer is another list: it is looked at from its beginning */
  gint64            only;
  gint64            wanted;       /* to be shown when it is listed */
  gboolean          widened;      /* filters were cleared for it */
};

G_DEFINE_FINAL_TYPE (JzTable, jz_table, GTK_TYPE_BOX)

enum { CHOSEN, ACTIVATED, CLEARED, N_SIGNALS };
static guint signals[N_SIGNALS];

/* The question. */

static gboolean
is_narrowed (JzTable *self)
{
  JzListQuery *query = jz_lazy_list_get_query (self->list);

  return query != NULL && (jz_list_query_get_search (query)[0] != '\0' || jz_list_query_n_conditions (query) > 0);
}

static void
show_filter_count (JzTable *self, guint n)
{
  g_autofree char *label = n > 0 ? g_strdup_printf (_("Filter · %u"), n) : g_strdup (_("Filter"));

  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->filter_button), label);
}

static JzListQuery *
make_query (JzTable *self)
{
  JzListQuery        *query = jz_list_query_new (self->spec);
  gboolean            descending = FALSE;
  const JzListColumn *sort = jz_columns_get_sort (self->view, &descending);
  GHashTableIter      iter;
  gpointer            filter, value;

  if (sort != NULL)
    jz_list_query_set_sort (query, sort->id, descending);
  jz_list_query_set_search (query, gtk_editable_get_text (GTK_EDITABLE (self->search)));
  g_hash_table_iter_init (&iter, self->filters);
  while (g_hash_table_iter_next (&iter, &filter, &value))
    jz_list_query_add_condition (query, filter, JZ_LIST_IS, value, NULL);
  show_filter_count (self, jz_filter_popover_apply (self->filter_popover, query));
  return query;
}

static gboolean
query_cb (gpointer data)
{
  JzTable *self = data;
  g_autoptr (JzListQuery) query = make_query (self);
  JzListQuery *before = jz_lazy_list_get_query (self->list);

  self->query_source = 0;
  if (before == NULL || !jz_list_query_equal (before, query))
    self->to_top = TRUE;
  jz_lazy_list_set_query (self->list, query);
  if (jz_lazy_list_is_busy (self->list))
    jz_progress_strip_begin (self->strip, NULL, NULL);
  return G_SOURCE_REMOVE;
}

/* All that a key press changes makes one question. */
static void
ask (JzTable *self)
{
  if (self->query_source == 0)
    self->query_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, query_cb, self, NULL);
}

/* The answer. */

static void
show_chosen (JzTable *self)
{
  gint64 only = jz_lazy_selection_get_only (self->selection);

  jz_table_foot_set_chosen (self->foot, jz_lazy_selection_n_chosen (self->selection));
  if (only == self->only)
    return;
  self->only = only;
  g_signal_emit (self, signals[CHOSEN], 0, only);
}

static void
show_wanted (JzTable *self)
{
  guint position = jz_lazy_list_find (self->list, self->wanted);

  if (position == GTK_INVALID_LIST_POSITION)
    return;
  self->wanted = 0;
  jz_lazy_list_tell_all (self->list);
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, TRUE);
  jz_compat_scroll_to (self->view, position);
}

/* What is wanted may be kept out by a filter. Once: a list may keep one whatever is cleared. */
static void
widen (JzTable *self)
{
  self->widened = TRUE;
  jz_table_clear_filters (self);
}

static void
show_page (JzTable *self)
{
  GtkWidget *first_use = gtk_stack_get_child_by_name (self->stack, "first");
  gboolean   empty = jz_lazy_list_is_known (self->list) && jz_lazy_list_n_items (self->list) == 0;

  if (empty && is_narrowed (self))
    gtk_stack_set_visible_child_name (self->stack, "nothing");
  else if (empty && first_use != NULL)
    gtk_stack_set_visible_child (self->stack, first_use);
  else
    gtk_stack_set_visible_child_name (self->stack, "table");
  gtk_widget_set_visible (self->tools, gtk_stack_get_visible_child (self->stack) != first_use || first_use == NULL);
}

static void
answered_cb (JzTable *self)
{
  if (self->to_top && jz_lazy_list_n_items (self->list) > 0 && self->wanted == 0)
    jz_compat_scroll_to (self->view, 0);
  self->to_top = FALSE;
  if (!jz_lazy_list_is_busy (self->list))
    jz_progress_strip_end (self->strip);
  show_page (self);
  jz_table_foot_set_count (self->foot, jz_lazy_list_n_items (self->list));
  show_chosen (self);
  /* The first 300 rows are no sum of the rest. */
  if (!jz_lazy_list_is_busy (self->list) && self->session != NULL)
    jz_table_foot_ask (self->foot, jz_session_get_store (self->session), jz_lazy_list_get_query (self->list));
  if (self->wanted != 0)
    show_wanted (self);
  if (self->wanted != 0 && !self->widened && !jz_lazy_list_is_busy (self->list) && is_narrowed (self))
    widen (self);
}

static void
failed_cb (JzTable *self, GError *error)
{
  g_autoptr (AdwToast) toast = adw_toast_new (error->message);

  jz_progress_strip_end (self->strip);
  adw_toast_overlay_add_toast (self->toasts, g_steal_pointer (&toast));
}

/* What a person left open. */

static gboolean
remember_cb (gpointer data)
{
  JzTable *self = data;

  self->remember_source = 0;
  if (self->session != NULL)
    jz_columns_remember (self->view, self->spec, self->session);
  return G_SOURCE_REMOVE;
}

static void
remember (JzTable *self)
{
  if (self->arranging || self->session == NULL)
    return;
  g_clear_handle_id (&self->remember_source, g_source_remove);
  self->remember_source = g_timeout_add (REMEMBER_MS, remember_cb, self);
}

static void
sorter_changed_cb (JzTable *self)
{
  if (self->arranging)
    return;
  remember (self);
  ask (self);
}

static void
columns_changed_cb (JzTable *self)
{
  jz_columns_align_titles (self->view);
  remember (self);
}

/* The session. */

void
jz_table_set_session (JzTable *self, JzSession *session)
{
  g_autoptr (JzListQuery) query = NULL;

  g_clear_handle_id (&self->remember_source, g_source_remove);
  g_clear_handle_id (&self->query_source, g_source_remove);
  jz_table_foot_stop (self->foot);
  g_set_object (&self->session, session);
  if (session != NULL)
    {
      self->arranging = TRUE;
      jz_columns_arrange (self->view, self->spec, self->session);
      self->arranging = FALSE;
      query = make_query (self);
      jz_lazy_list_set_query (self->list, query);
    }
  jz_lazy_list_set_store (self->list, session != NULL ? jz_session_get_store (session) : NULL);
}

JzLazyList *
jz_table_get_list (JzTable *self)
{
  return self->list;
}

JzLazySelection *
jz_table_get_selection (JzTable *self)
{
  return self->selection;
}

GtkColumnView *
jz_table_get_view (JzTable *self)
{
  return self->view;
}

JzSession *
jz_table_get_session (JzTable *self)
{
  return self->session;
}

const char *
jz_table_get_title (JzTable *self)
{
  return self->title;
}

JzProgressStrip *
jz_table_get_strip (JzTable *self)
{
  return self->strip;
}

void
jz_table_set_filter (JzTable *self, const char *filter, const char *value)
{
  g_return_if_fail (jz_list_spec_filter (self->spec, filter) != NULL);

  if (value != NULL)
    g_hash_table_insert (self->filters, (gpointer) jz_list_spec_filter (self->spec, filter)->id, g_strdup (value));
  else
    g_hash_table_remove (self->filters, filter);
  ask (self);
}

void
jz_table_add_tool (JzTable *self, GtkWidget *widget, gboolean at_end)
{
  if (at_end)
    gtk_box_insert_child_after (GTK_BOX (self->tools), widget, self->filter_button);
  else
    gtk_box_insert_child_after (GTK_BOX (self->tools), widget, self->search);
}

void
jz_table_add_last (JzTable *self, GtkWidget *widget)
{
  gtk_box_append (GTK_BOX (self->tools), widget);
}

void
jz_table_set_first_use (JzTable *self, GtkWidget *page)
{
  gtk_stack_add_named (self->stack, page, "first");
  jz_stack_hide_others (self->stack);
  show_page (self);
}

void
jz_table_focus_search (JzTable *self)
{
  gtk_widget_grab_focus (self->search);
}

void
jz_table_focus_list (JzTable *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

void
jz_table_set_search (JzTable *self, const char *typed)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), typed);
}

void
jz_table_clear_filters (JzTable *self)
{
  g_hash_table_remove_all (self->filters);
  jz_filter_popover_clear (self->filter_popover);
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  g_signal_emit (self, signals[CLEARED], 0);
  ask (self);
}

void
jz_table_show_id (JzTable *self, gint64 id)
{
  self->wanted = id;
  self->widened = FALSE;
  if (jz_lazy_list_is_known (self->list) && !jz_lazy_list_is_busy (self->list))
    show_wanted (self);
  if (self->wanted != 0 && jz_lazy_list_is_known (self->list))
    widen (self);
}

AdwToastOverlay *
jz_table_get_toasts (JzTable *self)
{
  return self->toasts;
}

/* Actions. */

static void
copy_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  JzTable *self = JZ_TABLE (widget);

  if (self->session != NULL)
    jz_table_copy (GTK_WIDGET (self->view), jz_session_get_store (self->session), self->view, self->selection);
}

static void
select_all_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (JZ_TABLE (widget)->selection));
}

static void
clear_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  jz_table_clear_filters (JZ_TABLE (widget));
}

void
jz_table_set_menu (JzTable *self, GMenuModel *menu)
{
  jz_row_menu_set (self->menu, menu);
}

/* Making it. */

static void
activated_cb (JzTable *self, guint position)
{
  gint64 id = jz_lazy_list_get_id (self->list, position);

  if (id != 0)
    g_signal_emit (self, signals[ACTIVATED], 0, id);
}

static gboolean
search_key_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, gpointer data)
{
  if (keyval != GDK_KEY_Down)
    return GDK_EVENT_PROPAGATE;
  jz_table_focus_list (data);
  return GDK_EVENT_STOP;
}

static void
stop_search_cb (JzTable *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  else
    jz_table_focus_list (self);
}

static GtkWidget *
make_tools (JzTable *self, const char *placeholder)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->tools = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gtk_widget_add_css_class (self->tools, "jz-tools");
  self->search = gtk_search_entry_new ();
  gtk_widget_set_hexpand (self->search, TRUE);
  g_object_set (self->search, "placeholder-text", placeholder, NULL);
  jz_compat_name (self->search, placeholder);
  /* Not "search-changed", which waits. */
  g_signal_connect_swapped (self->search, "changed", G_CALLBACK (ask), self);
  g_signal_connect_swapped (self->search, "stop-search", G_CALLBACK (stop_search_cb), self);
  g_signal_connect_swapped (self->search, "activate", G_CALLBACK (jz_table_focus_list), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (search_key_cb), self);
  gtk_widget_add_controller (self->search, keys);
  self->filter_popover = jz_filter_popover_new (self->spec);
  g_signal_connect_swapped (self->filter_popover, "changed", G_CALLBACK (ask), self);
  self->filter_button = gtk_menu_button_new ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->filter_button), _("Filter"));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->filter_button), GTK_WIDGET (self->filter_popover));
  self->column_button = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->column_button), "jz-columns-symbolic");
  gtk_menu_button_set_has_frame (GTK_MENU_BUTTON (self->column_button), FALSE);
  gtk_widget_set_tooltip_text (self->column_button, _("Columns"));
  jz_compat_name (self->column_button, _("Columns"));
  gtk_box_append (GTK_BOX (self->tools), self->search);
  gtk_box_append (GTK_BOX (self->tools), self->filter_button);
  gtk_box_append (GTK_BOX (self->tools), self->column_button);
  return self->tools;
}

static GtkWidget *
make_nothing (JzTable *self)
{
  GtkWidget *page = adw_status_page_new ();
  GtkWidget *clear = gtk_button_new_with_label (_("Clear filters"));

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "jz-search-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _("Nothing found"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page), _("No row answers the search and the filters."));
  gtk_widget_add_css_class (page, "compact");
  gtk_widget_set_halign (clear, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (clear), "table.clear-filters");
  adw_status_page_set_child (ADW_STATUS_PAGE (page), clear);
  return page;
}

static void
make_view (JzTable *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (g_object_ref (GTK_SELECTION_MODEL (self->selection))));
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "jz-table");
  jz_columns_build (self->view, self->spec);
  jz_columns_set_sort (self->view, self->spec->order, self->spec->descending);
  jz_compat_name (GTK_WIDGET (self->view), self->title);
  g_signal_connect_swapped (gtk_column_view_get_sorter (self->view), "changed", G_CALLBACK (sorter_changed_cb), self);
  g_signal_connect_swapped (gtk_column_view_get_columns (self->view), "items-changed", G_CALLBACK (columns_changed_cb),
                            self);
  g_signal_connect_swapped (self->view, "activate", G_CALLBACK (activated_cb), self);
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys), gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("<Control>c|<Control>Insert"),
                                                      gtk_named_action_new ("table.copy")));
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);
  self->menu = jz_row_menu_new (GTK_WIDGET (self), GTK_WIDGET (self->view));
  for (guint i = 0; i < g_list_model_get_n_items (gtk_column_view_get_columns (self->view)); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (gtk_column_view_get_columns (self->view), i);

      g_signal_connect_swapped (column, "notify::fixed-width", G_CALLBACK (remember), self);
      g_signal_connect_swapped (column, "notify::visible", G_CALLBACK (columns_changed_cb), self);
    }
  jz_columns_align_titles (self->view);
}

static GtkWidget *
make_body (JzTable *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  make_view (self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->view));
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stack, scroller, "table");
  gtk_stack_add_named (self->stack, make_nothing (self), "nothing");
  jz_stack_hide_others (self->stack);
  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  adw_toast_overlay_set_child (self->toasts, GTK_WIDGET (self->stack));
  gtk_widget_set_vexpand (GTK_WIDGET (self->toasts), TRUE);
  return GTK_WIDGET (self->toasts);
}

JzTable *
jz_table_new (const JzListSpec *spec, const char *title, const char *placeholder)
{
  JzTable *self = g_object_new (JZ_TYPE_TABLE, "orientation", GTK_ORIENTATION_VERTICAL, NULL);

  self->spec = spec;
  self->title = g_strdup (title);
  self->list = jz_lazy_list_new (spec);
  self->selection = jz_lazy_selection_new (self->list);
  g_signal_connect_object (self->list, "answered", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (show_chosen), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), make_tools (self, placeholder));
  self->strip = jz_progress_strip_new ();
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->strip));
  gtk_box_append (GTK_BOX (self), make_body (self));
  self->foot = jz_table_foot_new ();
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->foot));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->column_button), jz_columns_chooser (self->view));
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  return self;
}

static void
jz_table_dispose (GObject *object)
{
  JzTable *self = JZ_TABLE (object);

  g_clear_handle_id (&self->query_source, g_source_remove);
  g_clear_handle_id (&self->remember_source, g_source_remove);
  if (self->view != NULL)
    {
      jz_table_foot_stop (self->foot);
      g_clear_pointer (&self->menu, jz_row_menu_free);
      g_signal_handlers_disconnect_by_data (gtk_column_view_get_sorter (self->view), self);
      g_signal_handlers_disconnect_by_data (gtk_column_view_get_columns (self->view), self);
      for (guint i = 0; i < g_list_model_get_n_items (gtk_column_view_get_columns (self->view)); i++)
        {
          g_autoptr (GObject) column = g_list_model_get_item (gtk_column_view_get_columns (self->view), i);

          g_signal_handlers_disconnect_by_data (column, self);
        }
      self->view = NULL;
    }
  g_clear_object (&self->session);
  g_clear_object (&self->selection);
  g_clear_object (&self->list);
  G_OBJECT_CLASS (jz_table_parent_class)->dispose (object);
}

static void
jz_table_finalize (GObject *object)
{
  JzTable *self = JZ_TABLE (object);

  g_hash_table_unref (self->filters);
  g_free (self->title);
  G_OBJECT_CLASS (jz_table_parent_class)->finalize (object);
}

static void
jz_table_class_init (JzTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jz_table_dispose;
  G_OBJECT_CLASS (klass)->finalize = jz_table_finalize;
  gtk_widget_class_install_action (widget_class, "table.copy", NULL, copy_action_cb);
  gtk_widget_class_install_action (widget_class, "table.select-all", NULL, select_all_action_cb);
  gtk_widget_class_install_action (widget_class, "table.clear-filters", NULL, clear_action_cb);
  signals[CHOSEN] =
    g_signal_new ("chosen", JZ_TYPE_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[ACTIVATED] =
    g_signal_new ("activated", JZ_TYPE_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[CLEARED] = g_signal_new ("cleared", JZ_TYPE_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
jz_table_init (JzTable *self)
{
  self->filters = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
}
