/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-import-table.h"

#include <glib/gi18n-lib.h>

#include "jz-columns.h"
#include "jz-compat.h"

#define SIGN_WIDTH   32
#define NUMBER_WIDTH 50
#define SAMPLE_ROWS  30  /* decide how wide a column is */
#define NARROWEST    90  /* takes the name of a field */
#define WIDEST       170
#define ARROW        32  /* of a drop-down, with its padding */
#define COLUMNS_MOST 60  /* a sheet with more is no ledger any more */

struct _JzImportTable
{
  GtkWidget           parent_instance;
  GtkWidget          *box;
  GtkWidget          *strip_scroller, *strip; /* of drop-downs */
  GtkColumnView      *view;
  GtkSingleSelection *selection;
  GtkFilterListModel *filtered;
  GtkCustomFilter    *filter;
  JzImportDraft      *draft;
  gboolean            only_faulty;
  gboolean            quiet;
};

G_DEFINE_FINAL_TYPE (JzImportTable, jz_import_table, GTK_TYPE_WIDGET)

/* Cells. */

static const char *const classes[] = { [JZ_IMPORT_UNKNOWN] = NULL, [JZ_IMPORT_GOOD] = "jz-acc", [JZ_IMPORT_WARNING] = "jz-warn",
                                       [JZ_IMPORT_FAULTY] = "jz-err", [JZ_IMPORT_PASSED] = "jz-dim" };

static void
set_class (GtkWidget *cell, const char *wanted)
{
  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    if (classes[i] != NULL && classes[i] != wanted)
      gtk_widget_remove_css_class (cell, classes[i]);
  gtk_widget_remove_css_class (cell, "jz-ok");
  if (wanted != NULL)
    gtk_widget_add_css_class (cell, wanted);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *cell = gtk_inscription_new (NULL);

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (cell), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (cell), 2);
  gtk_widget_set_valign (cell, GTK_ALIGN_CENTER);
  gtk_list_item_set_child (item, cell);
}

static void
bind_cell_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  JzImportRow *row = gtk_list_item_get_item (item);
  GtkWidget   *cell = gtk_list_item_get_child (item);
  int          column = GPOINTER_TO_INT (data);
  JzImportState mark = jz_import_row_get_mark (row, column);

  gtk_inscription_set_text (GTK_INSCRIPTION (cell), jz_import_row_get_text (row, column));
  set_class (cell, mark != JZ_IMPORT_UNKNOWN ? classes[mark] : jz_import_row_get_state (row) == JZ_IMPORT_PASSED ? "jz-dim" : NULL);
}

static void
bind_number_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget       *cell = gtk_list_item_get_child (item);
  g_autofree char *text = g_strdup_printf ("%u", jz_import_row_get_number (gtk_list_item_get_item (item)));

  gtk_inscription_set_text (GTK_INSCRIPTION (cell), text);
  gtk_inscription_set_xalign (GTK_INSCRIPTION (cell), 1);
  set_class (cell, "jz-dim");
}

static void
bind_sign_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  static const char *const signs[] = { "…", "✓", "!", "✗", "–" };
  static const char *const colours[] = { "jz-dim", "jz-ok", "jz-warn", "jz-err", "jz-dim" };
  JzImportState state = jz_import_row_get_state (gtk_list_item_get_item (item));
  GtkWidget    *cell = gtk_list_item_get_child (item);

  gtk_inscription_set_text (GTK_INSCRIPTION (cell), signs[state]);
  set_class (cell, colours[state]);
}

static int
scaled (int px)
{
  return (int) (px * jz_columns_text_scale ());
}

static void
add_column (JzImportTable *self, const char *title, int width, GCallback bind, int column)
{
  GtkListItemFactory  *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *made;

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", bind, GINT_TO_POINTER (column));
  made = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_fixed_width (made, width);
  gtk_column_view_column_set_resizable (made, FALSE);
  gtk_column_view_append_column (self->view, made);
  g_object_unref (made);
}

/* Which column is what. */

