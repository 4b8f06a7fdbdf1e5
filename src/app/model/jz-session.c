/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-session.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#include "jz-posting.h"

struct _JzSession
{
  GObject     parent_instance;

  JzStore    *store;
  char       *path;
  char       *school;
  GPtrArray  *accounts;
  JzActor     actor;
  JzAccount  *account; /* who is signed in, or NULL */
  GHashTable *preferences;
  guint       unwritten; /* preferences on their way to the file */
  GPtrArray  *waiting;   /* (element-type SignIn) until they are there */
  guint       opening; /* which of the openings asked for is the latest */
  gulong      changed_id;
};

G_DEFINE_FINAL_TYPE (JzSession, jz_session, G_TYPE_OBJECT)

enum { OPENED, FAILED, RENEWED, CLOSING, SIGNED_IN, SIGNED_OUT, REFUSED, DONE, TROUBLE, N_SIGNALS };
static guint signals[N_SIGNALS];

/* Opening. */

typedef struct
{
  char      *path;
  guint      number;
  JzStore   *store;
  char      *school;
  GPtrArray *accounts;
} Opening;

static void
opening_free (gpointer data)
{
  Opening *self = data;

  g_clear_object (&self->store);
  g_clear_pointer (&self->accounts, g_ptr_array_unref);
  g_free (self->school);
  g_free (self->path);
  g_free (self);
}

static gboolean
read_accounts_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Opening *self = data;
  g_autoptr (GError) failure = NULL;

  self->accounts = jz_account_list (connection, error);
  for (guint i = self->accounts != NULL ? self->accounts->len : 0; i > 0; i--)
    if (((JzAccount *) g_ptr_array_index (self->accounts, i - 1))->disabled)
      g_ptr_array_remove_index (self->accounts, i - 1);
  if (self->accounts == NULL)
    return FALSE;
  self->school = jz_connection_text (connection, &failure, "SELECT name FROM school", "");
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static void
open_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Opening *opening = data;
  GError  *error = NULL;

  opening->store = jz_store_open (opening->path, JZ_STORE_OPEN, 1.0, &error);
  if (opening->store != NULL)
    jz_store_set_undo_hook (opening->store, jz_posting_undo);
  if (opening->store != NULL && jz_store_read_sync (opening->store, read_accounts_cb, opening, NULL, &error))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  if (opening->store != NULL)
    jz_store_close (opening->store);
  g_task_return_error (task, error);
}

/* What the sign-in page and the permissions come from may be changed by any operation. */

typedef struct
{
  JzSession *session;
  Opening    read;
  char      *login;
  JzAccount *account;
} Renewing;

static gboolean
renew_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Renewing *self = data;

  if (self->login != NULL)
    self->account = jz_account_find (connection, self->login, NULL);
  return read_accounts_cb (connection, &self->read, cancellable, error);
}

static void
renewed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Renewing  *renewing = data;
  JzSession *self = renewing->session;
  gboolean   ok = jz_store_read_finish (JZ_STORE (source), result, NULL);

  if (ok && self->store == JZ_STORE (source))
    {
      g_clear_pointer (&self->accounts, g_ptr_array_unref);
      self->accounts = g_steal_pointer (&renewing->read.accounts);
      g_free (self->school);
      self->school = g_steal_pointer (&renewing->read.school);
      if (self->account != NULL && renewing->account != NULL && self->account->id == renewing->account->id)
        {
          jz_account_free (self->account);
          self->account = g_steal_pointer (&renewing->account);
        }
      g_signal_emit (self, signals[RENEWED], 0);
    }
  g_clear_pointer (&renewing->read.accounts, g_ptr_array_unref);
  g_clear_pointer (&renewing->account, jz_account_free);
  g_free (renewing->read.school);
  g_free (renewing->login);
  g_object_unref (self);
  g_free (renewing);
}

static void
renew (JzSession *self)
{
  Renewing *renewing = g_new0 (Renewing, 1);

  renewing->session = g_object_ref (self);
  renewing->login = self->account != NULL ? g_strdup (self->account->login) : NULL;
  jz_store_read (self->store, renew_cb, renewing, NULL, NULL, renewed_cb, renewing);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  JzSession *self = JZ_SESSION (source);
  Opening   *opening = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      if (opening->number == self->opening)
        g_signal_emit (self, signals[FAILED], 0, error);
      return;
    }
  if (opening->number != self->opening)
    {
      jz_store_close (opening->store);
      return;
    }
  self->store = g_steal_pointer (&opening->store);
  self->school = g_steal_pointer (&opening->school);
  self->accounts = g_steal_pointer (&opening->accounts);
  self->changed_id = g_signal_connect_swapped (self->store, "changed", G_CALLBACK (renew), self);
  g_signal_emit (self, signals[OPENED], 0);
}

