/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-marc-ahead.h"

#include "jz-title-private.h"

#define N_BATCHES 16
#define N_LINES   64 /* of a batch: so many that waking the other thread costs nothing beside them */

typedef struct
{
  JzMarcLine lines[N_LINES];
  guint      n_lines;
  gboolean   last;
  GError    *error; /* of the last one */
} Batch;

struct _JzMarcAhead
{
  const JzMarcImport  *import;
  const JzMarcProfile *profile;
  JzMarcReader        *reader;
  GThread             *thread;
  int                  stop; /* atomic */
  Batch                batches[N_BATCHES];
  GAsyncQueue         *empty, *full; /* of Batch */
  Batch               *present;
  guint                next;
};

static void
clear_line (JzMarcLine *line)
{
  g_clear_pointer (&line->text, g_free);
  g_clear_pointer (&line->original, g_bytes_unref);
  g_clear_pointer (&line->copies, g_ptr_array_unref);
  g_clear_pointer (&line->bad, g_free);
  jz_title_facts_clear (&line->facts);
}

static void
understand (JzMarcAhead *self, JzMarcLine *line)
{
  JzTitleOrigin origin = { .bytes = line->from.bytes, .n_bytes = line->from.n_bytes, .encoding = line->from.encoding,
                           .mended = line->from.mended };

  jz_title_facts_read (line->record, &line->facts);
  line->text = jz_marc_to_text (line->record);
  line->original = jz_title_original (line->record, &origin);
  if (self->profile != NULL)
    line->copies = jz_marc_profile_copies (self->profile, line->record, &line->bad);
}

static void
fill (JzMarcAhead *self, Batch *batch)
{
  int status = 1;

  for (batch->n_lines = 0; batch->n_lines < N_LINES;)
    {
      JzMarcLine *line = &batch->lines[batch->n_lines];

      clear_line (line);
      status = jz_marc_reader_next (self->reader, line->record, &line->from, &batch->error);
      if (status != 1)
        break;
      g_byte_array_set_size (line->bytes, 0);
      if (line->from.bytes != NULL)
        g_byte_array_append (line->bytes, line->from.bytes, (guint) line->from.n_bytes);
      line->from.bytes = line->from.bytes != NULL ? line->bytes->data : NULL;
      line->number = line->from.number;
      if (line->from.refused == NULL)
        understand (self, line);
      batch->n_lines++;
    }
  batch->last = status != 1;
}

static gpointer
ahead_main (gpointer data)
{
  JzMarcAhead *self = data;
  gboolean     last = FALSE;

  while (!last)
    {
      Batch *batch = g_async_queue_pop (self->empty);

      if (g_atomic_int_get (&self->stop))
        break;
      fill (self, batch);
      last = batch->last;
      g_async_queue_push (self->full, batch);
    }
  return NULL;
}

JzMarcAhead *
jz_marc_ahead_new (const JzMarcImport *import, const JzMarcProfile *profile)
{
  JzMarcAhead *self = g_new0 (JzMarcAhead, 1);

  self->import = import;
  self->profile = profile;
  self->reader = jz_marc_reader_new (import->name, import->read, import->source, import->encoding);
  self->empty = g_async_queue_new ();
  self->full = g_async_queue_new ();
  for (guint i = 0; i < N_BATCHES; i++)
    {
      for (guint k = 0; k < N_LINES; k++)
        {
          self->batches[i].lines[k].record = jz_marc_new ();
          self->batches[i].lines[k].bytes = g_byte_array_new ();
        }
      g_async_queue_push (self->empty, &self->batches[i]);
    }
  self->thread = g_thread_new ("jz-marc", ahead_main, self);
  return self;
}

void
jz_marc_ahead_free (JzMarcAhead *self)
{
  if (self == NULL)
    return;
  g_atomic_int_set (&self->stop, TRUE);
  g_async_queue_push (self->empty, &self->batches[0]); /* only wakes it */
  g_thread_join (self->thread);
  for (guint i = 0; i < N_BATCHES; i++)
    {
      for (guint k = 0; k < N_LINES; k++)
        {
          clear_line (&self->batches[i].lines[k]);
          jz_marc_free (self->batches[i].lines[k].record);
          g_byte_array_unref (self->batches[i].lines[k].bytes);
        }
      g_clear_error (&self->batches[i].error);
    }
  g_async_queue_unref (self->empty);
  g_async_queue_unref (self->full);
  jz_marc_reader_free (self->reader);
  g_free (self);
}

JzMarcLine *
jz_marc_ahead_next (JzMarcAhead *self, GError **error)
{
  while (self->present == NULL || self->next == self->present->n_lines)
    {
      if (self->present != NULL && self->present->last)
        {
          if (self->present->error != NULL)
            g_propagate_error (error, g_error_copy (self->present->error));
          return NULL;
        }
      if (self->present != NULL)
        g_async_queue_push (self->empty, self->present);
      self->present = g_async_queue_pop (self->full);
      self->next = 0;
    }
  return &self->present->lines[self->next++];
}
