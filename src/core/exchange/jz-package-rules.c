/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-package-rules.h"

#include <glib/gi18n-lib.h>

/* An item's sums. */
typedef struct
{
  gint64               quantity, amount;             /* that it declares */
  gint64               stock_quantity, stock_amount; /* Σ stock */
  gint64               whole_quantity, whole_amount; /* Σ turnover: what the school has more */
  gint64               net_quantity, net_amount;     /* Σ turnover: what its places have more */
  guint                cards;                        /* that stand somewhere */
  guint                line;
  gboolean             card;
  const JzPackagePart *part;
} Item;

/* Those of an item at a place. */
typedef struct
{
  gint64 quantity, amount;         /* Σ stock */
  gint64 net_quantity, net_amount; /* Σ turnover */
  guint  line;
  guint16 part;
  guint8 states;
} Spot;

/* A title of the library. */
typedef struct
{
  gint64               copies, held; /* that it declares, and that are there */
  guint                line;
  const JzPackagePart *part;
} Title;

typedef struct
{
  JzId  id;
  guint line;
  guint part;
} Parent;

struct _JzPackageRules
{
  gboolean             full;
  GPtrArray           *faults;
  GPtrArray           *parts;  /* of JzPackagePart, as they came */
  const JzPackagePart *part;   /* at hand */
  JzIdMap             *others, *schemes, *places, *items, *assets, *spots, *years, *titles, *copies, *months, *rooms, *used, *uses;
  GArray              *item_sums, *spot_sums, *title_sums, *parents;
};

JzPackageRules *
jz_package_rules_new (gboolean full, GPtrArray *faults)
{
  JzPackageRules *self = g_new0 (JzPackageRules, 1);

  self->full = full;
  self->faults = faults;
  self->parts = g_ptr_array_new ();
  self->others = jz_id_map_new ();
  self->schemes = jz_id_map_new ();
  self->places = jz_id_map_new ();
  self->items = jz_id_map_new ();
  self->assets = jz_id_map_new ();
  self->spots = jz_id_map_new ();
  self->years = jz_id_map_new ();
  self->titles = jz_id_map_new ();
  self->copies = jz_id_map_new ();
  self->months = jz_id_map_new ();
  self->rooms = jz_id_map_new ();
  self->used = jz_id_map_new ();
  self->uses = jz_id_map_new ();
  self->title_sums = g_array_new (FALSE, TRUE, sizeof (Title));
  self->item_sums = g_array_new (FALSE, TRUE, sizeof (Item));
  self->spot_sums = g_array_new (FALSE, TRUE, sizeof (Spot));
  self->parents = g_array_new (FALSE, FALSE, sizeof (Parent));
  return self;
}

void
jz_package_rules_free (JzPackageRules *self)
{
  if (self == NULL)
    return;
  jz_id_map_free (self->others);
  jz_id_map_free (self->schemes);
  jz_id_map_free (self->places);
  jz_id_map_free (self->items);
  jz_id_map_free (self->assets);
  jz_id_map_free (self->spots);
  jz_id_map_free (self->years);
  jz_id_map_free (self->titles);
  jz_id_map_free (self->copies);
  jz_id_map_free (self->months);
  jz_id_map_free (self->rooms);
  jz_id_map_free (self->used);
  jz_id_map_free (self->uses);
  g_array_unref (self->title_sums);
  g_array_unref (self->item_sums);
  g_array_unref (self->spot_sums);
  g_array_unref (self->parents);
  g_ptr_array_unref (self->parts);
  g_free (self);
}

static void
blame (JzPackageRules *self, const JzPartRow *row, const char *what)
{
  jz_package_fault (self->faults, "content", self->part->name, row->line, what);
}

static void
add (JzPackageRules *self, const JzPartRow *row, gint64 *sum, gint64 value)
{
  if (__builtin_add_overflow (*sum, value, sum))
    blame (self, row, _("the numbers are larger than any school has"));
}

/* The number that its id gets; JZ_ID_NONE when it was there before. */
static guint
enter (JzPackageRules *self, JzIdMap *map, const JzPartRow *row)
{
  gboolean is_new = FALSE;
  guint    number = jz_id_map_ensure (map, &row->id, &is_new);

  if (is_new)
    return number;
  blame (self, row, _("this row is there twice"));
  return JZ_ID_NONE;
}

