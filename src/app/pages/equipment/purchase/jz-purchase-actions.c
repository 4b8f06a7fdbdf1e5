/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-purchase-actions.h"

#include <glib/gi18n-lib.h>

#include "jz-compat.h"
#include "jz-contract.h"
#include "jz-equipment-paper.h"
#include "jz-label-chosen.h"
#include "jz-paper-job.h"
#include "jz-purchase-dialogs.h"
#include "jz-purchase-form.h"
#include "jz-purchase-from-gap.h"
#include "jz-purchase-order.h"
#include "jz-purchase-views.h"
#include "jz-table-output.h"

struct _JzPurchaseActions
{
  JzPageActions       parent_instance;
  JzPage             *page; /* owns this */
  JzEquipmentActions *equipment;
  GSimpleActionGroup *group;
  JzSession          *session;
  gint64              asked; /* what a question is about */
};

G_DEFINE_FINAL_TYPE (JzPurchaseActions, jz_purchase_actions, JZ_TYPE_PAGE_ACTIONS)

static void
show_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const char *kind;
  gint64      id;

  g_variant_get (parameter, "(&sx)", &kind, &id);
  jz_page_show (((JzPurchaseActions *) data)->page, kind, id);
}

/* Writing. */

static void
request_done_cb (gint64 id, GObject *data)
{
  jz_page_show (JZ_PAGE (data), "purchase-request", id);
}

static void
order_done_cb (gint64 id, GObject *data)
{
  jz_page_show (JZ_PAGE (data), "purchase-order", id);
}

static void
supplier_done_cb (gint64 id, GObject *data)
{
  jz_page_show (JZ_PAGE (data), "supplier", id);
}

static void
contract_done_cb (gint64 id, GObject *data)
{
  jz_page_show (JZ_PAGE (data), "contract", id);
}

static void
new_request_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzPurchaseActions *self = data;

  jz_request_dialog_present (jz_page_get_window (self->page), self->session, 0, request_done_cb, G_OBJECT (self->page));
}

static void
edit_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzPurchaseActions *self = data;

  jz_request_dialog_present (jz_page_get_window (self->page), self->session, g_variant_get_int64 (parameter), request_done_cb,
                             G_OBJECT (self->page));
}

static void
order_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzPurchaseActions *self = data;

  jz_order_dialog_present (jz_page_get_window (self->page), self->session, parameter != NULL ? g_variant_get_int64 (parameter) : 0,
                           order_done_cb, G_OBJECT (self->page));
}

static void
new_supplier_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzPurchaseActions *self = data;

  jz_supplier_dialog_present (jz_page_get_window (self->page), self->session, parameter != NULL ? g_variant_get_int64 (parameter) : 0,
                              supplier_done_cb,
                              G_OBJECT (self->page));
}

static void
new_contract_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzPurchaseActions *self = data;
  gboolean           with = g_str_equal (g_action_get_name (G_ACTION (action)), "new-contract-with");
  gint64             id = parameter != NULL ? g_variant_get_int64 (parameter) : 0;

  jz_contract_dialog_present (jz_page_get_window (self->page), self->session, with ? 0 : id, with ? id : 0, contract_done_cb,
                              G_OBJECT (self->page));
}

static void
steps_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzPurchaseActions *self = data;

  jz_steps_dialog_present (jz_page_get_window (self->page), self->session);
}

static void
licence_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzPurchaseActions *self = data;

  jz_licence_dialog_present (jz_page_get_window (self->page), self->session, g_variant_get_int64 (parameter));
}

/* Deliveries. */

static void
accepted_cb (const JzPosted *posted, GObject *data)
{
  JzPurchaseActions *self = JZ_PURCHASE_ACTIONS (data);
  g_autofree char   *words = NULL;

  if (self->page == NULL)
    return;
  if (posted->done.voucher != 0 && self->equipment != NULL)
    {
      words = g_strdup_printf ("✓ %s  %s", posted->done.number, posted->words);
      jz_equipment_actions_offer (self->equipment, posted->done.voucher, words, posted->done.assets != NULL &&
                                  posted->done.assets->len > 0);
    }
}

