/* purchase: credit codes, the way of a request through its signatures, orders that never exceed it, deliveries in parts that are in the
 * books at once and can be taken back, what the county gives, licences; and that two thousand cards are accepted in one go.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "jz-account.h"
#include "jz-contract.h"
#include "jz-purchase-accept.h"
#include "jz-purchase-read.h"
#include "jz-purchase-step.h"
#include "jz-software.h"
#include "support/school-fixture.h"

static void
test_credit_codes (void)
{
  static const char *const bad[] = { "", "91350100M000100Y4", "91350100M000100Y44", "91350100M000100Y4I",
                                     "91350100M0001O0Y43", "91350100m000100Y43" };

  g_assert_true (jz_credit_code_is_sound ("91350100M000100Y43")); /* the example of the standard */
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (jz_credit_code_is_sound (bad[i]));
  /* Every wrong last character is found. */
  for (char c = '0'; c <= 'Y'; c++)
    {
      char code[] = "91350100M000100Y4?";

      code[17] = c;
      g_assert_cmpint (jz_credit_code_is_sound (code), ==, c == '3');
    }
}

typedef struct
{
  JzStore *store;
  gint64   wang, li;                     /* people */
  gint64   teacher, head, principal, keeper; /* accounts */
  gint64   card, place;
  gint64   request, order;
  GArray  *lines;                        /* of gint64: of what was written last */
  JzAccepted done;
} Fixture;

static gboolean
add_account (JzOperation *operation, const char *login, const char *role, gint64 person, gint64 *id, GError **error)
{
  return jz_account_add (operation, login, login, NULL, (const char *const[]){ role, NULL }, id, error) &&
         (person == 0 || jz_account_set_person (operation, *id, person, error));
}

static gboolean
accounts_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture *f = data;

  return jz_person_add (operation, &(JzPersonData){ .kind = "staff", .name = "王芳" }, &f->wang, error) &&
         jz_person_add (operation, &(JzPersonData){ .kind = "staff", .name = "李敏" }, &f->li, error) &&
         add_account (operation, "teacher", "teacher", f->wang, &f->teacher, error) &&
         add_account (operation, "boss", "head", f->li, &f->head, error) &&
         add_account (operation, "top", "principal", 0, &f->principal, error) &&
         add_account (operation, "keeper", "keeper", 0, &f->keeper, error);
}

static gboolean
things_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture *f = data;
  guint    added = 0;

  return jz_item_add (operation, &(JzItemData){ .code = "25012", .name = "数字示波器", .spec = "双通道", .unit = "台",
                                                .tracking = "card", .subject = "物理", .least = -1 },
                      &f->card, error) &&
         jz_place_ensure (operation, "物理一室3-2", &f->place, &added, error);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->store = fixture_school ();
  fixture_write (f->store, &jz_action_people, accounts_cb, f);
  fixture_write (f->store, &jz_action_receive, things_cb, f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  fixture_check (f->store);
  jz_accepted_clear (&f->done);
  g_clear_pointer (&f->lines, g_array_unref);
  jz_store_close (f->store);
  g_object_unref (f->store);
}

/* Runs @func as @account; returns the operation, or 0 with the error code in @code. */
static gint64
act (Fixture *f, gint64 account, const JzAction *action, JzWriteFunc func, JzError *code)
{
  g_autoptr (GError) error = NULL;
  JzActor            actor = { .account = account };
  gint64             operation = 0;

  if (jz_store_write_sync (f->store, action, &actor, func, f, &operation, NULL, NULL, &error))
    return operation;
  if (code == NULL)
    g_assert_no_error (error);
  g_assert_true (error->domain == JZ_ERROR);
  *code = (JzError) error->code;
  return 0;
}

static void
refused (Fixture *f, gint64 account, const JzAction *action, JzWriteFunc func, JzError expected)
{
  JzError code = JZ_ERROR_FAILED;

  g_assert_cmpint (act (f, account, action, func, &code), ==, 0);
  g_assert_cmpint (code, ==, expected);
}

