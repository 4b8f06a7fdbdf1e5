/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-network-actions.h"

#include <glib/gi18n-lib.h>

#include "jz-import-dialog.h"
#include "jz-machine.h"
#include "jz-network-dialogs.h"
#include "jz-network-form.h"
#include "jz-network-note.h"
#include "jz-network-views.h"
#include "jz-paper-job.h"
#include "jz-ratio-window.h"
#include "jz-table-output.h"

struct _JzNetworkActions
{
  JzPageActions       parent_instance;
  JzPage             *page; /* owns this */
  GSimpleActionGroup *group;
  JzSession          *session;
  JzListPage         *view; /* in front; NULL: none of its views */
};

G_DEFINE_FINAL_TYPE (JzNetworkActions, jz_network_actions, JZ_TYPE_PAGE_ACTIONS)

/* The chosen rows of the view in front. Returns: (transfer full), NULL with a word to the person where there are none. */
static GArray *
chosen (JzNetworkActions *self)
{
  g_autoptr (GArray) ids = self->view != NULL ?
  jz_lazy_selection_get_ids (jz_table_get_selection (jz_list_page_get_table (self->view))) : NULL;

  if (ids != NULL && ids->len > 0)
    return g_steal_pointer (&ids);
  jz_session_say_trouble (self->session, _("Choose rows first; Ctrl+A chooses all that are listed"));
  return NULL;
}

/* Machines. */

static void
added_cb (gint64 id, GObject *data)
{
  jz_page_show (JZ_PAGE (data), "machine", id);
}

static void
add_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzNetworkActions *self = data;

  jz_machine_dialog_present (jz_page_get_window (self->page), self->session, 0, added_cb, G_OBJECT (self->page));
}

static void
add_all_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzNetworkActions *self = data;

  jz_machine_all_dialog_present (jz_page_get_window (self->page), self->session);
}

static void
edit_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzNetworkActions *self = data;

  jz_machine_dialog_present (jz_page_get_window (self->page), self->session, g_variant_get_int64 (parameter), NULL,
                             G_OBJECT (self->page));
}

static void
card_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  jz_page_show (((JzNetworkActions *) data)->page, "asset", g_variant_get_int64 (parameter));
}

static void
fill_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzNetworkActions  *self = data;
  g_autoptr (GArray) ids = chosen (self);

  if (ids != NULL)
    jz_machine_fill_dialog_present (jz_page_get_window (self->page), self->session, ids);
}

static gboolean
remove_write_cb (JzOperation *operation, gpointer data, GError **error)
{
  GArray *ids = data;

  return jz_machine_remove (operation, (const gint64 *) (gpointer) ids->data, ids->len, error);
}

/* Undo brings it back, so that nothing is asked. */
static void
remove_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzNetworkActions *self = data;
  gint64            id = g_variant_get_int64 (parameter);
  GArray           *ids = id != 0 ? g_array_new (FALSE, FALSE, sizeof (gint64)) : chosen (self);

  if (ids == NULL)
    return;
  if (id != 0)
    g_array_append_val (ids, id);
  jz_session_write (self->session, &jz_action_machine, remove_write_cb, ids, (GDestroyNotify) g_array_unref);
}

static void
import_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzNetworkActions *self = data;

  jz_import_dialog_choose (GTK_WIDGET (self->page), self->session, JZ_IMPORT_MACHINES);
}

static void
show_row (const char *kind, gint64 id, GObject *data)
{
  jz_page_show (JZ_PAGE (data), kind, id);
}

static void
ratios_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzNetworkActions *self = data;

  jz_ratio_window_present (jz_page_get_window (self->page), self->session, show_row, G_OBJECT (self->page));
}

static void
notes_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  jz_page_show (((JzNetworkActions *) data)->page, "network-note", 0);
}

/* Notes. */

static void
sign_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzNetworkActions  *self = data;
  g_autoptr (GArray) persons = chosen (self);

  if (persons != NULL)
    jz_note_sign_dialog_present (jz_page_get_window (self->page), self->session, persons);
}

