/* jz-charge: what readers owe: for being late, for what they lost or harmed (赔偿、逾期费).
 *
 * What is paid for which harm is a table of the school's own, a percentage of the price by what became of the copy. A
 * charge is paid, also by giving the same book, or waived with a reason; it is never changed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-lending.h"

G_BEGIN_DECLS

extern const JzAction jz_action_charge;

/* A copy that is out comes back harmed or not at all; one that is in was found so, and nobody pays. @rule: of
 * book_compensation.
 * @amount: fen instead of what the rule says, -1: that; 0: nothing is paid. @note: why another amount, NULL: none.
 * @answer: (out): to be cleared: what is to be paid, in `charge` too. JZ_ERROR_NOT_FOUND for a rule that is none. */
gboolean jz_copy_harmed (JzOperation *operation, const char *code, gint64 rule, gint64 amount, const char *note,
                         JzLendingAnswer *answer, GError **error);

/* What the rule says of the copy with this code, fen. @why: (out) (transfer full) (optional): how it comes about.
 * JZ_ERROR_NOT_FOUND */
gboolean jz_copy_harm_price (JzConnection *connection, gint64 copy, gint64 rule, gint64 *amount, char **why,
                             GError **error);

/* JZ_ERROR_CONFLICT where it is settled. @note: number of the receipt, or that the same book was given; NULL: none. */
gboolean jz_charge_pay      (JzOperation *operation, gint64 id, const char *note, GError **error);
/* JZ_ERROR_INVALID without a reason. */
gboolean jz_charge_waive    (JzOperation *operation, gint64 id, const char *why, GError **error);
/* Everything that @reader owes. JZ_ERROR_NOT_FOUND where that is nothing. */
gboolean jz_charge_pay_all  (JzOperation *operation, gint64 reader, const char *note, GError **error);

typedef struct
{
  const char *name;    /* 丢失 */
  const char *state;   /* "lost", "damaged", "shelf": of the copy then */
  int         percent; /* 0 … 5000, of its price */
  gint64      least, unpriced; /* fen: at least, and where no price is known */
  const char *note;    /* where the figures come from */
} JzBookCompensation;

/* @id 0: a new one. A rule that a person has written is no starter value any more. JZ_ERROR_INVALID, JZ_ERROR_CONFLICT.
 */
gboolean jz_book_compensation_set (JzOperation *operation, gint64 id, const JzBookCompensation *rule, GError **error);
gboolean jz_book_compensation_remove (JzOperation *operation, gint64 id, GError **error);

/* What @rule says of a book that costs @price fen; ≤ 0: nobody knows. Of the rule only figures are read. Fen. */
gint64   jz_book_compensation_amount (const JzBookCompensation *rule, gint64 price);

G_END_DECLS
