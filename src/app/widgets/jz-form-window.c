/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-form-window.h"

#include <glib/gi18n-lib.h>

#include "jz-compat.h"

#define WIDEST 680 /* px of the column of fields */

struct _JzFormWindow
{
  AdwWindow  parent_instance;
  GtkWidget *content; /* until it is shown */
  GtkWidget *box;
  GtkWidget *error;
  GtkWidget *go;
  GtkWidget *go_label;
  GtkWidget *spinner;
  gboolean   busy;
  gboolean   left; /* closed while something was being written */
};

G_DEFINE_FINAL_TYPE (JzFormWindow, jz_form_window, ADW_TYPE_WINDOW)

enum { GO, N_SIGNALS };
static guint signals[N_SIGNALS];

/* A button that shows its key. @label: (out) (optional) */
static GtkWidget *
make_button (const char *words, const char *key, const char *action, GtkWidget **label)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *text = gtk_label_new (words);
  GtkWidget *cap = gtk_label_new (key);

  gtk_widget_add_css_class (cap, "jz-key");
  gtk_box_append (GTK_BOX (box), text);
  gtk_box_append (GTK_BOX (box), cap);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  jz_compat_name (button, words);
  if (label != NULL)
    *label = text;
  return button;
}

AdwPreferencesGroup *
jz_form_window_add_group (JzFormWindow *self, const char *title, const char *description)
{
  GtkWidget *group = adw_preferences_group_new ();

  if (title != NULL)
    adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  if (description != NULL)
    adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), description);
  jz_form_window_add (self, group);
  return ADW_PREFERENCES_GROUP (group);
}

void
jz_form_window_add (JzFormWindow *self, GtkWidget *widget)
{
  gtk_box_insert_child_after (GTK_BOX (self->box), widget, gtk_widget_get_prev_sibling (self->error));
}

void
jz_form_window_set_error (JzFormWindow *self, const char *sentence)
{
  g_autofree char *with_sign = sentence != NULL ? g_strdup_printf ("✗ %s", sentence) : g_strdup ("");

  gtk_label_set_text (GTK_LABEL (self->error), with_sign);
  gtk_widget_set_visible (self->error, sentence != NULL);
}

void
jz_form_window_set_busy (JzFormWindow *self, gboolean busy)
{
  self->busy = busy;
  gtk_widget_set_visible (self->spinner, busy);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "form.go", !busy);
}

void
jz_form_window_set_go (JzFormWindow *self, const char *go, gboolean sensitive)
{
  gtk_label_set_text (GTK_LABEL (self->go_label), go);
  jz_compat_name (self->go, go);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "form.go", sensitive && !self->busy);
}

/* Writing. */

typedef struct
{
  JzFormWindow *form; /* NULL: none */
  JzSession    *session;
  GtkWidget    *blamed;
} Writing;

static void
writing_free (Writing *self)
{
  g_clear_object (&self->form);
  g_clear_object (&self->blamed);
  g_object_unref (self->session);
  g_free (self);
}

static void
tell_form (Writing *self, const GError *error)
{
  jz_form_window_set_busy (self->form, FALSE);
  if (error == NULL)
    {
      gtk_window_close (GTK_WINDOW (self->form));
      return;
    }
  if (self->blamed != NULL)
    {
      jz_form_field_set_error (self->blamed, error->message);
      jz_form_field_focus (self->blamed);
    }
  else
    jz_form_window_set_error (self->form, error->message);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Writing *self = data;
  gint64   operation = 0;
  g_autofree char *words = NULL;
  g_autoptr (GError) error = NULL;
  gboolean ok = jz_store_write_finish (JZ_STORE (source), result, &operation, &words, &error);

  if (self->form != NULL && !self->form->left)
    tell_form (self, error);
  else if (!ok)
    g_signal_emit_by_name (self->session, "trouble", error->message);
  if (ok && operation != 0)
    g_signal_emit_by_name (self->session, "done", words != NULL ? words : "", operation);
  writing_free (self);
}

