/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-demo"
#include "config.h"

#include "jz-demo-private.h"

#include <glib/gi18n-lib.h>

#include "jz-stocktake.h"

#define LINES_LEAST 4
#define LINES_MOST 150 /* what is counted in an afternoon */

/* A line of the count, and what the books say of it. */
typedef struct
{
  gint64   id, expected;
  gboolean card;
} Line;

static gboolean
read_lines (Demo *demo, gint64 stocktake, GArray *lines, GError **error)
{
  JzStatement *row = jz_connection_query (
      demo->connection, error,
      "SELECT id, expected, asset IS NOT NULL FROM stocktake_line WHERE stocktake = ? ORDER BY id", "l", stocktake);

  while (jz_statement_next (row))
    {
      Line line = { jz_statement_int64 (row, 0), jz_statement_int64 (row, 1), jz_statement_int64 (row, 2) != 0 };

      g_array_append_val (lines, line);
    }
  return jz_statement_finish (row, error);
}

/* A room with as much in it as can be counted, after @after; 0: there is none. */
static gboolean
choose_room (Demo *demo, gint64 after, gint64 *room, GError **error)
{
  return jz_connection_number (
      demo->connection, room, 0, error,
      "WITH RECURSIVE inside (room, id) AS (SELECT id, id FROM place WHERE kind = 'room' AND voided IS NULL AND id > "
      "?1 "
      "UNION ALL SELECT inside.room, place.id FROM inside JOIN place ON place.parent = inside.id) "
      "SELECT room FROM inside JOIN balance ON balance.place = inside.id JOIN item ON item.id = balance.item "
      "WHERE quantity > 0 AND balance.state <> 'loan' GROUP BY room HAVING sum (tracking = 'lot') > 0 "
      "AND sum (iif (tracking = 'card', quantity, 1)) BETWEEN ?2 AND ?3 ORDER BY room LIMIT 1",
      "lii", after, LINES_LEAST, LINES_MOST);
}

static gboolean
start (Demo *demo, gint64 room, gint64 *stocktake, GError **error)
{
  g_autoptr (JzOperation) operation = demo_begin (demo, &jz_action_stocktake, demo->keeper, error);

  return operation != NULL && jz_stocktake_start (operation, &(JzStocktakePlan){ .place = room }, stocktake, error) &&
         jz_operation_commit (g_steal_pointer (&operation), NULL, error);
}

/* Counts the first @n lines as they are; one piece of the first lot among them is not there. */
static gboolean
count (Demo *demo, GArray *lines, guint n, const char *cause, GError **error)
{
  g_autoptr (JzOperation) operation = demo_begin (demo, &jz_action_stocktake_scan, demo->keeper, error);
  gboolean lacks = FALSE;

  for (guint i = 0; operation != NULL && i < n; i++)
    {
      const Line *line = &g_array_index (lines, Line, i);
      gboolean    here = !lacks && !line->card && line->expected > 1 && cause != NULL;

      lacks |= here;
      if (!jz_stocktake_count (operation, line->id, line->expected - here, error) ||
          (here && !jz_stocktake_cause (operation, line->id, cause, error)))
        return FALSE;
    }
  if (operation == NULL)
    return FALSE;
  jz_operation_describe (operation, g_dngettext (GETTEXT_PACKAGE, "Counted %u line", "Counted %u lines", n), n);
  return jz_operation_commit (g_steal_pointer (&operation), NULL, error);
}

static gboolean
step (Demo *demo, const JzAction *action, gint64 account, gboolean (*func) (JzOperation *, gint64, GError **),
      gint64 stocktake, GError **error)
{
  g_autoptr (JzOperation) operation = demo_begin (demo, action, account, error);

  return operation != NULL && func (operation, stocktake, error) &&
         jz_operation_commit (g_steal_pointer (&operation), NULL, error);
}

gboolean
demo_count_rooms (Demo *demo, GError **error)
{
  g_autoptr (GArray) posted = g_array_new (FALSE, FALSE, sizeof (Line)),
                     open = g_array_new (FALSE, FALSE, sizeof (Line));
  const char *cause = demo_phrase (demo, "adjustment", "通用", NULL);
  gint64      first, second, stocktake;

  if (!choose_room (demo, 0, &first, error) || (first != 0 && !choose_room (demo, first, &second, error)))
    return FALSE;
  if (first == 0)
    return TRUE;
  if (!start (demo, first, &stocktake, error) || !read_lines (demo, stocktake, posted, error) ||
      !count (demo, posted, posted->len, cause != NULL ? cause : "盘亏", error) ||
      !step (demo, &jz_action_stocktake, demo->keeper, jz_stocktake_finish, stocktake, error) ||
      !step (demo, &jz_action_stocktake_post, demo->head, jz_stocktake_post, stocktake, error))
    return FALSE;
  return second == 0 || (start (demo, second, &stocktake, error) && read_lines (demo, stocktake, open, error) &&
                         count (demo, open, (open->len + 1) / 2, NULL, error));
}