static gboolean
unsign_write_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_network_note_remove (operation, *(gint64 *) data, error);
}

static void
unsign_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzNetworkActions *self = data;
  gint64            person = g_variant_get_int64 (parameter);

  jz_session_write (self->session, &jz_action_network_note, unsign_write_cb, g_memdup2 (&person, sizeof person),
                    g_free);
}

static void
text_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzNetworkActions *self = data;

  jz_note_text_dialog_present (jz_page_get_window (self->page), self->session);
}

/* Paper. */

static JzPages *
register_pages (JzConnection *connection, gconstpointer asked, GError **error)
{
  JzReport *report = jz_machine_form_new (connection, GPOINTER_TO_INT (asked), error);

  return report != NULL ? jz_pages_from_report (report, report->title, error) : NULL;
}

static JzPages *
note_list_pages (JzConnection *connection, gconstpointer asked, GError **error)
{
  JzReport *report = jz_network_note_list_form_new (connection, error);

  return report != NULL ? jz_pages_from_report (report, report->title, error) : NULL;
}

static JzPages *
note_pages (JzConnection *connection, gconstpointer asked, GError **error)
{
  const GArray *persons = asked;
  JzNotePages  *notes = jz_note_pages_new (connection, (const gint64 *) (gpointer) persons->data, persons->len, error);
  JzPdf         pdf;

  if (notes == NULL)
    return NULL;
  jz_note_pages_get_pdf (notes, &pdf);
  return jz_pages_new (&pdf, _("Responsibility for Network Security"), (GDestroyNotify) jz_note_pages_free);
}

static void
print (JzNetworkActions *self, JzPagesFunc func, gpointer asked, GDestroyNotify destroy)
{
  jz_paper_job_show (jz_page_get_window (self->page), self->session, func, asked, destroy);
}

static void
print_register_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  print (data, register_pages, GINT_TO_POINTER (FALSE), NULL);
}

static void
print_fixed_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  print (data, register_pages, GINT_TO_POINTER (TRUE), NULL);
}

static void
print_note_list_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  print (data, note_list_pages, NULL, NULL);
}

static void
print_notes_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GArray *persons = chosen (data);

  if (persons != NULL)
    print (data, note_pages, persons, (GDestroyNotify) g_array_unref);
}

/* The table of actions, and what each takes. */

static const JzPageAction defined[] = {
  { "add", "ledger", NULL, add_cb },
  { "add-all", "ledger", NULL, add_all_cb },
  { "edit", "ledger", "x", edit_cb },
  { "card", NULL, "x", card_cb },
  { "fill", "ledger", NULL, fill_cb },
  { "remove", "ledger", "x", remove_cb },
  { "import", "import", NULL, import_cb },
  { "ratios", NULL, NULL, ratios_cb },
  { "notes", NULL, NULL, notes_cb },
  { "sign", "ledger", NULL, sign_cb },
  { "unsign", "ledger", "x", unsign_cb },
  { "text", "ledger", NULL, text_cb },
  { "print-register", NULL, NULL, print_register_cb },
  { "print-fixed", NULL, NULL, print_fixed_cb },
  { "print-notes", NULL, NULL, print_notes_cb },
  { "print-note-list", NULL, NULL, print_note_list_cb },
};

static void
set_session (JzPageActions *actions, JzSession *session)
{
  JzNetworkActions *self = JZ_NETWORK_ACTIONS (actions);

  g_set_object (&self->session, session);
  jz_page_actions_define (self->group, defined, G_N_ELEMENTS (defined), session, self);
}

static void
set_view (JzPageActions *actions, JzListPage *view)
{
  JZ_NETWORK_ACTIONS (actions)->view = view;
}

static void
activated_cb (JzTable *table, gint64 id)
{
  gtk_widget_activate_action (GTK_WIDGET (table), "network.edit", "x", id);
}

