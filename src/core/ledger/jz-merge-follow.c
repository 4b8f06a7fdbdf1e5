/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-ledger"
#include "config.h"

#include "jz-merge-private.h"

/* ?1 stays, ?2 goes. What is over keeps the name that its paper had. */

/* A thing stands once in a row of its own: what is said of the one that stays goes before. */
#define OWN(table, column)                                                                                             \
  "UPDATE " table " SET " column " = ?1, changed = jz_operation () WHERE " column " = ?2 AND NOT EXISTS "              \
  "(SELECT 1 FROM " table " WHERE " column " = ?1)"

/* The same file twice on one row says nothing more. */
#define FILES(kind)                                                                                                    \
  "UPDATE attachment SET row = ?1, changed = jz_operation () WHERE tbl = '" kind "' AND row = ?2 AND voided IS NULL "  \
  "AND sha256 NOT IN (SELECT sha256 FROM attachment WHERE tbl = '" kind "' AND row = ?1 AND voided IS NULL)"

#define OPEN(table, column, states)                                                                                    \
  "UPDATE " table " SET " column " = ?1, changed = jz_operation () WHERE " column " = ?2 AND state IN (" states ")"

/* A report that is decided may still wait for its repair, and the two are of one thing. */
#define DAMAGE(column)                                                                                                 \
  "UPDATE damage SET " column " = ?1, changed = jz_operation () WHERE " column " = ?2 AND (state IN ('open', 'due') "  \
  "OR EXISTS (SELECT 1 FROM repair WHERE repair.damage = damage.id AND repair.state IN ('open', 'sent')))"

#define ALL(table, column) "UPDATE " table " SET " column " = ?1, changed = jz_operation () WHERE " column " = ?2"

#define DISPOSAL(column)                                                                                               \
  "UPDATE disposal_line SET " column " = ?1, changed = jz_operation () WHERE " column " = ?2 AND disposal IN "         \
  "(SELECT id FROM disposal WHERE state = 'asked')"

static const char *const item_sql[] = {
  "UPDATE standard_match SET item = ?1, changed = jz_operation () WHERE item = ?2 AND standard_row NOT IN "
  "(SELECT standard_row FROM standard_match WHERE item = ?1)",
  "UPDATE purchase_request_line SET item = ?1, changed = jz_operation () WHERE item = ?2 AND request IN "
  "(SELECT id FROM purchase_request WHERE state NOT IN ('done', 'withdrawn'))",
  OPEN ("repair", "item", "'open', 'sent'"),
  DAMAGE ("item"),
  DISPOSAL ("item"),
  ALL ("maintenance_plan", "item"),
  ALL ("experiment_item", "item"),
  ALL ("experiment_chemical", "item"),
  OWN ("depreciation_own", "item"),
  OWN ("item_device", "item"),
  FILES ("item"),
  NULL,
};

/* What is over was held where and by whom its paper says. */
#define LESSON(column)                                                                                                 \
  "UPDATE lesson SET " column " = ?1, changed = jz_operation () WHERE " column " = ?2 AND voided IS NULL AND state IN " \
  "('asked', 'waiting', 'approved')"

#define KEEPER(column, other)                                                                                          \
  "DELETE FROM room_keeper WHERE " column " = ?2 AND " other " IN (SELECT " other " FROM room_keeper WHERE " column    \
  " = ?1)", "UPDATE room_keeper SET " column " = ?1, changed = jz_operation () WHERE " column " = ?2"

static const char *const place_sql[] = {
  LESSON ("room"),
  OWN ("room", "place"),
  KEEPER ("place", "person"),
  "DELETE FROM room_hours WHERE place = ?2",
  "UPDATE room_closure SET place = ?1, changed = jz_operation () WHERE place = ?2 AND voided IS NULL",
  OPEN ("repair", "place", "'open', 'sent'"),
  DAMAGE ("place"),
  DISPOSAL ("place"),
  ALL ("maintenance_plan", "place"),
  ALL ("timetable", "room"),
  OWN ("room_device", "place"),
  FILES ("place"),
  NULL,
};

