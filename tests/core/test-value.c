/* value: what things are worth on any day, to the fen; funds, budgets and spending that agree with the ledger.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "jz-budget.h"
#include "jz-depreciation.h"
#include "support/school-fixture.h"

#define MONTH(year, month) ((year) * 12 + (month) - 1)

/* A month by month reckoning. */

static JzWear
card (gint64 price, int years, int first)
{
  return (JzWear){ price, 0, price, years * 12, first, JZ_WEAR_STAYS };
}

static void
test_months (void)
{
  JzWear wear = card (417200, 6, jz_wear_month ("2024-02-29"));

  /* 4,172.00 yuan over 72 months: 57.94 a month; the last takes 58.26. */
  g_assert_cmpint (jz_wear_month ("2024-02-29"), ==, MONTH (2024, 2));
  g_assert_cmpint (jz_wear_month ("2023-02-29"), ==, -1);
  g_assert_cmpint (jz_wear_month (NULL), ==, -1);
  g_assert_cmpint (jz_wear_by (&wear, MONTH (2024, 1)), ==, 0);
  g_assert_cmpint (jz_wear_by (&wear, MONTH (2024, 2)), ==, 5794);
  g_assert_cmpint (jz_wear_by (&wear, MONTH (2024, 12)), ==, 11 * 5794);
  g_assert_cmpint (jz_wear_by (&wear, MONTH (2025, 12)), ==, 23 * 5794);
  g_assert_cmpint (jz_wear_by (&wear, MONTH (2029, 12)), ==, 71 * 5794);
  g_assert_cmpint (jz_wear_in (&wear, MONTH (2030, 1)), ==, 417200 - 71 * 5794);
  g_assert_cmpint (jz_wear_by (&wear, MONTH (2030, 1)), ==, 417200);
  g_assert_cmpint (jz_wear_in (&wear, MONTH (2030, 2)), ==, 0);
  g_assert_cmpint (jz_wear_left (&wear, MONTH (2024, 1)), ==, 72);
  g_assert_cmpint (jz_wear_left (&wear, MONTH (2024, 2)), ==, 71);
  g_assert_cmpint (jz_wear_left (&wear, MONTH (2030, 1)), ==, 0);
}

/* The month of removal does not count, and after it nothing does. */
static void
test_removal (void)
{
  JzWear wear = card (60000, 5, MONTH (2026, 3));

  wear.gone = MONTH (2026, 6);
  g_assert_cmpint (jz_wear_by (&wear, MONTH (2026, 5)), ==, 3000);
  g_assert_cmpint (jz_wear_by (&wear, MONTH (2026, 6)), ==, 3000);
  g_assert_cmpint (jz_wear_by (&wear, MONTH (2031, 1)), ==, 3000);
  g_assert_true (jz_wear_is_there (&wear, MONTH (2026, 5)));
  g_assert_false (jz_wear_is_there (&wear, MONTH (2026, 6)));
  g_assert_cmpint (jz_wear_left (&wear, MONTH (2026, 6)), ==, 0);
  wear.gone = wear.first; /* bought and gone in one month */
  g_assert_cmpint (jz_wear_by (&wear, MONTH (2030, 1)), ==, 0);
}

/* Whatever the price and the life: all months together are the price, none is negative, none after the last. */
static void
test_sum_of_months (void)
{
  for (int round = 0; round < 5000; round++)
    {
      gint64 price = round % 3 == 0 ? g_test_rand_int_range (0, 2000) :
                     (gint64) g_test_rand_int_range (0, G_MAXINT32) * g_test_rand_int_range (1, 400);
      int    years = g_test_rand_int_range (1, 51), first = MONTH (2000, 1) + g_test_rand_int_range (0, 400);
      JzWear wear = card (price, years, first);
      gint64 sum = 0, monthly = price / (years * 12);

      for (int m = first - 3; m < first + years * 12 + 3; m++)
        {
          gint64 one = jz_wear_in (&wear, m);

          sum += one;
          g_assert_cmpint (sum, ==, jz_wear_by (&wear, m));
          if (m < first || m >= first + years * 12)
            g_assert_cmpint (one, ==, 0);
          else if (m < first + years * 12 - 1)
            g_assert_cmpint (one, ==, monthly);
          else
            g_assert_cmpint (one, >=, monthly);
        }
      g_assert_cmpint (sum, ==, price);
    }
}