void
jz_session_open (JzSession *self, const char *path)
{
  Opening *opening = g_new0 (Opening, 1);
  g_autoptr (GTask) task = g_task_new (self, NULL, opened_cb, NULL);

  jz_session_close (self);
  self->path = g_strdup (path);
  opening->path = g_strdup (path);
  opening->number = self->opening;
  g_task_set_task_data (task, opening, opening_free);
  g_task_run_in_thread (task, open_thread);
}

void
jz_session_close (JzSession *self)
{
  JzStore *store;

  if (self->store != NULL)
    g_signal_emit (self, signals[CLOSING], 0);
  store = g_steal_pointer (&self->store);
  if (store != NULL)
    g_signal_handler_disconnect (store, self->changed_id);
  self->opening++;
  if (self->actor.account != 0)
    jz_session_sign_out (self);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->school, g_free);
  g_clear_pointer (&self->accounts, g_ptr_array_unref);
  if (store != NULL)
    jz_store_close (store);
  g_clear_object (&store);
}

JzStore *
jz_session_get_store (JzSession *self)
{
  return self->store;
}

const char *
jz_session_get_path (JzSession *self)
{
  return self->path;
}

const char *
jz_session_get_school (JzSession *self)
{
  return self->school;
}

GPtrArray *
jz_session_get_accounts (JzSession *self)
{
  return self->accounts;
}

gint64
jz_session_get_open_account (JzSession *self)
{
  JzAccount *only = self->accounts != NULL && self->accounts->len == 1 ? g_ptr_array_index (self->accounts, 0) : NULL;

  return only != NULL && !only->has_password ? only->id : 0;
}

/* Signing in. */

typedef struct
{
  JzSession  *session;
  char       *login;
  char       *password;
  JzAccount  *account;     /* NULL: not this password */
  GHashTable *preferences;
} SignIn;

static void
sign_in_free (gpointer data)
{
  SignIn *self = data;

  if (self->password != NULL)
    sodium_memzero (self->password, strlen (self->password));
  g_clear_pointer (&self->preferences, g_hash_table_unref);
  g_clear_object (&self->session);
  g_clear_pointer (&self->account, jz_account_free);
  g_free (self->password);
  g_free (self->login);
  g_free (self);
}

static gboolean
sign_in_read_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  SignIn *self = data;
  g_autoptr (GError) refusal = NULL;
  JzStatement *rows;

  self->account = jz_account_sign_in (connection, self->login, self->password, &refusal);
  self->preferences = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (g_error_matches (refusal, JZ_ERROR, JZ_ERROR_NOT_ALLOWED))
    return TRUE;
  if (self->account == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&refusal));
      return FALSE;
    }
  rows = jz_connection_query (connection, error, "SELECT key, value FROM preference WHERE account = ?", "l",
                              self->account->id);
  while (jz_statement_next (rows))
    g_hash_table_insert (self->preferences, jz_statement_dup (rows, 0), jz_statement_dup (rows, 1));
  return jz_statement_finish (rows, error);
}

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  SignIn    *sign_in = data;
  JzSession *self = sign_in->session;
  g_autoptr (GError) error = NULL;

  if (!jz_store_read_finish (JZ_STORE (source), result, &error))
    g_signal_emit (self, signals[REFUSED], 0, error->message);
  else if (sign_in->account == NULL)
    g_signal_emit (self, signals[REFUSED], 0, _("This is not the password"));
  else if (self->store == JZ_STORE (source))
    {
      self->actor.account = sign_in->account->id;
      g_clear_pointer (&self->account, jz_account_free);
      self->account = g_steal_pointer (&sign_in->account);
      g_clear_pointer (&self->preferences, g_hash_table_unref);
      self->preferences = g_steal_pointer (&sign_in->preferences);
      g_signal_emit (self, signals[SIGNED_IN], 0);
    }
  sign_in_free (sign_in);
}

static const char *
login_of (JzSession *self, gint64 id)
{
  for (guint i = 0; i < self->accounts->len; i++)
    if (((JzAccount *) g_ptr_array_index (self->accounts, i))->id == id)
      return ((JzAccount *) g_ptr_array_index (self->accounts, i))->login;
  return "";
}

void
jz_session_sign_in (JzSession *self, gint64 account, const char *password)
{
  SignIn *sign_in = g_new0 (SignIn, 1);

  g_return_if_fail (self->store != NULL && account != 0);

  sign_in->session = g_object_ref (self);
  sign_in->login = g_strdup (login_of (self, account));
  sign_in->password = g_strdup (password);
  if (self->unwritten > 0)
    g_ptr_array_add (self->waiting, sign_in);
  else
    jz_store_read (self->store, sign_in_read_cb, sign_in, NULL, NULL, signed_in_cb, sign_in);
}

void
jz_session_sign_out (JzSession *self)
{
  self->actor = (JzActor){ 0 };
  g_clear_pointer (&self->account, jz_account_free);
  g_clear_pointer (&self->preferences, g_hash_table_unref);
  g_signal_emit (self, signals[SIGNED_OUT], 0);
}

const JzActor *
jz_session_get_actor (JzSession *self)
{
  return &self->actor;
}

gboolean
jz_session_may (JzSession *self, const char *permission)
{
  return jz_account_may (self->account, permission);
}

