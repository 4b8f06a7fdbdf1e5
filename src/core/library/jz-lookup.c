/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-lookup.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-isbn.h"
#include "jz-lookup-private.h"
#include "jz-lookup-wire.h"
#include "jz-marc-index.h"

void
jz_lookup_record_free (JzLookupRecord *self)
{
  jz_marc_free (self->record);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self);
}

JzLookupAnswer *
jz_lookup_answer_new (void)
{
  JzLookupAnswer *self = g_new0 (JzLookupAnswer, 1);

  self->records = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_lookup_record_free);
  return self;
}

void
jz_lookup_answer_free (JzLookupAnswer *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->records);
  g_free (self->trouble);
  g_free (self);
}

/* Any of its ISBNs: a set has several. */
static gboolean
has_isbn (const JzMarc *record, const char *isbn)
{
  g_autoptr (GPtrArray) isbns = jz_bib_isbns (record);

  return g_ptr_array_find_with_equal_func (isbns, isbn, g_str_equal, NULL);
}

typedef struct
{
  const guint8 *at;
  gsize         left;
} Bytes;

static gssize
read_cb (gpointer source, void *buffer, gsize size, GError **error)
{
  Bytes *bytes = source;
  gsize  n = MIN (size, bytes->left);

  memcpy (buffer, bytes->at, n);
  bytes->at += n;
  bytes->left -= n;
  return (gssize) n;
}

void
jz_lookup_answer_take (JzLookupAnswer *self, GBytes *bytes, JzMarcEncoding encoding, const char *isbn)
{
  Bytes                    source;
  g_autoptr (JzMarcReader) reader = jz_marc_reader_new ("", read_cb, &source, encoding);
  g_autoptr (JzMarc)       record = jz_marc_new ();
  JzMarcSource             from;
  JzLookupRecord          *found;
  gboolean                 matches;

  source.at = g_bytes_get_data (bytes, &source.left);
  if (jz_marc_reader_next (reader, record, &from, NULL) != 1 || from.refused != NULL)
    {
      self->left_out++;
      return;
    }
  matches = has_isbn (record, isbn);
  found = g_new0 (JzLookupRecord, 1);
  *found = (JzLookupRecord){ g_steal_pointer (&record),
                             from.bytes != NULL ? g_bytes_new (from.bytes, from.n_bytes) : NULL,
                             from.encoding,
                             from.mended,
                             matches,
                             0 };
  g_ptr_array_insert (self->records, matches ? 0 : -1, found);
}

static void
ask_file (const JzTarget *target, const char *isbn, JzLookupAnswer *answer, GCancellable *cancellable)
{
  g_autoptr (GError)      error = NULL;
  g_autoptr (JzMarcIndex) index = jz_marc_index_open (target->path, target->encoding, NULL, NULL, cancellable, &error);
  g_autoptr (GPtrArray)   found = index != NULL ? jz_marc_index_find (index, isbn, &error) : NULL;

  if (found == NULL)
    {
      answer->trouble = g_strdup (error->message);
      return;
    }
  answer->hits = found->len;
  for (guint i = 0; i < MIN (found->len, JZ_LOOKUP_RECORDS_MOST); i++)
    jz_lookup_answer_take (answer, g_ptr_array_index (found, i), target->encoding, isbn);
}

JzLookupAnswer *
jz_lookup_ask (const JzTarget *target, const char *isbn, GCancellable *cancellable)
{
  JzLookupAnswer      *answer = jz_lookup_answer_new ();
  g_autoptr (JzTarget) whole = jz_target_copy (target);

  if (whole->seconds <= 0)
    whole->seconds = JZ_TARGET_SECONDS;
  if (target->kind == JZ_TARGET_FILE)
    ask_file (whole, isbn, answer, cancellable);
  else
    jz_lookup_server (whole, isbn, answer, cancellable);
  return answer;
}

/* On a thread of its own. */

typedef struct
{
  JzTarget *target;
  char     *isbn;
} Question;

static void
question_free (gpointer data)
{
  Question *self = data;

  jz_target_free (self->target);
  g_free (self->isbn);
  g_free (self);
}

static void
ask_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Question *question = data;

  g_task_return_pointer (task, jz_lookup_ask (question->target, question->isbn, cancellable),
                         (GDestroyNotify)jz_lookup_answer_free);
}

void
jz_lookup_ask_async (const JzTarget *target, const char *isbn, GCancellable *cancellable, GAsyncReadyCallback callback,
                     gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  Question         *question = g_new0 (Question, 1);

  *question = (Question){ jz_target_copy (target), g_strdup (isbn) };
  g_task_set_source_tag (task, jz_lookup_ask_async);
  g_task_set_task_data (task, question, question_free);
  g_task_run_in_thread (task, ask_cb);
}

JzLookupAnswer *
jz_lookup_ask_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* The own catalogue. */

JzLookupAnswer *
jz_lookup_own (JzConnection *connection, const char *isbn, GError **error)
{
  g_autoptr (JzLookupAnswer) answer = jz_lookup_answer_new ();
  JzStatement *rows = jz_connection_query (connection, error,
                                           "SELECT id, marc FROM title JOIN title_marc USING (id) WHERE id IN (SELECT "
                                           "title FROM title_by_isbn WHERE isbn = ?) AND voided IS NULL ORDER BY id",
                                           "s", isbn);

  while (jz_statement_next (rows))
    {
      g_autoptr (JzMarc) record = jz_marc_new ();
      JzLookupRecord    *found;

      if (!jz_marc_from_text (record, jz_statement_text (rows, 1)))
        continue;
      found = g_new0 (JzLookupRecord, 1);
      *found = (JzLookupRecord){ .record = g_steal_pointer (&record),
                                 .matches = TRUE,
                                 .title = jz_statement_int64 (rows, 0) };
      g_ptr_array_add (answer->records, found);
    }
  answer->hits = answer->records->len;
  return jz_statement_finish (rows, error) ? g_steal_pointer (&answer) : NULL;
}

JzTitleOrigin
jz_lookup_origin (const JzLookupRecord *record, const char *source)
{
  JzTitleOrigin origin = { .source = source, .encoding = record->encoding, .mended = record->mended };

  if (record->bytes != NULL)
    origin.bytes = g_bytes_get_data (record->bytes, &origin.n_bytes);
  return origin;
}
