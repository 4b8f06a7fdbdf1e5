/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-shelf-paper.h"

#include "jz-library-count-form.h"
#include "jz-preview.h"

typedef struct
{
  GtkWindow *parent;
  JzSession *session;
  gboolean   weeding;
  gint64     id;
  JzPages   *pages;
} Paper;

static void
paper_free (Paper *self)
{
  g_clear_pointer (&self->pages, jz_pages_unref);
  g_clear_weak_pointer (&self->parent);
  g_object_unref (self->session);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Paper, paper_free)

static gboolean
read_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Paper           *self = data;
  JzReport        *report = self->weeding ? jz_weeding_register_new (connection, self->id, error) :
                                            jz_library_count_report_new (connection, self->id, error);
  g_autofree char *number =
    report == NULL ?
      NULL :
    self->weeding ?
      jz_connection_text (connection, NULL, "SELECT number FROM weeding WHERE id = ?", "l", self->id) :
      jz_connection_text (connection, NULL, "SELECT number FROM library_count WHERE id = ?", "l", self->id);

  self->pages = report != NULL ? jz_pages_from_report (report, number != NULL ? number : "", error) : NULL;
  return self->pages != NULL;
}

static void
read_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Paper)  self = data;
  g_autoptr (GError) error = NULL;

  if (!jz_store_read_finish (JZ_STORE (source), result, &error))
    jz_session_say_trouble (self->session, error->message);
  else if (self->parent != NULL && jz_session_get_actor (self->session)->account != 0)
    jz_preview_present (self->parent, self->session, self->pages);
}

void
jz_shelf_paper_print (GtkWindow *parent, JzSession *session, gboolean weeding, gint64 id)
{
  JzStore *store = session != NULL ? jz_session_get_store (session) : NULL;
  Paper   *self;

  if (store == NULL || parent == NULL)
    return;
  self = g_new0 (Paper, 1);
  self->session = g_object_ref (session);
  self->weeding = weeding;
  self->id = id;
  g_set_weak_pointer (&self->parent, parent);
  jz_store_read (store, read_cb, self, NULL, NULL, read_done_cb, self);
}
