/* tsan-glib: tells ThreadSanitizer what GLib's own synchronisation means.
 *
 * GLib is not built with the sanitizer and makes its locks of bare futexes, so that every hand-over between threads looks
 * like a race. Linked into a test these stand in front of GLib's functions and note the order that each of them
 * gives. Only for builds with -Db_sanitize=thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <dlfcn.h>
#include <gio/gio.h>

void __tsan_acquire (void *at);
void __tsan_release (void *at);

void *tsan_next (const char *name);

void *
tsan_next (const char *name)
{
  return dlsym (RTLD_NEXT, name);
}

#define NEXT(name) ((__typeof__ (&name)) tsan_next (#name))

void
g_mutex_lock (GMutex *mutex)
{
  NEXT (g_mutex_lock) (mutex);
  __tsan_acquire (mutex);
}

void
g_mutex_unlock (GMutex *mutex)
{
  __tsan_release (mutex);
  NEXT (g_mutex_unlock) (mutex);
}

void
g_cond_wait (GCond *cond, GMutex *mutex)
{
  __tsan_release (mutex);
  NEXT (g_cond_wait) (cond, mutex);
  __tsan_acquire (mutex);
}

void
g_async_queue_push (GAsyncQueue *queue, gpointer data)
{
  __tsan_release (data);
  NEXT (g_async_queue_push) (queue, data);
}

gpointer
g_async_queue_pop (GAsyncQueue *queue)
{
  gpointer data = NEXT (g_async_queue_pop) (queue);

  __tsan_acquire (data);
  return data;
}

void
g_task_return_boolean (GTask *task, gboolean result)
{
  __tsan_release (task);
  NEXT (g_task_return_boolean) (task, result);
}

void
g_task_return_error (GTask *task, GError *error)
{
  __tsan_release (task);
  NEXT (g_task_return_error) (task, error);
}

gboolean
g_task_return_error_if_cancelled (GTask *task)
{
  __tsan_release (task);
  return NEXT (g_task_return_error_if_cancelled) (task);
}

gboolean
g_task_propagate_boolean (GTask *task, GError **error)
{
  __tsan_acquire (task);
  return NEXT (g_task_propagate_boolean) (task, error);
}

/* The first thing that is asked of an answered task. */
gpointer
g_task_get_task_data (GTask *task)
{
  __tsan_acquire (task);
  return NEXT (g_task_get_task_data) (task);
}

void
g_object_unref (gpointer object)
{
  __tsan_release (object);
  NEXT (g_object_unref) (object);
}

GThread *
g_thread_new (const char *name, GThreadFunc func, gpointer data)
{
  __tsan_release (data);
  return NEXT (g_thread_new) (name, func, data);
}
