/* model-ledger: what a keeper may do in any order, beside a ledger so simple that it can be read.
 *
 * A plan is made that the model allows (or one that it does not, which must be refused), carried out on the file and on
 * the model, and after so many of them balances, positions, what came and went, and all invariants are compared. Now
 * and then plans are carried out by another process, which is killed in the middle: what the file kept is all that was
 * committed. The seed is printed; JIAOZHUANG_SEED repeats it, JIAOZHUANG_FULL=1 makes it long.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "jz-merge.h"
#include "jz-split.h"
#include "ledger-model.h"
#include "support/school-fixture.h"

static const char *const trackings[] = { "card", "lot", "consumable" };
static const char *const states[] = { [STOCK] = "stock", [USE] = "use", [LOAN] = "loan" };

/* Carrying a plan out on the file. */

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
  JzTerms          terms = { .person = plan->person, .to_place = plan->to, .reason = "x" };
  g_autofree char *name = g_strdup_printf ("物%" G_GINT64_FORMAT, plan->serial);
  JzItemData       item = { .name = name, .unit = "个", .tracking = trackings[plan->state], .least = -1 };
  JzPlaceData      place = { .kind = "room", .name = name };
  JzSplit          split = { .item = plan->item, .quantity = plan->quantity, .spec = name };
  g_auto (JzDone) done = { 0 };
  g_autoptr (GArray) assets = NULL;
  gint64 id;

  switch ((Kind) plan->kind)
    {
    case NEW_ITEM:
      return jz_item_add (operation, &item, &id, error);
    case NEW_PLACE:
      return jz_place_add (operation, &place, &id, error);
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
    case SPLIT:
      return jz_item_split (operation, &split, &assets, error);
    case UNDO:
    case N_KINDS:
    default:
      g_assert_not_reached ();
    }
}

static gboolean
carry_out (JzStore *store, const Plan *plan, GError **error)
{
  if (plan->kind == UNDO)
    return jz_store_undo_sync (store, 0, &fixture_actor, NULL, NULL, error);
  return jz_store_write_sync (store, &jz_action_receive, &fixture_actor, plan_cb, (gpointer) plan, NULL, NULL, NULL,
                              error);
}

/* Making plans. */

typedef struct
{
  GRand   *random;
  Model    model, before; /* before: as it was before the newest operation */
  Plan     last;          /* kind N_KINDS: nothing that can be undone */
  gint64   people[3];
  gint64   serial;
  JzStore *store;
  char    *path;
} World;

static gint64
below (World *world, guint n)
{
  return g_rand_int_range (world->random, 0, (gint32) n);
}

static gint64
some_place (World *world)
{
  for (;;)
    {
      Place *place = AT (world->model.places, Place, (guint) below (world, world->model.places->len));

      if (place->there)
        return place->id;
    }
}

static gint64
some_item (World *world, gint64 tracking)
{
  for (int tries = 0; tries < 50; tries++)
    {
      Item *item = AT (world->model.items, Item, (guint) below (world, world->model.items->len));

      if (item->there && (tracking < 0 || item->tracking == tracking))
        return item->id;
    }
  return 0;
}

/* Something that is there: an asset, or a part of a spot. FALSE: nothing was hit upon. */
static gboolean
some_thing (World *world, Plan *plan, gboolean (*fits) (gint64 state))
{
  for (int tries = 0; tries < 30; tries++)
    if (below (world, 2) == 0 && world->model.assets->len > 0)
      {
        Asset *asset = AT (world->model.assets, Asset, (guint) below (world, world->model.assets->len));

        if (!asset->here || !fits (asset->state))
          continue;
        plan->asset = asset->id;
        plan->item = asset->item;
        plan->place = asset->place;
        plan->state = asset->state;
        plan->quantity = 1;
        return TRUE;
      }
    else if (world->model.spots->len > 0)
      {
        Spot *spot = AT (world->model.spots, Spot, (guint) below (world, world->model.spots->len));

        if (spot->quantity == 0 || !fits (spot->state) || !item_of (&world->model, spot->item)->there)
          continue;
        plan->item = spot->item;
        plan->place = spot->place;
        plan->state = spot->state;
        plan->holder = spot->holder;
        plan->quantity = below (world, 4) == 0 ? spot->quantity : 1 + below (world, (guint) spot->quantity);
        return TRUE;
      }
  return FALSE;
}

static gboolean
is_stock (gint64 state)
{
  return state == STOCK;
}
static gboolean
is_out (gint64 state)
{
  return state != STOCK;
}
static gboolean
is_free (gint64 state)
{
  return state != LOAN;
}

