/* threads: many threads ask the store for writes, reads and undos at once, cancel some, and it is closed in the middle.
 * Every request is answered exactly once, in the thread that asked; what was told as done is done. Meant to be run
 * under ThreadSanitizer too (meson setup -Db_sanitize=thread).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "support/cut-vfs.h"
#include "workload.h"

#define N_THREADS 4

typedef struct
{
  JzStore *store;
  gint64   place;
  GMutex  *mutex; /* of the two below */
  gint64  *written; /* notes that were told as written */
  guint   *answered;
  guint    n;    /* requests of each thread */
  guint    seed;
} Shared;

/* One thread with its own context. */
typedef struct
{
  Shared       *shared;
  GMainContext *context;
  GThread      *thread;
  guint         waiting; /* requests without an answer */
  guint         done, failed, cancelled, closed;
} Asker;

typedef struct
{
  Asker        *asker;
  guint         answers;
  gboolean      write;
  gboolean      ran; /* its function was called */
  GCancellable *cancellable;
} Request;

static const JzAction action = { "test.write", "test" };

static gboolean
write_cb (JzOperation *operation, gpointer data, GError **error)
{
  g_autofree char *uuid = g_uuid_string_random ();

  ((Request *) data)->ran = TRUE;
  return jz_connection_run (jz_operation_get_connection (operation), error,
                            "INSERT INTO person (uuid, kind, name, changed) VALUES (?, 'pupil', '周同学', jz_operation ())", "s", uuid);
}

static gboolean
read_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 first, gaps, again;

  ((Request *) data)->ran = TRUE;
  /* One consistent state, however much is written meanwhile. */
  if (!jz_connection_number (connection, &first, 0, error, "SELECT count (*) FROM person", "") ||
      !jz_connection_number (connection, &gaps, 0, error, "SELECT max (id) - count (*) FROM operation", "") ||
      !jz_connection_number (connection, &again, 0, error, "SELECT count (*) FROM person WHERE id > 0", ""))
    return FALSE;
  g_assert_cmpint (gaps, ==, 0);
  g_assert_cmpint (first, ==, again);
  return TRUE;
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Request *request = data;
  Asker   *asker = request->asker;
  g_autoptr (GError) error = NULL;
  gint64   operation = 0;
  gboolean ok = request->write ? jz_store_write_finish (JZ_STORE (source), result, &operation, NULL, &error)
                               : jz_store_read_finish (JZ_STORE (source), result, &error);

  g_assert_cmpuint (request->answers++, ==, 0);
  g_assert_true (g_main_context_is_owner (asker->context));
  asker->waiting--;
  if (ok)
    asker->done++;
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    asker->cancelled++;
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED))
    asker->closed++;
  else
    {
      if (!request->write || (!g_error_matches (error, JZ_ERROR, JZ_ERROR_CONFLICT) && !g_error_matches (error, JZ_ERROR, JZ_ERROR_NOT_FOUND)))
        g_error ("%s %d: %s", g_quark_to_string (error->domain), error->code, error->message);
      asker->failed++;
    }
  g_mutex_lock (asker->shared->mutex);
  *asker->shared->written += ok && request->write && request->ran && operation != 0;
  (*asker->shared->answered)++;
  g_mutex_unlock (asker->shared->mutex);
  g_clear_object (&request->cancellable);
}

static void
ask_one (Asker *asker, Request *request, GRand *random)
{
  JzStore *store = asker->shared->store;
  int      what = g_rand_int_range (random, 0, 10);

  request->asker = asker;
  request->cancellable = g_cancellable_new ();
  asker->waiting++;
  if (what < 5)
    {
      request->write = TRUE;
      jz_store_write (store, &action, &fixture_actor, write_cb, request, NULL, request->cancellable, answered_cb, request);
    }
  else if (what < 9)
    jz_store_read (store, read_cb, request, NULL, request->cancellable, answered_cb, request);
  else
    {
      request->write = TRUE;
      jz_store_undo (store, 0, &fixture_actor, answered_cb, request);
    }
  if (g_rand_int_range (random, 0, 8) == 0)
    g_cancellable_cancel (request->cancellable);
}

