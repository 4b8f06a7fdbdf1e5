/* jz-voucher: what keepers do: receive, issue, lend, take back, transfer, write off, adjust.
 *
 * Each is one voucher of one operation. A line names an item and a quantity, or an asset (then the quantity
 * is 1). Consumables that are issued are used up; durable things that are issued stay in the books, in use
 * at their new place.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-item.h"
#include "jz-posting.h"
#include "jz-software.h"

G_BEGIN_DECLS

extern const JzAction jz_action_receive, jz_action_issue, jz_action_loan, jz_action_return, jz_action_transfer,
  jz_action_write_off, jz_action_adjust;

typedef struct
{
  gint64      item;
  gint64      asset;    /* not 0: this card; quantity is 1 */
  gint64      quantity;
  gint64      price;    /* of one, in fen: only to receive */
  gint64      place;    /* receive, adjust up: where to; else where from (0: where it is, if that is one place) */
  const char *number;   /* receive one card: its number; NULL: the next */
  const char *serial;   /* receive cards: the maker's number; NULL: none */
  const char *const *serials; /* receive cards: the makers' numbers in their order, NULL-terminated, not more than cards; NULL: @serial */
  const JzLicence *licence;   /* receive cards: of software, for each card; NULL: none */
  const char *maker;    /* receive cards; NULL: not said */
  const char *warranty; /* receive cards: ISO, last day; NULL: none */
  /* The spot of a quantity. "stock", "use", and to take back "use" or "loan". NULL: stock; to transfer and to write off else the
   * only spot where it is in use, to take back whatever @place and JzTerms.person have of it. */
  const char *state;
  gint64      holder;   /* with a @state but "stock": who has it; 0: nobody */
} JzLine;

typedef struct
{
  const char *date;     /* ISO; NULL: today */
  gint64      person;   /* issue, loan: to whom; return: from whom (0: whoever has it); a line with a spot says that itself */
  gint64      to_place; /* issue, transfer: where to */
  const char *due;      /* loan: ISO, NULL: not said */
  const char *supplier, *invoice, *fund, *origin, *reason;
} JzTerms;

/* What was done. */
typedef struct
{
  gint64  voucher;
  char   *number;      /* of the voucher */
  GArray *assets;      /* of gint64: cards that were made */
} JzDone;

void     jz_done_clear (JzDone *self);

/* JZ_ERROR_INVALID says which line can't be done and why; nothing is done then. @done: (out). */
gboolean jz_voucher_receive (JzOperation *operation, const JzTerms *terms, const JzLine *lines, guint n, JzDone *done,
                             GError **error);
gboolean jz_voucher_issue (JzOperation *operation, const JzTerms *terms, const JzLine *lines, guint n, JzDone *done,
                           GError **error);
gboolean jz_voucher_loan (JzOperation *operation, const JzTerms *terms, const JzLine *lines, guint n, JzDone *done,
                          GError **error);
gboolean jz_voucher_return (JzOperation *operation, const JzTerms *terms, const JzLine *lines, guint n, JzDone *done,
                            GError **error);
gboolean jz_voucher_transfer (JzOperation *operation, const JzTerms *terms, const JzLine *lines, guint n, JzDone *done,
                              GError **error);
/* JZ_ERROR_NOT_ALLOWED where the steps of approval want somebody else (jz-disposal.h), unless the account may approve. */
gboolean jz_voucher_write_off (JzOperation *operation, const JzTerms *terms, const JzLine *lines, guint n, JzDone *done,
                               GError **error);
/* What has been approved. */
gboolean jz_voucher_write_off_approved (JzOperation *operation, const JzTerms *terms, const JzLine *lines, guint n,
                                        JzDone *done, GError **error);
/* A quantity may be negative here: less was found than the books say. @terms->reason is needed. */
gboolean jz_voucher_adjust (JzOperation *operation, const JzTerms *terms, const JzLine *lines, guint n, JzDone *done,
                            GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JzDone, jz_done_clear)

G_END_DECLS