#define MANY 2000

static gboolean
write_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture             *f = data;
  const JzRequestLine lines[] = { { .item = f->card, .quantity = 5, .price = 300000 },
                                  { .name = "实验导线", .spec = "一米", .unit = "根", .quantity = 100, .price = 150,
                                    .reason = "耗损" } };

  return jz_purchase_request_write (operation, &f->request, &(JzRequestData){ .applicant = f->wang, .purpose = "分组实验" },
                                    lines, 2, error);
}

static gboolean
small_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture *f = data;

  return jz_purchase_request_write (operation, &f->request, &(JzRequestData){ .applicant = f->li, .purpose = "粉笔" },
                                    &(JzRequestLine){ .name = "粉笔", .unit = "盒", .tracking = "consumable",
                                                      .quantity = 10, .price = 300 }, 1, error);
}

static gboolean
many_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture *f = data;

  return jz_purchase_request_write (operation, &f->request, &(JzRequestData){ .applicant = f->wang, .purpose = "换新" },
                                    &(JzRequestLine){ .item = f->card, .quantity = MANY, .price = 300000 }, 1, error);
}

static gboolean
submit_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_purchase_request_submit (operation, ((Fixture *) data)->request, error);
}

static gboolean
approve_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_purchase_request_sign (operation, ((Fixture *) data)->request, TRUE, NULL, error);
}

static gboolean
reject_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_purchase_request_sign (operation, ((Fixture *) data)->request, FALSE, "型号不明", error);
}

static gboolean
reject_mute_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_purchase_request_sign (operation, ((Fixture *) data)->request, FALSE, " ", error);
}

static gboolean
withdraw_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_purchase_request_withdraw (operation, ((Fixture *) data)->request, error);
}

static void
assert_state (Fixture *f, const char *table, gint64 id, const char *state)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM %s WHERE id = %" G_GINT64_FORMAT " AND state = '%s'",
                                          table, id, state);

  g_test_message ("%s %s", table, state);
  g_assert_cmpint (fixture_ask (f->store, sql), ==, 1);
}

static void
approve_all (Fixture *f)
{
  act (f, f->teacher, &jz_action_purchase_request, submit_cb, NULL);
  act (f, f->head, &jz_action_purchase_sign, approve_cb, NULL);
  act (f, f->principal, &jz_action_purchase_sign, approve_cb, NULL);
  assert_state (f, "purchase_request", f->request, "approved");
}

static gboolean
undo (Fixture *f, gint64 account, gint64 operation)
{
  g_autoptr (GError) error = NULL;
  JzActor            actor = { .account = account };
  gboolean           ok = jz_store_undo_sync (f->store, operation, &actor, NULL, NULL, &error);

  if (!ok)
    g_test_message ("%s", error->message);
  return ok;
}

