/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-holdings-actions.h"

#include <glib/gi18n-lib.h>

#include "jz-import-dialog.h"
#include "jz-label-chosen.h"
#include "jz-label-window.h"
#include "jz-library-views.h"
#include "jz-record-export.h"
#include "jz-record-import.h"
#include "jz-table-output.h"

struct _JzHoldingsActions
{
  JzPageActions       parent_instance;
  JzPage             *page; /* owns this */
  GSimpleActionGroup *group;
  JzSession          *session;
  JzListPage         *view; /* in front; NULL: none of its views */
};

G_DEFINE_FINAL_TYPE (JzHoldingsActions, jz_holdings_actions, JZ_TYPE_PAGE_ACTIONS)

/* Labels. */

/* Of the chosen rows; of all that lack one where none is chosen. */
static void
print_labels_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzHoldingsActions  *self = data;
  g_autoptr (GArray)  ids = self->view != NULL ?
    jz_lazy_selection_get_ids (jz_table_get_selection (jz_list_page_get_table (self->view))) : NULL;
  g_autoptr (GVariant) all =
    g_variant_ref_sink (g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, NULL, 0, sizeof (gint64)));

  if (ids != NULL && ids->len > 0)
    jz_label_chosen_print (self->page, self->session, jz_list_page_get_view (self->view)->kind, ids);
  else if (jz_page_get_window (self->page) != NULL)
    jz_label_window_present (jz_page_get_window (self->page), self->session, JZ_LABELS_COPIES, TRUE, all);
}

/* Records. */

static void
import_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzHoldingsActions *self = data;

  jz_record_import_choose (GTK_WIDGET (self->page), self->session);
}

static void
import_books_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzHoldingsActions *self = data;

  jz_import_dialog_choose (GTK_WIDGET (self->page), self->session, JZ_IMPORT_BOOKS);
}

static void
export_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzHoldingsActions *self = data;

  jz_record_export_present (GTK_WIDGET (self->page), self->session);
}

static void
reader_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  jz_page_show (((JzHoldingsActions *) data)->page, "reader", g_variant_get_int64 (parameter));
}

/* The table of actions, and what the lists offer. */

static const JzPageAction defined[] = {
  { "import", "library", NULL, import_cb },
  { "import-books", "library", NULL, import_books_cb },
  { "export", NULL, NULL, export_cb },
  { "print-labels", "label", NULL, print_labels_cb },
  { "reader", NULL, "x", reader_cb },
};

static void
set_session (JzPageActions *actions, JzSession *session)
{
  JzHoldingsActions *self = JZ_HOLDINGS_ACTIONS (actions);

  g_set_object (&self->session, session);
  jz_page_actions_define (self->group, defined, G_N_ELEMENTS (defined), session, self);
}

static void
set_view (JzPageActions *actions, JzListPage *view)
{
  JZ_HOLDINGS_ACTIONS (actions)->view = view;
}

static void
append (GMenu *menu, const char *label, const char *action)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, action);

  g_menu_item_set_attribute (item, "hidden-when", "s", "action-disabled");
  g_menu_append_item (menu, item);
}

static void
dress (JzPageActions *actions, JzListPage *view)
{
  JzTable          *table = jz_list_page_get_table (view);
  gboolean          labels = jz_list_page_get_view (view) == &jz_library_labels_view;
  g_autoptr (GMenu) rows = g_menu_new (), more = g_menu_new ();

  jz_page_actions_add_button (table, N_("Print labels…"), "holdings.print-labels", labels);
  g_menu_append_section (rows, NULL, jz_list_page_get_actions (view));
  append (rows, _("Print labels…"), "holdings.print-labels");
  append (more, _("Import catalogue records…"), "holdings.import");
  append (more, _("Import a list of books…"), "holdings.import-books");
  append (more, _("Export catalogue records…"), "holdings.export");
  append (more, _("What a record must say…"), "win.settings::catalogue-needs");
  jz_table_set_menu (table, G_MENU_MODEL (rows));
  jz_table_output_attach (table, labels ? NULL : G_MENU_MODEL (more));
}

static void
jz_holdings_actions_dispose (GObject *object)
{
  set_session (JZ_PAGE_ACTIONS (object), NULL);
  G_OBJECT_CLASS (jz_holdings_actions_parent_class)->dispose (object);
}

static void
jz_holdings_actions_finalize (GObject *object)
{
  g_object_unref (JZ_HOLDINGS_ACTIONS (object)->group);
  G_OBJECT_CLASS (jz_holdings_actions_parent_class)->finalize (object);
}

static void
jz_holdings_actions_class_init (JzHoldingsActionsClass *klass)
{
  JzPageActionsClass *actions_class = JZ_PAGE_ACTIONS_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jz_holdings_actions_dispose;
  G_OBJECT_CLASS (klass)->finalize = jz_holdings_actions_finalize;
  actions_class->set_session = set_session;
  actions_class->set_view = set_view;
  actions_class->dress = dress;
}

static void
jz_holdings_actions_init (JzHoldingsActions *self)
{
  self->group = g_simple_action_group_new ();
}

JzPageActions *
jz_holdings_actions_new (JzPage *page)
{
  JzHoldingsActions *self = g_object_new (JZ_TYPE_HOLDINGS_ACTIONS, NULL);

  self->page = page;
  gtk_widget_insert_action_group (GTK_WIDGET (page), "holdings", G_ACTION_GROUP (self->group));
  return JZ_PAGE_ACTIONS (self);
}
