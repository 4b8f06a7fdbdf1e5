/* A ledger so simple that it can be read: what must come of a plan, for test-model-ledger.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>
#include <string.h>

enum
{
  STOCK,
  USE,
  LOAN
};
enum
{
  CARD,
  LOT,
  USED
};

/* What is done: numbers only, so that it can be told to another process. */
typedef enum
{
  NEW_ITEM,
  NEW_PLACE,
  NEW_PERSON,
  RECEIVE,
  ISSUE,
  LEND,
  RETURN,
  TRANSFER,
  WRITE_OFF,
  ADJUST,
  MERGE_ITEMS,
  MERGE_PLACES,
  MERGE_PEOPLE,
  SPLIT,
  RENUMBER,
  TAKE_IN,
  ACCEPT,
  DISPOSE,
  DAMAGE,
  CLOSE_YEAR,
  REOPEN_YEAR,
  UNDO,
  REDO, /* the undo is undone */
  N_KINDS
} Kind;

typedef struct
{
  gint64 kind, item, asset, quantity, price, place, state, holder, to, person, kept, refused, serial;
  gint64 year; /* of its date; 0: today */
  gint64 line; /* of the order that is accepted */
  gint64 exact; /* comes back from just that spot */
} Plan;

#define N_NUMBERS (sizeof (Plan) / sizeof (gint64))

/* The model. */

typedef struct
{
  gint64 item, place, state, holder, quantity, amount;
} Spot;
typedef struct
{
  gint64   id, item, price, place, state, holder;
  gboolean here;
} Asset;
typedef struct
{
  gint64   id, tracking, in, out;
  gboolean there;
} Item;
typedef struct
{
  gint64   id;
  gboolean there;
} Place, Person;

typedef struct
{
  GArray *spots, *assets, *items, *places, *people;
  gint64  next_item, next_place, next_person, next_asset;
  gint64  closed[4]; /* years, as they were closed */
  guint   n_closed;
} Model;

#define AT(array, type, i) (&g_array_index ((array), type, (i)))

static GArray *
new_array (gsize size)
{
  return g_array_new (FALSE, TRUE, (guint) size);
}

static GArray *
copy_of (GArray *array)
{
  GArray *copy = g_array_sized_new (FALSE, TRUE, g_array_get_element_size (array), array->len);

  g_array_append_vals (copy, array->data, array->len);
  return copy;
}

static Model
model_new (void)
{
  return (Model){ .spots = new_array (sizeof (Spot)),
                  .assets = new_array (sizeof (Asset)),
                  .items = new_array (sizeof (Item)),
                  .places = new_array (sizeof (Place)),
                  .people = new_array (sizeof (Person)),
                  .next_asset = 1 };
}

static Model
model_copy (const Model *model)
{
  Model copy = *model;

  copy.spots = copy_of (model->spots);
  copy.assets = copy_of (model->assets);
  copy.items = copy_of (model->items);
  copy.places = copy_of (model->places);
  copy.people = copy_of (model->people);
  return copy;
}

/* The newest year whose books are closed; 0: none. */
static gint64
closed_of (const Model *model)
{
  return model->n_closed > 0 ? model->closed[model->n_closed - 1] : 0;
}

static void
model_clear (Model *model)
{
  g_clear_pointer (&model->spots, g_array_unref);
  g_clear_pointer (&model->assets, g_array_unref);
  g_clear_pointer (&model->items, g_array_unref);
  g_clear_pointer (&model->places, g_array_unref);
  g_clear_pointer (&model->people, g_array_unref);
}

static Item *
item_of (Model *model, gint64 id)
{
  for (guint i = 0; i < model->items->len; i++)
    if (AT (model->items, Item, i)->id == id)
      return AT (model->items, Item, i);
  return NULL;
}

static Asset *
asset_of (Model *model, gint64 id)
{
  for (guint i = 0; i < model->assets->len; i++)
    if (AT (model->assets, Asset, i)->id == id)
      return AT (model->assets, Asset, i);
  return NULL;
}

static Spot *
spot_of (Model *model, gint64 item, gint64 place, gint64 state, gint64 holder)
{
  Spot fresh = { item, place, state, holder, 0, 0 };

  for (guint i = 0; i < model->spots->len; i++)
    {
      Spot *spot = AT (model->spots, Spot, i);

      if (spot->item == item && spot->place == place && spot->state == state && spot->holder == holder)
        return spot;
    }
  g_array_append_val (model->spots, fresh);
  return AT (model->spots, Spot, model->spots->len - 1);
}

/* The share that leaves takes its part of the value; the last takes all. */
static gint64
take (Spot *spot, gint64 quantity)
{
  gint64 amount =
      quantity == spot->quantity ? spot->amount : (spot->amount * quantity + spot->quantity / 2) / spot->quantity;

  g_assert_cmpint (spot->quantity, >=, quantity);
  spot->quantity -= quantity;
  spot->amount -= amount;
  return amount;
}

static void
put (Model *model, gint64 item, gint64 place, gint64 state, gint64 holder, gint64 quantity, gint64 amount)
{
  Spot *spot = spot_of (model, item, place, state, holder);

  spot->quantity += quantity;
  spot->amount += amount;
}

