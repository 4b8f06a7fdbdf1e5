/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-grid-field.h"
#include "jz-purchase-dialogs.h"

typedef struct
{
  JzEditDialog   *dialog;
  JzSession      *session;
  const JzAction *action;
  JzWordsFunc     func;
  gint64          id;
  GtkWidget      *words;
} Asking;

typedef struct
{
  JzWordsFunc func;
  gint64      id;
  char       *words;
} Work;

static void
asking_free (gpointer data)
{
  Asking *self = data;

  g_object_unref (self->session);
  g_free (self);
}

static void
work_free (gpointer data)
{
  Work *self = data;

  g_free (self->words);
  g_free (self);
}

static gboolean
write_cb (JzOperation *operation, gpointer data, GError **error)
{
  Work *self = data;

  return self->func (operation, self->id, self->words, error);
}

static void
go_cb (Asking *self)
{
  Work *work = g_new0 (Work, 1);

  *work = (Work){ self->func, self->id, jz_grid_field_text (self->words) };
  jz_edit_dialog_write (self->dialog, self->session, self->action, write_cb, work, work_free, NULL, NULL);
}

void
jz_words_dialog_present (GtkWindow *parent, JzSession *session, const char *title, const char *label, const char *go,
                         const JzAction *action,
                         JzWordsFunc func, gint64 id)
{
  Asking    *self;
  GtkWidget *grid;

  if (parent == NULL || session == NULL)
    return;
  self = g_new0 (Asking, 1);
  *self = (Asking){ jz_edit_dialog_new (GTK_WIDGET (parent), title, go, 480, -1), g_object_ref (session), action, func,
                    id, jz_grid_field_entry (NULL) };
  grid = jz_grid_field_grid ();
  jz_grid_field_attach (grid, label, self->words, 0, 0, 1);
  jz_edit_dialog_set_body (self->dialog, grid, TRUE);
  g_object_set_data_full (G_OBJECT (self->dialog), "jz-words", self, asking_free);
  g_signal_connect_swapped (self->dialog, "go", G_CALLBACK (go_cb), self);
  gtk_window_present (GTK_WINDOW (self->dialog));
  gtk_widget_grab_focus (self->words);
}
