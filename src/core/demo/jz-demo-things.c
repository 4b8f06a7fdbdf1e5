/* The catalogue as this school has it: how much of what, where it stands, and what was there at the beginning.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jz-demo"
#include "config.h"

#include "jz-demo-private.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "jz-item.h"
#include "jz-money.h"
#include "jz-posting.h"

/* Rooms that a row of the catalogue names: by name, by kind, or all that are not classrooms. */
static gboolean
is_meant (const Room *room, const char *wanted)
{
  static const char *const special[] = { "物理实验室", "化学实验室", "生物实验室", "科学实验室", "音乐教室", "美术教室", "舞蹈教室", "劳技教室",
                                         "心理辅导室", "综合实践教室", NULL };

  if (g_str_equal (wanted, "教室"))
    return g_str_equal (room->purpose, "普通教室");
  if (g_str_equal (wanted, "专用教室"))
    return g_strv_contains (special, room->purpose);
  return g_str_equal (room->name, wanted) || g_str_equal (room->purpose, wanted);
}

/* Where it stands; a room that only larger schools have is the 仪器室 in a smaller one. */
static GPtrArray *
rooms_for (Demo *demo, const char *wanted, gboolean fixture)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  for (guint i = 0; i < demo->rooms->len; i++)
    {
      Room *room = g_ptr_array_index (demo->rooms, i);

      if (is_meant (room, wanted) && (fixture || room->shelves->len > 0))
        g_ptr_array_add (found, room);
    }
  return found->len > 0 || g_str_equal (wanted, "仪器室") ? g_steal_pointer (&found) : rooms_for (demo, "仪器室", fixture);
}

static double
units_per (Demo *demo, guint row, guint n_rooms)
{
  const char *per = jz_reference_get (demo->items, row, "per"),
             *subject = jz_reference_get (demo->items, row, "subject");
  double      size = demo->scale->classes / 36.0;
  int         labs = 0;

  if (g_str_equal (per, "class"))
    return demo->scale->classes;
  if (g_str_equal (per, "pupil"))
    return demo_n_pupils (demo);
  if (g_str_equal (per, "teacher"))
    return demo->staff->len;
  if (g_str_equal (per, "room"))
    return n_rooms;
  if (g_str_equal (per, "school"))
    return MAX (1, size);
  for (guint i = 0; i < demo->rooms->len; i++)
    {
      Room *room = g_ptr_array_index (demo->rooms, i);

      labs += g_str_has_prefix (room->purpose, subject);
    }
  return MAX (1, labs);
}

/* A small school has cards only for what the accounts call an asset: of 1,000 yuan and more, or one of its kind. */
#define CHEAPEST_ASSET 100000

static Tracking
tracking_of (Demo *demo, guint row, gint64 price)
{
  const char *word = jz_reference_get (demo->items, row, "tracking");
  gboolean single = g_str_equal (jz_reference_get (demo->items, row, "per"), "school") &&
                    strlen (jz_reference_get (demo->items, row, "quantity")) == 1;

  if (g_str_equal (word, "consumable"))
    return TRACK_USED;
  if (demo->scale->desks ? !g_str_equal (word, "lot") :
                           g_str_equal (word, "card") && (single || price >= CHEAPEST_ASSET))
    return TRACK_CARD;
  return TRACK_LOT;
}

static gint64
times_ten (int n)
{
  gint64 power = 1;

  while (n-- > 0)
    power *= 10;
  return power;
}

static void
place_thing (Demo *demo, Thing *thing, GPtrArray *rooms)
{
  if (thing->fixture)
    {
      for (guint i = 0; i < rooms->len; i++)
        g_array_append_val (thing->places, ((Room *) g_ptr_array_index (rooms, i))->id);
      return;
    }
  for (guint i = 0; i < rooms->len; i++)
    {
      Room *room = g_ptr_array_index (rooms, i);

      if (i + 1 < rooms->len && demo_chance (demo, 0.5))
        continue;
      /* Neighbours in the catalogue stand beside each other. */
      if (demo_chance (demo, 0.4))
        room->next_shelf = (room->next_shelf + 1) % room->shelves->len;
      g_array_append_val (thing->places, g_array_index (room->shelves, gint64, room->next_shelf));
      return;
    }
}