static void
add_asset (Model *model, gint64 item, gint64 price, gint64 place, gint64 state, gint64 holder)
{
  Asset asset = { model->next_asset++, item, price, place, state, holder, TRUE };

  g_array_append_val (model->assets, asset);
}

static void
add_item (Model *model, gint64 tracking)
{
  Item item = { model->next_item++, tracking, 0, 0, TRUE };

  g_array_append_val (model->items, item);
}

/* Carrying a plan out on the model. */

static void
model_move (Model *model, const Plan *plan, gboolean out, gint64 place, gint64 state, gint64 holder)
{
  gint64 quantity = plan->asset != 0 ? 1 : plan->quantity;

  if (plan->asset != 0)
    {
      Asset *asset = asset_of (model, plan->asset);

      asset->here = !out;
      asset->place = place;
      asset->state = state;
      asset->holder = holder;
    }
  else
    {
      gint64 amount = take (spot_of (model, plan->item, plan->place, plan->state, plan->holder), quantity);

      if (!out)
        put (model, plan->item, place, state, holder, quantity, amount);
    }
  if (out)
    item_of (model, plan->item)->out += quantity;
}

static void
model_receive (Model *model, const Plan *plan)
{
  Item *item = item_of (model, plan->item);

  item->in += plan->quantity;
  if (item->tracking != CARD)
    put (model, plan->item, plan->place, STOCK, 0, plan->quantity, plan->quantity * plan->price);
  else
    for (gint64 i = 0; i < plan->quantity; i++)
      add_asset (model, plan->item, plan->price, plan->place, STOCK, 0);
}

/* What is lent comes back before what was issued. */
static void
model_return (Model *model, const Plan *plan)
{
  gint64 left = plan->quantity;

  if (plan->asset != 0)
    {
      model_move (model, plan, FALSE, asset_of (model, plan->asset)->place, STOCK, 0);
      return;
    }
  for (gint64 state = LOAN; state >= USE; state--)
    {
      if (plan->exact && state != plan->state)
        continue;
      Spot  *spot = spot_of (model, plan->item, plan->place, state, plan->person);
      gint64 part = MIN (left, spot->quantity), amount = part > 0 ? take (spot, part) : 0;

      if (part > 0)
        put (model, plan->item, plan->place, STOCK, 0, part, amount);
      left -= part;
    }
}

static void
model_adjust (Model *model, const Plan *plan)
{
  gint64 all = 0, value = 0;

  if (plan->asset != 0 || plan->quantity < 0)
    {
      Plan down = *plan;

      down.quantity = ABS (plan->quantity);
      model_move (model, &down, TRUE, 0, 0, 0);
      return;
    }
  for (guint i = 0; i < model->spots->len; i++)
    if (AT (model->spots, Spot, i)->item == plan->item)
      {
        all += AT (model->spots, Spot, i)->quantity;
        value += AT (model->spots, Spot, i)->amount;
      }
  put (model, plan->item, plan->place, STOCK, 0, plan->quantity, all > 0 ? value * plan->quantity / all : 0);
  item_of (model, plan->item)->in += plan->quantity;
}

static void
model_merge_items (Model *model, const Plan *plan)
{
  Item  *gone = item_of (model, plan->item), *kept = item_of (model, plan->kept);
  gint64 moved = 0;

  for (guint i = 0, n = model->spots->len; i < n; i++)
    {
      Spot spot = *AT (model->spots, Spot, i);

      if (spot.item != plan->item || spot.quantity == 0)
        continue;
      moved += spot.quantity;
      AT (model->spots, Spot, i)->quantity = AT (model->spots, Spot, i)->amount = 0;
      put (model, plan->kept, spot.place, spot.state, spot.holder, spot.quantity, spot.amount);
    }
  for (guint i = 0; i < model->assets->len; i++)
    {
      Asset *asset = AT (model->assets, Asset, i);

      moved += asset->item == plan->item && asset->here;
      if (asset->item == plan->item)
        asset->item = plan->kept;
    }
  gone->out += moved;
  kept->in += moved;
  gone->there = FALSE;
}

static void
model_merge_places (Model *model, const Plan *plan)
{
  for (guint i = 0, n = model->spots->len; i < n; i++)
    {
      Spot spot = *AT (model->spots, Spot, i);

      if (spot.place != plan->place || spot.quantity == 0)
        continue;
      AT (model->spots, Spot, i)->quantity = AT (model->spots, Spot, i)->amount = 0;
      put (model, spot.item, plan->kept, spot.state, spot.holder, spot.quantity, spot.amount);
    }
  for (guint i = 0; i < model->assets->len; i++)
    if (AT (model->assets, Asset, i)->here && AT (model->assets, Asset, i)->place == plan->place)
      AT (model->assets, Asset, i)->place = plan->kept;
  for (guint i = 0; i < model->places->len; i++)
    if (AT (model->places, Place, i)->id == plan->place)
      AT (model->places, Place, i)->there = FALSE;
}

