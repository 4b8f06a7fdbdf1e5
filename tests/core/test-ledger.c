/* ledger: what keepers do, and that the books agree with it whatever they do.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "jz-guard.h"
#include "support/school-fixture.h"

typedef struct
{
  gint64 card, lot, used; /* items */
  gint64 room, shelf;
  gint64 wang, li;
} Things;

static gboolean
things_cb (JzOperation *operation, gpointer data, GError **error)
{
  Things      *things = data;
  guint        added = 0;
  JzItemData   card = { .code = "140503012", .name = "数字示波器", .spec = "双通道 100 MHz", .unit = "台", .tracking = "card", .subject = "物理", .least = -1 };
  JzItemData   lot = { .code = "140501003", .name = "直流电流表", .spec = "0.6/3 A", .unit = "只", .tracking = "lot", .subject = "物理", .least = -1 };
  JzItemData   used = { .name = "A4 纸", .unit = "kg", .decimals = 3, .tracking = "consumable", .least = 500 };
  JzPersonData wang = { .kind = "staff", .name = "王芳", .number = "T001" }, li = { .kind = "staff", .name = "李敏" };

  return jz_item_add (operation, &card, &things->card, error) && jz_item_add (operation, &lot, &things->lot, error) &&
         jz_item_add (operation, &used, &things->used, error) && jz_place_ensure (operation, "物理一室3-2", &things->shelf, &added, error) &&
         jz_place_ensure (operation, "物理二室", &things->room, &added, error) && jz_person_add (operation, &wang, &things->wang, error) &&
         jz_person_add (operation, &li, &things->li, error);
}

typedef gboolean (*VoucherFunc) (JzOperation *, const JzTerms *, const JzLine *, guint, JzDone *, GError **);

typedef struct
{
  VoucherFunc func;
  JzTerms     terms;
  JzLine      lines[3];
  guint       n;
  JzDone      done;
} Deed;

static gboolean
deed_cb (JzOperation *operation, gpointer data, GError **error)
{
  Deed *deed = data;

  return deed->func (operation, &deed->terms, deed->lines, deed->n, &deed->done, error);
}

static gint64
try_deed (JzStore *store, Deed *deed, GError **error)
{
  gint64 operation = -1;

  jz_done_clear (&deed->done);
  if (!jz_store_write_sync (store, &jz_action_receive, &fixture_actor, deed_cb, deed, &operation, NULL, NULL, error))
    return -1;
  return operation;
}

static gint64
deed (JzStore *store, VoucherFunc func, JzTerms terms, JzLine line, gint64 *asset)
{
  g_autoptr (GError) error = NULL;
  Deed   one = { .func = func, .terms = terms, .lines = { line }, .n = 1 };
  gint64 operation = try_deed (store, &one, &error);

  g_assert_no_error (error);
  if (asset != NULL)
    *asset = g_array_index (one.done.assets, gint64, 0);
  jz_done_clear (&one.done);
  return operation;
}

static void
refused (JzStore *store, VoucherFunc func, JzTerms terms, JzLine line)
{
  g_autoptr (GError) error = NULL;
  Deed   one = { .func = func, .terms = terms, .lines = { line }, .n = 1 };
  gint64 before = fixture_ask (store, "SELECT count(*) FROM operation"), entries = fixture_ask (store, "SELECT count(*) FROM entry");

  g_assert_cmpint (try_deed (store, &one, &error), ==, -1);
  g_assert_error (error, JZ_ERROR, JZ_ERROR_INVALID);
  g_assert_cmpint (fixture_ask (store, "SELECT count(*) FROM operation"), ==, before);
  g_assert_cmpint (fixture_ask (store, "SELECT count(*) FROM entry"), ==, entries);
  jz_done_clear (&one.done);
}

