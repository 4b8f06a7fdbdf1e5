/* lending: what the desk answers, by rules, days and queues; that a refusal changes nothing and all else is taken back.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "jz-merge.h"
#include "lending-fixture.h"

typedef struct
{
  JzDate   from, due;
  int      days;
  gboolean lengthens;
} DueAsk;

static gboolean
due_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  DueAsk *ask = data;

  return jz_loan_due (connection, ask->from, ask->days, ask->lengthens, &ask->due, error);
}

static void
assert_due (Desk *desk, const char *from, int days, gboolean lengthens, const char *due)
{
  DueAsk ask = { .from = jz_date_from_iso (from), .days = days, .lengthens = lengthens };
  char   iso[JZ_DATE_LENGTH];

  g_assert_true (jz_store_read_sync (desk->store, due_cb, &ask, NULL, NULL));
  g_assert_cmpstr (jz_date_to_iso (ask.due, iso), ==, due);
}

static void
test_due (Desk *desk, gconstpointer data)
{
  assert_due (desk, "2026-11-02", 14, FALSE, "2026-11-16");
  assert_due (desk, "2026-11-01", 6, FALSE, "2026-11-09"); /* a Saturday */
  assert_due (desk, "2026-09-17", 14, FALSE, "2026-10-08"); /* within the holiday */
  assert_due (desk, "2026-09-28", 5, TRUE, "2026-10-10"); /* seven days do not count; the Saturday is made up */
  assert_due (desk, "2026-09-28", 5, FALSE, "2026-10-08");
  assert_due (desk, "2027-01-20", 14, TRUE, "2027-02-03"); /* beyond the calendar days are days */
}

static gboolean
late_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  JzLoanRule rule = { .lengthens = TRUE };
  int        late;

  if (!jz_loan_late (connection, &rule, jz_date_new (2026, 9, 29), jz_date_new (2026, 10, 9), &late, error))
    return FALSE;
  g_assert_cmpint (late, ==, 3); /* 30 September, 8 and 9 October */
  rule.lengthens = FALSE;
  rule.grace = 10;
  if (!jz_loan_late (connection, &rule, jz_date_new (2026, 9, 29), jz_date_new (2026, 10, 9), &late, error))
    return FALSE;
  g_assert_cmpint (late, ==, 0);
  rule.grace = 9;
  return jz_loan_late (connection, &rule, jz_date_new (2026, 9, 29), jz_date_new (2026, 10, 9), &late, error) &&
         late == 10;
}

static void
test_late (Desk *desk, gconstpointer data)
{
  g_assert_true (jz_store_read_sync (desk->store, late_cb, NULL, NULL, NULL));
}

static void
test_limits (Desk *desk, gconstpointer data)
{
  g_auto (JzLendingAnswer) answer = { 0 };
  g_auto (JzLendingAnswer) refused_answer = { 0 };
  gint64                   operation;

  g_assert_cmpint (
    desk_do (desk, (DeskAsk){ .what = DESK_LEND, .reader = desk->pupils[0], .code = "c00" }, &answer, NULL), ==,
    JZ_LENDING_OK);
  g_assert_cmpstr (answer.due, ==, "2026-12-07"); /* 2026-12-06 is a Sunday */
  g_assert_cmpstr (answer.code, ==, "C00");
  g_assert_cmpstr (answer.card, ==, "P0");
  g_assert_cmpuint (answer.out, ==, 1);
  g_assert_cmpuint (answer.limit, ==, 2);
  g_assert_cmpint (desk_lend (desk, desk->pupils[0], "C00"), ==, JZ_LENDING_ALREADY_LENT);
  g_assert_cmpint (desk_lend (desk, desk->pupils[1], "C00"), ==, JZ_LENDING_ALREADY_LENT);
  g_assert_cmpint (desk_lend (desk, desk->pupils[0], "Ｃ１０"), ==, JZ_LENDING_OK);
  g_assert_cmpint (desk_do (desk, (DeskAsk){ .what = DESK_LEND, .reader = desk->pupils[0], .code = "C11" },
                            &refused_answer, &operation),
                   ==, JZ_LENDING_LIMIT);
  g_assert_cmpint (operation, ==, 0); /* a refusal leaves nothing in the journal */
  g_assert_cmpint (desk_lend (desk, desk->pupils[0], "no such"), ==, JZ_LENDING_UNKNOWN_COPY);
  g_assert_cmpint (desk_lend (desk, desk->teacher, "C11"), ==, JZ_LENDING_OK);
  g_assert_cmpint (desk_return (desk, "C11"), ==, JZ_LENDING_OK);
  g_assert_cmpint (desk_return (desk, "C11"), ==, JZ_LENDING_NOT_LENT);
  g_assert_cmpint (desk_renew (desk, "C11"), ==, JZ_LENDING_NOT_LENT);
  g_assert_cmpint (desk_renew (desk, "C10"), ==, JZ_LENDING_OK);
  g_assert_cmpint (desk_renew (desk, "C10"), ==, JZ_LENDING_RENEWALS);
}

