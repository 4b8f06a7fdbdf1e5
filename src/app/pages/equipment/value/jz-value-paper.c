/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-value-paper.h"

#include <glib/gi18n-lib.h>

#include "jz-paper-job.h"
#include "jz-value-form.h"

typedef struct
{
  char        *which;
  JzValueAsked asked;
} Asked;

static void
asked_free (gpointer data)
{
  g_free (((Asked *) data)->which);
  g_free (data);
}

static JzReport *
read_report (JzConnection *connection, gconstpointer data, GError **error)
{
  const Asked *self = data;

  if (g_str_has_prefix (self->which, "worth"))
    return jz_worth_form_new (connection, self->asked.month, error);
  if (g_str_has_prefix (self->which, "register"))
    return jz_register_form_new (connection, self->asked.month / 12, error);
  if (g_str_has_prefix (self->which, "budget"))
    return jz_budget_form_new (connection, self->asked.year, error);
  return jz_spend_form_new (connection, self->asked.by, self->asked.year, error);
}

static JzPages *
read_pages (JzConnection *connection, gconstpointer data, GError **error)
{
  JzReport        *report = read_report (connection, data, error);
  g_autofree char *name = report != NULL ? g_strdup (report->title) : NULL;

  return report != NULL ? jz_pages_from_report (report, name, error) : NULL;
}

static const char *
title_of (const char *which)
{
  if (g_str_has_prefix (which, "worth"))
    return _("Depreciation of fixed assets");
  if (g_str_has_prefix (which, "register"))
    return _("Register of depreciation of a year");
  return g_str_has_prefix (which, "budget") ? _("Budget and spending of a year") : _("Spending");
}

void
jz_value_paper_make (GtkWindow *parent, JzSession *session, const char *which, const JzValueAsked *asked)
{
  Asked *work = g_new (Asked, 1);

  *work = (Asked){ g_strdup (which), *asked };
  if (g_str_has_suffix (which, ".xlsx"))
    jz_paper_job_save (parent, session, title_of (which), read_report, work, asked_free);
  else
    jz_paper_job_show (parent, session, read_pages, work, asked_free);
}

GMenuModel *
jz_value_paper_menu (const char *list)
{
  static const struct
  {
    const char *list, *label, *which;
  } all[] = {
    { "worth", N_("Print depreciation form…"), "worth" },
    { "worth", N_("Depreciation form as spreadsheet…"), "worth.xlsx" },
    { "worth", N_("Print the year's register…"), "register" },
    { "worth", N_("Year's register as spreadsheet…"), "register.xlsx" },
    { "budget", N_("Print the year's form…"), "budget" },
    { "budget", N_("Year's form as spreadsheet…"), "budget.xlsx" },
    { "spend", N_("Print the sums…"), "spend" },
    { "spend", N_("Sums as spreadsheet…"), "spend.xlsx" },
  };
  GMenu *menu = g_menu_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    if (g_strcmp0 (all[i].list, list) == 0)
      {
        g_autofree char *action = g_strdup_printf ("value.paper::%s", all[i].which);

        g_menu_append (menu, g_dgettext (GETTEXT_PACKAGE, all[i].label), action);
      }
  return G_MENU_MODEL (menu);
}
