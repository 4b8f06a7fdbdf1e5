/* Between jz-operation, jz-journal, jz-undo and jz-history only. The .c files define SQLITE_ENABLE_SESSION first.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-operation.h"

G_BEGIN_DECLS

#define JZ_JOURNAL_HASH_SIZE 32

/* Over the rows of @table from @first to @last, every column as it stands. */
gboolean jz_journal_digest (JzConnection *connection, const char *table, gint64 first, gint64 last,
                            guint8 digest[JZ_JOURNAL_HASH_SIZE], GError **error);

/* The hash of one journal row as it stands in the file: over the hash before, its own columns and its ranges. */
gboolean jz_journal_hash (JzConnection *connection, gint64 id, const guint8 *previous, gsize previous_size,
                          guint8 hash[JZ_JOURNAL_HASH_SIZE], GError **error);

/* The row that the change at hand is about; FALSE where its table has no number for a key. */
gboolean jz_journal_changed_row (sqlite3_changeset_iter *iter, const char **table, gint64 *row);

/* Marks @self as the undo of @operation. */
void jz_operation_set_undoes (JzOperation *self, gint64 operation);

/* Reads the changeset of @operation (empty when it has none), its row's hash being right:
 * JZ_ERROR_DAMAGED otherwise. A damaged changeset can make SQLite 3.40 loop for ever, so nothing
 * may apply one that did not come from here. Returns: (transfer full) */
GBytes *jz_operation_read_changes (JzConnection *connection, gint64 operation, GError **error);

G_END_DECLS
