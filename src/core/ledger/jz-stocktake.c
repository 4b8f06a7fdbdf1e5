/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-ledger"
#include "config.h"

#include "jz-stocktake.h"

#include <glib/gi18n-lib.h>

#include "jz-find.h"
#include "jz-paper.h"
#include "jz-source.h"
#include "jz-stocktake-private.h"
#include "jz-text.h"

const JzAction jz_action_stocktake = { "stocktake.write", "ledger" };
const JzAction jz_action_stocktake_scan = { "stocktake.scan", "ledger" };
const JzAction jz_action_stocktake_post = { "stocktake.post", "approve" };

static gboolean
fail (GError **error, JzError code, const char *sentence)
{
  g_set_error_literal (error, JZ_ERROR, (int) code, sentence);
  return FALSE;
}

/* Beginning. */

static char *
name_of (JzConnection *connection, const JzStocktakePlan *plan, GError **error)
{
  g_autofree char *tidy = jz_text_tidy (plan->name), *where = NULL;

  if (tidy[0] != '\0')
    return g_steal_pointer (&tidy);
  if (plan->place != 0)
    where = jz_connection_text (connection, error, "SELECT path FROM place WHERE id = ?", "l", plan->place);
  else if (plan->keeper != 0)
    where = jz_connection_text (connection, error, "SELECT name FROM person WHERE id = ?", "l", plan->keeper);
  else
    where = g_strdup (_("Everything"));
  return g_steal_pointer (&where);
}

/* The places that are counted: ?1 the stock-take. A place is kept by whoever keeps it or the nearest place around it that has a
 * keeper. */
#define PLACES \
  "WITH RECURSIVE plan AS (SELECT place, keeper FROM stocktake WHERE id = ?1), kept (id, keeper) AS (" \
  " SELECT id, keeper FROM place WHERE parent IS NULL" \
  " UNION ALL SELECT place.id, ifnull (place.keeper, kept.keeper) FROM kept JOIN place ON place.parent = kept.id)," \
  " inside (id) AS (SELECT id FROM place WHERE id = (SELECT place FROM plan) OR ((SELECT place FROM plan) IS NULL AND parent IS NULL)" \
  " UNION ALL SELECT place.id FROM inside JOIN place ON place.parent = inside.id)," \
  " counted (id) AS (SELECT kept.id FROM kept JOIN inside ON inside.id = kept.id" \
  " WHERE (SELECT keeper FROM plan) IS NULL OR kept.keeper = (SELECT keeper FROM plan)) "

static const char *const cards_sql =
  PLACES "INSERT INTO stocktake_line (stocktake, item, asset, place, state, holder, expected, amount, changed) "
  "SELECT ?1, asset.item, asset.id, position.place, position.state, position.holder, 1, asset.price, jz_operation () "
  "FROM position JOIN asset ON asset.id = position.asset "
  "WHERE position.state <> 'loan' AND position.place IN (SELECT id FROM counted)";

static const char *const lots_sql =
  PLACES "INSERT INTO stocktake_line (stocktake, item, place, state, holder, expected, amount, changed) "
  "SELECT ?1, balance.item, balance.place, balance.state, balance.holder, balance.quantity, balance.amount, jz_operation () "
  "FROM balance JOIN item ON item.id = balance.item WHERE item.tracking <> 'card' AND balance.quantity > 0 "
  "AND balance.state <> 'loan' "
  "AND balance.place IN (SELECT id FROM counted)";

gboolean
jz_stocktake_start (JzOperation *operation, const JzStocktakePlan *plan, gint64 *id, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  char             today[JZ_DATE_LENGTH];
  const char      *date = plan->date != NULL ? plan->date : jz_date_to_iso (jz_source_today (connection), today);
  g_autofree char *uuid = jz_source_uuid (connection), *number = NULL, *name = NULL;
  gint64           n;

  if (jz_date_from_iso (date) == JZ_DATE_NONE)
    return fail (error, JZ_ERROR_INVALID, _("There is no such day"));
  number = jz_paper_next_number (connection, "stocktake", "PD", date, error);
  name = number != NULL ? name_of (connection, plan, error) : NULL;
  if (name == NULL ||
      !jz_connection_run (connection, error,
                          "INSERT INTO stocktake (uuid, number, name, date, place, keeper, several, changed) "
                          "VALUES (?, ?, ?, ?, ?, ?, ifnull (?, 'add'), jz_operation ())",
                          "ssssrrs", uuid, number, name, date, plan->place, plan->keeper, plan->several))
    return FALSE;
  *id = jz_connection_last_id (connection);
  jz_operation_set_bulk (operation, TRUE);
  if (!jz_connection_run (connection, error, cards_sql, "l", *id) ||
      !jz_connection_run (connection, error, lots_sql, "l", *id) ||
      !jz_connection_number (connection, &n, 0, error, "SELECT count(*) FROM stocktake_line WHERE stocktake = ?", "l",
                             *id))
    return FALSE;
  if (n == 0)
    return fail (error, JZ_ERROR_INVALID, _("The books have nothing there to be counted"));
  jz_operation_describe (operation, _("Began stock-take %s: %s"), number, name);
  return TRUE;
}

