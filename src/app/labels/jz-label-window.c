/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-label-window.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "jz-compat-file.h"
#include "jz-key-button.h"
#include "jz-label-sheet.h"
#include "jz-label-work.h"
#include "jz-progress-strip.h"

#define PAUSE_MS     60  /* a spin button that is held down lays out once it stops */
#define FAULTS_SHOWN 5

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
  GtkWidget       *stock, *codes, *missing;
  GtkWidget       *start, *offset_x, *offset_y, *scale_x, *scale_y;
  GtkWidget       *printer, *save, *test_print, *test_save;
  GtkWidget       *back, *forward, *page_label;
  GtkWidget       *faults;
  JzSession       *session;
  JzLabelSubject   subject;
  GArray          *only;
  GPtrArray       *stocks;
  GtkPrintSettings *settings;
  JzLabelJob      *job;
  JzLabelStock    *job_stock;
  GArray          *ids;     /* of what is in the job */
  GCancellable    *cancellable;
  guint            page, pause;
  Purpose          purpose; /* of the file that is chosen */
  gboolean         quiet;
};

G_DEFINE_FINAL_TYPE (JzLabelWindow, jz_label_window, ADW_TYPE_WINDOW)

static void
say (JzLabelWindow *self, const char *sentence)
{
  g_autofree char *plain = g_markup_escape_text (sentence, -1);

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (plain));
}

static JzLabelStock *
chosen_stock (JzLabelWindow *self)
{
  guint i = adw_combo_row_get_selected (ADW_COMBO_ROW (self->stock));

  return self->stocks != NULL && i < self->stocks->len ? g_ptr_array_index (self->stocks, i) : NULL;
}

/* What is remembered: how far a printer is off, for each stock; the stock of each kind of label. */

static char *
offset_key (JzLabelWindow *self)
{
  JzLabelStock *stock = chosen_stock (self);
  const char   *printer = jz_session_get_preference (self->session, "labels.printer");

  return g_strdup_printf ("labels.offset.%s.%s", printer != NULL ? printer : "", stock != NULL ? stock->name : "");
}

static char *
stock_key (JzLabelWindow *self)
{
  return g_strdup_printf ("labels.stock.%d", (int) self->subject);
}

static JzCalibration
calibration (JzLabelWindow *self)
{
  return (JzCalibration){ gtk_spin_button_get_value (GTK_SPIN_BUTTON (self->offset_x)), gtk_spin_button_get_value (GTK_SPIN_BUTTON (self->offset_y)),
                          gtk_spin_button_get_value (GTK_SPIN_BUTTON (self->scale_x)), gtk_spin_button_get_value (GTK_SPIN_BUTTON (self->scale_y)) };
}

static void
recall_offsets (JzLabelWindow *self)
{
  g_autofree char *key = offset_key (self);
  const char      *text = jz_session_get_preference (self->session, key);
  g_auto (GStrv)   parts = g_strsplit (text != NULL ? text : "", " ", 4);
  GtkWidget *const spins[] = { self->offset_x, self->offset_y, self->scale_x, self->scale_y };
  const double     usual[] = { 0, 0, 100, 100 };
  gboolean         known = g_strv_length (parts) == 4;

  self->quiet = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (spins); i++)
    gtk_spin_button_set_value (GTK_SPIN_BUTTON (spins[i]), known ? g_ascii_strtod (parts[i], NULL) : usual[i]);
  self->quiet = FALSE;
}

