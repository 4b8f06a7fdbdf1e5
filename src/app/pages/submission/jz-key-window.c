/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#include "jz-key-button.h"
#include "jz-key.h"
#include "jz-submission-dialogs.h"

#define SHORTEST_PASSWORD 8

#define JZ_TYPE_KEY_WINDOW (jz_key_window_get_type ())
G_DECLARE_FINAL_TYPE (JzKeyWindow, jz_key_window, JZ, KEY_WINDOW, AdwWindow)

struct _JzKeyWindow
{
  AdwWindow     parent_instance;
  JzDialogHead  head;
  GtkWidget    *password, *again, *fault, *box;
  JzKeyMadeFunc func;
  gpointer      data;
  gboolean      made;
};

G_DEFINE_FINAL_TYPE (JzKeyWindow, jz_key_window, ADW_TYPE_WINDOW)

typedef struct
{
  char       *path, *password;
  JzPublicKey key;
} Making;

static void
making_free (gpointer data)
{
  Making *self = data;

  sodium_memzero (self->password, strlen (self->password));
  g_free (self->password);
  g_free (self->path);
  g_free (self);
}

static void
make_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Making          *making = data;
  g_autofree char *folder = g_path_get_dirname (making->path);
  GError          *error = NULL;

  g_mkdir_with_parents (folder, 0700);
  if (jz_key_make (making->path, making->password, FALSE, &making->key, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static GtkWidget *
add_text (GtkWidget *box, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static void
show_made (JzKeyWindow *self, const Making *making)
{
  g_autofree char *fingerprint = jz_public_key_fingerprint (&making->key);
  GtkWidget       *label;

  for (GtkWidget *child = gtk_widget_get_first_child (self->box); child != NULL;
       child = gtk_widget_get_first_child (self->box))
    gtk_box_remove (GTK_BOX (self->box), child);
  add_text (self->box, _("✓ The school has its key"), "jz-title");
  add_text (
    self->box,
    _("Tell the county this fingerprint by telephone or on paper; it compares it with that of the first package."),
    NULL);
  label = add_text (self->box, fingerprint, "jz-title");
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  add_text (self->box, _("Keep a copy of the key on another medium. Whoever has it can sign for the school."),
            "jz-dim");
  jz_key_button_set_label (self->head.go, _("Close"));
  gtk_widget_set_sensitive (self->head.go, TRUE);
  gtk_widget_set_visible (self->head.cancel, FALSE);
  self->made = TRUE;
  self->func (self->data);
}

static void
show_fault (JzKeyWindow *self, GtkWidget *row, const char *sentence)
{
  g_autofree char *with_sign = g_strdup_printf ("✗ %s", sentence);

  gtk_label_set_text (GTK_LABEL (self->fault), with_sign);
  gtk_widget_set_visible (self->fault, TRUE);
  gtk_widget_add_css_class (row, "error");
  gtk_widget_grab_focus (row);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  JzKeyWindow *self = JZ_KEY_WINDOW (source);
  g_autoptr (GError) error = NULL;

  gtk_widget_set_sensitive (self->head.go, TRUE);
  if (g_task_propagate_boolean (G_TASK (result), &error))
    show_made (self, g_task_get_task_data (G_TASK (result)));
  else
    show_fault (self, self->password, error->message);
}

static void
go_cb (JzKeyWindow *self)
{
  const char *password, *again;
  Making     *making;
  g_autoptr (GTask) task = NULL;

  if (self->made)
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  password = gtk_editable_get_text (GTK_EDITABLE (self->password));
  again = gtk_editable_get_text (GTK_EDITABLE (self->again));
  gtk_widget_set_visible (self->fault, FALSE);
  gtk_widget_remove_css_class (self->password, "error");
  gtk_widget_remove_css_class (self->again, "error");
  if (*password != '\0' && g_utf8_strlen (password, -1) < SHORTEST_PASSWORD)
    show_fault (self, self->password, _("A password has at least eight characters"));
  else if (!g_str_equal (password, again))
    show_fault (self, self->again, _("The two passwords differ"));
  else
    {
      making = g_new0 (Making, 1);
      making->path = jz_key_default_path ();
      making->password = g_strdup (password);
      task = g_task_new (self, NULL, made_cb, NULL);
      g_task_set_task_data (task, making, making_free);
      gtk_widget_set_sensitive (self->head.go, FALSE);
      g_task_run_in_thread (task, make_thread);
    }
}

static void
jz_key_window_class_init (JzKeyWindowClass *klass)
{
}

static void
jz_key_window_init (JzKeyWindow *self)
{
  GtkWidget       *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *group = adw_preferences_group_new ();
  g_autofree char *path = jz_key_default_path (),
                  *where = g_strdup_printf (_("It is kept in %s, for this user of this computer alone."), path);

  jz_dialog_head_init (&self->head, GTK_WINDOW (self), _("Make a Signing Key"), _("Make"));
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_add_css_class (self->box, "jz-dialog-body");
  add_text (
    self->box,
    _("With its key the school signs its packages: the county sees that they come from here and that nobody changed them on the way."),
    NULL);
  add_text (self->box, where, "jz-dim");
  self->password = adw_password_entry_row_new ();
  self->again = adw_password_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->password), _("Password of the key (may be left empty)"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->again), _("The same again"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->password);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->again);
  gtk_box_append (GTK_BOX (self->box), group);
  self->fault = add_text (self->box, NULL, "jz-err");
  gtk_widget_set_visible (self->fault, FALSE);
  gtk_box_append (GTK_BOX (content), self->head.header);
  gtk_box_append (GTK_BOX (content), self->box);
  adw_window_set_content (ADW_WINDOW (self), content);
  g_signal_connect_object (self->head.go, "clicked", G_CALLBACK (go_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->again, "entry-activated", G_CALLBACK (go_cb), self, G_CONNECT_SWAPPED);
}

void
jz_key_window_present (GtkWindow *parent, JzKeyMadeFunc func, gpointer data)
{
  JzKeyWindow *self = g_object_new (JZ_TYPE_KEY_WINDOW, "transient-for", parent, "modal", TRUE, "destroy-with-parent",
                                    TRUE, "default-width", 560, NULL);

  self->func = func;
  self->data = data;
  gtk_window_present (GTK_WINDOW (self));
}
