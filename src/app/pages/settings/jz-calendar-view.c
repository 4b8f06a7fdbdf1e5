/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-calendar-view.h"

#include <glib/gi18n-lib.h>

#include "jz-calendar.h"
#include "jz-compat.h"
#include "jz-month-grid.h"

struct _JzCalendarView
{
  JzSettingsView parent_instance;
  int            year, month;
  GtkListBox    *terms;
  GtkWidget     *title;
  JzMonthGrid   *grid;
};

G_DEFINE_FINAL_TYPE (JzCalendarView, jz_calendar_view, JZ_TYPE_SETTINGS_VIEW)

/* Reading. */

typedef struct
{
  int        year, month;
  JzDay      days[JZ_MONTH_DAYS];
  GPtrArray *titles; /* of the terms, newest first */
  GPtrArray *spans;
  GArray    *firsts; /* of JzDate */
} Month;

static void
month_free (gpointer data)
{
  Month *self = data;

  for (guint i = 0; i < JZ_MONTH_DAYS; i++)
    jz_day_clear (&self->days[i]);
  g_ptr_array_unref (self->titles);
  g_ptr_array_unref (self->spans);
  g_array_unref (self->firsts);
  g_free (self);
}

static void
take_day (Month *self, JzDate first, JzStatement *row)
{
  JzDate date = jz_date_from_iso (jz_statement_text (row, 0));
  JzDay *day = date >= first && date < first + JZ_MONTH_DAYS ? &self->days[date - first] : NULL;

  if (day == NULL)
    return;
  day->kind = jz_statement_dup (row, 1);
  day->follows = (int) jz_statement_int64 (row, 2);
  day->parity = jz_statement_dup (row, 3);
  day->week = (int) jz_statement_int64 (row, 4);
  day->note = jz_statement_dup (row, 5);
}

static void
take_term (Month *self, JzStatement *row)
{
  JzDate first = jz_date_from_iso (jz_statement_text (row, 2));

  g_ptr_array_add (self->titles, jz_term_title ((int) jz_statement_int64 (row, 0), (int) jz_statement_int64 (row, 1)));
  g_ptr_array_add (self->spans,
                   g_strdup_printf (_("%s to %s"), jz_statement_text (row, 2), jz_statement_text (row, 3)));
  g_array_append_val (self->firsts, first);
}

static gboolean
read_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Month       *self = data;
  JzDate       first = jz_month_grid_first (self->year, self->month);
  char         from[JZ_DATE_LENGTH], to[JZ_DATE_LENGTH];
  JzStatement *rows;

  for (JzDate date = first; date < first + JZ_MONTH_DAYS; date++)
    self->days[date - first].date = date;
  rows =
    jz_connection_query (connection, error,
                         "SELECT date, kind, follows, parity, week, note FROM calendar_day WHERE date BETWEEN ? AND ?",
                         "ss", jz_date_to_iso (first, from), jz_date_to_iso (first + JZ_MONTH_DAYS - 1, to));
  while (jz_statement_next (rows))
    take_day (self, first, rows);
  if (!jz_statement_finish (rows, error))
    return FALSE;
  rows = jz_connection_query (connection, error,
                              "SELECT school_year, ordinal, first_day, last_day FROM term ORDER BY first_day DESC", "");
  while (jz_statement_next (rows))
    take_term (self, rows);
  return jz_statement_finish (rows, error);
}

static GtkWidget *
make_term_row (const char *title, const char *span, JzDate first)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *name = gtk_label_new (title), *days = gtk_label_new (span);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_wrap (GTK_LABEL (name), TRUE);
  gtk_label_set_xalign (GTK_LABEL (days), 0);
  gtk_widget_add_css_class (days, "jz-caption");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), days);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  jz_compat_name (row, title);
  g_object_set_data (G_OBJECT (row), "jz-first", GINT_TO_POINTER (first));
  return row;
}

static void
show_terms (JzCalendarView *self, Month *month)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->terms))) != NULL && GTK_IS_LIST_BOX_ROW (child))
    gtk_list_box_remove (self->terms, child);
  for (guint i = 0; i < month->titles->len; i++)
    gtk_list_box_append (self->terms,
                         make_term_row (g_ptr_array_index (month->titles, i), g_ptr_array_index (month->spans, i),
                                        g_array_index (month->firsts, JzDate, i)));
}

static void
read_done (JzSettingsView *view, gpointer data)
{
  JzCalendarView *self = JZ_CALENDAR_VIEW (view);
  Month          *month = data;

  if (month->year != self->year || month->month != self->month)
    return;
  show_terms (self, month);
  jz_month_grid_show (self->grid, month->year, month->month, month->days);
}

static void
refresh (JzSettingsView *view)
{
  JzCalendarView *self = JZ_CALENDAR_VIEW (view);
  Month          *month = g_new0 (Month, 1);

  month->year = self->year;
  month->month = self->month;
  month->titles = g_ptr_array_new_with_free_func (g_free);
  month->spans = g_ptr_array_new_with_free_func (g_free);
  month->firsts = g_array_new (FALSE, FALSE, sizeof (JzDate));
  jz_settings_view_read (view, read_cb, month, month_free, read_done);
}

