/* A plan carried out on the file, and what a file needs beforehand: orders to accept, write-offs that nobody approves.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-account.h"
#include "jz-damage.h"
#include "jz-disposal.h"
#include "jz-merge.h"
#include "jz-purchase-accept.h"
#include "jz-purchase-read.h"
#include "jz-purchase-step.h"
#include "jz-renumber.h"
#include "jz-split.h"
#include "jz-year.h"
#include "ledger-plan.h"
#include "support/school-fixture.h"

static const char *const trackings[] = { "card", "lot", "consumable" };
static const char *const states[] = { [STOCK] = "stock", [USE] = "use", [LOAN] = "loan" };

static gboolean
accept (JzOperation *operation, const Plan *plan, GError **error)
{
  JzAcceptLine        line = { .order_line = plan->line, .item = plan->item, .accepted = plan->quantity,
                               .place = plan->place };
  g_auto (JzAccepted) done = { 0 };

  return jz_purchase_accept (operation, plan->kept, &(JzAcceptData){ .invoice = "033001" }, &line, 1, &done, error);
}

/* Reported and found to be past mending: what is lent is taken back before it leaves. */
static gboolean
damage (JzOperation *operation, const JzThing *thing, GError **error)
{
  JzDamageReport   report = { .thing = *thing, .cause = "摔坏" };
  JzDamageDecision decision = { .responsibility = "normal", .handling = "write-off", .decided_by = "x",
                                .due = JZ_DUE_BY_RULE };
  gint64           id;

  return jz_damage_report (operation, &report, &id, error) && jz_damage_decide (operation, id, &decision, error);
}

static gboolean
plan_cb (JzOperation *operation, gpointer data, GError **error)
{
  const Plan      *plan = data;
  JzLine           line = { .item = plan->asset != 0 ? 0 : plan->item,
                            .asset = plan->asset,
                            .quantity = plan->quantity,
                            .price = plan->price,
                            .place = plan->place,
                            .state = plan->kind == RETURN && !plan->exact ? NULL : states[plan->state],
                            .holder = plan->holder };
  g_autofree char *date = plan->year != 0 ? g_strdup_printf ("%d-06-30", (int) plan->year) : NULL;
  JzTerms          terms = { .date = date, .person = plan->person, .to_place = plan->to, .reason = "x",
                             .supplier = "县装备中心", .invoice = "县发〔2026〕1号" };
  g_autofree char *name = g_strdup_printf ("物%" G_GINT64_FORMAT, plan->serial);
  JzItemData       item = { .name = name, .unit = "个", .tracking = trackings[plan->state], .least = -1 };
  JzPlaceData      place = { .kind = "room", .name = name };
  JzSplit          split = { .item = plan->item, .quantity = plan->quantity, .spec = name };
  JzThing          thing = { plan->item, plan->asset, plan->quantity, plan->asset != 0 ? 0 : plan->place };
  g_auto (JzDone) done = { 0 };
  g_autoptr (GArray) assets = NULL;
  gint64 id;

  switch ((Kind) plan->kind)
    {
    case NEW_ITEM:
      return jz_item_add (operation, &item, &id, error);
    case NEW_PLACE:
      return jz_place_add (operation, &place, &id, error);
    case NEW_PERSON:
      return jz_person_add (operation, &(JzPersonData){ .kind = "staff", .name = name }, &id, error);
    case RECEIVE:
      return jz_voucher_receive (operation, &terms, &line, 1, &done, error);
    case ISSUE:
      return jz_voucher_issue (operation, &terms, &line, 1, &done, error);
    case LEND:
      return jz_voucher_loan (operation, &terms, &line, 1, &done, error);
    case RETURN:
      return jz_voucher_return (operation, &terms, &line, 1, &done, error);
    case TRANSFER:
      return jz_voucher_transfer (operation, &terms, &line, 1, &done, error);
    case WRITE_OFF:
      return jz_voucher_write_off (operation, &terms, &line, 1, &done, error);
    case ADJUST:
      return jz_voucher_adjust (operation, &terms, &line, 1, &done, error);
    case MERGE_ITEMS:
      return jz_items_merge (operation, plan->kept, &plan->item, 1, error);
    case MERGE_PLACES:
      return jz_places_merge (operation, plan->kept, &plan->place, 1, error);
    case MERGE_PEOPLE:
      return jz_people_merge (operation, plan->kept, &plan->person, 1, error);
    case SPLIT:
      return jz_item_split (operation, &split, &assets, error);
    case RENUMBER:
      return jz_assets_renumber (operation, &plan->asset, 1, error);
    case TAKE_IN:
      return jz_purchase_take_in (operation, &terms, &line, 1, &done, NULL, error);
    case ACCEPT:
      return accept (operation, plan, error);
    case DISPOSE:
      return jz_disposal_ask (operation, NULL, "x", &(JzDisposalLine){ .thing = thing }, 1, &id, error);
    case DAMAGE:
      return damage (operation, &thing, error);
    case CLOSE_YEAR:
      return jz_year_close (operation, (int) plan->year, error);
    case REOPEN_YEAR:
      return jz_year_reopen (operation, error);
    case UNDO:
    case REDO:
    case N_KINDS:
    default:
      g_assert_not_reached ();
    }
}

