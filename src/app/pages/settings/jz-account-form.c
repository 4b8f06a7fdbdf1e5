/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-account-form.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#include "jz-read-form.h"
#include "jz-row-field.h"

#define SHORTEST_PASSWORD 6

/* What is to be written. */
typedef struct
{
  gint64   id;
  char    *login, *name, *password;
  char   **roles;
  gboolean disabled;
} Account;

static void
account_free (gpointer data)
{
  Account *self = data;

  if (self->password != NULL)
    sodium_memzero (self->password, strlen (self->password));
  g_free (self->password);
  g_free (self->login);
  g_free (self->name);
  g_strfreev (self->roles);
  g_free (self);
}

typedef struct
{
  JzReadForm    form;
  gint64        id;
  gboolean      password_only;
  char         *name;
  GPtrArray    *roles;  /* stable names */
  GPtrArray    *titles;
  GArray       *has;    /* of gboolean */
  GtkWidget    *name_field, *login, *password, *again;
  GtkWidget   **switches;
} Form;

static void
clear (JzReadForm *form)
{
  Form *self = (Form *) form;

  g_free (self->name);
  g_ptr_array_unref (self->roles);
  g_ptr_array_unref (self->titles);
  g_array_unref (self->has);
  g_free (self->switches);
}

/* Writing. */

static gboolean
name_it (Account *self, JzConnection *connection, GError **error)
{
  g_free (self->name);
  self->name = jz_connection_text (connection, error, "SELECT name FROM account WHERE id = ?", "l", self->id);
  return self->name != NULL;
}

static gboolean
add_cb (JzOperation *operation, gpointer data, GError **error)
{
  Account *self = data;

  return jz_account_add (operation, self->login, self->name, self->password[0] != '\0' ? self->password : NULL,
                         (const char *const *) self->roles, NULL, error);
}

static gboolean
roles_cb (JzOperation *operation, gpointer data, GError **error)
{
  Account *self = data;

  if (!name_it (self, jz_operation_get_connection (operation), error))
    return FALSE;
  jz_operation_describe (operation, _("Changed the roles of %s"), self->name);
  return jz_account_set_roles (operation, self->id, (const char *const *) self->roles, error);
}

static gboolean
password_cb (JzOperation *operation, gpointer data, GError **error)
{
  Account *self = data;

  if (!name_it (self, jz_operation_get_connection (operation), error))
    return FALSE;
  jz_operation_describe (operation,
                         self->password[0] != '\0' ? _("Set the password of %s") : _("Took the password of %s away"),
                         self->name);
  return jz_account_set_password (operation, self->id, self->password, error);
}

static gboolean
disabled_cb (JzOperation *operation, gpointer data, GError **error)
{
  Account *self = data;

  if (!name_it (self, jz_operation_get_connection (operation), error))
    return FALSE;
  jz_operation_describe (operation,
                         self->disabled ? _("Switched off the account of %s") : _("Switched on the account of %s"),
                         self->name);
  return jz_account_set_disabled (operation, self->id, self->disabled, error);
}

void
jz_account_form_set_disabled (JzSession *session, gint64 id, gboolean disabled)
{
  Account *account = g_new0 (Account, 1);

  account->id = id;
  account->disabled = disabled;
  jz_session_write (session, &jz_action_account, disabled_cb, account, account_free);
}

static gboolean
blame (GtkWidget *field, const char *sentence)
{
  jz_row_field_set_error (field, sentence);
  jz_row_field_focus (field);
  return FALSE;
}

static gboolean
is_sound (Form *self)
{
  if (self->name_field != NULL && *jz_row_field_get_text (self->name_field) == '\0')
    return blame (self->name_field, _("The name stands on vouchers and in the history"));
  if (self->login != NULL && *jz_row_field_get_text (self->login) == '\0')
    return blame (self->login, _("An account needs a sign-in name"));
  if (self->password == NULL)
    return TRUE;
  if (*jz_row_field_get_text (self->password) != '\0' &&
      g_utf8_strlen (jz_row_field_get_text (self->password), -1) < SHORTEST_PASSWORD)
    return blame (self->password, _("A password has at least 6 characters"));
  if (strcmp (jz_row_field_get_text (self->password), jz_row_field_get_text (self->again)) != 0)
    return blame (self->again, _("This is not the same password"));
  return TRUE;
}

static char **
chosen_roles (Form *self)
{
  GStrvBuilder *builder = g_strv_builder_new ();
  char        **roles;

  for (guint i = 0; self->switches != NULL && i < self->roles->len; i++)
    if (jz_row_field_get_switch (self->switches[i]))
      g_strv_builder_add (builder, g_ptr_array_index (self->roles, i));
  roles = g_strv_builder_end (builder);
  g_strv_builder_unref (builder);
  return roles;
}

