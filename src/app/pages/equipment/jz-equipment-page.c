/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-equipment-page.h"

#include <glib/gi18n-lib.h>

#include "jz-attachment-actions.h"
#include "jz-category-tree.h"
#include "jz-equipment-actions.h"
#include "jz-equipment-views.h"
#include "jz-first-use.h"
#include "jz-gap-page.h"
#include "jz-ledger-switch.h"
#include "jz-network-actions.h"
#include "jz-network-views.h"
#include "jz-purchase-actions.h"
#include "jz-purchase-views.h"
#include "jz-stocktake-actions.h"
#include "jz-stocktake-view.h"
#include "jz-upkeep-actions.h"
#include "jz-upkeep-view.h"
#include "jz-value-page.h"

/* The groups of actions; a view of the table below names the one that dresses it. */
enum
{
  EQUIPMENT,
  STOCKTAKE,
  UPKEEP,
  NETWORK,
  PURCHASE,
  N_GROUPS
};

static JzPageActions *(*const groups[N_GROUPS]) (JzPage *page) = {
  [EQUIPMENT] = jz_equipment_actions_new,
  [STOCKTAKE] = jz_stocktake_actions_new,
  [UPKEEP] = jz_upkeep_actions_new,
  [NETWORK] = jz_network_actions_new,
  [PURCHASE] = jz_purchase_actions_new,
};

static GtkWidget *
new_gap (void)
{
  return GTK_WIDGET (jz_gap_page_new ());
}

static void
set_gap_session (GtkWidget *widget, JzSession *session)
{
  jz_gap_page_set_session (JZ_GAP_PAGE (widget), session);
}

static GtkWidget *
new_value (void)
{
  return GTK_WIDGET (jz_value_page_new ());
}

static void
set_value_session (GtkWidget *widget, JzSession *session)
{
  jz_value_page_set_session (JZ_VALUE_PAGE (widget), session);
}

static JzListPage *
get_value_list (GtkWidget *widget)
{
  return jz_value_page_get_list (JZ_VALUE_PAGE (widget));
}

static void
set_value_narrow (GtkWidget *widget, gboolean narrow)
{
  jz_value_page_set_narrow (JZ_VALUE_PAGE (widget), narrow);
}

static const JzPageView views[] = {
  { &jz_equipment_items_view, EQUIPMENT },
  { &jz_equipment_assets_view, EQUIPMENT },
  { &jz_equipment_vouchers_view, EQUIPMENT },
  { &jz_purchase_requests_view, PURCHASE, .inside = N_("Purchases") },
  { &jz_purchase_orders_view, PURCHASE, .inside = N_("Purchases") },
  { &jz_purchase_acceptances_view, PURCHASE, .inside = N_("Purchases") },
  { &jz_purchase_suppliers_view, PURCHASE, .inside = N_("Purchases") },
  { &jz_purchase_contracts_view, PURCHASE, .inside = N_("Purchases") },
  { .name = "gap", .title = N_("Lacking"), .make = new_gap, .set_session = set_gap_session },
  { &jz_stocktake_view, STOCKTAKE },
  { &jz_equipment_places_view, EQUIPMENT },
  { &jz_machines_view, NETWORK, .inside = N_("Computers") },
  { &jz_notes_view, NETWORK, .inside = N_("Computers") },
  { &jz_upkeep_view, UPKEEP },
  { .name = "value", .title = N_("Value"), .make = new_value, .set_session = set_value_session, .get_list = get_value_list,
    .set_narrow = set_value_narrow },
};

#define LEDGER 0 /* the view with the tree, inside the ledgers */

struct _JzEquipmentPage
{
  JzViewsPage     parent_instance;
  JzCategoryTree *tree;
  JzFirstRun     *first_run;
  JzLedgerSwitch *ledgers; /* around the first view */
};

G_DEFINE_FINAL_TYPE (JzEquipmentPage, jz_equipment_page, JZ_TYPE_VIEWS_PAGE)

