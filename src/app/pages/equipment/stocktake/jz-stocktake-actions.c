/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-stocktake-actions.h"

#include <glib/gi18n-lib.h>

#include "jz-compat.h"
#include "jz-compat-file.h"
#include "jz-count-files.h"
#include "jz-count-window.h"
#include "jz-import-dialog.h"
#include "jz-paper-job.h"
#include "jz-stocktake-form.h"
#include "jz-stocktake-plan.h"
#include "jz-stocktake-sheet.h"
#include "jz-table-output.h"

struct _JzStocktakeActions
{
  JzPageActions       parent_instance;
  JzPage             *page; /* owns this */
  GSimpleActionGroup *group;
  JzSession          *session;
  gint64              asked; /* the stock-take that a question is about */
};

G_DEFINE_FINAL_TYPE (JzStocktakeActions, jz_stocktake_actions, JZ_TYPE_PAGE_ACTIONS)

/* Beginning. */

static void
begun_cb (gint64 id, GObject *data)
{
  jz_page_show (JZ_PAGE (data), "stocktake", id);
}

static void
begin_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzStocktakeActions *self = data;

  jz_stocktake_plan_present (jz_page_get_window (self->page), self->session, begun_cb, G_OBJECT (self->page));
}

static void
open_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzStocktakeActions *self = data;

  jz_count_window_present (jz_page_get_window (self->page), self->session, g_variant_get_int64 (parameter));
}

/* From one state into the next. */

static gboolean
finish_write_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_stocktake_finish (operation, *(gint64 *) data, error);
}

static gboolean
reopen_write_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_stocktake_reopen (operation, *(gint64 *) data, error);
}

static gboolean
drop_write_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_stocktake_drop (operation, *(gint64 *) data, error);
}

static gboolean
post_write_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_stocktake_post (operation, *(gint64 *) data, error);
}

static void
write_step (JzStocktakeActions *self, const JzAction *action, JzWriteFunc func, gint64 id)
{
  if (self->session != NULL)
    jz_session_write (self->session, action, func, g_memdup2 (&id, sizeof id), g_free);
}

static void
finish_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  write_step (data, &jz_action_stocktake, finish_write_cb, g_variant_get_int64 (parameter));
}

static void
reopen_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  write_step (data, &jz_action_stocktake, reopen_write_cb, g_variant_get_int64 (parameter));
}

static void
drop_confirmed_cb (gpointer data)
{
  JzStocktakeActions *self = data;

  write_step (self, &jz_action_stocktake, drop_write_cb, self->asked);
}

static void
drop_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzStocktakeActions *self = data;

  self->asked = g_variant_get_int64 (parameter);
  jz_compat_ask (jz_page_get_window (self->page), _("Give this stock-take up?"),
                 _("What was counted stays to be seen, but nothing of it is posted."), _("_Give Up"), TRUE,
                 drop_confirmed_cb, self);
}

static void
post_confirmed_cb (gpointer data)
{
  JzStocktakeActions *self = data;

  write_step (self, &jz_action_stocktake_post, post_write_cb, self->asked);
}

static void
post_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzStocktakeActions *self = data;

  self->asked = g_variant_get_int64 (parameter);
  jz_compat_ask (jz_page_get_window (self->page), _("Approve the differences and post them?"),
                 _("What stood elsewhere is transferred, what is missing or too many adjusted. You approve that."),
                 _("_Post"), FALSE, post_confirmed_cb, self);
}

/* Paper. */

static JzPages *
pages_of (JzConnection *connection, JzReport *report, gint64 id, GError **error)
{
  g_autofree char *number = jz_connection_text (connection, NULL, "SELECT number FROM stocktake WHERE id = ?", "l", id);

  return report != NULL ? jz_pages_from_report (report, number != NULL ? number : "", error) : NULL;
}

static JzPages *
list_pages (JzConnection *connection, gconstpointer asked, GError **error)
{
  gint64 id = *(const gint64 *) asked;

  return pages_of (connection, jz_stocktake_list_new (connection, id, error), id, error);
}

static JzPages *
report_pages (JzConnection *connection, gconstpointer asked, GError **error)
{
  gint64 id = *(const gint64 *) asked;

  return pages_of (connection, jz_stocktake_report_new (connection, id, error), id, error);
}

void
jz_stocktake_print (GtkWindow *parent, JzSession *session, gint64 id, gboolean report)
{
  jz_paper_job_show (parent, session, report ? report_pages : list_pages, g_memdup2 (&id, sizeof id), g_free);
}

static void
print_list_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzStocktakeActions *self = data;

  jz_stocktake_print (jz_page_get_window (self->page), self->session, g_variant_get_int64 (parameter), FALSE);
}

static void
print_report_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzStocktakeActions *self = data;

  jz_stocktake_print (jz_page_get_window (self->page), self->session, g_variant_get_int64 (parameter), TRUE);
}

/* Spreadsheets. */

typedef struct
{
  JzSession *session;
  gint64     id;
  char      *path;
} SheetOut;

static void
sheet_free (gpointer data)
{
  SheetOut *self = data;

  g_object_unref (self->session);
  g_free (self->path);
  g_free (self);
}