static gboolean
reading_room_cb (JzOperation *operation, gpointer data, GError **error)
{
  Desk *desk = data;

  return jz_connection_run (jz_operation_get_connection (operation), error,
                            "INSERT INTO collection (place, lends, changed) VALUES (?, 0, jz_operation ())", "l",
                            desk->place) &&
         jz_connection_run (jz_operation_get_connection (operation), error,
                            "UPDATE copy SET state = 'binding', changed = jz_operation () WHERE barcode = 'C00'", "");
}

static void
test_not_lendable (Desk *desk, gconstpointer data)
{
  fixture_write (desk->store, &jz_action_lend, reading_room_cb, desk);
  g_assert_cmpint (desk_lend (desk, desk->pupils[0], "C00"), ==, JZ_LENDING_NOT_LENDABLE);
  g_assert_cmpint (desk_lend (desk, desk->pupils[0], "C10"), ==, JZ_LENDING_NOT_LENDABLE);
}

static gboolean
rule_cb (JzOperation *operation, gpointer data, GError **error)
{
  JzLoanRule money = {
    .copies = 3, .days = 7, .renewal_days = 7, .overdue = JZ_OVERDUE_MONEY, .rate = 20, .cap = 50, .holds = 1
  };
  JzLoanRule none = { .copies = 0, .days = 7, .renewal_days = 7, .cap = -1 };

  return jz_loan_rule_set (operation, 1, 0, &money, "校务会 2026", error) &&
         jz_loan_rule_set (operation, 5, JZ_MATERIAL_BOOK, &none, NULL, error);
}

static void
test_money (Desk *desk, gconstpointer data)
{
  g_auto (JzLendingAnswer) answer = { 0 };

  fixture_write (desk->store, &jz_action_lending_rules, rule_cb, desk);
  g_assert_cmpint (fixture_ask (desk->store, "SELECT starter FROM loan_rule WHERE grp = 1"), ==, 0);
  g_assert_cmpint (desk_lend (desk, desk->teacher, "C00"), ==, JZ_LENDING_LIMIT_MATERIAL);
  g_assert_cmpint (desk_lend (desk, desk->pupils[0], "C00"), ==, JZ_LENDING_OK); /* until 2026-11-30 */
  g_assert_cmpint (desk_lend (desk, desk->pupils[0], "C10"), ==, JZ_LENDING_OK);
  desk_set_day ("2026-12-02");
  g_assert_cmpint (desk_lend (desk, desk->pupils[0], "C20"), ==, JZ_LENDING_OVERDUE);
  g_assert_cmpint (desk_renew (desk, "C00"), ==, JZ_LENDING_OVERDUE);
  g_assert_cmpint (desk_do (desk, (DeskAsk){ .what = DESK_RETURN, .code = "C00" }, &answer, NULL), ==, JZ_LENDING_OK);
  g_assert_cmpint (answer.charge, ==, 40);
  desk_set_day ("2026-12-08");
  g_assert_cmpint (desk_return (desk, "C10"), ==, JZ_LENDING_OK);
  g_assert_cmpint (fixture_ask (desk->store, "SELECT sum (amount) FROM charge"), ==, 90); /* no more than the cap */
  g_assert_cmpint (desk_lend (desk, desk->pupils[0], "C20"), ==, JZ_LENDING_OWES);
}

static void
test_stopped (Desk *desk, gconstpointer data)
{
  g_auto (JzLendingAnswer) answer = { 0 };

  g_assert_cmpint (desk_lend (desk, desk->pupils[0], "C00"), ==, JZ_LENDING_OK); /* until 2026-12-07 */
  desk_set_day ("2026-12-09");
  g_assert_cmpint (desk_do (desk, (DeskAsk){ .what = DESK_RETURN, .code = "C00" }, &answer, NULL), ==, JZ_LENDING_OK);
  g_assert_cmpint (answer.late, ==, 2);
  g_assert_cmpstr (answer.stopped, ==, "2026-12-10"); /* two days, this one first */
  g_assert_cmpint (desk_lend (desk, desk->pupils[0], "C00"), ==, JZ_LENDING_STOPPED);
  desk_set_day ("2026-12-10");
  g_assert_cmpint (desk_lend (desk, desk->pupils[0], "C00"), ==, JZ_LENDING_STOPPED);
  desk_set_day ("2026-12-11");
  g_assert_cmpint (desk_lend (desk, desk->pupils[0], "C00"), ==, JZ_LENDING_OK);
}