static guint
refer (JzPackageRules *self, JzIdMap *map, const JzPartRow *row, const JzId *id)
{
  guint number = jz_id_map_find (map, id);

  if (number == JZ_ID_NONE && self->full)
    blame (self, row, _("it refers to a row that the package does not have"));
  return number;
}

static void
take_place (JzPackageRules *self, const JzPartRow *row)
{
  Parent parent = { row->first, row->line, self->parts->len - 1 };

  if (enter (self, self->places, row) != JZ_ID_NONE && row->has_first)
    g_array_append_val (self->parents, parent);
}

static void
take_item (JzPackageRules *self, const JzPartRow *row)
{
  Item item = {
    .quantity = row->quantity, .amount = row->amount, .line = row->line, .card = row->card, .part = self->part
  };

  if (enter (self, self->items, row) == JZ_ID_NONE)
    return;
  g_array_append_val (self->item_sums, item);
  refer (self, self->schemes, row, &row->first);
}

static void
take_asset (JzPackageRules *self, const JzPartRow *row)
{
  guint item;

  enter (self, self->assets, row);
  item = refer (self, self->items, row, &row->first);
  if (row->has_second)
    refer (self, self->places, row, &row->second);
  if (item != JZ_ID_NONE && row->has_second)
    g_array_index (self->item_sums, Item, item).cards++;
}

/* The sums of an item at a place, made when there are none; NULL when one of them is not there. */
static Spot *
spot_of (JzPackageRules *self, const JzPartRow *row, guint *item)
{
  guint    place = refer (self, self->places, row, &row->second), number;
  JzId     id;
  gboolean is_new;
  Spot     fresh = { .line = row->line, .part = (guint16) (self->parts->len - 1) };

  *item = refer (self, self->items, row, &row->first);
  if (place == JZ_ID_NONE || *item == JZ_ID_NONE)
    return NULL;
  id = (JzId){ { (guint64) *item << 32 | place, 0 } };
  number = jz_id_map_ensure (self->spots, &id, &is_new);
  if (is_new)
    g_array_append_val (self->spot_sums, fresh);
  return &g_array_index (self->spot_sums, Spot, number);
}

static void
take_stock (JzPackageRules *self, const JzPartRow *row)
{
  guint item_number;
  Spot *spot = spot_of (self, row, &item_number);
  Item *item;

  if (spot == NULL)
    return;
  item = &g_array_index (self->item_sums, Item, item_number);
  if (spot->states & row->state)
    blame (self, row, _("this row is there twice"));
  spot->states |= row->state;
  add (self, row, &spot->quantity, row->quantity);
  add (self, row, &spot->amount, row->amount);
  add (self, row, &item->stock_quantity, row->quantity);
  add (self, row, &item->stock_amount, row->amount);
  if (row->quantity < 0 || row->amount < 0)
    blame (self, row, _("there is less than nothing of it"));
}

static void
take_year (JzPackageRules *self, const JzPartRow *row)
{
  guint    item_number;
  Spot    *spot = spot_of (self, row, &item_number);
  JzId     id;
  gboolean is_new = FALSE;
  Item    *item;

  if (spot == NULL)
    return;
  item = &g_array_index (self->item_sums, Item, item_number);
  id = (JzId){ { (guint64) (spot - &g_array_index (self->spot_sums, Spot, 0)), (guint64) row->year } };
  jz_id_map_ensure (self->years, &id, &is_new);
  if (!is_new)
    blame (self, row, _("this row is there twice"));
  add (self, row, &spot->net_quantity, row->quantity);
  add (self, row, &spot->net_amount, row->amount);
  add (self, row, &item->net_quantity, row->quantity);
  add (self, row, &item->net_amount, row->amount);
  add (self, row, &item->whole_quantity, row->whole_quantity);
  add (self, row, &item->whole_amount, row->whole_amount);
}

static void
take_title (JzPackageRules *self, const JzPartRow *row)
{
  Title title = { .copies = row->quantity, .line = row->line, .part = self->part };

  if (enter (self, self->titles, row) != JZ_ID_NONE)
    g_array_append_val (self->title_sums, title);
}

static void
take_copy (JzPackageRules *self, const JzPartRow *row)
{
  guint title = refer (self, self->titles, row, &row->first);

  enter (self, self->copies, row);
  refer (self, self->places, row, &row->second);
  if (title != JZ_ID_NONE && row->state != 0 && !row->deleted)
    g_array_index (self->title_sums, Title, title).held++;
}