static void
chosen_cb (GtkDropDown *drop, GParamSpec *pspec, gpointer data)
{
  JzImportTable *self = data;
  int            column = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (drop), "jz-column"));
  guint          chosen = gtk_drop_down_get_selected (drop);

  if (self->quiet || chosen == GTK_INVALID_LIST_POSITION)
    return;
  jz_import_draft_set_field (self->draft, column, (int) chosen - 1);
  jz_import_table_refresh (self);
}

static GtkStringList *
field_names (void)
{
  GtkStringList *names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _("Not imported"));
  for (guint f = 0; f < JZ_N_LEDGER_FIELDS; f++)
    gtk_string_list_append (names, g_dgettext (GETTEXT_PACKAGE, jz_ledger_fields[f].title));
  return names;
}

/* The button takes no more room than its column; the list shows whole names. */
static void
setup_name_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer ellipsize)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), ellipsize != NULL ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
  if (ellipsize != NULL)
    {
      gtk_label_set_max_width_chars (GTK_LABEL (label), 1);
      gtk_widget_set_hexpand (label, TRUE);
    }
  gtk_list_item_set_child (item, label);
}

static void
bind_name_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

static GtkListItemFactory *
name_factory (gboolean ellipsize)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_name_cb), GINT_TO_POINTER (ellipsize));
  g_signal_connect (factory, "bind", G_CALLBACK (bind_name_cb), NULL);
  return factory;
}

static GtkWidget *
make_drop_down (JzImportTable *self, int column, const char *title, int width)
{
  GtkWidget *drop = gtk_drop_down_new (G_LIST_MODEL (field_names ()), NULL);
  g_autoptr (GtkListItemFactory) button = name_factory (TRUE), list = name_factory (FALSE);

  gtk_drop_down_set_factory (GTK_DROP_DOWN (drop), button);
  gtk_drop_down_set_list_factory (GTK_DROP_DOWN (drop), list);

  gtk_widget_set_size_request (drop, width - 8, -1);
  gtk_widget_set_margin_start (drop, 4);
  gtk_widget_set_margin_end (drop, 4);
  gtk_widget_add_css_class (drop, "jz-import-field");
  jz_compat_name (drop, title);
  g_object_set_data (G_OBJECT (drop), "jz-column", GINT_TO_POINTER (column));
  g_signal_connect (drop, "notify::selected", G_CALLBACK (chosen_cb), self);
  return drop;
}

void
jz_import_table_refresh (JzImportTable *self)
{
  self->quiet = TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (self->strip); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_DROP_DOWN (child))
      {
        int field = jz_import_draft_get_field (self->draft, GPOINTER_TO_INT (g_object_get_data (G_OBJECT (child), "jz-column")));

        gtk_drop_down_set_selected (GTK_DROP_DOWN (child), (guint) (field + 1));
        if (field < 0)
          gtk_widget_add_css_class (child, "jz-dim");
        else
          gtk_widget_remove_css_class (child, "jz-dim");
      }
  self->quiet = FALSE;
}

/* A Chinese character takes twice the room of a letter. */
static int
text_width (const char *text)
{
  int width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    width += g_unichar_iswide (g_utf8_get_char (p)) ? 14 : 8;
  return width;
}

/* As wide as its heading, its first rows and the name of its field need. */
static int
column_width (JzImportTable *self, int column, const char *title)
{
  GListModel *rows = jz_import_draft_get_rows (self->draft);
  int         field = jz_import_draft_get_field (self->draft, column), most = text_width (title);

  if (field >= 0)
    most = MAX (most, text_width (g_dgettext (GETTEXT_PACKAGE, jz_ledger_fields[field].title)) + ARROW);
  for (guint i = 0; i < SAMPLE_ROWS; i++)
    {
      g_autoptr (JzImportRow) row = g_list_model_get_item (rows, i);

      if (row != NULL && jz_import_row_get_state (row) != JZ_IMPORT_PASSED)
        most = MAX (most, text_width (jz_import_row_get_text (row, column)));
    }
  return scaled (CLAMP (most + 20, NARROWEST, WIDEST));
}

