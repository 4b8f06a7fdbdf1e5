/* long-run: thousands of operations by chance against a model in memory that only adds and subtracts. What the model
 * would refuse is refused, what it would do is done, and the balances agree all the way.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "support/cut-vfs.h"
#include "workload.h"

#define N_PLACES 3
#define N_PEOPLE 3 /* nobody, Wang, Li */

enum { LOT, USED, CARD, N_ITEMS };
enum { LOAN, STOCK, USE, N_STATES };

/* How much of an item is where, in which state, with whom. */
typedef gint64 Balances[N_ITEMS][N_PLACES][N_STATES][N_PEOPLE];

typedef struct
{
  gint64   operation;
  Balances delta;
  gboolean undone;
  gboolean cards; /* which card is where the model does not know */
} Deed;

typedef struct
{
  Workload *work;
  GRand    *random;
  gint64    items[N_ITEMS], places[N_PLACES], people[N_PEOPLE];
  Balances  now;
  GArray   *deeds; /* of Deed */
  guint     done, refused, undone;
} Model;

typedef gboolean (*VoucherFunc) (JzOperation *, const JzTerms *, const JzLine *, guint, JzDone *, GError **);

typedef struct
{
  VoucherFunc func;
  JzTerms     terms;
  JzLine      line;
} Try;

static gboolean
try_cb (JzOperation *operation, gpointer data, GError **error)
{
  Try *attempt = data;
  g_auto (JzDone) done = { 0 };

  return attempt->func (operation, &attempt->terms, &attempt->line, 1, &done, error);
}

/* Adds @delta to what there is, where all of it stays above zero. */
static gboolean
add (Model *model, const Balances delta)
{
  gint64       *now = (gint64 *) model->now;
  const gint64 *change = (const gint64 *) delta;

  for (gsize i = 0; i < sizeof (Balances) / sizeof (gint64); i++)
    if (now[i] + change[i] < 0)
      return FALSE;
  for (gsize i = 0; i < sizeof (Balances) / sizeof (gint64); i++)
    now[i] += change[i];
  return TRUE;
}

static void
keep (Model *model, gint64 operation, const Balances delta, gboolean cards)
{
  Deed deed = { .operation = operation, .cards = cards };

  memcpy (deed.delta, delta, sizeof (Balances));
  g_array_append_val (model->deeds, deed);
  model->done++;
}

/* Does it in the file; the model must have foretold whether it would be done. */
static void
run (Model *model, Try attempt, gboolean possible, const Balances delta, gboolean cards)
{
  g_autoptr (GError) error = NULL;
  gint64 operation;

  if (possible)
    possible = add (model, delta);
  if (jz_store_write_sync (model->work->store, &jz_action_receive, &fixture_actor, try_cb, &attempt, &operation, NULL, NULL, &error))
    {
      g_assert_true (possible);
      keep (model, operation, delta, cards);
      return;
    }
  if (possible || !g_error_matches (error, JZ_ERROR, JZ_ERROR_INVALID))
    g_error ("the model would have done it: %s", error->message);
  model->refused++;
}

static int
choose (Model *model, int n)
{
  return g_rand_int_range (model->random, 0, n);
}

static void
receive (Model *model, int item, int place, gint64 quantity)
{
  Balances delta = { 0 };

  delta[item][place][STOCK][0] = quantity;
  run (model, (Try){ jz_voucher_receive, { 0 }, { .item = model->items[item], .quantity = quantity, .price = 1000, .place = model->places[place] } }, TRUE,
       delta, item == CARD);
}

/* One price for all, so that no average is ever rounded: this is about quantities. */
static void
take (Model *model, VoucherFunc func, int item, int place, int to, int person, gint64 quantity)
{
  Balances delta = { 0 };
  gboolean possible = TRUE;

  delta[item][place][STOCK][0] -= quantity;
  if (func == jz_voucher_issue && item != USED)
    delta[item][to][USE][person] += quantity;
  if (func == jz_voucher_issue)
    possible = TRUE;
  else if (func == jz_voucher_loan)
    {
      delta[item][place][LOAN][person] += quantity;
      possible = item != USED && person != 0;
    }
  else if (func == jz_voucher_transfer)
    {
      delta[item][to][STOCK][0] += quantity;
      possible = to != place;
    }
  run (model, (Try){ func, { .person = model->people[person], .to_place = model->places[to], .reason = "随机" },
                     { .item = model->items[item], .quantity = quantity, .place = model->places[place], .state = "stock" } }, possible, delta,
       item == CARD);
}

/* Lent comes back before used, as much as is asked for. */
static void
give_back (Model *model, int item, int place, int person, gint64 quantity)
{
  Balances delta = { 0 };
  gint64   lent = MIN (quantity, model->now[item][place][LOAN][person]);

  if (item == CARD || person == 0)
    return;
  delta[item][place][LOAN][person] = -lent;
  delta[item][place][USE][person] = -(quantity - lent);
  delta[item][place][STOCK][0] = quantity;
  run (model, (Try){ jz_voucher_return, { .person = model->people[person] },
                     { .item = model->items[item], .quantity = quantity, .place = model->places[place] } }, TRUE, delta, FALSE);
}

