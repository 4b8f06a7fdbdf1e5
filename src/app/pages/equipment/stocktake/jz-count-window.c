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
#include "jz-scanner.h"
#include "jz-stocktake-actions.h"
#include "jz-text.h"

struct _JzCountWindow
{
  AdwWindow       parent_instance;
  JzSession      *session;
  JzActor         actor;    /* who counts, also where somebody signs out before the last scan is saved */
  gint64          id;
  gint64          place;    /* where the counter stands; 0: not said */
  GQueue          waiting;  /* JzCountScan, in the order they came */
  gboolean        busy;     /* one of them is being saved */
  gboolean        all;      /* all of them are: the file is being closed */
  gboolean        closed;   /* there are no widgets any more */
  gboolean        known;    /* it has been read once */

  AdwWindowTitle *title;
  GtkWidget      *form, *picker, *code, *quantity;
  GtkWidget      *band, *words;
  GtkWidget      *counts, *bar;
  GtkWidget      *files, *finish, *edit;
  JzTable        *table;
};

G_DEFINE_FINAL_TYPE (JzCountWindow, jz_count_window, ADW_TYPE_WINDOW)

static void
say (JzCountWindow *self, const char *sentence, JzCountTone tone)
{
  static const char *const classes[] = { "ok", "warn", "err" };

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    if (i == tone)
      gtk_widget_add_css_class (self->band, classes[i]);
    else
      gtk_widget_remove_css_class (self->band, classes[i]);
  gtk_label_set_text (GTK_LABEL (self->words), sentence);
}

static void
say_error (JzCountWindow *self, const char *sentence)
{
  g_autofree char *with_sign = g_strdup_printf ("✗ %s", sentence);

  say (self, with_sign, JZ_COUNT_ERROR);
}

/* What is read anew after each change. */

typedef struct
{
  JzCountWindow *window;
  gint64         id;
  JzStocktakeSum sum;
  gint64         place;
  char          *path;
} Reading;

static void
reading_free (Reading *self)
{
  jz_stocktake_sum_clear (&self->sum);
  g_free (self->path);
  g_object_unref (self->window);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

static gboolean
read_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Reading *self = data;

  if (!jz_stocktake_sum (connection, self->id, &self->sum, error) ||
      !jz_connection_number (connection, &self->place, 0, error, "SELECT place FROM stocktake WHERE id = ?", "l",
                             self->id))
    return FALSE;
  if (self->place != 0)
    self->path = jz_connection_text (connection, error, "SELECT path FROM place WHERE id = ?", "l", self->place);
  return self->place == 0 || self->path != NULL;
}

/* A room that is counted is where the counter begins. */
static void
begin (JzCountWindow *self, const Reading *reading, gboolean open)
{
  self->known = TRUE;
  if (open && reading->place != 0)
    {
      self->place = reading->place;
      jz_picker_set (JZ_PICKER (self->picker), reading->place, reading->path);
    }
  jz_count_lines_show (self->table, open ? "open" : "difference");
  if (open)
    {
      say (self, _("Scan the things, one after the other"), JZ_COUNT_OK);
      gtk_widget_grab_focus (self->code);
    }
}

static void
show_sum (JzCountWindow *self, const JzStocktakeSum *sum, gboolean open)
{
  g_autofree char *subtitle = g_strdup_printf ("%s · %s", sum->number, sum->date);
  g_autofree char *counts = g_strdup_printf (_("Counted %u of %u"), sum->counted, sum->lines);

  gtk_window_set_title (GTK_WINDOW (self), sum->name);
  adw_window_title_set_title (self->title, sum->name);
  adw_window_title_set_subtitle (self->title, subtitle);
  gtk_label_set_text (GTK_LABEL (self->counts), counts);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar),
                                 sum->lines > 0 ? (double) sum->counted / (double) sum->lines : 0);
  gtk_widget_set_sensitive (self->form, open);
  gtk_widget_set_visible (self->files, open);
  gtk_widget_set_visible (self->finish, open);
  gtk_widget_set_visible (self->edit, jz_session_may (self->session, jz_action_stocktake.permission) &&
                                        (g_str_equal (sum->state, "open") || g_str_equal (sum->state, "counted")));
  if (!open)
    say (self, g_str_equal (sum->state, "counted") ? _("The counting has ended: say why the lines differ") :
                                                     _("Nothing can be changed here any more"), JZ_COUNT_WARN);
}

static void
read_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Reading) reading = data;
  g_autoptr (GError)  error = NULL;
  JzCountWindow      *self = reading->window;
  gboolean            ok = jz_store_read_finish (JZ_STORE (source), result, &error), open;

  if (self->closed)
    return;
  if (!ok)
    {
      say_error (self, error->message);
      return;
    }
  open = g_str_equal (reading->sum.state, "open") &&
         jz_session_may (self->session, jz_action_stocktake_scan.permission);
  show_sum (self, &reading->sum, open);
  if (!self->known)
    begin (self, reading, open);
}

