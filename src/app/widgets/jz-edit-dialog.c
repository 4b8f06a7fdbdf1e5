/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-edit-dialog.h"

#include <glib/gi18n-lib.h>

#include "jz-compat.h"
#include "jz-scanner.h"

struct _JzEditDialog
{
  AdwWindow  parent_instance;
  GtkWidget *title;
  GtkWidget *cancel;
  GtkWidget *save;
  GtkWidget *box;      /* form, refusal, foot */
  GtkWidget *scroller;
  GtkWidget *wrong;
  gboolean   busy;
};

G_DEFINE_FINAL_TYPE (JzEditDialog, jz_edit_dialog, ADW_TYPE_WINDOW)

enum { SAVE, SCANNED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
set_busy (JzEditDialog *self, gboolean busy)
{
  self->busy = busy;
  gtk_widget_set_sensitive (self->box, !busy);
  gtk_widget_set_sensitive (self->save, !busy);
  gtk_widget_set_sensitive (self->cancel, !busy);
}

void
jz_edit_dialog_say (JzEditDialog *self, const char *sentence)
{
  g_autofree char *with_sign = sentence != NULL ? g_strdup_printf ("✗ %s", sentence) : NULL;

  gtk_label_set_text (GTK_LABEL (self->wrong), with_sign != NULL ? with_sign : "");
  gtk_widget_set_visible (self->wrong, sentence != NULL);
}

void
jz_edit_dialog_set_title (JzEditDialog *self, const char *title, const char *subtitle)
{
  gtk_window_set_title (GTK_WINDOW (self), title);
  adw_window_title_set_title (ADW_WINDOW_TITLE (self->title), title);
  adw_window_title_set_subtitle (ADW_WINDOW_TITLE (self->title), subtitle != NULL ? subtitle : "");
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
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Writing) self = data;
  g_autoptr (GError)  error = NULL;
  g_autofree char    *words = NULL;
  gint64              operation = 0;

  set_busy (self->dialog, FALSE);
  if (!jz_store_write_finish (JZ_STORE (source), result, &operation, &words, &error))
    {
      jz_edit_dialog_say (self->dialog, error->message);
      return;
    }
  gtk_window_destroy (GTK_WINDOW (self->dialog));
  if (operation != 0 && words != NULL)
    g_signal_emit_by_name (self->session, "done", words, operation);
  if (self->done != NULL)
    self->done (self->work, self->data);
}

void
jz_edit_dialog_write (JzEditDialog *self, JzSession *session, const JzAction *action, JzWriteFunc func, gpointer work, GDestroyNotify destroy,
                      JzEditDoneFunc done, GObject *data)
{
  Writing *writing = g_new (Writing, 1);

  *writing = (Writing){ g_object_ref (self), g_object_ref (session), work, destroy, done, data != NULL ? g_object_ref (data) : NULL };
  if (jz_session_get_store (session) == NULL)
    {
      jz_edit_dialog_say (self, _("The school file is closed"));
      writing_free (writing);
      return;
    }
  jz_edit_dialog_say (self, NULL);
  set_busy (self, TRUE);
  jz_store_write (jz_session_get_store (session), action, jz_session_get_actor (session), func, work, NULL, NULL, written_cb, writing);
}

/* Keys and life. */

static void
save_cb (JzEditDialog *self)
{
  if (!self->busy)
    g_signal_emit (self, signals[SAVE], 0);
}

static gboolean
save_key_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  save_cb (JZ_EDIT_DIALOG (widget));
  return GDK_EVENT_STOP;
}

static gboolean
leave_key_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  gtk_window_close (GTK_WINDOW (widget));
  return GDK_EVENT_STOP;
}

static gboolean
jz_edit_dialog_close_request (GtkWindow *window)
{
  if (JZ_EDIT_DIALOG (window)->busy)
    return GDK_EVENT_STOP;
  return GTK_WINDOW_CLASS (jz_edit_dialog_parent_class)->close_request (window);
}

static void
scanned_cb (const char *code, gpointer data)
{
  g_signal_emit (data, signals[SCANNED], 0, code);
}

static GtkWidget *
make_button (const char *words, const char *key)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *cap = gtk_label_new (key);

  gtk_widget_add_css_class (cap, "jz-key");
  gtk_box_append (GTK_BOX (box), gtk_label_new (words));
  gtk_box_append (GTK_BOX (box), cap);
  gtk_button_set_child (GTK_BUTTON (button), box);
  jz_compat_name (button, words);
  return button;
}

static void
jz_edit_dialog_class_init (JzEditDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  GTK_WINDOW_CLASS (klass)->close_request = jz_edit_dialog_close_request;
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, leave_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, save_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, save_key_cb, NULL);
  signals[SAVE] = g_signal_new ("save", JZ_TYPE_EDIT_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SCANNED] = g_signal_new ("scanned", JZ_TYPE_EDIT_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static GtkWidget *
make_header (JzEditDialog *self, const char *verb)
{
  GtkWidget *header = adw_header_bar_new ();

  self->title = adw_window_title_new ("", "");
  self->cancel = make_button (_("Cancel"), "Esc");
  self->save = make_button (verb, "Ctrl+Enter");
  gtk_widget_add_css_class (self->save, "suggested-action");
  g_signal_connect_swapped (self->cancel, "clicked", G_CALLBACK (gtk_window_close), self);
  g_signal_connect_swapped (self->save, "clicked", G_CALLBACK (save_cb), self);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), self->title);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), self->cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->save);
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
  self->wrong = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->wrong), 0);
  gtk_label_set_wrap (GTK_LABEL (self->wrong), TRUE);
  gtk_widget_add_css_class (self->wrong, "jz-err");
  gtk_widget_add_css_class (self->wrong, "jz-dialog-wrong");
  gtk_widget_set_visible (self->wrong, FALSE);
  gtk_box_append (GTK_BOX (self->box), self->scroller);
  gtk_box_append (GTK_BOX (self->box), self->wrong);
}

JzEditDialog *
jz_edit_dialog_new (GtkWindow *parent, const char *title, const char *verb, int width, int height)
{
  JzEditDialog *self = g_object_new (JZ_TYPE_EDIT_DIALOG, "transient-for", parent, "modal", TRUE, NULL);
  GtkWidget    *all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (all), make_header (self, verb));
  gtk_box_append (GTK_BOX (all), self->box);
  adw_window_set_content (ADW_WINDOW (self), all);
  gtk_window_set_default_size (GTK_WINDOW (self), width, height);
  jz_edit_dialog_set_title (self, title, NULL);
  jz_scanner_attach (GTK_WINDOW (self), scanned_cb, self);
  return self;
}
