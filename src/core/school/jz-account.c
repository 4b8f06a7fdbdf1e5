/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-school"
#include "config.h"

#include "jz-account.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#include "jz-reference.h"
#include "jz-source.h"
#include "jz-text.h"

#define SHORTEST_PASSWORD 6

const JzAction jz_action_account = { "account.write", "account" };

void
jz_account_free (JzAccount *self)
{
  if (self == NULL)
    return;
  g_free (self->login);
  g_free (self->name);
  g_strfreev (self->roles);
  g_strfreev (self->permissions);
  g_free (self);
}

gboolean
jz_account_may (const JzAccount *self, const char *permission)
{
  return self != NULL && g_strv_contains ((const char *const *) self->permissions, permission);
}

static char **
read_words (JzConnection *connection, const char *sql, gint64 id, GError **error)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  JzStatement *rows = jz_connection_query (connection, error, sql, "l", id);

  while (jz_statement_next (rows))
    g_strv_builder_add (words, jz_statement_text (rows, 0));
  jz_statement_finish (rows, error);
  return g_strv_builder_end (words);
}

static gboolean
complete (JzConnection *connection, JzAccount *account, GError **error)
{
  g_autoptr (GError) failure = NULL;

  account->roles =
    read_words (connection,
                "SELECT role.name FROM account_role JOIN role ON role.id = role WHERE account = ? ORDER BY role.id",
                account->id, &failure);
  if (failure == NULL)
    account->permissions = read_words (connection,
                                       "SELECT DISTINCT permission FROM role_permission JOIN account_role USING (role) "
                                       "WHERE account = ? ORDER BY 1",
                                       account->id, &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

#define COLUMNS "SELECT id, login, name, password IS NOT NULL, disabled FROM account "

static JzAccount *
take_row (JzStatement *row)
{
  JzAccount *account = g_new0 (JzAccount, 1);

  account->id = jz_statement_int64 (row, 0);
  account->login = jz_statement_dup (row, 1);
  account->name = jz_statement_dup (row, 2);
  account->has_password = jz_statement_int64 (row, 3) != 0;
  account->disabled = jz_statement_int64 (row, 4) != 0;
  return account;
}

GPtrArray *
jz_account_list (JzConnection *connection, GError **error)
{
  g_autoptr (GPtrArray) accounts = g_ptr_array_new_with_free_func ((GDestroyNotify) jz_account_free);
  JzStatement *rows = jz_connection_query (connection, error, COLUMNS "ORDER BY disabled, id", "");
  gboolean     ok;

  while (jz_statement_next (rows))
    g_ptr_array_add (accounts, take_row (rows));
  ok = jz_statement_finish (rows, error);
  for (guint i = 0; ok && i < accounts->len; i++)
    ok = complete (connection, g_ptr_array_index (accounts, i), error);
  return ok ? g_steal_pointer (&accounts) : NULL;
}

JzAccount *
jz_account_find (JzConnection *connection, const char *login, GError **error)
{
  g_autoptr (JzAccount) account = NULL;
  JzStatement *row = jz_connection_query (connection, error, COLUMNS "WHERE login = ?", "s", login);

  if (jz_statement_next (row))
    account = take_row (row);
  if (!jz_statement_finish (row, error))
    return NULL;
  if (account == NULL)
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_NOT_FOUND, _("%s: there is no such account"), login);
      return NULL;
    }
  return complete (connection, account, error) ? g_steal_pointer (&account) : NULL;
}

static gboolean
verify (const char *stored, const char *password, GError **error)
{
  errno = 0;
  if (crypto_pwhash_str_verify (stored, password, strlen (password)) == 0)
    return TRUE;
  if (errno == ENOMEM)
    g_set_error_literal (error, JZ_ERROR, JZ_ERROR_FAILED, _("There is not enough memory to check a password"));
  return FALSE;
}

/* FALSE without @error set: it is not. */
static gboolean
password_is_right (JzConnection *connection, const JzAccount *account, const char *password, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autofree char *stored =
    jz_connection_text (connection, &failure, "SELECT password FROM account WHERE id = ?", "l", account->id);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (stored == NULL)
    return password == NULL || password[0] == '\0';
  return password != NULL && verify (stored, password, error);
}

