/* upkeep: damage from the report to the receipt, repairs, maintenance that comes round, write-offs that somebody else must sign, and
 * loans that come back late or broken.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "jz-budget.h"
#include "jz-compensation.h"
#include "jz-damage.h"
#include "jz-disposal.h"
#include "jz-loan-desk.h"
#include "jz-maintenance.h"
#include "jz-repair.h"
#include "jz-upkeep-money.h"
#include "support/school-fixture.h"

/* A school with oscilloscopes with cards, meters without, a keeper, a head and a principal. */

typedef struct
{
  JzStore *store;
  gint64   card, lot; /* items */
  gint64   shelf;
  gint64   assets[3];
  gint64   teacher, pupil;
  gint64   keeper, head, principal; /* accounts */
  gint64   fund;
  gint64   id;
} Fixture;

static gboolean
fill_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture   *f = data;
  guint      added = 0;
  JzItemData card = { .code = "25012", .name = "数字示波器", .spec = "双通道", .unit = "台", .tracking = "card", .subject = "物理",
                      .least = -1 };
  JzItemData lot = { .code = "24001", .name = "直流电流表", .spec = "0.6/3 A", .unit = "只", .tracking = "lot",
                     .subject = "物理", .least = -1 };
  JzTerms    terms = { .date = "2022-09-01" };
  g_auto (JzDone) done = { 0 };
  g_auto (JzDone) lots = { 0 };

  if (!jz_item_add (operation, &card, &f->card, error) || !jz_item_add (operation, &lot, &f->lot, error) ||
      !jz_place_ensure (operation, "物理一室3-2", &f->shelf, &added, error) ||
      !jz_voucher_receive (operation, &terms,
                           (JzLine[]){ { .item = f->card, .quantity = 3, .price = 298000, .place = f->shelf,
                                         .warranty = "2026-12-10" } }, 1, &done, error) ||
      !jz_voucher_receive (operation, &terms, (JzLine[]){ { .item = f->lot, .quantity = 10, .price = 3800,
                                                            .place = f->shelf } }, 1, &lots, error) ||
      !jz_account_add (operation, "wang", "王芳", NULL, (const char *[]){ "keeper", NULL }, &f->keeper, error) ||
      !jz_account_add (operation, "li", "李主任", NULL, (const char *[]){ "head", NULL }, &f->head, error) ||
      !jz_account_add (operation, "zhao", "赵校长", NULL, (const char *[]){ "principal", NULL }, &f->principal, error) ||
      !jz_connection_run (jz_operation_get_connection (operation), error,
                          "INSERT INTO person (uuid, kind, name, changed) VALUES ('t', 'staff', '钱老师', jz_operation "
                          "()), ('p', 'pupil', '小明', jz_operation ())", "") ||
      !jz_connection_number (jz_operation_get_connection (operation), &f->teacher, 0, error,
                             "SELECT id FROM person WHERE uuid = 't'", "") ||
      !jz_connection_number (jz_operation_get_connection (operation), &f->pupil, 0, error,
                             "SELECT id FROM person WHERE uuid = 'p'", ""))
    return FALSE;
  memcpy (f->assets, done.assets->data, sizeof f->assets);
  return TRUE;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->store = fixture_school ();
  fixture_write (f->store, &jz_action_receive, fill_cb, f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  fixture_check (f->store);
  jz_store_close (f->store);
  g_object_unref (f->store);
}

/* What @account does; -1: it must succeed, else it must fail with that code. */
static gint64
as (Fixture *f, gint64 account, const JzAction *action, JzWriteFunc func, int code)
{
  g_autoptr (GError) error = NULL;
  JzActor actor = { .account = account };
  gint64  operation = 0;

  jz_store_write_sync (f->store, action, &actor, func, f, &operation, NULL, NULL, &error);
  if (code < 0)
    g_assert_no_error (error);
  else
    g_assert_error (error, JZ_ERROR, code);
  return operation;
}

#define OK (-1)

static void
undo (Fixture *f, gint64 operation)
{
  g_autoptr (GError) error = NULL;
  const JzActor nobody = { 0 };

  jz_store_undo_sync (f->store, operation, &nobody, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* Damage. */

static gboolean
report_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture       *f = data;
  JzDamageReport report = { .thing = { .asset = f->assets[0] }, .person = f->pupil, .cause = "从桌上摔下",
                            .date = "2026-11-20" };

  return jz_damage_report (operation, &report, &f->id, error);
}

static gboolean
decide_careless_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture         *f = data;
  JzDamageDecision decision = { .responsibility = "pupil", .handling = "compensation", .decided_by = "李主任",
                                .due = JZ_DUE_BY_RULE };

  return jz_damage_decide (operation, f->id, &decision, error);
}