static void
append (GMenu *menu, const char *label, const char *action)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target_value (item, action,
                                           g_str_equal (action, "network.remove") ? g_variant_new_int64 (0) : NULL);
  g_menu_item_set_attribute (item, "hidden-when", "s", "action-disabled");
  g_menu_append_item (menu, item);
}

static void
dress_machines (JzTable *table, GMenuModel *of_row)
{
  g_autoptr (GMenu) more = g_menu_new (), rows = g_menu_new ();

  jz_page_actions_add_button (table, N_("Register"), "network.add", TRUE);
  jz_page_actions_add_button (table, N_("Fill in many…"), "network.fill", FALSE);
  jz_page_actions_add_button (table, N_("Ratios…"), "network.ratios", FALSE);
  append (more, _("Register all computers…"), "network.add-all");
  append (more, _("Import the register…"), "network.import");
  append (more, _("Signed notes"), "network.notes");
  append (more, _("Print register…"), "network.print-register");
  append (more, _("Print machines with fixed addresses…"), "network.print-fixed");
  g_menu_append_section (rows, NULL, of_row);
  append (rows, _("Fill in many…"), "network.fill");
  append (rows, _("Take off the register"), "network.remove");
  jz_table_set_menu (table, G_MENU_MODEL (rows));
  jz_table_output_attach (table, G_MENU_MODEL (more));
  g_signal_connect (table, "activated", G_CALLBACK (activated_cb), NULL);
}

static void
dress_notes (JzTable *table, GMenuModel *of_row)
{
  g_autoptr (GMenu) more = g_menu_new (), rows = g_menu_new ();

  jz_page_actions_add_button (table, N_("Note signatures…"), "network.sign", TRUE);
  jz_page_actions_add_button (table, N_("Print notes…"), "network.print-notes", FALSE);
  append (more, _("What is signed…"), "network.text");
  append (more, _("Print who has signed…"), "network.print-note-list");
  g_menu_append_section (rows, NULL, of_row);
  append (rows, _("Note signatures…"), "network.sign");
  append (rows, _("Print notes…"), "network.print-notes");
  jz_table_set_menu (table, G_MENU_MODEL (rows));
  jz_table_output_attach (table, G_MENU_MODEL (more));
}

static void
dress (JzPageActions *actions, JzListPage *view)
{
  JzTable *table = jz_list_page_get_table (view);

  if (jz_list_page_get_view (view) == &jz_machines_view)
    dress_machines (table, jz_list_page_get_actions (view));
  else
    dress_notes (table, jz_list_page_get_actions (view));
}

static void
jz_network_actions_dispose (GObject *object)
{
  set_session (JZ_PAGE_ACTIONS (object), NULL);
  G_OBJECT_CLASS (jz_network_actions_parent_class)->dispose (object);
}

static void
jz_network_actions_finalize (GObject *object)
{
  g_object_unref (JZ_NETWORK_ACTIONS (object)->group);
  G_OBJECT_CLASS (jz_network_actions_parent_class)->finalize (object);
}

static void
jz_network_actions_class_init (JzNetworkActionsClass *klass)
{
  JzPageActionsClass *actions_class = JZ_PAGE_ACTIONS_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jz_network_actions_dispose;
  G_OBJECT_CLASS (klass)->finalize = jz_network_actions_finalize;
  actions_class->set_session = set_session;
  actions_class->set_view = set_view;
  actions_class->dress = dress;
}

static void
jz_network_actions_init (JzNetworkActions *self)
{
  self->group = g_simple_action_group_new ();
}

JzPageActions *
jz_network_actions_new (JzPage *page)
{
  JzNetworkActions *self = g_object_new (JZ_TYPE_NETWORK_ACTIONS, NULL);

  self->page = page;
  gtk_widget_insert_action_group (GTK_WIDGET (page), "network", G_ACTION_GROUP (self->group));
  return JZ_PAGE_ACTIONS (self);
}
