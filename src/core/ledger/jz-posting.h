/* jz-posting: the only door through which vouchers and entries come into the file.
 *
 * A voucher is a head and moves. A move takes a quantity of one item from one spot to another; a spot
 * without a place is the world outside, so a receipt comes from there and a write-off goes there. Inside,
 * both sides of a move are entries that sum to nothing: the school's total can't change by it.
 *
 * The database refuses what would break the ledger (a balance below zero, an asset that is not there, a
 * card moved as a quantity); here it is said in words beforehand.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-operation.h"
#include "jz-rows.h"

G_BEGIN_DECLS

typedef struct
{
  const char *kind;   /* of table voucher: "receipt", "issue", … */
  const char *date;   /* ISO */
  gint64      person; /* who receives, borrows, returns; 0: nobody */
  const char *due;    /* ISO, of a loan; NULL: none */
  const char *supplier, *invoice, *fund, *reason; /* NULL: not said */
  gint64      reverses;
} JzVoucherHead;

typedef struct
{
  gint64      place;  /* 0: outside the school */
  const char *state;  /* "stock", "use", "loan" */
  gint64      holder; /* person, 0: nobody */
} JzSpot;

#define JZ_OUTSIDE ((JzSpot){ 0, NULL, 0 })
#define JZ_AMOUNT_AVERAGE G_MININT64 /* what that quantity is worth on average where it comes from */

typedef struct
{
  gint64 item;
  gint64 asset;    /* 0: by quantity */
  JzSpot from, to;
  gint64 quantity; /* > 0, in the item's smallest unit */
  gint64 amount;   /* fen ≥ 0, or JZ_AMOUNT_AVERAGE */
} JzMove;

/* Posts all or nothing. @voucher: (out) (optional): its id. JZ_ERROR_INVALID says which line can't be done, and why. */
gboolean jz_posting_post (JzOperation *operation, const JzVoucherHead *head, const JzMove *moves, guint n_moves,
                          gint64 *voucher, GError **error);

/* The same line by line, for as many as an import brings. */
gboolean jz_posting_begin (JzOperation *operation, const JzVoucherHead *head, gint64 *voucher, GError **error);
gboolean
jz_posting_add (JzOperation *operation, gint64 voucher, int year, guint line, const JzMove *move, GError **error);

/* For very many lines that all come from outside, and the new items they bring. Until the end, without which the operation
 * can't be committed, no sum knows of them and no search finds them; nothing else can be posted and no item be changed.
 * What can't be posted ends the operation, at the latest there, without a word on which line it was. */
typedef struct _JzArrivals JzArrivals;

/* @assets: rows that come into the file before the entries that refer to them, and outlive this; NULL: none.
 * Returns: (transfer full) */
JzArrivals *jz_arrivals_begin (JzOperation *operation, JzRows *assets, GError **error);
/* @self NULL: it is only proved that it can be posted. */
gboolean    jz_arrivals_add   (JzArrivals *self, gint64 voucher, int year, guint line, const JzMove *move, GError **error);
gboolean    jz_arrivals_end   (JzArrivals *self, GError **error);
/* NULL is fine. */
void        jz_arrivals_free  (JzArrivals *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JzArrivals, jz_arrivals_free)

/* Reverses every voucher of @operation, newest first: the undo hook of a store. */
gboolean jz_posting_undo (JzOperation *undo, gint64 operation, GError **error);

/* "RK-2026-0001": the next number of that kind in that year. Returns: (transfer full) */
char    *jz_posting_next_number (JzConnection *connection, const char *kind, int year, GError **error);

G_END_DECLS