static gboolean
decide_other_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture         *f = data;
  JzDamageDecision decision = { .responsibility = "pupil", .handling = "compensation", .decided_by = "李主任",
                                .due = 5000 };

  return jz_damage_decide (operation, f->id, &decision, error);
}

static gboolean
pay_too_much_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_damage_pay (operation, ((Fixture *) data)->id, 178801, NULL, "S1", error);
}

static gboolean
pay_without_receipt_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_damage_pay (operation, ((Fixture *) data)->id, 100, NULL, " ", error);
}

static gboolean
pay_some_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_damage_pay (operation, ((Fixture *) data)->id, 78800, NULL, "S1", error);
}

static gboolean
pay_rest_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_damage_pay (operation, ((Fixture *) data)->id, 100000, "2026-11-22", "S2", error);
}

static gboolean
drop_damage_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_damage_drop (operation, ((Fixture *) data)->id, error);
}

static void
test_damage (Fixture *f, gconstpointer data)
{
  gint64 paid;

  as (f, f->keeper, &jz_action_upkeep, report_cb, OK);
  g_assert_cmpint (fixture_ask (f->store,
                                "SELECT number = 'SH-2026-0001' AND state = 'open' AND price = 298000 FROM damage"), ==,
                                1);
  g_assert_cmpint (fixture_ask (f->store, "SELECT count (*) FROM asset WHERE condition = 'broken'"), ==, 1);
  as (f, f->keeper, &jz_action_upkeep, decide_other_cb, JZ_ERROR_INVALID); /* without a reason */
  /* four years old: 60 % of 2980.00 */
  as (f, f->keeper, &jz_action_upkeep, decide_careless_cb, OK);
  g_assert_cmpint (fixture_ask (f->store,
                                "SELECT due FROM damage WHERE computed = due AND state = 'due' AND why LIKE "
                                "'%1,788.00%'"), ==, 178800);
  as (f, f->keeper, &jz_action_upkeep, decide_careless_cb, JZ_ERROR_CONFLICT);
  as (f, f->keeper, &jz_action_upkeep, drop_damage_cb, JZ_ERROR_CONFLICT);
  as (f, f->keeper, &jz_action_upkeep, pay_too_much_cb, JZ_ERROR_INVALID);
  as (f, f->keeper, &jz_action_upkeep, pay_without_receipt_cb, JZ_ERROR_INVALID);
  as (f, f->keeper, &jz_action_upkeep, pay_some_cb, OK);
  g_assert_cmpint (fixture_ask (f->store, "SELECT due - paid FROM damage WHERE state = 'due'"), ==, 100000);
  paid = as (f, f->keeper, &jz_action_upkeep, pay_rest_cb, OK);
  g_assert_cmpint (fixture_ask (f->store,
                                "SELECT count (*) FROM damage WHERE state = 'done' AND receipt = 'S1、S2' AND paid_on "
                                "= '2026-11-22'"), ==, 1);
  undo (f, paid);
  g_assert_cmpint (fixture_ask (f->store, "SELECT due - paid FROM damage WHERE state = 'due'"), ==, 100000);
}

static void
test_damage_drop (Fixture *f, gconstpointer data)
{
  as (f, f->keeper, &jz_action_upkeep, report_cb, OK);
  as (f, f->keeper, &jz_action_upkeep, drop_damage_cb, OK);
  g_assert_cmpint (fixture_ask (f->store, "SELECT count (*) FROM asset WHERE condition = 'good'"), ==, 3);
}

/* The rules, as they ship. */

typedef struct
{
  JzCompensationCase what;
  gint64 amount;
} Case;

