/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "jz-attachment-save.h"

#include "jz-attachment.h"

typedef struct
{
  JzStore *store;
  gint64   id;
  char    *name, *path;
  GBytes  *bytes;
} Save;

static void
save_free (gpointer data)
{
  Save *self = data;

  g_object_unref (self->store);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self->name);
  g_free (self->path);
  g_free (self);
}

static gboolean
read_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Save *self = data;

  self->bytes = jz_attachment_read (connection, self->id, error);
  return self->bytes != NULL;
}

static gboolean
choose_path (Save *self, GError **error)
{
  g_autofree char *folder = self->path == NULL ? g_dir_make_tmp ("jiaozhuang-XXXXXX", error) : NULL;

  if (folder != NULL)
    self->path = g_build_filename (folder, self->name, NULL);
  return self->path != NULL;
}

static gboolean
write_file (Save *self, GError **error)
{
  gsize       size;
  const char *data = g_bytes_get_data (self->bytes, &size);

  return g_file_set_contents_full (self->path, data, (gssize) size, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

static void
save_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Save   *self = data;
  GError *error = NULL;

  if (jz_store_read_sync (self->store, read_cb, self, cancellable, &error) && choose_path (self, &error) &&
      write_file (self, &error))
    g_task_return_pointer (task, g_strdup (self->path), g_free);
  else
    g_task_return_error (task, error);
}

void
jz_attachment_save (JzStore *store, gint64 id, const char *name, const char *path, GAsyncReadyCallback callback,
                    gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, data);
  Save             *self = g_new0 (Save, 1);

  *self = (Save){ g_object_ref (store), id, g_strdup (name), g_strdup (path), NULL };
  g_task_set_task_data (task, self, save_free);
  g_task_run_in_thread (task, save_cb);
}

char *
jz_attachment_save_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
