/* jz-reconcile: the three agreements (三相符).
 *
 * Books and goods: of the newest stock-takes, each line once, what was found where the books have it, by line, by piece and by value,
 * always beside what it is a part of. General ledger and room ledgers: closing by code, summed over what came and went, against what
 * stands in all rooms. Shelf cards: which tell the truth.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-shelf-card.h"

G_BEGIN_DECLS

typedef struct
{
  char  *code, *name;
  gint64 general, rooms; /* in the item's smallest unit */
} JzLedgerDifference;

typedef struct
{
  char   *stocktakes;                /* their numbers, newest first, "" for none */
  guint   book_lines;                /* that the books have now */
  guint   lines, agree;              /* counted in those stock-takes; of these, as the books said */
  gint64  pieces, pieces_agree;      /* whole units */
  gint64  value, value_agree;        /* fen */
  guint   codes;                     /* in the general ledger */
  GPtrArray *differences;            /* of JzLedgerDifference */
  guint   shelves;                   /* places where something stands */
  GPtrArray *stale;                  /* of JzStaleCard */
} JzReconcile;

void     jz_reconcile_clear (JzReconcile *self);

/* @since: only stock-takes of that day and later, ISO; NULL: all. */
gboolean jz_reconcile_read  (JzConnection *connection, const char *since, JzReconcile *result, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JzReconcile, jz_reconcile_clear)

G_END_DECLS
