/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-label-work.h"

#include <glib/gi18n-lib.h>

void
jz_label_work_free (gpointer data)
{
  JzLabelWork *self = data;

  g_clear_object (&self->store);
  g_clear_pointer (&self->only, g_array_unref);
  g_clear_pointer (&self->job, jz_label_job_free);
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->faults, g_ptr_array_unref);
  g_free (self->path);
  g_free (self);
}

GPtrArray *
jz_label_work_stocks (void)
{
  const char      *shipped = g_getenv ("JIAOZHUANG_DATADIR");
  g_autofree char *own = g_build_filename (shipped != NULL ? shipped : PKGDATADIR, "stocks", NULL);
  g_autofree char *user = g_build_filename (g_get_user_data_dir (), "jiaozhuang", "stocks", NULL);

  return jz_label_stocks_load (own, user, NULL);
}

typedef struct
{
  JzLabelWork *work;
  GPtrArray   *labels;
} Reading;

static gboolean
read_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Reading      *reading = data;
  GArray       *only = reading->work->only;
  JzLabelChoice choice = { .missing = reading->work->missing,
                           .ids = only != NULL ? (const gint64 *) (gpointer) only->data : NULL,
                           .n_ids = only != NULL ? only->len : 0 };

  reading->labels = jz_label_source_read (connection, &reading->work->actor, reading->work->subject, &choice,
                                          &reading->work->ids, error);
  return reading->labels != NULL;
}

/* What does not fit is left out here, so that it is not taken for printed afterwards. */
static GPtrArray *
keep_fitting (JzLabelWork *self, GPtrArray *labels)
{
  GPtrArray *fitting = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_label_free);
  GArray    *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  JzLabelBox box = { .width = self->stock->label_width,
                     .height = self->stock->label_height,
                     .dots_per_inch = self->stock->dots_per_inch };

  g_ptr_array_set_free_func (labels, NULL);
  for (guint i = 0; i < labels->len; i++)
    {
      JzLabel           *label = g_ptr_array_index (labels, i);
      JzLabelBars        bars = { 0 };
      g_autoptr (GError) error = NULL;

      if (jz_label_plan (label, &box, self->codes, &bars, &error) && jz_label_rows_per_card (label, &box, &bars) > 0)
        {
          g_ptr_array_add (fitting, label);
          g_array_append_val (ids, g_array_index (self->ids, gint64, i));
        }
      else
        {
          g_ptr_array_add (self->faults,
                           g_strdup_printf ("%s: %s", label->title,
                                            error != NULL ? error->message : _("the label is too small")));
          jz_label_free (label);
        }
      jz_label_bars_clear (&bars);
    }
  g_array_unref (self->ids);
  self->ids = ids;
  return fitting;
}

static gboolean
lay_out (JzLabelWork *self, GError **error)
{
  Reading               reading = { self, NULL };
  g_autoptr (GPtrArray) labels = NULL;

  if (!jz_store_read_sync (self->store, read_cb, &reading, NULL, error))
    return FALSE;
  self->faults = g_ptr_array_new_with_free_func (g_free);
  labels = keep_fitting (self, reading.labels);
  g_ptr_array_unref (reading.labels);
  if (labels->len == 0)
    return TRUE;
  self->job = jz_label_job_new (self->stock, &self->calibration, self->start, self->codes, labels, self->faults, error);
  return self->job != NULL;
}

static void
thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  JzLabelWork *self = data;
  GError      *error = NULL;
  gboolean     ok = lay_out (self, &error);

  if (ok && self->path != NULL && self->job != NULL)
    ok = self->test ? jz_label_job_write_test_pdf (self->job, self->path, &error)
                    : jz_label_job_write_pdf (self->job, self->path, cancellable, NULL, NULL, &error);
  if (ok)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
jz_label_work_run (JzLabelWork *work, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);

  g_task_set_task_data (task, work, jz_label_work_free);
  g_task_run_in_thread (task, thread);
}

JzLabelWork *
jz_label_work_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error) ? g_task_get_task_data (G_TASK (result)) : NULL;
}
