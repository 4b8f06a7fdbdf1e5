/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "jz-copy.h"
#include "jz-library-count.h"
#include "jz-paper.h"
#include "jz-scan-file.h"
#include "jz-source.h"
#include "jz-text.h"

const JzAction jz_action_library_count_scan = { "library.count.scan", "library" };

static const char *const words[] = { "found", "back", "lent", "elsewhere", "withdrawn", "again", "place", "unknown" };

G_STATIC_ASSERT (G_N_ELEMENTS (words) == JZ_LIBRARY_N_SCANS);

const char *
jz_library_scan_word (JzLibraryScan verdict)
{
  return words[verdict];
}

void
jz_library_scanned_clear (JzLibraryScanned *self)
{
  g_clear_pointer (&self->code, g_free);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->call, g_free);
  g_clear_pointer (&self->path, g_free);
}

/* What a scan is about. */
typedef struct
{
  JzConnection     *connection;
  gint64            count, line;
  const char       *counter;
  JzLibraryScanned *scanned;
} Scan;

/* A scanner gives what the label encodes; a person may type small or wide letters. */
static gboolean
find (Scan *self, const char *code, GError **error)
{
  g_autofree char *tidy = jz_text_tidy (code), *narrow = jz_text_narrow (tidy), *upper = g_ascii_strup (narrow, -1);
  gint64           place = 0;

  self->scanned->code = g_strdup (narrow);
  if (!jz_copy_find (self->connection, narrow, &self->scanned->copy, error) ||
      (self->scanned->copy == 0 && !jz_copy_find (self->connection, upper, &self->scanned->copy, error)) ||
      (self->scanned->copy == 0 &&
       !jz_connection_number (self->connection, &place, 0, error,
                              "SELECT id FROM place WHERE code IN (?, ?) AND voided IS NULL", "ss", narrow, upper)))
    return FALSE;
  if (place != 0)
    self->scanned->place = place;
  self->scanned->verdict = place != 0 ? JZ_LIBRARY_SCAN_PLACE : JZ_LIBRARY_SCAN_UNKNOWN;
  return TRUE;
}

static gboolean
tell_place (Scan *self, GError **error)
{
  self->scanned->title = g_strdup ("");
  self->scanned->call = g_strdup ("");
  self->scanned->path = self->scanned->verdict != JZ_LIBRARY_SCAN_PLACE ?
                          g_strdup ("") :
                          jz_connection_text (self->connection, error, "SELECT path FROM place WHERE id = ?", "l",
                                              self->scanned->place);
  return self->scanned->path != NULL;
}

/* What the books say of the copy, and whether it was scanned before. Where the counter stands decides whether it is in
 * sight: it belongs there, or anywhere in it. */
static const char *const copy_sql =
  "WITH RECURSIVE around (id) AS (SELECT place FROM copy WHERE id = ?1 UNION ALL SELECT parent FROM around JOIN place "
  "USING (id) WHERE parent IS NOT NULL) SELECT c.barcode, trim (t.title || ' ' || t.volume), c.call, p.path, c.state, "
  "EXISTS (SELECT 1 FROM lending WHERE copy = c.id AND returned IS NULL), ifnull (l.id, 0), ifnull (l.expected, 0), "
  "ifnull (l.result, ''), ?3 = 0 OR ?3 IN (SELECT id FROM around) FROM copy c JOIN title t ON t.id = c.title "
  "JOIN place p ON p.id = c.place LEFT JOIN library_count_line l ON l.copy = c.id AND l.count = ?2 WHERE c.id = ?1";

/* What stood elsewhere and is scanned at its own place has been put back there. @at: where the counter stands; 0: not
 * said, which tells nothing. */
static JzLibraryScan
judge (JzStatement *row, gboolean in_sight, gint64 at)
{
  const char *state = jz_statement_text (row, 4), *before = jz_statement_text (row, 8);
  gboolean    put_back = g_str_equal (before, "elsewhere") && jz_statement_int64 (row, 7) && in_sight && at != 0;

  if (before[0] != '\0' && !put_back)
    return JZ_LIBRARY_SCAN_AGAIN;
  if (g_str_equal (state, "withdrawn"))
    return JZ_LIBRARY_SCAN_WITHDRAWN;
  if (jz_statement_int64 (row, 5))
    return JZ_LIBRARY_SCAN_LENT;
  if (!jz_statement_int64 (row, 7) || !in_sight)
    return JZ_LIBRARY_SCAN_ELSEWHERE;
  return g_str_equal (state, "missing") || g_str_equal (state, "lost") ? JZ_LIBRARY_SCAN_BACK : JZ_LIBRARY_SCAN_FOUND;
}

