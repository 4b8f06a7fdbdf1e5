/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-db"
#include "jz-store.h"

/* Waiting for the answer in a context of its own. */

typedef struct
{
  GMainContext *context;
  GAsyncResult *result;
} Wait;

static void
wait_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Wait *wait = data;

  wait->result = g_object_ref (result);
  g_main_context_wakeup (wait->context);
}

static void
wait_begin (Wait *wait)
{
  wait->context = g_main_context_new ();
  wait->result = NULL;
  g_main_context_push_thread_default (wait->context);
}

static GAsyncResult *
wait_end (Wait *wait)
{
  while (wait->result == NULL)
    g_main_context_iteration (wait->context, TRUE);
  g_main_context_pop_thread_default (wait->context);
  g_main_context_unref (wait->context);
  return wait->result;
}

gboolean
jz_store_write_sync (JzStore *self, const JzAction *action, const JzActor *actor, JzWriteFunc func, gpointer data,
                     gint64 *operation, char **words, GCancellable *cancellable, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  Wait wait;

  wait_begin (&wait);
  jz_store_write (self, action, actor, func, data, NULL, cancellable, wait_cb, &wait);
  result = wait_end (&wait);
  return jz_store_write_finish (self, result, operation, words, error);
}

gboolean
jz_store_undo_sync (JzStore *self, gint64 operation, const JzActor *actor, gint64 *undo, char **words, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  Wait wait;

  wait_begin (&wait);
  jz_store_undo (self, operation, actor, wait_cb, &wait);
  result = wait_end (&wait);
  return jz_store_write_finish (self, result, undo, words, error);
}

gboolean
jz_store_read_sync (JzStore *self, JzReadFunc func, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  Wait wait;

  wait_begin (&wait);
  jz_store_read (self, func, data, NULL, cancellable, wait_cb, &wait);
  result = wait_end (&wait);
  return jz_store_read_finish (self, result, error);
}

gboolean
jz_store_work_sync (JzStore *self, JzReadFunc func, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  Wait wait;

  wait_begin (&wait);
  jz_store_work (self, func, data, NULL, cancellable, wait_cb, &wait);
  result = wait_end (&wait);
  return jz_store_read_finish (self, result, error);
}
