/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-db"
#include "config.h"

#include "jz-store-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "jz-lock.h"
#include "jz-migrate.h"

#define N_READERS 2

typedef struct
{
  const JzAction *action; /* NULL: a read, or work without an operation */
  JzActor         actor;
  JzWriteFunc     write;
  JzReadFunc      read;
  gboolean        undo;
  gpointer        data;
  GDestroyNotify  destroy;
  gint64          operation; /* of an undo: which; afterwards: the new one */
  char           *words;
} Request;

struct _JzStore
{
  GObject       parent_instance;

  char         *path;
  JzLock       *lock;
  GMainContext *context; /* of who opened it: where "changed" is told */
  JzUndoHook    undo_hook;

  GAsyncQueue  *writes; /* of GTask; `stop` ends a thread */
  GAsyncQueue  *reads;
  GThread      *writer_thread;
  GThread      *reader_threads[N_READERS];
  GTask        *stop;

  GMutex        mutex;  /* of what follows */
  gboolean      closed; /* nothing is queued any more */
  gint64        newest; /* operation to be told of, 0 when all is told */
};

G_DEFINE_FINAL_TYPE (JzStore, jz_store, G_TYPE_OBJECT)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
request_free (gpointer data)
{
  Request *request = data;

  if (request->destroy != NULL)
    request->destroy (request->data);
  g_free (request->words);
  g_free (request);
}

/* Telling of changes. */

static gboolean
tell_changed_cb (gpointer data)
{
  JzStore *self = data;
  gint64   newest;

  g_mutex_lock (&self->mutex);
  newest = self->newest;
  self->newest = 0;
  g_mutex_unlock (&self->mutex);
  if (newest != 0)
    g_signal_emit (self, signals[CHANGED], 0, newest);
  return G_SOURCE_REMOVE;
}

static void
note_change (JzStore *self, gint64 operation)
{
  gboolean tell;

  g_mutex_lock (&self->mutex);
  tell = self->newest == 0;
  self->newest = operation;
  g_mutex_unlock (&self->mutex);
  if (tell)
    {
      g_autoptr (GSource) source = g_idle_source_new ();

      g_source_set_priority (source, G_PRIORITY_DEFAULT);
      g_source_set_callback (source, tell_changed_cb, g_object_ref (self), g_object_unref);
      g_source_attach (source, self->context);
    }
}

/* The threads. */

static gboolean
run_operation (JzStore *self, JzConnection *connection, Request *request, GError **error)
{
  g_autoptr (JzOperation) operation = jz_operation_begin (connection, request->action, &request->actor, error);

  if (operation == NULL)
    return FALSE;
  if (!request->write (operation, request->data, error))
    {
      jz_operation_explain (operation, error);
      return FALSE;
    }
  request->words = g_strdup (jz_operation_get_words (operation));
  return jz_operation_commit (g_steal_pointer (&operation), &request->operation, error);
}

static gboolean
run_request (JzStore *self, JzConnection *connection, Request *request, GCancellable *cancellable, GError **error)
{
  gboolean ok;

  if (request->undo)
    ok = jz_undo_run (connection, request->operation, &request->actor, self->undo_hook, &request->operation,
                      &request->words, error);
  else if (request->action != NULL)
    ok = run_operation (self, connection, request, error);
  else
    return request->read (connection, request->data, cancellable, error);
  if (ok && request->operation != 0)
    note_change (self, request->operation);
  return ok;
}

static gboolean
run_snapshot (JzConnection *connection, Request *request, GCancellable *cancellable, GError **error)
{
  gboolean ok;

  if (!jz_connection_exec (connection, "BEGIN", error))
    return FALSE;
  ok = request->read (connection, request->data, cancellable, error);
  jz_connection_set_cancellable (connection, NULL);
  jz_connection_exec (connection, "ROLLBACK", NULL);
  return ok;
}

static void
answer (JzStore *self, JzConnection *connection, GTask *task)
{
  g_autoptr (GError) error = NULL;
  Request      *request = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  gboolean      ok;

  if (g_task_return_error_if_cancelled (task))
    return;
  jz_connection_set_cancellable (connection, cancellable);
  if (jz_connection_is_writer (connection))
    ok = run_request (self, connection, request, cancellable, &error);
  else
    ok = run_snapshot (connection, request, cancellable, &error);
  jz_connection_set_cancellable (connection, NULL);
  if (ok)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error != NULL ? g_steal_pointer (&error) :
                                               g_error_new_literal (JZ_ERROR, JZ_ERROR_FAILED, "no reason was given"));
}