static void
test_holds (Desk *desk, gconstpointer data)
{
  g_auto (JzLendingAnswer) answer = { 0 };

  g_assert_cmpint (desk_hold (desk, desk->pupils[1], desk->titles[0]), ==, JZ_LENDING_AVAILABLE);
  g_assert_cmpint (desk_lend (desk, desk->pupils[0], "C00"), ==, JZ_LENDING_OK);
  g_assert_cmpint (desk_hold (desk, desk->pupils[0], desk->titles[0]), ==, JZ_LENDING_HAS_IT);
  g_assert_cmpint (desk_hold (desk, desk->pupils[1], desk->titles[0]), ==, JZ_LENDING_OK);
  g_assert_cmpint (desk_hold (desk, desk->pupils[1], desk->titles[0]), ==, JZ_LENDING_HAS_IT);
  g_assert_cmpint (desk_hold (desk, desk->pupils[2], desk->titles[0]), ==, JZ_LENDING_OK);
  g_assert_cmpint (desk_hold (desk, desk->whole_class, desk->titles[0]), ==, JZ_LENDING_HOLDS);
  g_assert_cmpint (desk_renew (desk, "C00"), ==, JZ_LENDING_HELD);
  g_assert_cmpint (desk_do (desk, (DeskAsk){ .what = DESK_RETURN, .code = "C00" }, &answer, NULL), ==, JZ_LENDING_OK);
  g_assert_nonnull (strstr (answer.held_for, "赵一鸣"));
  g_assert_cmpint (desk_lend (desk, desk->pupils[2], "C00"), ==, JZ_LENDING_HELD);
  g_assert_cmpint (
    fixture_ask (desk->store, "SELECT count (*) FROM hold WHERE state = 'ready' AND expires = '2026-11-25'"), ==, 1);
  /* Nobody came: the next one's turn, found out when the copy is scanned. */
  desk_set_day ("2026-11-26");
  g_assert_cmpint (desk_lend (desk, desk->pupils[2], "C00"), ==, JZ_LENDING_OK);
  g_assert_cmpint (fixture_ask (desk->store, "SELECT count (*) FROM hold WHERE state = 'expired'"), ==, 1);
  g_assert_cmpint (fixture_ask (desk->store, "SELECT count (*) FROM hold WHERE state IN ('waiting', 'ready')"), ==, 0);
}

static gboolean
expire_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_holds_expire (operation, data, error);
}

static gboolean
drop_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_hold_drop (operation, *(gint64 *) data, error);
}

static void
test_holds_pass (Desk *desk, gconstpointer data)
{
  guint  n;
  gint64 first;

  desk_lend (desk, desk->pupils[0], "C00");
  desk_hold (desk, desk->pupils[1], desk->titles[0]);
  desk_hold (desk, desk->pupils[2], desk->titles[0]);
  desk_hold (desk, desk->pupils[3], desk->titles[0]);
  desk_return (desk, "C00");
  first = fixture_ask (desk->store, "SELECT id FROM hold WHERE state = 'ready'");
  fixture_write (desk->store, &jz_action_hold, drop_cb, &first);
  g_assert_cmpint (fixture_ask (desk->store, "SELECT reader FROM hold WHERE state = 'ready'"), ==, desk->pupils[2]);
  desk_set_day ("2026-11-30");
  fixture_write (desk->store, &jz_action_hold, expire_cb, &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpint (fixture_ask (desk->store, "SELECT reader FROM hold WHERE state = 'ready'"), ==, desk->pupils[3]);
}

static void
test_undo (Desk *desk, gconstpointer data)
{
  gint64 lent, returned;

  desk_do (desk, (DeskAsk){ .what = DESK_LEND, .reader = desk->pupils[0], .code = "C00" }, NULL, &lent);
  desk_hold (desk, desk->pupils[1], desk->titles[0]);
  desk_do (desk, (DeskAsk){ .what = DESK_RETURN, .code = "C00" }, NULL, &returned);
  g_assert_false (desk_undo (desk, lent)); /* the return stands on it */
  g_assert_true (desk_undo (desk, returned));
  g_assert_cmpint (fixture_ask (desk->store, "SELECT count (*) FROM lending WHERE returned IS NULL"), ==, 1);
  g_assert_cmpint (fixture_ask (desk->store, "SELECT count (*) FROM hold WHERE state = 'waiting'"), ==, 1);
  g_assert_true (desk_undo (desk, lent));
  g_assert_cmpint (fixture_ask (desk->store, "SELECT count (*) FROM lending"), ==, 0);
  desk_do (desk, (DeskAsk){ .what = DESK_LEND, .reader = desk->pupils[1], .code = "C00" }, NULL, &lent);
  desk_do (desk, (DeskAsk){ .what = DESK_RETURN, .code = "C00" }, NULL, &returned);
  desk_lend (desk, desk->pupils[2], "C00");
  g_assert_false (desk_undo (desk, returned)); /* somebody else has it by now */
}

static void
test_harm (Desk *desk, gconstpointer data)
{
  g_auto (JzLendingAnswer) answer = { 0 };
  gint64 lost = fixture_ask (desk->store, "SELECT id FROM book_compensation WHERE state = 'lost'"), operation;

  desk_lend (desk, desk->pupils[0], "C00");
  g_assert_cmpint (desk_do (desk, (DeskAsk){ .what = DESK_HARM, .code = "C00", .rule = lost }, &answer, &operation), ==,
                   JZ_LENDING_OK);
  g_assert_cmpint (answer.charge, ==, 3000);
  g_assert_cmpint (desk_lend (desk, desk->pupils[1], "C00"), ==, JZ_LENDING_NOT_LENDABLE);
  g_assert_cmpint (desk_lend (desk, desk->pupils[0], "C10"), ==, JZ_LENDING_OWES);
  g_assert_true (desk_undo (desk, operation));
  g_assert_cmpint (fixture_ask (desk->store, "SELECT count (*) FROM charge"), ==, 0);
  g_assert_cmpint (desk_return (desk, "C00"), ==, JZ_LENDING_OK);
}

static gboolean
leave_cb (JzOperation *operation, gpointer data, GError **error)
{
  Desk *desk = data;

  return jz_reader_leave (operation, desk->pupils, 2, error);
}

static gboolean
pay_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_charge_pay_all (operation, ((Desk *) data)->pupils[0], "收据 7", error);
}

