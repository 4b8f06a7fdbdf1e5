/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-import-window.h"

#include <glib/gi18n-lib.h>

#include "jz-compat-file.h"
#include "jz-compat.h"
#include "jz-import-check.h"
#include "jz-key-button.h"
#include "jz-progress-strip.h"
#include "jz-quantity.h"

typedef enum
{
  STEP_FILE,
  STEP_SHEET,
  STEP_CHECK,
  STEP_DONE,
  N_STEPS
} Step;

struct _JzImportWindow
{
  AdwWindow        parent_instance;
  JzDialogHead     head;
  GtkWidget       *dots[N_STEPS], *names[N_STEPS];
  GtkWidget       *bar; /* of steps */
  JzProgressStrip *strip;
  AdwToastOverlay *toasts;
  GtkWidget       *stack;
  GtkWidget       *file_page, *done_page;
  GtkWidget       *sheets, *sheets_line;
  GtkWidget       *done_box;
  JzImportCheck   *check;
  JzSession       *session;
  JzImportDraft   *draft;
  Step             step;
  gboolean         importing, sure;
};

G_DEFINE_FINAL_TYPE (JzImportWindow, jz_import_window, ADW_TYPE_WINDOW)

static const char *const step_names[N_STEPS] = { N_("File"), N_("Sheet"), N_("Columns and check"), N_("Import") };
static const char *const pages[N_STEPS] = { "file", "sheet", "check", "done" };

static void open_file (JzImportWindow *self, const char *path);

static void
show_stack_page (JzImportWindow *self, const char *name)
{
  GtkStack *stack = GTK_STACK (self->stack);

  gtk_stack_set_visible_child_name (stack, name);
  for (GtkWidget *child = gtk_widget_get_first_child (self->stack); child != NULL; child = gtk_widget_get_next_sibling (child))
    gtk_accessible_update_state (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_STATE_HIDDEN, child != gtk_stack_get_visible_child (stack), -1);
}

/* Steps. */

static void
refresh_go (JzImportWindow *self)
{
  guint            n = jz_import_check_n_ready (self->check);
  g_autofree char *label = NULL;

  switch (self->step)
    {
    case STEP_FILE: label = g_strdup (_("Choose a File…")); break;
    case STEP_SHEET: label = g_strdup (_("Next")); break;
    case STEP_CHECK: label = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Import %u Row", "Import %u Rows", n), n); break;
    case STEP_DONE:
    case N_STEPS:
    default: label = g_strdup (_("Close")); break;
    }
  jz_key_button_set_label (self->head.go, label);
  gtk_widget_set_sensitive (self->head.go, !self->importing && (self->step != STEP_CHECK || n > 0));
}

static void
show_step (JzImportWindow *self, Step step)
{
  self->step = step;
  for (int i = 0; i < N_STEPS; i++)
    {
      g_autofree char *digit = g_strdup_printf ("%d", i + 1);
      gboolean         done = i < (int) step || step == STEP_DONE;

      gtk_label_set_text (GTK_LABEL (self->dots[i]), done ? "✓" : digit);
      gtk_widget_remove_css_class (self->dots[i], "done");
      gtk_widget_remove_css_class (self->dots[i], "now");
      gtk_widget_remove_css_class (self->names[i], "now");
      if (done)
        gtk_widget_add_css_class (self->dots[i], "done");
      else if (i == (int) step)
        {
          gtk_widget_add_css_class (self->dots[i], "now");
          gtk_widget_add_css_class (self->names[i], "now");
        }
    }
  gtk_widget_set_visible (jz_import_check_get_schemes (self->check), step == STEP_CHECK);
  gtk_widget_set_visible (self->head.cancel, step != STEP_DONE);
  show_stack_page (self, pages[step]);
  refresh_go (self);
}

static GtkWidget *
make_bar (JzImportWindow *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  for (int i = 0; i < N_STEPS; i++)
    {
      self->dots[i] = gtk_label_new (NULL);
      self->names[i] = gtk_label_new (g_dgettext (GETTEXT_PACKAGE, step_names[i]));
      gtk_widget_add_css_class (self->dots[i], "jz-dot");
      gtk_widget_add_css_class (self->names[i], "jz-step");
      gtk_widget_set_valign (self->dots[i], GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (bar), self->dots[i]);
      gtk_box_append (GTK_BOX (bar), self->names[i]);
    }
  gtk_widget_set_hexpand (self->names[N_STEPS - 1], TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->names[N_STEPS - 1]), 0);
  gtk_widget_add_css_class (bar, "jz-steps");
  return bar;
}