static gboolean
carry_out (JzStore *store, const Plan *plan, GError **error)
{
  if (plan->kind == UNDO || plan->kind == REDO)
    return jz_store_undo_sync (store, plan->kind == UNDO ? 0 : fixture_ask (store, "SELECT max (id) FROM operation"),
                               &fixture_actor, NULL, NULL, error);
  return jz_store_write_sync (store, &jz_action_receive, &fixture_actor, plan_cb, (gpointer) plan, NULL, NULL, NULL,
                              error);
}

/* An approved request for very many of two things, and its order; write-offs need nobody's approval. */

static gboolean
request_cb (JzOperation *operation, gpointer data, GError **error)
{
  World         *world = data;
  JzPurchaseStep step = { .role = (char *) "principal", .over = 0 };
  g_autoptr (GPtrArray) steps = g_ptr_array_new ();
  const JzRequestLine lines[] = {
    { .name = "甲", .unit = "个", .tracking = "lot", .quantity = 1000000, .price = order_prices[0] },
    { .name = "乙", .unit = "个", .tracking = "card", .quantity = 1000000, .price = order_prices[1] }
  };
  gint64 request = 0;

  g_ptr_array_add (steps, &step);
  for (gint64 id = 1; id <= 4; id++)
    if (!jz_approval_step_remove (operation, id, error))
      return FALSE;
  return jz_purchase_set_steps (operation, steps, error) &&
         jz_purchase_request_write (operation, &request,
                                    &(JzRequestData){ .applicant = AT (world->model.people, Person, 0)->id,
                                                      .purpose = "x" },
                                    lines, 2, error) &&
         jz_purchase_request_submit (operation, request, error);
}

static gboolean
principal_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_account_add (operation, "top", "校长", NULL, (const char *const[]){ "principal", NULL }, data, error);
}

static gboolean
sign_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_purchase_request_sign (operation, 1, TRUE, NULL, error);
}

static gboolean
order_cb (JzOperation *operation, gpointer data, GError **error)
{
  World        *world = data;
  JzConnection *connection = jz_operation_get_connection (operation);
  g_autoptr (GPtrArray) asked = jz_purchase_lines (connection, JZ_PAPER_REQUEST, 1, error), ordered = NULL;
  JzOrderLine lines[2];

  for (guint i = 0; i < 2; i++)
    lines[i] = (JzOrderLine){ ((JzPurchaseLine *) g_ptr_array_index (asked, i))->id, 1000000, order_prices[i] };
  if (!jz_purchase_order_write (operation, &(JzOrderData){ .name = "青溪教学仪器公司" }, lines, 2, &world->order,
                                error))
    return FALSE;
  ordered = jz_purchase_lines (connection, JZ_PAPER_ORDER, world->order, error);
  for (guint i = 0; ordered != NULL && i < 2; i++)
    world->lines[i] = ((JzPurchaseLine *) g_ptr_array_index (ordered, i))->id;
  return ordered != NULL;
}

static void
order_much (World *world)
{
  g_autoptr (GError) error = NULL;
  JzActor principal = { 0 };

  fixture_write (world->store, &jz_action_people, principal_cb, &principal.account);
  fixture_write (world->store, &jz_action_purchase_request, request_cb, world);
  jz_store_write_sync (world->store, &jz_action_purchase_sign, &principal, sign_cb, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  fixture_write (world->store, &jz_action_purchase_order, order_cb, world);
}
