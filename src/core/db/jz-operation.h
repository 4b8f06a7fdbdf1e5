/* jz-operation: one user action.
 *
 * One BEGIN IMMEDIATE … COMMIT, one row of the journal: who (and who was the second person), when,
 * what in words, the rows it changed with their old values, and a hash over all that and over the
 * hash before, so that a journal changed later is found. What failed leaves no trace at all.
 *
 * Rows of ordinary tables are recorded by SQLite's session extension. Vouchers and entries are only
 * ever added; of them the range of ids and a digest of the rows is kept. A bulk import may switch
 * the recording off (jz_operation_set_bulk) and then only the ranges of what it inserted are kept.
 *
 * A row's column `changed` is the id of the operation that last wrote it: the school's change counter.
 * SQL gets it from jz_operation(), which fails outside an operation, so that nothing is ever written
 * past the journal.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-connection.h"

G_BEGIN_DECLS

typedef struct _JzOperation JzOperation;

/* Who acts. Account 0 is the program itself (making a file, the demo school): never reachable by
 * signing in. */
typedef struct
{
  gint64 account;
  gint64 second; /* account of the confirming second person, or 0 */
} JzActor;

/* What an action is, declared once: a stable name for the journal ("ledger.receive") and the
 * permission it takes ("ledger.write"), which is looked up in the file for the account's roles. */
typedef struct
{
  const char *kind;
  const char *permission;
} JzAction;

/* Begins it. @origin says where in the source ("file:line"), for whoever reads a log of a stuck
 * transaction: use jz_operation_begin(). JZ_ERROR_NOT_ALLOWED when the account may not.
 * Returns: (transfer full) */
JzOperation *jz_operation_begin_at (JzConnection *connection, const JzAction *action, const JzActor *actor,
                                    const char *origin, GError **error);
#define jz_operation_begin(connection, action, actor, error) \
  jz_operation_begin_at (connection, action, actor, G_STRLOC, error)

/* Writes the journal row and commits. An operation that changed nothing leaves none.
 * Frees @self in any case; on an error everything is rolled back.
 * @id: (out) (optional): the operation's id, 0 when nothing was changed. */
gboolean      jz_operation_commit   (JzOperation *self, gint64 *id, GError **error);
void          jz_operation_rollback (JzOperation *self);

/* Of an operation that failed: where something had failed before, which is said at the commit otherwise and has rolled everything back
 * meanwhile, @error becomes that. */
void          jz_operation_explain  (JzOperation *self, GError **error);

JzConnection *jz_operation_get_connection (JzOperation *self);
gint64        jz_operation_get_id         (JzOperation *self);
const JzActor *jz_operation_get_actor     (JzOperation *self);

/* What was done, in words, for the journal and the toast: "Received 2 × digital oscilloscope". */
void          jz_operation_describe (JzOperation *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
const char   *jz_operation_get_words (JzOperation *self);

/* While on, inserted rows are kept as ranges of ids; nothing but INSERT may be done. */
void          jz_operation_set_bulk (JzOperation *self, gboolean bulk);

/* Many operations that come into the file together or not at all, and with one wait for the disk: what makes up
 * a file. Between the two, operations begin and commit as always, each with its own row of the journal; the
 * connection does nothing else. */
gboolean      jz_batch_begin    (JzConnection *connection, GError **error);
gboolean      jz_batch_commit   (JzConnection *connection, GError **error);
void          jz_batch_rollback (JzConnection *connection);

/* Whether the account has @permission through one of its roles; JZ_ERROR_NOT_ALLOWED otherwise. */
gboolean      jz_operation_may (JzConnection *connection, const JzActor *actor, const char *permission, GError **error);

/* The journal as a chain: recomputes every hash, and the digests of what was posted when @deep.
 * FALSE with JZ_ERROR_DAMAGED naming the first operation that does not fit. */
gboolean      jz_operation_verify_chain (JzConnection *connection, gboolean deep, GError **error);

/* The hash of the newest row as hexadecimal text, "" for an empty journal: goes into packages,
 * backups and printed registers. Returns: (transfer full) */
char         *jz_operation_head (JzConnection *connection, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzOperation, jz_operation_rollback)

G_END_DECLS
