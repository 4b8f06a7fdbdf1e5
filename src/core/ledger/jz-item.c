/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-ledger"
#include "config.h"

#include "jz-item.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-codes.h"
#include "jz-date.h"
#include "jz-money.h"
#include "jz-numbering.h"
#include "jz-source.h"
#include "jz-text.h"

const JzAction jz_action_item = { "item.write", "item" };

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

static gboolean
is_sound (const JzItemData *data, GError **error)
{
  static const char *const ways[] = { "card", "lot", "consumable", NULL };

  if (jz_text_is_blank (data->name))
    g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID, _("An item needs a name"));
  else if (jz_text_is_blank (data->unit))
    g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID, _("An item needs a unit"));
  else if (data->tracking == NULL || !g_strv_contains (ways, data->tracking))
    g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID,
                         _("An item is kept by card, by quantity or as a consumable"));
  else if (data->decimals < 0 || data->decimals > 3 || (data->decimals > 0 && g_str_equal (data->tracking, "card")))
    g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID,
                         _("A quantity has at most three decimals, and none where every piece has a card"));
  else
    return TRUE;
  return FALSE;
}

/* What an item is known by, tidy. */
typedef struct
{
  gint64 scheme;
  char  *code, *name, *spec, *unit, *key;
} Known;

static void
known_clear (Known *known)
{
  g_free (known->code);
  g_free (known->name);
  g_free (known->spec);
  g_free (known->unit);
  g_free (known->key);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Known, known_clear)

static gboolean
find_scheme (JzConnection *connection, const JzItemData *data, Known *known, GError **error)
{
  known->code = jz_text_tidy (data->code);
  known->scheme = data->scheme;
  if (known->code[0] != '\0')
    return known->scheme != 0 || jz_codes_guess_scheme (connection, known->code, &known->scheme, error);
  return jz_codes_own_scheme (connection, &known->scheme, error);
}

static gboolean
know (JzConnection *connection, const JzItemData *data, Known *known, GError **error)
{
  known->name = jz_text_tidy (data->name);
  known->spec = jz_text_tidy (data->spec);
  known->unit = jz_text_tidy (data->unit);
  known->key = jz_text_sort_key (known->name);
  return find_scheme (connection, data, known, error);
}

/* Without a code, the school's own item of that name is meant. */
static gboolean
find_known (JzConnection *connection, const Known *known, gint64 *id, GError **error)
{
  if (known->code[0] == '\0')
    return jz_connection_number (
      connection, id, 0, error,
      "SELECT id FROM item WHERE sort_key = ? AND scheme = ? AND name = ? AND spec = ? AND unit = ? AND voided IS NULL LIMIT 1",
      "slsss", known->key, known->scheme, known->name, known->spec, known->unit);
  return jz_connection_number (
    connection, id, 0, error,
    "SELECT id FROM item WHERE scheme = ? AND code = ? AND name = ? AND spec = ? AND unit = ? AND voided IS NULL",
    "lssss", known->scheme, known->code, known->name, known->spec, known->unit);
}

static gboolean
insert (JzOperation *operation, const JzItemData *data, Known *known, gint64 *id, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *uuid = jz_source_uuid (connection),
                  *category = data->category != NULL ? g_strdup (data->category) :
                                                       jz_codes_category (connection, known->scheme, known->code, error);

  if (category == NULL)
    return FALSE;
  if (known->code[0] == '\0')
    {
      g_free (known->code);
      known->code = data->own_code != NULL ? g_strdup (data->own_code) : jz_codes_next_own (connection, error);
      if (known->code == NULL)
        return FALSE;
    }
  if (
    !jz_connection_run (
      connection, error,
      "INSERT INTO item (uuid, scheme, code, name, spec, unit, decimals, tracking, subject, category, least, note, sort_key, changed) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, iif (?11 < 0, NULL, ?11), ?, ?, jz_operation())",
      "slssssisssl"
      "ss",
      uuid, known->scheme, known->code, known->name, known->spec, known->unit, data->decimals, data->tracking,
      or_empty (data->subject), category, data->least, or_empty (data->note), known->key))
    return FALSE;
  *id = jz_connection_last_id (connection);
  return TRUE;
}

gboolean
jz_item_add (JzOperation *operation, const JzItemData *data, gint64 *id, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);
  g_auto (Known) known = { 0 };
  gint64         there;

  if (!is_sound (data, error) || !know (connection, data, &known, error) ||
      !find_known (connection, &known, &there, error))
    return FALSE;
  if (there != 0)
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_CONFLICT, _("%s %s: there is such an item already"), known.code,
                   known.name);
      return FALSE;
    }
  jz_operation_describe (operation, _("Added the item %s"), known.name);
  return insert (operation, data, &known, id, error);
}