static void
read_anew (JzCountWindow *self)
{
  JzStore *store = jz_session_get_store (self->session);
  Reading *reading;

  if (store == NULL || self->closed)
    return;
  reading = g_new0 (Reading, 1);
  reading->window = g_object_ref (self);
  reading->id = self->id;
  jz_store_read (store, read_cb, reading, NULL, NULL, read_done_cb, reading);
}

/* Counting. */

static void next (JzCountWindow *self);

static void
show_scan (JzCountWindow *self, const JzCountScan *scan)
{
  JzCountTone      tone;
  g_autofree char *words = jz_count_scan_words (scan, &tone);

  say (self, words, tone);
  if (scan->is_place)
    jz_picker_set (JZ_PICKER (self->picker), scan->place, scan->path);
}

static void
scan_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (JzCountWindow) self = data;
  g_autoptr (GError) error = NULL;
  JzCountScan       *scan = g_queue_pop_head (&self->waiting);
  gboolean           ok = jz_store_write_finish (JZ_STORE (source), result, NULL, NULL, &error);

  self->busy = FALSE;
  if (ok && scan->is_place)
    self->place = scan->place;
  if (!ok && self->closed)
    jz_session_say_trouble (self->session, error->message);
  else if (!ok)
    say_error (self, error->message);
  else if (!self->closed)
    show_scan (self, scan);
  jz_count_scan_free (scan);
  next (self);
}

static void
save (JzCountWindow *self, JzCountScan *scan)
{
  self->busy = TRUE;
  scan->place = self->place;
  jz_store_write (jz_session_get_store (self->session), &jz_action_stocktake_scan, &self->actor, jz_count_scan_write_cb,
                  scan, NULL, NULL, scan_done_cb, g_object_ref (self));
}

/* One after the other: a place's code holds for the scans behind it. */
static void
next (JzCountWindow *self)
{
  JzCountScan *scan = g_queue_peek_head (&self->waiting);

  if (!self->busy && !self->all && scan != NULL && jz_session_get_store (self->session) != NULL)
    save (self, scan);
}

/* The file is about to be closed, after what is asked for now. */
static void
save_all (JzCountWindow *self)
{
  self->all = TRUE;
  for (GList *each = self->busy ? self->waiting.head->next : self->waiting.head; each != NULL; each = each->next)
    save (self, each->data);
}

static void
count (JzCountWindow *self, const char *code, const char *quantity)
{
  JzCountScan *scan;

  if (!gtk_widget_get_sensitive (self->form))
    return;
  if (jz_picker_is_open (JZ_PICKER (self->picker)))
    {
      say_error (self, _("There is no such place: choose where you stand, or empty the field"));
      return;
    }
  scan = g_new0 (JzCountScan, 1);
  scan->stocktake = self->id;
  scan->code = jz_text_tidy (code);
  scan->quantity = jz_text_tidy (quantity);
  scan->counter = g_strdup (jz_session_get_name (self->session));
  g_queue_push_tail (&self->waiting, scan);
  next (self);
}

static void
scanned_cb (const char *code, gpointer data)
{
  count (data, code, NULL);
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
  self->place = jz_picker_get_id (JZ_PICKER (self->picker));
}

/* Lines, ending, paper. */

static void
edit_line (JzCountWindow *self, gint64 line)
{
  if (gtk_widget_get_visible (self->edit))
    jz_count_line_present (GTK_WINDOW (self), self->session, line);
}

static void
edit_cb (JzCountWindow *self)
{
  edit_line (self, jz_lazy_selection_get_only (jz_table_get_selection (self->table)));
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
finish_cb (JzCountWindow *self)
{
  jz_session_write (self->session, &jz_action_stocktake, finish_write_cb, g_memdup2 (&self->id, sizeof self->id),
                    g_free);
  jz_count_lines_show (self->table, "difference");
}

static void
print_cb (JzCountWindow *self)
{
  jz_stocktake_print (GTK_WINDOW (self), self->session, self->id, FALSE);
}

static void
files_cb (JzCountWindow *self)
{
  jz_count_files_choose (GTK_WINDOW (self), self->session, self->id);
}

/* Widgets. */

static GtkWidget *
add_button (JzCountWindow *self, GtkWidget *button, void (*func) (JzCountWindow *))
{
  g_signal_connect_object (button, "clicked", G_CALLBACK (func), self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
make_header (JzCountWindow *self)
{
  GtkWidget *header = adw_header_bar_new ();

  self->title = ADW_WINDOW_TITLE (adw_window_title_new ("", NULL));
  self->finish = add_button (self, gtk_button_new_with_label (_("End the counting")), finish_cb);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), GTK_WIDGET (self->title));
  adw_header_bar_pack_start (ADW_HEADER_BAR (header),
                             add_button (self, gtk_button_new_with_label (_("Print count list…")), print_cb));
  self->files = add_button (self, gtk_button_new_with_label (_("Files of scanners…")), files_cb);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), self->files);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->finish);
  return header;
}

