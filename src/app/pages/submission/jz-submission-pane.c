/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-submission-pane.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#include "jz-compat-file.h"
#include "jz-package-export.h"
#include "jz-quantity.h"
#include "jz-submission-dialogs.h"

#define POLL_MS 100

struct _JzSubmissionPane
{
  GtkWidget  parent_instance;
  GtkWidget *scroller;
  GtkWidget *file_line, *scope, *county, *password, *export_button, *reason, *history;
  GtkWidget *key_row, *make_key;
  JzSession *session;
  char      *name;        /* that the file is given at first */
  gint64     n_blocking;
  gboolean   has_receipt, has_key, is_locked, known, working;
  guint      poll;
  gpointer   order;       /* Order under way, which its task owns */
};

G_DEFINE_FINAL_TYPE (JzSubmissionPane, jz_submission_pane, GTK_TYPE_WIDGET)

enum { WORKING, PROGRESS, RESTED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void read_key (JzSubmissionPane *self);

static GtkWindow *
window_of (JzSubmissionPane *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

/* What may be done. */

static const char *
why_not (JzSubmissionPane *self)
{
  if (self->session == NULL || !self->known)
    return "";
  if (!jz_session_may (self->session, "package"))
    return _("Only the principal or the head of equipment may export");
  if (self->n_blocking > 0)
    return _("What must be mended comes first");
  if (!self->has_key)
    return _("A signing key is needed first");
  return NULL;
}

static void
refresh (JzSubmissionPane *self)
{
  const char *reason = why_not (self);

  gtk_widget_set_sensitive (self->export_button, reason == NULL && !self->working);
  gtk_label_set_text (GTK_LABEL (self->reason), reason != NULL ? reason : "");
  gtk_widget_set_visible (self->reason, reason != NULL);
  gtk_widget_set_sensitive (self->scope, self->has_receipt);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->scope),
                               self->has_receipt ? "" : _("No receipt has come yet: everything is exported"));
  gtk_widget_set_visible (self->password, self->is_locked && self->has_key);
  gtk_widget_set_visible (self->make_key,
                          !self->has_key && self->session != NULL && jz_session_may (self->session, "package"));
}

/* The key. */

typedef struct
{
  gboolean there, locked;
  char    *fingerprint;
} KeyState;

static void
key_state_free (gpointer data)
{
  g_free (((KeyState *) data)->fingerprint);
  g_free (data);
}

static void
key_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  KeyState        *state = g_new0 (KeyState, 1);
  g_autofree char *path = jz_key_default_path ();
  JzPublicKey      key;

  state->there = jz_key_read_public (path, &key, NULL);
  state->locked = state->there && jz_key_is_locked (path);
  state->fingerprint = state->there ? jz_public_key_fingerprint (&key) : NULL;
  g_task_return_pointer (task, state, key_state_free);
}

static void
key_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  JzSubmissionPane *self = JZ_SUBMISSION_PANE (source);
  KeyState         *state = g_task_propagate_pointer (G_TASK (result), NULL);

  if (self->scroller != NULL)
    {
      self->has_key = state->there;
      self->is_locked = state->locked;
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->key_row),
                                     state->there ? _("✓ Signature ready") : _("! No signing key yet"));
      adw_action_row_set_subtitle (ADW_ACTION_ROW (self->key_row),
                                   state->there ? state->fingerprint : _("The county would not know who sent it"));
      refresh (self);
    }
  key_state_free (state);
}

static void
read_key (JzSubmissionPane *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, key_cb, NULL);

  g_task_run_in_thread (task, key_thread);
}

static void
key_made_cb (gpointer data)
{
  read_key (data);
}

static void
make_key_cb (JzSubmissionPane *self)
{
  jz_key_window_present (window_of (self), key_made_cb, self);
}

/* Exporting. */

typedef struct
{
  JzStore *store;
  JzActor  actor;
  char    *path, *password;
  gboolean since_receipt;
  gint64   done, total; /* guarded by the lock */
  GMutex   lock;
  JzPackageMade *made;
} Order;

