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

#include "ledger-acts.h"

static void
apply_to_model (World *world, const Plan *plan)
{
  if (plan->refused)
    return;
  if (plan->kind == REDO)
    {
      model_clear (&world->model);
      world->model = model_copy (&world->before);
      world->last.kind = N_KINDS;
      return;
    }
  if (plan->kind == UNDO)
    {
      Model undone = model_copy (&world->model);

      model_undo (&world->model, &world->before, &world->last);
      model_clear (&world->before);
      world->before = undone;
      world->last = *plan;
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
  guint  n = (guint) below (world, 6), whole = 0; /* whole: those of them that are operations */
  Plan   plan;
  GPid   child;
  int    to, from, status;
  char   dot;

  jz_store_close (world->store);
  g_clear_object (&world->store);
  g_spawn_async_with_pipes (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &child, &to, &from, NULL,
                            &error);
  g_assert_no_error (error);
  for (guint i = 0; i <= n; i++)
    {
      next_plan (world, &plan);
      g_assert_cmpint (write (to, &plan, sizeof plan), ==, sizeof plan);
      if (i == n)
        break;
      g_assert_cmpint (read (from, &dot, 1), ==, 1);
      apply_to_model (world, &plan);
      whole += !plan.refused;
    }
  g_usleep ((gulong) below (world, 6000));
  kill (child, SIGKILL);
  waitpid (child, &status, 0);
  close (to);
  close (from);
  reopen (world);
  after = n_operations (world) - before;
  g_assert_true (after == whole || (!plan.refused && after == whole + 1));
  if (after > whole)
    apply_to_model (world, &plan);
  return (guint) after;
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
  world->model.next_item = 1 + fixture_ask (world->store, "SELECT ifnull (max (id), 0) FROM item");
  world->model.next_place = 1 + fixture_ask (world->store, "SELECT ifnull (max (id), 0) FROM place");
  world->model.next_person = 1 + fixture_ask (world->store, "SELECT ifnull (max (id), 0) FROM person");
  for (guint i = 0; i < 12; i++)
    {
      g_autoptr (GError) error = NULL;
      Plan plan = { .kind = i < 6 ? NEW_ITEM : i < 9 ? NEW_PLACE : NEW_PERSON, .state = i % 3, .serial = ++world->serial };

      carry_out (world->store, &plan, &error);
      g_assert_no_error (error);
      apply_to_model (world, &plan);
    }
  order_much (world);
  world->last.kind = N_KINDS;
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