static Thing *
thing_new (Demo *demo, guint row)
{
  JzReference *items = demo->items;
  Thing       *thing = g_new0 (Thing, 1);
  g_autoptr (GPtrArray) rooms = NULL;

  thing->subject = jz_reference_get (items, row, "subject");
  thing->name = jz_reference_get (items, row, "name");
  thing->group = g_str_has_prefix (jz_reference_get (items, row, "code"), "601") ? "家具" : thing->subject;
  thing->maker = jz_reference_get (items, row, "maker");
  thing->decimals = atoi (jz_reference_get (items, row, "decimals"));
  thing->unit = times_ten (thing->decimals);
  jz_money_parse (jz_reference_get (items, row, "price"), &thing->price);
  thing->tracking = tracking_of (demo, row, thing->price);
  thing->life = atoi (jz_reference_get (items, row, "life"));
  thing->fixture = thing->tracking != TRACK_USED && g_str_equal (jz_reference_get (items, row, "kept"), "room");
  thing->places = g_array_new (FALSE, FALSE, sizeof (gint64));
  thing->cards = g_array_new (FALSE, TRUE, sizeof (Card));
  rooms = rooms_for (demo, jz_reference_get (items, row, "room"), thing->fixture);
  place_thing (demo, thing, rooms);
  thing->wanted = MAX (1, (gint64) (g_ascii_strtod (jz_reference_get (items, row, "quantity"), NULL) *
                                      units_per (demo, row, rooms->len) +
                                    0.5));
  thing->wanted *= thing->unit;
  return thing;
}

static gboolean
add_item (Demo *demo, JzOperation *operation, guint row, GError **error)
{
  static const char *const ways[] = { "card", "lot", "consumable" };
  JzReference *items = demo->items;
  Thing       *thing = thing_new (demo, row);
  JzItemData data = { .code = jz_reference_get (items, row, "code"),
                      .name = thing->name,
                      .spec = jz_reference_get (items, row, "spec"),
                      .unit = jz_reference_get (items, row, "unit"),
                      .decimals = thing->decimals,
                      .tracking = ways[thing->tracking],
                      .subject = thing->subject,
                      .least = thing->tracking == TRACK_USED ? thing->wanted / 8 / thing->unit * thing->unit : -1 };
  GPtrArray   *same;

  g_ptr_array_add (demo->things, thing);
  same = g_hash_table_lookup (demo->things_by_name, thing->name);
  if (same == NULL)
    {
      same = g_ptr_array_new ();
      g_hash_table_insert (demo->things_by_name, (gpointer) thing->name, same);
    }
  g_ptr_array_add (same, thing);
  return jz_item_add (operation, &data, &thing->item, error);
}

/* What comes in numbers is bought so many times over that the school has the assets it should. */
static void
fit_cards (Demo *demo)
{
  gint64 few = 0, many = 0, left;
  Thing *most = NULL;

  for (guint i = 0; i < demo->things->len; i++)
    {
      Thing *thing = g_ptr_array_index (demo->things, i);

      if (thing->tracking == TRACK_CARD)
        *(thing->wanted > 4 ? &many : &few) += thing->wanted;
    }
  left = MAX (demo->scale->assets - few, many / 5);
  for (guint i = 0; i < demo->things->len; i++)
    {
      Thing *thing = g_ptr_array_index (demo->things, i);

      if (thing->tracking != TRACK_CARD || thing->wanted <= 4)
        continue;
      thing->wanted = MAX (1, (thing->wanted * left + many / 2) / many);
      few += thing->wanted;
      if (most == NULL || thing->wanted > most->wanted)
        most = thing;
    }
  if (most != NULL)
    most->wanted = MAX (1, most->wanted + demo->scale->assets - few);
}