static void
go (JzReadForm *form)
{
  Form    *self = (Form *) form;
  Account *account;

  if (!is_sound (self))
    return;
  account = g_new0 (Account, 1);
  account->id = self->id;
  account->roles = chosen_roles (self);
  account->password = g_strdup (self->password != NULL ? jz_row_field_get_text (self->password) : "");
  account->name = g_strdup (self->name_field != NULL ? jz_row_field_get_text (self->name_field) : "");
  account->login = g_strdup (self->login != NULL ? jz_row_field_get_text (self->login) : "");
  jz_edit_dialog_set_blamed (form->dialog, self->login);
  jz_edit_dialog_write (form->dialog, form->session, &jz_action_account,
                        self->password_only ? password_cb :
                        self->id != 0       ? roles_cb :
                                              add_cb,
                        account, account_free, NULL, NULL);
}

/* The form. */

static void
add_password (Form *self)
{
  AdwPreferencesGroup *group =
    jz_edit_dialog_add_group (self->form.dialog, _("Password"),
                              _("Without one whoever sits at this computer works as this person. It protects "
                                 "responsibility, not secrecy."));

  self->password = jz_row_field_password (group, _("New password (may be left out)"));
  self->again = jz_row_field_password (group, _("The password once more"));
}

static void
add_roles (Form *self)
{
  AdwPreferencesGroup *group =
    jz_edit_dialog_add_group (self->form.dialog, _("Roles"), _("What no role allows is refused."));

  self->switches = g_new0 (GtkWidget *, self->roles->len);
  for (guint i = 0; i < self->roles->len; i++)
    self->switches[i] =
      jz_row_field_switch (group, g_ptr_array_index (self->titles, i), NULL, g_array_index (self->has, gboolean, i));
}

static void
show (JzReadForm *form)
{
  Form *self = (Form *) form;
  const char *title = self->id == 0 ? _("New Account") : self->password_only ? _("Password") : _("Roles");

  jz_read_form_make_dialog (form, title);
  if (self->id == 0)
    {
      AdwPreferencesGroup *group = jz_edit_dialog_add_group (self->form.dialog, NULL, NULL);

      self->name_field = jz_row_field_entry (group, _("Full name"), NULL);
      self->login = jz_row_field_entry (group, _("Sign-in name"), NULL);
    }
  else
    {
      GtkWidget *name = gtk_label_new (self->name);

      gtk_widget_add_css_class (name, "jz-title");
      gtk_label_set_xalign (GTK_LABEL (name), 0);
      jz_edit_dialog_add (self->form.dialog, name);
    }
  if (self->id == 0 || self->password_only)
    add_password (self);
  if (!self->password_only)
    add_roles (self);
  gtk_window_present (GTK_WINDOW (form->dialog));
  if (self->name_field != NULL || self->password_only)
    jz_row_field_focus (self->name_field != NULL ? self->name_field : self->password);
}

/* Reading. */

static gboolean
read_form (JzConnection *connection, JzReadForm *form, GError **error)
{
  Form *self = (Form *) form;
  g_autoptr (GError) failure = NULL;
  JzStatement *rows;

  self->name = jz_connection_text (connection, &failure, "SELECT name FROM account WHERE id = ?", "l", self->id);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  rows =
    jz_connection_query (connection, error,
                         "SELECT name, title, EXISTS (SELECT 1 FROM account_role WHERE account_role.role = role.id "
                         "AND account_role.account = ?) FROM role ORDER BY id",
                         "l", self->id);
  while (jz_statement_next (rows))
    {
      gboolean has = jz_statement_int64 (rows, 2) != 0;

      g_ptr_array_add (self->roles, jz_statement_dup (rows, 0));
      g_ptr_array_add (self->titles, jz_statement_dup (rows, 1));
      g_array_append_val (self->has, has);
    }
  return jz_statement_finish (rows, error);
}

static const JzReadFormKind form_kind = { read_form, show, go, clear };

static void
present (GtkWidget *over, JzSession *session, gint64 id, gboolean password_only)
{
  Form *self = g_new0 (Form, 1);

  self->id = id;
  self->password_only = password_only;
  self->roles = g_ptr_array_new_with_free_func (g_free);
  self->titles = g_ptr_array_new_with_free_func (g_free);
  self->has = g_array_new (FALSE, FALSE, sizeof (gboolean));
  jz_read_form_open (&self->form, &form_kind, over, session);
}

void
jz_account_form_present (GtkWidget *over, JzSession *session, gint64 id)
{
  present (over, session, id, FALSE);
}

void
jz_account_form_password (GtkWidget *over, JzSession *session, gint64 id)
{
  present (over, session, id, TRUE);
}