static void
refused (Desk *desk, const JzAction *action, JzWriteFunc func, JzError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (jz_store_write_sync (desk->store, action, &fixture_actor, func, desk, NULL, NULL, NULL, &error));
  g_assert_error (error, JZ_ERROR, (int) code);
}

static void
test_leaving (Desk *desk, gconstpointer data)
{
  gint64 lost = fixture_ask (desk->store, "SELECT id FROM book_compensation WHERE state = 'lost'");

  desk_lend (desk, desk->pupils[1], "C10");
  desk_lend (desk, desk->pupils[0], "C00");
  desk_do (desk, (DeskAsk){ .what = DESK_HARM, .code = "C00", .rule = lost }, NULL, NULL);
  refused (desk, &jz_action_reader, leave_cb, JZ_ERROR_CONFLICT);
  fixture_write (desk->store, &jz_action_charge, pay_cb, desk);
  refused (desk, &jz_action_reader, leave_cb, JZ_ERROR_CONFLICT);
  desk_return (desk, "C10");
  fixture_write (desk->store, &jz_action_reader, leave_cb, desk);
  g_assert_cmpint (desk_lend (desk, desk->pupils[0], "C10"), ==, JZ_LENDING_LEFT);
}

/* The same copy twice at once, in the database itself. */
static gboolean
twice_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_connection_run (jz_operation_get_connection (operation), error,
                            "INSERT INTO lending (copy, reader, lent, due, changed) SELECT copy, reader, lent, due, "
                            "jz_operation () FROM lending",
                            "");
}

static gboolean
strike_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_connection_run (jz_operation_get_connection (operation), error,
                            "UPDATE copy SET state = 'withdrawn', changed = jz_operation ()", "");
}

static void
test_database_keeps (Desk *desk, gconstpointer data)
{
  desk_lend (desk, desk->pupils[0], "C00");
  g_assert_false (
    jz_store_write_sync (desk->store, &jz_action_lend, &fixture_actor, twice_cb, NULL, NULL, NULL, NULL, NULL));
  g_assert_false (
    jz_store_write_sync (desk->store, &jz_action_lend, &fixture_actor, strike_cb, NULL, NULL, NULL, NULL, NULL));
}

static void
test_class_loans (Desk *desk, gconstpointer data)
{
  g_auto (JzLendingAnswer) answer = { 0 };
  static const char *const codes[] = { "C00", "C10", "C11", "C20", "C21", "C22" };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    g_assert_cmpint (desk_lend (desk, desk->whole_class, codes[i]), ==, JZ_LENDING_OK);
  g_assert_cmpint (desk_do (desk, (DeskAsk){ .what = DESK_RETURN, .code = "C22" }, &answer, NULL), ==, JZ_LENDING_OK);
  g_assert_cmpstr (answer.reader_name, ==, "四(3)");
  g_assert_cmpuint (answer.out, ==, 5);
}

static gboolean
find_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  static const struct { const char *typed; guint n;
  } asks[] = {
    { "P0", 1 },  { "p0", 1 },        { "李小明", 1 }, { "lixiaoming", 1 }, { "lxm", 1 },  { "四(3)", 5 },
    { "403", 5 }, { "四(3) zym", 1 }, { "T0", 1 },     { "孙", 1 },         { "没有", 0 }, { "", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (asks); i++)
    {
      g_autoptr (GPtrArray) found = jz_reader_find (connection, asks[i].typed, 20, error);

      g_assert_nonnull (found);
      g_assert_cmpuint (found->len, ==, asks[i].n);
    }
  return TRUE;
}

static void
test_find (Desk *desk, gconstpointer data)
{
  g_assert_true (jz_store_read_sync (desk->store, find_cb, NULL, NULL, NULL));
}

static gboolean
fold_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_lending_fold (operation, data, error);
}

#define SUMS "SELECT sum (lent) * 1000000 + sum (renewals) * 1000 + sum (late) FROM lending_by_month"