static void
test_signatures (Fixture *f, gconstpointer data)
{
  gint64 written = act (f, f->teacher, &jz_action_purchase_request, write_cb, NULL), submitted, rewritten;

  rewritten = act (f, f->teacher, &jz_action_purchase_request, write_cb, NULL); /* again, over itself */
  g_assert_cmpint (fixture_ask (f->store, "SELECT count(*) FROM purchase_request_line"), ==, 2);
  g_assert_true (undo (f, f->teacher, rewritten));
  g_assert_cmpint (fixture_ask (f->store, "SELECT count(*) FROM purchase_request_line"), ==, 2);
  submitted = act (f, f->teacher, &jz_action_purchase_request, submit_cb, NULL);
  refused (f, f->teacher, &jz_action_purchase_request, write_cb, JZ_ERROR_CONFLICT);
  refused (f, f->teacher, &jz_action_purchase_request, submit_cb, JZ_ERROR_CONFLICT);
  g_assert_false (undo (f, f->teacher, written)); /* later work stands on it */
  refused (f, f->principal, &jz_action_purchase_sign, approve_cb, JZ_ERROR_NOT_ALLOWED); /* not yet */
  refused (f, f->teacher, &jz_action_purchase_sign, approve_cb, JZ_ERROR_NOT_ALLOWED);
  refused (f, f->head, &jz_action_purchase_sign, reject_mute_cb, JZ_ERROR_INVALID);
  act (f, f->head, &jz_action_purchase_sign, reject_cb, NULL);
  assert_state (f, "purchase_request", f->request, "rejected");
  g_assert_false (undo (f, f->teacher, submitted));
  act (f, f->teacher, &jz_action_purchase_request, write_cb, NULL);
  approve_all (f);
  refused (f, f->principal, &jz_action_purchase_sign, approve_cb, JZ_ERROR_CONFLICT);
  act (f, f->teacher, &jz_action_purchase_request, withdraw_cb, NULL);
  assert_state (f, "purchase_request", f->request, "withdrawn");
}

/* Neither whose name stands on it, nor who wrote it; and a small one needs one signature. */
static void
test_own (Fixture *f, gconstpointer data)
{
  act (f, f->teacher, &jz_action_purchase_request, small_cb, NULL); /* the head asks for it, the teacher wrote it */
  act (f, f->teacher, &jz_action_purchase_request, submit_cb, NULL);
  g_assert_cmpint (fixture_ask (f->store, "SELECT count(*) FROM purchase_sign"), ==, 1);
  refused (f, f->head, &jz_action_purchase_sign, approve_cb, JZ_ERROR_NOT_ALLOWED);
  f->request = 0;
  act (f, f->head, &jz_action_purchase_request, write_cb, NULL);
  act (f, f->head, &jz_action_purchase_request, submit_cb, NULL);
  refused (f, f->head, &jz_action_purchase_sign, approve_cb, JZ_ERROR_NOT_ALLOWED);
}

static gboolean
steps_cb (JzOperation *operation, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) steps = g_ptr_array_new ();
  JzPurchaseStep        principal = { .role = (char *) "principal", .over = 1000000 };

  g_ptr_array_add (steps, &principal);
  return jz_purchase_set_steps (operation, steps, error);
}

static void
test_steps (Fixture *f, gconstpointer data)
{
  gint64 operation = act (f, f->head, &jz_action_purchase_steps, steps_cb, NULL);

  refused (f, f->teacher, &jz_action_purchase_steps, steps_cb, JZ_ERROR_NOT_ALLOWED);
  g_assert_cmpint (fixture_ask (f->store, "SELECT count(*) FROM purchase_step WHERE starter = 0"), ==, 1);
  act (f, f->teacher, &jz_action_purchase_request, small_cb, NULL);
  refused (f, f->teacher, &jz_action_purchase_request, submit_cb, JZ_ERROR_INVALID); /* nobody would sign it */
  g_assert_true (undo (f, f->head, operation));
  g_assert_cmpint (fixture_ask (f->store, "SELECT count(*) FROM purchase_step WHERE starter = 1"), ==, 2);
  act (f, f->teacher, &jz_action_purchase_request, submit_cb, NULL);
}

/* Orders and deliveries. */

static gboolean
read_lines (JzConnection *connection, Fixture *f, JzPurchasePaper paper, gint64 id, GError **error)
{
  g_autoptr (GPtrArray) lines = jz_purchase_lines (connection, paper, id, error);

  g_clear_pointer (&f->lines, g_array_unref);
  f->lines = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; lines != NULL && i < lines->len; i++)
    g_array_append_vals (f->lines, &((JzPurchaseLine *) g_ptr_array_index (lines, i))->id, 1);
  return lines != NULL;
}

static gint64
line (Fixture *f, guint i)
{
  return g_array_index (f->lines, gint64, i);
}

