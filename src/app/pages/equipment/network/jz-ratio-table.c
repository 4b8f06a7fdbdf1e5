/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-ratio-table.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-columns.h"
#include "jz-text.h"

/* A row as an object of a list; it keeps the rows that it is one of. */
#define JZ_TYPE_RATIO_ITEM (jz_ratio_item_get_type ())
G_DECLARE_FINAL_TYPE (JzRatioItem, jz_ratio_item, JZ, RATIO_ITEM, GObject)

struct _JzRatioItem
{
  GObject           parent_instance;
  GPtrArray        *rows;
  const JzRatioRow *row;
};

G_DEFINE_FINAL_TYPE (JzRatioItem, jz_ratio_item, G_TYPE_OBJECT)

static void
jz_ratio_item_finalize (GObject *object)
{
  g_ptr_array_unref (JZ_RATIO_ITEM (object)->rows);
  G_OBJECT_CLASS (jz_ratio_item_parent_class)->finalize (object);
}

static void
jz_ratio_item_class_init (JzRatioItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = jz_ratio_item_finalize;
}

static void
jz_ratio_item_init (JzRatioItem *self)
{
}

struct _JzRatioTable
{
  GtkBox              parent_instance;
  GListStore         *store;
  GtkSingleSelection *selection;
  GtkCustomFilter    *filter;
  GtkWidget          *search, *only, *view;
  char               *folded;
};

G_DEFINE_FINAL_TYPE (JzRatioTable, jz_ratio_table, GTK_TYPE_BOX)

enum { OPENED, N_SIGNALS };
static guint signals[N_SIGNALS];

enum { WHY, CODE, TITLE, DETAIL, N_COLUMNS };

static const char *
text_of (const JzRatioRow *row, int column)
{
  switch (column)
    {
    case WHY: return jz_ratio_why_words (row->why);
    case CODE: return row->code;
    case TITLE: return row->title;
    default: return row->detail != NULL ? row->detail : "";
    }
}

static gboolean
filter_cb (gpointer item, gpointer data)
{
  JzRatioTable     *self = data;
  const JzRatioRow *row = JZ_RATIO_ITEM (item)->row;
  g_autofree char  *all = NULL, *folded = NULL;

  if (row->counts && gtk_check_button_get_active (GTK_CHECK_BUTTON (self->only)))
    return FALSE;
  if (self->folded == NULL || *self->folded == '\0')
    return TRUE;
  all = g_strjoin ("\n", row->code, row->title, row->detail != NULL ? row->detail : "", jz_ratio_why_words (row->why),
                   NULL);
  folded = jz_text_fold (all);
  return strstr (folded, self->folded) != NULL;
}

static void
searched_cb (JzRatioTable *self)
{
  g_free (self->folded);
  self->folded = jz_text_fold (gtk_editable_get_text (GTK_EDITABLE (self->search)));
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
}

static int
compare_cb (gconstpointer a, gconstpointer b, gpointer column)
{
  const char *one = text_of (JZ_RATIO_ITEM ((gpointer) a)->row, GPOINTER_TO_INT (column));
  const char *other = text_of (JZ_RATIO_ITEM ((gpointer) b)->row, GPOINTER_TO_INT (column));

  return g_utf8_collate (one, other);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer column)
{
  GtkWidget  *label = gtk_list_item_get_child (item);
  const char *text = text_of (JZ_RATIO_ITEM (gtk_list_item_get_item (item))->row, GPOINTER_TO_INT (column));

  gtk_label_set_text (GTK_LABEL (label), text);
  gtk_widget_set_tooltip_text (label, text);
  if (GPOINTER_TO_INT (column) == WHY)
    {
      const char *classes[] = { jz_status_class (text), NULL };

      gtk_widget_set_css_classes (label, classes);
    }
}