/* However a lot is cut up, its ranges have what the whole had in every month. */
static void
test_ranges (void)
{
  for (int round = 0; round < 500; round++)
    {
      gint64 whole = (gint64) g_test_rand_int_range (1, G_MAXINT32) * g_test_rand_int_range (1, 400);
      gint64 a = (gint64) (g_test_rand_double () * (double) whole),
                 b = a + (gint64) (g_test_rand_double () * (double) (whole - a));
      JzWear all = card (whole, g_test_rand_int_range (1, 20), MONTH (2020, 5)), parts[3] = { all, all, all };

      parts[0].high = parts[1].low = a;
      parts[1].high = parts[2].low = b;
      for (int m = MONTH (2020, 4); m < MONTH (2042, 1); m += 7)
        g_assert_cmpint (jz_wear_by (&parts[0], m) + jz_wear_by (&parts[1], m) + jz_wear_by (&parts[2], m), ==,
                         jz_wear_by (&all, m));
      g_assert_cmpint (jz_wear_by (&parts[1], MONTH (2099, 1)), ==, b - a);
    }
}

/* A school with things of several kinds. */

typedef struct
{
  JzStore *store;
  gint64   computer, desk, book, cheap, lot, odd, used; /* items */
  gint64   room;
  gint64   assets[4];                                   /* a computer, another, one for a yuan, a desk */
} Fixture;