static void
test_life (void)
{
  g_autoptr (JzStore) store = fixture_school ();
  Things things;
  gint64 asset, loan;

  fixture_write (store, &jz_action_item, things_cb, &things);
  deed (store, jz_voucher_receive, (JzTerms){ .date = "2025-09-12" }, (JzLine){ .item = things.card, .quantity = 2, .price = 298000, .place = things.shelf }, &asset);
  g_assert_cmpint (fixture_ask (store, "SELECT sum (amount) FROM balance"), ==, 596000);
  deed (store, jz_voucher_receive, (JzTerms){ 0 }, (JzLine){ .item = things.lot, .quantity = 3, .price = 3333, .place = things.shelf }, NULL);
  deed (store, jz_voucher_receive, (JzTerms){ 0 }, (JzLine){ .item = things.used, .quantity = 2500, .price = 1000, .place = things.shelf }, NULL);
  g_assert_cmpint (fixture_ask (store, "SELECT amount FROM balance WHERE quantity = 2500"), ==, 2500);
  loan = deed (store, jz_voucher_loan, (JzTerms){ .person = things.li, .due = "2026-12-01" }, (JzLine){ .asset = asset }, NULL);
  refused (store, jz_voucher_loan, (JzTerms){ .person = things.wang }, (JzLine){ .asset = asset });
  refused (store, jz_voucher_transfer, (JzTerms){ .to_place = things.room }, (JzLine){ .asset = asset });
  refused (store, jz_voucher_issue, (JzTerms){ .person = things.wang }, (JzLine){ .item = things.lot, .quantity = 4 });
  refused (store, jz_voucher_loan, (JzTerms){ .person = things.wang }, (JzLine){ .item = things.used, .quantity = 1 });
  refused (store, jz_voucher_loan, (JzTerms){ .person = things.wang, .due = "2020-01-01" }, (JzLine){ .item = things.lot, .quantity = 1 });
  refused (store, jz_voucher_write_off, (JzTerms){ 0 }, (JzLine){ .item = things.lot, .quantity = 1 });
  refused (store, jz_voucher_receive, (JzTerms){ 0 }, (JzLine){ .item = things.lot, .quantity = 0, .place = things.shelf });
  refused (store, jz_voucher_receive, (JzTerms){ .date = "2026-02-30" }, (JzLine){ .item = things.lot, .quantity = 1, .place = things.shelf });
  refused (store, jz_voucher_receive, (JzTerms){ 0 },
           (JzLine){ .item = things.card, .quantity = 2, .place = things.shelf, .serials = (const char *const[]){ "1", "2", "3", NULL } });
  refused (store, jz_voucher_return, (JzTerms){ 0 }, (JzLine){ .item = things.lot, .quantity = 1 });
  g_assert_true (jz_store_undo_sync (store, loan, &fixture_actor, NULL, NULL, NULL));
  deed (store, jz_voucher_issue, (JzTerms){ .person = things.wang, .to_place = things.room }, (JzLine){ .item = things.lot, .quantity = 1 }, NULL);
  g_assert_cmpint (fixture_ask (store, "SELECT sum (amount) FROM balance JOIN place ON place.id = place WHERE path = '物理二室'"), ==, 3333);
  deed (store, jz_voucher_issue, (JzTerms){ .person = things.wang }, (JzLine){ .item = things.used, .quantity = 2500 }, NULL);
  g_assert_cmpint (fixture_ask (store, "SELECT sum (amount) FROM balance b JOIN item ON item.id = b.item WHERE decimals = 3"), ==, 0);
  deed (store, jz_voucher_transfer, (JzTerms){ .to_place = things.room }, (JzLine){ .item = things.card, .quantity = 2 }, NULL);
  deed (store, jz_voucher_return, (JzTerms){ .person = things.wang }, (JzLine){ .item = things.lot, .quantity = 1 }, NULL);
  deed (store, jz_voucher_write_off, (JzTerms){ .reason = "老化" }, (JzLine){ .asset = asset }, NULL);
  refused (store, jz_voucher_loan, (JzTerms){ .person = things.wang }, (JzLine){ .asset = asset });
  deed (store, jz_voucher_adjust, (JzTerms){ .reason = "盘亏" }, (JzLine){ .item = things.lot, .quantity = -1, .place = things.shelf }, NULL);
  deed (store, jz_voucher_adjust, (JzTerms){ .reason = "盘盈" }, (JzLine){ .item = things.lot, .quantity = 1, .place = things.room }, NULL);
  fixture_check (store);
  jz_store_close (store);
}

