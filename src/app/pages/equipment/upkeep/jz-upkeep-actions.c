/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-upkeep-actions.h"

#include <glib/gi18n-lib.h>

#include "jz-compat.h"
#include "jz-damage.h"
#include "jz-disposal.h"
#include "jz-grid-field.h"
#include "jz-maintenance.h"
#include "jz-repair.h"
#include "jz-table-output.h"
#include "jz-upkeep-papers.h"
#include "jz-upkeep-print.h"
#include "jz-upkeep-view.h"

struct _JzUpkeepActions
{
  JzPageActions       parent_instance;
  JzPage             *page; /* owns this */
  GSimpleActionGroup *group;
  JzSession          *session;
};

G_DEFINE_FINAL_TYPE (JzUpkeepActions, jz_upkeep_actions, JZ_TYPE_PAGE_ACTIONS)

/* What opens a dialog: by the action's name, about the row of the view that it is given. */

static const struct
{
  const char        *name;
  const JzPaperKind *kind;
} papers[] = {
  { "new-damage", &jz_paper_damage }, { "new-repair", &jz_paper_repair }, { "new-plan", &jz_paper_plan },
  { "new-disposal", &jz_paper_disposal },
  { "decide", &jz_paper_decide },     { "pay", &jz_paper_pay },           { "send", &jz_paper_send },
  { "finish", &jz_paper_finish },
  { "edit", &jz_paper_edit_plan },    { "done", &jz_paper_done },         { "approve", &jz_paper_approve },
  { "reject", &jz_paper_reject },
  { "proceeds", &jz_paper_proceeds }, { "extend", &jz_paper_extend },     { "warranty-days", &jz_paper_warranty },
};

static void
paper_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzUpkeepActions *self = data;
  gint64           id = parameter != NULL ? JZ_UPKEEP_ROW_ID (g_variant_get_int64 (parameter)) : 0;

  for (guint i = 0; i < G_N_ELEMENTS (papers); i++)
    if (g_str_equal (papers[i].name, g_action_get_name (G_ACTION (action))))
      jz_paper_dialog_present (GTK_WIDGET (jz_page_get_window (self->page)), self->session, papers[i].kind, id, NULL, FALSE);
}

/* What is done at once, and can be undone. */

static gboolean
drop_write_cb (JzOperation *operation, gpointer data, GError **error)
{
  gint64 row = *(gint64 *) data, id = JZ_UPKEEP_ROW_ID (row);

  switch (JZ_UPKEEP_ROW (row))
    {
    case JZ_UPKEEP_ROW_DAMAGE:
      return jz_damage_drop (operation, id, error);
    case JZ_UPKEEP_ROW_REPAIR:
      return jz_repair_drop (operation, id, error);
    case JZ_UPKEEP_ROW_PLAN:
      return jz_maintenance_end (operation, id, TRUE, error);
    case JZ_UPKEEP_ROW_DISPOSAL:
      return jz_disposal_drop (operation, id, error);
    case JZ_UPKEEP_ROW_WARRANTY:
    case JZ_UPKEEP_ROW_LOAN:
    default:
      g_return_val_if_reached (FALSE);
    }
}

static void
drop_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzUpkeepActions *self = data;
  gint64           row = g_variant_get_int64 (parameter);

  jz_session_write (self->session, &jz_action_upkeep, drop_write_cb, g_memdup2 (&row, sizeof row), g_free);
}

static gboolean
resume_write_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_maintenance_end (operation, JZ_UPKEEP_ROW_ID (*(gint64 *) data), FALSE, error);
}

static void
resume_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzUpkeepActions *self = data;
  gint64           row = g_variant_get_int64 (parameter);

  jz_session_write (self->session, &jz_action_upkeep, resume_write_cb, g_memdup2 (&row, sizeof row), g_free);
}

/* Going elsewhere. */

static void
show_asset_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  jz_page_show (((JzUpkeepActions *) data)->page, "asset", JZ_UPKEEP_ROW_ID (g_variant_get_int64 (parameter)));
}

static void
show_voucher_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  jz_page_show (((JzUpkeepActions *) data)->page, "voucher", JZ_UPKEEP_ROW_ID (g_variant_get_int64 (parameter)));
}

static void
repair_asset_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzUpkeepActions   *self = data;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64             id = JZ_UPKEEP_ROW_ID (g_variant_get_int64 (parameter));

  g_array_append_val (ids, id);
  jz_paper_dialog_present (GTK_WIDGET (jz_page_get_window (self->page)), self->session, &jz_paper_repair, 0, ids, TRUE);
}

/* Paper. */

static void
print_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  static const JzUpkeepForm forms[] = { 0, JZ_UPKEEP_DAMAGE, JZ_UPKEEP_REPAIR, JZ_UPKEEP_MAINTENANCE, JZ_UPKEEP_LIFE,
                                        JZ_UPKEEP_DISPOSAL };
  JzUpkeepActions *self = data;
  gint64           row = g_variant_get_int64 (parameter);

  jz_upkeep_print (jz_page_get_window (self->page), self->session, forms[JZ_UPKEEP_ROW (row)], JZ_UPKEEP_ROW_ID (row));
}

static void
call_in_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzUpkeepActions *self = data;

  jz_upkeep_call_in (jz_page_get_window (self->page), self->session, 0, TRUE);
}

static void
call_in_all_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzUpkeepActions *self = data;

  jz_upkeep_call_in (jz_page_get_window (self->page), self->session, 0, FALSE);
}

static void
call_in_one_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzUpkeepActions *self = data;

  jz_upkeep_call_in (jz_page_get_window (self->page), self->session, JZ_UPKEEP_ROW_ID (g_variant_get_int64 (parameter)), FALSE);
}

