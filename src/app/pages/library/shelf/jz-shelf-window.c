/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-shelf-window.h"

#include <glib/gi18n-lib.h>

#include "jz-compat-file.h"
#include "jz-compat.h"
#include "jz-field.h"
#include "jz-grid-field.h"
#include "jz-library-count-read.h"
#include "jz-library-count.h"
#include "jz-scan-file.h"
#include "jz-scanner.h"
#include "jz-shelf-lines.h"
#include "jz-shelf-paper.h"
#include "jz-text.h"

struct _JzShelfWindow
{
  AdwWindow       parent_instance;
  JzSession      *session;
  JzActor         actor;    /* who counts, also where somebody signs out before the last scan is saved */
  gint64          id;
  gint64          place;    /* where the counter stands; 0: not said */
  GQueue          waiting;  /* Scan, in the order they came */
  gboolean        busy;     /* one of them is being saved */
  gboolean        all;      /* all of them are: the file is being closed */
  gboolean        closed;   /* there are no widgets any more */
  gboolean        known;    /* it has been read once */

  AdwWindowTitle *title;
  GtkWidget      *form, *where, *code;
  GtkWidget      *band, *words, *counts, *bar;
  GtkWidget      *files, *finish, *move;
  JzTable        *table;
};

G_DEFINE_FINAL_TYPE (JzShelfWindow, jz_shelf_window, ADW_TYPE_WINDOW)

static void
say (JzShelfWindow *self, const char *sentence, const char *tone)
{
  static const char *const classes[] = { "ok", "warn", "err" };

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    gtk_widget_remove_css_class (self->band, classes[i]);
  gtk_widget_add_css_class (self->band, tone);
  gtk_label_set_text (GTK_LABEL (self->words), sentence);
}

static void
say_error (JzShelfWindow *self, const char *sentence)
{
  g_autofree char *with_sign = g_strdup_printf ("✗ %s", sentence);

  say (self, with_sign, "err");
}

/* What is read anew after each change. */

typedef struct
{
  JzShelfWindow    *window;
  gint64            id;
  JzLibraryCountSum sum;
} Reading;

static void
reading_free (Reading *self)
{
  jz_library_count_sum_clear (&self->sum);
  g_object_unref (self->window);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

static gboolean
read_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Reading *self = data;

  return jz_library_count_sum (connection, self->id, &self->sum, error);
}

static void
show_sum (JzShelfWindow *self, const JzLibraryCountSum *sum, gboolean open)
{
  g_autofree char *subtitle = g_strdup_printf ("%s · %s", sum->number, sum->date);
  g_autofree char *counts = g_strdup_printf (_ ("Seen %u of %u · not seen %u · elsewhere %u · out of order %u"),
                                             sum->seen, sum->lines, sum->missing, sum->elsewhere, sum->disorder);

  gtk_window_set_title (GTK_WINDOW (self), sum->name);
  adw_window_title_set_title (self->title, sum->name);
  adw_window_title_set_subtitle (self->title, subtitle);
  gtk_label_set_text (GTK_LABEL (self->counts), counts);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar),
                                 sum->lines > 0 ? (double)sum->seen / (double)sum->lines : 0);
  gtk_widget_set_sensitive (self->form, open);
  gtk_widget_set_visible (self->files, open);
  gtk_widget_set_visible (self->finish, open);
  if (!open)
    say (self, _("The counting has ended"), "warn");
  if (self->known)
    return;
  self->known = TRUE;
  jz_shelf_lines_show (self->table, open ? "open" : "difference");
  if (open)
    say (self, _("Scan the books in the order in which they stand"), "ok");
}

static void
read_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Reading) reading = data;
  g_autoptr (GError)  error = NULL;
  JzShelfWindow      *self = reading->window;
  gboolean            ok = jz_store_read_finish (JZ_STORE (source), result, &error);

  if (self->closed)
    return;
  if (!ok)
    say_error (self, error->message);
  else
    show_sum (self, &reading->sum, g_str_equal (reading->sum.state, "open") &&
                                     jz_session_may (self->session, jz_action_library_count_scan.permission));
}

static void
read_anew (JzShelfWindow *self)
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

typedef struct
{
  gint64           count, place;
  char            *code, *counter;
  JzLibraryScanned scanned;
} Scan;

static void
scan_free (gpointer data)
{
  Scan *self = data;

  jz_library_scanned_clear (&self->scanned);
  g_free (self->code);
  g_free (self->counter);
  g_free (self);
}

static gboolean
scan_cb (JzOperation *operation, gpointer data, GError **error)
{
  Scan *self = data;

  return jz_library_count_scan (operation, self->count, self->code, self->place, self->counter, &self->scanned, error);
}

