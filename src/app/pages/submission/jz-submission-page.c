/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-submission-page.h"

#include <glib/gi18n-lib.h>

#include "jz-compat.h"
#include "jz-progress-strip.h"
#include "jz-quantity.h"
#include "jz-submission-checks.h"
#include "jz-submission-pane.h"
#include "jz-window.h"

struct _JzSubmissionPage
{
  JzPage             parent_instance;
  JzProgressStrip   *strip;
  AdwToastOverlay   *toasts;
  GtkWidget         *band, *band_title, *band_line;
  GtkWidget         *subjects, *faults, *faults_title, *status;
  JzSubmissionPane  *pane;
  JzSession         *session;
  JzStore           *store;
  gulong             changed_id;
  GCancellable      *cancellable;
  JzReadinessReport *report;
  gboolean           working;
};

G_DEFINE_FINAL_TYPE (JzSubmissionPage, jz_submission_page, JZ_TYPE_PAGE)

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static char *
grouped (gint64 n)
{
  g_autofree char *plain = g_strdup_printf ("%" G_GINT64_FORMAT, n);

  return jz_decimal_group (plain);
}

static void
empty (GtkWidget *list)
{
  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL; row = gtk_widget_get_first_child (list))
    gtk_list_box_remove (GTK_LIST_BOX (list), row);
}

/* Subjects. */

static GtkWidget *
add_cell (GtkWidget *row, GtkWidget *label, int width, gboolean right)
{
  gtk_widget_set_size_request (label, width, -1);
  gtk_label_set_xalign (GTK_LABEL (label), right ? 1 : 0);
  gtk_box_append (GTK_BOX (row), label);
  return label;
}

static GtkWidget *
make_subject (const JzReadiness *subject)
{
  GtkWidget       *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autofree char *faults = grouped (subject->n_faults), *rows = grouped (subject->rows);
  g_autofree char *state = subject->n_faults == 0 ? g_strdup (_("✓ Ready")) :
                                                    g_strdup_printf (subject->blocks ? _("✗ %s") : _("! %s"), faults);
  const char      *colour = subject->n_faults == 0 ? "jz-ok" : subject->blocks ? "jz-err" : "jz-warn";
  const JzReadinessFault *first = subject->faults->len > 0 ? g_ptr_array_index (subject->faults, 0) : NULL;
  const char      *detail = first != NULL ? first->what : subject->detail != NULL ? subject->detail : "";

  add_cell (row, make_label (state, colour), 76, FALSE);
  add_cell (row, make_label (subject->title, "jz-group"), 110, FALSE);
  gtk_widget_set_hexpand (add_cell (row, make_label (detail, "jz-dim"), 100, FALSE), TRUE);
  add_cell (row, make_label (rows, NULL), 70, TRUE);
  gtk_widget_add_css_class (row, "jz-readiness");
  return row;
}

static void
show_subjects (JzSubmissionPage *self)
{
  GtkListBoxRow *chosen = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->subjects));
  int            at = chosen != NULL ? gtk_list_box_row_get_index (chosen) : -1;

  empty (self->subjects);
  for (guint i = 0; i < self->report->subjects->len; i++)
    {
      JzReadiness *subject = g_ptr_array_index (self->report->subjects, i);

      gtk_list_box_append (GTK_LIST_BOX (self->subjects), make_subject (subject));
      if (at < 0 && subject->n_faults > 0)
        at = (int) i;
    }
  gtk_list_box_select_row (GTK_LIST_BOX (self->subjects),
                           gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->subjects), MAX (at, 0)));
}

/* Its faults. */

static GtkWidget *
make_fault (const JzReadinessFault *fault)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gboolean   opens = *fault->kind != '\0' && fault->id != 0;

  add_cell (row, make_label (fault->where, NULL), 210, FALSE);
  gtk_widget_set_hexpand (add_cell (row, make_label (fault->what, NULL), 120, FALSE), TRUE);
  if (opens)
    gtk_box_append (GTK_BOX (row), make_label (_("Open ›"), "jz-acc"));
  gtk_widget_add_css_class (row, "jz-readiness");
  return row;
}

static JzReadiness *
chosen_subject (JzSubmissionPage *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->subjects));
  guint          i = row != NULL ? (guint) gtk_list_box_row_get_index (row) : G_MAXUINT;

  return self->report != NULL && i < self->report->subjects->len ? g_ptr_array_index (self->report->subjects, i) : NULL;
}

static void
subject_cb (JzSubmissionPage *self)
{
  JzReadiness     *subject = chosen_subject (self);
  g_autofree char *count = grouped (subject != NULL ? subject->n_faults : 0), *title = NULL;

  empty (self->faults);
  if (subject == NULL)
    return;
  title = subject->n_faults == 0 ? g_strdup_printf (_("%s · nothing to mend"), subject->title) :
                                   g_strdup_printf (_("%s · %s to mend"), subject->title, count);
  gtk_label_set_text (GTK_LABEL (self->faults_title), title);
  for (guint i = 0; i < subject->faults->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->faults), make_fault (g_ptr_array_index (subject->faults, i)));
}