static void
serve (JzStore *self, JzConnection *connection, GAsyncQueue *queue)
{
  for (;;)
    {
      g_autoptr (GTask) task = g_async_queue_pop (queue);

      if (task == self->stop)
        break;
      answer (self, connection, task);
    }
}

/* A connection belongs to the thread that opened it, so each thread opens its own and says how
 * that went. */
typedef struct
{
  JzStore     *store;
  JzStoreMode  mode;
  GError      *error;
  gboolean     ready;
  GMutex       mutex;
  GCond        cond;
} Start;

static void
say_ready (Start *start)
{
  g_mutex_lock (&start->mutex);
  start->ready = TRUE;
  g_cond_signal (&start->cond);
  g_mutex_unlock (&start->mutex);
}

static gpointer
writer_main (gpointer data)
{
  Start        *start = data;
  JzStore      *self = start->store;
  JzConnection *connection = jz_store_open_writer (self->path, start->mode, &start->error);
  gboolean      ok = connection != NULL;

  say_ready (start);
  if (ok)
    serve (self, connection, self->writes);
  jz_connection_close (connection);
  return NULL;
}

static gpointer
reader_main (gpointer data)
{
  Start        *start = data;
  JzStore      *self = start->store;
  JzConnection *connection = jz_connection_open (self->path, JZ_CONNECTION_READER, &start->error);
  gboolean      ok = connection != NULL;

  say_ready (start);
  if (ok)
    serve (self, connection, self->reads);
  jz_connection_close (connection);
  return NULL;
}

static GThread *
start_thread (JzStore *self, const char *name, GThreadFunc func, JzStoreMode mode, GError **error)
{
  Start    start = { .store = self, .mode = mode };
  GThread *thread;

  g_mutex_init (&start.mutex);
  g_cond_init (&start.cond);
  g_mutex_lock (&start.mutex);
  thread = g_thread_new (name, func, &start);
  while (!start.ready)
    g_cond_wait (&start.cond, &start.mutex);
  g_mutex_unlock (&start.mutex);
  g_mutex_clear (&start.mutex);
  g_cond_clear (&start.cond);
  if (start.error == NULL)
    return thread;
  g_propagate_error (error, start.error);
  g_thread_join (thread);
  return NULL;
}

/* Opening and closing. */

static gboolean
look_at_file (const char *path, JzStoreMode mode, GError **error)
{
  g_autofree char *name = g_path_get_basename (path);
  GStatBuf         info;
  gboolean         there = g_stat (path, &info) == 0;

  if (there && mode == JZ_STORE_CREATE)
    g_set_error (error, JZ_ERROR, JZ_ERROR_CONFLICT, _("%s: there is a file of that name already"), path);
  else if (!there && mode == JZ_STORE_OPEN)
    g_set_error (error, JZ_ERROR, JZ_ERROR_NO_FILE, _("%s: there is no such file"), path);
  else if (there && S_ISDIR (info.st_mode))
    g_set_error (error, JZ_ERROR, JZ_ERROR_NO_FILE, _("%s: this is a folder"), path);
  else if (there && !S_ISREG (info.st_mode))
    g_set_error (error, JZ_ERROR, JZ_ERROR_NOT_SCHOOL, _("%s: this is not a school file"), name);
  else if (there && info.st_size == 0)
    g_set_error (error, JZ_ERROR, JZ_ERROR_NOT_SCHOOL, _("%s: the file is empty"), name);
  else if (there && g_access (path, R_OK) != 0)
    g_set_error (error, JZ_ERROR, JZ_ERROR_READ_ONLY, _("%s: this file may not be read by you"), path);
  else if (there && g_access (path, W_OK) != 0)
    g_set_error (error, JZ_ERROR, JZ_ERROR_READ_ONLY, _("%s: this file may not be written by you"), path);
  else
    return TRUE;
  return FALSE;
}

/* Before SQLite may touch it: even asking for WAL would change another program's file. The bytes are those of
 * the database header (sqlite.org/fileformat.html): the magic, user_version at 60, application_id at 68.
 * Read with the lock held, since closing a file drops the locks that SQLite has on it elsewhere. */