static void
remember (JzLabelWindow *self)
{
  JzCalibration    c = calibration (self);
  const double     values[] = { c.offset_x, c.offset_y, c.scale_x, c.scale_y };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *key = offset_key (self), *which = stock_key (self);
  char             number[G_ASCII_DTOSTR_BUF_SIZE];

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", g_ascii_formatd (number, sizeof number, "%.2f", values[i]));
  jz_session_set_preference (self->session, key, text->str);
  if (chosen_stock (self) != NULL)
    jz_session_set_preference (self->session, which, chosen_stock (self)->name);
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
show_faults (JzLabelWindow *self, GPtrArray *faults)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (faults->len > 0)
    g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "✗ %u label does not fit and is left out", "✗ %u labels do not fit and are left out", faults->len),
                            faults->len);
  for (guint i = 0; i < faults->len && i < FAULTS_SHOWN; i++)
    g_string_append_printf (text, "\n%s", (char *) g_ptr_array_index (faults, i));
  if (faults->len > FAULTS_SHOWN)
    g_string_append (text, "\n…");
  gtk_label_set_text (GTK_LABEL (self->faults), text->str);
  gtk_widget_set_visible (self->faults, faults->len > 0);
}

static void
show_counts (JzLabelWindow *self)
{
  guint            n = self->job != NULL ? jz_label_job_n_labels (self->job) : 0;
  g_autofree char *label = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Print %u Label", "Print %u Labels", n), n);
  g_autofree char *subtitle = NULL;

  if (self->job != NULL)
    subtitle = g_strdup_printf (_("%u labels · %u sheets · %u left on the last"), n, jz_label_job_n_pages (self->job), jz_label_job_n_left (self->job));
  else
    subtitle = g_strdup (_("There is no label to print"));
  adw_window_title_set_subtitle (self->head.title, subtitle);
  jz_key_button_set_label (self->head.go, label);
  gtk_widget_set_sensitive (self->head.go, n > 0);
  gtk_widget_set_sensitive (self->save, n > 0);
  gtk_widget_set_sensitive (self->test_print, n > 0);
  gtk_widget_set_sensitive (self->test_save, n > 0);
}

static JzLabelWork *
new_work (JzLabelWindow *self)
{
  static const JzLabelCodes codes[] = { JZ_LABEL_CODES_AUTO, JZ_LABEL_CODES_CODE128, JZ_LABEL_CODES_QR, JZ_LABEL_CODES_BOTH };
  JzLabelWork *work = g_new0 (JzLabelWork, 1);

  work->store = g_object_ref (jz_session_get_store (self->session));
  work->subject = self->subject;
  work->missing = gtk_switch_get_active (GTK_SWITCH (self->missing));
  work->only = self->only != NULL ? g_array_ref (self->only) : NULL;
  work->stock = chosen_stock (self);
  work->calibration = calibration (self);
  work->start = (guint) gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->start));
  work->codes = codes[adw_combo_row_get_selected (ADW_COMBO_ROW (self->codes))];
  return work;
}

static void
laid_out_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (JzLabelWindow) self = data;
  g_autoptr (GError) error = NULL;
  JzLabelWork       *work = jz_label_work_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->sheet == NULL)
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
      self->job_stock = work->stock;
      self->ids = g_steal_pointer (&work->ids);
      show_faults (self, work->faults);
    }
  show_page (self);
  show_counts (self);
}

static gboolean
lay_out_cb (gpointer data)
{
  JzLabelWindow *self = data;

  self->pause = 0;
  if (chosen_stock (self) == NULL || jz_session_get_store (self->session) == NULL)
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
  if (self->quiet)
    return;
  g_clear_handle_id (&self->pause, g_source_remove);
  self->pause = g_timeout_add (PAUSE_MS, lay_out_cb, self);
}

static void
stock_cb (JzLabelWindow *self)
{
  JzLabelStock *stock = chosen_stock (self);

  if (self->quiet || stock == NULL)
    return;
  recall_offsets (self);
  gtk_spin_button_set_range (GTK_SPIN_BUTTON (self->start), 1, jz_label_stock_per_page (stock));
  lay_out (self);
}

static void
start_cb (JzLabelWindow *self, guint position)
{
  if (self->page == 0)
    gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->start), position);
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

typedef struct
{
  JzLabelWindow *window;
  JzLabelSubject subject;
  GArray        *ids;
} Marking;

