/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "jz-lazy-list-private.h"

#include <string.h>

#define WINDOWS_MOST 64 /* kept when nobody looks at them */
#define ASKED_MOST   2  /* under way at a time: one for each reader */

static void fetch (JzLazyList *self);

JzListRows *
jz_lazy_windows_look_up (JzLazyList *self, guint window)
{
  JzListRows *rows = g_hash_table_lookup (self->windows, GUINT_TO_POINTER (window));

  if (rows != NULL && self->used.tail->data != GUINT_TO_POINTER (window))
    {
      g_queue_remove (&self->used, GUINT_TO_POINTER (window));
      g_queue_push_tail (&self->used, GUINT_TO_POINTER (window));
    }
  return rows;
}

void
jz_lazy_windows_keep (JzLazyList *self, guint window, JzListRows *rows)
{
  if (g_hash_table_insert (self->windows, GUINT_TO_POINTER (window), rows))
    g_queue_push_tail (&self->used, GUINT_TO_POINTER (window));
  while (g_hash_table_size (self->windows) > WINDOWS_MOST)
    g_hash_table_remove (self->windows, g_queue_pop_head (&self->used));
}

void
jz_lazy_windows_drop (JzLazyList *self)
{
  g_hash_table_remove_all (self->windows);
  g_hash_table_remove_all (self->wanted);
  g_hash_table_remove_all (self->asked);
  g_queue_clear (&self->used);
}

static gboolean
want_cb (gpointer data)
{
  JzLazyList *self = data;

  self->want_source = 0;
  fetch (self);
  return G_SOURCE_REMOVE;
}

void
jz_lazy_windows_want (JzLazyList *self, guint window)
{
  g_hash_table_add (self->wanted, GUINT_TO_POINTER (window));
  /* After GTK has looked at all rows of the frame, before it draws. */
  if (self->want_source == 0)
    self->want_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, want_cb, self, NULL);
}

typedef struct
{
  const JzListSpec *spec;
  guint       generation;
  guint       window;
  guint       n;
  gint64      ids[WINDOW];
  JzListRows *rows;
} Fetch;

static void
fetch_free (gpointer data)
{
  Fetch *self = data;

  g_clear_pointer (&self->rows, jz_list_rows_unref);
  g_free (self);
}

static gboolean
fetch_read_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Fetch *self = data;

  self->rows = jz_list_rows_read (self->spec, self->ids, self->n, connection, error);
  return self->rows != NULL;
}

static void
attach (JzLazyList *self, guint window, JzListRows *rows)
{
  guint first = window * WINDOW;

  for (guint i = 0; i < jz_list_rows_n (rows); i++)
    {
      JzRow *row = g_hash_table_lookup (self->live, GUINT_TO_POINTER (first + i));

      if (row != NULL)
        {
          jz_row_set (row, jz_list_rows_id (rows, i), rows, i);
          jz_row_say_changed (row);
        }
    }
}

typedef struct
{
  JzLazyList *list;
  Fetch      *fetch;
} FetchAnswer;

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree FetchAnswer *answer = data;
  g_autoptr (JzLazyList) self = answer->list;
  g_autoptr (GError) error = NULL;
  Fetch *fetched = answer->fetch;

  if (!jz_store_read_finish (JZ_STORE (source), result, &error))
    jz_lazy_list_say_failed (self, error);
  if (fetched->generation == self->generation)
    {
      g_hash_table_remove (self->asked, GUINT_TO_POINTER (fetched->window));
      if (fetched->rows != NULL)
        {
          jz_lazy_windows_keep (self, fetched->window, jz_list_rows_ref (fetched->rows));
          attach (self, fetched->window, fetched->rows);
        }
    }
  fetch_free (fetched);
  fetch (self);
}

/* Whether somebody still looks: a thumb that is dragged passes by thousands of windows. */
static gboolean
is_looked_at (JzLazyList *self, guint window)
{
  for (guint i = 0; i < WINDOW; i++)
    if (g_hash_table_contains (self->live, GUINT_TO_POINTER (window * WINDOW + i)))
      return TRUE;
  return FALSE;
}

static gboolean
take_wanted (JzLazyList *self, guint *window)
{
  GHashTableIter iter;
  gpointer       key;

  g_hash_table_iter_init (&iter, self->wanted);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      g_hash_table_iter_remove (&iter);
      *window = GPOINTER_TO_UINT (key);
      if (*window * WINDOW < self->ids->len && !g_hash_table_contains (self->windows, key) &&
          !g_hash_table_contains (self->asked, key) && is_looked_at (self, *window))
        return TRUE;
    }
  return FALSE;
}

static void
fetch (JzLazyList *self)
{
  guint window;

  while (self->store != NULL && g_hash_table_size (self->asked) < ASKED_MOST && take_wanted (self, &window))
    {
      Fetch       *question = g_new0 (Fetch, 1);
      FetchAnswer *answer = g_new (FetchAnswer, 1);

      question->spec = self->spec;
      question->generation = self->generation;
      question->window = window;
      question->n = MIN (WINDOW, self->ids->len - window * WINDOW);
      memcpy (question->ids, &g_array_index (self->ids, gint64, window * WINDOW), question->n * sizeof (gint64));
      g_hash_table_add (self->asked, GUINT_TO_POINTER (window));
      *answer = (FetchAnswer){ g_object_ref (self), question };
      jz_store_read (self->store, fetch_read_cb, question, NULL, NULL, fetched_cb, answer);
    }
}