static void
say (JzImportWindow *self, const char *sentence)
{
  g_autofree char *plain = g_markup_escape_text (sentence, -1);

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (plain));
}

/* The file. */

static void
show_welcome (JzImportWindow *self)
{
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->file_page), "jz-equipment-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (self->file_page), _("The ledger that the school has kept so far"));
  adw_status_page_set_description (ADW_STATUS_PAGE (self->file_page),
                                   _("Choose the Excel or CSV file, or drop it here. Titles, notes and sums may stay in it."));
  show_step (self, STEP_FILE);
}

static void
show_trouble (JzImportWindow *self, const GError *error)
{
  g_autofree char *plain = g_markup_escape_text (error->message, -1);

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->file_page), "jz-warning-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (self->file_page), _("This file can't be imported"));
  adw_status_page_set_description (ADW_STATUS_PAGE (self->file_page), plain);
  show_step (self, STEP_FILE);
}

static void
chosen_cb (const char *path, gpointer data)
{
  open_file (data, path);
}

static void
choose_file (JzImportWindow *self)
{
  static const char *const patterns[] = { "*.xlsx", "*.xls", "*.csv", "*.txt", "*.XLSX", "*.XLS", "*.CSV", NULL };
  const JzCompatFileChoice choice = { JZ_CHOOSE_OPEN, _("Choose the Ledger"), NULL, _("Spreadsheets"), patterns };

  jz_compat_choose_file (GTK_WINDOW (self), &choice, chosen_cb, g_object_ref (self), g_object_unref);
}

static gboolean
dropped_cb (JzImportWindow *self, const GValue *value)
{
  if (!G_VALUE_HOLDS (value, G_TYPE_FILE) || self->importing)
    return FALSE;
  chosen_cb (g_value_get_object (value), self);
  return TRUE;
}

/* Sheets. */

static GtkWidget *
make_sheet_row (const JzImportSheet *sheet)
{
  GtkWidget       *row = adw_action_row_new ();
  g_autofree char *counts = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u column recognised", "%u columns recognised", sheet->fields), sheet->fields);
  g_autofree char *title = g_markup_escape_text (*sheet->name != '\0' ? sheet->name : _("The file"), -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), sheet->fields > 0 ? counts : _("No headings of a ledger were found here"));
  if (sheet->hidden)
    {
      GtkWidget *mark = gtk_label_new (_("⊘ Hidden"));

      gtk_widget_add_css_class (mark, "jz-caption");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), mark);
    }
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  return row;
}

static void
choose_sheet (JzImportWindow *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->sheets));

  if (row == NULL || jz_import_draft_is_busy (self->draft))
    return;
  gtk_widget_set_visible (self->sheets_line, FALSE);
  jz_progress_strip_begin (self->strip, _("Reading the sheet"), NULL);
  jz_import_draft_choose_sheet (self->draft, (guint) gtk_list_box_row_get_index (row));
}

static void
opened_cb (JzImportWindow *self)
{
  GPtrArray *sheets = jz_import_draft_get_sheets (self->draft);

  jz_progress_strip_end (self->strip);
  for (GtkWidget *row = gtk_widget_get_first_child (self->sheets); row != NULL; row = gtk_widget_get_first_child (self->sheets))
    gtk_list_box_remove (GTK_LIST_BOX (self->sheets), row);
  for (guint i = 0; i < sheets->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->sheets), make_sheet_row (g_ptr_array_index (sheets, i)));
  gtk_list_box_select_row (GTK_LIST_BOX (self->sheets), gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->sheets), (int) jz_import_draft_get_sheet (self->draft)));
  show_step (self, STEP_SHEET);
  gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_selected_row (GTK_LIST_BOX (self->sheets))));
  if (sheets->len == 1)
    choose_sheet (self);
}

