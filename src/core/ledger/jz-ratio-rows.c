/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-ledger"
#include "config.h"

#include <glib/gi18n-lib.h>

#include "jz-ratio-private.h"

void
jz_ratio_row_free (JzRatioRow *self)
{
  g_free (self->code);
  g_free (self->title);
  g_free (self->detail);
  g_free (self);
}

/* The first five columns of every question here: id, code, title, detail, why (NULL: it counts). */
static GPtrArray *
take_rows (JzStatement *rows, const char *table, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_ratio_row_free);

  while (jz_statement_next (rows))
    {
      JzRatioRow *row = g_new0 (JzRatioRow, 1);

      row->table = table;
      row->id = jz_statement_int64 (rows, 0);
      row->code = jz_statement_dup (rows, 1);
      row->title = jz_statement_dup (rows, 2);
      row->detail = jz_statement_dup (rows, 3);
      row->why = g_intern_string (jz_statement_text (rows, 4));
      row->counts = row->why == NULL;
      g_ptr_array_add (found, row);
    }
  return jz_statement_finish (rows, error) ? g_steal_pointer (&found) : NULL;
}

#define ASKED(condition) "(SELECT used FROM machine_rule WHERE condition = '" condition "')"

/* What is not known, such as the day it was bought, is taken to be in order. */
GPtrArray *
jz_ratio_machines (JzConnection *connection, const char *use, GError **error)
{
  JzStatement *rows = jz_connection_query (
    connection, error,
    "SELECT * FROM (SELECT asset.id, asset.number, item.name || ifnull (' ' || place.path, ''), "
    "trim (ifnull (asset.acquired, '') || ' ' || item.spec), CASE "
    "WHEN machine.id IS NULL THEN 'unregistered' WHEN position.asset IS NULL THEN 'gone' "
    "WHEN " ASKED ("use") " AND position.state = 'loan' THEN 'use' "
    "WHEN " ASKED ("sound") " AND asset.condition IN ('broken', 'missing') THEN 'sound' "
    "WHEN " ASKED ("life") " AND device.years IS NOT NULL AND date (asset.acquired, '+' || device.years || ' years') "
                           "<= jz_today () THEN 'life' "
    "WHEN " ASKED ("networked") " AND machine.networked = 0 THEN 'networked' END AS why "
    "FROM device JOIN asset ON asset.item = device.item AND asset.voided IS NULL JOIN item ON item.id = asset.item "
    "LEFT JOIN position ON position.asset = asset.id LEFT JOIN place ON place.id = position.place "
    "LEFT JOIN machine ON machine.asset = asset.id AND machine.voided IS NULL "
    "WHERE device.computer AND iif (machine.id IS NULL, position.asset IS NOT NULL, machine.use = ?1) ORDER BY "
    "asset.number) "
    "ORDER BY why IS NULL, why", "s", use);

  return take_rows (rows, "asset", error);
}

/* Where what stands in a cabinet stands in the room; which rooms have a multimedia set; and what a person said of the room. A room is a
 * class's own when a person says so, or when its name begins with that of the class. */
#define ROOMS \
  "WITH RECURSIVE inside (room, place) AS (SELECT id, id FROM place WHERE kind = 'room' AND voided IS NULL UNION ALL " \
  "SELECT inside.room, place.id FROM place JOIN inside ON place.parent = inside.place), " \
  "equipped (room) AS MATERIALIZED (SELECT DISTINCT inside.room FROM device JOIN balance ON balance.item = device.item AND balance.quantity > 0 " \
  "JOIN inside ON inside.place = balance.place WHERE device.multimedia), " \
  "rooms AS MATERIALIZED (SELECT place.id, place.code, place.name, place.path, place.purpose, place.sort_key, r.mbps, " \
  "ifnull (r.class, (SELECT c.id FROM class c WHERE c.left_year IS NULL AND substr (place.name, 1, length (c.name)) = c.name " \
  "AND NOT EXISTS (SELECT 1 FROM room_device o WHERE o.class = c.id))) AS class, " \
  "ifnull (r.multimedia, EXISTS (SELECT 1 FROM equipped WHERE equipped.room = place.id)) AS multimedia " \
  "FROM place LEFT JOIN room_device r ON r.place = place.id WHERE place.kind = 'room' AND place.voided IS NULL) "

