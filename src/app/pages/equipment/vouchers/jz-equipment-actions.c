/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-equipment-actions.h"

#include <glib/gi18n-lib.h>

#include "jz-card-dialogs.h"
#include "jz-equipment-care.h"
#include "jz-equipment-chosen.h"
#include "jz-equipment-dress.h"
#include "jz-equipment-paper.h"
#include "jz-label-chosen.h"
#include "jz-place.h"
#include "jz-receipt-bar.h"
#include "jz-upkeep-papers.h"
#include "jz-upkeep-print.h"
#include "jz-value-forms.h"
#include "jz-voucher-dialog.h"

#define MOST_LINES  500 /* chosen rows that come into a voucher */
#define MOST_MERGED 50  /* rows that become one */

struct _JzEquipmentActions
{
  JzPageActions       parent_instance;
  JzPage             *page;    /* owns this */
  GSimpleActionGroup *group;
  JzSession          *session;
  JzStore            *store;
  gulong              changed_id;
  JzListPage         *view;    /* owned by the page */
  gulong              chosen_id;
  GCancellable       *cancellable;
  JzChosenState       state;

  JzReceiptBar       *bar;
};

G_DEFINE_FINAL_TYPE (JzEquipmentActions, jz_equipment_actions, JZ_TYPE_PAGE_ACTIONS)

/* What is chosen. */

static const char *
view_kind (JzEquipmentActions *self)
{
  return self->view != NULL ? jz_list_page_get_view (self->view)->kind : "";
}

static gboolean
is_view (JzEquipmentActions *self, const char *kind)
{
  return g_str_equal (view_kind (self), kind);
}

static guint
n_chosen (JzEquipmentActions *self)
{
  return self->view != NULL ?
           jz_lazy_selection_n_chosen (jz_table_get_selection (jz_list_page_get_table (self->view))) :
           0;
}

static GArray *
chosen_ids (JzEquipmentActions *self)
{
  if (self->view == NULL)
    return g_array_new (FALSE, FALSE, sizeof (gint64));
  return jz_lazy_selection_get_ids (jz_table_get_selection (jz_list_page_get_table (self->view)));
}

static gint64
only_id (JzEquipmentActions *self)
{
  return self->view != NULL ?
           jz_lazy_selection_get_only (jz_table_get_selection (jz_list_page_get_table (self->view))) :
           0;
}

static void
say (JzEquipmentActions *self, const char *sentence)
{
  g_autofree char *plain = g_markup_escape_text (sentence, -1);

  jz_page_add_toast (self->page, adw_toast_new (plain));
}

/* Enabling. */

static gboolean
holds_things (JzEquipmentActions *self)
{
  return (is_view (self, "item") || is_view (self, "asset")) && n_chosen (self) > 0;
}

static gboolean
fits (JzEquipmentActions *self, const char *name)
{
  const JzChosenState *state = &self->state;

  if (g_str_equal (name, "receive") || g_str_equal (name, "new-item") || g_str_equal (name, "new-place") ||
      g_str_has_prefix (name, "import-"))
    return TRUE;
  if (g_str_equal (name, "receive-more"))
    return is_view (self, "item") && n_chosen (self) > 0;
  if (g_str_equal (name, "edit"))
    return only_id (self) != 0 && !is_view (self, "voucher");
  if (g_str_equal (name, "remove-place") || g_str_equal (name, "new-inside"))
    return is_view (self, "place") && only_id (self) != 0;
  if (g_str_equal (name, "print-voucher") || g_str_equal (name, "reverse"))
    return is_view (self, "voucher") && only_id (self) != 0;
  if (g_str_equal (name, "print-labels"))
    return n_chosen (self) > 0;
  if (g_str_equal (name, "print-life"))
    return is_view (self, "asset") && only_id (self) != 0;
  if (g_str_equal (name, "repair") || g_str_equal (name, "damage") || g_str_equal (name, "plan"))
    return (is_view (self, "item") || is_view (self, "asset")) && only_id (self) != 0;
  if (g_str_equal (name, "ask-disposal"))
    return holds_things (self) && n_chosen (self) <= MOST_LINES;
  if (g_str_equal (name, "duplicates"))
    return !is_view (self, "voucher");
  if (g_str_equal (name, "bulk-edit"))
    return holds_things (self);
  if (g_str_equal (name, "merge"))
    return (is_view (self, "item") || is_view (self, "place")) && n_chosen (self) > 1 && n_chosen (self) <= MOST_MERGED;
  if (g_str_equal (name, "split") || g_str_equal (name, "item-life"))
    return is_view (self, "item") && only_id (self) != 0;
  if (g_str_equal (name, "renumber"))
    return is_view (self, "asset") && n_chosen (self) > 0;
  if (!holds_things (self))
    return TRUE; /* the lines are scanned */
  if (g_str_equal (name, "issue"))
    return state->stock > 0;
  if (g_str_equal (name, "return"))
    return state->use + state->loan > 0;
  if (g_str_equal (name, "adjust"))
    return is_view (self, "item") || state->stock + state->use > 0;
  return state->stock + state->use > 0;
}