static void
test_fold (Desk *desk, gconstpointer data)
{
  gint64 before, operation;
  guint  n;

  for (int i = 0; i < 3; i++)
    {
      desk_set_day (i == 0 ? "2020-10-12" : i == 1 ? "2020-11-02" : "2026-11-23");
      desk_lend (desk, desk->pupils[0], "C00");
      desk_renew (desk, "C00");
      desk_set_day (i == 0 ? "2020-10-20" : i == 1 ? "2020-12-20" : "2026-11-24");
      desk_return (desk, "C00");
    }
  before = fixture_ask (desk->store, SUMS);
  g_assert_cmpint (before, ==, 3003001);
  operation = fixture_write (desk->store, &jz_action_lending_rules, fold_cb, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpint (fixture_ask (desk->store, SUMS), ==, before);
  g_assert_cmpint (fixture_ask (desk->store, "SELECT count (*) FROM lending"), ==, 1);
  g_assert_true (desk_undo (desk, operation));
  g_assert_cmpint (fixture_ask (desk->store, SUMS), ==, before);
  g_assert_cmpint (fixture_ask (desk->store, "SELECT count (*) FROM lending"), ==, 3);
}

static gboolean
merge_cb (JzOperation *operation, gpointer data, GError **error)
{
  gint64 *people = data;

  return jz_people_merge (operation, people[0], &people[1], 1, error);
}

typedef struct
{
  gint64     reader;
  const char *code;
  gboolean   typed;
  JzDeskScan scan;
} ScanAsk;

static gboolean
scan_cb (JzOperation *operation, gpointer data, GError **error)
{
  ScanAsk *ask = data;

  return jz_desk_scan (operation, ask->reader, ask->code, ask->typed, &ask->scan, error);
}

/* Returns: who is there afterwards */
static gint64
scan (Desk *desk, gint64 reader, const char *code, gboolean typed, JzDeskDeed deed, JzLendingReason reason)
{
  ScanAsk ask = { reader, code, typed, { 0 } };

  fixture_write (desk->store, &jz_action_desk, scan_cb, &ask);
  g_assert_cmpint (ask.scan.deed, ==, deed);
  g_assert_cmpint (ask.scan.answer.reason, ==, reason);
  jz_desk_scan_clear (&ask.scan);
  return ask.scan.reader;
}

/* What a scan means depends on what is scanned and who is there. */
static void
test_scan (Desk *desk, gconstpointer data)
{
  gint64 first = desk->pupils[0], second = desk->pupils[1];

  g_assert_cmpint (scan (desk, 0, "P0", FALSE, JZ_DESK_READER, JZ_LENDING_OK), ==, first);
  g_assert_cmpint (scan (desk, first, "C00", FALSE, JZ_DESK_LENT, JZ_LENDING_OK), ==, first);
  g_assert_cmpint (scan (desk, first, "P1", FALSE, JZ_DESK_READER, JZ_LENDING_OK), ==, second);
  /* Whoever is there, a copy that is out comes back; and then it is theirs to take. */
  g_assert_cmpint (scan (desk, second, "C00", FALSE, JZ_DESK_RETURNED, JZ_LENDING_OK), ==, second);
  g_assert_cmpint (scan (desk, second, "C00", FALSE, JZ_DESK_LENT, JZ_LENDING_OK), ==, second);
  g_assert_cmpint (scan (desk, 0, "C00", FALSE, JZ_DESK_RETURNED, JZ_LENDING_OK), ==, 0);
  g_assert_cmpint (scan (desk, 0, "C00", FALSE, JZ_DESK_RETURNED, JZ_LENDING_NOT_LENT), ==, 0);
  g_assert_cmpint (scan (desk, 0, "lixiaoming", TRUE, JZ_DESK_READER, JZ_LENDING_OK), ==, first);
  g_assert_cmpint (scan (desk, first, "lixiaoming", FALSE, JZ_DESK_UNKNOWN, JZ_LENDING_OK), ==, 0);
  g_assert_cmpint (scan (desk, first, "四(3)", TRUE, JZ_DESK_SEVERAL, JZ_LENDING_OK), ==, first);
}

/* One pupil with two cards becomes one with all that was lent on either. */
static void
test_merged (Desk *desk, gconstpointer data)
{
  gint64 people[2] = { fixture_ask (desk->store, "SELECT person FROM reader WHERE card = 'P0'"),
                       fixture_ask (desk->store, "SELECT person FROM reader WHERE card = 'P1'") };

  desk_lend (desk, desk->pupils[0], "C00");
  desk_lend (desk, desk->pupils[1], "C10");
  fixture_write (desk->store, &jz_action_merge_people, merge_cb, people);
  g_assert_cmpint (
    fixture_ask (
      desk->store,
      "SELECT count (*) FROM lending JOIN reader ON reader.id = reader WHERE card = 'P0' AND returned IS NULL"),
    ==, 2);
  g_assert_cmpint (fixture_ask (desk->store, "SELECT count (*) FROM reader_now WHERE card = 'P1'"), ==, 0);
}

/* A loan is open again only where copy and reader are still there for it. */
static void
test_undo_return (Desk *desk, gconstpointer data)
{
  gint64 returned, left, dropped, hold, operation;

  desk_lend (desk, desk->pupils[0], "C00");
  desk_do (desk, (DeskAsk){ .what = DESK_RETURN, .code = "C00" }, NULL, &returned);
  left = fixture_write (desk->store, &jz_action_reader, leave_cb, desk);
  g_assert_false (desk_undo (desk, returned));
  g_assert_true (desk_undo (desk, left));
  operation = fixture_write (desk->store, &jz_action_lend, strike_cb, NULL);
  g_assert_false (desk_undo (desk, returned));
  g_assert_true (desk_undo (desk, operation));
  /* Another had it since, and it is put aside for a third. */
  desk_lend (desk, desk->pupils[1], "C00");
  desk_hold (desk, desk->pupils[2], desk->titles[0]);
  desk_do (desk, (DeskAsk){ .what = DESK_RETURN, .code = "C00" }, NULL, &operation);
  g_assert_false (desk_undo (desk, returned));
  /* Nor is it put aside again while somebody has it, or for one who has left. */
  hold = fixture_ask (desk->store, "SELECT id FROM hold WHERE state = 'ready'");
  dropped = fixture_write (desk->store, &jz_action_hold, drop_cb, &hold);
  desk_lend (desk, desk->pupils[3], "C00");
  g_assert_false (desk_undo (desk, dropped));
  desk_return (desk, "C00");
  g_assert_true (desk_undo (desk, dropped));
  g_assert_true (desk_undo (desk, operation));
  g_assert_cmpint (fixture_ask (desk->store, "SELECT reader FROM lending WHERE returned IS NULL"), ==, desk->pupils[1]);
  g_assert_cmpint (fixture_ask (desk->store, "SELECT count (*) FROM hold WHERE state = 'waiting'"), ==, 1);
}

/* Leaving, taken back and done again, does not leave a book behind. */
static void
test_redo_leaving (Desk *desk, gconstpointer data)
{
  gint64 left = fixture_write (desk->store, &jz_action_reader, leave_cb, desk), undone = 0;

  g_assert_true (jz_store_undo_sync (desk->store, left, &fixture_actor, &undone, NULL, NULL));
  desk_lend (desk, desk->pupils[0], "C00");
  g_assert_false (desk_undo (desk, undone));
}

static gint64
harm_rule (Desk *desk, const char *state)
{
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM book_compensation WHERE state = '%s'", state);

  return fixture_ask (desk->store, sql);
}

static JzLendingReason
harm (Desk *desk, const char *code, const char *state, JzLendingAnswer *answer, gint64 *operation)
{
  return desk_do (desk, (DeskAsk){ .what = DESK_HARM, .code = code, .rule = harm_rule (desk, state) }, answer,
                  operation);
}

static void
test_harm_struck_off (Desk *desk, gconstpointer data)
{
  gint64 operation;

  fixture_write (desk->store, &jz_action_lend, strike_cb, NULL);
  g_assert_cmpint (harm (desk, "C00", "shelf", NULL, &operation), ==, JZ_LENDING_NOT_LENDABLE);
  g_assert_cmpint (operation, ==, 0);
}

static gboolean
weed_cb (JzOperation *operation, gpointer data, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);

  return jz_connection_run (
           connection, error,
           "INSERT INTO weeding (id, uuid, number, date, asked_by, reason, state, done, changed) VALUES "
           "(1, 'w', 'TJ-2026-0001', '2026-11-23', 1, '破损', 'done', '2026-11-23', jz_operation ())",
           "") &&
         jz_connection_run (connection, error,
                            "INSERT INTO weeding_line (weeding, copy, state, changed) SELECT 1, id, state, "
                            "jz_operation () FROM copy",
                            "") &&
         strike_cb (operation, data, error);
}