static gboolean
add_items (JzOperation *operation, Fixture *f, GError **error)
{
  const struct { const char *code, *name, *tracking; gint64 *id;
  } all[] = {
    { "2010104", "台式计算机", "card", &f->computer }, { "6010201", "实验桌", "card", &f->desk },
    { "5010101", "工具书", "card", &f->book },         { "2020101", "计算器", "card", &f->cheap },
    { "24001", "直流电流表", "lot", &f->lot },          { "Z00001", "自制教具", "card", &f->odd },
    { "70001", "滤纸", "consumable", &f->used },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    {
      JzItemData data = { .code = all[i].code, .name = all[i].name, .unit = "台", .tracking = all[i].tracking,
                          .subject = "物理", .least = -1 };

      if (!jz_item_add (operation, &data, all[i].id, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
receive (JzOperation *operation, const char *date, const char *fund, const char *supplier, JzLine line, gint64 *asset,
         GError **error)
{
  g_auto (JzDone) done = { 0 };
  JzTerms terms = { .date = date, .fund = fund, .supplier = supplier };

  if (!jz_voucher_receive (operation, &terms, &line, 1, &done, error))
    return FALSE;
  if (asset != NULL)
    *asset = g_array_index (done.assets, gint64, 0);
  return TRUE;
}

static gboolean
fill_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture *f = data;
  guint    added = 0;

  return add_items (operation, f, error) && jz_place_ensure (operation, "物理一室3-2", &f->room, &added, error) &&
         receive (operation, "2026-03-17", "公用经费", "科创公司",
                  (JzLine){ .item = f->computer, .quantity = 1, .price = 417200, .place = f->room },
                  &f->assets[0], error) &&
         receive (operation, "2025-12-31", "专项", "科创公司",
                  (JzLine){ .item = f->computer, .quantity = 1, .price = 360000, .place = f->room },
                  &f->assets[1], error) &&
         receive (operation, "2026-01-01", "社会捐赠", "",
                  (JzLine){ .item = f->computer, .quantity = 1, .price = 100, .place = f->room },
                  &f->assets[2], error) &&
         receive (operation, "2026-05-05", "公用经费", "校具厂",
                  (JzLine){ .item = f->desk, .quantity = 1, .price = 18000, .place = f->room }, &f->assets[3],
                  error) &&
         receive (operation, "2026-05-05", "公用经费", "校具厂",
                  (JzLine){ .item = f->book, .quantity = 1, .price = 200000, .place = f->room }, NULL, error) &&
         receive (operation, "2026-05-05", "公用经费", "校具厂",
                  (JzLine){ .item = f->cheap, .quantity = 1, .price = 99999, .place = f->room }, NULL, error) &&
         receive (operation, "2026-05-05", "", "",
                  (JzLine){ .item = f->odd, .quantity = 1, .price = 300000, .place = f->room }, NULL, error) &&
         receive (operation, "2026-09-01", "公用经费", "化玻站",
                  (JzLine){ .item = f->used, .quantity = 10, .price = 1234, .place = f->room }, NULL, error);
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

typedef struct
{
  int         month, year;
  JzWorthBy   by;
  GPtrArray  *rows;
  JzWorth     total;
  JzWorthYear sum;
  gint64      asset, item;
  JzPiece     piece;
  gint64      forecast[12];
  JzShare     share;
  JzSpendRow  spend;
  JzSpendBy   spend_by;
} Ask;

static void
ask (Fixture *f, JzReadFunc func, Ask *self)
{
  g_autoptr (GError) error = NULL;

  jz_store_read_sync (f->store, func, self, NULL, &error);
  g_assert_no_error (error);
}

static gboolean
sum_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Ask *self = data;
  g_autoptr (JzPieces) pieces = jz_pieces_read (connection, self->by, self->month, error);

  if (pieces == NULL)
    return FALSE;
  self->rows = self->year != 0 ? jz_worth_register (pieces, self->year, &self->sum) :
               jz_worth_sum (pieces, self->month, &self->total);
  jz_worth_forecast (pieces, self->month / 12 + 1, self->forecast, G_N_ELEMENTS (self->forecast));
  return TRUE;
}

static gboolean
asset_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Ask *self = data;

  return jz_worth_of_asset (connection, self->asset, self->month, &self->piece, error);
}

static gboolean
item_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Ask *self = data;

  return jz_worth_of_item (connection, self->item, self->month, &self->total, error);
}

static const char *
why (Fixture *f, gint64 asset)
{
  Ask self = { .asset = asset, .month = MONTH (2026, 11) };

  ask (f, asset_cb, &self);
  return self.piece.why;
}

static void
test_classes (Fixture *f, gconstpointer data)
{
  Ask    self = { .month = MONTH (2026, 11), .by = JZ_WORTH_CLASS };
  gint64 computers = 9 * 5794 + 12 * 5000, desk = 7 * 100;

  g_assert_cmpstr (why (f, f->assets[0]), ==, "");
  g_assert_cmpstr (why (f, f->assets[2]), ==, "nominal");
  g_assert_cmpstr (why (f, f->assets[3]), ==, ""); /* furniture comes in numbers: whatever it costs */
  ask (f, sum_cb, &self);
  g_assert_cmpuint (self.total.cards, ==, 7);
  g_assert_cmpint (self.total.price, ==, 417200 + 360000 + 100 + 18000 + 200000 + 99999 + 300000);
  g_assert_cmpint (self.total.depreciable, ==, 417200 + 360000 + 18000);
  g_assert_cmpint (self.total.accumulated, ==, computers + desk);
  g_assert_cmpint (self.total.net, ==, self.total.price - computers - desk);
  g_assert_cmpint (self.total.monthly, ==, 5794 + 5000 + 100);
  g_assert_cmpuint (self.total.unknown, ==, 1);
  g_ptr_array_unref (self.rows);

  /* What the years to come take is what is left. */
  for (gsize i = 1; i < G_N_ELEMENTS (self.forecast); i++)
    self.forecast[0] += self.forecast[i];
  g_assert_cmpint (self.forecast[0], <=, 417200 + 360000 + 18000 - computers - desk);
  g_assert_cmpint (self.forecast[1], ==, 12 * (5794 + 5000 + 100));
}

/* Each side sums to the same, and a card alone says the same as the sums. */
static void
test_sides (Fixture *f, gconstpointer data)
{
  for (int by = JZ_WORTH_CLASS; by <= JZ_WORTH_YEAR; by++)
    {
      Ask    self = { .month = MONTH (2028, 2), .by = (JzWorthBy) by };
      gint64 price = 0, accumulated = 0;

      ask (f, sum_cb, &self);
      for (guint i = 0; i < self.rows->len; i++)
        {
          price += ((JzWorth *) g_ptr_array_index (self.rows, i))->price;
          accumulated += ((JzWorth *) g_ptr_array_index (self.rows, i))->accumulated;
        }
      g_assert_cmpint (price, ==, 1395299);
      g_assert_cmpint (accumulated, ==, 24 * 5794 + 27 * 5000 + 22 * 100);
      g_ptr_array_unref (self.rows);
    }
  g_assert_cmpint (fixture_ask (f->store,
                                "SELECT sum (jz_worn (base, iif (why = '', months, 0), first, gone, 2028 * 12 + 1)) "
                                "FROM asset_life"), ==,
                   24 * 5794 + 27 * 5000 + 22 * 100);
}

static gboolean
write_off_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture *f = data;
  JzTerms  terms = { .date = "2026-11-20", .reason = "损坏" };
  g_auto (JzDone) done = { 0 };

  return jz_voucher_write_off (operation, &terms, (JzLine[]){ { .asset = f->assets[0], .quantity = 1 } }, 1, &done,
                               error);
}

static void
test_register (Fixture *f, gconstpointer data)
{
  Ask self = { .month = MONTH (2026, 12), .year = 2026, .by = JZ_WORTH_CLASS };

  fixture_write (f->store, &jz_action_write_off, write_off_cb, f);
  ask (f, sum_cb, &self);
  g_assert_cmpint (self.sum.opening, ==, 360000);
  g_assert_cmpint (self.sum.added, ==, 417200 + 100 + 18000 + 200000 + 99999 + 300000);
  g_assert_cmpint (self.sum.removed, ==, 417200);
  g_assert_cmpint (self.sum.closing, ==, self.sum.opening + self.sum.added - self.sum.removed);
  g_assert_cmpint (self.sum.worn_opening, ==, 5000);
  g_assert_cmpint (self.sum.worn_removed, ==, 8 * 5794); /* March to October */
  g_assert_cmpint (self.sum.worn_year, ==, 8 * 5794 + 12 * 5000 + 8 * 100);
  g_assert_cmpint (self.sum.worn_closing, ==, self.sum.worn_opening + self.sum.worn_year - self.sum.worn_removed);
  /* The view that lists read says the same of what has left. */
  g_assert_cmpint (fixture_ask (f->store, "SELECT sum (jz_worn (base, iif (why = '', months, 0), first, gone, 2026 * 12 + 11)) FROM asset_life"), ==,
                   self.sum.worn_opening + self.sum.worn_year);
  g_ptr_array_unref (self.rows);
  self = (Ask){ .month = MONTH (2026, 10), .by = JZ_WORTH_CLASS };
  ask (f, sum_cb, &self); /* before it left it is still there */
  g_assert_cmpuint (self.total.cards, ==, 7);
  g_ptr_array_unref (self.rows);
}

/* Lots. */

static gboolean
lots_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture *f = data;
  JzTerms  terms = { .date = "2026-10-15", .reason = "报废" };
  g_auto (JzDone) done = { 0 };

  return receive (operation, "2026-01-10", "公用经费", "仪器厂",
                  (JzLine){ .item = f->lot, .quantity = 3, .price = 600000, .place = f->room }, NULL, error) &&
         receive (operation, "2026-07-10", "公用经费", "仪器厂",
                  (JzLine){ .item = f->lot, .quantity = 2, .price = 900000, .place = f->room }, NULL, error) &&
         jz_voucher_write_off (operation, &terms, (JzLine[]){ { .item = f->lot, .quantity = 1, .place = f->room } }, 1,
                               &done, error);
}