static gboolean
mark_cb (JzOperation *operation, gpointer data, GError **error)
{
  Marking *marking = data;

  return jz_label_source_mark (operation, marking->subject, marking->ids, error);
}

static void
marked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Marking *marking = data;
  g_autoptr (JzLabelWindow) self = marking->window;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  gint64 operation;

  if (jz_store_write_finish (JZ_STORE (source), result, &operation, &words, &error))
    g_signal_emit_by_name (self->session, "done", words != NULL ? words : _("The labels are made"), operation);
  else
    g_signal_emit_by_name (self->session, "trouble", error->message);
  g_array_unref (marking->ids);
  g_free (marking);
  gtk_window_close (GTK_WINDOW (self));
}

static void
mark (JzLabelWindow *self)
{
  Marking *marking = g_new (Marking, 1);

  remember (self);
  *marking = (Marking){ g_object_ref (self), self->subject, g_array_ref (self->ids) };
  jz_store_write (jz_session_get_store (self->session), &jz_action_print_labels, jz_session_get_actor (self->session), mark_cb, marking, NULL, NULL,
                  marked_cb, marking);
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
  g_autoptr (JzLabelWindow) self = data;
  g_autoptr (GError) error = NULL;
  GtkPrintSettings  *settings = gtk_print_operation_get_print_settings (operation);

  gtk_print_operation_get_error (operation, &error);
  if (error != NULL)
    say (self, error->message);
  if (result != GTK_PRINT_OPERATION_RESULT_APPLY)
    return;
  g_set_object (&self->settings, settings);
  if (settings != NULL && gtk_print_settings_get_printer (settings) != NULL)
    jz_session_set_preference (self->session, "labels.printer", gtk_print_settings_get_printer (settings));
  if (self->purpose == PRINT)
    mark (self);
  else
    remember (self);
}

static GtkPageSetup *
page_setup (const JzLabelStock *stock)
{
  GtkPageSetup *setup = gtk_page_setup_new ();
  GtkPaperSize *size = gtk_paper_size_new_custom (stock->name, stock->title, stock->page_width, stock->page_height, GTK_UNIT_MM);
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
  setup = page_setup (self->job_stock);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_print_settings (operation, self->settings);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_allow_async (operation, TRUE);
  gtk_print_operation_set_job_name (operation, _("Labels"));
  gtk_print_operation_set_n_pages (operation, purpose == PRINT_TEST ? 1 : (int) jz_label_job_n_pages (self->job));
  g_signal_connect_object (operation, "draw-page", G_CALLBACK (draw_page_cb), self, 0);
  g_signal_connect (operation, "done", G_CALLBACK (printed_cb), g_object_ref (self));
  if (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, GTK_WINDOW (self), &error) == GTK_PRINT_OPERATION_RESULT_ERROR)
    say (self, error->message);
}

static void
print_cb (JzLabelWindow *self)
{
  print (self, PRINT);
}

static void
print_test_cb (JzLabelWindow *self)
{
  print (self, PRINT_TEST);
}

/* As a file. */

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (JzLabelWindow) self = data;
  g_autoptr (GError) error = NULL;
  JzLabelWork       *work = jz_label_work_finish (result, &error);

  jz_progress_strip_end (self->strip);
  gtk_widget_set_sensitive (self->head.go, TRUE);
  if (work == NULL)
    {
      say (self, error->message);
      return;
    }
  if (work->test)
    {
      remember (self);
      say (self, _("The test sheet is saved"));
      return;
    }
  g_clear_pointer (&self->ids, g_array_unref);
  self->ids = g_steal_pointer (&work->ids);
  mark (self);
}