static gboolean
stand_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_connection_run (jz_operation_get_connection (operation), error,
                            "UPDATE copy SET state = 'shelf', changed = jz_operation () WHERE barcode = 'C00'", "");
}

/* What was struck off stays so until the weeding itself is taken back. */
static void
test_weeded (Desk *desk, gconstpointer data)
{
  gint64 operation = fixture_write (desk->store, &jz_action_lend, weed_cb, NULL);

  refused (desk, &jz_action_lend, stand_cb, JZ_ERROR_INVALID);
  g_assert_true (desk_undo (desk, operation));
  g_assert_cmpint (desk_lend (desk, desk->pupils[0], "C00"), ==, JZ_LENDING_OK);
}

/* Who reports a loss is late all the same. */
static void
test_harm_late (Desk *desk, gconstpointer data)
{
  g_auto (JzLendingAnswer) answer = { 0 };

  fixture_write (desk->store, &jz_action_lending_rules, rule_cb, desk);
  desk_lend (desk, desk->pupils[0], "C00"); /* until 2026-11-30 */
  desk_set_day ("2026-12-02");
  harm (desk, "C00", "lost", &answer, NULL);
  g_assert_cmpint (answer.late, ==, 2);
  g_assert_cmpint (answer.charge, ==, 3040);
  g_assert_nonnull (strstr (answer.sentence, "30.00"));
  g_assert_nonnull (strstr (answer.sentence, "0.40"));
  g_assert_cmpint (fixture_ask (desk->store, "SELECT amount FROM charge WHERE kind = 'overdue'"), ==, 40);
  g_assert_cmpint (fixture_ask (desk->store, "SELECT amount FROM charge WHERE kind = 'lost'"), ==, 3000);
}