static void
write_now (JzSession *session, const JzAction *action, JzWriteFunc func, gpointer data, GDestroyNotify destroy, JzFormWindow *form, GtkWidget *blamed)
{
  JzStore *store = jz_session_get_store (session);
  Writing *writing;

  if (store == NULL)
    {
      if (destroy != NULL)
        destroy (data);
      return;
    }
  writing = g_new0 (Writing, 1);
  writing->session = g_object_ref (session);
  g_set_object (&writing->form, form);
  g_set_object (&writing->blamed, blamed);
  jz_store_write (store, action, jz_session_get_actor (session), func, data, destroy, NULL, written_cb, writing);
}

void
jz_form_window_write (JzFormWindow *self, JzSession *session, const JzAction *action, JzWriteFunc func, gpointer data, GDestroyNotify destroy,
                      GtkWidget *blamed)
{
  jz_form_window_set_error (self, NULL);
  jz_form_window_set_busy (self, TRUE);
  write_now (session, action, func, data, destroy, self, blamed);
}

void
jz_write_and_tell (JzSession *session, const JzAction *action, JzWriteFunc func, gpointer data, GDestroyNotify destroy)
{
  write_now (session, action, func, data, destroy, NULL, NULL);
}

/* The window. */

static void
go_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[GO], 0);
}

static gboolean
close_request (GtkWindow *window)
{
  JZ_FORM_WINDOW (window)->left = TRUE;
  return GTK_WINDOW_CLASS (jz_form_window_parent_class)->close_request (window);
}

/* The content comes last: GTK 4.8 forgets the accessible role of a window that rows with controls are added to. */
static void
show (GtkWidget *widget)
{
  JzFormWindow *self = JZ_FORM_WINDOW (widget);

  if (self->content != NULL)
    adw_window_set_content (ADW_WINDOW (self), self->content);
  g_clear_object (&self->content);
  GTK_WIDGET_CLASS (jz_form_window_parent_class)->show (widget);
}

static void
jz_form_window_dispose (GObject *object)
{
  g_clear_object (&JZ_FORM_WINDOW (object)->content);
  G_OBJECT_CLASS (jz_form_window_parent_class)->dispose (object);
}

static void
jz_form_window_class_init (JzFormWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jz_form_window_dispose;
  widget_class->show = show;
  GTK_WINDOW_CLASS (klass)->close_request = close_request;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_install_action (widget_class, "form.go", NULL, go_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "form.go", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "form.go", NULL);
  signals[GO] = g_signal_new ("go", JZ_TYPE_FORM_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
jz_form_window_init (JzFormWindow *self)
{
}

static GtkWidget *
make_header (JzFormWindow *self, const char *go)
{
  GtkWidget *header = adw_header_bar_new ();

  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), make_button (_("Cancel"), "Esc", "window.close", NULL));
  self->go = make_button (go, "Ctrl+Enter", "form.go", &self->go_label);
  self->spinner = gtk_spinner_new ();
  gtk_widget_set_visible (self->spinner, FALSE);
  gtk_widget_add_css_class (self->go, "suggested-action");
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->go);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->spinner);
  return header;
}

static GtkWidget *
make_body (JzFormWindow *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  gtk_widget_add_css_class (self->box, "jz-form-box");
  jz_form_field_set_form (self->box);
  self->error = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->error), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->error), 0);
  gtk_widget_add_css_class (self->error, "jz-err");
  gtk_widget_set_visible (self->error, FALSE);
  gtk_box_append (GTK_BOX (self->box), self->error);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 560);
  /* A long sentence wraps; it does not widen the form. */
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), WIDEST);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), WIDEST);
  adw_clamp_set_child (ADW_CLAMP (clamp), self->box);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  gtk_widget_set_vexpand (scroller, TRUE);
  return scroller;
}

JzFormWindow *
jz_form_window_new (GtkWidget *parent, const char *title, const char *go)
{
  JzFormWindow *self = g_object_new (JZ_TYPE_FORM_WINDOW, "title", title, "modal", TRUE, "default-width", 560, NULL);
  GtkWidget    *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), make_header (self, go));
  gtk_box_append (GTK_BOX (box), make_body (self));
  self->content = g_object_ref_sink (box);
  gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (gtk_widget_get_root (parent)));
  return self;
}
