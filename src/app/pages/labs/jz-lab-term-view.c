/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-lab-term-view.h"

#include <glib/gi18n-lib.h>

#include "jz-calendar.h"
#include "jz-compat.h"
#include "jz-follower.h"
#include "jz-lab-paper.h"
#include "jz-term-days.h"

#define MANY_COLUMNS 12 /* past which a table is scrolled, and its cells stay as wide as a few words */

struct _JzLabTermView
{
  GtkBox     parent_instance;
  JzFollower *follower;
  JzLabPaper paper;
  GtkWidget *choice, *print, *save, *scroller;
  GArray    *terms;      /* of gint64, that can be chosen */
  gint64     term;       /* the one that is; 0: the present one */
  gboolean   filling;
};

G_DEFINE_FINAL_TYPE (JzLabTermView, jz_lab_term_view, GTK_TYPE_BOX)

/* Reading. */

typedef struct
{
  JzLabPaper     paper;
  gint64         term;
  GArray        *terms;
  GPtrArray     *titles;
  JzReport      *report;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *self = data;

  g_clear_pointer (&self->terms, g_array_unref);
  g_clear_pointer (&self->titles, g_ptr_array_unref);
  g_clear_pointer (&self->report, jz_report_free);
  g_free (self);
}

static gboolean
read_terms (JzConnection *connection, Reading *self, GError **error)
{
  JzStatement *row =
    jz_connection_query (connection, error, "SELECT id, school_year, ordinal FROM term ORDER BY first_day DESC", "");

  self->terms = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->titles = g_ptr_array_new_with_free_func (g_free);
  while (jz_statement_next (row))
    {
      g_array_append_vals (self->terms, &(gint64){ jz_statement_int64 (row, 0) }, 1);
      g_ptr_array_add (self->titles,
                       jz_term_title ((int) jz_statement_int64 (row, 1), (int) jz_statement_int64 (row, 2)));
    }
  return jz_statement_finish (row, error);
}

static gboolean
read_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Reading *self = data;

  if (!read_terms (connection, self, error) ||
      (self->term == 0 && !jz_term_meant (connection, NULL, &self->term, error)))
    return FALSE;
  self->report = jz_lab_paper_read (connection, self->paper, self->term, error);
  return self->report != NULL;
}

/* Showing. */

static GtkWidget *
make_cell (const char *text, gboolean heading, JzAlign align)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), align == JZ_ALIGN_RIGHT ? 1 : align == JZ_ALIGN_CENTRE ? 0.5f : 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 18);
  gtk_widget_set_margin_start (label, 6);
  gtk_widget_set_margin_end (label, 6);
  gtk_widget_set_margin_top (label, 3);
  gtk_widget_set_margin_bottom (label, 3);
  if (heading)
    gtk_widget_add_css_class (label, "heading");
  return label;
}

/* Whether a row says anything in @column; a week in which nobody does anything is as narrow as its number. */
static gboolean
is_used (const JzReport *report, guint column)
{
  for (guint i = 0; i < report->rows->len; i++)
    {
      const char *cell = ((char **) g_ptr_array_index (report->rows, i))[column];

      if (cell != NULL && cell[0] != '\0')
        return TRUE;
    }
  return FALSE;
}

static void
add_lines (GtkWidget *grid, const JzReport *report, char **cells, int row, gboolean heading)
{
  for (guint c = 0; c < report->columns->len; c++)
    {
      const JzReportColumn *column = &g_array_index (report->columns, JzReportColumn, c);
      GtkWidget *cell = make_cell (cells != NULL ? cells[c] : column->title, heading || c == 0, column->align);

      /* What is not the first column is told with its heading to those who can't see where it stands. */
      if (cells != NULL && c > 0 && cells[c] != NULL && cells[c][0] != '\0')
        {
          g_autofree char *name = g_strdup_printf ("%s · %s: %s", cells[0], column->title, cells[c]);

          jz_compat_name (cell, name);
        }
      /* The heading has the width of its column. */
      if (report->columns->len > MANY_COLUMNS && cells == NULL && is_used (report, c))
        gtk_label_set_width_chars (GTK_LABEL (cell), c == 0 ? 5 : 10);
      gtk_grid_attach (GTK_GRID (grid), cell, (int) c, row, 1, 1);
    }
}

static GtkWidget *
make_grid (const JzReport *report)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12), *grid = gtk_grid_new ();
  int        row = 0;

  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 18);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 6);
  gtk_widget_set_halign (grid, GTK_ALIGN_START);
  add_lines (grid, report, NULL, row++, TRUE);
  for (guint i = 0; i < report->rows->len; i++)
    add_lines (grid, report, g_ptr_array_index (report->rows, i), row++, FALSE);
  if (report->totals != NULL)
    add_lines (grid, report, report->totals, row++, TRUE);
  gtk_box_append (GTK_BOX (box), grid);
  if (report->rows->len == 0)
    gtk_box_append (GTK_BOX (box), make_cell (_("Nothing is due in this term: say in the catalogue in which grade and "
                                                 "term experiments are done, then make the plan."),
                                              FALSE, JZ_ALIGN_LEFT));
  for (guint i = 0; i < report->footers->len; i++)
    {
      GtkWidget *note = make_cell (g_ptr_array_index (report->footers, i), FALSE, JZ_ALIGN_LEFT);

      gtk_label_set_max_width_chars (GTK_LABEL (note), -1);
      gtk_widget_add_css_class (note, "dim-label");
      gtk_box_append (GTK_BOX (box), note);
    }
  return box;
}

