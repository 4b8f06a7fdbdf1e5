/* jz-rows: very many rows into one table.
 *
 * To begin and end a statement costs SQLite as much as the row that it writes, so that rows go in a few hundred at
 * once. They come into the table in the order they were added, at the latest with jz_rows_flush(); what a rule refuses
 * is told then.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-connection.h"

G_BEGIN_DECLS

typedef struct _JzRows JzRows;

/* @insert: "INSERT INTO table (column, …)", no more, which must be allowed in the scope at hand. @types: one letter for
 * each column, see jz_connection_query(). @conflict: "ON CONFLICT …", or NULL. @connection must outlive it. Returns:
 * (transfer full), or NULL with @error set. */
JzRows  *jz_rows_new   (JzConnection *connection, const char *insert, const char *types, const char *conflict,
                        GError **error);
/* The same where @most rows are expected: the statement is no longer than that, which for a few of them costs less than
 * it would to prepare a long one. */
JzRows  *jz_rows_new_few (JzConnection *connection, const char *insert, const char *types, const char *conflict, guint most,
                          GError **error);
/* Drops what is not in the table yet. NULL is fine. */
void     jz_rows_free  (JzRows *self);

/* The rows of @first come into the file before those of @self, which refer to them; it must outlive @self. */
void     jz_rows_follow (JzRows *self, JzRows *first);

/* Values are copied. */
gboolean jz_rows_add   (JzRows *self, GError **error, ...);
gboolean jz_rows_flush (JzRows *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzRows, jz_rows_free)

G_END_DECLS
