/* jz-purchase-read: requests, orders and acceptances as they are shown, printed and gone on with.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-connection.h"

G_BEGIN_DECLS

/* What a line comes to, as SQL: price × quantity, rounded half up. */
#define JZ_PURCHASE_UNIT(decimals) "CASE " decimals " WHEN 0 THEN 1 WHEN 1 THEN 10 WHEN 2 THEN 100 ELSE 1000 END"
#define JZ_PURCHASE_AMOUNT(price, quantity, decimals) \
  "((" price " * " quantity " * 2 + " JZ_PURCHASE_UNIT (decimals) ") / (2 * " JZ_PURCHASE_UNIT (decimals) "))"

typedef enum
{
  JZ_PAPER_REQUEST,
  JZ_PAPER_ORDER,
  JZ_PAPER_ACCEPTANCE,
} JzPurchasePaper;

/* "purchase_request", "purchase_order", "purchase_acceptance": the tables. */
const char *jz_purchase_paper_table (JzPurchasePaper paper);

/* The head of one: what it has none of is NULL or 0. */
typedef struct
{
  gint64 id;
  char  *number, *date;
  char  *state;               /* of an acceptance "purchase" or "transfer" */
  char  *applicant, *account; /* names: who asked for it; who wrote or accepted it */
  char  *purpose;             /* of a request */
  char  *supplier, *contract, *fund, *expected; /* of an order, and of what was accepted of it */
  char  *reason, *note;
  char  *order;               /* number: of an acceptance */
  char  *paper;               /* of an acceptance: invoice or document */
  char  *voucher;             /* number: of an acceptance */
  gint64 voucher_id, order_id, applicant_id;
  gint64 amount;              /* of all lines, fen */
} JzPurchaseHead;

void       jz_purchase_head_clear (JzPurchaseHead *self);

/* JZ_ERROR_NOT_FOUND. @head: (out): to be cleared, also on FALSE. */
gboolean   jz_purchase_read_head (JzConnection *connection, JzPurchasePaper paper, gint64 id, JzPurchaseHead *head,
                                  GError **error);

/* A line; quantities in the smallest unit. */
typedef struct
{
  gint64 id;
  gint64 item;          /* 0: not there yet */
  char  *code, *name, *spec, *unit, *subject, *tracking;
  int    decimals;
  gint64 price;         /* of one, fen */
  gint64 amount;        /* of the line */
  gint64 quantity;      /* asked for, ordered, or accepted */
  gint64 ordered;       /* of a request's line */
  gint64 accepted, rejected; /* so far; of an acceptance, by it */
  char  *reason;        /* of a request's line; of an acceptance the fault */
  char  *request;       /* number: of an order's line */
  char  *place;         /* path: of an acceptance's line */
  gint64 place_id;      /* of what may be received: where most of the item stands; 0: nowhere */
  gint64 standard_row;
} JzPurchaseLine;

void       jz_purchase_line_free (JzPurchaseLine *self);

/* In their order. Returns: (transfer full) (element-type JzPurchaseLine) */
GPtrArray *jz_purchase_lines (JzConnection *connection, JzPurchasePaper paper, gint64 id, GError **error);

/* Signatures of a request, all rounds. */
typedef struct
{
  int   round;
  char *role;    /* title */
  char *account; /* name; NULL: not signed yet */
  char *verdict; /* "approved", "rejected"; NULL: not signed yet */
  char *at;      /* UTC */
  char *words;
} JzPurchaseSign;

void       jz_purchase_sign_free (JzPurchaseSign *self);
GPtrArray *jz_purchase_signs (JzConnection *connection, gint64 request, GError **error);

/* The papers that a paper led to, or came from: "request", "order", "acceptance" or "voucher". */
typedef struct
{
  const char *kind;
  gint64      id;
  char       *number, *date, *state;
} JzPurchaseLink;

void       jz_purchase_link_free (JzPurchaseLink *self);

/* The whole chain in the order of time, itself without. Returns: (transfer full) (element-type JzPurchaseLink) */
GPtrArray *jz_purchase_chain (JzConnection *connection, JzPurchasePaper paper, gint64 id, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JzPurchaseHead, jz_purchase_head_clear)

G_END_DECLS
