/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-label-window.h"

#include <glib/gi18n-lib.h>

#include "jz-compat-file.h"
#include "jz-compat.h"
#include "jz-key-button.h"
#include "jz-label-choices.h"
#include "jz-label-sheet.h"
#include "jz-label-work.h"
#include "jz-progress-strip.h"

#define PAUSE_MS     60  /* a spin button that is held down lays out once it stops */

typedef enum
{
  PRINT,
  SAVE,
  PRINT_TEST,
  SAVE_TEST,
} Purpose;

struct _JzLabelWindow
{
  AdwWindow        parent_instance;
  JzDialogHead     head;
  JzProgressStrip *strip;
  AdwToastOverlay *toasts;
  JzLabelSheet    *sheet;
  JzLabelChoices  *choices;
  GtkWidget       *save;
  GtkWidget       *back, *forward, *page_label;
  JzSession       *session;
  JzLabelSubject   subject; /* of what is in the job */
  GArray          *only;
  GPtrArray       *stocks;
  GtkPrintSettings *settings;
  JzLabelJob      *job;
  JzLabelStock    *job_stock;
  GArray          *ids;     /* of what is in the job */
  GCancellable    *cancellable;
  guint            page, pause;
  Purpose          purpose; /* of the file that is chosen */
};

G_DEFINE_FINAL_TYPE (JzLabelWindow, jz_label_window, ADW_TYPE_WINDOW)

/* Work may end after the window was closed: then there is nothing to show it with. */
static gboolean
is_open (JzLabelWindow *self)
{
  return self->sheet != NULL;
}

static void
say (JzLabelWindow *self, const char *sentence)
{
  g_autofree char *plain = g_markup_escape_text (sentence, -1);

  if (!is_open (self))
    return;
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (plain));
}

/* The preview. */

static void
show_page (JzLabelWindow *self)
{
  guint            n = self->job != NULL ? jz_label_job_n_pages (self->job) : 0;
  g_autofree char *words = NULL;

  self->page = MIN (self->page, n > 0 ? n - 1 : 0);
  words = n > 0 ? g_strdup_printf (_("Sheet %u of %u"), self->page + 1, n) : g_strdup (_("No sheet"));
  gtk_label_set_text (GTK_LABEL (self->page_label), words);
  gtk_widget_set_sensitive (self->back, self->page > 0);
  gtk_widget_set_sensitive (self->forward, self->page + 1 < n);
  jz_label_sheet_set (self->sheet, self->job, self->job_stock, self->page, words);
}

static void
show_counts (JzLabelWindow *self)
{
  guint            n = self->job != NULL ? jz_label_job_n_labels (self->job) : 0;
  g_autofree char *label = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Print %u Label", "Print %u Labels", n), n);
  g_autofree char *subtitle = NULL;

  if (self->job != NULL)
    subtitle = g_strdup_printf (_("%u labels · %u sheets · %u left on the last"), n, jz_label_job_n_pages (self->job),
                                jz_label_job_n_left (self->job));
  else
    subtitle = g_strdup (_("There is no label to print"));
  adw_window_title_set_subtitle (self->head.title, subtitle);
  jz_key_button_set_label (self->head.go, label);
  gtk_widget_set_sensitive (self->head.go, n > 0);
  gtk_widget_set_sensitive (self->save, n > 0);
}

static JzLabelWork *
new_work (JzLabelWindow *self)
{
  JzLabelWork *work = g_new0 (JzLabelWork, 1);

  work->store = g_object_ref (jz_session_get_store (self->session));
  work->actor = *jz_session_get_actor (self->session);
  work->only = self->only != NULL ? g_array_ref (self->only) : NULL;
  jz_label_choices_apply (self->choices, work);
  return work;
}

static void
laid_out_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (JzLabelWindow) self = data;
  g_autoptr (GError) error = NULL;
  JzLabelWork       *work = jz_label_work_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || !is_open (self))
    return;
  jz_progress_strip_end (self->strip);
  jz_label_sheet_set (self->sheet, NULL, NULL, 0, "");
  g_clear_pointer (&self->job, jz_label_job_free);
  g_clear_pointer (&self->ids, g_array_unref);
  if (work == NULL)
    say (self, error->message);
  else
    {
      self->job = g_steal_pointer (&work->job);
      self->subject = work->subject;
      self->job_stock = work->stock;
      self->ids = g_steal_pointer (&work->ids);
      jz_label_choices_set_faults (self->choices, work->faults, self->job != NULL);
    }
  show_page (self);
  show_counts (self);
}