static void
test_lots (Fixture *f, gconstpointer data)
{
  Ask    self = { .item = 0, .month = MONTH (2026, 9) };
  gint64 ledger;

  fixture_write (f->store, &jz_action_receive, lots_cb, f);
  self.item = f->lot;
  ask (f, item_cb, &self);
  g_assert_cmpint (self.total.price, ==, 3600000);
  g_assert_cmpint (self.total.accumulated, ==, 9 * 30000 + 3 * 30000); /* 18,000 yuan each over 60 months */
  self.month = MONTH (2026, 10);
  ask (f, item_cb, &self);
  ledger = fixture_ask (f->store,
                        "SELECT sum (amount) FROM balance JOIN item ON item.id = item WHERE item.code = '24001'");
  g_assert_cmpint (self.total.price, ==, ledger);
  g_assert_cmpint (ledger, ==, 3600000 - 720000);
  /* 7,200 of the first 18,000 yuan left: 10,800 of it are ten months old, 18,000 four months. */
  g_assert_cmpint (self.total.accumulated, ==, 10 * 18000 + 4 * 30000);
}

/* Rules that a school changes. */

static gboolean
own_cb (JzOperation *operation, gpointer data, GError **error)
{
  Fixture *f = data;

  return jz_life_set_own (operation, &(JzOwnLife){ .asset = f->assets[1], .years = 3, .residual = -1, .reason = "露天" },
                          error) &&
         jz_life_set_own (operation, &(JzOwnLife){ .item = f->odd, .years = 4, .residual = -1, .reason = "县里规定" },
                          error) &&
         jz_life_set_own (operation, &(JzOwnLife){ .item = f->desk, .years = 0, .residual = -1, .reason = "文物" },
                          error);
}

