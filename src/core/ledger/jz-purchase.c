/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-ledger"
#include "config.h"

#include "jz-purchase.h"

#include <glib/gi18n-lib.h>

#include "jz-money.h"
#include "jz-purchase-private.h"
#include "jz-quantity.h"
#include "jz-source.h"
#include "jz-text.h"

const JzAction jz_action_purchase_request = { "purchase.request", "purchase.request" };

/* What is shared. */

gboolean
jz_purchase_refuse (GError **error, JzError code, const char *format, ...)
{
  g_autofree char *sentence = NULL;
  va_list          args;

  va_start (args, format);
  sentence = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, JZ_ERROR, (int) code, sentence);
  return FALSE;
}

char *
jz_purchase_next_number (JzConnection *connection, const char *table, const char *prefix, const char *date,
                         GError **error)
{
  g_autofree char *from = g_strdup_printf ("%s-%.4s-", prefix, date),
                  *to = g_strdup_printf ("%s-%.4s.", prefix, date); /* the character after - */
  g_autofree char *sql =
    g_strdup_printf ("SELECT max (CAST (substr (number, 9) AS INTEGER)) FROM %s WHERE number >= ? AND number < ?",
                     table);
  gint64           last;

  if (!jz_connection_number (connection, &last, 0, error, sql, "ss", from, to))
    return NULL;
  return g_strdup_printf ("%s%04" G_GINT64_FORMAT, from, last + 1);
}

const char *
jz_purchase_date (JzConnection *connection, const char *date, char today[JZ_DATE_LENGTH], GError **error)
{
  if (date == NULL)
    return jz_date_to_iso (jz_source_today (connection), today);
  if (jz_date_from_iso (date) != JZ_DATE_NONE)
    return date;
  jz_purchase_refuse (error, JZ_ERROR_INVALID, "%s", _("There is no such day"));
  return NULL;
}

gboolean
jz_purchase_head (JzConnection *connection, const char *table, gint64 id, char **number, char **state, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT number, state FROM %s WHERE id = ?", table);
  JzStatement     *row = jz_connection_query (connection, error, sql, "l", id);

  if (!jz_statement_first (row, _("That paper is not there"), error))
    return FALSE;
  *number = jz_statement_dup (row, 0);
  *state = jz_statement_dup (row, 1);
  jz_statement_reset (row);
  return TRUE;
}

gboolean
jz_purchase_find (JzConnection *connection, const char *table, const char *number, gint64 *id, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM %s WHERE number = ?", table);

  if (!jz_connection_number (connection, id, 0, error, sql, "s", number))
    return FALSE;
  return *id != 0 || jz_purchase_refuse (error, JZ_ERROR_NOT_FOUND, _("%s: there is no such paper"), number);
}

/* A line is filled when all of it was accepted, and placed when nothing of it is left to be ordered. */
gboolean
jz_purchase_settle (JzConnection *connection, gint64 request, GError **error)
{
  return jz_connection_run (
    connection, error,
    "UPDATE purchase_request SET state = s.state, changed = jz_operation () FROM ("
    "SELECT CASE WHEN min (ifnull (a.accepted, 0) >= l.quantity) THEN 'done' WHEN min (ifnull (o.quantity, 0) >= "
    "l.quantity) THEN 'ordered' "
    "ELSE 'approved' END AS state FROM purchase_request_line l LEFT JOIN purchase_ordered o ON o.request_line = l.id "
    "LEFT JOIN (SELECT ol.request_line, sum (al.accepted) AS accepted FROM purchase_order_line ol "
    "JOIN purchase_acceptance_line al ON al.order_line = ol.id GROUP BY ol.request_line) a ON a.request_line = l.id "
    "WHERE l.request = ?1) s "
    "WHERE purchase_request.id = ?1 AND purchase_request.state IN ('approved', 'ordered', 'done') AND "
    "purchase_request.state <> s.state",
    "l", request);
}

gboolean
jz_purchase_settle_order (JzConnection *connection, gint64 order, GError **error)
{
  g_autoptr (GArray) requests = g_array_new (FALSE, FALSE, sizeof (gint64));
  JzStatement       *rows = jz_connection_query (connection, error,
                                                 "SELECT DISTINCT l.request FROM purchase_order_line o JOIN "
                                                 "purchase_request_line l "
                                                 "ON l.id = o.request_line WHERE o.purchase_order = ? ORDER BY 1", "l",
                                                 order);

  while (jz_statement_next (rows))
    g_array_append_vals (requests, &(gint64){ jz_statement_int64 (rows, 0) }, 1);
  if (!jz_statement_finish (rows, error))
    return FALSE;
  for (guint i = 0; i < requests->len; i++)
    if (!jz_purchase_settle (connection, g_array_index (requests, gint64, i), error))
      return FALSE;
  return TRUE;
}

