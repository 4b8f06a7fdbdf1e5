/* jz-find: one question, answered from everything that has a search index: search everything, and the
 * command `search`.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-connection.h"

G_BEGIN_DECLS

typedef struct
{
  const char *kind;   /* "items", "assets", "people", "places", "suppliers", "requests" (to buy), "orders", "acceptances", "damages",
                       * "repairs", "disposals", "stocktakes", "machines", "funds", "titles" (of books), "copies", "readers", "experiments"; of papers "vouchers" too */
  gint64      id;
  char       *code;   /* what its label or card says; the number of a paper */
  char       *title;
  char       *detail; /* specification, class, path; who, when */
} JzFound;

void       jz_found_free (JzFound *self);

/* The kinds there are, NULL-terminated. */
const char *const *jz_find_kinds (void);

/* Up to @limit of @kind ("all": of every kind) that answer @typed, after @offset, in the order they came
 * into the file. @total: (out) (optional): how many there are in all; counting costs more than finding.
 * JZ_ERROR_INVALID for a kind that is none. Returns: (transfer full) (element-type JzFound) */
GPtrArray *jz_find (JzConnection *connection, const char *kind, const char *typed, guint limit, guint offset,
                    gint64 *total, GError **error);

/* What a scanned code is: an asset's number or serial, a place's code, a person's number, an item's code, a copy's barcode, an ISBN; else a number that an asset
 * had before, or the code of what was merged with another.
 * @found: (out) (transfer full) (nullable): NULL when it is nothing. */
gboolean   jz_find_scanned (JzConnection *connection, const char *code, JzFound **found, GError **error);

/* The item that @found is, or is a card of; 0: neither. @item: (out) */
gboolean   jz_find_item    (JzConnection *connection, const JzFound *found, gint64 *item, GError **error);

/* The paper that has this number: a voucher, a request to buy, an order, an acceptance, a report of damage, a repair, a request to write
 * off, a stock-take. A write-off and the request for it may have the same: the voucher it is then.
 * @found: (out) (transfer full) (nullable): NULL when it is none's. */
gboolean   jz_find_paper   (JzConnection *connection, const char *number, JzFound **found, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzFound, jz_found_free)

G_END_DECLS
