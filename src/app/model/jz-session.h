/* jz-session: the open school file, who is signed in, and what that person left open.
 *
 * Opening, reading and signing in happen on other threads; the answers come as signals. Preferences
 * are read once at signing in and written behind the person's back, each account its own.
 *
 * Signals:
 * "opened" (): the file is open, its accounts are known
 * "failed" (GError *): it could not be opened (codes of JzError)
 * "renewed" (): the school's name, the accounts or what this account may do were changed and are read anew
 * "closing" (): the file is about to be closed; what is asked of its store now is still done
 * "signed-in" (), "signed-out" (), "refused" (char *sentence): what became of signing in
 * "done" (char *words, gint64 operation): something was saved; operation 0: it can't be undone
 * "trouble" (char *sentence): something a person asked for was not done
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-account.h"
#include "jz-store.h"

G_BEGIN_DECLS

#define JZ_TYPE_SESSION (jz_session_get_type ())
G_DECLARE_FINAL_TYPE (JzSession, jz_session, JZ, SESSION, GObject)

JzSession     *jz_session_new          (void);

/* Opens the school file @path. */
void           jz_session_open         (JzSession *self, const char *path);

/* Closes it after what is under way; blocks as long as that takes. */
void           jz_session_close        (JzSession *self);

/* NULL while nothing is open. */
JzStore       *jz_session_get_store    (JzSession *self);
const char    *jz_session_get_path     (JzSession *self);
const char    *jz_session_get_school   (JzSession *self);

/* Those that are not disabled. (element-type JzAccount) */
GPtrArray     *jz_session_get_accounts (JzSession *self);

/* The account that signs in by itself: the only one, and without a password. 0 for none. */
gint64         jz_session_get_open_account (JzSession *self);

void           jz_session_sign_in      (JzSession *self, gint64 account, const char *password);
void           jz_session_sign_out     (JzSession *self);

/* Account 0: nobody is signed in. */
const JzActor *jz_session_get_actor    (JzSession *self);
const char    *jz_session_get_name     (JzSession *self);

/* Whether the signed-in account has @permission: decides what is shown. What may be done is decided by the core. */
gboolean       jz_session_may          (JzSession *self, const char *permission);

/* NULL: never set. */
const char    *jz_session_get_preference (JzSession *self, const char *key);
void           jz_session_set_preference (JzSession *self, const char *key, const char *value);

/* Has said to the person what was done (NULL: nothing in words), and what was not: "done" and "trouble". */
void           jz_session_say_done     (JzSession *self, const char *words, gint64 operation);
void           jz_session_say_trouble  (JzSession *self, const char *sentence);

/* Runs @func with @data as one operation of who is signed in, and says what came of it. @destroy frees @data. */
void
jz_session_write (JzSession *self, const JzAction *action, JzWriteFunc func, gpointer data, GDestroyNotify destroy);

/* Takes @operation back (0: the newest). */
void           jz_session_undo         (JzSession *self, gint64 operation);

G_END_DECLS