static gint64
lies (JzStore *store, const char *path, const char *state)
{
  g_autofree char *sql = g_strdup_printf ("SELECT ifnull (sum (quantity), 0) FROM balance JOIN place ON place.id = place WHERE path = '%s' AND state = '%s'", path, state);

  return fixture_ask (store, sql);
}

/* A quantity is taken from the very spot that its line names, whatever else there is of it. */
static void
test_spots (void)
{
  g_autoptr (JzStore) store = fixture_school ();
  Things things;
  JzLine used;

  fixture_write (store, &jz_action_item, things_cb, &things);
  used = (JzLine){ .item = things.lot, .quantity = 2, .place = things.room, .state = "use", .holder = things.wang };
  deed (store, jz_voucher_receive, (JzTerms){ 0 }, (JzLine){ .item = things.lot, .quantity = 9, .price = 100, .place = things.room }, NULL);
  deed (store, jz_voucher_issue, (JzTerms){ .person = things.wang }, (JzLine){ .item = things.lot, .quantity = 6 }, NULL);
  /* What one teacher has in use is lent, and issued to another; what is in stock there stays. */
  deed (store, jz_voucher_loan, (JzTerms){ .person = things.li }, used, NULL);
  g_assert_cmpint (lies (store, "物理二室", "loan"), ==, 2);
  deed (store, jz_voucher_issue, (JzTerms){ .person = things.li }, used, NULL);
  g_assert_cmpint (lies (store, "物理二室", "use"), ==, 4);
  g_assert_cmpint (lies (store, "物理二室", "stock"), ==, 3);
  /* Two of li are lent and two in use: each comes back by itself, whoever brings it. */
  refused (store, jz_voucher_return, (JzTerms){ 0 }, (JzLine){ .item = things.lot, .quantity = 3, .place = things.room, .state = "loan", .holder = things.li });
  deed (store, jz_voucher_return, (JzTerms){ .person = things.wang },
        (JzLine){ .item = things.lot, .quantity = 2, .place = things.room, .state = "use", .holder = things.li }, NULL);
  g_assert_cmpint (lies (store, "物理二室", "loan"), ==, 2);
  g_assert_cmpint (lies (store, "物理二室", "use"), ==, 2);
  /* Counted too many and too few of what is in use. */
  used.quantity = 1;
  deed (store, jz_voucher_adjust, (JzTerms){ .reason = "盘盈" }, used, NULL);
  g_assert_cmpint (lies (store, "物理二室", "use"), ==, 3);
  used.quantity = -3;
  deed (store, jz_voucher_adjust, (JzTerms){ .reason = "盘亏" }, used, NULL);
  g_assert_cmpint (lies (store, "物理二室", "use"), ==, 0);
  g_assert_cmpint (lies (store, "物理二室", "stock"), ==, 5);
  fixture_check (store);
  jz_store_close (store);
}

/* Undoing a receipt whose cards went on: refused until what stands on it is undone. */
static void
test_undo_order (void)
{
  g_autoptr (JzStore) store = fixture_school ();
  g_autoptr (GError) error = NULL;
  Things things;
  gint64 asset, receipt, loan;

  fixture_write (store, &jz_action_item, things_cb, &things);
  receipt = deed (store, jz_voucher_receive, (JzTerms){ 0 }, (JzLine){ .item = things.card, .quantity = 1, .price = 100, .place = things.shelf }, &asset);
  loan = deed (store, jz_voucher_loan, (JzTerms){ .person = things.li }, (JzLine){ .asset = asset }, NULL);
  g_assert_false (jz_store_undo_sync (store, receipt, &fixture_actor, NULL, NULL, &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_CONFLICT);
  g_assert_true (jz_store_undo_sync (store, loan, &fixture_actor, NULL, NULL, NULL));
  g_assert_true (jz_store_undo_sync (store, receipt, &fixture_actor, NULL, NULL, NULL));
  g_assert_cmpint (fixture_ask (store, "SELECT count(*) FROM asset WHERE voided IS NULL"), ==, 0);
  g_assert_cmpint (fixture_ask (store, "SELECT count(*) FROM entry"), ==, 6); /* nothing was removed */
  fixture_check (store);
  /* The number is free again. */
  deed (store, jz_voucher_receive, (JzTerms){ 0 }, (JzLine){ .item = things.card, .quantity = 1, .price = 100, .place = things.shelf, .number = "ZC-000001" }, NULL);
  fixture_check (store);
  jz_store_close (store);
}

typedef struct
{
  JzLedgerKind  kind;
  JzLedgerQuery query;
  GPtrArray    *rows;
} Reading;

static gboolean
read_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Reading *reading = data;

  reading->rows = jz_ledger_read (connection, reading->kind, &reading->query, error);
  return reading->rows != NULL;
}

