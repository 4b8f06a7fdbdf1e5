/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-equipment-page.h"

#include <glib/gi18n-lib.h>

#include "jz-category-tree.h"
#include "jz-equipment-actions.h"
#include "jz-equipment-views.h"
#include "jz-first-use.h"
#include "jz-gap-page.h"
#include "jz-ledger-switch.h"
#include "jz-stocktake-actions.h"
#include "jz-stocktake-view.h"

#define N_VIEWS 5

struct _JzEquipmentPage
{
  JzPage          parent_instance;
  GtkStack       *stack;
  JzListPage     *views[N_VIEWS];
  JzCategoryTree *tree;
  JzFirstRun     *first_run;
  JzLedgerSwitch *ledgers; /* around the first view */
  JzGapPage      *gap;     /* made when it is first shown */
  AdwToastOverlay *toasts; /* for what has no list */
  JzEquipmentActions *actions;
  JzStocktakeActions *stocktakes;
  JzSession      *session;
};

G_DEFINE_FINAL_TYPE (JzEquipmentPage, jz_equipment_page, JZ_TYPE_PAGE)

static const JzListView *const views[N_VIEWS] = {
  &jz_equipment_items_view, &jz_equipment_assets_view, &jz_equipment_vouchers_view, &jz_equipment_places_view,
  &jz_stocktake_view,
};

static JzListPage *
current (JzPage *page)
{
  JzEquipmentPage *self = JZ_EQUIPMENT_PAGE (page);

  for (guint i = 0; i < N_VIEWS; i++)
    if (self->views[i] != NULL &&
        gtk_widget_is_ancestor (GTK_WIDGET (self->views[i]), gtk_stack_get_visible_child (self->stack)))
      return self->views[i];
  return NULL;
}

static void
category_chosen_cb (JzEquipmentPage *self, const char *value)
{
  jz_table_set_filter (jz_list_page_get_table (self->views[0]), "category", value);
}

/* A view is made when it is first shown: its table is a thousand widgets. */
static void
make_view (JzEquipmentPage *self, guint i)
{
  JzListPage *page = jz_list_page_new (views[i]);
  GtkWidget  *child = GTK_WIDGET (page);

  self->views[i] = page;
  if (views[i] == &jz_stocktake_view)
    jz_stocktake_actions_dress (self->stocktakes, page);
  else
    jz_equipment_actions_dress (self->actions, page);
  if (i == 0)
    {
      self->tree = jz_category_tree_new ();
      g_signal_connect_object (self->tree, "chosen", G_CALLBACK (category_chosen_cb), self, G_CONNECT_SWAPPED);
      jz_list_page_set_side (page, GTK_WIDGET (self->tree));
      self->first_run = jz_first_run_new ();
      jz_list_page_set_first_use (page, jz_first_use_new (), GTK_WIDGET (self->first_run));
      child = jz_ledger_switch_new (page);
      self->ledgers = JZ_LEDGER_SWITCH (child);
    }
  jz_list_page_set_narrow (page, jz_page_is_narrow (JZ_PAGE (self)));
  adw_bin_set_child (ADW_BIN (gtk_stack_get_child_by_name (self->stack, views[i]->kind)), child);
  jz_list_page_set_session (page, self->session);
  if (self->first_run != NULL)
    jz_first_run_set_session (self->first_run, self->session);
  if (i == 0)
    jz_ledger_switch_set_session (self->ledgers, self->session);
  if (i == 0)
    jz_category_tree_set_store (self->tree, self->session != NULL ? jz_session_get_store (self->session) : NULL);
}

static void
make_gap (JzEquipmentPage *self)
{
  self->gap = jz_gap_page_new ();
  adw_bin_set_child (ADW_BIN (gtk_stack_get_child_by_name (self->stack, "gap")), GTK_WIDGET (self->gap));
  jz_gap_page_set_session (self->gap, self->session);
}

static void
view_shown_cb (JzEquipmentPage *self)
{
  const char *name = gtk_stack_get_visible_child_name (self->stack);

  if (self->gap == NULL && g_strcmp0 (name, "gap") == 0)
    make_gap (self);
  for (guint i = 0; i < N_VIEWS; i++)
    if (self->views[i] == NULL && g_strcmp0 (name, views[i]->kind) == 0)
      make_view (self, i);
  jz_equipment_actions_set_view (self->actions, current (JZ_PAGE (self)));
}

static void
set_session (JzPage *page, JzSession *session)
{
  JzEquipmentPage *self = JZ_EQUIPMENT_PAGE (page);

  self->session = session;
  jz_equipment_actions_set_session (self->actions, session);
  jz_stocktake_actions_set_session (self->stocktakes, session);
  if (session != NULL)
    view_shown_cb (self);
  for (guint i = 0; i < N_VIEWS; i++)
    if (self->views[i] != NULL)
      jz_list_page_set_session (self->views[i], session);
  if (self->first_run != NULL)
    jz_first_run_set_session (self->first_run, session);
  if (self->ledgers != NULL)
    jz_ledger_switch_set_session (self->ledgers, session);
  if (self->gap != NULL)
    jz_gap_page_set_session (self->gap, session);
  if (self->tree != NULL)
    {
      jz_category_tree_reset (self->tree);
      jz_category_tree_set_store (self->tree, session != NULL ? jz_session_get_store (session) : NULL);
    }
}

static gboolean
show (JzPage *page, const char *kind, gint64 id)
{
  JzEquipmentPage *self = JZ_EQUIPMENT_PAGE (page);

  for (guint i = 0; i < N_VIEWS; i++)
    if (g_str_equal (views[i]->kind, kind))
      {
        gtk_stack_set_visible_child_name (self->stack, kind);
        view_shown_cb (self);
        if (i == 0)
          {
            jz_category_tree_reset (self->tree);
            jz_ledger_switch_reset (self->ledgers);
          }
        jz_table_show_id (jz_list_page_get_table (self->views[i]), id);
        return TRUE;
      }
  return FALSE;
}

static void
set_narrow (JzPage *page, gboolean narrow)
{
  JzEquipmentPage *self = JZ_EQUIPMENT_PAGE (page);

  for (guint i = 0; i < N_VIEWS; i++)
    if (self->views[i] != NULL)
      jz_list_page_set_narrow (self->views[i], narrow);
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
  if (self->actions != NULL)
    {
      jz_equipment_actions_set_view (self->actions, NULL);
      jz_equipment_actions_set_session (self->actions, NULL);
    }
  g_clear_object (&self->actions);
  g_clear_pointer (&self->stocktakes, jz_stocktake_actions_free);
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

static void
jz_equipment_page_init (JzEquipmentPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->actions = jz_equipment_actions_new (JZ_PAGE (self));
  self->stocktakes = jz_stocktake_actions_new (JZ_PAGE (self));
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_box_append (GTK_BOX (box), jz_equipment_actions_get_bar (self->actions));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  for (guint i = 0; i < N_VIEWS; i++)
    gtk_stack_add_titled (self->stack, adw_bin_new (), views[i]->kind, g_dgettext (GETTEXT_PACKAGE, views[i]->title));
  gtk_stack_add_titled (self->stack, adw_bin_new (), "gap", _("Lacking"));
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