/* @order and @lines are those of the order that was written last. */
static gboolean
order_quantities (JzOperation *operation, Fixture *f, gint64 cards, gint64 wires, GError **error)
{
  JzOrderLine lines[2];
  guint       n = 0;
  gint64      order = 0;
  gboolean    ok;

  if (!read_lines (jz_operation_get_connection (operation), f, JZ_PAPER_REQUEST, f->request, error))
    return FALSE;
  if (cards > 0)
    lines[n++] = (JzOrderLine){ line (f, 0), cards, 290000 };
  if (wires > 0)
    lines[n++] = (JzOrderLine){ line (f, 1), wires, 140 };
  ok = jz_purchase_order_write (operation, &(JzOrderData){ .name = "青溪教学仪器公司", .fund = "公用经费" }, lines, n, &order,
                                error);
  if (ok)
    f->order = order;
  return read_lines (jz_operation_get_connection (operation), f, JZ_PAPER_ORDER, f->order, ok ? error : NULL) && ok;
}

static gboolean
order_cb (JzOperation *operation, gpointer data, GError **error)
{
  return order_quantities (operation, data, 4, 100, error);
}

static gboolean
order_more_cb (JzOperation *operation, gpointer data, GError **error)
{
  return order_quantities (operation, data, 2, 0, error);
}

static gboolean
order_many_cb (JzOperation *operation, gpointer data, GError **error)
{
  return order_quantities (operation, data, MANY, 0, error);
}

static gboolean
accept_lines (JzOperation *operation, Fixture *f, const char *invoice, const JzAcceptLine *lines, guint n,
              GError **error)
{
  jz_accepted_clear (&f->done);
  return jz_purchase_accept (operation, f->order, &(JzAcceptData){ .invoice = invoice }, lines, n, &f->done, error);
}

static gboolean
part_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture *f = data;

  return accept_lines (operation, f, "033001",
                       (JzAcceptLine[]){ { .order_line = line (f, 0), .accepted = 2, .rejected = 1, .fault = "屏幕不亮",
                                           .place = f->place, .maker = "普源" },
                                         { .order_line = line (f, 1), .accepted = 60, .place = f->place } }, 2, error);
}

static gboolean
rest_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture *f = data;

  return accept_lines (operation, f, "033002",
                       (JzAcceptLine[]){ { .order_line = line (f, 0), .accepted = 2, .place = f->place },
                                         { .order_line = line (f, 1), .accepted = 40, .place = f->place } }, 2, error);
}

static gboolean
no_invoice_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture *f = data;

  return accept_lines (operation, f, " ", &(JzAcceptLine){ .order_line = line (f, 0), .accepted = 1,
                                                           .place = f->place }, 1, error);
}

static gboolean
too_many_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture *f = data;

  return accept_lines (operation, f, "1", &(JzAcceptLine){ .order_line = line (f, 0), .accepted = 5,
                                                           .place = f->place }, 1, error);
}

static gboolean
twice_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture     *f = data;
  JzAcceptLine one = { .order_line = line (f, 0), .accepted = 3, .place = f->place };

  return accept_lines (operation, f, "1", (JzAcceptLine[]){ one, one }, 2, error);
}

static gboolean
no_fault_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture *f = data;

  return accept_lines (operation, f, "1", &(JzAcceptLine){ .order_line = line (f, 0), .rejected = 1 }, 1, error);
}

static gboolean
bad_only_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture *f = data;

  return accept_lines (operation, f, "1", &(JzAcceptLine){ .order_line = line (f, 0), .rejected = 1, .fault = "错发" }, 1,
                       error);
}

static gboolean
cancel_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture *f = data;

  return jz_purchase_order_cancel (operation, f->order, "停产", error);
}

static void
ordered (Fixture *f)
{
  act (f, f->teacher, &jz_action_purchase_request, write_cb, NULL);
  approve_all (f);
  act (f, f->keeper, &jz_action_purchase_order, order_cb, NULL);
  assert_state (f, "purchase_request", f->request, "approved"); /* one is left to be ordered */
}