static gint64
sum_closing (JzStore *store, JzLedgerKind kind, int year, gint64 place, gint64 *value)
{
  g_autoptr (GError) error = NULL;
  Reading reading = { kind, { year, place, NULL }, NULL };
  gint64  sum = 0;

  jz_store_read_sync (store, read_cb, &reading, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < reading.rows->len; i++)
    {
      JzLedgerRow *row = g_ptr_array_index (reading.rows, i);

      g_assert_cmpint (row->opening + row->in - row->out, ==, row->closing);
      g_assert_cmpint (row->closing, >=, 0);
      sum += row->closing;
      if (value != NULL)
        *value += row->value;
    }
  g_ptr_array_unref (reading.rows);
  return sum;
}

/* Whatever is done in whatever order, refused or not, undone or not, the books agree with themselves. */
static void
test_random (void)
{
  g_autoptr (JzStore) store = fixture_school ();
  g_autoptr (GRand) random = g_rand_new_with_seed (g_test_rand_int ());
  VoucherFunc funcs[] = { jz_voucher_receive, jz_voucher_receive, jz_voucher_issue, jz_voucher_loan, jz_voucher_return, jz_voucher_transfer,
                          jz_voucher_write_off, jz_voucher_adjust };
  Things things;
  guint  done = 0, undone = 0;
  gint64 value = 0, general = 0, subsidiary = 0;

  fixture_write (store, &jz_action_item, things_cb, &things);
  for (guint i = 0; i < 600; i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 items[] = { things.card, things.lot, things.used }, places[] = { things.room, things.shelf, 0 }, people[] = { things.wang, things.li, 0 };
      g_autofree char *date = g_strdup_printf ("%d-%02d-%02d", g_rand_int_range (random, 2024, 2027), g_rand_int_range (random, 1, 12), g_rand_int_range (random, 1, 28));
      Deed one = { .func = funcs[g_rand_int_range (random, 0, G_N_ELEMENTS (funcs))], .n = (guint) g_rand_int_range (random, 1, 4) };

      one.terms = (JzTerms){ .date = date, .person = people[g_rand_int_range (random, 0, 3)], .to_place = places[g_rand_int_range (random, 0, 3)], .reason = "随机" };
      for (guint n = 0; n < one.n; n++)
        one.lines[n] = (JzLine){ .item = items[g_rand_int_range (random, 0, 3)], .quantity = g_rand_int_range (random, -1, 9), .price = g_rand_int_range (random, 0, 9999),
                                 .place = places[g_rand_int_range (random, 0, 3)] };
      if (try_deed (store, &one, &error) > 0)
        done++;
      jz_done_clear (&one.done);
      if (i % 3 == 0)
        {
          gint64 last = fixture_ask (store, "SELECT max (id) FROM operation");

          undone += jz_store_undo_sync (store, g_rand_int_range (random, 2, (gint32) last + 1), &fixture_actor, NULL, NULL, NULL);
        }
    }
  g_test_message ("%u done, %u undone", done, undone);
  g_assert_cmpuint (done, >, 50);
  g_assert_cmpuint (undone, >, 20);
  fixture_check (store);
  general = sum_closing (store, JZ_LEDGER_GENERAL, 2026, 0, &value);
  subsidiary = sum_closing (store, JZ_LEDGER_SUBSIDIARY, 2026, 0, NULL);
  g_assert_cmpint (general, ==, subsidiary);
  g_assert_cmpint (general, ==, fixture_ask (store, "SELECT ifnull (sum (quantity), 0) FROM balance JOIN item ON item.id = item WHERE tracking <> 'consumable'"));
  g_assert_cmpint (value, ==, fixture_ask (store, "SELECT ifnull (sum (amount), 0) FROM balance JOIN item ON item.id = item WHERE tracking <> 'consumable'"));
  /* All rooms together are the school. */
  g_assert_cmpint (sum_closing (store, JZ_LEDGER_ROOM, 2026, things.room, NULL) +
                     sum_closing (store, JZ_LEDGER_ROOM, 2026, fixture_ask (store, "SELECT id FROM place WHERE path = '物理一室'"), NULL),
                   ==, general + sum_closing (store, JZ_LEDGER_CONSUMABLES, 2026, 0, NULL));
  jz_store_close (store);
}

