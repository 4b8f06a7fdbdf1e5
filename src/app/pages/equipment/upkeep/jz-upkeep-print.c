/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-upkeep-print.h"

#include <glib/gi18n-lib.h>

#include "jz-damage-form.h"
#include "jz-date.h"
#include "jz-paper-job.h"

typedef struct
{
  JzUpkeepForm form;
  gint64       id;
} Form;

static JzPages *
read_form (JzConnection *connection, gconstpointer asked, GError **error)
{
  static const char *const names[] = { "SELECT number FROM damage WHERE id = ?",
                                       "SELECT number FROM repair WHERE id = ?",
                                       "SELECT number FROM disposal WHERE id = ?",
                                       "SELECT name FROM maintenance_plan WHERE id = ?",
                                       "SELECT number FROM asset WHERE id = ?" };
  const Form      *self = asked;
  g_autofree char *name = jz_connection_text (connection, NULL, names[self->form], "l", self->id);
  JzReport        *report = jz_upkeep_form_new (connection, self->form, self->id, error);

  return report != NULL ? jz_pages_from_report (report, name != NULL ? name : "", error) : NULL;
}

void
jz_upkeep_print (GtkWindow *parent, JzSession *session, JzUpkeepForm form, gint64 id)
{
  const Form asked = { form, id };

  jz_paper_job_show (parent, session, read_form, g_memdup2 (&asked, sizeof asked), g_free);
}

typedef struct
{
  gint64   voucher;
  gboolean overdue;
} Slips;

static JzPages *
read_slips (JzConnection *connection, gconstpointer asked, GError **error)
{
  const Slips          *self = asked;
  g_autoptr (GPtrArray) reports = NULL;
  JzReportSet          *set;
  gint64                person = 0;
  JzPdf                 pdf;

  if (self->voucher != 0 && !jz_connection_number (connection, &person, 0, error,
                                                   "SELECT person FROM voucher WHERE id = ?", "l", self->voucher))
    return NULL;
  reports = jz_call_in_slips_new (connection, person, self->overdue, error);
  set = reports != NULL ? jz_report_set_new (g_steal_pointer (&reports), error) : NULL;
  if (set == NULL)
    return NULL;
  pdf = jz_report_set_pdf (set);
  return jz_pages_new (&pdf, _("Please bring back"), (GDestroyNotify) jz_report_set_free);
}

void
jz_upkeep_call_in (GtkWindow *parent, JzSession *session, gint64 voucher, gboolean overdue)
{
  const Slips asked = { voucher, overdue };

  jz_paper_job_show (parent, session, read_slips, g_memdup2 (&asked, sizeof asked), g_free);
}

static JzPages *
read_classes (JzConnection *connection, gconstpointer asked, GError **error)
{
  char      today[JZ_DATE_LENGTH];
  JzReport *report = jz_damage_form_by_class (
    connection, (int) g_ascii_strtoll (jz_date_to_iso (jz_date_today (), today), NULL, 10), error);

  return report != NULL ? jz_pages_from_report (report, _("Damage and compensation by class"), error) : NULL;
}

void
jz_upkeep_print_classes (GtkWindow *parent, JzSession *session)
{
  jz_paper_job_show (parent, session, read_classes, NULL, NULL);
}
