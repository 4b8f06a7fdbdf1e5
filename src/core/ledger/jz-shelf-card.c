/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-ledger"
#include "config.h"

#include "jz-shelf-card.h"

#include "jz-source.h"

void
jz_stale_card_free (JzStaleCard *self)
{
  g_free (self->code);
  g_free (self->path);
  g_free (self->printed);
  g_free (self);
}

/* What its card says today, digested. Returns: (transfer full) */
static char *
digest (JzConnection *connection, gint64 place, GError **error)
{
  g_autofree char *says = jz_connection_text (connection, error,
                                              "SELECT ifnull (group_concat (line, char (10)), '') FROM (SELECT code || char (9) || name || char (9) || spec || "
                                              "char (9) || unit || char (9) || sum (quantity) AS line FROM balance JOIN item ON item.id = balance.item "
                                              "WHERE place = ? AND quantity > 0 GROUP BY item.id ORDER BY code, name, item.id)", "l", place);

  return says != NULL ? g_compute_checksum_for_string (G_CHECKSUM_SHA256, says, -1) : NULL;
}

gboolean
jz_shelf_card_next (JzConnection *connection, gint64 place, guint *version, GError **error)
{
  gint64 newest;

  if (!jz_connection_number (connection, &newest, 0, error, "SELECT max (version) FROM shelf_card WHERE place = ?", "l", place))
    return FALSE;
  *version = (guint) newest + 1;
  return TRUE;
}

gboolean
jz_shelf_card_note (JzOperation *operation, const gint64 *places, guint n, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);
  char          today[JZ_DATE_LENGTH];

  jz_date_to_iso (jz_source_today (connection), today);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *says = digest (connection, places[i], error);
      guint            version;

      if (says == NULL || !jz_shelf_card_next (connection, places[i], &version, error) ||
          !jz_connection_run (connection, error,
                              "INSERT INTO shelf_card (place, version, date, digest, changed) VALUES (?, ?, ?, ?, jz_operation ())", "liss", places[i],
                              (int) version, today, says))
        return FALSE;
    }
  return TRUE;
}

/* Only places where something was touched after the card can have a stale one; they alone are looked at closely. */
static const char *const suspects_sql =
  "SELECT place.id, code, path, ifnull (card.version, 0), card.date, card.digest FROM"
  " (SELECT place AS id, max (max (touched, iif (quantity > 0, item.changed, 0))) AS touched"
  "  FROM balance JOIN item ON item.id = balance.item GROUP BY place HAVING max (quantity) > 0) stands"
  " JOIN place ON place.id = stands.id"
  " LEFT JOIN shelf_card card ON card.place = place.id AND card.version = (SELECT max (version) FROM shelf_card WHERE place = place.id)"
  " WHERE place.voided IS NULL AND (card.id IS NULL OR card.changed < stands.touched) ORDER BY place.sort_key";

static gboolean
take_suspect (JzConnection *connection, JzStatement *row, GPtrArray *stale, GError **error)
{
  JzStaleCard     *card;
  g_autofree char *says = NULL;

  if (!jz_statement_is_null (row, 5))
    {
      says = digest (connection, jz_statement_int64 (row, 0), error);
      if (says == NULL)
        return FALSE;
      if (g_str_equal (says, jz_statement_text (row, 5)))
        return TRUE;
    }
  card = g_new0 (JzStaleCard, 1);
  *card = (JzStaleCard){ jz_statement_int64 (row, 0), jz_statement_dup (row, 1), jz_statement_dup (row, 2), (guint) jz_statement_int64 (row, 3),
                         jz_statement_dup (row, 4) };
  g_ptr_array_add (stale, card);
  return TRUE;
}

GPtrArray *
jz_shelf_card_stale (JzConnection *connection, guint *shelves, GError **error)
{
  g_autoptr (GPtrArray) stale = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_stale_card_free);
  gint64                n = 0;
  JzStatement          *row;

  if (shelves != NULL &&
      !jz_connection_number (connection, &n, 0, error, "SELECT count(DISTINCT place) FROM balance WHERE quantity > 0", ""))
    return NULL;
  if (shelves != NULL)
    *shelves = (guint) n;
  row = jz_connection_query (connection, error, suspects_sql, "");
  while (jz_statement_next (row))
    if (!take_suspect (connection, row, stale, error))
      {
        jz_statement_reset (row);
        return NULL;
      }
  return jz_statement_finish (row, error) ? g_steal_pointer (&stale) : NULL;
}
