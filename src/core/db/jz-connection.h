/* jz-connection: one SQLite connection with the house's settings, used by one thread.
 *
 * A connection belongs to the thread that opened it (asserted). The writer's connection is the
 * only one that writes and the only one that checkpoints: two connections that do so at the same
 * instant can damage a WAL file in every SQLite before 3.51.3.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-statement.h"

#include <sqlite3.h>

G_BEGIN_DECLS

/* "Jzhg" in big-endian ASCII: marks the file as a school file. */
#define JZ_APPLICATION_ID 0x4a7a6867

typedef struct _JzConnection JzConnection;
typedef struct _JzSource     JzSource;

typedef enum
{
  JZ_CONNECTION_WRITER,    /* reads, and writes once jz_connection_begin_writing() said so; makes the file when it is
                              missing */
  JZ_CONNECTION_READER,    /* reads beside a writer */
  JZ_CONNECTION_IMMUTABLE, /* reads a file that nobody writes: a copy on a read-only place */
} JzConnectionMode;

/* Errors: those of JzError that tell what is wrong with the file.
 * Returns: (transfer full) */
JzConnection *jz_connection_open  (const char *path, JzConnectionMode mode, GError **error);

/* Switches the WAL on; from here on closing folds it in. Until then a writer only looks, so that a file that is
 * refused stays as it is, and a -wal that is not its own is never played into it. */
gboolean      jz_connection_begin_writing (JzConnection *self, GError **error);

/* Folds the WAL into the file, which is complete by itself then. */
gboolean      jz_connection_fold (JzConnection *self, GError **error);

/* A database of its own in memory, to write to. Returns: (transfer full) */
JzConnection *jz_connection_open_memory (GError **error);

/* Frees it with its statements; a writer folds the WAL back into the file first, so that a
 * copied file is complete. NULL is fine. */
void          jz_connection_close (JzConnection *self);

/* Removes a database that could not be made whole, with its -wal, -shm and -journal: half a school file would be
 * taken for a whole one. No connection may have it open. */
void          jz_connection_remove_files (const char *path);

const char   *jz_connection_get_path   (JzConnection *self);
sqlite3      *jz_connection_get_handle (JzConnection *self);
gboolean      jz_connection_is_writer  (JzConnection *self);

/* What jz_connection_set_source() set, see jz-source.h; NULL: the clock and chance. */
const JzSource *jz_connection_get_source (JzConnection *self);

/* The operation under way, which SQL gets from jz_operation(); 0: none. Only jz-operation.c sets it. */
gint64        jz_connection_get_operation (JzConnection *self);
void          jz_connection_set_operation (JzConnection *self, gint64 operation);

/* Whether what follows from rows is written after all of them, which triggers ask by jz_derived_later(). Only jz-arrivals.c
 * sets it, and a dry run of an import, after which nobody looks for anything; an operation that ends takes it back. */
gboolean      jz_connection_get_derived_later (JzConnection *self);
void          jz_connection_set_derived_later (JzConnection *self, gboolean derived_later);

/* Whether operations are parts of one transaction, see jz_batch_begin(). */
gboolean      jz_connection_is_in_batch  (JzConnection *self);
void          jz_connection_set_in_batch (JzConnection *self, gboolean in_batch);

/* Runs SQL text of any number of statements, without values. */
gboolean      jz_connection_exec (JzConnection *self, const char *sql, GError **error);

/* The statement of @sql, prepared once per connection and reset: (transfer none), to be used until
 * it is done and not across calls that may use the same SQL. Values are bound by @types, one
 * letter each: i int · l gint64 · r gint64 row id (0 is NULL) · s text (NULL is NULL) · d double · b GBytes
 * (NULL is NULL).
 * NULL with @error when the SQL can't be prepared. */
JzStatement  *jz_connection_query  (JzConnection *self, GError **error, const char *sql, const char *types, ...);

/* Prepares only: what is bound, by jz_statement_bind() or through the handle, is the caller's. */
JzStatement  *jz_connection_prepare (JzConnection *self, GError **error, const char *sql);

/* Prepares and binds as above, and runs to the end: for statements that give no rows. */
gboolean      jz_connection_run    (JzConnection *self, GError **error, const char *sql, const char *types, ...);

/* Asks for one number; @fallback when there is no row or it is NULL. FALSE only on an error. */
gboolean jz_connection_number (JzConnection *self, gint64 *value, gint64 fallback, GError **error, const char *sql,
                               const char *types, ...);

/* Asks for one text. NULL without @error when there is no row or it is NULL. (transfer full) */
char         *jz_connection_text   (JzConnection *self, GError **error, const char *sql, const char *types, ...);

/* The same, where none is an answer, too: FALSE only on an error. @text: (out) (transfer full) (nullable) */
gboolean jz_connection_find_text (JzConnection *self, char **text, GError **error, const char *sql, const char *types,
                                  ...);

gint64        jz_connection_last_id (JzConnection *self);
int           jz_connection_n_changed (JzConnection *self);

/* Stops what another thread runs on this connection when @cancellable is cancelled; undone by
 * passing NULL. */
void          jz_connection_set_cancellable (JzConnection *self, GCancellable *cancellable);

/* Turns SQLite's last error into one of JzError; @where may be NULL for the file's name. */
void          jz_connection_take_error (JzConnection *self, int code, const char *where, GError **error);

/* What @code of the handle @db really is: SQLite calls a quota or a limit on the size of files an I/O error; here both
 * are SQLITE_FULL. */
int           jz_connection_real_code (sqlite3 *db, int code);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzConnection, jz_connection_close)

G_END_DECLS
