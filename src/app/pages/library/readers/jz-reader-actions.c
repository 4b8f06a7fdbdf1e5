/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-reader-actions.h"

#include <glib/gi18n-lib.h>

#include "jz-hold.h"
#include "jz-import-dialog.h"
#include "jz-label-window.h"
#include "jz-lending-paper.h"
#include "jz-reader-forms.h"
#include "jz-table-output.h"

struct _JzReaderActions
{
  JzPageActions       parent_instance;
  JzPage             *page; /* owns this */
  GSimpleActionGroup *group, *desk;
  JzSession          *session;
  JzListPage         *view;
};

G_DEFINE_FINAL_TYPE (JzReaderActions, jz_reader_actions, JZ_TYPE_PAGE_ACTIONS)

static GtkWidget *
over (JzReaderActions *self)
{
  return GTK_WIDGET (self->page);
}

/* Dialogs. */

static void
add_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  jz_reader_add_present (over (data), ((JzReaderActions *) data)->session);
}

static void
class_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  jz_reader_class_present (over (data), ((JzReaderActions *) data)->session);
}

static void
card_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  jz_reader_card_present (over (data), ((JzReaderActions *) data)->session, g_variant_get_int64 (parameter));
}

static void
harm_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  jz_reader_harm_present (over (data), ((JzReaderActions *) data)->session, g_variant_get_int64 (parameter));
}

static void
hold_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  jz_reader_hold_present (over (data), ((JzReaderActions *) data)->session, g_variant_get_int64 (parameter));
}

static void
pay_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  jz_reader_pay_present (over (data), ((JzReaderActions *) data)->session, g_variant_get_int64 (parameter));
}

/* What needs no dialog: undo takes it back. */

static void
write_id (JzReaderActions *self, const JzAction *action, JzWriteFunc func, gint64 id)
{
  jz_session_write (self->session, action, func, g_memdup2 (&id, sizeof id), g_free);
}

static gboolean
release_write_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_reader_release (operation, *(gint64 *) data, NULL, error);
}

static void
release_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  write_id (data, &jz_action_reader, release_write_cb, g_variant_get_int64 (parameter));
}

static gboolean
drop_write_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_hold_drop (operation, *(gint64 *) data, error);
}

static void
drop_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  write_id (data, &jz_action_hold, drop_write_cb, g_variant_get_int64 (parameter));
}

static gboolean
leave_write_cb (JzOperation *operation, gpointer data, GError **error)
{
  GArray *ids = data;

  return jz_reader_leave (operation, (const gint64 *) (gpointer) ids->data, ids->len, error);
}

/* Returns: (transfer full) (nullable): the chosen readers; NULL: there are none, and it was said. */
static GArray *
chosen (JzReaderActions *self)
{
  g_autoptr (GArray) ids = self->view != NULL ?
                             jz_lazy_selection_get_ids (jz_table_get_selection (jz_list_page_get_table (self->view))) :
                             NULL;

  if (ids != NULL && ids->len > 0)
    return g_steal_pointer (&ids);
  jz_session_say_trouble (self->session, _("Choose rows first; Ctrl+A chooses all that are listed"));
  return NULL;
}

static void
leave_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzReaderActions   *self = data;
  g_autoptr (GArray) ids = chosen (self);

  if (ids != NULL)
    jz_session_write (self->session, &jz_action_reader, leave_write_cb, g_steal_pointer (&ids),
                      (GDestroyNotify) g_array_unref);
}

static void
print_cards_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzReaderActions     *self = data;
  g_autoptr (GArray)   ids = chosen (self);
  g_autoptr (GVariant) rows = ids == NULL ? NULL :
    g_variant_ref_sink (g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, ids->data, ids->len, sizeof (gint64)));

  if (rows != NULL && jz_page_get_window (self->page) != NULL && jz_session_get_store (self->session) != NULL)
    jz_label_window_present (jz_page_get_window (self->page), self->session, JZ_LABELS_READERS, FALSE, rows);
}

static void
import_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  jz_import_dialog_choose (over (data), ((JzReaderActions *) data)->session, JZ_IMPORT_READERS);
}

static void
desk_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  jz_page_show (((JzReaderActions *) data)->page, "desk", g_variant_get_int64 (parameter));
}

/* Renewing away from the desk, which has its own. */

static gboolean
refuse_renewal (const JzLendingAnswer *answer, GError **error)
{
  g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, "%s: %s", answer->title_text, answer->sentence);
  return FALSE;
}

static gboolean
refuse_nothing (GError **error)
{
  g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID, _("This reader has no book"));
  return FALSE;
}

static gboolean
renew_write_cb (JzOperation *operation, gpointer data, GError **error)
{
  g_auto (JzLendingAnswer) answer = { 0 };

  if (!jz_renew (operation, data, &answer, error))
    return FALSE;
  return answer.reason == JZ_LENDING_OK || refuse_renewal (&answer, error);
}

static void
renew_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  jz_session_write (((JzReaderActions *) data)->session, &jz_action_renew, renew_write_cb,
                    g_variant_dup_string (parameter, NULL), g_free);
}

static gboolean
renew_all_write_cb (JzOperation *operation, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) answers = jz_renew_all (operation, *(gint64 *) data, error);

  if (answers == NULL)
    return FALSE;
  for (guint i = 0; i < answers->len; i++)
    if (((JzLendingAnswer *) g_ptr_array_index (answers, i))->reason == JZ_LENDING_OK)
      return TRUE;
  return answers->len > 0 ? refuse_renewal (g_ptr_array_index (answers, 0), error) : refuse_nothing (error);
}