static GtkWidget *
make_form (JzCountWindow *self)
{
  GtkWidget *grid = jz_grid_field_grid ();
  JzPicker  *picker = jz_picker_new ("places", _("Where you stand"), _("Scan a place or choose it"));
  GtkWidget *go = add_button (self, gtk_button_new_with_label (_("Count")), typed_cb);

  jz_picker_set_store (picker, jz_session_get_store (self->session));
  g_signal_connect_object (picker, "chosen", G_CALLBACK (place_chosen_cb), self, G_CONNECT_SWAPPED);
  self->form = grid;
  self->picker = GTK_WIDGET (picker);
  self->code = jz_grid_field_entry (NULL);
  self->quantity = jz_grid_field_entry (NULL);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->quantity), "1");
  g_object_set (grid, "margin-start", 12, "margin-end", 12, "margin-top", 12, NULL);
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

static GtkWidget *
make_band (JzCountWindow *self)
{
  self->band = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 16);
  self->words = gtk_label_new (NULL);
  self->counts = gtk_label_new (NULL);
  self->bar = gtk_progress_bar_new ();
  gtk_widget_add_css_class (self->band, "jz-band");
  gtk_widget_add_css_class (self->words, "jz-title");
  gtk_widget_add_css_class (self->counts, "jz-group");
  gtk_label_set_xalign (GTK_LABEL (self->words), 0);
  gtk_label_set_wrap (GTK_LABEL (self->words), TRUE);
  gtk_widget_set_hexpand (self->words, TRUE);
  gtk_widget_set_valign (self->bar, GTK_ALIGN_CENTER);
  jz_compat_name (self->bar, _("Counted"));
  gtk_box_append (GTK_BOX (self->band), self->words);
  gtk_box_append (GTK_BOX (self->band), self->bar);
  gtk_box_append (GTK_BOX (self->band), self->counts);
  return self->band;
}

static GtkWidget *
make_lines (JzCountWindow *self)
{
  self->table = jz_count_lines_new (self->session, self->id);
  self->edit = add_button (self, gtk_button_new_with_label (_("Count and cause…")), edit_cb);
  gtk_widget_set_sensitive (self->edit, FALSE);
  gtk_widget_set_visible (self->edit, FALSE);
  gtk_widget_set_vexpand (GTK_WIDGET (self->table), TRUE);
  jz_table_add_tool (self->table, self->edit, TRUE);
  g_signal_connect_object (self->table, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->table, "activated", G_CALLBACK (edit_line), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self->table);
}

static void
jz_count_window_dispose (GObject *object)
{
  JZ_COUNT_WINDOW (object)->closed = TRUE;
  G_OBJECT_CLASS (jz_count_window_parent_class)->dispose (object);
}

static void
jz_count_window_finalize (GObject *object)
{
  JzCountWindow *self = JZ_COUNT_WINDOW (object);

  g_queue_clear_full (&self->waiting, jz_count_scan_free);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (jz_count_window_parent_class)->finalize (object);
}

static void
jz_count_window_class_init (JzCountWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jz_count_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = jz_count_window_finalize;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
jz_count_window_init (JzCountWindow *self)
{
  g_queue_init (&self->waiting);
}

void
jz_count_window_present (GtkWindow *parent, JzSession *session, gint64 id)
{
  JzCountWindow *self;
  GtkWidget     *box;

  if (parent == NULL || jz_session_get_store (session) == NULL)
    return;
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self = g_object_new (JZ_TYPE_COUNT_WINDOW, "transient-for", parent, "modal", TRUE, "destroy-with-parent", TRUE,
                       "default-width", 1080, "default-height", 680, "title", _("Stock-take"), NULL);
  self->session = g_object_ref (session);
  self->actor = *jz_session_get_actor (session);
  self->id = id;
  gtk_box_append (GTK_BOX (box), make_header (self));
  gtk_box_append (GTK_BOX (box), make_form (self));
  gtk_box_append (GTK_BOX (box), make_band (self));
  gtk_box_append (GTK_BOX (box), make_lines (self));
  adw_window_set_content (ADW_WINDOW (self), box);
  jz_scanner_attach (GTK_WINDOW (self), scanned_cb, self);
  g_signal_connect_object (session, "signed-out", G_CALLBACK (gtk_window_destroy), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "closing", G_CALLBACK (save_all), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "trouble", G_CALLBACK (say_error), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (jz_session_get_store (session), "changed", G_CALLBACK (read_anew), self, G_CONNECT_SWAPPED);
  read_anew (self);
  gtk_window_present (GTK_WINDOW (self));
}