const char *
jz_session_get_name (JzSession *self)
{
  return self->account != NULL ? self->account->name : NULL;
}

/* Preferences. */

const char *
jz_session_get_preference (JzSession *self, const char *key)
{
  return self->preferences != NULL ? g_hash_table_lookup (self->preferences, key) : NULL;
}

typedef struct
{
  gint64 account;
  char  *key;
  char  *value;
} Preference;

static void
preference_free (gpointer data)
{
  Preference *self = data;

  g_free (self->key);
  g_free (self->value);
  g_free (self);
}

static gboolean
write_preference_cb (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Preference *self = data;

  return jz_connection_run (connection, error,
                            "INSERT INTO preference (account, key, value) VALUES (?, ?, ?) "
                            "ON CONFLICT DO UPDATE SET value = excluded.value",
                            "lss", self->account, self->key, self->value);
}

/* A width that is not remembered is no reason to trouble a person. Who signs out and in again at once must find it:
 * the readers know nothing of what is not yet written. */
static void
preference_written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (JzSession) self = data;
  g_autoptr (GError)    error = NULL;

  if (!jz_store_read_finish (JZ_STORE (source), result, &error))
    g_info ("preference: %s", error->message);
  if (--self->unwritten > 0)
    return;
  while (self->waiting->len > 0)
    {
      SignIn *sign_in = g_ptr_array_steal_index (self->waiting, 0);

      if (self->store != NULL)
        jz_store_read (self->store, sign_in_read_cb, sign_in, NULL, NULL, signed_in_cb, sign_in);
      else
        sign_in_free (sign_in);
    }
}

void
jz_session_set_preference (JzSession *self, const char *key, const char *value)
{
  Preference *preference;

  if (self->store == NULL || self->preferences == NULL || g_strcmp0 (value, jz_session_get_preference (self, key)) == 0)
    return;
  g_hash_table_insert (self->preferences, g_strdup (key), g_strdup (value));
  preference = g_new0 (Preference, 1);
  *preference = (Preference){ self->actor.account, g_strdup (key), g_strdup (value) };
  self->unwritten++;
  jz_store_work (self->store, write_preference_cb, preference, preference_free, NULL, preference_written_cb,
                 g_object_ref (self));
}

/* What is said to the person. */

void
jz_session_say_done (JzSession *self, const char *words, gint64 operation)
{
  g_signal_emit (self, signals[DONE], 0, words != NULL ? words : "", operation);
}

void
jz_session_say_trouble (JzSession *self, const char *sentence)
{
  g_signal_emit (self, signals[TROUBLE], 0, sentence);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (JzSession) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  gint64 operation = 0;

  if (!jz_store_write_finish (JZ_STORE (source), result, &operation, &words, &error))
    jz_session_say_trouble (self, error->message);
  else if (operation != 0)
    jz_session_say_done (self, words, operation);
}

void
jz_session_write (JzSession *self, const JzAction *action, JzWriteFunc func, gpointer data, GDestroyNotify destroy)
{
  if (self->store != NULL)
    jz_store_write (self->store, action, &self->actor, func, data, destroy, NULL, written_cb, g_object_ref (self));
  else if (destroy != NULL)
    destroy (data);
}

/* Undo. */

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (JzSession) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  gint64 operation = 0;

  if (jz_store_write_finish (JZ_STORE (source), result, &operation, &words, &error))
    {
      g_autofree char *said = g_strdup_printf (_("Taken back: %s"), words != NULL ? words : "");

      jz_session_say_done (self, said, operation);
    }
  else
    jz_session_say_trouble (self, error->message);
}

void
jz_session_undo (JzSession *self, gint64 operation)
{
  if (self->store != NULL && self->actor.account != 0)
    jz_store_undo (self->store, operation, &self->actor, undone_cb, g_object_ref (self));
}

/* The object. */

static void
jz_session_dispose (GObject *object)
{
  JzSession *self = JZ_SESSION (object);

  jz_session_close (self);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  G_OBJECT_CLASS (jz_session_parent_class)->dispose (object);
}

static void
jz_session_class_init (JzSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = jz_session_dispose;

  signals[OPENED] = g_signal_new ("opened", JZ_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] =
    g_signal_new ("failed", JZ_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[RENEWED] = g_signal_new ("renewed", JZ_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CLOSING] = g_signal_new ("closing", JZ_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNED_IN] =
    g_signal_new ("signed-in", JZ_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNED_OUT] =
    g_signal_new ("signed-out", JZ_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REFUSED] =
    g_signal_new ("refused", JZ_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[DONE] = g_signal_new ("done", JZ_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                G_TYPE_STRING, G_TYPE_INT64);
  signals[TROUBLE] =
    g_signal_new ("trouble", JZ_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
jz_session_init (JzSession *self)
{
  self->waiting = g_ptr_array_new ();
}

JzSession *
jz_session_new (void)
{
  return g_object_new (JZ_TYPE_SESSION, NULL);
}
