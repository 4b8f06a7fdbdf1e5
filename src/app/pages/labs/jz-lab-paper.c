/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-lab-paper.h"

#include <glib/gi18n-lib.h>

#include "jz-lab-form.h"
#include "jz-paper-job.h"
#include "jz-source.h"

typedef struct
{
  JzLabPaper paper;
  gint64     id;
} Asked;

static JzReport *
read_week (JzConnection *connection, GError **error)
{
  JzDate today = jz_source_today (connection);
  char   from[JZ_DATE_LENGTH], to[JZ_DATE_LENGTH];

  return jz_lab_prepare_form_new (connection, jz_date_to_iso (today, from), jz_date_to_iso (today + 6, to),
                                  JZ_PREPARE_BY_SLOT, error);
}

JzReport *
jz_lab_paper_read (JzConnection *connection, JzLabPaper paper, gint64 id, GError **error)
{
  switch (paper)
    {
    case JZ_LAB_PAPER_NOTICE:
      return jz_lab_notice_form_new (connection, id, error);
    case JZ_LAB_PAPER_RECORD:
      return jz_lab_record_form_new (connection, id, error);
    case JZ_LAB_PAPER_WEEK:
      return read_week (connection, error);
    case JZ_LAB_PAPER_PLAN:
      return jz_lab_plan_form_new (connection, id, 0, error);
    case JZ_LAB_PAPER_GRID:
      return jz_lab_plan_grid_new (connection, id, error);
    case JZ_LAB_PAPER_DELIVERY:
    default:
      return jz_lab_delivery_form_new (connection, id, JZ_DELIVERY_BY_SESSION, error);
    }
}

static JzReport *
read_report (JzConnection *connection, gconstpointer data, GError **error)
{
  const Asked *asked = data;

  return jz_lab_paper_read (connection, asked->paper, asked->id, error);
}

static JzPages *
read_pages (JzConnection *connection, gconstpointer data, GError **error)
{
  JzReport *report = read_report (connection, data, error);

  return report != NULL ? jz_pages_from_report (report, report->title, error) : NULL;
}

void
jz_lab_paper_print (GtkWindow *parent, JzSession *session, JzLabPaper paper, gint64 id)
{
  const Asked asked = { paper, id };

  jz_paper_job_show (parent, session, read_pages, g_memdup2 (&asked, sizeof asked), g_free);
}

void
jz_lab_paper_save (GtkWindow *parent, JzSession *session, JzLabPaper paper, gint64 id)
{
  const Asked asked = { paper, id };

  jz_paper_job_save (parent, session,
                     paper == JZ_LAB_PAPER_DELIVERY ? _("How many experiments were done") : _("Plan of experiments"),
                     read_report, g_memdup2 (&asked, sizeof asked), g_free);
}
