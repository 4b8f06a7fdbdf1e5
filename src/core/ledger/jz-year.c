/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-ledger"
#include "config.h"

#include "jz-year.h"

#include <glib/gi18n-lib.h>

#include "jz-source.h"

const JzAction jz_action_close_year = { "ledger.close", "approve" };
const JzAction jz_action_reopen_year = { "ledger.reopen", "approve" };

gboolean
jz_year_closed (JzConnection *connection, int *year, GError **error)
{
  gint64 newest = 0;

  if (!jz_connection_number (connection, &newest, 0, error, "SELECT max (year) FROM closed_year", ""))
    return FALSE;
  *year = (int) newest;
  return TRUE;
}

gboolean
jz_year_close (JzOperation *operation, int year, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);
  char          today[JZ_DATE_LENGTH];
  int           closed;

  if (!jz_year_closed (connection, &closed, error))
    return FALSE;
  jz_date_to_iso (jz_source_today (connection), today);
  if (year <= closed || year > (int) g_ascii_strtoll (today, NULL, 10))
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID,
                   year <= closed ? _("The books of %d are closed already") : _("%d has not begun yet"), year);
      return FALSE;
    }
  if (!jz_connection_run (connection, error, "INSERT INTO closed_year (year, changed) VALUES (?, jz_operation ())", "i",
                          year))
    return FALSE;
  jz_operation_describe (operation, _("Closed the books of %d"), year);
  return TRUE;
}

gboolean
jz_year_reopen (JzOperation *operation, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);
  int           closed;

  if (!jz_year_closed (connection, &closed, error))
    return FALSE;
  if (closed == 0)
    {
      g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID, _("No year's books are closed"));
      return FALSE;
    }
  if (!jz_connection_run (connection, error, "DELETE FROM closed_year WHERE year = ?", "i", closed))
    return FALSE;
  jz_operation_describe (operation, _("Opened the books of %d again"), closed);
  return TRUE;
}