static void
fault_cb (JzSubmissionPage *self, GtkListBoxRow *row)
{
  JzReadiness      *subject = chosen_subject (self);
  JzReadinessFault *fault =
    subject != NULL ? g_ptr_array_index (subject->faults, (guint) gtk_list_box_row_get_index (row)) : NULL;
  GtkRoot          *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (fault != NULL && *fault->kind != '\0' && fault->id != 0 && JZ_IS_WINDOW (root))
    jz_window_show (JZ_WINDOW (root), fault->kind, fault->id);
}

static void
subject_activated_cb (JzSubmissionPage *self)
{
  gtk_widget_child_focus (self->faults, GTK_DIR_TAB_FORWARD);
}

/* The sentence that matters. */

static void
show_band (JzSubmissionPage *self, gint64 blocking, gint64 reminders)
{
  g_autofree char *must = grouped (blocking), *may = grouped (reminders), *title = NULL;

  gtk_widget_remove_css_class (self->band, "ok");
  gtk_widget_remove_css_class (self->band, "warn");
  gtk_widget_remove_css_class (self->band, "err");
  gtk_widget_add_css_class (self->band, blocking > 0 ? "err" : reminders > 0 ? "warn" : "ok");
  if (blocking > 0)
    title = g_strdup_printf (_("✗ %s must be mended, %s to be looked at"), must, may);
  else if (reminders > 0)
    title = g_strdup_printf (_("! %s to be looked at"), may);
  else
    title = g_strdup (_("✓ Everything is ready"));
  gtk_label_set_text (GTK_LABEL (self->band_title), title);
  gtk_label_set_text (GTK_LABEL (self->band_line),
                      blocking > 0  ? _("The package can be exported once what must be mended is mended.") :
                      reminders > 0 ? _("The package can be exported all the same.") :
                                      _("The package can be exported."));
}

static void
show_report (JzSubmissionPage *self)
{
  gint64           blocking = 0, reminders = 0;
  guint            ready = 0;
  g_autofree char *status = NULL, *may = NULL, *must = NULL;

  for (guint i = 0; i < self->report->subjects->len; i++)
    {
      JzReadiness *subject = g_ptr_array_index (self->report->subjects, i);

      *(subject->blocks ? &blocking : &reminders) += subject->n_faults;
      ready += subject->n_faults == 0;
    }
  show_band (self, blocking, reminders);
  show_subjects (self);
  jz_submission_pane_set_report (self->pane, self->report, blocking);
  may = grouped (reminders);
  must = grouped (blocking);
  status = g_strdup_printf (_("%u subjects · %u ready · %s to be looked at · %s must be mended"),
                            self->report->subjects->len, ready, may, must);
  gtk_label_set_text (GTK_LABEL (self->status), status);
}

/* Reading. */

typedef struct
{
  JzSubmissionPage  *page;
  JzReadinessReport *report;
} Reading;

static gboolean
read_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Reading *reading = data;

  reading->report = jz_readiness_read (connection, cancellable, error);
  return reading->report != NULL;
}

static void
say (JzSubmissionPage *self, const char *sentence)
{
  g_autofree char *plain = g_markup_escape_text (sentence, -1);

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (plain));
}

static void
report_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Reading *reading = data;
  g_autoptr (JzSubmissionPage) self = reading->page;
  g_autoptr (GError) error = NULL;
  gboolean ok = jz_store_read_finish (JZ_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->store != JZ_STORE (source))
    {
      g_clear_pointer (&reading->report, jz_readiness_report_free);
      return;
    }
  if (!self->working)
    jz_progress_strip_end (self->strip);
  if (!ok)
    {
      say (self, error->message);
      return;
    }
  g_clear_pointer (&self->report, jz_readiness_report_free);
  self->report = g_steal_pointer (&reading->report);
  show_report (self);
}

static void
check (JzSubmissionPage *self)
{
  Reading *reading;

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->store == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  reading = g_new0 (Reading, 1);
  reading->page = g_object_ref (self);
  if (!self->working)
    jz_progress_strip_begin (self->strip, _("Checking what is ready"), NULL);
  jz_store_read (self->store, read_cb, reading, NULL, self->cancellable, report_cb, reading);
}

/* The pane's work. */

static void
working_cb (JzSubmissionPage *self, const char *words, GCancellable *cancellable)
{
  self->working = TRUE;
  jz_progress_strip_begin (self->strip, words, cancellable);
}

static void
progress_cb (JzSubmissionPage *self, gint64 done, gint64 total)
{
  jz_progress_strip_set (self->strip, done, total);
}

static void
rested_cb (JzSubmissionPage *self, const char *sentence)
{
  self->working = FALSE;
  jz_progress_strip_end (self->strip);
  if (sentence != NULL)
    say (self, sentence);
  check (self);
}

