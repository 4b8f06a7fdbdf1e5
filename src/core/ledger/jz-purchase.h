/* jz-purchase: what somebody asks the school to buy (采购申请), and who has agreed.
 *
 * A request is written as a draft and submitted. From then on its lines stand, and it needs the signatures of the steps that count for
 * its estimate (jz-purchase-step.h), one after the other, each of an account that has the step's role; nobody signs what they asked for
 * themselves. A rejection needs its reason and gives it back to be changed and submitted again. What is approved can be ordered
 * (jz-purchase-order.h); the request is ordered when nothing is left to be ordered, and done when all of it was accepted.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-operation.h"

G_BEGIN_DECLS

extern const JzAction jz_action_purchase_request; /* write, submit, withdraw */
extern const JzAction jz_action_purchase_sign;    /* the step's role is asked besides */

/* Of an item that is there, or of one that is described. All texts may be NULL. */
typedef struct
{
  gint64      item;
  const char *code, *name, *spec, *unit, *subject;
  const char *tracking;     /* "card", "lot", "consumable"; NULL: by quantity */
  int         decimals;
  gint64      quantity;     /* in the smallest unit */
  gint64      price;        /* estimate for one, fen; 0: not known */
  const char *reason;
  gint64      standard_row; /* 0: none */
} JzRequestLine;

typedef struct
{
  const char *date;         /* ISO; NULL: today */
  gint64      applicant;    /* person */
  const char *purpose;
} JzRequestData;

/* @id: (inout): 0: a new draft; else one that is a draft, or was rejected, is written anew. JZ_ERROR_INVALID says which line is wrong,
 * JZ_ERROR_CONFLICT when it can't be changed any more. */
gboolean jz_purchase_request_write (JzOperation *operation, gint64 *id, const JzRequestData *data,
                                    const JzRequestLine *lines, guint n,
                                    GError **error);
gboolean jz_purchase_request_submit (JzOperation *operation, gint64 id, GError **error);

/* Signs the step that is next. @words: the reason when not @approves, else what there is to say, or NULL.
 * JZ_ERROR_NOT_ALLOWED for somebody who can't sign that step. */
gboolean jz_purchase_request_sign   (JzOperation *operation, gint64 id, gboolean approves, const char *words,
                                     GError **error);

/* The applicant wants it no more, or no more than what was accepted already. JZ_ERROR_CONFLICT while something of it is on order. */
gboolean jz_purchase_request_withdraw (JzOperation *operation, gint64 id, GError **error);

/* A new draft with the same lines. @copy: (out) */
gboolean jz_purchase_request_copy   (JzOperation *operation, gint64 id, gint64 *copy, GError **error);

/* By number: JZ_ERROR_NOT_FOUND. @table: "purchase_request", "purchase_order" or "purchase_acceptance". */
gboolean jz_purchase_find (JzConnection *connection, const char *table, const char *number, gint64 *id, GError **error);

/* Whether @account can sign the step that is next; FALSE where none waits. @role: (out) (optional) (transfer full): title of the
 * role that is awaited, NULL for none. */
gboolean jz_purchase_request_awaits (JzConnection *connection, gint64 id, gint64 account, gboolean *may_sign,
                                     char **role, GError **error);

G_END_DECLS