static gboolean
rule_cb (JzOperation *operation, gpointer data, GError **error)
{
  JzValueRule rule;

  if (!jz_value_rule_read (jz_operation_get_connection (operation), &rule, error))
    return FALSE;
  rule.threshold_on = FALSE;
  rule.residual = 5;
  return jz_value_rule_put (operation, &rule, error);
}

static void
test_own (Fixture *f, gconstpointer data)
{
  Ask self = { .asset = f->assets[1], .month = MONTH (2026, 11) };

  fixture_write (f->store, &jz_action_life, own_cb, f);
  ask (f, asset_cb, &self);
  g_assert_cmpint (self.piece.wear.months, ==, 36);
  g_assert_cmpint (jz_wear_by (&self.piece.wear, self.month), ==, 12 * 10000);
  g_assert_cmpstr (why (f, f->assets[3]), ==, "own");
  self.item = f->odd;
  ask (f, item_cb, &self);
  g_assert_cmpint (self.total.accumulated, ==, 7 * (300000 / 48));
  fixture_write (f->store, &jz_action_life, rule_cb, NULL);
  self.item = f->cheap;
  ask (f, item_cb, &self);
  g_assert_cmpint (self.total.monthly, ==, (99999 - 99999 * 5 / 100) / 72);
  self.month = MONTH (2099, 1);
  ask (f, item_cb, &self);
  g_assert_cmpint (self.total.net, ==, 99999 * 5 / 100);
}

static gboolean
bad_life_cb (JzOperation *operation, gpointer data, GError **error)
{
  JzLife life = { "GB/T 14885", "2010", "201", "通用设备", "计算机", "", 6, FALSE, FALSE, TRUE };

  return jz_life_put (operation, 0, &life, error);
}

static gboolean
longer_cb (JzOperation *operation, gpointer data, GError **error)
{
  JzLife life = { "GB/T 14885", "2010", "2010104", "通用设备", "台式计算机", "本校", 4, FALSE, FALSE, TRUE };

  return jz_life_put (operation, 0, &life, error);
}

/* The longest beginning of the code wins. */
static void
test_life (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  Ask self = { .asset = f->assets[0], .month = MONTH (2026, 11) };

  g_assert_false (jz_store_write_sync (f->store, &jz_action_life, &fixture_actor, bad_life_cb, NULL, NULL, NULL, NULL,
                                       &error));
  g_assert_error (error, JZ_ERROR, JZ_ERROR_CONFLICT);
  fixture_write (f->store, &jz_action_life, longer_cb, NULL);
  ask (f, asset_cb, &self);
  g_assert_cmpint (self.piece.wear.months, ==, 48);
}

/* Money. */

typedef struct
{
  gint64      fund, given, purpose, training;
  int         year;
  gint64      amount;
  const char *reason, *date;
} Money;