static void
build_columns (JzImportTable *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);
  GtkWidget  *space = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  int         n = MIN (jz_import_draft_n_columns (self->draft), COLUMNS_MOST);

  for (guint i = g_list_model_get_n_items (columns); i > 0; i--)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i - 1);

      gtk_column_view_remove_column (self->view, column);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (self->strip); child != NULL; child = gtk_widget_get_first_child (self->strip))
    gtk_box_remove (GTK_BOX (self->strip), child);
  gtk_widget_set_size_request (space, scaled (SIGN_WIDTH) + scaled (NUMBER_WIDTH), -1);
  gtk_box_append (GTK_BOX (self->strip), space);
  add_column (self, "", scaled (SIGN_WIDTH), G_CALLBACK (bind_sign_cb), 0);
  add_column (self, _("Row"), scaled (NUMBER_WIDTH), G_CALLBACK (bind_number_cb), 0);
  for (int c = 0; c < n; c++)
    {
      char             letters[4];
      g_autofree char *title = g_strdup_printf ("%s %s", jz_sheet_column_name (c, letters), jz_import_draft_get_heading (self->draft, c));
      int              width = column_width (self, c, title);

      gtk_box_append (GTK_BOX (self->strip), make_drop_down (self, c, title, width));
      add_column (self, title, width, G_CALLBACK (bind_cell_cb), c);
    }
  jz_import_table_refresh (self);
}

void
jz_import_table_set_draft (JzImportTable *self, JzImportDraft *draft)
{
  g_set_object (&self->draft, draft);
  gtk_filter_list_model_set_model (self->filtered, NULL);
  if (draft == NULL)
    return;
  build_columns (self);
  gtk_filter_list_model_set_model (self->filtered, jz_import_draft_get_rows (draft));
}

/* Rows. */

static gboolean
filter_cb (gpointer item, gpointer data)
{
  JzImportState state = jz_import_row_get_state (item);

  return !((JzImportTable *) data)->only_faulty || state == JZ_IMPORT_FAULTY || state == JZ_IMPORT_WARNING;
}

void
jz_import_table_set_only_faulty (JzImportTable *self, gboolean only)
{
  self->only_faulty = only;
  gtk_filter_changed (GTK_FILTER (self->filter), only ? GTK_FILTER_CHANGE_MORE_STRICT : GTK_FILTER_CHANGE_LESS_STRICT);
}

void
jz_import_table_show_row (JzImportTable *self, guint number)
{
  GListModel *rows = G_LIST_MODEL (self->selection);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (JzImportRow) row = g_list_model_get_item (rows, i);

      if (jz_import_row_get_number (row) != number)
        continue;
      gtk_single_selection_set_selected (self->selection, i);
      jz_compat_scroll_to (self->view, i);
      return;
    }
}

/* The strip moves with the table. */
static void
scrolled_cb (GtkAdjustment *adjustment, gpointer data)
{
  JzImportTable *self = data;
  GtkAdjustment *other = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->strip_scroller));

  gtk_adjustment_set_value (other, gtk_adjustment_get_value (adjustment));
}

static void
jz_import_table_dispose (GObject *object)
{
  JzImportTable *self = JZ_IMPORT_TABLE (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->filtered);
  g_clear_object (&self->filter);
  g_clear_object (&self->draft);
  G_OBJECT_CLASS (jz_import_table_parent_class)->dispose (object);
}

static void
jz_import_table_class_init (JzImportTableClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = jz_import_table_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
make_view (JzImportTable *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->filter = gtk_custom_filter_new (filter_cb, self, NULL);
  self->filtered = gtk_filter_list_model_new (NULL, GTK_FILTER (g_object_ref (self->filter)));
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->filtered)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection))));
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "jz-table");
  jz_compat_name (GTK_WIDGET (self->view), _("Rows of the sheet"));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->view));
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_widget_set_hexpand (scroller, TRUE);
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (scroller)), "value-changed", G_CALLBACK (scrolled_cb), self, 0);
  return scroller;
}

static void
jz_import_table_init (JzImportTable *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->strip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->strip_scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->strip_scroller), GTK_POLICY_EXTERNAL, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->strip_scroller), self->strip);
  gtk_widget_add_css_class (self->strip, "jz-import-strip");
  gtk_box_append (GTK_BOX (self->box), self->strip_scroller);
  gtk_box_append (GTK_BOX (self->box), make_view (self));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

JzImportTable *
jz_import_table_new (void)
{
  return g_object_new (JZ_TYPE_IMPORT_TABLE, NULL);
}
