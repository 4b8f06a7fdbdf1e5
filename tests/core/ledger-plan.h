/* What a keeper does next, by chance: what the model allows, or what it does not and must be refused.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-store.h"
#include "ledger-model.h"

typedef struct
{
  GRand   *random;
  Model    model, before; /* before: as it was before the newest operation */
  Plan     last;          /* kind N_KINDS: nothing that can be undone; UNDO: that undo */
  gint64   order, lines[2]; /* so much of everything that it is never done */
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
some_person (World *world)
{
  for (;;)
    {
      Person *person = AT (world->model.people, Person, (guint) below (world, world->model.people->len));

      if (person->there)
        return person->id;
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
static gboolean
is_anything (gint64 state)
{
  return TRUE;
}

#define FIRST_YEAR 2022
#define THIS_YEAR 2026
static const gint64 order_prices[] = { 700, 12345 };

static gboolean
plan_arrival (World *world, Plan *plan)
{
  plan->item = some_item (world, -1);
  plan->place = some_place (world);
  if (plan->item == 0)
    return FALSE;
  plan->quantity = 1 + below (world, item_of (&world->model, plan->item)->tracking == CARD ? 3 : 30);
  plan->price = below (world, 20000);
  if (plan->kind == ACCEPT)
    {
      gint64 which = below (world, 2);

      plan->kept = world->order;
      plan->line = world->lines[which];
      plan->price = order_prices[which];
    }
  return TRUE;
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
    case NEW_PERSON:
      return TRUE;
    case RECEIVE:
    case TAKE_IN:
    case ACCEPT:
      return plan_arrival (world, plan);
    case ISSUE:
    case LEND:
      plan->person = some_person (world);
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
    case MERGE_PEOPLE:
      plan->person = some_person (world);
      plan->kept = some_person (world);
      return plan->person != plan->kept;
    case SPLIT:
      if (!some_thing (world, plan, is_stock) || plan->asset != 0 ||
          item_of (&world->model, plan->item)->tracking != LOT)
        return FALSE;
      plan->quantity = below (world, 2) == 0 ? 0 : plan->quantity;
      plan->place = plan->state = plan->holder = 0;
      return TRUE;
    case RENUMBER:
      return some_thing (world, plan, is_anything) && plan->asset != 0;
    case DISPOSE:
      return some_thing (world, plan, is_free) && (plan->asset != 0 || plan->state == STOCK);
    case DAMAGE:
      return some_thing (world, plan, is_anything) && (plan->asset != 0 || plan->state == STOCK);
    case CLOSE_YEAR:
      plan->year = FIRST_YEAR + below (world, THIS_YEAR - FIRST_YEAR);
      plan->refused = plan->year <= closed_of (&world->model);
      return TRUE;
    case REOPEN_YEAR:
      plan->refused = closed_of (&world->model) == 0;
      return TRUE;
    case UNDO:
      if (world->last.kind == UNDO)
        plan->kind = REDO;
      return world->last.kind != N_KINDS;
    case REDO:
    case N_KINDS:
    default:
      g_assert_not_reached ();
    }
}

/* Some vouchers are of an earlier year, whose books may be closed. */
static void
put_date (World *world, Plan *plan)
{
  static const Kind dated[] = { RECEIVE, ISSUE, LEND, RETURN, TRANSFER, WRITE_OFF, ADJUST, TAKE_IN };

  for (guint i = 0; i < G_N_ELEMENTS (dated); i++)
    if (plan->kind == dated[i] && below (world, 3) == 0)
      plan->year = FIRST_YEAR + below (world, THIS_YEAR - FIRST_YEAR);
  if (plan->kind != CLOSE_YEAR && plan->year != 0 && plan->year <= closed_of (&world->model))
    plan->refused = TRUE;
}

/* What the model would not allow: more than there is. */
static void
spoil (World *world, Plan *plan)
{
  if (below (world, 12) != 0 || plan->asset != 0 ||
      !(plan->kind == ISSUE || plan->kind == LEND || plan->kind == RETURN || plan->kind == TRANSFER ||
        plan->kind == WRITE_OFF || plan->kind == SPLIT || plan->kind == DISPOSE || plan->kind == DAMAGE))
    return;
  plan->refused = TRUE;
  plan->quantity = 100000;
}

static void
next_plan (World *world, Plan *plan)
{
  static const Kind often[] = { NEW_ITEM,   NEW_PLACE,   NEW_PERSON,  RECEIVE,      RECEIVE,      RECEIVE,  RECEIVE,
                                ISSUE,      ISSUE,       ISSUE,       LEND,         LEND,         LEND,     RETURN,
                                RETURN,     RETURN,      TRANSFER,    TRANSFER,     WRITE_OFF,    ADJUST,   ADJUST,
                                DISPOSE,    DAMAGE,      ACCEPT,      TAKE_IN,      SPLIT,        RENUMBER, UNDO,
                                CLOSE_YEAR, REOPEN_YEAR, MERGE_ITEMS, MERGE_PLACES, MERGE_PEOPLE, UNDO,     UNDO };

  while (!make_plan (world, often[below (world, G_N_ELEMENTS (often))], plan))
    ;
  put_date (world, plan);
}