/* The page. */

static void
set_session (JzPage *page, JzSession *session)
{
  JzSubmissionPage *self = JZ_SUBMISSION_PAGE (page);
  JzStore          *store = session != NULL ? jz_session_get_store (session) : NULL;

  if (self->store != NULL)
    g_signal_handler_disconnect (self->store, self->changed_id);
  g_set_object (&self->session, session);
  g_set_object (&self->store, store);
  jz_submission_pane_set_session (self->pane, session);
  if (store != NULL)
    self->changed_id = g_signal_connect_swapped (store, "changed", G_CALLBACK (check), self);
  check (self);
}

static void
add_toast (JzPage *page, AdwToast *toast)
{
  adw_toast_overlay_add_toast (JZ_SUBMISSION_PAGE (page)->toasts, toast);
}

static void
jz_submission_page_dispose (GObject *object)
{
  JzSubmissionPage *self = JZ_SUBMISSION_PAGE (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  if (self->store != NULL)
    g_signal_handler_disconnect (self->store, self->changed_id);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->store);
  g_clear_object (&self->session);
  g_clear_pointer (&self->report, jz_readiness_report_free);
  G_OBJECT_CLASS (jz_submission_page_parent_class)->dispose (object);
}

static void
jz_submission_page_class_init (JzSubmissionPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = jz_submission_page_dispose;
  JZ_PAGE_CLASS (klass)->set_session = set_session;
  JZ_PAGE_CLASS (klass)->add_toast = add_toast;
}

static GtkWidget *
make_band (JzSubmissionPage *self)
{
  GtkWidget *again = gtk_button_new_with_label (_("Check Again")), *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  self->band = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->band_title = make_label ("", "jz-title");
  self->band_line = make_label ("", "jz-caption");
  gtk_box_append (GTK_BOX (words), self->band_title);
  gtk_box_append (GTK_BOX (words), self->band_line);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (again, GTK_ALIGN_CENTER);
  g_signal_connect_object (again, "clicked", G_CALLBACK (check), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->band), words);
  gtk_box_append (GTK_BOX (self->band), again);
  gtk_widget_add_css_class (self->band, "jz-band");
  return self->band;
}

static GtkWidget *
make_list (GtkWidget **list, const char *label)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  *list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (*list), GTK_SELECTION_BROWSE);
  gtk_widget_add_css_class (*list, "jz-readiness-list");
  jz_compat_name (*list, label);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), *list);
  return scroller;
}

static GtkWidget *
make_left (JzSubmissionPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *upper, *lower,
            *status = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  upper = make_list (&self->subjects, _("What is ready"));
  lower = make_list (&self->faults, _("What is to be mended"));
  self->faults_title = make_label ("", "jz-group");
  self->status = make_label ("", NULL);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (upper), TRUE);
  gtk_widget_set_vexpand (lower, TRUE);
  gtk_widget_add_css_class (self->faults_title, "jz-readiness-title");
  gtk_list_box_set_activate_on_single_click (GTK_LIST_BOX (self->subjects), FALSE);
  g_signal_connect_object (self->subjects, "row-selected", G_CALLBACK (subject_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->subjects, "row-activated", G_CALLBACK (subject_activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->faults, "row-activated", G_CALLBACK (fault_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (status, "jz-status");
  gtk_box_append (GTK_BOX (status), self->status);
  gtk_box_append (GTK_BOX (box), make_band (self));
  gtk_box_append (GTK_BOX (box), upper);
  gtk_box_append (GTK_BOX (box), self->faults_title);
  gtk_box_append (GTK_BOX (box), lower);
  gtk_box_append (GTK_BOX (box), status);
  gtk_widget_set_hexpand (box, TRUE);
  gtk_widget_add_css_class (box, "view");
  return box;
}

static void
jz_submission_page_init (JzSubmissionPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->strip = jz_progress_strip_new ();
  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  self->pane = jz_submission_pane_new ();
  adw_toast_overlay_set_child (self->toasts, make_left (self));
  gtk_widget_set_hexpand (GTK_WIDGET (self->toasts), TRUE);
  gtk_box_append (GTK_BOX (row), GTK_WIDGET (self->toasts));
  gtk_box_append (GTK_BOX (row), GTK_WIDGET (self->pane));
  gtk_widget_set_vexpand (row, TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->strip));
  gtk_box_append (GTK_BOX (box), row);
  adw_bin_set_child (ADW_BIN (self), box);
  g_signal_connect_object (self->pane, "working", G_CALLBACK (working_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pane, "progress", G_CALLBACK (progress_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pane, "rested", G_CALLBACK (rested_cb), self, G_CONNECT_SWAPPED);
}

JzPage *
jz_submission_page_new (void)
{
  return g_object_new (JZ_TYPE_SUBMISSION_PAGE, NULL);
}