static void
order_free (gpointer data)
{
  Order *self = data;

  sodium_memzero (self->password, strlen (self->password));
  g_clear_pointer (&self->made, jz_package_made_free);
  g_mutex_clear (&self->lock);
  g_object_unref (self->store);
  g_free (self->password);
  g_free (self->path);
  g_free (self);
}

static void
progress_cb (guint64 done, guint64 total, gpointer data)
{
  Order *order = data;

  g_mutex_lock (&order->lock);
  order->done = (gint64) done;
  order->total = (gint64) total;
  g_mutex_unlock (&order->lock);
}

static void
export_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Order           *order = data;
  g_autofree char *path = jz_key_default_path ();
  GError          *error = NULL;
  g_autoptr (JzKey) key = jz_key_load (path, order->password, &error);
  JzPackageOrder what = { .path = order->path,
                          .since_receipt = order->since_receipt,
                          .key = key,
                          .progress = progress_cb,
                          .progress_data = order };

  if (key != NULL)
    order->made = jz_package_export (order->store, &order->actor, &what, cancellable, &error);
  if (order->made != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static gboolean
poll_cb (gpointer data)
{
  JzSubmissionPane *self = data;
  Order            *order = self->order;
  gint64            done, total;

  g_mutex_lock (&order->lock);
  done = order->done;
  total = order->total;
  g_mutex_unlock (&order->lock);
  g_signal_emit (self, signals[PROGRESS], 0, done, total);
  return G_SOURCE_CONTINUE;
}

static char *
grouped (gint64 n)
{
  g_autofree char *plain = g_strdup_printf ("%" G_GINT64_FORMAT, n);

  return jz_decimal_group (plain);
}

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  JzSubmissionPane *self = JZ_SUBMISSION_PANE (source);
  Order            *order = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char  *sentence = NULL;

  g_clear_handle_id (&self->poll, g_source_remove);
  self->order = NULL;
  self->working = FALSE;
  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_autofree char *rows = grouped ((gint64) order->made->rows), *number = grouped (order->made->seq);

      sentence = g_strdup_printf (_("✓ Package %s is exported: %s rows"), number, rows);
      if (self->scroller != NULL)
        gtk_editable_set_text (GTK_EDITABLE (self->password), "");
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    sentence = g_strdup (_("Cancelled: nothing was exported"));
  else
    sentence = g_strdup_printf ("✗ %s", error->message);
  if (self->scroller != NULL)
    {
      g_signal_emit (self, signals[RESTED], 0, sentence);
      refresh (self);
    }
}

static void
chosen_cb (const char *path, gpointer data)
{
  JzSubmissionPane *self = data;
  Order            *order;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GTask) task = NULL;

  if (self->session == NULL || self->working)
    return;
  order = g_new0 (Order, 1);
  g_mutex_init (&order->lock);
  order->store = g_object_ref (jz_session_get_store (self->session));
  order->actor = *jz_session_get_actor (self->session);
  order->path = g_strdup (path);
  order->password = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->password)));
  order->since_receipt = self->has_receipt && adw_combo_row_get_selected (ADW_COMBO_ROW (self->scope)) == 1;
  task = g_task_new (self, cancellable, exported_cb, NULL);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, order, order_free);
  self->order = order;
  self->working = TRUE;
  self->poll = g_timeout_add (POLL_MS, poll_cb, self);
  g_signal_emit (self, signals[WORKING], 0, _("Exporting"), cancellable);
  refresh (self);
  g_task_run_in_thread (task, export_thread);
}

static void
export_cb (JzSubmissionPane *self)
{
  static const char *const patterns[] = { "*.zip", NULL };
  const JzCompatFileChoice choice = { JZ_CHOOSE_SAVE, _("Export the Package"), self->name, _("Packages"), patterns };

  jz_compat_choose_file (window_of (self), &choice, chosen_cb, g_object_ref (self), g_object_unref);
}

