/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-damage-form.h"

#include <glib/gi18n-lib.h>

#include "jz-damage-class.h"
#include "jz-date.h"
#include "jz-money.h"

static void
add_columns (JzReport *report)
{
  jz_report_add_column (report, _("Class"), 0, 1, JZ_ALIGN_LEFT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Pupils"), 22, 0, JZ_ALIGN_RIGHT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Reports"), 22, 0, JZ_ALIGN_RIGHT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Not decided yet"), 24, 0, JZ_ALIGN_RIGHT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Of them lost"), 24, 0, JZ_ALIGN_RIGHT, JZ_SUM_NONE);
  jz_report_add_column (report, _("To pay, yuan"), 28, 0, JZ_ALIGN_RIGHT, JZ_SUM_NONE);
  jz_report_add_column (report, _("Paid, yuan"), 28, 0, JZ_ALIGN_RIGHT, JZ_SUM_NONE);
}

typedef void (*AddFunc) (JzReport *report, const char *const *cells);

static void
add_class (JzReport *report, AddFunc add, const char *name, const JzDamageClass *class)
{
  g_autofree char *pupils = class->pupils > 0 ? g_strdup_printf ("%d", (int) class->pupils) : g_strdup ("");
  g_autofree char *reports = g_strdup_printf ("%d", (int) class->reports);
  g_autofree char *open = g_strdup_printf ("%d", (int) class->open);
  g_autofree char *lost = g_strdup_printf ("%d", (int) class->lost);
  g_autofree char *due = jz_money_format (class->due);
  g_autofree char *paid = jz_money_format (class->paid);

  add (report, (const char *[]){ name, pupils, reports, open, lost, due, paid });
}

JzReport *
jz_damage_form_by_class (JzConnection *connection, int year, GError **error)
{
  g_autoptr (GPtrArray) classes = jz_damage_by_class (connection, year, error);
  g_autofree char *school = jz_connection_text (connection, NULL, "SELECT name FROM school", "");
  g_autofree char *of_year = year != 0 ? g_strdup_printf (_("Year %d"), year) : g_strdup (_("All years"));
  char             today[JZ_DATE_LENGTH];
  JzDamageClass    all = { 0 };
  JzReport        *report;

  if (classes == NULL)
    return NULL;
  report = jz_report_new (school, _("Damage and compensation by class"), jz_date_to_iso (jz_date_today (), today));
  jz_report_add_subtitle (report, of_year, NULL);
  add_columns (report);
  for (guint i = 0; i < classes->len; i++)
    {
      const JzDamageClass *class = g_ptr_array_index (classes, i);

      add_class (report, jz_report_add_row, class->name[0] != '\0' ? class->name : _("No class named"), class);
      all.reports += class->reports;
      all.open += class->open;
      all.lost += class->lost;
      all.due += class->due;
      all.paid += class->paid;
    }
  add_class (report, jz_report_set_totals, _("Total"), &all);
  jz_report_add_signature (report, _("Keeper"));
  jz_report_add_signature (report, _("Person in charge"));
  return report;
}
