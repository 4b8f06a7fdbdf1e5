/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-edit-dialog.h"

#include <glib/gi18n-lib.h>

#include "jz-compat.h"
#include "jz-field.h"
#include "jz-row-field.h"
#include "jz-scanner.h"

#define WIDEST  680 /* px of a column of rows */
#define HIGHEST 560 /* px that such a column asks for */

struct _JzEditDialog
{
  AdwWindow  parent_instance;
  GtkWidget *content;  /* until it is in the window */
  GtkWidget *title;
  GtkWidget *cancel;
  GtkWidget *go;
  GtkWidget *go_label;
  GtkWidget *spinner;
  GtkWidget *box;      /* form, refusal, foot */
  GtkWidget *scroller;
  GtkWidget *column;   /* of rows; NULL: there is a body */
  GtkWidget *wrong;
  GtkWidget *blamed;   /* weak */
  gboolean   busy;
  gboolean   writing;
};

G_DEFINE_FINAL_TYPE (JzEditDialog, jz_edit_dialog, ADW_TYPE_WINDOW)

enum { GO, SCANNED, N_SIGNALS };
static guint signals[N_SIGNALS];

void
jz_edit_dialog_set_busy (JzEditDialog *self, gboolean busy)
{
  self->busy = busy;
  gtk_widget_set_visible (self->spinner, busy);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "form.go", !busy);
}

static void
set_writing (JzEditDialog *self, gboolean writing)
{
  self->writing = writing;
  jz_edit_dialog_set_busy (self, writing);
  gtk_widget_set_sensitive (self->box, !writing);
  gtk_widget_set_sensitive (self->cancel, !writing);
}

void
jz_edit_dialog_set_go (JzEditDialog *self, const char *go, gboolean sensitive)
{
  gtk_label_set_text (GTK_LABEL (self->go_label), go);
  jz_compat_name (self->go, go);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "form.go", sensitive && !self->busy);
}

void
jz_edit_dialog_say (JzEditDialog *self, const char *sentence)
{
  jz_field_refuse (self->wrong, sentence);
}

void
jz_edit_dialog_set_blamed (JzEditDialog *self, GtkWidget *field)
{
  g_set_weak_pointer (&self->blamed, field);
}

void
jz_edit_dialog_set_title (JzEditDialog *self, const char *title, const char *subtitle)
{
  gtk_window_set_title (GTK_WINDOW (self), title);
  adw_window_title_set_title (ADW_WINDOW_TITLE (self->title), title);
  adw_window_title_set_subtitle (ADW_WINDOW_TITLE (self->title), subtitle != NULL ? subtitle : "");
}

static void
show_content (JzEditDialog *self)
{
  if (self->content != NULL)
    adw_window_set_content (ADW_WINDOW (self), self->content);
  g_clear_object (&self->content);
}

static void
scanned_cb (const char *code, gpointer data)
{
  g_signal_emit (data, signals[SCANNED], 0, code);
}

void
jz_edit_dialog_set_body (JzEditDialog *self, GtkWidget *body, gboolean padded)
{
  GtkWidget *room = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_set_vexpand (body, TRUE);
  if (padded)
    gtk_widget_add_css_class (room, "jz-dialog-body");
  gtk_box_append (GTK_BOX (room), body);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), room);
  show_content (self);
  jz_scanner_attach (GTK_WINDOW (self), scanned_cb, self);
}

static void
make_column (JzEditDialog *self)
{
  GtkWidget *clamp = adw_clamp_new ();

  self->column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  gtk_widget_add_css_class (self->column, "jz-dialog-column");
  jz_field_set_form (self->column);
  /* A long sentence wraps; it does not widen the form. */
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), WIDEST);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), WIDEST);
  adw_clamp_set_child (ADW_CLAMP (clamp), self->column);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scroller), HIGHEST);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), clamp);
}

void
jz_edit_dialog_add (JzEditDialog *self, GtkWidget *widget)
{
  if (self->column == NULL)
    make_column (self);
  gtk_box_append (GTK_BOX (self->column), widget);
}

AdwPreferencesGroup *
jz_edit_dialog_add_group (JzEditDialog *self, const char *title, const char *description)
{
  GtkWidget *group = adw_preferences_group_new ();

  if (title != NULL)
    adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  if (description != NULL)
    adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), description);
  jz_edit_dialog_add (self, group);
  return ADW_PREFERENCES_GROUP (group);
}

void
jz_edit_dialog_set_foot (JzEditDialog *self, GtkWidget *foot)
{
  gtk_widget_add_css_class (foot, "jz-status");
  gtk_box_append (GTK_BOX (self->box), foot);
}

/* Saving. */

typedef struct
{
  JzEditDialog  *dialog;
  JzSession     *session;
  gpointer       work;
  GDestroyNotify destroy;
  JzEditDoneFunc done;
  GObject       *data;
} Writing;

static void
writing_free (Writing *self)
{
  if (self->destroy != NULL)
    self->destroy (self->work);
  g_clear_object (&self->data);
  g_object_unref (self->session);
  g_object_unref (self->dialog);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Writing, writing_free)