static void
test_deliveries (Fixture *f, gconstpointer data)
{
  gint64 part;

  ordered (f);
  refused (f, f->keeper, &jz_action_purchase_order, order_more_cb, JZ_ERROR_INVALID); /* one is left */
  refused (f, f->teacher, &jz_action_purchase_request, withdraw_cb, JZ_ERROR_CONFLICT); /* it is on order */
  assert_state (f, "purchase_request", f->request, "approved");
  refused (f, f->keeper, &jz_action_purchase_accept, no_invoice_cb, JZ_ERROR_INVALID);
  refused (f, f->keeper, &jz_action_purchase_accept, too_many_cb, JZ_ERROR_INVALID);
  refused (f, f->keeper, &jz_action_purchase_accept, twice_cb, JZ_ERROR_INVALID);
  refused (f, f->keeper, &jz_action_purchase_accept, no_fault_cb, JZ_ERROR_INVALID);
  refused (f, f->teacher, &jz_action_purchase_accept, part_cb, JZ_ERROR_NOT_ALLOWED);
  act (f, f->keeper, &jz_action_purchase_accept, bad_only_cb, NULL);
  g_assert_cmpint (f->done.receipt.voucher, ==, 0);
  g_assert_cmpint (fixture_ask (f->store, "SELECT count(*) FROM entry"), ==, 0);
  part = act (f, f->keeper, &jz_action_purchase_accept, part_cb, NULL);
  g_assert_cmpuint (f->done.receipt.assets->len, ==, 2);
  g_assert_cmpint (fixture_ask (f->store,
                                "SELECT count(*) FROM asset WHERE supplier = '青溪教学仪器公司' AND fund = '公用经费' AND maker = "
                                "'普源' AND price = 290000 "
                                          "AND origin = '购置'"), ==, 2);
  g_assert_cmpint (fixture_ask (f->store,
                                "SELECT sum (quantity) FROM balance JOIN item ON item.id = item WHERE name = '实验导线'"),
                                ==, 60);
  assert_state (f, "purchase_order", f->order, "open");
  g_assert_true (undo (f, f->keeper, part));
  g_assert_cmpint (fixture_ask (f->store, "SELECT sum (quantity) FROM balance"), ==, 0);
  g_assert_cmpint (fixture_ask (f->store, "SELECT count(*) FROM purchase_acceptance"), ==, 1);
  act (f, f->keeper, &jz_action_purchase_accept, part_cb, NULL);
  refused (f, f->keeper, &jz_action_purchase_accept, too_many_cb, JZ_ERROR_INVALID);
  part = act (f, f->keeper, &jz_action_purchase_accept, rest_cb, NULL);
  assert_state (f, "purchase_order", f->order, "done");
  assert_state (f, "purchase_request", f->request, "approved"); /* one was never ordered */
  g_assert_true (undo (f, f->keeper, part));
  assert_state (f, "purchase_order", f->order, "open");
  act (f, f->keeper, &jz_action_purchase_order, cancel_cb, NULL);
  refused (f, f->keeper, &jz_action_purchase_accept, rest_cb, JZ_ERROR_CONFLICT);
  act (f, f->keeper, &jz_action_purchase_order, order_more_cb, NULL); /* what was cancelled can be ordered anew */
  act (f, f->keeper, &jz_action_purchase_order, cancel_cb, NULL);
  act (f, f->teacher, &jz_action_purchase_request, withdraw_cb, NULL);
  assert_state (f, "purchase_request", f->request, "done"); /* some of it came */
}

static gboolean
all_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture *f = data;

  return accept_lines (operation, f, "033003",
                       &(JzAcceptLine){ .order_line = line (f, 0), .accepted = MANY, .place = f->place }, 1, error);
}

