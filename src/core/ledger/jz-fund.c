/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-ledger"
#include "config.h"

#include "jz-fund.h"

#include <glib/gi18n-lib.h>

#include "jz-source.h"
#include "jz-text.h"

const JzAction jz_action_fund = { "budget.write", "budget" };

/* What both kinds of rows are refused for. */
static gboolean
is_free (JzConnection *connection, const char *sql, gint64 id, const char *name, GError **error)
{
  gint64 other = 0;

  if (name[0] == '\0')
    {
      g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID, _("A name is needed"));
      return FALSE;
    }
  if (!jz_connection_number (connection, &other, 0, error, sql, "sl", name, id))
    return FALSE;
  if (other != 0)
    g_set_error (error, JZ_ERROR, JZ_ERROR_CONFLICT, _("%s: there is one of that name already"), name);
  return other == 0;
}

static gboolean
is_in_use (JzConnection *connection, const char *sql, gint64 id, const char *sentence, GError **error)
{
  gint64 n = 0;

  if (!jz_connection_number (connection, &n, 0, error, sql, "l", id))
    return TRUE;
  if (n > 0)
    g_set_error_literal (error, JZ_ERROR, JZ_ERROR_CONFLICT, sentence);
  return n > 0;
}

/* What a statement for one row must have done. */
static gboolean
changed_one (JzConnection *connection, GError **error)
{
  if (jz_connection_n_changed (connection) > 0)
    return TRUE;
  g_set_error_literal (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("This row has been deleted"));
  return FALSE;
}

gboolean
jz_fund_find (JzConnection *connection, const char *name, gint64 *id, GError **error)
{
  g_autofree char *tidy = jz_text_tidy (name);

  return jz_connection_number (connection, id, 0, error, "SELECT id FROM fund WHERE name = ? AND voided IS NULL", "s",
                               tidy);
}

static gboolean
may_rename (JzConnection *connection, gint64 id, const char *name, GError **error)
{
  gint64 n = 0;

  if (!jz_connection_number (connection, &n, 0, error,
                             "SELECT count(*) FROM fund JOIN voucher ON voucher.fund = fund.name WHERE fund.id = ? "
                             "AND fund.name <> ?", "ls", id, name))
    return FALSE;
  if (n > 0)
    g_set_error_literal (error, JZ_ERROR, JZ_ERROR_CONFLICT, _("Vouchers name this fund: it keeps its name"));
  return n == 0;
}

gboolean
jz_fund_put (JzOperation *operation, const JzFund *fund, gint64 *id, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *name = jz_text_tidy (fund->name != NULL ? fund->name : "");
  g_autofree char *note = jz_text_tidy (fund->note != NULL ? fund->note : "");
  g_autofree char *uuid = NULL;

  if (!is_free (connection, "SELECT id FROM fund WHERE name = ? AND id <> ? AND voided IS NULL", fund->id, name,
                error) ||
      (fund->id != 0 && !may_rename (connection, fund->id, name, error)))
    return FALSE;
  jz_operation_describe (operation, fund->id == 0 ? _("Added the fund %s") : _("Changed the fund %s"), name);
  if (id != NULL)
    *id = fund->id;
  if (fund->id != 0)
    return jz_connection_run (connection, error,
                              "UPDATE fund SET name = ?, note = ?, public = ?, spends = ?, changed = jz_operation () "
                              "WHERE id = ? AND voided IS NULL",
                              "ssiil", name, note, fund->public, fund->spends, fund->id) &&
                              changed_one (connection, error);
  uuid = jz_source_uuid (connection);
  if (!jz_connection_run (connection, error,
                          "INSERT INTO fund (uuid, name, note, public, spends, changed) VALUES (?, ?, ?, ?, ?, "
                          "jz_operation ())", "sssii", uuid, name,
                          note, fund->public, fund->spends))
    return FALSE;
  if (id != NULL)
    *id = jz_connection_last_id (connection);
  return TRUE;
}

/* The name of a row that is still in its list. */
static char *
name_of (JzConnection *connection, const char *sql, gint64 id, GError **error)
{
  char *name = jz_connection_text (connection, error, sql, "l", id);

  if (name == NULL && error != NULL && *error == NULL)
    g_set_error_literal (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("This row has been deleted"));
  return name;
}

gboolean
jz_fund_remove (JzOperation *operation, gint64 id, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *name = name_of (connection, "SELECT name FROM fund WHERE id = ? AND voided IS NULL", id, error);

  if (name == NULL ||
      is_in_use (connection,
                 "SELECT (SELECT count(*) FROM budget_line WHERE fund = ?1 AND voided IS NULL) + "
                 "(SELECT count(*) FROM spending WHERE fund = ?1 AND voided IS NULL)", id,
                 _("A budget or a spending needs this fund"), error))
    return FALSE;
  jz_operation_describe (operation, _("Removed the fund %s"), name);
  return jz_connection_run (connection, error,
                            "UPDATE fund SET voided = jz_operation (), changed = jz_operation () WHERE id = ?", "l",
                            id);
}