static gboolean
rules_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  static const Case cases[] = {
    { { "normal", FALSE, 100000, 0, "2026-09-01", "2026-11-22" }, 0 },
    { { "normal", TRUE, 100000, 5000, NULL, "2026-11-22" }, 0 },
    { { "pupil", TRUE, 100000, 5001, "2020-09-01", "2026-11-22" }, 5001 },
    { { "pupil", FALSE, 100000, 0, "2025-11-23", "2026-11-22" }, 80000 },
    { { "pupil", FALSE, 100000, 0, "2024-11-23", "2026-11-22" }, 80000 }, /* one day short of two years */
    { { "pupil", FALSE, 100000, 0, "2024-11-22", "2026-11-22" }, 60000 },
    { { "pupil", FALSE, 100000, 0, "2010-11-22", "2026-11-22" }, 20000 },
    { { "pupil", FALSE, 100000, 0, NULL, "2026-11-22" }, 80000 },
    { { "rules", FALSE, 100000, 0, "2010-11-22", "2026-11-22" }, 100000 },
    { { "wilful", TRUE, 100000, 3333, "2026-09-01", "2026-11-22" }, 6666 },
    { { "wilful", FALSE, 100000, 0, "2026-09-01", "2026-11-22" }, 200000 },
    { { "lost", FALSE, 333, 0, "2010-11-22", "2026-11-22" }, 67 }, /* rounded */
    { { "lost", TRUE, 333, 0, "2010-11-22", "2026-11-22" }, 0 },   /* no rule */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *why = NULL;
      gint64           amount;

      g_assert_true (jz_compensation_compute (connection, &cases[i].what, &amount, &why, error));
      g_test_message ("%zu: %s", i, why);
      g_assert_cmpint (amount, ==, cases[i].amount);
      g_assert_cmpstr (why, !=, "");
    }
  return TRUE;
}

static gboolean
set_rule_cb (JzOperation *operation, gpointer data, GError **error)
{
  JzCompensationRule rule = { .responsibility = "pupil", .repairable = FALSE, .from_years = 6, .base = "price",
                              .percent = 35 };
  gint64 id;

  return jz_connection_number (jz_operation_get_connection (operation), &id, 0, error,
                               "SELECT id FROM compensation_rule WHERE responsibility = 'pupil' AND from_years = 6",
                               "") &&
         jz_compensation_rule_set (operation, id, &rule, error);
}

static gboolean
set_rule_twice_cb (JzOperation *operation, gpointer data, GError **error)
{
  JzCompensationRule rule = { .responsibility = "pupil", .repairable = FALSE, .from_years = 6, .base = "price",
                              .percent = 35 };

  return jz_compensation_rule_set (operation, 0, &rule, error);
}

static void
test_rules (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  jz_store_read_sync (f->store, rules_cb, NULL, NULL, &error);
  g_assert_no_error (error);
  as (f, f->keeper, &jz_action_upkeep_policy, set_rule_cb, JZ_ERROR_NOT_ALLOWED);
  as (f, f->head, &jz_action_upkeep_policy, set_rule_cb, OK);
  g_assert_cmpint (fixture_ask (f->store,
                                "SELECT percent FROM compensation_rule WHERE responsibility = 'pupil' AND from_years "
                                "= 6 AND starter = 0"), ==, 35);
  as (f, f->head, &jz_action_upkeep_policy, set_rule_twice_cb, JZ_ERROR_CONFLICT);
}

/* Repair. */

static gboolean
open_repair_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture      *f = data;
  JzRepairOrder order = { .thing = { .asset = f->assets[1] }, .fault = "不开机", .date = "2026-11-10" };

  return jz_repair_open (operation, &order, &f->id, error);
}

static gboolean
send_early_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_repair_send (operation, ((Fixture *) data)->id, "市教仪站", "2026-11-09", error);
}

static gboolean
send_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_repair_send (operation, ((Fixture *) data)->id, "市教仪站", "2026-11-11", error);
}

static gboolean
finish_cb (JzOperation *operation, gpointer data, GError **error)
{
  JzRepairResult result = { .date = "2026-11-21", .repaired = TRUE, .condition = "worn", .cost = 12000, .parts = "电源板",
                            .result = "换电源板" };

  return jz_repair_finish (operation, ((Fixture *) data)->id, &result, error);
}

static gboolean
beyond_cb (JzOperation *operation, gpointer data, GError **error)
{
  JzRepairResult result = { .result = "主板烧毁", .ask_disposal = TRUE };

  return jz_repair_finish (operation, ((Fixture *) data)->id, &result, error);
}

static gboolean
warranty_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Fixture         *f = data;
  g_autofree char *until = NULL;

  g_assert_true (jz_repair_warranty (connection, f->assets[1], &until, error));
  g_assert_cmpstr (until, ==, "2026-12-10");
  return TRUE;
}

