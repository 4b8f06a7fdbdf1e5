/* What comes into the school: deliveries in autumn and spring, what is used up month by month; labels, and issuing
 * what is to stand in rooms.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jz-demo"
#include "config.h"

#include "jz-demo-private.h"

#include <string.h>

static const JzAction action_label = { "label.print", "label" };

/* Prices move a little from order to order, and are round. */
static gint64
price_now (Demo *demo, const Thing *thing)
{
  gint64 price = (gint64) ((double) thing->price * (0.97 + 0.07 * g_rand_double (demo->random)));
  gint64 round = price > 100000 ? 1000 : price > 10000 ? 100 : price > 1000 ? 10 : 5;

  return MAX (round, (price + round / 2) / round * round);
}

/* The paper of a delivery. */
typedef struct
{
  JzTerms terms;
  char    invoice[16];
} Paper;

void
demo_choose_origin (Demo *demo, const char *group, const char **fund, const char **origin, const char **supplier)
{
  gboolean given, county;

  *fund = demo_phrase (demo, "fund", "", NULL);
  given = g_str_equal (*fund, "社会捐赠");
  county = g_str_equal (*fund, "县统采");
  *origin = given ? "接受捐赠" : county ? "无偿调入" : "购置";
  *supplier = given ? demo_phrase (demo, "donor", "", NULL) : demo_phrase (demo, "supplier", group, NULL);
}

static void
write_paper (Demo *demo, Paper *paper, const char *group)
{
  *paper = (Paper){ 0 };
  demo_choose_origin (demo, group, &paper->terms.fund, &paper->terms.origin, &paper->terms.supplier);
  if (g_str_equal (paper->terms.origin, "接受捐赠"))
    return;
  demo->invoice += demo_between (demo, 3, 4000);
  g_snprintf (paper->invoice, sizeof paper->invoice, "%08" G_GINT64_FORMAT, 10482000 + demo->invoice % 80000000);
  paper->terms.invoice = paper->invoice;
}

/* Labels, a day or two later. */

static gboolean
print_labels (Demo *demo, Event *event, GError **error)
{
  g_autoptr (JzOperation) operation = demo_begin (demo, &action_label, demo->keeper, error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < event->lines->len; i++)
    g_array_append_val (ids, g_array_index (event->lines, JzLine, i).asset);
  return operation != NULL &&
         jz_asset_mark_labelled (operation, (const gint64 *) (gpointer) ids->data, ids->len, error) &&
         jz_operation_commit (g_steal_pointer (&operation), NULL, error);
}

void
demo_label_later (Demo *demo, GArray *assets, int least, int most)
{
  Event *event;

  if (demo->today - demo->source.today < 100 && demo_chance (demo, 0.3))
    return; /* they still lack theirs */
  event = demo_event_new (print_labels);
  for (guint i = 0; i < assets->len; i++)
    {
      JzLine line = { .asset = g_array_index (assets, gint64, i) };

      g_array_append_val (event->lines, line);
    }
  demo_later (demo, demo->source.today + demo_between (demo, least, most), event);
}

/* Issuing what waits in the store room: one paper for each room. */

static gboolean
issue_to_room (Demo *demo, Event *event, GError **error)
{
  JzTerms terms = { .to_place = event->place, .reason = demo_phrase (demo, "issue", "", NULL) };

  for (guint i = 0; i < demo->rooms->len; i++)
    {
      Room *room = g_ptr_array_index (demo->rooms, i);

      if (room->id == event->place)
        terms.person = room->keeper;
    }
  for (guint i = 0; i < event->lines->len; i++)
    {
      JzLine *line = &g_array_index (event->lines, JzLine, i);
      Thing  *thing = g_ptr_array_index (event->things, i);
      Card   *card = line->asset != 0 ? demo_card (thing, line->asset) : NULL;

      if (card != NULL)
        {
          card->place = event->place;
          card->in_use = TRUE;
          card->out = FALSE;
        }
      else
        thing->installed += line->quantity;
    }
  return demo_post (demo, &jz_action_issue, demo->keeper, jz_voucher_issue, &terms, event->lines, NULL, NULL, error);
}

static Event *
issue_event (GHashTable *by_place, gint64 place)
{
  Event *event = g_hash_table_lookup (by_place, &place);

  if (event == NULL)
    {
      event = demo_event_new (issue_to_room);
      event->place = place;
      g_hash_table_insert (by_place, &event->place, event);
    }
  return event;
}

/* Receiving. */

typedef struct
{
  GArray    *lines;  /* of JzLine */
  GPtrArray *things; /* of Thing, one a line */
  GPtrArray *texts;  /* what the lines point to */
} Order;

static void
order_init (Order *order)
{
  order->lines = g_array_new (FALSE, TRUE, sizeof (JzLine));
  order->things = g_ptr_array_new ();
  order->texts = g_ptr_array_new_with_free_func (g_free);
}

