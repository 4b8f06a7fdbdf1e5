/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-count-window.h"

#include <glib/gi18n-lib.h>

#include "jz-compat.h"
#include "jz-count-files.h"
#include "jz-count-line.h"
#include "jz-count-lines.h"
#include "jz-count-scan.h"
#include "jz-field.h"
#include "jz-grid-field.h"
#include "jz-picker.h"
#include "jz-stocktake-actions.h"
#include "jz-text.h"

struct _JzCountWindow
{
  JzScanWindow parent_instance;
  GtkWidget   *picker, *code, *quantity;
  GtkWidget   *edit;
};

G_DEFINE_FINAL_TYPE (JzCountWindow, jz_count_window, JZ_TYPE_SCAN_WINDOW)

static JzSession *
session_of (JzCountWindow *self)
{
  return jz_scan_window_get_session (JZ_SCAN_WINDOW (self));
}

/* How far it is. */

typedef struct
{
  JzStocktakeSum sum;
  gint64         place; /* that is counted; 0: several */
  char          *path;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *self = data;

  jz_stocktake_sum_clear (&self->sum);
  g_free (self->path);
  g_free (self);
}

static gboolean
fill (Reading *self, JzConnection *connection, gint64 id, GError **error)
{
  if (!jz_stocktake_sum (connection, id, &self->sum, error) ||
      !jz_connection_number (connection, &self->place, 0, error, "SELECT place FROM stocktake WHERE id = ?", "l", id))
    return FALSE;
  if (self->place != 0)
    self->path = jz_connection_text (connection, error, "SELECT path FROM place WHERE id = ?", "l", self->place);
  return self->place == 0 || self->path != NULL;
}

static gpointer
read_count (JzConnection *connection, gint64 id, GError **error)
{
  Reading *self = g_new0 (Reading, 1);

  if (fill (self, connection, id, error))
    return self;
  reading_free (self);
  return NULL;
}

/* A room that is counted is where the counter begins. */
static void
begin (JzCountWindow *self, const Reading *reading, gboolean open)
{
  if (open && reading->place != 0)
    {
      jz_scan_window_set_place (JZ_SCAN_WINDOW (self), reading->place);
      jz_picker_set (JZ_PICKER (self->picker), reading->place, reading->path);
    }
  jz_table_shows_choose (jz_scan_window_get_table (JZ_SCAN_WINDOW (self)), open ? "open" : "difference");
  if (open)
    {
      jz_scan_window_say (JZ_SCAN_WINDOW (self), _("Scan the things, one after the other"), JZ_SCAN_TONE_OK);
      gtk_widget_grab_focus (self->code);
    }
}

static void
show_count (JzScanWindow *window, gconstpointer data)
{
  JzCountWindow        *self = JZ_COUNT_WINDOW (window);
  const Reading        *reading = data;
  const JzStocktakeSum *sum = &reading->sum;
  JzSession            *session = session_of (self);
  gboolean open = g_str_equal (sum->state, "open") && jz_session_may (session, jz_action_stocktake_scan.permission);
  g_autofree char *counts = g_strdup_printf (_("Counted %u of %u"), sum->counted, sum->lines);
  gboolean         first =
    jz_scan_window_set_state (window, &(JzScanWindowState){ sum->name, sum->number, sum->date, counts, sum->counted,
                                                            sum->lines, open });

  gtk_widget_set_visible (self->edit, jz_session_may (session, jz_action_stocktake.permission) &&
                                        (g_str_equal (sum->state, "open") || g_str_equal (sum->state, "counted")));
  if (!g_str_equal (sum->state, "open"))
    jz_scan_window_say (window, g_str_equal (sum->state, "counted") ?
                                  _("The counting has ended: say why the lines differ") :
                                  _("Nothing can be changed here any more"), JZ_SCAN_TONE_WARN);
  if (first)
    begin (self, reading, open);
}

/* Counting. */

static void
saved (JzScanWindow *window, gconstpointer data)
{
  const JzCountScan *scan = data;
  JzScanTone         tone;
  g_autofree char   *words = jz_count_scan_words (scan, &tone);

  jz_scan_window_say (window, words, tone);
  if (scan->is_place)
    jz_picker_set (JZ_PICKER (JZ_COUNT_WINDOW (window)->picker), scan->place, scan->path);
}

static void
count (JzCountWindow *self, const char *code, const char *quantity)
{
  JzScanWindow *window = JZ_SCAN_WINDOW (self);
  JzCountScan  *scan;

  if (!jz_scan_window_is_open (window))
    return;
  if (jz_picker_is_open (JZ_PICKER (self->picker)))
    {
      jz_scan_window_say_error (window, _("There is no such place: choose where you stand, or empty the field"));
      return;
    }
  scan = g_new0 (JzCountScan, 1);
  scan->stocktake = jz_scan_window_get_id (window);
  scan->code = jz_text_tidy (code);
  scan->quantity = jz_text_tidy (quantity);
  scan->there = jz_scan_there_ref (jz_scan_window_get_there (window));
  scan->counter = g_strdup (jz_session_get_name (session_of (self)));
  jz_scan_window_add (window, scan);
}

static void
scanned (JzScanWindow *window, const char *code)
{
  count (JZ_COUNT_WINDOW (window), code, NULL);
}

static void
typed_cb (JzCountWindow *self)
{
  const char *code = gtk_editable_get_text (GTK_EDITABLE (self->code));

  if (!jz_text_is_blank (code))
    {
      count (self, code, gtk_editable_get_text (GTK_EDITABLE (self->quantity)));
      gtk_editable_set_text (GTK_EDITABLE (self->code), "");
      gtk_editable_set_text (GTK_EDITABLE (self->quantity), "");
    }
  gtk_widget_grab_focus (self->code);
}

