/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "jz-settings-view.h"

typedef struct
{
  JzSession *session;
  JzStore   *store;
  gulong     changed_id;
} JzSettingsViewPrivate;

G_DEFINE_TYPE_WITH_PRIVATE (JzSettingsView, jz_settings_view, ADW_TYPE_BIN)

static void
refresh (JzSettingsView *self)
{
  JzSettingsViewPrivate *private = jz_settings_view_get_instance_private (self);

  if (private->store != NULL && JZ_SETTINGS_VIEW_GET_CLASS (self)->refresh != NULL)
    JZ_SETTINGS_VIEW_GET_CLASS (self)->refresh (self);
}

static void
leave (JzSettingsView *self)
{
  JzSettingsViewPrivate *private = jz_settings_view_get_instance_private (self);

  if (private->store != NULL)
    g_signal_handler_disconnect (private->store, private->changed_id);
  g_clear_object (&private->store);
  g_clear_object (&private->session);
}

void
jz_settings_view_set_session (JzSettingsView *self, JzSession *session)
{
  JzSettingsViewPrivate *private = jz_settings_view_get_instance_private (self);
  JzStore               *store = session != NULL ? jz_session_get_store (session) : NULL;

  leave (self);
  if (store != NULL)
    {
      private->session = g_object_ref (session);
      private->store = g_object_ref (store);
      private->changed_id = g_signal_connect_swapped (store, "changed", G_CALLBACK (refresh), self);
    }
  if (JZ_SETTINGS_VIEW_GET_CLASS (self)->entered != NULL)
    JZ_SETTINGS_VIEW_GET_CLASS (self)->entered (self);
  refresh (self);
}

JzSession *
jz_settings_view_get_session (JzSettingsView *self)
{
  JzSettingsViewPrivate *private = jz_settings_view_get_instance_private (self);

  return private->session;
}

/* Asking. */

typedef struct
{
  JzSettingsView  *view;
  gpointer         data;
  GDestroyNotify   destroy;
  JzSettingsDone   done;
  JzSettingsWorked worked;
} Question;

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Question *question = data;
  g_autoptr (JzSettingsView) self = question->view;
  JzSettingsViewPrivate *private = jz_settings_view_get_instance_private (self);
  g_autoptr (GError) error = NULL;
  gboolean ok = jz_store_read_finish (JZ_STORE (source), result, &error);

  if (private->store != JZ_STORE (source))
    g_debug ("an answer about another file");
  else if (question->worked != NULL)
    question->worked (self, question->data, error);
  else if (ok)
    question->done (self, question->data);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    jz_session_say_trouble (private->session, error->message);
  if (question->destroy != NULL)
    question->destroy (question->data);
}

static Question *
question_new (JzSettingsView *self, gpointer data, GDestroyNotify destroy)
{
  Question *question = g_new0 (Question, 1);

  question->view = g_object_ref (self);
  question->data = data;
  question->destroy = destroy;
  return question;
}

void
jz_settings_view_read (JzSettingsView *self, JzReadFunc read, gpointer data, GDestroyNotify destroy,
                       JzSettingsDone done)
{
  JzSettingsViewPrivate *private = jz_settings_view_get_instance_private (self);
  Question              *question = question_new (self, data, destroy);

  question->done = done;
  jz_store_read (private->store, read, data, NULL, NULL, answered_cb, question);
}

void
jz_settings_view_work (JzSettingsView *self, JzReadFunc work, gpointer data, GDestroyNotify destroy,
                       GCancellable *cancellable, JzSettingsWorked done)
{
  JzSettingsViewPrivate *private = jz_settings_view_get_instance_private (self);
  Question              *question = question_new (self, data, destroy);

  question->worked = done;
  jz_store_work (private->store, work, data, NULL, cancellable, answered_cb, question);
}

/* The object. */

static void
jz_settings_view_dispose (GObject *object)
{
  leave (JZ_SETTINGS_VIEW (object));
  G_OBJECT_CLASS (jz_settings_view_parent_class)->dispose (object);
}

static void
jz_settings_view_class_init (JzSettingsViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = jz_settings_view_dispose;
}

static void
jz_settings_view_init (JzSettingsView *self)
{
}
