/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jz-library-count.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-call-number.h"
#include "jz-copy.h"
#include "jz-paper.h"
#include "jz-source.h"
#include "jz-text.h"

const JzAction jz_action_library_count = { "library.count", "library" };

#define TABLE  "library_count"
#define PREFIX "TP"

gboolean
jz_library_count_is_number (const char *number)
{
  return g_str_has_prefix (number, PREFIX "-");
}

/* Beginning. */

/* As call numbers stand on spines. Returns: (transfer full), "" for NULL */
static char *
tidy_call (const char *text)
{
  g_autofree char *tidy = jz_text_tidy (text), *narrow = jz_text_narrow (tidy);

  return g_ascii_strup (narrow, -1);
}

static char *
name_of (JzConnection *connection, const JzLibraryCountPlan *plan, const char *from, const char *to, GError **error)
{
  g_autofree char *tidy = jz_text_tidy (plan->name), *where = NULL;

  if (tidy[0] != '\0')
    return g_steal_pointer (&tidy);
  where = plan->place != 0 ?
            jz_connection_text (connection, error, "SELECT path FROM place WHERE id = ?", "l", plan->place) :
            g_strdup (_("All books"));
  if (where == NULL || (from[0] == '\0' && to[0] == '\0'))
    return g_steal_pointer (&where);
  return g_strdup_printf ("%s %s–%s", where, from, to);
}

static gboolean
range_is_sound (const char *from, const char *to, GError **error)
{
  g_autofree char *first = jz_call_number_key (from), *last = jz_call_number_key (to);

  return to[0] == '\0' || strcmp (first, last) <= 0 || g_str_has_prefix (from, to) ||
         jz_paper_fail (error, JZ_ERROR_INVALID, _("%s stands behind %s on the shelf"), from, to);
}

/* Lost copies are on the list, too: one that is scanned has come back. */
static gboolean
add_lines (JzConnection *connection, gint64 id, gint64 place, const char *from, const char *to, GError **error)
{
  g_autofree char *first = jz_call_number_key (from), *last = jz_call_number_key (to);

  return jz_connection_run (
    connection, error,
    "WITH RECURSIVE inside (id) AS (SELECT ?2 UNION ALL SELECT place.id FROM inside JOIN place ON place.parent = "
    "inside.id) "
    "INSERT INTO library_count_line (count, copy, state, changed) SELECT ?1, id, state, jz_operation () FROM copy "
    "WHERE voided IS NULL AND state <> 'withdrawn' AND (?2 = 0 OR place IN (SELECT id FROM inside)) AND call_key >= ?3 "
    "AND (?5 = '' OR call_key <= ?4 OR substr (upper (call), 1, length (?5)) = ?5) ORDER BY call_key, id",
    "llsss", id, place, first, last, to);
}

gboolean
jz_library_count_start (JzOperation *operation, const JzLibraryCountPlan *plan, gint64 *id, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *uuid = jz_source_uuid (connection), *from = tidy_call (plan->call_from),
                  *to = tidy_call (plan->call_to);
  g_autofree char *number = NULL, *name = NULL;
  char             today[JZ_DATE_LENGTH];
  gint64           n;

  jz_date_to_iso (jz_source_today (connection), today);
  if (!range_is_sound (from, to, error))
    return FALSE;
  number = jz_paper_next_number (connection, TABLE, PREFIX, today, error);
  name = number != NULL ? name_of (connection, plan, from, to, error) : NULL;
  if (name == NULL ||
      !jz_connection_run (connection, error,
                          "INSERT INTO library_count (uuid, number, name, date, place, call_from, call_to, changed) "
                          "VALUES (?, ?, ?, ?, ?, ?, ?, jz_operation ())",
                          "ssssrss", uuid, number, name, today, plan->place, from, to))
    return FALSE;
  *id = jz_connection_last_id (connection);
  jz_operation_set_bulk (operation, TRUE);
  if (!add_lines (connection, *id, plan->place, from, to, error) ||
      !jz_connection_number (connection, &n, 0, error, "SELECT count (*) FROM library_count_line WHERE count = ?", "l",
                             *id))
    return FALSE;
  if (n == 0)
    return jz_paper_fail (error, JZ_ERROR_INVALID, _("No book stands there"));
  jz_operation_describe (operation, _("Began to count books %s: %s"), number, name);
  return TRUE;
}

/* Ending. */

/* What was lent, put aside, went over the desk or was seen by another count since this one began is anything but
 * missing, whenever that other count began. */
static gboolean
settle_unseen (JzConnection *connection, gint64 id, GError **error)
{
  return jz_connection_run (
    connection, error,
    "UPDATE library_count_line SET result = (SELECT CASE "
    "WHEN EXISTS (SELECT 1 FROM lending l WHERE l.copy = c.id AND (l.returned IS NULL OR l.returned >= n.date)) "
    "OR EXISTS (SELECT 1 FROM hold h WHERE h.copy = c.id AND h.state = 'ready') "
    "OR EXISTS (SELECT 1 FROM library_count_line o JOIN library_count m ON m.id = o.count JOIN library_count_scan s ON "
    "s.line = o.id WHERE o.copy = c.id AND m.id <> n.id AND m.state <> 'dropped' AND o.result IN ('found', 'back', "
    "'elsewhere') AND date (s.at, 'localtime') >= n.date) THEN 'out' "
    "WHEN c.state <> 'shelf' OR c.voided IS NOT NULL THEN 'away' ELSE 'missing' END "
    "FROM copy c, library_count n WHERE c.id = library_count_line.copy AND n.id = library_count_line.count), "
    "changed = jz_operation () WHERE count = ? AND result IS NULL",
    "l", id);
}