/* Writing. */

static gboolean
is_sound (const JzRequestLine *line, const char *name, GError **error)
{
  if (name[0] == '\0')
    return jz_purchase_refuse (error, JZ_ERROR_INVALID, "%s", _("A line needs the name of what is wanted"));
  if (line->quantity <= 0 || line->quantity > JZ_QUANTITY_MAX)
    return jz_purchase_refuse (error, JZ_ERROR_INVALID, _("%s: a quantity must be more than nothing"), name);
  if (line->price < 0 || line->price > JZ_MONEY_MAX / 1000)
    return jz_purchase_refuse (error, JZ_ERROR_INVALID, _("%s: this is no price"), name);
  return TRUE;
}

/* What a line says of itself; of an item that is there, what the item says. */
static gboolean
add_line (JzConnection *connection, gint64 request, guint position, const JzRequestLine *line, GError **error)
{
  g_autofree char *name = line->item != 0 ? jz_connection_text (connection, error,
                                                                "SELECT name FROM item WHERE id = ? AND voided IS NULL",
                                                                "l", line->item)
                                          : jz_text_tidy (line->name);
  g_autofree char *code = jz_text_tidy (line->code), *spec = jz_text_tidy (line->spec),
                          *unit = jz_text_tidy (line->unit);
  g_autofree char *subject = jz_text_tidy (line->subject), *reason = jz_text_tidy (line->reason);

  if (name == NULL)
    return error != NULL && *error != NULL ? FALSE :
           jz_purchase_refuse (error, JZ_ERROR_NOT_FOUND, "%s", _("There is no such item"));
  if (!is_sound (line, name, error))
    return FALSE;
  if (line->item != 0)
    return jz_connection_run (connection, error,
                              "INSERT INTO purchase_request_line (request, position, item, code, name, spec, unit, "
                              "subject, tracking, decimals, "
                              "quantity, price, reason, standard_row, changed) SELECT ?, ?, id, code, name, spec, "
                              "unit, subject, tracking, decimals, "
                              "?, ?, ?, ?, jz_operation () FROM item WHERE id = ?",
                              "lillsrl", request, (int) position, line->quantity, line->price, reason,
                              line->standard_row, line->item);
  return jz_connection_run (connection, error,
                            "INSERT INTO purchase_request_line (request, position, code, name, spec, unit, subject, "
                            "tracking, decimals, "
                            "quantity, price, reason, standard_row, changed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
                            "?, ?, jz_operation ())",
                            "lissssssillsr", request, (int) position, code, name, spec, unit[0] != '\0' ? unit : "件",
                            subject,
                            line->tracking != NULL ? line->tracking : "lot", line->decimals, line->quantity,
                            line->price, reason,
                            line->standard_row);
}