/* Known by month and main class. */
static void
take_lent (JzPackageRules *self, const JzPartRow *row)
{
  JzPartRow known = *row;

  known.id = (JzId){ { (guint64) row->year, row->state } };
  enter (self, self->months, &known);
}

/* Known by its place. */
static void
take_room (JzPackageRules *self, const JzPartRow *row)
{
  JzPartRow known = *row;

  known.id = row->second;
  enter (self, self->rooms, &known);
  refer (self, self->places, row, &row->second);
}

/* Known by room and month. */
static void
take_used (JzPackageRules *self, const JzPartRow *row)
{
  JzPartRow known = *row;
  gboolean  is_new;
  guint     room = jz_id_map_ensure (self->used, &row->second, &is_new);

  refer (self, self->places, row, &row->second);
  known.id = (JzId){ { room, (guint64) row->year } };
  enter (self, self->uses, &known);
}

static void
take_experiment (JzPackageRules *self, const JzPartRow *row)
{
  enter (self, self->others, row);
  if (row->quantity > row->amount)
    blame (self, row, _("more classes have done it than had to"));
}

void
jz_package_rules_take (JzPackageRules *self, const JzPackagePart *part, GArray *rows)
{
  self->part = part;
  g_ptr_array_add (self->parts, (gpointer) part);
  for (guint i = 0; i < rows->len; i++)
    {
      const JzPartRow *row = &g_array_index (rows, JzPartRow, i);

      switch ((JzRowKind) row->kind)
        {
        case JZ_ROW_OTHER: enter (self, self->others, row); break;
        case JZ_ROW_SCHEME: enter (self, self->schemes, row); break;
        case JZ_ROW_PLACE: take_place (self, row); break;
        case JZ_ROW_ITEM: take_item (self, row); break;
        case JZ_ROW_ASSET: take_asset (self, row); break;
        case JZ_ROW_STOCK: take_stock (self, row); break;
        case JZ_ROW_YEAR: take_year (self, row); break;
        case JZ_ROW_TITLE: take_title (self, row); break;
        case JZ_ROW_COPY: take_copy (self, row); break;
        case JZ_ROW_LENT: take_lent (self, row); break;
        case JZ_ROW_ROOM: take_room (self, row); break;
        case JZ_ROW_USED: take_used (self, row); break;
        case JZ_ROW_EXPERIMENT: take_experiment (self, row); break;
        }
    }
}

static void
judge_item (JzPackageRules *self, const Item *item)
{
  const char *what = NULL;

  if (item->quantity != item->stock_quantity || item->amount != item->stock_amount)
    what = _("its quantity or amount is not the sum of its stock rows");
  else if (item->quantity != item->whole_quantity || item->amount != item->whole_amount)
    what = _("what came and went over the years is not what there is");
  else if (item->net_quantity != item->whole_quantity || item->net_amount != item->whole_amount)
    what = _("what left its places did not arrive at others");
  else if (item->card && item->quantity != (gint64) item->cards * 1000)
    what = _("it has more or fewer cards than pieces");
  if (what != NULL)
    jz_package_fault (self->faults, "content", item->part->name, item->line, what);
}

void
jz_package_rules_finish (JzPackageRules *self)
{
  if (!self->full)
    return;
  for (guint i = 0; i < self->parents->len; i++)
    {
      const Parent        *parent = &g_array_index (self->parents, Parent, i);
      const JzPackagePart *part = g_ptr_array_index (self->parts, parent->part);

      if (jz_id_map_find (self->places, &parent->id) == JZ_ID_NONE)
        jz_package_fault (self->faults, "content", part->name, parent->line,
                          _("it refers to a row that the package does not have"));
    }
  for (guint i = 0; i < self->item_sums->len; i++)
    judge_item (self, &g_array_index (self->item_sums, Item, i));
  for (guint i = 0; i < self->title_sums->len; i++)
    {
      const Title *title = &g_array_index (self->title_sums, Title, i);

      if (title->copies != title->held)
        jz_package_fault (self->faults, "content", title->part->name, title->line,
                          _("it has more or fewer copies than it says"));
    }
  for (guint i = 0; i < self->spot_sums->len; i++)
    {
      const Spot          *spot = &g_array_index (self->spot_sums, Spot, i);
      const JzPackagePart *part = g_ptr_array_index (self->parts, spot->part);

      if (spot->quantity != spot->net_quantity || spot->amount != spot->net_amount)
        jz_package_fault (self->faults, "content", part->name, spot->line,
                          _("what came to this place and went is not what stands there"));
    }
}