gboolean
jz_item_look_up (JzConnection *connection, const JzItemData *data, gint64 *id, GError **error)
{
  g_auto (Known) known = { 0 };

  return know (connection, data, &known, error) && find_known (connection, &known, id, error);
}

gboolean
jz_item_ensure (JzOperation *operation, const JzItemData *data, gint64 *id, gboolean *is_new, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);
  g_auto (Known) known = { 0 };

  if (!is_sound (data, error) || !know (connection, data, &known, error) || !find_known (connection, &known, id, error))
    return FALSE;
  if (is_new != NULL)
    *is_new = *id == 0;
  return *id != 0 || insert (operation, data, &known, id, error);
}

gboolean
jz_item_update (JzOperation *operation, gint64 id, const JzItemData *data, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);
  g_auto (Known) known = { 0 };
  g_autoptr (GError) failure = NULL;
  g_autofree char *tracking = jz_connection_text (connection, &failure,
                                                  "SELECT tracking FROM item WHERE id = ? AND voided IS NULL", "l", id),
                  *category = NULL;
  gint64 decimals, left;

  g_return_val_if_fail (!jz_connection_get_derived_later (connection), FALSE);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (tracking == NULL)
    {
      g_set_error_literal (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("There is no such item"));
      return FALSE;
    }
  if (!is_sound (data, error) || !know (connection, data, &known, error) ||
      !jz_connection_number (connection, &decimals, 0, error, "SELECT decimals FROM item WHERE id = ?", "l", id) ||
      !jz_connection_number (connection, &left, 0, error, "SELECT sum (quantity) FROM balance WHERE item = ?", "l", id))
    return FALSE;
  if (left > 0 && (strcmp (tracking, data->tracking) != 0 || decimals != data->decimals))
    {
      g_set_error_literal (error, JZ_ERROR, JZ_ERROR_CONFLICT,
                           _("How an item is counted can only change while there is none of it"));
      return FALSE;
    }
  if (known.code[0] == '\0')
    {
      g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID, _("An item needs a code"));
      return FALSE;
    }
  category = jz_codes_category (connection, known.scheme, known.code, error);
  if (category == NULL)
    return FALSE;
  jz_operation_describe (operation, _("Changed the item %s"), known.name);
  return jz_connection_run (
    connection, error,
    "UPDATE item SET scheme = ?, code = ?, name = ?, spec = ?, unit = ?, decimals = ?, tracking = ?, subject = ?, category = ?, "
    "least = iif (?10 < 0, NULL, ?10), note = ?, sort_key = ?, changed = jz_operation() WHERE id = ?",
    "lssssisss"
    "lssl",
    known.scheme, known.code, known.name, known.spec, known.unit, data->decimals, data->tracking,
    or_empty (data->subject), category, data->least, or_empty (data->note), known.key, id);
}

gboolean
jz_item_find (JzConnection *connection, const char *code_or_name, gint64 *id, GError **error)
{
  g_autofree char *tidy = jz_text_tidy (code_or_name);
  gint64           n;

  if (!jz_connection_number (connection, &n, 0, error, "SELECT count(*) FROM item WHERE code = ? AND voided IS NULL",
                             "s", tidy))
    return FALSE;
  if (n == 1)
    return jz_connection_number (connection, id, 0, error, "SELECT id FROM item WHERE code = ? AND voided IS NULL", "s",
                                 tidy);
  if (n == 0 && !jz_connection_number (connection, &n, 0, error,
                                       "SELECT count(*) FROM item WHERE name = ? AND voided IS NULL", "s", tidy))
    return FALSE;
  if (n > 1)
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_CONFLICT, _("%s: several items have this code or name"), tidy);
      return FALSE;
    }
  if (!jz_connection_number (connection, id, 0, error, "SELECT id FROM item WHERE name = ? AND voided IS NULL", "s", tidy))
    return FALSE;
  return *id != 0 || jz_connection_number (connection, id, 0, error,
                                           "SELECT kept FROM merged JOIN item ON item.id = gone WHERE kind = 'item' AND (code = ?1 OR name = ?1) "
                                           "ORDER BY code <> ?1, gone DESC LIMIT 1", "s", tidy);
}

/* Assets. */

static gboolean
asset_is_sound (const JzAssetData *data, GError **error)
{
  if (data->price < 0 || data->price > JZ_MONEY_MAX)
    g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID, _("A price can't be less than nothing"));
  else if ((data->acquired != NULL && jz_date_from_iso (data->acquired) == JZ_DATE_NONE) ||
           (data->warranty != NULL && jz_date_from_iso (data->warranty) == JZ_DATE_NONE))
    g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID, _("There is no such day"));
  else
    return TRUE;
  return FALSE;
}

