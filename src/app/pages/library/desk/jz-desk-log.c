/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-desk-log.h"

#include <glib/gi18n-lib.h>

#include "jz-compat.h"

#define MOST 500 /* lines that are kept in sight */

/* A line as the list has it. */

#define TYPE_ROW (jz_desk_row_get_type ())
G_DECLARE_FINAL_TYPE (JzDeskRow, jz_desk_row, JZ, DESK_ROW, GObject)

struct _JzDeskRow
{
  GObject     parent_instance;
  JzDeskLine *line;
  char        time[9]; /* "10:12:07" */
  gboolean    undone;
};

G_DEFINE_FINAL_TYPE (JzDeskRow, jz_desk_row, G_TYPE_OBJECT)

static void
jz_desk_row_finalize (GObject *object)
{
  jz_desk_line_free (JZ_DESK_ROW (object)->line);
  G_OBJECT_CLASS (jz_desk_row_parent_class)->finalize (object);
}

static void
jz_desk_row_class_init (JzDeskRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = jz_desk_row_finalize;
}

static void
jz_desk_row_init (JzDeskRow *self)
{
}

/* The list. */

struct _JzDeskLog
{
  GtkWidget      parent_instance;
  GtkWidget     *scrolled;
  GtkColumnView *view;
  GListStore    *rows;
};

G_DEFINE_FINAL_TYPE (JzDeskLog, jz_desk_log, GTK_TYPE_WIDGET)

enum { TIME, ACT, CODE, TITLE, READER, RESULT, N_COLUMNS };

static const struct
{
  const char *title;
  int         width; /* px; 0: what is left */
} columns[N_COLUMNS] = {
  { N_("Time"), 76 },    { N_("What was done here"), 76 }, { N_("Accession number"), 92 }, { N_("Book"), 0 },
  { N_("Reader"), 126 }, { N_("Outcome"), 230 },
};

static const char *
text_of (const JzDeskRow *row, guint column)
{
  const char *const texts[N_COLUMNS] = { row->time,         row->line->act,
                                         row->line->code,   row->line->title,
                                         row->line->reader, row->undone ? _("⊘ Undone") : row->line->result };

  return texts[column];
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer column)
{
  GtkWidget *label = gtk_inscription_new (NULL);

  gtk_inscription_set_min_chars (GTK_INSCRIPTION (label), 2);
  gtk_inscription_set_nat_lines (GTK_INSCRIPTION (label), 1);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (label), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer column)
{
  static const char *const tones[] = { "jz-ok", "jz-warn", "jz-err" };
  GtkWidget               *label = gtk_list_item_get_child (item);
  const JzDeskRow               *row = gtk_list_item_get_item (item);
  guint                    i = GPOINTER_TO_UINT (column);

  gtk_inscription_set_text (GTK_INSCRIPTION (label), text_of (row, i));
  for (gsize tone = 0; tone < G_N_ELEMENTS (tones); tone++)
    gtk_widget_remove_css_class (label, tones[tone]);
  gtk_widget_remove_css_class (label, "jz-dim");
  if (i == TIME || row->undone)
    gtk_widget_add_css_class (label, "jz-dim");
  else if (i == ACT || (i == RESULT && row->line->tone != JZ_DESK_OK))
    gtk_widget_add_css_class (label, tones[row->line->tone]);
}

static void
add_column (JzDeskLog *self, guint i)
{
  GtkListItemFactory  *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *column = gtk_column_view_column_new (_(columns[i].title), factory);

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), GUINT_TO_POINTER (i));
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), GUINT_TO_POINTER (i));
  if (columns[i].width > 0)
    gtk_column_view_column_set_fixed_width (column, columns[i].width);
  else
    gtk_column_view_column_set_expand (column, TRUE);
  gtk_column_view_append_column (self->view, column);
  g_object_unref (column);
}

static void
jz_desk_log_dispose (GObject *object)
{
  g_clear_pointer (&JZ_DESK_LOG (object)->scrolled, gtk_widget_unparent);
  G_OBJECT_CLASS (jz_desk_log_parent_class)->dispose (object);
}

static void
jz_desk_log_class_init (JzDeskLogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = jz_desk_log_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
jz_desk_log_init (JzDeskLog *self)
{
  self->rows = g_list_store_new (TYPE_ROW);
  self->view =
    GTK_COLUMN_VIEW (gtk_column_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (self->rows)))));
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "jz-table");
  for (guint i = 0; i < N_COLUMNS; i++)
    add_column (self, i);
  self->scrolled = gtk_scrolled_window_new ();
  gtk_widget_set_vexpand (self->scrolled, TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), GTK_WIDGET (self->view));
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Done at this desk today"), -1);
}

JzDeskLog *
jz_desk_log_new (void)
{
  return g_object_new (JZ_TYPE_DESK_LOG, NULL);
}

void
jz_desk_log_add (JzDeskLog *self, JzDeskLine *line)
{
  g_autoptr (JzDeskRow)       row = g_object_new (TYPE_ROW, NULL);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char      *time = g_date_time_format (now, "%H:%M:%S");

  row->line = line;
  row->undone = line->undone;
  g_strlcpy (row->time, line->time != NULL ? line->time : time, sizeof row->time);
  g_list_store_insert (self->rows, 0, row);
  if (g_list_model_get_n_items (G_LIST_MODEL (self->rows)) > MOST)
    g_list_store_remove (self->rows, MOST);
  jz_compat_scroll_to (self->view, 0);
}

void
jz_desk_log_fill (JzDeskLog *self, GPtrArray *lines)
{
  g_list_store_remove_all (self->rows);
  g_ptr_array_set_free_func (lines, NULL);
  for (guint i = lines->len; i > 0; i--)
    jz_desk_log_add (self, g_ptr_array_index (lines, i - 1));
  g_ptr_array_unref (lines);
}

gint64
jz_desk_log_newest (JzDeskLog *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->rows)); i++)
    {
      g_autoptr (JzDeskRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), i);

      if (row->line->operation != 0 && !row->undone)
        return row->line->operation;
    }
  return 0;
}

void
jz_desk_log_undone (JzDeskLog *self, gint64 operation)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->rows)); i++)
    {
      g_autoptr (JzDeskRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), i);

      if (row->line->operation != operation)
        continue;
      row->undone = TRUE;
      g_list_store_splice (self->rows, i, 1, (gpointer *) &row, 1);
    }
}
