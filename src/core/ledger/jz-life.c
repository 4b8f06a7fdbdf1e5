/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-ledger"
#include "config.h"

#include <glib/gi18n-lib.h>

#include "jz-depreciation.h"
#include "jz-money.h"
#include "jz-text.h"

const JzAction jz_action_life = { "value.rule", "budget" };

static gboolean
is_sound (const JzLife *life, GError **error)
{
  if (life->scheme == NULL || life->scheme[0] == '\0')
    g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID, _("A life needs the code table that its codes are from"));
  else if (life->name == NULL || life->name[0] == '\0' || life->class_name == NULL || life->class_name[0] == '\0')
    g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID, _("A life needs a class and a name"));
  else if (life->years < 0 || life->years > 100)
    g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID, _("A life has 0 to 100 years"));
  else
    return TRUE;
  return FALSE;
}

static gboolean
is_free (JzConnection *connection, gint64 id, const JzLife *life, GError **error)
{
  gint64 other = 0;

  if (!jz_connection_number (connection, &other, 0, error,
                             "SELECT id FROM depreciation_life WHERE scheme = ? AND edition = ? AND code = ? AND id "
                             "<> ?", "sssl",
                             life->scheme, life->edition, life->code, id))
    return FALSE;
  if (other != 0)
    g_set_error (error, JZ_ERROR, JZ_ERROR_CONFLICT, _("%s: there is a life for this code already"), life->code);
  return other == 0;
}

static void
describe (JzOperation *operation, const char *name, int years)
{
  if (years > 0)
    jz_operation_describe (operation, g_dngettext (GETTEXT_PACKAGE, "%s lasts %d year", "%s lasts %d years",
                                                   (gulong) years), name, years);
  else
    jz_operation_describe (operation, _("%s is never depreciated"), name);
}

gboolean
jz_life_put (JzOperation *operation, gint64 id, const JzLife *life, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);

  if (!is_sound (life, error) || !is_free (connection, id, life, error))
    return FALSE;
  describe (operation, life->name, life->years);
  if (id == 0)
    return jz_connection_run (connection, error,
                              "INSERT INTO depreciation_life (scheme, edition, code, class, name, years, special, "
                              "bulk, instrument, source, changed) "
                              "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, jz_operation ())", "sssssiiiis", life->scheme,
                              life->edition, life->code,
                              life->class_name, life->name, life->years, life->special, life->bulk, life->instrument,
                              life->source);
  if (!jz_connection_run (connection, error,
                          "UPDATE depreciation_life SET scheme = ?, edition = ?, code = ?, class = ?, name = ?, years "
                          "= ?, special = ?, bulk = ?, "
                          "instrument = ?, source = ?, starter = 0, changed = jz_operation () WHERE id = ?",
                          "sssssiiiisl", life->scheme,
                          life->edition, life->code, life->class_name, life->name, life->years, life->special,
                          life->bulk, life->instrument,
                          life->source, id))
    return FALSE;
  if (jz_connection_n_changed (connection) == 0)
    g_set_error_literal (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("This row has been deleted"));
  return jz_connection_n_changed (connection) > 0;
}

gboolean
jz_life_remove (JzOperation *operation, gint64 id, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *name = jz_connection_text (connection, error, "SELECT name FROM depreciation_life WHERE id = ?", "l",
                                              id);

  if (name == NULL)
    {
      if (error != NULL && *error == NULL)
        g_set_error_literal (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("This row has been deleted"));
      return FALSE;
    }
  jz_operation_describe (operation, _("Removed the life of %s"), name);
  return jz_connection_run (connection, error, "DELETE FROM depreciation_life WHERE id = ?", "l", id);
}

static gboolean
own_is_sound (const JzOwnLife *life, const char *reason, GError **error)
{
  const char *sentence = life->years < -1 || life->years > 100       ? _("A life has 0 to 100 years") :
                         life->residual < -1 || life->residual > 99 ? _("A residual value is 0 to 99 percent") :
                         life->years >= 0 && reason[0] == '\0'      ? _("Say why it lasts as long") :
                                                                      NULL;

  if (sentence != NULL)
    g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID, sentence);
  return sentence == NULL;
}

gboolean
jz_life_set_own (JzOperation *operation, const JzOwnLife *life, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *reason = jz_text_tidy (life->reason);
  g_autofree char *name =
    life->item != 0 ? jz_connection_text (connection, error, "SELECT name FROM item WHERE id = ?", "l", life->item) :
                      jz_connection_text (connection, error, "SELECT number FROM asset WHERE id = ?", "l", life->asset);

  if (name == NULL)
    {
      if (error != NULL && *error == NULL)
        g_set_error_literal (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("This row has been deleted"));
      return FALSE;
    }
  if (!own_is_sound (life, reason, error) ||
      !jz_connection_run (connection, error, "DELETE FROM depreciation_own WHERE item = ?1 OR asset = ?2", "rr",
                          life->item, life->asset))
    return FALSE;
  if (life->years < 0)
    jz_operation_describe (operation, _("%s lasts as long as its class"), name);
  else
    describe (operation, name, life->years);
  return life->years < 0 ||
         jz_connection_run (connection, error,
                            "INSERT INTO depreciation_own (item, asset, years, residual, reason, changed) VALUES (?1, "
                            "?2, ?3, nullif (?4, -1), ?5, jz_operation ())",
                            "rriis", life->item, life->asset, life->years, life->residual, reason);
}

gboolean
jz_value_rule_read (JzConnection *connection, JzValueRule *rule, GError **error)
{
  JzStatement *row = jz_connection_query (connection, error,
                                          "SELECT threshold_on, threshold, threshold_special, nominal, residual, "
                                          "share, instruments_per_pupil, starter "
                                          "FROM value_rule", "");

  if (!jz_statement_first (row, _("The file has no rules of depreciation"), error))
    return FALSE;
  *rule = (JzValueRule){ jz_statement_int64 (row, 0) != 0,      jz_statement_int64 (row, 1),
                         jz_statement_int64 (row, 2),
                         jz_statement_int64 (row, 3),           (int) jz_statement_int64 (row, 4),
                         (int) jz_statement_int64 (row, 5),
                         jz_statement_int64 (row, 6),           jz_statement_int64 (row, 7) != 0 };
  jz_statement_reset (row);
  return TRUE;
}

gboolean
jz_value_rule_put (JzOperation *operation, const JzValueRule *rule, GError **error)
{
  if (rule->threshold < 0 || rule->threshold_special < 0 || rule->nominal < 0 || rule->instruments_per_pupil < 0)
    g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID, _("An amount can't be less than nothing"));
  else if (rule->residual < 0 || rule->residual > 99 || rule->share < 0 || rule->share > 100)
    g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID,
                         _("A percentage is between 0 and 100; of the residual value less than 100"));
  else
    {
      jz_operation_describe (operation, _("Changed the rules of depreciation and spending"));
      return jz_connection_run (jz_operation_get_connection (operation), error,
                                "UPDATE value_rule SET threshold_on = ?, threshold = ?, threshold_special = ?, "
                                "nominal = ?, residual = ?, share = ?, "
                                "instruments_per_pupil = ?, starter = 0, changed = jz_operation ()", "illliil",
                                rule->threshold_on, rule->threshold,
                                rule->threshold_special, rule->nominal, rule->residual, rule->share,
                                rule->instruments_per_pupil);
    }
  return FALSE;
}