static gboolean
sheet_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  SheetOut *self = data;

  return jz_stocktake_write_sheet (connection, self->id, self->path, error);
}

static void
sheet_written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  SheetOut          *self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char   *name = g_path_get_basename (self->path), *words = g_strdup_printf (_("The count sheet is in %s"), name);

  if (jz_store_read_finish (JZ_STORE (source), result, &error))
    jz_session_say_done (self->session, words, 0);
  else
    jz_session_say_trouble (self->session, error->message);
  sheet_free (self);
}

static void
sheet_path_cb (const char *path, gpointer data)
{
  const SheetOut *chosen = data;
  JzStore        *store = jz_session_get_store (chosen->session);
  SheetOut       *self = g_new0 (SheetOut, 1);

  *self = (SheetOut){ g_object_ref (chosen->session), chosen->id, g_strdup (path) };
  if (store != NULL)
    jz_store_read (store, sheet_cb, self, NULL, NULL, sheet_written_cb, self);
  else
    sheet_free (self);
}

static void
export_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  static const char *const patterns[] = { "*.xlsx", NULL };
  JzStocktakeActions *self = data;
  SheetOut           *chosen = g_new0 (SheetOut, 1);
  g_autofree char    *name = g_strdup_printf ("%s.xlsx", _("Count sheet"));
  const JzCompatFileChoice choice = { JZ_CHOOSE_SAVE, _("Count sheet as a spreadsheet"), name, _("Spreadsheets"), patterns };

  chosen->session = g_object_ref (self->session);
  chosen->id = g_variant_get_int64 (parameter);
  jz_compat_choose_file (jz_page_get_window (self->page), &choice, sheet_path_cb, chosen, sheet_free);
}

static void
import_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzStocktakeActions *self = data;

  jz_import_dialog_choose_counts (GTK_WIDGET (self->page), self->session, g_variant_get_int64 (parameter));
}

static void
import_scans_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzStocktakeActions *self = data;

  jz_count_files_choose (jz_page_get_window (self->page), self->session, g_variant_get_int64 (parameter));
}

/* The table of actions, and what each takes. */

static const JzPageAction defined[] = {
  { "begin", "ledger", NULL, begin_cb },          { "open", NULL, "x", open_cb },
  { "finish", "ledger", "x", finish_cb },         { "reopen", "ledger", "x", reopen_cb },
  { "drop", "ledger", "x", drop_cb },             { "post", "approve", "x", post_cb },
  { "print-list", NULL, "x", print_list_cb },     { "print-report", NULL, "x", print_report_cb },
  { "export-sheet", NULL, "x", export_cb },       { "import-sheet", "ledger", "x", import_cb },
  { "import-scans", "ledger", "x", import_scans_cb },
};

static void
set_session (JzPageActions *actions, JzSession *session)
{
  JzStocktakeActions *self = JZ_STOCKTAKE_ACTIONS (actions);

  g_set_object (&self->session, session);
  jz_page_actions_define (self->group, defined, G_N_ELEMENTS (defined), session, self);
}

static void
activated_cb (JzTable *table, gint64 id)
{
  gtk_widget_activate_action (GTK_WIDGET (table), "stocktake.open", "x", id);
}

static void
dress (JzPageActions *actions, JzListPage *view)
{
  JzTable   *table = jz_list_page_get_table (view);
  GtkWidget *button = gtk_button_new_with_label (_("Begin a stock-take"));

  gtk_widget_add_css_class (button, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "stocktake.begin");
  g_object_bind_property (button, "sensitive", button, "visible", G_BINDING_SYNC_CREATE);
  jz_table_add_tool (table, button, TRUE);
  jz_table_output_attach (table, NULL);
  g_signal_connect (table, "activated", G_CALLBACK (activated_cb), NULL);
}

static void
jz_stocktake_actions_dispose (GObject *object)
{
  JzStocktakeActions *self = JZ_STOCKTAKE_ACTIONS (object);

  set_session (JZ_PAGE_ACTIONS (self), NULL);
  G_OBJECT_CLASS (jz_stocktake_actions_parent_class)->dispose (object);
}

static void
jz_stocktake_actions_finalize (GObject *object)
{
  g_object_unref (JZ_STOCKTAKE_ACTIONS (object)->group);
  G_OBJECT_CLASS (jz_stocktake_actions_parent_class)->finalize (object);
}

static void
jz_stocktake_actions_class_init (JzStocktakeActionsClass *klass)
{
  JzPageActionsClass *actions_class = JZ_PAGE_ACTIONS_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jz_stocktake_actions_dispose;
  G_OBJECT_CLASS (klass)->finalize = jz_stocktake_actions_finalize;
  actions_class->set_session = set_session;
  actions_class->dress = dress;
}

static void
jz_stocktake_actions_init (JzStocktakeActions *self)
{
  self->group = g_simple_action_group_new ();
}

JzPageActions *
jz_stocktake_actions_new (JzPage *page)
{
  JzStocktakeActions *self = g_object_new (JZ_TYPE_STOCKTAKE_ACTIONS, NULL);

  self->page = page;
  gtk_widget_insert_action_group (GTK_WIDGET (page), "stocktake", G_ACTION_GROUP (self->group));
  return JZ_PAGE_ACTIONS (self);
}