static void
save_chosen_cb (GFile *file, gpointer data)
{
  JzLabelWindow *self = data;
  JzLabelWork   *work = new_work (self);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  work->path = g_file_get_path (file);
  work->test = self->purpose == SAVE_TEST;
  gtk_widget_set_sensitive (self->head.go, FALSE);
  jz_progress_strip_begin (self->strip, _("Writing the PDF file"), cancellable);
  jz_label_work_run (work, cancellable, saved_cb, g_object_ref (self));
}

static void
save (JzLabelWindow *self, Purpose purpose)
{
  static const char *const patterns[] = { "*.pdf", NULL };
  g_autofree char         *name = g_strdup_printf ("%s.pdf", purpose == SAVE ? _("Labels") : _("Test Sheet"));
  const JzCompatFileChoice choice = { .title = _("Save as PDF"), .save = TRUE, .name = name, .kind = _("PDF files"), .patterns = patterns };

  self->purpose = purpose;
  jz_compat_choose_file (GTK_WINDOW (self), &choice, save_chosen_cb, self);
}

static void
save_cb (JzLabelWindow *self)
{
  save (self, SAVE);
}

static void
save_test_cb (JzLabelWindow *self)
{
  save (self, SAVE_TEST);
}

/* Widgets. */

static GtkWidget *
add_row (GtkWidget *group, const char *title, const char *subtitle, GtkWidget *suffix)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_valign (suffix, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), suffix);
  gtk_accessible_update_property (GTK_ACCESSIBLE (suffix), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return row;
}

static GtkWidget *
add_spin (JzLabelWindow *self, GtkWidget *group, const char *title, const char *subtitle, const char *unit, double low, double high, double step, int digits)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (low, high, step);
  GtkWidget *row = add_row (group, title, subtitle, spin);
  GtkWidget *label = gtk_label_new (unit);

  gtk_spin_button_set_digits (GTK_SPIN_BUTTON (spin), (guint) digits);
  gtk_editable_set_alignment (GTK_EDITABLE (spin), 1);
  gtk_editable_set_width_chars (GTK_EDITABLE (spin), 5);
  gtk_widget_add_css_class (label, "jz-caption");
  gtk_widget_set_size_request (label, 24, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  g_signal_connect_object (spin, "value-changed", G_CALLBACK (lay_out), self, G_CONNECT_SWAPPED);
  return spin;
}

static GtkWidget *
add_combo (GtkWidget *group, const char *title, const char *const *choices)
{
  GtkWidget     *row = adw_combo_row_new ();
  GtkStringList *list = gtk_string_list_new (choices);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (list));
  g_object_unref (list);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return row;
}

static GtkWidget *
make_what (JzLabelWindow *self)
{
  const char *const codes[] = { _("As fits"), _("Barcode"), _("QR code"), _("Barcode and QR code"), NULL };
  GtkWidget        *group = adw_preferences_group_new ();

  self->stock = add_combo (group, _("Paper"), NULL);
  self->codes = add_combo (group, _("Codes"), codes);
  self->missing = gtk_switch_new ();
  add_row (group, _("Only those without a label"), NULL, self->missing);
  g_signal_connect_object (self->stock, "notify::selected", G_CALLBACK (stock_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->codes, "notify::selected", G_CALLBACK (lay_out), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->missing, "notify::active", G_CALLBACK (lay_out), self, G_CONNECT_SWAPPED);
  return group;
}

static GtkWidget *
make_position (JzLabelWindow *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("Position"));
  self->start = add_spin (self, group, _("First label"), _("Used ones are left out; click the sheet"), "", 1, 1000, 1, 0);
  self->offset_x = add_spin (self, group, _("Offset across"), NULL, "mm", -50, 50, 0.5, 1);
  self->offset_y = add_spin (self, group, _("Offset down"), NULL, "mm", -50, 50, 0.5, 1);
  self->scale_x = add_spin (self, group, _("Scale across"), NULL, "%", 90, 110, 0.1, 1);
  self->scale_y = add_spin (self, group, _("Scale down"), NULL, "%", 90, 110, 0.1, 1);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->scale_x), 100);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->scale_y), 100);
  return group;
}