static void
test_harm_stops (Desk *desk, gconstpointer data)
{
  g_auto (JzLendingAnswer) answer = { 0 };

  desk_lend (desk, desk->pupils[0], "C00"); /* until 2026-12-07 */
  desk_set_day ("2026-12-09");
  harm (desk, "C00", "shelf", &answer, NULL);
  g_assert_cmpstr (answer.stopped, ==, "2026-12-10");
  g_assert_nonnull (strstr (answer.sentence, "2026-12-10"));
}

/* What was put aside and is gone is waited for again. */
static void
test_harm_aside (Desk *desk, gconstpointer data)
{
  gint64 operation;

  desk_lend (desk, desk->pupils[0], "C00");
  desk_hold (desk, desk->pupils[1], desk->titles[0]);
  desk_return (desk, "C00");
  g_assert_cmpint (harm (desk, "C00", "lost", NULL, &operation), ==, JZ_LENDING_OK);
  g_assert_cmpint (fixture_ask (desk->store, "SELECT count (*) FROM hold WHERE state = 'waiting' AND copy IS NULL"), ==,
                   1);
  g_assert_true (desk_undo (desk, operation));
  g_assert_cmpint (fixture_ask (desk->store, "SELECT count (*) FROM hold WHERE state = 'ready'"), ==, 1);
  harm (desk, "C00", "lost", NULL, NULL);
  g_assert_cmpint (desk_return (desk, "C00"), ==, JZ_LENDING_OK); /* it turns up */
  g_assert_cmpint (fixture_ask (desk->store, "SELECT count (*) FROM hold WHERE state = 'ready'"), ==, 1);
}

/* What was put aside for one who leaves goes to the next. */
static void
test_leaving_passes (Desk *desk, gconstpointer data)
{
  desk_lend (desk, desk->teacher, "C00");
  desk_hold (desk, desk->pupils[0], desk->titles[0]);
  desk_hold (desk, desk->pupils[2], desk->titles[0]);
  desk_return (desk, "C00");
  fixture_write (desk->store, &jz_action_reader, leave_cb, desk);
  g_assert_cmpint (fixture_ask (desk->store, "SELECT reader FROM hold WHERE state = 'ready'"), ==, desk->pupils[2]);
}

/* A place in a reading room lends as little, to who borrows and to who waits. */
static gboolean
inner_cb (JzOperation *operation, gpointer data, GError **error)
{
  Desk  *desk = data;
  gint64 inner;
  guint  added = 0;

  return jz_place_ensure (operation, "图书馆3-2", &inner, &added, error) &&
         jz_connection_run (jz_operation_get_connection (operation), error,
                            "UPDATE copy SET place = ?1 WHERE barcode = 'C11'", "l", inner) &&
         jz_place_set_lends (operation, desk->place, FALSE, error);
}

static gboolean
open_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_place_set_lends (operation, ((Desk *) data)->place, TRUE, error);
}

static void
test_places_lend (Desk *desk, gconstpointer data)
{
  desk_lend (desk, desk->pupils[0], "C10");
  fixture_write (desk->store, &jz_action_lending_rules, inner_cb, desk);
  g_assert_cmpint (fixture_ask (desk->store,
                                "SELECT count (*) FROM place_lends JOIN place p ON p.id = place WHERE NOT lends "
                                "AND p.parent IS NOT NULL"),
                   ==, 2);
  g_assert_cmpint (desk_lend (desk, desk->pupils[1], "C11"), ==, JZ_LENDING_NOT_LENDABLE);
  g_assert_cmpint (desk_hold (desk, desk->pupils[1], desk->titles[1]), ==, JZ_LENDING_OK);
  fixture_write (desk->store, &jz_action_lending_rules, open_cb, desk);
  g_assert_cmpint (desk_lend (desk, desk->pupils[1], "C11"), ==, JZ_LENDING_OK);
}

static gboolean
sole_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) failure = NULL;
  gint64             id;

  g_assert_true (jz_reader_meant (connection, "四(3)", &id, NULL));
  g_assert_cmpint (id, ==, ((Desk *) data)->whole_class);
  g_assert_false (jz_reader_meant (connection, "四(4)", &id, &failure));
  g_assert_error (failure, JZ_ERROR, JZ_ERROR_CONFLICT);
  return jz_reader_meant (connection, "四(4) 周舟", &id, error);
}