static void
entered (JzSettingsView *view)
{
  JzSession *session = jz_settings_view_get_session (view);

  jz_month_grid_set_editable (JZ_CALENDAR_VIEW (view)->grid,
                              session != NULL && jz_session_may (session, jz_action_calendar.permission));
}

/* Going about. */

static void
go_to (JzCalendarView *self, int year, int month)
{
  g_autofree char *title = g_strdup_printf (_("%d-%02d"), year, month);

  self->year = year;
  self->month = month;
  gtk_label_set_text (GTK_LABEL (self->title), title);
  if (jz_settings_view_get_session (JZ_SETTINGS_VIEW (self)) != NULL)
    refresh (JZ_SETTINGS_VIEW (self));
}

static void
go_to_day (JzCalendarView *self, JzDate date)
{
  int year, month;

  jz_date_get (date, &year, &month, &(int){ 0 });
  go_to (self, year, month);
}

static void
before_cb (JzCalendarView *self)
{
  go_to (self, self->month > 1 ? self->year : self->year - 1, self->month > 1 ? self->month - 1 : 12);
}

static void
after_cb (JzCalendarView *self)
{
  go_to (self, self->month < 12 ? self->year : self->year + 1, self->month < 12 ? self->month + 1 : 1);
}

static void
today_cb (JzCalendarView *self)
{
  go_to_day (self, jz_date_today ());
}

static void
term_cb (JzCalendarView *self, GtkListBoxRow *row)
{
  go_to_day (self, GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), "jz-first")));
}

static void
day_cb (JzCalendarView *self, gpointer day)
{
  jz_day_form_present (GTK_WIDGET (self), jz_settings_view_get_session (JZ_SETTINGS_VIEW (self)), day);
}

/* Building it. */

static GtkWidget *
add_button (JzCalendarView *self, GtkWidget *bar, const char *label, const char *name, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  jz_compat_name (button, name);
  gtk_widget_set_tooltip_text (button, name);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (bar), button);
  return button;
}

static GtkWidget *
add_action (GtkWidget *bar, const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  g_object_bind_property (button, "sensitive", button, "visible", G_BINDING_SYNC_CREATE);
  gtk_box_append (GTK_BOX (bar), button);
  return button;
}

static GtkWidget *
make_bar (JzCalendarView *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *space = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (bar, "jz-tools");
  add_button (self, bar, "◀", _("The month before"), G_CALLBACK (before_cb));
  self->title = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->title, "jz-group");
  gtk_label_set_width_chars (GTK_LABEL (self->title), 12);
  gtk_box_append (GTK_BOX (bar), self->title);
  add_button (self, bar, "▶", _("The month after"), G_CALLBACK (after_cb));
  add_button (self, bar, _("Today"), _("Today"), G_CALLBACK (today_cb));
  gtk_widget_set_hexpand (space, TRUE);
  gtk_box_append (GTK_BOX (bar), space);
  add_action (bar, _("Odd and even weeks…"), "page.change-parity");
  add_action (bar, _("Bells"), "page.show-bells");
  add_action (bar, _("Import a calendar…"), "page.import-calendar");
  gtk_widget_add_css_class (add_action (bar, _("Add a term"), "page.add-term"), "suggested-action");
  return bar;
}

static GtkWidget *
make_side (JzCalendarView *self)
{
  GtkWidget *side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title = gtk_label_new (_("Terms"));

  gtk_widget_add_css_class (side, "jz-settings-side");
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "jz-tree-title");
  self->terms = GTK_LIST_BOX (gtk_list_box_new ());
  jz_compat_name (GTK_WIDGET (self->terms), _("Terms"));
  gtk_list_box_set_selection_mode (self->terms, GTK_SELECTION_NONE);
  g_signal_connect_object (self->terms, "row-activated", G_CALLBACK (term_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (side), title);
  gtk_box_append (GTK_BOX (side), GTK_WIDGET (self->terms));
  return side;
}

static void
jz_calendar_view_class_init (JzCalendarViewClass *klass)
{
  JZ_SETTINGS_VIEW_CLASS (klass)->entered = entered;
  JZ_SETTINGS_VIEW_CLASS (klass)->refresh = refresh;
}

static void
jz_calendar_view_init (JzCalendarView *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *main = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->grid = JZ_MONTH_GRID (jz_month_grid_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->grid), "jz-month");
  g_signal_connect_object (self->grid, "chosen", G_CALLBACK (day_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (main), make_bar (self));
  gtk_box_append (GTK_BOX (main), GTK_WIDGET (self->grid));
  gtk_widget_set_hexpand (main, TRUE);
  gtk_box_append (GTK_BOX (row), make_side (self));
  gtk_box_append (GTK_BOX (row), main);
  adw_bin_set_child (ADW_BIN (self), row);
  go_to_day (self, jz_date_today ());
}

GtkWidget *
jz_calendar_view_new (void)
{
  return g_object_new (JZ_TYPE_CALENDAR_VIEW, NULL);
}
