/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-school"
#include "config.h"

#include "jz-import-ahead.h"

#include "jz-import-line-private.h"

#define N_BATCHES 64  /* so many that what is new to the file, all at the beginning, does not hold the reading up */
#define N_LINES   128 /* of a batch: so many that waking the other thread costs nothing beside them */
#define TEXT_SIZE 4096

typedef struct
{
  JzImportLine  lines[N_LINES];
  guint         n_lines;
  GStringChunk *texts;
  gboolean      last;
  GError       *error; /* of the last one */
} Batch;

struct _JzImportAhead
{
  const JzImportSpec *spec;
  const JzImport     *import;
  gconstpointer       state;
  JzSheetReader      *reader;
  GThread            *threads[2]; /* one takes the file apart, the next one understands its rows */
  int                 stop;    /* atomic */
  Batch               batches[N_BATCHES];
  GAsyncQueue        *empty, *raw, *full; /* of Batch, as it goes round */
  Batch              *present; /* the one that lines are taken from */
  guint               next;
};

static void
fill (JzImportAhead *self, Batch *batch)
{
  guint             first = jz_sheet_mapping_first_data (self->import->mapping);
  const JzSheetRow *row = NULL;

  batch->n_lines = 0;
  g_string_chunk_clear (batch->texts);
  while (batch->n_lines < N_LINES && (row = jz_sheet_reader_next (self->reader, &batch->error)) != NULL)
    if (row->number >= first)
      jz_import_line_set (&batch->lines[batch->n_lines++], row);
  batch->last = row == NULL;
}

static void
understand (JzImportAhead *self, Batch *batch)
{
  for (guint i = 0; i < batch->n_lines; i++)
    {
      JzImportLine *line = &batch->lines[i];

      line->kind = jz_sheet_row_kind (self->import->mapping, line->row);
      if (line->kind == JZ_SHEET_ROW_DATA && self->spec->read != NULL)
        self->spec->read (self->state, line);
    }
}

static gpointer
work (JzImportAhead *self, GAsyncQueue *from, GAsyncQueue *to, void (*func) (JzImportAhead *, Batch *))
{
  gboolean last = FALSE;

  while (!last)
    {
      Batch *batch = g_async_queue_pop (from);

      if (g_atomic_int_get (&self->stop))
        break;
      func (self, batch);
      last = batch->last;
      g_async_queue_push (to, batch);
    }
  return NULL;
}

static gpointer
sheet_main (gpointer data)
{
  JzImportAhead *self = data;

  return work (self, self->empty, self->raw, fill);
}

static gpointer
rows_main (gpointer data)
{
  JzImportAhead *self = data;

  return work (self, self->raw, self->full, understand);
}

static void
init_batch (JzImportAhead *self, Batch *batch)
{
  batch->texts = g_string_chunk_new (TEXT_SIZE);
  for (guint i = 0; i < N_LINES; i++)
    jz_import_line_init (&batch->lines[i], self->spec, self->import, batch->texts);
  g_async_queue_push (self->empty, batch);
}

static void
clear_batch (Batch *batch)
{
  for (guint i = 0; i < N_LINES; i++)
    jz_import_line_clear (&batch->lines[i]);
  g_string_chunk_free (batch->texts);
  g_clear_error (&batch->error);
}

JzImportAhead *
jz_import_ahead_new (const JzImportSpec *spec, const JzImport *import, gconstpointer state, GCancellable *cancellable, GError **error)
{
  JzSheetReader *reader = jz_sheet_file_read (import->file, import->sheet, cancellable, error);
  JzImportAhead *self;

  if (reader == NULL)
    return NULL;
  self = g_new0 (JzImportAhead, 1);
  self->spec = spec;
  self->import = import;
  self->state = state;
  self->reader = reader;
  self->empty = g_async_queue_new ();
  self->raw = g_async_queue_new ();
  self->full = g_async_queue_new ();
  for (guint i = 0; i < N_BATCHES; i++)
    init_batch (self, &self->batches[i]);
  self->threads[0] = g_thread_new ("jz-sheet", sheet_main, self);
  self->threads[1] = g_thread_new ("jz-rows", rows_main, self);
  return self;
}

void
jz_import_ahead_free (JzImportAhead *self)
{
  if (self == NULL)
    return;
  g_atomic_int_set (&self->stop, TRUE);
  g_async_queue_push (self->empty, &self->batches[0]); /* only wakes it, as the next one */
  g_async_queue_push (self->raw, &self->batches[0]);
  g_thread_join (self->threads[0]);
  g_thread_join (self->threads[1]);
  for (guint i = 0; i < N_BATCHES; i++)
    clear_batch (&self->batches[i]);
  g_async_queue_unref (self->empty);
  g_async_queue_unref (self->raw);
  g_async_queue_unref (self->full);
  jz_sheet_reader_free (self->reader);
  g_free (self);
}

static gboolean
is_wanted (JzImportAhead *self, const JzImportLine *line)
{
  return line->kind == JZ_SHEET_ROW_DATA || (line->kind != JZ_SHEET_ROW_BLANK && self->import->seen != NULL);
}

/* The next batch of which lines are taken. FALSE after the last one, with @error when it broke off. */
static gboolean
next_batch (JzImportAhead *self, GError **error)
{
  if (self->present != NULL && self->present->last)
    {
      if (self->present->error != NULL)
        g_propagate_error (error, g_error_copy (self->present->error));
      return FALSE;
    }
  if (self->present != NULL)
    g_async_queue_push (self->empty, self->present);
  self->present = g_async_queue_pop (self->full);
  self->next = 0;
  return TRUE;
}

JzImportLine *
jz_import_ahead_next (JzImportAhead *self, GError **error)
{
  do
    {
      while (self->present != NULL && self->next < self->present->n_lines)
        if (is_wanted (self, &self->present->lines[self->next++]))
          return &self->present->lines[self->next - 1];
    }
  while (next_batch (self, error));
  return NULL;
}
