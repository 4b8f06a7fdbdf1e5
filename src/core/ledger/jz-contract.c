/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-ledger"
#include "config.h"

#include "jz-contract.h"

#include <glib/gi18n-lib.h>

#include "jz-money.h"
#include "jz-source.h"
#include "jz-text.h"

static gboolean
refuse (GError **error, JzError code, const char *sentence)
{
  g_set_error_literal (error, JZ_ERROR, (int) code, sentence);
  return FALSE;
}

static gboolean
is_sound (const JzContractData *data, const char *date, GError **error)
{
  if (jz_text_is_blank (data->number))
    return refuse (error, JZ_ERROR_INVALID, _("A contract needs its number"));
  if (jz_text_is_blank (data->title))
    return refuse (error, JZ_ERROR_INVALID, _("Say what the contract is about"));
  if (data->supplier == 0)
    return refuse (error, JZ_ERROR_INVALID, _("Say with whom the contract is"));
  if (data->amount < 0 || data->amount > JZ_MONEY_MAX)
    return refuse (error, JZ_ERROR_INVALID, _("The amount is no amount of money"));
  if (jz_date_from_iso (date) == JZ_DATE_NONE ||
      (data->valid_until != NULL && jz_date_from_iso (data->valid_until) == JZ_DATE_NONE))
    return refuse (error, JZ_ERROR_INVALID, _("There is no such day"));
  if (data->valid_until != NULL && g_strcmp0 (data->valid_until, date) < 0)
    return refuse (error, JZ_ERROR_INVALID, _("A contract can't end before it was signed"));
  return TRUE;
}

gboolean
jz_contract_write (JzOperation *operation, gint64 *id, const JzContractData *data, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  char             today[JZ_DATE_LENGTH];
  const char      *date = data->date != NULL ? data->date : jz_date_to_iso (jz_source_today (connection), today);
  g_autofree char *number = jz_text_tidy (data->number), *title = jz_text_tidy (data->title),
                            *note = jz_text_tidy (data->note);
  gint64           same;
  gboolean         is_new = *id == 0;

  if (!is_sound (data, date, error) ||
      !jz_connection_number (connection, &same, 0, error,
                             "SELECT id FROM contract WHERE number = ? AND voided IS NULL AND id <> ?", "sl", number,
                             *id))
    return FALSE;
  if (same != 0)
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_CONFLICT, _("%s: there is a contract of that number"), number);
      return FALSE;
    }
  if (is_new)
    {
      g_autofree char *uuid = jz_source_uuid (connection);

      if (!jz_connection_run (connection, error,
                              "INSERT INTO contract (uuid, number, title, supplier, date, amount, valid_until, note, "
                              "changed) "
                              "VALUES (?, ?, ?, ?, ?, ?, ?, ?, jz_operation ())",
                              "sssrslss", uuid, number, title, data->supplier, date, data->amount, data->valid_until,
                              note))
        return FALSE;
      *id = jz_connection_last_id (connection);
    }
  else if (!jz_connection_run (connection, error,
                               "UPDATE contract SET number = ?, title = ?, supplier = ?, date = ?, amount = ?, "
                               "valid_until = ?, note = ?, "
                               "changed = jz_operation () WHERE id = ?",
                               "ssrslssl", number, title, data->supplier, date, data->amount, data->valid_until, note,
                               *id))
    return FALSE;
  jz_operation_describe (operation, is_new ? _("Added contract %s, %s") : _("Changed contract %s, %s"), number, title);
  return TRUE;
}

gboolean
jz_contract_void (JzOperation *operation, gint64 id, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *number =
    jz_connection_text (connection, error, "SELECT number FROM contract WHERE id = ? AND voided IS NULL", "l", id);

  if (number == NULL)
    return error != NULL && *error != NULL ? FALSE :
           refuse (error, JZ_ERROR_NOT_FOUND, _("That contract is not there"));
  if (!jz_connection_run (connection, error,
                          "UPDATE contract SET voided = jz_operation (), changed = jz_operation () WHERE id = ?", "l",
                          id))
    return FALSE;
  jz_operation_describe (operation, _("Removed contract %s"), number);
  return TRUE;
}

gboolean
jz_contract_find (JzConnection *connection, const char *number, gint64 *id, GError **error)
{
  g_autofree char *tidy = jz_text_tidy (number);

  return jz_connection_number (connection, id, 0, error, "SELECT id FROM contract WHERE number = ? AND voided IS NULL",
                               "s", tidy);
}