static gboolean
look_at_header (const char *path, GError **error)
{
  g_autofree char *name = g_path_get_basename (path);
  guint8           header[100] = { 0 };
  FILE            *file = g_fopen (path, "rbe");
  gsize            n = file != NULL ? fread (header, 1, sizeof header, file) : 0;
  guint32          version, application;

  if (file != NULL)
    fclose (file);
  memcpy (&version, header + 60, 4);
  memcpy (&application, header + 68, 4);
  if (n < sizeof header || memcmp (header, "SQLite format 3", 16) != 0)
    g_set_error (error, JZ_ERROR, JZ_ERROR_NOT_SCHOOL, _("%s: this is not a school file"), name);
  else if (GUINT32_FROM_BE (application) != JZ_APPLICATION_ID)
    g_set_error (error, JZ_ERROR, JZ_ERROR_NOT_SCHOOL, _("%s: this database belongs to another program"), name);
  else if (GUINT32_FROM_BE (version) > (guint32) jz_migrate_newest ())
    g_set_error (error, JZ_ERROR, JZ_ERROR_NEWER,
                 _("%s: made by a newer version of this program (schema %u, this program knows %d)"), name,
                 GUINT32_FROM_BE (version), jz_migrate_newest ());
  else
    return TRUE;
  return FALSE;
}

JzStore *
jz_store_open (const char *path, JzStoreMode mode, double wait_seconds, GError **error)
{
  g_autoptr (JzStore) self = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  if (sodium_init () < 0)
    g_error ("libsodium does not start");
  if (!look_at_file (path, mode, error) || !jz_lock_check_place (path, error))
    return NULL;
  self = g_object_new (JZ_TYPE_STORE, NULL);
  self->path = g_canonicalize_filename (path, NULL);
  self->lock = jz_lock_take (self->path, wait_seconds, error);
  /* While it waited another may have made, moved or removed the file. */
  if (self->lock == NULL || !look_at_file (path, mode, error))
    return NULL;
  if (mode == JZ_STORE_OPEN && !look_at_header (self->path, error))
    {
      jz_lock_discard (g_steal_pointer (&self->lock));
      return NULL;
    }
  self->writer_thread = start_thread (self, "jz-writer", writer_main, mode, error);
  if (self->writer_thread == NULL && mode == JZ_STORE_CREATE)
    {
      jz_connection_remove_files (self->path);
      jz_lock_discard (g_steal_pointer (&self->lock));
    }
  for (guint i = 0; self->writer_thread != NULL && i < N_READERS; i++)
    {
      self->reader_threads[i] = start_thread (self, "jz-reader", reader_main, mode, error);
      if (self->reader_threads[i] == NULL)
        return NULL;
    }
  return self->writer_thread != NULL ? g_steal_pointer (&self) : NULL;
}

void
jz_store_close (JzStore *self)
{
  gboolean closed;

  g_return_if_fail (JZ_IS_STORE (self));

  g_mutex_lock (&self->mutex);
  closed = self->closed;
  self->closed = TRUE; /* what is queued stands before `stop` and is answered */
  g_mutex_unlock (&self->mutex);
  if (closed)
    return;
  for (guint i = 0; i < N_READERS; i++)
    if (self->reader_threads[i] != NULL)
      g_async_queue_push (self->reads, g_object_ref (self->stop));
  if (self->writer_thread != NULL)
    g_async_queue_push (self->writes, g_object_ref (self->stop));
  for (guint i = 0; i < N_READERS; i++)
    g_clear_pointer (&self->reader_threads[i], g_thread_join);
  /* The last connection to close folds the WAL in, so the writer goes last. */
  g_clear_pointer (&self->writer_thread, g_thread_join);
  g_clear_pointer (&self->lock, jz_lock_release);
}

static gpointer
unref_main (gpointer data)
{
  g_object_unref (data);
  return NULL;
}

/* The last to let go may be one of its own threads, when whoever asked did not wait for the answer; and a thread can't wait
 * for its own end. */
static void
jz_store_dispose (GObject *object)
{
  JzStore *self = JZ_STORE (object);
  gboolean own = self->writer_thread == g_thread_self ();

  for (guint i = 0; i < N_READERS; i++)
    own |= self->reader_threads[i] == g_thread_self ();
  if (own)
    g_thread_unref (g_thread_new ("jz-close", unref_main, g_object_ref (self)));
  G_OBJECT_CLASS (jz_store_parent_class)->dispose (object);
}