gboolean
jz_fund_collect (JzOperation *operation, guint *n, GError **error)
{
  JzConnection         *connection = jz_operation_get_connection (operation);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  JzStatement *rows = jz_connection_query (connection, error,
                                           "SELECT DISTINCT fund FROM voucher WHERE fund <> '' AND fund NOT IN "
                                           "(SELECT name FROM fund WHERE voided IS NULL) "
                                           "ORDER BY fund", "");

  while (jz_statement_next (rows))
    g_ptr_array_add (names, jz_statement_dup (rows, 0));
  if (!jz_statement_finish (rows, error))
    return FALSE;
  for (guint i = 0; i < names->len; i++)
    {
      JzFund fund = { .name = g_ptr_array_index (names, i), .spends = TRUE };

      if (!jz_fund_put (operation, &fund, NULL, error))
        return FALSE;
    }
  jz_operation_describe (operation, g_dngettext (GETTEXT_PACKAGE, "Took over %u fund that vouchers name",
                                                 "Took over %u funds that vouchers name",
                                                 names->len), names->len);
  if (n != NULL)
    *n = names->len;
  return TRUE;
}

/* Purposes. */

gboolean
jz_purpose_find (JzConnection *connection, const char *name, gint64 *id, GError **error)
{
  g_autofree char *tidy = jz_text_tidy (name);

  return jz_connection_number (connection, id, 0, error, "SELECT id FROM purpose WHERE name = ? AND voided IS NULL",
                               "s", tidy);
}

static gboolean
takes_alone (JzConnection *connection, const JzPurpose *purpose, const char *takes, GError **error)
{
  gint64 other = 0;

  if (!jz_connection_number (connection, &other, 0, error,
                             "SELECT id FROM purpose WHERE takes = ?1 AND ?1 <> '' AND id <> ?2 AND voided IS NULL",
                             "sl", takes, purpose->id))
    return FALSE;
  if (other != 0)
    g_set_error_literal (error, JZ_ERROR, JZ_ERROR_CONFLICT,
                         takes[0] == 'u' ? _("Another purpose has repairs and maintenance already") :
                                           _("Another purpose has these receipts already"));
  return other == 0;
}

gboolean
jz_purpose_put (JzOperation *operation, const JzPurpose *purpose, gint64 *id, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *name = jz_text_tidy (purpose->name != NULL ? purpose->name : "");
  const char      *takes = purpose->takes != NULL ? purpose->takes : "";

  if (!is_free (connection, "SELECT id FROM purpose WHERE name = ? AND id <> ? AND voided IS NULL", purpose->id, name,
                error) ||
      !takes_alone (connection, purpose, takes, error))
    return FALSE;
  jz_operation_describe (operation, purpose->id == 0 ? _("Added the purpose %s") : _("Changed the purpose %s"), name);
  if (id != NULL)
    *id = purpose->id;
  if (purpose->id != 0)
    return jz_connection_run (connection, error,
                              "UPDATE purpose SET name = ?, counts = ?, takes = ?, changed = jz_operation () WHERE id "
                              "= ? AND voided IS NULL", "sisl", name,
                              purpose->counts, takes, purpose->id) && changed_one (connection, error);
  if (!jz_connection_run (connection, error,
                          "INSERT INTO purpose (name, position, counts, takes, changed) "
                          "VALUES (?, (SELECT ifnull (max (position), 0) + 1 FROM purpose), ?, ?, jz_operation ())",
                          "sis", name, purpose->counts, takes))
    return FALSE;
  if (id != NULL)
    *id = jz_connection_last_id (connection);
  return TRUE;
}

gboolean
jz_purpose_remove (JzOperation *operation, gint64 id, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *name = name_of (connection, "SELECT name FROM purpose WHERE id = ? AND voided IS NULL", id, error);

  if (name == NULL ||
      is_in_use (connection,
                 "SELECT (SELECT count(*) FROM budget_line WHERE purpose = ?1 AND voided IS NULL) + "
                 "(SELECT count(*) FROM spending WHERE purpose = ?1 AND voided IS NULL)", id,
                 _("A budget or a spending needs this purpose"), error))
    return FALSE;
  jz_operation_describe (operation, _("Removed the purpose %s"), name);
  return jz_connection_run (connection, error,
                            "UPDATE purpose SET voided = jz_operation (), changed = jz_operation () WHERE id = ?", "l",
                            id);
}
