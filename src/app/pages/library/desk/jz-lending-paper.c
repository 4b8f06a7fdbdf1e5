/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-lending-paper.h"

#include <glib/gi18n-lib.h>

#include "jz-lending-form.h"
#include "jz-paper-job.h"

typedef struct
{
  JzLendingPaper paper;
  gint64         class_;
} Asked;

static JzPages *
read_slips (JzConnection *connection, gint64 class_, GError **error)
{
  GPtrArray   *slips = jz_overdue_slips_new (connection, class_, error);
  JzReportSet *set = slips != NULL ? jz_report_set_new (slips, error) : NULL;
  JzPdf        pdf;

  if (set == NULL)
    return NULL;
  pdf = jz_report_set_pdf (set);
  return jz_pages_new (&pdf, _("Books to bring back"), (GDestroyNotify) jz_report_set_free);
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

static JzPages *
read_pages (JzConnection *connection, gconstpointer data, GError **error)
{
  const Asked *asked = data;
  JzReport    *report;

  if (asked->paper == JZ_LENDING_PAPER_OVERDUE)
    return read_slips (connection, asked->class_, error);
  report = asked->paper == JZ_LENDING_PAPER_REGISTER ? read_register (connection, asked->class_, error) :
                                                       jz_clearing_form_new (connection, asked->class_, error);
  return report != NULL ? jz_pages_from_report (report, report->title, error) : NULL;
}

void
jz_lending_paper_print (GtkWindow *parent, JzSession *session, JzLendingPaper paper, gint64 class_)
{
  const Asked asked = { paper, class_ };

  jz_paper_job_show (parent, session, read_pages, g_memdup2 (&asked, sizeof asked), g_free);
}