static void
adjust (Model *model, int item, int place, gint64 quantity)
{
  Balances delta = { 0 };
  gint64   all = 0;

  for (int p = 0; p < N_PLACES; p++)
    for (int s = 0; s < N_STATES; s++)
      for (int who = 0; who < N_PEOPLE; who++)
        all += model->now[item][p][s][who];
  if (item == CARD || (quantity > 0 && all == 0))
    return; /* a card is found by name; what is found where there is none is worth nothing */
  delta[item][place][STOCK][0] = quantity;
  run (model, (Try){ jz_voucher_adjust, { .reason = "盘点" }, { .item = model->items[item], .quantity = quantity, .place = model->places[place] } }, TRUE,
       delta, FALSE);
}

static void
undo (Model *model)
{
  guint    back = (guint) choose (model, 15) + 1;
  Deed    *deed = back <= model->deeds->len ? &g_array_index (model->deeds, Deed, model->deeds->len - back) : NULL;
  Balances inverse = { 0 };
  gint64   operation;
  gboolean cards, possible;
  g_autoptr (GError) error = NULL;

  if (deed == NULL || deed->undone)
    return;
  for (gsize i = 0; i < sizeof (Balances) / sizeof (gint64); i++)
    ((gint64 *) inverse)[i] = -((gint64 *) deed->delta)[i];
  cards = deed->cards;
  if (jz_store_undo_sync (model->work->store, deed->operation, &fixture_actor, &operation, NULL, &error))
    {
      deed->undone = TRUE;
      g_assert_true (add (model, inverse));
      keep (model, operation, inverse, cards);
      model->undone++;
      return;
    }
  g_assert_error (error, JZ_ERROR, JZ_ERROR_CONFLICT);
  possible = add (model, inverse);
  if (possible && !cards)
    g_error ("operation %" G_GINT64_FORMAT ": the model would have undone it: %s", deed->operation, error->message);
  if (possible) /* another card of the item is there, not this one */
    add (model, deed->delta);
  model->refused++;
}

static void
step (Model *model)
{
  int    item = choose (model, N_ITEMS), place = choose (model, N_PLACES), to = choose (model, N_PLACES), person = choose (model, N_PEOPLE);
  gint64 quantity = (choose (model, 4) + 1) * (item == USED ? 1000 : 1);

  switch (choose (model, 9))
    {
    case 0:
    case 1: receive (model, item, place, quantity); break;
    case 2: take (model, jz_voucher_issue, item, place, to, person, quantity); break;
    case 3: take (model, jz_voucher_loan, item, place, to, person, quantity); break;
    case 4: take (model, jz_voucher_transfer, item, place, to, person, quantity); break;
    case 5: take (model, jz_voucher_write_off, item, place, to, person, quantity); break;
    case 6: give_back (model, item, place, person, quantity); break;
    case 7: adjust (model, item, place, choose (model, 2) ? quantity : -quantity); break;
    default: undo (model); break;
    }
}

/* The file's balances, all of them, against the model's. */
static void
compare (Model *model)
{
  static const char *const states[N_STATES] = { [LOAN] = "loan", [STOCK] = "stock", [USE] = "use" };
  gint64 sum = 0;

  for (int item = 0; item < N_ITEMS; item++)
    for (int place = 0; place < N_PLACES; place++)
      for (int state = 0; state < N_STATES; state++)
        for (int person = 0; person < N_PEOPLE; person++)
          {
            g_autofree char *sql = g_strdup_printf ("SELECT ifnull (sum (quantity), 0) FROM balance WHERE item = %d AND place = %d AND state = '%s' AND holder = %d",
                                                    (int) model->items[item], (int) model->places[place], states[state], (int) model->people[person]);

            g_assert_cmpint (fixture_ask (model->work->store, sql), ==, model->now[item][place][state][person]);
            sum += model->now[item][place][state][person];
          }
  g_assert_cmpint (fixture_ask (model->work->store, "SELECT ifnull (sum (quantity), 0) FROM balance"), ==, sum);
}

static gboolean
third_place_cb (JzOperation *operation, gpointer data, GError **error)
{
  guint added = 0;

  return jz_place_ensure (operation, "仪器室2-1", data, &added, error);
}

static void
test_long_run (void)
{
  g_autoptr (Workload) work = workload_new ();
  g_autoptr (GError)   error = NULL;
  g_autofree char     *faults = NULL;
  guint n = workload_full () ? 5000 : 500;
  Model model = { .work = work, .random = g_rand_new_with_seed ((guint32) g_test_rand_int ()), .deeds = g_array_new (FALSE, FALSE, sizeof (Deed)) };

  g_assert_true (workload_open (work, &error));
  fixture_write (work->store, &jz_action_place, third_place_cb, &model.places[2]);
  memcpy (model.items, (gint64[]){ work->things.lot, work->things.used, work->things.card }, sizeof model.items);
  model.places[0] = work->things.shelf;
  model.places[1] = work->things.room;
  memcpy (model.people, (gint64[]){ 0, work->things.wang, work->things.li }, sizeof model.people);
  for (guint i = 1; i <= n; i++)
    {
      step (&model);
      if (i % 100 == 0)
        compare (&model);
      if (i % 1000 == 0)
        {
          workload_close (work);
          g_assert_true (workload_open (work, &error));
        }
    }
  faults = workload_faults (work->store, &error);
  g_assert_cmpstr (faults, ==, "");
  g_test_message ("%u done, %u of them undone, %u refused", model.done, model.undone, model.refused);
  g_assert_cmpuint (model.undone, >, n / 100);
  g_assert_cmpuint (model.refused, >, n / 20);
  g_array_unref (model.deeds);
  g_rand_free (model.random);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  cut_vfs_register (); /* spares the disk */
  g_test_add_func ("/long-run/balances", test_long_run);
  return g_test_run ();
}