static void
test_many (Fixture *f, gconstpointer data)
{
  gint64 began;

  act (f, f->teacher, &jz_action_purchase_request, many_cb, NULL);
  approve_all (f);
  act (f, f->keeper, &jz_action_purchase_order, order_many_cb, NULL);
  began = g_get_monotonic_time ();
  act (f, f->keeper, &jz_action_purchase_accept, all_cb, NULL);
  g_test_message ("%d cards in %d ms", MANY, (int) ((g_get_monotonic_time () - began) / 1000));
  g_assert_cmpint (fixture_ask (f->store, "SELECT count(*) FROM position"), ==, MANY);
  assert_state (f, "purchase_request", f->request, "done");
}

/* What the county gives, and the licence of software. */

static gboolean
take_in_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture *f = data;

  jz_accepted_clear (&f->done);
  return jz_purchase_take_in (operation, &(JzTerms){ .supplier = "县教育装备中心", .invoice = "乐教装〔2026〕12号" },
                              &(JzLine){ .item = f->card, .quantity = 2, .price = 280000, .place = f->place }, 1,
                              &f->done.receipt, &f->done.number, error);
}

static gboolean
no_document_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture *f = data;

  jz_accepted_clear (&f->done);
  return jz_purchase_take_in (operation, &(JzTerms){ .supplier = "县教育装备中心" },
                              &(JzLine){ .item = f->card, .quantity = 2, .price = 280000, .place = f->place }, 1,
                              &f->done.receipt, NULL, error);
}

static gboolean
licence_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_licence_set (operation, g_array_index (((Fixture *) data)->done.receipt.assets, gint64, 0),
                         &(JzLicence){ .number = "LIC-9", .seats = 50, .valid_until = "2028-08-31" }, error);
}

static gboolean
no_licence_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_licence_set (operation, g_array_index (((Fixture *) data)->done.receipt.assets, gint64, 0),
                         &(JzLicence){ 0 }, error);
}

static gboolean
bad_licence_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_licence_set (operation, g_array_index (((Fixture *) data)->done.receipt.assets, gint64, 0),
                         &(JzLicence){ .valid_until = "2028-02-30" }, error);
}

static void
test_given (Fixture *f, gconstpointer data)
{
  refused (f, f->keeper, &jz_action_purchase_accept, no_document_cb, JZ_ERROR_INVALID);
  act (f, f->keeper, &jz_action_purchase_accept, take_in_cb, NULL);
  g_assert_cmpstr (f->done.number, ==, "DR-2026-0001");
  g_assert_cmpint (fixture_ask (f->store, "SELECT count(*) FROM asset WHERE origin = '无偿调入'"), ==, 2);
  act (f, f->keeper, &jz_action_licence, licence_cb, NULL);
  act (f, f->keeper, &jz_action_licence, licence_cb, NULL);
  g_assert_cmpint (fixture_ask (f->store, "SELECT sum (seats) FROM software_licence"), ==, 50);
  refused (f, f->keeper, &jz_action_licence, bad_licence_cb, JZ_ERROR_INVALID);
  act (f, f->keeper, &jz_action_licence, no_licence_cb, NULL);
  g_assert_cmpint (fixture_ask (f->store, "SELECT count(*) FROM software_licence"), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/purchase/credit-codes", test_credit_codes);
  g_test_add ("/purchase/signatures", Fixture, NULL, set_up, test_signatures, tear_down);
  g_test_add ("/purchase/own", Fixture, NULL, set_up, test_own, tear_down);
  g_test_add ("/purchase/steps", Fixture, NULL, set_up, test_steps, tear_down);
  g_test_add ("/purchase/deliveries", Fixture, NULL, set_up, test_deliveries, tear_down);
  g_test_add ("/purchase/many", Fixture, NULL, set_up, test_many, tear_down);
  g_test_add ("/purchase/given", Fixture, NULL, set_up, test_given, tear_down);
  return g_test_run ();
}
