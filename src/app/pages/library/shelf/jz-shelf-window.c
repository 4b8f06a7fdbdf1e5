/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-shelf-window.h"

#include <glib/gi18n-lib.h>

#include "jz-compat-file.h"
#include "jz-field.h"
#include "jz-grid-field.h"
#include "jz-library-count-read.h"
#include "jz-library-count.h"
#include "jz-scan-file.h"
#include "jz-shelf-lines.h"
#include "jz-shelf-paper.h"
#include "jz-text.h"

struct _JzShelfWindow
{
  JzScanWindow parent_instance;
  GtkWidget   *where, *code;
  GtkWidget   *move;
};

G_DEFINE_FINAL_TYPE (JzShelfWindow, jz_shelf_window, JZ_TYPE_SCAN_WINDOW)

static JzSession *
session_of (JzShelfWindow *self)
{
  return jz_scan_window_get_session (JZ_SCAN_WINDOW (self));
}

/* How far it is. */

static void
sum_free (gpointer data)
{
  jz_library_count_sum_clear (data);
  g_free (data);
}

static gpointer
read_count (JzConnection *connection, gint64 id, GError **error)
{
  JzLibraryCountSum *sum = g_new0 (JzLibraryCountSum, 1);

  if (jz_library_count_sum (connection, id, sum, error))
    return sum;
  sum_free (sum);
  return NULL;
}

static void
show_count (JzScanWindow *window, gconstpointer data)
{
  const JzLibraryCountSum *sum = data;
  gboolean open = g_str_equal (sum->state, "open") &&
                  jz_session_may (jz_scan_window_get_session (window), jz_action_library_count_scan.permission);
  g_autofree char *counts = g_strdup_printf (_("Seen %u of %u · not seen %u · elsewhere %u · out of order %u"),
                                             sum->seen, sum->lines, sum->missing, sum->elsewhere, sum->disorder);
  gboolean         first =
    jz_scan_window_set_state (window, &(JzScanWindowState){ sum->name, sum->number, sum->date, counts, sum->seen,
                                                            sum->lines, open });

  if (!g_str_equal (sum->state, "open"))
    jz_scan_window_say (window, _("The counting has ended"), JZ_SCAN_TONE_WARN);
  if (!first)
    return;
  jz_table_shows_choose (jz_scan_window_get_table (window), open ? "open" : "difference");
  if (open)
    jz_scan_window_say (window, _("Scan the books in the order in which they stand"), JZ_SCAN_TONE_OK);
}

/* Counting. */

typedef struct
{
  gint64           count;
  JzScanThere     *there; /* where the counter stands */
  char            *code, *counter;
  JzLibraryScanned scanned;
} Scan;

static void
scan_free (gpointer data)
{
  Scan *self = data;

  jz_library_scanned_clear (&self->scanned);
  jz_scan_there_unref (self->there);
  g_free (self->code);
  g_free (self->counter);
  g_free (self);
}

static gboolean
scan_cb (JzOperation *operation, gpointer data, GError **error)
{
  Scan *self = data;

  if (!jz_library_count_scan (operation, self->count, self->code, jz_scan_there_get (self->there), self->counter,
                              &self->scanned, error))
    return FALSE;
  jz_scan_there_set (self->there, self->scanned.place);
  return TRUE;
}

/* Returns: (transfer full). @tone: (out): of the band. */
static char *
scan_words (const JzLibraryScanned *scanned, JzScanTone *tone)
{
  *tone = JZ_SCAN_TONE_WARN;
  switch (scanned->verdict)
    {
    case JZ_LIBRARY_SCAN_FOUND:
      *tone = JZ_SCAN_TONE_OK;
      return g_strdup_printf (_("✓ Found: %s  %s"), scanned->title, scanned->call);
    case JZ_LIBRARY_SCAN_BACK:
      *tone = JZ_SCAN_TONE_OK;
      return g_strdup_printf (_("✓ %s was missing and has turned up"), scanned->title);
    case JZ_LIBRARY_SCAN_PLACE:
      *tone = JZ_SCAN_TONE_OK;
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
      *tone = JZ_SCAN_TONE_ERROR;
      return g_strdup_printf (_("? No copy of the library has the number %s"), scanned->code);
    }
}

static void
saved (JzScanWindow *window, gconstpointer data)
{
  const Scan      *scan = data;
  JzScanTone       tone;
  g_autofree char *words = scan_words (&scan->scanned, &tone);

  jz_scan_window_say (window, words, tone);
  if (scan->scanned.verdict == JZ_LIBRARY_SCAN_PLACE)
    gtk_label_set_text (GTK_LABEL (JZ_SHELF_WINDOW (window)->where), scan->scanned.path);
}

static void
scanned (JzScanWindow *window, const char *code)
{
  Scan *scan;

  if (!jz_scan_window_is_open (window) || jz_text_is_blank (code))
    return;
  scan = g_new0 (Scan, 1);
  scan->count = jz_scan_window_get_id (window);
  scan->code = g_strdup (code);
  scan->there = jz_scan_there_ref (jz_scan_window_get_there (window));
  scan->counter = g_strdup (jz_session_get_name (jz_scan_window_get_session (window)));
  jz_scan_window_add (window, scan);
}

static void
typed_cb (JzShelfWindow *self)
{
  scanned (JZ_SCAN_WINDOW (self), gtk_editable_get_text (GTK_EDITABLE (self->code)));
  gtk_editable_set_text (GTK_EDITABLE (self->code), "");
  gtk_widget_grab_focus (self->code);
}

