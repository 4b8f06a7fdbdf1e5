/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "jz-app"
#include "config.h"

#include "jz-voucher-kind.h"

#include <glib/gi18n-lib.h>

const JzVoucherKind jz_voucher_kinds[] = {
  { "receive", N_("Receive…"), N_("Acceptance and receipt"), N_("Receive"), &jz_action_receive, jz_voucher_receive,
    JZ_TERM_PURCHASE, .place = N_("Put to"), .brings = TRUE },
  { "issue", N_("Issue…"), N_("Issue for use"), N_("Issue"), &jz_action_issue, jz_voucher_issue,
    JZ_TERM_PERSON | JZ_TERM_PLACE | JZ_TERM_REASON, .person = N_("Issued to"), .place = N_("From") },
  { "lend", N_("Lend…"), N_("Lend"), N_("Lend"), &jz_action_loan, jz_voucher_loan,
    JZ_TERM_PERSON | JZ_TERM_DUE | JZ_TERM_REASON, .person = N_("Borrower"), .place = N_("From") },
  { "return", N_("Take back…"), N_("Take back"), N_("Take back"), &jz_action_return, jz_voucher_return,
    JZ_TERM_PERSON | JZ_TERM_REASON, .person = N_("Returned by"), .place = N_("Back to") },
  { "transfer", N_("Transfer…"), N_("Transfer"), N_("Transfer"), &jz_action_transfer, jz_voucher_transfer,
    JZ_TERM_PLACE | JZ_TERM_REASON, .place = N_("From") },
  { "write-off", N_("Write off…"), N_("Write off"), N_("Write off"), &jz_action_write_off, jz_voucher_write_off,
    JZ_TERM_REASON, .place = N_("From") },
  { "adjust", N_("Adjust…"), N_("Adjust the books"), N_("Adjust"), &jz_action_adjust, jz_voucher_adjust,
    JZ_TERM_REASON, .place = N_("Where"), .is_signed = TRUE },
};

const guint jz_n_voucher_kinds = G_N_ELEMENTS (jz_voucher_kinds);

const JzVoucherKind *
jz_voucher_kind_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (jz_voucher_kinds); i++)
    if (g_str_equal (jz_voucher_kinds[i].name, name))
      return &jz_voucher_kinds[i];
  return NULL;
}
