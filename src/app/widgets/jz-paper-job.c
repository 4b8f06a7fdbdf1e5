/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-paper-job.h"

#include <glib/gi18n-lib.h>

#include "jz-compat-file.h"
#include "jz-preview.h"
#include "jz-report-sheet.h"

typedef struct
{
  GtkWindow     *parent; /* weak */
  JzSession     *session;
  gpointer       asked;
  GDestroyNotify destroy;
  JzPagesFunc    pages_func; /* one of the two */
  JzReportFunc   report_func;
  char          *path;       /* of the spreadsheet */
  JzPages       *pages;
} Job;

static void
job_free (gpointer data)
{
  Job *self = data;

  if (self->destroy != NULL)
    self->destroy (self->asked);
  g_clear_pointer (&self->pages, jz_pages_unref);
  g_clear_weak_pointer (&self->parent);
  g_object_unref (self->session);
  g_free (self->path);
  g_free (self);
}

static void
job_autofree (Job *self)
{
  job_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_autofree)

static Job *
job_new (GtkWindow *parent, JzSession *session, gpointer asked, GDestroyNotify destroy)
{
  Job *self = g_new0 (Job, 1);

  self->session = g_object_ref (session);
  self->asked = asked;
  self->destroy = destroy;
  g_set_weak_pointer (&self->parent, parent);
  return self;
}

static gboolean
write_sheet (Job *self, JzConnection *connection, GError **error)
{
  g_autoptr (JzReport) report = self->report_func (connection, self->asked, error);

  return report != NULL && jz_report_write_sheet (report, self->path, error);
}

static gboolean
read_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *self = data;

  if (self->report_func != NULL)
    return write_sheet (self, connection, error);
  self->pages = self->pages_func (connection, self->asked, error);
  return self->pages != NULL;
}

static void
say_written (Job *self)
{
  g_autofree char *name = g_path_get_basename (self->path), *words = g_strdup_printf (_("Written to %s"), name);

  jz_session_say_done (self->session, words, 0);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Job)    self = data;
  g_autoptr (GError) error = NULL;

  if (!jz_store_read_finish (JZ_STORE (source), result, &error))
    jz_session_say_trouble (self->session, error->message);
  else if (self->path != NULL)
    say_written (self);
  else if (self->parent != NULL && jz_session_get_actor (self->session)->account != 0)
    jz_preview_present (self->parent, self->session, self->pages);
}

/* Takes @self. */
static void
start (Job *self)
{
  JzStore *store = jz_session_get_store (self->session);

  if (store != NULL)
    jz_store_read (store, read_cb, self, NULL, NULL, done_cb, self);
  else
    job_free (self);
}

static gboolean
can_start (GtkWindow *parent, JzSession *session, gpointer asked, GDestroyNotify destroy)
{
  if (parent != NULL && session != NULL)
    return TRUE;
  if (destroy != NULL)
    destroy (asked);
  return FALSE;
}

void
jz_paper_job_show (GtkWindow *parent, JzSession *session, JzPagesFunc func, gpointer asked, GDestroyNotify destroy)
{
  Job *self;

  if (!can_start (parent, session, asked, destroy))
    return;
  self = job_new (parent, session, asked, destroy);
  self->pages_func = func;
  start (self);
}

/* The one that waited for a file is freed by the chooser, whatever was chosen. */
static void
chosen_cb (const char *path, gpointer data)
{
  Job *waiting = data, *self = job_new (waiting->parent, waiting->session, waiting->asked, waiting->destroy);

  waiting->destroy = NULL;
  self->report_func = waiting->report_func;
  self->path = g_strdup (path);
  start (self);
}

void
jz_paper_job_save (GtkWindow *parent, JzSession *session, const char *name, JzReportFunc func, gpointer asked,
                   GDestroyNotify destroy)
{
  static const char *const patterns[] = { "*.xlsx", NULL };
  g_autofree char         *file = g_strconcat (name, ".xlsx", NULL);
  const JzCompatFileChoice choice = { JZ_CHOOSE_SAVE, _("Export"), file, _("Spreadsheets"), patterns };
  Job                     *self;

  if (!can_start (parent, session, asked, destroy))
    return;
  self = job_new (parent, session, asked, destroy);
  self->report_func = func;
  jz_compat_choose_file (parent, &choice, chosen_cb, self, job_free);
}
