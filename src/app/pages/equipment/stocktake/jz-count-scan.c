/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-count-scan.h"

#include <glib/gi18n-lib.h>

#include "jz-find.h"
#include "jz-quantity.h"
#include "jz-text.h"

void
jz_count_scan_free (gpointer data)
{
  JzCountScan *self = data;
  char *const  texts[] = { self->code, self->quantity, self->counter, self->path, self->thing, self->counted };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
  jz_scan_there_unref (self->there);
  g_free (self);
}

static gboolean
is_kind (const JzFound *found, const char *kind)
{
  return found != NULL && g_str_equal (found->kind, kind);
}

static gboolean
read_quantity (JzCountScan *self, JzConnection *connection, const JzFound *found, gint64 *quantity, GError **error)
{
  gint64 decimals = 0;

  *quantity = -1;
  if (jz_text_is_blank (self->quantity))
    return TRUE;
  if (is_kind (found, "items") && !jz_connection_number (connection, &decimals, 0, error,
                                                         "SELECT decimals FROM item WHERE id = ?", "l", found->id))
    return FALSE;
  if (!jz_quantity_parse (self->quantity, (int) decimals, quantity) || *quantity < 0)
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, _("%s: this is no quantity"), self->quantity);
      return FALSE;
    }
  if (is_kind (found, "items") || *quantity == 1)
    return TRUE;
  g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID, _("A card stands for one piece"));
  return FALSE;
}

/* What the line says after the scan, and where the books have the thing. */
static gboolean
read_line (JzCountScan *self, JzConnection *connection, gint64 line, GError **error)
{
  JzStatement *row = jz_connection_query (
    connection, error,
    "SELECT item.name || ifnull (' ' || asset.number, ''), ifnull (there.path, place.path), l.counted, l.expected, "
    "item.decimals, item.unit, l.asset FROM stocktake_line l JOIN item ON item.id = l.item "
    "JOIN place ON place.id = l.place LEFT JOIN asset ON asset.id = l.asset "
    "LEFT JOIN position ON position.asset = l.asset LEFT JOIN place there ON there.id = position.place WHERE l.id = ?",
    "l", line);

  if (!jz_statement_first (row, _("That line of the stock-take is not there"), error))
    return FALSE;
  self->thing = jz_statement_dup (row, 0);
  self->path = jz_statement_dup (row, 1);
  if (jz_statement_is_null (row, 6))
    {
      int              decimals = (int) jz_statement_int64 (row, 4);
      g_autofree char *counted = jz_quantity_format (jz_statement_int64 (row, 2), decimals);
      g_autofree char *expected = jz_quantity_format (jz_statement_int64 (row, 3), decimals);

      self->counted = g_strdup_printf ("%s / %s %s", counted, expected, jz_statement_text (row, 5));
    }
  jz_statement_reset (row);
  return TRUE;
}

gboolean
jz_count_scan_write_cb (JzOperation *operation, gpointer data, GError **error)
{
  JzCountScan        *self = data;
  JzConnection       *connection = jz_operation_get_connection (operation);
  JzStocktakeScan     scan = { self->code, -1, jz_scan_there_get (self->there), self->counter };
  g_autoptr (JzFound) found = NULL;
  gint64              line = 0;

  if (!jz_find_scanned (connection, self->code, &found, error))
    return FALSE;
  self->is_place = is_kind (found, "places");
  if (self->is_place)
    {
      self->place = found->id;
      self->path = g_strdup (found->title);
      jz_scan_there_set (self->there, self->place);
      return TRUE;
    }
  return read_quantity (self, connection, found, &scan.quantity, error) &&
         jz_stocktake_scan (operation, self->stocktake, &scan, &self->verdict, &line, error) &&
         (line == 0 || read_line (self, connection, line, error));
}

static char *
verdict_words (const JzCountScan *self)
{
  switch (self->verdict)
    {
    case JZ_SCAN_FOUND:
      return g_strdup_printf (_("✓ Found: %s"), self->thing);
    case JZ_SCAN_ELSEWHERE:
      return g_strdup_printf (_("↗ %s: the books have it in %s"), self->thing, self->path);
    case JZ_SCAN_AGAIN:
      return g_strdup_printf (_("! %s has been counted already"), self->thing);
    case JZ_SCAN_SURPLUS:
      return g_strdup_printf (_("! %s: the books have none of it here"), self->thing);
    case JZ_SCAN_UNKNOWN:
    default:
      return g_strdup_printf (_("? Nothing has the number %s"), self->code);
    }
}

char *
jz_count_scan_words (const JzCountScan *self, JzScanTone *tone)
{
  static const JzScanTone tones[] = {
    [JZ_SCAN_FOUND] = JZ_SCAN_TONE_OK,     [JZ_SCAN_ELSEWHERE] = JZ_SCAN_TONE_WARN, [JZ_SCAN_AGAIN] = JZ_SCAN_TONE_WARN,
    [JZ_SCAN_SURPLUS] = JZ_SCAN_TONE_WARN, [JZ_SCAN_UNKNOWN] = JZ_SCAN_TONE_ERROR,
  };
  g_autofree char *words = NULL;

  *tone = self->is_place ? JZ_SCAN_TONE_OK : tones[self->verdict];
  if (self->is_place)
    return g_strdup_printf (_("✓ You stand at: %s"), self->path);
  words = verdict_words (self);
  return self->counted != NULL ? g_strdup_printf ("%s  %s", words, self->counted) : g_steal_pointer (&words);
}