/* FALSE: the model has nothing to do it with. */
static gboolean
make_plan (World *world, Kind kind, Plan *plan)
{
  *plan = (Plan){ .kind = kind, .serial = ++world->serial };
  switch (kind)
    {
    case NEW_ITEM:
      plan->state = below (world, 3);
      return TRUE;
    case NEW_PLACE:
      return TRUE;
    case RECEIVE:
      plan->item = some_item (world, -1);
      plan->place = some_place (world);
      plan->quantity =
          1 + below (world, plan->item != 0 && item_of (&world->model, plan->item)->tracking == CARD ? 3 : 30);
      plan->price = below (world, 20000);
      return plan->item != 0;
    case ISSUE:
    case LEND:
      plan->person = world->people[below (world, 3)];
      plan->to = kind == ISSUE && below (world, 2) == 0 ? some_place (world) : 0;
      return some_thing (world, plan, below (world, 3) == 0 ? is_free : is_stock) &&
             (kind == ISSUE || item_of (&world->model, plan->item)->tracking != USED);
    case RETURN:
      if (!some_thing (world, plan, is_out))
        return FALSE;
      plan->person = plan->asset != 0 ? 0 : plan->holder;
      plan->exact = below (world, 2);
      if (plan->asset != 0)
        plan->place = 0;
      return TRUE;
    case TRANSFER:
      plan->to = some_place (world);
      return some_thing (world, plan, is_free) && plan->to != plan->place;
    case WRITE_OFF:
      return some_thing (world, plan, is_free);
    case ADJUST:
      if (below (world, 2) == 0)
        {
          if (!some_thing (world, plan, is_free))
            return FALSE;
          plan->quantity = -plan->quantity;
          return TRUE;
        }
      plan->item = some_item (world, below (world, 2) == 0 ? LOT : USED);
      plan->place = some_place (world);
      plan->quantity = 1 + below (world, 9);
      return plan->item != 0;
    case MERGE_ITEMS:
      plan->item = some_item (world, -1);
      plan->kept = plan->item != 0 ? some_item (world, item_of (&world->model, plan->item)->tracking) : 0;
      return plan->kept != 0 && plan->kept != plan->item;
    case MERGE_PLACES:
      plan->place = some_place (world);
      plan->kept = some_place (world);
      return plan->place != plan->kept;
    case SPLIT:
      if (!some_thing (world, plan, is_stock) || plan->asset != 0 ||
          item_of (&world->model, plan->item)->tracking != LOT)
        return FALSE;
      plan->quantity = below (world, 2) == 0 ? 0 : plan->quantity;
      plan->place = plan->state = plan->holder = 0;
      return TRUE;
    case UNDO:
      return world->last.kind != N_KINDS;
    case N_KINDS:
    default:
      g_assert_not_reached ();
    }
}

/* What the model would not allow: more than there is. */
static void
spoil (World *world, Plan *plan)
{
  plan->refused = below (world, 12) == 0 && plan->asset == 0 &&
                  (plan->kind == ISSUE || plan->kind == LEND || plan->kind == RETURN || plan->kind == TRANSFER ||
                   plan->kind == WRITE_OFF || plan->kind == SPLIT);
  if (plan->refused)
    plan->quantity = 100000;
}

static void
next_plan (World *world, Plan *plan)
{
  static const Kind often[] = { NEW_ITEM,    NEW_PLACE,    RECEIVE,  RECEIVE,   RECEIVE,   RECEIVE, ISSUE,
                                ISSUE,       ISSUE,        LEND,     LEND,      LEND,      RETURN,  RETURN,
                                RETURN,      TRANSFER,     TRANSFER, WRITE_OFF, WRITE_OFF, ADJUST,  ADJUST,
                                MERGE_ITEMS, MERGE_PLACES, SPLIT,    UNDO,      UNDO,      UNDO };

  while (!make_plan (world, often[below (world, G_N_ELEMENTS (often))], plan))
    ;
}

static void
apply_to_model (World *world, const Plan *plan)
{
  if (plan->refused)
    return;
  if (plan->kind == UNDO)
    {
      model_undo (&world->model, &world->before, &world->last);
      world->last.kind = N_KINDS;
      return;
    }
  model_clear (&world->before);
  world->before = model_copy (&world->model);
  world->last = *plan;
  model_apply (&world->model, plan);
}

/* Comparing. */

static int
spot_order (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, sizeof (Spot));
}

