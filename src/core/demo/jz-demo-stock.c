/* What else befalls things: they move, wear out, go missing, break, and are entered wrongly.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jz-demo"
#include "config.h"

#include "jz-demo-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static Thing *
any_thing (Demo *demo)
{
  return g_ptr_array_index (demo->things, (guint) demo_between (demo, 0, (int) demo->things->len - 1));
}

static Card *
any_card (Demo *demo, Thing *thing)
{
  return &g_array_index (thing->cards, Card, (guint) demo_between (demo, 0, (int) thing->cards->len - 1));
}

static gboolean
is_free (const Card *card)
{
  return !card->out;
}

/* Moving. */

/* A fixture moves to another of its rooms, anything else to another shelf of its subject. */
static gint64
elsewhere (Demo *demo, Thing *thing, gint64 from)
{
  for (int tries = 0; tries < 200; tries++)
    {
      Thing *other = thing->fixture ? thing : any_thing (demo);
      gint64 place =
        g_array_index (other->places, gint64, (guint) demo_between (demo, 0, (int) other->places->len - 1));

      if (place != from && other->fixture == thing->fixture && g_str_equal (other->subject, thing->subject))
        return place;
    }
  return 0;
}

gboolean
demo_move (Demo *demo, GError **error)
{
  JzTerms terms = { .reason = demo_phrase (demo, "transfer", "", NULL) };
  g_autoptr (GArray) lines = g_array_new (FALSE, TRUE, sizeof (JzLine));
  Thing  *thing = any_thing (demo);
  gint64  from = 0;
  guint   most = (guint) demo_between (demo, 1, 4);

  for (int tries = 0; tries < 50 && (thing->tracking != TRACK_CARD || thing->cards->len < 2); tries++)
    thing = any_thing (demo);
  if (thing->tracking != TRACK_CARD || thing->cards->len < 2)
    return TRUE;
  from = any_card (demo, thing)->place;
  terms.to_place = elsewhere (demo, thing, from);
  for (guint i = 0; i < thing->cards->len && lines->len < most && terms.to_place != 0; i++)
    {
      Card *card = &g_array_index (thing->cards, Card, i);

      if (card->place != from || !is_free (card))
        continue;
      card->place = terms.to_place;
      demo_add_line (lines, thing, card->asset, 1, 0);
    }
  return lines->len == 0 ||
         demo_post (demo, &jz_action_transfer, demo->keeper, jz_voucher_transfer, &terms, lines, NULL, NULL, error);
}

/* Writing off. */

static gboolean
is_worn_out (Demo *demo, const Thing *thing, const Card *card)
{
  return is_free (card) && demo->source.today - card->acquired > thing->life * 420;
}

static void
write_off_cards (Demo *demo, Thing *thing, GArray *lines, guint most)
{
  for (guint i = 0; i < thing->cards->len && lines->len < most; i++)
    {
      Card *card = &g_array_index (thing->cards, Card, i);

      if (!is_worn_out (demo, thing, card) || !demo_chance (demo, 0.4))
        continue;
      demo_add_line (lines, thing, card->asset, 1, 0);
      g_array_remove_index (thing->cards, i--);
    }
}

static void
write_off_lot (Demo *demo, Thing *thing, GArray *lines)
{
  gint64 quantity;

  if (thing->stock < 8 * thing->unit || !demo_chance (demo, 0.14))
    return;
  quantity = demo_between (demo, 1, (int) MAX (1, thing->stock / thing->unit / 12)) * thing->unit;
  demo_add_line (lines, thing, 0, quantity, g_array_index (thing->places, gint64, 0));
  thing->stock -= quantity;
}

gboolean
demo_write_off (Demo *demo, GError **error)
{
  static const char *const subjects[] = { "信息", "通用", "物理", "化学", "生物", "科学", "数学", "地理", "音乐", "美术", "体育", "后勤" };
  guint most = 30 + (guint) demo->scale->assets / 200;

  for (gsize s = 0; s < G_N_ELEMENTS (subjects); s++)
    {
      g_autoptr (GArray) lines = g_array_new (FALSE, TRUE, sizeof (JzLine));
      JzTerms terms = { .reason = demo_phrase (demo, "write-off", subjects[s], NULL) };

      for (guint i = 0; i < demo->things->len && lines->len < most; i++)
        {
          Thing *thing = g_ptr_array_index (demo->things, i);

          if (!g_str_equal (thing->subject, subjects[s]))
            continue;
          if (thing->tracking == TRACK_CARD)
            write_off_cards (demo, thing, lines, most);
          else if (thing->tracking == TRACK_LOT && !thing->fixture)
            write_off_lot (demo, thing, lines);
        }
      if (lines->len > 0 &&
          !demo_post (demo, &jz_action_write_off, demo->head, jz_voucher_write_off, &terms, lines, NULL, NULL, error))
        return FALSE;
    }
  return TRUE;
}

/* Stock-takes. */