static void
add_column (JzRatioTable *self, int column, const char *title, int width, gboolean expand)
{
  GtkListItemFactory  *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *added = gtk_column_view_column_new (title, factory);
  g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (compare_cb, GINT_TO_POINTER (column), NULL));

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), GINT_TO_POINTER (column));
  gtk_column_view_column_set_sorter (added, sorter);
  gtk_column_view_column_set_resizable (added, TRUE);
  gtk_column_view_column_set_expand (added, expand);
  if (!expand)
    gtk_column_view_column_set_fixed_width (added, (int) (width * jz_columns_text_scale ()));
  gtk_column_view_append_column (GTK_COLUMN_VIEW (self->view), added);
  g_object_unref (added);
}

const JzRatioRow *
jz_ratio_table_get_chosen (JzRatioTable *self)
{
  JzRatioItem *item = gtk_single_selection_get_selected_item (self->selection);

  return item != NULL ? item->row : NULL;
}

static void
activated_cb (JzRatioTable *self)
{
  if (jz_ratio_table_get_chosen (self) != NULL)
    g_signal_emit (self, signals[OPENED], 0);
}

void
jz_ratio_table_set_rows (JzRatioTable *self, GPtrArray *rows)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < rows->len; i++)
    {
      JzRatioItem *item = g_object_new (JZ_TYPE_RATIO_ITEM, NULL);

      item->rows = g_ptr_array_ref (rows);
      item->row = g_ptr_array_index (rows, i);
      g_ptr_array_add (items, item);
    }
  g_list_store_splice (self->store, 0, g_list_model_get_n_items (G_LIST_MODEL (self->store)), items->pdata, items->len);
}

static void
jz_ratio_table_dispose (GObject *object)
{
  JzRatioTable *self = JZ_RATIO_TABLE (object);

  g_clear_object (&self->store);
  g_clear_object (&self->selection);
  g_clear_object (&self->filter);
  g_clear_pointer (&self->folded, g_free);
  G_OBJECT_CLASS (jz_ratio_table_parent_class)->dispose (object);
}

static void
jz_ratio_table_class_init (JzRatioTableClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = jz_ratio_table_dispose;
  signals[OPENED] = g_signal_new ("opened", JZ_TYPE_RATIO_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                  0);
}

static GtkWidget *
make_tools (JzRatioTable *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->search = gtk_search_entry_new ();
  gtk_widget_set_hexpand (self->search, TRUE);
  g_object_set (self->search, "placeholder-text", _("Search number, name, place"), NULL);
  g_signal_connect_object (self->search, "search-changed", G_CALLBACK (searched_cb), self, G_CONNECT_SWAPPED);
  self->only = gtk_check_button_new_with_label (_("Only what does not count"));
  g_signal_connect_object (self->only, "toggled", G_CALLBACK (searched_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (row), self->search);
  gtk_box_append (GTK_BOX (row), self->only);
  return row;
}

static void
make_view (JzRatioTable *self)
{
  GtkSortListModel   *sorted;
  GtkFilterListModel *filtered;

  self->store = g_list_store_new (JZ_TYPE_RATIO_ITEM);
  self->filter = gtk_custom_filter_new (filter_cb, self, NULL);
  sorted = gtk_sort_list_model_new (G_LIST_MODEL (g_object_ref (self->store)), NULL);
  filtered = gtk_filter_list_model_new (G_LIST_MODEL (sorted), GTK_FILTER (g_object_ref (self->filter)));
  self->selection = gtk_single_selection_new (G_LIST_MODEL (filtered));
  self->view = gtk_column_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)));
  gtk_sort_list_model_set_sorter (sorted, gtk_column_view_get_sorter (GTK_COLUMN_VIEW (self->view)));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("The rows behind a figure"), -1);
  add_column (self, WHY, _("Counts"), 130, FALSE);
  add_column (self, CODE, _("Code"), 96, FALSE);
  add_column (self, TITLE, _("Name and place"), 0, TRUE);
  add_column (self, DETAIL, _("Details"), 210, FALSE);
  g_signal_connect_object (self->view, "activate", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
}

static void
jz_ratio_table_init (JzRatioTable *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 8);
  gtk_box_append (GTK_BOX (self), make_tools (self));
  make_view (self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->view);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_widget_set_hexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (self), scroller);
}

JzRatioTable *
jz_ratio_table_new (void)
{
  return g_object_new (JZ_TYPE_RATIO_TABLE, NULL);
}