gboolean
demo_make_things (Demo *demo, GError **error)
{
  g_autoptr (JzOperation) operation = demo_begin (demo, &jz_action_item, demo->head, error);

  if (operation == NULL)
    return FALSE;
  demo->serial = 1;
  demo->things_by_name = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < demo->items->rows->len; i++)
    if (!add_item (demo, operation, i, error))
      return FALSE;
  fit_cards (demo);
  jz_operation_describe (operation,
                         g_dngettext (GETTEXT_PACKAGE, "Imported %u item", "Imported %u items", demo->things->len),
                         demo->things->len);
  return jz_operation_commit (g_steal_pointer (&operation), NULL, error);
}

/* The beginning: what was there when the books were opened. */

/* Bought some time in the life of such a thing, in autumn or spring as schools do. */
static JzDate
bought_on (Demo *demo, const Thing *thing)
{
  int year, month, day;

  jz_date_get (demo->first, &year, &month, &day);
  year -= demo_between (demo, 1, MAX (1, thing->life - 1));
  return demo_chance (demo, 0.7) ? jz_date_new (year, demo_between (demo, 9, 11), demo_between (demo, 3, 28)) :
                                   jz_date_new (year, 3, demo_between (demo, 5, 28));
}

/* The books of a subject while they are opened. */
typedef struct
{
  JzOperation *operation;
  gint64       voucher;
  int          year;
  guint        line;
  GArray      *assets; /* of gint64 */
} Books;

static gboolean
open_card (Demo *demo, Books *books, Thing *thing, JzAssetData *data, JzDate acquired, GError **error)
{
  gint64           place = thing->fixture ? demo_next_place (thing) : g_array_index (thing->places, gint64, 0);
  g_autofree char *number = g_strdup_printf ("ZC-%06" G_GINT64_FORMAT, demo->serial++);
  JzMove move = { .item = thing->item,
                  .from = JZ_OUTSIDE,
                  .to = { place, thing->fixture ? "use" : "stock", 0 },
                  .quantity = 1,
                  .amount = thing->price };
  Card             card = { .acquired = acquired, .place = place, .in_use = thing->fixture };

  data->number = number;
  if (!jz_asset_add (books->operation, thing->item, data, &move.asset, error))
    return FALSE;
  card.asset = move.asset;
  g_array_append_val (thing->cards, card);
  g_array_append_val (books->assets, card.asset);
  return jz_posting_add (books->operation, books->voucher, books->year, books->line++, &move, error);
}

/* Cards that were bought together. */
static gboolean
open_cards (Demo *demo, Books *books, Thing *thing, gint64 quantity, GError **error)
{
  JzDate      acquired = bought_on (demo, thing);
  char        iso[JZ_DATE_LENGTH];
  JzAssetData data = { .price = thing->price, .acquired = jz_date_to_iso (acquired, iso), .maker = thing->maker };

  demo_choose_origin (demo, thing->group, &data.fund, &data.origin, &data.supplier);
  for (gint64 i = 0; i < quantity; i++)
    if (!open_card (demo, books, thing, &data, acquired, error))
      return FALSE;
  return TRUE;
}

static gboolean
open_lot (Books *books, Thing *thing, gint64 quantity, GError **error)
{
  gint64 n = thing->fixture ? MIN ((gint64) thing->places->len, quantity) : 1;

  for (gint64 i = 0; i < n; i++)
    {
      gint64 share = quantity / n + (i < quantity % n);
      JzMove move = { .item = thing->item,
                      .from = JZ_OUTSIDE,
                      .to = { demo_next_place (thing), thing->fixture ? "use" : "stock", 0 },
                      .quantity = share,
                      .amount = thing->price * share / thing->unit };

      if (!jz_posting_add (books->operation, books->voucher, books->year, books->line++, &move, error))
        return FALSE;
    }
  *(thing->fixture ? &thing->installed : &thing->stock) += quantity;
  return TRUE;
}

static gboolean
open_thing (Demo *demo, Books *books, Thing *thing, GError **error)
{
  double usual = demo->scale->opening * (0.85 + 0.3 * g_rand_double (demo->random));
  double part = thing->tracking == TRACK_USED ? 0.4 : demo_chance (demo, 0.12) ? 0.2 : MIN (usual, 1);
  gint64 quantity = (gint64) ((double) (thing->wanted / thing->unit) * part + 0.5) * thing->unit;
  gint64 half = quantity > 3 ? quantity / 2 : 0;

  if (quantity == 0)
    return TRUE;
  if (thing->tracking != TRACK_CARD)
    return open_lot (books, thing, quantity, error);
  return (half == 0 || open_cards (demo, books, thing, half, error)) &&
         open_cards (demo, books, thing, quantity - half, error);
}