static gpointer
ask_main (gpointer data)
{
  Asker              *asker = data;
  g_autofree Request *requests = g_new0 (Request, asker->shared->n);
  g_autoptr (GRand)   random = g_rand_new_with_seed (asker->shared->seed + (guint32) GPOINTER_TO_UINT (asker));

  asker->context = g_main_context_new ();
  g_main_context_push_thread_default (asker->context);
  for (guint i = 0; i < asker->shared->n; i++)
    {
      ask_one (asker, &requests[i], random);
      while (g_main_context_iteration (asker->context, asker->waiting > 20))
        continue;
    }
  while (asker->waiting > 0)
    g_main_context_iteration (asker->context, TRUE);
  /* A second answer would come now. */
  while (g_main_context_iteration (asker->context, FALSE))
    continue;
  for (guint i = 0; i < asker->shared->n; i++)
    g_assert_cmpuint (requests[i].answers, ==, 1);
  g_main_context_pop_thread_default (asker->context);
  g_main_context_unref (asker->context);
  return NULL;
}

static void
hammer (gboolean close_in_the_middle)
{
  g_autoptr (Workload) work = workload_new ();
  g_autoptr (GError)   error = NULL;
  GMutex mutex;
  gint64 written = 0, people, undone;
  guint  answered = 0;
  Shared shared = { .mutex = &mutex, .written = &written, .answered = &answered, .n = workload_full () ? 2000 : 250, .seed = (guint) g_test_rand_int () };
  Asker  askers[N_THREADS] = { 0 };
  guint  done = 0, failed = 0, cancelled = 0, closed = 0;

  g_mutex_init (&mutex);
  g_assert_true (workload_open (work, &error));
  shared.store = work->store;
  for (guint i = 0; i < N_THREADS; i++)
    {
      askers[i].shared = &shared;
      askers[i].thread = g_thread_new ("asker", ask_main, &askers[i]);
    }
  if (close_in_the_middle)
    {
      guint so_far = 0;

      while (so_far < shared.n)
        {
          g_usleep (500);
          g_mutex_lock (&mutex);
          so_far = answered;
          g_mutex_unlock (&mutex);
        }
      jz_store_close (work->store);
    }
  for (guint i = 0; i < N_THREADS; i++)
    {
      g_thread_join (askers[i].thread);
      done += askers[i].done;
      failed += askers[i].failed;
      cancelled += askers[i].cancelled;
      closed += askers[i].closed;
    }
  g_test_message ("%u done, %u refused, %u cancelled, %u after closing; %" G_GINT64_FORMAT " people written", done, failed, cancelled, closed, written);
  g_assert_cmpuint (done + failed + cancelled + closed, ==, N_THREADS * shared.n);
  g_assert_cmpuint (cancelled, >, 0);
  g_assert_true (close_in_the_middle == (closed > 0));
  workload_close (work);
  g_assert_true (workload_open (work, &error));
  people = fixture_ask (work->store, "SELECT count (*) FROM person WHERE name = '周同学'");
  undone = fixture_ask (work->store, "SELECT count (*) FROM operation WHERE kind = 'undo'");
  g_assert_cmpint (people, ==, written - undone);
  fixture_check (work->store);
  g_mutex_clear (&mutex);
}

static void
test_hammer (void)
{
  hammer (FALSE);
}

static void
test_close (void)
{
  for (guint i = 0; i < (workload_full () ? 20 : 3); i++)
    hammer (TRUE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  cut_vfs_register (); /* spares the disk */
  g_test_add_func ("/threads/hammer", test_hammer);
  g_test_add_func ("/threads/close-in-the-middle", test_close);
  return g_test_run ();
}
