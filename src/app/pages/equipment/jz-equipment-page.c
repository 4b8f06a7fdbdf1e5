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

static JzPageActions *(*const new_group[N_GROUPS]) (JzPage *page) = {
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

/* The views in the order of the switcher: a list, or a widget of its own. */
static const struct
{
  const JzListView *list;
  int               group;

  const char *name, *title; /* of what has no list */
  GtkWidget *(*make)        (void);
  void       (*set_session) (GtkWidget *widget, JzSession *session);
  JzListPage *(*get_list)   (GtkWidget *widget);                    /* the list in front of a widget that has some, or NULL */
  void       (*set_narrow)  (GtkWidget *widget, gboolean narrow);   /* or NULL */
  const char *inside; /* msgid: lists that stand together behind one entry of the switcher, with a switcher of their own */
} views[] = {
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

#define N_VIEWS G_N_ELEMENTS (views)
#define LEDGER 0 /* the view with the tree, inside the ledgers */

struct _JzEquipmentPage
{
  JzPage           parent_instance;
  GtkStack        *stack;
  GtkStack        *inner[N_VIEWS]; /* that the view stands in, where it stands together with others; else NULL */
  GtkWidget       *made[N_VIEWS];  /* NULL until it is first shown */
  JzPageActions   *groups[N_GROUPS];
  JzCategoryTree  *tree;
  JzFirstRun      *first_run;
  JzLedgerSwitch  *ledgers;        /* around the first view */
  AdwToastOverlay *toasts;         /* for what has no list */
  JzSession       *session;
};

G_DEFINE_FINAL_TYPE (JzEquipmentPage, jz_equipment_page, JZ_TYPE_PAGE)

static const char *
name_of (guint i)
{
  return views[i].list != NULL ? views[i].list->kind : views[i].name;
}

/* The stack that the view is a page of. */
static GtkStack *
stack_of (JzEquipmentPage *self, guint i)
{
  return self->inner[i] != NULL ? self->inner[i] : self->stack;
}

/* The list of a view; NULL: it was not shown yet, or has none. */
static JzListPage *
list_of (JzEquipmentPage *self, guint i)
{
  return views[i].list != NULL && self->made[i] != NULL ? JZ_LIST_PAGE (self->made[i]) : NULL;
}

static guint
shown (JzEquipmentPage *self)
{
  const char *name = gtk_stack_get_visible_child_name (self->stack);

  for (guint i = 0; i < N_VIEWS; i++)
    if (self->inner[i] == NULL ? g_strcmp0 (name_of (i), name) == 0
                               : g_strcmp0 (views[i].inside, name) == 0 &&
                                   g_strcmp0 (name_of (i), gtk_stack_get_visible_child_name (self->inner[i])) == 0)
      return i;
  return 0;
}

static JzListPage *
current (JzPage *page)
{
  JzEquipmentPage *self = JZ_EQUIPMENT_PAGE (page);
  guint            i = shown (self);

  return views[i].get_list != NULL && self->made[i] != NULL ? views[i].get_list (self->made[i]) : list_of (self, i);
}

static void
category_chosen_cb (JzEquipmentPage *self, const char *value)
{
  jz_table_set_filter (jz_list_page_get_table (list_of (self, LEDGER)), "category", value);
}

/* The ledger has the tree of codes beside it, the other ledgers around it, and what to do first while it is empty. */
static GtkWidget *
make_ledger (JzEquipmentPage *self, JzListPage *list)
{
  self->tree = jz_category_tree_new ();
  g_signal_connect_object (self->tree, "chosen", G_CALLBACK (category_chosen_cb), self, G_CONNECT_SWAPPED);
  jz_list_page_set_side (list, GTK_WIDGET (self->tree));
  self->first_run = jz_first_run_new ();
  jz_list_page_set_first_use (list, jz_first_use_new (), GTK_WIDGET (self->first_run));
  self->ledgers = JZ_LEDGER_SWITCH (jz_ledger_switch_new (list));
  return GTK_WIDGET (self->ledgers);
}

static void
set_ledger_session (JzEquipmentPage *self)
{
  jz_first_run_set_session (self->first_run, self->session);
  jz_ledger_switch_set_session (self->ledgers, self->session);
  jz_category_tree_set_store (self->tree, self->session != NULL ? jz_session_get_store (self->session) : NULL);
}

static void
set_view_session (JzEquipmentPage *self, guint i)
{
  if (self->made[i] == NULL)
    return;
  if (views[i].list == NULL)
    views[i].set_session (self->made[i], self->session);
  else
    jz_list_page_set_session (list_of (self, i), self->session);
  if (i == LEDGER)
    set_ledger_session (self);
}

/* A view is made when it is first shown: its table is a thousand widgets. */
static void
make_view (JzEquipmentPage *self, guint i)
{
  GtkWidget *child;

  self->made[i] = views[i].list != NULL ? GTK_WIDGET (jz_list_page_new (views[i].list)) : views[i].make ();
  child = self->made[i];
  if (views[i].list != NULL)
    {
      jz_page_actions_dress (self->groups[views[i].group], list_of (self, i));
      if (i == LEDGER)
        child = make_ledger (self, list_of (self, i));
      jz_list_page_set_narrow (list_of (self, i), jz_page_is_narrow (JZ_PAGE (self)));
    }
  else if (views[i].set_narrow != NULL)
    views[i].set_narrow (self->made[i], jz_page_is_narrow (JZ_PAGE (self)));
  adw_bin_set_child (ADW_BIN (gtk_stack_get_child_by_name (stack_of (self, i), name_of (i))), child);
  set_view_session (self, i);
}

static void
view_shown_cb (JzEquipmentPage *self)
{
  guint i = shown (self);

  if (self->made[i] == NULL)
    make_view (self, i);
  for (int group = 0; group < N_GROUPS; group++)
    jz_page_actions_set_view (self->groups[group], views[i].group == group ? list_of (self, i) : NULL);
}

static void
set_session (JzPage *page, JzSession *session)
{
  JzEquipmentPage *self = JZ_EQUIPMENT_PAGE (page);

  self->session = session;
  for (int group = 0; group < N_GROUPS; group++)
    jz_page_actions_set_session (self->groups[group], session);
  jz_attachment_actions_set_session (page, session);
  if (session != NULL)
    view_shown_cb (self);
  if (self->tree != NULL)
    jz_category_tree_reset (self->tree);
  for (guint i = 0; i < N_VIEWS; i++)
    set_view_session (self, i);
}

static gboolean
show (JzPage *page, const char *kind, gint64 id)
{
  JzEquipmentPage *self = JZ_EQUIPMENT_PAGE (page);

  for (guint i = 0; i < N_VIEWS; i++)
    if (g_str_equal (name_of (i), kind))
      {
        gtk_stack_set_visible_child_name (stack_of (self, i), kind);
        if (self->inner[i] != NULL)
          gtk_stack_set_visible_child_name (self->stack, views[i].inside);
        view_shown_cb (self);
        if (i == LEDGER)
          {
            jz_category_tree_reset (self->tree);
            jz_ledger_switch_reset (self->ledgers);
          }
        if (views[i].list != NULL && id != 0)
          jz_table_show_id (jz_list_page_get_table (list_of (self, i)), id);
        return TRUE;
      }
  return FALSE;
}

static void
set_narrow (JzPage *page, gboolean narrow)
{
  JzEquipmentPage *self = JZ_EQUIPMENT_PAGE (page);

  for (guint i = 0; i < N_VIEWS; i++)
    if (list_of (self, i) != NULL)
      jz_list_page_set_narrow (list_of (self, i), narrow);
    else if (views[i].set_narrow != NULL && self->made[i] != NULL)
      views[i].set_narrow (self->made[i], narrow);
}

static void
add_toast (JzPage *page, AdwToast *toast)
{
  JzListPage *list = current (page);

  if (list != NULL && gtk_widget_get_mapped (GTK_WIDGET (list)))
    adw_toast_overlay_add_toast (jz_table_get_toasts (jz_list_page_get_table (list)), toast);
  else
    adw_toast_overlay_add_toast (JZ_EQUIPMENT_PAGE (page)->toasts, toast);
}

static void
jz_equipment_page_dispose (GObject *object)
{
  JzEquipmentPage *self = JZ_EQUIPMENT_PAGE (object);

  /* What is under way may keep them longer than the views. */
  for (int group = 0; group < N_GROUPS; group++)
    if (self->groups[group] != NULL)
      {
        jz_page_actions_set_view (self->groups[group], NULL);
        jz_page_actions_set_session (self->groups[group], NULL);
        g_clear_object (&self->groups[group]);
      }
  G_OBJECT_CLASS (jz_equipment_page_parent_class)->dispose (object);
}

static void
jz_equipment_page_class_init (JzEquipmentPageClass *klass)
{
  JzPageClass *page_class = JZ_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jz_equipment_page_dispose;
  page_class->set_session = set_session;
  page_class->get_list = current;
  page_class->show = show;
  page_class->set_narrow = set_narrow;
  page_class->add_toast = add_toast;
}

/* Views that stand together have a stack of their own, with its switcher over it. */
static GtkStack *
make_inner (JzEquipmentPage *self, const char *title)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *switcher = gtk_stack_switcher_new (), *stack = gtk_stack_new ();

  gtk_stack_switcher_set_stack (GTK_STACK_SWITCHER (switcher), GTK_STACK (stack));
  gtk_widget_set_halign (switcher, GTK_ALIGN_START);
  gtk_widget_add_css_class (switcher, "jz-inner-switcher");
  gtk_widget_set_vexpand (stack, TRUE);
  gtk_box_append (GTK_BOX (box), switcher);
  gtk_box_append (GTK_BOX (box), stack);
  gtk_stack_add_titled (self->stack, box, title, g_dgettext (GETTEXT_PACKAGE, title));
  g_signal_connect_object (stack, "notify::visible-child", G_CALLBACK (view_shown_cb), self, G_CONNECT_SWAPPED);
  return GTK_STACK (stack);
}

static void
add_view (JzEquipmentPage *self, guint i)
{
  if (views[i].inside != NULL)
    self->inner[i] = i > 0 && g_strcmp0 (views[i - 1].inside, views[i].inside) == 0 ? self->inner[i - 1] : make_inner (self, views[i].inside);
  gtk_stack_add_titled (stack_of (self, i), adw_bin_new (), name_of (i),
                        g_dgettext (GETTEXT_PACKAGE, views[i].list != NULL ? views[i].list->title : views[i].title));
}

static void
jz_equipment_page_init (JzEquipmentPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  for (int group = 0; group < N_GROUPS; group++)
    self->groups[group] = new_group[group](JZ_PAGE (self));
  jz_attachment_actions_attach (JZ_PAGE (self));
  jz_purchase_actions_set_equipment (JZ_PURCHASE_ACTIONS (self->groups[PURCHASE]), JZ_EQUIPMENT_ACTIONS (self->groups[EQUIPMENT]));
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_box_append (GTK_BOX (box), jz_equipment_actions_get_bar (JZ_EQUIPMENT_ACTIONS (self->groups[EQUIPMENT])));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  for (guint i = 0; i < N_VIEWS; i++)
    add_view (self, i);
  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  adw_toast_overlay_set_child (self->toasts, box);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->toasts));
  jz_page_set_views (JZ_PAGE (self), self->stack);
  g_signal_connect_object (self->stack, "notify::visible-child", G_CALLBACK (view_shown_cb), self, G_CONNECT_SWAPPED);
}

JzPage *
jz_equipment_page_new (void)
{
  return g_object_new (JZ_TYPE_EQUIPMENT_PAGE, NULL);
}
