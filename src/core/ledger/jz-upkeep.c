/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-ledger"
#include "config.h"

#include <glib/gi18n-lib.h>

#include "jz-quantity.h"
#include "jz-source.h"
#include "jz-upkeep-private.h"

const JzAction jz_action_upkeep = { "upkeep.write", "ledger" };
const JzAction jz_action_upkeep_policy = { "upkeep.policy", "approve" };

gboolean
jz_upkeep_thing_of (JzConnection *connection, const char *table, gint64 id, JzThing *thing, GError **error)
{
  g_autofree char *sql =
    g_strdup_printf ("SELECT item, ifnull (asset, 0), quantity, ifnull (place, 0) FROM %s WHERE id = ?", table);
  JzStatement *row = jz_connection_query (connection, error, sql, "l", id);

  if (!jz_statement_first (row, _("There is no such paper"), error))
    return FALSE;
  *thing = (JzThing){ jz_statement_int64 (row, 0), jz_statement_int64 (row, 1), jz_statement_int64 (row, 2),
                      jz_statement_int64 (row, 3) };
  jz_statement_reset (row);
  return TRUE;
}

/* Things. */

static gboolean
complete_card (JzConnection *connection, JzThing *thing, GError **error)
{
  JzStatement *row = jz_connection_query (
    connection, error,
    "SELECT asset.item, position.place, asset.number FROM asset LEFT JOIN position ON position.asset = asset.id "
    "WHERE asset.id = ? AND asset.voided IS NULL", "l", thing->asset);
  g_autofree char *number = NULL;
  gint64           place;

  if (!jz_statement_first (row, _("That asset is not there"), error))
    return FALSE;
  thing->item = jz_statement_int64 (row, 0);
  thing->quantity = 1;
  place = jz_statement_int64 (row, 1);
  number = jz_statement_dup (row, 2);
  jz_statement_reset (row);
  if (place == 0)
    return jz_paper_fail (error, JZ_ERROR_INVALID, _("%s: it is not in the books any more"), number);
  thing->place = place;
  return TRUE;
}

static gboolean
complete_quantity (JzConnection *connection, JzThing *thing, GError **error)
{
  g_autofree char *tracking = jz_connection_text (connection, error,
                                                  "SELECT tracking FROM item WHERE id = ? AND voided IS NULL", "l",
                                                  thing->item);
  g_autofree char *name = jz_connection_text (connection, NULL, "SELECT name FROM item WHERE id = ?", "l", thing->item);
  gint64           there, places;

  if (tracking == NULL)
    return (error == NULL || *error == NULL) && jz_paper_fail (error, JZ_ERROR_INVALID, _("Say which thing it is"));
  if (g_str_equal (tracking, "card"))
    return jz_paper_fail (error, JZ_ERROR_INVALID, _("%s: it has cards; say which one"), name);
  if (thing->quantity <= 0)
    return jz_paper_fail (error, JZ_ERROR_INVALID, _("%s: say how much of it"), name);
  if (!jz_connection_number (connection, &there, 0, error,
                             "SELECT sum (quantity) FROM balance WHERE item = ?1 AND (?2 = 0 OR place = ?2)", "ll",
                             thing->item, thing->place) ||
      !jz_connection_number (connection, &places, 0, error,
                             "SELECT count (DISTINCT place) FROM balance WHERE item = ? AND quantity > 0", "l",
                             thing->item))
    return FALSE;
  if (there < thing->quantity)
    return jz_paper_fail (error, JZ_ERROR_INVALID, _("%s: there is not that much of it"), name);
  return thing->place != 0 || places != 1 ||
         jz_connection_number (connection, &thing->place, 0, error,
                               "SELECT place FROM balance WHERE item = ? AND quantity > 0 LIMIT 1", "l", thing->item);
}

gboolean
jz_thing_complete (JzConnection *connection, const JzThing *given, JzThing *thing, GError **error)
{
  *thing = *given;
  return thing->asset != 0 ? complete_card (connection, thing, error) : complete_quantity (connection, thing, error);
}

char *
jz_thing_words (JzConnection *connection, const JzThing *thing, GError **error)
{
  g_autofree char *quantity = NULL;
  JzStatement     *row;
  char            *words;

  if (thing->asset != 0)
    return jz_connection_text (connection, error,
                               "SELECT item.name || ' ' || asset.number FROM asset JOIN item ON item.id = asset.item "
                               "WHERE asset.id = ?", "l", thing->asset);
  row = jz_connection_query (connection, error, "SELECT name, unit, decimals FROM item WHERE id = ?", "l", thing->item);
  if (!jz_statement_first (row, _("That item is not there"), error))
    return NULL;
  quantity = jz_quantity_format (thing->quantity, (int) jz_statement_int64 (row, 2));
  words = g_strdup_printf ("%s %s %s", jz_statement_text (row, 0), quantity, jz_statement_text (row, 1));
  jz_statement_reset (row);
  return words;
}

gboolean
jz_thing_worth (JzConnection *connection, const JzThing *thing, gint64 *amount, gint64 *single, GError **error)
{
  JzStatement *row;
  gint64       value, all, unit = 1;

  if (thing->asset != 0)
    {
      if (!jz_connection_number (connection, amount, 0, error, "SELECT price FROM asset WHERE id = ?", "l",
                                 thing->asset))
        return FALSE;
      *single = *amount;
      return TRUE;
    }
  row = jz_connection_query (
    connection, error,
    "SELECT ifnull (sum (amount), 0), ifnull (sum (quantity), 0), (SELECT decimals FROM item WHERE id = ?1) FROM "
    "balance WHERE item = ?1 AND (?2 = 0 OR place = ?2)",
    "ll", thing->item, thing->place);
  if (!jz_statement_first (row, _("That item is not there"), error))
    return FALSE;
  value = jz_statement_int64 (row, 0);
  all = jz_statement_int64 (row, 1);
  for (gint64 d = jz_statement_int64 (row, 2); d > 0; d--)
    unit *= 10;
  jz_statement_reset (row);
  *amount = all > 0 ? (gint64) (((__int128) value * thing->quantity + all / 2) / all) : 0;
  *single = all > 0 ? (gint64) (((__int128) value * unit + all / 2) / all) : 0;
  return TRUE;
}

gboolean
jz_asset_set_condition (JzOperation *operation, gint64 asset, const char *condition, GError **error)
{
  return jz_connection_run (jz_operation_get_connection (operation), error,
                            "UPDATE asset SET condition = ?1, changed = jz_operation () WHERE id = ?2 AND condition "
                            "<> ?1", "sl", condition, asset);
}

/* Warranty. */

gboolean
jz_warranty_days (JzConnection *connection, int *days, GError **error)
{
  gint64 number;

  if (!jz_connection_number (connection, &number, 30, error,
                             "SELECT CAST (value AS INTEGER) FROM meta WHERE key = 'warranty.days'", ""))
    return FALSE;
  *days = (int) CLAMP (number, 0, 3650);
  return TRUE;
}

gboolean
jz_warranty_set_days (JzOperation *operation, int days, GError **error)
{
  g_autofree char *value = g_strdup_printf ("%d", days);

  if (days < 0 || days > 3650)
    return jz_paper_fail (error, JZ_ERROR_INVALID, _("From 0 to 3650 days"));
  jz_operation_describe (operation, _("Warranties are told %d days before they end"), days);
  return jz_connection_run (jz_operation_get_connection (operation), error,
                            "INSERT INTO meta (key, value) VALUES ('warranty.days', ?) ON CONFLICT DO UPDATE SET "
                            "value = excluded.value", "s", value);
}
