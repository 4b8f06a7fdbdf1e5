/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-columns.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-row.h"

#define SPEC_KEY  "jz-spec"
#define WIDTH_KEY "jz-width"

double
jz_columns_text_scale (void)
{
  int dpi = 96 * 1024;

  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &dpi, NULL);
  return dpi > 0 ? dpi / 1024.0 / 96.0 : 1.0;
}

const char *
jz_status_class (const char *status)
{
  switch (g_utf8_get_char (status))
    {
    case 0x2713: return "jz-ok";   /* ✓ */
    case '!': return "jz-warn";
    case 0x2717: return "jz-err";  /* ✗ */
    case '?':
    case 0x2197:                   /* ↗ */
    case 0x2199:                   /* ↙ */
    case 0x21bb: return "jz-acc";  /* ↻ */
    default: return "jz-dim";
    }
}

/* Cells. */

typedef struct
{
  GtkInscription     *inscription;
  const JzListColumn *column;
  guint               index;
  const char         *status_class; /* the one it has now; NULL at first */
} Cell;

static void
show_text (JzRow *row, gpointer data)
{
  Cell       *cell = data;
  JzRowState  state = jz_row_get_state (row);
  const char *text = jz_row_get_text (row, cell->index);
  const char *status_class;

  if (state == JZ_ROW_LOADING)
    text = "…";
  else if (state == JZ_ROW_GONE && cell->index == 0)
    text = _("(deleted)");
  gtk_inscription_set_text (cell->inscription, text);
  if (cell->column->kind != JZ_COLUMN_STATUS)
    return;
  status_class = jz_status_class (text);
  if (status_class != cell->status_class)
    {
      if (cell->status_class != NULL)
        gtk_widget_remove_css_class (GTK_WIDGET (cell->inscription), cell->status_class);
      gtk_widget_add_css_class (GTK_WIDGET (cell->inscription), status_class);
      cell->status_class = status_class;
    }
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkColumnViewColumn *column = data;
  const JzListColumn  *spec = jz_columns_get_spec (column);
  GtkWidget           *widget = gtk_inscription_new (NULL);
  Cell                *cell = g_new0 (Cell, 1);

  *cell = (Cell){ GTK_INSCRIPTION (widget), spec, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (column), "jz-index")),
                  NULL };
  gtk_inscription_set_min_chars (cell->inscription, 2);
  gtk_inscription_set_nat_chars (cell->inscription, 2);
  gtk_inscription_set_min_lines (cell->inscription, 1);
  gtk_inscription_set_nat_lines (cell->inscription, 1);
  gtk_inscription_set_text_overflow (cell->inscription, GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_xalign (cell->inscription, jz_column_kind_is_right (spec->kind) ? 1 : 0);
  /* Else an ellipsised cell stands some pixels higher than its neighbours. */
  gtk_widget_set_valign (widget, GTK_ALIGN_CENTER);
  if (spec->quiet || spec->kind == JZ_COLUMN_CODE)
    gtk_widget_add_css_class (widget, "jz-dim");
  gtk_list_item_set_child (item, widget);
  g_object_set_data_full (G_OBJECT (item), "jz-cell", cell, g_free);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  JzRow *row = gtk_list_item_get_item (item);
  Cell  *cell = g_object_get_data (G_OBJECT (item), "jz-cell");

  jz_row_watch (row, show_text, cell);
  show_text (row, cell);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  jz_row_unwatch (gtk_list_item_get_item (item), show_text, g_object_get_data (G_OBJECT (item), "jz-cell"));
}

/* Sorting: GTK 4.8 does not tell which header was clicked. So each column's comparison only notes that it
 * was asked, and the view's sorter is made to compare two things that nobody has. */

typedef struct
{
  const JzListColumn *asked;
} Probe;