static void
model_merge_people (Model *model, const Plan *plan)
{
  for (guint i = 0, n = model->spots->len; i < n; i++)
    {
      Spot spot = *AT (model->spots, Spot, i);

      if (spot.holder != plan->person || spot.quantity == 0)
        continue;
      AT (model->spots, Spot, i)->quantity = AT (model->spots, Spot, i)->amount = 0;
      put (model, spot.item, spot.place, spot.state, plan->kept, spot.quantity, spot.amount);
    }
  for (guint i = 0; i < model->assets->len; i++)
    if (AT (model->assets, Asset, i)->here && AT (model->assets, Asset, i)->holder == plan->person)
      AT (model->assets, Asset, i)->holder = plan->kept;
  for (guint i = 0; i < model->people->len; i++)
    if (AT (model->people, Person, i)->id == plan->person)
      AT (model->people, Person, i)->there = FALSE;
}

static int
split_order (gconstpointer a, gconstpointer b)
{
  const Spot *one = a, *other = b;

  if (one->state != other->state)
    return one->state < other->state ? -1 : 1;
  if (one->place != other->place)
    return one->place < other->place ? -1 : 1;
  return one->holder < other->holder ? -1 : one->holder > other->holder;
}

static void
model_split (Model *model, const Plan *plan)
{
  g_autoptr (GArray) there = new_array (sizeof (Spot));
  gint64 left = plan->quantity, all = 0, done = 0, into = model->next_item;

  for (guint i = 0; i < model->spots->len; i++)
    if (AT (model->spots, Spot, i)->item == plan->item && AT (model->spots, Spot, i)->quantity > 0)
      {
        all += AT (model->spots, Spot, i)->quantity;
        g_array_append_val (there, *AT (model->spots, Spot, i));
      }
  if (left == 0)
    left = all;
  g_array_sort (there, split_order);
  add_item (model, CARD);
  for (guint i = 0; i < there->len && left > 0; i++)
    {
      const Spot *spot = AT (there, Spot, i);
      gint64      part = MIN (left, spot->quantity);
      gint64      amount = take (spot_of (model, spot->item, spot->place, spot->state, spot->holder), part);

      for (gint64 n = 0; n < part; n++)
        add_asset (model, into, amount / part + (n < amount % part), spot->place, spot->state, spot->holder);
      left -= part;
      done += part;
    }
  item_of (model, plan->item)->out += done;
  item_of (model, into)->in += done;
  item_of (model, plan->item)->there = done < all;
}

static void
model_apply (Model *model, const Plan *plan)
{
  gboolean card = plan->asset != 0;

  switch ((Kind) plan->kind)
    {
    case NEW_ITEM:
      add_item (model, plan->state);
      break;
    case NEW_PLACE:
      g_array_append_vals (model->places, &(Place){ model->next_place, TRUE }, 1);
      model->next_place++;
      break;
    case NEW_PERSON:
      g_array_append_vals (model->people, &(Person){ model->next_person, TRUE }, 1);
      model->next_person++;
      break;
    case RECEIVE:
    case TAKE_IN:
    case ACCEPT:
      model_receive (model, plan);
      break;
    case ISSUE:
      model_move (model, plan, item_of (model, plan->item)->tracking == USED, plan->to != 0 ? plan->to : plan->place,
                  USE, plan->person);
      break;
    case LEND:
      model_move (model, plan, FALSE, plan->place, LOAN, plan->person);
      break;
    case RETURN:
      model_return (model, plan);
      break;
    case TRANSFER:
      model_move (model, plan, FALSE, plan->to, card ? asset_of (model, plan->asset)->state : plan->state,
                  card ? asset_of (model, plan->asset)->holder : plan->holder);
      break;
    case WRITE_OFF:
    case DISPOSE:
    case DAMAGE:
      model_move (model, plan, TRUE, 0, 0, 0);
      break;
    case ADJUST:
      model_adjust (model, plan);
      break;
    case MERGE_ITEMS:
      model_merge_items (model, plan);
      break;
    case MERGE_PLACES:
      model_merge_places (model, plan);
      break;
    case MERGE_PEOPLE:
      model_merge_people (model, plan);
      break;
    case SPLIT:
      model_split (model, plan);
      break;
    case RENUMBER: /* nothing that the ledger knows of */
      break;
    case CLOSE_YEAR:
      model->closed[model->n_closed++] = plan->year;
      break;
    case REOPEN_YEAR:
      model->n_closed--;
      break;
    case UNDO:
    case REDO:
    case N_KINDS:
    default:
      g_assert_not_reached ();
    }
}

/* Everything that can be undone is the newest: the model goes back to what it was. Rows that entries refer to stay,
 * marked void. */
static void
model_undo (Model *model, Model *before, const Plan *last)
{
  Model back = model_copy (before);

  if (last->kind != NEW_ITEM)
    back.next_item = model->next_item;
  if (last->kind != NEW_PLACE)
    back.next_place = model->next_place;
  if (last->kind != NEW_PERSON)
    back.next_person = model->next_person;
  back.next_asset = model->next_asset;
  model_clear (model);
  *model = back;
}