static void
order_clear (Order *order)
{
  g_array_unref (order->lines);
  g_ptr_array_unref (order->things);
  g_ptr_array_unref (order->texts);
}

static char *
keep (Order *order, char *text)
{
  g_ptr_array_add (order->texts, text);
  return text;
}

static void
order_cards (Demo *demo, Order *order, Thing *thing, gint64 n, gint64 place, gint64 price)
{
  gboolean dear = price >= 100000 && thing->maker[0] != '\0';
  int      year, month, day;
  char    *warranty = NULL;

  jz_date_get (demo->source.today, &year, &month, &day);
  if (dear)
    warranty = keep (order, g_strdup_printf ("%d-%02d-%02d", year + 3, month, MIN (day, 28)));
  for (gint64 i = 0; i < n; i++)
    {
      JzLine line = {
        .item = thing->item, .quantity = 1, .price = price, .place = place, .maker = thing->maker, .warranty = warranty
      };

      line.number = keep (order, g_strdup_printf ("ZC-%06" G_GINT64_FORMAT, demo->serial++));
      if (dear)
        line.serial = keep (order, g_strdup_printf ("SN%02d%02d%08X", year % 100, month, g_rand_int (demo->random)));
      g_array_append_val (order->lines, line);
      g_ptr_array_add (order->things, thing);
    }
}

static void
order_thing (Demo *demo, Order *order, Thing *thing, gint64 quantity)
{
  gint64 place = thing->fixture ? demo->store_room : g_array_index (thing->places, gint64, 0),
         price = price_now (demo, thing);
  JzLine line = { .item = thing->item, .quantity = quantity, .price = price, .place = place };

  if (thing->tracking == TRACK_CARD)
    {
      order_cards (demo, order, thing, quantity, place, price);
      return;
    }
  g_array_append_val (order->lines, line);
  g_ptr_array_add (order->things, thing);
}

static void
issue_later (GHashTable *by_place, Thing *thing, gint64 asset, gint64 quantity, gint64 from)
{
  Event *event = issue_event (by_place, demo_next_place (thing));

  demo_add_line (event->lines, thing, asset, quantity, from);
  g_ptr_array_add (event->things, thing);
}

/* Shared out among all rooms that have such. */
static void
share_out (GHashTable *by_place, Thing *thing, const JzLine *line)
{
  gint64 pieces = line->quantity / thing->unit, n = MIN (pieces, (gint64) thing->places->len);

  for (gint64 i = 0; i < n; i++)
    issue_later (by_place, thing, 0, (pieces / n + (i < pieces % n)) * thing->unit, line->place);
}

/* What was received is known from here on. */
static void
take_in (Demo *demo, const Order *order, const JzDone *done, GHashTable *by_place)
{
  guint next = 0;

  for (guint i = 0; i < order->lines->len; i++)
    {
      const JzLine *line = &g_array_index (order->lines, JzLine, i);
      Thing        *thing = g_ptr_array_index (order->things, i);

      if (thing->tracking == TRACK_CARD)
        {
          Card card = { .asset = g_array_index (done->assets, gint64, next++),
                        .acquired = demo->source.today,
                        .place = line->place,
                        .out = thing->fixture };

          g_array_append_val (thing->cards, card);
          if (thing->fixture)
            issue_later (by_place, thing, card.asset, 1, line->place);
        }
      else if (thing->fixture)
        share_out (by_place, thing, line);
      else
        thing->stock += line->quantity;
    }
}

static int
compare_events (gconstpointer a, gconstpointer b)
{
  const Event *one = *(Event *const *) a, *other = *(Event *const *) b;

  return one->place < other->place ? -1 : one->place > other->place;
}

static gboolean
receive (Demo *demo, Order *order, const char *group, GError **error)
{
  g_autoptr (GHashTable) by_place = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GPtrArray) events = g_ptr_array_new ();
  g_auto (JzDone) done = { 0 };
  GHashTableIter iter;
  gpointer       event;
  Paper          paper;

  write_paper (demo, &paper, group);
  if (!demo_post (demo, &jz_action_receive, demo->keeper, jz_voucher_receive, &paper.terms, order->lines, &done, NULL,
                  error))
    return FALSE;
  take_in (demo, order, &done, by_place);
  g_hash_table_iter_init (&iter, by_place);
  while (g_hash_table_iter_next (&iter, NULL, &event))
    g_ptr_array_add (events, event);
  g_ptr_array_sort (events, compare_events); /* a hash table has no order of its own */
  for (guint i = 0; i < events->len; i++)
    demo_later (demo, demo->source.today + demo_between (demo, 1, 4), g_ptr_array_index (events, i));
  if (done.assets->len > 0)
    demo_label_later (demo, done.assets, 1, 6);
  return TRUE;
}

/* How much is still to come of what the school should have by now. */
static gint64
lacking (Demo *demo, const Thing *thing, double elapsed)
{
  double share = MIN (1, demo->scale->opening + (1 - demo->scale->opening) * elapsed);

  return ((gint64) ((double) (thing->wanted / thing->unit) * share + 0.5) - demo_thing_total (thing) / thing->unit) *
         thing->unit;
}