static void
say_refusal (JzEditDialog *self, const char *sentence)
{
  if (self->blamed == NULL)
    {
      jz_edit_dialog_say (self, sentence);
      return;
    }
  jz_row_field_set_error (self->blamed, sentence);
  jz_row_field_focus (self->blamed);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Writing) self = data;
  g_autoptr (GError)  error = NULL;
  g_autofree char    *words = NULL;
  gint64              operation = 0;

  set_writing (self->dialog, FALSE);
  if (!jz_store_write_finish (JZ_STORE (source), result, &operation, &words, &error))
    {
      say_refusal (self->dialog, error->message);
      return;
    }
  gtk_window_destroy (GTK_WINDOW (self->dialog));
  if (operation != 0)
    jz_session_say_done (self->session, words, operation);
  if (self->done != NULL)
    self->done (self->work, self->data);
}

void
jz_edit_dialog_write (JzEditDialog *self, JzSession *session, const JzAction *action, JzWriteFunc func, gpointer work,
                      GDestroyNotify destroy, JzEditDoneFunc done, GObject *data)
{
  Writing *writing = g_new (Writing, 1);

  *writing = (Writing){
    g_object_ref (self), g_object_ref (session), work, destroy, done, data != NULL ? g_object_ref (data) : NULL
  };
  if (jz_session_get_store (session) == NULL)
    {
      jz_edit_dialog_say (self, _("The school file is closed"));
      writing_free (writing);
      return;
    }
  jz_edit_dialog_say (self, NULL);
  set_writing (self, TRUE);
  jz_store_write (jz_session_get_store (session), action, jz_session_get_actor (session), func, work, NULL, NULL,
                  written_cb, writing);
}

/* Keys and life. */

static void
go_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[GO], 0);
}

static gboolean
jz_edit_dialog_close_request (GtkWindow *window)
{
  if (JZ_EDIT_DIALOG (window)->writing)
    return GDK_EVENT_STOP;
  return GTK_WINDOW_CLASS (jz_edit_dialog_parent_class)->close_request (window);
}

/* A column comes last: GTK 4.8 forgets the accessible role of a window that rows with controls are added to. */
static void
jz_edit_dialog_show (GtkWidget *widget)
{
  show_content (JZ_EDIT_DIALOG (widget));
  GTK_WIDGET_CLASS (jz_edit_dialog_parent_class)->show (widget);
}

static void
jz_edit_dialog_dispose (GObject *object)
{
  JzEditDialog *self = JZ_EDIT_DIALOG (object);

  g_clear_weak_pointer (&self->blamed);
  g_clear_object (&self->content);
  G_OBJECT_CLASS (jz_edit_dialog_parent_class)->dispose (object);
}

static void
jz_edit_dialog_class_init (JzEditDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jz_edit_dialog_dispose;
  widget_class->show = jz_edit_dialog_show;
  GTK_WINDOW_CLASS (klass)->close_request = jz_edit_dialog_close_request;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_install_action (widget_class, "form.go", NULL, go_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "form.go", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "form.go", NULL);
  signals[GO] = g_signal_new ("go", JZ_TYPE_EDIT_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SCANNED] = g_signal_new ("scanned", JZ_TYPE_EDIT_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                   1, G_TYPE_STRING);
}

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

static GtkWidget *
make_header (JzEditDialog *self, const char *go)
{
  GtkWidget *header = adw_header_bar_new ();

  self->title = adw_window_title_new ("", "");
  self->cancel = make_button (_("Cancel"), "Esc", "window.close", NULL);
  self->go = make_button (go, "Ctrl+Enter", "form.go", &self->go_label);
  self->spinner = gtk_spinner_new ();
  gtk_widget_set_visible (self->spinner, FALSE);
  gtk_widget_add_css_class (self->go, "suggested-action");
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), self->title);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), self->cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->go);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->spinner);
  return header;
}

static void
jz_edit_dialog_init (JzEditDialog *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scroller), TRUE);
  gtk_widget_set_vexpand (self->scroller, TRUE);
  self->wrong = jz_field_refusal_new ();
  gtk_widget_add_css_class (self->wrong, "jz-dialog-wrong");
  gtk_box_append (GTK_BOX (self->box), self->scroller);
  gtk_box_append (GTK_BOX (self->box), self->wrong);
}

JzEditDialog *
jz_edit_dialog_new (GtkWidget *parent, const char *title, const char *go, int width, int height)
{
  JzEditDialog *self = g_object_new (JZ_TYPE_EDIT_DIALOG, "transient-for", gtk_widget_get_root (parent), "modal", TRUE,
                                     "default-width", width, "default-height", height, NULL);
  GtkWidget    *all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (all), make_header (self, go));
  gtk_box_append (GTK_BOX (all), self->box);
  self->content = g_object_ref_sink (all);
  jz_edit_dialog_set_title (self, title, NULL);
  return self;
}