static gboolean
lay_out_cb (gpointer data)
{
  JzLabelWindow *self = data;

  self->pause = 0;
  if (jz_label_choices_get_stock (self->choices) == NULL || jz_session_get_store (self->session) == NULL)
    return G_SOURCE_REMOVE;
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  jz_progress_strip_begin (self->strip, _("Laying out the labels"), NULL);
  jz_label_work_run (new_work (self), self->cancellable, laid_out_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
lay_out (JzLabelWindow *self)
{
  g_clear_handle_id (&self->pause, g_source_remove);
  self->pause = g_timeout_add (PAUSE_MS, lay_out_cb, self);
}

static void
start_cb (JzLabelWindow *self, guint position)
{
  if (self->page == 0)
    jz_label_choices_set_start (self->choices, position);
}

static void
back_cb (JzLabelWindow *self)
{
  self->page -= self->page > 0;
  show_page (self);
}

static void
forward_cb (JzLabelWindow *self)
{
  self->page++;
  show_page (self);
}

/* Printing, and what follows it. */

/* Labels that are being made, whatever is laid out meanwhile. */
typedef struct
{
  JzLabelWindow *window;
  JzLabelSubject subject;
  GArray        *ids;
} Making;

static Making *
making_new (JzLabelWindow *self, JzLabelSubject subject, GArray *ids)
{
  Making *making = g_new (Making, 1);

  *making = (Making){ g_object_ref (self), subject, ids != NULL ? g_array_ref (ids) : NULL };
  return making;
}

static void
making_free (Making *making)
{
  g_object_unref (making->window);
  g_clear_pointer (&making->ids, g_array_unref);
  g_free (making);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Making, making_free)

/* Nothing is chosen anew while labels are made. */
static void
set_busy (JzLabelWindow *self, gboolean busy)
{
  if (!is_open (self))
    return;
  if (busy && self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  if (busy)
    g_clear_handle_id (&self->pause, g_source_remove);
  gtk_widget_set_sensitive (GTK_WIDGET (self->choices), !busy);
  gtk_widget_set_sensitive (self->head.go, !busy && self->job != NULL);
  gtk_widget_set_sensitive (self->save, !busy && self->job != NULL);
  if (!busy)
    lay_out (self);
}

static gboolean
mark_cb (JzOperation *operation, gpointer data, GError **error)
{
  Making *making = data;

  return jz_label_source_mark (operation, making->subject, making->ids, error);
}

static void
marked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Making) making = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  gint64 operation;

  if (jz_store_write_finish (JZ_STORE (source), result, &operation, &words, &error))
    jz_session_say_done (making->window->session, words != NULL ? words : _("The labels are made"), operation);
  else
    jz_session_say_trouble (making->window->session, error->message);
  if (is_open (making->window))
    gtk_window_close (GTK_WINDOW (making->window));
}

/* @making: (transfer full) */
static void
mark (Making *making)
{
  JzLabelWindow *self = making->window;

  if (is_open (self))
    jz_label_choices_remember (self->choices);
  if (jz_label_subject_is_noted (making->subject) && jz_session_get_store (self->session) != NULL)
    {
      jz_store_write (jz_session_get_store (self->session), &jz_action_print_labels,
                      jz_session_get_actor (self->session), mark_cb, making, NULL, NULL, marked_cb, making);
      return;
    }
  jz_session_say_done (
    self->session,
    jz_label_subject_is_noted (making->subject) ? _("The labels are made") : _("The cards are made"), 0);
  if (is_open (self))
    gtk_window_close (GTK_WINDOW (self));
  making_free (making);
}

static void
draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, gpointer data)
{
  JzLabelWindow *self = data;

  if (self->job == NULL)
    return;
  if (self->purpose == PRINT_TEST)
    jz_label_job_draw_test_page (self->job, gtk_print_context_get_cairo_context (context));
  else
    jz_label_job_draw_page (self->job, gtk_print_context_get_cairo_context (context), (guint) page, FALSE);
}

static void
printed_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, gpointer data)
{
  g_autoptr (Making) making = data;
  g_autoptr (GError) error = NULL;
  JzLabelWindow     *self = making->window;
  GtkPrintSettings  *settings = gtk_print_operation_get_print_settings (operation);

  set_busy (self, FALSE);
  gtk_print_operation_get_error (operation, &error);
  if (error != NULL)
    say (self, error->message);
  if (result != GTK_PRINT_OPERATION_RESULT_APPLY)
    return;
  g_set_object (&self->settings, settings);
  if (settings != NULL && gtk_print_settings_get_printer (settings) != NULL)
    jz_session_set_preference (self->session, JZ_PREFERENCE_PRINTER, gtk_print_settings_get_printer (settings));
  if (self->purpose == PRINT)
    mark (g_steal_pointer (&making));
  else if (is_open (self))
    jz_label_choices_remember (self->choices);
}

