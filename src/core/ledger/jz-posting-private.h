/* jz-posting-private: how an entry is written, for the two that write entries.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-posting.h"

G_BEGIN_DECLS

/* (ROLLBACK: see the triggers of table entry.) */
#define JZ_INSERT_ENTRY "INSERT OR ROLLBACK INTO entry (voucher, line, item, asset, place, state, holder, quantity, amount, flow, year)"
#define JZ_ENTRY_TYPES  "lilrlslllsi"

/* @least: of the amount. */
gboolean jz_posting_is_sound (const JzMove *move, gint64 least, GError **error);

G_END_DECLS