/* The memory of a scanner, one for each counter. */

typedef struct
{
  JzSession   *session;
  gint64       count;
  JzScanThere *there;
  char        *path, *counter;
} Memory;

static void
memory_free (gpointer data)
{
  Memory *self = data;

  g_object_unref (self->session);
  jz_scan_there_unref (self->there);
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
         jz_library_count_take (operation, self->count, codes, jz_scan_there_get (self->there), self->counter, &tally,
                                error);
}

static void
path_cb (const char *path, gpointer data)
{
  const Memory *chosen = data;
  Memory       *self = g_new0 (Memory, 1);

  *self = (Memory){ g_object_ref (chosen->session), chosen->count, jz_scan_there_ref (chosen->there), g_strdup (path),
                    g_strdup (chosen->counter) };
  jz_session_write (self->session, &jz_action_library_count_scan, take_cb, self, memory_free);
}

static void
files (JzScanWindow *window)
{
  static const char *const patterns[] = { "*.txt", "*.csv", NULL };
  const JzCompatFileChoice what = { JZ_CHOOSE_OPEN, _("File of a Handheld Scanner"), NULL, _("Text files"), patterns };
  JzSession               *session = jz_scan_window_get_session (window);
  Memory                  *chosen = g_new0 (Memory, 1);

  *chosen = (Memory){ g_object_ref (session), jz_scan_window_get_id (window),
                      jz_scan_there_ref (jz_scan_window_get_there (window)), NULL,
                      g_strdup (jz_session_get_name (session)) };
  jz_compat_choose_file (GTK_WINDOW (window), &what, path_cb, chosen, memory_free);
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
  JzTable *table = jz_scan_window_get_table (JZ_SCAN_WINDOW (self));
  gint64   line = jz_lazy_selection_get_only (jz_table_get_selection (table));

  jz_session_write (session_of (self), &jz_action_library_count, move_write_cb, g_memdup2 (&line, sizeof line), g_free);
}

static gboolean
finish_write_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_library_count_finish (operation, *(gint64 *) data, error);
}

static void
finish (JzScanWindow *window)
{
  gint64 id = jz_scan_window_get_id (window);

  jz_session_write (jz_scan_window_get_session (window), &jz_action_library_count, finish_write_cb,
                    g_memdup2 (&id, sizeof id), g_free);
  jz_table_shows_choose (jz_scan_window_get_table (window), "difference");
}

static void
print (JzScanWindow *window)
{
  jz_shelf_paper_print (GTK_WINDOW (window), jz_scan_window_get_session (window), FALSE,
                        jz_scan_window_get_id (window));
}

static void
chosen_cb (JzShelfWindow *self, gint64 line)
{
  gtk_widget_set_sensitive (self->move, line != 0);
}

/* Widgets. */

static GtkWidget *
make_form (JzShelfWindow *self)
{
  GtkWidget *form = jz_grid_field_grid ();

  self->where = gtk_label_new (_("Scan the code of the shelf"));
  self->code = jz_grid_field_entry (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->where), 0);
  jz_grid_field_attach (form, _("Where you stand"), self->where, 0, 0, 4);
  jz_grid_field_attach (form, _("Number without a scanner"), self->code, 4, 0, 4);
  /* Enter counts, instead of going on. */
  g_signal_handlers_disconnect_by_func (self->code, jz_field_go_on, NULL);
  g_signal_connect_object (self->code, "activate", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
  return form;
}

static JzTable *
make_lines (JzShelfWindow *self)
{
  JzTable *table = jz_shelf_lines_new (session_of (self), jz_scan_window_get_id (JZ_SCAN_WINDOW (self)));

  self->move = gtk_button_new_with_label (_("Belongs here from now on"));
  g_signal_connect_object (self->move, "clicked", G_CALLBACK (move_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_sensitive (self->move, FALSE);
  gtk_widget_set_visible (self->move, jz_session_may (session_of (self), jz_action_library_count.permission));
  jz_table_add_tool (table, self->move, TRUE);
  g_signal_connect_object (table, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  return table;
}

static void
jz_shelf_window_class_init (JzShelfWindowClass *klass)
{
  JzScanWindowClass *scan_class = JZ_SCAN_WINDOW_CLASS (klass);

  scan_class->action = &jz_action_library_count_scan;
  scan_class->write = scan_cb;
  scan_class->scan_free = scan_free;
  scan_class->print_label = N_("Print report…");
  scan_class->scanned = scanned;
  scan_class->saved = saved;
  scan_class->read = read_count;
  scan_class->show = show_count;
  scan_class->reading_free = sum_free;
  scan_class->print = print;
  scan_class->files = files;
  scan_class->finish = finish;
}

static void
jz_shelf_window_init (JzShelfWindow *self)
{
}

void
jz_shelf_window_present (GtkWindow *parent, JzSession *session, gint64 id)
{
  JzShelfWindow *self;
  GtkWidget     *form;

  if (parent == NULL || jz_session_get_store (session) == NULL)
    return;
  self = g_object_new (JZ_TYPE_SHELF_WINDOW, "title", _("Count books"), NULL);
  jz_scan_window_set_up (JZ_SCAN_WINDOW (self), parent, session, id);
  form = make_form (self);
  jz_scan_window_present (JZ_SCAN_WINDOW (self), form, make_lines (self));
}
