/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-demo-window.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "jz-compat.h"
#include "jz-demo.h"
#include "jz-edit-dialog.h"

#define TICK_MS 100

typedef struct
{
  JzEditDialog *form;
  GtkWidget    *bar;
  GCancellable *cancellable;
  char         *path;
  int           done, of; /* written by the store's thread: per mille, and whether anything is known */
  guint         tick;
  JzStartMade   made;
  gpointer      data;
} Demo;

static void
demo_free (gpointer data)
{
  Demo *self = data;

  g_clear_handle_id (&self->tick, g_source_remove);
  g_object_unref (self->cancellable);
  g_free (self->path);
  g_free (self);
}

/* Making it. */

static void
progress_cb (gint64 done, gint64 total, gpointer data)
{
  Demo *self = data;

  g_atomic_int_set (&self->done, total > 0 ? (int) (done * 1000 / total) : 0);
  g_atomic_int_set (&self->of, total > 0);
}

static void
remove_rest (const char *path)
{
  static const char *const suffixes[] = { "", "-wal", "-shm", "-journal", ".lock" };

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *name = g_strconcat (path, suffixes[i], NULL);

      g_unlink (name);
    }
}

static gboolean
make (Demo *self, GCancellable *cancellable, GError **error)
{
  g_autofree char    *folder = g_path_get_dirname (self->path);
  g_autoptr (JzStore) store = NULL;
  gboolean            ok;

  if (g_file_test (self->path, G_FILE_TEST_EXISTS))
    return TRUE;
  g_mkdir_with_parents (folder, 0700);
  store = jz_store_open (self->path, JZ_STORE_CREATE, 0, error);
  if (store == NULL)
    return FALSE;
  ok = jz_demo_fill (store, JZ_DEMO_SMALL, JZ_DEMO_SEED, progress_cb, self, cancellable, error);
  jz_store_close (store);
  if (!ok)
    remove_rest (self->path);
  return ok;
}

static void
make_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (make (data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Demo *self = data;
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      self->made (self->path, self->data);
      gtk_window_destroy (GTK_WINDOW (self->form));
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      jz_edit_dialog_set_busy (self->form, FALSE);
      jz_edit_dialog_set_go (self->form, _("Load"), FALSE);
      jz_edit_dialog_say (self->form, error->message);
    }
}

/* The window. */

static gboolean
tick_cb (gpointer data)
{
  Demo *self = data;

  if (g_atomic_int_get (&self->of))
    gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar), g_atomic_int_get (&self->done) / 1000.0);
  else
    gtk_progress_bar_pulse (GTK_PROGRESS_BAR (self->bar));
  return G_SOURCE_CONTINUE;
}

static void
closed_cb (GtkWidget *form, gpointer data)
{
  g_cancellable_cancel (((Demo *) data)->cancellable);
}

void
jz_demo_window_present (GtkWindow *parent, JzStartMade made, gpointer data)
{
  Demo      *self = g_new0 (Demo, 1);
  GtkWidget *words = gtk_label_new (_("A school that could be real: rooms, a ledger, vouchers, loans, people. All names are invented. It is a file of its own; "
    "your own school file is not touched."));
  g_autoptr (GTask) task = NULL;

  self->cancellable = g_cancellable_new ();
  self->path = g_build_filename (g_get_user_data_dir (), "jiaozhuang", "demo.jiaozhuang", NULL);
  self->made = made;
  self->data = data;
  self->form = jz_edit_dialog_new (GTK_WIDGET (parent), _("Demo School"), _("Load"), 560, -1);
  self->bar = gtk_progress_bar_new ();
  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  jz_compat_name (self->bar, _("Demo School"));
  jz_edit_dialog_add (self->form, words);
  jz_edit_dialog_add (self->form, self->bar);
  jz_edit_dialog_set_busy (self->form, TRUE);
  self->tick = g_timeout_add (TICK_MS, tick_cb, self);
  g_object_set_data_full (G_OBJECT (self->form), "jz-demo", self, demo_free);
  g_signal_connect (self->form, "unmap", G_CALLBACK (closed_cb), self);
  gtk_window_present (GTK_WINDOW (self->form));
  task = g_task_new (self->form, self->cancellable, made_cb, self);
  g_task_set_task_data (task, self, NULL);
  g_task_run_in_thread (task, make_thread);
}