/* What comes in at once. */

typedef struct
{
  const Things *things;
  GRand        *random;
  guint         n;
  gboolean      at_once, left_open, twice;
} Arriving;

static gint64
make_asset (JzOperation *operation, const Arriving *arriving, gint64 price, GError **error)
{
  JzAssetData data = { .number = "", .price = price };
  gint64      asset = 0;

  return jz_asset_add (operation, arriving->things->card, &data, &asset, error) ? asset : 0;
}

static gboolean
arrive_cb (JzOperation *operation, gpointer data, GError **error)
{
  Arriving              *arriving = data;
  const Things          *things = arriving->things;
  g_autoptr (JzArrivals) arrivals = arriving->at_once ? jz_arrivals_begin (operation, NULL, error) : NULL;
  JzVoucherHead          head = { .kind = "opening", .date = "2026-03-01" };
  JzItemData             item = { .name = "新来的", .spec = g_rand_boolean (arriving->random) ? "甲" : "乙", .unit = "个", .tracking = "lot", .least = -1 };
  gint64                 voucher, added;
  gboolean               ok = jz_item_ensure (operation, &item, &added, NULL, error) && jz_posting_begin (operation, &head, &voucher, error);

  for (guint i = 0; ok && i < arriving->n; i++)
    {
      gint64 items[] = { things->lot, things->used, things->card, added }, people[] = { 0, things->wang, things->li };
      JzMove move = { .item = items[g_rand_int_range (arriving->random, 0, 4)], .from = JZ_OUTSIDE, .quantity = 1, .amount = g_rand_int_range (arriving->random, 0, 999) };

      move.to = (JzSpot){ g_rand_boolean (arriving->random) ? things->room : things->shelf, "use", people[g_rand_int_range (arriving->random, 0, 3)] };
      if (move.item == things->card)
        move.asset = make_asset (operation, arriving, move.amount, error);
      else
        move.quantity = g_rand_int_range (arriving->random, 1, 9);
      for (int times = 0; ok && times < (arriving->twice ? 2 : 1); times++)
        ok = arriving->at_once ? jz_arrivals_add (arrivals, voucher, 2026, i + 1, &move, error) : jz_posting_add (operation, voucher, 2026, i + 1, &move, error);
    }
  return ok && (!arriving->at_once || arriving->left_open || jz_arrivals_end (arrivals, error));
}

static const char *const followers[] = {
  "SELECT group_concat (item || ' ' || place || state || holder || ' ' || quantity || ' ' || amount || ' ' || touched, ';') FROM balance",
  "SELECT group_concat (item || ' ' || place || ' ' || year || ' ' || in_quantity || ' ' || in_amount || ' ' || out_quantity, ';') FROM turnover",
  "SELECT group_concat (asset || ' ' || place || state || holder || ' ' || voucher, ';') FROM position",
  "SELECT group_concat (rowid) FROM item_search WHERE item_search MATCH '新来的'",
  "SELECT group_concat (sql, ';') FROM (SELECT sql FROM sqlite_schema WHERE type = 'index' ORDER BY name)",
};

static gboolean
followers_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  char **texts = data;

  for (gsize i = 0; i < G_N_ELEMENTS (followers); i++)
    {
      texts[i] = jz_connection_text (connection, error, followers[i], "");
      if (texts[i] == NULL)
        return FALSE;
    }
  return TRUE;
}