gboolean
jz_stocktake_find (JzConnection *connection, const char *number, gint64 *id, GError **error)
{
  if (!jz_connection_number (connection, id, 0, error, "SELECT id FROM stocktake WHERE number = ?", "s", number))
    return FALSE;
  if (*id != 0)
    return TRUE;
  g_set_error (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("%s: there is no such stock-take"), number);
  return FALSE;
}

gboolean
jz_stocktake_must_be (JzConnection *connection, gint64 id, const char *state, char **number, GError **error)
{
  g_autofree char *is = jz_connection_text (connection, error, "SELECT state FROM stocktake WHERE id = ?", "l", id);
  g_autofree char *its = is != NULL ? jz_connection_text (connection, error, "SELECT number FROM stocktake WHERE id = ?", "l", id) : NULL;

  if (its == NULL)
    return error != NULL && *error != NULL ? FALSE
                                           : fail (error, JZ_ERROR_NOT_FOUND, _("That stock-take is not there"));
  if (!g_str_equal (is, state))
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_CONFLICT,
                   g_str_equal (is, "open") ? _("%s is still being counted") : _("%s is not being counted any more"),
                   its);
      return FALSE;
    }
  if (number != NULL)
    *number = g_steal_pointer (&its);
  return TRUE;
}

/* Scanning. */

const char *
jz_scan_verdict_word (JzScanVerdict verdict)
{
  static const char *const words[] = { "found", "elsewhere", "again", "surplus", "unknown" };

  return words[verdict];
}

/* What a scan is about. */
typedef struct
{
  JzConnection          *connection;
  gint64                 stocktake;
  const JzStocktakeScan *scan;
  JzScanVerdict          verdict;
  gint64                 line;
} Scan;

/* Whether the counter, who stands at @here, sees what the books have at @place: there, or anywhere in it. */
static gboolean
is_in_sight (JzConnection *connection, gint64 here, gint64 place, gboolean *in_sight, GError **error)
{
  gint64 n = 1;

  if (here != 0 && here != place &&
      !jz_connection_number (connection, &n, 0, error,
                             "WITH RECURSIVE around (id) AS (SELECT ?2 UNION ALL SELECT parent FROM around JOIN place USING (id) WHERE parent IS NOT NULL) "
                             "SELECT count(*) FROM around WHERE id = ?1", "ll", here, place))
    return FALSE;
  *in_sight = n > 0;
  return TRUE;
}

/* A line for what the books don't have here. */
static gboolean
add_surplus (Scan *self, gint64 item, gint64 asset, gint64 place, gint64 quantity, GError **error)
{
  if (!jz_connection_run (self->connection, error,
                          "INSERT INTO stocktake_line (stocktake, item, asset, place, state, expected, counted, changed) "
                          "VALUES (?, ?, ?, ?, 'stock', 0, ?, jz_operation ())", "llrll", self->stocktake, item, asset, place, quantity))
    return FALSE;
  self->line = jz_connection_last_id (self->connection);
  return TRUE;
}

/* Where something that the books don't have here is put down: where the counter stands, else the place that is counted, else any. */
static gboolean
place_to_note (Scan *self, gint64 *place, GError **error)
{
  *place = self->scan->place;
  return *place != 0 ||
         jz_connection_number (self->connection, place, 0, error,
                               "SELECT ifnull ((SELECT place FROM stocktake WHERE id = ?1), (SELECT min (place) FROM stocktake_line WHERE stocktake = ?1))",
                               "l", self->stocktake);
}

static gboolean
scan_new_card (Scan *self, gint64 asset, GError **error)
{
  gint64 item, there, place;

  if (!jz_connection_number (self->connection, &item, 0, error, "SELECT item FROM asset WHERE id = ?", "l", asset) ||
      !jz_connection_number (self->connection, &there, 0, error, "SELECT count(*) FROM position WHERE asset = ?", "l", asset) ||
      !place_to_note (self, &place, error))
    return FALSE;
  self->verdict = there > 0 ? JZ_SCAN_ELSEWHERE : JZ_SCAN_SURPLUS;
  return add_surplus (self, item, asset, place, 1, error);
}