/* One import for each subject, as the paper ledgers were kept. */
static gboolean
open_subject (Demo *demo, const char *subject, GError **error)
{
  static const JzAction action = { "import.ledger", "import" };
  g_autoptr (JzOperation) operation = demo_begin (demo, &action, demo->keeper, error);
  g_autoptr (GArray) assets = g_array_new (FALSE, FALSE, sizeof (gint64));
  char          iso[JZ_DATE_LENGTH];
  JzVoucherHead head = { .kind = "opening", .date = demo_iso (demo, iso), .reason = "建账，期初结存" };
  Books         books = { operation, 0, atoi (iso), 1, assets };

  if (operation == NULL)
    return FALSE;
  jz_operation_set_bulk (operation, TRUE);
  if (!jz_posting_begin (operation, &head, &books.voucher, error))
    return FALSE;
  for (guint i = 0; i < demo->things->len; i++)
    {
      Thing *thing = g_ptr_array_index (demo->things, i);

      if (g_str_equal (thing->subject, subject) && !open_thing (demo, &books, thing, error))
        return FALSE;
    }
  if (assets->len > 0)
    demo_label_later (demo, assets, 5, 30);
  jz_operation_describe (operation,
                         g_dngettext (GETTEXT_PACKAGE, "Opened the books of %s with %u line",
                                      "Opened the books of %s with %u lines", books.line - 1),
                         subject, books.line - 1);
  return jz_operation_commit (g_steal_pointer (&operation), NULL, error);
}

gboolean
demo_post_opening (Demo *demo, GError **error)
{
  g_autoptr (GPtrArray) subjects = g_ptr_array_new ();

  for (guint i = 0; i < demo->things->len; i++)
    {
      Thing *thing = g_ptr_array_index (demo->things, i);

      if (!g_ptr_array_find_with_equal_func (subjects, thing->subject, g_str_equal, NULL))
        g_ptr_array_add (subjects, (gpointer) thing->subject);
    }
  for (guint i = 0; i < subjects->len; i++)
    if (!open_subject (demo, g_ptr_array_index (subjects, i), error))
      return FALSE;
  return TRUE;
}

/* Things at hand. */

gint64
demo_thing_total (const Thing *thing)
{
  return thing->tracking == TRACK_CARD ? (gint64) thing->cards->len : thing->stock + thing->installed;
}

gint64
demo_next_place (Thing *thing)
{
  return g_array_index (thing->places, gint64, thing->next_place++ % thing->places->len);
}

Card *
demo_card (Thing *thing, gint64 asset)
{
  for (guint i = 0; i < thing->cards->len; i++)
    if (g_array_index (thing->cards, Card, i).asset == asset)
      return &g_array_index (thing->cards, Card, i);
  return NULL;
}

void
demo_add_line (GArray *lines, const Thing *thing, gint64 asset, gint64 quantity, gint64 place)
{
  JzLine line = { .item = thing->item, .asset = asset, .quantity = quantity, .place = place };

  g_array_append_val (lines, line);
}

gint64
demo_take (Thing *thing, gint64 quantity, gboolean out, GArray *lines)
{
  gint64 taken = 0;

  if (thing->tracking != TRACK_CARD)
    {
      taken = MIN (quantity, thing->stock);
      if (taken > 0)
        demo_add_line (lines, thing, 0, taken, g_array_index (thing->places, gint64, 0));
      thing->stock -= taken;
      return taken;
    }
  for (guint i = 0; i < thing->cards->len && taken < quantity; i++)
    {
      Card *card = &g_array_index (thing->cards, Card, i);

      if (card->in_use || card->out)
        continue;
      card->out = out;
      demo_add_line (lines, thing, card->asset, 1, 0);
      taken++;
    }
  return taken;
}