static void
test_repair (Fixture *f, gconstpointer data)
{
  as (f, f->keeper, &jz_action_upkeep, open_repair_cb, OK);
  as (f, f->keeper, &jz_action_upkeep, open_repair_cb, JZ_ERROR_CONFLICT);
  f->id = fixture_ask (f->store, "SELECT max (id) FROM repair");
  g_assert_cmpint (fixture_ask (f->store, "SELECT count (*) FROM asset WHERE condition = 'broken'"), ==, 1);
  jz_store_read_sync (f->store, warranty_cb, f, NULL, NULL);
  as (f, f->keeper, &jz_action_upkeep, send_early_cb, JZ_ERROR_INVALID);
  as (f, f->keeper, &jz_action_upkeep, send_cb, OK);
  as (f, f->keeper, &jz_action_upkeep, finish_cb, OK);
  g_assert_cmpint (fixture_ask (f->store, "SELECT count (*) FROM asset WHERE condition = 'worn'"), ==, 1);
  g_assert_cmpint (fixture_ask (f->store,
                                "SELECT cost FROM repair WHERE state = 'done' AND julianday (returned_on) - julianday "
                                "(sent_on) = 10"), ==, 12000);
  /* Beyond repair: the request waits, the thing is still in the books. */
  as (f, f->keeper, &jz_action_upkeep, open_repair_cb, OK);
  as (f, f->keeper, &jz_action_upkeep, beyond_cb, OK);
  g_assert_cmpint (fixture_ask (f->store,
                                "SELECT count (*) FROM disposal JOIN disposal_line ON disposal = disposal.id WHERE "
                                "state = 'asked' AND amount = 298000"), ==, 1);
  g_assert_cmpint (fixture_ask (f->store, "SELECT count (*) FROM position"), ==, 3);
}

/* Write-offs. */

static gboolean
ask_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture       *f = data;
  JzDisposalLine line = { .thing = { .asset = f->assets[2] }, .way = "recycle" };

  return jz_disposal_ask (operation, NULL, "老化", &line, 1, &f->id, error);
}

static gboolean
ask_little_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture       *f = data;
  JzDisposalLine line = { .thing = { .item = f->lot, .quantity = 1 } };

  return jz_disposal_ask (operation, NULL, "指针断裂", &line, 1, &f->id, error);
}

static gboolean
direct_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture        *f = data;
  JzTerms         terms = { .reason = "老化" };
  JzLine          line = { .asset = f->assets[2] };
  g_auto (JzDone) done = { 0 };

  return jz_voucher_write_off (operation, &terms, &line, 1, &done, error);
}

static gboolean
direct_little_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture        *f = data;
  JzTerms         terms = { .reason = "指针断裂" };
  JzLine          line = { .item = f->lot, .quantity = 1 };
  g_auto (JzDone) done = { 0 };

  return jz_voucher_write_off (operation, &terms, &line, 1, &done, error);
}

static gboolean
yes_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_disposal_sign (operation, ((Fixture *) data)->id, TRUE, NULL, error);
}

static gboolean
yes_with_paper_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_disposal_sign (operation, ((Fixture *) data)->id, TRUE, "教资〔2026〕12 号", error);
}

static gboolean
no_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_disposal_sign (operation, ((Fixture *) data)->id, FALSE, "还能修", error);
}

static gboolean
proceeds_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_disposal_proceeds (operation, ((Fixture *) data)->id, 3000, "废品站 收据 88", error);
}