/* What is no function room by its purpose; a setting of the file, words with spaces between. */
#define IS_FUNCTION_ROOM \
  "(rooms.class IS NULL AND rooms.purpose <> '' AND instr (' ' || ifnull ((SELECT value FROM meta WHERE key = 'network-plain-rooms'), " \
  "'') || ' ', ' ' || rooms.purpose || ' ') = 0)"

GPtrArray *
jz_ratio_classes (JzConnection *connection, GError **error)
{
  JzStatement *rows = jz_connection_query (
    connection, error,
    ROOMS "SELECT * FROM (SELECT class.id, class.name, class.name, group_concat (rooms.path, '、'), "
    "CASE WHEN count (rooms.id) = 0 THEN 'unknown' WHEN max (rooms.multimedia) = 0 THEN 'none' END AS why "
    "FROM class LEFT JOIN rooms ON rooms.class = class.id WHERE class.left_year IS NULL GROUP BY class.id ORDER BY "
    "class.stage, class.grade, class.number) "
    "ORDER BY why IS NULL, why", "");

  return take_rows (rows, "class", error);
}

GPtrArray *
jz_ratio_rooms (JzConnection *connection, gboolean fast, GError **error)
{
  JzStatement *rows = jz_connection_query (
    connection, error,
    ROOMS "SELECT * FROM (SELECT rooms.id, rooms.code, rooms.path, rooms.purpose, iif (?1, CASE WHEN rooms.mbps IS "
          "NULL THEN 'unknown' "
    "WHEN rooms.mbps * 100 < (SELECT value FROM ratio_target WHERE ratio = 'mbps') THEN 'slow' END, "
    "iif (rooms.multimedia, NULL, 'none')) AS why FROM rooms WHERE " IS_FUNCTION_ROOM
    " OR (?1 AND rooms.class IS NOT NULL) ORDER BY rooms.sort_key) "
    "ORDER BY why IS NULL, why", "i", fast);

  return take_rows (rows, "place", error);
}

GPtrArray *
jz_ratio_sets (JzConnection *connection, int year, GError **error)
{
  JzStatement *rows = jz_connection_query (
    connection, error,
    "SELECT asset.id, asset.number, item.name || ifnull (' ' || place.path, ''), trim (asset.acquired || ' ' || "
    "item.spec), "
    "iif (device.interactive, NULL, 'none') AS why FROM device JOIN asset ON asset.item = device.item AND "
    "asset.voided IS NULL "
    "JOIN item ON item.id = asset.item LEFT JOIN position ON position.asset = asset.id LEFT JOIN place ON place.id = "
    "position.place "
    "WHERE (device.multimedia OR device.interactive) AND CAST (substr (asset.acquired, 1, 4) AS INTEGER) = ? "
    "ORDER BY why IS NULL, asset.number", "i", year);

  return take_rows (rows, "asset", error);
}

const char *
jz_ratio_why_words (const char *why)
{
  static const struct
  {
    const char *why, *words;
  } all[] = {
    { "unregistered", N_("! Not registered: nobody knows who uses it") },
    { "gone", N_("⊘ Not in the school any more") },
    { "use", N_("↗ Lent") },
    { "sound", N_("! Broken or missing") },
    { "life", N_("✗ Past its years") },
    { "networked", N_("✗ Not networked") },
    { "none", N_("✗ Has none") },
    { "slow", N_("✗ Too slow") },
    { "unknown", N_("? Not known") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (g_strcmp0 (all[i].why, why) == 0)
      return g_dgettext (GETTEXT_PACKAGE, all[i].words);
  return _("✓ Counts");
}
