/* jz-voucher-kind: what the seven vouchers have in common and where they differ, declared once.
 *
 * The dialog, the actions and the menus are made of this table.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-voucher.h"

G_BEGIN_DECLS

/* The particulars that a voucher asks for besides its date. */
typedef enum
{
  JZ_TERM_PERSON = 1 << 0,
  JZ_TERM_PLACE = 1 << 1,
  JZ_TERM_DUE = 1 << 2,
  JZ_TERM_PURCHASE = 1 << 3, /* supplier, invoice, fund, origin */
  JZ_TERM_REASON = 1 << 4,
  JZ_TERM_GIVEN = 1 << 5,    /* the unit that gives it, and its document */
} JzVoucherTerms;

typedef gboolean (*JzVoucherFunc) (JzOperation *operation, const JzTerms *terms, const JzLine *lines, guint n,
                                   JzDone *done, GError **error);

typedef struct
{
  const char     *name;   /* "receive": of the action too */
  const char     *menu;   /* msgid, for menus: "Receive…" */
  const char     *title;  /* msgid, of the dialog */
  const char     *verb;   /* msgid, of the button that posts it */
  const JzAction *action;
  JzVoucherFunc   post;
  JzVoucherTerms  terms;
  const char     *person; /* msgid of that field, where there is one */
  const char     *place;  /* msgid of that column: where from or where to */
  gboolean        brings; /* lines have a price, and may be of a new item */
  gboolean        is_signed; /* a quantity may be negative */
} JzVoucherKind;

extern const JzVoucherKind jz_voucher_kinds[];
extern const guint         jz_n_voucher_kinds;

/* NULL: there is none of that name. */
const JzVoucherKind *jz_voucher_kind_find (const char *name);

G_END_DECLS
