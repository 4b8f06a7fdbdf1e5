/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-ledger"
#include "config.h"

#include "jz-purchase-order.h"

#include <glib/gi18n-lib.h>

#include "jz-money.h"
#include "jz-purchase-private.h"
#include "jz-quantity.h"
#include "jz-source.h"
#include "jz-supplier.h"
#include "jz-text.h"

const JzAction jz_action_purchase_order = { "purchase.order", "purchase" };

/* What the line of a request still lets be ordered. */
static gboolean
check_line (JzConnection *connection, const JzOrderLine *line, GError **error)
{
  JzStatement *row = jz_connection_query (connection, error,
                                          "SELECT l.name, r.number, r.state, l.quantity - ifnull (o.quantity, 0), "
                                          "l.decimals, l.unit "
                                          "FROM purchase_request_line l JOIN purchase_request r ON r.id = l.request "
                                          "LEFT JOIN purchase_ordered o ON o.request_line = l.id WHERE l.id = ?", "l",
                                          line->request_line);
  g_autofree char *name = NULL, *number = NULL, *state = NULL, *unit = NULL, *rest = NULL;
  gint64           left;

  if (!jz_statement_first (row, _("That line of a request is not there"), error))
    return FALSE;
  name = jz_statement_dup (row, 0);
  number = jz_statement_dup (row, 1);
  state = jz_statement_dup (row, 2);
  left = jz_statement_int64 (row, 3);
  rest = jz_quantity_format (MAX (left, 0), (int) jz_statement_int64 (row, 4));
  unit = jz_statement_dup (row, 5);
  jz_statement_reset (row);
  if (!g_str_equal (state, "approved") && !g_str_equal (state, "ordered"))
    return jz_purchase_refuse (error, JZ_ERROR_CONFLICT, _("%s: %s is not approved"), name, number);
  if (line->quantity <= 0 || line->quantity > JZ_QUANTITY_MAX)
    return jz_purchase_refuse (error, JZ_ERROR_INVALID, _("%s: a quantity must be more than nothing"), name);
  if (line->price < 0 || line->price > JZ_MONEY_MAX / 1000)
    return jz_purchase_refuse (error, JZ_ERROR_INVALID, _("%s: this is no price"), name);
  if (line->quantity > left)
    return jz_purchase_refuse (error, JZ_ERROR_INVALID, _("%s: only %s %s are approved and not ordered yet"), name,
                               rest, unit);
  return TRUE;
}

static gboolean
add_lines (JzConnection *connection, gint64 order, const JzOrderLine *lines, guint n, GError **error)
{
  for (guint i = 0; i < n; i++)
    if (!check_line (connection, &lines[i], error) ||
        !jz_connection_run (connection, error,
                            "INSERT INTO purchase_order_line (purchase_order, position, request_line, quantity, "
                            "price, changed) "
                            "VALUES (?, ?, ?, ?, ?, jz_operation ())",
                            "lilll", order, (int) i + 1, lines[i].request_line, lines[i].quantity, lines[i].price))
      return FALSE;
  return TRUE;
}

/* Who is meant, by the contract too, which is with somebody. */
static gboolean
find_supplier (JzOperation *operation, const JzOrderData *data, gint64 *supplier, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);
  gint64        with = 0;

  *supplier = data->supplier;
  if (data->contract != 0 &&
      !jz_connection_number (connection, &with, 0, error,
                             "SELECT supplier FROM contract WHERE id = ? AND voided IS NULL", "l", data->contract))
    return FALSE;
  if (data->contract != 0 && with == 0)
    return jz_purchase_refuse (error, JZ_ERROR_NOT_FOUND, "%s", _("That contract is not there"));
  if (*supplier == 0 && jz_text_is_blank (data->name))
    *supplier = with;
  if (*supplier == 0 && jz_text_is_blank (data->name))
    return jz_purchase_refuse (error, JZ_ERROR_INVALID, "%s", _("Say who it is ordered from"));
  if (*supplier == 0 && !jz_supplier_ensure (operation, data->name, supplier, error))
    return FALSE;
  return with == 0 || with == *supplier || jz_purchase_refuse (error, JZ_ERROR_INVALID, "%s",
                                                               _("That contract is with another supplier"));
}

gboolean
jz_purchase_order_write (JzOperation *operation, const JzOrderData *data, const JzOrderLine *lines, guint n, gint64 *id,
                         GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  char             today[JZ_DATE_LENGTH];
  const char      *date = jz_purchase_date (connection, data->date, today, error);
  g_autofree char *uuid = jz_source_uuid (connection), *fund = jz_text_tidy (data->fund),
                          *note = jz_text_tidy (data->note);
  g_autofree char *number = NULL, *name = NULL;
  gint64           supplier = 0;

  if (date == NULL)
    return FALSE;
  if (data->expected != NULL && (jz_date_from_iso (data->expected) == JZ_DATE_NONE ||
                                 g_strcmp0 (data->expected, date) < 0))
    return jz_purchase_refuse (error, JZ_ERROR_INVALID, "%s", _("It can't be delivered before it is ordered"));
  if (n == 0)
    return jz_purchase_refuse (error, JZ_ERROR_INVALID, "%s", _("An order needs at least one line"));
  number = jz_purchase_next_number (connection, "purchase_order", "DD", date, error);
  if (number == NULL || !find_supplier (operation, data, &supplier, error))
    return FALSE;
  name = jz_connection_text (connection, error, "SELECT name FROM supplier WHERE id = ?", "l", supplier);
  if (name == NULL ||
      !jz_connection_run (connection, error,
                          "INSERT INTO purchase_order (uuid, number, date, supplier, contract, fund, expected, note, "
                          "changed) "
                          "VALUES (?, ?, ?, ?, ?, ?, ?, ?, jz_operation ())",
                          "sssrrsss", uuid, number, date, supplier, data->contract, fund, data->expected, note))
    return FALSE;
  *id = jz_connection_last_id (connection);
  if (!add_lines (connection, *id, lines, n, error) || !jz_purchase_settle_order (connection, *id, error))
    return FALSE;
  jz_operation_describe (operation, _("Ordered %s from %s"), number, name);
  return TRUE;
}

gboolean
jz_purchase_order_cancel (JzOperation *operation, gint64 id, const char *reason, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *number = NULL, *state = NULL, *tidy = jz_text_tidy (reason);

  if (!jz_purchase_head (connection, "purchase_order", id, &number, &state, error))
    return FALSE;
  if (!g_str_equal (state, "open"))
    return jz_purchase_refuse (error, JZ_ERROR_CONFLICT, _("%s is closed already"), number);
  if (tidy[0] == '\0')
    return jz_purchase_refuse (error, JZ_ERROR_INVALID, "%s", _("Say why it is cancelled"));
  if (!jz_connection_run (connection, error,
                          "UPDATE purchase_order SET state = 'cancelled', reason = ?, changed = jz_operation () WHERE "
                          "id = ?",
                          "sl", tidy, id) ||
      !jz_purchase_settle_order (connection, id, error))
    return FALSE;
  jz_operation_describe (operation, _("Cancelled what has not come of %s: %s"), number, tidy);
  return TRUE;
}
