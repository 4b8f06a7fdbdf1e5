/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-ledger"
#include "config.h"

#include "jz-stocktake-file.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "jz-find.h"
#include "jz-text.h"

#define BYTES_MOST (8 * 1024 * 1024)

/* Reading. */

static void
code_free (gpointer data)
{
  g_free (((JzScannedCode *) data)->code);
  g_free (data);
}

static char *
read_text (const char *path, GError **error)
{
  g_autofree char *text = NULL;
  const char      *start;
  gsize            length = 0;
  GStatBuf         info;

  if (g_stat (path, &info) == 0 && info.st_size > BYTES_MOST)
    {
      g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID, _("This is no text file with one code a line"));
      return NULL;
    }
  if (!g_file_get_contents (path, &text, &length, error))
    return NULL;
  start = g_str_has_prefix (text, "\xEF\xBB\xBF") ? text + 3 : text;
  if (length <= BYTES_MOST && strlen (text) == length && g_utf8_validate (start, -1, NULL))
    return g_strdup (start);
  g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID, _("This is no text file with one code a line"));
  return NULL;
}

GPtrArray *
jz_scan_file_read (const char *path, GError **error)
{
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func (code_free);
  g_autofree char *text = read_text (path, error);
  g_auto (GStrv)   lines = text != NULL ? g_strsplit_set (text, "\n", -1) : NULL;

  if (text == NULL)
    return NULL;
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *code = jz_text_tidy (lines[i]);
      JzScannedCode   *scanned;

      if (*code == '\0')
        continue;
      scanned = g_new (JzScannedCode, 1);
      *scanned = (JzScannedCode){ i + 1, g_steal_pointer (&code) };
      g_ptr_array_add (codes, scanned);
    }
  if (codes->len > 0 && codes->len <= JZ_SCAN_FILE_MOST)
    return g_steal_pointer (&codes);
  g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID,
                       codes->len == 0 ? _("There is no code in the file") :
                                         _("A file can bring 100,000 codes at most"));
  return NULL;
}

/* What came of them. */

static void
reject_free (gpointer data)
{
  JzScanReject *self = data;

  g_free (self->code);
  g_free (self->reason);
  g_free (self);
}

void
jz_scan_tally_clear (JzScanTally *self)
{
  g_clear_pointer (&self->rejects, g_ptr_array_unref);
}

static void
tally_init (JzScanTally *self)
{
  *self = (JzScanTally){ .rejects = g_ptr_array_new_with_free_func (reject_free) };
}

static void
reject (JzScanTally *tally, const JzScannedCode *scanned, const char *reason)
{
  JzScanReject *rejected = g_new (JzScanReject, 1);

  *rejected = (JzScanReject){ scanned->row, g_strdup (scanned->code), g_strdup (reason) };
  g_ptr_array_add (tally->rejects, rejected);
}

static gboolean
is_kind (const JzFound *found, const char *kind)
{
  return found != NULL && g_str_equal (found->kind, kind);
}

gboolean
jz_scan_file_try (JzConnection *connection, GPtrArray *codes, JzScanTally *tally, GError **error)
{
  tally_init (tally);
  for (guint i = 0; i < codes->len; i++)
    {
      const JzScannedCode *scanned = g_ptr_array_index (codes, i);
      g_autoptr (JzFound) found = NULL;

      if (!jz_find_scanned (connection, scanned->code, &found, error))
        return FALSE;
      if (is_kind (found, "places"))
        tally->places++;
      else if (!is_kind (found, "assets") && !is_kind (found, "items"))
        reject (tally, scanned, _("Nothing has that number"));
    }
  return TRUE;
}

/* Where what is scanned can't be counted, the rest still can. */
static gboolean
take (JzOperation *operation, gint64 stocktake, const JzScannedCode *scanned, JzStocktakeScan *scan, JzScanTally *tally,
      GError **error)
{
  g_autoptr (GError)  failure = NULL;
  g_autoptr (JzFound) found = NULL;
  JzScanVerdict       verdict;

  if (!jz_find_scanned (jz_operation_get_connection (operation), scanned->code, &found, error))
    return FALSE;
  scan->code = scanned->code;
  if (is_kind (found, "places"))
    {
      scan->place = found->id;
      tally->places++;
      return TRUE;
    }
  if (jz_stocktake_scan (operation, stocktake, scan, &verdict, NULL, &failure))
    {
      tally->n[verdict]++;
      if (verdict == JZ_SCAN_UNKNOWN)
        reject (tally, scanned, _("Nothing has that number"));
      return TRUE;
    }
  if (g_error_matches (failure, JZ_ERROR, JZ_ERROR_INVALID))
    {
      reject (tally, scanned, failure->message);
      return TRUE;
    }
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

gboolean
jz_scan_file_take (JzOperation *operation, gint64 stocktake, GPtrArray *codes, gint64 place, const char *counter,
                   JzScanTally *tally, GError **error)
{
  JzStocktakeScan scan = { NULL, -1, place, counter };
  guint           counted = 0;

  tally_init (tally);
  if (jz_text_is_blank (counter))
    {
      g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID, _("Say who counted"));
      return FALSE;
    }
  for (guint i = 0; i < codes->len; i++)
    if (!take (operation, stocktake, g_ptr_array_index (codes, i), &scan, tally, error))
      return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (tally->n); i++)
    counted += tally->n[i];
  jz_operation_describe (
    operation, _("Took %u scans of %s in: %u found, %u elsewhere, %u again, %u more than in the books, %u unknown"),
    counted, counter, tally->n[JZ_SCAN_FOUND], tally->n[JZ_SCAN_ELSEWHERE], tally->n[JZ_SCAN_AGAIN],
    tally->n[JZ_SCAN_SURPLUS], tally->n[JZ_SCAN_UNKNOWN]);
  return TRUE;
}