static void
place_chosen_cb (JzCountWindow *self)
{
  jz_scan_window_set_place (JZ_SCAN_WINDOW (self), jz_picker_get_id (JZ_PICKER (self->picker)));
}

/* Lines, ending, paper. */

static void
edit_line (JzCountWindow *self, gint64 line)
{
  if (gtk_widget_get_visible (self->edit))
    jz_count_line_present (GTK_WINDOW (self), session_of (self), line);
}

static void
edit_cb (JzCountWindow *self)
{
  edit_line (self,
             jz_lazy_selection_get_only (jz_table_get_selection (jz_scan_window_get_table (JZ_SCAN_WINDOW (self)))));
}

static void
chosen_cb (JzCountWindow *self, gint64 line)
{
  gtk_widget_set_sensitive (self->edit, line != 0);
}

static gboolean
finish_write_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_stocktake_finish (operation, *(gint64 *) data, error);
}

static void
finish (JzScanWindow *window)
{
  gint64 id = jz_scan_window_get_id (window);

  jz_session_write (jz_scan_window_get_session (window), &jz_action_stocktake, finish_write_cb,
                    g_memdup2 (&id, sizeof id), g_free);
  jz_table_shows_choose (jz_scan_window_get_table (window), "difference");
}

static void
print (JzScanWindow *window)
{
  jz_stocktake_print (GTK_WINDOW (window), jz_scan_window_get_session (window), jz_scan_window_get_id (window), FALSE);
}

static void
files (JzScanWindow *window)
{
  jz_count_files_choose (GTK_WINDOW (window), jz_scan_window_get_session (window), jz_scan_window_get_id (window));
}

/* Widgets. */

static GtkWidget *
make_button (JzCountWindow *self, const char *label, void (*func) (JzCountWindow *))
{
  GtkWidget *button = gtk_button_new_with_label (label);

  g_signal_connect_object (button, "clicked", G_CALLBACK (func), self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
make_form (JzCountWindow *self)
{
  GtkWidget *grid = jz_grid_field_grid ();
  JzPicker  *picker = jz_picker_new ("places", _("Where you stand"), _("Scan a place or choose it"));
  GtkWidget *go = make_button (self, _("Count"), typed_cb);

  jz_picker_set_store (picker, jz_session_get_store (session_of (self)));
  g_signal_connect_object (picker, "chosen", G_CALLBACK (place_chosen_cb), self, G_CONNECT_SWAPPED);
  self->picker = GTK_WIDGET (picker);
  self->code = jz_grid_field_entry (NULL);
  self->quantity = jz_grid_field_entry (NULL);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->quantity), "1");
  jz_grid_field_attach (grid, _("Where you stand"), self->picker, 0, 0, 4);
  jz_grid_field_attach (grid, _("Number without a scanner"), self->code, 4, 0, 4);
  jz_grid_field_attach (grid, _("Quantity"), self->quantity, 8, 0, 2);
  jz_grid_field_attach (grid, "", go, 10, 0, 2);
  gtk_widget_add_css_class (go, "jz-key-button"); /* as high as the entries beside it */
  jz_compat_name (go, _("Count"));
  /* Enter counts, instead of going on. */
  g_signal_handlers_disconnect_by_func (self->code, jz_field_go_on, NULL);
  g_signal_handlers_disconnect_by_func (self->quantity, jz_field_go_on, NULL);
  g_signal_connect_object (self->code, "activate", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->quantity, "activate", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
  return grid;
}

static JzTable *
make_lines (JzCountWindow *self)
{
  JzTable *table = jz_count_lines_new (session_of (self), jz_scan_window_get_id (JZ_SCAN_WINDOW (self)));

  self->edit = make_button (self, _("Count and cause…"), edit_cb);
  gtk_widget_set_sensitive (self->edit, FALSE);
  gtk_widget_set_visible (self->edit, FALSE);
  jz_table_add_tool (table, self->edit, TRUE);
  g_signal_connect_object (table, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (table, "activated", G_CALLBACK (edit_line), self, G_CONNECT_SWAPPED);
  return table;
}

static void
jz_count_window_class_init (JzCountWindowClass *klass)
{
  JzScanWindowClass *scan_class = JZ_SCAN_WINDOW_CLASS (klass);

  scan_class->action = &jz_action_stocktake_scan;
  scan_class->write = jz_count_scan_write_cb;
  scan_class->scan_free = jz_count_scan_free;
  scan_class->print_label = N_("Print count list…");
  scan_class->scanned = scanned;
  scan_class->saved = saved;
  scan_class->read = read_count;
  scan_class->show = show_count;
  scan_class->reading_free = reading_free;
  scan_class->print = print;
  scan_class->files = files;
  scan_class->finish = finish;
}

static void
jz_count_window_init (JzCountWindow *self)
{
}

void
jz_count_window_present (GtkWindow *parent, JzSession *session, gint64 id)
{
  JzCountWindow *self;
  GtkWidget     *form;

  if (parent == NULL || jz_session_get_store (session) == NULL)
    return;
  self = g_object_new (JZ_TYPE_COUNT_WINDOW, "title", _("Stock-take"), NULL);
  jz_scan_window_set_up (JZ_SCAN_WINDOW (self), parent, session, id);
  form = make_form (self);
  jz_scan_window_present (JZ_SCAN_WINDOW (self), form, make_lines (self));
}
