/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-record-trial.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-bib.h"
#include "jz-marc-file.h"

#define SAMPLES 5

struct _JzRecordTrial
{
  JzStore         *store;
  JzActor          actor;
  JzRecordChoice  *choice;
  GPtrArray       *samples;
  JzImportResult   result;
  JzRecordProgress progress;
  gpointer         data; /* of @progress */
  GCancellable    *cancellable;
};

void
jz_record_choice_free (JzRecordChoice *self)
{
  g_free (self->path);
  g_free (self->profile);
  g_free (self->place);
  g_free (self);
}

static void
sample_free (gpointer data)
{
  JzRecordSample *self = data;

  g_free (self->title);
  g_free (self->detail);
  g_free (self);
}

static void
trial_free (gpointer data)
{
  JzRecordTrial *self = data;

  jz_import_result_clear (&self->result);
  g_ptr_array_unref (self->samples);
  jz_record_choice_free (self->choice);
  g_clear_object (&self->cancellable);
  g_object_unref (self->store);
  g_free (self);
}

/* "作家出版社 · 2012.08 · GB18030 · …" */
static char *
describe (const JzBib *bib, const JzMarcSource *from)
{
  g_autoptr (GString) text = g_string_new (bib->texts[JZ_BIB_AUTHOR]);
  const char *const   parts[] = { bib->texts[JZ_BIB_PUBLISHER], bib->texts[JZ_BIB_YEAR],
                                  from->encoding == JZ_MARC_ENCODING_UTF_8 ? "UTF-8" : "GB18030" };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (*parts[i] != '\0')
      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", parts[i]);
  for (guint i = 0; i < JZ_MARC_N_MENDED; i++)
    if ((from->mended & (1u << i)) != 0)
      g_string_append_printf (text, " · ! %s", jz_marc_mended_words ((JzMarcMended) (1u << i)));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static JzRecordSample *
sample_new (const JzMarc *record, const JzMarcSource *from)
{
  JzRecordSample *self = g_new0 (JzRecordSample, 1);
  g_auto (JzBib)  bib = { 0 };

  if (from->refused != NULL)
    {
      self->title = g_strdup_printf ("✗ %s", from->refused);
      self->detail = g_strdup ("");
      return self;
    }
  jz_bib_read (record, &bib);
  self->title = g_strconcat (bib.texts[JZ_BIB_TITLE], *bib.texts[JZ_BIB_VOLUME] != '\0' ? " " : "",
                             bib.texts[JZ_BIB_VOLUME], NULL);
  self->detail = describe (&bib, from);
  return self;
}

/* The first records, so that a person sees whether the characters are right. */
static gboolean
take_samples (JzRecordTrial *self, GError **error)
{
  g_autoptr (JzMarcFileInput) file = jz_marc_file_input_open (self->choice->path, error);
  g_autofree char            *name = g_path_get_basename (self->choice->path);
  g_autoptr (JzMarcReader)    reader = NULL;
  g_autoptr (JzMarc)          record = jz_marc_new ();
  JzMarcSource                from;
  int                         status = 1;

  if (file == NULL)
    return FALSE;
  reader = jz_marc_reader_new (name, jz_marc_file_input_read, file, self->choice->encoding);
  while (self->samples->len < SAMPLES && (status = jz_marc_reader_next (reader, record, &from, error)) > 0)
    g_ptr_array_add (self->samples, sample_new (record, &from));
  return status >= 0;
}

typedef struct
{
  JzRecordProgress func;
  gpointer         data;
  GCancellable    *cancellable;
  guint            done;
} Told;

static gboolean
told_cb (gpointer data)
{
  Told *self = data;

  if (!g_cancellable_is_cancelled (self->cancellable))
    self->func (self->done, self->data);
  return G_SOURCE_REMOVE;
}

static void
told_free (gpointer data)
{
  g_object_unref (((Told *) data)->cancellable);
  g_free (data);
}

static void
progress_cb (guint done, gpointer data)
{
  JzRecordTrial *self = data;
  Told          *told = g_new (Told, 1);

  *told = (Told){ self->progress, self->data, g_object_ref (self->cancellable), done };
  g_idle_add_full (G_PRIORITY_DEFAULT, told_cb, told, told_free);
}

/* "书目.iso" → "书目 - rejected records.iso" */
static char *
rejects_path (const char *path)
{
  g_autofree char *stem = g_strdup (path);
  char            *dot = strrchr (stem, '.');

  if (dot != NULL && strchr (dot, G_DIR_SEPARATOR) == NULL)
    *dot = '\0';
  return g_strdup_printf (_("%s - rejected records.iso"), stem);
}

static gboolean
take_in (JzRecordTrial *self, GError **error)
{
  const JzRecordChoice       *choice = self->choice;
  g_autoptr (JzMarcFileInput) file = jz_marc_file_input_open (choice->path, error);
  g_autofree char            *name = g_path_get_basename (choice->path), *rejects = rejects_path (choice->path);
  JzMarcImport import = { .name = name,
                          .read = jz_marc_file_input_read,
                          .source = file,
                          .encoding = choice->encoding,
                          .on_match = choice->on_match,
                          .profile = choice->profile,
                          .place = *choice->place != '\0' ? choice->place : NULL,
                          .dry_run = choice->dry_run,
                          .rejects = choice->dry_run ? NULL : rejects,
                          .progress = progress_cb,
                          .data = self };

  return file != NULL &&
         jz_marc_import_run (self->store, &self->actor, &import, &self->result, self->cancellable, error);
}

static void
thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (take_samples (data, &error) && take_in (data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
jz_record_trial_run (JzSession *session, JzRecordChoice *choice, GCancellable *cancellable, JzRecordProgress progress,
                     GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  JzRecordTrial    *self = g_new0 (JzRecordTrial, 1);

  self->store = g_object_ref (jz_session_get_store (session));
  self->actor = *jz_session_get_actor (session);
  self->choice = choice;
  self->samples = g_ptr_array_new_with_free_func (sample_free);
  self->progress = progress;
  self->data = data;
  self->cancellable = g_object_ref (cancellable);
  g_task_set_task_data (task, self, trial_free);
  g_task_run_in_thread (task, thread);
}

const JzImportResult *
jz_record_trial_finish (GAsyncResult *result, GPtrArray **samples, GError **error)
{
  JzRecordTrial *self = g_task_get_task_data (G_TASK (result));

  *samples = self->samples;
  return g_task_propagate_boolean (G_TASK (result), error) ? &self->result : NULL;
}