static GtkWidget *
add_button (JzLabelWindow *self, GtkWidget *box, const char *label, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static GtkWidget *
make_output (JzLabelWindow *self)
{
  GtkWidget  *group = adw_preferences_group_new ();
  GtkWidget  *test = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  const char *printer = jz_session_get_preference (self->session, "labels.printer");

  self->test_print = add_button (self, test, _("Print"), G_CALLBACK (print_test_cb));
  self->test_save = add_button (self, test, _("PDF…"), G_CALLBACK (save_test_cb));
  add_row (group, _("Test sheet first"), _("Measure the outlines, then move"), test);
  if (printer != NULL)
    adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), printer);
  return group;
}

static GtkWidget *
make_left (JzLabelWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->faults = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->faults), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->faults), 0);
  gtk_widget_add_css_class (self->faults, "jz-err");
  gtk_widget_set_visible (self->faults, FALSE);
  gtk_widget_set_hexpand (scroller, FALSE);
  gtk_box_append (GTK_BOX (box), make_what (self));
  gtk_box_append (GTK_BOX (box), self->faults);
  gtk_box_append (GTK_BOX (box), make_position (self));
  gtk_box_append (GTK_BOX (box), make_output (self));
  gtk_widget_add_css_class (box, "jz-label-choices");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  gtk_widget_set_size_request (scroller, 404, -1);
  return scroller;
}

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
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->back), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Sheet before"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->forward), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Next sheet"), -1);
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
list_stocks (JzLabelWindow *self)
{
  static const char *const usual[] = { "a4-3x8", "a4-2x4", "a4-2x4" };
  g_autofree char *key = stock_key (self);
  const char      *name = jz_session_get_preference (self->session, key);
  GtkStringList   *list = gtk_string_list_new (NULL);
  guint            chosen = 0;

  for (guint i = 0; i < self->stocks->len; i++)
    {
      JzLabelStock *stock = g_ptr_array_index (self->stocks, i);

      gtk_string_list_append (list, stock->title);
      if (g_str_equal (stock->name, name != NULL ? name : usual[self->subject]))
        chosen = i;
    }
  self->quiet = TRUE;
  adw_combo_row_set_model (ADW_COMBO_ROW (self->stock), G_LIST_MODEL (list));
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->stock), chosen);
  self->quiet = FALSE;
  g_object_unref (list);
  stock_cb (self);
}

static void
stocks_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  JzLabelWindow *self = JZ_LABEL_WINDOW (source);

  self->stocks = g_task_propagate_pointer (G_TASK (result), NULL);
  if (self->sheet == NULL)
    return;
  if (self->stocks->len > 0)
    list_stocks (self);
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
build (JzLabelWindow *self)
{
  const char *const titles[] = { _("Print Asset Labels"), _("Print Room Labels"), _("Print Shelf Cards") };
  GtkWidget        *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  jz_dialog_head_init (&self->head, GTK_WINDOW (self), titles[self->subject], _("Print"));
  self->save = gtk_button_new_with_label (_("Save as PDF…"));
  g_signal_connect_object (self->save, "clicked", G_CALLBACK (save_cb), self, G_CONNECT_SWAPPED);
  adw_header_bar_pack_end (ADW_HEADER_BAR (self->head.header), self->save);
  self->strip = jz_progress_strip_new ();
  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  gtk_box_append (GTK_BOX (row), make_left (self));
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
  JzLabelWindow *self = g_object_new (JZ_TYPE_LABEL_WINDOW, "transient-for", parent, "modal", TRUE, "default-width", 920, "default-height", 660, NULL);
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
  build (self);
  self->quiet = TRUE;
  gtk_switch_set_active (GTK_SWITCH (self->missing), missing);
  self->quiet = FALSE;
  g_task_run_in_thread (task, stocks_thread);
  gtk_window_present (GTK_WINDOW (self));
}