static GtkPageSetup *
page_setup (const JzLabelStock *stock)
{
  GtkPageSetup *setup = gtk_page_setup_new ();
  GtkPaperSize *size =
    gtk_paper_size_new_custom (stock->name, stock->title, stock->page_width, stock->page_height, GTK_UNIT_MM);
  GtkPaperSize *a4 = gtk_paper_size_new (GTK_PAPER_NAME_A4);
  gboolean      is_a4 = ABS (stock->page_width - 210) < 1 && ABS (stock->page_height - 297) < 1;

  gtk_page_setup_set_paper_size (setup, is_a4 ? a4 : size);
  gtk_paper_size_free (size);
  gtk_paper_size_free (a4);
  return setup;
}

static void
print (JzLabelWindow *self, Purpose purpose)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = NULL;
  g_autoptr (GError) error = NULL;

  if (self->job == NULL)
    return;
  self->purpose = purpose;
  set_busy (self, TRUE);
  setup = page_setup (self->job_stock);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_print_settings (operation, self->settings);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_allow_async (operation, TRUE);
  gtk_print_operation_set_job_name (operation, _("Labels"));
  gtk_print_operation_set_n_pages (operation, purpose == PRINT_TEST ? 1 : (int) jz_label_job_n_pages (self->job));
  g_signal_connect_object (operation, "draw-page", G_CALLBACK (draw_page_cb), self, 0);
  g_signal_connect (operation, "done", G_CALLBACK (printed_cb), making_new (self, self->subject, self->ids));
  if (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, GTK_WINDOW (self), &error) ==
      GTK_PRINT_OPERATION_RESULT_ERROR)
    {
      set_busy (self, FALSE);
      say (self, error->message);
    }
}

static void
print_cb (JzLabelWindow *self)
{
  print (self, PRINT);
}

/* As a file. */

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (JzLabelWindow) self = data;
  g_autoptr (GError) error = NULL;
  JzLabelWork       *work = jz_label_work_finish (result, &error);

  if (is_open (self))
    jz_progress_strip_end (self->strip);
  set_busy (self, FALSE);
  if (work == NULL)
    {
      say (self, error->message);
      return;
    }
  if (work->test)
    {
      if (is_open (self))
        jz_label_choices_remember (self->choices);
      say (self, _("The test sheet is saved"));
      return;
    }
  mark (making_new (self, work->subject, work->ids));
}

static void
save_chosen_cb (const char *path, gpointer data)
{
  JzLabelWindow *self = data;
  JzLabelWork   *work;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  /* The school file or the window may have been closed while the file was chosen. */
  if (!is_open (self) || jz_session_get_store (self->session) == NULL)
    return;
  work = new_work (self);
  work->path = g_strdup (path);
  work->test = self->purpose == SAVE_TEST;
  set_busy (self, TRUE);
  jz_progress_strip_begin (self->strip, _("Writing the PDF file"), cancellable);
  jz_label_work_run (work, cancellable, saved_cb, g_object_ref (self));
}

static void
save (JzLabelWindow *self, Purpose purpose)
{
  static const char *const patterns[] = { "*.pdf", NULL };
  g_autofree char         *name = g_strdup_printf ("%s.pdf", purpose == SAVE ? _("Labels") : _("Test Sheet"));
  const JzCompatFileChoice choice = { JZ_CHOOSE_SAVE, _("Save as PDF"), name, _("PDF files"), patterns };

  self->purpose = purpose;
  jz_compat_choose_file (GTK_WINDOW (self), &choice, save_chosen_cb, g_object_ref (self), g_object_unref);
}

static void
save_cb (JzLabelWindow *self)
{
  save (self, SAVE);
}

static void
test_cb (JzLabelWindow *self, gboolean as_file)
{
  if (as_file)
    save (self, SAVE_TEST);
  else
    print (self, PRINT_TEST);
}

/* Widgets. */

static GtkWidget *
make_pager (JzLabelWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *legend = gtk_label_new (_("Hatched: used · blue: the first"));

  self->back = gtk_button_new_from_icon_name ("go-previous-symbolic");
  self->forward = gtk_button_new_from_icon_name ("go-next-symbolic");
  self->page_label = gtk_label_new (NULL);
  gtk_widget_set_tooltip_text (self->back, _("Sheet before"));
  gtk_widget_set_tooltip_text (self->forward, _("Next sheet"));
  jz_compat_name (self->back, _("Sheet before"));
  jz_compat_name (self->forward, _("Next sheet"));
  gtk_widget_add_css_class (self->back, "flat");
  gtk_widget_add_css_class (self->forward, "flat");
  gtk_widget_add_css_class (legend, "jz-caption");
  gtk_widget_set_hexpand (legend, TRUE);
  gtk_widget_set_halign (legend, GTK_ALIGN_END);
  g_signal_connect_object (self->back, "clicked", G_CALLBACK (back_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->forward, "clicked", G_CALLBACK (forward_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), self->back);
  gtk_box_append (GTK_BOX (box), self->page_label);
  gtk_box_append (GTK_BOX (box), self->forward);
  gtk_box_append (GTK_BOX (box), legend);
  return box;
}

static GtkWidget *
make_right (JzLabelWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->sheet = jz_label_sheet_new ();
  g_signal_connect_object (self->sheet, "start", G_CALLBACK (start_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), make_pager (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->sheet));
  gtk_widget_add_css_class (box, "jz-label-preview");
  return box;
}

static void
stocks_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_pointer (task, jz_label_work_stocks (), (GDestroyNotify) g_ptr_array_unref);
}