static GtkWidget *
make_sheets_page (JzImportWindow *self)
{
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *title = gtk_label_new (_("Which sheet is the ledger?"));

  self->sheets = gtk_list_box_new ();
  self->sheets_line = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "jz-title");
  gtk_label_set_xalign (GTK_LABEL (self->sheets_line), 0);
  gtk_label_set_wrap (GTK_LABEL (self->sheets_line), TRUE);
  gtk_widget_add_css_class (self->sheets_line, "jz-err");
  gtk_widget_set_visible (self->sheets_line, FALSE);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->sheets), GTK_SELECTION_BROWSE);
  gtk_list_box_set_activate_on_single_click (GTK_LIST_BOX (self->sheets), FALSE);
  gtk_widget_add_css_class (self->sheets, "boxed-list");
  gtk_widget_add_css_class (self->sheets, "jz-sheets");
  jz_compat_name (self->sheets, _("Sheets"));
  g_signal_connect_object (self->sheets, "row-activated", G_CALLBACK (choose_sheet), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), self->sheets);
  gtk_box_append (GTK_BOX (box), self->sheets_line);
  gtk_widget_set_margin_top (box, 36);
  gtk_widget_set_margin_bottom (box, 24);
  gtk_widget_set_margin_start (box, 24);
  gtk_widget_set_margin_end (box, 24);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 620);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  return scroller;
}

/* Columns and check. */

static void
mapped_cb (JzImportWindow *self)
{
  GPtrArray       *sheets = jz_import_draft_get_sheets (self->draft);
  JzImportSheet   *sheet = g_ptr_array_index (sheets, jz_import_draft_get_sheet (self->draft));
  g_autofree char *base = g_path_get_basename (jz_import_draft_get_path (self->draft));
  g_autofree char *subtitle = *sheet->name != '\0' ? g_strdup_printf (_("%s · sheet %s"), base, sheet->name) : g_strdup (base);

  adw_window_title_set_subtitle (self->head.title, subtitle);
  jz_import_check_set_draft (self->check, self->draft);
  show_step (self, STEP_CHECK);
  jz_progress_strip_begin (self->strip, _("Checking all rows"), NULL);
}

static void
checked_cb (JzImportWindow *self)
{
  jz_progress_strip_end (self->strip);
  jz_import_check_refresh (self->check);
}

static void
progress_cb (JzImportWindow *self, gint64 done, gint64 total)
{
  jz_progress_strip_set (self->strip, done, total > 0 ? MAX (total, done) : 0);
}

static void
failed_cb (JzImportWindow *self, GError *error)
{
  gboolean cancelled = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  jz_progress_strip_end (self->strip);
  if (self->importing || self->step == STEP_CHECK)
    {
      say (self, cancelled ? _("Cancelled: nothing was imported") : error->message);
      self->importing = FALSE;
      gtk_widget_set_sensitive (GTK_WIDGET (self->check), TRUE);
      refresh_go (self);
    }
  else if (self->step == STEP_SHEET && !cancelled)
    {
      g_autofree char *sentence = g_strdup_printf ("✗ %s", error->message);

      gtk_label_set_text (GTK_LABEL (self->sheets_line), sentence);
      gtk_widget_set_visible (self->sheets_line, TRUE);
    }
  else if (cancelled)
    show_welcome (self);
  else
    show_trouble (self, error);
}

/* The import. */

static void
import (JzImportWindow *self)
{
  if (jz_import_check_n_ready (self->check) == 0)
    return;
  self->importing = TRUE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->check), FALSE);
  refresh_go (self);
  jz_import_draft_import (self->draft, jz_import_check_wants_rejects (self->check));
  jz_progress_strip_begin (self->strip, _("Importing"), jz_import_draft_get_cancellable (self->draft));
}

static void
undone_cb (JzImportWindow *self, const char *words)
{
  adw_status_page_set_title (ADW_STATUS_PAGE (self->done_page), _("The import was taken back"));
  adw_status_page_set_description (ADW_STATUS_PAGE (self->done_page), _("Nothing of it is left. The same file can be imported again."));
  gtk_widget_set_visible (self->done_box, FALSE);
}