/* The copies follow. What was given up when it was scanned stands on the shelf again, unless more became of it
   since. */
static gboolean
settle_copies (JzConnection *connection, gint64 id, guint *n_missing, guint *n_back, GError **error)
{
  if (!jz_connection_run (connection, error,
                          "UPDATE copy SET state = 'missing', changed = jz_operation () WHERE id IN "
                          "(SELECT copy FROM library_count_line WHERE count = ? AND result = 'missing')", "l", id))
    return FALSE;
  *n_missing = (guint) jz_connection_n_changed (connection);
  if (!jz_connection_run (
        connection, error,
        "UPDATE copy SET state = 'shelf', changed = jz_operation () WHERE state IN ('missing', 'lost') "
        "AND voided IS NULL AND EXISTS (SELECT 1 FROM library_count_line l WHERE l.count = ? AND l.copy = copy.id "
        "AND l.result IN ('back', 'elsewhere') AND l.state = copy.state)",
        "l", id))
    return FALSE;
  *n_back = (guint) jz_connection_n_changed (connection);
  return TRUE;
}

gboolean
jz_library_count_finish (JzOperation *operation, gint64 id, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *number = NULL;
  char             today[JZ_DATE_LENGTH];
  guint            n_missing, n_back;

  if (!jz_paper_must_be (connection, TABLE, id, "open", &number, error) || !settle_unseen (connection, id, error) ||
      !settle_copies (connection, id, &n_missing, &n_back, error) ||
      !jz_connection_run (
        connection, error,
        "UPDATE library_count SET state = 'counted', ended = max (date, ?), changed = jz_operation () WHERE id = ?",
        "sl", jz_date_to_iso (jz_source_today (connection), today), id))
    return FALSE;
  jz_operation_describe (operation, _("Ended the counting of books %s: %u missing, %u back"), number, n_missing,
                         n_back);
  return TRUE;
}

gboolean
jz_library_count_drop (JzOperation *operation, gint64 id, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *number = NULL;

  if (!jz_paper_must_be (connection, TABLE, id, "open", &number, error) ||
      !jz_connection_run (connection, error,
                          "UPDATE library_count SET state = 'dropped', changed = jz_operation () WHERE id = ?", "l",
                          id))
    return FALSE;
  jz_operation_describe (operation, _("Gave up the counting of books %s"), number);
  return TRUE;
}

/* Whether the book stood elsewhere, and then it stands there. @words: (out) (transfer full): which, and where. */
static gboolean
move_line (JzConnection *connection, gint64 line, char **words, GError **error)
{
  if (!jz_connection_find_text (
        connection, words, error,
        "SELECT c.barcode || ' → ' || p.path FROM library_count_line l JOIN copy c ON c.id = l.copy JOIN place p ON "
        "p.id = l.found_place WHERE l.id = ? AND l.result = 'elsewhere' AND c.voided IS NULL AND c.place <> p.id", "l",
        line))
    return FALSE;
  if (*words == NULL)
    return jz_paper_fail (error, JZ_ERROR_CONFLICT, _("This book did not stand at another place"));
  return jz_connection_run (
    connection, error,
    "UPDATE copy SET place = (SELECT found_place FROM library_count_line WHERE id = ?1), changed = "
    "jz_operation () WHERE id = (SELECT copy FROM library_count_line WHERE id = ?1)",
    "l", line);
}

gboolean
jz_library_count_move (JzOperation *operation, gint64 line, GError **error)
{
  g_autofree char *words = NULL;

  if (!move_line (jz_operation_get_connection (operation), line, &words, error))
    return FALSE;
  jz_operation_describe (operation, _("Moved %s"), words);
  return TRUE;
}

static gboolean
move_code (JzConnection *connection, gint64 id, const char *code, char **words, GError **error)
{
  gint64 copy, line;

  if (!jz_copy_find (connection, code, &copy, error))
    return FALSE;
  if (copy == 0)
    return jz_paper_fail (error, JZ_ERROR_NOT_FOUND, _("%s: no copy has that number"), code);
  if (!jz_connection_number (connection, &line, 0, error,
                             "SELECT id FROM library_count_line WHERE count = ? AND copy = ?", "ll", id, copy))
    return FALSE;
  if (move_line (connection, line, words, error))
    return TRUE;
  g_prefix_error (error, "%s: ", code);
  return FALSE;
}

gboolean
jz_library_count_move_codes (JzOperation *operation, gint64 id, const char *const *codes, GError **error)
{
  g_autofree char *words = NULL;
  guint            n = 0;

  for (; codes[n] != NULL; n++)
    {
      g_clear_pointer (&words, g_free);
      if (!move_code (jz_operation_get_connection (operation), id, codes[n], &words, error))
        return FALSE;
    }
  if (n == 1)
    jz_operation_describe (operation, _("Moved %s"), words);
  else
    jz_operation_describe (operation,
                           g_dngettext (GETTEXT_PACKAGE, "Moved %u book to where it stood",
                                        "Moved %u books to where they stood", n), n);
  return TRUE;
}