static void
accept_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzPurchaseActions *self = data;

  jz_accept_dialog_present (jz_page_get_window (self->page), self->session, g_variant_get_int64 (parameter), accepted_cb,
                            G_OBJECT (self));
}

static void
take_in_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzPurchaseActions *self = data;

  jz_take_in_dialog_present (jz_page_get_window (self->page), self->session, accepted_cb, G_OBJECT (self));
}

static void
labels_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzPurchaseActions *self = data;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_vals (ids, &(gint64){ g_variant_get_int64 (parameter) }, 1);
  jz_label_chosen_print (self->page, self->session, "voucher", ids);
}

/* From one state into the next. */

static gboolean
submit_write_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_purchase_request_submit (operation, *(gint64 *) data, error);
}

static gboolean
withdraw_write_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_purchase_request_withdraw (operation, *(gint64 *) data, error);
}

static gboolean
copy_write_cb (JzOperation *operation, gpointer data, GError **error)
{
  gint64 copy;

  return jz_purchase_request_copy (operation, *(gint64 *) data, &copy, error);
}

static gboolean
remove_supplier_write_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_supplier_void (operation, *(gint64 *) data, error);
}

static gboolean
remove_contract_write_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_contract_void (operation, *(gint64 *) data, error);
}

static void
write_step (JzPurchaseActions *self, const JzAction *action, JzWriteFunc func, gint64 id)
{
  if (self->session != NULL)
    jz_session_write (self->session, action, func, g_memdup2 (&id, sizeof id), g_free);
}

static void
submit_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  write_step (data, &jz_action_purchase_request, submit_write_cb, g_variant_get_int64 (parameter));
}

static void
copy_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  write_step (data, &jz_action_purchase_request, copy_write_cb, g_variant_get_int64 (parameter));
}

static void
withdraw_confirmed_cb (gpointer data)
{
  JzPurchaseActions *self = data;

  write_step (self, &jz_action_purchase_request, withdraw_write_cb, self->asked);
}

static void
withdraw_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzPurchaseActions *self = data;

  self->asked = g_variant_get_int64 (parameter);
  jz_compat_ask (jz_page_get_window (self->page), _("Withdraw this request?"),
                 _("What was not ordered yet is not asked for any more. It stays to be seen and copied."),
                 _("_Withdraw"), TRUE, withdraw_confirmed_cb, self);
}

static void
remove_supplier_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  write_step (data, &jz_action_supplier, remove_supplier_write_cb, g_variant_get_int64 (parameter));
}

static void
remove_contract_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  write_step (data, &jz_action_supplier, remove_contract_write_cb, g_variant_get_int64 (parameter));
}

/* With words. */

static gboolean
approve_words_cb (JzOperation *operation, gint64 id, const char *words, GError **error)
{
  return jz_purchase_request_sign (operation, id, TRUE, words, error);
}

static gboolean
reject_words_cb (JzOperation *operation, gint64 id, const char *words, GError **error)
{
  return jz_purchase_request_sign (operation, id, FALSE, words, error);
}

static gboolean
cancel_words_cb (JzOperation *operation, gint64 id, const char *words, GError **error)
{
  return jz_purchase_order_cancel (operation, id, words, error);
}

static void
approve_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzPurchaseActions *self = data;

  jz_words_dialog_present (jz_page_get_window (self->page), self->session, _("Approve the request"),
                           _("What there is to say (may be empty)"), _("Approve"),
                           &jz_action_purchase_sign, approve_words_cb, g_variant_get_int64 (parameter));
}

static void
reject_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzPurchaseActions *self = data;

  jz_words_dialog_present (jz_page_get_window (self->page), self->session, _("Give the request back"), _("Why"), _("Give back"),
                           &jz_action_purchase_sign,
                           reject_words_cb, g_variant_get_int64 (parameter));
}

static void
cancel_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzPurchaseActions *self = data;

  jz_words_dialog_present (jz_page_get_window (self->page), self->session, _("Cancel what has not come"), _("Why"),
                           _("Cancel the rest"), &jz_action_purchase_order,
                           cancel_words_cb, g_variant_get_int64 (parameter));
}

