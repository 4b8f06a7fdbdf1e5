/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-ledger"
#include "config.h"

#include "jz-bulk-edit.h"

#include <glib/gi18n-lib.h>

#include "jz-codes.h"
#include "jz-date.h"
#include "jz-quantity.h"
#include "jz-text.h"

const JzAction jz_action_bulk_edit = { "item.bulk", "item" };

static const char *const item_fields[] = { "subject", "unit", "least", "category", "scheme", "note", NULL };
static const char *const asset_fields[] = {
  "condition", "supplier", "fund", "maker", "origin", "warranty", "note", NULL
};

const char *const *
jz_bulk_fields (JzBulkKind kind)
{
  return kind == JZ_BULK_ITEMS ? item_fields : asset_fields;
}

static void
reject_free (gpointer data)
{
  JzBulkReject *self = data;

  g_free (self->code);
  g_free (self->name);
  g_free (self->reason);
  g_free (self);
}

void
jz_bulk_result_clear (JzBulkResult *self)
{
  g_clear_pointer (&self->rejects, g_ptr_array_unref);
}

typedef struct
{
  JzConnection       *connection;
  JzBulkKind          kind;
  const JzBulkChange *changes;
  guint               n_changes;
  JzBulkResult       *result;
  gint64              id;      /* the row at hand */
  const char         *reason;  /* why it can't be changed */
  gboolean            differs; /* something of it would change */
} Bulk;

/* Changes as a whole. */

static gboolean
refuse (GError **error, const char *value, const char *why)
{
  g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, "%s: %s", value, why);
  return FALSE;
}

static gboolean
is_sound (JzBulkKind kind, const JzBulkChange *change, GError **error)
{
  static const char *const conditions[] = { "good", "worn", "broken", "missing", NULL };

  if (!g_strv_contains (jz_bulk_fields (kind), change->field))
    return refuse (error, change->field, _("there is no such field"));
  if (g_str_equal (change->field, "condition") && !g_strv_contains (conditions, change->value))
    return refuse (error, change->value, _("there is no such condition"));
  if (g_str_equal (change->field, "warranty") && change->value[0] != '\0' &&
      jz_date_from_iso (change->value) == JZ_DATE_NONE)
    return refuse (error, change->value, _("there is no such day"));
  if (g_str_equal (change->field, "unit") && jz_text_is_blank (change->value))
    return refuse (error, change->field, _("an item needs a unit"));
  return TRUE;
}

static gboolean
are_sound (JzBulkKind kind, const JzBulkChange *changes, guint n, GError **error)
{
  for (guint i = 0; i < n; i++)
    if (!is_sound (kind, &changes[i], error))
      return FALSE;
  if (n > 0)
    return TRUE;
  g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID, _("Say what to change"));
  return FALSE;
}

/* One change of one row. */

/* The value as the column holds it. @none: the column is NULL. */
static gboolean
value_for (Bulk *self, const JzBulkChange *change, char **value, gboolean *none, GError **error)
{
  gint64 n, least;

  *value = jz_text_tidy (change->value);
  *none = (*value)[0] == '\0' && (g_str_equal (change->field, "least") || g_str_equal (change->field, "warranty"));
  if (g_str_equal (change->field, "least") && !*none)
    {
      if (!jz_connection_number (self->connection, &n, 0, error, "SELECT decimals FROM item WHERE id = ?", "l",
                                 self->id))
        return FALSE;
      if (!jz_quantity_parse (*value, (int) n, &least) || least < 0)
        self->reason = _("this is no quantity of it");
      g_free (*value);
      *value = g_strdup_printf ("%" G_GINT64_FORMAT, self->reason == NULL ? least : 0);
    }
  if (g_str_equal (change->field, "category") && (*value)[0] != '\0')
    {
      if (!jz_connection_number (
              self->connection, &n, 0, error,
              "SELECT count(*) FROM code JOIN item ON item.scheme = code.scheme WHERE item.id = ? AND code.code = ?",
              "ls", self->id, *value))
        return FALSE;
      if (n == 0)
        self->reason = _("its code table has no such code");
    }
  if (g_str_equal (change->field, "scheme"))
    {
      if (!jz_connection_number (
              self->connection, &n, 0, error,
              "SELECT count(*) FROM code_scheme WHERE id = ? AND kind IN ('asset', 'instrument', 'own')", "s", *value))
        return FALSE;
      if (n == 0)
        self->reason = _("there is no such code table");
    }
  return TRUE;
}

/* Its unit and its code table are part of what an item is known by. */
static gboolean
would_clash (Bulk *self, const JzBulkChange *change, const char *value, gboolean *clash, GError **error)
{
  gint64 n = 0;

  if (g_str_equal (change->field, "unit") || g_str_equal (change->field, "scheme"))
    {
      g_autofree char *sql =
          g_strdup_printf ("SELECT count(*) FROM item a JOIN item b ON b.id <> a.id AND b.voided IS NULL AND b.code "
                           "= a.code AND b.name = a.name AND b.spec = a.spec "
                           "AND b.scheme = %s AND b.unit = %s WHERE a.id = ?1",
                           g_str_equal (change->field, "scheme") ? "CAST (?2 AS INTEGER)" : "a.scheme",
                           g_str_equal (change->field, "unit") ? "?2" : "a.unit");

      if (!jz_connection_number (self->connection, &n, 0, error, sql, "ls", self->id, value))
        return FALSE;
    }
  *clash = n > 0;
  return TRUE;
}

