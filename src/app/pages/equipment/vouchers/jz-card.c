/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-card.h"

#include <glib/gi18n-lib.h>

static void
card_free (gpointer data)
{
  JzCard *self = data;

  self->kind->clear (self);
  g_clear_object (&self->data);
  g_object_unref (self->session);
  g_free (self);
}

static gboolean
read_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  JzCard *self = data;

  return self->kind->read (connection, self, error);
}

static void
read_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (JzEditDialog) dialog = data;
  JzCard            *self = g_object_get_data (G_OBJECT (dialog), "jz-card");
  g_autoptr (GError) error = NULL;

  if (jz_store_read_finish (JZ_STORE (source), result, &error))
    self->kind->fill (self);
  else
    jz_edit_dialog_say (dialog, error->message);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
jz_card_init (JzCard *card, const JzCardKind *kind, GtkWindow *parent, JzSession *session, gint64 id,
              JzCardDoneFunc done, GObject *data)
{
  const char *title = id != 0 ? kind->title : kind->new_title;

  card->kind = kind;
  card->dialog =
    jz_edit_dialog_new (GTK_WIDGET (parent), g_dgettext (GETTEXT_PACKAGE, title), _("Save"), kind->width, -1);
  card->session = g_object_ref (session);
  card->id = id;
  card->done = done;
  g_set_object (&card->data, data);
}

void
jz_card_open (JzCard *card)
{
  g_object_set_data_full (G_OBJECT (card->dialog), "jz-card", card, card_free);
  g_signal_connect_swapped (card->dialog, "go", G_CALLBACK (card->kind->save), card);
  if (card->id != 0)
    jz_store_read (jz_session_get_store (card->session), read_cb, card, NULL, NULL, read_done_cb,
                   g_object_ref (card->dialog));
  else
    gtk_window_present (GTK_WINDOW (card->dialog));
}

static void
written_cb (gpointer work, GObject *data)
{
  JzCardWork *card = work;

  if (card->done != NULL)
    card->done (card->id, data);
}

void
jz_card_write (JzCard *card, const JzAction *action, JzWriteFunc func, JzCardWork *work, GDestroyNotify destroy)
{
  work->id = card->id;
  work->done = card->done;
  jz_edit_dialog_write (card->dialog, card->session, action, func, work, destroy, written_cb, card->data);
}