static void
verify_chosen_cb (const char *path, gpointer data)
{
  if (gtk_widget_get_root (data) != NULL)
    jz_verify_window_present (window_of (data), path);
}

static void
verify_cb (JzSubmissionPane *self)
{
  static const char *const patterns[] = { "*.zip", NULL };
  const JzCompatFileChoice choice = { JZ_CHOOSE_OPEN, _("Choose the Package"), NULL, _("Packages"), patterns };

  jz_compat_choose_file (window_of (self), &choice, verify_chosen_cb, g_object_ref (self), g_object_unref);
}

/* What was sent. */

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
add_sent (JzSubmissionPane *self, const JzSent *sent, int row)
{
  g_autofree char *date = g_strndup (sent->at, 10), *rows = grouped (sent->rows),
                  *size = g_format_size ((guint64) sent->bytes), *number = grouped (sent->seq);
  gboolean         full = g_str_equal (sent->kind, "full");
  g_autofree char *title = full ? g_strdup_printf (_("No. %s, complete, %s rows"), number, rows) :
                                  g_strdup_printf (_("No. %s, changes, %s rows"), number, rows);
  g_autofree char *who = g_strdup_printf ("%s · %s", sent->who != NULL ? sent->who : "", size);
  const char *state = sent->verdict == NULL                   ? _("… No receipt yet") :
                      g_str_equal (sent->verdict, "accepted") ? _("✓ Accepted") :
                      g_str_equal (sent->verdict, "partly")   ? _("! Accepted in part") :
                                                                _("✗ Returned");
  const char *colour = sent->verdict == NULL                   ? "jz-dim" :
                       g_str_equal (sent->verdict, "accepted") ? "jz-ok" :
                       g_str_equal (sent->verdict, "partly")   ? "jz-warn" :
                                                                 "jz-err";
  GtkWidget       *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget       *verdict = make_label (state, "jz-caption");

  gtk_widget_add_css_class (verdict, colour);
  gtk_box_append (GTK_BOX (words), make_label (title, NULL));
  gtk_box_append (GTK_BOX (words), make_label (who, "jz-caption"));
  gtk_box_append (GTK_BOX (words), verdict);
  gtk_widget_set_tooltip_text (words, sent->path);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_grid_attach (GTK_GRID (self->history), make_label (date, "jz-caption"), 0, row, 1, 1);
  gtk_widget_set_valign (gtk_grid_get_child_at (GTK_GRID (self->history), 0, row), GTK_ALIGN_START);
  gtk_grid_attach (GTK_GRID (self->history), words, 1, row, 1, 1);
}

void
jz_submission_pane_set_report (JzSubmissionPane *self, const JzReadinessReport *report, gint64 n_blocking)
{
  for (GtkWidget *child = gtk_widget_get_first_child (self->history); child != NULL;
       child = gtk_widget_get_first_child (self->history))
    gtk_grid_remove (GTK_GRID (self->history), child);
  for (guint i = 0; i < report->sent->len; i++)
    add_sent (self, g_ptr_array_index (report->sent, i), (int) i);
  if (report->sent->len == 0)
    gtk_grid_attach (GTK_GRID (self->history), make_label (_("Nothing has been exported yet"), "jz-dim"), 0, 0, 1, 1);
  self->n_blocking = n_blocking;
  self->has_receipt = report->has_receipt;
  self->known = TRUE;
  g_free (self->name);
  self->name =
    g_strdup_printf ("%s-%06" G_GINT64_FORMAT ".zip", report->code != NULL ? report->code : "school", report->next_seq);
  gtk_label_set_text (GTK_LABEL (self->file_line), self->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->county), report->county != NULL && *report->county != '\0' ?
                                                                report->county :
                                                                _("Not named yet"));
  refresh (self);
}

void
jz_submission_pane_set_session (JzSubmissionPane *self, JzSession *session)
{
  g_set_object (&self->session, session);
  self->known = FALSE;
  gtk_editable_set_text (GTK_EDITABLE (self->password), "");
  refresh (self);
  if (session != NULL)
    read_key (self);
}

