/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-lending-paper.h"

#include <glib/gi18n-lib.h>

#include "jz-lending-form.h"
#include "jz-preview.h"

typedef struct
{
  GtkWindow     *parent;
  JzSession     *session;
  JzLendingPaper paper;
  gint64         class_;
  JzPages       *pages;
} Paper;

static void
paper_free (Paper *self)
{
  g_clear_pointer (&self->pages, jz_pages_unref);
  g_clear_weak_pointer (&self->parent);
  g_object_unref (self->session);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Paper, paper_free)

static gboolean
read_slips (JzConnection *connection, Paper *self, GError **error)
{
  GPtrArray   *slips = jz_overdue_slips_new (connection, self->class_, error);
  JzReportSet *set = slips != NULL ? jz_report_set_new (slips, error) : NULL;
  JzPdf        pdf;

  if (set == NULL)
    return FALSE;
  pdf = jz_report_set_pdf (set);
  self->pages = jz_pages_new (&pdf, _("Books to bring back"), (GDestroyNotify) jz_report_set_free);
  return TRUE;
}

static JzReport *
read_register (JzConnection *connection, gint64 class_, GError **error)
{
  JzStatement *row = jz_connection_query (
    connection, error,
    "SELECT first_day, last_day FROM term WHERE first_day <= jz_today () ORDER BY first_day DESC LIMIT 1", "");
  g_autofree char *first = NULL, *last = NULL;

  if (!jz_statement_first (row, _("The calendar has no term yet"), error))
    return NULL;
  first = jz_statement_dup (row, 0);
  last = jz_statement_dup (row, 1);
  jz_statement_reset (row);
  return jz_lending_register_new (connection, first, last, class_, error);
}

static gboolean
read_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Paper    *self = data;
  JzReport *report;

  if (self->paper == JZ_LENDING_PAPER_OVERDUE)
    return read_slips (connection, self, error);
  report = self->paper == JZ_LENDING_PAPER_REGISTER ? read_register (connection, self->class_, error) :
                                                      jz_clearing_form_new (connection, self->class_, error);
  self->pages = report != NULL ? jz_pages_from_report (report, report->title, error) : NULL;
  return self->pages != NULL;
}

static void
read_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Paper)  self = data;
  g_autoptr (GError) error = NULL;

  if (!jz_store_read_finish (JZ_STORE (source), result, &error))
    jz_session_say_trouble (self->session, error->message);
  else if (self->parent != NULL && jz_session_get_actor (self->session)->account != 0)
    jz_preview_present (self->parent, self->session, self->pages);
}

void
jz_lending_paper_print (GtkWindow *parent, JzSession *session, JzLendingPaper paper, gint64 class_)
{
  JzStore *store = session != NULL ? jz_session_get_store (session) : NULL;
  Paper   *self;

  if (store == NULL || parent == NULL)
    return;
  self = g_new0 (Paper, 1);
  self->session = g_object_ref (session);
  self->paper = paper;
  self->class_ = class_;
  g_set_weak_pointer (&self->parent, parent);
  jz_store_read (store, read_cb, self, NULL, NULL, read_done_cb, self);
}