static void
test_disposal (Fixture *f, gconstpointer data)
{
  gint64 signed_off;

  as (f, f->keeper, &jz_action_write_off, direct_cb, JZ_ERROR_NOT_ALLOWED);
  as (f, f->keeper, &jz_action_write_off, direct_little_cb, OK); /* 38 yuan: no step is reached */
  undo (f, as (f, f->keeper, &jz_action_upkeep, ask_cb, OK));
  undo (f, as (f, f->keeper, &jz_action_upkeep, ask_little_cb, OK)); /* posted at once */
  g_assert_cmpint (fixture_ask (f->store, "SELECT (SELECT count (*) FROM disposal) + (SELECT count (*) FROM "
                                          "disposal_line) + (SELECT count (*) FROM disposal_sign)"), ==, 0);
  as (f, f->keeper, &jz_action_upkeep, ask_cb, OK);
  as (f, f->keeper, &jz_action_upkeep, ask_cb, JZ_ERROR_CONFLICT);
  f->id = fixture_ask (f->store, "SELECT max (id) FROM disposal");
  /* 2980 yuan: head, principal and the bureau */
  g_assert_cmpint (fixture_ask (f->store, "SELECT count (*) FROM disposal_sign"), ==, 3);
  as (f, f->keeper, &jz_action_disposal_sign, yes_cb, JZ_ERROR_NOT_ALLOWED);
  as (f, f->principal, &jz_action_disposal_sign, yes_cb, JZ_ERROR_NOT_ALLOWED); /* not their turn */
  as (f, f->head, &jz_action_disposal_sign, yes_cb, OK);
  as (f, f->keeper, &jz_action_upkeep, proceeds_cb, JZ_ERROR_CONFLICT); /* nothing is sold yet */
  as (f, f->principal, &jz_action_disposal_sign, yes_cb, OK);
  as (f, f->head, &jz_action_disposal_sign, yes_cb, JZ_ERROR_INVALID); /* the bureau's paper has a number */
  g_assert_cmpint (fixture_ask (f->store, "SELECT count (*) FROM position"), ==, 3);
  signed_off = as (f, f->head, &jz_action_disposal_sign, yes_with_paper_cb, OK);
  g_assert_cmpint (fixture_ask (f->store, "SELECT count (*) FROM position"), ==, 2);
  g_assert_cmpint (fixture_ask (f->store,
                                "SELECT count (*) FROM disposal JOIN voucher ON voucher.id = voucher WHERE state = "
                                "'done' AND kind = 'write-off'"), ==, 1);
  undo (f, signed_off);
  g_assert_cmpint (fixture_ask (f->store, "SELECT count (*) FROM position"), ==, 3);
  g_assert_cmpint (fixture_ask (f->store, "SELECT count (*) FROM disposal WHERE state = 'asked' AND voucher IS NULL"),
                   ==, 1);
  as (f, f->head, &jz_action_disposal_sign, yes_with_paper_cb, OK);
  as (f, f->keeper, &jz_action_upkeep, proceeds_cb, OK);
  g_assert_cmpint (fixture_ask (f->store, "SELECT proceeds FROM disposal"), ==, 3000);
}

static void
test_disposal_rejected (Fixture *f, gconstpointer data)
{
  as (f, f->keeper, &jz_action_upkeep, ask_cb, OK);
  as (f, f->head, &jz_action_disposal_sign, no_cb, OK);
  as (f, f->head, &jz_action_disposal_sign, yes_cb, JZ_ERROR_CONFLICT);
  g_assert_cmpint (fixture_ask (f->store, "SELECT count (*) FROM disposal WHERE state = 'rejected'"), ==, 1);
  g_assert_cmpint (fixture_ask (f->store, "SELECT count (*) FROM position"), ==, 3);
  /* Whoever may approve needs no request. */
  as (f, f->head, &jz_action_write_off, direct_cb, OK);
}

static void
test_disposal_own (Fixture *f, gconstpointer data)
{
  as (f, f->head, &jz_action_upkeep, ask_cb, OK);
  as (f, f->head, &jz_action_disposal_sign, yes_cb, JZ_ERROR_NOT_ALLOWED);
  /* What reaches no step is written off at once. */
  as (f, f->keeper, &jz_action_upkeep, ask_little_cb, OK);
  g_assert_cmpint (fixture_ask (f->store,
                                "SELECT sum (quantity) FROM balance JOIN item ON item.id = item WHERE code = '24001'"),
                                ==, 9);
  g_assert_cmpint (fixture_ask (f->store, "SELECT count (*) FROM disposal WHERE state = 'done'"), ==, 1);
}

/* A lost card that was lent: written off, once it has been approved. */

static gboolean
lend_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture        *f = data;
  JzTerms         terms = { .person = f->teacher, .date = "2026-11-01", .due = "2026-11-15", .reason = "八(2) 分组实验" };
  JzLine          lines[] = { { .asset = f->assets[0] }, { .item = f->lot, .quantity = 4 } };
  g_auto (JzDone) done = { 0 };

  if (!jz_voucher_loan (operation, &terms, lines, 2, &done, error))
    return FALSE;
  f->id = done.voucher;
  return TRUE;
}