/* All that is there, cards too, as the balances have it. */
static GArray *
expected_balances (Model *model)
{
  Model   sums = model_copy (model);
  GArray *there = new_array (sizeof (Spot));

  for (guint i = 0; i < sums.assets->len; i++)
    {
      const Asset *asset = AT (sums.assets, Asset, i);

      if (asset->here)
        put (&sums, asset->item, asset->place, asset->state, asset->holder, 1, asset->price);
    }
  for (guint i = 0; i < sums.spots->len; i++)
    if (AT (sums.spots, Spot, i)->quantity != 0)
      g_array_append_val (there, *AT (sums.spots, Spot, i));
  g_array_sort (there, spot_order);
  model_clear (&sums);
  return there;
}

static gboolean
compare_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  World *world = data;
  g_autoptr (GArray) expected = expected_balances (&world->model), found = new_array (sizeof (Spot));
  JzStatement *row =
      jz_connection_query (connection, error,
                           "SELECT item, place, CASE state WHEN 'stock' THEN 0 WHEN 'use' THEN 1 ELSE 2 END, holder, "
                           "quantity, amount FROM balance WHERE quantity <> 0 OR amount <> 0",
                           "");

  while (jz_statement_next (row))
    {
      Spot spot = { jz_statement_int64 (row, 0), jz_statement_int64 (row, 1), jz_statement_int64 (row, 2),
                    jz_statement_int64 (row, 3), jz_statement_int64 (row, 4), jz_statement_int64 (row, 5) };

      g_array_append_val (found, spot);
    }
  g_assert_true (jz_statement_finish (row, error));
  g_array_sort (found, spot_order);
  g_assert_cmpmem (found->data, found->len * sizeof (Spot), expected->data, expected->len * sizeof (Spot));

  row = jz_connection_query (
      connection, error,
      "SELECT asset, place, CASE state WHEN 'stock' THEN 0 WHEN 'use' THEN 1 ELSE 2 END, holder FROM position", "");
  for (guint n = 0;; n++)
    {
      Asset *asset;

      if (!jz_statement_next (row))
        {
          for (guint i = 0; i < world->model.assets->len; i++)
            n -= AT (world->model.assets, Asset, i)->here;
          g_assert_cmpuint (n, ==, 0);
          break;
        }
      asset = asset_of (&world->model, jz_statement_int64 (row, 0));
      g_assert_nonnull (asset);
      g_assert_true (asset->here && asset->place == jz_statement_int64 (row, 1) &&
                     asset->state == jz_statement_int64 (row, 2) && asset->holder == jz_statement_int64 (row, 3));
    }
  g_assert_true (jz_statement_finish (row, error));

  for (guint i = 0; i < world->model.items->len; i++)
    {
      const Item *item = AT (world->model.items, Item, i);
      gint64      in, out, there;

      jz_connection_number (connection, &in, 0, error, "SELECT sum (in_quantity) FROM turnover WHERE item = ?", "l",
                            item->id);
      jz_connection_number (connection, &out, 0, error, "SELECT sum (out_quantity) FROM turnover WHERE item = ?", "l",
                            item->id);
      jz_connection_number (connection, &there, 0, error, "SELECT voided IS NULL FROM item WHERE id = ?", "l",
                            item->id);
      g_assert_cmpint (in, ==, item->in);
      g_assert_cmpint (out, ==, item->out);
      g_assert_cmpint (there, ==, item->there);
    }
  return TRUE;
}

static void
compare (World *world)
{
  g_autoptr (GError) error = NULL;

  jz_store_read_sync (world->store, compare_cb, world, NULL, &error);
  g_assert_no_error (error);
  fixture_check (world->store);
}

/* Another process, which is killed. */

static int
be_child (const char *path)
{
  g_autoptr (GError) error = NULL;
  JzStore *store = jz_store_open (path, JZ_STORE_OPEN, 5, &error);
  Plan     plan;

  g_assert_no_error (error);
  jz_store_set_undo_hook (store, jz_posting_undo);
  while (fread (&plan, sizeof plan, 1, stdin) == 1)
    {
      g_clear_error (&error);
      g_assert_true (carry_out (store, &plan, &error) == !plan.refused);
      g_assert_true (write (STDOUT_FILENO, ".", 1) == 1);
    }
  jz_store_close (store);
  return 0;
}

static gint64
n_operations (World *world)
{
  return fixture_ask (world->store, "SELECT count(*) FROM operation");
}

static void
reopen (World *world)
{
  g_autoptr (GError) error = NULL;

  world->store = jz_store_open (world->path, JZ_STORE_OPEN, 5, &error);
  g_assert_no_error (error);
  jz_store_set_undo_hook (world->store, jz_posting_undo);
}

