/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-ledger"
#include "config.h"

#include "jz-purchase-gap.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "jz-purchase-private.h"

#define CARD_FROM 100000 /* fen, where the school has not said otherwise */

static gint64
unit_of (gint64 decimals)
{
  gint64 unit = 1;

  for (gint64 i = 0; i < decimals; i++)
    unit *= 10;
  return unit;
}

/* Asked for in requests that go on, and not there yet: in whole units, begun ones count. */
static gboolean
asked_already (JzConnection *connection, gint64 row, gint64 *asked, GError **error)
{
  return jz_connection_number (
    connection, asked, 0, error,
    "SELECT sum ((l.quantity - ifnull (a.accepted, 0) + u - 1) / u) FROM (SELECT *, CASE decimals WHEN 0 THEN 1 WHEN "
    "1 THEN 10 WHEN 2 THEN 100 "
    "ELSE 1000 END AS u FROM purchase_request_line WHERE standard_row = ?) l JOIN purchase_request r ON r.id = "
    "l.request "
    "LEFT JOIN (SELECT ol.request_line, sum (al.accepted) AS accepted FROM purchase_order_line ol "
    "JOIN purchase_acceptance_line al ON al.order_line = ol.id GROUP BY 1) a ON a.request_line = l.id "
    "WHERE r.state IN ('draft', 'submitted', 'approved', 'rejected', 'ordered')", "l", row);
}

/* The row as a line; quantity 0: there is nothing to ask for. */
static gboolean
make_line (JzConnection *connection, const JzGapRow *row, JzRequestLine *line, GError **error)
{
  g_autoptr (GPtrArray) items = jz_gap_items (connection, row->id, error);
  gint64                asked = 0, decimals = 0, threshold = 0;

  if (items == NULL || !asked_already (connection, row->id, &asked, error))
    return FALSE;
  *line = (JzRequestLine){ .code = row->code, .name = row->name, .spec = row->spec, .unit = row->unit,
                           .subject = row->subject,
                           .price = MAX (row->price, 0), .standard_row = row->id, .reason = row->rule };
  if (items->len > 0)
    line->item = ((const JzGapItem *) g_ptr_array_index (items, 0))->id;
  if (line->item != 0 &&
      !jz_connection_number (connection, &decimals, 0, error, "SELECT decimals FROM item WHERE id = ?", "l",
                             line->item))
    return FALSE;
  if (line->item == 0 && !jz_connection_number (connection, &threshold, CARD_FROM, error,
                                                "SELECT value FROM meta WHERE key = 'asset.threshold'", ""))
    return FALSE;
  if (line->item == 0 && line->price >= threshold)
    line->tracking = "card"; /* what costs that much is a fixed asset */
  line->quantity = MAX (row->lacking - asked, 0) * unit_of (decimals);
  return TRUE;
}

gboolean
jz_purchase_request_from_gap (JzOperation *operation, GPtrArray *rows, const JzRequestData *data, gint64 *id,
                              GError **error)
{
  g_autoptr (GArray) lines = g_array_new (FALSE, TRUE, sizeof (JzRequestLine));
  g_autoptr (GPtrArray) reasons = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < rows->len; i++)
    {
      const JzGapRow *row = g_ptr_array_index (rows, i);
      JzRequestLine   line;

      if (row->lacking <= 0)
        continue;
      if (!make_line (jz_operation_get_connection (operation), row, &line, error))
        return FALSE;
      if (line.quantity <= 0)
        continue;
      g_ptr_array_add (reasons, g_strdup_printf (_("By %s (%s), lacking %" PRId64), row->standard, row->rule,
                                                 row->lacking));
      line.reason = g_ptr_array_index (reasons, reasons->len - 1);
      g_array_append_val (lines, line);
    }
  if (lines->len == 0)
    return jz_purchase_refuse (error, JZ_ERROR_INVALID, "%s",
                               _("Nothing lacks there that has not been asked for already"));
  *id = 0;
  return jz_purchase_request_write (operation, id, data, (const JzRequestLine *) (gpointer) lines->data, lines->len,
                                    error);
}

static gboolean
is_among (GArray *ids, gint64 id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return TRUE;
  return FALSE;
}

gboolean
jz_purchase_request_from_rows (JzOperation *operation, GArray *ids, const JzRequestData *data, gint64 *id,
                               GError **error)
{
  g_autoptr (GPtrArray) rows = jz_gap_read (jz_operation_get_connection (operation), &(JzGapQuery){ .lacking = TRUE },
                                            error);
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    if (is_among (ids, ((const JzGapRow *) g_ptr_array_index (rows, i))->id))
      g_ptr_array_add (chosen, g_ptr_array_index (rows, i));
  return jz_purchase_request_from_gap (operation, chosen, data, id, error);
}
