/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-ledger"
#include "config.h"

#include "jz-code-edit.h"

#include <glib/gi18n-lib.h>

#include "jz-quantity-rule.h"
#include "jz-text.h"

/* Refuses with @code and @words (with one %s for @name) where @sql gives anything but 0. */
static gboolean
is_free (JzConnection *connection, gint64 id, const char *sql, JzError code, const char *words, const char *name, GError **error)
{
  gint64 n = 0;

  if (!jz_connection_number (connection, &n, 0, error, sql, "l", id))
    return FALSE;
  if (n == 0)
    return TRUE;
  g_set_error (error, JZ_ERROR, code, _("%s: %s"), name, words);
  return FALSE;
}

static gboolean
has_code_and_name (const char *code, const char *name, GError **error)
{
  if (!jz_text_is_blank (code) && !jz_text_is_blank (name))
    return TRUE;
  g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID, _("A row needs a code and a name"));
  return FALSE;
}

static gboolean
not_there (GError **error)
{
  if (error == NULL || *error == NULL)
    g_set_error_literal (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("This row is not there any more"));
  return FALSE;
}

/* Code tables. */

static gboolean
is_own (JzConnection *connection, gint64 scheme, GError **error)
{
  return is_free (connection, scheme, "SELECT count(*) FROM code_scheme WHERE id = ? AND (kind <> 'own' OR starter)", JZ_ERROR_REFUSED,
                  _("a table that others keep is not changed row by row; load a new edition of it"), _("Code table"), error);
}

static gboolean
is_unused (JzConnection *connection, gint64 id, const char *code, GError **error)
{
  return is_free (connection, id,
                  "SELECT count(*) FROM code JOIN item ON item.scheme = code.scheme AND code.code IN (item.code, item.category) "
                  "WHERE code.id = ? AND item.voided IS NULL",
                  JZ_ERROR_CONFLICT, _("items in the ledger have this code"), code, error) &&
         is_free (connection, id, "SELECT count(*) FROM code JOIN code below ON below.scheme = code.scheme AND below.parent = code.code WHERE code.id = ?",
                  JZ_ERROR_CONFLICT, _("other codes belong to this one"), code, error);
}

/* Whether @parent can stand above row @id of @scheme. */
static gboolean
can_stand_above (JzConnection *connection, gint64 id, gint64 scheme, const char *parent, GError **error)
{
  gint64 there = 0, round = 0;

  if (parent[0] == '\0')
    return TRUE;
  if (!jz_connection_number (connection, &there, 0, error, "SELECT count(*) FROM code WHERE scheme = ? AND code = ?", "ls", scheme, parent) ||
      !jz_connection_number (connection, &round, 0, error,
                             "WITH RECURSIVE up (id, parent) AS (SELECT id, parent FROM code WHERE scheme = ?1 AND code = ?2 UNION "
                             "SELECT code.id, code.parent FROM up JOIN code ON code.scheme = ?1 AND code.code = up.parent) "
                             "SELECT count(*) FROM up WHERE id = ?3", "lsl", scheme, parent, id))
    return FALSE;
  if (there == 1 && round == 0)
    return TRUE;
  g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, there == 0 ? _("%s: no such code to belong to") : _("%s: a code can't belong to itself"), parent);
  return FALSE;
}

static gboolean
is_code_taken (JzConnection *connection, gint64 id, gint64 scheme, const char *code, GError **error)
{
  gint64 n = 0;

  if (!jz_connection_number (connection, &n, 0, error, "SELECT count(*) FROM code WHERE scheme = ? AND code = ? AND id <> ?", "lsl", scheme, code, id))
    return TRUE;
  if (n > 0)
    g_set_error (error, JZ_ERROR, JZ_ERROR_CONFLICT, _("%s: this code is in the table already"), code);
  return n > 0;
}

gboolean
jz_code_put (JzOperation *operation, gint64 id, gint64 scheme, const JzCodeRow *row, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *code = jz_text_tidy (row->code), *name = jz_text_tidy (row->name), *unit = jz_text_tidy (row->unit), *parent = jz_text_tidy (row->parent), *before = NULL;

  if (id != 0 && !jz_connection_number (connection, &scheme, 0, error, "SELECT scheme FROM code WHERE id = ?", "l", id))
    return FALSE;
  if (scheme == 0)
    return not_there (error);
  if (!has_code_and_name (code, name, error) || !is_own (connection, scheme, error) || !can_stand_above (connection, id, scheme, parent, error) ||
      is_code_taken (connection, id, scheme, code, error))
    return FALSE;
  if (id == 0)
    {
      jz_operation_describe (operation, _("Added the code %s %s"), code, name);
      return jz_connection_run (connection, error, "INSERT INTO code (scheme, code, parent, name, unit, changed) VALUES (?, ?, nullif (?, ''), ?, ?, jz_operation ())",
                                "lssss", scheme, code, parent, name, unit);
    }
  before = jz_connection_text (connection, error, "SELECT code FROM code WHERE id = ?", "l", id);
  if (before == NULL)
    return not_there (error);
  if (!g_str_equal (before, code) && !is_unused (connection, id, before, error))
    return FALSE;
  jz_operation_describe (operation, _("Changed the code %s %s"), code, name);
  return jz_connection_run (connection, error, "UPDATE code SET code = ?, parent = nullif (?, ''), name = ?, unit = ?, changed = jz_operation () WHERE id = ?", "ssssl",
                            code, parent, name, unit, id);
}