static gboolean
lend_more_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture        *f = data;
  JzTerms         terms = { .person = f->teacher, .date = "2026-11-10", .due = "2026-11-30" };
  JzLine          line = { .item = f->lot, .quantity = 3 };
  g_auto (JzDone) done = { 0 };

  return jz_voucher_loan (operation, &terms, &line, 1, &done, error);
}

static gboolean
extend_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_loan_extend (operation, ((Fixture *) data)->id, "2026-12-05", "公开课", error);
}

static gboolean
extend_back_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_loan_extend (operation, ((Fixture *) data)->id, "2026-12-01", "", error);
}

static gboolean
return_some_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture        *f = data;
  JzTerms         terms = { .person = f->teacher };
  JzLine          lines[] = { { .asset = f->assets[0] }, { .item = f->lot, .quantity = 5 } };
  JzReturned      conditions[] = { { "broken", "探头烧坏" }, { "good", NULL } };
  g_auto (JzDone) done = { 0 };

  return jz_loan_return (operation, &terms, lines, conditions, 2, &done, error);
}

typedef struct
{
  gboolean overdue;
  guint    n;
  gint64   quantity;
  int      late;
} Out;

static gboolean
out_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Out                  *out = data;
  g_autoptr (GPtrArray) lines = jz_loans_out (connection, 0, out->overdue, error);

  g_assert_nonnull (lines);
  out->n = lines->len;
  out->quantity = out->late = 0;
  for (guint i = 0; i < lines->len; i++)
    {
      const JzLoanLine *line = g_ptr_array_index (lines, i);

      out->quantity += line->quantity;
      out->late = MAX (out->late, line->late);
    }
  return TRUE;
}

static Out
loans_out (Fixture *f, gboolean overdue)
{
  Out out = { overdue, 0, 0, 0 };

  jz_store_read_sync (f->store, out_cb, &out, NULL, NULL);
  return out;
}

static void
test_loans (Fixture *f, gconstpointer data)
{
  gint64 back;
  Out    out;

  as (f, f->keeper, &jz_action_loan, lend_cb, OK);
  out = loans_out (f, TRUE);
  g_assert_cmpuint (out.n, ==, 2);
  g_assert_cmpint (out.late, ==, 7);
  as (f, f->keeper, &jz_action_loan, extend_cb, OK);
  as (f, f->keeper, &jz_action_loan, extend_back_cb, JZ_ERROR_INVALID);
  g_assert_cmpuint (loans_out (f, TRUE).n, ==, 0);
  as (f, f->keeper, &jz_action_loan, lend_more_cb, OK);
  out = loans_out (f, FALSE);
  g_assert_cmpuint (out.n, ==, 3);
  g_assert_cmpint (out.quantity, ==, 8);
  /* The older loan comes back first: two of the second are still out. */
  back = as (f, f->keeper, &jz_action_return, return_some_cb, OK);
  out = loans_out (f, FALSE);
  g_assert_cmpuint (out.n, ==, 1);
  g_assert_cmpint (out.quantity, ==, 2);
  g_assert_cmpint (fixture_ask (f->store,
                                "SELECT count (*) FROM damage WHERE state = 'open' AND cause = '探头烧坏' AND person = "
                                "(SELECT id FROM person WHERE uuid = 't')"), ==, 1);
  g_assert_cmpint (fixture_ask (f->store, "SELECT count (*) FROM asset WHERE condition = 'broken'"), ==, 1);
  g_assert_cmpint (fixture_ask (f->store, "SELECT count (*) FROM return_condition"), ==, 1);
  undo (f, back);
  g_assert_cmpint (fixture_ask (f->store, "SELECT count (*) FROM damage"), ==, 0);
  g_assert_cmpint (fixture_ask (f->store, "SELECT count (*) FROM asset WHERE condition = 'broken'"), ==, 0);
  g_assert_cmpint (loans_out (f, FALSE).quantity, ==, 8);
}

static gboolean
report_lost_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture       *f = data;
  JzDamageReport report = { .thing = { .asset = f->assets[0] }, .person = f->teacher, .cause = "外借中丢失", .lost = TRUE };

  return jz_damage_report (operation, &report, &f->id, error);
}

static gboolean
decide_lost_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture         *f = data;
  JzDamageDecision decision = { .responsibility = "lost", .handling = "write-off", .decided_by = "李主任", .due = 100000,
                                .why_other = "协商" };

  return jz_damage_decide (operation, f->id, &decision, error);
}