static gboolean
funds_cb (JzOperation *operation, gpointer data, GError **error)
{
  Money        *m = data;
  JzConnection *connection = jz_operation_get_connection (operation);
  JzFund        fund = { .name = "公用经费", .public = TRUE, .spends = TRUE }, given = { .name = "社会捐赠" };

  return jz_fund_put (operation, &fund, &m->fund, error) && jz_fund_put (operation, &given, &m->given, error) &&
         jz_purpose_find (connection, "易耗品", &m->purpose, error) &&
         jz_purpose_find (connection, "培训", &m->training, error);
}

static gboolean
budget_cb (JzOperation *operation, gpointer data, GError **error)
{
  Money      *m = data;
  JzBudgetSet set = { m->year, m->fund, m->purpose, m->amount, m->reason, NULL };

  return jz_budget_set (operation, &set, NULL, error);
}

static gboolean
spend_cb (JzOperation *operation, gpointer data, GError **error)
{
  Money     *m = data;
  JzSpending spending = { .date = m->date, .fund = m->fund, .purpose = m->training, .amount = m->amount,
                          .payee = "进修学校", .words = "实验员培训" };

  return jz_spending_put (operation, &spending, NULL, error);
}

static gboolean
year_cb (JzOperation *operation, gpointer data, GError **error)
{
  JzBudgetYear year = { .year = 2026, .pupils = 100, .per_pupil = 65000 };

  return jz_budget_year_put (operation, &year, error);
}

static gboolean
share_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Ask *self = data;

  return jz_share_read (connection, self->year, &self->share, error);
}

static gboolean
spent_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Ask *self = data;

  self->rows = jz_spend_read (connection, self->spend_by, self->year, &self->spend, error);
  return self->rows != NULL;
}

static gboolean
budgets_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Ask *self = data;

  self->rows = jz_budget_read (connection, self->year, error);
  return self->rows != NULL;
}

static void
refuse (Fixture *f, const JzAction *action, JzWriteFunc func, gpointer data, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (jz_store_write_sync (f->store, action, &fixture_actor, func, data, NULL, NULL, NULL, &error));
  g_assert_error (error, JZ_ERROR, code);
}

static void
test_share (Fixture *f, gconstpointer data)
{
  Money m = { .amount = 650000, .date = "2026-10-08" };
  Ask   self = { .year = 2026 };

  fixture_write (f->store, &jz_action_fund, funds_cb, &m);
  ask (f, share_cb, &self);
  g_assert_cmpint (self.share.numerator, ==, 12340); /* the consumables; what is bought does not count */
  g_assert_cmpint (self.share.denominator, ==, 0);
  g_assert_cmpint (jz_share_rate (&self.share), ==, -1); /* no data is not 0 % */
  fixture_write (f->store, &jz_action_fund, year_cb, NULL);
  fixture_write (f->store, &jz_action_spend, spend_cb, &m);
  ask (f, share_cb, &self);
  g_assert_cmpint (self.share.numerator, ==, 662340);
  g_assert_cmpint (self.share.denominator, ==, 6500000);
  g_assert_cmpint (jz_share_rate (&self.share), ==, 1019);
  g_assert_cmpint (self.share.target, ==, 20);
  self.year = 2025;
  ask (f, share_cb, &self);
  g_assert_cmpint (self.share.numerator, ==, 0);
  g_assert_cmpint (jz_share_rate (&self.share), ==, -1);
}

static void
test_spend (Fixture *f, gconstpointer data)
{
  Money  m = { .amount = 650000, .date = "2026-10-08" };
  gint64 receipts;

  fixture_write (f->store, &jz_action_fund, funds_cb, &m);
  fixture_write (f->store, &jz_action_spend, spend_cb, &m);
  receipts = fixture_ask (f->store, "SELECT sum (in_amount) FROM turnover");
  for (int by = JZ_SPEND_FUND; by <= JZ_SPEND_YEAR; by++)
    {
      Ask self = { .spend_by = (JzSpendBy) by };

      ask (f, spent_cb, &self);
      g_assert_cmpint (self.spend.ledger + self.spend.given, ==, receipts);
      g_assert_cmpint (self.spend.given, ==, 100);
      g_assert_cmpint (self.spend.noted, ==, 650000);
      g_assert_cmpint (self.spend.spent, ==, receipts - 100 + 650000);
      g_ptr_array_unref (self.rows);
    }
}

