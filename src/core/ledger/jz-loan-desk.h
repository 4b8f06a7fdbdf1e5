/* jz-loan-desk: what is lent and when it must be back: extending, calling in, and taking back with a look at its condition.
 *
 * A loan is a voucher, which is never changed: a later day is a paper of its own, and the newest counts. Of a quantity the oldest loans
 * of a person are taken to come back first. What comes back broken, or with parts missing, makes a report of damage in the same operation.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-upkeep.h"
#include "jz-voucher.h"

G_BEGIN_DECLS

/* @voucher: a loan that is not back yet. @due: ISO, later than before and not past. */
gboolean jz_loan_extend (JzOperation *operation, gint64 voucher, const char *due, const char *reason, GError **error);

typedef struct
{
  const char *condition; /* "good", "worn", "broken", "parts" (some of it is missing); NULL: nobody looked */
  const char *note;      /* what is broken, or whatever is to be remarked; NULL: nothing */
} JzReturned;

/* As jz_voucher_return(); @conditions: one for each line. */
gboolean jz_loan_return (JzOperation *operation, const JzTerms *terms, const JzLine *lines,
                         const JzReturned *conditions, guint n, JzDone *done,
                         GError **error);

typedef struct
{
  gint64 voucher, person, item, asset;
  char  *number, *date, *due; /* of the loan; @due NULL: not said */
  char  *who, *class_;        /* @class_ "" for staff */
  char  *code, *name, *spec, *unit;
  int    decimals;
  gint64 quantity;
  char  *reason;
  int    late;                /* days past @due; ≤ 0: not late */
} JzLoanLine;

void       jz_loan_line_free (JzLoanLine *self);

/* What is out, by class, person and day. @person 0: everybody. @overdue: only what is late.
 * Returns: (transfer full) (element-type JzLoanLine) */
GPtrArray *jz_loans_out (JzConnection *connection, gint64 person, gboolean overdue, GError **error);

G_END_DECLS