/* Who has two cards keeps that of the one that stays, with all that was lent on the other. */
#define READER(person) "(SELECT id FROM reader WHERE person = " person " AND voided IS NULL)"
#define TO_READER(table)                                                                                               \
  "UPDATE " table " SET reader = " READER ("?1") ", changed = jz_operation () WHERE reader = " READER ("?2") " AND "  \
  READER ("?1") " IS NOT NULL"

/* Of two that wait for one title what is put aside counts, else who came first. */
#define WAITS(hold) hold ".state IN ('waiting', 'ready') AND " hold ".reader IN (" READER ("?1") ", " READER ("?2") ")"

/* The card that is good is the one of both, and who was stopped on either stays so. */
#define EITHER(state) "'" state "' IN (reader.state, gone.state)"
#define ONE_CARD                                                                                                       \
  "UPDATE reader SET card = iif (reader.state <> 'active' AND gone.state = 'active', gone.card, reader.card), "        \
  "state = CASE WHEN " EITHER ("active") " THEN 'active' WHEN " EITHER ("lost") " THEN 'lost' ELSE 'left' END, "       \
  "stopped = nullif (max (ifnull (reader.stopped, ''), ifnull (gone.stopped, '')), ''), changed = jz_operation () "    \
  "FROM reader gone WHERE reader.id = " READER ("?1") " AND gone.person = ?2 AND gone.voided = jz_operation ()"

/* Two signatures of one day are one. */
static const char *const person_sql[] = {
  LESSON ("teacher"),
  LESSON ("technician"),
  KEEPER ("person", "place"),
  "UPDATE place SET keeper = ?1, changed = jz_operation () WHERE keeper = ?2 AND voided IS NULL",
  "UPDATE machine SET person = ?1, changed = jz_operation () WHERE person = ?2 AND voided IS NULL",
  ALL ("account", "person"),
  ALL ("timetable", "teacher"),
  ALL ("lab_plan", "teacher"),
  OPEN ("stocktake", "keeper", "'open', 'counted'"),
  ALL ("purchase_request", "applicant"),
  ALL ("damage", "person"),
  ALL ("repair", "person"),
  "UPDATE network_note SET voided = jz_operation (), changed = jz_operation () WHERE person = ?2 AND voided IS NULL "
  "AND signed IN (SELECT signed FROM network_note WHERE person = ?1 AND voided IS NULL)",
  "UPDATE network_note SET person = ?1, changed = jz_operation () WHERE person = ?2 AND voided IS NULL",
  "UPDATE hold SET state = 'dropped', changed = jz_operation () WHERE " WAITS ("hold") " AND EXISTS (SELECT 1 "
  "FROM hold better WHERE better.title = hold.title AND " WAITS ("better") " AND (better.state <> 'ready', "
  "better.id) < "
  "(hold.state <> 'ready', hold.id))",
  TO_READER ("hold"), TO_READER ("lending"), TO_READER ("charge"),
  "UPDATE reader SET voided = jz_operation (), changed = jz_operation () WHERE id = " READER ("?2") " AND "
    READER ("?1") " IS NOT NULL",
  ONE_CARD,
  "UPDATE reader SET person = ?1, changed = jz_operation () WHERE person = ?2 AND voided IS NULL",
  NULL,
};

gboolean
jz_merge_follow (JzConnection *connection, const char *kind, gint64 kept, gint64 gone, GError **error)
{
  const char *const *sql = g_str_equal (kind, "item") ? item_sql : g_str_equal (kind, "place") ? place_sql : person_sql;

  for (; *sql != NULL; sql++)
    if (!jz_connection_run (connection, error, *sql, "ll", kept, gone))
      return FALSE;
  return TRUE;
}
