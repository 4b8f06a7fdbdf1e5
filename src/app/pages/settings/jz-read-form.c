/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-read-form.h"

#include <glib/gi18n-lib.h>

#define WIDTH 560 /* px */

static void
form_free (gpointer data)
{
  JzReadForm *self = data;

  if (self->kind->clear != NULL)
    self->kind->clear (self);
  g_clear_object (&self->over);
  g_object_unref (self->session);
  g_free (self);
}

static gboolean
read_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  JzReadForm *self = data;

  return self->kind->read (connection, self, error);
}

static void
read_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  JzReadForm *self = data;
  g_autoptr (GError) error = NULL;

  if (jz_store_read_finish (JZ_STORE (source), result, &error) && gtk_widget_get_root (self->over) != NULL)
    {
      self->kind->show (self);
      return;
    }
  if (error != NULL)
    jz_session_say_trouble (self->session, error->message);
  form_free (self);
}

void
jz_read_form_open (JzReadForm *form, const JzReadFormKind *kind, GtkWidget *over, JzSession *session)
{
  form->kind = kind;
  form->over = g_object_ref (over);
  form->session = g_object_ref (session);
  jz_store_read (jz_session_get_store (session), read_cb, form, NULL, NULL, read_done_cb, form);
}

void
jz_read_form_make_dialog (JzReadForm *form, const char *title)
{
  form->dialog = jz_edit_dialog_new (form->over, title, _("Save"), WIDTH, -1);
  g_clear_object (&form->over);
  g_object_set_data_full (G_OBJECT (form->dialog), "jz-read-form", form, form_free);
  g_signal_connect_swapped (form->dialog, "go", G_CALLBACK (form->kind->go), form);
}