/* Returns: (transfer full). @tone: (out): of the band. */
static char *
scan_words (const JzLibraryScanned *scanned, const char **tone)
{
  *tone = "warn";
  switch (scanned->verdict)
    {
    case JZ_LIBRARY_SCAN_FOUND:
      *tone = "ok";
      return g_strdup_printf (_("✓ Found: %s  %s"), scanned->title, scanned->call);
    case JZ_LIBRARY_SCAN_BACK:
      *tone = "ok";
      return g_strdup_printf (_("✓ %s was missing and has turned up"), scanned->title);
    case JZ_LIBRARY_SCAN_PLACE:
      *tone = "ok";
      return g_strdup_printf (_("✓ You stand at: %s"), scanned->path);
    case JZ_LIBRARY_SCAN_LENT:
      return g_strdup_printf (_("! %s is lent by the books: take it back at the desk"), scanned->title);
    case JZ_LIBRARY_SCAN_ELSEWHERE:
      return g_strdup_printf (_("↗ %s belongs to %s  %s"), scanned->title, scanned->path, scanned->call);
    case JZ_LIBRARY_SCAN_WITHDRAWN:
      return g_strdup_printf (_("! %s was struck off: put it aside"), scanned->title);
    case JZ_LIBRARY_SCAN_AGAIN:
      return g_strdup_printf (_("! %s has been counted already"), scanned->title);
    case JZ_LIBRARY_SCAN_UNKNOWN:
    case JZ_LIBRARY_N_SCANS:
    default:
      *tone = "err";
      return g_strdup_printf (_("? No copy of the library has the number %s"), scanned->code);
    }
}

static void next (JzShelfWindow *self);

static void
scan_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (JzShelfWindow) self = data;
  g_autoptr (GError) error = NULL;
  Scan            *scan = g_queue_pop_head (&self->waiting);
  gboolean         ok = jz_store_write_finish (JZ_STORE (source), result, NULL, NULL, &error);
  g_autofree char *words = NULL;
  const char      *tone;

  self->busy = FALSE;
  if (ok)
    self->place = scan->scanned.place;
  if (!ok && self->closed)
    jz_session_say_trouble (self->session, error->message);
  else if (!ok)
    say_error (self, error->message);
  else if (!self->closed)
    {
      words = scan_words (&scan->scanned, &tone);
      say (self, words, tone);
      if (scan->scanned.verdict == JZ_LIBRARY_SCAN_PLACE)
        gtk_label_set_text (GTK_LABEL (self->where), scan->scanned.path);
    }
  scan_free (scan);
  next (self);
}

static void
save (JzShelfWindow *self, Scan *scan)
{
  self->busy = TRUE;
  scan->place = self->place;
  jz_store_write (jz_session_get_store (self->session), &jz_action_library_count_scan, &self->actor, scan_cb, scan,
                  NULL, NULL, scan_done_cb, g_object_ref (self));
}

/* One after the other: a place's code holds for the scans behind it. */
static void
next (JzShelfWindow *self)
{
  Scan *scan = g_queue_peek_head (&self->waiting);

  if (!self->busy && !self->all && scan != NULL && jz_session_get_store (self->session) != NULL)
    save (self, scan);
}

/* The file is about to be closed, after what is asked for now. */
static void
save_all (JzShelfWindow *self)
{
  self->all = TRUE;
  for (GList *each = self->busy ? self->waiting.head->next : self->waiting.head; each != NULL; each = each->next)
    save (self, each->data);
}

static void
count (JzShelfWindow *self, const char *code)
{
  Scan *scan;

  if (!gtk_widget_get_sensitive (self->form) || jz_text_is_blank (code))
    return;
  scan = g_new0 (Scan, 1);
  scan->count = self->id;
  scan->code = g_strdup (code);
  scan->counter = g_strdup (jz_session_get_name (self->session));
  g_queue_push_tail (&self->waiting, scan);
  next (self);
}

static void
scanned_cb (const char *code, gpointer data)
{
  count (data, code);
}

static void
typed_cb (JzShelfWindow *self)
{
  count (self, gtk_editable_get_text (GTK_EDITABLE (self->code)));
  gtk_editable_set_text (GTK_EDITABLE (self->code), "");
  gtk_widget_grab_focus (self->code);
}

/* The memory of a scanner, one for each counter. */

typedef struct
{
  JzSession *session;
  gint64     count, place;
  char      *path, *counter;
} Memory;

static void
memory_free (gpointer data)
{
  Memory *self = data;

  g_object_unref (self->session);
  g_free (self->path);
  g_free (self->counter);
  g_free (self);
}

static gboolean
take_cb (JzOperation *operation, gpointer data, GError **error)
{
  const Memory          *self = data;
  g_autoptr (GPtrArray)  codes = jz_scan_file_read (self->path, error);
  g_auto (JzLibraryTally) tally = { 0 };

  return codes != NULL &&
         jz_library_count_take (operation, self->count, codes, self->place, self->counter, &tally, error);
}

static void
path_cb (const char *path, gpointer data)
{
  const Memory *chosen = data;
  Memory       *self = g_new0 (Memory, 1);

  *self = (Memory){ g_object_ref (chosen->session), chosen->count, chosen->place, g_strdup (path),
                    g_strdup (chosen->counter) };
  jz_session_write (self->session, &jz_action_library_count_scan, take_cb, self, memory_free);
}