static void
renew_all_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  write_id (data, &jz_action_renew, renew_all_write_cb, g_variant_get_int64 (parameter));
}

/* Paper and files. */

static void
print (JzReaderActions *self, JzLendingPaper paper)
{
  jz_lending_paper_print (jz_page_get_window (self->page), self->session, paper, 0);
}

static void
slips_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  print (data, JZ_LENDING_PAPER_OVERDUE);
}

static void
register_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  print (data, JZ_LENDING_PAPER_REGISTER);
}

static void
clearing_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  print (data, JZ_LENDING_PAPER_CLEARING);
}

static const JzPageAction defined[] = {
  { "add", "library", NULL, add_cb },        { "class", "library", NULL, class_cb },
  { "card", "library", "x", card_cb },       { "harm", "library", "x", harm_cb },
  { "hold", "library", "x", hold_cb },       { "pay", "library", "x", pay_cb },
  { "release", "library", "x", release_cb }, { "drop", "library", "x", drop_cb },
  { "leave", "library", NULL, leave_cb },    { "desk", "library", "x", desk_cb },
  { "slips", NULL, NULL, slips_cb },         { "register", NULL, NULL, register_cb },
  { "clearing", NULL, NULL, clearing_cb },   { "print-cards", "library", NULL, print_cards_cb },
  { "import", "library", NULL, import_cb },
};

static const JzPageAction defined_desk[] = {
  { "renew", "library", "s", renew_cb },
  { "renew-all", "library", "x", renew_all_cb },
};

static void
set_session (JzPageActions *actions, JzSession *session)
{
  JzReaderActions *self = JZ_READER_ACTIONS (actions);

  g_set_object (&self->session, session);
  jz_page_actions_define (self->group, defined, G_N_ELEMENTS (defined), session, self);
  jz_page_actions_define (self->desk, defined_desk, G_N_ELEMENTS (defined_desk), session, self);
}

static void
set_view (JzPageActions *actions, JzListPage *view)
{
  JZ_READER_ACTIONS (actions)->view = view;
}

static void
activated_cb (JzTable *table, gint64 id)
{
  gtk_widget_activate_action (GTK_WIDGET (table), "reader.desk", "x", id);
}

static void
add_button (JzTable *table, const char *label, const char *action, gboolean suggested)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  if (suggested)
    gtk_widget_add_css_class (button, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  g_object_bind_property (button, "sensitive", button, "visible", G_BINDING_SYNC_CREATE);
  jz_table_add_tool (table, button, TRUE);
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
  JzTable         *table = jz_list_page_get_table (view);
  g_autoptr (GMenu) more = g_menu_new (), rows = g_menu_new ();

  add_button (table, _("New card"), "reader.add", TRUE);
  add_button (table, _("Cards for a class…"), "reader.class", FALSE);
  add_button (table, _("Clearing list…"), "reader.clearing", FALSE);
  append (more, _("Import cards…"), "reader.import");
  append (more, _("Print cards…"), "reader.print-cards");
  append (more, _("Print overdue slips…"), "reader.slips");
  append (more, _("Print the register of the term…"), "reader.register");
  append (more, _("Rules…"), "win.settings::loan-rules");
  g_menu_append_section (rows, NULL, jz_list_page_get_actions (view));
  append (rows, _("Print cards…"), "reader.print-cards");
  append (rows, _("Have left, all cleared"), "reader.leave");
  jz_table_set_menu (table, G_MENU_MODEL (rows));
  jz_table_output_attach (table, G_MENU_MODEL (more));
  g_signal_connect (table, "activated", G_CALLBACK (activated_cb), NULL);
}

static void
jz_reader_actions_dispose (GObject *object)
{
  set_session (JZ_PAGE_ACTIONS (object), NULL);
  G_OBJECT_CLASS (jz_reader_actions_parent_class)->dispose (object);
}

static void
jz_reader_actions_finalize (GObject *object)
{
  g_object_unref (JZ_READER_ACTIONS (object)->group);
  g_object_unref (JZ_READER_ACTIONS (object)->desk);
  G_OBJECT_CLASS (jz_reader_actions_parent_class)->finalize (object);
}

static void
jz_reader_actions_class_init (JzReaderActionsClass *klass)
{
  JzPageActionsClass *actions_class = JZ_PAGE_ACTIONS_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jz_reader_actions_dispose;
  G_OBJECT_CLASS (klass)->finalize = jz_reader_actions_finalize;
  actions_class->set_session = set_session;
  actions_class->set_view = set_view;
  actions_class->dress = dress;
}

static void
jz_reader_actions_init (JzReaderActions *self)
{
  self->group = g_simple_action_group_new ();
  self->desk = g_simple_action_group_new ();
}

JzPageActions *
jz_reader_actions_new (JzPage *page)
{
  JzReaderActions *self = g_object_new (JZ_TYPE_READER_ACTIONS, NULL);

  self->page = page;
  gtk_widget_insert_action_group (GTK_WIDGET (page), "reader", G_ACTION_GROUP (self->group));
  gtk_widget_insert_action_group (GTK_WIDGET (page), "desk", G_ACTION_GROUP (self->desk));
  return JZ_PAGE_ACTIONS (self);
}