static int
probe_cb (gconstpointer a, gconstpointer b, gpointer data)
{
  GtkColumnViewColumn *column = data;
  Probe *probe = g_object_get_data (G_OBJECT (a), "jz-probe");

  if (probe != NULL && probe->asked == NULL)
    probe->asked = jz_columns_get_spec (column);
  return GTK_ORDERING_LARGER;
}

const JzListColumn *
jz_columns_get_sort (GtkColumnView *view, gboolean *descending)
{
  GtkSorter *sorter = gtk_column_view_get_sorter (view);
  g_autoptr (GObject) a = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr (GObject) b = g_object_new (G_TYPE_OBJECT, NULL);
  Probe       probe = { NULL };
  GtkOrdering ordering;

  if (gtk_sorter_get_order (sorter) == GTK_SORTER_ORDER_NONE)
    return NULL;
  g_object_set_data (a, "jz-probe", &probe);
  ordering = gtk_sorter_compare (sorter, a, b);
  *descending = ordering == GTK_ORDERING_SMALLER;
  return probe.asked;
}

static GtkColumnViewColumn *
find_column (GtkColumnView *view, const char *id)
{
  GListModel *columns = gtk_column_view_get_columns (view);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (g_strcmp0 (jz_columns_get_spec (column)->id, id) == 0)
        return column; /* the view has it */
    }
  return NULL;
}

void
jz_columns_set_sort (GtkColumnView *view, const char *id, gboolean descending)
{
  GtkColumnViewColumn *column = find_column (view, id);

  /* Without this GTK 4.8 leaves an arrow on the column it was sorted by before. */
  gtk_column_view_sort_by_column (view, NULL, GTK_SORT_ASCENDING);
  if (column != NULL)
    gtk_column_view_sort_by_column (view, column, descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
}

/* Columns. */

const JzListColumn *
jz_columns_get_spec (GtkColumnViewColumn *column)
{
  return g_object_get_data (G_OBJECT (column), SPEC_KEY);
}

static int
scaled (int width)
{
  return width > 0 ? (int) (width * jz_columns_text_scale () + 0.5) : -1;
}

/* GTK 4.8 keeps the room of a hidden column free beside the others. So it is 0 wide, and its width is kept here. */

static int
width_of (GtkColumnViewColumn *column)
{
  return gtk_column_view_column_get_visible (column) ?
           gtk_column_view_column_get_fixed_width (column) :
           GPOINTER_TO_INT (g_object_get_data (G_OBJECT (column), WIDTH_KEY));
}

static void
set_width (GtkColumnViewColumn *column, int width)
{
  g_object_set_data (G_OBJECT (column), WIDTH_KEY, GINT_TO_POINTER (width));
  gtk_column_view_column_set_fixed_width (column, gtk_column_view_column_get_visible (column) ? width : 0);
}

static void
visible_cb (GtkColumnViewColumn *column)
{
  if (gtk_column_view_column_get_visible (column))
    set_width (column, GPOINTER_TO_INT (g_object_get_data (G_OBJECT (column), WIDTH_KEY)));
  else
    set_width (column, gtk_column_view_column_get_fixed_width (column));
}

static void
add_column (GtkColumnView *view, const JzListColumn *spec, guint index)
{
  GtkListItemFactory  *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *column = gtk_column_view_column_new (g_dgettext (GETTEXT_PACKAGE, spec->title), factory);
  g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (probe_cb, column, NULL));

  g_object_set_data (G_OBJECT (column), SPEC_KEY, (gpointer) spec);
  g_object_set_data (G_OBJECT (column), "jz-index", GUINT_TO_POINTER (index));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), column);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  gtk_column_view_column_set_sorter (column, sorter);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_expand (column, spec->expand);
  gtk_column_view_column_set_visible (column, !spec->hidden);
  set_width (column, scaled (spec->width));
  g_signal_connect (column, "notify::visible", G_CALLBACK (visible_cb), NULL);
  gtk_column_view_append_column (view, column);
  g_object_unref (column);
}