JzAccount *
jz_account_sign_in (JzConnection *connection, const char *login, const char *password, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (JzAccount) account = jz_account_find (connection, login, &failure);

  if (account != NULL && !account->disabled && password_is_right (connection, account, password, &failure))
    return g_steal_pointer (&account);
  if (failure == NULL || g_error_matches (failure, JZ_ERROR, JZ_ERROR_NOT_FOUND))
    g_set_error (error, JZ_ERROR, JZ_ERROR_NOT_ALLOWED, _("%s: wrong name or password"), login);
  else
    g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

/* Argon2id at the interactive limits (64 MiB): a school PC has 4 GB and half of it is taken. */
static char *
hash_password (const char *password, GError **error)
{
  char *hash = g_malloc0 (crypto_pwhash_STRBYTES);

  if (g_utf8_strlen (password, -1) < SHORTEST_PASSWORD)
    g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, _("A password has at least %d characters"), SHORTEST_PASSWORD);
  else if (crypto_pwhash_str (hash, password, strlen (password), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                              crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0)
    g_set_error_literal (error, JZ_ERROR, JZ_ERROR_FAILED, _("There is not enough memory to keep a password safely"));
  else
    return hash;
  g_free (hash);
  return NULL;
}

gboolean
jz_account_set_password (JzOperation *operation, gint64 id, const char *password, GError **error)
{
  g_autofree char *hash = password != NULL && password[0] != '\0' ? hash_password (password, error) : NULL;

  if (hash == NULL && password != NULL && password[0] != '\0')
    return FALSE;
  return jz_connection_run (jz_operation_get_connection (operation), error,
                            "UPDATE account SET password = ?, changed = jz_operation() WHERE id = ?", "sl", hash, id);
}

/* How many may manage accounts. */
static gboolean
count_managers (JzConnection *connection, gint64 *n, GError **error)
{
  return jz_connection_number (
    connection, n, 0, error,
    "SELECT count(DISTINCT account.id) FROM account JOIN account_role ON account = account.id JOIN role_permission USING (role) "
    "WHERE permission = 'account' AND disabled = 0",
    "");
}

static gboolean
refuse_none (GError **error)
{
  g_set_error_literal (error, JZ_ERROR, JZ_ERROR_CONFLICT, _("Somebody must be left who may manage accounts"));
  return FALSE;
}

gboolean
jz_account_set_roles (JzOperation *operation, gint64 id, const char *const *roles, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);
  gint64        before, after;

  if (!count_managers (connection, &before, error) ||
      !jz_connection_run (connection, error, "DELETE FROM account_role WHERE account = ?", "l", id))
    return FALSE;
  for (guint i = 0; roles[i] != NULL; i++)
    {
      if (!jz_connection_run (connection, error,
                              "INSERT INTO account_role (account, role) SELECT ?, id FROM role WHERE name = ?", "ls",
                              id, roles[i]))
        return FALSE;
      if (jz_connection_n_changed (connection) == 0)
        {
          g_set_error (error, JZ_ERROR, JZ_ERROR_INVALID, _("%s: there is no such role"), roles[i]);
          return FALSE;
        }
    }
  if (!count_managers (connection, &after, error))
    return FALSE;
  return before == 0 || after > 0 || refuse_none (error);
}

gboolean
jz_account_add (JzOperation *operation, const char *login, const char *name, const char *password,
                const char *const *roles, gint64 *id, GError **error)
{
  JzConnection         *connection = jz_operation_get_connection (operation);
  g_autofree char      *uuid = jz_source_uuid (connection);
  g_autofree char      *tidy_login = jz_text_tidy (login), *tidy_name = jz_text_tidy (name);
  g_autoptr (JzAccount) taken = NULL;
  gint64                row;

  if (tidy_login[0] == '\0' || tidy_name[0] == '\0')
    {
      g_set_error_literal (error, JZ_ERROR, JZ_ERROR_INVALID, _("An account needs a sign-in name and a person's name"));
      return FALSE;
    }
  taken = jz_account_find (connection, tidy_login, NULL);
  if (taken != NULL)
    {
      g_set_error (error, JZ_ERROR, JZ_ERROR_CONFLICT, _("%s: this sign-in name is taken"), tidy_login);
      return FALSE;
    }
  if (!jz_connection_run (connection, error,
                          "INSERT INTO account (uuid, login, name, changed) VALUES (?, ?, ?, jz_operation())", "sss",
                          uuid, tidy_login, tidy_name))
    return FALSE;
  row = jz_connection_last_id (connection);
  if (id != NULL)
    *id = row;
  jz_operation_describe (operation, _("Added the account %s"), tidy_name);
  return jz_account_set_roles (operation, row, roles, error) &&
         jz_account_set_password (operation, row, password, error);
}

gboolean
jz_account_set_person (JzOperation *operation, gint64 id, gint64 person, GError **error)
{
  return jz_connection_run (jz_operation_get_connection (operation), error,
                            "UPDATE account SET person = ?, changed = jz_operation() WHERE id = ?", "rl", person, id);
}

gboolean
jz_account_set_disabled (JzOperation *operation, gint64 id, gboolean disabled, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);
  gint64        left;

  if (!jz_connection_run (connection, error, "UPDATE account SET disabled = ?, changed = jz_operation() WHERE id = ?",
                          "il", disabled, id) ||
      !count_managers (connection, &left, error))
    return FALSE;
  return left > 0 || refuse_none (error);
}

gboolean
jz_account_load_roles (JzOperation *operation, GError **error)
{
  JzConnection *connection = jz_operation_get_connection (operation);
  g_autoptr (JzReference) roles = jz_reference_load ("roles.tsv", error);

  for (guint i = 0; roles != NULL && i < roles->rows->len; i++)
    {
      g_auto (GStrv) permissions = g_strsplit (jz_reference_get (roles, i, "permissions"), " ", -1);
      gint64 role;

      if (!jz_connection_run (connection, error,
                              "INSERT INTO role (name, title, changed) VALUES (?, ?, jz_operation())", "ss",
                              jz_reference_get (roles, i, "name"), jz_reference_get (roles, i, "title")))
        return FALSE;
      role = jz_connection_last_id (connection);
      for (guint n = 0; permissions[n] != NULL; n++)
        if (!jz_connection_run (connection, error, "INSERT INTO role_permission (role, permission) VALUES (?, ?)", "ls",
                                role, permissions[n]))
          return FALSE;
    }
  return roles != NULL;
}
