/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-school"
#include "config.h"

#include "jz-approval.h"

#include <glib/gi18n-lib.h>

#include "jz-source.h"
#include "jz-text.h"

gboolean
jz_approval_waits_for (JzConnection *connection, const char *table, gint64 id, char **waits, GError **error)
{
  g_autofree char *sql = g_strdup_printf (
    "SELECT iif (s.role = '', s.body, ifnull (role.title, s.role)) FROM %1$s_sign s JOIN %1$s t ON t.id = s.%1$s "
    "LEFT JOIN role ON role.name = s.role WHERE s.%1$s = ? AND t.state = 'asked' AND s.account IS NULL "
    "ORDER BY s.step LIMIT 1", table);

  return jz_connection_find_text (connection, waits, error, sql, "l", id);
}

/* The next step: its row, and the role that signs it. */
static gboolean
next_step (JzConnection *connection, const char *table, gint64 id, gint64 *sign, char **role, GError **error)
{
  g_autofree char *sql = g_strdup_printf (
    "SELECT id, role FROM %1$s_sign WHERE %1$s = ? AND account IS NULL ORDER BY step LIMIT 1", table);
  JzStatement     *row = jz_connection_query (connection, error, sql, "l", id);

  if (!jz_statement_first (row, _("Nobody has to sign it"), error))
    return FALSE;
  *sign = jz_statement_int64 (row, 0);
  *role = jz_statement_dup (row, 1);
  jz_statement_reset (row);
  return TRUE;
}

static gboolean
is_turn (JzOperation *operation, const char *table, gint64 id, const char *role, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  gint64           account = jz_operation_get_actor (operation)->account, own, has;
  g_autofree char *sql = g_strdup_printf ("SELECT asked_by = ? FROM %s WHERE id = ?", table), *waits = NULL;

  if (!jz_connection_number (connection, &own, 0, error, sql, "ll", account, id) ||
      !jz_connection_number (connection, &has, 0, error,
                             "SELECT count (*) FROM account_role JOIN role ON role.id = account_role.role WHERE "
                             "account_role.account = ? AND role.name = ?",
                             "ls", account, role))
    return FALSE;
  if (own)
    return jz_paper_fail (error, JZ_ERROR_NOT_ALLOWED, _("Nobody approves their own request"));
  if (role[0] == '\0' || has != 0)
    return TRUE;
  return jz_approval_waits_for (connection, table, id, &waits, error) &&
         jz_paper_fail (error, JZ_ERROR_NOT_ALLOWED, _("It waits for %s"), waits);
}

/* A sentence for what is needed besides the signature; NULL: nothing. */
static const char *
lacks (const char *role, gboolean yes, const char *note)
{
  if (note[0] != '\0')
    return NULL;
  if (!yes)
    return _("Say why it is not approved");
  return role[0] == '\0' ? _("Say the number of the paper that approves it") : NULL;
}

static gboolean
write_signature (JzOperation *operation, const char *table, gint64 sign, gboolean yes, const char *note, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *sql = g_strdup_printf (
    "UPDATE %s_sign SET account = ?, date = ?, verdict = ?, note = ?, changed = jz_operation () WHERE id = ?", table);
  char             today[JZ_DATE_LENGTH];

  return jz_connection_run (connection, error, sql, "lsssl", jz_operation_get_actor (operation)->account,
                            jz_date_to_iso (jz_source_today (connection), today), yes ? "yes" : "no", note, sign);
}

gboolean
jz_approval_sign (JzOperation *operation, const char *table, gint64 id, gboolean yes, const char *note, char **waits,
                  GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *role = NULL;
  g_autofree char *sql = g_strdup_printf ("UPDATE %s SET state = ?, changed = jz_operation () WHERE id = ?", table);
  const char      *missing;
  gint64           sign;

  *waits = NULL;
  if (!next_step (connection, table, id, &sign, &role, error) || !is_turn (operation, table, id, role, error))
    return FALSE;
  missing = lacks (role, yes, note);
  if (missing != NULL)
    return jz_paper_fail (error, JZ_ERROR_INVALID, "%s", missing);
  /* A signature is part of the history of the request. */
  return write_signature (operation, table, sign, yes, note, error) &&
         jz_connection_run (connection, error, sql, "sl", yes ? "asked" : "rejected", id) &&
         jz_approval_waits_for (connection, table, id, waits, error);
}

gboolean
jz_approval_signer_is_sound (JzConnection *connection, int step, const char *role, const char *body, GError **error)
{
  gboolean has_role = !jz_text_is_blank (role), has_body = !jz_text_is_blank (body);
  gint64   may = 0;

  if (step < 1 || step > 20)
    return jz_paper_fail (error, JZ_ERROR_INVALID, _("Steps are numbered from 1 to 20"));
  if (has_role == has_body)
    return jz_paper_fail (error, JZ_ERROR_INVALID, _("Say who signs: a role, or somebody outside"));
  if (has_role && !jz_connection_number (connection, &may, 0, error,
                                         "SELECT count (*) FROM role JOIN role_permission p ON p.role = role.id WHERE "
                                         "role.name = ? AND p.permission = 'approve'", "s", role))
    return FALSE;
  return !has_role || may > 0 || jz_paper_fail (error, JZ_ERROR_INVALID, _("%s: that role may not approve"), role);
}