static void
jz_store_finalize (GObject *object)
{
  JzStore *self = JZ_STORE (object);

  jz_store_close (self);
  g_clear_object (&self->stop);
  g_clear_pointer (&self->writes, g_async_queue_unref);
  g_clear_pointer (&self->reads, g_async_queue_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_mutex_clear (&self->mutex);
  g_free (self->path);
  G_OBJECT_CLASS (jz_store_parent_class)->finalize (object);
}

static void
jz_store_class_init (JzStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = jz_store_dispose;
  G_OBJECT_CLASS (klass)->finalize = jz_store_finalize;
  signals[CHANGED] =
    g_signal_new ("changed", JZ_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
jz_store_init (JzStore *self)
{
  g_mutex_init (&self->mutex);
  self->context = g_main_context_ref_thread_default ();
  self->writes = g_async_queue_new_full (g_object_unref);
  self->reads = g_async_queue_new_full (g_object_unref);
  self->stop = g_task_new (NULL, NULL, NULL, NULL);
}

const char *
jz_store_get_path (JzStore *self)
{
  return self->path;
}

void
jz_store_set_undo_hook (JzStore *self, JzUndoHook hook)
{
  self->undo_hook = hook;
}

/* Asking. */

static void
push (JzStore *self, GAsyncQueue *queue, Request *request, gpointer tag, GCancellable *cancellable,
      GAsyncReadyCallback callback, gpointer user_data)
{
  GTask   *task = g_task_new (self, cancellable, callback, user_data);
  gboolean closed;

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, request, request_free);
  g_task_set_check_cancellable (task, FALSE); /* what was committed is not told as cancelled */
  g_mutex_lock (&self->mutex);
  closed = self->closed;
  if (!closed)
    g_async_queue_push (queue, task);
  g_mutex_unlock (&self->mutex);
  if (!closed)
    return;
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CLOSED, _("The school file was closed"));
  g_object_unref (task);
}

void
jz_store_write (JzStore *self, const JzAction *action, const JzActor *actor, JzWriteFunc func, gpointer data,
                GDestroyNotify destroy, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  Request *request = g_new0 (Request, 1);

  g_return_if_fail (JZ_IS_STORE (self) && action != NULL && actor != NULL);

  *request = (Request){ .action = action, .actor = *actor, .write = func, .data = data, .destroy = destroy };
  push (self, self->writes, request, jz_store_write, cancellable, callback, user_data);
}

void
jz_store_undo (JzStore *self, gint64 operation, const JzActor *actor, GAsyncReadyCallback callback, gpointer user_data)
{
  Request *request = g_new0 (Request, 1);

  g_return_if_fail (JZ_IS_STORE (self) && actor != NULL);

  *request = (Request){ .undo = TRUE, .operation = operation, .actor = *actor };
  push (self, self->writes, request, jz_store_undo, NULL, callback, user_data);
}

gboolean
jz_store_write_finish (JzStore *self, GAsyncResult *result, gint64 *operation, char **words, GError **error)
{
  Request *request = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  if (operation != NULL)
    *operation = request->operation;
  if (words != NULL)
    *words = g_strdup (request->words);
  return TRUE;
}

void
jz_store_read (JzStore *self, JzReadFunc func, gpointer data, GDestroyNotify destroy, GCancellable *cancellable,
               GAsyncReadyCallback callback, gpointer user_data)
{
  Request *request = g_new0 (Request, 1);

  g_return_if_fail (JZ_IS_STORE (self));

  *request = (Request){ .read = func, .data = data, .destroy = destroy };
  push (self, self->reads, request, jz_store_read, cancellable, callback, user_data);
}

void
jz_store_work (JzStore *self, JzReadFunc func, gpointer data, GDestroyNotify destroy, GCancellable *cancellable,
               GAsyncReadyCallback callback, gpointer user_data)
{
  Request *request = g_new0 (Request, 1);

  g_return_if_fail (JZ_IS_STORE (self));

  *request = (Request){ .read = func, .data = data, .destroy = destroy };
  push (self, self->writes, request, jz_store_work, cancellable, callback, user_data);
}

gboolean
jz_store_read_finish (JzStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