static void
undo_cb (JzImportWindow *self)
{
  jz_session_undo (self->session, jz_import_draft_get_result (self->draft)->operation);
}

static void
opened_rejects_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (JzImportWindow) self = data;
  g_autoptr (GError) error = NULL;

  if (!g_app_info_launch_default_for_uri_finish (result, &error) && self->draft != NULL)
    say (self, error->message);
}

static void
rejects_cb (JzImportWindow *self)
{
  g_autofree char *uri = g_filename_to_uri (jz_import_draft_get_rejects (self->draft), NULL, NULL);

  g_app_info_launch_default_for_uri_async (uri, NULL, NULL, opened_rejects_cb, g_object_ref (self));
}

static void
add_button (JzImportWindow *self, const char *label, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_add_css_class (button, "pill");
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->done_box), button);
}

/* @words: (transfer full) */
static void
append_count (GString *text, guint n, char *words)
{
  if (n > 0)
    g_string_append_printf (text, "%s%s", text->len > 0 ? _("; ") : "", words);
  g_free (words);
}

static void
append_counts (GString *text, const JzImportResult *result)
{
  guint added = result->added, merged = result->merged, updated = result->updated, skipped = result->skipped, cards = result->assets, places = result->places;

  append_count (text, added, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u row was new", "%u rows were new", added), added));
  append_count (text, merged, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u row was added to an item that was there",
                                                            "%u rows were added to items that were there", merged), merged));
  append_count (text, updated, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u card was brought up to date", "%u cards were brought up to date", updated), updated));
  append_count (text, skipped, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u row was imported before", "%u rows were imported before", skipped), skipped));
  append_count (text, cards, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u card was made", "%u cards were made", cards), cards));
  append_count (text, places, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u place was made", "%u places were made", places), places));
}

static void
imported_cb (JzImportWindow *self)
{
  const JzImportResult *result = jz_import_draft_get_result (self->draft);
  const char           *rejects = jz_import_draft_get_rejects (self->draft);
  guint                 n = result->read - result->rejected;
  g_autofree char      *title = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u row was imported", "%u rows were imported", n), n);
  g_autoptr (GString)   text = g_string_new (NULL);
  g_autofree char      *plain = NULL;

  jz_progress_strip_end (self->strip);
  self->importing = FALSE;
  append_counts (text, result);
  if (rejects != NULL)
    {
      g_string_append_c (text, '\n');
      g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "%u row was not imported and is in %s", "%u rows were not imported and are in %s", result->rejected),
                              result->rejected, rejects);
    }
  plain = g_markup_escape_text (text->str, -1);
  adw_status_page_set_title (ADW_STATUS_PAGE (self->done_page), title);
  adw_status_page_set_description (ADW_STATUS_PAGE (self->done_page), plain);
  if (rejects != NULL)
    add_button (self, _("Open the Rows Left Over"), G_CALLBACK (rejects_cb));
  if (result->operation != 0)
    add_button (self, _("Undo"), G_CALLBACK (undo_cb));
  g_signal_connect_object (self->session, "done", G_CALLBACK (undone_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "trouble", G_CALLBACK (say), self, G_CONNECT_SWAPPED);
  show_step (self, STEP_DONE);
}

/* The window. */

static void
open_file (JzImportWindow *self, const char *path)
{
  if (self->draft != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->draft, self);
      jz_import_draft_cancel (self->draft);
    }
  jz_import_check_set_draft (self->check, NULL);
  g_clear_object (&self->draft);
  self->draft = jz_import_draft_new (self->session, path);
  g_signal_connect_object (self->draft, "opened", G_CALLBACK (opened_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->draft, "mapped", G_CALLBACK (mapped_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->draft, "checked", G_CALLBACK (checked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->draft, "progress", G_CALLBACK (progress_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->draft, "imported", G_CALLBACK (imported_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->draft, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  show_welcome (self);
  jz_import_draft_open (self->draft);
  jz_progress_strip_begin (self->strip, _("Opening the file"), jz_import_draft_get_cancellable (self->draft));
}

static void
go_cb (JzImportWindow *self)
{
  switch (self->step)
    {
    case STEP_FILE: choose_file (self); break;
    case STEP_SHEET: choose_sheet (self); break;
    case STEP_CHECK: import (self); break;
    case STEP_DONE:
    case N_STEPS:
    default: gtk_window_close (GTK_WINDOW (self)); break;
    }
}

static void
sure_cb (gpointer data)
{
  JzImportWindow *self = data;

  self->sure = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

/* Corrections are work: they are not thrown away by a slip of a finger. */
static gboolean
close_request (GtkWindow *window)
{
  JzImportWindow *self = JZ_IMPORT_WINDOW (window);

  if (self->importing)
    {
      jz_import_draft_cancel (self->draft);
      return TRUE;
    }
  if (self->step == STEP_CHECK && jz_import_draft_n_corrected (self->draft) > 0 && !self->sure)
    {
      jz_compat_ask (window, _("Leave without importing?"), _("The corrections made here are lost then."), _("_Leave"), TRUE, sure_cb, self);
      return TRUE;
    }
  if (self->draft != NULL)
    jz_import_draft_cancel (self->draft);
  return GTK_WINDOW_CLASS (jz_import_window_parent_class)->close_request (window);
}

static void
jz_import_window_dispose (GObject *object)
{
  JzImportWindow *self = JZ_IMPORT_WINDOW (object);

  if (self->draft != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->draft, self);
      jz_import_draft_cancel (self->draft);
    }
  g_clear_object (&self->draft);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (jz_import_window_parent_class)->dispose (object);
}

static void
jz_import_window_class_init (JzImportWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = jz_import_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = close_request;
}

static void
jz_import_window_init (JzImportWindow *self)
{
}

static void
build (JzImportWindow *self)
{
  GtkWidget     *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkDropTarget *drop = gtk_drop_target_new (G_TYPE_FILE, GDK_ACTION_COPY);

  jz_dialog_head_init (&self->head, GTK_WINDOW (self), _("Import the Equipment Ledger"), _("Next"));
  self->check = jz_import_check_new (self->session);
  self->strip = jz_progress_strip_new ();
  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  self->stack = gtk_stack_new ();
  self->file_page = adw_status_page_new ();
  self->done_page = adw_status_page_new ();
  self->done_box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_widget_set_halign (self->done_box, GTK_ALIGN_CENTER);
  adw_status_page_set_child (ADW_STATUS_PAGE (self->done_page), self->done_box);
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->done_page), "jz-equipment-symbolic");
  gtk_stack_add_named (GTK_STACK (self->stack), self->file_page, "file");
  gtk_stack_add_named (GTK_STACK (self->stack), make_sheets_page (self), "sheet");
  gtk_stack_add_named (GTK_STACK (self->stack), GTK_WIDGET (self->check), "check");
  gtk_stack_add_named (GTK_STACK (self->stack), self->done_page, "done");
  gtk_widget_set_vexpand (self->stack, TRUE);
  adw_toast_overlay_set_child (self->toasts, self->stack);
  self->bar = make_bar (self);
  gtk_box_append (GTK_BOX (self->bar), jz_import_check_get_schemes (self->check));
  gtk_box_append (GTK_BOX (box), self->head.header);
  gtk_box_append (GTK_BOX (box), self->bar);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->strip));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->toasts));
  adw_window_set_content (ADW_WINDOW (self), box);
  g_signal_connect_object (self->head.go, "clicked", G_CALLBACK (go_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->check, "changed", G_CALLBACK (refresh_go), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drop, "drop", G_CALLBACK (dropped_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
}

void
jz_import_window_present (GtkWindow *parent, JzSession *session, const char *path)
{
  JzImportWindow *self = g_object_new (JZ_TYPE_IMPORT_WINDOW, "transient-for", parent, "modal", TRUE, "destroy-with-parent", TRUE, NULL);

  self->session = g_object_ref (session);
  build (self);
  gtk_window_set_default_size (GTK_WINDOW (self), gtk_widget_get_width (GTK_WIDGET (parent)), gtk_widget_get_height (GTK_WIDGET (parent)));
  if (gtk_window_is_maximized (parent))
    gtk_window_maximize (GTK_WINDOW (self));
  show_welcome (self);
  gtk_window_present (GTK_WINDOW (self));
  if (path != NULL && *path != '\0')
    open_file (self, path);
}
