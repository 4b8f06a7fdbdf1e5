/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-shelf-paper.h"

#include "jz-library-count-form.h"
#include "jz-paper-job.h"

static JzPages *
count_pages (JzConnection *connection, gconstpointer asked, GError **error)
{
  const gint64    *id = asked;
  g_autofree char *number =
    jz_connection_text (connection, NULL, "SELECT number FROM library_count WHERE id = ?", "l", *id);
  JzReport        *report = jz_library_count_report_new (connection, *id, error);

  return report != NULL ? jz_pages_from_report (report, number != NULL ? number : "", error) : NULL;
}

static JzPages *
weeding_pages (JzConnection *connection, gconstpointer asked, GError **error)
{
  const gint64    *id = asked;
  g_autofree char *number = jz_connection_text (connection, NULL, "SELECT number FROM weeding WHERE id = ?", "l", *id);
  JzReport        *report = jz_weeding_register_new (connection, *id, error);

  return report != NULL ? jz_pages_from_report (report, number != NULL ? number : "", error) : NULL;
}

void
jz_shelf_paper_print (GtkWindow *parent, JzSession *session, gboolean weeding, gint64 id)
{
  jz_paper_job_show (parent, session, weeding ? weeding_pages : count_pages, g_memdup2 (&id, sizeof id), g_free);
}