/* What follows from entries is the same whether they came one by one or at once, on top of what was there. */
static void
test_at_once (void)
{
  guint32 seed = (guint32) g_test_rand_int ();
  char   *texts[2][G_N_ELEMENTS (followers) + 1] = { { NULL } };

  for (int at_once = 0; at_once < 2; at_once++)
    {
      g_autoptr (JzStore) store = fixture_school ();
      g_autoptr (GRand)  random = g_rand_new_with_seed (seed);
      g_autoptr (GError) error = NULL;
      Things   things;
      Arriving arriving = { .things = &things, .random = random };
      gint64   operation = 0;

      fixture_write (store, &jz_action_item, things_cb, &things);
      for (int i = 0; i < 6; i++)
        {
          arriving.at_once = at_once && i % 3 > 0;
          arriving.n = i == 4 ? 5000 : 300; /* so many that the indices are made again */
          operation = fixture_write (store, &jz_action_receive, arrive_cb, &arriving);
          if (i == 3)
            g_assert_true (jz_store_undo_sync (store, operation, &fixture_actor, NULL, NULL, &error));
          g_assert_no_error (error);
        }
      fixture_check (store);
      g_assert_true (jz_store_read_sync (store, followers_cb, texts[at_once], NULL, &error));
      g_assert_no_error (error);
      jz_store_close (store);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (followers); i++)
    g_assert_cmpstr (texts[0][i], ==, texts[1][i]);
  g_strfreev (g_memdup2 (texts[0], sizeof texts[0]));
  g_strfreev (g_memdup2 (texts[1], sizeof texts[1]));
}

/* What is left without its sums, or comes twice, does not come at all; and what comes next has its sums again. */
static void
test_at_once_refused (void)
{
  g_autoptr (JzStore) store = fixture_school ();
  g_autoptr (GRand)   random = g_rand_new_with_seed (g_test_rand_int ());
  Things   things;
  Arriving open = { .things = &things, .random = random, .n = 5000, .at_once = TRUE, .left_open = TRUE };
  Arriving twice = { .things = &things, .random = random, .n = 4500, .at_once = TRUE, .twice = TRUE };
  Arriving sound = { .things = &things, .random = random, .n = 100 };
  g_autoptr (GError) failure = NULL, refusal = NULL;

  fixture_write (store, &jz_action_item, things_cb, &things);
  g_assert_false (jz_store_write_sync (store, &jz_action_receive, &fixture_actor, arrive_cb, &open, NULL, NULL, NULL, &failure));
  g_assert_error (failure, JZ_ERROR, JZ_ERROR_FAILED);
  g_assert_false (jz_store_write_sync (store, &jz_action_receive, &fixture_actor, arrive_cb, &twice, NULL, NULL, NULL, &refusal));
  g_assert_error (refusal, JZ_ERROR, JZ_ERROR_INVALID);
  g_assert_cmpint (fixture_ask (store, "SELECT (SELECT count(*) FROM entry) + (SELECT count(*) FROM asset) + (SELECT count(*) FROM voucher)"), ==, 0);
  fixture_write (store, &jz_action_receive, arrive_cb, &sound);
  g_assert_cmpint (fixture_ask (store, "SELECT count(*) FROM entry"), ==, 100);
  fixture_check (store);
  jz_store_close (store);
}

/* The power goes before the end. */
static gboolean
die_cb (JzOperation *operation, gpointer data, GError **error)
{
  arrive_cb (operation, data, error);
  kill (getpid (), SIGKILL);
  return FALSE;
}