static void
test_lost (Fixture *f, gconstpointer data)
{
  as (f, f->keeper, &jz_action_loan, lend_cb, OK);
  as (f, f->keeper, &jz_action_upkeep, report_lost_cb, OK);
  g_assert_cmpint (fixture_ask (f->store, "SELECT count (*) FROM asset WHERE condition = 'missing'"), ==, 1);
  as (f, f->keeper, &jz_action_upkeep, decide_lost_cb, OK);
  g_assert_cmpint (fixture_ask (f->store, "SELECT count (*) FROM position WHERE state = 'loan'"), ==, 0);
  g_assert_cmpint (fixture_ask (f->store,
                                "SELECT count (*) FROM damage JOIN disposal d ON d.id = damage.disposal JOIN "
                                "disposal_line l ON l.disposal = d.id "
                                          "WHERE damage.state = 'due' AND damage.due = 100000 AND damage.why_other = "
                                          "'协商' AND d.state = 'asked' AND l.way = 'lost'"), ==, 1);
}

/* Maintenance. */

static gboolean
plan_months_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture          *f = data;
  JzMaintenancePlan plan = { .name = "除尘", .item = f->card, .every = 1, .unit = "month", .first = "2026-01-10",
                             .worker = "王芳" };

  f->id = 0;
  return jz_maintenance_set (operation, &plan, &f->id, error);
}

static gboolean
plan_terms_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture          *f = data;
  JzMaintenancePlan plan = { .name = "灭火器检查", .place = f->shelf, .every = 1, .unit = "term", .first = "2026-09-10" };

  f->id = 0;
  return jz_maintenance_set (operation, &plan, &f->id, error);
}

static gboolean
plan_of_nothing_cb (JzOperation *operation, gpointer data, GError **error)
{
  JzMaintenancePlan plan = { .name = "除尘", .every = 1, .unit = "month" };
  gint64 id = 0;

  return jz_maintenance_set (operation, &plan, &id, error);
}

static gboolean
done_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_maintenance_done (operation, ((Fixture *) data)->id,
                              &(JzMaintenanceWork){ .date = "2026-01-31", .cost = 500 }, error);
}

static gboolean
done_term_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_maintenance_done (operation, ((Fixture *) data)->id,
                              &(JzMaintenanceWork){ .date = "2026-10-08", .what = "压力正常", .worker = "保安" }, error);
}

static gboolean
end_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_maintenance_end (operation, ((Fixture *) data)->id, TRUE, error);
}

/* What it costs, as spending. */

static gboolean
add_fund_cb (JzOperation *operation, gpointer data, GError **error)
{
  JzFund fund = { .name = "公用经费", .public = TRUE, .spends = TRUE };

  return jz_fund_put (operation, &fund, &((Fixture *) data)->fund, error);
}

static gboolean
open_for_money_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture      *f = data;
  JzRepairOrder order = { .thing = { .asset = f->assets[0] }, .fault = "不开机" };

  return jz_repair_open (operation, &order, &f->id, error) && jz_repair_send (operation, f->id, "光明维修部", NULL, error);
}

static gboolean
finish_paid_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture       *f = data;
  JzRepairResult result = { .repaired = TRUE, .cost = 12050, .fund = f->fund };

  return jz_repair_finish (operation, f->id, &result, error);
}

static gboolean
done_paid_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture          *f = data;
  JzMaintenanceWork work = { .cost = 3000, .fund = f->fund };

  return jz_maintenance_done (operation, f->id, &work, error);
}

static gboolean
bare_purpose_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_connection_run (jz_operation_get_connection (operation), error,
                            "UPDATE purpose SET takes = '' WHERE takes = 'upkeep'", "");
}

static gboolean
read_money_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Fixture   *f = data;
  gint64     last;
  JzShare    share;
  JzSpendRow total;
  g_autoptr (GPtrArray) rows = jz_spend_read (connection, JZ_SPEND_FUND, 2026, &total, error);

  g_assert_nonnull (rows);
  g_assert_cmpint (total.noted, ==, 15050);
  g_assert_true (jz_share_read (connection, 2026, &share, error));
  g_assert_cmpint (share.numerator, ==, 15050);
  g_assert_true (jz_upkeep_last_fund (connection, &last, error));
  g_assert_cmpint (last, ==, f->fund);
  return TRUE;
}

/* What is paid from a fund is in the spending at once, under the number of its paper; one undo takes both back; and whoever may not
 * note spending can't do it this way either. */
