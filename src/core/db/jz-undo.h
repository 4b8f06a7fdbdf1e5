/* jz-undo: taking one operation back, as a new operation.
 *
 * Recorded rows get their old values back; what was inserted goes, or, where posted entries refer to
 * it, is marked void; vouchers are reversed by the ledger's hook, never removed. Where later work
 * stands on any of it, the undo is refused and says so, and nothing changes. An undo can itself be
 * undone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-operation.h"

G_BEGIN_DECLS

/* Reverses what @operation posted, inside @undo; installed by the ledger. */
typedef gboolean (*JzUndoHook) (JzOperation *undo, gint64 operation, GError **error);

/* Takes @operation (0: the newest that can be undone) back. @hook may be NULL where nothing was posted.
 * @words: (out) (transfer full) (optional): what was taken back, in words.
 * JZ_ERROR_CONFLICT where later work stands on it or it is undone already, JZ_ERROR_NOT_FOUND,
 * JZ_ERROR_NOT_ALLOWED when the account has neither made it nor "undo.any". */
gboolean jz_undo_run (JzConnection *connection, gint64 operation, const JzActor *actor, JzUndoHook hook,
                      gint64 *undo_id, char **words, GError **error);

/* The newest operation of @account (0: of anybody) that is neither undone nor an undo; 0 for none. */
gboolean jz_undo_newest (JzConnection *connection, gint64 account, gint64 *operation, GError **error);

G_END_DECLS
