/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-ledger"
#include "config.h"

#include <glib/gi18n-lib.h>

#include "jz-purchase-private.h"
#include "jz-purchase.h"
#include "jz-source.h"
#include "jz-text.h"

const JzAction jz_action_purchase_sign = { "purchase.sign", "purchase.request" };

#define ESTIMATE \
  "(SELECT sum ((price * quantity * 2 + u) / (2 * u)) FROM (SELECT price, quantity, CASE decimals WHEN 0 THEN 1 WHEN 1 THEN 10 WHEN 2 THEN 100 " \
  "ELSE 1000 END AS u FROM purchase_request_line WHERE request = ?1))"

gboolean
jz_purchase_request_submit (JzOperation *operation, gint64 id, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  g_autofree char *number = NULL, *state = NULL;
  gint64           n;

  if (!jz_purchase_head (connection, "purchase_request", id, &number, &state, error))
    return FALSE;
  if (!g_str_equal (state, "draft") && !g_str_equal (state, "rejected"))
    return jz_purchase_refuse (error, JZ_ERROR_CONFLICT, _("%s was submitted already"), number);
  if (!jz_connection_run (connection, error,
                          "INSERT INTO purchase_sign (request, round, position, role, changed) "
                          "SELECT ?1, (SELECT ifnull (max (round), 0) + 1 FROM purchase_sign WHERE request = ?1), "
                          "position, role, jz_operation () "
                          "FROM purchase_step WHERE over = 0 OR over < " ESTIMATE " ORDER BY position", "l", id))
    return FALSE;
  n = jz_connection_n_changed (connection);
  if (n == 0)
    return jz_purchase_refuse (error, JZ_ERROR_INVALID, "%s",
                               _("No step of approval counts for this amount: put the table of steps right"));
  if (!jz_connection_run (connection, error,
                          "UPDATE purchase_request SET state = 'submitted', changed = jz_operation () WHERE id = ?",
                          "l", id))
    return FALSE;
  jz_operation_describe (operation, _("Submitted request %s"), number);
  return TRUE;
}

/* The signature that is awaited. */
typedef struct
{
  gint64   sign;
  char    *role, *title;
  gboolean has_role; /* the account has it */
  gboolean is_own;   /* the account wrote or asked for it */
} Next;

static void
next_clear (Next *self)
{
  g_free (self->role);
  g_free (self->title);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Next, next_clear)

static const char *const next_sql =
  "SELECT s.id, s.role, ifnull (role.title, s.role), EXISTS (SELECT 1 FROM account_role WHERE account = ?2 AND "
  "account_role.role = role.id), "
  "r.account = ?2 OR r.applicant IS (SELECT ifnull (person, 0) FROM account WHERE id = ?2) FROM purchase_sign s "
  "JOIN purchase_request r ON r.id = s.request LEFT JOIN role ON role.name = s.role "
  "WHERE s.request = ?1 AND r.state = 'submitted' AND s.verdict IS NULL AND s.round = (SELECT max (round) FROM "
  "purchase_sign WHERE request = ?1) "
  "ORDER BY s.position LIMIT 1";

static gboolean
read_next (JzConnection *connection, gint64 id, gint64 account, Next *next, GError **error)
{
  JzStatement *row = jz_connection_query (connection, error, next_sql, "ll", id, account);

  if (!jz_statement_next (row))
    return jz_statement_finish (row, error);
  *next = (Next){ jz_statement_int64 (row, 0), jz_statement_dup (row, 1), jz_statement_dup (row, 2),
                  jz_statement_int64 (row, 3) != 0,
                  jz_statement_int64 (row, 4) != 0 };
  jz_statement_reset (row);
  return TRUE;
}

gboolean
jz_purchase_request_awaits (JzConnection *connection, gint64 id, gint64 account, gboolean *may_sign, char **role,
                            GError **error)
{
  g_auto (Next) next = { 0 };

  if (!read_next (connection, id, account, &next, error))
    return FALSE;
  *may_sign = next.sign != 0 && next.has_role && !next.is_own;
  if (role != NULL)
    *role = g_steal_pointer (&next.title);
  return TRUE;
}

static gboolean
may_sign (const Next *next, const char *number, GError **error)
{
  if (next->sign == 0)
    return jz_purchase_refuse (error, JZ_ERROR_CONFLICT, _("%s awaits no signature"), number);
  if (!next->has_role)
    return jz_purchase_refuse (error, JZ_ERROR_NOT_ALLOWED, _("%s awaits the signature of: %s"), number, next->title);
  if (next->is_own)
    return jz_purchase_refuse (error, JZ_ERROR_NOT_ALLOWED, _("%s: nobody approves what they asked for themselves"),
                               number);
  return TRUE;
}

static gboolean
set_state (JzConnection *connection, gint64 id, const char *state, GError **error)
{
  return jz_connection_run (connection, error,
                            "UPDATE purchase_request SET state = ?, changed = jz_operation () WHERE id = ?", "sl",
                            state, id);
}

gboolean
jz_purchase_request_sign (JzOperation *operation, gint64 id, gboolean approves, const char *words, GError **error)
{
  JzConnection    *connection = jz_operation_get_connection (operation);
  gint64           account = jz_operation_get_actor (operation)->account;
  g_autofree char *number = NULL, *state = NULL, *tidy = jz_text_tidy (words), *now = jz_source_now (connection);
  g_auto (Next)    next = { 0 }, after = { 0 };

  if (!jz_purchase_head (connection, "purchase_request", id, &number, &state, error) ||
      !read_next (connection, id, account, &next, error) || !may_sign (&next, number, error))
    return FALSE;
  if (!approves && tidy[0] == '\0')
    return jz_purchase_refuse (error, JZ_ERROR_INVALID, "%s", _("Say why it is rejected"));
  if (!jz_connection_run (connection, error,
                          "UPDATE purchase_sign SET verdict = ?, account = ?, at = ?, words = ?, changed = "
                          "jz_operation () WHERE id = ?", "slssl",
                          approves ? "approved" : "rejected", account, now, tidy, next.sign) ||
      !read_next (connection, id, account, &after, error))
    return FALSE;
  if (approves ? after.sign == 0 && !set_state (connection, id, "approved", error) :
      !set_state (connection, id, "rejected", error))
    return FALSE;
  if (approves)
    jz_operation_describe (operation, _("Approved request %s as %s"), number, next.title);
  else
    jz_operation_describe (operation, _("Rejected request %s: %s"), number, tidy);
  return TRUE;
}
