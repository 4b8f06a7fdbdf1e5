/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "jz-follower.h"

struct _JzFollower
{
  GObject               parent_instance;
  GtkWidget            *view; /* NULL: it is gone */
  const JzFollowerKind *kind;
  JzSession            *session;
  JzStore              *store;
  gulong                changed_id;
  guint                 generation; /* late answers are dropped */
  guint                 timeout;
  gboolean              stale;
};

G_DEFINE_FINAL_TYPE (JzFollower, jz_follower, G_TYPE_OBJECT)

typedef struct
{
  JzFollower *follower;
  guint       generation;
  gpointer    reading;
} Question;

static void
question_free (Question *self)
{
  self->follower->kind->free (self->reading);
  g_object_unref (self->follower);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static gboolean
read_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Question *question = data;

  return question->follower->kind->read (connection, question->reading, cancellable, error);
}

static void
read_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Question) question = data;
  g_autoptr (GError)   error = NULL;
  JzFollower          *self = question->follower;
  gboolean             ok = jz_store_read_finish (JZ_STORE (source), result, &error);

  if (self->view == NULL || self->session == NULL || question->generation != self->generation)
    return;
  if (ok)
    self->kind->take (self->view, question->reading);
  else
    jz_session_say_trouble (self->session, error->message);
}

void
jz_follower_refresh (JzFollower *self)
{
  Question *question;

  self->stale = self->store == NULL || !gtk_widget_get_mapped (self->view);
  if (self->stale)
    return;
  question = g_new (Question, 1);
  *question = (Question){ g_object_ref (self), ++self->generation, self->kind->ask (self->view) };
  jz_store_read (self->store, read_cb, question, NULL, NULL, read_done_cb, question);
}

static gboolean
soon_cb (gpointer data)
{
  JzFollower *self = data;

  self->timeout = 0;
  jz_follower_refresh (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (JzFollower *self)
{
  if (self->timeout == 0)
    self->timeout = g_timeout_add (self->kind->soon, soon_cb, self);
}

static void
map_cb (JzFollower *self)
{
  if (self->stale)
    jz_follower_refresh (self);
}

static void
leave (JzFollower *self)
{
  if (self->store != NULL)
    g_signal_handler_disconnect (self->store, self->changed_id);
  g_clear_handle_id (&self->timeout, g_source_remove);
  g_clear_object (&self->store);
  g_clear_object (&self->session);
  self->generation++;
}

void
jz_follower_set_session (JzFollower *self, JzSession *session)
{
  JzStore *store = session != NULL ? jz_session_get_store (session) : NULL;

  leave (self);
  if (store == NULL)
    return;
  self->session = g_object_ref (session);
  self->store = g_object_ref (store);
  self->changed_id = g_signal_connect_swapped (store, "changed", G_CALLBACK (changed_cb), self);
  jz_follower_refresh (self);
}

JzSession *
jz_follower_get_session (JzFollower *self)
{
  return self->session;
}

JzFollower *
jz_follower_new (GtkWidget *view, const JzFollowerKind *kind)
{
  JzFollower *self = g_object_new (JZ_TYPE_FOLLOWER, NULL);

  self->view = view;
  self->kind = kind;
  g_signal_connect_object (view, "map", G_CALLBACK (map_cb), self, G_CONNECT_SWAPPED);
  return self;
}

void
jz_follower_stop (JzFollower **self)
{
  if (*self == NULL)
    return;
  leave (*self);
  (*self)->view = NULL;
  g_clear_object (self);
}

static void
jz_follower_class_init (JzFollowerClass *klass)
{
}

static void
jz_follower_init (JzFollower *self)
{
  self->stale = TRUE;
}