static gboolean
add_lines (JzConnection *connection, gint64 request, const JzRequestLine *lines, guint n, GError **error)
{
  for (guint i = 0; i < n; i++)
    if (!add_line (connection, request, i + 1, &lines[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
begin_request (JzOperation *operation, const JzRequestData *data, const char *date, const char *purpose, gint64 *id,
               char **number,
               GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *uuid = jz_source_uuid (connection);

  *number = jz_purchase_next_number (connection, "purchase_request", "CG", date, error);
  if (*number == NULL ||
      !jz_connection_run (connection, error,
                          "INSERT INTO purchase_request (uuid, number, date, applicant, account, purpose, changed) "
                          "VALUES (?, ?, ?, ?, ?, ?, jz_operation ())",
                          "sssrls", uuid, *number, date, data->applicant, jz_operation_get_actor (operation)->account,
                          purpose))
    return FALSE;
  *id = jz_connection_last_id (connection);
  return TRUE;
}

static gboolean
must_be_draft (JzConnection *connection, gint64 id, char **number, GError **error)
{
  g_autofree char *state = NULL;

  if (!jz_purchase_head (connection, "purchase_request", id, number, &state, error))
    return FALSE;
  return g_str_equal (state, "draft") || g_str_equal (state, "rejected") ||
         jz_purchase_refuse (error, JZ_ERROR_CONFLICT, _("%s was submitted and can't be changed any more"), *number);
}

/* Whose name stands on it may change; who wrote it may not. */
static gboolean
write_again (JzConnection *connection, gint64 id, const JzRequestData *data, const char *date, const char *purpose,
             char **number,
             GError **error)
{
  return must_be_draft (connection, id, number, error) &&
         jz_connection_run (connection, error,
                            "UPDATE purchase_request SET date = ?, applicant = ?, purpose = ?, changed = jz_operation "
                            "() WHERE id = ?", "srsl", date,
                            data->applicant, purpose, id) &&
         jz_connection_run (connection, error, "DELETE FROM purchase_request_line WHERE request = ?", "l", id);
}

gboolean
jz_purchase_request_write (JzOperation *operation, gint64 *id, const JzRequestData *data, const JzRequestLine *lines,
                           guint n, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *purpose = jz_text_tidy (data->purpose), *number = NULL;
  char             today[JZ_DATE_LENGTH];
  const char      *date = jz_purchase_date (connection, data->date, today, error);
  gboolean         is_new = *id == 0;

  if (date == NULL)
    return FALSE;
  if (data->applicant == 0)
    return jz_purchase_refuse (error, JZ_ERROR_INVALID, "%s", _("Say who asks for it"));
  if (purpose[0] == '\0')
    return jz_purchase_refuse (error, JZ_ERROR_INVALID, "%s", _("Say what it is needed for"));
  if (n == 0)
    return jz_purchase_refuse (error, JZ_ERROR_INVALID, "%s", _("A request needs at least one line"));
  if (!(is_new ? begin_request (operation, data, date, purpose, id, &number, error)
               : write_again (connection, *id, data, date, purpose, &number, error)) ||
      !add_lines (connection, *id, lines, n, error))
    return FALSE;
  jz_operation_describe (operation, is_new ? _("Wrote request %s: %s") : _("Changed request %s: %s"), number, purpose);
  return TRUE;
}

gboolean
jz_purchase_request_copy (JzOperation *operation, gint64 id, gint64 *copy, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *purpose = jz_connection_text (connection, error, "SELECT purpose FROM purchase_request WHERE id = ?",
                                                 "l", id);
  g_autofree char *number = NULL;
  char             today[JZ_DATE_LENGTH];
  JzRequestData    data = { 0 };

  if (purpose == NULL)
    return error != NULL && *error != NULL ? FALSE :
           jz_purchase_refuse (error, JZ_ERROR_NOT_FOUND, "%s", _("That paper is not there"));
  if (!jz_connection_number (connection, &data.applicant, 0, error,
                             "SELECT applicant FROM purchase_request WHERE id = ?", "l", id) ||
      !begin_request (operation, &data, jz_date_to_iso (jz_source_today (connection), today), purpose, copy, &number,
                      error) ||
      !jz_connection_run (connection, error,
                          "INSERT INTO purchase_request_line (request, position, item, code, name, spec, unit, "
                          "subject, tracking, decimals, quantity, "
                          "price, reason, standard_row, changed) SELECT ?, position, item, code, name, spec, unit, "
                          "subject, tracking, decimals, quantity, "
                          "price, reason, standard_row, jz_operation () FROM purchase_request_line WHERE request = ? "
                          "ORDER BY position", "ll", *copy, id))
    return FALSE;
  jz_operation_describe (operation, _("Wrote request %s: %s"), number, purpose);
  return TRUE;
}

/* Withdrawing. */

gboolean
jz_purchase_request_withdraw (JzOperation *operation, gint64 id, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *number = NULL, *state = NULL;
  gint64           open, accepted;

  if (!jz_purchase_head (connection, "purchase_request", id, &number, &state, error) ||
      !jz_connection_number (connection, &open, 0, error,
                             "SELECT count(*) FROM purchase_request_line l JOIN purchase_order_line ol ON "
                             "ol.request_line = l.id "
                             "JOIN purchase_order o ON o.id = ol.purchase_order WHERE l.request = ? AND o.state = "
                             "'open'", "l", id) ||
      !jz_connection_number (connection, &accepted, 0, error,
                             "SELECT sum (al.accepted) FROM purchase_request_line l JOIN purchase_order_line ol ON "
                             "ol.request_line = l.id "
                             "JOIN purchase_acceptance_line al ON al.order_line = ol.id WHERE l.request = ?", "l", id))
    return FALSE;
  if (g_str_equal (state, "done") || g_str_equal (state, "withdrawn"))
    return jz_purchase_refuse (error, JZ_ERROR_CONFLICT, _("%s is closed already"), number);
  if (open > 0)
    return jz_purchase_refuse (error, JZ_ERROR_CONFLICT, _("%s is on order: cancel the order first"), number);
  if (!jz_connection_run (connection, error,
                          "UPDATE purchase_request SET state = ?, changed = jz_operation () WHERE id = ?", "sl",
                          accepted > 0 ? "done" : "withdrawn", id))
    return FALSE;
  jz_operation_describe (operation, _("Withdrew request %s"), number);
  return TRUE;
}