static void
fill_choice (JzLabTermView *self, Reading *reading)
{
  GtkStringList *titles = gtk_string_list_new (NULL);
  guint          shown = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < reading->terms->len; i++)
    {
      gtk_string_list_append (titles, g_ptr_array_index (reading->titles, i));
      if (g_array_index (reading->terms, gint64, i) == reading->term)
        shown = i;
    }
  g_clear_pointer (&self->terms, g_array_unref);
  self->terms = g_steal_pointer (&reading->terms);
  self->filling = TRUE;
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->choice), G_LIST_MODEL (titles));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->choice), shown);
  self->filling = FALSE;
  g_object_unref (titles);
}

static void
take (GtkWidget *view, gpointer data)
{
  JzLabTermView *self = JZ_LAB_TERM_VIEW (view);
  Reading       *reading = data;

  self->term = reading->term;
  fill_choice (self, reading);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), make_grid (reading->report));
}

static gpointer
ask (GtkWidget *view)
{
  JzLabTermView *self = JZ_LAB_TERM_VIEW (view);
  Reading       *reading = g_new0 (Reading, 1);

  reading->paper = self->paper;
  reading->term = self->term;
  return reading;
}

static const JzFollowerKind following = { ask, read_cb, take, reading_free, 60 };

static void
choice_cb (JzLabTermView *self)
{
  guint at = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->choice));

  if (self->filling || self->terms == NULL || at >= self->terms->len)
    return;
  self->term = g_array_index (self->terms, gint64, at);
  jz_follower_refresh (self->follower);
}

static void
print_cb (JzLabTermView *self)
{
  jz_lab_paper_print (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), jz_follower_get_session (self->follower), self->paper, self->term);
}

static void
save_cb (JzLabTermView *self)
{
  jz_lab_paper_save (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), jz_follower_get_session (self->follower), self->paper, self->term);
}

/* The object. */

void
jz_lab_term_view_set_session (JzLabTermView *self, JzSession *session)
{
  self->term = 0;
  gtk_widget_set_sensitive (self->print, session != NULL);
  gtk_widget_set_sensitive (self->save, session != NULL);
  if (session == NULL)
    gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), NULL);
  jz_follower_set_session (self->follower, session);
}

static void
make_bar (JzLabTermView *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_widget_add_css_class (bar, "jz-tools");
  self->choice = gtk_drop_down_new (NULL, NULL);
  jz_compat_name (self->choice, _("Term"));
  g_signal_connect_object (self->choice, "notify::selected", G_CALLBACK (choice_cb), self, G_CONNECT_SWAPPED);
  self->print = gtk_button_new_with_label (_("Print…"));
  self->save = gtk_button_new_with_label (_("Save as spreadsheet…"));
  g_signal_connect_object (self->print, "clicked", G_CALLBACK (print_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->save, "clicked", G_CALLBACK (save_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (bar), self->choice);
  gtk_box_append (GTK_BOX (bar), self->print);
  gtk_box_append (GTK_BOX (bar), self->save);
  gtk_box_append (GTK_BOX (self), bar);
}

static void
jz_lab_term_view_dispose (GObject *object)
{
  JzLabTermView *self = JZ_LAB_TERM_VIEW (object);

  jz_follower_stop (&self->follower);
  g_clear_pointer (&self->terms, g_array_unref);
  G_OBJECT_CLASS (jz_lab_term_view_parent_class)->dispose (object);
}

static void
jz_lab_term_view_class_init (JzLabTermViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = jz_lab_term_view_dispose;
}

static void
jz_lab_term_view_init (JzLabTermView *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  make_bar (self);
  self->scroller = gtk_scrolled_window_new ();
  gtk_widget_set_vexpand (self->scroller, TRUE);
  gtk_box_append (GTK_BOX (self), self->scroller);
  self->follower = jz_follower_new (GTK_WIDGET (self), &following);
}

static GtkWidget *
view_new (JzLabPaper paper)
{
  JzLabTermView *self = g_object_new (JZ_TYPE_LAB_TERM_VIEW, NULL);

  self->paper = paper;
  return GTK_WIDGET (self);
}

GtkWidget *
jz_lab_plan_grid_view_new (void)
{
  return view_new (JZ_LAB_PAPER_GRID);
}

GtkWidget *
jz_lab_delivery_view_new (void)
{
  return view_new (JZ_LAB_PAPER_DELIVERY);
}