static void
enable (JzEquipmentActions *self)
{
  g_auto (GStrv) names = g_action_group_list_actions (G_ACTION_GROUP (self->group));

  for (guint i = 0; names[i] != NULL; i++)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->group), names[i])),
                                 fits (self, names[i]));
}

typedef struct
{
  JzEquipmentActions *actions;
  gboolean            assets;
  GArray             *ids;
  JzChosenState       state;
} StateReading;

static gboolean
state_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  StateReading *self = data;

  return jz_chosen_state_read (connection, self->assets, self->ids, &self->state, error);
}

static void
state_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree StateReading *reading = data;
  g_autoptr (JzEquipmentActions) self = reading->actions;

  if (jz_store_read_finish (JZ_STORE (source), result, NULL) && self->page != NULL)
    {
      self->state = reading->state;
      enable (self);
    }
  g_array_unref (reading->ids);
}

static void
stop (JzEquipmentActions *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
follow (JzEquipmentActions *self)
{
  StateReading *reading;

  stop (self);
  enable (self);
  if (self->store == NULL || !holds_things (self) || n_chosen (self) > MOST_LINES)
    return;
  reading = g_new0 (StateReading, 1);
  *reading = (StateReading){ g_object_ref (self), is_view (self, "asset"), chosen_ids (self), { 0 } };
  self->cancellable = g_cancellable_new ();
  jz_store_read (self->store, state_cb, reading, NULL, self->cancellable, state_read_cb, reading);
}

/* Vouchers. */

void
jz_equipment_actions_offer (JzEquipmentActions *self, gint64 voucher, const char *words, gboolean cards)
{
  jz_receipt_bar_show (self->bar, voucher, words, cards);
}

static void
posted_cb (const JzPosted *posted, GObject *data)
{
  JzEquipmentActions *self = JZ_EQUIPMENT_ACTIONS (data);
  g_autofree char    *words = g_strdup_printf ("✓ %s  %s", posted->done.number, posted->words);

  if (self->page == NULL || !posted->kind->brings)
    return;
  jz_equipment_actions_offer (self, posted->done.voucher, words, posted->done.assets->len > 0);
  if (is_view (self, "asset") && posted->done.assets->len > 0)
    jz_page_show (self->page, "asset", g_array_index (posted->done.assets, gint64, 0));
  else if (is_view (self, "voucher"))
    jz_page_show (self->page, "voucher", posted->done.voucher);
  else
    jz_page_show (self->page, "item", posted->item);
}

static void
open_voucher (JzEquipmentActions *self, const JzVoucherKind *kind, gboolean with_chosen)
{
  g_autoptr (GArray) ids = with_chosen && holds_things (self) ? chosen_ids (self) : NULL;

  if (self->session == NULL || jz_page_get_window (self->page) == NULL)
    return;
  if (ids != NULL && ids->len > MOST_LINES)
    {
      g_autofree char *sentence =
        g_strdup_printf (_("✗ %u rows are too many for one voucher: choose at most %d"), ids->len, MOST_LINES);

      say (self, sentence);
      return;
    }
  jz_voucher_dialog_present (jz_page_get_window (self->page), self->session, kind, is_view (self, "asset"), ids, posted_cb,
                             G_OBJECT (self));
}

static void
voucher_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const JzVoucherKind *kind = jz_voucher_kind_find (g_action_get_name (G_ACTION (action)));

  open_voucher (data, kind, !kind->brings);
}

static void
receive_more_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  open_voucher (data, jz_voucher_kind_find ("receive"), TRUE);
}

/* Papers about what is chosen. */

static void
paper_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  static const struct
  {
    const char        *name;
    const JzPaperKind *kind;
  } papers[] = {
    { "repair", &jz_paper_repair }, { "damage", &jz_paper_damage }, { "ask-disposal", &jz_paper_disposal }, { "plan", &jz_paper_plan },
  };
  JzEquipmentActions *self = data;
  g_autoptr (GArray)  ids = chosen_ids (self);

  for (guint i = 0; i < G_N_ELEMENTS (papers); i++)
    if (g_str_equal (papers[i].name, g_action_get_name (G_ACTION (action))) && jz_page_get_window (self->page) != NULL)
      jz_paper_dialog_present (GTK_WIDGET (jz_page_get_window (self->page)), self->session, papers[i].kind, 0, ids, is_view (self, "asset"));
}