static gboolean
scan_card (Scan *self, gint64 asset, GError **error)
{
  gint64   place, counted;
  gboolean in_sight;

  if (!jz_connection_number (self->connection, &self->line, 0, error, "SELECT id FROM stocktake_line WHERE stocktake = ? AND asset = ?", "ll",
                             self->stocktake, asset))
    return FALSE;
  if (self->line == 0)
    return scan_new_card (self, asset, error);
  if (!jz_connection_number (self->connection, &counted, -1, error, "SELECT counted FROM stocktake_line WHERE id = ?", "l", self->line) ||
      !jz_connection_number (self->connection, &place, 0, error, "SELECT place FROM stocktake_line WHERE id = ?", "l", self->line) ||
      !is_in_sight (self->connection, self->scan->place, place, &in_sight, error))
    return FALSE;
  self->verdict = counted > 0 ? JZ_SCAN_AGAIN : in_sight ? JZ_SCAN_FOUND : JZ_SCAN_ELSEWHERE;
  return counted > 0 || jz_connection_run (self->connection, error,
                                           "UPDATE stocktake_line SET counted = 1, found_place = ?, changed = jz_operation () WHERE id = ?", "rl",
                                           in_sight ? 0 : self->scan->place, self->line);
}

/* Whether somebody else counted the line last, and the later one stands. */
static gboolean
stands_alone (Scan *self, gboolean *alone, GError **error)
{
  gint64 n;

  if (!jz_connection_number (self->connection, &n, 0, error,
                             "SELECT count(*) FROM stocktake WHERE id = ?1 AND several = 'later' AND "
                             "(SELECT counter FROM stocktake_scan WHERE line = ?2 ORDER BY id DESC LIMIT 1) <> ?3", "lls", self->stocktake,
                             self->line, self->scan->counter != NULL ? self->scan->counter : ""))
    return FALSE;
  *alone = n > 0;
  return TRUE;
}

/* By quantity: counts add up, on the line of the place where the counter stands, else on the first that is not full. */
static gboolean
scan_lot (Scan *self, gint64 item, GError **error)
{
  gint64   quantity = self->scan->quantity < 0 ? 1 : self->scan->quantity, place, expected;
  gboolean alone;

  if (!jz_connection_number (self->connection, &self->line, 0, error,
                             "WITH RECURSIVE inside (id) AS (SELECT ?3 UNION ALL SELECT place.id FROM inside JOIN place ON place.parent = inside.id) "
                             "SELECT id FROM stocktake_line WHERE stocktake = ?1 AND item = ?2 AND (?3 = 0 OR place IN (SELECT id FROM inside)) "
                             "ORDER BY place <> ?3, ifnull (counted, 0) >= expected, id LIMIT 1", "lll", self->stocktake, item, self->scan->place))
    return FALSE;
  if (self->line == 0)
    {
      self->verdict = JZ_SCAN_SURPLUS;
      return place_to_note (self, &place, error) && add_surplus (self, item, 0, place, quantity, error);
    }
  if (!jz_connection_number (self->connection, &expected, 0, error, "SELECT expected FROM stocktake_line WHERE id = ?", "l", self->line))
    return FALSE;
  self->verdict = expected > 0 ? JZ_SCAN_FOUND : JZ_SCAN_SURPLUS;
  return stands_alone (self, &alone, error) &&
         jz_connection_run (self->connection, error,
                            "UPDATE stocktake_line SET counted = iif (?, 0, ifnull (counted, 0)) + ?, changed = jz_operation () WHERE id = ?",
                            "ill", alone, quantity, self->line);
}

static gboolean
settle (Scan *self, const JzFound *found, GError **error)
{
  gint64 is_card = 0;

  self->verdict = JZ_SCAN_UNKNOWN;
  if (found == NULL || (!g_str_equal (found->kind, "assets") && !g_str_equal (found->kind, "items")))
    return TRUE;
  if (g_str_equal (found->kind, "assets"))
    return scan_card (self, found->id, error);
  if (!jz_connection_number (self->connection, &is_card, 0, error, "SELECT tracking = 'card' FROM item WHERE id = ?", "l", found->id))
    return FALSE;
  if (is_card)
    return fail (error, JZ_ERROR_INVALID, _("Of this item every piece has its card: scan the pieces"));
  return scan_lot (self, found->id, error);
}

