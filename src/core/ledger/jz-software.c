/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-ledger"
#include "config.h"

#include "jz-software.h"

#include <glib/gi18n-lib.h>

#include "jz-date.h"
#include "jz-purchase-private.h"
#include "jz-text.h"

#define SEATS_MOST 1000000

const JzAction jz_action_licence = { "software.licence", "item" };

static gboolean
write_licence (JzConnection *connection, gint64 asset, const JzLicence *licence, GError **error)
{
  g_autofree char *number = jz_text_tidy (licence->number), *note = jz_text_tidy (licence->note);

  if (number[0] == '\0' && note[0] == '\0' && licence->seats == 0 && licence->valid_until == NULL)
    return jz_connection_run (connection, error, "DELETE FROM software_licence WHERE asset = ?", "l", asset);
  return jz_connection_run (connection, error,
                            "INSERT INTO software_licence (asset, number, seats, valid_until, note, changed) VALUES "
                            "(?, ?, ?, ?, ?, jz_operation ()) "
                            "ON CONFLICT (asset) DO UPDATE SET number = excluded.number, seats = excluded.seats, "
                            "valid_until = excluded.valid_until, "
                            "note = excluded.note, changed = excluded.changed", "lsrss", asset, number, licence->seats,
                            licence->valid_until, note);
}

gboolean
jz_licence_set (JzOperation *operation, gint64 asset, const JzLicence *licence, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *card = jz_connection_text (connection, error,
                                              "SELECT number FROM asset WHERE id = ? AND voided IS NULL", "l", asset);

  if (card == NULL)
    return error != NULL && *error != NULL ? FALSE :
           jz_purchase_refuse (error, JZ_ERROR_NOT_FOUND, "%s", _("There is no such asset"));
  if (licence->seats < 0 || licence->seats > SEATS_MOST)
    return jz_purchase_refuse (error, JZ_ERROR_INVALID, "%s", _("A licence is for one to a million machines"));
  if (licence->valid_until != NULL && jz_date_from_iso (licence->valid_until) == JZ_DATE_NONE)
    return jz_purchase_refuse (error, JZ_ERROR_INVALID, "%s", _("There is no such day"));
  if (!write_licence (connection, asset, licence, error))
    return FALSE;
  jz_operation_describe (operation, _("Noted the licence of %s"), card);
  return TRUE;
}
