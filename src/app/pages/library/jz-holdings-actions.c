/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-holdings-actions.h"

#include <glib/gi18n-lib.h>

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

typedef struct
{
  JzHoldingsActions *self;
  GArray            *titles; /* then: copies of them */
} OfTitles;

static void
of_titles_free (OfTitles *self)
{
  g_object_unref (self->self);
  g_array_unref (self->titles);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OfTitles, of_titles_free)

static void
present_labels (JzHoldingsActions *self, JzLabelSubject subject, gboolean missing, const GArray *copies)
{
  g_autoptr (GVariant) ids = g_variant_ref_sink (
    g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, copies != NULL ? copies->data : NULL, copies != NULL ? copies->len : 0,
                               sizeof (gint64)));

  if (jz_page_get_window (self->page) != NULL && jz_session_get_store (self->session) != NULL)
    jz_label_window_present (jz_page_get_window (self->page), self->session, subject, missing, ids);
}

static gboolean
copies_of_titles_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  OfTitles          *of = data;
  g_autoptr (GArray) copies = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < of->titles->len; i++)
    {
      JzStatement *rows = jz_connection_query (connection, error, "SELECT id FROM copy WHERE title = ? AND voided IS NULL",
                                               "l", g_array_index (of->titles, gint64, i));

      while (jz_statement_next (rows))
        g_array_append_vals (copies, &(gint64){ jz_statement_int64 (rows, 0) }, 1);
      if (!jz_statement_finish (rows, error))
        return FALSE;
    }
  g_array_unref (of->titles);
  of->titles = g_steal_pointer (&copies);
  return TRUE;
}

static void
copies_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (OfTitles) of = data;
  g_autoptr (GError)   error = NULL;

  if (!jz_store_read_finish (JZ_STORE (source), result, &error))
    jz_session_say_trouble (of->self->session, error->message);
  else if (of->titles->len == 0)
    jz_session_say_trouble (of->self->session, _("These titles have no copies to label"));
  else
    present_labels (of->self, JZ_LABELS_COPIES, FALSE, of->titles);
}

/* Of the chosen rows; of all that lack one where none is chosen. */
static void
print_labels_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzHoldingsActions *self = data;
  g_autoptr (GArray) ids = self->view != NULL ?
    jz_lazy_selection_get_ids (jz_table_get_selection (jz_list_page_get_table (self->view))) : NULL;
  OfTitles          *of;

  if (ids == NULL || ids->len == 0)
    present_labels (self, JZ_LABELS_COPIES, TRUE, NULL);
  else if (jz_list_page_get_view (self->view) != &jz_library_titles_view)
    present_labels (self, JZ_LABELS_COPIES, jz_list_page_get_view (self->view) == &jz_library_labels_view, ids);
  else
    {
      of = g_new0 (OfTitles, 1);
      of->self = g_object_ref (self);
      of->titles = g_steal_pointer (&ids);
      jz_store_read (jz_session_get_store (self->session), copies_of_titles_cb, of, NULL, NULL, copies_read_cb, of);
    }
}

/* Records. */

static void
import_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzHoldingsActions *self = data;

  jz_record_import_choose (GTK_WIDGET (self->page), self->session);
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
  append (more, _("Export catalogue records…"), "holdings.export");
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