static void
explain_number (GError **error, const char *number)
{
  if (error != NULL && *error != NULL && strstr ((*error)->message, "asset.number") != NULL)
    {
      g_clear_error (error);
      g_set_error (error, JZ_ERROR, JZ_ERROR_CONFLICT, _("%s: this asset number is taken"), number);
    }
}

gboolean
jz_asset_add (JzOperation *operation, gint64 item, const JzAssetData *data, gint64 *id, GError **error)
{
  JzConnection      *connection = jz_operation_get_connection (operation);
  g_autofree char   *uuid = jz_source_uuid (connection), *number = NULL;
  g_autoptr (GError) failure = NULL;

  if (!asset_is_sound (data, error))
    return FALSE;
  number = jz_text_tidy (data->number);
  if (number[0] == '\0')
    {
      g_autoptr (JzNumbering) numbering = jz_numbering_new (connection, error);

      g_free (number);
      number = numbering != NULL ? jz_numbering_next (numbering, &(JzNumberFor){ .item = item, .acquired = data->acquired }, error) : NULL;
      if (number == NULL)
        return FALSE;
    }
  if (
    !jz_connection_run (
      connection, &failure,
      "INSERT INTO asset (uuid, item, number, serial, price, acquired, origin, fund, supplier, maker, warranty, note, changed) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, jz_operation())",
      "slsslsssssss", uuid, item, number, or_empty (data->serial), data->price, data->acquired, or_empty (data->origin),
      or_empty (data->fund), or_empty (data->supplier), or_empty (data->maker), data->warranty, or_empty (data->note)))
    {
      explain_number (&failure, number);
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  *id = jz_connection_last_id (connection);
  return TRUE;
}

JzRows *
jz_asset_rows (JzOperation *operation, GError **error)
{
  return jz_rows_new (
    jz_operation_get_connection (operation),
    "INSERT INTO asset (id, uuid, item, number, serial, price, acquired, origin, fund, supplier, maker, warranty, note, changed)",
    "lslsslsssssssl", NULL, error);
}

gboolean
jz_asset_append (JzOperation *operation, JzRows *assets, gint64 id, gint64 item, const JzAssetData *data,
                 GError **error)
{
  g_autofree char *uuid = jz_source_uuid (jz_operation_get_connection (operation));

  return asset_is_sound (data, error) &&
         jz_rows_add (assets, error, id, uuid, item, data->number, or_empty (data->serial), data->price, data->acquired,
                      or_empty (data->origin), or_empty (data->fund), or_empty (data->supplier), or_empty (data->maker),
                      data->warranty, or_empty (data->note), jz_operation_get_id (operation));
}

gboolean
jz_asset_update (JzOperation *operation, gint64 id, const JzAssetData *data, const char *condition, GError **error)
{
  g_autoptr (GError) failure = NULL;

  if (!asset_is_sound (data, error))
    return FALSE;
  jz_operation_describe (operation, _("Changed the asset %s"), or_empty (data->number));
  if (
    jz_connection_run (
      jz_operation_get_connection (operation), &failure,
      "UPDATE asset SET number = ifnull (?, number), serial = ?, origin = ?, fund = ?, supplier = ?, maker = ?, warranty = ?, note = ?, "
      "condition = ?, changed = jz_operation() WHERE id = ?",
      "sssssssssl", data->number, or_empty (data->serial), or_empty (data->origin), or_empty (data->fund),
      or_empty (data->supplier), or_empty (data->maker), data->warranty, or_empty (data->note), condition, id))
    return TRUE;
  explain_number (&failure, data->number);
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

gboolean
jz_asset_find (JzConnection *connection, const char *number, gint64 *id, GError **error)
{
  g_autofree char *tidy = jz_text_tidy (number);

  return jz_connection_number (
    connection, id, 0, error,
    "SELECT id FROM (SELECT id, 0 AS rank FROM asset WHERE number = ?1 AND voided IS NULL "
    "UNION ALL SELECT id, 1 FROM asset WHERE serial = ?1 AND serial <> '' AND voided IS NULL "
    "UNION ALL SELECT asset, 2 FROM asset_old_number JOIN asset ON asset.id = asset WHERE asset_old_number.number = ?1 AND voided IS NULL) "
    "ORDER BY rank, id DESC LIMIT 1",
    "s", tidy);
}

gboolean
jz_asset_mark_labelled (JzOperation *operation, const gint64 *ids, guint n, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);

  for (guint i = 0; i < n; i++)
    if (!jz_connection_run (connection, error,
                            "UPDATE asset SET labelled = jz_operation(), changed = jz_operation() WHERE id = ?", "l",
                            ids[i]))
      return FALSE;
  jz_operation_describe (operation, g_dngettext (GETTEXT_PACKAGE, "Printed %u label", "Printed %u labels", n), n);
  return TRUE;
}
