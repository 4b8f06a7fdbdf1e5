/* What the school is measured by: a standard made of the catalogue, which the school nearly fills, and shelf cards of
 * which some
 * no longer tell the truth.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "jz-demo"
#include "config.h"

#include "jz-demo-private.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

#include "jz-codes.h"
#include "jz-shelf-card.h"

#define STANDARD     "教学仪器配备标准（演示）"
#define MORE_EVERY   9  /* of so many rows one asks for half as much again */
#define NO_CARD_EVERY 11 /* of so many places one gets no card */

static const JzAction action_cards = { "label.print", "label" };

/* As standards count such a thing. NULL: none asks for it. Returns: (transfer full) */
static char *
rule_of (Demo *demo, guint row, guint n)
{
  const char *per = jz_reference_get (demo->items, row, "per");
  int         quantity = MAX (1, atoi (jz_reference_get (demo->items, row, "quantity")));

  if (n % MORE_EVERY == MORE_EVERY - 1)
    quantity += (quantity + 1) / 2;
  if (g_str_equal (per, "group") && quantity == 13)
    return g_strdup ("13/50人");
  if (g_str_equal (per, "group") || g_str_equal (per, "room"))
    return g_strdup_printf ("%d/室", quantity);
  if (g_str_equal (per, "class"))
    return g_strdup_printf ("%d/班", quantity);
  return g_str_equal (per, "school") ? g_strdup_printf ("%d/校", quantity) : NULL;
}

/* Instruments of the subjects that are taught with them; nothing that is used up. */
static gboolean
is_asked_for (const Thing *thing)
{
  static const char *const subjects[] = { "物理", "化学", "生物", "科学", "地理", "数学", "音乐", "美术", "体育", NULL };

  return thing->tracking != TRACK_USED && g_strv_contains (subjects, thing->subject);
}

gboolean
demo_make_standard (Demo *demo, GError **error)
{
  g_autoptr (JzOperation) operation = demo_begin (demo, &jz_action_codes, demo->head, error);
  g_autoptr (GHashTable)  seen = g_hash_table_new (g_str_hash, g_str_equal);
  gint64 standard;
  guint  n = 0;

  if (operation == NULL || !jz_standard_ensure (operation, STANDARD, "", "", "", TRUE, &standard, error))
    return FALSE;
  for (guint i = 0; i < demo->things->len; i++)
    {
      const Thing     *thing = g_ptr_array_index (demo->things, i);
      const char      *code = jz_reference_get (demo->items, i, "code");
      g_autofree char *rule = is_asked_for (thing) ? rule_of (demo, i, n) : NULL;
      JzStandardRow    row = { thing->subject, code, thing->name, jz_reference_get (demo->items, i, "spec"),
                               jz_reference_get (demo->items, i, "unit"), rule, TRUE, thing->price };
      gboolean         is_new;

      if (rule == NULL || !g_hash_table_add (seen, (gpointer) code))
        continue;
      if (!jz_standard_put (operation, standard, &row, &is_new, error))
        return FALSE;
      n++;
    }
  jz_operation_describe (operation, g_dngettext (GETTEXT_PACKAGE, "Imported %u row of a standard",
                                                 "Imported %u rows of a standard", n), n);
  return jz_operation_commit (g_steal_pointer (&operation), NULL, error);
}

/* As after a stock-taking; here and there somebody forgot one. */
gboolean
demo_print_cards (Demo *demo, GError **error)
{
  g_autoptr (JzOperation) operation = NULL;
  g_autoptr (GPtrArray)   stale = jz_shelf_card_stale (demo->connection, NULL, error);
  g_autoptr (GArray)      places = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; stale != NULL && i < stale->len; i++)
    {
      const JzStaleCard *card = g_ptr_array_index (stale, i);

      if (card->place % NO_CARD_EVERY != 0)
        g_array_append_val (places, card->place);
    }
  if (stale == NULL || places->len == 0)
    return stale != NULL;
  operation = demo_begin (demo, &action_cards, demo->head, error);
  if (operation == NULL || !jz_shelf_card_note (operation, (const gint64 *) (gpointer) places->data, places->len,
                                                error))
    return FALSE;
  jz_operation_describe (operation, g_dngettext (GETTEXT_PACKAGE, "Printed %u card", "Printed %u cards", places->len),
                         places->len);
  return jz_operation_commit (g_steal_pointer (&operation), NULL, error);
}