/* The widget. */

static void
jz_submission_pane_dispose (GObject *object)
{
  JzSubmissionPane *self = JZ_SUBMISSION_PANE (object);

  g_clear_handle_id (&self->poll, g_source_remove);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->session);
  g_clear_pointer (&self->name, g_free);
  G_OBJECT_CLASS (jz_submission_pane_parent_class)->dispose (object);
}

static void
jz_submission_pane_class_init (JzSubmissionPaneClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = jz_submission_pane_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "jz-inspector");
  signals[WORKING] = g_signal_new ("working", JZ_TYPE_SUBMISSION_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_CANCELLABLE);
  signals[PROGRESS] = g_signal_new ("progress", JZ_TYPE_SUBMISSION_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_INT64);
  signals[RESTED] = g_signal_new ("rested", JZ_TYPE_SUBMISSION_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static GtkWidget *
make_group (JzSubmissionPane *self)
{
  const char    *scopes[] = { _("Everything"), _("Since the last receipt"), NULL };
  GtkWidget     *group = adw_preferences_group_new ();
  GtkStringList *list = gtk_string_list_new (scopes);

  self->scope = adw_combo_row_new ();
  self->county = adw_action_row_new ();
  self->key_row = adw_action_row_new ();
  self->make_key = gtk_button_new_with_label (_("Make a Key…"));
  self->password = adw_password_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->scope), _("Scope"));
  adw_combo_row_set_model (ADW_COMBO_ROW (self->scope), G_LIST_MODEL (list));
  g_object_unref (list);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->county), _("Receiver"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->key_row), _("Signature"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->password), _("Password of the key"));
  gtk_widget_set_valign (self->make_key, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->key_row), self->make_key);
  g_signal_connect_object (self->make_key, "clicked", G_CALLBACK (make_key_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->scope);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->county);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->key_row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->password);
  return group;
}

static void
jz_submission_pane_init (JzSubmissionPane *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6),
            *verify = gtk_button_new_with_label (_("Verify a Package…"));
  GtkWidget *group = make_group (self);

  self->scroller = gtk_scrolled_window_new ();
  self->file_line = make_label ("", "jz-subtitle");
  self->export_button = gtk_button_new_with_label (_("Export the Package…"));
  self->reason = make_label ("", "jz-caption");
  self->history = gtk_grid_new ();
  gtk_widget_set_margin_top (group, 8);
  gtk_widget_set_margin_bottom (group, 8);
  gtk_widget_add_css_class (self->export_button, "suggested-action");
  gtk_widget_add_css_class (self->reason, "jz-warn");
  gtk_label_set_xalign (GTK_LABEL (self->reason), 0.5f);
  gtk_grid_set_row_spacing (GTK_GRID (self->history), 10);
  gtk_grid_set_column_spacing (GTK_GRID (self->history), 12);
  g_signal_connect_object (self->export_button, "clicked", G_CALLBACK (export_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (verify, "clicked", G_CALLBACK (verify_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), make_label (_("Export"), "jz-title"));
  gtk_box_append (GTK_BOX (box), self->file_line);
  gtk_box_append (GTK_BOX (box), group);
  gtk_box_append (GTK_BOX (box), self->export_button);
  gtk_box_append (GTK_BOX (box), self->reason);
  gtk_box_append (GTK_BOX (box), verify);
  gtk_box_append (GTK_BOX (box), make_label (_("Sent before"), "jz-group"));
  gtk_widget_set_margin_top (gtk_widget_get_last_child (box), 12);
  gtk_box_append (GTK_BOX (box), self->history);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), box);
  gtk_widget_set_size_request (self->scroller, 330, -1);
  gtk_widget_set_vexpand (self->scroller, TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self), FALSE);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

JzSubmissionPane *
jz_submission_pane_new (void)
{
  return g_object_new (JZ_TYPE_SUBMISSION_PANE, NULL);
}
