/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-ledger"
#include "config.h"

#include "jz-stocktake-file.h"

#include <glib/gi18n-lib.h>

#include "jz-find.h"
#include "jz-text.h"

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
