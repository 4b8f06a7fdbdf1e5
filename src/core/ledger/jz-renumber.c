/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-ledger"
#include "config.h"

#include "jz-renumber.h"

#include <glib/gi18n-lib.h>

#include "jz-numbering.h"

static gboolean
renumber (JzConnection *connection, JzNumbering *numbering, gint64 id, GError **error)
{
  JzStatement *row =
      jz_connection_query (connection, error,
                           "SELECT item, place, acquired FROM asset LEFT JOIN position ON position.asset = asset.id "
                           "WHERE asset.id = ? AND voided IS NULL",
                           "l", id);
  g_autofree char *acquired = NULL, *number = NULL;
  JzNumberFor      what;

  if (!jz_statement_first (row, _("There is no such asset"), error))
    return FALSE;
  acquired = jz_statement_dup (row, 2);
  what = (JzNumberFor){ .item = jz_statement_int64 (row, 0), .place = jz_statement_int64 (row, 1), .acquired = acquired };
  jz_statement_reset (row);
  number = jz_numbering_next (numbering, &what, error);
  return number != NULL &&
         jz_connection_run (connection, error,
                            "INSERT INTO asset_old_number (asset, number, changed) SELECT id, number, jz_operation "
                            "() FROM asset WHERE id = ?",
                            "l", id) &&
         jz_connection_run (connection, error,
                            "UPDATE asset SET number = ?, labelled = NULL, changed = jz_operation () WHERE id = ?",
                            "sl", number, id);
}

gboolean
jz_assets_renumber (JzOperation *operation, const gint64 *ids, guint n, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);
  g_autoptr (JzNumbering) numbering = jz_numbering_new (connection, error);

  if (numbering == NULL)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!renumber (connection, numbering, ids[i], error))
      return FALSE;
  jz_operation_describe (operation, g_dngettext (GETTEXT_PACKAGE, "Renumbered %u asset", "Renumbered %u assets", n), n);
  return TRUE;
}