static gboolean
other_class_cb (JzOperation *operation, gpointer data, GError **error)
{
  JzPersonData pupil = { .kind = "pupil", .name = "周舟", .number = "ｇ7a" };
  JzReaderData his = { 0 }, hers = { .card = "ｘ９b" };
  gint64       id;

  return jz_class_add (operation, "primary", 2023, 4, 4, 0, &pupil.class, error) &&
         jz_person_add (operation, &pupil, &his.person, error) && jz_reader_add (operation, &his, &id, error) &&
         jz_class_add (operation, "primary", 2023, 4, 5, 0, &hers.class_, error) &&
         jz_reader_add (operation, &hers, &id, error);
}

static gboolean
same_card_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_reader_update (operation, ((Desk *) data)->teacher, "ｘ9B", -1, NULL, error);
}

/* A card is found however it was typed, and the name of a class is none of its pupils. */
static void
test_cards (Desk *desk, gconstpointer data)
{
  fixture_write (desk->store, &jz_action_reader, other_class_cb, desk);
  g_assert_cmpint (fixture_ask (desk->store, "SELECT count (*) FROM reader WHERE card IN ('G7A', 'X9B')"), ==, 2);
  g_assert_cmpint (scan (desk, 0, "Ｘ9ｂ", FALSE, JZ_DESK_READER, JZ_LENDING_OK), >, 0);
  refused (desk, &jz_action_reader, same_card_cb, JZ_ERROR_CONFLICT);
  g_assert_true (jz_store_read_sync (desk->store, sole_cb, desk, NULL, NULL));
}

static gboolean
mixed_cb (JzOperation *operation, gpointer data, GError **error)
{
  return jz_connection_run (jz_operation_get_connection (operation), error,
                            "UPDATE reader SET stopped = CASE card WHEN 'P0' THEN '2026-11-25' ELSE '2026-11-30' END, "
                            "state = iif (card = 'P0', 'left', state), changed = jz_operation () WHERE card IN ('P0', "
                            "'P1')", "");
}

/* Two cards of one pupil: the good one stays, with the later stop, and what is put aside stays so. */
static void
test_merged_cards (Desk *desk, gconstpointer data)
{
  gint64 people[2] = { fixture_ask (desk->store, "SELECT person FROM reader WHERE card = 'P0'"),
                       fixture_ask (desk->store, "SELECT person FROM reader WHERE card = 'P1'") }, operation;

  desk_lend (desk, desk->teacher, "C00");
  desk_hold (desk, desk->pupils[1], desk->titles[0]);
  desk_hold (desk, desk->pupils[0], desk->titles[0]);
  desk_return (desk, "C00");
  desk_lend (desk, desk->pupils[1], "C10");
  fixture_write (desk->store, &jz_action_reader, mixed_cb, NULL);
  operation = fixture_write (desk->store, &jz_action_merge_people, merge_cb, people);
  g_assert_cmpint (fixture_ask (desk->store, "SELECT count (*) FROM reader WHERE card = 'P1' AND state = 'active' AND "
                                             "stopped = '2026-11-30' AND voided IS NULL"), ==, 1);
  g_assert_cmpint (fixture_ask (desk->store, "SELECT reader FROM hold WHERE state = 'ready'"), ==, desk->pupils[0]);
  g_assert_cmpint (fixture_ask (desk->store, "SELECT count (*) FROM hold WHERE state = 'waiting'"), ==, 0);
  g_assert_true (desk_undo (desk, operation));
  g_assert_cmpint (fixture_ask (desk->store, "SELECT reader FROM lending WHERE returned IS NULL"), ==, desk->pupils[1]);
}

int
main (int argc, char **argv)
{
  static const struct { const char *name; void (*run) (Desk *, gconstpointer);
  } tests[] = {
    { "due", test_due },
    { "late", test_late },
    { "limits", test_limits },
    { "not-lendable", test_not_lendable },
    { "money", test_money },
    { "stopped", test_stopped },
    { "holds", test_holds },
    { "holds-pass", test_holds_pass },
    { "undo", test_undo },
    { "harm", test_harm },
    { "leaving", test_leaving },
    { "database", test_database_keeps },
    { "class-loans", test_class_loans },
    { "find", test_find },
    { "fold", test_fold },
    { "merged", test_merged },
    { "scan", test_scan },
    { "undo-return", test_undo_return },
    { "redo-leaving", test_redo_leaving },
    { "harm-struck-off", test_harm_struck_off },
    { "weeded", test_weeded },
    { "harm-late", test_harm_late },
    { "harm-stops", test_harm_stops },
    { "harm-aside", test_harm_aside },
    { "leaving-passes", test_leaving_passes },
    { "places-lend", test_places_lend },
    { "cards", test_cards },
    { "merged-cards", test_merged_cards },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/lending/", tests[i].name, NULL);

      g_test_add (path, Desk, NULL, desk_open, tests[i].run, desk_close);
    }
  return g_test_run ();
}