/* A receipt that is undone was not spent; undoing that again, it was. */
static void
test_spend_undone (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  Ask    self = { .year = 2026 };
  gint64 undo = 0, before;

  ask (f, spent_cb, &self);
  before = self.spend.spent;
  g_ptr_array_unref (self.rows);
  jz_store_undo_sync (f->store, 0, &fixture_actor, &undo, NULL, &error);
  g_assert_no_error (error);
  ask (f, spent_cb, &self);
  g_assert_cmpint (self.spend.spent, ==, -360000); /* all is taken back in 2026; one computer was bought in 2025 */
  g_ptr_array_unref (self.rows);
  jz_store_undo_sync (f->store, undo, &fixture_actor, NULL, NULL, &error);
  g_assert_no_error (error);
  ask (f, spent_cb, &self);
  g_assert_cmpint (self.spend.spent, ==, before);
  g_ptr_array_unref (self.rows);
}

static void
test_budget (Fixture *f, gconstpointer data)
{
  Money m = { .year = 2026, .amount = 20000 };
  Ask   self = { .year = 2026 };
  const JzBudgetRow *row = NULL;
  gint64 spent = 0;

  fixture_write (f->store, &jz_action_fund, funds_cb, &m);
  fixture_write (f->store, &jz_action_fund, budget_cb, &m);
  m.amount = 30000;
  refuse (f, &jz_action_fund, budget_cb, &m, JZ_ERROR_INVALID); /* a change needs a reason */
  m.reason = "年中追加";
  fixture_write (f->store, &jz_action_fund, budget_cb, &m);
  m.amount = -1;
  refuse (f, &jz_action_fund, budget_cb, &m, JZ_ERROR_INVALID);
  ask (f, budgets_cb, &self);
  for (guint i = 0; i < self.rows->len; i++)
    {
      const JzBudgetRow *one = g_ptr_array_index (self.rows, i);

      spent += one->spent;
      if (one->id != 0)
        row = one;
    }
  g_assert_nonnull (row);
  g_assert_cmpstr (row->purpose, ==, "易耗品");
  g_assert_cmpint (row->planned, ==, 20000);
  g_assert_cmpint (row->amount, ==, 30000);
  g_assert_cmpint (row->spent, ==, 12340);
  g_assert_cmpuint (row->revisions, ==, 1);
  g_ptr_array_unref (self.rows);
  ask (f, spent_cb, &self);
  g_assert_cmpint (spent, ==, self.spend.spent); /* what has no budget is there too */
  g_ptr_array_unref (self.rows);
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  Money m = { .amount = 0, .date = "2026-10-08" };

  fixture_write (f->store, &jz_action_fund, funds_cb, &m);
  refuse (f, &jz_action_spend, spend_cb, &m, JZ_ERROR_INVALID);
  m.amount = 100;
  m.date = "2026-02-30";
  refuse (f, &jz_action_spend, spend_cb, &m, JZ_ERROR_INVALID);
  m.date = "2026-02-28";
  m.fund = 99;
  refuse (f, &jz_action_spend, spend_cb, &m, JZ_ERROR_NOT_FOUND);
  refuse (f, &jz_action_fund, funds_cb, &m, JZ_ERROR_CONFLICT); /* of the same name */
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/value/months", test_months);
  g_test_add_func ("/value/removal", test_removal);
  g_test_add_func ("/value/sum-of-months", test_sum_of_months);
  g_test_add_func ("/value/ranges", test_ranges);
  ADD ("/value/classes", test_classes);
  ADD ("/value/sides", test_sides);
  ADD ("/value/register", test_register);
  ADD ("/value/lots", test_lots);
  ADD ("/value/own", test_own);
  ADD ("/value/life", test_life);
  ADD ("/value/share", test_share);
  ADD ("/value/spend", test_spend);
  ADD ("/value/spend-undone", test_spend_undone);
  ADD ("/value/budget", test_budget);
  ADD ("/value/refused", test_refused);
  return g_test_run ();
}
