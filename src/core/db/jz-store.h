/* jz-store: an open school file, and the threads that work on it.
 *
 *   any thread ── jz_store_write() ──▶ [ queue, first in first out ] ──▶ writer thread ── the only writing connection
 *              ── jz_store_read()  ──▶ [ queue ] ──▶ two reader threads ── a read-only connection each
 *
 * Answers come by GTask in the caller's main context; every request is answered, also when the store
 * is closed before its turn (G_IO_ERROR_CLOSED). After a commit one "changed" signal comes in the
 * context that opened the store, however many commits there were since the last.
 *
 * The …_sync twins are for the command line, tests and other worker threads; the window never calls
 * them on its main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-operation.h"
#include "jz-undo.h"

G_BEGIN_DECLS

#define JZ_TYPE_STORE (jz_store_get_type ())
G_DECLARE_FINAL_TYPE (JzStore, jz_store, JZ, STORE, GObject)

/* Works inside one operation, on the writer thread. FALSE with @error rolls it back whole. */
typedef gboolean (*JzWriteFunc) (JzOperation *operation, gpointer data, GError **error);

/* Reads one consistent state of the file, on a reader thread. */
typedef gboolean (*JzReadFunc) (JzConnection *connection, gpointer data, GCancellable *cancellable, GError **error);

typedef enum
{
  JZ_STORE_OPEN,   /* an existing file */
  JZ_STORE_CREATE, /* a new one: JZ_ERROR_CONFLICT where something is already */
} JzStoreMode;

/* Opens @path: takes its lock (waiting @wait_seconds), proves it sound after a crash, brings an older
 * one up to date after a backup. Blocks; errors are those of JzError about files.
 * Returns: (transfer full) */
JzStore     *jz_store_open (const char *path, JzStoreMode mode, double wait_seconds, GError **error);

/* Answers what is queued, closes the connections (folding the WAL into the file) and lets go of the
 * lock. Blocks. The last unref does it too, but only where nothing is under way: a request holds a reference, which
 * its thread may be the last to drop, and a thread can't wait for its own end. */
void         jz_store_close (JzStore *self);

const char  *jz_store_get_path (JzStore *self);

/* What the ledger does when a posting is undone; see jz_undo_run(). Set once after opening. */
void         jz_store_set_undo_hook (JzStore *self, JzUndoHook hook);

/* Runs @func as one operation of @actor. @action must live for ever (declared static). @destroy frees
 * @data after the answer. */
void jz_store_write (JzStore *self, const JzAction *action, const JzActor *actor, JzWriteFunc func, gpointer data,
                     GDestroyNotify destroy, GCancellable *cancellable, GAsyncReadyCallback callback,
                     gpointer user_data);
/* @operation: (out) (optional): its id, 0 when nothing changed. @words: (out) (optional) (transfer full):
 * what was done, for the toast. */
gboolean jz_store_write_finish (JzStore *self, GAsyncResult *result, gint64 *operation, char **words, GError **error);
gboolean jz_store_write_sync (JzStore *self, const JzAction *action, const JzActor *actor, JzWriteFunc func,
                              gpointer data, gint64 *operation, char **words, GCancellable *cancellable,
                              GError **error);

/* Undoes @operation (0: the newest); the answer is that of jz_store_write_finish(), the words are those
 * of what was undone. */
void
jz_store_undo (JzStore *self, gint64 operation, const JzActor *actor, GAsyncReadyCallback callback, gpointer user_data);
gboolean
jz_store_undo_sync (JzStore *self, gint64 operation, const JzActor *actor, gint64 *undo, char **words, GError **error);

void jz_store_read (JzStore *self, JzReadFunc func, gpointer data, GDestroyNotify destroy, GCancellable *cancellable,
                    GAsyncReadyCallback callback, gpointer user_data);
gboolean     jz_store_read_finish (JzStore *self, GAsyncResult *result, GError **error);
gboolean jz_store_read_sync (JzStore *self, JzReadFunc func, gpointer data, GCancellable *cancellable, GError **error);

/* Runs on the writer's connection outside any operation: checks, backups, what an account left open. */
void jz_store_work (JzStore *self, JzReadFunc func, gpointer data, GDestroyNotify destroy, GCancellable *cancellable,
                    GAsyncReadyCallback callback, gpointer user_data);
gboolean jz_store_work_sync (JzStore *self, JzReadFunc func, gpointer data, GCancellable *cancellable, GError **error);

/* Signals: "changed" (JzStore *store, gint64 operation): the newest committed operation. */

G_END_DECLS