static void
test_at_once_killed (void)
{
  g_autoptr (JzStore) store = NULL;
  g_autoptr (GRand)   random = g_rand_new_with_seed (g_test_rand_int ());
  g_autoptr (GError)  error = NULL;
  Things   things;
  Arriving arriving = { .things = &things, .random = random, .n = 5000, .at_once = TRUE };
  gint64   indices;

  if (g_test_subprocess ())
    {
      store = jz_store_open (g_getenv ("JIAOZHUANG_TEST_FILE"), JZ_STORE_OPEN, 0, NULL);
      fixture_write (store, &jz_action_item, things_cb, &things);
      jz_store_write_sync (store, &jz_action_receive, &fixture_actor, die_cb, &arriving, NULL, NULL, NULL, NULL);
      return;
    }
  store = fixture_school ();
  indices = fixture_ask (store, "SELECT count(*) FROM pragma_index_list ('entry')");
  g_setenv ("JIAOZHUANG_TEST_FILE", jz_store_get_path (store), TRUE);
  jz_store_close (store);
  g_test_trap_subprocess (NULL, 0, 0);
  g_assert_false (g_test_trap_has_passed ());
  g_clear_object (&store);
  store = jz_store_open (g_getenv ("JIAOZHUANG_TEST_FILE"), JZ_STORE_OPEN, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpint (fixture_ask (store, "SELECT count(*) FROM item"), ==, 3);
  g_assert_cmpint (fixture_ask (store, "SELECT count(*) FROM pragma_index_list ('entry')"), ==, indices);
  g_assert_cmpint (fixture_ask (store, "SELECT (SELECT count(*) FROM entry) + (SELECT count(*) FROM asset) + (SELECT count(*) FROM balance)"), ==, 0);
  fixture_check (store);
  jz_store_close (store);
}

/* A sum that was forgotten is found. */
static gboolean
forget_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  static const struct { const char *sql, *kind; } forgotten[] = {
    { "DELETE FROM balance WHERE quantity > 0", "ledger.balance" },
    { "DELETE FROM turnover", "ledger.turnover" },
    { "DELETE FROM position", "ledger.cards" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (forgotten); i++)
    {
      g_autoptr (GPtrArray) faults = NULL;
      JzScope               scope = jz_connection_enter (connection, JZ_SCOPE_SUMS);
      gboolean              found = FALSE;

      g_assert_true (jz_connection_exec (connection, "BEGIN", error) && jz_connection_exec (connection, forgotten[i].sql, error));
      jz_connection_enter (connection, scope);
      faults = jz_check_run (connection, (const JzInvariant *const[]){ jz_ledger_invariants, NULL }, FALSE, cancellable, error);
      g_assert_nonnull (faults);
      for (guint k = 0; k < faults->len; k++)
        found |= g_str_equal (((JzFault *) g_ptr_array_index (faults, k))->kind, forgotten[i].kind);
      g_assert_true (found);
      g_assert_true (jz_connection_exec (connection, "ROLLBACK", error));
    }
  return TRUE;
}

static void
test_forgotten (void)
{
  g_autoptr (JzStore) store = fixture_school ();
  g_autoptr (GRand)   random = g_rand_new_with_seed (g_test_rand_int ());
  g_autoptr (GError)  error = NULL;
  Things   things;
  Arriving arriving = { .things = &things, .random = random, .n = 100, .at_once = TRUE };

  fixture_write (store, &jz_action_item, things_cb, &things);
  fixture_write (store, &jz_action_receive, arrive_cb, &arriving);
  g_assert_true (jz_store_work_sync (store, forget_cb, NULL, NULL, &error));
  fixture_check (store);
  jz_store_close (store);
}

static void
test_places (void)
{
  static const struct { const char *text, *room, *cabinet, *shelf; } cases[] = {
    { "物理一室3-2", "物理一室", "3", "2" }, { "物理一室 3-2", "物理一室", "3", "2" }, { "物理一室", "物理一室", NULL, NULL },
    { "仪器室2柜3层", "仪器室", "2", "3" }, { "仪器室 4号柜", "仪器室", "4", NULL }, { "教学楼301", "教学楼301", NULL, NULL }, { "仪器室　２－１", "仪器室", NULL, NULL },
  };

  for (gsize i = 0; i + 1 < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *room = NULL, *cabinet = NULL, *shelf = NULL;

      jz_place_parse (cases[i].text, &room, &cabinet, &shelf);
      g_assert_cmpstr (room, ==, cases[i].room);
      g_assert_cmpstr (cabinet, ==, cases[i].cabinet);
      g_assert_cmpstr (shelf, ==, cases[i].shelf);
    }
}

static void
test_classes (void)
{
  static const struct { const char *text; int grade, number; } cases[] = {
    { "八(2)", 8, 2 }, { "八（2）班", 8, 2 }, { "初二2班", 8, 2 }, { "高一(3)", 10, 3 }, { "802", 8, 2 }, { "八年级2班", 8, 2 }, { "8.2", 8, 2 }, { "三3班", 3, 3 },
    { "教师", 0, 0 }, { "", 0, 0 }, { "99", 0, 0 }, { "十三(1)", 0, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      int grade = 0, number = 0;

      if (jz_class_parse (cases[i].text, &grade, &number))
        g_assert_true (grade == cases[i].grade && number == cases[i].number);
      else
        g_assert_cmpint (cases[i].grade, ==, 0);
    }
}

static void
test_calendar (void)
{
  g_autoptr (JzStore) store = fixture_school ();

  g_assert_cmpint (fixture_ask (store, "SELECT count(*) FROM calendar_day WHERE term IS NOT NULL"), ==, 144);
  g_assert_cmpint (fixture_ask (store, "SELECT week FROM calendar_day WHERE date = '2026-09-01'"), ==, 1);
  g_assert_cmpint (fixture_ask (store, "SELECT week FROM calendar_day WHERE date = '2026-09-07'"), ==, 2);
  g_assert_cmpint (fixture_ask (store, "SELECT kind = 'holiday' FROM calendar_day WHERE date = '2026-10-01'"), ==, 1);
  g_assert_cmpint (fixture_ask (store, "SELECT count(*) FROM calendar_day WHERE kind = 'make-up' AND follows BETWEEN 1 AND 5"), >, 0);
  g_assert_cmpint (fixture_ask (store, "SELECT count(*) FROM calendar_day WHERE kind = 'school' AND follows > 5"), ==, 0);
  jz_store_close (store);
}

static gboolean
sign_in_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const char **names = data;
  g_autoptr (JzAccount) account = jz_account_sign_in (connection, names[0], names[1], error);

  return account != NULL;
}

static gboolean
add_account_cb (JzOperation *operation, gpointer data, GError **error)
{
  static const char *const roles[] = { "keeper", NULL };

  return jz_account_add (operation, "li", "李敏", data, roles, NULL, error);
}

static void
test_accounts (void)
{
  g_autoptr (JzStore) store = fixture_school ();
  g_autoptr (GError) error = NULL;
  const char *right[] = { "li", "正确的密码" }, *wrong[] = { "li", "正确的密吗" }, *none[] = { "li", "" }, *nobody[] = { "x", "y" }, *owner[] = { "ADMIN", NULL };

  g_assert_false (jz_store_write_sync (store, &jz_action_account, &fixture_actor, add_account_cb, (gpointer) "短", NULL, NULL, NULL, &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (jz_store_write_sync (store, &jz_action_account, &fixture_actor, add_account_cb, (gpointer) "正确的密码", NULL, NULL, NULL, NULL)); /* 5 characters */
  right[1] = "正确的密码一";
  wrong[1] = "正确的密吗一";
  fixture_write (store, &jz_action_account, add_account_cb, (gpointer) right[1]);
  g_assert_true (jz_store_read_sync (store, sign_in_cb, right, NULL, NULL));
  g_assert_true (jz_store_read_sync (store, sign_in_cb, owner, NULL, NULL));
  g_assert_false (jz_store_read_sync (store, sign_in_cb, wrong, NULL, NULL));
  g_assert_false (jz_store_read_sync (store, sign_in_cb, none, NULL, NULL));
  g_assert_false (jz_store_read_sync (store, sign_in_cb, nobody, NULL, NULL));
  jz_store_close (store);
}

/* What can't be read is not called a wrong password. */
static void
test_sign_in_fault (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JzConnection) empty = jz_connection_open_memory (&error);
  g_autoptr (JzAccount) account = jz_account_sign_in (empty, "li", "", &error);

  g_assert_null (account);
  g_assert_error (error, JZ_ERROR, JZ_ERROR_FAILED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ledger/life", test_life);
  g_test_add_func ("/ledger/spots", test_spots);
  g_test_add_func ("/ledger/undo-order", test_undo_order);
  g_test_add_func ("/ledger/random", test_random);
  g_test_add_func ("/ledger/at-once", test_at_once);
  g_test_add_func ("/ledger/at-once-refused", test_at_once_refused);
  g_test_add_func ("/ledger/at-once-killed", test_at_once_killed);
  g_test_add_func ("/ledger/forgotten", test_forgotten);
  g_test_add_func ("/school/places", test_places);
  g_test_add_func ("/school/classes", test_classes);
  g_test_add_func ("/school/calendar", test_calendar);
  g_test_add_func ("/school/accounts", test_accounts);
  g_test_add_func ("/ledger/sign-in-fault", test_sign_in_fault);
  return g_test_run ();
}