/* Some plans by another process, which is killed while it is at the last: that one came into the file as a whole, or
 * not at all. */
static guint
crash (World *world, const char *program)
{
  const char *argv[] = { program, "--child", world->path, NULL };
  g_autoptr (GError) error = NULL;
  gint64 before = n_operations (world), after;
  guint  whole = (guint) below (world, 6);
  Plan   plan;
  GPid   child;
  int    to, from, status;
  char   dot;

  jz_store_close (world->store);
  g_clear_object (&world->store);
  g_spawn_async_with_pipes (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &child, &to, &from, NULL,
                            &error);
  g_assert_no_error (error);
  for (guint i = 0; i <= whole; i++)
    {
      next_plan (world, &plan);
      g_assert_cmpint (write (to, &plan, sizeof plan), ==, sizeof plan);
      if (i == whole)
        break;
      g_assert_cmpint (read (from, &dot, 1), ==, 1);
      apply_to_model (world, &plan);
    }
  g_usleep ((gulong) below (world, 6000));
  kill (child, SIGKILL);
  waitpid (child, &status, 0);
  close (to);
  close (from);
  reopen (world);
  after = n_operations (world) - before;
  g_assert_true (after == whole || after == whole + 1);
  if (after > whole)
    apply_to_model (world, &plan);
  return (guint) after;
}

static gboolean
people_cb (JzOperation *operation, gpointer data, GError **error)
{
  World *world = data;

  for (guint i = 0; i < G_N_ELEMENTS (world->people); i++)
    {
      g_autofree char *name = g_strdup_printf ("人%u", i);

      if (!jz_person_ensure (operation, name, &world->people[i], error))
        return FALSE;
    }
  return TRUE;
}

static void
begin (World *world, guint32 seed)
{
  world->random = g_rand_new_with_seed (seed);
  world->store = fixture_school ();
  world->path = g_strdup (jz_store_get_path (world->store));
  world->model = model_new ();
  world->before = model_new ();
  world->last.kind = N_KINDS;
  fixture_write (world->store, &jz_action_add_person, people_cb, world);
  world->model.next_item = 1 + fixture_ask (world->store, "SELECT ifnull (max (id), 0) FROM item");
  world->model.next_place = 1 + fixture_ask (world->store, "SELECT ifnull (max (id), 0) FROM place");
  for (guint i = 0; i < 9; i++)
    {
      g_autoptr (GError) error = NULL;
      Plan plan = { .kind = i < 6 ? NEW_ITEM : NEW_PLACE, .state = i % 3, .serial = ++world->serial };

      carry_out (world->store, &plan, &error);
      g_assert_no_error (error);
      apply_to_model (world, &plan);
    }
}

static const char *own_program;

static void
test_model (void)
{
  gboolean full = g_strcmp0 (g_getenv ("JIAOZHUANG_FULL"), "1") == 0;
  guint    operations = full ? 10000 : 1000, every = full ? 250 : 100;
  guint32  seed =
      g_getenv ("JIAOZHUANG_SEED") != NULL ? (guint32) atoll (g_getenv ("JIAOZHUANG_SEED")) : g_random_int ();
  World world = { 0 };

  g_test_message ("JIAOZHUANG_SEED=%u", seed);
  printf ("# JIAOZHUANG_SEED=%u\n", seed);
  begin (&world, seed);
  for (guint i = 1; i <= operations; i++)
    {
      g_autoptr (GError) error = NULL;
      Plan     plan;
      gboolean ok;

      next_plan (&world, &plan);
      spoil (&world, &plan);
      ok = carry_out (world.store, &plan, &error);
      if (ok == (plan.refused != 0))
        g_error ("operation %u of seed %u, kind %d: %s", i, seed, (int) plan.kind,
                 error != NULL ? error->message : "was not refused");
      apply_to_model (&world, &plan);
      if (i % every == 0)
        compare (&world);
      if (i % (every * 2) == 0)
        i += crash (&world, own_program);
    }
  compare (&world);
  g_assert_cmpint (fixture_ask (world.store, "SELECT count(*) FROM operation"), >, operations / 2);
  jz_store_close (world.store);
  g_clear_object (&world.store);
  model_clear (&world.model);
  model_clear (&world.before);
  g_rand_free (world.random);
  g_free (world.path);
}

int
main (int argc, char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "--child"))
    {
      g_setenv ("JIAOZHUANG_TODAY", "2026-11-22", TRUE);
      return be_child (argv[2]);
    }
  own_program = argv[0];
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model-ledger/random", test_model);
  return g_test_run ();
}
