/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-attachment-actions.h"

#include <glib/gi18n-lib.h>

#include "jz-attachment-window.h"
#include "jz-attachment.h"
#include "jz-compat-file.h"
#include "jz-page-actions.h"
#include "jz-picture.h"

typedef struct
{
  JzPage             *page; /* owns this */
  GSimpleActionGroup *group;
  JzSession          *session;
} Actions;

static void
actions_free (gpointer data)
{
  Actions *self = data;

  g_object_unref (self->group);
  g_clear_object (&self->session);
  g_free (self);
}

/* Files on their way in. */

typedef struct
{
  JzSession       *session;
  JzStore         *store;
  JzProgressStrip *strip; /* or NULL */
  char            *table, *kind;
  gint64           row;
  GStrv            paths;
  GdkTexture      *texture; /* what was pasted, instead of paths */
  GPtrArray       *files;   /* of JzAttachmentFile */
} Job;

static void
job_free (gpointer data)
{
  Job *self = data;

  g_object_unref (self->session);
  g_object_unref (self->store);
  g_clear_object (&self->strip);
  g_clear_object (&self->texture);
  g_strfreev (self->paths);
  g_ptr_array_unref (self->files);
  g_free (self->table);
  g_free (self->kind);
  g_free (self);
}

static gboolean
limits_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return jz_attachment_limits (connection, data, error);
}

static gboolean
take (Job *self, JzAttachmentFile *file)
{
  if (file != NULL)
    g_ptr_array_add (self->files, file);
  return file != NULL;
}

static gboolean
load_pasted (Job *self, const JzAttachmentLimits *limits, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes)    bytes = gdk_texture_save_to_png_bytes (self->texture);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char      *when = g_date_time_format (now, "%Y-%m-%d %H.%M.%S");
  g_autofree char      *name = g_strdup_printf (_("Pasted %s.png"), when);
  g_autoptr (GBytes)    small = jz_picture_shrink (bytes, limits->photo_side, name, cancellable, error);

  return small != NULL && take (self, jz_attachment_file_new (name, small, limits, cancellable, error));
}

static void
load_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job               *self = data;
  JzAttachmentLimits limits;
  GError            *error = NULL;
  gboolean           ok = jz_store_read_sync (self->store, limits_cb, &limits, cancellable, &error);

  if (ok && self->texture != NULL)
    ok = load_pasted (self, &limits, cancellable, &error);
  for (guint i = 0; ok && self->paths != NULL && self->paths[i] != NULL; i++)
    ok = take (self, jz_attachment_file_load (self->paths[i], &limits, cancellable, &error));
  if (ok)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static gboolean
write_cb (JzOperation *operation, gpointer data, GError **error)
{
  Job *self = data;

  for (guint i = 0; i < self->files->len; i++)
    if (!jz_attachment_add (operation, self->table, self->row, self->kind, g_ptr_array_index (self->files, i), NULL,
                            error))
      return FALSE;
  if (self->files->len > 1)
    jz_operation_describe (operation, g_dngettext (GETTEXT_PACKAGE, "Attached %u file", "Attached %u files",
                                                   self->files->len), self->files->len);
  return TRUE;
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Job               *self = data;
  g_autoptr (GError) error = NULL;

  if (self->strip != NULL)
    jz_progress_strip_end (self->strip);
  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      jz_session_write (self->session, &jz_action_attach, write_cb, self, job_free);
      return;
    }
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    jz_session_say_trouble (self->session, error->message);
  job_free (self);
}

static Job *
job_new (Actions *actions, const char *table, gint64 row, const char *kind)
{
  JzListPage *list = JZ_PAGE_GET_CLASS (actions->page)->get_list (actions->page);
  Job        *self = g_new0 (Job, 1);

  self->session = g_object_ref (actions->session);
  self->store = g_object_ref (jz_session_get_store (actions->session));
  self->strip = list != NULL ? g_object_ref (jz_table_get_strip (jz_list_page_get_table (list))) : NULL;
  self->table = g_strdup (table);
  self->kind = g_strdup (kind);
  self->row = row;
  self->files = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_attachment_file_free);
  return self;
}

static void
job_run (Job *self)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GTask)        task = g_task_new (NULL, cancellable, loaded_cb, self);

  if (self->strip != NULL)
    jz_progress_strip_begin (self->strip, _("Attaching files…"), cancellable);
  g_task_set_task_data (task, self, NULL);
  g_task_run_in_thread (task, load_cb);
}

/* The actions. */

static void
open_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  Actions    *self = data;
  const char *table, *kind;
  gint64      row;

  g_variant_get (parameter, "(&sx&s)", &table, &row, &kind);
  jz_attachment_window_present (jz_page_get_window (self->page), self->session, table, row, kind);
}

static void
chosen_cb (const char *path, gpointer data)
{
  Job *self = data;

  self->paths = g_new0 (char *, 2);
  self->paths[0] = g_strdup (path);
}

/* The dialog is done with: with a file, or without one. */
static void
asked_cb (gpointer data)
{
  Job *self = data;

  if (self->paths != NULL)
    job_run (self);
  else
    job_free (self);
}

static void
add_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  static const char *const patterns[] = { "*", NULL };
  const JzCompatFileChoice choice = { JZ_CHOOSE_OPEN, _("Attach a File"), NULL, _("All files"), patterns };
  Actions                 *self = data;
  const char              *table, *kind;
  gint64                   row;

  g_variant_get (parameter, "(&sx&s)", &table, &row, &kind);
  jz_compat_choose_file (jz_page_get_window (self->page), &choice, chosen_cb, job_new (self, table, row, kind), asked_cb);
}

static void
drop_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const char *table;
  gint64      row;
  GStrv       paths;
  Job        *job;

  g_variant_get (parameter, "(&sx^as)", &table, &row, &paths);
  job = job_new (data, table, row, NULL);
  job->paths = paths;
  job_run (job);
}

static void
pasted_picture_cb (GObject *clipboard, GAsyncResult *result, gpointer data)
{
  Job               *job = data;
  g_autoptr (GError) error = NULL;

  job->texture = gdk_clipboard_read_texture_finish (GDK_CLIPBOARD (clipboard), result, &error);
  if (job->texture != NULL)
    job_run (job);
  else
    {
      jz_session_say_trouble (job->session, _("There is no picture in the clipboard"));
      job_free (job);
    }
}

static void
paste_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  Actions      *self = data;
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self->page));
  const char   *table;
  gint64        row;

  g_variant_get (parameter, "(&sx)", &table, &row);
  gdk_clipboard_read_texture_async (clipboard, NULL, pasted_picture_cb, job_new (self, table, row, NULL));
}

static const JzPageAction defined[] = {
  { "open", NULL, "(sxs)", open_cb },
  { "add", "item", "(sxs)", add_cb },
  { "drop", "item", "(sxas)", drop_cb },
  { "paste", "item", "(sx)", paste_cb },
};

void
jz_attachment_actions_set_session (JzPage *page, JzSession *session)
{
  Actions *self = g_object_get_data (G_OBJECT (page), "jz-attachment-actions");

  g_set_object (&self->session, session);
  jz_page_actions_define (self->group, defined, G_N_ELEMENTS (defined), session, self);
}

void
jz_attachment_actions_attach (JzPage *page)
{
  Actions *self = g_new0 (Actions, 1);

  self->page = page;
  self->group = g_simple_action_group_new ();
  g_object_set_data_full (G_OBJECT (page), "jz-attachment-actions", self, actions_free);
  gtk_widget_insert_action_group (GTK_WIDGET (page), "attachment", G_ACTION_GROUP (self->group));
}