static void
stocks_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  JzLabelWindow *self = JZ_LABEL_WINDOW (source);

  self->stocks = g_task_propagate_pointer (G_TASK (result), NULL);
  if (!is_open (self))
    return;
  if (self->stocks->len > 0)
    jz_label_choices_set_stocks (self->choices, self->stocks);
  else
    say (self, _("No label paper is known: the program is not installed completely"));
}

static void
jz_label_window_dispose (GObject *object)
{
  JzLabelWindow *self = JZ_LABEL_WINDOW (object);

  g_clear_handle_id (&self->pause, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  if (self->sheet != NULL)
    jz_label_sheet_set (self->sheet, NULL, NULL, 0, "");
  self->sheet = NULL;
  G_OBJECT_CLASS (jz_label_window_parent_class)->dispose (object);
}

/* Work under way holds a reference, so that the stocks live as long as it. */
static void
jz_label_window_finalize (GObject *object)
{
  JzLabelWindow *self = JZ_LABEL_WINDOW (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->settings);
  g_clear_object (&self->session);
  g_clear_pointer (&self->job, jz_label_job_free);
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->only, g_array_unref);
  g_clear_pointer (&self->stocks, g_ptr_array_unref);
  G_OBJECT_CLASS (jz_label_window_parent_class)->finalize (object);
}

static void
jz_label_window_class_init (JzLabelWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = jz_label_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = jz_label_window_finalize;
}

static void
jz_label_window_init (JzLabelWindow *self)
{
}

static void
build (JzLabelWindow *self, gboolean missing)
{
  const char *const titles[JZ_LABELS_N_SUBJECTS] = { _("Print Asset Labels"), _("Print Room Labels"), _("Print Shelf Cards"),
                                                     _("Print Book Labels"),  _("Print Book Labels"),
                                                     _("Print Book Labels"),
                                                     _("Print Reader Cards") };
  GtkWidget        *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  jz_dialog_head_init (&self->head, GTK_WINDOW (self), titles[self->subject], _("Print"));
  self->choices = jz_label_choices_new (self->session, self->subject, missing);
  g_signal_connect_object (self->choices, "changed", G_CALLBACK (lay_out), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->choices, "test", G_CALLBACK (test_cb), self, G_CONNECT_SWAPPED);
  self->save = gtk_button_new_with_label (_("Save as PDF…"));
  g_signal_connect_object (self->save, "clicked", G_CALLBACK (save_cb), self, G_CONNECT_SWAPPED);
  adw_header_bar_pack_end (ADW_HEADER_BAR (self->head.header), self->save);
  self->strip = jz_progress_strip_new ();
  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  gtk_box_append (GTK_BOX (row), GTK_WIDGET (self->choices));
  gtk_box_append (GTK_BOX (row), make_right (self));
  gtk_widget_set_vexpand (row, TRUE);
  adw_toast_overlay_set_child (self->toasts, row);
  gtk_box_append (GTK_BOX (box), self->head.header);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->strip));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->toasts));
  adw_window_set_content (ADW_WINDOW (self), box);
  g_signal_connect_object (self->head.go, "clicked", G_CALLBACK (print_cb), self, G_CONNECT_SWAPPED);
  show_page (self);
  show_counts (self);
}

void
jz_label_window_present (GtkWindow *parent, JzSession *session, JzLabelSubject subject, gboolean missing, GVariant *ids)
{
  JzLabelWindow *self = g_object_new (JZ_TYPE_LABEL_WINDOW, "transient-for", parent, "modal", TRUE,
                                      "destroy-with-parent", TRUE, "default-width", 920, "default-height", 660, NULL);
  gsize          n;
  const gint64  *rows = g_variant_get_fixed_array (ids, &n, sizeof (gint64));
  g_autoptr (GTask) task = g_task_new (self, NULL, stocks_cb, NULL);

  self->session = g_object_ref (session);
  self->subject = subject;
  if (n > 0)
    {
      self->only = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_array_append_vals (self->only, rows, (guint) n);
    }
  build (self, missing);
  g_task_run_in_thread (task, stocks_thread);
  gtk_window_present (GTK_WINDOW (self));
}
