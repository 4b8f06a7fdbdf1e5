/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-value-paper.h"

#include <glib/gi18n-lib.h>

#include "jz-compat-file.h"
#include "jz-preview.h"
#include "jz-value-form.h"

typedef struct
{
  GtkWindow   *parent;
  JzSession   *session;
  char        *which;
  JzValueAsked asked;
  char        *path; /* of a spreadsheet */
  JzPages     *pages;
} Paper;

static void
paper_free (Paper *self)
{
  g_clear_pointer (&self->pages, jz_pages_unref);
  g_clear_weak_pointer (&self->parent);
  g_object_unref (self->session);
  g_free (self->which);
  g_free (self->path);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Paper, paper_free)

static JzReport *
report_new (JzConnection *connection, const Paper *self, GError **error)
{
  if (g_str_has_prefix (self->which, "worth"))
    return jz_worth_form_new (connection, self->asked.month, error);
  if (g_str_has_prefix (self->which, "register"))
    return jz_register_form_new (connection, self->asked.month / 12, error);
  if (g_str_has_prefix (self->which, "budget"))
    return jz_budget_form_new (connection, self->asked.year, error);
  return jz_spend_form_new (connection, self->asked.by, self->asked.year, error);
}

static gboolean
paper_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Paper   *self = data;
  JzReport *report = report_new (connection, self, error);
  gboolean  ok;

  if (report == NULL)
    return FALSE;
  if (self->path == NULL)
    {
      g_autofree char *name = g_strdup (report->title);

      self->pages = jz_pages_from_report (report, name, error);
      return self->pages != NULL;
    }
  ok = jz_value_form_write_sheet (report, self->path, error);
  jz_report_free (report);
  return ok;
}

static void
paper_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Paper)  self = data;
  g_autoptr (GError) error = NULL;

  if (!jz_store_read_finish (JZ_STORE (source), result, &error))
    jz_session_say_trouble (self->session, error->message);
  else if (self->path != NULL)
    {
      g_autofree char *name = g_path_get_basename (self->path), *words = g_strdup_printf (_("Written to %s"), name);

      jz_session_say_done (self->session, words, 0);
    }
  else if (self->parent != NULL && jz_session_get_actor (self->session)->account != 0)
    jz_preview_present (self->parent, self->session, self->pages);
}

static void
ask (Paper *self)
{
  JzStore *store = jz_session_get_store (self->session);

  if (store != NULL)
    jz_store_read (store, paper_cb, self, NULL, NULL, paper_done_cb, self);
  else
    paper_free (self);
}

static Paper *
paper_new (GtkWindow *parent, JzSession *session, const char *which, const JzValueAsked *asked)
{
  Paper *self = g_new0 (Paper, 1);

  self->session = g_object_ref (session);
  self->which = g_strdup (which);
  self->asked = *asked;
  g_set_weak_pointer (&self->parent, parent);
  return self;
}

static void
file_chosen_cb (const char *path, gpointer data)
{
  Paper *asked = data, *self = paper_new (asked->parent, asked->session, asked->which, &asked->asked);

  self->path = g_strdup (path);
  ask (self);
}

static void
destroy_cb (gpointer data)
{
  paper_free (data);
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
  static const char *const patterns[] = { "*.xlsx", NULL };
  Paper *self;

  if (parent == NULL || session == NULL)
    return;
  self = paper_new (parent, session, which, asked);
  if (g_str_has_suffix (which, ".xlsx"))
    {
      g_autofree char         *name = g_strdup_printf ("%s.xlsx", title_of (which));
      const JzCompatFileChoice choice = { JZ_CHOOSE_SAVE, _("Export"), name, _("Spreadsheets"), patterns };

      jz_compat_choose_file (parent, &choice, file_chosen_cb, self, destroy_cb);
    }
  else
    ask (self);
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
