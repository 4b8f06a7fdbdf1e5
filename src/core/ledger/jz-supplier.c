/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-ledger"
#include "config.h"

#include "jz-supplier.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jz-source.h"
#include "jz-text.h"

const JzAction jz_action_supplier = { "supplier.write", "purchase" };

gboolean
jz_credit_code_is_sound (const char *code)
{
  static const char letters[] = "0123456789ABCDEFGHJKLMNPQRTUWXY"; /* no I, O, S, V, Z */
  guint             sum = 0, weight = 1;

  if (strlen (code) != 18)
    return FALSE;
  for (guint i = 0; i < 18; i++)
    {
      const char *found = strchr (letters, code[i]);

      if (found == NULL)
        return FALSE;
      if (i == 17)
        return (guint) (found - letters) == (31 - sum % 31) % 31;
      sum += (guint) (found - letters) * weight;
      weight = weight * 3 % 31;
    }
  return FALSE;
}

/* What was given, put right. */
typedef struct
{
  char *name, *credit_code, *contact, *phone, *address, *bank, *note, *key;
} Tidy;

static void
tidy_clear (Tidy *self)
{
  g_free (self->name);
  g_free (self->credit_code);
  g_free (self->contact);
  g_free (self->phone);
  g_free (self->address);
  g_free (self->bank);
  g_free (self->note);
  g_free (self->key);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Tidy, tidy_clear)

static char *
tidy_code (const char *text)
{
  g_autofree char *tidy = jz_text_tidy (text);
  g_auto (GStrv)   parts = g_strsplit (tidy, " ", -1);
  g_autofree char *joined = g_strjoinv ("", parts);
  g_autofree char *folded = jz_text_fold (joined);

  return g_ascii_strup (folded, -1);
}

/* 0 or @id: the row itself. */
static gboolean
make_tidy (JzConnection *connection, gint64 id, const JzSupplierData *data, Tidy *tidy, GError **error)
{
  gint64 same;

  *tidy = (Tidy){ jz_text_tidy (data->name),    tidy_code (data->credit_code), jz_text_tidy (data->contact),
                  jz_text_tidy (data->phone),   jz_text_tidy (data->address),  jz_text_tidy (data->bank),
                  jz_text_tidy (data->note),    NULL };
  tidy->key = jz_text_sort_key (tidy->name);
  if (tidy->name[0] == '\0')
    {
      g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID, _("A supplier needs a name"));
      return FALSE;
    }
  if (tidy->credit_code[0] != '\0' && !jz_credit_code_is_sound (tidy->credit_code))
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID,
                   _("%s: this is no unified social credit code: it has 18 characters, and the last checks the others"),
                   tidy->credit_code);
      return FALSE;
    }
  if (!jz_connection_number (connection, &same, 0, error,
                             "SELECT id FROM supplier WHERE name = ? AND voided IS NULL AND id <> ?", "sl", tidy->name,
                             id))
    return FALSE;
  if (same != 0)
    g_set_error (error, JZ_ERROR, JZ_ERROR_CONFLICT, _("%s: there is a supplier of that name"), tidy->name);
  return same == 0;
}

gboolean
jz_supplier_add (JzOperation *operation, const JzSupplierData *data, gint64 *id, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *uuid = jz_source_uuid (connection);
  g_auto (Tidy)    tidy = { 0 };

  if (!make_tidy (connection, 0, data, &tidy, error) ||
      !jz_connection_run (connection, error,
                          "INSERT INTO supplier (uuid, name, credit_code, contact, phone, address, bank, note, "
                          "sort_key, changed) "
                          "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, jz_operation ())",
                          "sssssssss", uuid, tidy.name, tidy.credit_code, tidy.contact, tidy.phone, tidy.address,
                          tidy.bank, tidy.note, tidy.key))
    return FALSE;
  if (id != NULL)
    *id = jz_connection_last_id (connection);
  jz_operation_describe (operation, _("Added supplier %s"), tidy.name);
  return TRUE;
}

gboolean
jz_supplier_update (JzOperation *operation, gint64 id, const JzSupplierData *data, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);
  g_auto (Tidy) tidy = { 0 };

  if (!make_tidy (connection, id, data, &tidy, error) ||
      !jz_connection_run (connection, error,
                          "UPDATE supplier SET name = ?, credit_code = ?, contact = ?, phone = ?, address = ?, bank = "
                          "?, note = ?, "
                          "sort_key = ?, changed = jz_operation () WHERE id = ?",
                          "ssssssssl", tidy.name, tidy.credit_code, tidy.contact, tidy.phone, tidy.address, tidy.bank,
                          tidy.note, tidy.key, id))
    return FALSE;
  jz_operation_describe (operation, _("Changed supplier %s"), tidy.name);
  return TRUE;
}

gboolean
jz_supplier_void (JzOperation *operation, gint64 id, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *name =
    jz_connection_text (connection, error, "SELECT name FROM supplier WHERE id = ? AND voided IS NULL", "l", id);
  gint64           open;

  if (name == NULL)
    {
      if (error != NULL && *error == NULL)
        g_set_error_literal (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("That supplier is not there"));
      return FALSE;
    }
  if (!jz_connection_number (connection, &open, 0, error,
                             "SELECT count(*) FROM purchase_order WHERE supplier = ? AND state = 'open'", "l", id))
    return FALSE;
  if (open > 0)
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_CONFLICT, _("%s still has an order to deliver"), name);
      return FALSE;
    }
  if (!jz_connection_run (connection, error,
                          "UPDATE supplier SET voided = jz_operation (), changed = jz_operation () WHERE id = ?", "l",
                          id))
    return FALSE;
  jz_operation_describe (operation, _("Removed supplier %s"), name);
  return TRUE;
}

gboolean
jz_supplier_find (JzConnection *connection, const char *name_or_code, gint64 *id, GError **error)
{
  g_autofree char *tidy = jz_text_tidy (name_or_code), *code = tidy_code (name_or_code);

  return jz_connection_number (connection, id, 0, error,
                               "SELECT id FROM supplier WHERE voided IS NULL AND (name = ?1 OR (credit_code = ?2 AND "
                               "?2 <> '')) "
                               "ORDER BY name = ?1 DESC LIMIT 1", "ss", tidy, code);
}

gboolean
jz_supplier_ensure (JzOperation *operation, const char *name, gint64 *id, GError **error)
{
  return jz_supplier_find (jz_operation_get_connection (operation), name, id, error) &&
         (*id != 0 || jz_supplier_add (operation, &(JzSupplierData){ .name = name }, id, error));
}