static gboolean
adjust (Demo *demo, gboolean less, guint most, GError **error)
{
  g_autoptr (GArray) lines = g_array_new (FALSE, TRUE, sizeof (JzLine));
  g_autoptr (GHashTable) done = g_hash_table_new (NULL, NULL);
  JzTerms terms = { .reason = demo_phrase (demo, less ? "less" : "more", "", NULL) };

  for (int tries = 0; tries < 400 && lines->len < most; tries++)
    {
      Thing *thing = any_thing (demo);
      gint64 quantity = demo_between (demo, 1, 2) * thing->unit;

      if (thing->tracking == TRACK_CARD || thing->fixture || thing->stock < 10 * thing->unit ||
          !g_hash_table_add (done, thing))
        continue;
      quantity = less ? -quantity : quantity;
      demo_add_line (lines, thing, 0, quantity, g_array_index (thing->places, gint64, 0));
      thing->stock += quantity;
    }
  return lines->len == 0 ||
         demo_post (demo, &jz_action_adjust, demo->keeper, jz_voucher_adjust, &terms, lines, NULL, NULL, error);
}

gboolean
demo_count_stock (Demo *demo, GError **error)
{
  return adjust (demo, TRUE, (guint) demo_between (demo, 5, 12), error) &&
         adjust (demo, FALSE, (guint) demo_between (demo, 1, 4), error);
}

/* Mistakes. */

/* A nought too many, seen at once, taken back and entered anew. */
gboolean
demo_mistake (Demo *demo, GError **error)
{
  g_autoptr (GArray) lines = g_array_new (FALSE, TRUE, sizeof (JzLine));
  JzTerms terms = { .supplier = demo_phrase (demo, "supplier", "后勤", NULL), .fund = "公用经费", .origin = "购置" };
  Thing  *thing = any_thing (demo);
  JzLine *line;
  gint64  operation;

  while (thing->tracking != TRACK_USED || !g_str_equal (thing->subject, "后勤"))
    thing = any_thing (demo);
  demo_add_line (lines, thing, 0, demo_between (demo, 1, 3) * 100 * thing->unit,
                 g_array_index (thing->places, gint64, 0));
  line = &g_array_index (lines, JzLine, 0);
  demo->pace = MIN (demo->pace, 150);
  line->price = thing->price;
  if (!demo_post (demo, &jz_action_receive, demo->keeper, jz_voucher_receive, &terms, lines, NULL, &operation, error) ||
      !demo_undo (demo, operation, demo->keeper, error))
    return FALSE;
  line->quantity /= 10;
  thing->stock += line->quantity;
  return demo_post (demo, &jz_action_receive, demo->keeper, jz_voucher_receive, &terms, lines, NULL, NULL, error);
}

/* Faults. */

static gboolean
report (Demo *demo, const Thing *thing, gint64 asset, const char *fault, GError **error)
{
  g_autoptr (JzOperation) operation =
    demo_begin (demo, &jz_action_item, demo_account_for (demo, thing->subject), error);
  JzStatement *row;
  g_autofree char *number = NULL, *serial = NULL, *origin = NULL, *fund = NULL, *supplier = NULL, *maker = NULL,
                  *warranty = NULL;
  JzAssetData  data;

  if (operation == NULL)
    return FALSE;
  row = jz_connection_query (demo->connection, error,
                             "SELECT number, serial, origin, fund, supplier, maker, warranty FROM asset WHERE id = ?",
                             "l", asset);
  if (!jz_statement_next (row))
    return jz_statement_finish (row, error);
  number = jz_statement_dup (row, 0);
  serial = jz_statement_dup (row, 1);
  origin = jz_statement_dup (row, 2);
  fund = jz_statement_dup (row, 3);
  supplier = jz_statement_dup (row, 4);
  maker = jz_statement_dup (row, 5);
  warranty = jz_statement_dup (row, 6);
  jz_statement_reset (row);
  data = (JzAssetData){ .number = number,
                        .serial = serial,
                        .origin = origin,
                        .fund = fund,
                        .supplier = supplier,
                        .maker = maker,
                        .warranty = warranty,
                        .note = fault };
  if (!jz_asset_update (operation, asset, &data, demo_chance (demo, 0.7) ? "broken" : "worn", error))
    return FALSE;
  jz_operation_describe (operation, _("Reported a fault of %s %s: %s"), thing->name, number, fault);
  return jz_operation_commit (g_steal_pointer (&operation), NULL, error);
}

gboolean
demo_report_fault (Demo *demo, GError **error)
{
  guint       row = 0;
  const char *fault = demo_phrase (demo, "fault", "", &row);
  g_auto (GStrv) names = g_strsplit (jz_reference_get (demo->phrases, row, "items"), "、", -1);
  GPtrArray *same =
    g_hash_table_lookup (demo->things_by_name, names[demo_between (demo, 0, (int) g_strv_length (names) - 1)]);
  Thing *thing = same != NULL ? g_ptr_array_index (same, (guint) demo_between (demo, 0, (int) same->len - 1)) : NULL;
  Card       *card = thing != NULL && thing->cards->len > 0 ? any_card (demo, thing) : NULL;

  return card == NULL || !is_free (card) || report (demo, thing, card->asset, fault, error);
}