gboolean
jz_code_remove (JzOperation *operation, gint64 id, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *code = jz_connection_text (connection, error, "SELECT code FROM code WHERE id = ?", "l", id);
  gint64           scheme = 0;

  if (code == NULL)
    return not_there (error);
  if (!jz_connection_number (connection, &scheme, 0, error, "SELECT scheme FROM code WHERE id = ?", "l", id) || !is_own (connection, scheme, error) ||
      !is_unused (connection, id, code, error))
    return FALSE;
  jz_operation_describe (operation, _("Removed the code %s"), code);
  return jz_connection_run (connection, error, "DELETE FROM code WHERE id = ?", "l", id);
}

/* Standards. */

static gboolean
is_loaded (JzConnection *connection, gint64 standard, GError **error)
{
  return is_free (connection, standard, "SELECT count(*) FROM standard WHERE id = ? AND starter", JZ_ERROR_REFUSED,
                  _("starter data is not changed row by row; import the standard of your county"), _("Standard"), error);
}

static gboolean
is_rule (const char *rule, GError **error)
{
  JzRuleBase base = { .level = 1 };
  JzRequired required;

  return jz_quantity_rule_evaluate (rule, &base, &required, error);
}

static gboolean
is_row_taken (JzConnection *connection, gint64 id, gint64 standard, const JzStandardRow *row, GError **error)
{
  gint64 n = 0;

  if (!jz_connection_number (connection, &n, 0, error, "SELECT count(*) FROM standard_row WHERE standard = ? AND subject = ? AND code = ? AND id <> ?", "lssl", standard,
                             row->subject, row->code, id))
    return TRUE;
  if (n > 0)
    g_set_error (error, JZ_ERROR, JZ_ERROR_CONFLICT, _("%s: this code is in the standard already"), row->code);
  return n > 0;
}

static gboolean
write_row (JzConnection *connection, gint64 id, gint64 standard, const JzStandardRow *row, GError **error)
{
  if (id == 0)
    return jz_connection_run (connection, error,
                              "INSERT INTO standard_row (standard, subject, code, name, spec, unit, rule, required, price, changed) "
                              "VALUES (?, ?, ?, ?, ?, ?, ?, ?, iif (?9 < 0, NULL, ?9), jz_operation ())",
                              "lssssssil", standard, row->subject, row->code, row->name, row->spec, row->unit, row->rule, row->required, row->price);
  return jz_connection_run (connection, error,
                            "UPDATE standard_row SET subject = ?, code = ?, name = ?, spec = ?, unit = ?, rule = ?, required = ?, price = iif (?8 < 0, NULL, ?8), "
                            "changed = jz_operation () WHERE id = ?9",
                            "ssssssill", row->subject, row->code, row->name, row->spec, row->unit, row->rule, row->required, row->price, id);
}

gboolean
jz_standard_row_put (JzOperation *operation, gint64 id, gint64 standard, const JzStandardRow *row, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);

  if (id != 0 && !jz_connection_number (connection, &standard, 0, error, "SELECT standard FROM standard_row WHERE id = ?", "l", id))
    return FALSE;
  if (standard == 0)
    return not_there (error);
  if (!has_code_and_name (row->code, row->name, error) || !is_loaded (connection, standard, error) || !is_rule (row->rule, error) ||
      is_row_taken (connection, id, standard, row, error))
    return FALSE;
  if (id == 0)
    jz_operation_describe (operation, _("Added %s to the standard"), row->name);
  else
    jz_operation_describe (operation, _("Changed the standard's row %s"), row->name);
  return write_row (connection, id, standard, row, error);
}

gboolean
jz_standard_row_remove (JzOperation *operation, gint64 id, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *name = jz_connection_text (connection, error, "SELECT name FROM standard_row WHERE id = ?", "l", id);
  gint64           standard = 0;

  if (name == NULL)
    return not_there (error);
  if (!jz_connection_number (connection, &standard, 0, error, "SELECT standard FROM standard_row WHERE id = ?", "l", id) || !is_loaded (connection, standard, error) ||
      !is_free (connection, id, "SELECT count(*) FROM standard_match WHERE standard_row = ?", JZ_ERROR_CONFLICT, _("items of the school are matched with it"), name, error))
    return FALSE;
  jz_operation_describe (operation, _("Removed %s from the standard"), name);
  return jz_connection_run (connection, error, "DELETE FROM standard_row WHERE id = ?", "l", id);
}