static gboolean
keep (Scan *self, GError **error)
{
  g_autofree char *now = jz_source_now (self->connection), *code = jz_text_tidy (self->scan->code);

  return jz_connection_run (
    self->connection, error,
    "INSERT INTO stocktake_scan (stocktake, at, counter, place, code, quantity, line, verdict, changed) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, jz_operation ())",
    "lssrslrs", self->stocktake, now, self->scan->counter != NULL ? self->scan->counter : "", self->scan->place, code,
    self->scan->quantity < 0 ? (gint64) 1 : self->scan->quantity, self->line, jz_scan_verdict_word (self->verdict));
}

gboolean
jz_stocktake_scan (JzOperation *operation, gint64 id, const JzStocktakeScan *scan, JzScanVerdict *verdict, gint64 *line,
                   GError **error)
{
  Scan self = { jz_operation_get_connection (operation), id, scan, JZ_SCAN_UNKNOWN, 0 };
  g_autofree char    *number = NULL;
  g_autoptr (JzFound) found = NULL;
  gboolean            ok;

  if (jz_text_is_blank (scan->code))
    return fail (error, JZ_ERROR_INVALID, _("There is no code"));
  if (!jz_stocktake_must_be (self.connection, id, "open", &number, error) ||
      !jz_find_scanned (self.connection, scan->code, &found, error))
    return FALSE;
  ok = settle (&self, found, error) && keep (&self, error);
  if (ok)
    jz_operation_describe (operation, _("Counted %s in %s"), found != NULL ? found->title : scan->code, number);
  *verdict = self.verdict;
  if (line != NULL)
    *line = self.line;
  return ok;
}

/* By hand. */

static gboolean
stocktake_of (JzConnection *connection, gint64 line, gint64 *stocktake, GError **error)
{
  if (!jz_connection_number (connection, stocktake, 0, error, "SELECT stocktake FROM stocktake_line WHERE id = ?", "l", line))
    return FALSE;
  return *stocktake != 0 || fail (error, JZ_ERROR_NOT_FOUND, _("That line of the stock-take is not there"));
}

static char *
thing_of (JzConnection *connection, gint64 line, GError **error)
{
  return jz_connection_text (connection, error, "SELECT item.name || ifnull (' ' || asset.number, '') FROM stocktake_line "
                             "JOIN item ON item.id = stocktake_line.item LEFT JOIN asset ON asset.id = stocktake_line.asset "
                             "WHERE stocktake_line.id = ?", "l", line);
}

gboolean
jz_stocktake_count (JzOperation *operation, gint64 line, gint64 counted, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *thing = NULL;
  gint64           stocktake, is_card;

  if (!stocktake_of (connection, line, &stocktake, error) ||
      !jz_stocktake_must_be (connection, stocktake, "open", NULL, error) ||
      !jz_connection_number (connection, &is_card, 0, error,
                             "SELECT asset IS NOT NULL FROM stocktake_line WHERE id = ?", "l", line))
    return FALSE;
  if (is_card && counted > 1)
    return fail (error, JZ_ERROR_INVALID, _("A card stands for one piece"));
  thing = thing_of (connection, line, error);
  if (thing == NULL ||
      !jz_connection_run (connection, error,
                          "UPDATE stocktake_line SET counted = iif (?1 < 0, NULL, ?1), found_place = iif (?1 > 0, found_place, NULL), "
                          "changed = jz_operation () WHERE id = ?2", "ll", counted, line))
    return FALSE;
  jz_operation_describe (operation, _("Counted %s"), thing);
  return TRUE;
}

/* What the other counters found, each by the last that they said of all of it and what they scanned since. */
static gboolean
counted_by_others (JzConnection *connection, gint64 line, const char *counter, gint64 *n, gint64 *counted, GError **error)
{
  return jz_connection_number (connection, n, 0, error, "SELECT count(*) FROM stocktake_scan WHERE line = ? AND counter <> ?", "ls", line, counter) &&
         jz_connection_number (connection, counted, 0, error,
                               "SELECT sum (quantity) FROM stocktake_scan s WHERE line = ?1 AND counter <> ?2 AND id >= ifnull ((SELECT max (id) "
                               "FROM stocktake_scan w WHERE w.line = ?1 AND w.counter = s.counter AND w.whole), 0)", "ls", line, counter);
}

static gboolean
keep_whole (JzConnection *connection, gint64 line, gint64 counted, const char *counter, GError **error)
{
  g_autofree char *now = jz_source_now (connection);

  return jz_connection_run (connection, error,
                            "INSERT INTO stocktake_scan (stocktake, at, counter, place, code, quantity, line, verdict, whole, changed) "
                            "SELECT l.stocktake, ?1, ?2, l.place, ifnull (asset.number, item.code), ?3, l.id, iif (l.expected > 0, 'found', 'surplus'), 1, "
                            "jz_operation () FROM stocktake_line l JOIN item ON item.id = l.item LEFT JOIN asset ON asset.id = l.asset WHERE l.id = ?4",
                            "ssll", now, counter, counted, line);
}

