/* jz-reconcile-form: the three agreements in words, and as a report on A4.
 *
 * A share never stands without what it is a part of; where there is nothing to be a part of there is no share.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "jz-reconcile.h"
#include "jz-report.h"

G_BEGIN_DECLS

typedef enum
{
  JZ_AGREEMENT_GOODS,
  JZ_AGREEMENT_LEDGERS,
  JZ_AGREEMENT_CARDS,
  JZ_N_AGREEMENTS
} JzAgreement;

const char *jz_agreement_title  (JzAgreement agreement);

/* Whether there is nothing to say against it; of what was never counted FALSE. */
gboolean    jz_agreement_holds  (const JzReconcile *result, JzAgreement agreement);

/* "97.3 %", with a sign that says whether it holds. Returns: (transfer full) */
char       *jz_agreement_figure (const JzReconcile *result, JzAgreement agreement);

/* What that is a part of, in sentences, each on its line. Returns: (transfer full) */
char       *jz_agreement_words  (const JzReconcile *result, JzAgreement agreement);

/* A ledger difference, and a card that is missing or stale, in one line. Returns: (transfer full) */
char       *jz_ledger_difference_words (const JzLedgerDifference *difference);
char       *jz_stale_card_words (const JzStaleCard *card);

/* Returns: (transfer full) */
JzReport   *jz_reconcile_form_new (const JzReconcile *result, const char *school);

G_END_DECLS