static void
category_chosen_cb (JzEquipmentPage *self, const char *value)
{
  JzListPage *ledger = jz_views_page_get_list (JZ_VIEWS_PAGE (self), LEDGER);

  jz_table_set_filter (jz_list_page_get_table (ledger), "category", value);
}

/* The ledger has the tree of codes beside it, the other ledgers around it, and what to do first while it is empty. */
static GtkWidget *
list_made (JzViewsPage *page, guint i, JzListPage *list)
{
  JzEquipmentPage *self = JZ_EQUIPMENT_PAGE (page);

  if (i != LEDGER)
    return GTK_WIDGET (list);
  self->tree = jz_category_tree_new ();
  g_signal_connect_object (self->tree, "chosen", G_CALLBACK (category_chosen_cb), self, G_CONNECT_SWAPPED);
  jz_list_page_set_side (list, GTK_WIDGET (self->tree));
  self->first_run = jz_first_run_new ();
  jz_list_page_set_first_use (list, jz_first_use_new (), GTK_WIDGET (self->first_run));
  self->ledgers = JZ_LEDGER_SWITCH (jz_ledger_switch_new (list));
  return GTK_WIDGET (self->ledgers);
}

static void
view_signed (JzViewsPage *page, guint i, JzSession *session)
{
  JzEquipmentPage *self = JZ_EQUIPMENT_PAGE (page);

  if (i != LEDGER)
    return;
  jz_first_run_set_session (self->first_run, session);
  jz_ledger_switch_set_session (self->ledgers, session);
  jz_category_tree_set_store (self->tree, session != NULL ? jz_session_get_store (session) : NULL);
}

static void
view_asked (JzViewsPage *page, guint i)
{
  JzEquipmentPage *self = JZ_EQUIPMENT_PAGE (page);

  if (i != LEDGER)
    return;
  jz_category_tree_reset (self->tree);
  jz_ledger_switch_reset (self->ledgers);
}

static void
set_session (JzPage *page, JzSession *session)
{
  JzEquipmentPage *self = JZ_EQUIPMENT_PAGE (page);

  jz_attachment_actions_set_session (page, session);
  JZ_PAGE_CLASS (jz_equipment_page_parent_class)->set_session (page, session);
  if (self->tree != NULL)
    jz_category_tree_reset (self->tree);
}

static void
jz_equipment_page_constructed (GObject *object)
{
  JzViewsPage   *self = JZ_VIEWS_PAGE (object);
  JzPageActions *equipment;

  G_OBJECT_CLASS (jz_equipment_page_parent_class)->constructed (object);
  equipment = jz_views_page_get_actions (self, EQUIPMENT);
  jz_attachment_actions_attach (JZ_PAGE (self));
  jz_purchase_actions_set_equipment (JZ_PURCHASE_ACTIONS (jz_views_page_get_actions (self, PURCHASE)),
                                     JZ_EQUIPMENT_ACTIONS (equipment));
  jz_views_page_add_bar (self, jz_equipment_actions_get_bar (JZ_EQUIPMENT_ACTIONS (equipment)));
}

static void
jz_equipment_page_class_init (JzEquipmentPageClass *klass)
{
  JzViewsPageClass *views_class = JZ_VIEWS_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = jz_equipment_page_constructed;
  JZ_PAGE_CLASS (klass)->set_session = set_session;
  views_class->views = views;
  views_class->n_views = G_N_ELEMENTS (views);
  views_class->groups = groups;
  views_class->n_groups = N_GROUPS;
  views_class->list_made = list_made;
  views_class->view_signed = view_signed;
  views_class->view_asked = view_asked;
}

static void
jz_equipment_page_init (JzEquipmentPage *self)
{
}

JzPage *
jz_equipment_page_new (void)
{
  return g_object_new (JZ_TYPE_EQUIPMENT_PAGE, NULL);
}