static void
print_life_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzEquipmentActions *self = data;

  jz_upkeep_print (jz_page_get_window (self->page), self->session, JZ_UPKEEP_LIFE, only_id (self));
}

/* Cards. */

static void
item_done_cb (gint64 id, GObject *data)
{
  JzEquipmentActions *self = JZ_EQUIPMENT_ACTIONS (data);

  if (self->page != NULL && id != 0)
    jz_page_show (self->page, "item", id);
}

static void
place_done_cb (gint64 id, GObject *data)
{
  JzEquipmentActions *self = JZ_EQUIPMENT_ACTIONS (data);

  if (self->page != NULL && id != 0)
    jz_page_show (self->page, "place", id);
}

static void
edit_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzEquipmentActions *self = data;
  gint64              id = only_id (self);

  if (is_view (self, "item"))
    jz_item_dialog_present (jz_page_get_window (self->page), self->session, id, NULL, NULL);
  else if (is_view (self, "asset"))
    jz_asset_dialog_present (jz_page_get_window (self->page), self->session, id, NULL, NULL);
  else if (is_view (self, "place"))
    jz_place_dialog_present (jz_page_get_window (self->page), self->session, id, 0, NULL, NULL);
}

static void
new_item_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzEquipmentActions *self = data;

  jz_item_dialog_present (jz_page_get_window (self->page), self->session, 0, item_done_cb, data);
}

static void
new_place_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzEquipmentActions *self = data;

  jz_place_dialog_present (jz_page_get_window (self->page), self->session, 0, 0, place_done_cb, data);
}

static void
new_inside_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzEquipmentActions *self = data;

  jz_place_dialog_present (jz_page_get_window (self->page), self->session, 0, only_id (self), place_done_cb, data);
}

/* Removing a place. */

static gboolean
remove_place_write_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_place_remove (operation, *(gint64 *) data, error);
}

static void
remove_place_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzEquipmentActions *self = data;
  gint64              id = only_id (self);

  if (self->session != NULL && id != 0)
    jz_session_write (self->session, &jz_action_place, remove_place_write_cb, g_memdup2 (&id, sizeof id), g_free);
}

static void
care_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzEquipmentActions *self = data;
  g_autoptr (GArray)  ids = chosen_ids (self);

  jz_equipment_care (self->page, self->session, g_action_get_name (G_ACTION (action)), view_kind (self), ids);
}

static void
item_life_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzEquipmentActions *self = data;

  jz_item_life_form_present (GTK_WIDGET (jz_page_get_window (self->page)), self->session, only_id (self));
}

/* Paper. */

static void
print_labels_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzEquipmentActions *self = data;
  g_autoptr (GArray)  ids = chosen_ids (self);

  if (self->session != NULL)
    jz_label_chosen_print (self->page, self->session, view_kind (self), ids);
}

static void
print_voucher_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzEquipmentActions *self = data;

  jz_equipment_print_voucher (self->page, self->session, only_id (self));
}

static void
reverse_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzEquipmentActions *self = data;

  jz_equipment_reverse (self->page, self->session, only_id (self));
}

/* The table of actions, and the permission that each takes. */

static const struct
{
  const char *name;
  const char *permission; /* NULL: whoever reads */
  void      (*activate) (GSimpleAction *action, GVariant *parameter, gpointer data);
} defined[] = {
  { "receive", "ledger", voucher_cb },
  { "receive-more", "ledger", receive_more_cb },
  { "issue", "ledger", voucher_cb },
  { "lend", "ledger", voucher_cb },
  { "return", "ledger", voucher_cb },
  { "transfer", "ledger", voucher_cb },
  { "write-off", "ledger", voucher_cb },
  { "adjust", "ledger", voucher_cb },
  { "reverse", "ledger", reverse_cb },
  { "repair", "ledger", paper_cb },
  { "damage", "ledger", paper_cb },
  { "ask-disposal", "ledger", paper_cb },
  { "plan", "ledger", paper_cb },
  { "print-life", NULL, print_life_cb },
  { "edit", NULL, edit_cb },
  { "new-item", "item", new_item_cb },
  { "new-place", "place", new_place_cb },
  { "new-inside", "place", new_inside_cb },
  { "remove-place", "place", remove_place_cb },
  { "bulk-edit", "item", care_cb },
  { "merge", NULL, care_cb },
  { "split", "ledger", care_cb },
  { "item-life", "budget", item_life_cb },
  { "renumber", "item", care_cb },
  { "duplicates", NULL, care_cb },
  { "import-items", "import", care_cb },
  { "import-balances", "import", care_cb },
  { "print-labels", "label", print_labels_cb },
  { "print-voucher", NULL, print_voucher_cb },
};