gboolean
jz_stocktake_count_as (JzOperation *operation, gint64 line, gint64 counted, const char *counter, JzCountedAs *as, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);
  gint64        others, by_others, mine, said, adds, was;

  if (!counted_by_others (connection, line, counter, &others, &by_others, error) ||
      !jz_connection_number (connection, &mine, 0, error, "SELECT count(*) FROM stocktake_scan WHERE line = ? AND counter = ?", "ls", line, counter) ||
      !jz_connection_number (connection, &said, -1, error,
                             "SELECT quantity FROM stocktake_scan WHERE line = ?1 AND counter = ?2 AND whole AND id = (SELECT max (id) FROM stocktake_scan "
                             "WHERE line = ?1 AND counter = ?2)", "ls", line, counter) ||
      !jz_connection_number (connection, &was, -1, error, "SELECT counted FROM stocktake_line WHERE id = ?", "l", line) ||
      !jz_connection_number (connection, &adds, 0, error,
                             "SELECT several = 'add' AND l.asset IS NULL FROM stocktake s JOIN stocktake_line l ON l.stocktake = s.id WHERE l.id = ?", "l", line))
    return FALSE;
  if (said == counted && was >= 0)
    {
      *as = JZ_COUNTED_SAME;
      return TRUE;
    }
  *as = others > 0 ? JZ_COUNTED_BESIDE : mine > 0 || was >= 0 ? JZ_COUNTED_AGAIN : JZ_COUNTED_FIRST;
  return jz_stocktake_count (operation, line, counted + (adds ? by_others : 0), error) &&
         keep_whole (connection, line, counted, counter, error);
}

gboolean
jz_stocktake_set_several (JzOperation *operation, gint64 id, const char *several, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *number = NULL;

  if (!jz_stocktake_must_be (connection, id, "open", &number, error) ||
      !jz_connection_run (connection, error, "UPDATE stocktake SET several = ?, changed = jz_operation () WHERE id = ?", "sl", several, id))
    return FALSE;
  if (g_str_equal (several, "later"))
    jz_operation_describe (operation, _("In %s the later of two counters stands"), number);
  else
    jz_operation_describe (operation, _("In %s the numbers of several counters add up"), number);
  return TRUE;
}

gboolean
jz_stocktake_cause (JzOperation *operation, gint64 line, const char *cause, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *tidy = jz_text_tidy (cause), *thing = thing_of (connection, line, error);

  if (thing == NULL)
    return error != NULL && *error != NULL
             ? FALSE
             : fail (error, JZ_ERROR_NOT_FOUND, _("That line of the stock-take is not there"));
  if (!jz_connection_run (connection, error,
                          "UPDATE stocktake_line SET cause = ?, changed = jz_operation () WHERE id = ?", "sl", tidy,
                          line))
    return FALSE;
  jz_operation_describe (operation, _("Said why %s differs"), thing);
  return TRUE;
}

/* Ending. */

gboolean
jz_stocktake_finish (JzOperation *operation, gint64 id, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *number = NULL;
  char             today[JZ_DATE_LENGTH];

  jz_date_to_iso (jz_source_today (connection), today);
  if (!jz_stocktake_must_be (connection, id, "open", &number, error) ||
      !jz_connection_run (
        connection, error,
        "UPDATE stocktake SET state = 'counted', counted_on = ?, changed = jz_operation () WHERE id = ?", "sl", today,
        id))
    return FALSE;
  jz_operation_describe (operation, _("Ended the counting of %s"), number);
  return TRUE;
}

gboolean
jz_stocktake_reopen (JzOperation *operation, gint64 id, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *number = NULL;

  if (!jz_stocktake_must_be (connection, id, "counted", &number, error) ||
      !jz_connection_run (
        connection, error,
        "UPDATE stocktake SET state = 'open', counted_on = NULL, changed = jz_operation () WHERE id = ?", "l", id))
    return FALSE;
  jz_operation_describe (operation, _("Went on counting %s"), number);
  return TRUE;
}

gboolean
jz_stocktake_drop (JzOperation *operation, gint64 id, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *number = NULL;

  if (!jz_stocktake_must_be (connection, id, "open", &number, error) ||
      !jz_connection_run (connection, error,
                          "UPDATE stocktake SET state = 'dropped', changed = jz_operation () WHERE id = ?", "l", id))
    return FALSE;
  jz_operation_describe (operation, _("Gave up stock-take %s"), number);
  return TRUE;
}