static gboolean
write_line (Scan *self, gboolean in_sight, GError **error)
{
  gint64 found = in_sight ? 0 : self->scanned->place;

  if (self->scanned->verdict == JZ_LIBRARY_SCAN_AGAIN)
    return TRUE;
  if (self->line != 0)
    return jz_connection_run (
      self->connection, error,
      "UPDATE library_count_line SET result = ?, found_place = ?, state = (SELECT state FROM copy "
      "WHERE copy.id = library_count_line.copy), changed = jz_operation () WHERE id = ?",
      "srl", jz_library_scan_word (self->scanned->verdict), found, self->line);
  if (!jz_connection_run (self->connection, error,
                          "INSERT INTO library_count_line (count, copy, expected, state, found_place, result, changed) "
                          "SELECT ?1, id, 0, state, ?3, ?4, jz_operation () FROM copy WHERE id = ?2",
                          "llrs", self->count, self->scanned->copy, found,
                          jz_library_scan_word (self->scanned->verdict)))
    return FALSE;
  self->line = jz_connection_last_id (self->connection);
  return TRUE;
}

static gboolean
settle_copy (Scan *self, GError **error)
{
  JzStatement *row = jz_connection_query (self->connection, error, copy_sql, "lll", self->scanned->copy, self->count,
                                          self->scanned->place);
  gboolean     in_sight;

  if (!jz_statement_first (row, _("There is no such copy"), error))
    return FALSE;
  g_free (self->scanned->code);
  self->scanned->code = jz_statement_dup (row, 0);
  self->scanned->title = jz_statement_dup (row, 1);
  self->scanned->call = jz_statement_dup (row, 2);
  self->scanned->path = jz_statement_dup (row, 3);
  self->line = jz_statement_int64 (row, 6);
  in_sight = jz_statement_int64 (row, 9) != 0;
  self->scanned->verdict = judge (row, in_sight, self->scanned->place);
  jz_statement_reset (row);
  return write_line (self, in_sight, error);
}

static gboolean
keep (Scan *self, GError **error)
{
  g_autofree char *now = jz_source_now (self->connection);

  return jz_connection_run (self->connection, error,
                            "INSERT INTO library_count_scan (count, at, counter, place, code, line, verdict, changed) "
                            "VALUES (?, ?, ?, ?, ?, ?, ?, jz_operation ())",
                            "lssrsrs", self->count, now, self->counter != NULL ? self->counter : "",
                            self->scanned->place, self->scanned->code, self->line,
                            jz_library_scan_word (self->scanned->verdict));
}

gboolean
jz_library_count_scan (JzOperation *operation, gint64 id, const char *code, gint64 place, const char *counter,
                       JzLibraryScanned *scanned, GError **error)
{
  Scan             self = { jz_operation_get_connection (operation), id, 0, counter, scanned };
  g_autofree char *number = NULL;

  *scanned = (JzLibraryScanned){ .place = place };
  if (jz_text_is_blank (code))
    return jz_paper_fail (error, JZ_ERROR_INVALID, _("There is no code"));
  if (!jz_paper_must_be (self.connection, "library_count", id, "open", &number, error) || !find (&self, code, error) ||
      !(scanned->copy != 0 ? settle_copy (&self, error) : tell_place (&self, error)) || !keep (&self, error))
    return FALSE;
  jz_operation_describe (operation, _("Counted %s in %s"), scanned->title[0] != '\0' ? scanned->title : scanned->code,
                         number);
  return TRUE;
}

/* The memory of a scanner. */

void
jz_library_tally_clear (JzLibraryTally *self)
{
  g_clear_pointer (&self->scans, g_ptr_array_unref);
  g_clear_pointer (&self->unknown, g_ptr_array_unref);
}

static void
scanned_free (gpointer data)
{
  jz_library_scanned_clear (data);
  g_free (data);
}

gboolean
jz_library_count_take (JzOperation *operation, gint64 id, GPtrArray *codes, gint64 place, const char *counter,
                       JzLibraryTally *tally, GError **error)
{
  *tally = (JzLibraryTally){ .scans = g_ptr_array_new_with_free_func (scanned_free),
                             .unknown = g_ptr_array_new_with_free_func (g_free) };
  if (jz_text_is_blank (counter))
    return jz_paper_fail (error, JZ_ERROR_INVALID, _("Say who counted"));
  for (guint i = 0; i < codes->len; i++)
    {
      const JzScannedCode *code = g_ptr_array_index (codes, i);
      JzLibraryScanned    *scanned = g_new0 (JzLibraryScanned, 1);

      g_ptr_array_add (tally->scans, scanned);
      if (!jz_library_count_scan (operation, id, code->code, place, counter, scanned, error))
        return FALSE;
      place = scanned->place;
      tally->n[scanned->verdict]++;
      if (scanned->verdict == JZ_LIBRARY_SCAN_UNKNOWN)
        g_ptr_array_add (tally->unknown, g_strdup (code->code));
    }
  jz_operation_describe (
    operation,
    g_dngettext (GETTEXT_PACKAGE, "Took %u scan of books of %s in", "Took %u scans of books of %s in", codes->len),
    codes->len, counter);
  return TRUE;
}