/* Editing and merging take the permission for what the view shows. */
static gboolean
may (JzEquipmentActions *self, guint i)
{
  const char *permission =
    g_str_equal (defined[i].name, "edit") || g_str_equal (defined[i].name, "merge") ? (is_view (self, "place") ? "place" : "item") : defined[i].permission;

  return self->session != NULL && (permission == NULL || jz_session_may (self->session, permission));
}

static void
define (JzEquipmentActions *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (defined); i++)
    {
      gboolean there = g_action_map_lookup_action (G_ACTION_MAP (self->group), defined[i].name) != NULL;

      if (may (self, i) && !there)
        {
          g_autoptr (GSimpleAction) action = g_simple_action_new (defined[i].name, NULL);

          g_signal_connect (action, "activate", G_CALLBACK (defined[i].activate), self);
          g_action_map_add_action (G_ACTION_MAP (self->group), G_ACTION (action));
        }
      else if (!may (self, i) && there)
        g_action_map_remove_action (G_ACTION_MAP (self->group), defined[i].name);
    }
  enable (self);
}

static void
set_session (JzPageActions *actions, JzSession *session)
{
  JzEquipmentActions *self = JZ_EQUIPMENT_ACTIONS (actions);
  JzStore *store = session != NULL ? jz_session_get_store (session) : NULL;

  stop (self);
  if (self->store != NULL)
    g_signal_handler_disconnect (self->store, self->changed_id);
  g_set_object (&self->session, session);
  g_set_object (&self->store, store);
  if (store != NULL)
    self->changed_id = g_signal_connect_swapped (store, "changed", G_CALLBACK (follow), self);
  jz_receipt_bar_set_session (self->bar, store != NULL ? session : NULL);
  define (self);
}

static void
set_view (JzPageActions *actions, JzListPage *view)
{
  JzEquipmentActions *self = JZ_EQUIPMENT_ACTIONS (actions);

  if (self->view == view)
    return;
  if (self->view != NULL)
    g_signal_handler_disconnect (jz_table_get_selection (jz_list_page_get_table (self->view)), self->chosen_id);
  self->view = view;
  if (view != NULL)
    self->chosen_id = g_signal_connect_swapped (jz_table_get_selection (jz_list_page_get_table (view)),
                                                "selection-changed", G_CALLBACK (follow), self);
  define (self);
  follow (self);
}

static void
dress (JzPageActions *actions, JzListPage *view)
{
  jz_equipment_dress (view);
}

GtkWidget *
jz_equipment_actions_get_bar (JzEquipmentActions *self)
{
  return GTK_WIDGET (self->bar);
}

static void
jz_equipment_actions_dispose (GObject *object)
{
  JzEquipmentActions *self = JZ_EQUIPMENT_ACTIONS (object);

  stop (self);
  if (self->store != NULL)
    g_signal_handler_disconnect (self->store, self->changed_id);
  g_clear_weak_pointer (&self->page);
  g_clear_object (&self->store);
  g_clear_object (&self->session);
  g_clear_object (&self->group);
  g_clear_object (&self->bar);
  G_OBJECT_CLASS (jz_equipment_actions_parent_class)->dispose (object);
}

static void
jz_equipment_actions_class_init (JzEquipmentActionsClass *klass)
{
  JzPageActionsClass *actions_class = JZ_PAGE_ACTIONS_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jz_equipment_actions_dispose;
  actions_class->set_session = set_session;
  actions_class->dress = dress;
  actions_class->set_view = set_view;
}

static void
jz_equipment_actions_init (JzEquipmentActions *self)
{
  self->group = g_simple_action_group_new ();
}

JzPageActions *
jz_equipment_actions_new (JzPage *page)
{
  JzEquipmentActions *self = g_object_new (JZ_TYPE_EQUIPMENT_ACTIONS, NULL);

  g_set_weak_pointer (&self->page, page);
  self->bar = g_object_ref_sink (jz_receipt_bar_new (page));
  gtk_widget_insert_action_group (GTK_WIDGET (page), "page", G_ACTION_GROUP (self->group));
  return JZ_PAGE_ACTIONS (self);
}
