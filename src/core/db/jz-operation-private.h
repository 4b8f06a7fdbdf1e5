/* Between jz-operation, jz-undo and jz-store only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-operation.h"

G_BEGIN_DECLS

/* Marks @self as the undo of @operation. */
void jz_operation_set_undoes (JzOperation *self, gint64 operation);

/* Reads the changeset of @operation (empty when it has none), its row's hash being right:
 * JZ_ERROR_DAMAGED otherwise. A damaged changeset can make SQLite 3.40 loop for ever, so nothing
 * may apply one that did not come from here. Returns: (transfer full) */
GBytes *jz_operation_read_changes (JzConnection *connection, gint64 operation, GError **error);

G_END_DECLS
