/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-gap-table.h"

#include <glib/gi18n-lib.h>

#include "jz-columns.h"
#include "jz-compat.h"
#include "jz-gap-form.h"

/* A row. */

#define JZ_TYPE_GAP_LINE (jz_gap_line_get_type ())
G_DECLARE_FINAL_TYPE (JzGapLine, jz_gap_line, JZ, GAP_LINE, GObject)

struct _JzGapLine
{
  GObject         parent_instance;
  GPtrArray      *rows;
  const JzGapRow *row; /* of them */
};

G_DEFINE_FINAL_TYPE (JzGapLine, jz_gap_line, G_TYPE_OBJECT)

static void
jz_gap_line_finalize (GObject *object)
{
  g_ptr_array_unref (JZ_GAP_LINE (object)->rows);
  G_OBJECT_CLASS (jz_gap_line_parent_class)->finalize (object);
}

static void
jz_gap_line_class_init (JzGapLineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = jz_gap_line_finalize;
}

static void
jz_gap_line_init (JzGapLine *self)
{
}

/* The table. */

struct _JzGapTable
{
  GtkBox              parent_instance;
  GListStore         *lines;
  GtkSingleSelection *selection;
  GtkColumnView      *view;
  GtkColumnViewColumn *columns[JZ_N_GAP_COLUMNS];
  gboolean            is_in[JZ_N_GAP_COLUMNS]; /* the view */
  gint64              chosen; /* standard_row.id */
  gboolean            filling;
};

G_DEFINE_FINAL_TYPE (JzGapTable, jz_gap_table, GTK_TYPE_BOX)

enum { CHOSEN, N_SIGNALS };
static guint signals[N_SIGNALS];

/* px at 14 px text; 0: takes what is left */
static const int widths[JZ_N_GAP_COLUMNS] = { 120, 50, 90, 104, 0, 44, 74, 50, 48, 48, 56, 74, 86, 128 };

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *cell = gtk_inscription_new (NULL);

  gtk_inscription_set_min_chars (GTK_INSCRIPTION (cell), 2);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (cell), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_xalign (GTK_INSCRIPTION (cell), jz_gap_column_is_number (GPOINTER_TO_INT (data)) ? 1 : 0);
  gtk_widget_set_valign (cell, GTK_ALIGN_CENTER);
  gtk_list_item_set_child (item, cell);
}

/* The sign tells it; the colour only helps. */
static void
colour (GtkWidget *cell, const JzGapRow *row)
{
  const char *const classes[] = { "jz-err", "jz-warn", "jz-ok" };
  int               chosen = row->lacking > 0 ? 0 : row->fault != NULL ? 1 : row->wanted.least > 0 ? 2 : -1;

  for (int i = 0; i < (int) G_N_ELEMENTS (classes); i++)
    if (i == chosen)
      gtk_widget_add_css_class (cell, classes[i]);
    else
      gtk_widget_remove_css_class (cell, classes[i]);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  JzGapColumn      column = GPOINTER_TO_INT (data);
  const JzGapRow  *row = JZ_GAP_LINE (gtk_list_item_get_item (item))->row;
  GtkWidget       *cell = gtk_list_item_get_child (item);
  g_autofree char *text = jz_gap_row_text (row, column);

  gtk_inscription_set_text (GTK_INSCRIPTION (cell), text);
  if (column == JZ_GAP_SHORT || column == JZ_GAP_REMARK)
    colour (cell, row);
  if (column == JZ_GAP_SPEC || column == JZ_GAP_NAME || column == JZ_GAP_REMARK)
    gtk_widget_set_tooltip_text (cell, text);
}

const JzGapRow *
jz_gap_table_get_chosen (JzGapTable *self)
{
  JzGapLine *line = gtk_single_selection_get_selected_item (self->selection);

  return line != NULL ? line->row : NULL;
}

static void
selected_cb (JzGapTable *self)
{
  const JzGapRow *row = jz_gap_table_get_chosen (self);

  if (self->filling)
    return;
  self->chosen = row != NULL ? row->id : 0;
  g_signal_emit (self, signals[CHOSEN], 0);
}

