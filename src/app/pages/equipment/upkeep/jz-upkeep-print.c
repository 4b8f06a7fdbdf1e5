/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-upkeep-print.h"

#include <glib/gi18n-lib.h>

#include "jz-damage-form.h"
#include "jz-date.h"
#include "jz-preview.h"

typedef struct
{
  GtkWindow   *parent;
  JzSession   *session;
  gboolean     slips, overdue, classes;
  JzUpkeepForm form;
  gint64       id; /* of slips: the voucher */
  JzPages     *pages;
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
  g_autoptr (GPtrArray) reports = NULL;
  JzReportSet          *set;
  gint64                person = 0;
  JzPdf                 pdf;

  if (self->id != 0 && !jz_connection_number (connection, &person, 0, error, "SELECT person FROM voucher WHERE id = ?",
                                              "l", self->id))
    return FALSE;
  reports = jz_call_in_slips_new (connection, person, self->overdue, error);
  set = reports != NULL ? jz_report_set_new (g_steal_pointer (&reports), error) : NULL;
  if (set == NULL)
    return FALSE;
  pdf = jz_report_set_pdf (set);
  self->pages = jz_pages_new (&pdf, _("Please bring back"), (GDestroyNotify) jz_report_set_free);
  return TRUE;
}

static gboolean
read_form (JzConnection *connection, Paper *self, GError **error)
{
  static const char *const names[] = { "SELECT number FROM damage WHERE id = ?",
                                       "SELECT number FROM repair WHERE id = ?",
                                       "SELECT number FROM disposal WHERE id = ?",
                                       "SELECT name FROM maintenance_plan WHERE id = ?",
                                       "SELECT number FROM asset WHERE id = ?" };
  g_autofree char *name = jz_connection_text (connection, NULL, names[self->form], "l", self->id);
  JzReport        *report = jz_upkeep_form_new (connection, self->form, self->id, error);

  self->pages = report != NULL ? jz_pages_from_report (report, name != NULL ? name : "", error) : NULL;
  return self->pages != NULL;
}

static gboolean
read_classes (JzConnection *connection, Paper *self, GError **error)
{
  char      today[JZ_DATE_LENGTH];
  JzReport *report = jz_damage_form_by_class (
    connection, (int) g_ascii_strtoll (jz_date_to_iso (jz_date_today (), today), NULL, 10), error);

  self->pages = report != NULL ? jz_pages_from_report (report, _("Damage and compensation by class"), error) : NULL;
  return self->pages != NULL;
}

static gboolean
read_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Paper *self = data;

  if (self->classes)
    return read_classes (connection, self, error);
  return self->slips ? read_slips (connection, self, error) : read_form (connection, self, error);
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

static void
run (GtkWindow *parent, JzSession *session, const Paper *what)
{
  JzStore *store = session != NULL ? jz_session_get_store (session) : NULL;
  Paper   *paper;

  if (store == NULL || parent == NULL)
    return;
  paper = g_memdup2 (what, sizeof *what);
  paper->session = g_object_ref (session);
  g_set_weak_pointer (&paper->parent, parent);
  jz_store_read (store, read_cb, paper, NULL, NULL, read_done_cb, paper);
}

void
jz_upkeep_print (GtkWindow *parent, JzSession *session, JzUpkeepForm form, gint64 id)
{
  run (parent, session, &(Paper){ .form = form, .id = id });
}

void
jz_upkeep_call_in (GtkWindow *parent, JzSession *session, gint64 voucher, gboolean overdue)
{
  run (parent, session, &(Paper){ .slips = TRUE, .overdue = overdue, .id = voucher });
}

void
jz_upkeep_print_classes (GtkWindow *parent, JzSession *session)
{
  run (parent, session, &(Paper){ .classes = TRUE });
}