static void
files_cb (JzShelfWindow *self)
{
  static const char *const patterns[] = { "*.txt", "*.csv", NULL };
  const JzCompatFileChoice what = { JZ_CHOOSE_OPEN, _("File of a Handheld Scanner"), NULL, _("Text files"), patterns };
  Memory                  *chosen = g_new0 (Memory, 1);

  *chosen = (Memory){ g_object_ref (self->session), self->id, self->place, NULL,
                      g_strdup (jz_session_get_name (self->session)) };
  jz_compat_choose_file (GTK_WINDOW (self), &what, path_cb, chosen, memory_free);
}

/* Moving, ending, paper. */

static gboolean
move_write_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_library_count_move (operation, *(gint64 *) data, error);
}

static void
move_cb (JzShelfWindow *self)
{
  gint64 line = jz_lazy_selection_get_only (jz_table_get_selection (self->table));

  jz_session_write (self->session, &jz_action_library_count, move_write_cb, g_memdup2 (&line, sizeof line), g_free);
}

static gboolean
finish_write_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_library_count_finish (operation, *(gint64 *) data, error);
}

static void
finish_cb (JzShelfWindow *self)
{
  jz_session_write (self->session, &jz_action_library_count, finish_write_cb, g_memdup2 (&self->id, sizeof self->id),
                    g_free);
  jz_shelf_lines_show (self->table, "difference");
}

static void
print_cb (JzShelfWindow *self)
{
  jz_shelf_paper_print (GTK_WINDOW (self), self->session, FALSE, self->id);
}

static void
chosen_cb (JzShelfWindow *self, gint64 line)
{
  gtk_widget_set_sensitive (self->move, line != 0);
}

/* Widgets. */

static GtkWidget *
make_button (JzShelfWindow *self, const char *label, void (*func) (JzShelfWindow *))
{
  GtkWidget *button = gtk_button_new_with_label (label);

  g_signal_connect_object (button, "clicked", G_CALLBACK (func), self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
make_header (JzShelfWindow *self)
{
  GtkWidget *header = adw_header_bar_new ();

  self->title = ADW_WINDOW_TITLE (adw_window_title_new ("", NULL));
  self->finish = make_button (self, _("End the counting"), finish_cb);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), GTK_WIDGET (self->title));
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), make_button (self, _("Print report…"), print_cb));
  self->files = make_button (self, _("Files of scanners…"), files_cb);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), self->files);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->finish);
  return header;
}

static GtkWidget *
make_form (JzShelfWindow *self)
{
  self->form = jz_grid_field_grid ();
  self->where = gtk_label_new (_("Scan the code of the shelf"));
  self->code = jz_grid_field_entry (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->where), 0);
  g_object_set (self->form, "margin-start", 12, "margin-end", 12, "margin-top", 12, NULL);
  jz_grid_field_attach (self->form, _("Where you stand"), self->where, 0, 0, 4);
  jz_grid_field_attach (self->form, _("Number without a scanner"), self->code, 4, 0, 4);
  /* Enter counts, instead of going on. */
  g_signal_handlers_disconnect_by_func (self->code, jz_field_go_on, NULL);
  g_signal_connect_object (self->code, "activate", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
  return self->form;
}

static GtkWidget *
make_band (JzShelfWindow *self)
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
  jz_compat_name (self->bar, _("Seen"));
  gtk_box_append (GTK_BOX (self->band), self->words);
  gtk_box_append (GTK_BOX (self->band), self->bar);
  gtk_box_append (GTK_BOX (self->band), self->counts);
  return self->band;
}

static GtkWidget *
make_lines (JzShelfWindow *self)
{
  self->table = jz_shelf_lines_new (self->session, self->id);
  self->move = make_button (self, _("Belongs here from now on"), move_cb);
  gtk_widget_set_sensitive (self->move, FALSE);
  gtk_widget_set_visible (self->move, jz_session_may (self->session, jz_action_library_count.permission));
  gtk_widget_set_vexpand (GTK_WIDGET (self->table), TRUE);
  jz_table_add_tool (self->table, self->move, TRUE);
  g_signal_connect_object (self->table, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self->table);
}

static void
jz_shelf_window_dispose (GObject *object)
{
  JZ_SHELF_WINDOW (object)->closed = TRUE;
  G_OBJECT_CLASS (jz_shelf_window_parent_class)->dispose (object);
}

static void
jz_shelf_window_finalize (GObject *object)
{
  JzShelfWindow *self = JZ_SHELF_WINDOW (object);

  g_queue_clear_full (&self->waiting, scan_free);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (jz_shelf_window_parent_class)->finalize (object);
}

static void
jz_shelf_window_class_init (JzShelfWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jz_shelf_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = jz_shelf_window_finalize;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
jz_shelf_window_init (JzShelfWindow *self)
{
  g_queue_init (&self->waiting);
}

void
jz_shelf_window_present (GtkWindow *parent, JzSession *session, gint64 id)
{
  JzShelfWindow *self;
  GtkWidget     *box;

  if (parent == NULL || jz_session_get_store (session) == NULL)
    return;
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self = g_object_new (JZ_TYPE_SHELF_WINDOW, "transient-for", parent, "modal", TRUE, "destroy-with-parent", TRUE,
                       "default-width", 1080, "default-height", 680, "title", _ ("Count books"), NULL);
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