/* From what lacks. */

static void
from_gap_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzPurchaseActions *self = data;
  gsize              n;
  const gint64      *ids = g_variant_get_fixed_array (parameter, &n, sizeof (gint64));

  if (self->session != NULL && n > 0)
    jz_purchase_from_gap (self->page, self->session, ids, (guint) n);
}

/* Paper. */

typedef struct
{
  JzPurchasePaper paper;
  gint64          id;
} Asked;

static JzPages *
read_pages (JzConnection *connection, gconstpointer data, GError **error)
{
  const Asked            *asked = data;
  g_auto (JzPurchaseHead) head = { 0 };
  JzReport               *report;

  if (!jz_purchase_read_head (connection, asked->paper, asked->id, &head, error))
    return NULL;
  report = jz_purchase_form_new (connection, asked->paper, asked->id, error);
  return report != NULL ? jz_pages_from_report (report, head.number, error) : NULL;
}

static void
print_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  JzPurchaseActions *self = data;
  const char        *name = g_action_get_name (G_ACTION (action));
  const Asked        asked = { g_str_equal (name, "print-request") ? JZ_PAPER_REQUEST :
                               g_str_equal (name, "print-order") ? JZ_PAPER_ORDER : JZ_PAPER_ACCEPTANCE,
                               g_variant_get_int64 (parameter) };

  jz_paper_job_show (jz_page_get_window (self->page), self->session, read_pages, g_memdup2 (&asked, sizeof asked),
                     g_free);
}

/* The table of actions, and what each takes. */

static const JzPageAction defined[] = {
  { "show", NULL, "(sx)", show_cb },
  { "new-request", "purchase.request", NULL, new_request_cb },
  { "edit", "purchase.request", "x", edit_cb },
  { "submit", "purchase.request", "x", submit_cb },
  { "withdraw", "purchase.request", "x", withdraw_cb },
  { "copy", "purchase.request", "x", copy_cb },
  { "from-gap", "purchase.request", "ax", from_gap_cb },
  { "order", "purchase", "x", order_cb },
  { "new-order", "purchase", NULL, order_cb },
  { "cancel", "purchase", "x", cancel_cb },
  { "accept", "ledger", "x", accept_cb },
  { "take-in", "ledger", NULL, take_in_cb },
  { "labels", "label", "x", labels_cb },
  { "print-request", NULL, "x", print_cb },
  { "print-order", NULL, "x", print_cb },
  { "print-acceptance", NULL, "x", print_cb },
  { "new-supplier", "purchase", NULL, new_supplier_cb },
  { "edit-supplier", "purchase", "x", new_supplier_cb },
  { "remove-supplier", "purchase", "x", remove_supplier_cb },
  { "new-contract", "purchase", NULL, new_contract_cb },
  { "new-contract-with", "purchase", "x", new_contract_cb },
  { "edit-contract", "purchase", "x", new_contract_cb },
  { "remove-contract", "purchase", "x", remove_contract_cb },
  { "steps", "approve", NULL, steps_cb },
  { "licence", "item", "x", licence_cb },
};

/* Signing is there for each role of the account. */
static void
add_signing (JzPurchaseActions *self)
{
  GPtrArray *accounts = jz_session_get_accounts (self->session);
  gint64     account = jz_session_get_actor (self->session)->account;

  for (guint i = 0; accounts != NULL && i < accounts->len; i++)
    {
      const JzAccount *one = g_ptr_array_index (accounts, i);

      for (guint r = 0; one->id == account && one->roles[r] != NULL; r++)
        {
          g_autofree char *approve = jz_purchase_sign_action ("approve", one->roles[r]),
                                     *reject = jz_purchase_sign_action ("reject", one->roles[r]);

          jz_page_actions_add (self->group, &(JzPageAction){ approve, NULL, "x", approve_cb }, self);
          jz_page_actions_add (self->group, &(JzPageAction){ reject, NULL, "x", reject_cb }, self);
        }
    }
}