static gboolean
judge (Bulk *self, const JzBulkChange *change, const char *value, gboolean none, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT ifnull (CAST (%s AS TEXT), '') IS NOT ?2 FROM %s WHERE id = ?1",
                                          change->field, self->kind == JZ_BULK_ITEMS ? "item" : "asset");
  gboolean         clash;
  gint64           differs;

  if (!jz_connection_number (self->connection, &differs, 0, error, sql, "ls", self->id, none ? "" : value) ||
      !would_clash (self, change, value, &clash, error))
    return FALSE;
  if (clash)
    self->reason = _("there is such an item already");
  self->differs |= differs != 0;
  return TRUE;
}

static gboolean
write_change (Bulk *self, const JzBulkChange *change, GError **error)
{
  g_autofree char *value = NULL, *sql = NULL;
  gboolean         none;

  if (!value_for (self, change, &value, &none, error))
    return FALSE;
  sql = g_strdup_printf (
      "UPDATE %s SET %s = %s, changed = jz_operation () WHERE id = ?2", self->kind == JZ_BULK_ITEMS ? "item" : "asset",
      change->field,
      g_str_equal (change->field, "least") || g_str_equal (change->field, "scheme") ? "CAST (?1 AS INTEGER)" : "?1");
  if (!jz_connection_run (self->connection, error, sql, "sl", none ? NULL : value, self->id))
    return FALSE;
  if (g_str_equal (change->field, "scheme"))
    {
      g_autofree char *code =
          jz_connection_text (self->connection, error, "SELECT code FROM item WHERE id = ?", "l", self->id);
      g_autofree char *category =
          code != NULL ? jz_codes_category (self->connection, g_ascii_strtoll (value, NULL, 10), code, error) : NULL;

      return category != NULL &&
             jz_connection_run (self->connection, error, "UPDATE item SET category = ? WHERE id = ?", "sl", category,
                                self->id);
    }
  return TRUE;
}

static gboolean
reject (Bulk *self, GError **error)
{
  JzBulkReject *reject = g_new0 (JzBulkReject, 1);
  JzStatement  *row =
      jz_connection_query (self->connection, error,
                           self->kind == JZ_BULK_ITEMS ?
                               "SELECT code, name FROM item WHERE id = ?" :
                               "SELECT number, name FROM asset JOIN item ON item.id = asset.item WHERE asset.id = ?",
                           "l", self->id);

  reject->id = self->id;
  if (jz_statement_next (row))
    {
      reject->code = jz_statement_dup (row, 0);
      reject->name = jz_statement_dup (row, 1);
    }
  reject->reason = g_strdup (self->reason);
  g_ptr_array_add (self->result->rejects, reject);
  return jz_statement_finish (row, error);
}

/* A row is changed whole or not at all, so that it is judged by all changes first. */
static gboolean
take_row (Bulk *self, gboolean writes, GError **error)
{
  gint64 there;

  self->reason = NULL;
  self->differs = FALSE;
  if (!jz_connection_number (self->connection, &there, 0, error,
                             self->kind == JZ_BULK_ITEMS ? "SELECT 1 FROM item WHERE id = ? AND voided IS NULL" :
                                                           "SELECT 1 FROM asset WHERE id = ? AND voided IS NULL",
                             "l", self->id))
    return FALSE;
  if (!there)
    self->reason = _("it is not there any more");
  for (guint i = 0; i < self->n_changes && self->reason == NULL; i++)
    {
      g_autofree char *value = NULL;
      gboolean         none;

      if (!value_for (self, &self->changes[i], &value, &none, error) ||
          (self->reason == NULL && !judge (self, &self->changes[i], value, none, error)))
        return FALSE;
    }
  if (self->reason != NULL)
    return reject (self, error);
  if (!self->differs)
    {
      self->result->same++;
      return TRUE;
    }
  self->result->changed++;
  for (guint i = 0; writes && i < self->n_changes; i++)
    if (!write_change (self, &self->changes[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
run (Bulk *self, const gint64 *ids, guint n, gboolean writes, GError **error)
{
  *self->result = (JzBulkResult){ .rejects = g_ptr_array_new_with_free_func (reject_free) };
  if (!are_sound (self->kind, self->changes, self->n_changes, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      self->id = ids[i];
      if (!take_row (self, writes, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
jz_bulk_preview (JzConnection *connection, JzBulkKind kind, const gint64 *ids, guint n, const JzBulkChange *changes,
                 guint n_changes, JzBulkResult *result, GError **error)
{
  Bulk self = { connection, kind, changes, n_changes, result, 0, NULL, FALSE };

  return run (&self, ids, n, FALSE, error);
}

gboolean
jz_bulk_edit (JzOperation *operation, JzBulkKind kind, const gint64 *ids, guint n, const JzBulkChange *changes,
              guint n_changes, JzBulkResult *result, GError **error)
{
  Bulk self = { jz_operation_get_connection (operation), kind, changes, n_changes, result, 0, NULL, FALSE };

  if (!run (&self, ids, n, TRUE, error))
    return FALSE;
  if (result->changed == 0 && result->rejects->len > 0)
    {
      const JzBulkReject *first = g_ptr_array_index (result->rejects, 0);

      return refuse (error, first->code != NULL ? first->code : "?", first->reason);
    }
  if (kind == JZ_BULK_ITEMS)
    jz_operation_describe (operation,
                           g_dngettext (GETTEXT_PACKAGE, "Changed %u item", "Changed %u items", result->changed),
                           result->changed);
  else
    jz_operation_describe (operation,
                           g_dngettext (GETTEXT_PACKAGE, "Changed %u asset", "Changed %u assets", result->changed),
                           result->changed);
  return TRUE;
}