static gboolean
deliver_group (Demo *demo, const char *group, double elapsed, double likely, GError **error)
{
  Order    order;
  guint    most = 1000 + (guint) demo->scale->assets / 20; /* lines of one delivery */
  gboolean ok = TRUE;

  order_init (&order);
  for (guint i = 0; i < demo->things->len && order.lines->len < most; i++)
    {
      Thing *thing = g_ptr_array_index (demo->things, i);
      gint64 quantity = 0;

      if (thing->tracking == TRACK_USED || !g_str_equal (thing->group, group))
        continue;
      quantity = lacking (demo, thing, elapsed);
      if (quantity > 0 && demo_chance (demo, likely))
        order_thing (demo, &order, thing, MIN (quantity, (gint64) most));
    }
  if (order.lines->len > 0)
    ok = receive (demo, &order, group, error);
  order_clear (&order);
  return ok;
}

static const char *const groups[] = { "家具", "信息", "通用", "物理", "化学", "生物", "科学", "数学", "地理", "音乐", "美术", "体育", "后勤" };

gboolean
demo_deliver (Demo *demo, double elapsed, gboolean everything, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++)
    if ((everything || demo_chance (demo, 0.22)) &&
        !deliver_group (demo, groups[i], elapsed, everything ? 0.9 : 0.4, error))
      return FALSE;
  return TRUE;
}

/* What is used up. */

static gboolean
restock_group (Demo *demo, const char *subject, gboolean beginning, GError **error)
{
  Order    order;
  gboolean ok = TRUE;

  order_init (&order);
  for (guint i = 0; i < demo->things->len; i++)
    {
      Thing *thing = g_ptr_array_index (demo->things, i);
      gint64 enough = beginning ? thing->wanted * 6 / 10 : thing->wanted / 4;
      gint64 quantity = (thing->wanted * (beginning ? 7 : 4) / 10 - thing->stock) / thing->unit * thing->unit;

      if (thing->tracking == TRACK_USED && g_str_equal (thing->subject, subject) && thing->stock < enough &&
          quantity > 0 && demo_chance (demo, 0.85))
        order_thing (demo, &order, thing, quantity);
    }
  if (order.lines->len > 0)
    ok = receive (demo, &order, subject, error);
  order_clear (&order);
  return ok;
}

gboolean
demo_restock (Demo *demo, gboolean beginning, GError **error)
{
  static const char *const subjects[] = { "后勤", "化学", "科学", "美术", "生物", "物理", "体育", "信息" };

  for (gsize i = 0; i < G_N_ELEMENTS (subjects); i++)
    if ((beginning || i < 2 || demo_chance (demo, 0.2)) && !restock_group (demo, subjects[i], beginning, error))
      return FALSE;
  return TRUE;
}

/* In portions that people ask for: whole ones, and a twentieth of what is weighed. */
static void
use_some (Demo *demo, Thing *thing, GArray *lines)
{
  gint64 portion = thing->decimals > 0 ? thing->unit / 20 : thing->unit;
  gint64 most = MAX (1, thing->wanted / portion / 14), n = demo_between (demo, 1, (int) MIN (most, 200));

  n = MIN (n, thing->stock / portion);
  if (n <= 0)
    return;
  demo_add_line (lines, thing, 0, n * portion, g_array_index (thing->places, gint64, 0));
  thing->stock -= n * portion;
}

gboolean
demo_use_up (Demo *demo, GError **error)
{
  static const char *const teachers[] = { "语文", "数学", "英语", "道法" };
  static const char *const subjects[] = { "后勤", "后勤", "后勤", "后勤", "化学", "化学", "生物",
                                          "科学", "科学", "物理", "美术", "体育", "信息" };
  const char *subject = subjects[demo_between (demo, 0, G_N_ELEMENTS (subjects) - 1)];
  Staff      *person = demo_person (demo, g_str_equal (subject, "后勤") ? teachers[demo_between (demo, 0, 3)] : subject);
  JzTerms     terms = { .person = person->id, .reason = demo_phrase (demo, "use", subject, NULL) };
  guint       wanted = (guint) demo_between (demo, 1, 5);
  g_autoptr (GArray) lines = g_array_new (FALSE, TRUE, sizeof (JzLine));

  for (int tries = 0; tries < 300 && lines->len < wanted; tries++)
    {
      Thing *thing = g_ptr_array_index (demo->things, (guint) demo_between (demo, 0, (int) demo->things->len - 1));

      if (thing->tracking == TRACK_USED && g_str_equal (thing->subject, subject))
        use_some (demo, thing, lines);
    }
  return lines->len == 0 || demo_post (demo, &jz_action_issue, demo_account_for (demo, subject), jz_voucher_issue,
                                       &terms, lines, NULL, NULL, error);
}