static void
set_session (JzPageActions *actions, JzSession *session)
{
  JzPurchaseActions *self = JZ_PURCHASE_ACTIONS (actions);

  g_set_object (&self->session, session);
  jz_page_actions_define (self->group, defined, G_N_ELEMENTS (defined), session, self);
  if (session != NULL)
    add_signing (self);
}

/* What each list begins, and what a double click does. */
static const struct
{
  const char *kind, *label, *action;
  const char *second, *second_action;
} beginnings[] = {
  { "purchase-request", N_("New request…"), "purchase.new-request", N_("Who approves…"), "purchase.steps" },
  { "purchase-order", N_("New order…"), "purchase.new-order", NULL, NULL },
  { "purchase-acceptance", N_("Transfer in…"), "purchase.take-in", NULL, NULL },
  { "supplier", N_("New supplier…"), "purchase.new-supplier", NULL, NULL },
  { "contract", N_("New contract…"), "purchase.new-contract", NULL, NULL },
};

static void
activated_cb (JzTable *table, gint64 id, const char *kind)
{
  if (g_str_equal (kind, "supplier"))
    gtk_widget_activate_action (GTK_WIDGET (table), "purchase.edit-supplier", "x", id);
  else if (g_str_equal (kind, "contract"))
    gtk_widget_activate_action (GTK_WIDGET (table), "purchase.edit-contract", "x", id);
  else if (g_str_equal (kind, "purchase-order"))
    gtk_widget_activate_action (GTK_WIDGET (table), "purchase.accept", "x", id);
}

static void
dress (JzPageActions *actions, JzListPage *view)
{
  const char *kind = jz_list_page_get_view (view)->kind;
  JzTable    *table = jz_list_page_get_table (view);

  for (gsize i = 0; i < G_N_ELEMENTS (beginnings); i++)
    if (g_str_equal (beginnings[i].kind, kind))
      {
        jz_page_actions_add_button (table, beginnings[i].label, beginnings[i].action, TRUE);
        if (beginnings[i].second != NULL)
          jz_page_actions_add_button (table, beginnings[i].second, beginnings[i].second_action, FALSE);
      }
  jz_table_output_attach (table, NULL);
  g_signal_connect (table, "activated", G_CALLBACK (activated_cb), (gpointer) kind);
}

void
jz_purchase_actions_set_equipment (JzPurchaseActions *self, JzEquipmentActions *equipment)
{
  g_set_weak_pointer (&self->equipment, equipment);
}

static void
jz_purchase_actions_dispose (GObject *object)
{
  JzPurchaseActions *self = JZ_PURCHASE_ACTIONS (object);

  set_session (JZ_PAGE_ACTIONS (self), NULL);
  g_clear_weak_pointer (&self->page);
  g_clear_weak_pointer (&self->equipment);
  G_OBJECT_CLASS (jz_purchase_actions_parent_class)->dispose (object);
}

static void
jz_purchase_actions_finalize (GObject *object)
{
  g_object_unref (JZ_PURCHASE_ACTIONS (object)->group);
  G_OBJECT_CLASS (jz_purchase_actions_parent_class)->finalize (object);
}

static void
jz_purchase_actions_class_init (JzPurchaseActionsClass *klass)
{
  JzPageActionsClass *actions_class = JZ_PAGE_ACTIONS_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jz_purchase_actions_dispose;
  G_OBJECT_CLASS (klass)->finalize = jz_purchase_actions_finalize;
  actions_class->set_session = set_session;
  actions_class->dress = dress;
}

static void
jz_purchase_actions_init (JzPurchaseActions *self)
{
  self->group = g_simple_action_group_new ();
}

JzPageActions *
jz_purchase_actions_new (JzPage *page)
{
  JzPurchaseActions *self = g_object_new (JZ_TYPE_PURCHASE_ACTIONS, NULL);

  g_set_weak_pointer (&self->page, page);
  gtk_widget_insert_action_group (GTK_WIDGET (page), "purchase", G_ACTION_GROUP (self->group));
  return JZ_PAGE_ACTIONS (self);
}
