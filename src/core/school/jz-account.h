/* jz-account: who may sign in, and as what.
 *
 * An account protects responsibility, not secrecy: whoever can copy the file can read it with other
 * tools. Passwords are kept as Argon2id strings (libsodium). What an account may do is what its roles
 * allow (table role_permission); what no role allows is refused by jz_operation_begin().
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-operation.h"

G_BEGIN_DECLS

extern const JzAction jz_action_account; /* accounts and roles */

typedef struct
{
  gint64   id;
  char    *login;
  char    *name;
  char   **roles;         /* stable names: "keeper" */
  char   **permissions;   /* of all its roles */
  gboolean has_password;
  gboolean disabled;
} JzAccount;

void       jz_account_free (JzAccount *self);
gboolean   jz_account_may  (const JzAccount *self, const char *permission);

/* Every account, by name. Returns: (transfer full) (element-type JzAccount) */
GPtrArray *jz_account_list (JzConnection *connection, GError **error);

/* JZ_ERROR_NOT_FOUND when there is none of that login. Returns: (transfer full) */
JzAccount *jz_account_find (JzConnection *connection, const char *login, GError **error);

/* Proves the password: takes some hundred milliseconds and 64 MiB, so never on the main thread.
 * An account without a password takes an empty one (or NULL). JZ_ERROR_NOT_ALLOWED says the same for an
 * unknown login, a wrong password and a disabled account; what can't be read or proved is told as what it is.
 * Returns: (transfer full) */
JzAccount *jz_account_sign_in (JzConnection *connection, const char *login, const char *password, GError **error);

/* @password may be NULL: signs in without. JZ_ERROR_CONFLICT for a login that is taken,
 * JZ_ERROR_INVALID for an empty login or name, a password under 6 characters, an unknown role. */
gboolean jz_account_add (JzOperation *operation, const char *login, const char *name, const char *password,
                         const char *const *roles, gint64 *id, GError **error);
gboolean   jz_account_set_password (JzOperation *operation, gint64 id, const char *password, GError **error);
/* JZ_ERROR_CONFLICT where nobody would be left who may manage accounts. */
gboolean   jz_account_set_roles    (JzOperation *operation, gint64 id, const char *const *roles, GError **error);
/* Whose account it is, of the staff; 0: nobody in the register. */
gboolean   jz_account_set_person   (JzOperation *operation, gint64 id, gint64 person, GError **error);
/* The last account that may manage accounts can't be disabled: JZ_ERROR_CONFLICT. */
gboolean   jz_account_set_disabled (JzOperation *operation, gint64 id, gboolean disabled, GError **error);

/* The roles that ship, into a new file. */
gboolean   jz_account_load_roles (JzOperation *operation, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzAccount, jz_account_free)

G_END_DECLS