static void
classes_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzUpkeepActions *self = data;

  jz_upkeep_print_classes (jz_page_get_window (self->page), self->session);
}

/* The table of actions, and what each takes. */

static const JzPageAction defined[] = {
  { "new-damage", "ledger", NULL, paper_cb },
  { "new-repair", "ledger", NULL, paper_cb },
  { "new-plan", "ledger", NULL, paper_cb },
  { "new-disposal", "ledger", NULL, paper_cb },
  { "decide", "ledger", "x", paper_cb },
  { "pay", "ledger", "x", paper_cb },
  { "send", "ledger", "x", paper_cb },
  { "finish", "ledger", "x", paper_cb },
  { "edit", "ledger", "x", paper_cb },
  { "done", "ledger", "x", paper_cb },
  { "approve", "approve", "x", paper_cb },
  { "reject", "approve", "x", paper_cb },
  { "proceeds", "ledger", "x", paper_cb },
  { "extend", "ledger", "x", paper_cb },
  { "warranty-days", "approve", NULL, paper_cb },
  { "drop", "ledger", "x", drop_cb },
  { "resume", "ledger", "x", resume_cb },
  { "repair-asset", "ledger", "x", repair_asset_cb },
  { "show-asset", NULL, "x", show_asset_cb },
  { "show-voucher", NULL, "x", show_voucher_cb },
  { "print", NULL, "x", print_cb },
  { "call-in", NULL, NULL, call_in_cb },
  { "call-in-all", NULL, NULL, call_in_all_cb },
  { "call-in-one", NULL, "x", call_in_one_cb },
  { "damage-classes", NULL, NULL, classes_cb },
};

static void
set_session (JzPageActions *actions, JzSession *session)
{
  JzUpkeepActions *self = JZ_UPKEEP_ACTIONS (actions);

  g_set_object (&self->session, session);
  jz_page_actions_define (self->group, defined, G_N_ELEMENTS (defined), session, self);
}

/* Which rows are shown. */

static const char *const choices[] = { N_("To be done"), N_("Everything"), N_("Damage"), N_("Repairs"),
                                       N_("Maintenance plans"), N_("Warranties"), N_("Write-offs"), N_("Loans"),
                                       N_("Overdue loans"), NULL };
#define EVERYTHING 1
static const char *const shown[] = { "todo", NULL, "damage", "repair", "plan", "warranty", "disposal", "loan",
                                     "overdue-loan" };

static void
shown_cb (JzTable *table, GParamSpec *pspec, GtkDropDown *choice)
{
  jz_table_set_filter (table, "show", shown[gtk_drop_down_get_selected (choice)]);
}

/* A row that is looked for may be anything. */
static void
cleared_cb (GtkDropDown *choice)
{
  gtk_drop_down_set_selected (choice, EVERYTHING);
}

static void
append (GMenu *menu, const char *label, const char *action)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, action);

  g_menu_item_set_attribute (item, "hidden-when", "s", "action-missing");
  g_menu_append_item (menu, item);
}

static void
dress (JzPageActions *actions, JzListPage *view)
{
  JzTable          *table = jz_list_page_get_table (view);
  GtkWidget        *choice = jz_grid_field_choice (choices, 0);
  g_autoptr (GMenu) more = g_menu_new ();

  jz_compat_name (choice, _("What is shown"));
  jz_table_add_tool (table, choice, FALSE);
  g_signal_connect_object (choice, "notify::selected", G_CALLBACK (shown_cb), table, G_CONNECT_SWAPPED);
  g_signal_connect_object (table, "cleared", G_CALLBACK (cleared_cb), choice, G_CONNECT_SWAPPED);
  jz_table_set_filter (table, "show", shown[0]);
  jz_page_actions_add_button (table, N_("Call in"), "upkeep.call-in", FALSE);
  jz_page_actions_add_button (table, N_("Report damage"), "upkeep.new-damage", FALSE);
  jz_page_actions_add_button (table, N_("Ask for a repair"), "upkeep.new-repair", TRUE);
  append (more, _("Ask to write off…"), "upkeep.new-disposal");
  append (more, _("Plan maintenance…"), "upkeep.new-plan");
  append (more, _("Call in all that is lent…"), "upkeep.call-in-all");
  append (more, _("Damage by class…"), "upkeep.damage-classes");
  append (more, _("When a warranty is told…"), "upkeep.warranty-days");
  jz_table_output_attach (table, G_MENU_MODEL (more));
}

static void
jz_upkeep_actions_dispose (GObject *object)
{
  set_session (JZ_PAGE_ACTIONS (object), NULL);
  G_OBJECT_CLASS (jz_upkeep_actions_parent_class)->dispose (object);
}

static void
jz_upkeep_actions_finalize (GObject *object)
{
  g_object_unref (JZ_UPKEEP_ACTIONS (object)->group);
  G_OBJECT_CLASS (jz_upkeep_actions_parent_class)->finalize (object);
}

static void
jz_upkeep_actions_class_init (JzUpkeepActionsClass *klass)
{
  JzPageActionsClass *actions_class = JZ_PAGE_ACTIONS_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jz_upkeep_actions_dispose;
  G_OBJECT_CLASS (klass)->finalize = jz_upkeep_actions_finalize;
  actions_class->set_session = set_session;
  actions_class->dress = dress;
}

static void
jz_upkeep_actions_init (JzUpkeepActions *self)
{
  self->group = g_simple_action_group_new ();
}

JzPageActions *
jz_upkeep_actions_new (JzPage *page)
{
  JzUpkeepActions *self = g_object_new (JZ_TYPE_UPKEEP_ACTIONS, NULL);

  self->page = page;
  gtk_widget_insert_action_group (GTK_WIDGET (page), "upkeep", G_ACTION_GROUP (self->group));
  return JZ_PAGE_ACTIONS (self);
}