void
jz_columns_build (GtkColumnView *view, const JzListSpec *spec)
{
  for (guint i = 0; spec->columns[i].id != NULL; i++)
    add_column (view, &spec->columns[i], i);
  gtk_column_view_set_reorderable (view, TRUE);
}

char *
jz_columns_write (GtkColumnView *view)
{
  GListModel *columns = gtk_column_view_get_columns (view);
  GString    *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      g_string_append_printf (text, "%s%s%s:%d", i > 0 ? " " : "",
                              gtk_column_view_column_get_visible (column) ? "" : "-", jz_columns_get_spec (column)->id,
                              (int) (width_of (column) / jz_columns_text_scale () + 0.5));
    }
  return g_string_free (text, FALSE);
}

static void
read_column (GtkColumnView *view, const char *word, guint *place)
{
  g_auto (GStrv)       parts = g_strsplit (word, ":", 2);
  gboolean             hidden = parts[0] != NULL && parts[0][0] == '-';
  GtkColumnViewColumn *column = parts[0] != NULL ? find_column (view, parts[0] + hidden) : NULL;
  gint64               width;

  if (column == NULL)
    return;
  gtk_column_view_column_set_visible (column, !hidden);
  if (parts[1] != NULL && g_ascii_string_to_signed (parts[1], 10, 20, 2000, &width, NULL))
    set_width (column, scaled ((int) width));
  gtk_column_view_insert_column (view, (*place)++, column);
}

void
jz_columns_read (GtkColumnView *view, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  guint          place = 0;

  for (guint i = 0; words[i] != NULL; i++)
    read_column (view, words[i], &place);
}

void
jz_columns_reset (GtkColumnView *view)
{
  GListModel *columns = gtk_column_view_get_columns (view);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    for (guint j = i; j < g_list_model_get_n_items (columns); j++)
      {
        g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, j);
        const JzListColumn *spec = jz_columns_get_spec (column);

        if (GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (column), "jz-index")) != i)
          continue;
        gtk_column_view_column_set_visible (column, !spec->hidden);
        set_width (column, scaled (spec->width));
        if (j != i)
          gtk_column_view_insert_column (view, i, column);
        break;
      }
}

static void
reset_cb (GtkColumnView *view)
{
  jz_columns_reset (view);
}

GtkWidget *
jz_columns_chooser (GtkColumnView *view)
{
  GtkWidget  *popover = gtk_popover_new ();
  GtkWidget  *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget  *reset = gtk_button_new_with_label (_("As it was at first"));
  GListModel *columns = gtk_column_view_get_columns (view);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      GtkWidget *check = gtk_check_button_new_with_label (gtk_column_view_column_get_title (column));

      g_object_bind_property (column, "visible", check, "active", G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
      /* A list without its first column has no name to read out. */
      gtk_widget_set_sensitive (check, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (column), "jz-index")) > 0);
      gtk_box_append (GTK_BOX (box), check);
    }
  g_signal_connect_swapped (reset, "clicked", G_CALLBACK (reset_cb), view);
  gtk_widget_set_margin_top (reset, 6);
  gtk_box_append (GTK_BOX (box), reset);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  return popover;
}

void
jz_columns_align_titles (GtkColumnView *view)
{
  GtkWidget  *header = gtk_widget_get_first_child (GTK_WIDGET (view));
  GtkWidget  *title = header != NULL ? gtk_widget_get_first_child (header) : NULL;
  GListModel *columns = gtk_column_view_get_columns (view);

  for (guint i = 0; title != NULL && i < g_list_model_get_n_items (columns);
       i++, title = gtk_widget_get_next_sibling (title))
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      GtkWidget *box = gtk_widget_get_first_child (title);
      gboolean   right = jz_column_kind_is_right (jz_columns_get_spec (column)->kind);

      if (box != NULL)
        gtk_widget_set_halign (box, right ? GTK_ALIGN_END : GTK_ALIGN_FILL);
    }
}