/* In or out as a whole: a column that is only hidden leaves its width behind. */
static void
put_column (JzGapTable *self, JzGapColumn c, gboolean shown)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);

  if (shown == self->is_in[c])
    return;
  self->is_in[c] = shown;
  if (shown)
    gtk_column_view_insert_column (self->view, c == JZ_GAP_STANDARD ? 0 : g_list_model_get_n_items (columns),
                                   self->columns[c]);
  else
    gtk_column_view_remove_column (self->view, self->columns[c]);
}

/* Columns that say nothing here are away: one standard alone, no remark. */
static void
show_columns (JzGapTable *self, GPtrArray *shown)
{
  gboolean standards = FALSE, remarks = FALSE;

  for (guint i = 0; i < shown->len; i++)
    {
      const JzGapRow *row = g_ptr_array_index (shown, i), *first = g_ptr_array_index (shown, 0);

      standards = standards || !g_str_equal (row->standard, first->standard) ||
        !g_str_equal (row->edition, first->edition);
      remarks = remarks || row->fault != NULL;
    }
  put_column (self, JZ_GAP_STANDARD, standards);
  put_column (self, JZ_GAP_REMARK, remarks);
}

void
jz_gap_table_set_rows (JzGapTable *self, GPtrArray *rows, GPtrArray *shown)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_object_unref);
  guint chosen = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < shown->len; i++)
    {
      JzGapLine *line = g_object_new (JZ_TYPE_GAP_LINE, NULL);

      line->rows = g_ptr_array_ref (rows);
      line->row = g_ptr_array_index (shown, i);
      if (line->row->id == self->chosen)
        chosen = i;
      g_ptr_array_add (lines, line);
    }
  show_columns (self, shown);
  self->filling = TRUE;
  g_list_store_remove_all (self->lines);
  g_list_store_splice (self->lines, 0, 0, lines->pdata, lines->len);
  gtk_single_selection_set_selected (self->selection, chosen);
  self->filling = FALSE;
  selected_cb (self);
}

/* Titles of numbers stand over their digits. */
static void
align_titles (GtkWidget *view)
{
  GtkWidget *header = gtk_widget_get_first_child (view);
  GtkWidget *title = header != NULL ? gtk_widget_get_first_child (header) : NULL;

  for (int c = JZ_GAP_SUBJECT; title != NULL && c < JZ_GAP_REMARK; c++, title = gtk_widget_get_next_sibling (title))
    if (jz_gap_column_is_number (c) && gtk_widget_get_first_child (title) != NULL)
      gtk_widget_set_halign (gtk_widget_get_first_child (title), GTK_ALIGN_END);
}

static GtkColumnViewColumn *
make_column (JzGapColumn c)
{
  GtkListItemFactory  *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *column = gtk_column_view_column_new (jz_gap_column_title (c), factory);

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), GINT_TO_POINTER (c));
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), GINT_TO_POINTER (c));
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_expand (column, widths[c] == 0);
  if (widths[c] > 0)
    gtk_column_view_column_set_fixed_width (column, (int) (widths[c] * jz_columns_text_scale ()));
  return column;
}

static void
jz_gap_table_dispose (GObject *object)
{
  JzGapTable *self = JZ_GAP_TABLE (object);

  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  for (int c = 0; c < JZ_N_GAP_COLUMNS; c++)
    g_clear_object (&self->columns[c]);
  g_clear_object (&self->selection);
  g_clear_object (&self->lines);
  G_OBJECT_CLASS (jz_gap_table_parent_class)->dispose (object);
}

static void
jz_gap_table_class_init (JzGapTableClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = jz_gap_table_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", JZ_TYPE_GAP_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
jz_gap_table_init (JzGapTable *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *view;

  self->lines = g_list_store_new (JZ_TYPE_GAP_LINE);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->lines)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_swapped (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self);
  view = gtk_column_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)));
  gtk_widget_add_css_class (view, "jz-table");
  jz_compat_name (view, _("What the school lacks"));
  self->view = GTK_COLUMN_VIEW (view);
  for (int c = 0; c < JZ_N_GAP_COLUMNS; c++)
    self->columns[c] = make_column ((JzGapColumn) c);
  for (int c = JZ_GAP_SUBJECT; c < JZ_GAP_REMARK; c++)
    put_column (self, (JzGapColumn) c, TRUE);
  align_titles (view);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_widget_set_hexpand (scroller, TRUE);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (self), scroller);
}

JzGapTable *
jz_gap_table_new (void)
{
  return g_object_new (JZ_TYPE_GAP_TABLE, NULL);
}