static void
test_money (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64             finished;

  fixture_write (f->store, &jz_action_fund, add_fund_cb, f);
  as (f, f->keeper, &jz_action_upkeep, open_for_money_cb, OK);
  finished = as (f, f->keeper, &jz_action_upkeep, finish_paid_cb, OK);
  g_assert_cmpint (fixture_ask (f->store,
                                "SELECT count (*) FROM spending s JOIN repair r ON r.number = s.reference JOIN "
                                "purpose p ON p.id = s.purpose "
                                          "WHERE s.amount = 12050 AND s.payee = '光明维修部' AND p.takes = 'upkeep' AND "
                                          "s.words LIKE '%数字示波器%'"), ==, 1);
  undo (f, finished);
  g_assert_cmpint (fixture_ask (f->store,
                                "SELECT (SELECT count (*) FROM spending WHERE voided IS NULL) + (SELECT count (*) "
                                "FROM repair WHERE state = 'done')"), ==, 0);
  as (f, f->keeper, &jz_action_upkeep, finish_paid_cb, OK);
  as (f, f->keeper, &jz_action_upkeep, plan_months_cb, OK);
  as (f, f->keeper, &jz_action_upkeep, done_paid_cb, OK);
  jz_store_read_sync (f->store, read_money_cb, f, NULL, &error);
  g_assert_no_error (error);
  fixture_write (f->store, &jz_action_fund, bare_purpose_cb, f);
  as (f, f->keeper, &jz_action_upkeep, done_paid_cb, JZ_ERROR_CONFLICT);
  g_assert_cmpint (fixture_ask (f->store, "SELECT count (*) FROM maintenance_log"), ==, 1);
}

static gboolean
more_terms_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_connection_run (jz_operation_get_connection (operation), error,
                            "INSERT INTO term (uuid, school_year, ordinal, first_day, last_day, changed) VALUES "
                            "('t1', 2026, 2, '2027-02-20', '2027-07-02', "
                            "jz_operation ()), ('t2', 2027, 1, '2027-09-01', '2028-01-20', jz_operation ())", "");
}

static void
test_maintenance (Fixture *f, gconstpointer data)
{
  as (f, f->keeper, &jz_action_upkeep, plan_of_nothing_cb, JZ_ERROR_INVALID);
  as (f, f->keeper, &jz_action_upkeep, plan_months_cb, OK);
  g_assert_cmpint (fixture_ask (f->store, "SELECT due = '2026-01-10' FROM maintenance_due"), ==, 1);
  as (f, f->keeper, &jz_action_upkeep, done_cb, OK);
  g_assert_cmpint (fixture_ask (f->store, "SELECT due = '2026-02-28' FROM maintenance_due"), ==, 1);
  g_assert_cmpint (fixture_ask (f->store,
                                "SELECT count (*) FROM maintenance_log WHERE what = '除尘' AND worker = '王芳' AND cost = "
                                "500"), ==, 1);
  as (f, f->keeper, &jz_action_upkeep, end_cb, OK);
  as (f, f->keeper, &jz_action_upkeep, plan_terms_cb, OK);
  as (f, f->keeper, &jz_action_upkeep, done_term_cb, OK);
  /* The calendar ends with the present term: half a year. Then the next term is known. */
  g_assert_cmpint (fixture_ask (f->store,
                                "SELECT due = '2027-04-08' FROM maintenance_due WHERE plan = (SELECT max (id) FROM "
                                "maintenance_plan)"), ==, 1);
  as (f, f->head, &jz_action_upkeep, more_terms_cb, OK);
  g_assert_cmpint (fixture_ask (f->store,
                                "SELECT due = '2027-07-02' FROM maintenance_due WHERE plan = (SELECT max (id) FROM "
                                "maintenance_plan)"), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(name, func) g_test_add ("/upkeep/" name, Fixture, NULL, set_up, func, tear_down)
  TEST ("damage", test_damage);
  TEST ("damage-drop", test_damage_drop);
  TEST ("rules", test_rules);
  TEST ("repair", test_repair);
  TEST ("disposal", test_disposal);
  TEST ("disposal-rejected", test_disposal_rejected);
  TEST ("disposal-own", test_disposal_own);
  TEST ("loans", test_loans);
  TEST ("lost", test_lost);
  TEST ("maintenance", test_maintenance);
  TEST ("money", test_money);
  return g_test_run ();
}
